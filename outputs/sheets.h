/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheets.h - the workbook of a comparison: one table of sheets, a row each. */
#ifndef OUTPUTS_SHEETS_H
#define OUTPUTS_SHEETS_H
#include "models/result.h"
#include "outputs/report.h"

/* Stores in `out` a report with the workbook's pages; its memory is of `arena`. Tree and tidy table are left to
 * facts_compare, the terminal's page to page_compare. Fails with ERR_DATA where there is no vendor to show. */
Status sheets_build_comparison(const Result *result, Arena *arena, Report **out, Err *err);

#endif
