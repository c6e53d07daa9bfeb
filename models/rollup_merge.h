/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rollup_merge.h - rollups that were counted elsewhere: whether one holds together, and the sum of several. Pure.
 * Parts are counts of different leads by the same definitions as of the same day. What nobody can see in them: the same
 * contact, or the same opportunity, in two parts counts twice. Whoever splits leads keeps these together, as a split by
 * e-mail address or by account does. */
#ifndef MODELS_ROLLUP_MERGE_H
#define MODELS_ROLLUP_MERGE_H
#include "models/rollup_columns.h"

/* Says whether a partition's name may be given: not empty, and without the + that joins names. */
bool rollup_merge_is_name(Str name);

/* Fails with ERR_DATA, saying what, where the tables of a rollup contradict each other. */
Status rollup_merge_check(const Rollup *rollup, Err *err);

/* Stores in `out` the sum of `count` (>= 1) rollups, with names and rows in order, whatever order they were in; memory is of
 * `arena`. `names` says how messages call each part. Fails with ERR_DATA, naming two parts, where definitions, stages or
 * the as-of day differ, two parts have no partition or share one, or a price needs all leads of a vendor in both; and
 * where a sum does not fit. */
Status rollup_merge(const Rollup *parts, const Str *names, size_t count, Arena *arena, Rollup *out, Err *err);

#endif
