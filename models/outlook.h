/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outlook.h - what is still to come, by vendor and month, from a rollup: the chain's steps fitted to maturity, open leads
 * taken on through them, deliveries that are planned or to be expected. Weighted pipeline, never revenue. Pure. */
#ifndef MODELS_OUTLOOK_H
#define MODELS_OUTLOOK_H
#include "models/late_log.h"
#include "models/pipeline_draw.h"
#include "models/result.h"

enum { OUTLOOK_MONTHS = 12, OUTLOOK_TOTAL_MONTHS = 6 };

/* A vendor's budgeted month; what the plan says about prices and quality is for the budget review. */
typedef struct PlanRow {
    Month month;
    Str vendor;
    int64_t leads;
    long line;
} PlanRow;

/* What the outlook is made from, beside the rollup. */
typedef struct OutlookInput {
    const Rollup *rollup;
    Contracts contracts;
    const PlanRow *plan;
    size_t plan_count;
    Ledgers ledgers; /* for other currencies of deals */
    Currency currency;
    double deal_cap; /* major units; INFINITY: none */
    LateLogChoice log;
    uint64_t seed;
    size_t draws;
    bool cumulative; /* the ranges of a month are those of all months up to and with it: for outlook_until */
    Workers workers;
} OutlookInput;

/* Everything that lies ahead, for all vendors. */
typedef struct OutlookFit {
    Why why;                    /* why there are no months at all */
    Why stage_why[STAGE_COUNT]; /* why a stage is not among them */
    Why value_why;              /* why there is no value */
    int quantity[STAGE_COUNT];  /* which of the pipeline's quantities a stage is; -1: none */
    int value;                  /* which one the value is */
    Month first;
    const PipelineMonth *expected; /* [vendor * OUTLOOK_MONTHS + month] */
    PipelineRanges ranges;
    const char **planned_by; /* [vendor]: "plan", "contract", "pace" or "none" */
    int32_t longest;         /* lag seen, days: months beyond it are extrapolation */
} OutlookFit;

/* Stores in `out` what lies ahead. Refused (`why`) without dates, or where already the first step has no lag curve. */
Status outlook_fit(const OutlookInput *input, Arena *arena, Arena *scratch, OutlookFit *out, Err *err);

/* Returns what reaches `stage` in the first `months` (1 .. OUTLOOK_MONTHS) months, of one vendor of the rollup or, for
 * vendor_count, of all of them; the fit is a cumulative one. */
Interval outlook_until(const OutlookFit *fit, size_t vendor, size_t months, Stage stage);

/* Fills the months of every vendor and of the total. `deal_value` (major units, or unknown) replaces the deal sizes. */
void outlook_fill(const OutlookFit *fit, Figure deal_value, Arena *arena, ScenarioResult *scenario);

#endif
