/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str.h - text as a slice: where it begins and how long it is. Bytes are UTF-8; no final NUL is promised
 * unless a function says so. A slice does not own its bytes. */
#ifndef MODELS_BASE_STR_H
#define MODELS_BASE_STR_H
#include "models/base/arena.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Str {
    const char *at;
    size_t len;
} Str;

/* A literal as a slice, and how printf prints one: printf("%.*s", STR_ARGS(s)). */
#define STR(literal)    ((Str){(literal), sizeof(literal) - 1})
#define STR_ARGS(slice) (int)(slice).len, (slice).at

/* Returns the slice of a NUL-terminated text (NULL: the empty slice). */
Str str_from(const char *text);

/* Returns a copy of `text` in `arena`, followed by a NUL that is not part of it. */
Str str_copy(Arena *arena, Str text);

/* Returns the formatted text, in `arena`, followed by a NUL that is not part of it. */
Str str_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says whether the two are the same bytes. */
bool str_equal(Str a, Str b);

/* Says whether the two are the same but for the case of ASCII letters. */
bool str_equal_nocase(Str a, Str b);

/* Says whether `text` begins (ends) with these bytes. */
bool str_starts(Str text, Str start);
bool str_ends(Str text, Str end);

/* Compares bytewise; returns < 0, 0 or > 0. */
int str_compare(Str a, Str b);

/* Returns `text` without blanks (space, tab, CR, LF, no-break space) at its two ends. */
Str str_trim(Str text);

/* Cuts what stands before the next `separator` off `*rest` and returns it; `*rest` then begins behind the
 * separator. Returns false, with `*part` untouched, when `rest->at` is NULL, which it becomes after the last. */
bool str_split(Str *rest, char separator, Str *part);

/* Says whether `text` matches `pattern`, in which `*` stands for any bytes, `?` for one; blind to ASCII case. */
bool str_matches(Str text, Str pattern);

/* Returns how many letters must be changed, added or dropped to make one text of the other (Levenshtein);
 * SIZE_MAX where one is longer than 64 bytes. For "did you mean". */
size_t str_distance(Str a, Str b);

/* Returns a 64-bit hash of the bytes, the same on every machine (FNV-1a, finalised). */
uint64_t str_hash(Str text);

#endif
