/* SPDX-License-Identifier: GPL-3.0-or-later */
/* uncertainty.h - how sure the figures are: pooled rates and uncertain assumptions, drawn together. Pure. */
#ifndef MODELS_UNCERTAINTY_H
#define MODELS_UNCERTAINTY_H
#include "models/draws.h"
#include "models/pooling.h"
#include "models/result.h"
#include "models/workers.h"

/* What one scenario is evaluated from. */
typedef struct EvaluationInput {
    const Rollup *rollup;
    Ledgers ledgers;
    Contracts contracts;
    Currency currency;
    const AssumptionSet *set;
    unsigned long seed;
    size_t draws;    /* 0: 20,000 */
    Workers workers; /* who does what can be done at the same time; changes no figure */
} EvaluationInput;

/* Returns what was seen of a vendor on the way from delivered to `stage`. */
Trial uncertainty_trial(const Counts *counts, Stage stage);

/* Stores in `out` the pooled rates from delivered to each stage that the files have. */
Status uncertainty_fit_rates(const bool has_stage[STAGE_COUNT], const ScenarioResult *scenario, Arena *arena,
                             Pooling out[STAGE_COUNT], Err *err);

/* Returns the ledger of a vendor with other values of the assumptions; its share of tools moves with their cost. */
Ledger uncertainty_ledger(const EvaluationInput *input, const ScenarioResult *scenario,
                          const VendorResult *vendor, const Values *values);

/* What the leads of each vendor cost in each draw, [vendor][draw], minor units. */
typedef struct CostDraws {
    Money **true_cost, **sdr_open;
} CostDraws;

/* Returns the ledger's lines draw by draw, in `arena`. */
CostDraws uncertainty_draw_costs(const EvaluationInput *input, const Draws *draws,
                                 const ScenarioResult *scenario, Arena *arena);

/* Fills the ranges to date, their shares from rates and the lower bounds of cost per SQL of every vendor and of the
 * total. */
void uncertainty_fill(const EvaluationInput *input, const Draws *draws, const CostDraws *costs,
                      const Pooling pooled[STAGE_COUNT], Arena *scratch, ScenarioResult *out);

/* Fills the outlook by the plain method, without months: what the open leads may still bring. */
Status uncertainty_look_ahead(const EvaluationInput *input, const Draws *draws, Arena *arena, Arena *scratch,
                              ScenarioResult *out, Err *err);

#endif
