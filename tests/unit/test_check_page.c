/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `check` says of the small case, for people and for programs. */
#include "models/gates.h"
#include "outputs/check_view.h"
#include "outputs/facts_check.h"
#include "outputs/page_check.h"
#include "outputs/render_json.h"
#include "outputs/render_terminal.h"
#include "tests/support/printed.h"
#include "tests/support/small_case.h"
#include <stdlib.h>

static Report *report_of(Scratch *scratch, const Result *result) {
    Report *report = report_new(scratch->arena, STR("small"), STR(""), str_from(result->version), DAY_NONE,
                                result->currency);
    facts_check(result, report);
    page_check(result, report);
    return report;
}

static void hold_against_schema(Scratch *scratch, const Result *result) {
    const Str path = scratch_write(scratch, "check.json", "");
    FILE *file = fopen(path.at, "wb");
    assert_non_null(file);
    check_status(render_json(report_of(scratch, result), file, &scratch->err), OK, &scratch->err);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(system(str_format(scratch->arena,
                                       "python3 tests/lint/schema.py outputs/schema/check-1.json %s", path.at)
                                .at),
                     0);
}

static void the_json_keeps_to_its_schema(void **state) {
    Scratch *scratch = *state;
    Result gated = *small_case_run(scratch);
    const GateResult gates[] = {{&GATES[0], 45, figure_of(50), true},
                                {&GATES[1], .01, figure_unknown((Why){"code", STR("words")}), true}};
    gated.gates = gates;
    gated.gate_count = 2;
    hold_against_schema(scratch, &gated);
    hold_against_schema(scratch, small_case_run_without_contracts(scratch));
}

static void the_page_fits_a_terminal_of_80_columns(void **state) {
    Scratch *scratch = *state;
    Printed printed;
    Report *report = report_of(scratch, small_case_run(scratch));
    printed_open(&printed);
    check_status(render_terminal(report, (TerminalOptions){.width = 80}, printed.out, &scratch->err), OK,
                 &scratch->err);
    printed_close(&printed);
    assert_true(printed_width(&printed) <= 80);
    printed_has(&printed, "leads.csv: 6 rows read = 6 leads");
    printed_has(&printed, "delivered 6, accepted by sales 1, SQL 1");
    printed_free(&printed);
}

/* By hand: 1 of 6 leads is an SQL; 2 more rows that no lead was found for may be SQLs, 9 cannot all be. */
static void rows_without_a_lead_bound_the_rate(void **state) {
    Scratch *scratch = *state;
    const Result *result = small_case_run(scratch);
    FileReport *deals = provenance_add_file((Provenance *)(uintptr_t)result->provenance);
    *deals = (FileReport){.file = STR("deals.csv"), .rows_read = 2, .unmatched = 2};
    const JoinCoverage some = check_view_make(result, scratch->arena).join;
    check_close(some.low, 1.0 / 6, 1e-15, 0, "the lower bound");
    check_close(some.high, 3.0 / 6, 1e-15, 0, "the upper bound");
    deals->unmatched = 9;
    check_close(check_view_make(result, scratch->arena).join.high, 1, 0, 0, "the bound of a share");
}

static void a_figure_that_some_vendors_have_names_one_that_has_not(void **state) {
    Scratch *scratch = *state;
    const CheckView view = check_view_make(small_case_run(scratch), scratch->arena);
    size_t i = 0;
    while (!str_equal(str_from(view.abilities[i].key), STR("cost_per.sql"))) i++;
    assert_int_equal(view.abilities[i].known, 1); /* =Beta has no SQL */
    assert_int_equal(view.abilities[i].of, 2);
    assert_true(str_equal(view.abilities[i].vendor, STR("=Beta")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_json_keeps_to_its_schema),
        TEST(the_page_fits_a_terminal_of_80_columns),
        TEST(rows_without_a_lead_bound_the_rate),
        TEST(a_figure_that_some_vendors_have_names_one_that_has_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
