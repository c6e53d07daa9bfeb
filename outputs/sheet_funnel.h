/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_funnel.h - the sheet of rates: how many leads came how far, how sure that is, and what open leads may still bring. */
#ifndef OUTPUTS_SHEET_FUNNEL_H
#define OUTPUTS_SHEET_FUNNEL_H
#include "outputs/sheet.h"

/* Says whether the case can fill it, else why not. */
Why sheet_funnel_why_not(const Result *result);

/* Adds the tables and the chart; fills them. */
void sheet_funnel_lay(Sheets *sheets);
void sheet_funnel_fill(Sheets *sheets);

#endif
