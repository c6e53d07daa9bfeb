/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/chain.h"
#include <complex.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>
#include <stdbool.h>

enum {
    TERMS_MOST = 20000,
    SADDLE_STEPS = 30,
    QUANTILE_STEPS = 100,
    STIRLING_FROM = 12,
    LOGIT_MOST = 700,
    LOGIT_ONE = 36 /* beyond it 1 - x is below the last digit */
};
#define STEP_ENOUGH  1e-8 /* of the logit, in Newton's steps for a quantile */
#define STEP         .15  /* of the trapezoidal rule, in standard deviations of the saddle */
#define LEAN         .5
#define NEGLIGIBLE   1e-18   /* of the sum so far */
#define SADDLE_LOWER (-30.0) /* ln s */
#define SADDLE_UPPER 60.0

typedef struct Chain {
    const Beta *rates;
    size_t count;
} Chain;

double chain_mean(const Beta *rates, size_t count) {
    double mean = 1;
    for (size_t i = 0; i < count; i++) mean *= beta_mean(rates[i]);
    return mean;
}

double chain_sd(const Beta *rates, size_t count) {
    double log_square = 0; /* ln E[x^2] / E[x]^2 */
    for (size_t i = 0; i < count; i++) {
        const double mean = beta_mean(rates[i]);
        log_square += log1p(beta_variance(rates[i]) / (mean * mean));
    }
    return chain_mean(rates, count) * sqrt(expm1(log_square));
}

static double complex log1p_complex(double complex z) {
    const double x = creal(z), y = cimag(z);
    return .5 * log1p(2 * x + x * x + y * y) + I * atan2(y, 1 + x);
}

/* The error of Stirling's formula, as in numerics, for |z| >= STIRLING_FROM away from the negative axis. */
static double complex stirling_series(double complex z) {
    const double complex v = 1 / (z * z);
    return (1. / 12 -
            v * (1. / 360 - v * (1. / 1260 - v * (1. / 1680 - v * (1. / 1188 - v * (691. / 360360)))))) /
           z;
}

/* Says whether that series is good at z: far from 0, and farther still on the left. */
static bool is_far(double complex z) { return cabs(z) >= (creal(z) < 0 ? 8 : 1) * STIRLING_FROM; }

/* ln [Gamma(a + s) / Gamma(a)], up to a multiple of 2 pi i. Both are moved up until Stirling's formula is good. */
static double complex log_rising(double a, double complex s) {
    double complex below = 1, shifted = 0;
    for (; a < STIRLING_FROM || !is_far(a + s); a++) {
        below *= a / (a + s);
        if (cabs(below) < 1e-200) {
            shifted += clog(below);
            below = 1;
        }
    }
    return shifted + clog(below) + (a - .5) * log1p_complex(s / a) + s * (clog(a + s) - 1) +
           stirling_series(a + s) - stirling_series(a);
}

/* ln E[product^s] - s log_x - ln s. */
static double complex exponent(Chain chain, double log_x, double complex s) {
    double complex sum = -s * log_x - clog(s);
    for (size_t i = 0; i < chain.count; i++) {
        const double a = chain.rates[i].alpha, size = a + chain.rates[i].beta;
        sum += log_rising(a, s) - log_rising(size, s);
    }
    return sum;
}

/* Derivative of that at real s: the first, second or third. */
static double slope(Chain chain, double log_x, double s, int order) {
    double sum = order == 1 ? -log_x - 1 / s : order == 2 ? 1 / (s * s) : -2 / (s * s * s);
    for (size_t i = 0; i < chain.count; i++) {
        const double a = chain.rates[i].alpha, size = a + chain.rates[i].beta;
        sum += gsl_sf_psi_n(order - 1, a + s) - gsl_sf_psi_n(order - 1, size + s);
    }
    return sum;
}

/* The exponent has one minimum on the real axis right of 0. Any point near it serves. */
static double find_saddle(Chain chain, double log_x) {
    double lo = SADDLE_LOWER, hi = SADDLE_UPPER;
    for (int i = 0; i < SADDLE_STEPS; i++) {
        const double middle = (lo + hi) / 2;
        if (slope(chain, log_x, exp(middle), 1) < 0) lo = middle;
        else hi = middle;
    }
    return exp((lo + hi) / 2);
}

/* P(product > x), and what it loses as ln x rises. */
typedef struct Tail {
    double upper, density;
} Tail;

/* The path leaves the saddle along the steepest descent and then leans to the left by LEAN: there x^-s falls, which
 * a few failures alone would not make fast, and what is nearly normal does not yet rise. It is the hyperbola
 * s = saddle + iy - LEAN (sqrt(y^2 + width^2) - width). */
static Tail integrate(Chain chain, double log_x) {
    const double saddle = find_saddle(chain, log_x), bend = slope(chain, log_x, saddle, 2);
    const double curve = -slope(chain, log_x, saddle, 3) / (3 * bend); /* of the steepest descent: > 0 */
    const double width = LEAN / curve, step = STEP / sqrt(bend);
    double complex upper = 0, density = 0;
    int quiet = 0;
    for (int k = 0; k < TERMS_MOST && quiet < 3; k++) {
        const double y = k * step, root = hypot(y, width);
        const double complex s = saddle - LEAN * y * y / (root + width) + I * y,
                             direction = 1 + I * LEAN * y / root;
        const double complex term = (k ? 1 : .5) * cexp(exponent(chain, log_x, s)) * direction;
        upper += term;
        density += term * s;
        const bool adds =
            cabs(term) > NEGLIGIBLE * cabs(upper) || cabs(term * s) > NEGLIGIBLE * cabs(density);
        quiet = adds ? 0 : quiet + 1;
    }
    return (Tail){creal(upper) * step / M_PI, creal(density) * step / M_PI};
}

double chain_upper(const Beta *rates, size_t count, double x) {
    if (!(x > 0 && x < 1)) return x <= 0 ? 1 : x >= 1 ? 0 : NAN;
    return integrate((Chain){rates, count}, log(x)).upper;
}

/* Newton's step in the logit for ln tail = ln p of the smaller tail, or NaN. */
static double newton_step(Tail tail, BetaPoint at, double p) {
    const bool is_lower = p <= .5;
    const double have = is_lower ? 1 - tail.upper : tail.upper, want = is_lower ? p : 1 - p;
    const double rate = (is_lower ? 1 : -1) * tail.density * at.rest / have; /* d ln x = (1 - x) d logit x */
    return have > 0 && tail.density > 0 ? log(want / have) / rate : NAN;
}

double chain_quantile(const Beta *rates, size_t count, double p) {
    if (!(p > 0 && p < 1)) return p == 0 || p == 1 ? p : NAN;
    const double mean = chain_mean(rates, count), sd = chain_sd(rates, count);
    const BetaPoint start = beta_quantile(beta_from_moments(mean, sd * sd), p);
    double lo = -LOGIT_MOST, hi = LOGIT_ONE, logit = fmin(fmax(beta_logit(start), lo), hi);
    for (int i = 0; i < QUANTILE_STEPS; i++) {
        const BetaPoint at = beta_point_at_logit(logit);
        const Tail tail = integrate((Chain){rates, count}, at.x < .5 ? log(at.x) : log1p(-at.rest));
        if (1 - tail.upper < p) lo = logit;
        else hi = logit;
        const double step = newton_step(tail, at, p);
        const bool inside = logit + step >= lo && logit + step <= hi, is_last = fabs(step) < STEP_ENOUGH;
        logit = inside || is_last ? logit + step : (lo + hi) / 2;
        if (is_last || hi - lo < STEP_ENOUGH) break; /* Newton: the next step would be its square */
    }
    return logit <= -LOGIT_MOST + 1 ? 0 : beta_point_at_logit(logit).x;
}
