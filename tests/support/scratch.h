/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scratch.h - what a test that reads files needs: a folder of its own, an arena, an empty provenance. Made and
 * taken away around one test: cmocka_unit_test_setup_teardown(test, scratch_open, scratch_close). */
#ifndef TESTS_SUPPORT_SCRATCH_H
#define TESTS_SUPPORT_SCRATCH_H
#include "models/provenance.h"
#include "tests/support/check.h"

typedef struct Scratch {
    Arena *arena;
    Provenance provenance; /* its lists live in `arena` */
    Err err;
    Str folder;
} Scratch;

/* Store in `*state`, and take away with all files in it, a scratch. */
int scratch_open(void **state);
int scratch_close(void **state);

/* Writes `text` into the file `name` of the folder; returns its path, followed by a NUL. */
Str scratch_write(Scratch *scratch, const char *name, const char *text);

/* Returns the report of the file that `path` ends with, or fails the test. */
const FileReport *scratch_report(const Scratch *scratch, const char *path);

/* check_bad_row(scratch, i, line, column, value, reason): fails unless bad row `i` of the run is just this one. */
#define check_bad_row(scratch, i, line, column, value, reason) \
    check_bad_row_at((scratch), (i), (line), (column), (value), (reason), __FILE__, __LINE__)
void check_bad_row_at(const Scratch *scratch, size_t i, long line, const char *column, const char *value,
                      const char *reason, const char *test_file, int test_line);

/* check_error(scratch, got, want, text): fails unless the status is `want` and the message, without the path of
 * the folder, is `text`. */
#define check_error(scratch, got, want, text) \
    check_error_at((scratch), (got), (want), (text), __FILE__, __LINE__)
void check_error_at(const Scratch *scratch, Status got, Status want, const char *text, const char *test_file,
                    int test_line);

#endif
