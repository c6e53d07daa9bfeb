/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/translations.h"
#include "inputs/table_file.h"

enum { RAW, MEANS, WORD_COLUMNS };

static const TableColumn ALIAS_COLUMNS[WORD_COLUMNS] = {{"raw", true}, {"vendor", true}};
static const TableColumn STATUS_COLUMNS[WORD_COLUMNS] = {{"raw", true}, {"outcome", true}};
static const TableColumn REASON_COLUMNS[WORD_COLUMNS] = {{"raw", true}, {"class", true}};
static const TableFormat ALIAS_FORMAT = {"aliases", ALIAS_COLUMNS, WORD_COLUMNS};
static const TableFormat STATUS_FORMAT = {"statuses", STATUS_COLUMNS, WORD_COLUMNS};
static const TableFormat REASON_FORMAT = {"reasons", REASON_COLUMNS, WORD_COLUMNS};

typedef struct AliasList {
    Alias *rows;
    size_t count, room;
} AliasList;

static bool take_alias(void *context, const TableRow *row) {
    AliasList *list = context;
    if (!table_need(row, RAW) || !table_need(row, MEANS)) return false;
    ARENA_RESERVE(row->arena, list->rows, list->count, list->room);
    list->rows[list->count++] = (Alias){table_text(row, RAW), table_text(row, MEANS)};
    return true;
}

Status aliases_read(Str path, Provenance *provenance, Arena *arena, Aliases *out, Err *err) {
    AliasList list = {0};
    const Status status = table_read(path, &ALIAS_FORMAT, take_alias, &list, provenance, arena, err);
    *out = (Aliases){list.rows, list.count};
    return status;
}

Str aliases_vendor(Aliases aliases, Str raw) {
    const Alias *best = NULL;
    raw = str_trim(raw);
    for (size_t i = 0; i < aliases.count; i++) {
        if (!str_matches(raw, aliases.rows[i].raw)) continue;
        if (!best || aliases.rows[i].raw.len > best->raw.len) best = &aliases.rows[i];
    }
    return best ? best->vendor : raw;
}

typedef struct StatusList {
    StatusRow *rows;
    size_t count, room;
} StatusList;

static bool take_status(void *context, const TableRow *row) {
    StatusList *list = context;
    StatusRow status = {.raw = table_text(row, RAW)};
    if (!table_need(row, RAW) || !table_need(row, MEANS)) return false;
    if (!outcome_parse_meaning(row->cells[MEANS], &status.means)) {
        return table_refuse(
            row, MEANS,
            "expected untouched, touched, quiet, accepted, rejected, disqualified, invalid, unreachable, "
            "duplicate, returned, sql, opportunity, won or lost");
    }
    ARENA_RESERVE(row->arena, list->rows, list->count, list->room);
    list->rows[list->count++] = status;
    return true;
}

Status statuses_read(Str path, Provenance *provenance, Arena *arena, Vocabulary *vocabulary, Err *err) {
    StatusList list = {0};
    const Status status = table_read(path, &STATUS_FORMAT, take_status, &list, provenance, arena, err);
    vocabulary->statuses = list.rows;
    vocabulary->status_count = list.count;
    return status;
}

typedef struct ReasonList {
    ReasonRow *rows;
    size_t count, room;
} ReasonList;

static bool take_reason(void *context, const TableRow *row) {
    ReasonList *list = context;
    const ReasonRow reason = {table_text(row, RAW), outcome_parse_reason_class(row->cells[MEANS])};
    if (!table_need(row, RAW) || !table_need(row, MEANS)) return false;
    if (!reason.means.known)
        return table_refuse(row, MEANS, "expected fit, timing, data, other, duplicate or invalid");
    ARENA_RESERVE(row->arena, list->rows, list->count, list->room);
    list->rows[list->count++] = reason;
    return true;
}

Status reasons_read(Str path, Provenance *provenance, Arena *arena, Vocabulary *vocabulary, Err *err) {
    ReasonList list = {0};
    const Status status = table_read(path, &REASON_FORMAT, take_reason, &list, provenance, arena, err);
    vocabulary->reasons = list.rows;
    vocabulary->reason_count = list.count;
    return status;
}
