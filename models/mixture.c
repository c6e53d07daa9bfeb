/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/mixture.h"
#include <math.h>
#include <stdbool.h>

/* Steps are Halley's: one this much shorter than the scale of the mixture is exact when taken. */
#define STEP_ENOUGH 1e-4
enum { STEPS_MOST = 200, LOGIT_MOST = 690 };

double mixture_mean(Mixture mixture) {
    double mean = 0;
    for (size_t i = 0; i < mixture.count; i++)
        mean += mixture.parts[i].weight * beta_mean(mixture.parts[i].beta);
    return mean;
}

static double variance_around(Mixture mixture, double mean) {
    double variance = 0;
    for (size_t i = 0; i < mixture.count; i++) {
        const double apart = beta_mean(mixture.parts[i].beta) - mean;
        variance += mixture.parts[i].weight * (beta_variance(mixture.parts[i].beta) + apart * apart);
    }
    return variance;
}

double mixture_sd(Mixture mixture) { return sqrt(variance_around(mixture, mixture_mean(mixture))); }

Beta mixture_collapse(Mixture mixture) {
    const double mean = mixture_mean(mixture);
    return beta_from_moments(mean, variance_around(mixture, mean));
}

BetaTails mixture_tails(Mixture mixture, BetaPoint at) {
    BetaTails sum = {0};
    for (size_t i = 0; i < mixture.count; i++) {
        const double weight = mixture.parts[i].weight;
        const BetaTails tails = beta_tails(mixture.parts[i].beta, at);
        sum.lower += weight * tails.lower;
        sum.upper += weight * tails.upper;
        sum.slope += weight * tails.slope;
        sum.lean += weight * tails.slope * tails.lean;
    }
    if (sum.slope > 0) sum.lean /= sum.slope;
    return sum;
}

/* Halley's step towards ln tail = ln p, in the logit; the tail is the lower one or the upper one. */
static double halley_step(BetaTails tails, double p, bool is_lower) {
    const double tail = is_lower ? tails.lower : tails.upper, sign = is_lower ? 1 : -1;
    const double slope = sign * tails.slope / tail, newton = log(p / tail) / slope;
    return newton / fmin(fmax(1 - newton * (tails.lean + slope) / 2, .5), 2);
}

double mixture_quantile(Mixture mixture, double p) {
    if (!(p > 0 && p < 1)) return p == 0 || p == 1 ? p : NAN;
    const bool is_lower = p <= .5;
    const double tail = is_lower ? p : 1 - p;
    const Beta collapsed = mixture_collapse(mixture);
    const double scale = sqrt(1 / collapsed.alpha + 1 / collapsed.beta);
    double lo = -LOGIT_MOST, hi = LOGIT_MOST;
    double logit = fmin(fmax(beta_logit(beta_quantile(collapsed, p)), lo), hi);
    for (int i = 0; i < STEPS_MOST; i++) {
        const BetaTails tails = mixture_tails(mixture, beta_point_at_logit(logit));
        if (is_lower ? tails.lower < p : tails.upper > tail) lo = logit;
        else hi = logit;
        const double step = tails.slope > 0 ? halley_step(tails, tail, is_lower) : NAN;
        const bool inside = logit + step >= lo && logit + step <= hi;
        const bool is_last = fabs(step) <= STEP_ENOUGH * fmin(scale, 1);
        logit = inside || is_last ? logit + step : (lo + hi) / 2;
        if (is_last) break;
    }
    return logit <= -LOGIT_MOST + 1 ? 0 : beta_point_at_logit(logit).x;
}
