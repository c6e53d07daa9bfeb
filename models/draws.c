/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/draws.h"
#include "models/rng.h"
#include <math.h>
#include <stdlib.h>

Draws draws_make(const AssumptionSet *set, uint64_t seed, size_t count, Arena *arena) {
    Draws draws = {.count = count, .seed = seed, .base = ledger_values(set)};
    for (int i = 0; i < ASSUMPTION_COUNT; i++) {
        if (set->of[i].known && set->of[i].low != set->of[i].high)
            draws.varied[draws.varied_count++] = (AssumptionId)i;
    }
    Decimal *values = ARENA_ARRAY(arena, Decimal, draws.varied_count * count);
    for (size_t k = 0; k < draws.varied_count; k++) {
        const AssumptionId id = draws.varied[k];
        const SpreadTable *table = spread_table(assumption_spread(&set->of[id]), arena);
        Rng *rng = rng_stream(seed, str_from(ASSUMPTIONS[id].key), 0, arena);
        for (size_t d = 0; d < count; d++) {
            values[d * draws.varied_count + k] =
                (Decimal)llround(spread_at(table, rng_uniform(rng)) * (double)DECIMAL_ONE);
        }
    }
    draws.varied_values = values;
    return draws;
}

Values draws_values(const Draws *draws, size_t d) {
    Values values = draws->base;
    for (size_t k = 0; k < draws->varied_count; k++) {
        values.of[draws->varied[k]] = draws->varied_values[d * draws->varied_count + k];
    }
    return values;
}

static int by_value(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

Interval draws_interval(double *sample, size_t count) {
    double sum = 0;
    for (size_t d = 0; d < count; d++) sum += sample[d];
    qsort(sample, count, sizeof *sample, by_value);
    const double n = (double)count;
    const Interval out = {.mean = sum / n,
                          .p05 = sample[(size_t)ceil(.05 * n) - 1],
                          .p50 = sample[(size_t)ceil(.5 * n) - 1],
                          .p95 = sample[(size_t)ceil(.95 * n) - 1]};
    if (isfinite(out.mean)) return out;
    return (Interval){.why = {"unbounded", STR("too few conversions for an upper bound")}};
}
