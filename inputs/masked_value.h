/* SPDX-License-Identifier: GPL-3.0-or-later */
/* masked_value.h - an example of what a column holds, which never tells who somebody is. Pure. */
#ifndef INPUTS_MASKED_VALUE_H
#define INPUTS_MASKED_VALUE_H
#include "models/base/base.h"

/* What a column was taken for decides what its values may be. */
typedef enum MaskKind {
    MASK_WORD,   /* vendors, campaigns, statuses: shown, but for addresses and telephone numbers */
    MASK_ID,     /* shown, but for those and names: an id has a digit */
    MASK_VALUE,  /* days, amounts, numbers, yes and no: shown where it may be one */
    MASK_PERSON, /* addresses, owners, accounts: never shown */
    MASK_FREE,   /* nobody said what it is: shown where it is mostly digits and no telephone number */
} MaskKind;

/* Returns the cell, trimmed and cut, where it may be shown, else what stands for it: "a***@***" for an address, "Z. Q." for
 * words, "***" for a number. Memory is of `arena`. */
Str masked_value(Str cell, MaskKind kind, Arena *arena);

#endif
