/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mapping.h - which column of a file is what: by `--map`, else by name. Names are compared without case,
 * punctuation, blanks and a trailing *. */
#ifndef INPUTS_MAPPING_H
#define INPUTS_MAPPING_H
#include "models/lead_table.h"
#include "models/outcome.h"

/* What a column can be beside a field of the lead table. */
enum {
    MAP_LEAD_ID = LEAD_FIELD_COUNT,
    MAP_COUNT, /* a file of counts: MAP_COUNT + Stage, leads first */
    MAP_SPEND = MAP_COUNT + STAGE_COUNT,
    MAP_TARGETS,
    MAP_NOTHING = -1,
};

typedef struct ColumnTarget {
    int target; /* LeadField, one of the above, or MAP_NOTHING */
    bool flag;  /* the column says yes or no, not when */
} ColumnTarget;

typedef struct Mapping {
    ColumnTarget *columns; /* one a column of the file; a column mapped twice stands in `more` too */
    size_t column_count;
    int column_of[MAP_TARGETS]; /* the column of each target, or -1 */
    bool flag_of[MAP_TARGETS];
    bool counts; /* the file is one of counts: it has a column `leads` */
} Mapping;

/* Stores in `out` what the columns `names` are, given the maps "ours=theirs,..." of the file itself and of all files
 * (either may be empty; a column of the file's own map wins). Fails with ERR_USAGE where `ours` is no column of
 * a lead or `theirs` none of the file: the message lists what there is. */
Status mapping_resolve(const Str *names, size_t count, Str map, Str map_of_all, Arena *arena, Mapping *out,
                       Err *err);

/* Returns the name of a target, as in a case: "delivered_at", "lead_id", "leads", "spend". */
const char *mapping_target_name(int target);

#endif
