/* SPDX-License-Identifier: GPL-3.0-or-later */
/* translations.h - the tables that say what raw words mean: aliases (vendors), statuses, reasons. */
#ifndef INPUTS_TRANSLATIONS_H
#define INPUTS_TRANSLATIONS_H
#include "models/classify.h"
#include "models/provenance.h"

/* raw -> vendor; `*` in raw stands for anything, the longest raw wins; vendor "-": not bought. */
typedef struct Alias {
    Str raw, vendor;
} Alias;

typedef struct Aliases {
    const Alias *rows;
    size_t count;
} Aliases;

/* Reads the aliases table. */
/* Reads the aliases table. This and the two below fail as table_read does, and with ERR_CONFIG where one raw word
 * (case-blind) is given two meanings; a row without a meaning is quarantined. */
Status aliases_read(Str path, Provenance *provenance, Arena *arena, Aliases *out, Err *err);

/* Returns the vendor that `raw` stands for: itself where no row fits, empty where it is a dash then. */
Str aliases_vendor(Aliases aliases, Str raw);

/* Read the statuses and the reasons table into `vocabulary`. */
Status statuses_read(Str path, Provenance *provenance, Arena *arena, Vocabulary *vocabulary, Err *err);
Status reasons_read(Str path, Provenance *provenance, Arena *arena, Vocabulary *vocabulary, Err *err);

#endif
