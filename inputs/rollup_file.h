/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rollup_file.h - reads the folder of CSV that outputs/rollup_file.h writes, or that a warehouse wrote by the same columns.
 * Rows may be in any order. meta.csv says how many rows each table has and what its columns add up to; what does not fit
 * is refused. SHA-256 is compared where meta.csv has it. */
#ifndef INPUTS_ROLLUP_FILE_H
#define INPUTS_ROLLUP_FILE_H
#include "models/provenance.h"
#include "models/rollup.h"

/* Says whether `path` is a folder with meta.csv and cell.csv. */
bool rollup_file_is(const char *path);

/* Stores in `out` the rollup that lies in `folder`; adds a report a file to `provenance`. Memory is of `arena`. Fails as
 * table_read does where a file cannot be read, and with ERR_DATA, naming file and reason, where one was changed, has a
 * cell that is none, or the tables contradict each other. */
Status rollup_file_read(Str folder, Provenance *provenance, Arena *arena, Rollup *out, Err *err);

#endif
