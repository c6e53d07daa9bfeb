/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/survival.h"
#include "models/numerics.h"
#include <math.h>
#include <stdlib.h>

static int by_day(const void *left, const void *right) {
    const SurvivalStep *a = left, *b = right;
    return (a->day > b->day) - (a->day < b->day);
}

static int entry_by_day(const void *left, const void *right) {
    const SurvivalEntry *a = left, *b = right;
    return (a->day > b->day) - (a->day < b->day);
}

/* One step for each different day of exit, without the numbers at risk. */
static size_t merge_exits(SurvivalData data, SurvivalStep *steps) {
    for (size_t i = 0; i < data.exit_count; i++) {
        const SurvivalExit *exit = &data.exits[i];
        steps[i] = (SurvivalStep){exit->day, 0, exit->won, exit->lost, exit->open};
    }
    if (data.exit_count) qsort(steps, data.exit_count, sizeof *steps, by_day);
    size_t count = 0;
    for (size_t i = 0; i < data.exit_count; i++) {
        if (count && steps[count - 1].day == steps[i].day) {
            steps[count - 1].won += steps[i].won;
            steps[count - 1].lost += steps[i].lost;
            steps[count - 1].open += steps[i].open;
        } else steps[count++] = steps[i];
    }
    return count;
}

size_t survival_steps(SurvivalData data, Arena *arena, SurvivalStep **steps) {
    *steps = ARENA_ARRAY(arena, SurvivalStep, data.exit_count);
    const size_t count = merge_exits(data, *steps);
    SurvivalEntry *entries = ARENA_ARRAY(arena, SurvivalEntry, data.entry_count);
    for (size_t i = 0; i < data.entry_count; i++) entries[i] = data.entries[i];
    if (data.entry_count) qsort(entries, data.entry_count, sizeof *entries, entry_by_day);
    int64_t at_risk = 0;
    for (size_t i = 0, entered = 0; i < count; i++) {
        SurvivalStep *step = &(*steps)[i];
        for (; entered < data.entry_count && entries[entered].day <= step->day; entered++)
            at_risk += entries[entered].leads;
        step->at_risk = at_risk;
        at_risk -= step->won + step->lost + step->open;
    }
    return count;
}

void survival_km(const SurvivalStep *steps, size_t count, double level, SurvivalKm *out) {
    const double z = numerics_normal_quantile((1 + level) / 2);
    double share = 1, sum = 0; /* sum: of d / (n (n - d)), as Greenwood has it */
    for (size_t i = 0; i < count; i++) {
        const double at_risk = (double)steps[i].at_risk, left = at_risk - (double)steps[i].won;
        if (steps[i].won > 0) {
            share *= left / at_risk;
            sum += (double)steps[i].won / (at_risk * left);
        }
        const double spread = z * sqrt(sum) / fabs(log(share));
        const bool inside = share > 0 && share < 1;
        out[i] = (SurvivalKm){
            .share = share,
            .error = share > 0 ? share * sqrt(sum) : NAN,
            .low = inside ? pow(share, exp(spread)) : NAN,
            .high = inside ? pow(share, exp(-spread)) : NAN,
        };
    }
}

/* The share that has left for one cause, and its variance
 *   sum over s <= t of [I(t) - I(s)]^2 g(s) + h(s) - 2 [I(t) - I(s)] q(s)
 * with g = d / (n (n - d)), h = S^2 d1 (n - d1) / n^3, q = S d1 / n^2, carried on from step to step by moments of
 * the distances I(t) - I(s), so that no large sums are subtracted. */
typedef struct Cause {
    double share;
    double g, g_distance, g_square; /* sums of g, g x distance, g x distance^2 */
    double q, q_distance;
    double h;
} Cause;

static void cause_step(Cause *cause, double open, double at_risk, double all, double own) {
    const double rise = open * own / at_risk;
    cause->share += rise;
    cause->g_square += 2 * rise * cause->g_distance + rise * rise * cause->g;
    cause->g_distance += rise * cause->g;
    cause->q_distance += rise * cause->q;
    if (all < at_risk)
        cause->g += all / (at_risk * (at_risk - all)); /* else nothing is left that could rise */
    cause->q += open * own / (at_risk * at_risk);
    cause->h += open * open * own * (at_risk - own) / (at_risk * at_risk * at_risk);
}

static double cause_error(const Cause *cause) {
    return sqrt(fmax(cause->g_square + cause->h - 2 * cause->q_distance, 0));
}

void survival_aj(const SurvivalStep *steps, size_t count, SurvivalAj *out) {
    Cause won = {0}, lost = {0};
    double open = 1;
    for (size_t i = 0; i < count; i++) {
        const double at_risk = (double)steps[i].at_risk, all = (double)(steps[i].won + steps[i].lost);
        if (all > 0) {
            cause_step(&won, open, at_risk, all, (double)steps[i].won);
            cause_step(&lost, open, at_risk, all, (double)steps[i].lost);
            open *= (at_risk - all) / at_risk;
        }
        out[i] = (SurvivalAj){won.share, lost.share, open, cause_error(&won), cause_error(&lost)};
    }
}

long survival_step_at(const SurvivalStep *steps, size_t count, int32_t day) {
    size_t below = 0;
    while (below < count && steps[below].day <= day) below++;
    return (long)below - 1;
}

int64_t survival_at_risk(SurvivalData data, int32_t day) {
    int64_t at_risk = 0;
    for (size_t i = 0; i < data.entry_count; i++)
        if (data.entries[i].day <= day) at_risk += data.entries[i].leads;
    for (size_t i = 0; i < data.exit_count; i++)
        if (data.exits[i].day < day) at_risk -= data.exits[i].won + data.exits[i].lost + data.exits[i].open;
    return at_risk;
}
