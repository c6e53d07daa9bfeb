/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_checks.h"
#include "models/verdict.h"
#include "outputs/sheet_band.h"
#include "outputs/sheet_identities.h"
#include "outputs/sheet_quality.h"

/* Rows of the table of what holds now; the costs of each scenario, as computed, stand below. */
typedef enum StateRow {
    STATE_HOLD,
    STATE_CHECKS,
    STATE_NOW,
    STATE_COMPUTED,
    STATE_EDITED,
    STATE_ROWS
} StateRow;

static size_t scenarios(const Sheets *sheets) { return sheets->result->scenario_count; }

void sheet_checks_lay(Sheets *sheets) {
    const ReportColumn state[] = {{.label = STR("state of the book")},
                                  {.label = STR("value"), .format = FORMAT_MONEY}};
    const ReportColumn verdicts[] = {{.label = STR("vendor and scenario")}, {.label = STR("verdict")}};
    ReportPage *page = sheets->checks;
    page->freeze_columns = 1;
    sheets->state =
        report_add_table(sheets->report, page, STR("State"), state, 2, STATE_ROWS + scenarios(sheets));
    sheet_identities_lay(sheets);
    sheet_quality_lay(sheets);
    sheets->band = sheet_band_add(sheets, page, "Behind the Summary's chart of ranges",
                                  "likely range of the cost, as bars", FORMAT_MONEY);
    if (sheets->funnel) {
        sheets->rate_band = sheet_band_add(sheets, page, "Behind the chart of rates",
                                           "likely range of the rate, as bars", FORMAT_RATE);
    }
    sheets->chances = sheet_add_vendor_table(
        sheets, page, "As the program computed it: chance of being the cheapest per SQL", "scenario",
        FORMAT_RATE, NULL, scenarios(sheets));
    sheets->verdicts = report_add_table(sheets->report, page, STR("As the program computed it: verdicts"),
                                        verdicts, 2, sheets->vendors * scenarios(sheets));
    sheets->ratios = sheet_add_vendor_table(
        sheets, page, "As the program computed it: ends of the likely ranges, as multiples of their figure",
        "figure and scenario", FORMAT_TIMES, NULL, sheets->range_count * scenarios(sheets));
}

static Str state_at(const Sheets *sheets, const ReportPage *page, size_t row) {
    return sheet_at(sheets, page, sheets->state, row, 1);
}

static Money following(const ScenarioResult *scenario) {
    const Money *line = scenario->total.ledger.line;
    return line[LINE_TIME] + line[LINE_DELIVERABILITY] + line[LINE_TOOLS];
}

static Str following_formula(const Sheets *sheets) {
    const size_t column = sheet_total(sheets);
    const Str time = sheet_at(sheets, sheets->checks, sheets->lines, sheets->line_row[LINE_TIME], column);
    const Str bounced =
        sheet_at(sheets, sheets->checks, sheets->lines, sheets->line_row[LINE_DELIVERABILITY], column);
    const Str tools = sheet_at(sheets, sheets->checks, sheets->lines, sheets->line_row[LINE_TOOLS], column);
    return sheet_formula(sheets, "=%.*s+%.*s+%.*s", STR_ARGS(time), STR_ARGS(bounced), STR_ARGS(tools));
}

/* What of a table with a column a scenario in its rows belongs to the scenario in use. */
static Str pick(const Sheets *sheets, const ReportPage *page, const ReportTable *table, size_t row,
                size_t column) {
    const Str first = sheet_by(sheets, page, table, row, column);
    const Str last = sheet_by(sheets, table->page, table, row + scenarios(sheets) - 1, column);
    const Str number = sheet_working(sheets, page, WORK_SCENARIO);
    return sheet_formula(sheets, "INDEX(%.*s:%.*s,%.*s)", STR_ARGS(first), STR_ARGS(last), STR_ARGS(number));
}

static void put_state(Sheets *sheets, StateRow row, const char *label, double value, CellFormat format,
                      Str formula) {
    sheet_put_label(sheets, sheets->state, row, 0, label, ROLE_LABEL);
    report_put_formula(sheets->state, row, 1, value, formula)->format = format;
}

static void fill_state(Sheets *sheets) {
    const Currency currency = sheets->result->currency;
    const double now = money_to_double(following(sheets->shown), currency);
    const size_t hold = sheet_identities_hold(sheets) + sheet_quality_hold(sheets);
    const size_t all = sheet_identities_count() + sheet_quality_count(sheets);
    const Str ok_identities = sheet_identities_hold_formula(sheets),
              ok_quality = sheet_quality_hold_formula(sheets);
    const Str rows_identities = sheet_identities_count_formula(sheets),
              rows_quality = sheet_quality_count_formula(sheets);
    put_state(sheets, STATE_HOLD, "checks that hold", (double)hold, FORMAT_COUNT,
              sheet_formula(sheets, "=%.*s%.*s", STR_ARGS(ok_identities), STR_ARGS(ok_quality)));
    put_state(sheets, STATE_CHECKS, "checks", (double)all, FORMAT_COUNT,
              sheet_formula(sheets, "=%.*s%.*s", STR_ARGS(rows_identities), STR_ARGS(rows_quality)));
    put_state(sheets, STATE_NOW, "costs that follow the inputs, now", now, FORMAT_MONEY,
              following_formula(sheets));
    const Str computed = pick(sheets, sheets->checks, sheets->state, STATE_ROWS, 1);
    put_state(sheets, STATE_COMPUTED, "the same as the program computed it, this scenario", now, FORMAT_MONEY,
              sheet_formula(sheets, "=%.*s", STR_ARGS(computed)));
    const Str left = state_at(sheets, sheets->checks, STATE_NOW),
              right = state_at(sheets, sheets->checks, STATE_COMPUTED);
    const Str digits = sheet_working(sheets, sheets->checks, WORK_MONEY_DIGITS);
    put_state(
        sheets, STATE_EDITED, "difference: what your edits make", 0, FORMAT_MONEY,
        sheet_formula(sheets, "=ROUND(%.*s-%.*s,%.*s)", STR_ARGS(left), STR_ARGS(right), STR_ARGS(digits)));
    for (size_t s = 0; s < scenarios(sheets); s++) {
        const ScenarioResult *scenario = &sheets->result->scenarios[s];
        report_put_text(sheets->report, sheets->state, STATE_ROWS + s, 0,
                        str_format(sheets->arena, "    scenario %.*s", STR_ARGS(scenario->set->name)));
        report_put_number(sheets->state, STATE_ROWS + s, 1, money_to_double(following(scenario), currency));
    }
}

Str sheet_checks_master(const Sheets *sheets, const ReportPage *page) {
    const Str hold = state_at(sheets, page, STATE_HOLD), all = state_at(sheets, page, STATE_CHECKS);
    return sheet_formula(
        sheets, "IF(%.*s=%.*s,\"all \"&%.*s&\" checks ok\",%.*s-%.*s&\" of \"&%.*s&\" checks NOT OK\")",
        STR_ARGS(hold), STR_ARGS(all), STR_ARGS(all), STR_ARGS(all), STR_ARGS(hold), STR_ARGS(all));
}

Str sheet_checks_master_words(const Sheets *sheets) {
    const size_t all = sheet_identities_count() + sheet_quality_count(sheets);
    const size_t hold = sheet_identities_hold(sheets) + sheet_quality_hold(sheets);
    if (hold == all) return str_format(sheets->arena, "all %zu checks ok", all);
    return str_format(sheets->arena, "%zu of %zu checks NOT OK", all - hold, all);
}

Str sheet_checks_edited(const Sheets *sheets, const ReportPage *page) {
    return state_at(sheets, page, STATE_EDITED);
}

/* What a row of Cost ledger's ranges is of what it scales with. */
static Figure ratio_of(const Sheets *sheets, const VendorResult *vendor, size_t row) {
    const RangeRow *range = &sheets->range_rows[row];
    const Interval points = vendor->interval[range->of];
    const double point[] = {[RANGE_LOW] = points.p05, [RANGE_MIDDLE] = points.p50, [RANGE_HIGH] = points.p95};
    const Figure base = vendor->value[range->base];
    const Figure bound =
        range->end == RANGE_FLOOR ? vendor->sql_cost_floor : (Figure){point[range->end], points.why};
    if (!figure_is_known(base)) return base;
    if (!figure_is_known(bound)) return bound;
    if (base.value <= 0) return figure_unknown((Why){"free", STR("it costs nothing")});
    return figure_of(bound.value / base.value);
}

Figure sheet_checks_ratio(const Sheets *sheets, size_t scenario, size_t row, size_t vendor) {
    for (size_t s = 0; s < scenarios(sheets); s++) { /* a picker may not lead to an error */
        const ScenarioResult *other = &sheets->result->scenarios[s];
        const Figure ratio =
            ratio_of(sheets, vendor < sheets->vendors ? &other->vendors[vendor] : &other->total, row);
        if (!figure_is_known(ratio)) return ratio;
    }
    const ScenarioResult *own = &sheets->result->scenarios[scenario];
    return ratio_of(sheets, vendor < sheets->vendors ? &own->vendors[vendor] : &own->total, row);
}

Str sheet_checks_ratio_formula(const Sheets *sheets, const ReportPage *page, size_t row, size_t column) {
    return pick(sheets, page, sheets->ratios, row * scenarios(sheets), column);
}

Str sheet_checks_verdict(const Sheets *sheets, size_t scenario, size_t vendor) {
    const Verdict *verdict = &sheets->result->scenarios[scenario].vendors[vendor].verdict;
    if (verdict->why.code) return str_format(sheets->arena, "no verdict: %.*s", STR_ARGS(verdict->why.text));
    return str_format(sheets->arena, "%s: %.*s", VERDICT_WORDS[verdict->code], STR_ARGS(verdict->because));
}

Str sheet_checks_verdict_formula(const Sheets *sheets, const ReportPage *page, size_t vendor) {
    return pick(sheets, page, sheets->verdicts, vendor * scenarios(sheets), 1);
}

static void fill_verdicts(Sheets *sheets) {
    for (size_t i = 0; i < sheets->verdicts->row_count; i++) {
        const size_t vendor = i / scenarios(sheets), scenario = i % scenarios(sheets);
        const Str name = sheet_vendor(sheets, vendor)->vendor,
                  of = sheets->result->scenarios[scenario].set->name;
        report_put_text(sheets->report, sheets->verdicts, i, 0,
                        str_format(sheets->arena, "%.*s: %.*s", STR_ARGS(name), STR_ARGS(of)));
        report_put_text(sheets->report, sheets->verdicts, i, 1,
                        sheet_checks_verdict(sheets, scenario, vendor));
    }
}

Str sheet_checks_chance_formula(const Sheets *sheets, const ReportPage *page, size_t column) {
    return pick(sheets, page, sheets->chances, 0, column);
}

static void put_figure(Sheets *sheets, ReportTable *table, size_t row, size_t column, Figure figure) {
    if (figure_is_known(figure)) report_put_number(table, row, column, figure.value);
    else report_put_unknown(sheets->report, table, row, column, figure.why.text);
}

static void fill_computed(Sheets *sheets) {
    const size_t count = scenarios(sheets);
    for (size_t s = 0; s < count; s++) {
        const ScenarioResult *scenario = &sheets->result->scenarios[s];
        report_put_text(sheets->report, sheets->chances, s, 0, scenario->set->name);
        for (size_t v = 0; v < sheets->vendors; v++)
            put_figure(sheets, sheets->chances, s, 1 + v, scenario->vendors[v].value[METRIC_P_CHEAPEST]);
    }
    for (size_t i = 0; i < sheets->ratios->row_count; i++) {
        const Str label = sheet_range_label(sheets, i / count);
        const Str name = sheets->result->scenarios[i % count].set->name;
        report_put_text(sheets->report, sheets->ratios, i, 0,
                        str_format(sheets->arena, "%.*s: %.*s", STR_ARGS(label), STR_ARGS(name)));
        for (size_t v = 0; v <= sheets->vendors; v++)
            put_figure(sheets, sheets->ratios, i, 1 + v, sheet_checks_ratio(sheets, i % count, i / count, v));
    }
}

void sheet_checks_fill(Sheets *sheets) {
    sheet_identities_fill(sheets);
    sheet_quality_fill(sheets);
    fill_state(sheets);
    fill_computed(sheets);
    fill_verdicts(sheets);
}
