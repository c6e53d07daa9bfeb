/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_compare.h - the page that `compare` shows on a terminal: three sentences, the tables behind them, what was left
 * aside, what to do next. */
#ifndef OUTPUTS_PAGE_COMPARE_H
#define OUTPUTS_PAGE_COMPARE_H
#include "models/result.h"
#include "outputs/report.h"

/* Adds the page "compare" for the terminal, of the shown scenario. */
void page_compare(const Result *result, Report *report);

#endif
