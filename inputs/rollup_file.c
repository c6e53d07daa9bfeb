/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/rollup_file.h"
#include "inputs/table_file.h"
#include "models/rollup_merge.h"
#include "models/tally.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Names as they come, each with a number. */
typedef struct Names {
    Str *texts;
    size_t count, room;
    Tally *numbers; /* a text's number + 1 by its hash */
} Names;

typedef struct Pair {
    Str key, value;
} Pair;

typedef struct Reader {
    Str folder, path; /* path: of the table that is read */
    Provenance *provenance;
    Arena *arena;
    Pair *pairs; /* meta.csv */
    size_t pair_count, pair_room;
    Names vendors, segments;
    const RollupTable *table;
    unsigned char *rows;
    size_t row_count, row_room;
    Rollup rollup;
} Reader;

static Str path_in(Str folder, const char *name, Arena *arena) {
    while (folder.len > 1 && folder.at[folder.len - 1] == '/') folder.len--;
    return str_format(arena, "%.*s/%s.csv", STR_ARGS(folder), name);
}

bool rollup_file_is(const char *path) {
    char file[4096];
    snprintf(file, sizeof file, "%s/%s.csv", path, ROLLUP_META.name);
    if (access(file, F_OK) != 0) return false;
    snprintf(file, sizeof file, "%s/%s.csv", path, ROLLUP_TABLES[0].name);
    return access(file, F_OK) == 0;
}

/* ---- meta.csv */

static bool take_pair(void *context, const TableRow *row) {
    Reader *reader = context;
    ARENA_RESERVE(reader->arena, reader->pairs, reader->pair_count, reader->pair_room);
    reader->pairs[reader->pair_count++] = (Pair){table_text(row, 0), table_text(row, 1)};
    return true;
}

static Status find_value(const Reader *reader, const char *key, Str *out, Err *err) {
    for (size_t i = 0; i < reader->pair_count; i++) {
        if (!str_equal(reader->pairs[i].key, str_from(key))) continue;
        *out = reader->pairs[i].value;
        return OK;
    }
    return err_set(err, ERR_DATA, "%.*s: no row '%s'", STR_ARGS(reader->path), key);
}

static Status take_meta(Reader *reader, Err *err) {
    Str text;
    for (size_t c = 0; c < ROLLUP_META.column_count; c++) {
        const RollupColumn *column = &ROLLUP_META.columns[c];
        const Status status = find_value(reader, column->name, &text, err);
        if (status != OK) return status;
        const char *wrong = rollup_column_parse(&ROLLUP_META, column, text, &reader->rollup);
        if (wrong)
            return err_set(err, ERR_DATA, "%.*s: %s '%.*s': %s", STR_ARGS(reader->path), column->name,
                           STR_ARGS(text), wrong);
    }
    reader->rollup.has_stage[STAGE_DELIVERED] = true;
    reader->rollup.first_reached[STAGE_DELIVERED] = DAY_NONE;
    return find_value(reader, "partition", &reader->rollup.partition, err);
}

static Status read_meta(Reader *reader, Err *err) {
    static const TableColumn COLUMNS[] = {{"key", true}, {"value", true}};
    static const TableFormat FORMAT = {"rollup", COLUMNS, 2};
    Str schema;
    reader->path = path_in(reader->folder, ROLLUP_META.name, reader->arena);
    Status status =
        table_read(reader->path, &FORMAT, take_pair, reader, reader->provenance, reader->arena, err);
    if (status == OK) status = find_value(reader, "schema", &schema, err);
    if (status != OK) return status;
    if (str_equal(schema, STR(ROLLUP_SCHEMA))) return take_meta(reader, err);
    return err_set(err, ERR_DATA, "%.*s: schema '%.*s': this version reads " ROLLUP_SCHEMA,
                   STR_ARGS(reader->path), STR_ARGS(schema));
}

/* ---- the tables */

/* Returns the name's number; UINT16_MAX where there are too many. */
static uint16_t number_name(Names *names, Str text, Arena *arena) {
    TallyKey key = {str_hash(text), text.len};
    uint32_t *number;
    while (*(number = tally_at(names->numbers, key)) && !str_equal(names->texts[*number - 1], text))
        key.low += UINT64_C(1) << 32; /* another name with the same hash */
    if (!*number && names->count < UINT16_MAX) {
        ARENA_RESERVE(arena, names->texts, names->count, names->room);
        names->texts[names->count++] = str_copy(arena, text);
        *number = (uint32_t)names->count;
    }
    return *number ? (uint16_t)(*number - 1) : UINT16_MAX;
}

static const char *take_name(Reader *reader, const RollupColumn *column, Str text, unsigned char *record) {
    Names *names = column->kind == COLUMN_VENDOR ? &reader->vendors : &reader->segments;
    const uint16_t number = number_name(names, rollup_name_parse(text), reader->arena);
    memcpy(record + column->offset, &number, sizeof number);
    if (!text.len) return "the cell is empty";
    return number == UINT16_MAX ? "more than 65,535 names" : NULL;
}

static bool take_record(void *context, const TableRow *row) {
    Reader *reader = context;
    const RollupTable *table = reader->table;
    if (reader->row_count == reader->row_room) {
        reader->row_room = reader->row_room ? 2 * reader->row_room : 64;
        reader->rows =
            arena_grow(reader->arena, reader->rows, reader->row_count, reader->row_room, table->size);
    }
    unsigned char *record = reader->rows + reader->row_count * table->size;
    for (size_t c = 0; c < table->column_count; c++) {
        const RollupColumn *column = &table->columns[c];
        const bool name = column->kind == COLUMN_VENDOR || column->kind == COLUMN_SEGMENT;
        const char *wrong = name ? take_name(reader, column, row->cells[c], record)
                                 : rollup_column_parse(table, column, row->cells[c], record);
        if (wrong) return table_refuse(row, (int)c, "%s", wrong);
    }
    reader->row_count++;
    return true;
}

static Status refuse_changed(const Reader *reader, const char *what, Str is, Str was, Err *err) {
    return err_set(err, ERR_DATA, "%.*s: was changed after it was counted: %s %.*s, meta.csv says %.*s",
                   STR_ARGS(reader->path), what, STR_ARGS(is), STR_ARGS(was));
}

static Status check_number(const Reader *reader, const char *what, Decimal is, Err *err) {
    char text[MONEY_TEXT];
    Str said;
    Decimal was;
    const Str key = str_format(reader->arena, "%s.%s", reader->table->name, what);
    const Status status = find_value(reader, key.at, &said, err);
    if (status != OK) return status;
    if (decimal_parse(said, &was) && was == is) return OK;
    return refuse_changed(reader, what, str_from(decimal_format(is, text)), said, err);
}

static Status check_hash(const Reader *reader, const FileReport *report, Err *err) {
    Str said;
    const Str key = str_format(reader->arena, "%s.sha256", reader->table->name);
    if (find_value(reader, key.at, &said, NULL) != OK || str_equal_nocase(said, str_from(report->sha256)))
        return OK;
    return refuse_changed(reader, "SHA-256", (Str){report->sha256, 8},
                          (Str){said.at, said.len < 8 ? said.len : 8}, err);
}

/* One bad cell is enough: counts without a row are wrong counts. */
static Status check_cells(const Reader *reader, const FileReport *report, Err *err) {
    if (!report->quarantined) return OK;
    const BadRow *bad =
        &reader->provenance->bad_rows[reader->provenance->bad_row_count - (size_t)report->quarantined];
    return err_set(err, ERR_DATA, "%.*s, line %ld: %.*s '%.*s': %.*s", STR_ARGS(reader->path), bad->line,
                   STR_ARGS(bad->column), STR_ARGS(bad->value), STR_ARGS(bad->reason));
}

static Status check_table(Reader *reader, Err *err) {
    const RollupTable *table = reader->table;
    const FileReport *report = &reader->provenance->files[reader->provenance->file_count - 1];
    Status status = check_hash(reader, report, err);
    if (status == OK) status = check_cells(reader, report, err);
    if (status == OK) status = check_number(reader, "rows", (Decimal)reader->row_count * DECIMAL_ONE, err);
    for (size_t c = 0; c < table->column_count && status == OK; c++) {
        const RollupColumn *column = &table->columns[c];
        if (rollup_column_is_summed(column))
            status =
                check_number(reader, column->name, rollup_column_sum(&reader->rollup, table, column), err);
    }
    return status;
}

static Status read_table(Reader *reader, const RollupTable *table, Err *err) {
    TableColumn *columns = ARENA_ARRAY(reader->arena, TableColumn, table->column_count);
    for (size_t c = 0; c < table->column_count; c++) columns[c] = (TableColumn){table->columns[c].name, true};
    const TableFormat format = {"rollup", columns, table->column_count};
    reader->table = table;
    reader->rows = NULL;
    reader->row_count = reader->row_room = 0;
    reader->path = path_in(reader->folder, table->name, reader->arena);
    const Status status =
        table_read(reader->path, &format, take_record, reader, reader->provenance, reader->arena, err);
    if (status != OK) return status;
    rollup_set_rows(&reader->rollup, table, reader->rows, reader->row_count);
    return check_table(reader, err);
}

/* The vendors that meta.csv names as those whose prices hang on all their leads. */
static void take_prices(Reader *reader) {
    bool *whole = ARENA_ARRAY(reader->arena, bool, reader->vendors.count);
    for (size_t i = 0; i < reader->pair_count; i++) {
        if (!str_equal(reader->pairs[i].key, STR("price_needs_all_leads"))) continue;
        const Str name = rollup_name_parse(reader->pairs[i].value);
        for (size_t v = 0; v < reader->vendors.count; v++)
            whole[v] = whole[v] || str_equal(name, reader->vendors.texts[v]);
    }
    reader->rollup.whole_price = whole;
}

Status rollup_file_read(Str folder, Provenance *provenance, Arena *arena, Rollup *out, Err *err) {
    Reader reader = {.folder = folder, .provenance = provenance, .arena = arena};
    reader.vendors.numbers = tally_new(arena, sizeof(uint32_t));
    reader.segments.numbers = tally_new(arena, sizeof(uint32_t));
    Status status = read_meta(&reader, err);
    for (int t = 0; t < ROLLUP_TABLE_COUNT && status == OK; t++)
        status = read_table(&reader, &ROLLUP_TABLES[t], err);
    if (status != OK) return status;
    reader.rollup.vendors = reader.vendors.texts;
    reader.rollup.vendor_count = reader.vendors.count;
    reader.rollup.segments = reader.segments.texts;
    reader.rollup.segment_count = reader.segments.count;
    take_prices(&reader);
    if (rollup_merge_check(&reader.rollup, err) != OK) return err_prefix(err, "%.*s", STR_ARGS(folder));
    return rollup_merge(&reader.rollup, &folder, 1, arena, out, err);
}
