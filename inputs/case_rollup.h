/* SPDX-License-Identifier: GPL-3.0-or-later */
/* case_rollup.h - rollups in place of leads: which ones a case has, their sum, and whether they were counted by what the run
 * now asks for. What was counted cannot be counted again: another as-of day, period, segment or definition is refused. */
#ifndef INPUTS_CASE_ROLLUP_H
#define INPUTS_CASE_ROLLUP_H
#include "inputs/case_tables.h"
#include "inputs/scenarios.h"
#include "models/rollup.h"

/* Stores in `out` the folders of the rollups that stand in place of leads: those of the options, else `rollup` in the folder
 * of a case that has no leads; empty where there are none. Fails with ERR_USAGE where files of leads are named too. */
Status case_rollup_find(const RunOptions *options, const CaseTables *tables, Arena *arena, Str **out,
                        size_t *count, Err *err);

/* Stores in `out` the sum of the rollups in `folders`; says in a notice what a sum cannot see. Fails as rollup_file_read
 * and rollup_merge do. */
Status case_rollup_read(const Str *folders, size_t count, Provenance *provenance, Arena *arena,
                        const Rollup **out, Err *err);

/* Returns the one currency of all its money, empty where there are several or none. */
Currency case_rollup_currency(const Rollup *rollup);

/* Gives every scenario that leaves a definition to its default the rollup's, with `file` as where it is from, and stores
 * in `segment` the rollup's where `asked` is false. Fails, naming both, where something else was asked for than was counted:
 * with ERR_CONFIG for a definition of a scenario, with ERR_USAGE for days and segment. */
Status case_rollup_fit(const Rollup *rollup, const RunOptions *options, Str file, bool asked,
                       LeadField *segment, Scenarios *scenarios, Arena *arena, Err *err);

#endif
