/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/facts_tidy.h"
#include <math.h>

static const char *const LABELS[TIDY_COLUMNS] = {
    [TIDY_AS_OF] = "as_of",       [TIDY_FROM] = "from",     [TIDY_TO] = "to",
    [TIDY_SCENARIO] = "scenario", [TIDY_VENDOR] = "vendor", [TIDY_METRIC] = "metric",
    [TIDY_BASIS] = "basis",       [TIDY_UNIT] = "unit",     [TIDY_CURRENCY] = "currency",
    [TIDY_VALUE] = "value",       [TIDY_P05] = "p05",       [TIDY_P50] = "p50",
    [TIDY_P95] = "p95",           [TIDY_N] = "n",           [TIDY_VERSION] = "version",
};

static const char *const UNITS[] = {[UNIT_LEADS] = "leads", [UNIT_MONEY] = "money", [UNIT_RATE] = "rate",
                                    [UNIT_TIMES] = "times", [UNIT_DAYS] = "days",   [UNIT_PLACE] = "place"};

/* The rows of the table as they are filled in. */
typedef struct Filling {
    Report *report;
    ReportTable *table;
    const Result *result;
    size_t row;
} Filling;

static void put(const Filling *filling, size_t column, Str text) {
    if (text.len > 0) report_put_text(filling->report, filling->table, filling->row, column, text);
}

static void put_day(const Filling *filling, size_t column, Day day) {
    char text[DATE_TEXT];
    put(filling, column, str_from(day_format(day, text)));
}

static void put_number(const Filling *filling, size_t column, double value, Why why) {
    if (!why.code && isfinite(value)) report_put_number(filling->table, filling->row, column, value);
    else report_put_unknown(filling->report, filling->table, filling->row, column, why.text);
}

static void put_range(const Filling *filling, Interval interval) {
    put_number(filling, TIDY_P05, interval.p05, interval.why);
    put_number(filling, TIDY_P50, interval.p50, interval.why);
    put_number(filling, TIDY_P95, interval.p95, interval.why);
}

/* What all figures have in common; the row's own numbers follow. */
static void begin_row(const Filling *filling, const VendorResult *vendor, Str metric, const char *basis,
                      MetricUnit unit) {
    const Result *const result = filling->result;
    put_day(filling, TIDY_AS_OF, result->definitions.as_of);
    put_day(filling, TIDY_FROM, result->definitions.from);
    put_day(filling, TIDY_TO, result->definitions.to);
    put(filling, TIDY_SCENARIO, result_shown(result)->set->name);
    put(filling, TIDY_VENDOR, vendor->vendor);
    put(filling, TIDY_METRIC, metric);
    put(filling, TIDY_BASIS, str_from(basis));
    put(filling, TIDY_UNIT, str_from(UNITS[unit]));
    if (unit == UNIT_MONEY) put(filling, TIDY_CURRENCY, str_from(result->currency.code));
    put(filling, TIDY_VERSION, str_from(result->version));
}

/* On how many leads a figure rests: the rate of a step on those of the stage before it, all else on the delivered. */
static double leads_behind(const Filling *filling, const VendorResult *vendor, MetricId id) {
    if (id < METRIC_STEP_ACCEPTED || id > METRIC_STEP_WON) return (double)vendor->counts.delivered;
    int stage = STAGE_DELIVERED + (int)id - METRIC_STEP_ACCEPTED;
    while (!filling->result->has_stage[stage]) stage--;
    return (double)vendor->counts.stage[stage];
}

static void put_leads(const Filling *filling, double leads) {
    report_put_number(filling->table, filling->row, TIDY_N, leads);
}

static void add_metric(Filling *filling, const VendorResult *vendor, MetricId id) {
    const Metric *const metric = metric_row(id);
    begin_row(filling, vendor, str_from(metric->key), metric->basis, metric->unit);
    put_leads(filling, leads_behind(filling, vendor, id));
    if (metric->shape == SHAPE_INTERVAL)
        put_number(filling, TIDY_VALUE, vendor->interval[id].mean, vendor->interval[id].why);
    else put_number(filling, TIDY_VALUE, vendor->value[id].value, vendor->value[id].why);
    if (metric->shape != SHAPE_VALUE) put_range(filling, vendor->interval[id]);
    filling->row++;
}

static void add_outlook(Filling *filling, const VendorResult *vendor, const Outlook *outlook) {
    const struct {
        const char *key;
        MetricUnit unit;
        const Interval *interval;
    } parts[] = {{"sql", UNIT_LEADS, &outlook->sql},
                 {"opportunity", UNIT_LEADS, &outlook->opportunity},
                 {"won", UNIT_LEADS, &outlook->won},
                 {"value", UNIT_MONEY, &outlook->value}};
    char month[DATE_TEXT];
    const bool dated = outlook->month != MONTH_NONE;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const Str key = str_format(filling->report->arena, "pipeline%s%s.%s", dated ? "." : "_total",
                                   month_format(outlook->month, month), parts[i].key);
        begin_row(filling, vendor, key, "open leads, still to come", parts[i].unit);
        put_leads(filling, (double)vendor->counts.delivered);
        put_number(filling, TIDY_VALUE, parts[i].interval->mean, parts[i].interval->why);
        put_range(filling, *parts[i].interval);
        filling->row++;
    }
}

static void add_vendor(Filling *filling, const VendorResult *vendor) {
    for (int id = 0; id < METRIC_COUNT; id++) add_metric(filling, vendor, (MetricId)id);
    for (size_t i = 0; i < vendor->outlook_count; i++) add_outlook(filling, vendor, &vendor->outlook[i]);
}

static size_t rows_of(const VendorResult *vendor) { return METRIC_COUNT + 4 * vendor->outlook_count; }

void facts_tidy_begin(Report *report, size_t rows) {
    ReportColumn columns[TIDY_COLUMNS] = {0};
    for (size_t c = 0; c < TIDY_COLUMNS; c++) {
        columns[c].label = str_from(LABELS[c]);
        columns[c].format = c >= TIDY_VALUE && c <= TIDY_N ? FORMAT_PLAIN : FORMAT_TEXT;
    }
    report->tidy = report_new_table(report, columns, TIDY_COLUMNS, rows);
}

void facts_tidy(const Result *result, Report *report) {
    const ScenarioResult *const shown = result_shown(result);
    size_t rows = rows_of(&shown->total);
    for (size_t v = 0; v < shown->vendor_count; v++) rows += rows_of(&shown->vendors[v]);
    facts_tidy_begin(report, rows);
    Filling filling = {report, report->tidy, result, 0};
    for (size_t v = 0; v < shown->vendor_count; v++) add_vendor(&filling, &shown->vendors[v]);
    add_vendor(&filling, &shown->total);
}
