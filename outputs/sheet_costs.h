/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_costs.h - the part of the Cost ledger that divides: what a lead, an SQL, a deal cost, and how sure that is. */
#ifndef OUTPUTS_SHEET_COSTS_H
#define OUTPUTS_SHEET_COSTS_H
#include "outputs/sheet.h"

/* Adds the tables and the chart to the Cost ledger; fills them. */
void sheet_costs_lay(Sheets *sheets);
void sheet_costs_fill(Sheets *sheets);

/* Returns the row of a range's end in `ranges`: 0 low, 1 high. */
static inline size_t sheet_costs_range_row(size_t metric, size_t end) { return metric * RANGE_ENDS + end; }

#endif
