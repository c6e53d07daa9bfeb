/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number_text.h - numbers as people, and as programs, read them. Point and commas are ours: the locale is never
 * asked. Ties are rounded away from zero, as a spreadsheet shows them; a minus never stands before a zero. */
#ifndef OUTPUTS_NUMBER_TEXT_H
#define OUTPUTS_NUMBER_TEXT_H
#include "outputs/report.h"

enum { NUMBER_TEXT = 64 }; /* bytes that hold any text made here, NUL included */

/* Writes `value` (finite) for people into `text` and returns it. FORMAT_RATE takes a share: .123 is "12.3 %", below
 * 1 % with two decimals; what is not quite nothing or not quite all is never printed as 0.0 or 100.0 %, but
 * "<0.01 %" and ">99.9 %". FORMAT_TIMES: "1.23x", from 10 on "12.3x". FORMAT_DECIMAL: at most two decimals.
 * FORMAT_MONEY: `money_digits` decimals. Numbers of 1e15 and more are written as "1.23e+15". */
const char *number_text_format(double value, CellFormat format, int money_digits, char text[NUMBER_TEXT]);

/* Writes `value` (finite) for programs: 15 digits, a point, no grouping; an exponent below 1e-15 and from 1e15 on. */
const char *number_text_plain(double value, char text[NUMBER_TEXT]);

/* Returns the same in memory of `arena`. */
Str number_text_copy(Arena *arena, double value, CellFormat format, int money_digits);

/* Returns an amount for a sentence, "USD 38.50", or without `cents` "USD 1,412". */
Str number_text_money(Arena *arena, double amount, Currency currency, bool cents);

/* Returns how many, with the word that fits: "1 lead", "1,234 leads"; what is not whole: "2.5 leads", "13 leads". */
Str number_text_count(Arena *arena, double count, const char *one, const char *many);

#endif
