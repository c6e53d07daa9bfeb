/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rejected_file.h - the rows that could not be used, as CSV, ready to be mended and read again: where each stood and what was
 * expected in front, the columns of its file behind. The one output that repeats what people wrote, persons' data with
 * it, and as it is: nothing is masked, and no apostrophe put before what a spreadsheet would run. */
#ifndef OUTPUTS_REJECTED_FILE_H
#define OUTPUTS_REJECTED_FILE_H
#include "models/provenance.h"
#include <stdio.h>

/* Writes file, line, column, reason ("rejected_..." where a file has a column of that name), then the columns of all files
 * that have such rows, each name once, then, where some record is no row of its file, `record` with all of it. Bytes that
 * are no text become U+FFFD. A row whose record was not kept has only what stands in front. */
void rejected_file_print(const Provenance *provenance, Arena *arena, FILE *out);

/* Writes the same to `path`, whole or not at all. Fails as atomic_file does. */
Status rejected_file_write(const Provenance *provenance, const char *path, Arena *arena, Err *err);

#endif
