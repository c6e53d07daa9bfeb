/* SPDX-License-Identifier: GPL-3.0-or-later */
/* definitions.h - what the words of a run mean: the choices that change a count. Printed with every result. */
#ifndef MODELS_DEFINITIONS_H
#define MODELS_DEFINITIONS_H
#include "models/lead_table.h"

typedef struct Definitions {
    Day as_of;                     /* data up to this day, inclusive; DAY_NONE: the leads have no dates */
    Day from, to;                  /* leads delivered in this period only; DAY_NONE: no bound */
    bool invalid_with_unreachable; /* invalid.definition: strict (false) or with_unreachable */
    int accept_days;               /* accept.days: what sales has to accept a lead */
    int quiet_days;                /* quiet.days: silent for longer = quiet */
    int duplicate_days;            /* duplicate.days: same address again within these = duplicate */
    bool credit_last;              /* credit.rule: the last lead of a shared opportunity, not the first */
    LeadField segment;             /* the field that is the segment */
} Definitions;

/* Says whether an event at `stamp` has happened by the as-of day. */
static inline bool definitions_happened(const Definitions *definitions, Stamp stamp) {
    if (stamp == STAMP_NEVER) return false;
    return !stamp_is_dated(stamp) || definitions->as_of == DAY_NONE || stamp_day(stamp) <= definitions->as_of;
}

/* Says whether `day` lies in the period that the run looks at. */
static inline bool definitions_in_period(const Definitions *definitions, Day day) {
    return (definitions->from == DAY_NONE || day >= definitions->from) &&
           (definitions->to == DAY_NONE || day <= definitions->to);
}

/* What more is known of a lead than its class. */
enum LeadMark {
    MARK_QUIET = 1, /* touched or accepted, and silent: its work is waste */
    MARK_BOUNCED = 2,
    MARK_CREDITED = 4,
    MARK_PRE_EXISTING = 8, /* its opportunity is older than the lead: stands at stage sql */
    MARK_SHARED = 16,      /* its opportunity is credited to another lead: stands at stage sql */
    MARK_OWN_DUPLICATE = 32,
    MARK_OTHER_DUPLICATE = 64,
    MARK_WORKED = 128, /* some attempt or decision by sales is known */
};

#endif
