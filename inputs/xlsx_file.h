/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_file.h - one sheet of a workbook as records of fields: like csv_file, into the same sinks. Open, look at the header,
 * read (any number of times), close.
 *
 * - Header row: the first row with something in it; where titles and filters stand above the table (Salesforce's formatted
 *   reports, Dynamics), the first of the first 20 filled rows that has three texts or more and nothing else, and at least
 *   twice as many cells as every row above it.
 * - A record has a field for each column with a name, wherever on the sheet that stands. A value in a column without a
 *   name makes it bad, as does an error (#N/A), named with its cell. Other rows, hidden ones too, are rows; empty ones
 *   are blank. `line` is the row's number on the sheet, `raw` the row as CSV would have it, from the sheet's column A.
 * - Numbers are exact decimal text, days ISO text (xlsx_value.h), blanks around texts are gone. Of merged cells the first
 *   has the value. A formula is the value that was stored with it.
 * - Everything is one chunk: `begin` and `done` are called once. */
#ifndef INPUTS_XLSX_FILE_H
#define INPUTS_XLSX_FILE_H
#include "inputs/csv_file.h"

typedef struct XlsxFile XlsxFile;

/* What is known after xlsx_file_read. */
typedef struct XlsxFacts {
    char sha256[65];       /* of the file */
    Str sheet;             /* its name */
    long rows, bad, blank; /* handed to `row` and `bad`; empty rows below the header */
    bool stopped;          /* `row` wanted no more */
} XlsxFacts;

/* Opens the workbook on the descriptor `fd`, which it takes over (also where it fails), and reads the header row of its
 * sheet `sheet` (empty: the first that is not hidden); stores it in `out`, living in `arena`. Fails as xlsx_book_open and
 * xlsx_book_find do, and with ERR_DATA where the sheet is empty. `name` begins the sentence. */
Status xlsx_file_open(int fd, Str name, Str sheet, Arena *arena, XlsxFile **out, Err *err);

/* Returns the header row; it lives as long as the arena of `file`. */
const CsvHeader *xlsx_file_header(const XlsxFile *file);

/* Reads all rows into `sink` and stores in `facts` what was found. Buffers come from `scratch`, which may be cleared
 * afterwards. Fails with ERR_DATA where the sheet is damaged further down; the sentence begins with the name. */
Status xlsx_file_read(XlsxFile *file, const CsvSink *sink, Arena *scratch, XlsxFacts *facts, Err *err);

/* Closes the file; NULL is nothing to close. */
void xlsx_file_close(XlsxFile *file);

#endif
