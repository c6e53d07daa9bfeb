/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/preposterior.h"
#include "models/contest.h"
#include "models/numerics.h"
#include <math.h>

#define NEGLIGIBLE 1e-20 /* of a sum: a falling term below it adds nothing any more */

/* k wins of m more leads, whose rate is the beta: the beta-binomial. */
typedef struct Sample {
    Beta beta;
    long leads;
} Sample;

static double posterior_mean(Sample sample, long won) {
    return (sample.beta.alpha + (double)won) / (sample.beta.alpha + sample.beta.beta + (double)sample.leads);
}

/* ln [Gamma(a + k) / (Gamma(a) k!)], from the ratio of two Gammas that are near to each other. */
static double log_weight(double a, double k) {
    int sign = 0;
    const double ratio = a >= 1 ? numerics_log_rising(k + 1, a - 1) : -numerics_log_rising(k + a, 1 - a);
    return ratio - lgamma_r(a, &sign);
}

static double probability(Sample sample, long won) {
    const double a = sample.beta.alpha, b = sample.beta.beta, m = (double)sample.leads, k = (double)won;
    return exp(log_weight(a, k) + log_weight(b, m - k) - log_weight(a + b, m));
}

/* P(won + 1) / P(won). */
static double ratio_up(Sample sample, long won) {
    const double k = (double)won, left = (double)(sample.leads - won);
    return left * (sample.beta.alpha + k) / ((k + 1) * (sample.beta.beta + left - 1));
}

/* The likeliest number of wins; meant where both parameters exceed 1, harmless elsewhere. */
static long likeliest(Sample sample) {
    const double a = sample.beta.alpha, b = sample.beta.beta;
    const double k = ((double)sample.leads + 1) * (a - 1) / (a + b - 2);
    return a > 1 && b > 1 ? (long)k : a < b ? 0 : sample.leads;
}

static long clamp(long value, long low, long high) { return value < low ? low : value > high ? high : value; }

/* Sums of P(won), and of P(won) |posterior mean - level|, over `from` <= won <= `to`. */
typedef struct Sums {
    double chance, gain;
} Sums;

static Sums sum_outcomes(Sample sample, long from, long to, double level) {
    Sums sums = {0};
    if (from > to) return sums;
    const bool is_hill = sample.beta.alpha >= 1 && sample.beta.beta >= 1;
    const long start = clamp(likeliest(sample), from, to);
    const double peak = probability(sample, start);
    double p = peak;
    for (long k = start; k <= to; p *= ratio_up(sample, k++)) { /* upwards, the start included */
        sums.chance += p;
        sums.gain += p * fabs(posterior_mean(sample, k) - level);
        if (is_hill && p < NEGLIGIBLE * peak) break;
    }
    p = peak;
    for (long k = start - 1; k >= from; k--) {
        p /= ratio_up(sample, k);
        sums.chance += p;
        sums.gain += p * fabs(posterior_mean(sample, k) - level);
        if (is_hill && p < NEGLIGIBLE * peak) break;
    }
    return sums;
}

/* E[(rate - level)+] or E[(level - rate)+], whichever asks for a change of mind. */
double preposterior_evpi(Option option, double known) {
    const Beta beta = option.rate, heavier = {beta.alpha + 1, beta.beta};
    const double level = known * option.cost, mean = beta_mean(beta);
    const double gain = mean <= level ? mean * beta_upper(heavier, level) - level * beta_upper(beta, level)
                                      : level * beta_lower(beta, level) - mean * beta_lower(heavier, level);
    return fmax(gain, 0) / option.cost;
}

double preposterior_evsi(Option option, double known, long leads) {
    const Sample sample = {option.rate, leads};
    const double level = known * option.cost, size = option.rate.alpha + option.rate.beta + (double)leads;
    /* wins from which on the posterior mean lies above the level; at the level itself nothing is gained */
    const double turn = ceil(level * size - option.rate.alpha);
    const long first = turn <= 0 ? 0 : turn > (double)leads ? leads + 1 : (long)turn;
    const Sums sums = beta_mean(option.rate) <= level ? sum_outcomes(sample, first, leads, level)
                                                      : sum_outcomes(sample, 0, first - 1, level);
    return sums.gain / option.cost;
}

/* Something that never falls in the number of leads. */
typedef double Value(const void *of, long leads);

/* Finds the smallest number of leads that leave at most `threshold` of `limit`: doubling, never put off by zeros at the
 * beginning, then halving. */
static Status find_leads(Value *value, const void *of, double limit, double threshold, long *leads,
                         Err *err) {
    long lo = -1, hi = 0;
    while (!(limit - value(of, hi) <= threshold)) {
        if (hi >= PREPOSTERIOR_MOST)
            return err_set(err, ERR_DATA, "not settled by %d more leads", PREPOSTERIOR_MOST);
        lo = hi;
        hi = clamp(2 * hi, 1, PREPOSTERIOR_MOST);
    }
    while (hi - lo > 1) {
        const long middle = lo + (hi - lo) / 2;
        if (limit - value(of, middle) <= threshold) hi = middle;
        else lo = middle;
    }
    *leads = hi;
    return OK;
}

typedef struct AgainstKnown {
    Option option;
    double known;
} AgainstKnown;

static double value_against_known(const void *of, long leads) {
    const AgainstKnown *pair = of;
    return preposterior_evsi(pair->option, pair->known, leads);
}

Status preposterior_leads(Option option, double known, double threshold, long *leads, Err *err) {
    const AgainstKnown pair = {option, known};
    return find_leads(value_against_known, &pair, preposterior_evpi(option, known), threshold, leads, err);
}

/* Returns the fewest wins after which P(rate > level) is at least `chance`; leads + 1 where none suffice. */
static long wins_for_chance(Sample sample, double level, double chance) {
    long lo = 0, hi = sample.leads + 1;
    while (lo < hi) {
        const long middle = lo + (hi - lo) / 2;
        const Beta after = {sample.beta.alpha + (double)middle,
                            sample.beta.beta + (double)(sample.leads - middle)};
        if (beta_upper(after, level) >= chance) hi = middle;
        else lo = middle + 1;
    }
    return lo;
}

double preposterior_settles(Option option, double known, long leads, double confidence) {
    const Sample sample = {option.rate, leads};
    const double level = known * option.cost;
    const long better = wins_for_chance(sample, level, confidence);
    const long open = wins_for_chance(sample, level, nextafter(1 - confidence, 1));
    return sum_outcomes(sample, 0, open - 1, level).chance +
           sum_outcomes(sample, better, leads, level).chance;
}

double preposterior_two_evpi(Option one, Option other, Arena *arena) {
    const double costs[] = {one.cost, other.cost}, weight = 1;
    const Beta betas[] = {one.rate, other.rate};
    ContestScore scores[2] = {{0}};
    contest_add(&(Contest){2, 1, costs, betas, &weight}, contest_space(arena), scores);
    return fmin(scores[0].gap, scores[1].gap); /* E[max y] - E y of the better one */
}

static void fill_probabilities(Sample sample, double *p) {
    const long start = clamp(likeliest(sample), 0, sample.leads);
    p[start] = probability(sample, start);
    for (long k = start; k < sample.leads; k++) p[k + 1] = p[k] * ratio_up(sample, k);
    for (long k = start - 1; k >= 0; k--) p[k] = p[k + 1] / ratio_up(sample, k);
}

/* E[(y_rival - y_held)+] over both samples: as the rival's wins rise, more of the outcomes of the one held lie below. */
static double gain_of_changing(Option held, Option rival, long leads, double *held_p, double *rival_p) {
    const Sample ours = {held.rate, leads}, theirs = {rival.rate, leads};
    fill_probabilities(ours, held_p);
    fill_probabilities(theirs, rival_p);
    double gain = 0, below = 0, sum_below = 0; /* P(y_held < y_rival), and E[y_held; y_held < y_rival] */
    long next = 0;
    for (long k = 0; k <= leads; k++) {
        const double y = posterior_mean(theirs, k) / rival.cost;
        for (; next <= leads && posterior_mean(ours, next) / held.cost < y; next++) {
            below += held_p[next];
            sum_below += held_p[next] * posterior_mean(ours, next) / held.cost;
        }
        gain += rival_p[k] * (y * below - sum_below);
    }
    return gain;
}

typedef struct AgainstOther {
    Option one, other;
    Arena *arena;
} AgainstOther;

static double value_against_other(const void *of, long leads) {
    const AgainstOther *pair = of;
    double *p = ARENA_ARRAY(pair->arena, double, 2 * (size_t)(leads + 1));
    const bool is_one_held =
        beta_mean(pair->one.rate) / pair->one.cost >= beta_mean(pair->other.rate) / pair->other.cost;
    return is_one_held ? gain_of_changing(pair->one, pair->other, leads, p, p + leads + 1)
                       : gain_of_changing(pair->other, pair->one, leads, p, p + leads + 1);
}

double preposterior_two_evsi(Option one, Option other, long leads, Arena *arena) {
    return value_against_other(&(AgainstOther){one, other, arena}, leads);
}

Status preposterior_two_leads(Option one, Option other, double threshold, Arena *arena, long *leads,
                              Err *err) {
    const AgainstOther pair = {one, other, arena};
    return find_leads(value_against_other, &pair, preposterior_two_evpi(one, other, arena), threshold, leads,
                      err);
}
