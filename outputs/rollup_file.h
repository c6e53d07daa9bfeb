/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rollup_file.h - a rollup as a folder of CSV: cell, flow, lag, deal and, last, meta (`key,value`), which has the number of
 * rows, the sum of every column that adds up and the SHA-256 of each of the others. Columns are those of
 * models/rollup_columns.h. The same rollup is the same bytes. inputs/rollup_file.h reads it. */
#ifndef OUTPUTS_ROLLUP_FILE_H
#define OUTPUTS_ROLLUP_FILE_H
#include "models/rollup.h"

/* Writes the rollup into `folder` (made where it is not there), each file whole or not at all; an earlier rollup's meta.csv
 * fits no other table, so that a run that died half-way is found out. Fails as
 * atomic_file_open and atomic_file_commit do. */
Status rollup_file_write(const Rollup *rollup, const char *folder, Arena *arena, Err *err);

#endif
