/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ruling.h - which rule fires for a vendor against the others, over all draws: in the world as it was drawn, or in one where
 * prices, waste or the value of an SQL were moved. Money in major units. Pure. */
#ifndef MODELS_RULING_H
#define MODELS_RULING_H
#include "models/ripening.h"

/* What a decision about a vendor is about. */
typedef struct RulingTerms {
    double price;  /* today's contract price per billable lead; 0: none known */
    double budget; /* the contract's value: committed leads x price, else twelve months' invoice */
} RulingTerms;

/* Where numbers stand against the draws. */
typedef struct RulingWorld {
    double value;  /* of an SQL */
    double *waste; /* [vendor] what a delivered lead costs beside its invoice, more than in the draws */
    double *price; /* [vendor] today's price per billable lead; not read where the terms have none */
} RulingWorld;

/* What all rulings of a scenario share; the lists at the end are room that `ruling_enter` fills. */
typedef struct RulingBench {
    const EvaluationInput *input;
    const ScenarioResult *scenario;
    const RipeDraws *draws;
    size_t count;             /* of draws */
    const RulingTerms *terms; /* [vendor] */
    RulingWorld world;
    double *yield; /* [vendor * count + draw]: SQLs that 1 of money buys; 0 of a vendor without costs */
    double *best;  /* [draw]: the most of them */
    double *price; /* [draw]: walk-away prices */
} RulingBench;

/* What the rules look at. */
typedef struct RulingFacts {
    double confidence;      /* decision.confidence */
    double value_of_sql;    /* the world's */
    double p_worthless;     /* P(waste > value of a lead) */
    double p_target;        /* P(cost per SQL <= value of an SQL) */
    double loss, threshold; /* cost of being wrong, and what of it is tolerable */
    double p_beaten;        /* P(the best single alternative is cheaper) */
    size_t rival;           /* that alternative; SIZE_MAX: there is none */
    double price, budget;   /* today's, of this world */
    double walk_away;       /* the price up to which renew fires, not above zero where none does */
} RulingFacts;

/* One row of the table of rules. */
typedef struct Rule {
    VerdictCode code;
    const char *words;
    bool (*fires)(const RulingFacts *facts);
} Rule;

/* Returns a bench in the world as it was drawn, with `value` of an SQL (0 where that is not known: then only yields are
 * of use); `months` are the calendar months that the data span. Memory is of `scratch`. */
RulingBench ruling_bench(const EvaluationInput *input, const ScenarioResult *scenario, const RipeDraws *draws,
                         size_t count, double months, double value, Arena *scratch);

/* Returns another world, the same as the one that the bench is in. */
RulingWorld ruling_copy_world(const RulingBench *bench, Arena *scratch);

/* Moves the bench into `world`, which must stay until the next one. */
void ruling_enter(RulingBench *bench, RulingWorld world);

/* Says whether a vendor takes part: its costs are known and it has leads. */
bool ruling_has_rival(const RulingBench *bench, size_t vendor);

/* Returns what the rules see of a vendor that takes part, and the first rule that fires on it. */
RulingFacts ruling_facts(const RulingBench *bench, size_t vendor);
const Rule *ruling_decide(const RulingFacts *facts);

/* Returns what an SQL is worth: target.cost_per_sql, else gross margin x deal x wins per SQL; or why nobody knows. */
Figure ruling_value_of_sql(const Values *values, const VendorResult *total);

#endif
