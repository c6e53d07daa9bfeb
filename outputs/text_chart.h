/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_chart.h - a chart as lines of bars, one a category, with its numbers beside it. */
#ifndef OUTPUTS_TEXT_CHART_H
#define OUTPUTS_TEXT_CHART_H
#include "outputs/terminal.h"

/* Prints `chart`: series side by side as bars below each other, stacked ones in one bar, each with its own fill; where
 * the first stacked series is hidden the bar is a range and the numbers are its two ends. One bar that would
 * flatten all others ends at the edge, with an arrow. A line chart has no bars: its sentence stands for it. */
void text_chart_print(const Terminal *terminal, const ReportChart *chart, int money_digits);

#endif
