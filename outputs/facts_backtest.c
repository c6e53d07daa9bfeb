/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/facts_backtest.h"
#include "outputs/facts_tidy.h"

#define SCHEMA "truecpl.backtest/1"

static void add_day(Report *report, ReportNode *parent, const char *key, Day day) {
    char text[DATE_TEXT];
    report_add_string(report, parent, str_from(key), str_from(day_format(day, text)));
}

static Day end_of(const BacktestRow *row) {
    return day_from_month(month_from_day(row->date) + BACKTEST_MONTHS[row->horizon] + 1) - 1;
}

static bool is_inside(const BacktestRow *row) {
    return row->projected.p05 <= row->actual && row->actual <= row->projected.p95;
}

static void add_score(Report *report, ReportNode *list, size_t horizon, const BacktestScore *score) {
    ReportNode *const item = report_add_node(report, list, STR(""), NODE_OBJECT);
    report_add_count(report, item, STR("months"), BACKTEST_MONTHS[horizon]);
    report_add_count(report, item, STR("dates"), (int64_t)score->dates);
    report_add_number(report, item, STR("projected"), score->projected);
    report_add_number(report, item, STR("came"), score->actual);
    report_add_number(report, item, STR("bias"), score->bias);
    report_add_number(report, item, STR("mean_absolute_error"), score->error);
    report_add_number(report, item, STR("inside_share"), (double)score->inside / (double)score->dates);
}

/* A list by horizon for each stage that the files have; a horizon without any date is not in it. */
static void add_scores(Report *report, ReportNode *parent, const Backtest *backtest, size_t vendor) {
    for (Stage s = STAGE_SQL; s < STAGE_COUNT; s++) {
        const Str key = str_from(OUTCOME_STAGES[s].key);
        if (!backtest->has_stage[s]) {
            report_add_null(report, parent, key, "no_stage", STR("no file has a column or status for it"));
            continue;
        }
        ReportNode *const list = report_add_node(report, parent, key, NODE_LIST);
        for (size_t h = 0; h < BACKTEST_HORIZONS; h++) {
            const BacktestScore *const score = backtest_score_of(backtest, vendor, s, h);
            if (score->dates) add_score(report, list, h, score);
        }
    }
}

static Str vendor_of(const Backtest *backtest, const BacktestRow *row) {
    return row->vendor < backtest->vendor_count ? backtest->vendors[row->vendor] : STR("Total");
}

static void add_projection(Report *report, ReportNode *list, const Backtest *backtest,
                           const BacktestRow *row) {
    const Interval projected = row->projected;
    ReportNode *const item = report_add_node(report, list, STR(""), NODE_OBJECT);
    add_day(report, item, "as_of", row->date);
    add_day(report, item, "to", end_of(row));
    report_add_string(report, item, STR("vendor"), vendor_of(backtest, row));
    report_add_bool(report, item, STR("total"), row->vendor == backtest->vendor_count);
    report_add_string(report, item, STR("stage"), str_from(OUTCOME_STAGES[row->stage].key));
    report_add_count(report, item, STR("months"), BACKTEST_MONTHS[row->horizon]);
    report_add_number(report, item, STR("came"), row->actual);
    if (!interval_is_known(projected)) {
        report_add_null(report, item, STR("projected"), projected.why.code, projected.why.text);
        report_add_null(report, item, STR("inside"), projected.why.code, projected.why.text);
        return;
    }
    ReportNode *const range = report_add_node(report, item, STR("projected"), NODE_OBJECT);
    report_add_number(report, range, STR("mean"), projected.mean);
    report_add_number(report, range, STR("p05"), projected.p05);
    report_add_number(report, range, STR("p50"), projected.p50);
    report_add_number(report, range, STR("p95"), projected.p95);
    report_add_bool(report, item, STR("inside"), is_inside(row));
}

static void add_head(Report *report, const Backtest *backtest) {
    ReportNode *const root = report->tree;
    report_add_string(report, root, STR("schema"), STR(SCHEMA));
    report_add_string(report, root, STR("version"), str_from(backtest->version));
    add_day(report, root, "as_of", backtest->as_of);
    report_add_string(report, root, STR("scenario"), backtest->scenario);
    report_add_count(report, root, STR("seed"), (int64_t)backtest->seed);
    ReportNode *const dates = report_add_node(report, root, STR("dates"), NODE_LIST);
    for (size_t i = 0; i < backtest->date_count; i++) add_day(report, dates, "", backtest->dates[i]);
    ReportNode *const undated = report_add_node(report, root, STR("undated"), NODE_OBJECT);
    for (Stage s = STAGE_SQL; s < STAGE_COUNT; s++)
        report_add_count(report, undated, str_from(OUTCOME_STAGES[s].key), backtest->undated[s]);
}

static void put(Report *report, size_t row, TidyColumn column, Str text) {
    report_put_text(report, report->tidy, row, column, text);
}

static void put_day(Report *report, size_t row, TidyColumn column, Day day) {
    char text[DATE_TEXT];
    put(report, row, column, str_from(day_format(day, text)));
}

static void begin_row(Report *report, size_t at, const Backtest *backtest, const BacktestRow *row,
                      const char *what) {
    const Str metric = str_format(report->arena, "%s.%s", OUTCOME_STAGES[row->stage].key, what);
    put_day(report, at, TIDY_AS_OF, row->date);
    put_day(report, at, TIDY_FROM, row->date + 1);
    put_day(report, at, TIDY_TO, end_of(row));
    put(report, at, TIDY_SCENARIO, backtest->scenario);
    put(report, at, TIDY_VENDOR, vendor_of(backtest, row));
    put(report, at, TIDY_METRIC, metric);
    put(report, at, TIDY_BASIS, STR("event month"));
    put(report, at, TIDY_UNIT, STR("leads"));
    put(report, at, TIDY_VERSION, str_from(backtest->version));
}

static void fill_tidy(Report *report, const Backtest *backtest) {
    facts_tidy_begin(report, 2 * backtest->row_count);
    for (size_t i = 0; i < backtest->row_count; i++) {
        const BacktestRow *const row = &backtest->rows[i];
        const Interval projected = row->projected;
        const size_t at = 2 * i;
        begin_row(report, at, backtest, row, "projected");
        begin_row(report, at + 1, backtest, row, "came");
        report_put_number(report->tidy, at + 1, TIDY_VALUE, row->actual);
        if (!interval_is_known(projected)) continue;
        report_put_number(report->tidy, at, TIDY_VALUE, projected.mean);
        report_put_number(report->tidy, at, TIDY_P05, projected.p05);
        report_put_number(report->tidy, at, TIDY_P50, projected.p50);
        report_put_number(report->tidy, at, TIDY_P95, projected.p95);
    }
}

void facts_backtest(const Backtest *backtest, Report *report) {
    add_head(report, backtest);
    ReportNode *const vendors = report_add_node(report, report->tree, STR("vendors"), NODE_LIST);
    for (size_t v = 0; v < backtest->vendor_count; v++) {
        ReportNode *const vendor = report_add_node(report, vendors, STR(""), NODE_OBJECT);
        report_add_string(report, vendor, STR("vendor"), backtest->vendors[v]);
        add_scores(report, vendor, backtest, v);
    }
    add_scores(report, report_add_node(report, report->tree, STR("totals"), NODE_OBJECT), backtest,
               backtest->vendor_count);
    ReportNode *const list = report_add_node(report, report->tree, STR("projections"), NODE_LIST);
    for (size_t i = 0; i < backtest->row_count; i++)
        add_projection(report, list, backtest, &backtest->rows[i]);
    fill_tidy(report, backtest);
}
