/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rate_draws.h - draws of the rates of one transition, jointly for all vendors: draw by draw one lag curve, one node of
 * what the vendors have in common, one rate a vendor. Whatever needs rates takes the same draws, so that a vendor that
 * is cheap in a draw is also full of wins in it. Streams depend on seed, transition and vendor's name only: another
 * vendor more or less, or another scenario, moves no draw of the others. Pure; memory from the arena. */
#ifndef MODELS_RATE_DRAWS_H
#define MODELS_RATE_DRAWS_H
#include "models/maturity.h"
#include "models/pipeline.h"

/* Whose rates, of what, and how many draws. */
typedef struct RateDrawsOf {
    Str transition; /* a name of its own, as "sql>opportunity" */
    const Str *vendors;
    size_t vendor_count;
    uint64_t seed;
    size_t draws; /* >= 1 */
} RateDrawsOf;

typedef struct RateDraws {
    size_t draws;
    const uint8_t *node; /* [draw]: which lag curve */
    const double *rate;  /* [vendor * draws + draw]: the chance c that a lead ever converts, in [0, 1] */
} RateDraws;

/* Returns draws from a maturity that was not refused. */
RateDraws rate_draws_of_maturity(const Maturity *maturity, const RateDrawsOf *of, Arena *arena);

/* Returns draws where the vendors are independent given the lag curve: `rates` has for each vendor one beta a node
 * of `step`, which has at most 255. */
RateDraws rate_draws_of_betas(const PipelineStep *step, const Beta *const *rates, const RateDrawsOf *of,
                              Arena *arena);

#endif
