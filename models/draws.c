/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/draws.h"
#include "models/rng.h"
#include <math.h>

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

/* Brings the value of that rank in values[lo..hi] to its place, no greater one before it and no smaller one behind it.
 * C. A. R. Hoare, "Algorithm 65: FIND", CACM 4 (1961). */
static double find_rank(double *values, ptrdiff_t lo, ptrdiff_t hi, ptrdiff_t rank) {
    while (lo < hi) {
        const double pivot = values[lo + (hi - lo) / 2];
        ptrdiff_t i = lo, j = hi;
        while (i <= j) {
            while (values[i] < pivot) i++;
            while (values[j] > pivot) j--;
            if (i > j) break;
            const double held = values[i];
            values[i++] = values[j];
            values[j--] = held;
        }
        if (rank <= j) hi = j;
        else if (rank >= i) lo = i;
        else break;
    }
    return values[rank];
}

double draws_rank(double *sample, size_t count, size_t rank) {
    return find_rank(sample, 0, (ptrdiff_t)count - 1, (ptrdiff_t)rank);
}

Interval draws_interval(double *sample, size_t count) {
    const ptrdiff_t last = (ptrdiff_t)count - 1;
    const double n = (double)count;
    const ptrdiff_t low = (ptrdiff_t)ceil(.05 * n) - 1, middle = (ptrdiff_t)ceil(.5 * n) - 1,
                    high = (ptrdiff_t)ceil(.95 * n) - 1;
    double sum = 0;
    for (size_t d = 0; d < count; d++) sum += sample[d];
    Interval out = {.mean = sum / n, .p50 = find_rank(sample, 0, last, middle)};
    out.p05 = find_rank(sample, 0, middle, low);
    out.p95 = find_rank(sample, middle, last, high);
    if (isfinite(out.mean)) return out;
    return (Interval){.why = {"unbounded", STR("too few conversions for an upper bound")}};
}
