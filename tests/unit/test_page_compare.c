/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/compare_sentences.h"
#include "outputs/page_compare.h"
#include "outputs/render_terminal.h"
#include "tests/support/printed.h"
#include "tests/support/small_case.h"
#include <string.h>

/* Prints the page of `result` at 80 columns. */
static void print(Scratch *scratch, const Result *result, Printed *printed) {
    Report *report = report_new(scratch->arena, STR("small"), compare_view_subtitle(result, scratch->arena),
                                str_from(result->version), DAY_NONE, result->currency);
    page_compare(result, report);
    printed_open(printed);
    check_status(render_terminal(report, (TerminalOptions){.ascii = true}, printed->out, &scratch->err), OK,
                 &scratch->err);
    printed_close(printed);
}

/* A result of our own: `count` vendors with a price, a cost per SQL and a chance each; four SQLs of ten leads. */
static Result *made_up(Arena *arena, const double (*figures)[3], size_t count) {
    static const char *const NAMES[] = {"Alpha", "Beta", "Gamma"};
    Result *result = ARENA_NEW(arena, Result);
    AssumptionSet *set = ARENA_NEW(arena, AssumptionSet);
    *set = assumption_defaults();
    *result = (Result){.version = "0",
                       .currency = {"USD"},
                       .has_stage = {true, true, true},
                       .has_dates = true,
                       .has_contracts = true,
                       .scenarios = ARENA_NEW(arena, ScenarioResult),
                       .scenario_count = 1,
                       .provenance = ARENA_NEW(arena, Provenance)};
    *result->scenarios = (ScenarioResult){.set = set,
                                          .vendors = ARENA_ARRAY(arena, VendorResult, count),
                                          .vendor_count = count,
                                          .sdr_hours_a_week = 27.4,
                                          .sdr_capacity_hours = figure_of(40)};
    set->of[ASSUME_SDR_COUNT] = (Assumption){.known = true, .base = 2 * DECIMAL_ONE};
    set->of[ASSUME_SDR_SHARE] = (Assumption){.known = true, .base = DECIMAL_ONE / 2};
    for (size_t v = 0; v < count; v++) {
        VendorResult *vendor = &result->scenarios->vendors[v];
        vendor->vendor = str_from(NAMES[v]);
        vendor->counts.stage[STAGE_SQL] = 4;
        vendor->value[METRIC_STATED_CPL] = vendor->value[METRIC_TRUE_CPL] = figure_of(figures[v][0]);
        vendor->value[METRIC_COST_PER_SQL] = figure_of(figures[v][1]);
        vendor->value[METRIC_P_CHEAPEST] = figure_of(figures[v][2]);
        vendor->interval[METRIC_COST_PER_SQL] = (Interval){.mean = figures[v][1],
                                                           .p05 = .9 * figures[v][1],
                                                           .p50 = figures[v][1],
                                                           .p95 = 1.2 * figures[v][1]};
        vendor->from_rates[METRIC_COST_PER_SQL] = figure_unknown((Why){"no_width", STR("made up")});
        vendor->value[METRIC_OPEN_SHARE] = figure_of(.1);
        vendor->counts.delivered = 165;
        vendor->verdict.why = (Why){"no_value", STR("what an SQL is worth is not known")};
        for (int id = METRIC_AT_HORIZON_DAYS; id < METRIC_COUNT; id++)
            vendor->interval[id] = (Interval){.why = {"no_lags", STR("not known here")}};
    }
    result->scenarios->total.value[METRIC_OPEN_SHARE] = figure_of(.1);
    return result;
}

static Sentences sentences_of(const Result *result, Arena *arena) {
    const CompareView view = compare_view_make(result, arena);
    return compare_sentences_make(&view);
}

static void has_sentence(const Sentences *sentences, size_t i, const char *want) {
    assert_true(i < sentences->count);
    check_text(sentences->text[i], want);
}

static void the_cheapest_invoice_may_be_the_dearest_sql(void **state) {
    Scratch *scratch = *state;
    static const double FIGURES[][3] = {{38, 1412, .01}, {118, 398, .94}};
    const Sentences said = sentences_of(made_up(scratch->arena, FIGURES, 2), scratch->arena);
    has_sentence(&said, 0,
                 "Cheapest invoice, dearest SQL: Alpha bills USD 38.00 a lead but costs USD 1,412 an SQL; "
                 "Beta bills USD 118.00 and costs USD 398.");
    has_sentence(&said, 1,
                 "Beta has the cheapest SQL with a chance of 94 %: USD 398 to date, USD 358 to 478 (likely "
                 "range, 9 in 10).");
    has_sentence(&said, 2,
                 "10 % of all leads are still open: what they bring is not in the figures to date.");
    has_sentence(&said, 3, "No verdicts: what an SQL is worth is not known.");
    has_sentence(&said, 4, "These answers make 27 SDR hours a week; 2 SDRs at 50 % have 40.");
}

static void one_vendor_may_be_cheapest_both_ways(void **state) {
    Scratch *scratch = *state;
    static const double FIGURES[][3] = {{38, 98.5, .9}, {118, 398, .1}};
    const Sentences said = sentences_of(made_up(scratch->arena, FIGURES, 2), scratch->arena);
    has_sentence(&said, 0,
                 "Cheapest both ways: Alpha at USD 38.00 a lead and USD 98.50 an SQL; the dearest is Beta at "
                 "USD 398 an SQL.");
}

static void the_cheapest_invoice_in_the_middle_is_no_dearest_sql(void **state) {
    Scratch *scratch = *state;
    static const double FIGURES[][3] = {{38, 500, .1}, {118, 398, .85}, {90, 700, .05}};
    const Sentences said = sentences_of(made_up(scratch->arena, FIGURES, 3), scratch->arena);
    has_sentence(&said, 0,
                 "The cheapest invoice is not the cheapest SQL: Alpha bills USD 38.00 a lead but costs USD "
                 "500 an SQL; Beta bills USD 118.00 and costs USD 398.");
}

/* decision.confidence is .80 unless somebody says otherwise. */
static void a_chance_below_the_wanted_confidence_decides_nothing(void **state) {
    Scratch *scratch = *state;
    static const double FIGURES[][3] = {{38, 500, .3}, {118, 398, .7}};
    Result *result = made_up(scratch->arena, FIGURES, 2);
    Sentences said = sentences_of(result, scratch->arena);
    has_sentence(&said, 1,
                 "Not decidable yet who is cheapest per SQL: Beta (USD 398 to date) with a chance of 70 %, "
                 "Alpha (USD 500 to date) with a chance of 30 %.");
    AssumptionSet *set = (AssumptionSet *)(uintptr_t)result->scenarios->set;
    set->of[ASSUME_DECISION_CONFIDENCE].base = DECIMAL_ONE / 2;
    said = sentences_of(result, scratch->arena);
    assert_true(str_starts(said.text[1], STR("Beta has the cheapest SQL with a chance of 70 %")));
}

static void more_work_than_hours_comes_first(void **state) {
    Scratch *scratch = *state;
    static const double FIGURES[][3] = {{38, 500, .3}, {118, 398, .7}};
    Result *result = made_up(scratch->arena, FIGURES, 2);
    result->scenarios->sdr_capacity_hours = figure_of(20);
    const Sentences said = sentences_of(result, scratch->arena);
    has_sentence(&said, 0, "More work than hours: these answers make 27 SDR hours a week, there are 20.");
    assert_true(said.urgent[0]);
}

static void a_vendor_that_is_mostly_open_is_too_young_to_judge(void **state) {
    Scratch *scratch = *state;
    static const double FIGURES[][3] = {{38, 500, .1}, {118, 398, .9}};
    Result *result = made_up(scratch->arena, FIGURES, 2);
    result->scenarios->vendors[0].value[METRIC_OPEN_SHARE] = figure_of(.62);
    const Sentences said = sentences_of(result, scratch->arena);
    has_sentence(&said, 2,
                 "Too young to judge by figures to date: Alpha (62 % of its leads are open); 10 % of all "
                 "leads are still open.");
}

/* The cheapest to date need not be the cheapest at maturity. */
static void where_maturity_is_known_costs_are_compared_at_maturity(void **state) {
    Scratch *scratch = *state;
    static const double FIGURES[][3] = {{38, 1412, .94}, {118, 398, .06}};
    Result *result = made_up(scratch->arena, FIGURES, 2);
    VendorResult *vendors = result->scenarios->vendors;
    vendors[0].interval[METRIC_AT_COST_PER_SQL] =
        (Interval){.mean = 1e12, .p05 = 200, .p50 = 331, .p95 = 500};
    vendors[1].interval[METRIC_AT_COST_PER_SQL] = (Interval){.mean = 380, .p05 = 340, .p50 = 380, .p95 = 420};
    vendors[0].interval[METRIC_AT_EQUIVALENT_SQL] = (Interval){.mean = 36, .p05 = 33, .p50 = 36, .p95 = 39};
    vendors[0].value[METRIC_OPEN_SHARE] = figure_of(.62);
    const Sentences said = sentences_of(result, scratch->arena);
    has_sentence(&said, 0,
                 "Cheapest both ways: Alpha at USD 38.00 a lead and USD 331 an SQL at maturity; the dearest "
                 "is Beta at USD 380 an SQL.");
    has_sentence(&said, 1,
                 "Alpha has the cheapest SQL with a chance of 94 %: USD 331 at maturity, USD 200 to 500 "
                 "(likely range, 9 in 10).");
    has_sentence(&said, 2,
                 "Too young to judge by figures to date: Alpha (62 % of its 165 leads are open; all count as "
                 "36 mature ones); 10 % of all leads are still open.");
}

static void without_dates_nobody_says_what_is_open_or_how_much_work_a_week_is(void **state) {
    Scratch *scratch = *state;
    static const double FIGURES[][3] = {{38, 500, .1}, {118, 398, .9}};
    Result *result = made_up(scratch->arena, FIGURES, 2);
    result->has_dates = false;
    const Sentences said = sentences_of(result, scratch->arena);
    assert_int_equal(said.count, 3); /* and no verdict */
}

static void a_vendor_without_a_conversion_gets_a_lower_bound(void **state) {
    Scratch *scratch = *state;
    Printed printed;
    print(scratch, small_case_run(scratch), &printed);
    printed_has(&printed,
                "- A lead from Alpha costs USD 56.25 where USD 50.00 was billed, an SQL USD 225.\n");
    printed_has(&printed, "- No SQL from =Beta yet: what one costs is above USD ");
    printed_has(&printed, "Alpha           4             50.00           56.25          1.13x      25.0 %\n");
    printed_has(&printed, "Alpha       200        10        15        225\n");
    printed_lacks(&printed, " \n"); /* no line ends with a blank */
    printed_lacks(&printed, "NaN");
    printed_lacks(&printed, "nan");
    printed_lacks(&printed, "inf");
    assert_in_range(printed_width(&printed), 40, 80);
    printed_free(&printed);
}

static void without_contracts_the_page_has_rates_and_says_why_there_are_no_costs(void **state) {
    Scratch *scratch = *state;
    Printed printed;
    print(scratch, small_case_run_without_contracts(scratch), &printed);
    printed_has(&printed, "- Costs are not available: ");
    printed_has(&printed, "What became of the leads\n");
    printed_has(&printed, "Next: write contracts.csv");
    printed_lacks(&printed, "CPL");
    printed_free(&printed);
}

static void the_page_ends_with_at_most_three_next_lines(void **state) {
    Scratch *scratch = *state;
    Printed printed;
    print(scratch, small_case_run_without_contracts(scratch), &printed);
    size_t count = 0;
    for (const char *at = printed.text; (at = strstr(at, "\nNext: ")); at++) count++;
    assert_in_range(count, 1, 3);
    printed_free(&printed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_cheapest_invoice_may_be_the_dearest_sql),
        TEST(one_vendor_may_be_cheapest_both_ways),
        TEST(the_cheapest_invoice_in_the_middle_is_no_dearest_sql),
        TEST(a_chance_below_the_wanted_confidence_decides_nothing),
        TEST(more_work_than_hours_comes_first),
        TEST(a_vendor_that_is_mostly_open_is_too_young_to_judge),
        TEST(where_maturity_is_known_costs_are_compared_at_maturity),
        TEST(without_dates_nobody_says_what_is_open_or_how_much_work_a_week_is),
        TEST(a_vendor_without_a_conversion_gets_a_lower_bound),
        TEST(without_contracts_the_page_has_rates_and_says_why_there_are_no_costs),
        TEST(the_page_ends_with_at_most_three_next_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
