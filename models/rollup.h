/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rollup.h - the centre of the house: sufficient statistics of a lead table in five tables.
 * The ledger and the statistics see nothing else, so they cost the same for a thousand leads and a billion.
 * Free of personal data. Vendors and segments are numbered in the order of their names, rows are sorted by key:
 * the order of the leads changes nothing. Lags and ages are whole days; a negative lag is clamped to 0, and counted in
 * `negative_lags` once an event: on the step that it ends. */
#ifndef MODELS_ROLLUP_H
#define MODELS_ROLLUP_H
#include "models/contract.h"

enum { CELL_CHARGE = CLASS_COUNT }; /* class of a cell without leads: a period charge */

/* Leads by vendor, segment, month of delivery and what became of them. Money by month of the charge. */
typedef struct RollupCell {
    uint16_t vendor, segment;
    Month month;       /* MONTH_NONE: not dated */
    uint8_t class;     /* OutcomeClass or CELL_CHARGE */
    uint8_t kind;      /* ReasonKind */
    uint8_t reached;   /* Stage */
    uint8_t quiet;     /* 0, 1 */
    Currency currency; /* of invoice and credits */
    int64_t leads, invoiced, credited, touched, bounces, pre_existing;
    int64_t shared;   /* leads whose opportunity is credited to another lead */
    int64_t unpriced; /* invoiced leads without a contract or price */
    int64_t sdr_own_leads, touch_leads,
        touches; /* with their own minutes; with touches but no minutes; the touches */
    int64_t ops_own_leads;
    Decimal sdr_own_minutes, ops_own_minutes;
    Money invoice, credits;
    Money shortfall; /* of invoice: what was missing to a contract's minimum, the price of no lead */
} RollupCell;

/* Leads that entered stage `from`, by age at the as-of day, and what they did towards `to`. */
typedef struct RollupFlow {
    uint16_t vendor, segment;
    uint8_t from, to; /* each step of the chain that the files support, and delivered -> each stage */
    int32_t age;      /* days since the entry, -1 unknown */
    int64_t entered, moved, lost, closed; /* closed: in any other way without reaching `to` */
    int64_t day_unknown;                  /* of `moved`: on a day nobody knows */
} RollupFlow;

/* How long a move, or a loss, took. */
typedef struct RollupLag {
    uint16_t vendor, segment;
    uint8_t from, to;
    int32_t lag; /* days, >= 0 */
    int64_t moved, lost, closed;
} RollupLag;

/* Sizes of won deals, by vendor and power of two of the amount in major units. */
typedef struct RollupDeal {
    uint16_t vendor;
    int16_t bucket; /* floor(log2(amount)), major units */
    Currency currency;
    int64_t count;
    Money sum, largest;
    double log_sum, log_square_sum; /* of ln(amount in major units): what a lognormal needs */
} RollupDeal;

typedef struct Rollup {
    Definitions definitions;
    bool has_stage[STAGE_COUNT];
    bool has_dates;
    Day first_delivery, last_delivery; /* DAY_NONE: not dated; of a file of counts the ends of the months */
    Day first_reached
        [STAGE_COUNT]; /* the first day on which any lead reached the stage; DAY_NONE: not dated */
    bool from_counts;  /* invoices are what a file of counts says was spent, not prices of leads */
    Str *vendors, *segments;
    size_t vendor_count, segment_count;
    RollupCell *cells;
    size_t cell_count;
    RollupFlow *flows;
    size_t flow_count;
    RollupLag *lags;
    size_t lag_count;
    RollupDeal *deals;
    size_t deal_count;
    int64_t leads, after_as_of, outside_period, negative_lags;
    int64_t zero_deals; /* won deals without an amount, or with 0: no size can be learnt from them */
    Str partition;      /* which part of all leads it is; "north+south": of which parts; empty: nobody said */
    const bool
        *whole_price; /* by vendor: a lead's price hangs on the vendor's other leads; NULL: no vendor's */
} Rollup;

/* Counts the leads of `table`. All memory is of `arena`; `scratch` may be cleared afterwards. */
Rollup rollup_count(const LeadTable *table, const Outcomes *outcomes, const Pricing *pricing,
                    const Definitions *definitions, Arena *arena, Arena *scratch);

/* One row of a file of counts: leads that are known only by how many reached each stage. */
typedef struct CountRow {
    Str vendor, segment;
    Month month;                /* MONTH_NONE: not dated */
    int64_t stage[STAGE_COUNT]; /* leads that reached it; not rising; -1: the file does not say */
    Money spend; /* invoice in full, minor units of the case's currency; MONEY_NONE: no column */
} CountRow;

/* Turns a file of counts into a rollup of its own. Without spend its leads have no price. */
Rollup rollup_from_counts(const CountRow *rows, size_t count, const Definitions *definitions, Currency base,
                          Arena *arena, Arena *scratch);

/* Return how many calendar months, and weeks (at least one), the data spans: from the first delivery to the as-of day, or
 * the end of the period that is looked at; without either to the last delivery. A month where nothing is dated. */
int64_t rollup_months(const Rollup *rollup);
double rollup_weeks(const Rollup *rollup);

/* Returns the number of the vendor with this name, or -1. */
int rollup_find_vendor(const Rollup *rollup, Str name);

#endif
