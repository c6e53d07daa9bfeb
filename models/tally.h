/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tally.h - counters by key: finds the record of a key, making it when it is new. Pure. */
#ifndef MODELS_TALLY_H
#define MODELS_TALLY_H
#include "models/base/base.h"

/* A key packed by its owner into two words; keys sort as (high, low). */
typedef struct TallyKey {
    uint64_t high, low;
} TallyKey;

typedef struct Tally Tally;

/* Returns an empty tally of records of `size` bytes, in `arena`. */
Tally *tally_new(Arena *arena, size_t size);

/* Returns the record of `key`, zeroed when it is new. It stays where it is until the tally is sorted. */
void *tally_at(Tally *tally, TallyKey key);

/* Returns the records in the order of their keys, as one array of `*count`. */
void *tally_sorted(const Tally *tally, Arena *arena, size_t *count);

#endif
