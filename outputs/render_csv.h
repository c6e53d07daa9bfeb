/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render_csv.h - tables of a report as CSV (RFC 4180, lines end with LF): for programs, and safe to open in a spreadsheet.
 * Numbers have a point, 15 digits and no grouping; what cannot be known is empty. A text that a spreadsheet
 * would take for a formula (it begins with = + - @, a tab or a line break) gets an apostrophe in front. `bom`
 * puts the mark in front by which Excel knows UTF-8. */
#ifndef OUTPUTS_RENDER_CSV_H
#define OUTPUTS_RENDER_CSV_H
#include "outputs/report.h"
#include <stdio.h>

/* Writes one table, header first. Fails with ERR_IO where writing fails. */
Status render_csv_table(const ReportTable *table, bool bom, FILE *out, Err *err);

/* Writes the report's tidy table. Fails with ERR_BUG where it has none. */
Status render_csv(const Report *report, bool bom, FILE *out, Err *err);

/* Writes every table of the book's pages into `folder` (made where it is not there), one file each, named like its
 * page: "cost-ledger.csv", the second table of the page "cost-ledger-2.csv". Files of other names stay. Fails
 * with ERR_CREATE or ERR_IO; files written before stay. */
Status render_csv_folder(const Report *report, const char *folder, bool bom, Err *err);

#endif
