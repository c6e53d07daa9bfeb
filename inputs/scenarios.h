/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenarios.h - the assumptions table and `--set`: one set of values a scenario. */
#ifndef INPUTS_SCENARIOS_H
#define INPUTS_SCENARIOS_H
#include "models/assumption.h"
#include "models/options.h"
#include "models/provenance.h"

typedef struct Scenarios {
    AssumptionSet *sets; /* [0] is base */
    size_t count;
} Scenarios;

/* Stores in `out` the defaults, replaced by the table at `path` (empty: no table), with one set more for each
 * scenario column, and by the `--set`s, which go to the scenario named by `--scenario` (default: a new one, "custom").
 * Fails as table_read does, and with ERR_CONFIG, naming file, line and column, where a key is unknown (with the
 * nearest one), stands twice, or a value is none: a wrong assumption stops the run, since every figure hangs on it.
 * With a `--set` that is wrong it fails with ERR_USAGE. */
Status scenarios_read(Str path, const RunOptions *options, Provenance *provenance, Arena *arena,
                      Scenarios *out, Err *err);

/* Returns the number of the scenario with this name (case-blind), or -1. */
int scenarios_find(const Scenarios *scenarios, Str name);

#endif
