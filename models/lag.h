/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lag.h - how long a step takes, for the leads that take it at all: three families of distributions on (0, inf).
 * Times are in days. A lag of d whole days (event date - entry date) is a time in [d, d + 1), so that
 * P(lag = d) = F(d + 1) - F(d) and P(lag <= H) = F(H + 1). Pure, no allocation. Relative errors below 1e-12;
 * in tails below 1e-14 they grow to 1e-9. */
#ifndef MODELS_LAG_H
#define MODELS_LAG_H
#include <stddef.h>

typedef enum LagFamily { LAG_WEIBULL, LAG_LOGNORMAL, LAG_GAMMA, LAG_FAMILIES } LagFamily;

/* Weibull: F(t) = 1 - exp(-(t/scale)^shape); lognormal: Phi(ln(t/scale) / shape); gamma: P(shape, t/scale). */
typedef struct Lag {
    LagFamily family;
    double shape, log_scale; /* shape > 0; log_scale: ln of days */
} Lag;

/* Returns the name of a family in lower case. */
const char *lag_family_name(LagFamily family);

/* Returns the lag of this family whose median is exp(log_median) days and whose shape is exp(log_s). */
Lag lag_from_median(LagFamily family, double log_median, double log_s);

/* Returns ln of the median. */
double lag_log_median(Lag lag);

/* Return P(T <= t), P(T > t) and P(from < T <= to) for 0 <= from <= to, none made from a nearly equal other. */
double lag_cdf(Lag lag, double t);
double lag_survival(Lag lag, double t);
double lag_between(Lag lag, double from, double to);

/* Returns the mean of the lag in whole days, the sum of P(T > n) over n >= 1. */
double lag_mean_days(Lag lag);

/* Stores P(lag = d) for d = 0 .. count - 1 in `pmf`. */
void lag_fill_pmf(Lag lag, size_t count, double *pmf);

/* Stores the first `count` values of the convolution of `a` and `b` (`count` values each) in `out`, which is
 * neither: of two independent lags of these chances, those of their sum. */
void lag_convolve(const double *a, const double *b, size_t count, double *out);

#endif
