/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_costs.h"
#include "outputs/sheet_checks.h"

/* What is divided by what. The divisor is a row of Vendors' counts or stages, or of money. */
typedef enum Divisor { BY_COUNT, BY_STAGE, BY_PRICED, BY_STATED } Divisor;
static const struct {
    MetricId metric;
    Divisor divisor;
    int row;
} COSTS[] = {
    {METRIC_STATED_CPL, BY_PRICED, 0},
    {METRIC_TRUE_CPL, BY_COUNT, COUNT_DELIVERED},
    {METRIC_TRUE_CPL_PER_BILLABLE, BY_COUNT, COUNT_BILLABLE},
    {METRIC_TRUE_CPL_PER_VALID, BY_COUNT, COUNT_VALID},
    {METRIC_MULTIPLIER, BY_STATED, 0},
    {METRIC_COST_PER_ACCEPTED, BY_STAGE, STAGE_ACCEPTED},
    {METRIC_COST_PER_SQL, BY_STAGE, STAGE_SQL},
    {METRIC_COST_PER_OPPORTUNITY, BY_STAGE, STAGE_OPPORTUNITY},
    {METRIC_COST_PER_WON, BY_STAGE, STAGE_WON},
};
enum { COSTS_COUNT = sizeof COSTS / sizeof *COSTS };

/* Parts of a lead's cost: rows of `per_lead` from lines of the ledger. */
static const struct {
    const char *label;
    LedgerLine line;
} PARTS[PER_LEAD_ROWS] = {
    [PER_LEAD_INVOICE] = {"invoice less credits", LINE_INVOICE},
    [PER_LEAD_OPS] = {"operations", LINE_OPS_WASTE},
    [PER_LEAD_SDR] = {"SDR time", LINE_SDR_WASTE},
    [PER_LEAD_DELIVERABILITY] = {"deliverability", LINE_DELIVERABILITY},
    [PER_LEAD_TOOLS] = {"tools and data", LINE_TOOLS},
    [PER_LEAD_ALL] = {"true CPL", LINE_TRUE_COST},
};

/* The names of the vendors, which the chart shows, stand on the Summary, which is laid out later. */
static void add_parts_chart(Sheets *sheets) {
    ReportSeries series[PER_LEAD_ALL];
    for (int row = 0; row < PER_LEAD_ALL; row++) {
        series[row] = (ReportSeries){.name = str_from(PARTS[row].label),
                                     .values = {sheets->per_lead, (size_t)row, 1, sheets->vendors, true},
                                     .shade = row};
    }
    const ReportChart chart = {
        .kind = CHART_STACKED_BAR,
        .title = STR("What a lead's true cost is made of"),
        .x_title = STR("vendor"),
        .y_title = sheet_with_currency(sheets, "a lead"),
        .says = STR("True cost of a lead by vendor, stacked: invoice less credits, operations, SDR "
                    "time, deliverability, tools. The numbers stand in the table above."),
        .format = FORMAT_MONEY_WHOLE,
        .series = series,
        .series_count = PER_LEAD_ALL,
        .columns = 8,
        .rows = sheets->vendors < 20 ? 8 + (int)(3 * sheets->vendors / 2) : 40};
    sheets->parts_chart = report_add_chart(sheets->report, sheets->ledger, &chart, 0);
}

void sheet_costs_lay(Sheets *sheets) {
    for (size_t i = 0; i < COSTS_COUNT; i++) sheets->cost_row[COSTS[i].metric] = i;
    sheets->costs =
        sheet_add_vendor_table(sheets, sheets->ledger, "What a lead, an SQL and a deal cost",
                               sheet_with_currency(sheets, "cost").at, FORMAT_MONEY, NULL, COSTS_COUNT);
    sheets->ranges = sheet_add_vendor_table(
        sheets, sheets->ledger,
        "How sure that is: likely range (9 in 10), \xE2\x89\x88 once an input differs",
        sheet_with_currency(sheets, "\xE2\x89\x88 from and to").at, FORMAT_MONEY, NULL, sheets->range_count);
    sheets->per_lead = sheet_add_vendor_table(sheets, sheets->ledger, "What a lead's cost is made of",
                                              sheet_with_currency(sheets, "of one lead").at, FORMAT_MONEY,
                                              NULL, PER_LEAD_ROWS);
    add_parts_chart(sheets);
}

static Str divisor_of(const Sheets *sheets, size_t i, size_t column) {
    const size_t row = (size_t)COSTS[i].row;
    switch (COSTS[i].divisor) {
    case BY_COUNT: return sheet_by(sheets, sheets->ledger, sheets->numbers, row, column);
    case BY_STAGE: return sheet_by(sheets, sheets->ledger, sheets->stages, row, column);
    case BY_PRICED: return sheet_by(sheets, sheets->ledger, sheets->money, MONEY_PRICED_LEADS, column);
    default:
        return sheet_by(sheets, sheets->ledger, sheets->costs, sheets->cost_row[METRIC_STATED_CPL], column);
    }
}

static Str dividend_of(const Sheets *sheets, size_t i, size_t column) {
    switch (COSTS[i].divisor) {
    case BY_PRICED: return sheet_by(sheets, sheets->ledger, sheets->money, MONEY_PRICED, column);
    case BY_STATED:
        return sheet_by(sheets, sheets->ledger, sheets->costs, sheets->cost_row[METRIC_TRUE_CPL], column);
    default: return sheet_by(sheets, sheets->ledger, sheets->lines, sheets->line_row[LINE_TRUE_COST], column);
    }
}

static CellFormat format_of(MetricId metric) {
    return metric_row(metric)->unit == UNIT_TIMES ? FORMAT_TIMES : FORMAT_MONEY;
}

static void fill_costs(Sheets *sheets) {
    for (size_t i = 0; i < COSTS_COUNT; i++) {
        sheet_put_label(sheets, sheets->costs, i, 0, metric_row(COSTS[i].metric)->label, ROLE_LABEL);
        for (size_t column = 1; column <= sheet_total(sheets); column++) {
            const Str above = dividend_of(sheets, i, column), below = divisor_of(sheets, i, column);
            sheet_put(sheets, sheets->costs, i, column,
                      sheet_vendor(sheets, column - 1)->value[COSTS[i].metric], format_of(COSTS[i].metric),
                      sheet_formula(sheets, "=%.*s/%.*s", STR_ARGS(above), STR_ARGS(below)));
        }
    }
    sheet_mark_row(sheets->costs, sheets->cost_row[METRIC_TRUE_CPL], ROLE_TOTAL);
    sheet_mark_row(sheets->costs, sheets->cost_row[METRIC_COST_PER_SQL], ROLE_TOTAL);
}

/* The live value times what the program found for the bound as a multiple of the value, in the picked scenario. */
static void put_bound(Sheets *sheets, size_t row, size_t column) {
    const MetricId base = sheets->range_rows[row].base;
    const Figure value = sheet_vendor(sheets, column - 1)->value[base];
    const Figure ratio = sheet_checks_ratio(sheets, sheets->result->shown, row, column - 1);
    const Figure bound = figure_is_known(ratio) ? figure_of(value.value * ratio.value) : ratio;
    const Str live = sheet_by(sheets, sheets->ledger, sheets->costs, sheets->cost_row[base], column);
    const Str times = sheet_checks_ratio_formula(sheets, sheets->ledger, row, column);
    sheet_put(sheets, sheets->ranges, row, column, bound, format_of(sheets->range_rows[row].of),
              sheet_formula(sheets, "=%.*s*%.*s", STR_ARGS(live), STR_ARGS(times)));
}

static void fill_ranges(Sheets *sheets) {
    for (size_t row = 0; row < sheets->range_count; row++) {
        report_put_text(sheets->report, sheets->ranges, row, 0, sheet_range_label(sheets, row));
        for (size_t column = 1; column <= sheet_total(sheets); column++) put_bound(sheets, row, column);
    }
}

static Money part_money(const Ledger *ledger, PerLeadRow row) {
    const Money money = ledger->line[PARTS[row].line];
    return row == PER_LEAD_INVOICE ? money - ledger->line[LINE_CREDITS] : money;
}

static void put_part(Sheets *sheets, PerLeadRow row, size_t column) {
    const VendorResult *result = sheet_vendor(sheets, column - 1);
    const Figure all = result->value[METRIC_TRUE_CPL];
    const double money = money_to_double(part_money(&result->ledger, row), sheets->result->currency);
    const Figure figure = figure_is_known(all) ? figure_of(money / (double)result->counts.delivered) : all;
    const Str line =
        sheet_by(sheets, sheets->ledger, sheets->lines, sheets->line_row[PARTS[row].line], column);
    const Str credits =
        sheet_by(sheets, sheets->ledger, sheets->lines, sheets->line_row[LINE_CREDITS], column);
    const Str leads = sheet_by(sheets, sheets->ledger, sheets->numbers, COUNT_DELIVERED, column);
    const Str formula =
        row == PER_LEAD_INVOICE
            ? sheet_formula(sheets, "=(%.*s+%.*s)/%.*s", STR_ARGS(line), STR_ARGS(credits), STR_ARGS(leads))
            : sheet_formula(sheets, "=%.*s/%.*s", STR_ARGS(line), STR_ARGS(leads));
    sheet_put(sheets, sheets->per_lead, row, column, figure, FORMAT_MONEY, formula);
}

static void fill_parts(Sheets *sheets) {
    for (size_t row = 0; row < PER_LEAD_ROWS; row++) {
        sheet_put_label(sheets, sheets->per_lead, row, 0, PARTS[row].label, ROLE_LABEL);
        for (size_t column = 1; column <= sheet_total(sheets) && row < PER_LEAD_ALL; column++)
            put_part(sheets, (PerLeadRow)row, column);
    }
    for (size_t column = 1; column <= sheet_total(sheets); column++) {
        const Str span = sheet_span(sheets, sheets->per_lead, 0, column, PER_LEAD_ALL - 1, column);
        sheet_put(sheets, sheets->per_lead, PER_LEAD_ALL, column,
                  sheet_vendor(sheets, column - 1)->value[METRIC_TRUE_CPL], FORMAT_MONEY,
                  sheet_formula(sheets, "=SUM(%.*s)", STR_ARGS(span)));
    }
    sheet_mark_row(sheets->per_lead, PER_LEAD_ALL, ROLE_TOTAL);
    sheets->parts_chart->categories =
        (ReportRange){sheets->overview, 0, SUMMARY_VENDOR, sheets->vendors, false};
}

void sheet_costs_fill(Sheets *sheets) {
    fill_costs(sheets);
    fill_ranges(sheets);
    fill_parts(sheets);
}
