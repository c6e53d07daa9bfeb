/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/render_terminal.h"
#include "outputs/screen_text.h"
#include "tests/support/check.h"
#include "tests/support/printed.h"
#include <locale.h>
#include <string.h>

static Arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = check_arena();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static Report *new_report(void) {
    return report_new(arena, STR("truecpl"), STR("data up to 2026-08-31"), STR("0.0"), DAY_NONE,
                      (Currency){"USD"});
}

/* Two vendors and their total, one of whose prices is not known. */
static ReportTable *add_costs(Report *report, ReportPage *page) {
    const ReportColumn costs[] = {
        {.label = STR("vendor")},
        {.label = STR("delivered"), .format = FORMAT_COUNT},
        {.label = STR("stated CPL (USD)"), .format = FORMAT_MONEY},
        {.label = STR("SQL rate"), .format = FORMAT_RATE},
    };
    ReportTable *table = report_add_table(report, page, STR("Costs"), costs, 4, 3);
    static const char *const NAMES[] = {"Alpha", "Zürich Leads", "Total"};
    for (size_t row = 0; row < 3; row++) {
        report_put_text(report, table, row, 0, str_from(NAMES[row]));
        report_put_number(table, row, 1, row == 2 ? 2234 : 1000 + 234 * (double)row);
        report_put_number(table, row, 2, 38.5);
        report_put_number(table, row, 3, .1234);
    }
    report_put_unknown(report, table, 1, 2, STR("no contract covers leads delivered in 2026-03"));
    report_cell(table, 2, 0)->role = ROLE_TOTAL;
    return table;
}

static void print(const Report *report, TerminalOptions options, Printed *printed) {
    Err err;
    printed_open(printed);
    check_status(render_terminal(report, options, printed->out, &err), OK, &err);
    printed_close(printed);
}

static void a_table_is_aligned_and_says_below_why_a_number_is_missing(void **state) {
    (void)state;
    Report *report = new_report();
    ReportPage *page = report_add_page(report, STR("compare"), STR("What leads cost"), MEDIA_TERMINAL);
    add_costs(report, page);
    Printed printed;
    print(report, (TerminalOptions){.ascii = true}, &printed);
    printed_is(&printed, "What leads cost\n"
                         "data up to 2026-08-31\n"
                         "\n"
                         "Costs\n"
                         "vendor        delivered  stated CPL (USD)  SQL rate\n"
                         "---------------------------------------------------\n"
                         "Alpha             1,000             38.50    12.3 %\n"
                         "Zürich Leads      1,234           n/a [1]    12.3 %\n"
                         "---------------------------------------------------\n"
                         "Total             2,234             38.50    12.3 %\n"
                         "[1] no contract covers leads delivered in 2026-03\n");
    printed_free(&printed);
}

static void a_narrow_terminal_breaks_headers_first(void **state) {
    (void)state;
    Report *report = new_report();
    ReportPage *page = report_add_page(report, STR("compare"), STR("What leads cost"), MEDIA_TERMINAL);
    add_costs(report, page);
    Printed printed;
    print(report, (TerminalOptions){.width = 45, .ascii = true}, &printed);
    printed_has(&printed, "                            stated     SQL\n"
                          "vendor        delivered  CPL (USD)    rate\n");
    assert_in_range(printed_width(&printed), 1, 45);
    printed_free(&printed);
}

/* Nothing is left out: what does not fit stands in blocks, each under the first column. */
static void a_table_too_wide_is_cut_into_blocks_that_name_their_rows(void **state) {
    (void)state;
    Report *report = new_report();
    ReportPage *page = report_add_page(report, STR("compare"), STR("Wide"), MEDIA_TERMINAL);
    ReportColumn columns[12] = {{.label = STR("vendor")}};
    for (size_t c = 1; c < 12; c++) {
        columns[c].label = str_format(arena, "column%zu", c);
        columns[c].format = FORMAT_MONEY;
    }
    ReportTable *table = report_add_table(report, page, STR(""), columns, 12, 1);
    report_put_text(report, table, 0, 0, STR("Alpha"));
    for (size_t c = 1; c < 12; c++) report_put_number(table, 0, c, 1000000 + (double)c);
    Printed printed;
    print(report, (TerminalOptions){.ascii = true}, &printed);
    assert_in_range(printed_width(&printed), 60, 80);
    const char *second = strstr(strstr(printed.text, "Alpha") + 1, "Alpha");
    assert_non_null(second);
    for (size_t c = 1; c < 12; c++) printed_has(&printed, str_format(arena, "1,000,%03zu.00", c).at);
    printed_free(&printed);
}

static void words_break_into_lines_of_their_column(void **state) {
    (void)state;
    Report *report = new_report();
    ReportPage *page = report_add_page(report, STR("checks"), STR("Checks"), MEDIA_TERMINAL);
    const ReportColumn columns[] = {{.label = STR("check")}, {.label = STR("detail")}};
    ReportTable *table = report_add_table(report, page, STR(""), columns, 2, 1);
    report_put_text(report, table, 0, 0, STR("rows add up"));
    report_put_text(report, table, 0, 1,
                    STR("every row that was read is a lead, was joined, or was left aside for a reason"));
    Printed printed;
    print(report, (TerminalOptions){.width = 60, .ascii = true}, &printed);
    printed_has(&printed, "rows add up  every row that was read is a lead, was joined,\n"
                          "             or was left aside for a reason\n");
    printed_free(&printed);
}

static void text_is_filled_and_lists_hang(void **state) {
    (void)state;
    Report *report = new_report();
    ReportPage *page = report_add_page(report, STR("compare"), STR("Text"), MEDIA_TERMINAL);
    report_add_text(report, page,
                    STR("- Alpha bills least of all and costs most, with 12.3 % of its leads open"),
                    ROLE_VALUE, false);
    Printed printed;
    print(report, (TerminalOptions){.width = 52}, &printed);
    printed_has(&printed, "- Alpha bills least of all and costs most, with\n"
                          "  12.3 % of its leads open\n"); /* never "12.3" alone at the end of a line */
    printed_free(&printed);
}

static void what_a_file_smuggles_in_does_not_reach_the_terminal(void **state) {
    (void)state;
    Report *report = new_report();
    ReportPage *page = report_add_page(report, STR("compare"), STR("Text"), MEDIA_TERMINAL);
    report_add_text(report, page,
                    STR("a\033[31mred\xff\xe2\x80\xae"
                        "b\tc"),
                    ROLE_VALUE, false);
    Printed printed;
    print(report, (TerminalOptions){.width = 80}, &printed);
    printed_has(&printed, "a\uFFFD[31mred\uFFFD\uFFFDb c\n");
    printed_lacks(&printed, "\033");
    printed_free(&printed);
}

static void colour_comes_only_when_it_is_asked_for(void **state) {
    (void)state;
    Report *report = new_report();
    ReportPage *page = report_add_page(report, STR("compare"), STR("Text"), MEDIA_TERMINAL);
    report_add_text(report, page, STR("end"), ROLE_BAD, false);
    Printed printed;
    print(report, (TerminalOptions){.color = true}, &printed);
    printed_has(&printed, "\033[31mend\033[0m\n");
    printed_free(&printed);
    print(report, (TerminalOptions){.color = false}, &printed);
    printed_lacks(&printed, "\033");
    printed_free(&printed);
}

static void only_pages_for_the_terminal_are_printed(void **state) {
    (void)state;
    Report *report = new_report();
    report_add_page(report, STR("Summary"), STR("In the book"), MEDIA_BOOK);
    report_add_page(report, STR("compare"), STR("Here"), MEDIA_TERMINAL);
    Printed printed;
    print(report, (TerminalOptions){.width = 0}, &printed);
    printed_is(&printed, "Here\ndata up to 2026-08-31\n");
    printed_free(&printed);
}

static void wide_characters_take_two_columns(void **state) {
    (void)state;
    assert_int_equal(screen_text_width(STR("Zürich")), 6);
    assert_int_equal(screen_text_width(STR("東京")), 4);
    assert_int_equal(screen_text_width(STR("e\u0301")), 1); /* an accent of its own */
    Str rest = STR("東京都港区");
    check_text(screen_text_cut(&rest, 5), "東京");
    check_text(rest, "都港区");
}

/* Intervals as a chart with an invisible base; ends by hand: 41 columns of bar on an axis from 0 to 800. */
static void ranges_are_drawn_from_end_to_end_with_the_estimate_between(void **state) {
    (void)state;
    Report *report = new_report();
    ReportPage *page = report_add_page(report, STR("compare"), STR("Ranges"), MEDIA_TERMINAL);
    const ReportColumn columns[] = {
        {.label = STR("vendor")}, {.label = STR("from")}, {.label = STR("estimate")}, {.label = STR("to")}};
    ReportTable *data = report_new_table(report, columns, 4, 3);
    static const double PARTS[3][3] = {{200, 100, 100}, {400, 200, 200}, {0, 0, 0}};
    static const char *const NAMES[] = {"Alpha", "Beta", "Gamma"};
    for (size_t row = 0; row < 3; row++) {
        report_put_text(report, data, row, 0, str_from(NAMES[row]));
        for (size_t c = 0; c < 3; c++) report_put_number(data, row, c + 1, PARTS[row][c]);
    }
    for (size_t c = 1; c < 4; c++) report_put_unknown(report, data, 2, c, STR("no SQL yet"));
    ReportSeries series[3] = {{.hidden = true}};
    for (size_t s = 0; s < 3; s++)
        series[s].values = (ReportRange){.table = data, .column = s + 1, .count = 3};
    const ReportChart chart = {.kind = CHART_STACKED_BAR,
                               .title = STR("Cost per SQL (USD)"),
                               .format = FORMAT_COUNT,
                               .categories = {.table = data, .count = 3},
                               .series = series,
                               .series_count = 3};
    report_add_chart(report, page, &chart, 0);
    Printed printed;
    print(report, (TerminalOptions){.width = 60, .ascii = true}, &printed);
    printed_is(&printed, "Ranges\ndata up to 2026-08-31\n\nCost per SQL (USD)\n"
                         "Alpha            |----o----|                      200 to 400\n"
                         "Beta                       |---------o---------|  400 to 800\n"
                         "Gamma                                                    n/a\n"
                         "       0                                     800\n");
    printed_free(&printed);
}

static void a_stream_that_fails_is_an_error(void **state) {
    (void)state;
    Report *report = new_report();
    report_add_page(report, STR("compare"), STR("Here"), MEDIA_TERMINAL);
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    Err err;
    check_status(render_terminal(report, (TerminalOptions){.width = 0}, full, &err), ERR_IO, &err);
    fclose(full);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_table_is_aligned_and_says_below_why_a_number_is_missing),
        TEST(a_narrow_terminal_breaks_headers_first),
        TEST(a_table_too_wide_is_cut_into_blocks_that_name_their_rows),
        TEST(words_break_into_lines_of_their_column),
        TEST(text_is_filled_and_lists_hang),
        TEST(what_a_file_smuggles_in_does_not_reach_the_terminal),
        TEST(colour_comes_only_when_it_is_asked_for),
        TEST(only_pages_for_the_terminal_are_printed),
        TEST(wide_characters_take_two_columns),
        TEST(ranges_are_drawn_from_end_to_end_with_the_estimate_between),
        TEST(a_stream_that_fails_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
