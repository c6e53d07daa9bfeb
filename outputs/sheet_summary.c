/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_summary.h"
#include "outputs/compare_view.h"
#include "outputs/sheet_band.h"
#include "outputs/sheet_checks.h"
#include "outputs/sheet_verdicts.h"

enum {
    CHART_SPLIT = 5,   /* the column where the second chart begins */
    CHART_MOST = 40,   /* rows */
    CHART_LABELS = 12, /* more vendors have no room for numbers at their bars */
    ONE_PAGE = 14,     /* more vendors than these are too small on one page */
};

/* Which metric a column shows, and where its cells are taken from. */
static MetricId metric_of(const CompareView *view, SummaryColumn column) {
    switch (column) {
    case SUMMARY_LEADS: return METRIC_STAGE;
    case SUMMARY_STATED: return METRIC_STATED_CPL;
    case SUMMARY_TRUE: return METRIC_TRUE_CPL;
    case SUMMARY_TIMES: return METRIC_MULTIPLIER;
    case SUMMARY_SQLS: return (MetricId)(METRIC_STAGE + (int)view->stage);
    case SUMMARY_RATE: return view->rate;
    case SUMMARY_CHANCE: return METRIC_P_CHEAPEST;
    default: return view->cost;
    }
}

/* Where no file has a later stage, the columns speak of the SQLs that are missing. */
static CompareView view_of(const Sheets *sheets) {
    CompareView view = compare_view_make(sheets->result, sheets->arena);
    if (view.stage != STAGE_DELIVERED) return view;
    view.stage = STAGE_SQL;
    view.words = (StageWords){"SQL", "SQLs", "an SQL", "SQL rate"};
    view.cost = METRIC_COST_PER_SQL;
    view.rate = METRIC_RATE_SQL;
    view.ripe_cost = METRIC_AT_COST_PER_SQL;
    return view;
}

static void add_control(Sheets *sheets) {
    const ReportColumn columns[] = {{.label = STR("this book")}, {.label = STR("now")}};
    sheets->control = report_add_table(sheets->report, sheets->summary, STR(""), columns, 2, CONTROL_ROWS);
    report_add_choice(sheets->report, sheets->control, CONTROL_SCENARIO, 1,
                      (ReportRange){sheets->scenarios, 0, 0, sheets->scenarios->row_count, false});
}

static void add_overview(Sheets *sheets, const CompareView *view) {
    const Str cost = str_format(sheets->arena, "cost per %s to date", view->words.one);
    const ReportColumn columns[SUMMARY_COLUMNS] = {
        [SUMMARY_VENDOR] = {.label = STR("vendor")},
        [SUMMARY_LEADS] = {.label = STR("leads delivered"), .format = FORMAT_COUNT},
        [SUMMARY_STATED] = {.label = sheet_with_currency(sheets, "stated CPL"), .format = FORMAT_MONEY},
        [SUMMARY_TRUE] = {.label = sheet_with_currency(sheets, "true CPL"), .format = FORMAT_MONEY},
        [SUMMARY_TIMES] = {.label = STR("true / stated"), .format = FORMAT_TIMES},
        [SUMMARY_SQLS] = {.label = str_from(view->words.many), .format = FORMAT_COUNT},
        [SUMMARY_RATE] = {.label = str_from(view->words.rate), .format = FORMAT_RATE},
        [SUMMARY_COST] = {.label = sheet_with_currency(sheets, cost.at), .format = FORMAT_MONEY},
        [SUMMARY_RIPE] = {.label = STR("at maturity \xE2\x89\x88"), .format = FORMAT_MONEY},
        [SUMMARY_LOW] = {.label = STR("likely from \xE2\x89\x88"), .format = FORMAT_MONEY, .width = 12},
        [SUMMARY_HIGH] = {.label = STR("to \xE2\x89\x88"), .format = FORMAT_MONEY, .width = 12},
        [SUMMARY_CHANCE] = {.label = STR("chance to be cheapest"), .format = FORMAT_RATE},
    };
    sheets->overview = report_add_table(sheets->report, sheets->summary, STR(""), columns, SUMMARY_COLUMNS,
                                        sheets->vendors + 1);
}

static int chart_rows(const Sheets *sheets) {
    const int rows = sheets->vendors < 4 ? 12 : 7 + (int)(3 * sheets->vendors / 2);
    return rows < CHART_MOST ? rows : CHART_MOST;
}

static void add_price_chart(Sheets *sheets) {
    ReportSeries series[] = {
        {.name = STR("stated CPL"),
         .values = {sheets->overview, 0, SUMMARY_STATED, sheets->vendors, false},
         .shade = 0,
         .labels = sheets->vendors <= CHART_LABELS},
        {.name = STR("true CPL"),
         .values = {sheets->overview, 0, SUMMARY_TRUE, sheets->vendors, false},
         .shade = 1,
         .labels = sheets->vendors <= CHART_LABELS},
    };
    const ReportChart chart = {
        .kind = CHART_BAR,
        .title = STR("What a lead is said to cost, and what it costs"),
        .x_title = STR("vendor"),
        .y_title = sheet_with_currency(sheets, "a lead"),
        .says =
            STR("Stated and true cost of a lead by vendor, as bars. The numbers stand in the table above."),
        .format = FORMAT_MONEY_WHOLE,
        .categories = {sheets->overview, 0, SUMMARY_VENDOR, sheets->vendors, false},
        .series = series,
        .series_count = 2,
        .columns = CHART_SPLIT,
        .rows = chart_rows(sheets)};
    report_add_chart(sheets->report, sheets->summary, &chart, 0);
}

static void add_range_chart(Sheets *sheets, const CompareView *view) {
    const Str title = str_format(sheets->arena, "What %s costs%s: likely range", view->words.with_article,
                                 view->ripe ? " at maturity" : "");
    const BandChart chart = {
        .title = title,
        .value_title = sheet_with_currency(sheets, view->words.with_article),
        .says = str_format(sheets->arena,
                           "Likely range of the cost per %s by vendor as bars; the colour changes at "
                           "its middle. The numbers stand in the table above.",
                           view->words.one),
        .format = FORMAT_MONEY_WHOLE,
        .left = CHART_SPLIT,
        .columns = SUMMARY_COLUMNS - CHART_SPLIT,
        .rows = chart_rows(sheets)};
    sheet_band_add_chart(sheets, sheets->summary, sheets->band, &chart);
}

static void add_rate_chart(Sheets *sheets, const CompareView *view) {
    const BandChart chart = {
        .title = str_format(sheets->arena, "%s: figure and likely range (9 in 10)", view->words.rate),
        .value_title = STR("of delivered leads"),
        .says = STR("Likely range of the rate by vendor as bars. The numbers stand on the Funnel sheet."),
        .format = FORMAT_RATE,
        .columns = SUMMARY_COLUMNS - 1,
        .rows = chart_rows(sheets)};
    sheet_band_add_chart(sheets, sheets->summary, sheets->rate_band, &chart);
}

static void add_contents(Sheets *sheets) {
    report_add_text(sheets->report, sheets->summary, STR("Contents"), ROLE_LABEL, true);
    for (size_t i = 0; i < sheets->report->page_count; i++) {
        const ReportPage *page = sheets->report->pages[i];
        if (page == sheets->summary) continue;
        ReportBlock *block = report_add_text(sheets->report, sheets->summary, page->title, ROLE_LABEL, false);
        block->link = page->name;
    }
}

void sheet_summary_lay(Sheets *sheets) {
    const CompareView view = view_of(sheets);
    sheets->summary->one_page = sheets->vendors <= ONE_PAGE;
    sheet_verdicts_lay(sheets, &view);
    add_control(sheets);
    add_overview(sheets, &view);
    report_add_text(sheets->report, sheets->summary,
                    STR("Likely from-to: 9 in 10. \xE2\x89\x88: exact as written and for every scenario, "
                        "about right once an "
                        "input differs."),
                    ROLE_MUTED, false);
    if (view.has_costs) {
        add_price_chart(sheets);
        add_range_chart(sheets, &view);
    } else if (sheets->rate_band) {
        add_rate_chart(sheets, &view);
    }
    sheet_verdicts_lay_sentences(sheets);
    add_contents(sheets);
}

static Str cost_at(const Sheets *sheets, MetricId metric, size_t vendor) {
    return sheet_by(sheets, sheets->summary, sheets->costs, sheets->cost_row[metric], 1 + vendor);
}

/* The row of Cost ledger's ranges that a column shows: at maturity, where that is known, else to date. */
static size_t range_row(const Sheets *sheets, const CompareView *view, SummaryColumn column) {
    const RangeEnd end = column == SUMMARY_LOW    ? RANGE_LOW
                         : column == SUMMARY_HIGH ? RANGE_HIGH
                                                  : RANGE_MIDDLE;
    return sheet_range_row(sheets, view->ripe ? view->ripe_cost : view->cost, end);
}

static bool is_range(SummaryColumn column) {
    return column == SUMMARY_RIPE || column == SUMMARY_LOW || column == SUMMARY_HIGH;
}

/* Where a cell of the overview is taken from. */
static Str source_of(const Sheets *sheets, const CompareView *view, SummaryColumn column, size_t vendor) {
    const ReportPage *page = sheets->summary;
    const size_t range = range_row(sheets, view, column);
    if (is_range(column)) return sheet_by(sheets, page, sheets->ranges, range, 1 + vendor);
    switch (column) {
    case SUMMARY_LEADS: return sheet_by(sheets, page, sheets->numbers, COUNT_DELIVERED, 1 + vendor);
    case SUMMARY_SQLS: return sheet_by(sheets, page, sheets->stages, view->stage, 1 + vendor);
    case SUMMARY_CHANCE: return sheet_checks_chance_formula(sheets, page, 1 + vendor);
    case SUMMARY_RATE: {
        const Str reached = sheet_by(sheets, page, sheets->overview, vendor, SUMMARY_SQLS);
        const Str all = sheet_by(sheets, page, sheets->overview, vendor, SUMMARY_LEADS);
        return sheet_formula(sheets, "%.*s/%.*s", STR_ARGS(reached), STR_ARGS(all));
    }
    default: return cost_at(sheets, metric_of(view, column), vendor);
    }
}

/* A point of a range, as the Cost ledger has it. */
static Figure point_of(const Sheets *sheets, const CompareView *view, SummaryColumn column, size_t vendor) {
    const size_t row = range_row(sheets, view, column);
    if (row == sheets->range_count)
        return figure_unknown(sheet_vendor(sheets, vendor)->interval[view->ripe_cost].why);
    const ReportCell *cell = report_cell(sheets->ranges, row, 1 + vendor);
    if (cell->kind == CELL_NUMBER) return figure_of(cell->value);
    return figure_unknown((Why){"no_range", cell->text});
}

static void fill_row(Sheets *sheets, const CompareView *view, size_t vendor) {
    const bool total = vendor == sheets->vendors;
    report_put_text(sheets->report, sheets->overview, vendor, SUMMARY_VENDOR,
                    total ? STR("All vendors") : sheet_vendor(sheets, vendor)->vendor);
    for (int c = SUMMARY_LEADS; c < SUMMARY_COLUMNS; c++) {
        const SummaryColumn column = (SummaryColumn)c;
        const Figure figure = is_range(column) ? point_of(sheets, view, column, vendor)
                                               : sheet_vendor(sheets, vendor)->value[metric_of(view, column)];
        const Str source = source_of(sheets, view, column, vendor);
        if (total && column == SUMMARY_CHANCE) continue;
        sheet_put(sheets, sheets->overview, vendor, column, figure, sheets->overview->columns[c].format,
                  sheet_formula(sheets, "=%.*s", STR_ARGS(source)));
    }
    if (total) sheet_mark_row(sheets->overview, vendor, ROLE_TOTAL);
}

static void fill_control(Sheets *sheets) {
    const ReportPage *page = sheets->summary;
    const Str master = sheet_checks_master(sheets, page), edited = sheet_checks_edited(sheets, page);
    const Str words = sheet_checks_master_words(sheets);
    char day[DATE_TEXT];
    day_format(sheets->result->definitions.as_of, day);
    sheet_put_label(sheets, sheets->control, CONTROL_SCENARIO, 0, "scenario: pick here", ROLE_LABEL);
    report_put_text(sheets->report, sheets->control, CONTROL_SCENARIO, 1, sheets->shown->set->name)->role =
        ROLE_INPUT;
    sheet_put_label(sheets, sheets->control, CONTROL_CHECKS, 0, "does it add up?", ROLE_LABEL);
    sheet_put_words(sheets, sheets->control, CONTROL_CHECKS, 1, words,
                    sheet_formula(sheets, "=%.*s", STR_ARGS(master)),
                    str_ends(words, STR("checks ok")) ? ROLE_GOOD : ROLE_BAD);
    sheet_put_label(sheets, sheets->control, CONTROL_STATE, 0, "figures", ROLE_LABEL);
    sheet_put_words(
        sheets, sheets->control, CONTROL_STATE, 1, STR("as the program computed them"),
        sheet_formula(
            sheets,
            "=IF(%.*s=0,\"as the program computed them\",\"follow your edits; ranges \xE2\x89\x88 move "
            "along, chances are from before\")",
            STR_ARGS(edited)),
        ROLE_FORMULA);
    sheet_put_label(sheets, sheets->control, CONTROL_AS_OF, 0, "data up to", ROLE_LABEL);
    sheet_put_label(sheets, sheets->control, CONTROL_AS_OF, 1, day[0] ? day : "no dates in the files",
                    ROLE_LABEL);
}

/* The numbers behind the chart of ranges stand on Checks. */
static void fill_band(Sheets *sheets, const CompareView *view) {
    const SummaryColumn from[BAND_ENDS] = {SUMMARY_LOW, view->ripe ? SUMMARY_RIPE : SUMMARY_COST,
                                           SUMMARY_HIGH};
    for (size_t v = 0; v < sheets->vendors; v++) {
        BandEnd ends[BAND_ENDS];
        for (size_t i = 0; i < BAND_ENDS; i++) ends[i] = (BandEnd){v, from[i]};
        sheet_band_fill(sheets, sheets->band, v, sheets->overview, ends);
    }
}

void sheet_summary_fill(Sheets *sheets) {
    const CompareView view = view_of(sheets);
    for (size_t v = 0; v <= sheets->vendors; v++) fill_row(sheets, &view, v);
    fill_band(sheets, &view);
    fill_control(sheets);
    sheet_verdicts_fill(sheets, &view);
}
