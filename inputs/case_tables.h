/* SPDX-License-Identifier: GPL-3.0-or-later */
/* case_tables.h - where the tables of a case lie: in a folder as NAME.csv, else as NAME.xlsx, or in one workbook as sheets
 * called NAME, in letters of any case. The one place that knows the names of the tables. */
#ifndef INPUTS_CASE_TABLES_H
#define INPUTS_CASE_TABLES_H
#include "models/base/base.h"

/* All zero: no case, which has no tables. */
typedef struct CaseTables {
    Str path;
    bool is_book;
    const Str *sheets; /* of the workbook */
    size_t sheet_count;
} CaseTables;

/* Stores in `out` where the case at `path` has its tables (empty path: no case); lives in `arena`. Fails, where `path` is
 * not a folder, as xlsx_book_open does; the sentence begins with the path. */
Status case_tables_open(Str path, Arena *arena, CaseTables *out, Err *err);

/* Returns what table_source_open takes to read the table `name` ("contracts"), empty where the case has none. A written
 * workbook calls its assumptions Inputs. */
Str case_tables_find(const CaseTables *tables, const char *name, Arena *arena);

/* Says whether `path` is a workbook that is a case: with a sheet that is a table of a case, other than of leads, which may
 * be an export just as well. What cannot be opened is none. */
bool case_tables_is_book(const char *path, const Arena *beside);

#endif
