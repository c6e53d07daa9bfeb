/* SPDX-License-Identifier: GPL-3.0-or-later */
/* provenance.h - what was read, what was left aside and why: filled by inputs, shown by outputs. */
#ifndef MODELS_PROVENANCE_H
#define MODELS_PROVENANCE_H
#include "models/base/base.h"

enum { COLUMN_EXAMPLES = 2 };

/* Which column of a file was taken for what. */
typedef struct ColumnUse {
    Str header;     /* as in the file */
    Str field;      /* "delivered_at"; empty: not used */
    int64_t filled; /* rows with a value */
    Str examples
        [COLUMN_EXAMPLES]; /* values of the first rows, masked where they may be a person's; empty: none */
} ColumnUse;

/* One input file. rows_read = leads + joined + unmatched + repeated + excluded + quarantined + after_as_of +
 * outside_period + footers: the row arithmetic, which a check of every run verifies. */
typedef struct FileReport {
    Str file;        /* as named */
    char sha256[65]; /* empty for standard input that could not be hashed */
    Str role;        /* "leads", "contracts", ... */
    Str preset;      /* empty: columns by name */
    Str notes;       /* encoding, delimiter, order of day and month, where they were not the plain ones */
    int64_t rows_read, leads, joined, unmatched, repeated, excluded, quarantined, after_as_of, outside_period,
        footers;
    int64_t conflicts; /* cells that two files fill differently; the first named wins */
    int64_t rounded;   /* amounts with more decimals than their currency */
    ColumnUse *columns;
    size_t column_count;
} FileReport;

/* What can become of a row that was read: the terms of the row arithmetic. */
typedef struct RowFate {
    const char *key;        /* in JSON: "after_as_of" */
    const char *one, *many; /* behind a number: "lead", "leads" */
    size_t at;              /* of the FileReport */
} RowFate;
enum { ROW_FATES = 9 };
extern const RowFate ROW_FATE[ROW_FATES];

/* One row that could not be used. Holds no cell of a person's: `value` is empty for fields that may. */
typedef struct BadRow {
    Str file;
    long line;
    Str column; /* empty: the row as a whole */
    Str value;  /* as written, cut at 60 bytes */
    Str reason; /* what was expected */
} BadRow;

/* The cells of a row that could not be used, as its file has them: kept only where they were asked for. */
typedef struct RejectedRecord {
    size_t bad_row;    /* its number among the bad rows */
    const Str *fields; /* by column of the file; fewer, or none, where the record is broken */
    size_t count;
    Str raw; /* the record as a whole */
} RejectedRecord;

typedef struct Notice {
    const char *code; /* a word for programs */
    Str text;         /* one sentence */
} Notice;

typedef struct Check {
    Str name;
    bool ok;
    Str detail;
} Check;

/* The reports of a run as they come in. Lists live in `arena`. */
typedef struct Provenance {
    Arena *arena;
    FileReport *files;
    size_t file_count, file_room;
    BadRow *bad_rows;
    size_t bad_row_count, bad_row_room;
    bool keep_rejected;       /* asked for: `rejected` has the records, in the order of the bad rows */
    RejectedRecord *rejected; /* the one thing in here that repeats a person's data */
    size_t rejected_count, rejected_room;
    Notice *notices;
    size_t notice_count, notice_room;
} Provenance;

/* Adds a report, which may be filled in until the next one is added. */
FileReport *provenance_add_file(Provenance *provenance);
void provenance_add_bad_row(Provenance *provenance, BadRow row);
void provenance_add_notice(Provenance *provenance, const char *code, Str text);

/* Keeps a copy of the record of the bad row that was added last, where that was asked for and it has none yet. */
void provenance_keep_record(Provenance *provenance, const Str *fields, size_t count, Str raw);

/* Returns the report of the file of this name, or NULL. */
const FileReport *provenance_find_file(const Provenance *provenance, Str file);

/* Returns how many rows of a file had this fate (< ROW_FATES). */
int64_t provenance_rows(const FileReport *report, int fate);

/* Says whether the row arithmetic of a report adds up. */
bool provenance_adds_up(const FileReport *report);

#endif
