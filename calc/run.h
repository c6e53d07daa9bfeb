/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h - the wiring of one run. A case is opened once; then it is counted by the definitions of a set of assumptions as
 * of some day, and evaluated, as often as a command needs. `run_case` does all of it for the comparison. */
#ifndef CALC_RUN_H
#define CALC_RUN_H
#include "calc/cli.h"
#include "inputs/case.h"
#include "models/evaluate.h"

typedef struct Run {
    const CliOptions *options;
    Case read;
    Provenance *provenance;
    size_t shown; /* which scenario was asked for */
    Day as_of;    /* asked for, else the newest day of the leads; DAY_NONE: not dated */
    Arena *arena, *scratch;
    size_t threads;
    Definitions counted; /* what `rollup` and `outcomes` (of leads only) were counted by last */
    Rollup *rollup;
    Outcomes outcomes;
    const Rollup *fitted; /* what `foresight` was fitted on, and with which set */
    const AssumptionSet *fitted_with;
    Foresight foresight;
} Run;

/* Reads the case that `options`, which must outlive the run, ask for, and counts it by the first set, as of its day. All
 * memory is of `arena` but for the scratch of `out`, which run_close frees, also after a failure. Fails as reading does,
 * with ERR_USAGE where there is no such scenario, and with ERR_DATA where no lead is left to look at. */
Status run_open(const CliOptions *options, Arena *arena, Run *out, Err *err);
void run_close(Run *run);

/* Returns the assumptions of the scenario that was asked for. */
static inline const AssumptionSet *run_set(const Run *run) { return &run->read.scenarios.sets[run->shown]; }

/* Counts as of a day by the definitions of `set`; what was counted last stays where these are the same. */
void run_count(Run *run, const AssumptionSet *set, Day as_of);

/* Fails with ERR_USAGE where `--vendor` names none of the vendors that were counted. */
Status run_check_vendor(const Run *run, Err *err);

/* Returns what `set` is evaluated from: the last count. */
EvaluationInput run_input(const Run *run, const AssumptionSet *set);

/* Stores in `out` all figures of `set` on the last count; the fits are made anew only where they would be others. */
Status run_evaluate(Run *run, const AssumptionSet *set, ScenarioResult *out, Err *err);

/* Stores in `out` what the case says, of every scenario; all memory is of `arena`. Fails as run_open does. */
Status run_case(const CliOptions *options, Arena *arena, Result *out, Err *err);

/* Returns how many rows were quarantined in all files. */
int64_t run_quarantined(const Provenance *provenance);

#endif
