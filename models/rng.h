/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rng.h - random draws that depend on nothing but seed, name and block: not on the order in which streams are made,
 * nor on threads. Generator: xoshiro256++ (D. Blackman & S. Vigna, 2019), seeded by splitmix64; shapes: GSL, which sees it
 * as 32 bits at a time, so that the draws are the same on every machine with the same GSL and libm. */
#ifndef MODELS_RNG_H
#define MODELS_RNG_H
#include "models/base/base.h"
#include "models/beta.h"

/* One stream; belongs to one thread at a time. */
typedef struct Rng Rng;

/* Returns a fresh stream in `arena`. Streams with another seed, name or block have nothing in common. */
Rng *rng_stream(uint64_t seed, Str name, uint64_t block, Arena *arena);

/* Returns 64 random bits. */
uint64_t rng_bits(Rng *rng);

/* Returns a uniform draw in (0, 1), of 2^52 values, none of them 0 or 1. */
double rng_uniform(Rng *rng);

/* Return a draw from the standard normal; from the gamma with `shape` > 0 and scale 1; from a beta; and the number of
 * wins among `count` >= 0 (below 2^32) with this rate in [0, 1]. */
double rng_normal(Rng *rng);
double rng_gamma(Rng *rng, double shape);
double rng_beta(Rng *rng, Beta beta);
long rng_binomial(Rng *rng, long count, double rate);

#endif
