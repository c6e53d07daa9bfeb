/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_book.h - a workbook: its sheets, and what their cells refer to. Also .xlsm, whose macros are never looked at. */
#ifndef INPUTS_XLSX_BOOK_H
#define INPUTS_XLSX_BOOK_H
#include "inputs/xlsx_styles.h"
#include "inputs/xlsx_texts.h"

/* A sheet of cells; sheets that are charts or macros are left out. */
typedef struct XlsxSheetEntry {
    Str name, part; /* as people see it; its name in the archive */
    bool hidden;
} XlsxSheetEntry;

typedef struct XlsxBook {
    XlsxZip *zip;
    XlsxSheetEntry *sheets; /* in the order of the tabs */
    size_t sheet_count, sheet_room;
    bool date1904;               /* days count from 1904, as Excel for Mac once did */
    Str texts_part, styles_part; /* empty: there are none */
    XlsxTexts texts;
    XlsxStyles styles;
} XlsxBook;

/* Opens the workbook that the descriptor `fd` is open on, and lists its sheets; takes `fd` over, also where it fails.
 * What is stored in `out` lives in `arena`. Fails as xlsx_zip_open does, and with ERR_DATA where it is another kind of
 * archive, damaged, or without a sheet. The sentences do not name the file. */
Status xlsx_book_open(int fd, Arena *arena, XlsxBook *out, Err *err);

/* Reads what the cells of all sheets refer to, which takes the memory of the shared texts, from `arena`; to be called
 * before a sheet is read. Fails with ERR_DATA where a part is damaged. */
Status xlsx_book_load(XlsxBook *book, Arena *arena, Err *err);

/* Stores in `out` the sheet called `name` (blind to ASCII case), also a hidden one; where `name` is empty the first one
 * that is not hidden. Fails with ERR_NO_INPUT, naming the sheets. */
Status xlsx_book_find(const XlsxBook *book, Str name, Arena *arena, const XlsxSheetEntry **out, Err *err);

/* Closes the workbook; one that is all zero is nothing to close. */
void xlsx_book_close(XlsxBook *book);

#endif
