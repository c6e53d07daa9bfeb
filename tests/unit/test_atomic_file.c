/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/atomic_file.h"
#include "tests/support/check.h"
#include "tests/support/xlsx_parts.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the file under test asks of the system; a test makes one of them fail. */
static bool fails_fsync, fails_rename;

int fsync(int descriptor) {
    if (!fails_fsync) return (int)syscall(SYS_fsync, descriptor);
    errno = EIO;
    return -1;
}

int rename(const char *from, const char *to) {
    if (!fails_rename) return (int)syscall(SYS_rename, from, to);
    errno = EACCES;
    return -1;
}

typedef struct Room {
    Arena *arena;
    char folder[32], path[64];
} Room;

static int enter(void **state) {
    Room *room = calloc(1, sizeof *room);
    room->arena = check_arena();
    strcpy(room->folder, "/tmp/truecpl-XXXXXX");
    if (!mkdtemp(room->folder)) return -1;
    snprintf(room->path, sizeof room->path, "%s/out.txt", room->folder);
    FILE *file = fopen(room->path, "w");
    fputs("earlier", file);
    fclose(file);
    fails_fsync = fails_rename = false;
    *state = room;
    return 0;
}

static size_t count_files(const Room *room) {
    size_t count = 0;
    DIR *folder = opendir(room->folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(folder);
    return count;
}

static int leave(void **state) {
    Room *room = *state;
    fails_fsync = fails_rename = false;
    const Str command = str_format(room->arena, "rm -rf %s", room->folder);
    const int failed = system(command.at);
    arena_free(room->arena);
    free(room);
    return failed;
}

static AtomicFile *open_file(const Room *room) {
    AtomicFile *file = NULL;
    Err err = {0};
    check_status(atomic_file_open(room->path, &file, &err), OK, &err);
    fputs("new", atomic_file_stream(file));
    return file;
}

static void the_new_file_takes_the_place_of_the_earlier_one(void **state) {
    const Room *room = *state;
    Err err = {0};
    AtomicFile *file = open_file(room);
    check_text(xlsx_parts_bytes(room->arena, room->path), "earlier");
    check_status(atomic_file_commit(file, &err), OK, &err);
    check_text(xlsx_parts_bytes(room->arena, room->path), "new");
    assert_int_equal(count_files(room), 1);
}

static void an_abandoned_file_leaves_nothing_behind(void **state) {
    const Room *room = *state;
    atomic_file_abandon(open_file(room));
    atomic_file_abandon(NULL);
    check_text(xlsx_parts_bytes(room->arena, room->path), "earlier");
    assert_int_equal(count_files(room), 1);
}

static void expect_untouched(const Room *room, AtomicFile *file) {
    Err err = {0};
    check_status(atomic_file_commit(file, &err), ERR_IO, &err);
    assert_non_null(strstr(err.text, room->path));
    check_text(xlsx_parts_bytes(room->arena, room->path), "earlier");
    assert_int_equal(count_files(room), 1);
}

static void a_failing_sync_leaves_the_earlier_file(void **state) {
    AtomicFile *file = open_file(*state);
    fails_fsync = true;
    expect_untouched(*state, file);
}

static void a_failing_rename_leaves_the_earlier_file(void **state) {
    AtomicFile *file = open_file(*state);
    fails_rename = true;
    expect_untouched(*state, file);
}

static void an_error_in_the_stream_is_found_by_the_commit(void **state) {
    AtomicFile *file = open_file(*state);
    FILE *stream = atomic_file_stream(file);
    fflush(stream);
    const int null = dup(fileno(stream)), full = open("/dev/full", O_WRONLY);
    dup2(full, fileno(stream));
    fputs("lost", stream);
    assert_int_not_equal(fflush(stream), 0);
    dup2(null, fileno(stream));
    close(full);
    close(null);
    expect_untouched(*state, file);
}

static void permissions_stay_and_a_new_file_has_the_usual_ones(void **state) {
    const Room *room = *state;
    struct stat about;
    Err err = {0};
    chmod(room->path, 0640);
    check_status(atomic_file_commit(open_file(room), &err), OK, &err);
    stat(room->path, &about);
    assert_int_equal(about.st_mode & 0777, 0640);
    unlink(room->path);
    const mode_t before = umask(027);
    check_status(atomic_file_commit(open_file(room), &err), OK, &err);
    umask(before);
    stat(room->path, &about);
    assert_int_equal(about.st_mode & 0777, 0640);
}

static void a_link_stays_a_link(void **state) {
    const Room *room = *state;
    const Str link = str_format(room->arena, "%s/link", room->folder);
    struct stat about;
    Err err = {0};
    AtomicFile *file = NULL;
    assert_int_equal(symlink("out.txt", link.at), 0);
    check_status(atomic_file_open(link.at, &file, &err), OK, &err);
    fputs("new", atomic_file_stream(file));
    check_status(atomic_file_commit(file, &err), OK, &err);
    lstat(link.at, &about);
    assert_true(S_ISLNK(about.st_mode));
    check_text(xlsx_parts_bytes(room->arena, room->path), "new");
}

static void what_is_no_file_is_refused_by_name(void **state) {
    const Room *room = *state;
    const Str paths[] = {str_format(room->arena, "%s", room->folder),
                         str_format(room->arena, "%s/missing/out.txt", room->folder),
                         str_format(room->arena, "%s/out.txt/out.txt", room->folder),
                         str_format(room->arena, "%s/", room->folder),
                         STR("/dev/null"),
                         STR("")};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        AtomicFile *file = NULL;
        Err err = {0};
        check_status(atomic_file_open(paths[i].at, &file, &err), ERR_CREATE, &err);
        assert_null(file);
        if (paths[i].len) assert_non_null(strstr(err.text, paths[i].at));
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)
    const struct CMUnitTest tests[] = {
        TEST(the_new_file_takes_the_place_of_the_earlier_one),
        TEST(an_abandoned_file_leaves_nothing_behind),
        TEST(a_failing_sync_leaves_the_earlier_file),
        TEST(a_failing_rename_leaves_the_earlier_file),
        TEST(an_error_in_the_stream_is_found_by_the_commit),
        TEST(permissions_stay_and_a_new_file_has_the_usual_ones),
        TEST(a_link_stays_a_link),
        TEST(what_is_no_file_is_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
