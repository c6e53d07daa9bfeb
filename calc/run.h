/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h - the wiring of one run: read the case, count it, evaluate every scenario, check the result. */
#ifndef CALC_RUN_H
#define CALC_RUN_H
#include "calc/cli.h"
#include "models/result.h"

/* Stores in `out` what the case says; all memory is of `arena`. Fails as reading the case does. */
Status run_case(const CliOptions *options, Arena *arena, Result *out, Err *err);

/* Returns how many rows were quarantined in all files. */
int64_t run_quarantined(const Result *result);

#endif
