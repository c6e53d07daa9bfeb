/* SPDX-License-Identifier: GPL-3.0-or-later */
/* optimum.h - the maximum of a smooth function of a few numbers, and how sharp it is. The numbers should be scaled
 * so that a step of 1 is a large one (logarithms are). Pure, no allocation. */
#ifndef MODELS_OPTIMUM_H
#define MODELS_OPTIMUM_H
#include <stdbool.h>
#include <stddef.h>

enum { OPTIMUM_MOST = 5 };

/* Returns the value at `x`; -INFINITY where there is none. */
typedef double OptimumValue(void *context, const double *x);

typedef struct Optimum {
    double x[OPTIMUM_MOST], value;
    double bend[OPTIMUM_MOST][OPTIMUM_MOST]; /* minus the second derivatives there */
    bool converged;                          /* x within about 1e-8 standard errors of where the slope is 0 */
} Optimum;

/* Returns the maximum that is reached from `start` (`count` numbers, at most OPTIMUM_MOST, with a finite value).
 * Newton's method with Levenberg's damping on central differences; where it cannot climb any further it stops, not
 * converged. */
Optimum optimum_find(OptimumValue *value, void *context, size_t count, const double *start);

#endif
