/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/cure.h"
#include "models/numerics.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>
#include <string.h>

static const char *const CASES[] = {"noloss", "losses", "young", "truncated", "unseen"};
enum { CASE_COUNT = sizeof CASES / sizeof *CASES, VENDORS_MOST = 16 };

typedef struct Case {
    const char *names[VENDORS_MOST];
    MaturityVendor vendors[VENDORS_MOST];
    MaturityData data;
} Case;

static size_t vendor_number(Case *in, const char *name) {
    for (size_t v = 0; v < in->data.vendor_count; v++)
        if (strcmp(in->names[v], name) == 0) return v;
    in->names[in->data.vendor_count] = name;
    return in->data.vendor_count++;
}

/* Each row of the vectors becomes leads of one age (for won and lost ones the day they left: only their entry is
 * read) and, unless they are open, of one lag. */
static void add_row(Case *in, const Vectors *vectors, size_t row, Arena *arena) {
    MaturityVendor *vendor = &in->vendors[vendor_number(in, vectors_text(vectors, row, "vendor"))];
    const int32_t days = (int32_t)vectors_number(vectors, row, "days");
    const double count = vectors_number(vectors, row, "count"), entry = vectors_number(vectors, row, "entry");
    const bool won = vectors_is(vectors, row, "kind", "won"), lost = vectors_is(vectors, row, "kind", "lost");
    if (vectors_is(vectors, row, "entry_kind", "truncated")) in->data.kind = MATURITY_TRUNCATED;
    if (vectors_is(vectors, row, "entry_kind", "unseen")) in->data.kind = MATURITY_UNSEEN;
    if (!vendor->ages) {
        vendor->ages = ARENA_ARRAY(arena, MaturityAge, vectors_count(vectors));
        vendor->lags = ARENA_ARRAY(arena, MaturityLag, vectors_count(vectors));
    }
    vendor->ages[vendor->age_count++] =
        (MaturityAge){days, (int32_t)entry, count, won ? count : 0, lost ? count : 0, 0, 0};
    if (won || lost)
        vendor->lags[vendor->lag_count++] = (MaturityLag){days, won ? count : 0, lost ? count : 0};
}

static Case *read_case(const Vectors *vectors, const char *name, Arena *arena) {
    Case *in = ARENA_NEW(arena, Case);
    in->data.vendors = in->vendors;
    for (size_t i = 0; i < vectors_count(vectors); i++)
        if (vectors_is(vectors, i, "case", name)) add_row(in, vectors, i, arena);
    return in;
}

/* The value of a quantity, or NaN where the case has none. */
static double wanted(const Vectors *vectors, const char *name, LagFamily family, const char *quantity,
                     const char *vendor) {
    for (size_t i = 0; i < vectors_count(vectors); i++)
        if (vectors_is(vectors, i, "case", name) &&
            vectors_is(vectors, i, "family", lag_family_name(family)) &&
            vectors_is(vectors, i, "quantity", quantity) && vectors_is(vectors, i, "vendor", vendor))
            return vectors_number(vectors, i, "value");
    return NAN;
}

static CureFit wanted_fit(const Vectors *vectors, const Case *in, const char *name, LagFamily family,
                          Arena *arena) {
    CureFit fit = {.rates = ARENA_ARRAY(arena, double, in->data.vendor_count),
                   .log_likelihood = wanted(vectors, name, family, "loglik", "")};
    if (family == LAG_LOGNORMAL)
        fit.lag = (Lag){family, wanted(vectors, name, family, "sigma", ""),
                        wanted(vectors, name, family, "mu", "")};
    else
        fit.lag = (Lag){family, wanted(vectors, name, family, "shape", ""),
                        log(wanted(vectors, name, family, "scale", ""))};
    for (size_t v = 0; v < in->data.vendor_count; v++)
        fit.rates[v] = wanted(vectors, name, family, "c", in->names[v]);
    const double share = wanted(vectors, name, family, "rho", "");
    if (!isnan(share))
        fit.loss = (CureLoss){share,
                              {LAG_WEIBULL, wanted(vectors, name, family, "g_shape", ""),
                               log(wanted(vectors, name, family, "g_scale", ""))}};
    return fit;
}

static void check_lag(Lag got, Lag want, const char *what) {
    check_close(got.shape, want.shape, 1e-6, 0, what);
    if (want.family == LAG_LOGNORMAL) check_close(got.log_scale, want.log_scale, 1e-6, 0, what); /* mu */
    else check_close(exp(got.log_scale), exp(want.log_scale), 1e-6, 0, what);
}

static void check_fit(CureFit got, CureFit want, const Case *in, const char *what) {
    assert_true(got.converged);
    check_close(got.log_likelihood, want.log_likelihood, 1e-11, 0, what);
    check_lag(got.lag, want.lag, what);
    for (size_t v = 0; v < in->data.vendor_count; v++)
        check_close(got.rates[v], want.rates[v], 1e-6, 0, what);
    check_close(got.loss.share, want.loss.share, 1e-6, 0, what);
    if (want.loss.share > 0) check_lag(got.loss.lag, want.loss.lag, what);
}

/* Calls `check` for each case and family. */
static void each_case(void (*check)(Case *in, CureFit want, const char *name, Arena *arena)) {
    Arena *arena = check_arena();
    Vectors *cases = vectors_open("tests/vectors/cure_cases.csv");
    Vectors *want = vectors_open("tests/vectors/cure.csv");
    for (size_t i = 0; i < CASE_COUNT; i++) {
        Case *in = read_case(cases, CASES[i], arena);
        for (LagFamily family = 0; family < LAG_FAMILIES; family++)
            check(in, wanted_fit(want, in, CASES[i], family, arena), CASES[i], arena);
    }
    vectors_close(want);
    vectors_close(cases);
    arena_free(arena);
}

static void check_likelihood(Case *in, CureFit want, const char *name, Arena *arena) {
    Cure *cure = cure_new(&in->data, CURE_LOSSES_MODELLED, arena);
    check_close(cure_log_likelihood(cure, want.lag, want.loss, want.rates), want.log_likelihood, 1e-9, 0,
                name);
}

static void the_likelihood_at_given_parameters_is_that_of_the_vectors(void **state) {
    (void)state;
    each_case(check_likelihood);
}

static void check_maximum(Case *in, CureFit want, const char *name, Arena *arena) {
    Cure *cure = cure_new(&in->data, CURE_LOSSES_MODELLED, arena);
    check_fit(cure_fit(cure, want.lag.family, arena), want, in, name);
}

static void the_maximum_is_that_of_the_vectors(void **state) {
    (void)state;
    each_case(check_maximum);
}

/* Numbers in (0, 1) without a library: the multiplier of a Lehmer generator. */
static double next_uniform(uint64_t *state) {
    *state = *state * 48271 % 2147483647;
    return (double)*state / 2147483647;
}

static void check_random_starts(Case *in, CureFit want, const char *name, Arena *arena) {
    uint64_t state = 20260331;
    Cure *cure = cure_new(&in->data, CURE_LOSSES_MODELLED, arena);
    for (int i = 0; i < 20; i++) {
        const double start[CURE_START] = {2 + 3 * next_uniform(&state), -1 + 2 * next_uniform(&state),
                                          -2 + 4 * next_uniform(&state), 2 + 3 * next_uniform(&state),
                                          -1 + 2 * next_uniform(&state)};
        const CureFit got = cure_fit_from(cure, want.lag.family, start, arena);
        check_close(got.log_likelihood, want.log_likelihood, 0, 1e-7, name);
    }
}

static void twenty_random_starts_reach_the_same_maximum(void **state) {
    (void)state;
    each_case(check_random_starts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_likelihood_at_given_parameters_is_that_of_the_vectors),
        cmocka_unit_test(the_maximum_is_that_of_the_vectors),
        cmocka_unit_test(twenty_random_starts_reach_the_same_maximum),
    };
    numerics_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
