/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verdict.h - renew, renegotiate, reduce, replace, end or not decidable yet: who is best, how sure that is, and what it costs
 * to be wrong, by one table of rules on the draws at maturity. Pure. */
#ifndef MODELS_VERDICT_H
#define MODELS_VERDICT_H
#include "models/ripening.h"

/* What a decision about a vendor is about; money in major units. */
typedef struct VerdictTerms {
    double price;          /* today's contract price per billable lead; 0: none known */
    double budget;         /* the contract's value: committed leads x price, else twelve months' invoice */
    const char *budget_is; /* which of the two */
} VerdictTerms;

/* Decides about every vendor of `scenario` (VendorResult.verdict, METRIC_P_CHEAPEST, METRIC_EXPECTED_LOSS). The value of an
 * SQL is target.cost_per_sql, else gross margin x deal x wins per SQL; without either there is no verdict and no
 * loss in money, and it says why. `months` are the calendar months that the data span. */
void verdict_decide(const EvaluationInput *input, const Ripening *ripening, const RipeDraws *draws,
                    size_t draw_count, double months, Arena *arena, Arena *scratch, ScenarioResult *scenario);

/* The words of a verdict: as in JSON, and for people. */
extern const char *const VERDICT_CODES[VERDICT_COUNT];
extern const char *const VERDICT_WORDS[VERDICT_COUNT];

#endif
