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

/* Returns the target that bears `name`; with counts, a stage's name is the count of it. */
static ColumnTarget target_named(Str name, bool counts) {
    if (same_header(name, STR("lead_id"))) return (ColumnTarget){MAP_LEAD_ID, false};
    for (int s = 0; s < STAGE_COUNT; s++) {
        if ((counts || s == STAGE_DELIVERED) && same_header(name, str_from(COUNT_NAMES[s]))) {
            return (ColumnTarget){MAP_COUNT + s, false};
        }
    }
    if (counts && same_header(name, str_from("spend"))) return (ColumnTarget){MAP_SPEND, false};
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        if (same_header(name, str_from(LEAD_FIELDS[f].key))) {
            return (ColumnTarget){f, LEAD_FIELDS[f].kind == FIELD_STAMP && LEAD_FIELDS[f].flag &&
                                         same_header(name, str_from(LEAD_FIELDS[f].flag))};
        }
        if (LEAD_FIELDS[f].flag && same_header(name, str_from(LEAD_FIELDS[f].flag)))
            return (ColumnTarget){f, true};
    }
    return (ColumnTarget){MAP_NOTHING, false};
}

static Str list_names(const Str *names, size_t count, Arena *arena) {
    Str all = STR("");
    for (size_t i = 0; i < count; i++)
        all = str_format(arena, "%.*s%s%.*s", STR_ARGS(all), i ? ", " : "", STR_ARGS(names[i]));
    return all;
}

/* Returns the column called `name`: to the letter first, then as headers are compared; -1: none. */
static int find_column(const Str *names, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(names[i], name)) return (int)i;
    }
    for (size_t i = 0; i < count; i++) {
        if (same_header(names[i], name)) return (int)i;
    }
    return -1;
}

/* Says whether a map gives us a column `leads`. */
static bool map_has_leads(Str map) {
    Str pair, ours;
    while (str_split(&map, ',', &pair)) {
        if (str_split(&pair, '=', &ours) && same_header(ours, STR("leads"))) return true;
    }
    return false;
}

static void assign(Mapping *out, int column, ColumnTarget target) {
    const int before = out->column_of[target.target];
    if (before >= 0 && out->columns[before].target == target.target)
        out->columns[before].target = MAP_NOTHING;
    out->columns[column] = target;
    out->column_of[target.target] = column;
    out->flag_of[target.target] = target.flag;
}

static Status apply_map(Str map, bool required, const Str *names, size_t count, Arena *arena, Mapping *out,
                        Err *err) {
    Str pair;
    if (!map.len) return OK;
    while (str_split(&map, ',', &pair)) {
        Str theirs = pair, ours;
        str_split(&theirs, '=', &ours);
        if (!theirs.at) return err_set(err, ERR_USAGE, "--map: '%.*s' is not ours=theirs", STR_ARGS(pair));
        const ColumnTarget target = target_named(ours, out->counts);
        if (target.target == MAP_NOTHING) {
            return err_set(err, ERR_USAGE,
                           "--map: '%.*s' is not a column of a lead; `truecpl help columns` lists them",
                           STR_ARGS(ours));
        }
        const int column = find_column(names, count, str_trim(theirs));
        if (column >= 0) {
            assign(out, column, target);
        } else if (required) {
            return err_set(err, ERR_USAGE, "--map: no column '%.*s'; found %.*s", STR_ARGS(theirs),
                           STR_ARGS(list_names(names, count, arena)));
        }
    }
    return OK;
}

Status mapping_resolve(const Str *names, size_t count, Str map, Str map_of_all, Arena *arena, Mapping *out,
                       Err *err) {
    *out = (Mapping){.columns = ARENA_ARRAY(arena, ColumnTarget, count), .column_count = count};
    for (size_t i = 0; i < count; i++) out->columns[i].target = MAP_NOTHING;
    for (int t = 0; t < MAP_TARGETS; t++) out->column_of[t] = -1;
    out->counts =
        map_has_leads(map) || map_has_leads(map_of_all) || find_column(names, count, STR("leads")) >= 0;
    Status status = apply_map(map_of_all, false, names, count, arena, out, err);
    if (status == OK) status = apply_map(map, true, names, count, arena, out, err);
    if (status != OK) return status;
    for (size_t i = 0; i < count; i++) {
        if (out->columns[i].target != MAP_NOTHING) continue;
        const ColumnTarget target = target_named(names[i], out->counts);
        if (target.target != MAP_NOTHING && out->column_of[target.target] < 0) assign(out, (int)i, target);
    }
    return OK;
}
