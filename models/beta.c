/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/beta.h"
#include "models/numerics.h"
#include <float.h>
#include <math.h>
#include <stdbool.h>

/* Whoever stops a Newton step this short of a standard deviation is exact after it: the steps are cubic. */
#define STEP_ENOUGH   1e-5
#define HUGE_FRACTION 0x1p300
enum { FRACTION_TERMS = 200000, QUANTILE_STEPS = 200, LOGIT_MOST = 700 };

static bool is_valid(Beta beta) {
    return beta.alpha > 0 && beta.beta > 0 && isfinite(beta.alpha) && isfinite(beta.beta);
}

static Beta swap_beta(Beta beta) { return (Beta){beta.beta, beta.alpha}; }
static BetaPoint swap_point(BetaPoint at) { return (BetaPoint){at.rest, at.x}; }

BetaPoint beta_point(double x) { return (BetaPoint){x, 1 - x}; }

BetaPoint beta_point_at_logit(double logit) {
    return (BetaPoint){1 / (1 + exp(-logit)), 1 / (1 + exp(logit))};
}

double beta_logit(BetaPoint at) { return log(at.x) - log(at.rest); }

double beta_mean(Beta beta) { return beta.alpha / (beta.alpha + beta.beta); }

double beta_variance(Beta beta) {
    const double size = beta.alpha + beta.beta;
    return (beta.alpha / size) * (beta.beta / size) / (size + 1);
}

Beta beta_from_moments(double mean, double variance) {
    const double size = mean * (1 - mean) / variance - 1;
    return (Beta){mean * size, (1 - mean) * size};
}

double beta_log_function(Beta beta) {
    const double small = fmin(beta.alpha, beta.beta), large = fmax(beta.alpha, beta.beta);
    int sign = 0;
    return lgamma_r(small, &sign) - numerics_log_rising(large, small);
}

/* x^alpha (1-x)^beta / B. `excess` is beta x - alpha (1-x) = (alpha + beta) x - alpha. The exponent is a sum of
 * two deviances, both >= 0, so that nothing cancels even where alpha + beta is 1e8. */
static double power(Beta beta, BetaPoint at, double excess) {
    const double a = beta.alpha, b = beta.beta, size = a + b;
    const double deviance = a * numerics_log_deviance(excess / a, size * at.x / a) +
                            b * numerics_log_deviance(-excess / b, size * at.rest / b);
    const double stirling =
        numerics_stirling_error(size) - numerics_stirling_error(a) - numerics_stirling_error(b);
    return sqrt(a * (b / size) / (2 * M_PI)) * exp(stirling - deviance);
}

/* The lower tail is the power times this continued fraction (DiDonato & Morris 1992, (9)), quick for x up to
 * about the mean. Its convergents are kept as numerator and denominator, the last and the one before. */
static double lower_fraction(Beta beta, BetaPoint at, double excess) {
    const double a = beta.alpha, b = beta.beta, x = at.x;
    double top = 1, top_before = 0, bottom = a / (a + 1) * (1 - excess), bottom_before = 1;
    double per = 1 / (a + 1);
    for (int i = 1; i < FRACTION_TERMS; i++) {
        const double n = i, per_next = 1 / (a + 2 * n + 1), w = n * (b - n) * x * per;
        const double over = (a + n - 1) * (a + b + n - 1) * w * x * per;
        const double under = n + w + (a + n) * per_next * (1 - excess + n * (1 + at.rest));
        const double top_next = under * top + over * top_before;
        const double bottom_next = under * bottom + over * bottom_before;
        const double scale = fabs(bottom_next) > HUGE_FRACTION ? 1 / HUGE_FRACTION : 1;
        if (fabs(top_next * bottom - top * bottom_next) <= DBL_EPSILON * fabs(top * bottom_next))
            return top_next / bottom_next;
        top_before = top * scale;
        bottom_before = bottom * scale;
        top = top_next * scale;
        bottom = bottom_next * scale;
        per = per_next;
    }
    return top / bottom;
}

/* Both tails where the lower one is the one to compute. */
static BetaTails tails_from_below(Beta beta, BetaPoint at, double excess) {
    const double slope = power(beta, at, excess);
    const double lower = fmin(slope * lower_fraction(beta, at, excess), 1);
    return (BetaTails){lower, 1 - lower, slope, excess};
}

BetaTails beta_tails(Beta beta, BetaPoint at) {
    if (!is_valid(beta) || isnan(at.x) || isnan(at.rest)) return (BetaTails){NAN, NAN, NAN, NAN};
    if (at.x <= 0) return (BetaTails){0, 1, 0, -beta.alpha};
    if (at.rest <= 0) return (BetaTails){1, 0, 0, beta.beta};
    const double excess = beta.beta * at.x - beta.alpha * at.rest;
    /* (alpha + 1) / (size + 2), not the mean: where alpha is far below 1, the lower tail is nearly all */
    if ((beta.beta + 1) * at.x <= (beta.alpha + 1) * at.rest) return tails_from_below(beta, at, excess);
    const BetaTails mirrored = tails_from_below(swap_beta(beta), swap_point(at), -excess);
    return (BetaTails){mirrored.upper, mirrored.lower, mirrored.slope, excess};
}

double beta_lower(Beta beta, double x) { return beta_tails(beta, beta_point(x)).lower; }
double beta_upper(Beta beta, double x) { return beta_tails(beta, beta_point(x)).upper; }

double beta_density(Beta beta, double x) {
    if (!is_valid(beta) || isnan(x)) return NAN;
    if (x < 0 || x > 1) return 0;
    if (x == 0) return beta.alpha == 1 ? beta.beta : beta.alpha > 1 ? 0 : INFINITY;
    if (x == 1) return beta.beta == 1 ? beta.alpha : beta.beta > 1 ? 0 : INFINITY;
    return power(beta, beta_point(x), beta.beta * x - beta.alpha * (1 - x)) / (x * (1 - x));
}

/* Where the lower tail is p if only the first term of its series counted: a bound from below for beta >= 1. */
static double logit_of_power(Beta beta, double log_p) {
    return (log_p + log(beta.alpha) + beta_log_function(beta)) / beta.alpha;
}

/* Abramowitz & Stegun 26.5.22 where both parameters allow it, else the normal in the logit. */
static double logit_of_normal(Beta beta, double p) {
    const double a = beta.alpha, b = beta.beta, z = numerics_normal_quantile(p);
    if (a < 1 || b < 1) return log(a / b) + z * sqrt(1 / a + 1 / b);
    const double s = 1 / (2 * a - 1), t = 1 / (2 * b - 1), h = 2 / (s + t), r = (z * z - 3) / 6;
    const double w = -z * sqrt(fmax(h + r, 0)) / h - (t - s) * (r + 5. / 6 - 2 / (3 * h));
    return log(a / b) - 2 * w;
}

/* Newton's step for ln lower = ln p in the logit, with Halley's correction. ln lower is concave there. */
static double halley_step(BetaTails tails, double log_p) {
    const double log_lower = tails.lower < .5 ? log(tails.lower) : log1p(-tails.upper);
    const double slope = tails.slope / tails.lower, newton = (log_p - log_lower) / slope;
    return newton / fmin(fmax(1 - newton * (tails.lean + slope) / 2, .5), 2);
}

/* p in (0, 1/2]. The bracket only serves where rounding or a tail that underflows leads the steps astray. */
static BetaPoint solve_lower(Beta beta, double p) {
    const double log_p = log(p), first = logit_of_power(beta, log_p);
    if (first + log(fmax(beta.beta, 1)) < log(DBL_EPSILON / 8)) return (BetaPoint){exp(first), 1};
    const double spread = sqrt(1 / beta.alpha + 1 / beta.beta);
    double lo = -LOGIT_MOST, hi = LOGIT_MOST, logit = logit_of_normal(beta, p);
    if (beta.beta >= 1) logit = fmax(logit, first);
    logit = fmin(fmax(logit, lo), hi);
    for (int i = 0; i < QUANTILE_STEPS; i++) {
        const BetaTails tails = beta_tails(beta, beta_point_at_logit(logit));
        if (tails.lower < p) lo = logit;
        else hi = logit;
        const double step = tails.lower > 0 && tails.slope > 0 ? halley_step(tails, log_p) : NAN;
        const bool inside = logit + step >= lo && logit + step <= hi;
        const bool is_last = fabs(step) <= STEP_ENOUGH * fmin(spread, 1);
        logit = inside || is_last ? logit + step : (lo + hi) / 2;
        if (is_last) break;
    }
    return beta_point_at_logit(logit);
}

BetaPoint beta_quantile(Beta beta, double p) {
    if (!is_valid(beta) || !(p >= 0 && p <= 1)) return (BetaPoint){NAN, NAN};
    if (p == 0) return (BetaPoint){0, 1};
    if (p == 1) return (BetaPoint){1, 0};
    return p <= .5 ? solve_lower(beta, p) : swap_point(solve_lower(swap_beta(beta), 1 - p));
}

BetaPoint beta_quantile_upper(Beta beta, double p) { return swap_point(beta_quantile(swap_beta(beta), p)); }
