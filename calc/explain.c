/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/explain.h"
#include "outputs/number_text.h"

static const CellFormat FORMATS[] = {
    [UNIT_LEADS] = FORMAT_DECIMAL, [UNIT_MONEY] = FORMAT_MONEY, [UNIT_RATE] = FORMAT_RATE,
    [UNIT_TIMES] = FORMAT_TIMES,   [UNIT_DAYS] = FORMAT_COUNT,  [UNIT_PLACE] = FORMAT_COUNT};

/* One vendor's line in the making. */
typedef struct Line {
    const VendorResult *vendor;
    int money_digits;
    Arena *arena;
} Line;

static Str number(const Line *line, MetricId id, double value) {
    return number_text_copy(line->arena, value, FORMATS[metric_row(id)->unit], line->money_digits);
}

/* "54,933.85 / 107 = ", or nothing where the figure is no ratio of two others. */
static Str operands(const Line *line, MetricId id) {
    MetricId over, under;
    if (!metric_operands(id, &over, &under)) return STR("");
    const Figure top = line->vendor->value[over], bottom = line->vendor->value[under];
    if (!figure_is_known(top) || !figure_is_known(bottom)) return STR("");
    return str_format(line->arena, "%.*s / %.*s = ", STR_ARGS(number(line, over, top.value)),
                      STR_ARGS(number(line, under, bottom.value)));
}

/* " (9 in 10: 430.10 to 622.20)" */
static Str range(const Line *line, MetricId id) {
    const Interval interval = line->vendor->interval[id];
    if (metric_row(id)->shape == SHAPE_VALUE || !interval_is_known(interval)) return STR("");
    return str_format(line->arena, " (9 in 10: %.*s to %.*s)", STR_ARGS(number(line, id, interval.p05)),
                      STR_ARGS(number(line, id, interval.p95)));
}

static void explain_vendor(const Line *line, MetricId id, FILE *out) {
    const Interval interval = line->vendor->interval[id];
    const Figure figure = metric_row(id)->shape != SHAPE_INTERVAL ? line->vendor->value[id]
                          : interval_is_known(interval)           ? figure_of(interval.p50)
                                                                  : figure_unknown(interval.why);
    const Str made = operands(line, id), likely = range(line, id);
    fprintf(out, "  %.*s: ", STR_ARGS(line->vendor->vendor));
    if (!figure_is_known(figure)) {
        fprintf(out, "not known: %.*s\n", STR_ARGS(figure.why.text));
        return;
    }
    const Str value = number(line, id, figure.value);
    fprintf(out, "%.*s%.*s%.*s\n", STR_ARGS(made), STR_ARGS(value), STR_ARGS(likely));
}

void explain_metric(const Result *result, MetricId id, Arena *arena, FILE *out) {
    const ScenarioResult *shown = result_shown(result);
    const bool money = metric_row(id)->unit == UNIT_MONEY;
    fprintf(out, "\nIn %.*s, scenario %.*s%s%s:\n", STR_ARGS(result->case_name), STR_ARGS(shown->set->name),
            money ? ", " : "", money ? result->currency.code : "");
    Line line = {.money_digits = currency_digits(result->currency), .arena = arena};
    for (size_t v = 0; v < shown->vendor_count; v++) {
        line.vendor = &shown->vendors[v];
        explain_vendor(&line, id, out);
    }
    line.vendor = &shown->total;
    if (shown->vendor_count > 1) explain_vendor(&line, id, out);
}
