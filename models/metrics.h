/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metrics.h - every figure the program quotes about a vendor: one row and one function each.
 * Help, glossary, workbook notes, JSON and tidy CSV read the same rows. Pure. */
#ifndef MODELS_METRICS_H
#define MODELS_METRICS_H
#include "models/ledger.h"

typedef enum MetricUnit {
    UNIT_LEADS,
    UNIT_MONEY, /* major units */
    UNIT_RATE,  /* 0 .. 1 */
    UNIT_TIMES, /* a multiple */
    UNIT_DAYS,
    UNIT_PLACE, /* 1: the first */
} MetricUnit;

/* How a metric is quoted. */
typedef enum MetricShape {
    SHAPE_VALUE,    /* one number */
    SHAPE_BOTH,     /* a number to date, and its likely range under "interval." + key */
    SHAPE_INTERVAL, /* a distribution, at its key */
} MetricShape;

/* clang-format off */
typedef enum MetricId {
    METRIC_OUTCOME, METRIC_OUTCOME_END = METRIC_OUTCOME + CLASS_COUNT - 1,
    METRIC_REASON, METRIC_REASON_END = METRIC_REASON + KIND_COUNT - 1,
    METRIC_INVOICED, METRIC_CREDITED, METRIC_BILLABLE, METRIC_VALID, METRIC_IN_SPEC, METRIC_TOUCHED, METRIC_QUIET,
    METRIC_EXCLUDED_BUT_CONVERTED, METRIC_PRE_EXISTING,
    METRIC_STAGE, METRIC_STAGE_END = METRIC_STAGE + STAGE_COUNT - 1,
    METRIC_LINE, METRIC_LINE_END = METRIC_LINE + LINE_COUNT - 1,
    METRIC_STATED_CPL, METRIC_TRUE_CPL, METRIC_TRUE_CPL_PER_BILLABLE, METRIC_TRUE_CPL_PER_VALID, METRIC_MULTIPLIER,
    METRIC_COST_PER_ACCEPTED, METRIC_COST_PER_SQL, METRIC_COST_PER_OPPORTUNITY, METRIC_COST_PER_WON,
    METRIC_RATE_ACCEPTED, METRIC_RATE_SQL, METRIC_RATE_OPPORTUNITY, METRIC_RATE_WON,
    METRIC_STEP_ACCEPTED, METRIC_STEP_SQL, METRIC_STEP_OPPORTUNITY, METRIC_STEP_WON,
    METRIC_OPEN_SHARE,
    METRIC_P_CHEAPEST, METRIC_P_CHEAPEST_SE, METRIC_RANK, METRIC_EXPECTED_LOSS,
    METRIC_AT_HORIZON_DAYS,
    METRIC_AT_RATE_ACCEPTED, METRIC_AT_RATE_SQL, METRIC_AT_RATE_OPPORTUNITY, METRIC_AT_RATE_WON,
    METRIC_AT_ULTIMATE_ACCEPTED, METRIC_AT_ULTIMATE_SQL, METRIC_AT_ULTIMATE_OPPORTUNITY, METRIC_AT_ULTIMATE_WON,
    METRIC_AT_EQUIVALENT_ACCEPTED, METRIC_AT_EQUIVALENT_SQL, METRIC_AT_EQUIVALENT_OPPORTUNITY, METRIC_AT_EQUIVALENT_WON,
    METRIC_AT_TRUE_CPL,
    METRIC_AT_COST_PER_ACCEPTED, METRIC_AT_COST_PER_SQL, METRIC_AT_COST_PER_OPPORTUNITY, METRIC_AT_COST_PER_WON,
    METRIC_AT_OPEN_SHARE,
    METRIC_COUNT
} MetricId;
/* clang-format on */

/* What a metric is computed from: one vendor's counts and lines, to date or of one draw. */
typedef struct MetricFacts {
    const Counts *counts;
    const Ledger *ledger;
    const Books *books;
    Currency currency;
    const bool *has_stage;       /* by Stage */
    double reached[STAGE_COUNT]; /* leads that reached each stage: counted, or delivered x a drawn rate */
} MetricFacts;

typedef struct Metric {
    const char *key;   /* dotted path in JSON, without "interval." */
    const char *label; /* for people */
    MetricUnit unit;
    MetricShape shape;
    const char *basis;   /* date basis and denominator, in words */
    const char *formula; /* in words, complete */
    const char *source;
    Figure (*compute)(const MetricFacts *facts, int which); /* NULL: made by the engine, not from facts */
    int which;                                              /* class, kind, stage or line of a family */
} Metric;

/* Returns the row of a metric; `id` < METRIC_COUNT. */
const Metric *metric_row(MetricId id);

/* Returns the metric of this key, or METRIC_COUNT. */
MetricId metric_find(Str key);

/* Returns what `id` is, or why it cannot be known. */
Figure metric_compute(MetricId id, const MetricFacts *facts);

/* Says whether `id` is a ratio of two other figures, and stores which: its value is over / under. */
bool metric_operands(MetricId id, MetricId *over, MetricId *under);

/* Return the metric of a stage (accepted and later) in one of the families. */
static inline MetricId metric_cost_per(Stage stage) {
    return (MetricId)(METRIC_COST_PER_ACCEPTED + (stage - STAGE_ACCEPTED));
}
static inline MetricId metric_rate(Stage stage) {
    return (MetricId)(METRIC_RATE_ACCEPTED + (stage - STAGE_ACCEPTED));
}
static inline MetricId metric_step(Stage stage) {
    return (MetricId)(METRIC_STEP_ACCEPTED + (stage - STAGE_ACCEPTED));
}

#endif
