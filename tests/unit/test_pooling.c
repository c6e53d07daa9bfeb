/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/numerics.h"
#include "models/pooling.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>
#include <string.h>
#include <time.h>

enum { VENDORS_MOST = 40 };

/* The vendors of one portfolio, and the row of the first. */
typedef struct Case {
    Trial trials[VENDORS_MOST];
    size_t count, row;
} Case;

static Case read_case(const Vectors *vectors, const char *portfolio) {
    Case found = {0};
    for (size_t i = vectors_count(vectors); i-- > 0;)
        if (vectors_is(vectors, i, "portfolio", portfolio)) found.row = i;
    for (size_t i = found.row; i < vectors_count(vectors); i++) {
        if (!vectors_is(vectors, i, "portfolio", portfolio)) break;
        found.trials[found.count++] =
            (Trial){vectors_number(vectors, i, "n"), vectors_number(vectors, i, "k")};
    }
    return found;
}

static Pooling fit(const Trial *trials, size_t count, Arena *arena) {
    Pooling pooling;
    Err err = {0};
    check_status(pooling_fit(trials, count, arena, &pooling, &err), OK, &err);
    return pooling;
}

static Portfolio fit_portfolio(const Trial *trials, size_t count, Arena *arena) {
    Pooling joint;
    Err err = {0};
    check_status(pooling_fit_jointly(trials, count, arena, &joint, &err), OK, &err);
    return pooling_portfolio(&joint);
}

static const struct {
    const char *column;
    double p;
} QUANTILES[] = {{"q05", .05}, {"q25", .25}, {"q50", .5}, {"q75", .75}, {"q95", .95}};

/* Below 1e-6 a rate prints as 0 and is compared absolutely. */
static void check_vendor(const Vectors *vectors, size_t row, Mixture posterior) {
    check_close(mixture_mean(posterior), vectors_number(vectors, row, "mean"), 1e-7, 0, "mean");
    check_close(mixture_sd(posterior), vectors_number(vectors, row, "sd"), 2e-6, 0, "sd");
    for (size_t i = 0; i < 5; i++)
        check_close(mixture_quantile(posterior, QUANTILES[i].p),
                    vectors_number(vectors, row, QUANTILES[i].column), 1e-5, 2e-11, QUANTILES[i].column);
}

static void posteriors_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/hierarchical.csv");
    Vectors *portfolios = vectors_open("tests/vectors/hierarchical_portfolios.csv");
    assert_int_equal(vectors_count(vectors), 109);
    for (size_t i = 0; i < vectors_count(portfolios); i++) {
        Arena *arena = check_arena();
        const Case one = read_case(vectors, vectors_text(portfolios, i, "portfolio"));
        assert_int_equal(one.count, (size_t)vectors_number(portfolios, i, "vendors"));
        const Pooling pooling = fit(one.trials, one.count, arena);
        for (size_t v = 0; v < one.count; v++)
            check_vendor(vectors, one.row + v, pooling_posterior(&pooling, one.trials[v], arena));
        arena_free(arena);
    }
    vectors_close(portfolios);
    vectors_close(vectors);
}

static void portfolios_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/hierarchical.csv");
    Vectors *portfolios = vectors_open("tests/vectors/hierarchical_portfolios.csv");
    assert_int_equal(vectors_count(portfolios), 15);
    for (size_t i = 0; i < vectors_count(portfolios); i++) {
        Arena *arena = check_arena();
        const Case one = read_case(vectors, vectors_text(portfolios, i, "portfolio"));
        const Portfolio got = fit_portfolio(one.trials, one.count, arena);
        check_close(got.mu_mean, vectors_number(portfolios, i, "mu_mean"), 1e-6, 0, "mu_mean");
        check_close(got.mu_sd, vectors_number(portfolios, i, "mu_sd"), 2e-5, 0, "mu_sd");
        check_close(got.tau_mean, vectors_number(portfolios, i, "tau_mean"), 1e-6, 0, "tau_mean");
        check_close(got.tau_sd, vectors_number(portfolios, i, "tau_sd"), 2e-5, 0, "tau_sd");
        arena_free(arena);
    }
    vectors_close(portfolios);
    vectors_close(vectors);
}

static const Trial SIX[] = {{3000, 93}, {1200, 60}, {640, 71}, {310, 9}, {140, 19}, {50, 1}};

static void rate_tells_the_posterior_in_figures(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Pooling pooling = fit(SIX, 6, arena);
    const Rate rate = pooling_rate(&pooling, SIX[0], .9, arena); /* hierarchical.csv, P03, V01 */
    check_close(rate.mean, .031373059158943346, 1e-6, 0, "mean");
    check_close(rate.sd, .0031782199457310624, 1e-6, 0, "sd");
    check_close(rate.low, .026327316920581382, 2e-5, 0, "low");
    check_close(rate.median, .031269769152694506, 2e-5, 0, "median");
    check_close(rate.high, .036771167961173475, 2e-5, 0, "high");
    const Beta one = pooling_collapse(&pooling, SIX[0]);
    check_close(beta_mean(one), rate.mean, 1e-12, 0, "collapsed mean");
    check_close(sqrt(beta_variance(one)), rate.sd, 1e-10, 0, "collapsed sd");
    arena_free(arena);
}

/* The mean is share x k/n + the rest from the portfolio, so that the share of a vendor with more leads is more. */
static void own_share_grows_with_the_leads(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Pooling pooling = fit(SIX, 6, arena);
    double before = 1;
    for (size_t v = 0; v < 6; v++) {
        const double share = pooling_own_share(&pooling, SIX[v]);
        assert_true(share > 0 && share < before);
        before = share;
    }
    check_close(pooling_own_share(&pooling, (Trial){0, 0}), 0, 0, 0, "no lead");
    arena_free(arena);
}

static void order_of_vendors_changes_no_bit(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Trial turned[] = {SIX[4], SIX[0], SIX[5], SIX[2], SIX[1], SIX[3]};
    const Pooling straight = fit(SIX, 6, arena), other = fit(turned, 6, arena);
    assert_int_equal(straight.node_count, other.node_count);
    const Rate one = pooling_rate(&straight, SIX[2], .9, arena);
    const Rate two = pooling_rate(&other, SIX[2], .9, arena);
    assert_memory_equal(&one, &two, sizeof one);
    arena_free(arena);
}

static void more_wins_never_lower_a_mean(void **state) {
    (void)state;
    double before = 0;
    for (int won = 0; won <= 50; won++) {
        Arena *arena = check_arena();
        Trial trials[6];
        memcpy(trials, SIX, sizeof trials);
        trials[5].won = won;
        const Pooling pooling = fit(trials, 6, arena);
        const double mean = mixture_mean(pooling_posterior(&pooling, trials[5], arena));
        assert_true(mean > before);
        before = mean;
        arena_free(arena);
    }
}

static void failures_are_wins_seen_in_a_mirror(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Trial mirrored[6];
    for (size_t v = 0; v < 6; v++) mirrored[v] = (Trial){SIX[v].seen, SIX[v].seen - SIX[v].won};
    const Pooling pooling = fit(SIX, 6, arena), mirror = fit(mirrored, 6, arena);
    const Rate rate = pooling_rate(&pooling, SIX[3], .9, arena);
    const Rate other = pooling_rate(&mirror, mirrored[3], .9, arena);
    check_close(other.mean, 1 - rate.mean, 1e-9, 0, "mean");
    check_close(other.low, 1 - rate.high, 1e-9, 0, "low");
    check_close(other.high, 1 - rate.low, 1e-9, 0, "high");
    arena_free(arena);
}

/* Nothing seen: mu ~ U(0, 1), tau ~ U(0, 1/2), so that a rate's mean is 1/2 and its variance, by hand,
 * E[mu (1 - mu)] E[tau^2] + Var mu = 1/6 x 1/12 + 1/12 = 7/72. */
static void without_any_trial_the_prior_speaks(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Trial nothing[] = {{0, 0}, {0, 0}};
    for (size_t count = 0; count <= 2; count++) {
        const Pooling pooling = fit(nothing, count, arena);
        const Rate rate = pooling_rate(&pooling, (Trial){0, 0}, .9, arena);
        check_close(rate.mean, .5, 1e-6, 0, "mean");
        check_close(rate.sd, sqrt(7. / 72), 1e-6, 0, "sd");
        check_close(rate.median, .5, 2e-5, 0, "median");
        const Portfolio portfolio = fit_portfolio(nothing, count, arena);
        check_close(portfolio.tau_mean, .25, 1e-6, 0, "tau");
        check_close(portfolio.mu_sd, sqrt(1. / 12), 1e-6, 0, "mu_sd");
    }
    arena_free(arena);
}

static void counts_need_not_be_whole(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Trial whole[] = {{312, 20}, {88, 8}}, near[] = {{312.001, 20.001}, {88.001, 8.001}};
    const Pooling one = fit(whole, 2, arena), other = fit(near, 2, arena);
    const double mean = mixture_mean(pooling_posterior(&one, whole[0], arena));
    check_close(mixture_mean(pooling_posterior(&other, near[0], arena)), mean, 1e-4, 0, "mean");
    arena_free(arena);
}

static const struct {
    const char *sentence;
    Trial trial;
} EXTREMES[] = {
    {"one_lead_lost", {1, 0}},         {"one_lead_won", {1, 1}},
    {"all_won", {1000, 1000}},         {"a_hundredth_lead", {.01, .005}},
    {"a_hundred_million", {1e8, 1e6}}, {"a_hundred_million_lost", {1e8, 0}},
};

static void extreme_portfolios_have_sane_posteriors(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof EXTREMES / sizeof *EXTREMES; i++)
        for (size_t j = 0; j < sizeof EXTREMES / sizeof *EXTREMES; j++) {
            Arena *arena = check_arena();
            const Trial trials[] = {EXTREMES[i].trial, EXTREMES[j].trial, {0, 0}};
            const Pooling pooling = fit(trials, 3, arena);
            for (size_t v = 0; v < 3; v++) {
                const Rate rate = pooling_rate(&pooling, trials[v], .9, arena);
                const bool sane = rate.mean > 0 && rate.mean < 1 && rate.sd > 0 && rate.low >= 0 &&
                                  rate.low <= rate.median && rate.median <= rate.high && rate.high <= 1;
                if (!sane)
                    check_fail_at(__FILE__, __LINE__, "%s, %s", EXTREMES[i].sentence, EXTREMES[j].sentence);
            }
            arena_free(arena);
        }
}

static void nodes_are_found_by_their_cumulated_weight(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Pooling pooling = fit(SIX, 6, arena);
    double sum = 0;
    for (size_t i = 0; i < pooling.node_count; i++) {
        const PoolingNode *node = &pooling.nodes[i];
        assert_ptr_equal(pooling_node_at(&pooling, sum + node->weight / 2), node);
        sum += node->weight;
    }
    check_close(sum, 1, 1e-12, 0, "weights");
    assert_ptr_equal(pooling_node_at(&pooling, 0), pooling.nodes);
    assert_ptr_equal(pooling_node_at(&pooling, nextafter(1, 0)), &pooling.nodes[pooling.node_count - 1]);
    arena_free(arena);
}

static void trials_that_cannot_be_are_refused(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Trial wrong[] = {{10, 3}, {5, 6}}, negative[] = {{5, -1}}, endless[] = {{INFINITY, 1}};
    Pooling pooling;
    Err err = {0};
    check_status(pooling_fit(wrong, 2, arena, &pooling, &err), ERR_DATA, &err);
    assert_string_equal(err.text, "vendor 2: 6 of 5 leads converted, which cannot be");
    check_status(pooling_fit(negative, 1, arena, &pooling, &err), ERR_DATA, &err);
    check_status(pooling_fit_jointly(endless, 1, arena, &pooling, &err), ERR_DATA, &err);
    arena_free(arena);
}

/* Target 25 ms on an idle machine for six vendors with intervals; three times that where tests share it. */
static void six_vendors_take_milliseconds(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const clock_t start = clock();
    const Pooling pooling = fit(SIX, 6, arena);
    for (size_t v = 0; v < 6; v++) pooling_rate(&pooling, SIX[v], .9, arena);
    const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (seconds > .075) check_fail_at(__FILE__, __LINE__, "%.1f ms", 1e3 * seconds);
    arena_free(arena);
}

int main(void) {
    numerics_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(posteriors_are_those_of_the_vectors),
        cmocka_unit_test(portfolios_are_those_of_the_vectors),
        cmocka_unit_test(rate_tells_the_posterior_in_figures),
        cmocka_unit_test(own_share_grows_with_the_leads),
        cmocka_unit_test(order_of_vendors_changes_no_bit),
        cmocka_unit_test(more_wins_never_lower_a_mean),
        cmocka_unit_test(failures_are_wins_seen_in_a_mirror),
        cmocka_unit_test(without_any_trial_the_prior_speaks),
        cmocka_unit_test(counts_need_not_be_whole),
        cmocka_unit_test(extreme_portfolios_have_sane_posteriors),
        cmocka_unit_test(nodes_are_found_by_their_cumulated_weight),
        cmocka_unit_test(trials_that_cannot_be_are_refused),
        cmocka_unit_test(six_vendors_take_milliseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
