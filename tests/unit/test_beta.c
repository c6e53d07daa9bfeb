/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/beta.h"
#include "models/numerics.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>

static void quantiles_are_those_of_the_vectors(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/beta_quantile.csv");
    assert_int_equal(vectors_count(vectors), 1500);
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        const Beta beta = {vectors_number(vectors, i, "a"), vectors_number(vectors, i, "b")};
        const BetaPoint at = beta_quantile(beta, vectors_number(vectors, i, "p"));
        const double x = vectors_number(vectors, i, "x"), rest = vectors_number(vectors, i, "xc");
        if (x <= .5) check_close(at.x, x, 1e-12, 0, vectors_text(vectors, i, "id"));
        else check_close(at.rest, rest, 1e-12, 0, vectors_text(vectors, i, "id"));
    }
    vectors_close(vectors);
}

static void tails_at_the_vectors_quantiles_give_back_p(void **state) {
    (void)state;
    Vectors *vectors = vectors_open("tests/vectors/beta_quantile.csv");
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        const Beta beta = {vectors_number(vectors, i, "a"), vectors_number(vectors, i, "b")};
        const BetaPoint at = {vectors_number(vectors, i, "x"), vectors_number(vectors, i, "xc")};
        const double p = vectors_number(vectors, i, "p");
        const BetaTails tails = beta_tails(beta, at);
        check_close(tails.lower, p, 1e-11, 0, vectors_text(vectors, i, "id"));
        check_close(tails.upper, 1 - p, 1e-11, 0, vectors_text(vectors, i, "id"));
    }
    vectors_close(vectors);
}

/* By hand: a uniform; x^3; 1 - (1-x)^4; the arcsine law, 2/pi asin sqrt x; and far tails that are powers. */
static void tails_known_in_closed_form_come_out_exactly(void **state) {
    (void)state;
    check_close(beta_lower((Beta){1, 1}, .3), .3, 1e-14, 0, "uniform");
    check_close(beta_lower((Beta){3, 1}, .2), .008, 1e-14, 0, "x^3");
    check_close(beta_upper((Beta){1, 4}, .5), .0625, 1e-14, 0, "(1-x)^4");
    check_close(beta_lower((Beta){.5, .5}, .25), 1. / 3, 1e-14, 0, "arcsine law");
    check_close(beta_upper((Beta){1, 1000}, .5), 0x1p-1000, 1e-12, 0, "upper tail of 1e-301");
    check_close(beta_lower((Beta){100, 1}, 1e-3), 1e-300, 1e-12, 0, "lower tail of 1e-300");
}

static void density_is_the_textbook_one(void **state) {
    (void)state;
    check_close(beta_density((Beta){2, 3}, .25), 12 * .25 * .5625, 1e-14, 0, "12 x (1-x)^2");
    check_close(beta_density((Beta){1, 3}, 0), 3, 0, 0, "at 0");
    check_close(beta_density((Beta){4, 1}, 1), 4, 0, 0, "at 1");
    assert_true(isinf(beta_density((Beta){.5, 3}, 0)));
    check_close(beta_density((Beta){2, 3}, 1.5), 0, 0, 0, "outside");
}

/* Deterministic, but spread like random numbers: the fractional parts of multiples of three irrationals. */
static double scatter(long i, double step) { return fmod(((double)i + .5) * step, 1); }

static void no_quantile_of_100000_posteriors_is_nan_and_each_leads_back(void **state) {
    (void)state;
    for (long i = 0; i < 100000; i++) {
        const Beta beta = {pow(10, -3 + 11 * scatter(i, .6180339887498949)),
                           pow(10, -3 + 11 * scatter(i, .7548776662466927))};
        const double u = scatter(i, .5698402909980532), p = i % 3 ? u : pow(10, -300 * u);
        const BetaPoint at = beta_quantile(beta, p);
        assert_true(at.x >= 0 && at.x <= 1 && at.rest >= 0 && at.rest <= 1);
        if (at.x < 1e-290 || at.rest < 1e-290) continue; /* beyond what a double holds */
        const BetaTails tails = beta_tails(beta, at);
        const double off = p < .5 ? tails.lower / p - 1 : tails.upper / (1 - p) - 1;
        /* 1e-10 of x, or of 1 - x, seen in the tail, and what rounding p to a double leaves */
        const double slope = tails.slope / (p < .5 ? p : 1 - p);
        if (!(fabs(off) <= fmax(1e-10 * slope, 1e-9)))
            check_fail_at(__FILE__, __LINE__, "a %g b %g p %g: off by %g", beta.alpha, beta.beta, p, off);
    }
}

static void upper_quantiles_mirror_lower_ones(void **state) {
    (void)state;
    const BetaPoint lower = beta_quantile((Beta){3.3, 713.1}, 1e-20);
    const BetaPoint upper = beta_quantile_upper((Beta){713.1, 3.3}, 1e-20);
    check_close(upper.rest, lower.x, 0, 0, "mirrored");
}

static void ends_of_the_scale_are_the_ends_of_the_rate(void **state) {
    (void)state;
    check_close(beta_quantile((Beta){2, 3}, 0).x, 0, 0, 0, "p = 0");
    check_close(beta_quantile((Beta){2, 3}, 1).x, 1, 0, 0, "p = 1");
    check_close(beta_quantile((Beta){1e-3, 1}, 1e-300).x, 0, 0, 0, "below the smallest double");
    check_close(beta_lower((Beta){2, 3}, -1), 0, 0, 0, "below 0");
    check_close(beta_lower((Beta){2, 3}, 2), 1, 0, 0, "above 1");
}

static void parameters_that_are_none_give_nan(void **state) {
    (void)state;
    assert_true(isnan(beta_quantile((Beta){0, 1}, .5).x));
    assert_true(isnan(beta_quantile((Beta){1, INFINITY}, .5).x));
    assert_true(isnan(beta_quantile((Beta){1, 1}, NAN).x));
    assert_true(isnan(beta_lower((Beta){1, NAN}, .5)));
    assert_true(isnan(beta_lower((Beta){1, 1}, NAN)));
}

static void moments_lead_to_a_beta_and_back(void **state) {
    (void)state;
    const Beta beta = beta_from_moments(2. / 7, 10. / 392); /* Beta(2, 5): ab / ((a+b)^2 (a+b+1)) */
    check_close(beta.alpha, 2, 1e-13, 0, "alpha");
    check_close(beta.beta, 5, 1e-13, 0, "beta");
    check_close(beta_variance((Beta){2, 5}), 10. / 392, 1e-15, 0, "variance");
}

/* ln [Gamma(a+k)/Gamma(a)] for whole k is the log of a (a+1) ... (a+k-1), by hand. */
static void log_rising_is_the_log_of_the_product(void **state) {
    (void)state;
    check_close(numerics_log_rising(.5, 3), log(.5 * 1.5 * 2.5), 1e-14, 0, "from .5");
    check_close(numerics_log_rising(1e12, 2), log(1e12) + log(1e12 + 1), 1e-15, 0, "from 1e12");
    check_close(numerics_log_rising(1e-9, 1), log(1e-9), 1e-14, 0, "from 1e-9");
    check_close(numerics_log_rising(4, .5), lgamma(4.5) - lgamma(4), 1e-14, 0, "half a step");
}

static void gauss_legendre_is_exact_for_polynomials(void **state) {
    (void)state;
    double nodes[24], weights[24], sum = 0, power = 0;
    numerics_gauss_legendre(24, nodes, weights);
    for (size_t i = 0; i < 24; i++) {
        sum += weights[i];
        power += weights[i] * pow(nodes[i], 46);
    }
    check_close(sum, 2, 1e-14, 0, "weights");
    check_close(power, 2. / 47, 1e-13, 0, "x^46");
}

int main(void) {
    numerics_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_the_vectors),
        cmocka_unit_test(tails_at_the_vectors_quantiles_give_back_p),
        cmocka_unit_test(tails_known_in_closed_form_come_out_exactly),
        cmocka_unit_test(density_is_the_textbook_one),
        cmocka_unit_test(no_quantile_of_100000_posteriors_is_nan_and_each_leads_back),
        cmocka_unit_test(upper_quantiles_mirror_lower_ones),
        cmocka_unit_test(ends_of_the_scale_are_the_ends_of_the_rate),
        cmocka_unit_test(parameters_that_are_none_give_nan),
        cmocka_unit_test(moments_lead_to_a_beta_and_back),
        cmocka_unit_test(log_rising_is_the_log_of_the_product),
        cmocka_unit_test(gauss_legendre_is_exact_for_polynomials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
