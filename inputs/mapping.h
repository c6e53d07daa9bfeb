/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mapping.h - which column of a file is what: by `--map`, else by the case's table of columns, else by the preset of its
 * export, else by name. Names are compared by header_name.h. */
#ifndef INPUTS_MAPPING_H
#define INPUTS_MAPPING_H
#include "inputs/presets.h"
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
    bool flag;    /* the column says yes or no, not when */
    bool counted; /* a flag of a column that counts: above 0 is yes */
} MappedColumn;

/* A column may be two targets (`vendor=Source,segment=Source`), a target is one column. */
typedef struct Mapping {
    MappedColumn uses[MAP_TARGETS]; /* in the order of the targets */
    size_t use_count;
    int column_of[MAP_TARGETS]; /* the column of each target, or -1 */
    bool flag_of[MAP_TARGETS], counted_of[MAP_TARGETS];
    bool counts;          /* the file is one of counts: it has a column `leads` */
    const Preset *preset; /* of the export it is; NULL: none */
} Mapping;

/* What the case says of one column. */
typedef struct ColumnSaying {
    Str theirs, ours; /* its header; what it is: a name that mapping_knows, or "-": nothing */
    bool
        required; /* said of this very file: the column must be there, and the saying wins over a general one */
} ColumnSaying;

typedef struct MappingRequest {
    const Str *names; /* the header row */
    size_t count;
    Str map, map_of_all; /* "ours=theirs,..." of the file itself and of all files, either may be empty */
    const ColumnSaying *sayings;
    size_t saying_count;
    Str preset; /* as in presets_find */
} MappingRequest;

/* Stores in `out` what the columns are. The file's own map wins over that of all files, these over the sayings, these over
 * the preset, and that over names; of a stamp and its flag by name the stamp is taken. A `theirs` of the map of all files
 * may be missing here. Fails with ERR_USAGE where `ours` is no column of a lead or is given twice, or `theirs` none of the
 * file: the message lists what there is; with ERR_CONFIG where the sayings do that; else as presets_find does. */
Status mapping_resolve(const MappingRequest *request, Arena *arena, Mapping *out, Err *err);

/* Says whether a column can be said to be `name`: "vendor", "sql_at", "sql", "bounced>0", "leads" ... */
bool mapping_knows(Str name);

/* Cuts the next "ours=theirs" off `*map` (trimmed). Returns false at the end; fails, through `status`, with ERR_USAGE
 * where it is none. */
bool mapping_next_pair(Str *map, Str *ours, Str *theirs, Status *status, Err *err);

/* Returns the names in one line: "Id, Source, Created". */
Str mapping_list_names(const Str *names, size_t count, Arena *arena);

/* Returns the name of a target, as in a case: "delivered_at", "lead_id", "leads", "spend". */
const char *mapping_target_name(int target);

#endif
