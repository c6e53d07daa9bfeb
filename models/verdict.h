/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verdict.h - renew, renegotiate, reduce, replace, end or not decidable yet: who is best, how sure that is, and what it costs
 * to be wrong, by one table of rules on the draws at maturity. Pure. */
#ifndef MODELS_VERDICT_H
#define MODELS_VERDICT_H
#include "models/ripening.h"

/* Decides about every vendor of `scenario` (VendorResult.verdict with its flips, and the metrics of rank, chance and
 * expected loss), on `draw_count` draws. Chances of being cheapest are drawn, or stay as they are where they are
 * `exact`. Without a value of an SQL (ruling.h) there is no verdict and no loss in money, and it says why. `months` are
 * the calendar months that the data span. */
void verdict_decide(const EvaluationInput *input, const RipeDraws *draws, size_t draw_count, bool exact,
                    double months, Arena *arena, Arena *scratch, ScenarioResult *scenario);

/* The words of a verdict: as in JSON, and for people. */
extern const char *const VERDICT_CODES[VERDICT_COUNT];
extern const char *const VERDICT_WORDS[VERDICT_COUNT];

#endif
