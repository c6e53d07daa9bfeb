/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/lag.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>

enum {
    MEAN_TERMS = 1024,  /* of the mean, summed one by one */
    MEDIAN_ROUNDS = 100 /* at most, of Newton's method */
};

const char *lag_family_name(LagFamily family) {
    static const char *const NAMES[LAG_FAMILIES] = {"weibull", "lognormal", "gamma"};
    return NAMES[family];
}

static double normal_lower(double y) { return erfc(-y * M_SQRT1_2) / 2; }

/* Returns ln of the median of the gamma distribution with scale 1. Newton's method on ln P in ln x, where P is
 * concave: from the left it climbs without overshooting. For small shapes P(x) is nearly x^shape / Gamma(shape + 1)
 * (gsl_cdf_gamma_Pinv is NaN there). */
static double gamma_log_median(double shape) {
    const double power = -(M_LN2 - gsl_sf_lngamma(shape + 1)) / shape;
    double y = shape > 1 ? log(shape) - 1 / (3 * shape) : power;
    for (int i = 0; i < MEDIAN_ROUNDS; i++) {
        const double x = exp(y), lower = gsl_cdf_gamma_P(x, shape, 1);
        const double step = log(2 * lower) * lower / (x * gsl_ran_gamma_pdf(x, shape, 1));
        y -= step;
        if (fabs(step) < 1e-15 * fmax(1, fabs(y))) break;
    }
    return y;
}

Lag lag_from_median(LagFamily family, double log_median, double log_s) {
    const double s = exp(log_s);
    switch (family) {
    case LAG_WEIBULL: return (Lag){family, s, log_median - log(M_LN2) / s};
    case LAG_GAMMA: return (Lag){family, s, log_median - gamma_log_median(s)};
    default: return (Lag){family, s, log_median};
    }
}

double lag_log_median(Lag lag) {
    switch (lag.family) {
    case LAG_WEIBULL: return lag.log_scale + log(M_LN2) / lag.shape;
    case LAG_GAMMA: return lag.log_scale + gamma_log_median(lag.shape);
    default: return lag.log_scale;
    }
}

/* ln(t / scale) x shape for a Weibull, / shape for a lognormal; ln(t / scale) for a gamma. */
static double standardised(Lag lag, double t) {
    const double y = log(t) - lag.log_scale;
    if (lag.family == LAG_WEIBULL) return y * lag.shape;
    return lag.family == LAG_LOGNORMAL ? y / lag.shape : y;
}

double lag_cdf(Lag lag, double t) {
    if (!(t > 0)) return 0;
    const double y = standardised(lag, t);
    switch (lag.family) {
    case LAG_WEIBULL: return -expm1(-exp(y));
    case LAG_LOGNORMAL: return normal_lower(y);
    default: return gsl_cdf_gamma_P(exp(y), lag.shape, 1);
    }
}

double lag_survival(Lag lag, double t) {
    if (!(t > 0)) return 1;
    const double y = standardised(lag, t);
    switch (lag.family) {
    case LAG_WEIBULL: return exp(-exp(y));
    case LAG_LOGNORMAL: return normal_lower(-y);
    default: return gsl_cdf_gamma_Q(exp(y), lag.shape, 1);
    }
}

double lag_between(Lag lag, double from, double to) {
    if (!(from > 0)) return lag_cdf(lag, to);
    if (lag.family == LAG_WEIBULL) {
        const double hazard = exp(standardised(lag, from));
        return -exp(-hazard) * expm1(-hazard * expm1(lag.shape * log(to / from)));
    }
    const double beyond = lag_survival(lag, from);
    if (beyond < .5) return beyond - lag_survival(lag, to);
    return lag_cdf(lag, to) - lag_cdf(lag, from);
}

/* E[max(T - t, 0)]. */
static double mean_excess(Lag lag, double t) {
    const double y = standardised(lag, t), scale = exp(lag.log_scale);
    switch (lag.family) {
    case LAG_WEIBULL:
        return scale * gsl_sf_gamma(1 + 1 / lag.shape) * gsl_cdf_gamma_Q(exp(y), 1 / lag.shape, 1);
    case LAG_LOGNORMAL:
        return scale * exp(lag.shape * lag.shape / 2) * normal_lower(lag.shape - y) - t * normal_lower(-y);
    default:
        return lag.shape * scale * gsl_cdf_gamma_Q(exp(y), lag.shape + 1, 1) -
               t * gsl_cdf_gamma_Q(exp(y), lag.shape, 1);
    }
}

double lag_mean_days(Lag lag) {
    double sum = 0;
    for (int n = MEAN_TERMS - 1; n >= 1; n--) sum += lag_survival(lag, n); /* the small ones first */
    /* The rest by Euler and Maclaurin: integral, half the first term, a twelfth of the slope. */
    const double at = MEAN_TERMS;
    return sum + mean_excess(lag, at) + lag_survival(lag, at) / 2 + lag_between(lag, at - .5, at + .5) / 12;
}

/* From day to day only one tail is computed anew: the lower one below the median, the upper one above it. */
static void fill_from_tails(Lag lag, size_t count, double *pmf) {
    double before = 0;
    bool above = false;
    for (size_t d = 0; d < count; d++) {
        const double t = (double)d + 1, after = above ? lag_survival(lag, t) : lag_cdf(lag, t);
        pmf[d] = above ? before - after : after - before;
        before = !above && after > .5 ? lag_survival(lag, t) : after;
        above = above || after > .5;
    }
}

void lag_fill_pmf(Lag lag, size_t count, double *pmf) {
    if (lag.family != LAG_WEIBULL) fill_from_tails(lag, count, pmf);
    else
        for (size_t d = 0; d < count; d++) pmf[d] = lag_between(lag, (double)d, (double)d + 1);
}

void lag_convolve(const double *a, const double *b, size_t count, double *out) {
    for (size_t d = 0; d < count; d++) {
        double sum = 0;
        for (size_t i = 0; i <= d; i++) sum += a[i] * b[d - i];
        out[d] = sum;
    }
}
