/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_tidy.h - what a comparison found as one long table: one row a vendor and figure. */
#ifndef OUTPUTS_FACTS_TIDY_H
#define OUTPUTS_FACTS_TIDY_H
#include "models/result.h"
#include "outputs/report.h"

/* The columns of every tidy table. */
typedef enum TidyColumn {
    TIDY_AS_OF,
    TIDY_FROM,
    TIDY_TO,
    TIDY_SCENARIO,
    TIDY_VENDOR,
    TIDY_METRIC,
    TIDY_BASIS,
    TIDY_UNIT,
    TIDY_CURRENCY,
    TIDY_VALUE,
    TIDY_P05,
    TIDY_P50,
    TIDY_P95,
    TIDY_N,
    TIDY_VERSION,
    TIDY_COLUMNS
} TidyColumn;

/* Makes the report's tidy table: `rows` rows with empty cells. */
void facts_tidy_begin(Report *report, size_t rows);

/* Makes the report's tidy table of the shown scenario: as_of, from, to, scenario, vendor, metric, basis, unit, currency,
 * value, p05, p50, p95, n, version. `n`: leads that the figure rests on: the delivered ones; for
 * the rate of a step those that reached the stage before it. A figure that
 * is a distribution only has its mean as value. The total comes last, under its own name. */
void facts_tidy(const Result *result, Report *report);

#endif
