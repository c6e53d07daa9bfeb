/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/rate_draws.h"
#include "models/rng.h"

static Rng *shared_stream(const RateDrawsOf *of, Arena *arena) {
    return rng_stream(of->seed, str_format(arena, "lag of %.*s", STR_ARGS(of->transition)), 0, arena);
}

static Rng *vendor_stream(const RateDrawsOf *of, size_t vendor, Arena *arena) {
    return rng_stream(
        of->seed,
        str_format(arena, "rate of %.*s: %.*s", STR_ARGS(of->transition), STR_ARGS(of->vendors[vendor])), 0,
        arena);
}

RateDraws rate_draws_of_maturity(const Maturity *maturity, const RateDrawsOf *of, Arena *arena) {
    uint8_t *node = ARENA_ARRAY(arena, uint8_t, of->draws);
    const PoolingNode **common = ARENA_ARRAY(arena, const PoolingNode *, of->draws);
    double *rate = ARENA_ARRAY(arena, double, of->vendor_count * of->draws);
    Rng *shared = shared_stream(of, arena);
    for (size_t d = 0; d < of->draws; d++) {
        node[d] = (uint8_t)maturity_node_at(maturity, rng_uniform(shared));
        common[d] = pooling_node_at(&maturity->nodes[node[d]].pooling, rng_uniform(shared));
    }
    for (size_t v = 0; v < of->vendor_count; v++) {
        Rng *rng = vendor_stream(of, v, arena);
        for (size_t d = 0; d < of->draws; d++) {
            const Trial trial = maturity->nodes[node[d]].trials[v];
            const Beta prior = common[d]->prior;
            rate[v * of->draws + d] =
                rng_beta(rng, (Beta){prior.alpha + trial.won, prior.beta + trial.seen - trial.won});
        }
    }
    return (RateDraws){of->draws, node, rate};
}

static uint8_t node_at(const PipelineStep *step, double u) {
    size_t node = 0;
    for (; node + 1 < step->node_count && u >= step->weights[node]; node++) u -= step->weights[node];
    return (uint8_t)node;
}

RateDraws rate_draws_of_betas(const PipelineStep *step, const Beta *const *rates, const RateDrawsOf *of,
                              Arena *arena) {
    uint8_t *node = ARENA_ARRAY(arena, uint8_t, of->draws);
    double *rate = ARENA_ARRAY(arena, double, of->vendor_count * of->draws);
    Rng *shared = shared_stream(of, arena);
    for (size_t d = 0; d < of->draws; d++) node[d] = node_at(step, rng_uniform(shared));
    for (size_t v = 0; v < of->vendor_count; v++) {
        Rng *rng = vendor_stream(of, v, arena);
        for (size_t d = 0; d < of->draws; d++) rate[v * of->draws + d] = rng_beta(rng, rates[v][node[d]]);
    }
    return (RateDraws){of->draws, node, rate};
}
