/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/tally.h"
#include <stdlib.h>
#include <string.h>

typedef struct Entry {
    TallyKey key;
    void *record;
} Entry;

struct Tally {
    Arena *arena;
    size_t size;
    Entry *slots; /* record NULL = free; `slot_count` is a power of two */
    size_t slot_count, used;
};

Tally *tally_new(Arena *arena, size_t size) {
    Tally *tally = ARENA_NEW(arena, Tally);
    *tally = (Tally){.arena = arena, .size = size, .slot_count = 64};
    tally->slots = ARENA_ARRAY(arena, Entry, tally->slot_count);
    return tally;
}

static bool same_key(TallyKey a, TallyKey b) { return a.high == b.high && a.low == b.low; }

static Entry *slot_of(const Tally *tally, TallyKey key) {
    uint64_t hash = (key.high ^ (key.high >> 31)) * 0x9e3779b97f4a7c15u + key.low;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
    size_t slot = (hash ^ (hash >> 31)) & (tally->slot_count - 1);
    while (tally->slots[slot].record && !same_key(tally->slots[slot].key, key)) {
        slot = (slot + 1) & (tally->slot_count - 1);
    }
    return &tally->slots[slot];
}

static void grow(Tally *tally) {
    const Entry *old = tally->slots;
    const size_t old_count = tally->slot_count;
    tally->slot_count *= 2;
    tally->slots = ARENA_ARRAY(tally->arena, Entry, tally->slot_count);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].record) *slot_of(tally, old[i].key) = old[i];
    }
}

void *tally_at(Tally *tally, TallyKey key) {
    Entry *entry = slot_of(tally, key);
    if (entry->record) return entry->record;
    if (2 * ++tally->used > tally->slot_count) {
        grow(tally);
        entry = slot_of(tally, key);
    }
    *entry = (Entry){key, arena_alloc(tally->arena, tally->size)};
    return entry->record;
}

static int by_key(const void *left, const void *right) {
    const Entry *a = left, *b = right;
    if (a->key.high != b->key.high) return a->key.high < b->key.high ? -1 : 1;
    return a->key.low < b->key.low ? -1 : a->key.low > b->key.low;
}

void *tally_sorted(const Tally *tally, Arena *arena, size_t *count) {
    Entry *entries = ARENA_ARRAY(arena, Entry, tally->used);
    *count = 0;
    for (size_t i = 0; i < tally->slot_count; i++) {
        if (tally->slots[i].record) entries[(*count)++] = tally->slots[i];
    }
    if (*count) qsort(entries, *count, sizeof *entries, by_key);
    unsigned char *records = arena_alloc_array(arena, *count, tally->size);
    for (size_t i = 0; i < *count; i++) memcpy(records + i * tally->size, entries[i].record, tally->size);
    return records;
}
