/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/optimum.h"
#include <math.h>

enum { ROUNDS_MOST = 80, DAMPINGS_MOST = 40, POLISH_ROUNDS = 4 };
#define REACH     1e-3  /* of the differences */
#define STEP_MOST 1.5   /* in any of the numbers */
#define ENOUGH    1e-10 /* rise that is still expected, when polishing begins */
#define EXACT     1e-16 /* and when it ends */

typedef struct Search {
    OptimumValue *value;
    void *context;
    size_t count;
} Search;

static double value_beside(const Search *search, const double *x, size_t i, double by, size_t j,
                           double and_by) {
    double at[OPTIMUM_MOST];
    for (size_t k = 0; k < search->count; k++) at[k] = x[k];
    at[i] += by;
    at[j] += and_by;
    return search->value(search->context, at);
}

/* Stores the slope at `found` and, in `found`, how it bends, by differences over two points in each direction. */
static void measure(const Search *search, Optimum *found, double *slope) {
    for (size_t i = 0; i < search->count; i++) {
        const double up = value_beside(search, found->x, i, REACH, i, 0);
        const double down = value_beside(search, found->x, i, -REACH, i, 0);
        slope[i] = (up - down) / (2 * REACH);
        found->bend[i][i] = (2 * found->value - up - down) / (REACH * REACH);
        for (size_t j = 0; j < i; j++) {
            const double even = value_beside(search, found->x, i, REACH, j, REACH) +
                                value_beside(search, found->x, i, -REACH, j, -REACH);
            const double odd = value_beside(search, found->x, i, REACH, j, -REACH) +
                               value_beside(search, found->x, i, -REACH, j, REACH);
            found->bend[i][j] = found->bend[j][i] = (odd - even) / (4 * REACH * REACH);
        }
    }
}

/* The slope alone, over four points in each direction: its error falls with the fourth power of the reach. */
static void measure_slope(const Search *search, const double *x, double *slope) {
    const double reach = 3 * REACH;
    for (size_t i = 0; i < search->count; i++) {
        const double near =
            value_beside(search, x, i, reach, i, 0) - value_beside(search, x, i, -reach, i, 0);
        const double far =
            value_beside(search, x, i, reach, i, reach) - value_beside(search, x, i, -reach, i, -reach);
        slope[i] = (8 * near - far) / (12 * reach);
    }
}

/* Solves (bend + damping x its diagonal) step = slope by Cholesky's method. Returns false where that matrix is not
 * positive definite. */
static bool solve(const Optimum *found, size_t count, double damping, const double *slope, double *step) {
    double root[OPTIMUM_MOST][OPTIMUM_MOST];
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j <= i; j++) {
            double sum = found->bend[i][j] + (i == j ? damping * (fabs(found->bend[i][i]) + 1e-3) : 0);
            for (size_t k = 0; k < j; k++) sum -= root[i][k] * root[j][k];
            if (i == j && !(sum > 0)) return false;
            root[i][j] = i == j ? sqrt(sum) : sum / root[j][j];
        }
    }
    for (size_t i = 0; i < count; i++) {
        step[i] = slope[i];
        for (size_t k = 0; k < i; k++) step[i] -= root[i][k] * step[k];
        step[i] /= root[i][i];
    }
    for (size_t i = count; i-- > 0;) {
        for (size_t k = i + 1; k < count; k++) step[i] -= root[k][i] * step[k];
        step[i] /= root[i][i];
    }
    return true;
}

static double longest(const double *step, size_t count) {
    double most = 0;
    for (size_t i = 0; i < count; i++) most = fmax(most, fabs(step[i]));
    return most;
}

/* The rise that the parabola of this slope and step promises. */
static double promise(const double *slope, const double *step, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += slope[i] * step[i];
    return sum / 2;
}

/* Takes one step up. Returns false where none is found. */
static bool climb(const Search *search, Optimum *found, const double *slope, double *damping) {
    for (int i = 0; i < DAMPINGS_MOST; i++) {
        double step[OPTIMUM_MOST];
        Optimum next = *found;
        if (solve(found, search->count, *damping, slope, step) && longest(step, search->count) <= STEP_MOST) {
            for (size_t k = 0; k < search->count; k++) next.x[k] += step[k];
            next.value = search->value(search->context, next.x);
            if (next.value > found->value) {
                *found = next;
                *damping = *damping > 1e-3 ? *damping / 10 : 0;
                return true;
            }
        }
        *damping = fmax(1e-3, *damping * 4);
    }
    return false;
}

/* Newton's method on the better slope, with the bend as it is. */
static void polish(const Search *search, Optimum *found) {
    for (int i = 0; i < POLISH_ROUNDS && !found->converged; i++) {
        double slope[OPTIMUM_MOST] = {0}, step[OPTIMUM_MOST];
        measure_slope(search, found->x, slope);
        if (!solve(found, search->count, 0, slope, step) || longest(step, search->count) > STEP_MOST) return;
        for (size_t k = 0; k < search->count; k++) found->x[k] += step[k];
        found->converged = promise(slope, step, search->count) < EXACT;
    }
    found->value = search->value(search->context, found->x);
}

Optimum optimum_find(OptimumValue *value, void *context, size_t count, const double *start) {
    const Search search = {value, context, count};
    Optimum found = {.value = value(context, start)};
    for (size_t i = 0; i < count; i++) found.x[i] = start[i];
    double damping = 0;
    for (int i = 0; i < ROUNDS_MOST; i++) {
        double slope[OPTIMUM_MOST] = {0}, step[OPTIMUM_MOST];
        measure(&search, &found, slope);
        if (solve(&found, count, 0, slope, step) && promise(slope, step, count) < ENOUGH) {
            polish(&search, &found);
            break;
        }
        if (!climb(&search, &found, slope, &damping)) break;
    }
    return found;
}
