/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/chart_data.h"
#include "outputs/number_text.h"
#include "outputs/screen_text.h"
#include <math.h>
#include <stdlib.h>

#define OUTLIER 3.0 /* a range that ends beyond this many times the middle end is cut */
#define STEPS   5.0 /* wanted on an axis */

bool chart_data_number(ReportRange range, size_t i, double *out) {
    if (i >= range.count || report_range_cell(range, i)->kind != CELL_NUMBER) return false;
    *out = report_range_cell(range, i)->value;
    return true;
}

Str chart_data_label(Arena *arena, ReportRange range, size_t i, int money_digits) {
    if (i >= range.count) return STR("");
    const ReportCell *const cell = report_range_cell(range, i);
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

/* Where the longest bar may end, given the ends of all. */
static double highest_shown(const ReportChart *chart, double *ends, size_t count) {
    if (count == 0) return 0;
    qsort(ends, count, sizeof *ends, compare_numbers);
    const double largest = ends[count - 1], limit = OUTLIER * ends[count / 2];
    return chart_data_is_range(chart) && limit > 0 && largest > limit ? limit : largest;
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
    const size_t categories = chart->categories.count;
    double *ends = ARENA_ARRAY(arena, double, categories * chart->series_count + 1), low = 0;
    size_t count = 0;
    for (size_t i = 0; i < categories; i++) {
        for (size_t s = 0; s < chart->series_count; s++) {
            double begin, end;
            if (!chart_data_bar(chart, s, i, &begin, &end)) continue;
            low = fmin(low, fmin(begin, end));
            if (!chart->series[s].hidden) ends[count++] = fmax(begin, end);
        }
    }
    const double high = fmax(highest_shown(chart, ends, count), low < 0 ? 0 : 1e-12);
    const double step = round_step((high - low) / STEPS);
    return (ChartAxis){step * floor(low / step + 1e-9), step * ceil(high / step - 1e-9), step};
}
