/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/scratch.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int scratch_open(void **state) {
    Arena *arena = check_arena();
    Scratch *scratch = ARENA_NEW(arena, Scratch);
    const char *parent = getenv("TMPDIR");
    scratch->arena = arena;
    scratch->provenance.arena = arena;
    scratch->folder = str_format(arena, "%s/truecpl-test-XXXXXX", parent ? parent : "/tmp");
    if (!mkdtemp((char *)(uintptr_t)scratch->folder.at)) return -1;
    *state = scratch;
    return 0;
}

int scratch_close(void **state) {
    Scratch *scratch = *state;
    DIR *folder = opendir(scratch->folder.at);
    if (!folder) return -1;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        unlink(str_format(scratch->arena, "%.*s/%s", STR_ARGS(scratch->folder), entry->d_name).at);
    }
    closedir(folder);
    rmdir(scratch->folder.at);
    arena_free(scratch->arena);
    return 0;
}

Str scratch_write(Scratch *scratch, const char *name, const char *text) {
    const Str path = str_format(scratch->arena, "%.*s/%s", STR_ARGS(scratch->folder), name);
    FILE *file = fopen(path.at, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return path;
}

const FileReport *scratch_report(const Scratch *scratch, const char *path) {
    for (size_t i = 0; i < scratch->provenance.file_count; i++) {
        if (str_ends(scratch->provenance.files[i].file, str_from(path))) return &scratch->provenance.files[i];
    }
    check_fail_at(__FILE__, __LINE__, "no report of %s", path);
}

void check_bad_row_at(const Scratch *scratch, size_t i, long line, const char *column, const char *value,
                      const char *reason, const char *test_file, int test_line) {
    if (i >= scratch->provenance.bad_row_count)
        check_fail_at(test_file, test_line, "only %zu bad rows", scratch->provenance.bad_row_count);
    const BadRow *bad = &scratch->provenance.bad_rows[i];
    if (bad->line != line) check_fail_at(test_file, test_line, "line: got %ld, want %ld", bad->line, line);
    check_text_at(bad->column, column, test_file, test_line);
    check_text_at(bad->value, value, test_file, test_line);
    check_text_at(bad->reason, reason, test_file, test_line);
}

/* Returns `text` without the folder's path, wherever it stands. */
static Str without_folder(const Scratch *scratch, const char *text) {
    char *out = arena_alloc(scratch->arena, strlen(text) + 1);
    size_t len = 0;
    while (*text) {
        if (!strncmp(text, scratch->folder.at, scratch->folder.len)) text += scratch->folder.len + 1;
        else out[len++] = *text++;
    }
    return (Str){out, len};
}

void check_error_at(const Scratch *scratch, Status got, Status want, const char *text, const char *test_file,
                    int test_line) {
    check_status_at(got, want, &scratch->err, test_file, test_line);
    check_text_at(without_folder(scratch, scratch->err.text), text, test_file, test_line);
}
