/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_value.h - what is written in the cells of a workbook, as text that other files would hold. Pure: no I/O, no
 * allocation; nothing passes through a double. Source: ECMA-376 part 1, 18.8.30 (number formats), 18.17.4 (dates),
 * 22.9.2.19 (escapes in text). */
#ifndef INPUTS_XLSX_VALUE_H
#define INPUTS_XLSX_VALUE_H
#include "models/base/base.h"

enum {
    XLSX_VALUE_TEXT = 400,     /* bytes that hold any text made below, NUL included */
    XLSX_MOST_COLUMNS = 16384, /* of a sheet: A to XFD */
    XLSX_MOST_ROWS = 1048576,
};

/* Writes the number `text` as plain decimal text into `out` and returns its length; 0 where it is none. A whole number
 * stays as it is, however long. Any other one is shown as Excel shows it, to 15 significant digits: 17 digits, as in
 * 0.30000000000000004, are an artefact of the double behind it. No exponent, no zeros at the end, but 12.3450 for 12.345,
 * whose point a reader of amounts could take for one between thousands. */
size_t xlsx_value_number(Str text, char out[XLSX_VALUE_TEXT]);

/* Writes the day number `number` (plain decimal text) as YYYY-MM-DD, where it has a fraction that is a second or more
 * as YYYY-MM-DD HH:MM:SS, below 1 as HH:MM:SS, and returns its length; 0 where it is no day: negative, beyond the year
 * 9999, or 1900-02-29, which Excel believes in. `date1904`: day 0 is 1904-01-01, else day 1 is 1900-01-01. */
size_t xlsx_value_date(Str number, bool date1904, char out[XLSX_VALUE_TEXT]);

/* Say whether a number is shown as a day or time: by a format that is built in, or by the code of another one, where y,
 * m, d, h or s stand outside quotes, escapes and brackets. Elapsed time ([h]:mm, also built in as 46) is a number. */
bool xlsx_value_is_date_id(long id);
bool xlsx_value_is_date_code(Str code);

/* Replaces _x000D_ and its like by the characters they stand for, in place, and returns the new length. */
size_t xlsx_value_unescape(char *text, size_t len);

/* Stores in `column` (from 0) the column of a reference as "F12". Returns false, with `column` untouched, where it
 * names none. */
bool xlsx_value_column(const char *reference, size_t *column);

/* Writes the name of a cell, "F12", into `out` and returns it; `column` from 0, `row` from 1. */
const char *xlsx_value_cell_name(size_t column, long row, char out[XLSX_VALUE_TEXT]);

#endif
