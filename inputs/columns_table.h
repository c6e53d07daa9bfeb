/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns_table.h - the case's table `columns`: what a column of a file means, for those who do not want to say it on every
 * command line. */
#ifndef INPUTS_COLUMNS_TABLE_H
#define INPUTS_COLUMNS_TABLE_H
#include "inputs/mapping.h"
#include "models/provenance.h"

/* One row; `is` is a name that mapping_knows, or "-": the column is nothing. */
typedef struct ColumnRow {
    Str file, column, is;
} ColumnRow;

/* All zero: there is no such table. */
typedef struct ColumnsTable {
    const ColumnRow *rows;
    size_t count;
} ColumnsTable;

/* Stores in `out` the rows of the table at `path`; a row whose `is` is unknown is quarantined. Fails as table_read does. */
Status columns_table_read(Str path, Provenance *provenance, Arena *arena, ColumnsTable *out, Err *err);

/* Returns what the table says of the columns of the file `path`, as a MappingRequest takes it, and stores how much that is
 * in `count`. A row speaks of a file whose name, with or without folder and suffix, or whose sheet, is its `file`; of all
 * that match where that has wildcards; of all where it is empty. All but the first kind are sayings in general. */
const ColumnSaying *columns_table_for(ColumnsTable table, Str path, Arena *arena, size_t *count);

#endif
