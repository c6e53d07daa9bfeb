/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_projection.h"
#include <stddef.h>
#include <string.h>

enum { ENDS = 3 }; /* of a range, in order: expected, likely from, to */

/* What is to come. */
static const struct {
    const char *label;
    size_t at;
    CellFormat format;
} MEASURES[] = {
    {"SQLs", offsetof(Outlook, sql), FORMAT_DECIMAL},
    {"opportunities", offsetof(Outlook, opportunity), FORMAT_DECIMAL},
    {"won deals", offsetof(Outlook, won), FORMAT_DECIMAL},
    {"weighted pipeline", offsetof(Outlook, value), FORMAT_MONEY_WHOLE},
};
enum { MEASURE_SQL, MEASURE_VALUE = 3, MEASURES_COUNT = sizeof MEASURES / sizeof *MEASURES };

/* Where planned deliveries come from, in words. */
static const struct {
    const char *key, *words;
} PLANNED[] = {
    {"plan", "your plan"}, {"contract", "the contract"}, {"pace", "the pace so far"}, {"none", "none known"}};

static size_t month_count(const VendorResult *total) {
    size_t count = 0;
    for (size_t i = 0; i < total->outlook_count; i++) count += total->outlook[i].month != MONTH_NONE;
    return count;
}

Why sheet_projection_why_not(const Result *result) {
    const VendorResult *total = &result_shown(result)->total;
    if (total->outlook_months && month_count(total)) return (Why){0};
    return (Why){"no_outlook", STR("nothing tells in which month what is to come would come")};
}

/* Returns the total's dated row `i`; `i` == how many: the row for the first months together, or NULL. */
static const Outlook *row_of_total(const VendorResult *total, size_t i) {
    const bool all = i == month_count(total);
    for (size_t o = 0, seen = 0; o < total->outlook_count; o++) {
        const bool dated = total->outlook[o].month != MONTH_NONE;
        if (dated == !all && seen++ == (all ? 0 : i)) return &total->outlook[o];
    }
    return NULL;
}

static Interval interval_of(const VendorResult *vendor, Month month, size_t measure) {
    for (size_t o = 0; o < vendor->outlook_count; o++) {
        const char *outlook = (const char *)&vendor->outlook[o];
        if (vendor->outlook[o].month == month)
            return *(const Interval *)(const void *)(outlook + MEASURES[measure].at);
    }
    return (Interval){.why = {"no_outlook", STR("no outlook could be made")}};
}

static Str label_of(const Sheets *sheets, size_t measure) {
    return measure == MEASURE_VALUE ? sheet_with_currency(sheets, MEASURES[measure].label)
                                    : str_from(MEASURES[measure].label);
}

static ReportTable *add_months(Sheets *sheets, size_t months) {
    ReportColumn columns[1 + MEASURES_COUNT * ENDS] = {{.label = STR("month, all vendors"), .width = 30}};
    for (size_t m = 0; m < MEASURES_COUNT; m++) {
        ReportColumn *column = &columns[1 + m * ENDS];
        column[0] = (ReportColumn){.label = label_of(sheets, m), .format = MEASURES[m].format, .width = 13};
        column[1] = (ReportColumn){.label = STR("likely from"), .format = MEASURES[m].format, .width = 13};
        column[2] = (ReportColumn){.label = STR("to"), .format = MEASURES[m].format, .width = 13};
    }
    return report_add_table(sheets->report, sheets->projection, (Str){0}, columns, 1 + MEASURES_COUNT * ENDS,
                            months + 1);
}

static void add_chart(Sheets *sheets, size_t months, size_t measure, const char *title, uint32_t left) {
    const ReportTable *table = sheets->by_month;
    static const char *const NAMES[ENDS] = {"expected", "likely from", "to"};
    static const int SHADES[ENDS] = {0, 6, 6};
    ReportSeries series[ENDS];
    for (size_t e = 0; e < ENDS; e++)
        series[e] = (ReportSeries){.name = str_from(NAMES[e]),
                                   .values = {table, 0, 1 + measure * ENDS + e, months, false},
                                   .shade = SHADES[e]};
    const ReportChart chart = {
        .kind = CHART_LINE,
        .title = str_from(title),
        .x_title = STR("month"),
        .y_title = label_of(sheets, measure),
        .says =
            str_format(sheets->arena, "%s: three lines; the numbers stand in the table of months.", title),
        .format = measure == MEASURE_VALUE ? FORMAT_MONEY_WHOLE : FORMAT_DECIMAL,
        .categories = {table, 0, 0, months, false},
        .series = series,
        .series_count = ENDS,
        .columns = 6,
        .rows = 16};
    report_add_chart(sheets->report, sheets->projection, &chart, left);
}

void sheet_projection_lay(Sheets *sheets) {
    const size_t months = month_count(&sheets->shown->total);
    report_add_text(sheets->report, sheets->projection,
                    STR("Expected, and likely range (9 in 10): open leads and planned deliveries. Weighted "
                        "pipeline is never revenue. The engine's numbers: they do not follow edits. "
                        "After the last planned delivery, months hold only what earlier leads still bring."),
                    ROLE_MUTED, false);
    sheets->projection->freeze_columns = 1;
    sheets->by_month = add_months(sheets, months);
    add_chart(sheets, months, MEASURE_SQL, "Expected SQLs by month, with the likely range (9 in 10)", 0);
    add_chart(sheets, months, MEASURE_VALUE, "Weighted pipeline by month, never revenue", 6);
    sheets->planned = sheet_add_vendor_table(sheets, sheets->projection, "Where planned deliveries come from",
                                             "source", FORMAT_TEXT, NULL, 1);
    for (size_t m = 0; m < MEASURES_COUNT; m++)
        sheets->to_come[m] = sheet_add_vendor_table(sheets, sheets->projection, label_of(sheets, m).at,
                                                    "month", MEASURES[m].format, NULL, (months + 1) * ENDS);
}

static void put_range(Sheets *sheets, ReportTable *table, const size_t row[ENDS], const size_t column[ENDS],
                      Interval range) {
    const double value[ENDS] = {range.mean, range.p05, range.p95};
    for (size_t e = 0; e < ENDS; e++) {
        if (interval_is_known(range)) report_put_number(table, row[e], column[e], value[e]);
        else report_put_unknown(sheets->report, table, row[e], column[e], range.why.text);
    }
}

static Str month_label(const Sheets *sheets, Month month) {
    char text[DATE_TEXT];
    if (month != MONTH_NONE) return str_format(sheets->arena, "%s", month_format(month, text));
    return str_format(sheets->arena, "first %d months together", sheets->shown->total.outlook_months);
}

static void fill_month(Sheets *sheets, size_t i, Month month) {
    const Str label = month_label(sheets, month);
    const size_t row = i * ENDS;
    report_put_text(sheets->report, sheets->by_month, i, 0, label);
    for (size_t m = 0; m < MEASURES_COUNT; m++) {
        const size_t at[ENDS] = {i, i, i}, across[ENDS] = {1 + m * ENDS, 2 + m * ENDS, 3 + m * ENDS};
        put_range(sheets, sheets->by_month, at, across, interval_of(&sheets->shown->total, month, m));
        report_put_text(sheets->report, sheets->to_come[m], row, 0, label);
        sheet_put_label(sheets, sheets->to_come[m], row + 1, 0, "    likely from", ROLE_LABEL);
        sheet_put_label(sheets, sheets->to_come[m], row + 2, 0, "    to", ROLE_LABEL);
        for (size_t v = 0; v <= sheets->vendors; v++) {
            const size_t down[ENDS] = {row, row + 1, row + 2}, same[ENDS] = {1 + v, 1 + v, 1 + v};
            put_range(sheets, sheets->to_come[m], down, same, interval_of(sheet_vendor(sheets, v), month, m));
        }
        sheet_mark_row(sheets->to_come[m], row, ROLE_TOTAL);
    }
}

static void fill_planned(Sheets *sheets) {
    sheet_put_label(sheets, sheets->planned, 0, 0, "planned deliveries from", ROLE_LABEL);
    for (size_t v = 0; v < sheets->vendors; v++) {
        const char *key = sheet_vendor(sheets, v)->planned_by, *words = "not counted";
        for (size_t i = 0; key && i < sizeof PLANNED / sizeof *PLANNED; i++)
            if (strcmp(PLANNED[i].key, key) == 0) words = PLANNED[i].words;
        sheet_put_label(sheets, sheets->planned, 0, 1 + v, words, ROLE_LABEL);
    }
}

void sheet_projection_fill(Sheets *sheets) {
    const VendorResult *total = &sheets->shown->total;
    const size_t months = month_count(total);
    for (size_t i = 0; i <= months; i++) {
        const Outlook *row = row_of_total(total, i);
        if (row) fill_month(sheets, i, row->month);
    }
    sheet_mark_row(sheets->by_month, months, ROLE_TOTAL);
    fill_planned(sheets);
}
