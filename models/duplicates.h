/* SPDX-License-Identifier: GPL-3.0-or-later */
/* duplicates.h - leads that repeat a contact, and leads that share an opportunity. Pure. */
#ifndef MODELS_DUPLICATES_H
#define MODELS_DUPLICATES_H
#include "models/definitions.h"

/* Returns one byte a row: MARK_OWN_DUPLICATE where the same vendor delivered the same address within
 * `duplicate_days` before, else MARK_OTHER_DUPLICATE where another vendor did, else 0. Rows without an address
 * or a delivery day are never duplicates. Ties go by lead key (without one: by all cells), so that row order changes nothing. */
uint8_t *duplicates_mark_emails(const LeadTable *table, const Definitions *definitions, Arena *arena);

/* Returns one byte a row: 1 where the lead's opportunity is credited to another lead that shares it (the
 * first or the last delivered, by `credit_last`), else 0. */
uint8_t *duplicates_mark_shared_opportunities(const LeadTable *table, const Definitions *definitions,
                                              Arena *arena);

#endif
