/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_data.h - the numbers of a chart, looked up in its tables, and an axis of round numbers that holds them.
 * Shared by the media that draw charts themselves. */
#ifndef OUTPUTS_CHART_DATA_H
#define OUTPUTS_CHART_DATA_H
#include "outputs/report.h"

/* Stores the `i`-th number of a range in `out`; false, with `out` untouched, where the cell holds none. */
bool chart_data_number(ReportRange range, size_t i, double *out);

/* Returns the `i`-th text of a range, as it may be shown; a number is written as people read it. */
Str chart_data_label(Arena *arena, ReportRange range, size_t i, int money_digits);

/* Says whether bars of this chart stand on top of each other; whether its first series is an invisible base, so that
 * the bar is a range; whether bars lie. */
bool chart_data_is_stacked(const ReportChart *chart);
bool chart_data_is_range(const ReportChart *chart);
bool chart_data_is_lying(const ReportChart *chart);

/* Stores where the bar of series `s` in category `i` begins and ends; false where it has no number. */
bool chart_data_bar(const ReportChart *chart, size_t s, size_t i, double *begin, double *end);

typedef struct ChartAxis {
    double low, high, step; /* low <= 0 < high; both are whole steps */
} ChartAxis;

/* Returns an axis of about five steps. Where lying bars are ranges, one that reaches more than three times as far
 * as the middle one does not stretch it: it is to be cut, with a mark. */
ChartAxis chart_data_axis(Arena *arena, const ReportChart *chart);

/* Returns what stands at a step of the axis; amounts have cents only where the steps do. */
Str chart_data_tick(Arena *arena, const ReportChart *chart, ChartAxis axis, double value, int money_digits);

#endif
