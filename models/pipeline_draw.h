/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pipeline_draw.h - how far what is still to come may lie from what is expected: draws of the whole pipeline, by vendor
 * and month. A draw takes its rates and lag curves as given (rate_draws.h), then counts: binomials for the leads of an
 * age and for those that enter a stage in a month, spread over the months after it, and deal sizes. Ages whose chances
 * differ so little that one binomial for all has the variance of theirs within half a percent count as one; a binomial of
 * a variance beyond 40 is drawn as a normal with its mean, variance and skewness. Draws come
 * in blocks of 500, each with a stream of its own by (seed, vendor's name, block), and are summed up in the order of
 * their numbers: the same bytes however many threads. Pure; memory from the arena. */
#ifndef MODELS_PIPELINE_DRAW_H
#define MODELS_PIPELINE_DRAW_H
#include "models/rate_draws.h"
#include "models/workers.h"

/* Of one quantity: its mean over the draws and its quantiles, the smallest value with at least that share of the draws
 * at or below it. */
typedef struct PipelineRange {
    double mean, p05, p50, p95;
} PipelineRange;

typedef struct PipelineRanges {
    PipelineRange *ranges;
    size_t vendor_count, month_count, quantity_count, draws;
    const float *totals; /* each draw of the totals: [(vendor * quantity_count + quantity) * draws + draw] */
} PipelineRanges;

typedef struct PipelineDrawOptions {
    uint64_t seed;
    size_t total_months; /* of the months: how many the total is of, from the first on */
    bool cumulative;     /* the range of a month is that of all months up to and with it */
    Workers workers;     /* who does the blocks */
} PipelineDrawOptions;

/* Returns the ranges. `rates` has for each step the draws of all vendors in their order, equally many of each. */
PipelineRanges pipeline_draw(const Pipeline *pipeline, const PipelineTables *tables,
                             const RateDraws rates[PIPELINE_STEPS], PipelineDrawOptions options, Arena *arena,
                             Arena *scratch);

/* Returns the range of a quantity (arrivals behind step `quantity`, or at step_count the value); vendor vendor_count is
 * all of them together, month month_count the total over the months. */
PipelineRange pipeline_range(const PipelineRanges *ranges, size_t vendor, size_t month, size_t quantity);

#endif
