/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_costs.h - the part of the Cost ledger that divides: what a lead, an SQL, a deal cost, and how sure that is. */
#ifndef OUTPUTS_SHEET_COSTS_H
#define OUTPUTS_SHEET_COSTS_H
#include "outputs/sheet.h"

/* Adds the tables and the chart to the Cost ledger; fills them. */
void sheet_costs_lay(Sheets *sheets);
void sheet_costs_fill(Sheets *sheets);

#endif
