/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_method.h"

#define REPORT_2026 "LeadSpot, Pipeline Trust Report 2026"

typedef struct Line {
    const char *what;
    Str in_force;
} Line;
enum { DEFINITIONS_MOST = 16 };

static Str days(const Sheets *sheets, int count) { return str_format(sheets->arena, "%d days", count); }

static Str period(const Sheets *sheets) {
    char from[DATE_TEXT], to[DATE_TEXT];
    day_format(sheets->result->definitions.from, from);
    day_format(sheets->result->definitions.to, to);
    if (!from[0] && !to[0]) return STR("all leads delivered");
    return str_format(sheets->arena, "leads delivered from %s to %s", from[0] ? from : "the first",
                      to[0] ? to : "the last");
}

/* The choices that change a count or an amount, as they hold in this book. */
static size_t list_definitions(const Sheets *sheets, Line lines[DEFINITIONS_MOST]) {
    const Definitions *definitions = &sheets->result->definitions;
    char day[DATE_TEXT];
    day_format(definitions->as_of, day);
    const Line all[] = {
        {"data up to", day[0] ? str_copy(sheets->arena, str_from(day)) : STR("no dates in the files")},
        {"period", period(sheets)},
        {"date basis of every rate and cost",
         STR("the leads delivered in the period, with what became of them to date")},
        {"invalid", definitions->invalid_with_unreachable
                        ? STR("no such contact, or nobody could be reached")
                        : STR("no such contact; leads nobody could reach count as rejected")},
        {"sales has to accept a lead", str_format(sheets->arena, "%d days", definitions->accept_days)},
        {"an open lead is quiet after", days(sheets, definitions->quiet_days)},
        {"the same address is a duplicate within", days(sheets, definitions->duplicate_days)},
        {"a shared opportunity is credited to",
         definitions->credit_last ? STR("the last of its leads") : STR("the first of its leads")},
        {"true cost",
         STR("invoice - credits + operations + SDR time on dead leads + deliverability + tools")},
        {"rounding",
         STR("each line once, half away from zero, a vendor; parts and shares by growth of the rounded sum")},
        {"likely range (9 in 10)",
         STR("from the 5 % to the 95 % point, over sampling of leads and spread of assumptions")},
        {"range marked \xE2\x89\x88",
         STR("live figure x (bound / figure, as computed for the scenario): exact until an input differs; in "
             "the bundled case off by at most 2 % after seven edits, by 12 % where SDR time costs many times "
             "as much")},
        {"chance of being the cheapest, verdict",
         STR("as computed for the scenario; they do not follow edits")},
        {"written by",
         str_format(sheets->arena, "truecpl %s, seed %lu", sheets->result->version, sheets->result->seed)},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) lines[i] = all[i];
    return sizeof all / sizeof *all;
}

/* What was published, beside what this book finds. None of it enters a figure. */
typedef enum Quote {
    QUOTE_TIMES,
    QUOTE_HOURS,
    QUOTE_MARKETING,
    QUOTE_SALES,
    QUOTE_INVALID,
    QUOTE_CLAIM,
    QUOTES
} Quote;
static const struct {
    const char *what;
    double figure;
    CellFormat format;
    const char *source;
} QUOTATIONS[QUOTES] = {
    [QUOTE_TIMES] = {"true cost of an unverified lead, as a multiple of its stated CPL", 3.1, FORMAT_TIMES,
                     REPORT_2026 "; no breakdown was published"},
    [QUOTE_HOURS] = {"SDR hours a lead that this multiple would imply at this book's prices", 0,
                     FORMAT_DECIMAL, "(multiple - 1) x stated CPL / an SDR's hour"},
    [QUOTE_MARKETING] = {"leads to SQL, as marketing reports it", .31, FORMAT_RATE, REPORT_2026},
    [QUOTE_SALES] = {"leads that sales accepted and worked within 30 days", .08, FORMAT_RATE, REPORT_2026},
    [QUOTE_INVALID] = {"invalid leads, as observed", .22, FORMAT_RATE, REPORT_2026},
    [QUOTE_CLAIM] = {"invalid leads, as vendors claim: below", .05, FORMAT_RATE, REPORT_2026},
};

static void add_glossary(Sheets *sheets) {
    const ReportColumn columns[] = {{.label = STR("figure"), .width = 36},
                                    {.label = STR("how it is made"), .width = 66},
                                    {.label = STR("of what"), .width = 27},
                                    {.label = STR("name in other outputs"), .width = 38},
                                    {.label = STR("source"), .width = 30}};
    ReportTable *table = report_add_table(sheets->report, sheets->method, STR("What every figure means"),
                                          columns, 5, METRIC_COUNT);
    for (int m = 0; m < METRIC_COUNT; m++) {
        const Metric *metric = metric_row((MetricId)m);
        sheet_put_label(sheets, table, (size_t)m, 0, metric->label, ROLE_LABEL);
        sheet_put_label(sheets, table, (size_t)m, 1, metric->formula, ROLE_LABEL);
        sheet_put_label(sheets, table, (size_t)m, 2, metric->basis, ROLE_LABEL);
        sheet_put_label(sheets, table, (size_t)m, 3, metric->key, ROLE_MUTED);
        sheet_put_label(sheets, table, (size_t)m, 4, metric->source, ROLE_MUTED);
    }
}

static void add_words(Sheets *sheets) {
    const ReportColumn columns[] = {{.label = STR("a lead ends as"), .width = 36}, {.label = STR("meaning")}};
    ReportTable *table =
        report_add_table(sheets->report, sheets->method, STR("What became of a lead: the first that applies"),
                         columns, 2, CLASS_COUNT);
    for (size_t c = 0; c < CLASS_COUNT; c++) {
        sheet_put_label(sheets, table, c, 0, OUTCOME_CLASSES[c].label, ROLE_LABEL);
        sheet_put_label(sheets, table, c, 1, OUTCOME_CLASSES[c].meaning, ROLE_LABEL);
    }
}

static void add_definitions(Sheets *sheets) {
    const ReportColumn columns[] = {{.label = STR("what"), .width = 36}, {.label = STR("in force")}};
    Line lines[DEFINITIONS_MOST];
    const size_t count = list_definitions(sheets, lines);
    ReportTable *table =
        report_add_table(sheets->report, sheets->method, STR("Definitions in force"), columns, 2, count);
    for (size_t i = 0; i < count; i++) {
        sheet_put_label(sheets, table, i, 0, lines[i].what, ROLE_LABEL);
        report_put_text(sheets->report, table, i, 1, lines[i].in_force);
    }
}

/* Why a vendor has no such figure. */
static Why why_of(const VendorResult *vendor, MetricId id) {
    return metric_row(id)->shape == SHAPE_INTERVAL ? vendor->interval[id].why : vendor->value[id].why;
}

/* Figures that no vendor has. */
static bool is_left_out(const Sheets *sheets, MetricId id) {
    for (size_t v = 0; v < sheets->vendors; v++) {
        if (!why_of(sheet_vendor(sheets, v), id).code) return false;
    }
    return true;
}

static void add_left_out(Sheets *sheets, const LeftOut *left_out, size_t count) {
    const ReportColumn columns[] = {{.label = STR("left out"), .width = 36}, {.label = STR("because")}};
    LeftOut *all = ARENA_ARRAY(sheets->arena, LeftOut, count + METRIC_COUNT + 1);
    size_t rows = 0;
    for (size_t i = 0; i < count; i++) all[rows++] = left_out[i];
    for (int m = 0; m < METRIC_COUNT; m++) {
        if (!is_left_out(sheets, (MetricId)m)) continue;
        all[rows++] = (LeftOut){str_from(metric_row((MetricId)m)->label),
                                why_of(sheet_vendor(sheets, 0), (MetricId)m).text};
    }
    if (!rows) all[rows++] = (LeftOut){STR("nothing"), STR("the files answer all that this book asks")};
    ReportTable *table =
        report_add_table(sheets->report, sheets->method, STR("What is left out, and why"), columns, 2, rows);
    for (size_t i = 0; i < rows; i++) {
        report_put_text(sheets->report, table, i, 0, all[i].what);
        report_put_text(sheets->report, table, i, 1, all[i].why);
    }
}

void sheet_method_lay(Sheets *sheets, const LeftOut *left_out, size_t count) {
    const ReportColumn columns[] = {{.label = STR("quotation, used in no figure"), .width = 36},
                                    {.label = STR("source")},
                                    {.label = STR("published"), .format = FORMAT_DECIMAL},
                                    {.label = STR("this book, all vendors"), .format = FORMAT_DECIMAL}};
    add_definitions(sheets);
    add_left_out(sheets, left_out, count);
    sheets->quotations = report_add_table(sheets->report, sheets->method, STR("What others have published"),
                                          columns, 4, QUOTES);
    add_words(sheets);
    add_glossary(sheets);
}

static void put_own(Sheets *sheets, Quote row, MetricId metric, const ReportTable *table, size_t table_row) {
    const Figure figure = sheets->shown->total.value[metric];
    const Str place = sheet_at(sheets, sheets->method, table, table_row, sheet_total(sheets));
    sheet_put(sheets, sheets->quotations, row, 3, figure, QUOTATIONS[row].format,
              sheet_formula(sheets, "=%.*s", STR_ARGS(place)));
}

/* The waste that the multiple leaves to explain, at the price of an SDR's hour. */
static void put_hours(Sheets *sheets) {
    const VendorResult *total = &sheets->shown->total;
    const Figure stated = total->value[METRIC_STATED_CPL];
    const AssumptionSet *set = sheets->shown->set;
    const double year = decimal_to_double(set->of[ASSUME_SDR_COST_PER_YEAR].base);
    const double hours = decimal_to_double(set->of[ASSUME_SDR_HOURS_PER_YEAR].base);
    const Str times = sheet_at(sheets, sheets->method, sheets->quotations, QUOTE_TIMES, 2);
    const Str price = sheet_at(sheets, sheets->method, sheets->costs, sheets->cost_row[METRIC_STATED_CPL],
                               sheet_total(sheets));
    const Str hour = sheet_working(sheets, sheets->method, WORK_SDR_HOUR);
    Figure figure = stated;
    if (figure_is_known(stated) && year * hours > 0)
        figure.value = (QUOTATIONS[QUOTE_TIMES].figure - 1) * stated.value / (year / hours);
    else if (figure_is_known(stated))
        figure = figure_unknown((Why){"free", STR("an SDR's hour costs nothing")});
    sheet_put(sheets, sheets->quotations, QUOTE_HOURS, 3, figure, FORMAT_DECIMAL,
              sheet_formula(sheets, "=(%.*s-1)*%.*s/%.*s", STR_ARGS(times), STR_ARGS(price), STR_ARGS(hour)));
}

static void put_invalid_share(Sheets *sheets) {
    const Counts *counts = &sheets->shown->total.counts;
    const Str invalid = sheet_at(sheets, sheets->method, sheets->classes, CLASS_INVALID, sheet_total(sheets));
    const Str all = sheet_at(sheets, sheets->method, sheets->numbers, COUNT_DELIVERED, sheet_total(sheets));
    Figure figure = figure_unknown((Why){"no_leads", STR("no lead was delivered")});
    if (counts->delivered)
        figure = figure_of((double)counts->class[CLASS_INVALID] / (double)counts->delivered);
    sheet_put(sheets, sheets->quotations, QUOTE_INVALID, 3, figure, FORMAT_RATE,
              sheet_formula(sheets, "=%.*s/%.*s", STR_ARGS(invalid), STR_ARGS(all)));
}

static void put_rate(Sheets *sheets, Quote row, Stage stage) {
    const Figure figure = sheets->shown->total.value[metric_rate(stage)];
    const Str reached = sheet_at(sheets, sheets->method, sheets->stages, stage, sheet_total(sheets));
    const Str all = sheet_at(sheets, sheets->method, sheets->stages, STAGE_DELIVERED, sheet_total(sheets));
    sheet_put(sheets, sheets->quotations, row, 3, figure, FORMAT_RATE,
              sheet_formula(sheets, "=%.*s/%.*s", STR_ARGS(reached), STR_ARGS(all)));
}

void sheet_method_fill(Sheets *sheets) {
    for (size_t row = 0; row < QUOTES; row++) {
        sheet_put_label(sheets, sheets->quotations, row, 0, QUOTATIONS[row].what, ROLE_LABEL);
        sheet_put_label(sheets, sheets->quotations, row, 1, QUOTATIONS[row].source, ROLE_MUTED);
        if (row != QUOTE_HOURS)
            report_put_number(sheets->quotations, row, 2, QUOTATIONS[row].figure)->format =
                QUOTATIONS[row].format;
    }
    put_own(sheets, QUOTE_TIMES, METRIC_MULTIPLIER, sheets->costs, sheets->cost_row[METRIC_MULTIPLIER]);
    put_hours(sheets);
    put_rate(sheets, QUOTE_MARKETING, STAGE_SQL);
    put_rate(sheets, QUOTE_SALES, STAGE_ACCEPTED);
    put_invalid_share(sheets);
}
