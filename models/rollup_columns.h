/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rollup_columns.h - a rollup as tables of text: which columns each table has, what they hold and how two rows become one.
 * The writer, the reader and the merge read these rows, so that nothing about a column is said twice. Pure.
 * Text is what every spreadsheet and warehouse writes: words in lower case, days as YYYY-MM-DD, months as YYYY-MM, whole
 * numbers, money in major units with a point; blank where there is none. Names that a spreadsheet would take for a formula,
 * or table_file.h for a comment, carry an apostrophe in front, which is taken off again. */
#ifndef MODELS_ROLLUP_COLUMNS_H
#define MODELS_ROLLUP_COLUMNS_H
#include "models/rollup.h"

#define ROLLUP_SCHEMA "truecpl.rollup/1"

typedef enum ColumnKind {
    COLUMN_VENDOR,   /* uint16_t: number of the name; the two names come first */
    COLUMN_SEGMENT,  /* uint16_t */
    COLUMN_CHOICE,   /* one byte: number of a word */
    COLUMN_FIELD,    /* LeadField that holds words */
    COLUMN_MONTH,    /* Month */
    COLUMN_DAY,      /* Day */
    COLUMN_CURRENCY, /* Currency */
    COLUMN_BUCKET,   /* int16_t, may be negative */
    COLUMN_NUMBER,   /* int32_t, -1: none */
    COLUMN_COUNT,    /* int64_t, >= 0 */
    COLUMN_MINUTES,  /* Decimal, >= 0 */
    COLUMN_MONEY,    /* Money of the row's currency */
    COLUMN_REAL,     /* double, finite */
} ColumnKind;

/* What becomes of the column where rows of the same key become one. */
typedef enum ColumnRole { IS_KEY, IS_SUM, IS_LEAST, IS_MOST } ColumnRole;

typedef struct RollupColumn {
    const char *name;
    ColumnKind kind;
    ColumnRole role;
    size_t offset;              /* in the record */
    const char *(*word)(int n); /* of a choice: its n-th word, NULL behind the last */
} RollupColumn;

/* A kind of record; of ROLLUP_META, which has one, the Rollup itself. Keys stand first, in the order that rows are in. */
typedef struct RollupTable {
    const char *name; /* "cell": of the file too */
    size_t size;      /* of a record */
    const RollupColumn *columns;
    size_t column_count;
    size_t rows, count; /* offsets in Rollup: pointer to the records, number of them */
} RollupTable;

enum { ROLLUP_TABLE_COUNT = 4 };
extern const RollupTable ROLLUP_TABLES[ROLLUP_TABLE_COUNT]; /* cell, flow, lag, deal */
extern const RollupTable ROLLUP_META;                       /* what is said once: `key,value` */

/* Return the records of a table of `rollup`, how many there are, and put others there. */
const unsigned char *rollup_rows(const Rollup *rollup, const RollupTable *table);
size_t rollup_row_count(const Rollup *rollup, const RollupTable *table);
void rollup_set_rows(Rollup *rollup, const RollupTable *table, void *rows, size_t count);

/* Returns the column of this name, or NULL. */
const RollupColumn *rollup_column_find(const RollupTable *table, Str name);

/* Returns the text of a cell; the names of `rollup` stand for numbers of vendors and segments. */
Str rollup_column_format(const Rollup *rollup, const RollupTable *table, const RollupColumn *column,
                         const void *record, Arena *arena);

/* Reads a cell into `record`, whose earlier columns have been read; leaves names, which must be numbered, alone. Returns
 * what was expected instead, or NULL where all is well. */
const char *rollup_column_parse(const RollupTable *table, const RollupColumn *column, Str text, void *record);

/* Returns a name as it was before rollup_column_format. */
Str rollup_name_parse(Str text);

/* Returns -1, 0 or 1: the order of two records by their keys. */
int rollup_compare_keys(const RollupTable *table, const void *a, const void *b);

/* Adds `from` to `into`, which has the same key. Returns false where a sum does not fit. */
bool rollup_fold(const RollupTable *table, void *into, const void *from);

/* Says whether the column has a control sum, and returns it: of all rows, money in major units of whatever currency. */
bool rollup_column_is_summed(const RollupColumn *column);
Decimal rollup_column_sum(const Rollup *rollup, const RollupTable *table, const RollupColumn *column);

#endif
