/* SPDX-License-Identifier: GPL-3.0-or-later */
/* classify.h - what became of each lead: one outcome class a lead, by one table of rules. Pure.
 * Events after the as-of day have not happened. The classes exclude each other; the first that applies. */
#ifndef MODELS_CLASSIFY_H
#define MODELS_CLASSIFY_H
#include "models/definitions.h"
#include "models/outcome.h"

/* What the user says a raw status or reason means; wins over the built-in tables. */
typedef struct StatusRow {
    Str raw;
    StatusMeaning means;
} StatusRow;
typedef struct ReasonRow {
    Str raw;
    ReasonMeaning means;
} ReasonRow;
typedef struct Vocabulary {
    const StatusRow *statuses;
    size_t status_count;
    const ReasonRow *reasons;
    size_t reason_count;
} Vocabulary;

enum {
    LEAD_LEFT_OUT = CLASS_COUNT, /* delivered after the as-of day, or outside the period */
};

typedef struct LeadOutcome {
    uint8_t class;   /* OutcomeClass or LEAD_LEFT_OUT */
    uint8_t kind;    /* ReasonKind of a rejected or disqualified lead, else KIND_NONE */
    uint8_t reached; /* the last Stage reached, whatever the class: what `excluded but converted` counts */
    uint8_t marks;   /* LeadMark bits */
    uint8_t
        contracted; /* the class of a lead that only the period leaves out too: tiers and minimums count it */
} LeadOutcome;

typedef struct Outcomes {
    LeadOutcome *of; /* one a row of the lead table */
    size_t count;
    size_t after_as_of;                /* left out because delivered later */
    size_t outside_period;             /* left out because of from and to */
    bool has_stage[STAGE_COUNT];       /* false: no file has a column or status for it */
    const StatusMeaning *status_means; /* by code of the lead table's statuses */
    Str *unknown_statuses;             /* raw statuses without a meaning, in order of code */
    size_t unknown_status_count;
    size_t undated_quiet; /* leads whose silence cannot be judged, for want of dates */
} Outcomes;

/* Classifies every lead of `table`. All memory is of `arena`. */
Outcomes classify_leads(const LeadTable *table, Vocabulary vocabulary, const Definitions *definitions,
                        Arena *arena);

/* Returns the day on which the lead reached `stage` (from its own column, else from its status where that
 * says so), STAMP_UNKNOWN where it did on a day nobody knows. Only for stages that its outcome says it reached. */
Stamp classify_stage_stamp(const LeadTable *table, const Outcomes *outcomes, uint32_t row, Stage stage);

/* Returns the day on which a closed lead was closed, STAMP_UNKNOWN where nobody knows, STAMP_NEVER for an
 * open one. A lead whose opportunity is another's is closed: it will have none of its own. */
Stamp classify_closed_stamp(const LeadTable *table, const Outcomes *outcomes, uint32_t row);

/* Return what a raw status, or reason, means: as the vocabulary says, else as such words usually mean. */
StatusMeaning classify_status_meaning(Vocabulary vocabulary, Str raw);
ReasonMeaning classify_reason_meaning(Vocabulary vocabulary, Str raw);

/* Stores in `out` the newest delivery or event day of the table: the default of the as-of day. DAY_NONE where
 * no lead has a date. Fails with ERR_DATA where a single lead has that day, more than 31 days after the next newest. */
Status classify_newest_day(const LeadTable *table, Vocabulary vocabulary, Day *out, Err *err);

#endif
