/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/mapping.h"

/* The columns of a file of counts, by stage; the first says that it is one. */
static const char *const COUNT_NAMES[STAGE_COUNT] = {"leads", "accepted", "sql", "opportunity", "won"};

const char *mapping_target_name(int target) {
    if (target == MAP_LEAD_ID) return "lead_id";
    if (target == MAP_SPEND) return "spend";
    if (target >= MAP_COUNT) return COUNT_NAMES[target - MAP_COUNT];
    return LEAD_FIELDS[target].key;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* Compares two headers by letters and digits alone. */
static bool same_header(Str a, Str b) {
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.len && !is_letter(a.at[i])) i++;
        while (j < b.len && !is_letter(b.at[j])) j++;
        if (i == a.len || j == b.len) return i == a.len && j == b.len;
        if (!str_equal_nocase((Str){a.at + i++, 1}, (Str){b.at + j++, 1})) return false;
    }
}

/* What a name of ours stands for. */
typedef struct Target {
    int number; /* NOTHING: it is no column of a lead */
    bool flag;
} Target;
enum { NOTHING = -1 };

/* Returns the target that bears `name`; with counts, a stage's name is the count of it. */
static Target target_named(Str name, bool counts) {
    if (same_header(name, STR("lead_id"))) return (Target){MAP_LEAD_ID, false};
    for (int s = 0; s < STAGE_COUNT; s++) {
        if ((counts || s == STAGE_DELIVERED) && same_header(name, str_from(COUNT_NAMES[s]))) {
            return (Target){MAP_COUNT + s, false};
        }
    }
    if (counts && same_header(name, STR("spend"))) return (Target){MAP_SPEND, false};
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        const FieldInfo *field = &LEAD_FIELDS[f];
        if (field->flag && same_header(name, str_from(field->flag))) return (Target){f, true};
        if (same_header(name, str_from(field->key))) return (Target){f, false};
    }
    return (Target){NOTHING, false};
}

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

int mapping_find_column(const Str *names, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(names[i], name)) return (int)i;
    }
    for (size_t i = 0; i < count; i++) {
        if (same_header(names[i], name)) return (int)i;
    }
    return -1;
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
        if (same_header(ours, STR("leads"))) return true;
    }
    return false;
}

static Status refuse_target(Str ours, Err *err) {
    const char *nearest = nearest_target(ours);
    if (target_named(ours, true).number != NOTHING) {
        return err_set(err, ERR_USAGE, "--map: '%.*s' is a column of a file of counts, which has 'leads' too",
                       STR_ARGS(ours));
    }
    if (nearest) {
        return err_set(err, ERR_USAGE, "--map: '%.*s' is not a column of a lead; did you mean '%s'?",
                       STR_ARGS(ours), nearest);
    }
    return err_set(err, ERR_USAGE,
                   "--map: '%.*s' is not a column of a lead; `truecpl help columns` lists them",
                   STR_ARGS(ours));
}

typedef struct Header {
    const Str *names;
    size_t count;
    Arena *arena;
} Header;

static void assign(Mapping *out, int column, Target target) {
    out->column_of[target.number] = column;
    out->flag_of[target.number] = target.flag;
}

static Status apply_map(Str map, bool required, const Header *header, Mapping *out, Err *err) {
    bool given[MAP_TARGETS] = {false};
    Status status = OK;
    Str ours, theirs;
    while (mapping_next_pair(&map, &ours, &theirs, &status, err)) {
        const Target target = target_named(ours, out->counts);
        const int column = mapping_find_column(header->names, header->count, theirs);
        if (target.number == NOTHING) return refuse_target(ours, err);
        if (given[target.number])
            return err_set(err, ERR_USAGE, "--map: '%.*s' is given twice", STR_ARGS(ours));
        given[target.number] = true;
        if (column >= 0) {
            assign(out, column, target);
        } else if (required) {
            return err_set(err, ERR_USAGE, "--map: no column '%.*s'; found %.*s", STR_ARGS(theirs),
                           STR_ARGS(mapping_list_names(header->names, header->count, header->arena)));
        }
    }
    return status;
}

/* What no map has named is what its name says; a stamp comes before its flag, wherever they stand. */
static void apply_names(const Header *header, Mapping *out) {
    bool *mapped = ARENA_ARRAY(header->arena, bool, header->count);
    for (int t = 0; t < MAP_TARGETS; t++) {
        if (out->column_of[t] >= 0) mapped[out->column_of[t]] = true;
    }
    for (int flags = 0; flags < 2; flags++) {
        for (size_t i = 0; i < header->count; i++) {
            const Target target = target_named(header->names[i], out->counts);
            if (mapped[i] || target.number == NOTHING || target.flag != (bool)flags) continue;
            if (out->column_of[target.number] < 0) assign(out, (int)i, target);
        }
    }
}

Status mapping_resolve(const Str *names, size_t count, Str map, Str map_of_all, Arena *arena, Mapping *out,
                       Err *err) {
    const Header header = {names, count, arena};
    *out = (Mapping){.use_count = 0};
    for (int t = 0; t < MAP_TARGETS; t++) out->column_of[t] = -1;
    out->counts = map_has_leads(map) || map_has_leads(map_of_all) ||
                  mapping_find_column(names, count, STR("leads")) >= 0;
    Status status = apply_map(map_of_all, false, &header, out, err);
    if (status == OK) status = apply_map(map, true, &header, out, err);
    if (status != OK) return status;
    apply_names(&header, out);
    for (int t = 0; t < MAP_TARGETS; t++) {
        if (out->column_of[t] < 0) continue;
        out->uses[out->use_count++] = (MappedColumn){t, (size_t)out->column_of[t], out->flag_of[t]};
    }
    return OK;
}
