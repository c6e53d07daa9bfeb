/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/spread.h"
#include "models/beta.h"
#include <math.h>

enum { PIECES = 128 };

/* One half of a PERT's quantile, from the end where it is 0 to the median, over w = p^(1 / alpha): in w it is smooth
 * down to the end, where in p its slope may be infinite. Cubics through values and slopes at PIECES + 1 points. */
typedef struct Half {
    double power;             /* 1 / alpha */
    double step;              /* of w */
    double value[PIECES + 1]; /* of (quantile - low) / (high - low), or of what is missing to 1 */
    double slope[PIECES + 1]; /* d value / d w, times step */
} Half;

struct SpreadTable {
    Spread spread;
    Half lower, upper; /* of a PERT that is no constant */
};

Status spread_check(Spread spread, Err *err) {
    if (!isfinite(spread.low) || !isfinite(spread.base) || !isfinite(spread.high))
        return err_set(err, ERR_CONFIG, "low, base and high must be numbers");
    if (spread.low > spread.high)
        return err_set(err, ERR_CONFIG, "low %g is above high %g", spread.low, spread.high);
    if (spread.base < spread.low || spread.base > spread.high)
        return err_set(err, ERR_CONFIG, "base %g lies outside low %g .. high %g", spread.base, spread.low,
                       spread.high);
    return OK;
}

static bool is_constant(Spread spread) { return spread.kind == SPREAD_FIXED || spread.low == spread.high; }

static Beta pert_beta(Spread spread) {
    const double width = spread.high - spread.low;
    return (Beta){1 + 4 * (spread.base - spread.low) / width, 1 + 4 * (spread.high - spread.base) / width};
}

double spread_mean(Spread spread) {
    if (is_constant(spread)) return spread.base;
    if (spread.kind == SPREAD_PERT) return (spread.low + 4 * spread.base + spread.high) / 6;
    if (spread.kind == SPREAD_TRIANGULAR) return (spread.low + spread.base + spread.high) / 3;
    return (spread.low + spread.high) / 2;
}

double spread_sd(Spread spread) {
    if (is_constant(spread)) return 0;
    const double width = spread.high - spread.low;
    if (spread.kind == SPREAD_PERT) return width * sqrt(beta_variance(pert_beta(spread)));
    if (spread.kind == SPREAD_UNIFORM) return width / sqrt(12);
    const double up = spread.base - spread.low,
                 down = spread.high - spread.base; /* width^2 = up^2 + 2 up down + .. */
    return sqrt((up * up + up * down + down * down) / 18);
}

static double triangular_quantile(Spread spread, double p) {
    const double width = spread.high - spread.low, up = spread.base - spread.low;
    if (p * width <= up) return spread.low + sqrt(p * width * up);
    return spread.high - sqrt((1 - p) * width * (width - up));
}

/* The kinds that need no table. */
static double plain_quantile(Spread spread, double p) {
    if (is_constant(spread)) return spread.base;
    if (spread.kind == SPREAD_TRIANGULAR) return triangular_quantile(spread, p);
    return spread.low + p * (spread.high - spread.low);
}

/* From the end that is nearer, so that both ends are exact. */
static double between(Spread spread, BetaPoint at) {
    const double width = spread.high - spread.low;
    return at.x <= .5 ? spread.low + at.x * width : spread.high - at.rest * width;
}

double spread_quantile(Spread spread, double p) {
    if (is_constant(spread) || spread.kind != SPREAD_PERT) return plain_quantile(spread, p);
    return between(spread, beta_quantile(pert_beta(spread), p));
}

/* d quantile / d w = (dp / dw) / density; at the end the limit, since there p = (x^alpha) / (alpha B). */
static double half_slope(Beta beta, double w, BetaPoint at) {
    if (w == 0) return exp((log(beta.alpha) + beta_log_function(beta)) / beta.alpha);
    return beta.alpha * pow(w, beta.alpha - 1) * at.x * at.rest / beta_tails(beta, at).slope;
}

static Half make_half(Beta beta) {
    Half half = {.power = 1 / beta.alpha};
    half.step = pow(.5, half.power) / PIECES;
    for (int i = 0; i <= PIECES; i++) {
        const double w = i * half.step;
        const BetaPoint at = beta_quantile(beta, i == PIECES ? .5 : pow(w, beta.alpha));
        half.value[i] = at.x;
        half.slope[i] = half_slope(beta, w, at) * half.step;
    }
    return half;
}

static double half_at(const Half *half, double p) {
    const double place = pow(p, half->power) / half->step;
    const int i = place < PIECES ? (int)place : PIECES - 1;
    const double t = place - i, s = 1 - t;
    return s * s * ((1 + 2 * t) * half->value[i] + t * half->slope[i]) +
           t * t * ((1 + 2 * s) * half->value[i + 1] - s * half->slope[i + 1]);
}

const SpreadTable *spread_table(Spread spread, Arena *arena) {
    SpreadTable *table = ARENA_NEW(arena, SpreadTable);
    table->spread = spread;
    if (is_constant(spread) || spread.kind != SPREAD_PERT) return table;
    const Beta beta = pert_beta(spread);
    table->lower = make_half(beta);
    table->upper = make_half((Beta){beta.beta, beta.alpha});
    return table;
}

double spread_at(const SpreadTable *table, double u) {
    const Spread spread = table->spread;
    if (is_constant(spread) || spread.kind != SPREAD_PERT) return plain_quantile(spread, u);
    const double width = spread.high - spread.low;
    return u <= .5 ? spread.low + width * half_at(&table->lower, u)
                   : spread.high - width * half_at(&table->upper, 1 - u);
}
