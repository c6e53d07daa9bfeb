/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datetext.h - dates as people and exports write them, as stamps. Nothing is guessed: 3/5/2026 is a date only
 * once it is known whether months or days come first, which one unambiguous value in the column proves.
 *
 * Read are, with or without a time of day behind them (10:00, 10:00:59.999, 2:30 PM; seconds are dropped), and
 * behind that an offset (Z, UTC, +02:00, -0600), by which the stamp is moved to the run's zone:
 *   2026-03-05  2026/03/05  2026.03.05  20260305          year first: always year, month, day
 *   3/5/2026  05-03-2026  5-3-26  3/5/26                  ambiguous unless one of the two is over 12
 *   5.3.2026  05.03.26                                    with points days come first, unless that is no date
 *   5 Mar 2026  05-Mar-26  Mar 5, 2026  March 5 2026      English names of months
 *   46086  46086.5                                        Excel's day numbers, where the form says so
 * A year of two digits stands last, unless the form is YMD; 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999,
 * as in POSIX. Years are 1600 to 8000. 31 February is no date. */
#ifndef INPUTS_DATETEXT_H
#define INPUTS_DATETEXT_H
#include "inputs/zone.h"

/* What is known of a column. A value that can be read one way only is read so under any form. */
typedef enum DateForm {
    DATE_FORM_UNKNOWN,
    DATE_FORM_MDY,
    DATE_FORM_DMY,
    DATE_FORM_YMD,        /* also with a year of two digits */
    DATE_FORM_EXCEL_1900, /* numbers are days: 1 is 1900-01-01, and 60, which Excel thinks a day, is none */
    DATE_FORM_EXCEL_1904, /* 0 is 1904-01-01 */
} DateForm;

typedef enum DateResult {
    DATE_OK,
    DATE_BLANK,     /* text_is_missing */
    DATE_BAD,       /* not a date */
    DATE_AMBIGUOUS, /* a date if it were known which of the two is the month */
} DateResult;

/* Stores in `out` what `text` says, in `zone` (NULL: UTC) where it has an offset, else as it stands; a day alone
 * has no time. Ambiguous text stores the reading with the month first. Blank or bad text leaves `out` untouched. */
DateResult datetext_parse(Str text, DateForm form, const Zone *zone, Stamp *out);

/* Returns the order that `text` proves for its column, MDY or DMY, UNKNOWN where it proves none; stores in
 * `ambiguous` whether it is a date that needs the order. */
DateForm datetext_shown_form(Str text, bool *ambiguous);

#endif
