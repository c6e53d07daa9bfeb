/* SPDX-License-Identifier: GPL-3.0-or-later */
/* finish.h - how a run ends: gates, and what the exit code says of a run that was done. */
#ifndef CALC_FINISH_H
#define CALC_FINISH_H
#include "calc/cli.h"
#include "models/result.h"
#include <stdio.h>

/* Stores in `result` what the gates asked for say of it today, by the clock. Fails as gates_run does. */
Status finish_gates(const CliOptions *options, Arena *arena, Result *result, Err *err);

/* Says on standard error which gates tripped. Returns GATE_TRIPPED where one did, else ROWS_QUARANTINED where rows were,
 * under --strict, else OK. */
Status finish_run(const CliOptions *options, const Result *result);

/* Prints the table of gates; `arena` is for texts on the way. */
void finish_list_gates(Arena *arena, FILE *out);

#endif
