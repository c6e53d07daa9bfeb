/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survival.h - how many have converted by each day, without assuming any curve: Kaplan-Meier where nothing is ever
 * lost, Aalen-Johansen where losses are recorded (to treat them as merely unfinished overstates the share won).
 * Times are whole days since entry into the stage. Of those that leave on the same day the won and lost come before
 * the open ones: at risk on day t is who was there by then (entry <= t) and has not left before it. Pure; memory
 * from the arena; the order of the input changes nothing. */
#ifndef MODELS_SURVIVAL_H
#define MODELS_SURVIVAL_H
#include "models/base/base.h"

/* Leads that are watched from this day after their entry on (0: from the start). */
typedef struct SurvivalEntry {
    int32_t day;
    int64_t leads;
} SurvivalEntry;

/* Leads that were last seen this many days after their entry: won or lost then, or still open on the as-of date. */
typedef struct SurvivalExit {
    int32_t day;
    int64_t won, lost, open;
} SurvivalExit;

/* Entries and exits are of the same leads, in any order and with repetitions; nobody leaves before his entry. */
typedef struct SurvivalData {
    const SurvivalEntry *entries;
    size_t entry_count;
    const SurvivalExit *exits;
    size_t exit_count;
} SurvivalData;

/* One day on which somebody left. */
typedef struct SurvivalStep {
    int32_t day;
    int64_t at_risk, won, lost, open;
} SurvivalStep;

/* Kaplan-Meier on such a day, a loss being no event: the share not yet won, its error (Greenwood; NaN where the
 * share is 0) and bounds on the log-log scale (NaN where the share is 0 or 1). */
typedef struct SurvivalKm {
    double share, error, low, high;
} SurvivalKm;

/* Aalen-Johansen on such a day: won + lost + open = 1. Errors by the delta method (G. E. Dinse & M. G. Larson,
 * "A note on semi-Markov models for partially censored data", Biometrika 73 (1986)). */
typedef struct SurvivalAj {
    double won, lost, open, won_error, lost_error;
} SurvivalAj;

/* Stores the days in `steps`, rising, and returns how many there are. */
size_t survival_steps(SurvivalData data, Arena *arena, SurvivalStep **steps);

/* Store the estimate on each of the `count` steps in `out` (room for `count`); the bounds hold with this `level`
 * in (0, 1). */
void survival_km(const SurvivalStep *steps, size_t count, double level, SurvivalKm *out);
void survival_aj(const SurvivalStep *steps, size_t count, SurvivalAj *out);

/* Returns the number of the last step on or before `day`, or -1 where there is none. */
long survival_step_at(const SurvivalStep *steps, size_t count, int32_t day);

/* Returns how many are at risk on `day`, on which nobody need leave. */
int64_t survival_at_risk(SurvivalData data, int32_t day);

#endif
