/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/book_names.h"
#include "outputs/render_xlsx.h"
#include "outputs/sheets.h"
#include "tests/support/check.h"
#include "tests/support/result_fixture.h"
#include "tests/support/xlsx_parts.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KINDS = 3 };

static Report *build_shown(Arena *arena, FixtureKind kind, size_t shown) {
    Result *result = result_fixture_make(arena, kind);
    Report *report = NULL;
    Err err = {0};
    result->shown = shown;
    check_status(sheets_build_comparison(result, arena, &report, &err), OK, &err);
    return report;
}

static Report *build(Arena *arena, FixtureKind kind) { return build_shown(arena, kind, 0); }

static const ReportPage *find_page(const Report *report, Str name) {
    for (size_t i = 0; i < report->page_count; i++) {
        if (str_equal(report->pages[i]->name, name)) return report->pages[i];
    }
    return NULL;
}

/* What is done with every cell, or every formula, of a book. */
typedef void (*Visits)(const Report *report, const ReportPage *page, const ReportCell *cell);

static void visit_page(const Report *report, const ReportPage *page, Visits visits) {
    for (size_t b = 0; b < page->block_count; b++) {
        const ReportBlock *block = &page->blocks[b];
        const ReportCell line = {.kind = CELL_TEXT, .text = block->text, .formula = block->formula};
        if (block->kind == BLOCK_TEXT) visits(report, page, &line);
        for (size_t i = 0;
             block->kind == BLOCK_TABLE && i < block->table->row_count * block->table->column_count; i++)
            visits(report, page, &block->table->cells[i]);
    }
    const ReportCell subtitle = {
        .kind = CELL_TEXT, .text = report->subtitle, .formula = page->subtitle_formula};
    visits(report, page, &subtitle);
}

static void visit_all(Visits visits) {
    for (int kind = 0; kind < KINDS; kind++) {
        for (size_t shown = 0; shown < FIXTURE_SCENARIOS; shown++) {
            Arena *arena = check_arena();
            const Report *report = build_shown(arena, (FixtureKind)kind, shown);
            for (size_t p = 0; p < report->page_count; p++) visit_page(report, report->pages[p], visits);
            arena_free(arena);
        }
    }
}

static void has_value(const Report *report, const ReportPage *page, const ReportCell *cell) {
    (void)report, (void)page;
    if (cell->kind == CELL_NUMBER) assert_true(isfinite(cell->value));
    if (!cell->formula.len) return;
    assert_true(cell->kind == CELL_NUMBER || cell->kind == CELL_TEXT);
    assert_int_equal(cell->formula.at[0], '=');
    if (cell->kind == CELL_TEXT) assert_true(cell->text.len > 0);
}

static void every_formula_has_a_value_and_every_number_is_finite(void **state) {
    (void)state;
    visit_all(has_value);
}

static void reads_like_code(const Report *report, const ReportPage *page, const ReportCell *cell) {
    (void)report;
    bool quoted = false;
    const char *const end = cell->formula.at + cell->formula.len;
    for (const char *at = cell->formula.at; at < end; at++) {
        if (*at == '"') quoted = !quoted;
        const bool begins =
            !quoted && isdigit((unsigned char)*at) && !isalnum((unsigned char)at[-1]) && at[-1] != '$';
        if (!begins) continue;
        const long number = strtol(at, NULL, 10);
        if (number != 0 && number != 1 && number != 60 && number != 1000)
            fail_msg("%.*s: %ld in %.*s", STR_ARGS(page->name), number, STR_ARGS(cell->formula));
        while (at + 1 < end && isdigit((unsigned char)at[1])) at++;
    }
}

static void no_formula_holds_a_constant_but_0_1_60_and_1000(void **state) {
    (void)state;
    visit_all(reads_like_code);
}

static void calls_only(const Report *report, const ReportPage *page, const ReportCell *cell) {
    static const char *const KNOWN[] = {"ABS",   "AND", "COUNTIF", "FIXED", "IF",   "INDEX", "ISNUMBER",
                                        "MATCH", "MAX", "MIN",     "ROUND", "ROWS", "SUM"};
    (void)report;
    bool quoted = false;
    for (size_t i = 0; i < cell->formula.len; i++) {
        if (cell->formula.at[i] == '"') quoted = !quoted;
        if (quoted || cell->formula.at[i] != '(' || !isupper((unsigned char)cell->formula.at[i - 1]))
            continue;
        size_t from = i;
        while (isupper((unsigned char)cell->formula.at[from - 1])) from--;
        const Str name = {cell->formula.at + from, i - from};
        bool known = false;
        for (size_t k = 0; k < sizeof KNOWN / sizeof *KNOWN; k++)
            known = known || str_equal(name, str_from(KNOWN[k]));
        if (!known)
            fail_msg("%.*s: %.*s in %.*s", STR_ARGS(page->name), STR_ARGS(name), STR_ARGS(cell->formula));
    }
    assert_true(cell->formula.len <= 8192);
}

static void formulas_call_only_what_every_spreadsheet_knows(void **state) {
    (void)state;
    visit_all(calls_only);
}

static void never_nests(const Report *report, const ReportPage *page, const ReportCell *cell) {
    (void)report;
    const Str formula = cell->formula;
    if (xlsx_parts_count(formula, "IF(") - xlsx_parts_count(formula, "COUNTIF(") > 1)
        fail_msg("%.*s: %.*s", STR_ARGS(page->name), STR_ARGS(formula));
}

static void no_formula_nests_one_if_in_another(void **state) {
    (void)state;
    visit_all(never_nests);
}

/* The cell of a page at "C7" (row and column from 0), or NULL where no table has one there. */
static const ReportCell *cell_at(const ReportPage *page, size_t row, size_t column) {
    for (size_t b = 0; b < page->block_count; b++) {
        const ReportTable *table = page->blocks[b].table;
        if (page->blocks[b].kind != BLOCK_TABLE || row <= table->top || row > table->top + table->row_count)
            continue;
        return column < table->column_count ? report_cell(table, row - table->top - 1, column) : NULL;
    }
    return NULL;
}

/* Reads a reference that begins at `at`; returns where it ends, or NULL where there is none. */
static const char *read_place(const char *at, const char *end, size_t *row, size_t *column) {
    size_t letters = 0, digits = 0;
    *row = *column = 0;
    if (at < end && *at == '$') at++;
    for (; at < end && isupper((unsigned char)*at); at++, letters++)
        *column = 26 * *column + (size_t)(*at - 'A' + 1);
    if (at < end && *at == '$') at++;
    for (; at < end && isdigit((unsigned char)*at); at++, digits++) *row = 10 * *row + (size_t)(*at - '0');
    --*row, --*column;
    return letters && digits ? at : NULL;
}

/* Takes "Inputs!" or "'Cost ledger'!" off the front. */
static const char *read_page(const char *at, const char *end, const Report *report, const ReportPage **page) {
    for (size_t i = 0; i < report->page_count; i++) {
        const Str name = report->pages[i]->name;
        const bool quoted = *at == '\'';
        const char *after = at + quoted + name.len + quoted;
        if (after >= end || *after != '!' || memcmp(at + quoted, name.at, name.len) != 0) continue;
        *page = report->pages[i];
        return after + 1;
    }
    return at;
}

static void names_filled_cells(const Report *report, const ReportPage *page, const ReportCell *cell) {
    const char *const end = cell->formula.at + cell->formula.len;
    bool quoted = false;
    for (const char *at = cell->formula.at; at && at < end;) {
        const ReportPage *other = page;
        size_t row, column;
        if (*at == '"') quoted = !quoted;
        const bool inside =
            at > cell->formula.at && (isalnum((unsigned char)at[-1]) || at[-1] == '$' || at[-1] == ':');
        const char *place = quoted || inside ? at : read_page(at, end, report, &other);
        const char *after = quoted || inside ? NULL : read_place(place, end, &row, &column);
        if (!after) {
            at = place > at ? place : at + 1;
            continue;
        }
        const ReportCell *named = cell_at(other, row, column);
        if (!named || named->kind == CELL_EMPTY ||
            (named->kind == CELL_UNKNOWN && *after != ':' && at[-1] != ':'))
            fail_msg("%.*s: %.*s names a cell with nothing in it", STR_ARGS(page->name),
                     STR_ARGS(cell->formula));
        at = after;
    }
}

static void formulas_name_only_cells_that_hold_something(void **state) {
    (void)state;
    visit_all(names_filled_cells);
}

static const ReportTable *table_headed(const ReportPage *page, const char *label) {
    for (size_t b = 0; b < page->block_count; b++) {
        const ReportTable *table = page->blocks[b].table;
        if (page->blocks[b].kind == BLOCK_TABLE && str_equal(table->columns[0].label, str_from(label)))
            return table;
    }
    fail_msg("no table headed '%s'", label);
    return NULL;
}

static size_t row_called(const ReportTable *table, const char *label) {
    for (size_t row = 0; row < table->row_count; row++) {
        if (str_equal(str_trim(report_cell(table, row, 0)->text), str_from(label))) return row;
    }
    fail_msg("no row '%s'", label);
    return 0;
}

/* Bramblegate, by hand: 740 leads, 721 invoiced at 64.50, 42,000.00 booked and 72 leads accrued, 22 credited. */
static void money_of_the_books_is_shown_to_the_cent(void **state) {
    (void)state;
    static const struct {
        const char *label;
        double want;
    } ROWS[] = {{"booked", 42000},
                {"accrued: delivered, not invoiced yet", 4644},
                {"invoice", 46644},
                {"credits received, subtracted", -1419},
                {"deliverability", 5.95} /* 17 bounces x 0.35 */};
    Arena *arena = check_arena();
    const Report *report = build(arena, FIXTURE_FULL);
    const ReportTable *lines = table_headed(find_page(report, STR("Cost ledger")), "line (USD)");
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const ReportCell *cell = report_cell(lines, row_called(lines, ROWS[i].label), 1);
        check_close(cell->value, ROWS[i].want, 0, 1e-9, ROWS[i].label);
        assert_true(cell->formula.len > 0);
    }
    arena_free(arena);
}

static void lines_are_the_sum_of_what_stands_below_them(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Report *report = build(arena, FIXTURE_FULL);
    const ReportTable *lines = table_headed(find_page(report, STR("Cost ledger")), "line (USD)");
    for (size_t column = 1; column <= FIXTURE_VENDORS + 1; column++) {
        size_t line = 0;
        double sum = 0;
        for (size_t row = row_called(lines, "operations on bad leads");
             row <= row_called(lines, "deliverability"); row++) {
            const bool part = report_cell(lines, row, 0)->text.at[0] == ' ';
            if (part) sum += report_cell(lines, row, column)->value;
            if (part) continue;
            if (line) check_close(report_cell(lines, line, column)->value, sum, 0, 1e-6, "line");
            line = row;
            sum = 0;
        }
    }
    arena_free(arena);
}

static void unknown_costs_say_why_and_have_no_formula(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Report *report = build(arena, FIXTURE_NO_CONTRACT);
    const ReportTable *lines = table_headed(find_page(report, STR("Cost ledger")), "line (USD)");
    const size_t invoice = row_called(lines, "invoice"), time = row_called(lines, "SDR time on dead leads");
    assert_int_equal(report_cell(lines, invoice, 1)->kind, CELL_UNKNOWN);
    check_text(report_cell(lines, invoice, 1)->text, "no contract, no price of its own and no booked amount");
    assert_int_equal(report_cell(lines, invoice, 1)->formula.len, 0);
    assert_int_equal(report_cell(lines, invoice, 2)->kind, CELL_NUMBER);
    assert_int_equal(report_cell(lines, invoice, FIXTURE_VENDORS + 1)->kind,
                     CELL_UNKNOWN);                                   /* a total of what is not known */
    assert_int_equal(report_cell(lines, time, 1)->kind, CELL_NUMBER); /* its work is known all the same */
    arena_free(arena);
}

static void a_vendor_without_an_sql_has_a_lower_bound_and_no_cost(void **state) {
    (void)state;
    enum { HAZELPORT = 3 }; /* column */
    Arena *arena = check_arena();
    const Report *report = build(arena, FIXTURE_FULL);
    const ReportPage *ledger = find_page(report, STR("Cost ledger")),
                     *summary = find_page(report, STR("Summary"));
    const ReportTable *costs = table_headed(ledger, "cost (USD)"),
                      *ranges = table_headed(ledger, "\xE2\x89\x88 from and to (USD)");
    const ReportCell *cost = report_cell(costs, row_called(costs, "cost per SQL"), HAZELPORT);
    const ReportCell *floor =
        report_cell(ranges, row_called(ranges, "cost per SQL: above (95 % sure)"), HAZELPORT);
    const ReportCell *lead = report_cell(costs, row_called(costs, "true CPL"), HAZELPORT);
    assert_int_equal(cost->kind, CELL_UNKNOWN);
    check_text(cost->text, "no SQL yet");
    check_close(floor->value, 6.5 * lead->value, 1e-12, 0, "floor"); /* as the fixture has it */
    bool said = false;
    for (size_t b = 0; b < summary->block_count; b++)
        said = said ||
               xlsx_parts_count(summary->blocks[b].text, "no SQL yet from 165 leads: one costs over ") == 1;
    assert_true(said);
    arena_free(arena);
}

static void likely_ranges_are_the_engines_in_every_scenario(void **state) {
    (void)state;
    for (size_t shown = 0; shown < FIXTURE_SCENARIOS; shown++) {
        Arena *arena = check_arena();
        const Result *result = result_fixture_make(arena, FIXTURE_FULL);
        const Report *report = build_shown(arena, FIXTURE_FULL, shown);
        const ReportTable *overview = table_headed(find_page(report, STR("Summary")), "vendor");
        for (size_t v = 0; v < FIXTURE_VENDORS; v++) {
            const VendorResult *vendor = &result->scenarios[shown].vendors[v];
            const Interval ripe = vendor->interval[METRIC_AT_COST_PER_SQL];
            if (ripe.why.code) continue;
            check_close(report_cell(overview, v, 8)->value, ripe.p50, 1e-12, 0, "middle");
            check_close(report_cell(overview, v, 9)->value, ripe.p05, 1e-12, 0, "from");
            check_close(report_cell(overview, v, 10)->value, ripe.p95, 1e-12, 0, "to");
        }
        arena_free(arena);
    }
}

static void a_scenarios_blank_cell_means_base(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Report *report = build(arena, FIXTURE_FULL);
    const ReportTable *inputs = table_headed(find_page(report, STR("Inputs")), "assumption");
    const size_t attempts = row_called(inputs, "attempts until a silent lead is given up");
    const size_t quiet = row_called(inputs, "SDR minutes of a quiet lead");
    check_close(report_cell(inputs, attempts, 2)->value, 4, 0, 0, "base");
    check_close(report_cell(inputs, attempts, 3)->value, 2, 0, 0, "few attempts");
    assert_int_equal(report_cell(inputs, quiet, 3)->kind, CELL_EMPTY);
    assert_int_equal(report_cell(inputs, quiet, 3)->role, ROLE_INPUT);
    check_close(report_cell(inputs, quiet, 4)->value, 45, 0, 0, "many attempts");
    check_text(report_cell(inputs, quiet, 2)->text, "not given");
    check_text(report_cell(inputs, quiet, 1)->text, "not given");
    check_text(report_cell(inputs, row_called(inputs, "SDR, fully loaded, a year"), 9)->text,
               "yours: assumptions.csv:2");
    check_text(report_cell(inputs, attempts, 9)->text, "our default");
    arena_free(arena);
}

static void what_a_case_cannot_fill_is_left_out_and_said(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Report *full = build(arena, FIXTURE_FULL), *poor = build(arena, FIXTURE_NO_STAGES);
    assert_non_null(find_page(full, STR("Funnel")));
    assert_null(find_page(poor, STR("Funnel")));
    const ReportTable *left_out = table_headed(find_page(poor, STR("Method")), "left out");
    check_text(report_cell(left_out, row_called(left_out, "sheet Funnel"), 1)->text,
               "no file has a column or status for any stage after delivery");
    check_text(report_cell(left_out, row_called(left_out, "true CPL"), 1)->text,
               "no contract, no price of its own and no booked amount");
    arena_free(arena);
}

/* Dates a vendor's outlook, by hand: SQLs of two months, 3 in 1..6 and 5 in 2..9, and 8 in 4..13 together. */
static void date_outlook(Arena *arena, VendorResult *vendor, const char *planned_by) {
    const Interval sql[] = {{.mean = 3, .p05 = 1, .p95 = 6}, {.mean = 5, .p05 = 2, .p95 = 9}};
    Outlook *rows = ARENA_ARRAY(arena, Outlook, 3);
    for (int i = 0; i < 2; i++) rows[i] = (Outlook){.month = 600 + i, .sql = sql[i]};
    rows[2] = (Outlook){.month = MONTH_NONE, .sql = {.mean = 8, .p05 = 4, .p95 = 13}};
    vendor->outlook = rows;
    vendor->outlook_count = 3;
    vendor->outlook_months = 2;
    vendor->planned_by = planned_by;
}

static void what_the_months_may_bring_is_shown_by_month_and_vendor(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Result *result = result_fixture_make(arena, FIXTURE_FULL);
    Report *report = NULL;
    Err err = {0};
    ScenarioResult *shown = &result->scenarios[result->shown];
    date_outlook(arena, &shown->total, NULL);
    date_outlook(arena, &shown->vendors[0], "plan");
    check_status(sheets_build_comparison(result, arena, &report, &err), OK, &err);
    const ReportPage *page = find_page(report, STR("Projection"));
    assert_non_null(page);
    const ReportTable *months = table_headed(page, "month, all vendors");
    const double want[3][3] = {{3, 1, 6}, {5, 2, 9}, {8, 4, 13}};
    for (size_t row = 0; row < 3; row++)
        for (size_t end = 0; end < 3; end++) {
            check_close(report_cell(months, row, 1 + end)->value, want[row][end], 0, 0, "all vendors");
            check_close(report_cell(table_headed(page, "month"), 3 * row + end, 1)->value, want[row][end], 0,
                        0, "a vendor");
        }
    check_text(report_cell(months, 2, 0)->text, "first 2 months together");
    check_text(report_cell(table_headed(page, "source"), 0, 1)->text, "your plan");
    arena_free(arena);
}

static void a_projection_without_months_is_left_out_and_said(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Report *report = build(arena, FIXTURE_FULL);
    assert_null(find_page(report, STR("Projection")));
    const ReportTable *left_out = table_headed(find_page(report, STR("Method")), "left out");
    check_text(report_cell(left_out, row_called(left_out, "sheet Projection"), 1)->text,
               "nothing tells in which month what is to come would come");
    arena_free(arena);
}

static void the_checks_hold_and_a_wrong_file_fails_the_master(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Result *result = result_fixture_make(arena, FIXTURE_FULL);
    Report *report = NULL;
    Err err = {0};
    check_status(sheets_build_comparison(result, arena, &report, &err), OK, &err);
    const ReportTable *control = table_headed(find_page(report, STR("Summary")), "this book");
    assert_int_equal(report_cell(control, 1, 1)->role, ROLE_GOOD);
    assert_int_equal(xlsx_parts_count(report_cell(control, 1, 1)->text, "checks ok"), 1);
    result->provenance->files[0].rows_read++;
    check_status(sheets_build_comparison(result, arena, &report, &err), OK, &err);
    control = table_headed(find_page(report, STR("Summary")), "this book");
    assert_int_equal(report_cell(control, 1, 1)->role, ROLE_BAD);
    assert_int_equal(xlsx_parts_count(report_cell(control, 1, 1)->text, "1 of "), 1);
    arena_free(arena);
}

static void every_figure_of_the_glossary_is_explained(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const ReportTable *table = table_headed(find_page(build(arena, FIXTURE_FULL), STR("Method")), "figure");
    assert_int_equal(table->row_count, METRIC_COUNT);
    for (size_t i = 0; i < table->row_count * table->column_count; i++)
        assert_true(table->cells[i].text.len > 0);
    arena_free(arena);
}

static void charts_are_named_and_described(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Report *report = build(arena, FIXTURE_FULL);
    size_t charts = 0;
    for (size_t p = 0; p < report->page_count; p++) {
        for (size_t b = 0; b < report->pages[p]->block_count; b++) {
            const ReportChart *chart = report->pages[p]->blocks[b].chart;
            if (report->pages[p]->blocks[b].kind != BLOCK_CHART) continue;
            charts++;
            assert_true(chart->title.len && chart->x_title.len && chart->y_title.len && chart->says.len);
            assert_int_equal(chart->categories.count, FIXTURE_VENDORS);
            for (size_t i = 0; i < chart->categories.count; i++)
                assert_int_equal(report_range_cell(chart->categories, i)->kind, CELL_TEXT);
        }
    }
    assert_int_equal(charts, 4);
    arena_free(arena);
}

static void the_whole_book_is_written_and_reads_back(void **state) {
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        Arena *arena = check_arena();
        char path[] = "/tmp/truecpl-XXXXXX";
        Err err = {0};
        close(mkstemp(path));
        check_status(render_xlsx(build(arena, (FixtureKind)kind), path, &err), OK, &err);
        const Str notices = xlsx_parts_read(arena, path, "xl/sharedStrings.xml");
        assert_int_equal(xlsx_parts_count(notices, "count as untouched: =SUM(A1), @later"), 1);
        unlink(path);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_formula_has_a_value_and_every_number_is_finite),
        cmocka_unit_test(no_formula_holds_a_constant_but_0_1_60_and_1000),
        cmocka_unit_test(formulas_call_only_what_every_spreadsheet_knows),
        cmocka_unit_test(no_formula_nests_one_if_in_another),
        cmocka_unit_test(formulas_name_only_cells_that_hold_something),
        cmocka_unit_test(money_of_the_books_is_shown_to_the_cent),
        cmocka_unit_test(lines_are_the_sum_of_what_stands_below_them),
        cmocka_unit_test(unknown_costs_say_why_and_have_no_formula),
        cmocka_unit_test(a_vendor_without_an_sql_has_a_lower_bound_and_no_cost),
        cmocka_unit_test(likely_ranges_are_the_engines_in_every_scenario),
        cmocka_unit_test(a_scenarios_blank_cell_means_base),
        cmocka_unit_test(what_a_case_cannot_fill_is_left_out_and_said),
        cmocka_unit_test(what_the_months_may_bring_is_shown_by_month_and_vendor),
        cmocka_unit_test(a_projection_without_months_is_left_out_and_said),
        cmocka_unit_test(the_checks_hold_and_a_wrong_file_fails_the_master),
        cmocka_unit_test(every_figure_of_the_glossary_is_explained),
        cmocka_unit_test(charts_are_named_and_described),
        cmocka_unit_test(the_whole_book_is_written_and_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
