/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_sheet.h - the rows of one sheet of a workbook, from top to bottom, as they stream by. Hidden rows and columns are
 * like others. Of merged cells the first has the value. A formula is the value that was stored with it. */
#ifndef INPUTS_XLSX_SHEET_H
#define INPUTS_XLSX_SHEET_H
#include "inputs/xlsx_book.h"

typedef enum XlsxCellKind {
    XLSX_CELL_TEXT,
    XLSX_CELL_VALUE, /* a number, day, time, TRUE or FALSE */
    XLSX_CELL_FAULT, /* `text` is the error (#N/A) or says what is wrong */
} XlsxCellKind;

typedef struct XlsxCell {
    size_t column; /* from 0; rising within a row */
    XlsxCellKind kind;
    Str text; /* trimmed, not empty */
} XlsxCell;

/* One row that the sheet has, perhaps without a filled cell; valid during the call only. */
typedef struct XlsxRow {
    long number; /* from 1, rising; rows between two that are handed out are empty */
    const XlsxCell *cells;
    size_t count;
    bool too_long; /* more than `row_limit` bytes: the text of some cells is missing */
} XlsxRow;

/* Takes a row; returns false where nothing more is to be read. */
typedef bool (*XlsxTakeRow)(void *context, const XlsxRow *row);

/* Reads the sheet into `take`; `row_limit`: bytes of values in one row, shared texts apart. Buffers come from `scratch`.
 * Fails with ERR_DATA where the part is missing, damaged or has more than 1,048,576 rows. */
Status xlsx_sheet_read(const XlsxBook *book, Str part, size_t row_limit, XlsxTakeRow take, void *context,
                       Arena *scratch, Err *err);

#endif
