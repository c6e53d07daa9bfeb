/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcome.h - the words of the funnel: stages, outcome classes, rejection kinds. One table each; every
 * room reads its words here. Definitions: README "Words", FIELD terms of B2B demand generation. */
#ifndef MODELS_OUTCOME_H
#define MODELS_OUTCOME_H
#include "models/base/base.h"

/* The cumulative stages, in order. A lead that reached one has reached all before it. */
typedef enum Stage {
    STAGE_DELIVERED,
    STAGE_ACCEPTED, /* SAL: sales took the lead to work */
    STAGE_SQL,
    STAGE_OPPORTUNITY,
    STAGE_WON,
    STAGE_COUNT
} Stage;

/* What finally became of a lead; exclusive. The order is the order of precedence: the first that applies. */
typedef enum OutcomeClass {
    CLASS_DUPLICATE,
    CLASS_RETURNED,
    CLASS_INVALID,
    CLASS_WON,
    CLASS_LOST,
    CLASS_OPPORTUNITY,
    CLASS_SQL,
    CLASS_DISQUALIFIED, /* after contact: no budget, authority, need */
    CLASS_REJECTED,     /* before contact, with a kind */
    CLASS_ACCEPTED,     /* open */
    CLASS_TOUCHED,      /* open */
    CLASS_UNTOUCHED,    /* open */
    CLASS_COUNT
} OutcomeClass;

/* Why a lead was rejected or disqualified. KIND_NONE where it was neither. */
typedef enum ReasonKind {
    KIND_FIT,
    KIND_TIMING,
    KIND_DATA,
    KIND_OTHER,
    KIND_COUNT,
    KIND_NONE = KIND_COUNT
} ReasonKind;

/* What a status of a CRM can say about a lead: the class it puts it in, or `quiet`, `unreachable`. */
typedef enum StatusMeaning {
    MEANS_NOTHING,
    MEANS_UNTOUCHED,
    MEANS_TOUCHED,
    MEANS_QUIET,
    MEANS_ACCEPTED,
    MEANS_REJECTED,
    MEANS_DISQUALIFIED,
    MEANS_INVALID,
    MEANS_UNREACHABLE,
    MEANS_DUPLICATE,
    MEANS_RETURNED,
    MEANS_SQL,
    MEANS_OPPORTUNITY,
    MEANS_WON,
    MEANS_LOST,
    MEANING_COUNT
} StatusMeaning;

typedef struct OutcomeWord {
    const char *key;     /* as in files and JSON: lower case */
    const char *label;   /* for people, singular or mass: "accepted by sales" */
    const char *meaning; /* one sentence */
} OutcomeWord;

extern const OutcomeWord OUTCOME_STAGES[STAGE_COUNT];
extern const OutcomeWord OUTCOME_CLASSES[CLASS_COUNT];
extern const OutcomeWord OUTCOME_KINDS[KIND_COUNT];
extern const OutcomeWord OUTCOME_MEANINGS[MEANING_COUNT];

/* Returns the last cumulative stage that a lead of `class` counts in: STAGE_COUNT (none) for duplicate, returned
 * and invalid ones; a lost lead counts up to the stage it had `reached`. */
Stage outcome_stage(OutcomeClass class, Stage reached);

/* Stores in `out` the meaning that bears this key (case-blind, blanks trimmed); false where there is none. */
bool outcome_parse_meaning(Str key, StatusMeaning *out);

/* Returns what the CRM's own words usually mean ("Closed Won", "Working - Contacted", "MQL"...), by
 * a table of known spellings compared without case and punctuation; MEANS_NOTHING where they are unknown. */
StatusMeaning outcome_guess_status(Str raw);

/* What a rejection reason says: its kind, or that the lead was in truth a duplicate or invalid. */
typedef struct ReasonMeaning {
    ReasonKind kind;
    bool duplicate, invalid;
    bool known; /* false: no row of the table fits, counted as other */
} ReasonMeaning;

/* Returns what the class word of a reasons table says (fit, timing, data, other, duplicate, invalid);
 * `known` is false where it is none of them. */
ReasonMeaning outcome_parse_reason_class(Str key);

/* Returns what a reason usually means, by key words of the published tree (size, industry, geography, tech
 * stack; contract, project, budget cycle; missing contact, e-mail...), else kind other and not known. */
ReasonMeaning outcome_guess_reason(Str raw);

#endif
