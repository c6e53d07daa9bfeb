/* SPDX-License-Identifier: GPL-3.0-or-later */
/* maturity_data.h - what a rollup knows about one transition and its time: per vendor, entrants by age and what
 * became of them by lag. All counts are whole numbers of leads, days as in lag.h: a lead of age a was watched on
 * the lag days 0 .. a. Losses here are all leads that closed without reaching the stage (lost or closed otherwise).
 * Pure; memory from the arena. */
#ifndef MODELS_MATURITY_DATA_H
#define MODELS_MATURITY_DATA_H
#include "models/rollup.h"
#include "models/survival.h"

/* What a log that begins late does to the leads that had entered before. */
typedef enum MaturityEntry {
    MATURITY_WATCHED,   /* nothing: every lead is watched from its entry on */
    MATURITY_TRUNCATED, /* leads that closed before the log began are absent */
    MATURITY_UNSEEN,    /* the leads are there, what they did before the log began is not */
} MaturityEntry;

/* Leads of one age; entry: the first of their lag days that the log covers. Open are entered - won - lost. */
typedef struct MaturityAge {
    int32_t age, entry;
    double entered, won, lost;
    double won_undated, lost_undated; /* of won and lost: on a day nobody knows */
} MaturityAge;

typedef struct MaturityLag {
    int32_t lag;
    double won, lost;
} MaturityLag;

typedef struct MaturityVendor {
    MaturityAge *ages; /* rising */
    size_t age_count;
    MaturityLag *lags; /* rising */
    size_t lag_count;
    double entered, won;                 /* in all, the next two included */
    double ageless_entered, ageless_won; /* of leads without any date */
} MaturityVendor;

typedef struct MaturityData {
    MaturityEntry kind;
    MaturityVendor *vendors; /* numbered as in the rollup */
    size_t vendor_count;
} MaturityData;

/* Of the leads that are at least so old, how many converted within as many days. */
typedef struct MaturityCohort {
    double leads, won;
    double undated; /* conversions on a day nobody knows: in neither */
} MaturityCohort;

/* Returns what `rollup` knows about from -> to, all segments together. Losses without a day are spread evenly over
 * the ages of the lost leads, as whole leads. */
MaturityData maturity_data_from_rollup(const Rollup *rollup, Stage from, Stage to, Arena *arena);

/* Says from now on that the log covers only the last `days` days before the as-of date (which is day 0), and what
 * that means for older leads. */
void maturity_data_start_log(MaturityData *data, int32_t days, MaturityEntry kind);

enum { MATURITY_MISSING_LEAST = 5 }; /* so many conversions are not missing by accident: P(none) < 1 % */

/* Returns how many conversions older leads should have had before a log that covers the last `days` days (since the
 * day of the earliest conversion that has one), by the conversions since, each over the leads watched on its
 * lag day (a lost lead stays watched: it will not convert). There were
 * none; from MATURITY_MISSING_LEAST on the log began late. */
double maturity_data_missing(const MaturityData *data, int32_t days, Arena *scratch);

/* Returns the greatest age, -1 without leads; and the greatest lag of a conversion, likewise. */
int32_t maturity_data_oldest(const MaturityData *data);
int32_t maturity_data_longest(const MaturityData *data);

/* Return the same leads as Kaplan-Meier wants them: of one vendor, or of all together. Undated ends are left out. */
SurvivalData maturity_data_survival(const MaturityVendor *vendor, Arena *arena);
SurvivalData maturity_data_survival_all(const MaturityData *data, Arena *arena);

/* Returns the cohort that is at least `days` old. */
MaturityCohort maturity_data_cohort(const MaturityVendor *vendor, int32_t days);

#endif
