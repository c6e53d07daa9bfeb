/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spread.h - what an uncertain assumption may be: a distribution between two bounds. Pure. */
#ifndef MODELS_SPREAD_H
#define MODELS_SPREAD_H
#include "models/base/base.h"

typedef enum SpreadKind {
    SPREAD_FIXED, /* base, whatever the bounds */
    SPREAD_PERT, /* the beta on [low, high] with 1 + 4 (base - low) / (high - low) and its mirror: mode base */
    SPREAD_TRIANGULAR, /* mode base */
    SPREAD_UNIFORM,    /* base plays no part */
} SpreadKind;

/* low <= base <= high, all finite; equal bounds make any kind a constant. */
typedef struct Spread {
    SpreadKind kind;
    double low, base, high;
} Spread;

/* Returns OK, or ERR_CONFIG with the reason where the numbers are not as above. The functions below expect it. */
Status spread_check(Spread spread, Err *err);

/* Return the mean and the standard deviation. */
double spread_mean(Spread spread);
double spread_sd(Spread spread);

/* Returns the quantile at p in [0, 1]; relative error below 1e-11 of high - low. A PERT takes about a microsecond. */
double spread_quantile(Spread spread, double p);

/* The same for many draws, in some 20 nanoseconds each: a PERT's quantile in tables. */
typedef struct SpreadTable SpreadTable;

/* Returns the tables of `spread`, in `arena`. */
const SpreadTable *spread_table(Spread spread, Arena *arena);

/* Returns the quantile at u in [0, 1], off by at most 1e-8 of high - low. It never falls in u. */
double spread_at(const SpreadTable *table, double u);

#endif
