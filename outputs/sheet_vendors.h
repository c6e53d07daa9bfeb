/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_vendors.h - the sheet of what was counted and booked, a column a vendor: the constants under all formulas. */
#ifndef OUTPUTS_SHEET_VENDORS_H
#define OUTPUTS_SHEET_VENDORS_H
#include "outputs/sheet.h"

/* Returns one of the facts of a part. */
double sheet_vendors_fact(const PartLeads *part, PartFact fact);

/* Returns the sum of the weights by which tools are shared out. */
double sheet_vendors_weights(const Sheets *sheets);

/* Adds the tables; fills them. */
void sheet_vendors_lay(Sheets *sheets);
void sheet_vendors_fill(Sheets *sheets);

#endif
