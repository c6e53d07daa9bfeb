/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h - a figure of a case with the numbers that went in, vendor by vendor. */
#ifndef CALC_EXPLAIN_H
#define CALC_EXPLAIN_H
#include "models/result.h"
#include <stdio.h>

/* Prints a line for each vendor of the shown scenario and for the total: "A: 54,933.85 / 107 = 513.40 (9 in 10: 430.10 to
 * 622.20)", or why there is no number. Texts are made in `arena`. */
void explain_metric(const Result *result, MetricId id, Arena *arena, FILE *out);

#endif
