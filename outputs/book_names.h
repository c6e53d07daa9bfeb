/* SPDX-License-Identifier: GPL-3.0-or-later */
/* book_names.h - what a workbook takes as a text, a name or a footer. A library that does not ask must not be given
 * anything else. */
#ifndef OUTPUTS_BOOK_NAMES_H
#define OUTPUTS_BOOK_NAMES_H
#include "outputs/report.h"

/* Writes `text` as valid UTF-8 that XML can hold, of at most `limit` characters (a longer one ends in "..."), and a
 * NUL into `room` bytes at `out` (room > 4 x limit); returns `out`. */
const char *book_names_clean(Str text, size_t limit, char *out, size_t room);

/* Stores in `sheets` how many pages are sheets. Fails with ERR_BUG where there is none, or where a name of a sheet, or
 * of a list, is one that spreadsheets refuse: too long, taken, or with characters that they keep for themselves. */
Status book_names_check(const Report *report, size_t *sheets, Err *err);

/* Writes the line below each printed page: title, version, page of pages. `room` > 1,000. */
void book_names_footer(const Report *report, char *out, size_t room);

#endif
