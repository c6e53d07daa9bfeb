/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/numerics.h"
#include "models/spread.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>

static SpreadKind kind_of(const Vectors *vectors, size_t row) {
    if (vectors_is(vectors, row, "kind", "pert")) return SPREAD_PERT;
    return vectors_is(vectors, row, "kind", "triangular") ? SPREAD_TRIANGULAR : SPREAD_UNIFORM;
}

static Spread spread_of(const Vectors *vectors, size_t row) {
    return (Spread){kind_of(vectors, row), vectors_number(vectors, row, "low"),
                    vectors_number(vectors, row, "base"), vectors_number(vectors, row, "high")};
}

static void moments_and_quantiles_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/pert.csv");
    Arena *arena = check_arena();
    assert_int_equal(vectors_count(vectors), 20);
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        const Spread spread = spread_of(vectors, i);
        check_status(spread_check(spread, NULL), OK, NULL);
        check_close(spread_mean(spread), vectors_number(vectors, i, "mean"), 1e-14, 0, "mean");
        check_close(spread_sd(spread), vectors_number(vectors, i, "sd"), 1e-13, 0, "sd");
        const SpreadTable *table = spread_table(spread, arena);
        const double near = 1e-8 * (spread.high - spread.low);
        const struct {
            const char *column;
            double p;
        } quantiles[] = {{"q05", .05}, {"q50", .5}, {"q95", .95}};
        for (size_t q = 0; q < 3; q++) {
            const double want = vectors_number(vectors, i, quantiles[q].column);
            check_close(spread_quantile(spread, quantiles[q].p), want, 1e-12, 1e-14, quantiles[q].column);
            check_close(spread_at(table, quantiles[q].p), want, 1e-15, near, quantiles[q].column);
        }
    }
    arena_free(arena);
    vectors_close(vectors);
}

static void tables_are_near_the_quantile_everywhere_and_never_fall(void **state) {
    (void)state;
    Arena *arena = check_arena();
    for (int b = 0; b <= 20; b++) {
        const Spread spread = {SPREAD_PERT, 0, b / 20., 1};
        const SpreadTable *table = spread_table(spread, arena);
        double before = -1;
        for (int i = 0; i <= 3000; i++) {
            const double u = i % 3 ? i / 3000. : i < 1500 ? pow(i / 3000., 9) : 1 - pow(1 - i / 3000., 9);
            check_close(spread_at(table, u), spread_quantile(spread, u), 0, 1e-8, "table");
            if (i % 3) {
                assert_true(spread_at(table, u) >= before);
                before = spread_at(table, u);
            }
        }
    }
    arena_free(arena);
}

static void ends_are_the_bounds(void **state) {
    (void)state;
    Arena *arena = check_arena();
    for (int kind = SPREAD_PERT; kind <= SPREAD_UNIFORM; kind++) {
        const Spread spread = {(SpreadKind)kind, -5, .3, 10};
        const SpreadTable *table = spread_table(spread, arena);
        check_close(spread_quantile(spread, 0), -5, 0, 0, "low");
        check_close(spread_quantile(spread, 1), 10, 0, 0, "high");
        check_close(spread_at(table, 0), -5, 0, 0, "low of the table");
        check_close(spread_at(table, 1), 10, 0, 0, "high of the table");
    }
    arena_free(arena);
}

static void constants_are_their_base(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Spread fixed = {SPREAD_FIXED, 1, 2, 4}, narrow = {SPREAD_PERT, 7, 7, 7};
    check_close(spread_quantile(fixed, .9), 2, 0, 0, "fixed");
    check_close(spread_mean(fixed), 2, 0, 0, "mean");
    check_close(spread_sd(fixed), 0, 0, 0, "sd");
    check_close(spread_at(spread_table(fixed, arena), .1), 2, 0, 0, "table");
    check_close(spread_at(spread_table(narrow, arena), .1), 7, 0, 0, "equal bounds");
    arena_free(arena);
}

static const struct {
    const char *sentence;
    Spread spread;
    const char *text;
} REFUSED[] = {
    {"base_below_low", {SPREAD_PERT, 10, 5, 20}, "base 5 lies outside low 10 .. high 20"},
    {"base_above_high", {SPREAD_UNIFORM, 10, 25, 20}, "base 25 lies outside low 10 .. high 20"},
    {"low_above_high", {SPREAD_TRIANGULAR, 20, 15, 10}, "low 20 is above high 10"},
    {"not_a_number", {SPREAD_PERT, 10, NAN, 20}, "low, base and high must be numbers"},
    {"no_end", {SPREAD_PERT, 10, 15, INFINITY}, "low, base and high must be numbers"},
};

static void spreads_that_are_none_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        Err err = {0};
        check_status(spread_check(REFUSED[i].spread, &err), ERR_CONFIG, &err);
        assert_string_equal(err.text, REFUSED[i].text);
    }
}

int main(void) {
    numerics_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_and_quantiles_are_those_of_the_vectors),
        cmocka_unit_test(tables_are_near_the_quantile_everywhere_and_never_fall),
        cmocka_unit_test(ends_are_the_bounds),
        cmocka_unit_test(constants_are_their_base),
        cmocka_unit_test(spreads_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
