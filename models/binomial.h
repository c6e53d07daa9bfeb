/* SPDX-License-Identifier: GPL-3.0-or-later */
/* binomial.h - what k of n says about a rate, exactly: tests of a promised rate, intervals, and how many
 * leads a test needs. Pure, no allocation. Counts are 0 <= k <= n, rates in [0, 1]; relative error of tails
 * and bounds below 1e-11. */
#ifndef MODELS_BINOMIAL_H
#define MODELS_BINOMIAL_H
#include "models/base/err.h"
#include <stdbool.h>

typedef struct Interval {
    double low, high;
} Interval;

/* Return P(X <= k), P(X >= k) and P(X = k) for X ~ Binomial(n, rate); k may lie outside 0..n. */
double binomial_at_most(long k, long n, double rate);
double binomial_at_least(long k, long n, double rate);
double binomial_exactly(long k, long n, double rate);

/* Returns the two-sided p value of `k` of `n` against `rate`: the probability of everything that is no likelier
 * than `k`, up to R's factor 1 + 1e-7 (R, binom.test). */
double binomial_two_sided(long k, long n, double rate);

/* Return the two-sided interval at `level` in (0, 1) after `k` of `n` > 0: Clopper-Pearson (exact); Wilson (score,
 * no continuity correction); Jeffreys (quantiles of Beta(k + 1/2, n - k + 1/2), not widened at k = 0 or n). */
Interval binomial_clopper_pearson(long k, long n, double level);
Interval binomial_wilson(long k, long n, double level);
Interval binomial_jeffreys(long k, long n, double level);

/* A one-sided exact test of a promised rate, to be held with this power where the other rate is the true one.
 * The promise is refuted from above (true > promised) or from below. */
typedef struct Claim {
    double promised, truth; /* in (0, 1), different */
    double alpha, power;    /* in (0, 1) */
} Claim;

/* A test of `leads` leads: refuted by `critical` or more (fewer, where it is refuted from below). */
typedef struct ClaimTest {
    long leads, critical;
    double size, power; /* attained: at the promised rate, at the true one */
} ClaimTest;

/* Returns the test with `leads` leads; critical lies outside 0..leads, size and power are 0, where it can never
 * refute. */
ClaimTest binomial_claim_test(Claim claim, long leads);

/* Stores in `first` the smallest test that has the power, and in `all` the smallest from which on every number
 * of leads has it (seen up to twice as many: power is a saw). Fails with ERR_DATA where a parameter is out of
 * range, or where more than 200,000 leads are needed. */
Status binomial_claim_leads(Claim claim, ClaimTest *first, ClaimTest *all, Err *err);

/* Leads an arm, not rounded up, of a two-sided comparison of two rates, by four formulas. */
typedef struct TwoRates {
    double unpooled, pooled, corrected, arcsine;
} TwoRates;

/* Returns them for rates in (0, 1), different; alpha and power in (0, 1). `pooled` is R's power.prop.test;
 * `corrected` adds the continuity correction of Fleiss, Tytun & Ury (1980); `arcsine` is Cohen's (1988). */
TwoRates binomial_two_rates(double rate, double other, double alpha, double power);

#endif
