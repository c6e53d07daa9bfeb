/* SPDX-License-Identifier: GPL-3.0-or-later */
/* beta.h - the beta distribution: what a rate may be, as a density, its tails and its quantiles. Pure, no
 * allocation. Sound for alpha and beta from 1e-3 to 1e8 (a parameter that is not a positive finite number
 * gives NaN). Relative errors: tails about 1e-13 (1e-11 near the mean from alpha + beta = 1e7 on), quantiles
 * below 1e-12. */
#ifndef MODELS_BETA_H
#define MODELS_BETA_H

typedef struct Beta {
    double alpha, beta; /* both > 0 */
} Beta;

/* A rate and what is missing to 1, each exact to its last digits however near to 0 it is. */
typedef struct BetaPoint {
    double x, rest; /* x + rest = 1 */
} BetaPoint;

/* Everything that one evaluation at a point gives. */
typedef struct BetaTails {
    double lower, upper; /* P(rate <= x) and P(rate > x), neither made from the other where it is small */
    double slope;        /* d lower / d logit x = x (1 - x) density; its own logarithm falls by `lean` */
    double lean;         /* a logit x: (alpha + beta) x - alpha */
} BetaTails;

/* Returns the point at x in [0, 1]. */
BetaPoint beta_point(double x);

/* Return the mean and the variance. */
double beta_mean(Beta beta);
double beta_variance(Beta beta);

/* Returns the beta of this mean in (0, 1) and variance in (0, mean (1 - mean)). */
Beta beta_from_moments(double mean, double variance);

/* Returns ln B(alpha, beta). */
double beta_log_function(Beta beta);

/* Returns the density at x in [0, 1]. */
double beta_density(Beta beta, double x);

/* Returns the tails at a point. A. R. DiDonato & A. H. Morris, "Algorithm 708", ACM TOMS 18 (1992): the power
 * x^a (1-x)^b / B in C. Loader's form, times their continued fraction (9). */
BetaTails beta_tails(Beta beta, BetaPoint at);

/* Return one of them; x in [0, 1] (beyond it, 0 or 1). */
double beta_lower(Beta beta, double x);
double beta_upper(Beta beta, double x);

/* Return where the lower (upper) tail is p in [0, 1]. What is below the smallest double comes as 0. */
BetaPoint beta_quantile(Beta beta, double p);
BetaPoint beta_quantile_upper(Beta beta, double p);

/* Return x of a logit, and the logit of a point with x in (0, 1). */
BetaPoint beta_point_at_logit(double logit);
double beta_logit(BetaPoint at);

#endif
