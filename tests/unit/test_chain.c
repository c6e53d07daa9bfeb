/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/chain.h"
#include "models/numerics.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>

enum { STAGES_MOST = 4 };

static size_t chain_of(const Vectors *vectors, size_t row, Beta rates[STAGES_MOST]) {
    static const char *const ALPHA[STAGES_MOST] = {"a1", "a2", "a3", "a4"};
    static const char *const BETA[STAGES_MOST] = {"b1", "b2", "b3", "b4"};
    const size_t count = (size_t)vectors_number(vectors, row, "stages");
    for (size_t i = 0; i < count && i < STAGES_MOST; i++)
        rates[i] = (Beta){vectors_number(vectors, row, ALPHA[i]), vectors_number(vectors, row, BETA[i])};
    return count;
}

static void moments_and_quantiles_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/chain.csv");
    assert_int_equal(vectors_count(vectors), 8);
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        Beta rates[STAGES_MOST];
        const size_t count = chain_of(vectors, i, rates);
        check_close(chain_mean(rates, count), vectors_number(vectors, i, "mean"), 1e-14, 0, "mean");
        check_close(chain_sd(rates, count), vectors_number(vectors, i, "sd"), 1e-13, 0, "sd");
        check_close(chain_quantile(rates, count, .05), vectors_number(vectors, i, "q05"), 1e-11, 0, "q05");
        check_close(chain_quantile(rates, count, .5), vectors_number(vectors, i, "q50"), 1e-11, 0, "q50");
        check_close(chain_quantile(rates, count, .95), vectors_number(vectors, i, "q95"), 1e-11, 0, "q95");
        check_close(chain_upper(rates, count, vectors_number(vectors, i, "q05")), .95, 1e-11, 0,
                    "upper at q05");
    }
    vectors_close(vectors);
}

/* Beta(a, b) times Beta(a + b, c) is Beta(a, b + c), exactly (Jambunathan 1954). */
static void betas_that_fit_together_multiply_to_a_beta(void **state) {
    (void)state;
    const Beta rates[] = {{3, 4}, {7, 5}}, product = {3, 9};
    for (int i = 1; i < 20; i++)
        check_close(chain_quantile(rates, 2, i / 20.), beta_quantile(product, i / 20.).x, 1e-10, 0,
                    "product");
}

/* Shapes that make an integral over the line hard: no failure seen, few wins, both, and a million leads. */
static const Beta SHAPES[] = {{60, .3}, {.5, .5}, {.05, 3}, {1, 1},     {3.3, 713.1},
                              {5, .1},  {500, 2}, {3, 1e5}, {1e6, 2e6}, {1e5, 3}};

static void one_stage_has_the_quantiles_of_its_beta(void **state) {
    (void)state;
    const double levels[] = {.001, .05, .5, .95, .999};
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++)
        for (size_t j = 0; j < 5; j++)
            check_close(chain_quantile(&SHAPES[i], 1, levels[j]), beta_quantile(SHAPES[i], levels[j]).x,
                        1e-10, 0, "quantile");
}

static void ends_of_the_scale_are_the_ends_of_the_product(void **state) {
    (void)state;
    check_close(chain_upper(SHAPES, 2, 0), 1, 0, 0, "above 0");
    check_close(chain_upper(SHAPES, 2, 1), 0, 0, 0, "above 1");
    check_close(chain_quantile(SHAPES, 2, 0), 0, 0, 0, "p = 0");
    check_close(chain_quantile(SHAPES, 2, 1), 1, 0, 0, "p = 1");
    assert_true(isnan(chain_quantile(SHAPES, 2, -1)));
}

int main(void) {
    numerics_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_and_quantiles_are_those_of_the_vectors),
        cmocka_unit_test(betas_that_fit_together_multiply_to_a_beta),
        cmocka_unit_test(one_stage_has_the_quantiles_of_its_beta),
        cmocka_unit_test(ends_of_the_scale_are_the_ends_of_the_product),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
