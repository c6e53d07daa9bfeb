/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure.h - a number, or the reason why there is none. What cannot be known is never 0. */
#ifndef MODELS_FIGURE_H
#define MODELS_FIGURE_H
#include "models/base/base.h"

/* code: a short word for programs ("no_contract"), NULL where the number is known; text: one sentence. */
typedef struct Why {
    const char *code;
    Str text;
} Why;

typedef struct Figure {
    double value; /* read only where why.code is NULL */
    Why why;
} Figure;

/* A distribution in four numbers; read only where why.code is NULL. */
typedef struct Interval {
    double mean, p05, p50, p95;
    Why why;
} Interval;

/* Say whether the number is known. */
static inline bool why_is_known(Why why) { return why.code == NULL; }
static inline bool figure_is_known(Figure figure) { return figure.why.code == NULL; }
static inline bool interval_is_known(Interval interval) { return interval.why.code == NULL; }

/* Return a number that is known, and one that is not, with the reason. */
static inline Figure figure_of(double value) { return (Figure){value, {NULL, {NULL, 0}}}; }
static inline Figure figure_unknown(Why why) { return (Figure){0, why}; }

/* Returns the first of the two that is a reason. */
static inline Why why_first(Why a, Why b) { return a.code ? a : b; }

#endif
