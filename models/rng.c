/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/rng.h"
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

struct Rng {
    uint64_t state[4];
    gsl_rng gsl; /* sees `state` */
};

static uint64_t rotate(uint64_t bits, int by) { return bits << by | bits >> (64 - by); }

/* The finaliser of splitmix64. */
static uint64_t mix(uint64_t bits) {
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9u;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebu;
    return bits ^ (bits >> 31);
}

static uint64_t next_bits(uint64_t *s) {
    const uint64_t result = rotate(s[0] + s[3], 23) + s[0], shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 45);
    return result;
}

static void gsl_set(void *state, unsigned long seed) { /* never called: streams are seeded by rng_stream */
    (void)state;
    (void)seed;
}

static unsigned long gsl_get(void *state) { return (unsigned long)(next_bits(state) >> 32); }

static double gsl_get_double(void *state) { return (double)(next_bits(state) >> 11) * 0x1p-53; }

static const gsl_rng_type TYPE = {
    .name = "xoshiro256++",
    .max = 0xffffffffu,
    .min = 0,
    .size = sizeof((Rng *)0)->state,
    .set = gsl_set,
    .get = gsl_get,
    .get_double = gsl_get_double,
};

Rng *rng_stream(uint64_t seed, Str name, uint64_t block, Arena *arena) {
    const uint64_t golden = 0x9e3779b97f4a7c15u; /* splitmix64's step */
    uint64_t start = mix(mix(mix(seed + golden) ^ str_hash(name)) ^ block);
    Rng *rng = ARENA_NEW(arena, Rng);
    for (int i = 0; i < 4; i++) rng->state[i] = mix(start += golden);
    rng->gsl = (gsl_rng){.type = &TYPE, .state = rng->state};
    return rng;
}

uint64_t rng_bits(Rng *rng) { return next_bits(rng->state); }

double rng_uniform(Rng *rng) { return ((double)(next_bits(rng->state) >> 12) + .5) * 0x1p-52; }

double rng_normal(Rng *rng) { return gsl_ran_gaussian_ziggurat(&rng->gsl, 1); }

double rng_gamma(Rng *rng, double shape) { return gsl_ran_gamma(&rng->gsl, shape, 1); }

double rng_beta(Rng *rng, Beta beta) { return gsl_ran_beta(&rng->gsl, beta.alpha, beta.beta); }

long rng_binomial(Rng *rng, long count, double rate) {
    return (long)gsl_ran_binomial(&rng->gsl, rate, (unsigned int)count);
}
