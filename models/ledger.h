/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger.h - what the leads of a vendor really cost, line by line, to the minor unit. Pure.
 *
 * A line is one exact rational a vendor (money x decimals of minutes), rounded half away from zero once; a total is
 * the sum of rounded lines; parts of a line get theirs by cumulative rounding in printed order, so that they add
 * up to the line whatever the split. true cost = invoice - credits + operations waste + SDR waste +
 * deliverability + tools. The table of parts below is all there is to know about work: who does it, on which
 * leads, how long, and on which line it goes. */
#ifndef MODELS_LEDGER_H
#define MODELS_LEDGER_H
#include "models/assumption.h"
#include "models/books.h"

typedef enum LedgerLine {
    LINE_INVOICE,
    LINE_CREDITS, /* >= 0; subtracted */
    LINE_OPS_WASTE,
    LINE_SDR_WASTE,
    LINE_DELIVERABILITY,
    LINE_TOOLS,
    LINE_TRUE_COST,
    LINE_TRUE_COST_WITHOUT_TOOLS,
    LINE_CASH, /* invoice - credits + tools + deliverability */
    LINE_TIME, /* ops + SDR waste */
    LINE_ACCRUED,
    LINE_PREPAID,
    LINE_SDR_OPEN,
    LINE_SDR_PRODUCTIVE,
    LINE_LOADED_COST, /* true cost + productive SDR work */
    LINE_COUNT
} LedgerLine;

/* Work on one kind of lead: one row of LEDGER_PARTS. */
typedef enum LedgerPart {
    PART_OPS_DUPLICATE,
    PART_OPS_RETURNED,
    PART_OPS_INVALID,
    PART_SDR_INVALID,
    PART_SDR_REJECTED_FIT,
    PART_SDR_REJECTED_TIMING,
    PART_SDR_REJECTED_DATA,
    PART_SDR_REJECTED_OTHER,
    PART_SDR_DISQUALIFIED,
    PART_SDR_LOST_BEFORE_SQL,
    PART_SDR_QUIET,
    PART_SDR_DUPLICATE,
    PART_SDR_RETURNED,
    PART_SDR_ACCEPTED,
    PART_SDR_TOUCHED,
    PART_SDR_SQL,
    PART_COUNT
} LedgerPart;

typedef struct LedgerPartRow {
    const char *key;   /* "sdr_waste.rejected_fit" */
    const char *label; /* "rejected: fit" */
    LedgerLine line;
    bool ops;    /* done by operations, else by SDRs */
    int minutes; /* AssumptionId that gives the total minutes of a lead, or -1: only what was observed */
    int half_attempts;            /* else: halves of touch.attempts... */
    int touches;                  /* ... and so many single attempts ... */
    int conversations, handovers; /* ... and so many of these */
} LedgerPartRow;

extern const LedgerPartRow LEDGER_PARTS[PART_COUNT];

typedef struct LedgerLineRow {
    const char *key;   /* "invoice": as in JSON */
    const char *label; /* for people */
    const char *meaning;
} LedgerLineRow;

extern const LedgerLineRow LEDGER_LINES[LINE_COUNT];

/* How many leads a part has, and what was observed of their minutes. */
typedef struct PartLeads {
    int64_t leads;                /* all of them */
    int64_t own_leads;            /* of them: with minutes of their own */
    int64_t touch_leads, touches; /* of the others: with a count of touches, and the touches */
    Decimal own_minutes;
} PartLeads;

/* One vendor's leads (or all vendors'), as the ledger and the metrics need them. */
typedef struct Counts {
    int64_t class[CLASS_COUNT], kind[KIND_COUNT]; /* kind: of rejected leads */
    int64_t stage[STAGE_COUNT];
    int64_t delivered, invoiced, credited, bounces, worked, quiet, pre_existing, excluded_but_converted;
    int64_t excluded[STAGE_COUNT]; /* duplicate, returned or invalid leads that reached the stage */
    int64_t open;                  /* accepted, touched, untouched, not quiet */
    int64_t lost_before_sql;
    int64_t
        closed_at_sql; /* of class sql: their opportunity is another lead's or older, they will have none */
    PartLeads part[PART_COUNT];
} Counts;

/* Adds up the cells of one vendor (`vendor` < 0: of all) and one segment (`segment` < 0: of all). */
Counts ledger_count(const Rollup *rollup, int vendor, int segment);

/* The values of a draw or of the base: millionths, by AssumptionId. */
typedef struct Values {
    Decimal of[ASSUMPTION_COUNT];
    bool known[ASSUMPTION_COUNT];
} Values;

/* Returns the base values of a set. */
Values ledger_values(const AssumptionSet *set);

/* Returns the total minutes (millionths) that a lead of `part` takes without any observation. */
Decimal ledger_minutes(const Values *values, LedgerPart part);

/* Returns the work of a part in minutes (millionths): observed where observed, else assumed. */
Decimal ledger_work(const Values *values, LedgerPart part, const PartLeads *leads);

typedef struct Ledger {
    Money line[LINE_COUNT]; /* minor units of the case's currency */
    Money part[PART_COUNT];
    Why why; /* why the lines that hold an invoice (all but work, open, productive, deliverability, tools) are unknown */
} Ledger;

/* Computes the lines of one vendor; `tools` is its share. */
Ledger ledger_compute(const Counts *counts, const Books *books, const Values *values, Money tools,
                      Currency currency);

/* Adds up the vendors' rounded lines and parts; unknown where one of them is. */
Ledger ledger_total(const Ledger *ledgers, size_t count);

/* Says whether a line is unknown when the invoice is. */
bool ledger_line_needs_invoice(LedgerLine line);

/* Splits `total` by `weights` (>= 0) with cumulative rounding in this order; all weights 0: nothing to anyone. */
void ledger_split(Money total, const int64_t *weights, size_t count, Money *out);

#endif
