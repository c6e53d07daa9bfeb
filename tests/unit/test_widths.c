/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/draws.h"
#include "models/widths.h"
#include "tests/support/check.h"
#include <math.h>

/* ln 1 = 0 and ln e^2 = 2: mean 1, variance 1. */
static void the_variance_is_that_of_the_logarithm(void **state) {
    (void)state;
    const double sample[] = {1, exp(2)};
    check_close(widths_of(sample, 2), 1, 1e-14, 0, "variance");
    check_close(widths_of((const double[]){7, 7, 7}, 3), 0, 0, 0, "of what does not vary");
}

static void a_draw_of_zero_or_less_has_no_logarithm(void **state) {
    (void)state;
    assert_true(isnan(widths_of((const double[]){1, 0}, 2)));
    assert_true(isnan(widths_of((const double[]){-1, 2}, 2)));
}

static VendorResult known(void) { return (VendorResult){.vendor = STR("Alpha")}; }

/* Leads .03 and money .01: three quarters of the width come from rates. */
static void money_and_leads_share_the_width_by_variance(void **state) {
    (void)state;
    VendorResult vendor = known();
    const Widths widths = {.01, {[STAGE_SQL] = .03, [STAGE_WON] = .01}};
    widths_fill(&widths, false, &vendor);
    check_close(vendor.from_rates[METRIC_COST_PER_SQL].value, .75, 1e-14, 0, "cost per SQL");
    check_close(vendor.from_rates[METRIC_COST_PER_WON].value, .5, 1e-14, 0, "cost per won deal");
    check_close(vendor.from_rates[METRIC_TRUE_CPL].value, 0, 0, 0, "true CPL");
    check_close(vendor.from_rates[METRIC_MULTIPLIER].value, 0, 0, 0, "multiplier");
    check_close(vendor.from_rates[METRIC_RATE_SQL].value, 1, 0, 0, "rate");
    widths_fill(&widths, true, &vendor);
    check_close(vendor.from_rates[METRIC_AT_COST_PER_SQL].value, .75, 1e-14, 0, "cost per SQL at maturity");
    check_close(vendor.from_rates[METRIC_AT_RATE_SQL].value, 1, 0, 0, "rate at maturity");
}

static void what_has_no_width_or_no_range_has_no_share(void **state) {
    (void)state;
    VendorResult vendor = known();
    vendor.interval[METRIC_MULTIPLIER].why = (Why){"no_contract", STR("no contract")};
    widths_fill(&(Widths){0, {[STAGE_SQL] = .03, [STAGE_WON] = NAN}}, false, &vendor);
    assert_string_equal(vendor.from_rates[METRIC_TRUE_CPL].why.code, "no_width");
    assert_string_equal(vendor.from_rates[METRIC_MULTIPLIER].why.code, "no_contract");
    assert_string_equal(vendor.from_rates[METRIC_COST_PER_WON].why.code, "not_positive");
    check_close(vendor.from_rates[METRIC_COST_PER_SQL].value, 1, 0, 0, "all of it");
}

/* 1 to 100 in a scattered order: 37 has no divisor in common with 101. */
static void quantiles_are_draws_at_their_ranks(void **state) {
    (void)state;
    double sample[100];
    for (int i = 0; i < 100; i++) sample[i] = (i + 1) * 37 % 101;
    check_close(draws_rank(sample, 100, 0), 1, 0, 0, "least");
    const Interval got = draws_interval(sample, 100);
    check_close(got.mean, 50.5, 1e-14, 0, "mean");
    check_close(got.p05, 5, 0, 0, "p05");
    check_close(got.p50, 50, 0, 0, "p50");
    check_close(got.p95, 95, 0, 0, "p95");
    sample[3] = INFINITY;
    assert_string_equal(draws_interval(sample, 100).why.code, "unbounded");
}

static void equal_draws_are_their_own_quantiles(void **state) {
    (void)state;
    double one[] = {4}, same[] = {2, 2, 2, 2, 2, 2, 2};
    check_close(draws_interval(one, 1).p95, 4, 0, 0, "of one draw");
    check_close(draws_interval(same, 7).p05, 2, 0, 0, "of equal draws");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_variance_is_that_of_the_logarithm),
        cmocka_unit_test(a_draw_of_zero_or_less_has_no_logarithm),
        cmocka_unit_test(money_and_leads_share_the_width_by_variance),
        cmocka_unit_test(what_has_no_width_or_no_range_has_no_share),
        cmocka_unit_test(quantiles_are_draws_at_their_ranks),
        cmocka_unit_test(equal_draws_are_their_own_quantiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
