/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/render_html.h"
#include "tests/support/check.h"
#include "tests/support/printed.h"
#include <expat.h>
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
    return report_new(arena, STR("Leads & <costs>"), STR("data up to 2026-08-31"), STR("0.0"), DAY_NONE,
                      (Currency){"USD"});
}

static void print(const Report *report, Printed *printed) {
    Err err;
    printed_open(printed);
    check_status(render_html(report, printed->out, &err), OK, &err);
    printed_close(printed);
}

/* Three vendors: hostile, unknown and ordinary; costs of two quarters. */
static ReportTable *add_table(Report *report, ReportPage *page) {
    const ReportColumn columns[] = {{.label = STR("vendor")},
                                    {.label = STR("Q1 (USD)"), .format = FORMAT_MONEY},
                                    {.label = STR("Q2 (USD)"), .format = FORMAT_MONEY},
                                    {.label = STR("Q3 (USD)"), .format = FORMAT_MONEY}};
    ReportTable *table = report_add_table(report, page, STR("Costs"), columns, 4, 3);
    static const char *const NAMES[] = {"<script>alert('x')</script>", "B & Söhne", "Total"};
    for (size_t row = 0; row < 3; row++) {
        report_put_text(report, table, row, 0, str_from(NAMES[row]));
        for (size_t c = 1; c < 4; c++)
            report_put_number(table, row, c, 1000.5 * (double)(row + 1) * (double)c);
    }
    report_put_unknown(report, table, 1, 2, STR("no contract"));
    report_cell(table, 2, 0)->role = ROLE_TOTAL;
    return table;
}

static void add_chart(Report *report, ReportPage *page, const ReportTable *table, ChartKind kind, bool base) {
    ReportSeries series[3] = {{.name = STR("Q1"), .hidden = base, .shade = 1},
                              {.name = STR("Q2"), .shade = 2},
                              {.name = STR("Q3"), .shade = 3, .labels = true}};
    for (size_t s = 0; s < 3; s++)
        series[s].values = (ReportRange){.table = table, .column = s + 1, .count = 2};
    const ReportChart chart = {.kind = kind,
                               .title = STR("Costs by quarter"),
                               .says = STR("what was paid, vendor by vendor"),
                               .x_title = STR("vendor"),
                               .y_title = STR("USD"),
                               .format = FORMAT_MONEY_WHOLE,
                               .categories = {.table = table, .count = 2},
                               .series = series,
                               .series_count = 3};
    report_add_chart(report, page, &chart, 0);
}

/* A report with everything that a page can hold. */
static Report *full_report(void) {
    Report *report = new_report();
    ReportPage *page = report_add_page(report, STR("Summary"), STR("The question"), MEDIA_BOOK);
    report_add_text(report, page, STR("Alpha costs most"), ROLE_BAD, false);
    report_add_text(report, page, STR("see Inputs"), ROLE_LINK, false)->link = STR("Inputs");
    report_add_text(report, page, STR("Charts"), ROLE_LABEL, true);
    const ReportTable *table = add_table(report, page);
    for (int kind = CHART_BAR; kind <= CHART_LINE; kind++)
        add_chart(report, page, table, (ChartKind)kind, false);
    add_chart(report, page, table, CHART_STACKED_BAR, true);
    add_chart(report, page, table, CHART_STACKED_COLUMN, true);
    ReportPage *inputs = report_add_page(report, STR("Inputs"), STR("What people may change"), MEDIA_HTML);
    add_table(report, inputs);
    report_add_page(report, STR("compare"), STR("Terminal only"), MEDIA_TERMINAL);
    return report;
}

/* What a reader of the XML counts. */
typedef struct Seen {
    int open, svgs, titles, descriptions, tables, scoped;
    bool in_svg;
} Seen;

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes) {
    Seen *const seen = data;
    seen->open++;
    if (!strcmp(name, "svg")) seen->svgs++, seen->in_svg = true;
    if (!strcmp(name, "title") && seen->in_svg) seen->titles++;
    if (!strcmp(name, "desc")) seen->descriptions++;
    if (!strcmp(name, "table")) seen->tables++;
    if (!strcmp(name, "th")) {
        assert_non_null(attributes[0]);
        assert_string_equal(attributes[0], "scope");
        seen->scoped++;
    }
}

static void XMLCALL on_end(void *data, const XML_Char *name) {
    Seen *const seen = data;
    seen->open--;
    if (!strcmp(name, "svg")) seen->in_svg = false;
}

/* Reads the page as XML; fails the test where it is none. */
static Seen read_xml(const Printed *printed) {
    Seen seen = {0};
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &seen);
    XML_SetElementHandler(parser, on_start, on_end);
    if (XML_Parse(parser, printed->text, (int)printed->length, XML_TRUE) == XML_STATUS_ERROR) {
        check_fail_at(__FILE__, __LINE__, "line %lu: %s", XML_GetCurrentLineNumber(parser),
                      XML_ErrorString(XML_GetErrorCode(parser)));
    }
    XML_ParserFree(parser);
    return seen;
}

static void a_page_is_well_formed_and_every_chart_has_a_title_and_a_description(void **state) {
    (void)state;
    Printed printed;
    print(full_report(), &printed);
    const Seen seen = read_xml(&printed);
    assert_int_equal(seen.open, 0);
    assert_int_equal(seen.svgs, 7);
    assert_int_equal(seen.titles, 7);
    assert_int_equal(seen.descriptions, 7);
    assert_int_equal(seen.tables, 2);
    assert_int_equal(seen.scoped, 2 * (4 + 3)); /* headers of columns and of rows */
    printed_free(&printed);
}

static void nothing_is_fetched_and_nothing_runs(void **state) {
    (void)state;
    static const char *const NEVER[] = {"http",    "//",   "url(",  "<script", "javascript",
                                        "@import", "src=", "<link", "<iframe"};
    Report *report = full_report();
    Printed printed;
    print(report, &printed);
    for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++) printed_lacks(&printed, NEVER[i]);
    printed_has(&printed, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    printed_free(&printed);
}

static void links_lead_to_sections_that_are_there(void **state) {
    (void)state;
    Printed printed;
    print(full_report(), &printed);
    printed_has(&printed, "<section id=\"page1\">");
    printed_has(&printed, "<section id=\"page2\">");
    printed_has(&printed, "<a href=\"#page2\">see Inputs</a>");
    printed_lacks(&printed, "page3");
    printed_lacks(&printed, "Terminal only");
    printed_free(&printed);
}

static void a_missing_number_says_why_in_its_cell(void **state) {
    (void)state;
    Printed printed;
    print(full_report(), &printed);
    printed_has(&printed, "<td class=\"none\">n/a<small>no contract</small></td>");
    printed_has(&printed, "<td>1,000.50</td>");
    printed_free(&printed);
}

static void day_night_and_print_have_their_colours(void **state) {
    (void)state;
    Printed printed;
    print(full_report(), &printed);
    printed_has(&printed, "prefers-color-scheme:dark");
    printed_has(&printed, "@media print");
    printed_free(&printed);
}

static void a_german_locale_changes_nothing(void **state) {
    (void)state;
    Printed here, there;
    print(full_report(), &here);
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) {
        printed_free(&here);
        print_message("the locale de_DE.UTF-8 is not on this machine\n");
        skip();
    }
    print(full_report(), &there);
    setlocale(LC_ALL, "C");
    printed_is(&there, here.text);
    printed_free(&here);
    printed_free(&there);
}

static void a_full_disk_is_an_error(void **state) {
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    Err err;
    check_status(render_html(new_report(), full, &err), ERR_IO, &err);
    fclose(full);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_page_is_well_formed_and_every_chart_has_a_title_and_a_description),
        TEST(nothing_is_fetched_and_nothing_runs),
        TEST(links_lead_to_sections_that_are_there),
        TEST(a_missing_number_says_why_in_its_cell),
        TEST(day_night_and_print_have_their_colours),
        TEST(a_german_locale_changes_nothing),
        TEST(a_full_disk_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
