/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate.h - from a rollup, the books and a set of assumptions to all figures of a scenario. Pure.
 * rates (pooled posteriors) and assumptions are drawn together; the same seed gives the same figures. */
#ifndef MODELS_EVALUATE_H
#define MODELS_EVALUATE_H
#include "models/outlook.h"
#include "models/ripening.h"
#include "models/segment_rates.h"

/* What time will do: the fits that all scenarios of one rollup, horizon and deal cap share. */
typedef struct Foresight {
    Ripening ripening;
    OutlookFit outlook;
    SegmentRates segments;
} Foresight;

/* Returns what the outlook of `input` is made from; `plan` are the months that were planned. */
OutlookInput evaluate_outlook(const EvaluationInput *input, const PlanRow *plan, size_t plan_count);

/* Stores in `out` the fits of input->rollup; `plan` are the months that were planned. Memory is of `arena`. */
Status evaluate_foresee(const EvaluationInput *input, const PlanRow *plan, size_t plan_count, Arena *arena,
                        Arena *scratch, Foresight *out, Err *err);

/* Stores in `out` the figures of one scenario; `foresight` comes from evaluate_foresee. All memory is of `arena`, `scratch` may be cleared afterwards. */
Status evaluate_scenario(const EvaluationInput *input, const Foresight *foresight, Arena *arena,
                         Arena *scratch, ScenarioResult *out, Err *err);

/* Returns the definitions that a set of assumptions makes; days and segment are the caller's. */
Definitions evaluate_definitions(const AssumptionSet *set, Day as_of, Day from, Day to, LeadField segment);

#endif
