/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/atomic_file.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRIES = 100 };

struct AtomicFile {
    char path[PATH_MAX];   /* where it will be */
    char folder[PATH_MAX]; /* of it, with the last slash */
    char name[PATH_MAX + 64];
    FILE *stream;
};

/* Stores where the file really goes: behind any link. */
static Status resolve(AtomicFile *file, const char *path, struct stat *earlier, bool *exists, Err *err) {
    *exists = stat(path, earlier) == 0;
    if (*exists && S_ISDIR(earlier->st_mode)) return err_set(err, ERR_CREATE, "%s: is a folder", path);
    if (*exists && !S_ISREG(earlier->st_mode))
        return err_set(err, ERR_CREATE, "%s: is no ordinary file", path);
    if (!*exists && (errno != ENOENT || !path[0]))
        return err_set(err, ERR_CREATE, "%s: %s", path, strerror(errno));
    if (*exists && !realpath(path, file->path))
        return err_set(err, ERR_CREATE, "%s: %s", path, strerror(errno));
    if (!*exists && (size_t)snprintf(file->path, sizeof file->path, "%s", path) >= sizeof file->path)
        return err_set(err, ERR_CREATE, "%s: %s", path, strerror(ENAMETOOLONG));
    return OK;
}

static void find_folder(AtomicFile *file) {
    const char *slash = strrchr(file->path, '/');
    if (slash) snprintf(file->folder, sizeof file->folder, "%.*s", (int)(slash - file->path + 1), file->path);
    else strcpy(file->folder, "./");
}

/* Not mkstemp: a new file shall have the permissions that any other new file here has. */
static int create(AtomicFile *file) {
    int descriptor = -1;
    for (int i = 0; i < TRIES && descriptor < 0; i++) {
        snprintf(file->name, sizeof file->name, "%s.truecpl-%ld-%d.tmp", file->folder, (long)getpid(), i);
        descriptor = open(file->name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0 && errno != EEXIST) break;
    }
    return descriptor;
}

static Status create_beside(AtomicFile *file, const char *path, const struct stat *earlier, Err *err) {
    const int descriptor = create(file);
    if (descriptor < 0) {
        return err_set(err, ERR_CREATE, "%s: no file can be made in %s: %s", path, file->folder,
                       strerror(errno));
    }
    const bool kept = !earlier || fchmod(descriptor, earlier->st_mode & 07777) == 0;
    file->stream = kept ? fdopen(descriptor, "w+b") : NULL;
    if (file->stream) return OK;
    const int cause = errno;
    close(descriptor);
    unlink(file->name);
    return err_set(err, ERR_CREATE, "%s: %s", path, strerror(cause));
}

Status atomic_file_open(const char *path, AtomicFile **out, Err *err) {
    struct stat earlier;
    bool exists;
    AtomicFile *file = calloc(1, sizeof *file);
    if (!file) return err_set(err, ERR_CREATE, "%s: %s", path, strerror(ENOMEM));
    Status status = resolve(file, path, &earlier, &exists, err);
    if (status == OK) {
        find_folder(file);
        status = create_beside(file, path, exists ? &earlier : NULL, err);
    }
    if (status == OK) *out = file;
    else free(file);
    return status;
}

FILE *atomic_file_stream(AtomicFile *file) { return file->stream; }

const char *atomic_file_name(const AtomicFile *file) { return file->name; }

/* Says whether all bytes are on the disk; closes the stream in any case. */
static bool settle(FILE *stream) {
    errno = 0;
    const bool written = fflush(stream) == 0 && !ferror(stream) && fsync(fileno(stream)) == 0;
    const int cause = errno;
    const bool closed = fclose(stream) == 0;
    if (!written) errno = cause;
    return written && closed;
}

/* The new name itself must be on the disk too. File systems that cannot do it say EINVAL: then it is no fault. */
static bool settle_folder(const char *folder) {
    const int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return errno == EACCES; /* a folder may be written but not read */
    const bool done = fsync(descriptor) == 0 || errno == EINVAL;
    const int cause = errno;
    close(descriptor);
    errno = cause;
    return done;
}

Status atomic_file_commit(AtomicFile *file, Err *err) {
    Status status = OK;
    const bool settled = settle(file->stream);
    const char *const reason = errno ? strerror(errno) : "an earlier write failed";
    if (!settled) {
        status =
            err_set(err, ERR_IO, "%s: could not be written: %s; nothing was changed", file->path, reason);
    } else if (rename(file->name, file->path) != 0) {
        status = err_set(err, ERR_IO, "%s: could not be replaced: %s; nothing was changed", file->path,
                         strerror(errno));
    } else if (!settle_folder(file->folder)) {
        status = err_set(err, ERR_IO, "%s: written, but its folder could not be made safe: %s", file->path,
                         strerror(errno));
    }
    if (status != OK) unlink(file->name); /* after the rename there is nothing of that name */
    free(file);
    return status;
}

void atomic_file_abandon(AtomicFile *file) {
    if (!file) return;
    fclose(file->stream);
    unlink(file->name);
    free(file);
}
