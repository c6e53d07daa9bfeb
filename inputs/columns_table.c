/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/columns_table.h"
#include "inputs/table_file.h"
#include <string.h>

enum { FILE_NAME, COLUMN, IS, COLUMNS };
static const TableColumn TABLE_COLUMNS[COLUMNS] = {{"file", false}, {"column", true}, {"is", true}};
static const TableFormat FORMAT = {"columns", TABLE_COLUMNS, COLUMNS};

typedef struct RowList {
    ColumnRow *rows;
    size_t count, room;
} RowList;

static bool take_row(void *context, const TableRow *row) {
    RowList *list = context;
    if (!table_need(row, COLUMN) || !table_need(row, IS)) return false;
    if (!str_equal(row->cells[IS], STR("-")) && !mapping_knows(row->cells[IS])) {
        return table_refuse(row, IS, "expected a column of a lead (`truecpl help columns` lists them) or -");
    }
    ARENA_RESERVE(row->arena, list->rows, list->count, list->room);
    list->rows[list->count++] =
        (ColumnRow){table_text(row, FILE_NAME), table_text(row, COLUMN), table_text(row, IS)};
    return true;
}

Status columns_table_read(Str path, Provenance *provenance, Arena *arena, ColumnsTable *out, Err *err) {
    RowList list = {0};
    const Status status = table_read(path, &FORMAT, take_row, &list, provenance, arena, err);
    *out = (ColumnsTable){list.rows, list.count};
    return status;
}

static Str without_folder(Str path) {
    Str part, rest = path, name = path;
    while (str_split(&rest, '/', &part)) name = part;
    return name;
}

static Str without_suffix(Str name) {
    for (size_t i = name.len; i-- > 1;) {
        if (name.at[i] == '.') return (Str){name.at, i};
    }
    return name;
}

/* Says whether `said` is the file: NAME.csv, NAME, or of BOOK.xlsx#SHEET the sheet. */
static bool is_file(Str said, Str path) {
    Str sheet = without_folder(path), book;
    str_split(&sheet, '#', &book);
    return str_equal_nocase(said, path) || str_equal_nocase(said, without_folder(path)) ||
           str_equal_nocase(said, book) || str_equal_nocase(said, without_suffix(book)) ||
           (sheet.at && str_equal_nocase(said, sheet));
}

const ColumnSaying *columns_table_for(ColumnsTable table, Str path, Arena *arena, size_t *count) {
    ColumnSaying *sayings = ARENA_ARRAY(arena, ColumnSaying, table.count);
    *count = 0;
    for (size_t i = 0; i < table.count; i++) {
        const ColumnRow *row = &table.rows[i];
        const bool exact = row->file.len && is_file(row->file, path);
        if (!exact && row->file.len && !str_matches(without_folder(path), row->file)) continue;
        sayings[(*count)++] = (ColumnSaying){.theirs = row->column, .ours = row->is, .required = exact};
    }
    return sayings;
}
