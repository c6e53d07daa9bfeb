/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pipeline.h - what is still to come, by vendor and month: open leads of each stage and planned deliveries, taken on
 * through the steps of the chain; what is expected, in closed form. Days count from the as-of date, day 0: nothing
 * happens on or before it, day 1 is the first. Value is that of the wins in major units, each deal capped: weighted
 * pipeline, never revenue. Pure; memory from the arena. */
#ifndef MODELS_PIPELINE_H
#define MODELS_PIPELINE_H
#include "models/cure.h"
#include "models/deal.h"

enum { PIPELINE_STEPS = 4, PIPELINE_QUANTITIES = PIPELINE_STEPS + 1, PIPELINE_MONTHS = 120 };

/* One step of the chain, the same for all vendors: lag curves that may be, and who is lost on the way. */
typedef struct PipelineStep {
    const Lag *lags;
    const double *weights; /* one a lag, > 0, sum 1 */
    size_t node_count;
    CureLoss loss; /* share 0: nobody */
} PipelineStep;

/* Leads that wait in a stage for the step out of it, since `age` days. */
typedef struct PipelineOpen {
    int32_t age;
    double leads;
} PipelineOpen;

typedef struct PipelineVendor {
    Str name;
    const Beta *rates[PIPELINE_STEPS]; /* of each step, given each of its lags */
    const PipelineOpen *open[PIPELINE_STEPS];
    size_t open_count[PIPELINE_STEPS];
    const double
        *planned; /* leads still to be delivered in each month, evenly over its days to come; NULL: none */
    Deal deal;
} PipelineVendor;

typedef struct Pipeline {
    Day as_of;
    size_t month_count; /* 1 .. PIPELINE_MONTHS; the first is that of the day after the as-of date */
    size_t step_count;  /* 1 .. PIPELINE_STEPS; the last leads to won */
    PipelineStep steps[PIPELINE_STEPS];
    const PipelineVendor *vendors;
    size_t vendor_count;
} Pipeline;

/* New arrivals behind each step, and in [step_count] the value of the wins. */
typedef struct PipelineMonth {
    double expected[PIPELINE_QUANTITIES];
} PipelineMonth;

/* The months as days: month m is the days first[m] .. first[m + 1] - 1. */
typedef struct PipelineCalendar {
    const size_t *first; /* month_count + 1 */
    size_t month_count, days;
} PipelineCalendar;

/* One step's lag curves by whole days: P(lag = d) at pmf[node * days + d], P(lag < t) at cdf[node * days + t], and
 * rho G(t), the same for all nodes, at lost[t]. */
typedef struct PipelineCurves {
    const double *pmf, *cdf, *lost;
    size_t days, node_count;
} PipelineCurves;

/* Everything that is computed before the first draw. */
typedef struct PipelineTables {
    PipelineCalendar calendar;
    PipelineCurves curves[PIPELINE_STEPS];
    double *
        *arrivals; /* [vendor * step_count + step]: expected new arrivals behind the step by day; [0] is 0 */
} PipelineTables;

/* Returns the tables of `pipeline`. */
PipelineTables pipeline_tables(const Pipeline *pipeline, Arena *arena);

/* Stores in `out`, at [vendor * month_count + month], what is expected. Relative error below 1e-12 for what goes in. */
void pipeline_expect(const Pipeline *pipeline, const PipelineTables *tables, PipelineMonth *out);

#endif
