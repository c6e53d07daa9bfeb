/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/facts_compare.h"
#include "outputs/render_csv.h"
#include "outputs/render_json.h"
#include "tests/support/printed.h"
#include "tests/support/small_case.h"
#include <stdlib.h>
#include <string.h>

static Report *facts_of(Scratch *scratch, const Result *result) {
    Report *report = report_new(scratch->arena, STR("small"), STR(""), str_from(result->version), DAY_NONE,
                                result->currency);
    facts_compare(result, report);
    return report;
}

static const ReportNode *child_of(const ReportNode *node, Str key) {
    const ReportNode *child = node->first;
    char *end;
    if (node->kind == NODE_LIST) {
        for (long i = strtol(key.at, &end, 10); child && i > 0; i--) child = child->next;
        return child;
    }
    while (child && !str_equal(child->key, key)) child = child->next;
    return child;
}

/* Returns the node at a dotted path, members of lists by number; fails the test where there is none. */
static const ReportNode *node_at(const Report *report, const char *path) {
    const ReportNode *node = report->tree;
    Str rest = str_from(path), key;
    while (node && str_split(&rest, '.', &key)) node = child_of(node, key);
    if (!node) check_fail_at(__FILE__, __LINE__, "no %s", path);
    return node;
}

static double value_at(const Report *report, const char *path) {
    const ReportNode *node = node_at(report, path);
    if (node->kind == NODE_COUNT) return (double)node->count;
    if (node->kind != NODE_NUMBER) check_fail_at(__FILE__, __LINE__, "%s is no number", path);
    return node->number;
}

/* By hand: see small_case.h. Vendors stand in the order of their names: "=Beta" first. */
static const struct {
    const char *path;
    double want;
} FIGURES[] = {
    {"vendors.1.stages.delivered", 4},   {"vendors.1.stages.sql", 1},
    {"vendors.1.outcomes.invalid", 1},   {"vendors.1.outcomes.rejected", 1},
    {"vendors.1.outcomes.untouched", 1}, {"vendors.1.reasons.fit", 1},
    {"vendors.1.ledger.invoice", 200},   {"vendors.1.ledger.ops_waste", 10},
    {"vendors.1.ledger.sdr_waste", 15},  {"vendors.1.ledger.true_cost", 225},
    {"vendors.1.stated_cpl", 50},        {"vendors.1.true_cpl", 56.25},
    {"vendors.1.multiplier", 1.125},     {"vendors.1.cost_per.sql", 225},
    {"vendors.1.rate.sql", .25},         {"vendors.1.steps.accepted", .25},
    {"vendors.1.open_share", .25},       {"vendors.0.ledger.true_cost", 160},
    {"vendors.0.true_cpl", 80},          {"vendors.0.stages.sql", 0},
    {"totals.ledger.true_cost", 385},    {"totals.stages.delivered", 6},
    {"definitions.accept_days", 30},
};

static void the_tree_holds_what_a_pencil_finds(void **state) {
    Scratch *scratch = *state;
    const Report *report = facts_of(scratch, small_case_run(scratch));
    for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++)
        check_close(value_at(report, FIGURES[i].path), FIGURES[i].want, 1e-12, 0, FIGURES[i].path);
    check_text(node_at(report, "as_of")->text, "2026-03-21");
    check_text(node_at(report, "currency")->text, "USD");
    check_text(node_at(report, "vendors.0.vendor")->text, "=Beta");
}

static void the_schema_comes_first(void **state) {
    Scratch *scratch = *state;
    const Report *report = facts_of(scratch, small_case_run(scratch));
    check_text(report->tree->first->key, "schema");
    check_text(report->tree->first->text, "truecpl.compare/1");
}

static void check_null(const Report *report, const char *path, const char *code) {
    const ReportNode *node = node_at(report, path);
    assert_int_equal(node->kind, NODE_NULL);
    assert_non_null(node->why);
    assert_string_equal(node->why, code);
    assert_true(node->text.len > 0);
}

static void what_cannot_be_known_is_null_with_its_reason(void **state) {
    Scratch *scratch = *state;
    const Report *report = facts_of(scratch, small_case_run(scratch));
    check_null(report, "vendors.0.cost_per.sql", "zero_conversions");
    check_null(report, "vendors.1.cost_per.won", "no_stage");
    check_null(report, "vendors.1.verdict", "no_value"); /* neither a target nor a deal's value is given */
    check_null(report, "vendors.1.ledger.credits_expired", "not_computed");
    check_null(report, "vendors.1.pipeline.0.month", "no_lags");
    check_null(report, "period.from", "not_set");
    assert_true(value_at(report, "vendors.0.sql_cost_floor") >
                80); /* no SQL of two leads: dearer than one lead */
}

static void without_contracts_there_are_rates_and_no_costs(void **state) {
    Scratch *scratch = *state;
    const Report *report = facts_of(scratch, small_case_run_without_contracts(scratch));
    check_close(value_at(report, "vendors.1.rate.sql"), .25, 1e-12, 0, "rate");
    assert_int_equal(node_at(report, "vendors.1.true_cpl")->kind, NODE_NULL);
    assert_int_equal(node_at(report, "totals.ledger.true_cost")->kind, NODE_NULL);
}

static size_t tidy_rows(const Report *report, size_t column, const char *text) {
    size_t count = 0;
    for (size_t row = 0; row < report->tidy->row_count; row++)
        count += str_equal(report_cell(report->tidy, row, column)->text, str_from(text));
    return count;
}

/* A range lies around its median, where there is one. */
static void check_interval(const Report *report, const char *key) {
    const ReportNode *node = node_at(report, str_format(report->arena, "vendors.1.interval.%s", key).at);
    if (node->kind == NODE_NULL) return;
    const double low = value_at(report, str_format(report->arena, "vendors.1.interval.%s.p05", key).at);
    const double mid = value_at(report, str_format(report->arena, "vendors.1.interval.%s.p50", key).at);
    const double high = value_at(report, str_format(report->arena, "vendors.1.interval.%s.p95", key).at);
    assert_true(low <= mid && mid <= high);
}

static void every_metric_stands_in_the_tree_and_in_the_tidy_table(void **state) {
    Scratch *scratch = *state;
    const Report *report = facts_of(scratch, small_case_run(scratch));
    for (int id = 0; id < METRIC_COUNT; id++) {
        const Metric *metric = metric_row((MetricId)id);
        node_at(report, str_format(scratch->arena, "vendors.1.%s", metric->key).at);
        node_at(report, str_format(scratch->arena, "totals.%s", metric->key).at);
        if (metric->shape == SHAPE_BOTH) check_interval(report, metric->key);
        assert_int_equal(tidy_rows(report, 5, metric->key), 3); /* two vendors and the total */
    }
    for (size_t row = 0; row < report->tidy->row_count; row++)
        assert_int_equal(report_cell(report->tidy, row, 5)->kind, CELL_TEXT);
}

static void the_tidy_table_is_safe_in_a_spreadsheet(void **state) {
    Scratch *scratch = *state;
    const Report *report = facts_of(scratch, small_case_run(scratch));
    Printed printed;
    printed_open(&printed);
    check_status(render_csv(report, false, printed.out, &scratch->err), OK, &scratch->err);
    printed_close(&printed);
    printed_has(&printed,
                "as_of,from,to,scenario,vendor,metric,basis,unit,currency,value,p05,p50,p95,n,version\n");
    printed_has(
        &printed,
        "\n2026-03-21,,,base,'=Beta,ledger.true_cost,\"leads delivered, to date\",money,USD,160,,,,2,");
    printed_has(
        &printed,
        "\n2026-03-21,,,base,Alpha,steps.sql,\"leads delivered, to date\",rate,,1,,,,1,"); /* 1 of 1 accepted */
    printed_lacks(&printed, ",=Beta");
    printed_free(&printed);
}

/* Writes the tree into the folder of `scratch` and holds it against the schema, whose check prints to `to`; 0: no fault. */
static int hold_against_schema(Scratch *scratch, const Report *report, const char *to) {
    const Str path = scratch_write(scratch, "facts.json", "");
    FILE *file = fopen(path.at, "wb");
    assert_non_null(file);
    check_status(render_json(report, file, &scratch->err), OK, &scratch->err);
    assert_int_equal(fclose(file), 0);
    return system(str_format(scratch->arena,
                             "python3 tests/lint/schema.py outputs/schema/compare-1.json %.*s%s",
                             STR_ARGS(path), to)
                      .at);
}

static void the_json_keeps_to_its_schema(void **state) {
    Scratch *scratch = *state;
    assert_int_equal(hold_against_schema(scratch, facts_of(scratch, small_case_run(scratch)), ""), 0);
    assert_int_equal(
        hold_against_schema(scratch, facts_of(scratch, small_case_run_without_contracts(scratch)), ""), 0);
}

/* The check of the schema itself is no ornament: each of these is found. */
static const struct {
    const char *path;
    ReportNode wrong;
} WRONG[] = {
    {"schema", {.kind = NODE_TEXT, .text = {"x/1", 3}}},
    {"as_of", {.kind = NODE_TEXT, .text = {"21.03.2026", 10}}},
    {"vendors.1.rate.sql", {.kind = NODE_NUMBER, .number = 1.5}},
    {"vendors.1.outcomes.invalid", {.kind = NODE_COUNT, .count = -1}},
    {"vendors.1.stages.sql", {.kind = NODE_NUMBER, .number = .5}},
    {"vendors.1.true_cpl", {.kind = NODE_NULL}},
    {"vendors.1.interval", {.kind = NODE_OBJECT}},
    {"checks.0.ok", {.kind = NODE_COUNT, .count = 1}},
};

static void the_check_of_the_schema_finds_faults(void **state) {
    Scratch *scratch = *state;
    const Result *result = small_case_run(scratch);
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        Report *report = facts_of(scratch, result);
        ReportNode *node = ARENA_NEW(scratch->arena, ReportNode),
                   *place = (ReportNode *)(uintptr_t)node_at(report, WRONG[i].path);
        *node = WRONG[i].wrong;
        node->key = place->key;
        node->next = place->next;
        *place = *node;
        if (hold_against_schema(scratch, report, " >/dev/null") == 0)
            check_fail_at(__FILE__, __LINE__, "a wrong %s was not found", WRONG[i].path);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_tree_holds_what_a_pencil_finds),
        TEST(the_schema_comes_first),
        TEST(what_cannot_be_known_is_null_with_its_reason),
        TEST(without_contracts_there_are_rates_and_no_costs),
        TEST(every_metric_stands_in_the_tree_and_in_the_tidy_table),
        TEST(the_tidy_table_is_safe_in_a_spreadsheet),
        TEST(the_json_keeps_to_its_schema),
        TEST(the_check_of_the_schema_finds_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
