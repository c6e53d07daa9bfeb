/* SPDX-License-Identifier: GPL-3.0-or-later */
/* column_forms.h - in which order a file writes days and months, and what a comma is in its amounts: found out over whole
 * columns before the first row is used. */
#ifndef INPUTS_COLUMN_FORMS_H
#define INPUTS_COLUMN_FORMS_H
#include "inputs/amount.h"
#include "inputs/datetext.h"
#include "inputs/mapping.h"
#include "inputs/table_source.h"

/* What the cells of one column have shown; only dates and amounts are looked at. */
typedef struct ColumnForm {
    DateForm date;     /* UNKNOWN: a date that could be either is refused */
    AmountForm amount; /* UNKNOWN: the same for an amount */
    long mdy_line, dmy_line, ambiguous_line;
    long dot_line, comma_line; /* each the first line that shows it, 0: none */
} ColumnForm;

/* Looks through the file's dates and amounts and stores in `out` one form a column of the header row `names`, in `arena`.
 * `date_format` is what was said of dates: ymd, mdy, dmy or nothing. Columns of one file are written by one hand: what one
 * proves holds for those that prove nothing. A file of plain forms is looked at only in its first rows.
 * Fails with ERR_DATA, naming line and column, where the dates of a column could be read in two ways and nothing in the
 * file says which, with ERR_CONFIG where the date format is none, else as table_source_read. */
Status column_forms_find(TableSource *source, const CsvHeader *header, const Mapping *mapping,
                         Str date_format, Arena *arena, Arena *scratch, ColumnForm **out, Err *err);

/* Returns what was found out in words ("dates day/month, decimal commas"), empty for the plain forms. */
Str column_forms_describe(const ColumnForm *forms, size_t count, Arena *arena);

#endif
