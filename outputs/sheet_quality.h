/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_quality.h - the part of Checks on the files: row arithmetic, what the program checked by itself, what was set
 * aside and why, and notices. */
#ifndef OUTPUTS_SHEET_QUALITY_H
#define OUTPUTS_SHEET_QUALITY_H
#include "outputs/sheet.h"

/* Adds the tables; fills them. */
void sheet_quality_lay(Sheets *sheets);
void sheet_quality_fill(Sheets *sheets);

/* Returns how many checks there are, how many hold, and the parts of formulas ("+...") that count the same. */
size_t sheet_quality_count(const Sheets *sheets);
size_t sheet_quality_hold(const Sheets *sheets);
Str sheet_quality_count_formula(const Sheets *sheets);
Str sheet_quality_hold_formula(const Sheets *sheets);

#endif
