/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/lag.h"
#include "models/numerics.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>
#include <string.h>

enum { DAYS = 400 };

static Lag lag_of(const Vectors *vectors, size_t row, const char *name, const char *first,
                  const char *second) {
    const double a = vectors_number(vectors, row, first), b = vectors_number(vectors, row, second);
    if (vectors_is(vectors, row, name, "lognormal")) return (Lag){LAG_LOGNORMAL, b, a};
    return (Lag){vectors_is(vectors, row, name, "weibull") ? LAG_WEIBULL : LAG_GAMMA, a, log(b)};
}

/* Tolerances as the vectors ask for them: tails below 1e-14 to 1e-9, below 1e-100 to 1e-100. */
static void check_chance(double got, double want, const char *what) {
    check_close(got, want, want < 1e-14 ? 1e-9 : 1e-12, 1e-100, what);
}

static void check_sum_of_lags(Lag lag, Lag other, const char *quantity, size_t d, double want) {
    double a[DAYS], b[DAYS], sum[DAYS], below = 0;
    lag_fill_pmf(lag, DAYS, a);
    lag_fill_pmf(other, DAYS, b);
    lag_convolve(a, b, DAYS, sum);
    for (size_t i = 0; i <= d; i++) below += sum[i];
    check_chance(strcmp(quantity, "conv_pmf") == 0 ? sum[d] : below, want, quantity);
}

static void lags_and_their_sums_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/lag.csv");
    assert_int_equal(vectors_count(vectors), 155);
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        const Lag lag = lag_of(vectors, i, "dist", "p1", "p2");
        const char *quantity = vectors_text(vectors, i, "quantity");
        const double d = vectors_number(vectors, i, "d"), want = vectors_number(vectors, i, "value");
        double pmf[DAYS];
        lag_fill_pmf(lag, DAYS, pmf);
        if (strcmp(quantity, "pmf") == 0) check_chance(lag_between(lag, d, d + 1), want, quantity);
        if (strcmp(quantity, "pmf") == 0) check_chance(pmf[(size_t)d], want, "as one of many");
        else if (strcmp(quantity, "cdf") == 0) check_chance(lag_cdf(lag, d), want, quantity);
        else if (strcmp(quantity, "mean") == 0) check_close(lag_mean_days(lag), want, 1e-12, 0, quantity);
        else check_sum_of_lags(lag, lag_of(vectors, i, "dist2", "p1b", "p2b"), quantity, (size_t)d, want);
    }
    vectors_close(vectors);
}

static void half_of_the_lags_lie_below_the_median(void **state) {
    (void)state;
    for (LagFamily family = 0; family < LAG_FAMILIES; family++)
        for (double log_s = -3; log_s <= 3; log_s += .5) {
            const Lag lag = lag_from_median(family, 3.4, log_s);
            check_close(lag_cdf(lag, exp(3.4)), .5, 1e-13, 0, lag_family_name(family));
            check_close(lag_log_median(lag), 3.4, 1e-13, 0, lag_family_name(family));
        }
}

static void the_chances_of_all_days_and_of_what_is_beyond_add_to_one(void **state) {
    (void)state;
    for (LagFamily family = 0; family < LAG_FAMILIES; family++) {
        const Lag lag = lag_from_median(family, 3, .2);
        double pmf[DAYS], sum = 0;
        lag_fill_pmf(lag, DAYS, pmf);
        for (size_t d = 0; d < DAYS; d++) sum += pmf[d];
        check_close(sum + lag_survival(lag, DAYS), 1, 1e-14, 0, lag_family_name(family));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lags_and_their_sums_are_those_of_the_vectors),
        cmocka_unit_test(half_of_the_lags_lie_below_the_median),
        cmocka_unit_test(the_chances_of_all_days_and_of_what_is_beyond_add_to_one),
    };
    numerics_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
