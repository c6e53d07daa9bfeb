/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_record.h - what a table in text or in a workbook hands out: its rows, its bad records and why they are bad. */
#ifndef INPUTS_CSV_RECORD_H
#define INPUTS_CSV_RECORD_H
#include "models/base/base.h"

typedef struct CsvRow {
    long line;         /* where the record begins, from 1 */
    Str raw;           /* the record as it is in the file (in UTF-8), without its line end */
    const Str *fields; /* valid during the call only */
    size_t count;      /* the header's `count` */
} CsvRow;

typedef enum CsvReason {
    CSV_STRAY_QUOTE,    /* a quote inside a field that does not begin with one */
    CSV_TEXT_BEHIND,    /* text behind a closing quote */
    CSV_OPEN_QUOTE,     /* the file ends inside quotes */
    CSV_LONG_RECORD,    /* over `row_limit`: mostly a missing closing quote */
    CSV_LONG_FIELD,     /* over `field_limit` */
    CSV_TOO_FEW,        /* fewer fields than the header row has */
    CSV_TOO_MANY,       /* more */
    CSV_UNNAMED,        /* a value in a column without a name, behind the last one with a name */
    CSV_SWALLOWED_ROWS, /* every line of the record looks like a row: two stray quotes, mostly */
    CSV_CONTROL,        /* a NUL or ^Z byte */
    CSV_ENCODING,       /* bytes that are not text in the file's encoding */
    CSV_CELL,           /* a cell of a workbook that holds an error or nothing usable: see `cell` */
    CSV_REASONS
} CsvReason;

typedef struct CsvBad {
    CsvReason reason;
    long line, lines;  /* where it begins; how many lines it takes */
    size_t column;     /* of the field that is wrong, from 1; 0: of the whole record */
    size_t want, got;  /* the numbers that the reason is about, where there are any: fields, bytes or lines */
    Str raw;           /* as in CsvRow; at most `row_limit` bytes */
    const Str *fields; /* the first `count` fields, where the record is complete */
    size_t count;
    Str cell; /* of CSV_CELL: which one, and what is wrong with it, "F12 holds #N/A" */
} CsvBad;

/* Returns a reason in words that fit behind "line 12: ". */
const char *csv_record_reason(CsvReason reason);

enum { CSV_RECORD_TEXT = 160 }; /* bytes that hold any text made below, NUL included */

/* Writes what is wrong with the record, with the numbers but nothing of its text, into `text`; returns it. */
const char *csv_record_describe(const CsvBad *bad, char text[CSV_RECORD_TEXT]);

#endif
