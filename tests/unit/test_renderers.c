/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/renderers.h"
#include "tests/support/scratch.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
    const char *path, *suffix;
} NAMES[] = {
    {"a.xlsx", ".xlsx"}, {"A.XLSX", ".xlsx"}, {"out/a.b.csv", ".csv"}, {"a.json", ".json"},
    {"a.html", ".html"}, {"tables/", "/"},    {"a.pdf", NULL},         {"xlsx", NULL},
    {".xlsx", NULL},     {"", NULL},
};

static void a_medium_is_picked_by_how_the_name_ends(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const Renderer *renderer = renderers_find(NAMES[i].path);
        if (!NAMES[i].suffix) assert_null(renderer);
        else assert_string_equal(renderer->suffix, NAMES[i].suffix);
    }
}

/* A report that every medium can write. */
static Report *small_report(Arena *arena) {
    Report *report =
        report_new(arena, STR("small"), STR("data up to 2026-08-31"), STR("0"), DAY_NONE, (Currency){"USD"});
    const ReportColumn columns[] = {{.label = STR("vendor")},
                                    {.label = STR("leads"), .format = FORMAT_COUNT}};
    ReportTable *table =
        report_add_table(report, report_add_page(report, STR("Summary"), STR("Summary"), MEDIA_BOOK),
                         STR("Leads"), columns, 2, 1);
    report_put_text(report, table, 0, 0, STR("Alpha"));
    report_put_number(table, 0, 1, 7);
    report->tidy = table;
    report_add_count(report, report->tree, STR("leads"), 7);
    return report;
}

static void every_row_of_the_table_writes_a_file_that_begins_as_its_kind_does(void **state) {
    Scratch *scratch = *state;
    static const char *const BEGINS[] = {"PK\003\004", "vendor,leads\n", "{\n", "<!DOCTYPE html>\n"};
    const Report *report = small_report(scratch->arena);
    for (size_t i = 0; i < sizeof BEGINS / sizeof *BEGINS; i++) {
        const Str path =
            str_format(scratch->arena, "%.*s/out%s", STR_ARGS(scratch->folder), RENDERERS[i].suffix);
        check_status(renderers_write(report, path.at, false, &scratch->err), OK, &scratch->err);
        char bytes[32] = "";
        FILE *file = fopen(path.at, "rb");
        assert_non_null(file);
        assert_true(fread(bytes, 1, sizeof bytes - 1, file) > 0);
        fclose(file);
        assert_int_equal(strncmp(bytes, BEGINS[i], strlen(BEGINS[i])), 0);
    }
}

static void a_name_that_says_no_medium_is_refused_with_the_list(void **state) {
    Scratch *scratch = *state;
    check_status(renderers_write(small_report(scratch->arena), "a.pdf", false, &scratch->err), ERR_USAGE,
                 &scratch->err);
    for (size_t i = 0; i < RENDERERS_COUNT; i++)
        assert_non_null(strstr(scratch->err.text, RENDERERS[i].suffix));
}

/* There is no tree to write, so the earlier file must stay. */
static void a_failure_leaves_the_earlier_file_alone(void **state) {
    Scratch *scratch = *state;
    const Str path = scratch_write(scratch, "out.json", "earlier");
    Report *report = small_report(scratch->arena);
    report->tree = NULL;
    check_status(renderers_write(report, path.at, false, &scratch->err), ERR_BUG, &scratch->err);
    struct stat left;
    assert_int_equal(stat(path.at, &left), 0);
    assert_int_equal(left.st_size, strlen("earlier"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_medium_is_picked_by_how_the_name_ends),
        TEST(every_row_of_the_table_writes_a_file_that_begins_as_its_kind_does),
        TEST(a_name_that_says_no_medium_is_refused_with_the_list),
        TEST(a_failure_leaves_the_earlier_file_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
