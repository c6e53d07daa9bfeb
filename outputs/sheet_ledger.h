/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_ledger.h - the sheet that leads from the invoice to the true cost, line by line and part by part, a column a
 * vendor: formulas made from the ledger's own tables. What a lead and an SQL cost then stands in sheet_costs. */
#ifndef OUTPUTS_SHEET_LEDGER_H
#define OUTPUTS_SHEET_LEDGER_H
#include "outputs/sheet.h"

/* Adds the page with its tables, those of sheet_costs included; fills them. */
void sheet_ledger_lay(Sheets *sheets);
void sheet_ledger_fill(Sheets *sheets);

#endif
