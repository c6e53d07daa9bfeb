/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check_view.h - what was read as people look at it before they trust a figure: what can be computed, what the rows that no
 * lead was found for could change, why rows were set aside. */
#ifndef OUTPUTS_CHECK_VIEW_H
#define OUTPUTS_CHECK_VIEW_H
#include "models/result.h"
#include "outputs/report.h"

/* A kind of figure, and for how many vendors it is known. */
typedef struct Ability {
    bool later; /* not of this version, whatever the case */
    const char *key, *label;
    size_t known, of;
    Str vendor; /* the first without it; empty where it is nobody's in particular, or none is without */
    Why why;    /* of that vendor */
} Ability;

/* Rows that were set aside for one reason. */
typedef struct BadReason {
    const BadRow *first;
    int64_t rows;
} BadReason;

/* What rows of other files that belong to no lead leave open: the rate to `stage` lies in [low, high]. */
typedef struct JoinCoverage {
    int64_t joined, unmatched;
    Stage stage; /* STAGE_DELIVERED: there is no rate */
    double low, high;
} JoinCoverage;

typedef struct CheckView {
    const Result *result;
    const ScenarioResult *shown;
    Arena *arena;
    Ability *abilities;
    size_t ability_count;
    BadReason *reasons; /* in the order of their first rows */
    size_t reason_count;
    JoinCoverage join;
    int64_t rows_read, quarantined; /* of all files */
    bool adds_up;                   /* the row arithmetic of every file */
} CheckView;

/* Looks at the shown scenario; memory is of `arena`. */
CheckView check_view_make(const Result *result, Arena *arena);

/* Says whether a file holds leads, or adds to them: not a table of the case. */
bool check_view_is_of_leads(const FileReport *file);

/* Returns how many rows of a file had cells that could be looked at: neither broken records nor footers. */
int64_t check_view_rows(const Result *result, const FileReport *file);

/* Returns a file's name without its folders, as messages have it. */
Str check_view_name(Str file);

/* Returns "4,012 rows read = 3,981 leads + 12 quarantined + 19 repeated". */
Str check_view_arithmetic(const FileReport *file, Arena *arena);

#endif
