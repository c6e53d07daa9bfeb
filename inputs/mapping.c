/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/mapping.h"
#include "inputs/header_name.h"

/* The columns of a file of counts, by stage; the first says that it is one. */
static const char *const COUNT_NAMES[STAGE_COUNT] = {"leads", "accepted", "sql", "opportunity", "won"};

const char *mapping_target_name(int target) {
    if (target == MAP_LEAD_ID) return "lead_id";
    if (target == MAP_SPEND) return "spend";
    if (target >= MAP_COUNT) return COUNT_NAMES[target - MAP_COUNT];
    return LEAD_FIELDS[target].key;
}

/* What a name of ours stands for. */
typedef struct Target {
    int number; /* NOTHING: it is no column of a lead */
    bool flag, counted;
} Target;
enum { NOTHING = -1 };

/* Returns the target that bears `name`; with counts, a stage's name is the count of it. */
static Target bare_target(Str name, bool counts) {
    if (header_name_same(name, STR("lead_id"))) return (Target){.number = MAP_LEAD_ID};
    for (int s = 0; s < STAGE_COUNT; s++) {
        if ((counts || s == STAGE_DELIVERED) && header_name_same(name, str_from(COUNT_NAMES[s]))) {
            return (Target){.number = MAP_COUNT + s};
        }
    }
    if (counts && header_name_same(name, STR("spend"))) return (Target){.number = MAP_SPEND};
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        const FieldInfo *field = &LEAD_FIELDS[f];
        if (field->flag && header_name_same(name, str_from(field->flag)))
            return (Target){.number = f, .flag = true};
        if (header_name_same(name, str_from(field->key))) return (Target){.number = f};
    }
    return (Target){.number = NOTHING};
}

/* Returns the same for a name that may say, by a >0 behind it, that a column counts what is else a flag. */
static Target target_named(Str name, bool counts) {
    if (!str_ends(name, STR(">0"))) return bare_target(name, counts);
    Target target = bare_target((Str){name.at, name.len - 2}, counts);
    if (!target.flag) return (Target){.number = NOTHING};
    target.counted = true;
    return target;
}

bool mapping_knows(Str name) { return target_named(name, true).number != NOTHING; }

/* Returns the name of ours that is spelt most like `name`, or NULL where none is near. */
static const char *nearest_target(Str name) {
    const char *nearest = NULL;
    size_t best = name.len / 3 + 1;
    for (int t = 0; t < MAP_TARGETS; t++) {
        const size_t distance = str_distance(name, str_from(mapping_target_name(t)));
        if (distance >= best) continue;
        best = distance;
        nearest = mapping_target_name(t);
    }
    return nearest;
}

Str mapping_list_names(const Str *names, size_t count, Arena *arena) {
    Str all = STR("");
    for (size_t i = 0; i < count; i++)
        all = str_format(arena, "%.*s%s%.*s", STR_ARGS(all), i ? ", " : "", STR_ARGS(names[i]));
    return all;
}

bool mapping_next_pair(Str *map, Str *ours, Str *theirs, Status *status, Err *err) {
    Str pair;
    if (!map->len || !str_split(map, ',', &pair)) return false;
    *theirs = pair;
    str_split(theirs, '=', ours);
    *ours = str_trim(*ours);
    *theirs = theirs->at ? str_trim(*theirs) : STR("");
    if (ours->len && theirs->len) return true;
    *status = err_set(err, ERR_USAGE, "--map: '%.*s' is not ours=theirs", STR_ARGS(pair));
    return false;
}

/* Says whether a map gives us a column `leads`. */
static bool map_has_leads(Str map) {
    Str ours, theirs;
    Status status = OK;
    while (mapping_next_pair(&map, &ours, &theirs, &status, NULL)) {
        if (header_name_same(ours, STR("leads"))) return true;
    }
    return false;
}

/* Who says what a column is, how strictly, and what was said so far. */
typedef struct Speaker {
    const char *who; /* "--map" */
    Status status;   /* of what cannot be */
    bool required;   /* the column must be there */
    bool given[MAP_TARGETS];
} Speaker;

static Status refuse_target(const Speaker *speaker, Str ours, Err *err) {
    const char *nearest = nearest_target(ours);
    if (mapping_knows(ours)) {
        return err_set(err, speaker->status,
                       "%s: '%.*s' is a column of a file of counts, which has 'leads' too", speaker->who,
                       STR_ARGS(ours));
    }
    if (nearest) {
        return err_set(err, speaker->status, "%s: '%.*s' is not a column of a lead; did you mean '%s'?",
                       speaker->who, STR_ARGS(ours), nearest);
    }
    return err_set(err, speaker->status,
                   "%s: '%.*s' is not a column of a lead; `truecpl help columns` lists them", speaker->who,
                   STR_ARGS(ours));
}

/* What is being resolved. */
typedef struct Resolving {
    const MappingRequest *request;
    Arena *arena;
    bool *nothing; /* columns that were said to be nothing */
    Mapping *out;
} Resolving;

static void assign(Mapping *out, int column, Target target) {
    out->column_of[target.number] = column;
    out->flag_of[target.number] = target.flag;
    out->counted_of[target.number] = target.counted;
}

static Status refuse_column(const Resolving *resolving, const Speaker *speaker, Str theirs, Err *err) {
    const MappingRequest *request = resolving->request;
    return err_set(err, speaker->status, "%s: no column '%.*s'; found %.*s", speaker->who, STR_ARGS(theirs),
                   STR_ARGS(mapping_list_names(request->names, request->count, resolving->arena)));
}

static Status apply_pair(Resolving *resolving, Speaker *speaker, Str ours, Str theirs, Err *err) {
    const MappingRequest *request = resolving->request;
    const int column = header_name_find(request->names, request->count, theirs);
    if (column < 0 && speaker->required) return refuse_column(resolving, speaker, theirs, err);
    if (str_equal(ours, STR("-"))) {
        if (column >= 0) resolving->nothing[column] = true;
        return OK;
    }
    const Target target = target_named(ours, resolving->out->counts);
    if (target.number == NOTHING) return refuse_target(speaker, ours, err);
    if (speaker->given[target.number])
        return err_set(err, speaker->status, "%s: '%.*s' is given twice", speaker->who, STR_ARGS(ours));
    speaker->given[target.number] = true;
    if (column >= 0) assign(resolving->out, column, target);
    return OK;
}

static Status apply_map(Resolving *resolving, Str map, bool required, Err *err) {
    Speaker speaker = {.who = "--map", .status = ERR_USAGE, .required = required};
    Status status = OK;
    Str ours, theirs;
    while (status == OK && mapping_next_pair(&map, &ours, &theirs, &status, err))
        status = apply_pair(resolving, &speaker, ours, theirs, err);
    return status;
}

/* The sayings about this file, or those about files in general. */
static Status apply_sayings(Resolving *resolving, bool required, Err *err) {
    const MappingRequest *request = resolving->request;
    Speaker speaker = {.who = "columns", .status = ERR_CONFIG, .required = required};
    for (size_t i = 0; i < request->saying_count; i++) {
        const ColumnSaying *saying = &request->sayings[i];
        if (saying->required != required) continue;
        const Status status = apply_pair(resolving, &speaker, saying->ours, saying->theirs, err);
        if (status != OK) return status;
    }
    return OK;
}

/* Returns which columns are spoken for. */
static bool *spoken_for(const Resolving *resolving) {
    bool *taken = ARENA_ARRAY(resolving->arena, bool, resolving->request->count);
    for (size_t i = 0; i < resolving->request->count; i++) taken[i] = resolving->nothing[i];
    for (int t = 0; t < MAP_TARGETS; t++) {
        if (resolving->out->column_of[t] >= 0) taken[resolving->out->column_of[t]] = true;
    }
    return taken;
}

/* What nobody has spoken of is what it is in exports of this kind. */
static void apply_preset(Resolving *resolving, const Preset *preset) {
    const MappingRequest *request = resolving->request;
    const bool *taken = spoken_for(resolving);
    for (size_t i = 0; i < PRESET_COLUMNS && preset->columns[i].headers; i++) {
        const PresetColumn *row = &preset->columns[i];
        const int column = header_name_find_any(request->names, request->count, str_from(row->headers));
        const Target target = target_named(str_from(row->field), false);
        if (column < 0 || taken[column] || resolving->out->column_of[target.number] >= 0) continue;
        assign(resolving->out, column, target);
    }
}

/* What is left is what its name says; a stamp comes before its flag, wherever they stand. */
static void apply_names(Resolving *resolving) {
    const MappingRequest *request = resolving->request;
    const bool *taken = spoken_for(resolving);
    for (int flags = 0; flags < 2; flags++) {
        for (size_t i = 0; i < request->count; i++) {
            const Target target = bare_target(request->names[i], resolving->out->counts);
            if (taken[i] || target.number == NOTHING || target.flag != (bool)flags) continue;
            if (resolving->out->column_of[target.number] < 0) assign(resolving->out, (int)i, target);
        }
    }
}

/* Says whether the file is one of counts: a column is called, or said to be, `leads`. */
static bool has_leads(const MappingRequest *request) {
    for (size_t i = 0; i < request->saying_count; i++) {
        if (header_name_same(request->sayings[i].ours, STR("leads")) &&
            header_name_find(request->names, request->count, request->sayings[i].theirs) >= 0)
            return true;
    }
    return map_has_leads(request->map) || map_has_leads(request->map_of_all) ||
           header_name_find(request->names, request->count, STR("leads")) >= 0;
}

Status mapping_resolve(const MappingRequest *request, Arena *arena, Mapping *out, Err *err) {
    Resolving resolving = {request, arena, ARENA_ARRAY(arena, bool, request->count), out};
    *out = (Mapping){.counts = has_leads(request)};
    for (int t = 0; t < MAP_TARGETS; t++) out->column_of[t] = -1;
    Status status = apply_sayings(&resolving, false, err);
    if (status == OK) status = apply_sayings(&resolving, true, err);
    if (status == OK) status = apply_map(&resolving, request->map_of_all, false, err);
    if (status == OK) status = apply_map(&resolving, request->map, true, err);
    if (status == OK && !out->counts)
        status = presets_find(request->names, request->count, request->preset, &out->preset, err);
    if (status != OK) return status;
    if (out->preset) apply_preset(&resolving, out->preset);
    apply_names(&resolving);
    for (int t = 0; t < MAP_TARGETS; t++) {
        if (out->column_of[t] < 0) continue;
        out->uses[out->use_count++] =
            (MappedColumn){t, (size_t)out->column_of[t], out->flag_of[t], out->counted_of[t]};
    }
    return OK;
}
