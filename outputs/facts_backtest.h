/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_backtest.h - what `backtest` found, for programs: the tree (JSON, schema/backtest-1.json) with the scores by
 * vendor, stage and horizon and every projection, and the tidy table of the projections. */
#ifndef OUTPUTS_FACTS_BACKTEST_H
#define OUTPUTS_FACTS_BACKTEST_H
#include "models/backtest.h"
#include "outputs/report.h"

/* Fills the report's tree, which is empty, and its tidy table (facts_tidy.h): as_of is the day of the projection, from and
 * to its months, metric STAGE.projected or STAGE.came. */
void facts_backtest(const Backtest *backtest, Report *report);

#endif
