/* SPDX-License-Identifier: GPL-3.0-or-later */
/* case.h - everything that a run reads, in the order in which one table needs the other: assumptions, contracts,
 * spend, fx, the tables of words, and the leads, or a rollup in their place. A case is a folder of tables or one workbook
 * (case_tables.h); files named on the command line replace its leads; files alone: nothing else is read. */
#ifndef INPUTS_CASE_H
#define INPUTS_CASE_H
#include "inputs/scenarios.h"
#include "models/books.h"
#include "models/classify.h"
#include "models/contract.h"
#include "models/outlook.h"

typedef struct Case {
    Str name;             /* of the folder; of the workbook or first file, without its suffix */
    LeadTable *leads;     /* NULL where the files are counts, or a rollup stands in place of leads */
    const Rollup *rollup; /* NULL but there */
    CountRow *counts;
    size_t count_rows;
    Contracts contracts;
    Ledgers ledgers;
    PlanRow *plan;
    size_t plan_count;
    Scenarios scenarios;
    Vocabulary vocabulary;
    Currency currency;
    LeadField segment;
} Case;

/* Reads the case and the files of `options`; all memory is of `arena`. Fails with ERR_NO_INPUT where there is no
 * such case or it has no leads, else as the tables do. */
Status case_load(const RunOptions *options, Provenance *provenance, Arena *arena, Case *out, Err *err);

#endif
