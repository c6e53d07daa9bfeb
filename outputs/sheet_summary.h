/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_summary.h - the sheet that answers: what a lead and an SQL from each vendor really cost, in one sentence a vendor,
 * one table and two charts; where the scenario is picked and the whole book says whether it adds up. */
#ifndef OUTPUTS_SHEET_SUMMARY_H
#define OUTPUTS_SHEET_SUMMARY_H
#include "outputs/sheet.h"

/* Adds tables, charts and a link to every other page; fills them. */
void sheet_summary_lay(Sheets *sheets);
void sheet_summary_fill(Sheets *sheets);

#endif
