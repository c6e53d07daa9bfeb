/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_run.h - what programs are told of every run alike: the files that were read, and the gates that were asked for. */
#ifndef OUTPUTS_FACTS_RUN_H
#define OUTPUTS_FACTS_RUN_H
#include "models/result.h"
#include "outputs/report.h"

/* Fills the object `place` with a file: its name, role, hash, preset and row arithmetic. */
void facts_run_file(const FileReport *file, Report *report, ReportNode *place);

/* Adds the list "gates" to the object `place`: {gate, limit, value, tripped}. */
void facts_run_gates(const Result *result, Report *report, ReportNode *place);

#endif
