/* SPDX-License-Identifier: GPL-3.0-or-later */
/* small_case.h - a case of two vendors and six leads, small enough to be worked out with a pencil, run to a result.
 *
 * Alpha, USD 50 a lead: one lead is invalid, one rejected for fit, one an SQL, one untouched.
 * =Beta (a name that a spreadsheet would take for a formula), USD 80 a lead: two untouched leads.
 * An hour of SDRs and of operations costs USD 60, so a minute costs USD 1; an attempt takes 5 minutes, an invalid
 * lead 10 of operations.
 * Alpha: invoice 200 + operations 10 + SDR (2 attempts on the invalid 10, 1 on the rejected 5) = 225; of 4 leads 56.25
 * each; 1.125 times the stated 50; 225 an SQL. =Beta: 160; 80 each; no SQL. Together 385. */
#ifndef TESTS_SUPPORT_SMALL_CASE_H
#define TESTS_SUPPORT_SMALL_CASE_H
#include "models/result.h"
#include "tests/support/scratch.h"

/* Writes the case into the folder of `scratch` and returns its result. */
const Result *small_case_run(Scratch *scratch);

/* The same without contracts.csv: rates only. */
const Result *small_case_run_without_contracts(Scratch *scratch);

#endif
