/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/page_compare.h"
#include "models/verdict.h"
#include "outputs/compare_evidence.h"
#include "outputs/compare_sentences.h"
#include "outputs/number_text.h"
#include "outputs/vendor_table.h"
#include <math.h>
#include <stddef.h>

enum { EXAMPLES = 3 };

/* The page as it grows. */
typedef struct Page {
    CompareView view;
    Report *report;
    ReportPage *page;
} Page;

static void say(const Page *page, Str text, CellRole role) {
    report_add_text(page->report, page->page, text, role, false);
}

static void head(const Page *page, const char *text) {
    report_add_text(page->report, page->page, str_from(text), ROLE_LABEL, true);
}

/* Cents are noise where costs are in the hundreds, and the point where one is below a hundred. */
static CellFormat money_format_of(const Page *page) {
    for (size_t v = 0; v < page->view.count; v++) {
        const Figure figure = compare_view_cost(&page->view, page->view.vendors[v]);
        if (figure_is_known(figure) && fabs(figure.value) < 100) return FORMAT_MONEY;
    }
    return FORMAT_MONEY_WHOLE;
}

static CellRole verdict_role(VerdictCode code) {
    return code == VERDICT_RENEW                             ? ROLE_GOOD
           : code == VERDICT_KILL || code == VERDICT_REPLACE ? ROLE_BAD
                                                             : ROLE_VALUE;
}

/* What to do about each vendor, with its evidence; where nobody can say, why, once. */
static void add_verdicts(const Page *page) {
    const CompareView *const view = &page->view;
    size_t decided = 0;
    for (size_t v = 0; v < view->count; v++) decided += !view->vendors[v]->verdict.why.code;
    if (decided == 0) return;
    const ReportColumn columns[] = {
        {.label = STR("vendor")}, {.label = STR("verdict")}, {.label = STR("because")}};
    ReportTable *const table =
        report_add_table(page->report, page->page, STR("What to do"), columns, 3, view->count);
    for (size_t v = 0; v < view->count; v++) {
        const Verdict *const verdict = &view->vendors[v]->verdict;
        const bool known = !verdict->why.code;
        report_put_text(page->report, table, v, 0, view->vendors[v]->vendor);
        if (known)
            report_put_text(page->report, table, v, 1, str_from(VERDICT_WORDS[verdict->code]))->role =
                verdict_role(verdict->code);
        report_put_text(page->report, table, v, 2, known ? verdict->because : verdict->why.text);
    }
    for (size_t v = 0; v < view->count; v++) {
        const Str flip = compare_evidence_flip(view, view->vendors[v]);
        if (flip.len) say(page, flip, ROLE_MUTED);
    }
}

/* Adds those fields whose `wanted` holds. */
static void add_table(const Page *page, Str title, const VendorField *fields, const bool *wanted,
                      size_t count) {
    VendorField *const chosen = ARENA_ARRAY(page->view.arena, VendorField, count);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (wanted[i]) chosen[n++] = fields[i];
    }
    vendor_table_add(&page->view, page->report, page->page, title, chosen, n);
}

static void add_cost_table(const Page *page) {
    const VendorField fields[] = {
        {"delivered", .format = FORMAT_COUNT, .id = METRIC_STAGE},
        {"stated CPL", .currency = true, .format = FORMAT_MONEY, .id = METRIC_STATED_CPL},
        {"true CPL", .currency = true, .format = FORMAT_MONEY, .id = METRIC_TRUE_CPL},
        {"true / stated", .format = FORMAT_TIMES, .id = METRIC_MULTIPLIER},
        {"still open", .format = FORMAT_RATE, .id = METRIC_OPEN_SHARE},
    };
    const bool wanted[] = {true, true, true, true, page->view.knows_open};
    add_table(page, STR("What a lead costs"), fields, wanted, sizeof fields / sizeof *fields);
}

static void add_stage_table(const Page *page) {
    const CompareView *const view = &page->view;
    const bool later = view->stage != STAGE_DELIVERED, costs = view->has_costs && later,
               ripe = costs && view->ripe;
    const CellFormat money = money_format_of(page);
    const char *const one = view->words.one;
    const VendorField fields[] = {
        {"delivered", .format = FORMAT_COUNT, .id = METRIC_STAGE},
        {view->words.many, .format = FORMAT_COUNT, .id = (MetricId)(METRIC_STAGE + (int)view->stage)},
        {view->words.rate, .format = FORMAT_RATE, .id = view->rate},
        {"still open", .format = FORMAT_RATE, .id = METRIC_OPEN_SHARE},
        {str_format(view->arena, "cost per %s%s", one, ripe ? " to date" : "").at, .currency = true,
         .format = money, .id = view->cost},
        {str_format(view->arena, "cost per %s at maturity", one).at, .currency = true, .format = money,
         .kind = VENDOR_MEDIAN, .id = view->ripe_cost},
        {"likely range (9 in 10)", .format = money, .kind = VENDOR_RANGE,
         .id = ripe ? view->ripe_cost : view->cost},
        {"chance to be cheapest", .format = FORMAT_RATE, .id = METRIC_P_CHEAPEST, .no_total = true},
    };
    const bool wanted[] = {!view->has_costs,
                           later,
                           later,
                           !view->has_costs && view->knows_open,
                           costs,
                           ripe,
                           costs,
                           costs && view->stage == STAGE_SQL};
    const Str title = costs ? str_format(view->arena, "What %s costs", view->words.with_article)
                            : STR("What became of the leads");
    add_table(page, title, fields, wanted, sizeof fields / sizeof *fields);
}

static size_t known_ranges(const Page *page) {
    size_t count = 0;
    for (size_t v = 0; v < page->view.count; v++)
        count += interval_is_known(compare_view_cost_range(&page->view, page->view.vendors[v]));
    return count;
}

/* The numbers that the bars are drawn from stand on no page: lower end, up to the figure to date, up to the upper end. */
static ReportTable *chart_numbers(const Page *page) {
    const CompareView *const view = &page->view;
    const ReportColumn columns[] = {
        {.label = STR("vendor")}, {.label = STR("from")}, {.label = STR("to date")}, {.label = STR("to")}};
    ReportTable *const table = report_new_table(page->report, columns, 4, view->count);
    for (size_t v = 0; v < view->count; v++) {
        const Interval range = compare_view_cost_range(view, view->vendors[v]);
        const Figure cost = compare_view_cost(view, view->vendors[v]);
        report_put_text(page->report, table, v, 0, view->vendors[v]->vendor);
        if (!interval_is_known(range) || !figure_is_known(cost)) continue;
        const double middle = fmin(fmax(cost.value, range.p05), range.p95);
        report_put_number(table, v, 1, range.p05);
        report_put_number(table, v, 2, middle - range.p05);
        report_put_number(table, v, 3, range.p95 - middle);
    }
    return table;
}

static void add_chart(const Page *page) {
    const CompareView *const view = &page->view;
    if (known_ranges(page) < 2) return;
    const ReportTable *const table = chart_numbers(page);
    ReportSeries series[3] = {
        {.name = STR("from"), .hidden = true}, {.name = STR("to date")}, {.name = STR("to")}};
    for (size_t s = 0; s < 3; s++)
        series[s].values = (ReportRange){.table = table, .column = s + 1, .count = view->count};
    const char *const code = view->result->currency.code;
    const ReportChart chart = {
        .kind = CHART_STACKED_BAR,
        .title = str_format(view->arena, "Likely range (9 in 10) of the cost per %s%s%s%s", view->words.one,
                            view->ripe ? " at maturity" : "", code[0] ? ", " : "", code),
        .says = STR("likely range of the cost, one bar a vendor"),
        .format = money_format_of(page),
        .categories = {.table = table, .count = view->count},
        .series = series,
        .series_count = 3};
    report_add_chart(page->report, page->page, &chart, 0);
}

static void add_ledger_table(const Page *page) {
    const struct {
        const char *label;
        LedgerLine line;
    } lines[] = {{"invoice", LINE_INVOICE},    {"credits", LINE_CREDITS},        {"ops time", LINE_OPS_WASTE},
                 {"SDR time", LINE_SDR_WASTE}, {"bounces", LINE_DELIVERABILITY}, {"tools", LINE_TOOLS},
                 {"true cost", LINE_TRUE_COST}};
    enum { LINES = sizeof lines / sizeof *lines };
    VendorField fields[LINES];
    for (size_t i = 0; i < LINES; i++) {
        fields[i] = (VendorField){lines[i].label, .format = FORMAT_MONEY_WHOLE,
                                  .id = (MetricId)(METRIC_LINE + (int)lines[i].line), .may_be_absent = true};
    }
    const char *const code = page->view.result->currency.code;
    const Str title =
        str_format(page->view.arena, "From invoice to true cost%s%s", code[0] ? ", " : "", code);
    if (page->view.has_costs) vendor_table_add(&page->view, page->report, page->page, title, fields, LINES);
}

/* Decimals where there are few. */
static CellFormat count_format_of(Interval interval) {
    return interval_is_known(interval) && interval.mean < 20 ? FORMAT_DECIMAL : FORMAT_COUNT;
}

static void add_outlook_table(const Page *page) {
    const CompareView *const view = &page->view;
    const VendorResult *const total = &view->shown->total;
    const Outlook *const outlook = compare_view_outlook(total);
    if (!view->knows_open || total->counts.open == 0 || !outlook) return;
    const bool *const has = view->result->has_stage;
    const VendorField fields[] = {
        {"SQLs", .format = count_format_of(outlook->sql), .kind = VENDOR_FURTHER,
         .outlook = offsetof(Outlook, sql)},
        {"likely range (9 in 10)", .format = FORMAT_COUNT, .kind = VENDOR_FURTHER_RANGE,
         .outlook = offsetof(Outlook, sql)},
        {"opportunities", .format = count_format_of(outlook->opportunity), .kind = VENDOR_FURTHER,
         .outlook = offsetof(Outlook, opportunity)},
        {"won deals", .format = count_format_of(outlook->won), .kind = VENDOR_FURTHER,
         .outlook = offsetof(Outlook, won)},
        {"weighted pipeline", .currency = true, .format = FORMAT_MONEY_WHOLE, .kind = VENDOR_FURTHER,
         .outlook = offsetof(Outlook, value)},
    };
    const bool wanted[] = {has[STAGE_SQL], has[STAGE_SQL], has[STAGE_OPPORTUNITY], has[STAGE_WON],
                           has[STAGE_WON]};
    const Str title =
        total->outlook_months
            ? str_format(view->arena,
                         "What the next %d months may bring (open leads and planned deliveries; "
                         "expected; no revenue)",
                         total->outlook_months)
            : STR("What open leads may still bring (expected; no revenue)");
    add_table(page, title, fields, wanted, sizeof fields / sizeof *fields);
}

static void put_segment(const Page *page, ReportTable *table, size_t row, const VendorResult *vendor,
                        const SegmentRate *segment) {
    Arena *const arena = page->view.arena;
    const Str low = number_text_copy(arena, segment->rate.p05, FORMAT_RATE, 0),
              high = number_text_copy(arena, segment->rate.p95, FORMAT_RATE, 0);
    report_put_text(page->report, table, row, 0, vendor->vendor);
    report_put_text(page->report, table, row, 1, segment->segment);
    report_put_number(table, row, 2, (double)segment->delivered);
    report_put_number(table, row, 3, (double)segment->sql);
    report_put_number(table, row, 4, segment->rate.p50);
    report_put_text(page->report, table, row, 5,
                    str_format(arena, "%.*s to %.*s", STR_ARGS(low), STR_ARGS(high)))
        ->role = ROLE_VALUE;
}

/* Only where somebody asked for segments: they are many. */
static void add_segment_table(const Page *page) {
    const CompareView *const view = &page->view;
    const ReportColumn columns[] = {{.label = STR("vendor")},
                                    {.label = STR("segment")},
                                    {.label = STR("delivered"), .format = FORMAT_COUNT},
                                    {.label = STR("SQLs"), .format = FORMAT_COUNT},
                                    {.label = STR("SQL rate, pooled"), .format = FORMAT_RATE},
                                    {.label = STR("likely range (9 in 10)")}};
    size_t rows = 0, row = 0;
    for (size_t v = 0; v < view->count; v++) rows += view->vendors[v]->segment_count;
    if (!view->result->segment_asked || rows == 0) return;
    ReportTable *const table = report_add_table(
        page->report, page->page, STR("SQL rates to date by segment, each pooled toward its vendor"), columns,
        6, rows);
    for (size_t v = 0; v < view->count; v++) {
        const VendorResult *const vendor = view->vendors[v];
        for (size_t i = 0; i < vendor->segment_count; i++)
            put_segment(page, table, row++, vendor, &vendor->segments[i]);
    }
}

static bool brings_leads(const FileReport *file) {
    return str_equal(file->role, STR("leads")) || str_equal(file->role, STR("counts")) ||
           str_equal(file->role, STR("joined"));
}

static int64_t sum_of_files(const Page *page, size_t at) {
    const Provenance *const provenance = page->view.result->provenance;
    int64_t sum = 0;
    for (size_t f = 0; f < provenance->file_count; f++) {
        const FileReport *const file = &provenance->files[f];
        if (brings_leads(file)) sum += *(const int64_t *)(const void *)((const char *)file + at);
    }
    return sum;
}

/* "4,012 rows read: 3,995 leads, 9 quarantined" */
static Str row_arithmetic(const Page *page) {
    Arena *const arena = page->view.arena;
    const Str rows =
        number_text_count(arena, (double)sum_of_files(page, offsetof(FileReport, rows_read)), "row", "rows");
    const bool counts = page->view.result->from_counts; /* a row of counts is many leads */
    const Str used = number_text_count(arena, (double)sum_of_files(page, offsetof(FileReport, leads)),
                                       counts ? "used" : "lead", counts ? "used" : "leads");
    Str text = str_format(arena, "%.*s read: %.*s", STR_ARGS(rows), STR_ARGS(used));
    for (int fate = 1; fate < ROW_FATES; fate++) { /* the first are the leads, said already */
        const int64_t sum = sum_of_files(page, ROW_FATE[fate].at);
        if (sum == 0) continue;
        const Str count = number_text_count(arena, (double)sum, ROW_FATE[fate].one, ROW_FATE[fate].many);
        text = str_format(arena, "%.*s, %.*s", STR_ARGS(text), STR_ARGS(count));
    }
    return text;
}

/* One line where all checks hold, else a line for each that does not. */
static void add_checks(const Page *page) {
    const Result *const result = page->view.result;
    size_t failed = 0;
    for (size_t i = 0; i < result->check_count; i++) {
        const Check *const check = &result->checks[i];
        if (check->ok) continue;
        failed++;
        say(page,
            str_format(page->view.arena, "Check failed: %.*s: %.*s", STR_ARGS(check->name),
                       STR_ARGS(check->detail)),
            ROLE_BAD);
    }
    const Str rows = row_arithmetic(page);
    if (failed > 0) say(page, str_format(page->view.arena, "%.*s.", STR_ARGS(rows)), ROLE_MUTED);
    else
        say(page,
            str_format(page->view.arena, "All %zu checks hold; %.*s.", result->check_count, STR_ARGS(rows)),
            ROLE_MUTED);
}

static Str describe_row(const Page *page, const BadRow *row) {
    Arena *const arena = page->view.arena;
    const Str column = row->column.len ? str_format(arena, ", %.*s", STR_ARGS(row->column)) : STR("");
    const Str value = row->value.len ? str_format(arena, " '%.*s'", STR_ARGS(row->value)) : STR("");
    return str_format(arena, "- %.*s line %ld%.*s%.*s: %.*s", STR_ARGS(row->file), row->line,
                      STR_ARGS(column), STR_ARGS(value), STR_ARGS(row->reason));
}

static void add_bad_rows(const Page *page) {
    const Provenance *const provenance = page->view.result->provenance;
    const size_t count = provenance->bad_row_count;
    if (count == 0) return;
    const Str rows = number_text_count(page->view.arena, (double)count, "row was", "rows were");
    head(page, str_format(page->view.arena, "%.*s set aside", STR_ARGS(rows)).at);
    for (size_t i = 0; i < count && i < EXAMPLES; i++)
        say(page, describe_row(page, &provenance->bad_rows[i]), ROLE_VALUE);
    if (count > EXAMPLES)
        say(page, str_format(page->view.arena, "- and %zu more", count - EXAMPLES), ROLE_MUTED);
}

static void add_notices(const Page *page, const Sentences *sentences) {
    const Provenance *const provenance = page->view.result->provenance;
    if (sentences->count <= SENTENCES_FIRST && provenance->notice_count == 0) return;
    head(page, "Also worth knowing");
    for (size_t i = SENTENCES_FIRST; i < sentences->count; i++)
        say(page, str_format(page->view.arena, "- %.*s", STR_ARGS(sentences->text[i])), ROLE_VALUE);
    for (size_t i = 0; i < provenance->notice_count; i++)
        say(page, str_format(page->view.arena, "- %.*s", STR_ARGS(provenance->notices[i].text)), ROLE_VALUE);
}

static void add_next(const Page *page) {
    const Sentences next = compare_sentences_next(&page->view);
    if (next.count > 0) say(page, STR(""), ROLE_VALUE);
    for (size_t i = 0; i < next.count; i++)
        say(page, str_format(page->view.arena, "Next: %.*s", STR_ARGS(next.text[i])), ROLE_VALUE);
}

void page_compare(const Result *result, Report *report) {
    Page page = {compare_view_make(result, report->arena), report, NULL};
    page.page = report_add_page(report, STR("compare"),
                                STR("What a lead from each vendor really costs, and brings"), MEDIA_TERMINAL);
    const Sentences sentences = compare_sentences_make(&page.view);
    for (size_t i = 0; i < sentences.count && i < SENTENCES_FIRST; i++)
        say(&page, str_format(page.view.arena, "- %.*s", STR_ARGS(sentences.text[i])),
            sentences.urgent[i] ? ROLE_BAD : ROLE_VALUE);
    add_verdicts(&page);
    if (page.view.has_costs) add_cost_table(&page);
    add_stage_table(&page);
    if (page.view.has_costs && page.view.stage != STAGE_DELIVERED) add_chart(&page);
    add_segment_table(&page);
    add_ledger_table(&page);
    add_outlook_table(&page);
    add_bad_rows(&page);
    add_notices(&page, &sentences);
    add_checks(&page);
    add_next(&page);
}
