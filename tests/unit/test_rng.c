/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/numerics.h"
#include "models/rng.h"
#include "tests/support/check.h"
#include <math.h>

/* From an implementation in Python of the two published algorithms, which gives their authors' own sequences. */
static const struct {
    uint64_t seed;
    const char *name;
    uint64_t block, bits[3];
} STREAMS[] = {
    {1, "Acme", 0, {0xf894485ad3101ae7, 0x069e7b579459d824, 0x8172919b43747fc1}},
    {1, "Acme", 1, {0x4c9ac123e50c53fb, 0xc322ce76191ba1c0, 0x1c40f9086863f00b}},
    {2, "Acme", 0, {0x5d95bced23a30011, 0x641b27e32c9783ac, 0xca1a5392a87b7cd3}},
    {1, "Bolt", 0, {0x5fa2741ddb9e7e61, 0xedad0542d7c04f28, 0x8a53dbe4a39b419e}},
};

static void streams_are_the_published_generator(void **state) {
    (void)state;
    Arena *arena = check_arena();
    for (size_t i = 0; i < sizeof STREAMS / sizeof *STREAMS; i++) {
        Rng *rng = rng_stream(STREAMS[i].seed, str_from(STREAMS[i].name), STREAMS[i].block, arena);
        for (size_t j = 0; j < 3; j++) assert_true(rng_bits(rng) == STREAMS[i].bits[j]);
    }
    arena_free(arena);
}

static void a_stream_does_not_notice_the_others(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Rng *alone = rng_stream(7, STR("Acme"), 3, arena);
    double alone_draws[50];
    for (int i = 0; i < 50; i++) alone_draws[i] = rng_gamma(alone, 2.5);
    Rng *one = rng_stream(7, STR("Acme"), 3, arena), *other = rng_stream(7, STR("Acme"), 4, arena);
    for (int i = 0; i < 50; i++) {
        rng_normal(other);
        check_close(rng_gamma(one, 2.5), alone_draws[i], 0, 0, "draw");
    }
    arena_free(arena);
}

enum { DRAWS = 200000 };

typedef double Draw(Rng *rng);

/* Fails unless mean and variance of DRAWS draws lie within 4.5 standard errors; `fourth` is E[(x - mean)^4]. */
static void check_moments(const char *name, Draw *draw, double mean, double variance, double fourth) {
    Arena *arena = check_arena();
    Rng *rng = rng_stream(20240101, str_from(name), 0, arena);
    double sum = 0, square = 0;
    for (int i = 0; i < DRAWS; i++) {
        const double off = draw(rng) - mean;
        sum += off;
        square += off * off;
    }
    check_close(sum / DRAWS, 0, 0, 4.5 * sqrt(variance / DRAWS), name);
    check_close(square / DRAWS, variance, 0, 4.5 * sqrt((fourth - variance * variance) / DRAWS), name);
    arena_free(arena);
}

static double draw_gamma(Rng *rng) { return rng_gamma(rng, 3); }
static double draw_small_gamma(Rng *rng) { return rng_gamma(rng, .2); }
static double draw_beta(Rng *rng) { return rng_beta(rng, (Beta){2, 3}); }
static double draw_binomial(Rng *rng) { return (double)rng_binomial(rng, 40, .3); }

/* By hand: uniform 1/2, 1/12, 1/80; normal 0, 1, 3; gamma k, k, 3k^2 + 6k; Beta(2, 3) .4, .04, kurtosis 33/14;
 * binomial 12, 8.4, v (1 + 3 v) - 6 v^2 / n. */
static void draws_have_the_moments_of_their_law(void **state) {
    (void)state;
    check_moments("uniform", rng_uniform, .5, 1. / 12, 1. / 80);
    check_moments("normal", rng_normal, 0, 1, 3);
    check_moments("gamma", draw_gamma, 3, 3, 45);
    check_moments("small gamma", draw_small_gamma, .2, .2, 1.32);
    check_moments("beta", draw_beta, .4, .04, .0016 * 33 / 14);
    check_moments("binomial", draw_binomial, 12, 8.4, 8.4 * (1 + 3 * 8.4) - 6 * 8.4 * 8.4 / 40);
}

static void uniform_draws_are_spread_evenly_and_never_0_or_1(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Rng *rng = rng_stream(1, STR("cells"), 0, arena);
    int cells[64] = {0};
    for (int i = 0; i < DRAWS; i++) {
        const double u = rng_uniform(rng);
        assert_true(u > 0 && u < 1);
        cells[(int)(u * 64)]++;
    }
    double chi_square = 0;
    for (int i = 0; i < 64; i++) chi_square += pow(cells[i] - DRAWS / 64., 2) / (DRAWS / 64.);
    assert_true(chi_square > 30 && chi_square < 115); /* chi2 of 63 degrees: .0001 and .9999 */
    arena_free(arena);
}

static void extreme_laws_draw_no_nan(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Rng *rng = rng_stream(1, STR("extremes"), 0, arena);
    for (int i = 0; i < 20000; i++) {
        const double small = rng_beta(rng, (Beta){1e-3, 1e-3}), lone = rng_beta(rng, (Beta){1e-3, 5});
        const double large = rng_beta(rng, (Beta){1e8, 1e3});
        assert_true(small >= 0 && small <= 1 && lone >= 0 && lone <= 1 && large > 0 && large < 1);
    }
    assert_int_equal(rng_binomial(rng, 0, .3), 0);
    assert_int_equal(rng_binomial(rng, 50, 0), 0);
    assert_int_equal(rng_binomial(rng, 50, 1), 50);
    arena_free(arena);
}

int main(void) {
    numerics_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams_are_the_published_generator),
        cmocka_unit_test(a_stream_does_not_notice_the_others),
        cmocka_unit_test(draws_have_the_moments_of_their_law),
        cmocka_unit_test(uniform_draws_are_spread_evenly_and_never_0_or_1),
        cmocka_unit_test(extreme_laws_draw_no_nan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
