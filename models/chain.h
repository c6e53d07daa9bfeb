/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chain.h - the product of independent rates along a chain of stages, each a beta: delivered to won. Pure, no
 * allocation. */
#ifndef MODELS_CHAIN_H
#define MODELS_CHAIN_H
#include "models/beta.h"
#include <stddef.h>

/* Return the exact mean and standard deviation of the product of `count` >= 1 rates. */
double chain_mean(const Beta *rates, size_t count);
double chain_sd(const Beta *rates, size_t count);

/* Returns P(product > x), x in (0, 1); absolute error below 1e-12 for parameters up to 1e6. The integral of
 * x^-s E[product^s] / s over a parabola through the saddle point, by the trapezoidal rule, which converges
 * exponentially there (H. E. Daniels, "Tail Probability Approximations", 1987; L. N. Trefethen & J. A. C. Weideman,
 * "The Exponentially Convergent Trapezoidal Rule", 2014). */
double chain_upper(const Beta *rates, size_t count, double x);

/* Returns the quantile at p in (1e-6, 1 - 1e-6); relative error below 1e-10. */
double chain_quantile(const Beta *rates, size_t count, double p);

#endif
