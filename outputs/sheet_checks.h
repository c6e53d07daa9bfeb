/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_checks.h - the sheet that proves the book: identities as formulas, the files' row arithmetic, what was set aside
 * and why, and what the program itself found, to which live values are held. */
#ifndef OUTPUTS_SHEET_CHECKS_H
#define OUTPUTS_SHEET_CHECKS_H
#include "outputs/sheet.h"

/* Adds the page with its tables; fills them. */
void sheet_checks_lay(Sheets *sheets);
void sheet_checks_fill(Sheets *sheets);

/* Returns the formula's part, and its value, that says "all checks ok" or how many are not. */
Str sheet_checks_master(const Sheets *sheets, const ReportPage *page);
Str sheet_checks_master_words(const Sheets *sheets);

/* Returns the formula's part that says by how much the costs that follow the inputs differ from those that the program
 * computed for the picked scenario: 0 in a book nobody edited. */
Str sheet_checks_edited(const Sheets *sheets, const ReportPage *page);

/* Returns a bound as a multiple of its value in a scenario, or why there is none. `row`: of Cost ledger's ranges. */
Figure sheet_checks_ratio(const Sheets *sheets, size_t scenario, size_t row, size_t vendor);

/* Returns the formula's part that picks that multiple by the scenario in use. */
Str sheet_checks_ratio_formula(const Sheets *sheets, const ReportPage *page, size_t row, size_t column);

/* Returns the formula's part that picks a vendor's chance of being the cheapest, by the scenario in use. */
Str sheet_checks_chance_formula(const Sheets *sheets, const ReportPage *page, size_t column);

/* Returns what the program decided about a vendor in a scenario: "renew: because ...", and the formula's part that picks it
 * by the scenario in use. */
Str sheet_checks_verdict(const Sheets *sheets, size_t scenario, size_t vendor);
Str sheet_checks_verdict_formula(const Sheets *sheets, const ReportPage *page, size_t vendor);

#endif
