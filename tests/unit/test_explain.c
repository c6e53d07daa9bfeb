/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/explain.h"
#include "outputs/compare_evidence.h"
#include "tests/support/printed.h"
#include "tests/support/small_case.h"

/* By hand: see small_case.h. */
static void a_ratio_shows_what_went_in(void **state) {
    Scratch *scratch = *state;
    const Result *result = small_case_run(scratch);
    Printed printed;
    printed_open(&printed);
    explain_metric(result, METRIC_TRUE_CPL, scratch->arena, printed.out);
    explain_metric(result, METRIC_COST_PER_SQL, scratch->arena, printed.out);
    printed_close(&printed);
    printed_has(&printed, "Alpha: 225.00 / 4 = 56.25");
    printed_has(&printed, "Total: 385.00 / 6 = 64.17");
    printed_has(&printed, "Alpha: 225.00 / 1 = 225.00");
    printed_has(&printed, "=Beta: not known: no SQL yet");
    printed_free(&printed);
}

/* Whatever is said to be a ratio of two figures is that, for every vendor. */
static void the_operands_of_every_ratio_make_its_value(void **state) {
    Scratch *scratch = *state;
    const ScenarioResult *shown = result_shown(small_case_run(scratch));
    size_t compared = 0;
    for (int id = 0; id < METRIC_COUNT; id++) {
        MetricId over, under;
        if (!metric_operands((MetricId)id, &over, &under)) continue;
        for (size_t v = 0; v < shown->vendor_count; v++) {
            const Figure *value = shown->vendors[v].value;
            if (!figure_is_known(value[id]) || !figure_is_known(value[over]) ||
                !figure_is_known(value[under]))
                continue;
            check_close(value[id].value, value[over].value / value[under].value, 1e-14, 0,
                        metric_row((MetricId)id)->key);
            compared++;
        }
    }
    assert_true(compared > 8);
}

static VendorResult vendor_of(const char *name, int64_t delivered, double own_weight) {
    VendorResult out = {.vendor = str_from(name), .own_weight = own_weight};
    out.counts.delivered = delivered;
    out.value[METRIC_RATE_SQL] = figure_of(.031);
    out.interval[METRIC_AT_RATE_SQL] = (Interval){.mean = .065, .p05 = .046, .p50 = .064, .p95 = .087};
    out.interval[METRIC_AT_EQUIVALENT_SQL] = (Interval){.mean = 212, .p05 = 200, .p50 = 212, .p95 = 224};
    return out;
}

static CompareView view_of(const VendorResult **vendors, const Result *result, Arena *arena) {
    return (CompareView){.result = result,
                         .arena = arena,
                         .stage = STAGE_SQL,
                         .words = {"SQL", "SQLs", "an SQL", "SQL rate"},
                         .cost = METRIC_COST_PER_SQL,
                         .rate = METRIC_RATE_SQL,
                         .ripe_cost = METRIC_AT_COST_PER_SQL,
                         .ripe_rate = METRIC_AT_RATE_SQL,
                         .ripe_leads = METRIC_AT_EQUIVALENT_SQL,
                         .ripe = true,
                         .knows_open = true,
                         .vendors = vendors,
                         .count = 2};
}

static void the_evidence_is_said_in_people_s_numbers(void **state) {
    Scratch *scratch = *state;
    const Result result = {.currency = {"USD"}};
    VendorResult b = vendor_of("B", 41, .63), c = vendor_of("C", 340, .97);
    b.value[METRIC_RATE_SQL] = figure_of(.06);
    b.from_rates[METRIC_AT_COST_PER_SQL] = figure_of(.98);
    c.from_rates[METRIC_AT_COST_PER_SQL] = figure_of(.93);
    const Flip flips[] = {{"touch.minutes", 5, 3.2, .9, VERDICT_RENEW}};
    c.verdict = (Verdict){.code = VERDICT_HOLD, .flips = flips, .flip_count = 1};
    const VendorResult *vendors[] = {&b, &c};
    const CompareView view = view_of(vendors, &result, scratch->arena);
    check_text(compare_evidence_young(&view),
               "C's naive 3.1 % is 6.4 % (4.6-8.7 %) once its 340 leads are counted as the 212 mature ones "
               "they are worth.");
    check_text(compare_evidence_weight(&view),
               "B's 41 leads speak for 63 % of its SQL rate to date, other vendors for the rest.");
    check_text(compare_evidence_width(&view),
               "93 % to 98 % of the width of the cost per SQL comes from rates, the rest from assumptions.");
    check_text(compare_evidence_flip(&view, &c),
               "C becomes 'renew' if touch.minutes falls below 3.2 (now 5).");
    check_text(compare_evidence_flip(&view, &b), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_ratio_shows_what_went_in),
        TEST(the_operands_of_every_ratio_make_its_value),
        TEST(the_evidence_is_said_in_people_s_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
