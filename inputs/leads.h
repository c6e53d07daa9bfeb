/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leads.h - files of leads into one lead table (or, where they hold counts, into rows of counts). Files join by
 * lead_id: the files that say when or from whom leads were delivered bring leads, the others add to them. */
#ifndef INPUTS_LEADS_H
#define INPUTS_LEADS_H
#include "inputs/columns_table.h"
#include "inputs/translations.h"
#include "models/options.h"
#include "models/rollup.h"

typedef struct LeadsRequest {
    const FileOption *files;
    size_t file_count;         /* >= 1, at most 64 */
    const RunOptions *options; /* map, preset, encoding, delimiter, date_format, tz, threads */
    Aliases aliases;
    ColumnsTable columns;
    Currency currency;   /* for amounts without one */
    Str tz, date_format; /* of the case, where the options say none */
} LeadsRequest;

/* Stores the leads in `table` and leaves `counts` empty, or the rows of counts in `counts` and NULL in `table`.
 * A row that cannot be used is quarantined and counted. Fails where a file cannot be read, the mapping cannot be
 * resolved, dates or amounts of a column could be read in two ways (ERR_DATA, naming the option that settles it),
 * files of leads and files of counts are mixed, none of a file's columns is known, or no row of all is a lead.
 * Where two files fill a cell the one named first wins, also where it is not the one that brings the lead. */
Status leads_read(const LeadsRequest *request, Provenance *provenance, Arena *arena, LeadTable **table,
                  CountRow **counts, size_t *count_rows, Err *err);

/* Returns the number, in the provenance, of the file that a row's place names. */
size_t leads_file_of(uint32_t place);

#endif
