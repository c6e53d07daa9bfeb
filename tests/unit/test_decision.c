/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/decision.h"
#include "models/numerics.h"
#include "models/rng.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>
#include <time.h>

enum { VENDORS_MOST = 40 };

static void rank(const DecisionVendor *vendors, size_t count, Arena *arena, Standing *out) {
    Trial trials[VENDORS_MOST];
    for (size_t v = 0; v < count; v++) trials[v] = vendors[v].trial;
    Pooling joint;
    Err err = {0};
    check_status(pooling_fit_jointly(trials, count, arena, &joint, &err), OK, &err);
    check_status(decision_rank(&joint, vendors, count, arena, out, &err), OK, &err);
}

static void check_sums(const Standing *standings, size_t count) {
    double chance = 0, ranks = 0;
    for (size_t v = 0; v < count; v++) {
        chance += standings[v].p_cheapest;
        ranks += standings[v].rank;
    }
    check_close(chance, 1, 1e-7, 0, "sum of chances");
    check_close(ranks, (double)(count * (count + 1)) / 2, 1e-7, 0, "sum of ranks");
}

/* The reference takes the loss per SQL as a difference of expectations that are good to 1e-8 (of 500 or so). */
static void check_standing(const Standing *got, const Vectors *vectors, size_t row) {
    check_close(got->p_cheapest, vectors_number(vectors, row, "p_best_joint"), 0, 1e-7, "p_best");
    check_close(got->rank, vectors_number(vectors, row, "rank_joint"), 0, 1e-6, "rank");
    check_close(got->loss_sqls_per_1000, vectors_number(vectors, row, "loss_sqls_per_1000_joint"), 1e-6, 1e-8,
                "loss_sqls_per_1000");
    check_close(got->loss_money_per_sql, vectors_number(vectors, row, "loss_per_sql_joint"), 1e-6, 1e-5,
                "loss_per_sql");
}

static void standings_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/decision.csv");
    assert_int_equal(vectors_count(vectors), 31);
    for (size_t first = 0, next; first < vectors_count(vectors); first = next) {
        Arena *arena = check_arena();
        DecisionVendor vendors[VENDORS_MOST];
        Standing standings[VENDORS_MOST];
        const char *portfolio = vectors_text(vectors, first, "portfolio");
        size_t count = 0;
        for (next = first; next < vectors_count(vectors); next++) {
            if (!vectors_is(vectors, next, "portfolio", portfolio)) break;
            vendors[count++] = (DecisionVendor){
                {vectors_number(vectors, next, "n"), vectors_number(vectors, next, "k")},
                vectors_number(vectors, next, "cost_per_lead"),
            };
        }
        rank(vendors, count, arena, standings);
        check_sums(standings, count);
        for (size_t v = 0; v < count; v++) check_standing(&standings[v], vectors, first + v);
        arena_free(arena);
    }
    vectors_close(vectors);
}

static const DecisionVendor SIX[] = {{{3000, 93}, 40}, {{1200, 60}, 55}, {{640, 71}, 140},
                                     {{310, 9}, 38},   {{140, 19}, 150}, {{50, 1}, 30}};

static void scaling_all_costs_changes_losses_only(void **state) {
    (void)state;
    Arena *arena = check_arena();
    DecisionVendor scaled[6];
    Standing standings[6], others[6];
    for (size_t v = 0; v < 6; v++) scaled[v] = (DecisionVendor){SIX[v].trial, 3.7 * SIX[v].cost};
    rank(SIX, 6, arena, standings);
    rank(scaled, 6, arena, others);
    for (size_t v = 0; v < 6; v++) {
        check_close(others[v].p_cheapest, standings[v].p_cheapest, 1e-11, 0, "p_cheapest");
        check_close(others[v].rank, standings[v].rank, 1e-11, 0, "rank");
        check_close(others[v].loss_sqls_per_1000, standings[v].loss_sqls_per_1000 / 3.7, 1e-11, 0, "SQLs");
        check_close(others[v].loss_money_per_sql, standings[v].loss_money_per_sql * 3.7, 1e-11, 0, "money");
    }
    arena_free(arena);
}

static void order_of_vendors_changes_nothing(void **state) {
    (void)state;
    Arena *arena = check_arena();
    static const size_t TURN[] = {4, 0, 5, 2, 1, 3};
    DecisionVendor turned[6];
    Standing standings[6], others[6];
    for (size_t v = 0; v < 6; v++) turned[v] = SIX[TURN[v]];
    rank(SIX, 6, arena, standings);
    rank(turned, 6, arena, others);
    for (size_t v = 0; v < 6; v++) {
        check_close(others[v].p_cheapest, standings[TURN[v]].p_cheapest, 1e-12, 0, "p_cheapest");
        check_close(others[v].loss_sqls_per_1000, standings[TURN[v]].loss_sqls_per_1000, 1e-12, 0, "loss");
    }
    arena_free(arena);
}

static void a_dearer_vendor_is_less_likely_the_cheapest(void **state) {
    (void)state;
    Arena *arena = check_arena();
    DecisionVendor vendors[6];
    Standing standings[6];
    double before = 1;
    for (size_t v = 0; v < 6; v++) vendors[v] = SIX[v];
    for (int cost = 20; cost <= 120; cost += 5) {
        vendors[1].cost = cost;
        rank(vendors, 6, arena, standings);
        assert_true(standings[1].p_cheapest < before);
        before = standings[1].p_cheapest;
    }
    arena_free(arena);
}

/* Twins share everything, also where their rates are surely near 0 or 1, and where nothing is known. */
static void equal_vendors_are_equally_likely(void **state) {
    (void)state;
    static const Trial TRIALS[] = {{60, 0}, {60, 60}, {60, 7}, {1, 1}, {0, 0}, {1e6, 5e4}, {1000, 1000}};
    for (size_t i = 0; i < sizeof TRIALS / sizeof *TRIALS; i++) {
        Arena *arena = check_arena();
        const DecisionVendor twins[] = {{TRIALS[i], 50}, {TRIALS[i], 50}, {TRIALS[i], 50}};
        Standing standings[3];
        rank(twins, 3, arena, standings);
        for (size_t v = 0; v < 3; v++) {
            check_close(standings[v].p_cheapest, 1. / 3, 1e-7, 0, "a third");
            check_close(standings[v].rank, 2, 1e-7, 0, "the middle");
        }
        arena_free(arena);
    }
}

static void one_vendor_is_the_best_and_loses_nothing(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Standing standing;
    rank(&SIX[3], 1, arena, &standing);
    check_close(standing.p_cheapest, 1, 1e-9, 0, "p_cheapest");
    check_close(standing.rank, 1, 1e-9, 0, "rank");
    check_close(standing.loss_sqls_per_1000, 0, 0, 1e-12, "loss");
    arena_free(arena);
}

/* The same by drawing: one node, then one rate a vendor. The quadrature must lie within 4.5 standard errors. */
static void check_against_draws(const DecisionVendor *vendors, size_t count) {
    enum { DRAWS = 200000 };
    Arena *arena = check_arena();
    Rng *rng = rng_stream(5, STR("decision"), 0, arena);
    Standing standings[VENDORS_MOST];
    Trial trials[VENDORS_MOST];
    long best_count[VENDORS_MOST] = {0};
    double lost = 0, lost_square = 0; /* by choosing the first */
    for (size_t v = 0; v < count; v++) trials[v] = vendors[v].trial;
    Pooling joint;
    check_status(pooling_fit_jointly(trials, count, arena, &joint, NULL), OK, NULL);
    check_status(decision_rank(&joint, vendors, count, arena, standings, NULL), OK, NULL);
    for (int i = 0; i < DRAWS; i++) {
        const PoolingNode *node = pooling_node_at(&joint, rng_uniform(rng));
        double first = 0, most = -1;
        size_t best = 0;
        for (size_t v = 0; v < count; v++) {
            const double y = rng_beta(rng, pooling_posterior_at(node, trials[v])) / vendors[v].cost;
            if (v == 0) first = y;
            if (y > most) best = v;
            most = fmax(most, y);
        }
        best_count[best]++;
        lost += 1000 * (most - first);
        lost_square += 1e6 * (most - first) * (most - first);
    }
    for (size_t v = 0; v < count; v++) {
        const double p = standings[v].p_cheapest;
        check_close((double)best_count[v] / DRAWS, p, 0, 4.5 * sqrt(p * (1 - p) / DRAWS) + 1e-6,
                    "p_cheapest");
    }
    const double mean = lost / DRAWS, error = sqrt((lost_square / DRAWS - mean * mean) / DRAWS);
    check_close(mean, standings[0].loss_sqls_per_1000, 0, 4.5 * error, "loss");
    arena_free(arena);
}

static void draws_agree_also_where_everything_or_nothing_converted(void **state) {
    (void)state;
    check_against_draws(SIX, 6);
    /* rates near 1, with other costs; none has failed, or one has */
    check_against_draws((DecisionVendor[]){{{20, 20}, 50}, {{60, 60}, 51}, {{40, 39}, 49}}, 3);
    /* rates near 0; one is unknown */
    check_against_draws((DecisionVendor[]){{{300, 0}, 50}, {{60, 0}, 20}, {{0, 0}, 70}, {{500, 1}, 40}}, 4);
    /* a narrow one among wide ones */
    check_against_draws((DecisionVendor[]){{{1e6, 5e4}, 50}, {{30, 2}, 50}, {{5, 5}, 900}}, 3);
}

static void a_vendor_without_conversion_has_no_finite_cost_per_sql(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const DecisionVendor vendors[] = {{{300, 0}, 50}, {{500, 9}, 40}};
    Standing standings[2];
    rank(vendors, 2, arena, standings);
    assert_true(isinf(standings[0].loss_money_per_sql) && isfinite(standings[0].loss_sqls_per_1000));
    assert_true(isfinite(standings[1].loss_money_per_sql));
    arena_free(arena);
}

static void costs_that_cannot_be_compared_are_refused(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const double wrong[] = {0, -5, NAN, INFINITY};
    for (size_t i = 0; i < 4; i++) {
        const DecisionVendor vendors[] = {{{100, 5}, 50}, {{100, 5}, wrong[i]}};
        const Trial trials[] = {{100, 5}, {100, 5}};
        Standing standings[2];
        Pooling joint;
        Err err = {0};
        check_status(pooling_fit_jointly(trials, 2, arena, &joint, &err), OK, &err);
        check_status(decision_rank(&joint, vendors, 2, arena, standings, &err), ERR_DATA, &err);
        if (i == 0) assert_string_equal(err.text, "vendor 2: a cost per lead of 0 cannot be compared");
    }
    arena_free(arena);
}

/* On an idle machine six vendors take 10 ms and forty .15 s; tests share theirs. */
static void forty_vendors_are_ranked_within_a_second(void **state) {
    (void)state;
    Arena *arena = check_arena();
    DecisionVendor vendors[VENDORS_MOST];
    Standing standings[VENDORS_MOST];
    for (int v = 0; v < VENDORS_MOST; v++)
        vendors[v] = (DecisionVendor){{40 + 90 * v, 1 + (v * 13) % 40}, 30 + (v * 7) % 50};
    const clock_t start = clock();
    rank(vendors, VENDORS_MOST, arena, standings);
    const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    check_sums(standings, VENDORS_MOST);
    if (seconds > 1) check_fail_at(__FILE__, __LINE__, "%.2f s", seconds);
    arena_free(arena);
}

int main(void) {
    numerics_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(standings_are_those_of_the_vectors),
        cmocka_unit_test(scaling_all_costs_changes_losses_only),
        cmocka_unit_test(order_of_vendors_changes_nothing),
        cmocka_unit_test(a_dearer_vendor_is_less_likely_the_cheapest),
        cmocka_unit_test(equal_vendors_are_equally_likely),
        cmocka_unit_test(one_vendor_is_the_best_and_loses_nothing),
        cmocka_unit_test(draws_agree_also_where_everything_or_nothing_converted),
        cmocka_unit_test(a_vendor_without_conversion_has_no_finite_cost_per_sql),
        cmocka_unit_test(costs_that_cannot_be_compared_are_refused),
        cmocka_unit_test(forty_vendors_are_ranked_within_a_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
