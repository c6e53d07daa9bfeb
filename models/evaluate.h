/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate.h - from a rollup, the books and a set of assumptions to all figures of a scenario. Pure.
 * rates (pooled posteriors) and assumptions are drawn together; the same seed gives the same figures. */
#ifndef MODELS_EVALUATE_H
#define MODELS_EVALUATE_H
#include "models/ripening.h"

/* Stores in `out` the figures of one scenario; `ripening` are the fits of input->rollup at its horizon.days. All memory is of `arena`, `scratch` may be cleared afterwards. */
Status evaluate_scenario(const EvaluationInput *input, const Ripening *ripening, Arena *arena, Arena *scratch,
                         ScenarioResult *out, Err *err);

/* Returns the definitions that a set of assumptions makes; days and segment are the caller's. */
Definitions evaluate_definitions(const AssumptionSet *set, Day as_of, Day from, Day to, LeadField segment);

#endif
