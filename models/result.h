/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result.h - all that a run has found out: made once by `evaluate`, read by outputs, changed by nobody. */
#ifndef MODELS_RESULT_H
#define MODELS_RESULT_H
#include "models/metrics.h"
#include "models/provenance.h"
#include "models/survey.h"

/* What is still to come from a vendor; the row with MONTH_NONE is all of it: of the next `outlook_months` months, or,
 * where those are 0, of the leads open now, whenever it comes. */
typedef struct Outlook {
    Month month;
    Interval sql, opportunity, won, value; /* value: weighted pipeline in major units, never revenue */
} Outlook;

typedef enum VerdictCode {
    VERDICT_RENEW,
    VERDICT_RENEGOTIATE,
    VERDICT_REDUCE,
    VERDICT_REPLACE,
    VERDICT_KILL,
    VERDICT_HOLD,
    VERDICT_COUNT
} VerdictCode;

/* A number that, moved alone from its base to `value`, makes another verdict: the first such value on that side. */
typedef struct Flip {
    const char *key; /* of an assumption, or "cpl": today's contract price */
    double base, value;
    double distance; /* share of the way from base to the bound up to which it was moved */
    VerdictCode verdict;
} Flip;

/* What to do about a vendor, by the first rule that fires. Money in major units. */
typedef struct Verdict {
    Why why; /* why there is none; then nothing else is read */
    VerdictCode code;
    Str rule, because;
    Figure walk_away;                  /* the price per billable lead up to which renew fires */
    Figure loss_threshold;             /* the cost of being wrong that is tolerable */
    Figure leads_needed, weeks_needed; /* hold: until it is settled */
    const Flip *flips;                 /* the nearest first */
    size_t flip_count;
} Verdict;

/* What was plainly seen of a vendor's leads on their way to a stage, without a model. */
typedef struct Sighting {
    Stage stage;         /* SQL, else the last that the files have */
    Why why;             /* why nothing below is known */
    int32_t cohort_days; /* "rate at day N" of the leads at least N days old: the same N for all vendors */
    double cohort_leads;
    Figure cohort_rate;
    int32_t
        day; /* Aalen-Johansen up to this day after delivery: the horizon, at most the oldest lead's age */
    double won, error; /* share that has got there, and its standard error */
    int64_t at_risk;   /* leads still watched on that day */
} Sighting;

/* One segment of a vendor: its SQL rate, pooled with the vendor's other segments and with nobody else's. */
typedef struct SegmentRate {
    Str segment;
    int64_t delivered, sql;
    Interval rate;
} SegmentRate;

typedef struct VendorResult {
    Str vendor; /* "Total" for the total */
    Counts counts;
    Books books;
    Ledger ledger;
    Figure value[METRIC_COUNT];      /* of metrics with SHAPE_VALUE or SHAPE_BOTH */
    Interval interval[METRIC_COUNT]; /* of metrics with SHAPE_BOTH or SHAPE_INTERVAL */
    Figure from_rates
        [METRIC_COUNT];    /* of the interval's width the rates' share, 0..1; the rest is the assumptions' */
    Figure sql_cost_floor; /* "above this with 95 % probability": cost per SQL's 5 % bound */
    double own_weight;     /* share of the SQL rate's estimate that the vendor's own leads speak for */
    Verdict verdict;
    Sighting sighting;
    const SegmentRate *segments; /* where the files have segments and SQLs */
    size_t segment_count;
    Outlook *outlook; /* by month, and one row for all of it */
    size_t outlook_count;
    int outlook_months;
    const char *
        planned_by; /* where planned deliveries are from: "plan", "contract", "pace", "none"; NULL: none counted */
} VendorResult;

typedef struct ScenarioResult {
    const AssumptionSet *set;
    VendorResult *vendors; /* in the order of their names */
    size_t vendor_count;
    VendorResult total;
    double sdr_hours_a_week;   /* that the answers make */
    Figure sdr_capacity_hours; /* count x share x hours a week */
    Money tools_total;         /* minor units; allocated to vendors by tools.key */
    bool tools_from_ledger;
} ScenarioResult;

/* What a gate that was asked for says. */
typedef struct GateResult {
    const struct Gate *gate; /* a row of gates.h */
    double limit;
    Figure value;
    bool tripped; /* above the limit, or not to be measured */
} GateResult;

typedef struct Result {
    const char *version;
    Str case_name; /* for the workbook's title and default file name */
    Currency currency;
    Definitions definitions;
    bool has_stage[STAGE_COUNT];
    bool has_dates, from_counts, has_contracts, has_spend;
    bool segment_asked; /* somebody wants to see segments */
    Day first_delivery; /* DAY_NONE where not dated */
    int64_t negative_lags, zero_deals;
    const Rollup *rollup;
    const Provenance *provenance;
    ScenarioResult *scenarios; /* [0] is base */
    size_t scenario_count, shown;
    Check *checks;
    size_t check_count;
    const Survey *survey; /* NULL only where a test made the result by hand */
    const GateResult *gates;
    size_t gate_count;
    unsigned long seed;
} Result;

/* Returns the scenario that is shown. */
static inline const ScenarioResult *result_shown(const Result *result) {
    return &result->scenarios[result->shown];
}

#endif
