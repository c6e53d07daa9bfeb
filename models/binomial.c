/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/binomial.h"
#include "models/beta.h"
#include "models/numerics.h"
#include <math.h>

enum { LEADS_MOST = 200000 };

double binomial_at_most(long k, long n, double rate) {
    if (k < 0) return 0;
    if (k >= n) return 1;
    return beta_upper((Beta){(double)k + 1, (double)(n - k)}, rate);
}

double binomial_at_least(long k, long n, double rate) {
    if (k <= 0) return 1;
    if (k > n) return 0;
    return beta_lower((Beta){(double)k, (double)(n - k) + 1}, rate);
}

double binomial_exactly(long k, long n, double rate) {
    if (k < 0 || k > n) return 0;
    if (k == 0) return exp((double)n * log1p(-rate));
    if (k == n) return exp((double)n * log(rate));
    /* x^k (1-x)^(n-k) / B(k, n-k), which the beta knows without cancellation, and Gammas that are one apart */
    const Beta beta = {(double)k, (double)(n - k)};
    return beta_tails(beta, beta_point(rate)).slope * (double)n / (beta.alpha * beta.beta);
}

/* Returns how many outcomes from the far end (`step` 1: from 0 up; -1: from n down) to `stop` are no likelier
 * than `most`. The probability rises towards `stop`. */
static long count_unlikely(long n, double rate, double most, long step, long stop) {
    const long end = step > 0 ? 0 : n;
    long lo = 0, hi = (stop - end) * step + 1; /* the count lies in lo..hi */
    while (lo < hi) {
        const long middle = lo + (hi - lo) / 2;
        if (binomial_exactly(end + middle * step, n, rate) <= most) lo = middle + 1;
        else hi = middle;
    }
    return lo;
}

double binomial_two_sided(long k, long n, double rate) {
    if (rate <= 0) return k == 0;
    if (rate >= 1) return k == n;
    const double mean = (double)n * rate, most = binomial_exactly(k, n, rate) * (1 + 1e-7);
    if ((double)k == mean) return 1;
    if ((double)k < mean) {
        const long far = count_unlikely(n, rate, most, -1, (long)ceil(mean));
        return binomial_at_most(k, n, rate) + binomial_at_least(n - far + 1, n, rate);
    }
    const long far = count_unlikely(n, rate, most, 1, (long)floor(mean));
    return binomial_at_most(far - 1, n, rate) + binomial_at_least(k, n, rate);
}

Interval binomial_clopper_pearson(long k, long n, double level) {
    const double tail = (1 - level) / 2, won = (double)k, lost = (double)(n - k);
    return (Interval){
        .low = k == 0 ? 0 : beta_quantile((Beta){won, lost + 1}, tail).x,
        .high = k == n ? 1 : beta_quantile_upper((Beta){won + 1, lost}, tail).x,
    };
}

Interval binomial_wilson(long k, long n, double level) {
    const double z = numerics_normal_quantile((1 + level) / 2), count = (double)n, won = (double)k;
    const double middle = won + z * z / 2;
    const double half = z * sqrt(won * (count - won) / count + z * z / 4);
    /* low = middle - half over the same, written so that nothing cancels: (middle^2 - half^2) = won^2 (1 + z^2/n) */
    return (Interval){won * won / (count * (middle + half)), (middle + half) / (count + z * z)};
}

Interval binomial_jeffreys(long k, long n, double level) {
    const Beta beta = {(double)k + .5, (double)(n - k) + .5};
    const double tail = (1 - level) / 2;
    return (Interval){beta_quantile(beta, tail).x, beta_quantile_upper(beta, tail).x};
}

static double refuting(Claim claim, long leads, long critical, double rate) {
    return claim.truth > claim.promised ? binomial_at_least(critical, leads, rate)
                                        : binomial_at_most(critical, leads, rate);
}

/* The widest critical region of `size` <= alpha, sought from `start`, where that of fewer leads was. */
static ClaimTest claim_test_from(Claim claim, long leads, long start) {
    const long inward = claim.truth > claim.promised ? -1 : 1;
    long critical = start;
    while (refuting(claim, leads, critical, claim.promised) > claim.alpha) critical -= inward;
    while (refuting(claim, leads, critical + inward, claim.promised) <= claim.alpha) critical += inward;
    return (ClaimTest){leads, critical, refuting(claim, leads, critical, claim.promised),
                       refuting(claim, leads, critical, claim.truth)};
}

ClaimTest binomial_claim_test(Claim claim, long leads) {
    return claim_test_from(claim, leads, (long)((double)leads * claim.promised));
}

static bool in_open_unit(double value) { return value > 0 && value < 1; }

Status binomial_claim_leads(Claim claim, ClaimTest *first, ClaimTest *all, Err *err) {
    if (!in_open_unit(claim.promised) || !in_open_unit(claim.truth) || claim.promised == claim.truth ||
        !in_open_unit(claim.alpha) || !in_open_unit(claim.power))
        return err_set(err, ERR_DATA, "a claim needs two different rates, alpha and power between 0 and 1");
    ClaimTest smallest = {0}, steady = {0}, test = {0};
    for (long leads = 1; steady.leads == 0 || leads <= 2 * steady.leads; leads++) {
        if (steady.leads == 0 && leads > LEADS_MOST)
            return err_set(err, ERR_DATA, "no test of up to %d leads tells %g from %g", LEADS_MOST,
                           claim.truth, claim.promised);
        test = claim_test_from(claim, leads, test.critical);
        if (test.power < claim.power) {
            steady = (ClaimTest){0};
        } else {
            if (smallest.leads == 0) smallest = test;
            if (steady.leads == 0) steady = test;
        }
    }
    *first = smallest;
    *all = steady;
    return OK;
}

TwoRates binomial_two_rates(double rate, double other, double alpha, double power) {
    const double z_size = numerics_normal_quantile(1 - alpha / 2), z_power = numerics_normal_quantile(power);
    const double gap = fabs(rate - other), mean = (rate + other) / 2, z = z_size + z_power;
    const double variance = rate * (1 - rate) + other * (1 - other);
    const double root = z_size * sqrt(2 * mean * (1 - mean)) + z_power * sqrt(variance);
    const double pooled = root * root / (gap * gap);
    const double widened = 1 + sqrt(1 + 4 / (pooled * gap));
    const double arc = 2 * asin(sqrt(rate)) - 2 * asin(sqrt(other));
    return (TwoRates){
        .unpooled = z * z * variance / (gap * gap),
        .pooled = pooled,
        .corrected = pooled * widened * widened / 4,
        .arcsine = 2 * z * z / (arc * arc),
    };
}
