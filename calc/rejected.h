/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rejected.h - the file that --rejected names. */
#ifndef CALC_REJECTED_H
#define CALC_REJECTED_H
#include "calc/cli.h"
#include "models/provenance.h"

/* Writes the rows that could not be used, where that was asked for, and says on standard error that people's data is in
 * it. Fails as rejected_file_write does, and with ERR_USAGE where the file is one that was read. */
Status rejected_write(const CliOptions *options, const Provenance *provenance, Arena *arena, Err *err);

#endif
