/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spelling.h - names of vendors that are probably one vendor, written in two ways. Pure. Nothing is ever merged by it: who
 * knows the vendors decides. */
#ifndef MODELS_SPELLING_H
#define MODELS_SPELLING_H
#include "models/base/base.h"

/* Says whether the two names look alike: the same letters and digits but for case, punctuation and what stands behind the
 * name (Ltd, Inc, GmbH ..., words in brackets); one is the other with words like Data or Media behind it; or they differ
 * in one letter of at least five, in two of at least eight that begin alike. Names with different digits are never
 * alike, nor are two that are the same bytes. */
bool spelling_alike(Str a, Str b);

/* A line of an aliases table that may be missing. */
typedef struct SpellingPair {
    Str raw, vendor;
} SpellingPair;

/* One name, and how much speaks for it: of two that are alike the one with more weight is the vendor. */
typedef struct SpellingName {
    Str name;
    int64_t weight;
} SpellingName;

/* Stores in `out` a line for each of the `count` names that looks like one with more weight (of equal weights: the first),
 * in the order of the names, and returns how many. Of more than 1,000 names nothing is said. */
size_t spelling_find_pairs(const SpellingName *names, size_t count, Arena *arena, SpellingPair **out);

#endif
