/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contracts.h - the tables about money: contracts, spend, fx. Each function reads one file into rows that live in
 * `arena`; bad rows are quarantined (table_file.h). */
#ifndef INPUTS_CONTRACTS_H
#define INPUTS_CONTRACTS_H
#include "models/books.h"
#include "models/provenance.h"

/* Reads the contracts table. Blank cells take defaults: from_lead 1, basis delivered, window calendar,
 * remedy credit, duplicates_billable other;known, currency the case's. Fails as table_read does, and with
 * ERR_CONFIG where two rows fit the same leads equally well. */
Status contracts_read(Str path, Provenance *provenance, Arena *arena, Contracts *out, Err *err);

/* Reads the spend table; amounts without a currency are in `base`. */
Status spend_read(Str path, Currency base, Provenance *provenance, Arena *arena, SpendRow **out,
                  size_t *count, Err *err);

/* Reads the fx table. */
Status fx_read(Str path, Provenance *provenance, Arena *arena, FxRow **out, size_t *count, Err *err);

#endif
