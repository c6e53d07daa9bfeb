/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/chart_data.h"
#include "outputs/number_text.h"
#include "outputs/screen_text.h"
#include <math.h>
#include <stdlib.h>

#define OUTLIER 3.0  /* a range that ends beyond this many times the middle end is cut... */
#define SHOWN   1.25 /* ... but never below this many times where the farthest one begins */
#define STEPS   5.0  /* wanted on an axis */

static const ReportCell *cell_of(ReportRange range, size_t i) {
    return report_cell(range.table, range.row + i, range.column);
}

bool chart_data_number(ReportRange range, size_t i, double *out) {
    if (i >= range.count || cell_of(range, i)->kind != CELL_NUMBER) return false;
    *out = cell_of(range, i)->value;
    return true;
}

Str chart_data_label(Arena *arena, ReportRange range, size_t i, int money_digits) {
    if (i >= range.count) return STR("");
    const ReportCell *const cell = cell_of(range, i);
    if (cell->kind == CELL_TEXT) return screen_text_clean(arena, cell->text);
    if (cell->kind == CELL_NUMBER) return number_text_copy(arena, cell->value, cell->format, money_digits);
    return STR("");
}

bool chart_data_is_stacked(const ReportChart *chart) {
    return chart->kind == CHART_STACKED_BAR || chart->kind == CHART_STACKED_COLUMN;
}

bool chart_data_is_range(const ReportChart *chart) {
    return chart_data_is_stacked(chart) && chart->series_count > 1 && chart->series[0].hidden;
}

bool chart_data_is_lying(const ReportChart *chart) {
    return chart->kind == CHART_BAR || chart->kind == CHART_STACKED_BAR;
}

bool chart_data_bar(const ReportChart *chart, size_t s, size_t i, double *begin, double *end) {
    double height, base = 0;
    if (!chart_data_number(chart->series[s].values, i, &height)) return false;
    for (size_t below = 0; chart_data_is_stacked(chart) && below < s; below++) {
        double part;
        if (chart_data_number(chart->series[below].values, i, &part)) base += part;
    }
    *begin = base;
    *end = base + height;
    return true;
}

static int compare_numbers(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Where the bars of a chart begin and end. */
typedef struct Extent {
    double low, farthest_begin, *ends;
    size_t count;
} Extent;

static void extend(Extent *extent, double begin, double end, bool hidden) {
    extent->low = fmin(extent->low, fmin(begin, end));
    if (hidden) return;
    extent->farthest_begin = fmax(extent->farthest_begin, begin);
    extent->ends[extent->count++] = fmax(begin, end);
}

static Extent measure(Arena *arena, const ReportChart *chart) {
    Extent extent = {.ends = ARENA_ARRAY(arena, double, chart->categories.count * chart->series_count + 1)};
    const size_t first_shown = chart_data_is_range(chart) ? chart->series_count - 1 : 0;
    for (size_t i = 0; i < chart->categories.count; i++) {
        for (size_t s = first_shown; s < chart->series_count; s++) {
            double begin, end;
            if (chart_data_bar(chart, s, i, &begin, &end))
                extend(&extent, begin, end, chart->series[s].hidden);
        }
    }
    return extent;
}

/* Where the axis must reach: to the longest bar, unless that is a range far out. */
static double highest_shown(const ReportChart *chart, const Extent *extent) {
    if (extent->count == 0) return 0;
    qsort(extent->ends, extent->count, sizeof *extent->ends, compare_numbers);
    const double largest = extent->ends[extent->count - 1];
    if (!chart_data_is_range(chart) || !chart_data_is_lying(chart)) return largest;
    return fmin(largest, fmax(OUTLIER * extent->ends[extent->count / 2], SHOWN * extent->farthest_begin));
}

static double round_step(double rough) {
    static const double ROUND[] = {1, 2, 2.5, 5, 10};
    const double power = pow(10, floor(log10(rough)));
    for (size_t i = 0; i < sizeof ROUND / sizeof *ROUND; i++) {
        if (ROUND[i] * power >= rough * (1 - 1e-9)) return ROUND[i] * power;
    }
    return 10 * power;
}

ChartAxis chart_data_axis(Arena *arena, const ReportChart *chart) {
    const Extent extent = measure(arena, chart);
    const double high = fmax(highest_shown(chart, &extent), 0);
    if (high <= 0 && extent.low >= 0) return (ChartAxis){0, 1, 1}; /* nothing to show */
    const double step = round_step((high - extent.low) / STEPS);
    return (ChartAxis){step * floor(extent.low / step + 1e-9), step * ceil(high / step - 1e-9), step};
}

Str chart_data_tick(Arena *arena, const ReportChart *chart, ChartAxis axis, double value, int money_digits) {
    const bool whole = chart->format == FORMAT_MONEY && axis.step >= 1 && axis.step == floor(axis.step);
    const double at = fabs(value) < axis.step / 1e6 ? 0 : value;
    return number_text_copy(arena, at, whole ? FORMAT_MONEY_WHOLE : chart->format, money_digits);
}
