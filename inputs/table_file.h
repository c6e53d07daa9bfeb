/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_file.h - a table of the case (contracts, assumptions, spend ...) as rows of named cells, and the cells as
 * values. A row that cannot be used is quarantined: named with file, line, column and what was expected, and
 * counted; the others go on. A row whose first cell begins with # is a comment. Columns stand in any order. */
#ifndef INPUTS_TABLE_FILE_H
#define INPUTS_TABLE_FILE_H
#include "models/provenance.h"

/* A column that a table knows. */
typedef struct TableColumn {
    const char *name;
    bool required; /* the header row must have it */
} TableColumn;

typedef struct TableFormat {
    const char *role; /* "contracts" */
    const TableColumn *columns;
    size_t column_count;
} TableFormat;

/* One row; `cells` stand in the order of the format's columns, empty where the file has no such column. */
typedef struct TableRow {
    Str file;
    long line;
    const TableFormat *format;
    const Str *cells;
    const Str *others;      /* cells of columns the format does not know */
    const Str *other_names; /* their headers, as in the file */
    size_t other_count;
    Provenance *provenance;
    Arena *arena; /* for what outlives the row */
} TableRow;

/* Takes a row; returns false after it has said why with table_refuse. */
typedef bool (*TableTake)(void *context, const TableRow *row);

/* Reads `path` and hands each row to `take`; adds its report to `provenance`. Fails where the file cannot be read, a
 * required column is missing (ERR_DATA, naming the columns found) or a header is blank or twice there. */
Status table_read(Str path, const TableFormat *format, TableTake take, void *context, Provenance *provenance,
                  Arena *arena, Err *err);

/* Quarantines the row because of one cell (by column of the format; -1: the row as a whole). Returns false. */
bool table_refuse(const TableRow *row, int column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Each reads one cell into `out`; an empty cell leaves `out` as it is and is no error. A cell that is none
 * refuses the row and returns false. Dates are ISO, or of any form that can only be read one way. */
bool table_day(const TableRow *row, int column, Day *out);
bool table_month(const TableRow *row, int column, Month *out);
bool table_decimal(const TableRow *row, int column, Decimal *out); /* >= 0 */
bool table_share(const TableRow *row, int column, Decimal *out);   /* 0 .. 1, or a percentage */
bool table_money(const TableRow *row, int column, Currency currency, Money *out); /* no other currency */
bool table_whole(const TableRow *row, int column, int64_t *out);                  /* >= 0 */
bool table_currency(const TableRow *row, int column, Currency *out);
bool table_word(const TableRow *row, int column, const char *const *words, size_t count, int *out);

/* Refuse the row where the cell is empty; the second also where it is no day. */
bool table_need(const TableRow *row, int column);
bool table_need_day(const TableRow *row, int column, Day *out);

/* Returns the cell, trimmed and copied to what outlives the row. */
Str table_text(const TableRow *row, int column);

#endif
