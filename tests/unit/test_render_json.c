/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/render_json.h"
#include "tests/support/check.h"
#include "tests/support/printed.h"
#include <locale.h>

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

static void print(const Report *report, Printed *printed) {
    Err err;
    printed_open(printed);
    check_status(render_json(report, printed->out, &err), OK, &err);
    printed_close(printed);
}

/* One of each kind, in an order that is not the alphabet's. */
static void keys_keep_their_order_and_nulls_have_their_reason(void **state) {
    (void)state;
    Report *report = new_report();
    report_add_string(report, report->tree, STR("schema"), STR("x/1"));
    report_add_number(report, report->tree, STR("cost.per_sql"), 54.41);
    report_add_count(report, report->tree, STR("cost.leads"), 3264);
    report_add_null(report, report->tree, STR("as_of"), "no_dates", STR("the leads have no dates"));
    ReportNode *list = report_add_node(report, report->tree, STR("checks"), NODE_LIST);
    report_add_bool(report, report_add_node(report, list, STR(""), NODE_OBJECT), STR("ok"), true);
    report_add_node(report, report->tree, STR("gates"), NODE_LIST);
    Printed printed;
    print(report, &printed);
    printed_is(&printed, "{\n"
                         "  \"schema\": \"x/1\",\n"
                         "  \"cost\": {\n"
                         "    \"per_sql\": 54.41,\n"
                         "    \"leads\": 3264\n"
                         "  },\n"
                         "  \"as_of\": null,\n"
                         "  \"as_of_why\": {\n"
                         "    \"code\": \"no_dates\",\n"
                         "    \"text\": \"the leads have no dates\"\n"
                         "  },\n"
                         "  \"checks\": [\n"
                         "    {\n"
                         "      \"ok\": true\n"
                         "    }\n"
                         "  ],\n"
                         "  \"gates\": []\n"
                         "}\n");
    printed_free(&printed);
}

/* 20218.35 is 20218.349999999999 in 17 digits. */
static void numbers_have_15_digits(void **state) {
    (void)state;
    Report *report = new_report();
    report_add_number(report, report->tree, STR("a"), 20218.35);
    report_add_number(report, report->tree, STR("b"), 2.0 / 3);
    Printed printed;
    print(report, &printed);
    printed_is(&printed, "{\n  \"a\": 20218.35,\n  \"b\": 0.666666666666667\n}\n");
    printed_free(&printed);
}

static void a_german_locale_changes_nothing(void **state) {
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) {
        print_message("the locale de_DE.UTF-8 is not on this machine\n");
        skip();
    }
    numbers_have_15_digits(state);
    setlocale(LC_ALL, "C");
}

static void texts_are_escaped_and_bytes_that_are_no_utf8_replaced(void **state) {
    (void)state;
    Report *report = new_report();
    report_add_string(report, report->tree, STR("a"), STR("say \"hi\"\n\033[31m"));
    report_add_string(report, report->tree, STR("b"), STR("Z\xfcrich"));
    Printed printed;
    print(report, &printed);
    printed_is(&printed, "{\n  \"a\": \"say \\\"hi\\\"\\n\\u001B[31m\",\n  \"b\": \"Z\uFFFDrich\"\n}\n");
    printed_free(&printed);
}

static void a_full_disk_is_an_error(void **state) {
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    Err err;
    check_status(render_json(new_report(), full, &err), ERR_IO, &err);
    fclose(full);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(keys_keep_their_order_and_nulls_have_their_reason),
        TEST(numbers_have_15_digits),
        TEST(a_german_locale_changes_nothing),
        TEST(texts_are_escaped_and_bytes_that_are_no_utf8_replaced),
        TEST(a_full_disk_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
