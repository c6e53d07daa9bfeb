/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/memory_file.h"
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct MemoryFile {
    int descriptor;
    bool failed;
} MemoryFile;

static ssize_t write_bytes(void *cookie, const char *bytes, size_t count) {
    MemoryFile *file = cookie;
    size_t done = 0;
    while (!file->failed && done < count) {
        const ssize_t now = write(file->descriptor, bytes + done, count - done);
        if (now > 0) done += (size_t)now;
        else if (now == 0 || errno != EINTR) file->failed = true;
    }
    return file->failed ? 0 : (ssize_t)count;
}

static ssize_t read_bytes(void *cookie, char *bytes, size_t count) {
    const MemoryFile *file = cookie;
    if (file->failed) {
        errno = EIO;
        return -1;
    }
    return read(file->descriptor, bytes, count);
}

static int seek(void *cookie, off64_t *offset, int whence) {
    const MemoryFile *file = cookie;
    const off_t now = lseek(file->descriptor, *offset, whence);
    if (now < 0) return -1;
    *offset = now;
    return 0;
}

static int close_file(void *cookie) {
    MemoryFile *file = cookie;
    const int closed = close(file->descriptor), failed = file->failed;
    free(file);
    return failed ? EOF : closed;
}

FILE *memory_file_open(void) {
    static const cookie_io_functions_t FUNCTIONS = {read_bytes, write_bytes, seek, close_file};
    MemoryFile *file = calloc(1, sizeof *file);
    if (!file) return NULL;
    file->descriptor = memfd_create("temporary", MFD_CLOEXEC);
    FILE *stream = file->descriptor >= 0 ? fopencookie(file, "w+b", FUNCTIONS) : NULL;
    if (stream) return stream;
    if (file->descriptor >= 0) close(file->descriptor);
    free(file);
    return NULL;
}
