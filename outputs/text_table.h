/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_table.h - a table as aligned lines. It never prints beyond the width and never loses a number: headers break at
 * blanks, then columns of words do, then the columns that are left stand in a block of their own below, under
 * the first column again. Numbers are never broken. Why a number is missing stands below the table, by number. */
#ifndef OUTPUTS_TEXT_TABLE_H
#define OUTPUTS_TEXT_TABLE_H
#include "outputs/terminal.h"

/* Prints `table`; amounts have `money_digits` decimals. */
void text_table_print(const Terminal *terminal, const ReportTable *table, int money_digits);

#endif
