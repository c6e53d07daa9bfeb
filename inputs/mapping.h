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
};

/* One target and the column it is read from. */
typedef struct MappedColumn {
    int target; /* LeadField, or one of the above */
    size_t column;
    bool flag; /* the column says yes or no, not when */
} MappedColumn;

/* A column may be two targets (`vendor=Source,segment=Source`), a target is one column. */
typedef struct Mapping {
    MappedColumn uses[MAP_TARGETS]; /* in the order of the targets */
    size_t use_count;
    int column_of[MAP_TARGETS]; /* the column of each target, or -1 */
    bool flag_of[MAP_TARGETS];
    bool counts; /* the file is one of counts: it has a column `leads` */
} Mapping;

/* Stores in `out` what the columns `names` are, given the maps "ours=theirs,..." of the file itself and of all files
 * (either may be empty; the file's own wins, and either wins over a name; of a stamp and its flag the stamp is taken).
 * A `theirs` of the map of all files may be missing here. Fails with ERR_USAGE where `ours` is no column of a lead or
 * is given twice, or `theirs` none of the file: the message lists what there is. */
Status mapping_resolve(const Str *names, size_t count, Str map, Str map_of_all, Arena *arena, Mapping *out,
                       Err *err);

/* Cuts the next "ours=theirs" off `*map` (trimmed). Returns false at the end; fails, through `status`, with ERR_USAGE
 * where it is none. */
bool mapping_next_pair(Str *map, Str *ours, Str *theirs, Status *status, Err *err);

/* Returns the column called `name`: to the letter first, then as headers are compared; -1: none. */
int mapping_find_column(const Str *names, size_t count, Str name);

/* Returns the names in one line: "Id, Source, Created". */
Str mapping_list_names(const Str *names, size_t count, Arena *arena);

/* Returns the name of a target, as in a case: "delivered_at", "lead_id", "leads", "spend". */
const char *mapping_target_name(int target);

#endif
