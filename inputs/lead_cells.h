/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lead_cells.h - the cells of a row of leads as values: by the file's mapping, the order of its days and months and the
 * form of its amounts, both found out over whole columns before the first row is used. */
#ifndef INPUTS_LEAD_CELLS_H
#define INPUTS_LEAD_CELLS_H
#include "inputs/mapping.h"
#include "inputs/table_source.h"
#include "inputs/translations.h"
#include "models/rollup.h"

typedef struct LeadCells LeadCells;

typedef struct LeadCellsRequest {
    const CsvHeader *header;
    const Mapping *mapping;
    LeadTable *table; /* whose dictionaries take the texts */
    Aliases aliases;
    Currency currency;   /* of amounts without one */
    Str tz, date_format; /* empty: UTC, found out */
    bool brings;         /* a blank delivered_at is then refused */
} LeadCellsRequest;

typedef enum LeadCellsVerdict {
    LEAD_CELLS_READ,
    LEAD_CELLS_EXCLUDED, /* an alias says that the vendor is not one */
    LEAD_CELLS_FOOTER,   /* the last lines of a report, no lead */
    LEAD_CELLS_BAD,      /* `trouble` says why */
    LEAD_CELLS_STOP,     /* `err` says why the run must stop */
} LeadCellsVerdict;

/* Which cell cannot be used; `value` is empty where it may be a person's. Valid until the next row. */
typedef struct LeadCellsTrouble {
    size_t column;
    Str value, reason;
} LeadCellsTrouble;

/* Looks through the file's dates and amounts and stores in `out` what reads its rows. Fails with ERR_DATA where a
 * column could be read in two ways and nothing in it says which, with ERR_USAGE where the zone or the date format is
 * unknown. */
Status lead_cells_new(const LeadCellsRequest *request, TableSource *source, Arena *arena, Arena *scratch,
                      LeadCells **out, Err *err);

/* Stores the row in `values` (its place excepted). */
LeadCellsVerdict lead_cells_read(LeadCells *cells, const Str *fields, size_t count, LeadValues *values,
                                 LeadCellsTrouble *trouble, Err *err);

/* Stores the row of a file of counts in `row`; its texts live in the arena of lead_cells_new. */
LeadCellsVerdict lead_cells_read_counts(LeadCells *cells, const Str *fields, size_t count, CountRow *row,
                                        LeadCellsTrouble *trouble);

/* Says whether a record is one of the lines that a CRM writes below a report. */
bool lead_cells_is_footer(Str record);

/* Returns what was found out about dates and amounts, in words ("dates day/month"), empty for the plain forms. */
Str lead_cells_forms(const LeadCells *cells, Arena *arena);

/* Returns how many rows so far had a value in a column, and how many amounts were rounded. */
int64_t lead_cells_filled(const LeadCells *cells, size_t column);
int64_t lead_cells_rounded(const LeadCells *cells);

#endif
