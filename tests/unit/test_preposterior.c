/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/numerics.h"
#include "models/preposterior.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"

static const struct {
    const char *column;
    long leads;
} SAMPLES[] = {{"evsi_10", 10}, {"evsi_30", 30}, {"evsi_100", 100}, {"evsi_300", 300}, {"evsi_1000", 1000}};
enum { SAMPLE_COUNT = sizeof SAMPLES / sizeof *SAMPLES };

static Beta beta_of(const Vectors *vectors, size_t row, const char *alpha, const char *beta) {
    return (Beta){vectors_number(vectors, row, alpha), vectors_number(vectors, row, beta)};
}

static void values_against_a_known_rate_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/preposterior.csv");
    assert_int_equal(vectors_count(vectors), 20);
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        const Option option = {beta_of(vectors, i, "a", "b"), 1};
        const double known = vectors_number(vectors, i, "r0");
        for (size_t s = 0; s < SAMPLE_COUNT; s++)
            check_close(preposterior_evsi(option, known, SAMPLES[s].leads),
                        vectors_number(vectors, i, SAMPLES[s].column), 0, 1e-13, SAMPLES[s].column);
        check_close(preposterior_evpi(option, known), vectors_number(vectors, i, "evpi"), 0, 1e-13, "evpi");
        long leads = -1;
        Err err = {0};
        check_status(preposterior_leads(option, known, vectors_number(vectors, i, "threshold"), &leads, &err),
                     OK, &err);
        assert_int_equal(leads, (long)vectors_number(vectors, i, "m_min"));
    }
    vectors_close(vectors);
}

static void values_of_two_uncertain_rates_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/preposterior_two.csv");
    Arena *arena = check_arena();
    assert_int_equal(vectors_count(vectors), 6);
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        const Option one = {beta_of(vectors, i, "a1", "b1"), 1}, other = {beta_of(vectors, i, "a2", "b2"), 1};
        for (size_t s = 0; s < SAMPLE_COUNT; s++)
            check_close(preposterior_two_evsi(one, other, SAMPLES[s].leads, arena),
                        vectors_number(vectors, i, SAMPLES[s].column), 0, 1e-12, SAMPLES[s].column);
        check_close(preposterior_two_evpi(one, other, arena), vectors_number(vectors, i, "evpi"), 0, 1e-10,
                    "evpi");
    }
    arena_free(arena);
    vectors_close(vectors);
}

/* preposterior_two.csv, row 1: EVPI .01684; EVSI .01385 at 100 leads each, .01564 at 300. */
static void leads_for_two_lie_where_the_vectors_say(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Option one = {{3, 57}, 1}, other = {{2, 38}, 1};
    long leads = -1;
    Err err = {0};
    check_status(preposterior_two_leads(one, other, .002, arena, &leads, &err), OK, &err);
    assert_in_range(leads, 101, 299);
    const double evpi = preposterior_two_evpi(one, other, arena);
    assert_true(evpi - preposterior_two_evsi(one, other, leads, arena) <= .002);
    assert_true(evpi - preposterior_two_evsi(one, other, leads - 1, arena) > .002);
    arena_free(arena);
}

/* The vectors' row 1 in dollars: at 50 a lead everything is a fiftieth, and .05 a lead is .001 a dollar. */
static void costs_only_change_the_unit(void **state) {
    (void)state;
    const Option free = {{3, 57}, 1}, priced = {{3, 57}, 50};
    check_close(preposterior_evpi(priced, .001), preposterior_evpi(free, .05) / 50, 1e-12, 0, "evpi");
    check_close(preposterior_evsi(priced, .001, 100), 0.0085773839850712859 / 50, 1e-12, 0, "evsi");
}

static void more_leads_are_never_worth_less(void **state) {
    (void)state;
    const Option option = {{2, 18}, 1}; /* row 12: nothing up to 10 leads, then something */
    double before = 0;
    for (long leads = 0; leads <= 400; leads++) {
        const double value = preposterior_evsi(option, .05, leads);
        assert_true(value >= before - 1e-15);
        before = value;
    }
}

static void what_is_never_settled_says_so(void **state) {
    (void)state;
    long leads = -7;
    Err err = {0};
    check_status(preposterior_leads((Option){{3, 57}, 1}, .05, 0, &leads, &err), ERR_DATA, &err);
    assert_string_equal(err.text, "not settled by 1000000 more leads");
    assert_int_equal(leads, -7);
}

/* By hand: one lead from Beta(1, 1) is won half the time; then P(rate > 1/2) is 3/4, else 1/4. */
static void chance_to_settle_counts_both_answers(void **state) {
    (void)state;
    const Option option = {{1, 1}, 1};
    check_close(preposterior_settles(option, .5, 1, .75), 1, 1e-14, 0, "either outcome settles it");
    check_close(preposterior_settles(option, .5, 1, .76), 0, 0, 0, "neither does");
    /* two leads: 0, 1 and 2 wins are equally likely; P(rate > 1/2) is 1/8, 1/2, 7/8 */
    check_close(preposterior_settles(option, .5, 2, .8), 2. / 3, 1e-14, 0, "two of three outcomes");
    check_close(preposterior_settles(option, .5, 0, .8), 0, 0, 0, "no lead settles nothing");
}

int main(void) {
    numerics_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_against_a_known_rate_are_those_of_the_vectors),
        cmocka_unit_test(values_of_two_uncertain_rates_are_those_of_the_vectors),
        cmocka_unit_test(leads_for_two_lie_where_the_vectors_say),
        cmocka_unit_test(costs_only_change_the_unit),
        cmocka_unit_test(more_leads_are_never_worth_less),
        cmocka_unit_test(what_is_never_settled_says_so),
        cmocka_unit_test(chance_to_settle_counts_both_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
