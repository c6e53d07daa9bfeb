/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_pack.h - workbooks made of texts, so that a test shows what is in them. Parts are stored, not packed. */
#ifndef TESTS_SUPPORT_XLSX_PACK_H
#define TESTS_SUPPORT_XLSX_PACK_H
#include "models/base/base.h"

typedef struct XlsxPackPart {
    Str name, bytes;
} XlsxPackPart;

/* The parts of a workbook with one sheet, `S`. Empty: the usual part; a part that is "-" is left out. */
typedef struct XlsxPackBook {
    Str root, workbook, relations, sheet, texts, styles;
    const XlsxPackPart *more; /* other parts */
    size_t more_count;
} XlsxPackBook;

/* Returns a zip archive of the parts, in `arena`. */
Str xlsx_pack_parts(const XlsxPackPart *parts, size_t count, Arena *arena);

/* Returns the workbook, in `arena`. */
Str xlsx_pack_book(const XlsxPackBook *book, Arena *arena);

/* Returns the number of a descriptor on an unnamed file that holds `bytes`. */
int xlsx_pack_open(Str bytes);

#endif
