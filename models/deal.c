/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/deal.h"
#include <math.h>

enum { TAUS = 128, ONE_BY_ONE = 60 };

static double normal_lower(double y) { return erfc(-y * M_SQRT1_2) / 2; }

/* E[min(X, cap)^power] of a lognormal. */
static double capped_moment(double mean, double sd, double cap, double power) {
    const double whole = exp(power * mean + power * power * sd * sd / 2);
    if (isinf(cap)) return whole;
    if (sd == 0) return fmin(whole, pow(cap, power));
    const double y = (log(cap) - mean) / sd;
    return whole * normal_lower(y - power * sd) + pow(cap, power) * normal_lower(-y);
}

double deal_mean(Deal deal) {
    return capped_moment(deal.log_mean, hypot(deal.log_sd, deal.log_mean_sd), deal.cap, 1);
}

double deal_draw_sum(Deal deal, double log_mean, long count, Rng *rng) {
    double sum = 0;
    if (count > ONE_BY_ONE) {
        const double mean = capped_moment(log_mean, deal.log_sd, deal.cap, 1);
        const double variance = capped_moment(log_mean, deal.log_sd, deal.cap, 2) - mean * mean;
        if (!(variance > 1e-12 * mean * mean)) return mean * (double)count;
        return variance / mean * rng_gamma(rng, (double)count * mean * mean / variance);
    }
    for (long i = 0; i < count; i++) sum += fmin(exp(log_mean + deal.log_sd * rng_normal(rng)), deal.cap);
    return sum;
}

/* The variance within vendors; over all deals where no vendor has two. */
static double common_variance(const DealSample *samples, size_t count, double deals) {
    double within = 0, freedom = 0, sum = 0, square = 0;
    for (size_t v = 0; v < count; v++) {
        if (!(samples[v].count > 0)) continue;
        within += samples[v].log_square_sum - samples[v].log_sum * samples[v].log_sum / samples[v].count;
        freedom += samples[v].count - 1;
        sum += samples[v].log_sum;
        square += samples[v].log_square_sum;
    }
    return freedom > 0 ? within / freedom : (square - sum * sum / deals) / (deals - 1);
}

/* What one tau says: how likely it is, and the mean that the vendors have in common with its variance. */
typedef struct Common {
    double log_likelihood, mean, variance;
} Common;

static Common common_at(const DealSample *samples, size_t count, double variance, double tau) {
    double precision = 0, sum = 0, log_likelihood = 0;
    for (size_t v = 0; v < count; v++) {
        if (!(samples[v].count > 0)) continue;
        const double w = 1 / (variance / samples[v].count + tau * tau);
        precision += w;
        sum += w * samples[v].log_sum / samples[v].count;
        log_likelihood += log(w) / 2;
    }
    const double mean = sum / precision;
    for (size_t v = 0; v < count; v++) {
        if (!(samples[v].count > 0)) continue;
        const double apart = samples[v].log_sum / samples[v].count - mean;
        log_likelihood -= apart * apart / (variance / samples[v].count + tau * tau) / 2;
    }
    return (Common){log_likelihood - log(precision) / 2, mean, 1 / precision};
}

/* One vendor given tau: its mean leans on the common one, the less the more deals it has. */
static void add_vendor(const DealSample *sample, double variance, double tau, const Common *common,
                       double weight, double *mean, double *square) {
    const double own = sample->count > 0 ? sample->log_sum / sample->count : 0;
    const double lean = tau > 0 ? variance / (variance + sample->count * tau * tau) : 1;
    const double here = lean * common->mean + (1 - lean) * own;
    *mean += weight * here;
    *square += weight * (here * here + lean * tau * tau + lean * lean * common->variance);
}

bool deal_fit(const DealSample *samples, size_t count, double cap, Deal *out) {
    double deals = 0;
    for (size_t v = 0; v < count; v++) deals += samples[v].count;
    if (deals < DEALS_LEAST) return false;
    const double variance = common_variance(samples, count, deals);
    if (!(variance > 1e-12)) return false;
    Common common[TAUS];
    double taus[TAUS], weights[TAUS], most = -INFINITY, sum = 0;
    for (int i = 0; i < TAUS; i++) {
        taus[i] = 2 * sqrt(variance) * (i + .5) / TAUS;
        common[i] = common_at(samples, count, variance, taus[i]);
        most = fmax(most, common[i].log_likelihood);
    }
    for (int i = 0; i < TAUS; i++) sum += weights[i] = exp(common[i].log_likelihood - most);
    for (size_t v = 0; v < count; v++) {
        double mean = 0, square = 0;
        for (int i = 0; i < TAUS; i++)
            add_vendor(&samples[v], variance, taus[i], &common[i], weights[i] / sum, &mean, &square);
        out[v] = (Deal){mean, sqrt(fmax(square - mean * mean, 0)), sqrt(variance), cap};
    }
    return true;
}
