/* SPDX-License-Identifier: GPL-3.0-or-later */
/* numerics.h - the small functions that every model of chance needs. Pure, no allocation. */
#ifndef MODELS_NUMERICS_H
#define MODELS_NUMERICS_H
#include <stddef.h>

/* Call once, before any model: from then on GSL answers with codes and NaN instead of ending the process. */
void numerics_start(void);

/* Returns ln Gamma(z) - [(z - 1/2) ln z - z + ln(2 pi)/2], the error of Stirling's formula, for z > 0;
 * absolute error about 1e-15. Abramowitz & Stegun 6.1.41 from z = 10. */
double numerics_stirling_error(double z);

/* Returns ln [Gamma(a + k) / Gamma(a)] for a > 0, k >= 0 (k need not be whole), with no cancellation however
 * large `a` is beside `k`. */
double numerics_log_rising(double a, double k);

/* Returns u - ln(1 + u) >= 0 for u > -1, without cancellation near 0; `one_plus_u` is 1 + u, for those who
 * know it better than the sum does. C. Loader, "Fast and Accurate Computation of Binomial Probabilities". */
double numerics_log_deviance(double u, double one_plus_u);

/* Returns the quantile of the standard normal, p in (0, 1). */
double numerics_normal_quantile(double p);

/* Stores the `count` nodes (rising) and weights of the Gauss-Legendre rule on [-1, 1]. */
void numerics_gauss_legendre(size_t count, double *nodes, double *weights);

#endif
