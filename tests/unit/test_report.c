/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/report.h"
#include "tests/support/check.h"

typedef struct Desk {
    Arena *arena;
    Report *report;
    ReportPage *page;
} Desk;

static Desk open_desk(const char *currency) {
    Desk desk = {.arena = check_arena()};
    Currency parsed = {""};
    currency_parse(str_from(currency), &parsed);
    desk.report = report_new(desk.arena, STR("title"), STR("subtitle"), STR("1.0"), DAY_NONE, parsed);
    desk.page = report_add_page(desk.report, STR("Cost ledger"), STR("Costs"), MEDIA_BOOK);
    return desk;
}

static ReportTable *add_table(Desk *desk, const char *title, size_t columns, size_t rows) {
    ReportColumn *labels = ARENA_ARRAY(desk->arena, ReportColumn, columns);
    for (size_t c = 0; c < columns; c++)
        labels[c] = (ReportColumn){.label = STR("x"), .format = FORMAT_COUNT};
    return report_add_table(desk->report, desk->page, str_from(title), labels, columns, rows);
}

static void digits_of_amounts_are_those_of_the_currency(void **state) {
    (void)state;
    static const struct {
        const char *code;
        int digits;
    } ROWS[] = {{"USD", 2}, {"JPY", 0}, {"KWD", 3}, {"", 2}}; /* ISO 4217 */
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Desk desk = open_desk(ROWS[i].code);
        assert_int_equal(desk.report->money_digits, ROWS[i].digits);
        arena_free(desk.arena);
    }
}

static void blocks_stand_one_below_the_other(void **state) {
    (void)state;
    Desk desk = open_desk("USD");
    const uint32_t line = report_add_text(desk.report, desk.page, STR("a"), ROLE_LABEL, false)->top;
    const uint32_t head = report_add_text(desk.report, desk.page, STR("b"), ROLE_LABEL, true)->top;
    const ReportTable *plain = add_table(&desk, "", 2, 3), *titled = add_table(&desk, "t", 2, 1);
    assert_int_equal(line, 2);         /* below title and subtitle */
    assert_int_equal(head, 4);         /* an empty row above a heading */
    assert_int_equal(plain->top, 6);   /* an empty row, the header */
    assert_int_equal(titled->top, 12); /* rows 7 to 9, an empty row, the title, the header */
    assert_int_equal(desk.page->next_row, 14);
    arena_free(desk.arena);
}

static void a_chart_beside_another_begins_at_its_row(void **state) {
    (void)state;
    Desk desk = open_desk("USD");
    const ReportTable *table = add_table(&desk, "", 2, 3);
    ReportSeries series = {.values = {table, 0, 1, 3, false}};
    ReportChart chart = {.series = &series, .series_count = 1, .rows = 10, .columns = 4};
    report_add_chart(desk.report, desk.page, &chart, 0);
    chart.rows = 15;
    const ReportChart *second = report_add_chart(desk.report, desk.page, &chart, 5);
    const ReportBlock *blocks = desk.page->blocks;
    assert_int_equal(blocks[1].top, blocks[2].top);
    assert_int_equal(blocks[2].left, 5);
    assert_int_equal(desk.page->next_row, blocks[1].top + 15);
    assert_ptr_not_equal(second->series, &series);
    arena_free(desk.arena);
}

static void references_are_written_as_spreadsheets_write_them(void **state) {
    (void)state;
    static const struct {
        size_t column;
        const char *want;
    } ROWS[] = {{0, "$A$5"}, {25, "$Z$5"}, {26, "$AA$5"}, {51, "$AZ$5"}, {701, "$ZZ$5"}, {702, "$AAA$5"}};
    Desk desk = open_desk("USD");
    const ReportTable *table = add_table(&desk, "", 703, 2); /* header in row 4: first cells in row 5 */
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        check_text(report_ref(desk.report, desk.page, table, 0, ROWS[i].column), ROWS[i].want);
    }
    check_text(report_ref_moving(desk.report, desk.page, table, 1, 2), "C$6");
    arena_free(desk.arena);
}

static void other_pages_are_named_and_quoted_where_needed(void **state) {
    (void)state;
    static const struct {
        const char *name, *want;
    } ROWS[] = {{"Inputs", "Inputs!$A$5"},
                {"What if", "'What if'!$A$5"},
                {"Bob's", "'Bob''s'!$A$5"},
                {"AB", "'AB'!$A$5"}, /* without quotes it could be a column */
                {"R2", "'R2'!$A$5"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Desk desk = open_desk("USD");
        const ReportPage *first = desk.page;
        desk.page = report_add_page(desk.report, str_from(ROWS[i].name), STR(""), MEDIA_BOOK);
        const ReportTable *table = add_table(&desk, "", 3, 4);
        const Str want = str_format(desk.arena, "%s:$A$8", ROWS[i].want);
        check_text(report_ref(desk.report, first, table, 0, 0), ROWS[i].want);
        check_text(report_ref(desk.report, NULL, table, 0, 0), ROWS[i].want);
        check_text(report_ref(desk.report, desk.page, table, 0, 0), "$A$5");
        check_text(report_range_ref(desk.report, first, (ReportRange){table, 0, 0, 4, false}), want.at);
        arena_free(desk.arena);
    }
}

static void a_range_goes_down_a_column_or_along_a_row(void **state) {
    (void)state;
    Desk desk = open_desk("USD");
    ReportTable *table = add_table(&desk, "", 3, 3);
    for (size_t i = 0; i < 9; i++) report_put_number(table, i / 3, i % 3, (double)i);
    const ReportRange down = {table, 1, 2, 2, false}, along = {table, 2, 0, 3, true};
    check_close(report_range_cell(down, 1)->value, 8, 0, 0, "down");
    check_close(report_range_cell(along, 2)->value, 8, 0, 0, "along");
    check_close(report_range_cell(along, 0)->value, 6, 0, 0, "along");
    check_text(report_range_ref(desk.report, desk.page, down), "$C$6:$C$7");
    check_text(report_range_ref(desk.report, desk.page, along), "$A$7:$C$7");
    arena_free(desk.arena);
}

static void cells_begin_as_their_column_says(void **state) {
    (void)state;
    Desk desk = open_desk("USD");
    ReportTable *table = add_table(&desk, "", 2, 2);
    assert_int_equal(report_cell(table, 1, 1)->kind, CELL_EMPTY);
    assert_int_equal(report_cell(table, 1, 1)->format, FORMAT_COUNT);
    assert_int_equal(report_put_text(desk.report, table, 0, 0, STR("a"))->role, ROLE_LABEL);
    assert_int_equal(report_put_number(table, 0, 1, 4)->role, ROLE_VALUE);
    assert_int_equal(report_put_formula(table, 1, 0, 8, STR("=B5*2"))->role, ROLE_FORMULA);
    const ReportCell *unknown = report_put_unknown(desk.report, table, 1, 1, STR("why"));
    assert_int_equal(unknown->kind, CELL_UNKNOWN);
    assert_int_equal(unknown->role, ROLE_MUTED);
    check_text(unknown->text, "why");
    arena_free(desk.arena);
}

static void texts_are_copied(void **state) {
    (void)state;
    Desk desk = open_desk("USD");
    ReportTable *table = add_table(&desk, "", 1, 1);
    char text[] = "before";
    report_put_text(desk.report, table, 0, 0, str_from(text));
    text[0] = 'B';
    check_text(report_cell(table, 0, 0)->text, "before");
    arena_free(desk.arena);
}

static void a_dotted_key_opens_objects_once(void **state) {
    (void)state;
    Desk desk = open_desk("USD");
    ReportNode *root = desk.report->tree;
    report_add_number(desk.report, root, STR("interval.rate.sql"), .25);
    report_add_count(desk.report, root, STR("interval.rate.won"), 3);
    report_add_null(desk.report, root, STR("verdict"), "later", STR("comes later"));
    const ReportNode *interval = root->first, *rate = interval->first;
    check_text(interval->key, "interval");
    assert_ptr_equal(interval->next, root->last);
    check_text(rate->first->key, "sql");
    check_close(rate->first->number, .25, 0, 0, "sql");
    check_text(rate->first->next->key, "won");
    assert_int_equal(rate->first->next->count, 3);
    assert_null(rate->first->next->next);
    assert_int_equal(root->last->kind, NODE_NULL);
    assert_string_equal(root->last->why, "later");
    arena_free(desk.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_of_amounts_are_those_of_the_currency),
        cmocka_unit_test(blocks_stand_one_below_the_other),
        cmocka_unit_test(a_chart_beside_another_begins_at_its_row),
        cmocka_unit_test(references_are_written_as_spreadsheets_write_them),
        cmocka_unit_test(other_pages_are_named_and_quoted_where_needed),
        cmocka_unit_test(a_range_goes_down_a_column_or_along_a_row),
        cmocka_unit_test(cells_begin_as_their_column_says),
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(a_dotted_key_opens_objects_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
