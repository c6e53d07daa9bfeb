/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_identities.h - the part of Checks that lists what must hold of every vendor, each a live difference that is 0. */
#ifndef OUTPUTS_SHEET_IDENTITIES_H
#define OUTPUTS_SHEET_IDENTITIES_H
#include "outputs/sheet.h"

/* Adds the table; fills it. */
void sheet_identities_lay(Sheets *sheets);
void sheet_identities_fill(Sheets *sheets);

/* Returns how many there are, how many hold (once filled), and the parts of formulas that count the same. */
size_t sheet_identities_count(void);
size_t sheet_identities_hold(const Sheets *sheets);
Str sheet_identities_count_formula(const Sheets *sheets);
Str sheet_identities_hold_formula(const Sheets *sheets);

#endif
