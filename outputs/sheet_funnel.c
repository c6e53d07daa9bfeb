/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_funnel.h"
#include "outputs/compare_view.h"
#include "outputs/sheet_band.h"
#include <stddef.h>

/* Rows a stage has in the table of rates. */
enum { RATE_LEADS, RATE_NOW, RATE_LOW, RATE_HIGH, RATE_RIPE, RATE_RIPE_LOW, RATE_RIPE_HIGH, RATE_ROWS };

/* What is still to come; each a mean and two ends. */
static const struct {
    const char *label;
    size_t at;
    CellFormat format;
} FURTHER[] = {
    {"further SQLs", offsetof(Outlook, sql), FORMAT_DECIMAL},
    {"further opportunities", offsetof(Outlook, opportunity), FORMAT_DECIMAL},
    {"further won deals", offsetof(Outlook, won), FORMAT_DECIMAL},
    {"weighted pipeline, never revenue", offsetof(Outlook, value), FORMAT_MONEY_WHOLE},
};
enum { FURTHER_COUNT = sizeof FURTHER / sizeof *FURTHER, FURTHER_ROWS = 3 };

Why sheet_funnel_why_not(const Result *result) {
    for (int s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        if (result->has_stage[s]) return (Why){0};
    }
    return (Why){"no_stage", STR("no file has a column or status for any stage after delivery")};
}

static size_t stage_count(const Result *result) {
    size_t count = 0;
    for (int s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) count += result->has_stage[s];
    return count;
}

/* Says what the outlook is about: so many months, or the open leads, whenever they convert. */
static Str outlook_title(const Sheets *sheets) {
    const int months = sheets->shown->total.outlook_months;
    if (!months) return STR("What open leads may still bring: expected, and likely range (9 in 10); no date");
    return str_format(sheets->arena,
                      "What the next %d months may bring, planned deliveries included: expected, and likely "
                      "range (9 in 10)",
                      months);
}

static Str article_rate(const Sheets *sheets, const CompareView *view) {
    return str_format(sheets->arena, "%s, of delivered leads", view->words.rate);
}

static void add_chart(Sheets *sheets) {
    const CompareView view = compare_view_make(sheets->result, sheets->arena);
    const BandChart chart = {
        .title = str_format(sheets->arena, "%s%s by vendor: likely range (9 in 10)", view.words.rate,
                            view.ripe ? " at maturity" : ""),
        .value_title = article_rate(sheets, &view),
        .says = str_format(sheets->arena,
                           "Likely range of the %s by vendor as bars; the colour changes at the middle. The "
                           "numbers stand in the table of rates.",
                           view.words.rate),
        .format = FORMAT_RATE,
        .columns = 8,
        .rows = sheets->vendors < 16 ? 8 + (int)(2 * sheets->vendors) : 40};
    sheet_band_add_chart(sheets, sheets->funnel, sheets->rate_band, &chart);
}

void sheet_funnel_lay(Sheets *sheets) {
    const size_t stages = stage_count(sheets->result);
    sheets->rates =
        sheet_add_vendor_table(sheets, sheets->funnel, "", "of delivered leads; likely range 9 in 10",
                               FORMAT_RATE, NULL, stages * RATE_ROWS + 2);
    sheets->funnel->freeze = sheets->rates->top + 1;
    sheets->funnel->freeze_columns = 1;
    sheets->funnel->one_page = sheets->vendors <= 14;
    sheets->steps = sheet_add_vendor_table(sheets, sheets->funnel, "Steps, of the stage before", "step",
                                           FORMAT_RATE, NULL, stages);
    if (compare_view_outlook(&sheets->shown->total)) {
        sheets->further = sheet_add_vendor_table(sheets, sheets->funnel, outlook_title(sheets).at,
                                                 sheet_with_currency(sheets, "still to come").at,
                                                 FORMAT_DECIMAL, NULL, (size_t)FURTHER_COUNT * FURTHER_ROWS);
    }
    add_chart(sheets);
}

static Str stage_at(const Sheets *sheets, Stage stage, size_t column) {
    return sheet_by(sheets, sheets->funnel, sheets->stages, stage, column);
}

static void put_end(Sheets *sheets, ReportTable *table, size_t row, size_t column, Interval range, double end,
                    CellFormat format) {
    if (interval_is_known(range)) report_put_number(table, row, column, end)->format = format;
    else report_put_unknown(sheets->report, table, row, column, range.why.text);
}

static void fill_rate(Sheets *sheets, Stage stage, size_t row) {
    ReportTable *table = sheets->rates;
    const MetricId id = metric_rate(stage);
    const OutcomeWord *word = &OUTCOME_STAGES[stage];
    report_put_text(sheets->report, table, row + RATE_LEADS, 0,
                    str_format(sheets->arena, "%s: leads", word->label));
    report_put_text(sheets->report, table, row + RATE_NOW, 0,
                    str_format(sheets->arena, "%s: rate", word->label));
    sheet_put_label(sheets, table, row + RATE_LOW, 0, "    likely from", ROLE_LABEL);
    sheet_put_label(sheets, table, row + RATE_HIGH, 0, "    to", ROLE_LABEL);
    sheet_put_label(sheets, table, row + RATE_RIPE, 0, "    at maturity, middle", ROLE_LABEL);
    sheet_put_label(sheets, table, row + RATE_RIPE_LOW, 0, "    likely from", ROLE_LABEL);
    sheet_put_label(sheets, table, row + RATE_RIPE_HIGH, 0, "    to", ROLE_LABEL);
    for (size_t column = 1; column <= sheet_total(sheets); column++) {
        const VendorResult *vendor = sheet_vendor(sheets, column - 1);
        const Str reached = stage_at(sheets, stage, column), all = stage_at(sheets, STAGE_DELIVERED, column);
        sheet_put(sheets, table, row + RATE_LEADS, column, vendor->value[METRIC_STAGE + (int)stage],
                  FORMAT_COUNT, sheet_formula(sheets, "=%.*s", STR_ARGS(reached)));
        sheet_put(sheets, table, row + RATE_NOW, column, vendor->value[id], FORMAT_RATE,
                  sheet_formula(sheets, "=%.*s/%.*s", STR_ARGS(reached), STR_ARGS(all)));
        put_end(sheets, table, row + RATE_LOW, column, vendor->interval[id], vendor->interval[id].p05,
                FORMAT_RATE);
        put_end(sheets, table, row + RATE_HIGH, column, vendor->interval[id], vendor->interval[id].p95,
                FORMAT_RATE);
        const Interval ripe = vendor->interval[METRIC_AT_RATE_ACCEPTED + (stage - STAGE_ACCEPTED)];
        put_end(sheets, table, row + RATE_RIPE, column, ripe, ripe.p50, FORMAT_RATE);
        put_end(sheets, table, row + RATE_RIPE_LOW, column, ripe, ripe.p05, FORMAT_RATE);
        put_end(sheets, table, row + RATE_RIPE_HIGH, column, ripe, ripe.p95, FORMAT_RATE);
    }
    sheet_mark_row(table, row + RATE_NOW, ROLE_TOTAL);
}

/* The share of leads that may still convert, and how much of the SQL rate's estimate the vendor's own leads make. */
static void fill_rest(Sheets *sheets, size_t row) {
    sheet_put_label(sheets, sheets->rates, row, 0, "leads still open", ROLE_LABEL);
    sheet_put_label(sheets, sheets->rates, row + 1, 0, "weight of the vendor's own leads in the range",
                    ROLE_LABEL);
    for (size_t column = 1; column <= sheet_total(sheets); column++) {
        const VendorResult *vendor = sheet_vendor(sheets, column - 1);
        const Str open = sheet_by(sheets, sheets->funnel, sheets->numbers, COUNT_OPEN, column);
        const Str all = stage_at(sheets, STAGE_DELIVERED, column);
        sheet_put(sheets, sheets->rates, row, column, vendor->value[METRIC_OPEN_SHARE], FORMAT_RATE,
                  sheet_formula(sheets, "=%.*s/%.*s", STR_ARGS(open), STR_ARGS(all)));
        if (column < sheet_total(sheets))
            report_put_number(sheets->rates, row + 1, column, vendor->own_weight);
    }
}

static void fill_step(Sheets *sheets, Stage stage, Stage before, size_t row) {
    report_put_text(
        sheets->report, sheets->steps, row, 0,
        str_format(sheets->arena, "%s, of %s", OUTCOME_STAGES[stage].label, OUTCOME_STAGES[before].label));
    for (size_t column = 1; column <= sheet_total(sheets); column++) {
        const Str reached = stage_at(sheets, stage, column), all = stage_at(sheets, before, column);
        sheet_put(sheets, sheets->steps, row, column,
                  sheet_vendor(sheets, column - 1)->value[metric_step(stage)], FORMAT_RATE,
                  sheet_formula(sheets, "=%.*s/%.*s", STR_ARGS(reached), STR_ARGS(all)));
    }
}

static void fill_further(Sheets *sheets) {
    for (size_t i = 0; i < FURTHER_COUNT; i++) {
        const size_t row = i * FURTHER_ROWS;
        sheet_put_label(sheets, sheets->further, row, 0, FURTHER[i].label, ROLE_TOTAL);
        sheet_put_label(sheets, sheets->further, row + 1, 0, "    likely from", ROLE_LABEL);
        sheet_put_label(sheets, sheets->further, row + 2, 0, "    to", ROLE_LABEL);
        for (size_t column = 1; column <= sheet_total(sheets); column++) {
            const VendorResult *vendor = sheet_vendor(sheets, column - 1);
            const Outlook *outlook = compare_view_outlook(vendor);
            const Interval none = {.why = {"no_outlook", STR("no outlook could be made")}};
            const void *at = (const char *)outlook + FURTHER[i].at;
            const Interval *range = outlook ? (const Interval *)at : &none;
            const double value[FURTHER_ROWS] = {range->mean, range->p05, range->p95};
            for (size_t r = 0; r < FURTHER_ROWS; r++)
                put_end(sheets, sheets->further, row + r, column, *range, value[r], FURTHER[i].format);
        }
        sheet_mark_row(sheets->further, row, ROLE_TOTAL);
    }
}

/* The row at which a stage's rates begin. */
static size_t row_of(const Result *result, Stage stage) {
    size_t row = 0;
    for (int s = STAGE_ACCEPTED; s < (int)stage; s++) row += result->has_stage[s] ? RATE_ROWS : 0;
    return row;
}

static void fill_bars(Sheets *sheets) {
    const CompareView view = compare_view_make(sheets->result, sheets->arena);
    const size_t row = row_of(sheets->result, view.stage);
    for (size_t v = 0; v < sheets->vendors; v++) {
        const size_t low = view.ripe ? RATE_RIPE_LOW : RATE_LOW, middle = view.ripe ? RATE_RIPE : RATE_NOW;
        const size_t high = view.ripe ? RATE_RIPE_HIGH : RATE_HIGH;
        const BandEnd ends[BAND_ENDS] = {{row + low, 1 + v}, {row + middle, 1 + v}, {row + high, 1 + v}};
        sheet_band_fill(sheets, sheets->rate_band, v, sheets->rates, ends);
    }
}

void sheet_funnel_fill(Sheets *sheets) {
    Stage before = STAGE_DELIVERED;
    size_t step = 0;
    for (Stage stage = STAGE_ACCEPTED; stage < STAGE_COUNT; stage++) {
        if (!sheets->result->has_stage[stage]) continue;
        fill_rate(sheets, stage, row_of(sheets->result, stage));
        fill_step(sheets, stage, before, step++);
        before = stage;
    }
    fill_rest(sheets, stage_count(sheets->result) * RATE_ROWS);
    if (sheets->further) fill_further(sheets);
    fill_bars(sheets);
}
