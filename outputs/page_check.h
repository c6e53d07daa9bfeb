/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_check.h - whether files can be trusted, as a page for people: what each file is, which column was taken for what,
 * where the rows went, what the leads hold, what can be computed of them and why the rest cannot. */
#ifndef OUTPUTS_PAGE_CHECK_H
#define OUTPUTS_PAGE_CHECK_H
#include "models/result.h"
#include "outputs/report.h"

/* Adds the page "check". The result has a survey. */
void page_check(const Result *result, Report *report);

#endif
