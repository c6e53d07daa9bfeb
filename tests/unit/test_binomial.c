/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/binomial.h"
#include "models/numerics.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"

static void check_interval(Interval got, const Vectors *vectors, size_t row, const char *low,
                           const char *high) {
    check_close(got.low, vectors_number(vectors, row, low), 1e-11, 0, low);
    check_close(got.high, vectors_number(vectors, row, high), 1e-11, 0, high);
}

static void tails_and_intervals_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/binomial.csv");
    assert_int_equal(vectors_count(vectors), 64);
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        const long k = (long)vectors_number(vectors, i, "k"), n = (long)vectors_number(vectors, i, "n");
        const double rate = vectors_number(vectors, i, "p0"), level = vectors_number(vectors, i, "level");
        check_close(binomial_at_least(k, n, rate), vectors_number(vectors, i, "p_ge"), 1e-11, 0, "p_ge");
        check_close(binomial_at_most(k, n, rate), vectors_number(vectors, i, "p_le"), 1e-11, 0, "p_le");
        check_close(binomial_two_sided(k, n, rate), vectors_number(vectors, i, "p_two_sided"), 1e-11, 0,
                    "p_two_sided");
        check_interval(binomial_clopper_pearson(k, n, level), vectors, i, "cp_lo", "cp_hi");
        check_interval(binomial_wilson(k, n, level), vectors, i, "wilson_lo", "wilson_hi");
        check_interval(binomial_jeffreys(k, n, level), vectors, i, "jeffreys_lo", "jeffreys_hi");
    }
    vectors_close(vectors);
}

static void seventyfive_invalid_of_340_refute_five_percent(void **state) {
    (void)state;
    check_close(binomial_at_least(75, 340, .05), 1.7268779e-27, 1e-7, 0, "p");
}

static void counts_outside_the_trials_have_tails_of_0_and_1(void **state) {
    (void)state;
    check_close(binomial_at_least(0, 9, .3), 1, 0, 0, "at least 0");
    check_close(binomial_at_least(10, 9, .3), 0, 0, 0, "at least 10 of 9");
    check_close(binomial_at_most(-1, 9, .3), 0, 0, 0, "at most -1");
    check_close(binomial_at_most(9, 9, .3), 1, 0, 0, "at most 9");
    check_close(binomial_exactly(10, 9, .3), 0, 0, 0, "exactly 10 of 9");
}

static void rates_of_0_and_1_leave_one_outcome(void **state) {
    (void)state;
    check_close(binomial_two_sided(0, 9, 0), 1, 0, 0, "0 of 9 at 0");
    check_close(binomial_two_sided(1, 9, 0), 0, 0, 0, "1 of 9 at 0");
    check_close(binomial_two_sided(9, 9, 1), 1, 0, 0, "9 of 9 at 1");
    check_close(binomial_at_least(9, 9, 1), 1, 0, 0, "at least 9 at 1");
    check_close(binomial_at_most(3, 9, 0), 1, 0, 0, "at most 3 at 0");
}

static void probabilities_of_all_outcomes_sum_to_one(void **state) {
    (void)state;
    double sum = 0;
    for (long k = 0; k <= 340; k++) sum += binomial_exactly(k, 340, .22);
    check_close(sum, 1, 1e-13, 0, "sum");
    check_close(binomial_exactly(2, 4, .5), .375, 1e-14, 0, "2 of 4"); /* 6 of 16, by hand */
}

static void leads_to_test_a_claim_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/claims.csv");
    assert_int_equal(vectors_count(vectors), 12);
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        const Claim claim = {vectors_number(vectors, i, "p0"), vectors_number(vectors, i, "p1"),
                             vectors_number(vectors, i, "alpha"), vectors_number(vectors, i, "power")};
        ClaimTest first = {0}, all = {0};
        Err err = {0};
        check_status(binomial_claim_leads(claim, &first, &all, &err), OK, &err);
        assert_int_equal(first.leads, (long)vectors_number(vectors, i, "n_first"));
        assert_int_equal(first.critical, (long)vectors_number(vectors, i, "crit_first"));
        check_close(first.size, vectors_number(vectors, i, "size_first"), 1e-11, 0, "size_first");
        check_close(first.power, vectors_number(vectors, i, "power_first"), 1e-11, 0, "power_first");
        assert_int_equal(all.leads, (long)vectors_number(vectors, i, "n_all"));
        assert_int_equal(all.critical, (long)vectors_number(vectors, i, "crit_all"));
        check_close(all.size, vectors_number(vectors, i, "size_all"), 1e-11, 0, "size_all");
        check_close(all.power, vectors_number(vectors, i, "power_all"), 1e-11, 0, "power_all");
    }
    vectors_close(vectors);
}

static void one_test_of_given_leads_is_found_alone(void **state) {
    (void)state;
    const Claim claim = {.05, .22, .05, .9};
    const ClaimTest test = binomial_claim_test(claim, 35); /* claims.csv, row 1 */
    assert_int_equal(test.critical, 5);
    check_close(test.power, .91029318592688646, 1e-11, 0, "power");
    assert_int_equal(binomial_claim_test(claim, 1).critical, 2); /* one lead refutes nothing at 5 % */
}

static void claims_that_cannot_be_tested_are_refused(void **state) {
    (void)state;
    ClaimTest first = {.leads = -7}, all = {.leads = -7};
    Err err = {0};
    const Claim same = {.05, .05, .05, .9}, near = {.05, .0501, .05, .9};
    check_status(binomial_claim_leads(same, &first, &all, &err), ERR_DATA, &err);
    assert_string_equal(err.text, "a claim needs two different rates, alpha and power between 0 and 1");
    check_status(binomial_claim_leads(near, &first, &all, &err), ERR_DATA, &err);
    assert_string_equal(err.text, "no test of up to 200000 leads tells 0.0501 from 0.05");
    assert_int_equal(first.leads, -7);
    assert_int_equal(all.leads, -7);
}

static void leads_to_compare_two_rates_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/claims_two_proportions.csv");
    assert_int_equal(vectors_count(vectors), 9);
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        const TwoRates got =
            binomial_two_rates(vectors_number(vectors, i, "p1"), vectors_number(vectors, i, "p2"),
                               vectors_number(vectors, i, "alpha"), vectors_number(vectors, i, "power"));
        check_close(got.unpooled, vectors_number(vectors, i, "n_unpooled"), 1e-11, 0, "n_unpooled");
        check_close(got.pooled, vectors_number(vectors, i, "n_pooled"), 1e-11, 0, "n_pooled");
        check_close(got.corrected, vectors_number(vectors, i, "n_pooled_cc"), 1e-11, 0, "n_pooled_cc");
        check_close(got.arcsine, vectors_number(vectors, i, "n_arcsine"), 1e-11, 0, "n_arcsine");
    }
    vectors_close(vectors);
}

int main(void) {
    numerics_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tails_and_intervals_are_those_of_the_vectors),
        cmocka_unit_test(seventyfive_invalid_of_340_refute_five_percent),
        cmocka_unit_test(counts_outside_the_trials_have_tails_of_0_and_1),
        cmocka_unit_test(rates_of_0_and_1_leave_one_outcome),
        cmocka_unit_test(probabilities_of_all_outcomes_sum_to_one),
        cmocka_unit_test(leads_to_test_a_claim_are_those_of_the_vectors),
        cmocka_unit_test(one_test_of_given_leads_is_found_alone),
        cmocka_unit_test(claims_that_cannot_be_tested_are_refused),
        cmocka_unit_test(leads_to_compare_two_rates_are_those_of_the_vectors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
