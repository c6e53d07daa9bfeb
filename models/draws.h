/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draws.h - the random numbers that all figures of one scenario share. Each uncertain assumption has a stream of its own,
 * by its key: another assumption more or less moves no draw of the others, and scenarios share their draws. Pure. */
#ifndef MODELS_DRAWS_H
#define MODELS_DRAWS_H
#include "models/ledger.h"

typedef struct Draws {
    size_t count;
    uint64_t seed;
    Values base;
    AssumptionId varied[ASSUMPTION_COUNT]; /* the assumptions that are not fixed */
    size_t varied_count;
    const Decimal *varied_values; /* draw by draw */
} Draws;

/* Draws the assumptions of `set`, `count` (>= 1) times; all memory is of `arena`. */
Draws draws_make(const AssumptionSet *set, uint64_t seed, size_t count, Arena *arena);

/* Returns the values of draw `d` < count. */
Values draws_values(const Draws *draws, size_t d);

/* Returns the mean of `sample` and its 5, 50 and 95 % quantiles (the smallest value with at least that share of the
 * draws at or below); not known where a draw is infinite. Changes the order. */
Interval draws_interval(double *sample, size_t count);

/* Returns the value with `rank` (< count) smaller ones before it. Changes the order. */
double draws_rank(double *sample, size_t count, size_t rank);

#endif
