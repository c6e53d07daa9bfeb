/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_parts.h - what a written workbook holds, for tests that look at its bytes. */
#ifndef TESTS_SUPPORT_XLSX_PARTS_H
#define TESTS_SUPPORT_XLSX_PARTS_H
#include "models/base/base.h"

/* Returns a part of the book at `path` as text in `arena`; the empty text where there is none of that name. */
Str xlsx_parts_read(Arena *arena, const char *path, const char *part);

/* Returns all bytes of a file in `arena`; `at` is NULL where there is no file. */
Str xlsx_parts_bytes(Arena *arena, const char *path);

/* Returns how often `what` stands in `text`. */
size_t xlsx_parts_count(Str text, const char *what);

#endif
