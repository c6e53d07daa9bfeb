/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_vendors.h - the sheet of what was counted and booked, a column a vendor: the constants under all formulas. */
#ifndef OUTPUTS_SHEET_VENDORS_H
#define OUTPUTS_SHEET_VENDORS_H
#include "outputs/sheet.h"

/* Adds the page with its tables; fills them. */
void sheet_vendors_lay(Sheets *sheets);
void sheet_vendors_fill(Sheets *sheets);

#endif
