/* SPDX-License-Identifier: GPL-3.0-or-later */
/* presets.h - the exports that the program knows, as one table: what tells them apart and what their columns are. Names of
 * columns are compared by header_name.h. A column is mapped only where it is surely that; the others stay as they are. */
#ifndef INPUTS_PRESETS_H
#define INPUTS_PRESETS_H
#include "models/base/base.h"

enum { PRESET_SIGNATURE = 5, PRESET_COLUMNS = 16 };

/* One meaning; of several names, parted by |, the first that the file has counts. */
typedef struct PresetColumn {
    const char *headers; /* "Create Date|Created Date"; NULL ends the list */
    const char *field;   /* as in a case: "delivered_at", "sql" (yes or no), "bounced>0" (a count) */
} PresetColumn;

typedef struct Preset {
    const char *name;   /* as --preset has it: "hubspot-contacts" */
    const char *export; /* for people: "HubSpot contacts" */
    const char *signature
        [PRESET_SIGNATURE]; /* all of them are there, each under one of its names; NULL ends the list */
    PresetColumn
        columns[PRESET_COLUMNS]; /* of two rows with the same field the first that the file has counts */
} Preset;

extern const Preset PRESETS[];
extern const size_t PRESET_COUNT;

/* Stores in `out` the preset that fits the header row `names`, or NULL where none does. `asked`: what --preset says, a
 * name, which is then taken whatever the header row is, or `none`; empty: it is found out. Fails with ERR_DATA, naming
 * both, where two fit; with ERR_USAGE, listing the names, where none is called so. */
Status presets_find(const Str *names, size_t count, Str asked, const Preset **out, Err *err);

#endif
