/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_check.h - whether files can be trusted, for programs: the tree (JSON, schema/check-1.json) and the tidy table. */
#ifndef OUTPUTS_FACTS_CHECK_H
#define OUTPUTS_FACTS_CHECK_H
#include "models/result.h"
#include "outputs/report.h"

/* Fills the report's tree, which is empty, and its tidy table (facts_tidy.h): metric rows.* and filled.COLUMN with the file
 * as basis, leads with the vendor, stages.*, words_without_meaning. The result has a survey. */
void facts_check(const Result *result, Report *report);

#endif
