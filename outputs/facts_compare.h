/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_compare.h - what `compare` found, for programs: the tree (JSON, schema/compare-1.json) of the shown scenario.
 * A key once given stays; a number that cannot be known is null with its reason, a code and a sentence. */
#ifndef OUTPUTS_FACTS_COMPARE_H
#define OUTPUTS_FACTS_COMPARE_H
#include "models/result.h"
#include "outputs/report.h"

/* Fills the report's tree, which is empty, and its tidy table (facts_tidy.h). */
void facts_compare(const Result *result, Report *report);

#endif
