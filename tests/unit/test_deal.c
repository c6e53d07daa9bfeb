/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/deal.h"
#include "models/numerics.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>

enum { ROWS_MOST = 16 };

/* Reads the samples of the case that begins at `row`; returns how many. */
static size_t read_samples(const Vectors *vectors, size_t row, DealSample *samples) {
    const char *name = vectors_text(vectors, row, "case");
    size_t count = 0;
    for (; row + count < vectors_count(vectors) && vectors_is(vectors, row + count, "case", name); count++)
        samples[count] = (DealSample){vectors_number(vectors, row + count, "count"),
                                      vectors_number(vectors, row + count, "log_sum"),
                                      vectors_number(vectors, row + count, "log_square_sum")};
    return count;
}

static void sizes_lean_on_each_other_as_in_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/deal.csv");
    assert_int_equal(vectors_count(vectors), 10);
    for (size_t row = 0, count = 0; row < vectors_count(vectors); row += count) {
        DealSample samples[ROWS_MOST];
        Deal deals[ROWS_MOST];
        count = read_samples(vectors, row, samples);
        assert_true(deal_fit(samples, count, vectors_number(vectors, row, "cap"), deals));
        for (size_t v = 0; v < count; v++) {
            check_close(deals[v].log_mean, vectors_number(vectors, row + v, "log_mean"), 1e-5, 0, "log_mean");
            check_close(deals[v].log_mean_sd, vectors_number(vectors, row + v, "log_mean_sd"), 1e-4, 0, "sd");
            check_close(deals[v].log_sd, vectors_number(vectors, row + v, "log_sd"), 1e-12, 0, "log_sd");
            check_close(deal_mean(deals[v]), vectors_number(vectors, row + v, "mean_capped"), 2e-4, 0,
                        "mean");
        }
    }
    vectors_close(vectors);
}

static void too_few_deals_or_equal_ones_say_nothing_about_sizes(void **state) {
    (void)state;
    Deal out = {.cap = 7};
    const DealSample few[] = {{3, 30, 301}, {1, 9, 81}};
    const DealSample equal[] = {{6, 60, 600}};
    assert_false(deal_fit(few, 2, INFINITY, &out));
    assert_false(deal_fit(equal, 1, INFINITY, &out));
    assert_true(out.cap == 7);
}

/* The mean and the variance of a lognormal, by hand: exp(mu + s^2/2), mean^2 (exp(s^2) - 1). */
static void the_sum_of_many_deals_has_their_mean_and_variance(void **state) {
    (void)state;
    static const long COUNTS[] = {3, 300};
    enum { DRAWS = 20000 };
    const Deal deal = {2, 0, .5, INFINITY};
    const double mean = exp(2.125), variance = mean * mean * expm1(.25);
    Arena *arena = check_arena();
    for (int i = 0; i < 2; i++) {
        Rng *rng = rng_stream(1, STR("deals"), (uint64_t)i, arena);
        double sum = 0, square = 0;
        for (int d = 0; d < DRAWS; d++) {
            const double x = deal_draw_sum(deal, 2, COUNTS[i], rng) / (double)COUNTS[i];
            sum += x;
            square += x * x;
        }
        const double error = sqrt(variance / (double)COUNTS[i] / DRAWS);
        check_close(sum / DRAWS, mean, 0, 5 * error, "mean");
        check_close(square / DRAWS - sum * sum / DRAWS / DRAWS, variance / (double)COUNTS[i], .08, 0,
                    "variance");
    }
    arena_free(arena);
}

static void no_deal_counts_more_than_the_cap(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Rng *rng = rng_stream(1, STR("cap"), 0, arena);
    const Deal deal = {10, 0, 2, 100};
    for (int i = 0; i < 100; i++) assert_true(deal_draw_sum(deal, 10, 4, rng) <= 400);
    check_close(deal_mean((Deal){10, 0, 0, 100}), 100, 1e-15, 0, "the cap");
    check_close(deal_mean((Deal){0, 0, 1, INFINITY}), exp(.5), 1e-15, 0, "no cap");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_lean_on_each_other_as_in_the_vectors),
        cmocka_unit_test(too_few_deals_or_equal_ones_say_nothing_about_sizes),
        cmocka_unit_test(the_sum_of_many_deals_has_their_mean_and_variance),
        cmocka_unit_test(no_deal_counts_more_than_the_cap),
    };
    numerics_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
