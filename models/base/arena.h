/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena.h - memory that is given out piece by piece and taken back all at once.
 * Nothing got from an arena is freed by itself. An arena belongs to one thread at a time. Where memory runs
 * out, the handler given to `arena_new` is called and must not return, so no caller ever sees NULL.
 * Built with the address sanitizer, each piece is a malloc of its own, so that an overrun is seen. */
#ifndef MODELS_BASE_ARENA_H
#define MODELS_BASE_ARENA_H
#include <stddef.h>

typedef struct Arena Arena;

/* Returns an empty arena. `no_memory` says so to the user and ends the process. */
Arena *arena_new(void (*no_memory)(void));

/* Returns an empty arena that answers to the same handler as `arena`. */
Arena *arena_new_beside(const Arena *arena);

/* Takes back everything that `arena` gave out, and the arena itself. NULL is nothing to free. */
void arena_free(Arena *arena);

/* Takes back everything that `arena` gave out; the arena can be used again. */
void arena_clear(Arena *arena);

/* Returns `size` zeroed bytes (`size` 0: a pointer that must not be read), aligned for any type. */
void *arena_alloc(Arena *arena, size_t size);

/* Returns `count` x `size` zeroed bytes; a product that does not fit in memory counts as out of memory. */
void *arena_alloc_array(Arena *arena, size_t count, size_t size);

/* Returns a block of `new_count` x `size` bytes that begins with the first `old_count` elements of `old`;
 * the rest is zero. The old block stays where it is until the arena goes. */
void *arena_grow(Arena *arena, const void *old, size_t old_count, size_t new_count, size_t size);

/* Returns how many bytes `arena` holds from the system. */
size_t arena_held(const Arena *arena);

#define ARENA_NEW(arena, Type)          ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_alloc_array((arena), (count), sizeof(Type)))

/* Makes room for one more element in a list kept as pointer, count and room; `list` is evaluated often. */
#define ARENA_RESERVE(arena, items, count, room)                                      \
    do {                                                                              \
        if ((count) == (room)) {                                                      \
            (room) = (room) ? 2 * (room) : 8;                                         \
            (items) = arena_grow((arena), (items), (count), (room), sizeof *(items)); \
        }                                                                             \
    } while (0)

#endif
