/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vectors.h - reference numbers in a CSV file, by row and name of the column.
 * Lines beginning with # are skipped; the first other line is the header; fields may be quoted ("" is a
 * quote). Whatever is wrong (no such file, ragged row, unknown column, row out of range, a cell that is no
 * number) fails the running test with file, line and reason. Rows count from 0. */
#ifndef TESTS_SUPPORT_VECTORS_H
#define TESTS_SUPPORT_VECTORS_H
#include "models/base/base.h"

typedef struct Vectors Vectors;

/* Returns the whole file `path` (from the root of the checkout); close it with `vectors_close`. */
Vectors *vectors_open(const char *path);

/* Returns the number of rows below the header. */
size_t vectors_count(const Vectors *vectors);

/* Says whether there is such a column. */
bool vectors_has(const Vectors *vectors, const char *column);

/* Returns the text of a cell, "" where it is blank. It lives as long as `vectors`. */
const char *vectors_text(const Vectors *vectors, size_t row, const char *column);

/* Returns the number of a cell: NaN where it is blank or "NA"; "inf" and "-inf" are numbers. */
double vectors_number(const Vectors *vectors, size_t row, const char *column);

/* Says whether the text of a cell is `text`. */
bool vectors_is(const Vectors *vectors, size_t row, const char *column, const char *text);

/* Frees `vectors`; NULL is nothing to close. */
void vectors_close(Vectors *vectors);

#endif
