/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/base/arena.h"
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define OWN_BLOCK_EACH 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OWN_BLOCK_EACH 1
#endif
#endif
#ifndef OWN_BLOCK_EACH
#define OWN_BLOCK_EACH 0
#endif

enum { ALIGN = alignof(max_align_t), FIRST_BLOCK = 64 * 1024, LARGEST_STEP = 1024 * 1024 };

typedef struct Block {
    struct Block *older;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
} Block;

struct Arena {
    Block *newest;
    size_t held, step;
    void (*no_memory)(void);
};

Arena *arena_new(void (*no_memory)(void)) {
    Arena *arena = calloc(1, sizeof *arena);
    if (!arena) {
        no_memory();
        abort(); /* the handler must not return */
    }
    arena->no_memory = no_memory;
    arena->step = FIRST_BLOCK;
    return arena;
}

Arena *arena_new_beside(const Arena *arena) { return arena_new(arena->no_memory); }

void arena_clear(Arena *arena) {
    while (arena->newest) {
        Block *block = arena->newest;
        arena->newest = block->older;
        free(block);
    }
    arena->held = 0;
    arena->step = FIRST_BLOCK;
}

void arena_free(Arena *arena) {
    if (!arena) return;
    arena_clear(arena);
    free(arena);
}

static void out_of_memory(Arena *arena) {
    arena->no_memory();
    abort(); /* the handler must not return */
}

/* Blocks come from calloc, and a piece is given out once, so every piece is zero already. */
static Block *add_block(Arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) out_of_memory(arena);
    Block *block = calloc(1, sizeof *block + size);
    if (!block) out_of_memory(arena);
    block->size = size;
    arena->held += sizeof *block + size;
    return block;
}

void *arena_alloc(Arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) out_of_memory(arena);
    const size_t rounded = (size + ALIGN - 1) / ALIGN * ALIGN;
    Block *block = arena->newest;
    if (OWN_BLOCK_EACH || rounded > arena->step / 4) {
        /* A large piece gets a block of its own, behind the newest, which keeps its room for small ones. */
        Block *own = add_block(arena, OWN_BLOCK_EACH ? size : rounded);
        own->used = own->size;
        if (block) {
            own->older = block->older;
            block->older = own;
        } else {
            arena->newest = own;
        }
        return own->bytes;
    }
    if (!block || block->size - block->used < rounded) {
        block = add_block(arena, arena->step);
        if (arena->step < LARGEST_STEP) arena->step *= 2;
        block->older = arena->newest;
        arena->newest = block;
    }
    void *piece = block->bytes + block->used;
    block->used += rounded;
    return piece;
}

void *arena_alloc_array(Arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) out_of_memory(arena);
    return arena_alloc(arena, count * size);
}

void *arena_grow(Arena *arena, const void *old, size_t old_count, size_t new_count, size_t size) {
    void *grown = arena_alloc_array(arena, new_count, size);
    if (old_count) memcpy(grown, old, old_count * size);
    return grown;
}

size_t arena_held(const Arena *arena) { return arena->held; }
