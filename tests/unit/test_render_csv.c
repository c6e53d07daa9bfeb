/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/render_csv.h"
#include "tests/support/check.h"
#include "tests/support/printed.h"
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    return report_new(arena, STR("truecpl"), STR(""), STR("0.0"), DAY_NONE, (Currency){"USD"});
}

/* One column of texts and one of numbers. */
static ReportTable *new_tidy(Report *report, size_t rows) {
    const ReportColumn columns[] = {{.label = STR("vendor")},
                                    {.label = STR("value"), .format = FORMAT_MONEY}};
    return report->tidy = report_new_table(report, columns, 2, rows);
}

static void print(const Report *report, bool bom, Printed *printed) {
    Err err;
    printed_open(printed);
    check_status(render_csv(report, bom, printed->out, &err), OK, &err);
    printed_close(printed);
}

static void numbers_are_plain_and_what_is_unknown_is_empty(void **state) {
    (void)state;
    Report *report = new_report();
    ReportTable *table = new_tidy(report, 3);
    report_put_text(report, table, 0, 0, STR("Alpha"));
    report_put_number(table, 0, 1, 58705.23);
    report_put_text(report, table, 1, 0, STR("Beta"));
    report_put_unknown(report, table, 1, 1, STR("no contract"));
    report_put_number(table, 2, 1, -1234567.5);
    Printed printed;
    print(report, false, &printed);
    printed_is(&printed, "vendor,value\nAlpha,58705.23\nBeta,\n,-1234567.5\n");
    printed_free(&printed);
}

static void a_german_locale_changes_nothing(void **state) {
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) {
        print_message("the locale de_DE.UTF-8 is not on this machine\n");
        skip();
    }
    numbers_are_plain_and_what_is_unknown_is_empty(state);
    setlocale(LC_ALL, "C");
}

/* Quotes as RFC 4180, section 2, rules 5 to 7. */
static const struct {
    const char *text, *want;
} TEXTS[] = {
    {"plain", "plain"},
    {"Smith, Ltd", "\"Smith, Ltd\""},
    {"the \"best\"", "\"the \"\"best\"\"\""},
    {"two\nlines", "\"two\nlines\""},
    {" padded", "\" padded\""},
    {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
    {"+49 30", "'+49 30"},
    {"-1", "'-1"},
    {"@SUM(A1)", "'@SUM(A1)"},
    {"\t=1", "'\t=1"},
    {"a=b", "a=b"},
    {"Zürich", "Zürich"},
};

static void texts_are_quoted_where_they_must_and_never_become_formulas(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        Report *report = new_report();
        ReportTable *table = new_tidy(report, 1);
        report_put_text(report, table, 0, 0, str_from(TEXTS[i].text));
        Printed printed;
        print(report, false, &printed);
        printed_is(&printed, str_format(arena, "vendor,value\n%s,\n", TEXTS[i].want).at);
        printed_free(&printed);
    }
}

static void excel_gets_its_mark_when_asked_for(void **state) {
    (void)state;
    Report *report = new_report();
    new_tidy(report, 0);
    Printed printed;
    print(report, true, &printed);
    printed_is(&printed, "\xEF\xBB\xBFvendor,value\n");
    printed_free(&printed);
}

static void a_report_without_a_tidy_table_is_a_bug(void **state) {
    (void)state;
    Err err;
    Printed printed;
    printed_open(&printed);
    check_status(render_csv(new_report(), false, printed.out, &err), ERR_BUG, &err);
    printed_close(&printed);
    printed_free(&printed);
}

/* Fails unless the file in `folder` holds `want`. Removes it. */
static void check_file(const char *folder, const char *name, const char *want) {
    char path[512], text[512] = "";
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, want);
    assert_int_equal(unlink(path), 0);
}

static void each_table_of_the_book_gets_a_file_named_like_its_page(void **state) {
    (void)state;
    Report *report = new_report();
    const ReportColumn columns[] = {{.label = STR("line")}};
    ReportPage *book = report_add_page(report, STR("Cost ledger"), STR("Costs"), MEDIA_BOOK);
    report_put_text(report, report_add_table(report, book, STR(""), columns, 1, 1), 0, 0, STR("one"));
    report_put_text(report, report_add_table(report, book, STR(""), columns, 1, 1), 0, 0, STR("two"));
    ReportPage *terminal = report_add_page(report, STR("compare"), STR("Here"), MEDIA_TERMINAL);
    report_add_table(report, terminal, STR(""), columns, 1, 1);
    char base[] = "/tmp/truecpl_csv_XXXXXX", folder[64];
    assert_non_null(mkdtemp(base));
    snprintf(folder, sizeof folder, "%s/tables", base);
    Err err;
    check_status(render_csv_folder(report, folder, false, &err), OK, &err);
    check_file(folder, "cost-ledger.csv", "line\none\n");
    check_file(folder, "cost-ledger-2.csv", "line\ntwo\n");
    assert_int_equal(rmdir(folder), 0); /* nothing else was written */
    assert_int_equal(rmdir(base), 0);
}

static void a_folder_that_cannot_be_made_is_an_error_that_names_it(void **state) {
    (void)state;
    Err err;
    check_status(render_csv_folder(new_report(), "/dev/null/tables", false, &err), ERR_CREATE, &err);
    assert_non_null(strstr(err.text, "/dev/null/tables"));
}

static void a_full_disk_is_an_error(void **state) {
    (void)state;
    Report *report = new_report();
    new_tidy(report, 0);
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    Err err;
    check_status(render_csv(report, false, full, &err), ERR_IO, &err);
    fclose(full);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(numbers_are_plain_and_what_is_unknown_is_empty),
        TEST(a_german_locale_changes_nothing),
        TEST(texts_are_quoted_where_they_must_and_never_become_formulas),
        TEST(excel_gets_its_mark_when_asked_for),
        TEST(a_report_without_a_tidy_table_is_a_bug),
        TEST(each_table_of_the_book_gets_a_file_named_like_its_page),
        TEST(a_folder_that_cannot_be_made_is_an_error_that_names_it),
        TEST(a_full_disk_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
