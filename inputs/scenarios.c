/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/scenarios.h"
#include "inputs/table_file.h"

enum { AS_KEY, AS_LABEL, AS_UNIT, AS_LOW, AS_BASE, AS_HIGH, AS_SHAPE, AS_SOURCE, AS_NOTE, AS_COLUMNS };
static const TableColumn ASSUMPTION_COLUMNS[AS_COLUMNS] = {
    {"key", true},   {"label", false}, {"unit", false},   {"low", false},  {"base", true},
    {"high", false}, {"shape", false}, {"source", false}, {"note", false},
};
static const TableFormat ASSUMPTION_FORMAT = {"assumptions", ASSUMPTION_COLUMNS, AS_COLUMNS};

/* What the rows of the table are collected in; cells of scenarios wait until base is complete. */
typedef struct Waiting {
    AssumptionId id;
    size_t scenario; /* 1 .. */
    Str cell;
    long line;
} Waiting;

typedef struct Collector {
    AssumptionSet base;
    long seen[ASSUMPTION_COUNT]; /* line of the key, 0: not seen */
    Str *names;                  /* of the scenario columns */
    size_t name_count;
    Waiting *waiting;
    size_t waiting_count, waiting_room;
    Status status; /* of the first row that stopped the run */
    Err *err;
} Collector;

static bool stop(Collector *collector, const TableRow *row, const char *column) {
    collector->status =
        err_prefix(collector->err, "%.*s:%ld: column %s", STR_ARGS(row->file), row->line, column);
    return false;
}

static Status refuse_key(Str key, Status status, Err *err) {
    const char *nearest = assumption_nearest(key);
    if (!key.len) return err_set(err, status, "the cell is empty");
    if (nearest)
        return err_set(err, status, "unknown key '%.*s'; did you mean '%s'?", STR_ARGS(key), nearest);
    return err_set(err, status, "unknown key '%.*s'; `truecpl help assumptions` lists them", STR_ARGS(key));
}

/* Every column that the table does not know is a scenario. */
static void name_scenarios(Collector *collector, const TableRow *row) {
    if (collector->names) return;
    collector->names = ARENA_ARRAY(row->arena, Str, row->other_count);
    collector->name_count = row->other_count;
    for (size_t i = 0; i < row->other_count; i++)
        collector->names[i] = str_copy(row->arena, row->other_names[i]);
}

static void remember_cells(Collector *collector, const TableRow *row, AssumptionId id) {
    for (size_t i = 0; i < row->other_count; i++) {
        if (!row->others[i].len) continue;
        ARENA_RESERVE(row->arena, collector->waiting, collector->waiting_count, collector->waiting_room);
        collector->waiting[collector->waiting_count++] =
            (Waiting){id, i + 1, str_copy(row->arena, row->others[i]), row->line};
    }
}

/* Gives base the values of the row, where it has any. */
static Status take_base(Collector *collector, const TableRow *row, AssumptionId id) {
    const Str low = row->cells[AS_LOW], high = row->cells[AS_HIGH];
    Assumption *value = &collector->base.of[id];
    if (!row->cells[AS_BASE].len) {
        if (!low.len && !high.len) return OK;
        return err_set(collector->err, ERR_CONFIG, "%s: low and high are given, base is empty",
                       ASSUMPTIONS[id].key);
    }
    const Str base = str_copy(row->arena, row->cells[AS_BASE]);
    const Status status =
        assumption_set(&collector->base, id, low, base, high, row->cells[AS_SHAPE], false, collector->err);
    value->origin = FROM_FILE;
    value->file = row->file;
    value->line = row->line;
    return status;
}

static bool take_assumption(void *context, const TableRow *row) {
    Collector *collector = context;
    if (collector->status != OK) return true;
    const Str key = row->cells[AS_KEY];
    const int id = assumption_find(key);
    name_scenarios(collector, row);
    if (id < 0 && assumption_is_later(key)) {
        provenance_add_notice(
            row->provenance, "key_not_used",
            str_format(row->arena, "%.*s:%ld: '%.*s' is kept, but no figure of this version uses it yet",
                       STR_ARGS(row->file), row->line, STR_ARGS(key)));
        return true;
    }
    if (id < 0) {
        refuse_key(key, ERR_CONFIG, collector->err);
        return stop(collector, row, "key");
    }
    if (collector->seen[id]) {
        err_set(collector->err, ERR_CONFIG, "'%s' stands on line %ld already", ASSUMPTIONS[id].key,
                collector->seen[id]);
        return stop(collector, row, "key");
    }
    collector->seen[id] = row->line;
    remember_cells(collector, row, (AssumptionId)id);
    if (take_base(collector, row, (AssumptionId)id) != OK) return stop(collector, row, "base");
    Assumption *value = &collector->base.of[id];
    if (row->cells[AS_SOURCE].len) value->source = table_text(row, AS_SOURCE);
    value->note = table_text(row, AS_NOTE);
    return true;
}

static Status apply_waiting(Collector *collector, Str path, Arena *arena, Scenarios *out) {
    out->count = 1 + collector->name_count;
    out->sets = ARENA_ARRAY(arena, AssumptionSet, out->count + 1); /* room for `custom` */
    for (size_t s = 0; s < out->count; s++) {
        out->sets[s] = collector->base;
        if (s) out->sets[s].name = collector->names[s - 1];
    }
    for (size_t i = 0; i < collector->waiting_count; i++) {
        const Waiting *cell = &collector->waiting[i];
        if (assumption_set_cell(&out->sets[cell->scenario], cell->id, cell->cell, collector->err) == OK)
            continue;
        return err_prefix(collector->err, "%.*s:%ld: column %.*s", STR_ARGS(path), cell->line,
                          STR_ARGS(collector->names[cell->scenario - 1]));
    }
    return OK;
}

/* `--set key=value` goes to one scenario, the last one made of none. */
static Status apply_sets(const RunOptions *options, Provenance *provenance, Arena *arena, Scenarios *out,
                         Err *err) {
    if (!options->set_count) return OK;
    const Str name = options->scenario.len ? options->scenario : STR("custom");
    int target = scenarios_find(out, name);
    if (target < 0) {
        out->sets[out->count] = out->sets[0];
        out->sets[out->count].name = name;
        target = (int)out->count++;
    }
    for (size_t i = 0; i < options->set_count; i++) {
        const SetOption *set = &options->sets[i];
        const int id = assumption_find(set->key);
        if (id < 0 && assumption_is_later(set->key)) {
            provenance_add_notice(
                provenance, "key_not_used",
                str_format(arena, "--set %.*s: no figure of this version uses it yet", STR_ARGS(set->key)));
            continue;
        }
        Status status = OK;
        if (id < 0) status = refuse_key(set->key, ERR_USAGE, err);
        else status = assumption_set_cell(&out->sets[target], (AssumptionId)id, set->value, err);
        if (status != OK) {
            if (err) err->status = ERR_USAGE; /* it is the command line that is wrong, not a table */
            return err_prefix(err, "--set");
        }
        out->sets[target].of[id].origin = FROM_COMMAND_LINE;
    }
    return OK;
}

/* Whatever column the table does not know is a scenario. */
static void name_scenario_columns(FileReport *report) {
    for (size_t i = 0; i < report->column_count; i++) {
        if (!report->columns[i].field.len) report->columns[i].field = STR("scenario");
    }
}

Status scenarios_read(Str path, const RunOptions *options, Provenance *provenance, Arena *arena,
                      Scenarios *out, Err *err) {
    Collector collector = {.base = assumption_defaults(), .err = err};
    if (path.len) {
        const Status status =
            table_read(path, &ASSUMPTION_FORMAT, take_assumption, &collector, provenance, arena, err);
        if (status != OK) return status;
        if (collector.status != OK) return collector.status;
        name_scenario_columns(&provenance->files[provenance->file_count - 1]);
    }
    const Status status = apply_waiting(&collector, path, arena, out);
    return status == OK ? apply_sets(options, provenance, arena, out, err) : status;
}

int scenarios_find(const Scenarios *scenarios, Str name) {
    for (size_t s = 0; s < scenarios->count; s++) {
        if (str_equal_nocase(scenarios->sets[s].name, name)) return (int)s;
    }
    return -1;
}
