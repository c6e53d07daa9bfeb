/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_backtest.h - what `backtest` shows on a terminal and in a browser: three sentences, all vendors by horizon, each
 * vendor, and what was compared with what. */
#ifndef OUTPUTS_PAGE_BACKTEST_H
#define OUTPUTS_PAGE_BACKTEST_H
#include "models/backtest.h"
#include "outputs/report.h"

/* Returns a report, of `arena`, with that one page; at least one projection was scored. */
Report *page_backtest(const Backtest *backtest, Arena *arena);

#endif
