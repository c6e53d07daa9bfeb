/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/numerics.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#define HALF_LOG_TWO_PI 0.91893853320467274178

enum { STIRLING_FROM = 10 }; /* where the series below is good to 1e-15 */

void numerics_start(void) { gsl_set_error_handler_off(); }

static double stirling_series(double z) {
    const double v = 1 / (z * z);
    return (1.0 / 12 -
            v * (1.0 / 360 -
                 v * (1.0 / 1260 - v * (1.0 / 1680 - v * (1.0 / 1188 - v * (691.0 / 360360 - v / 156)))))) /
           z;
}

double numerics_stirling_error(double z) {
    if (z >= STIRLING_FROM) return stirling_series(z);
    int sign = 0; /* lgamma itself would write a global */
    return lgamma_r(z, &sign) - (z - .5) * log(z) + z - HALF_LOG_TWO_PI;
}

/* The powers of a + k are taken apart so that nothing large is subtracted from anything large. */
static double log_rising_large(double a, double k) {
    return (a - .5) * log1p(k / a) + k * (log(a + k) - 1) + stirling_series(a + k) - stirling_series(a);
}

double numerics_log_rising(double a, double k) {
    if (k <= 0) return 0;
    if (a >= STIRLING_FROM) return log_rising_large(a, k);
    double below = 1, above = 1; /* a (a + 1) ... and the same from a + k */
    for (; a < STIRLING_FROM; a++) {
        below *= a;
        above *= a + k;
    }
    return log_rising_large(a, k) + log(below / above);
}

double numerics_log_deviance(double u, double one_plus_u) {
    if (fabs(u) > .1) return u - log(one_plus_u);
    const double v = u / (2 + u), w = v * v; /* ln(1 + u) = 2 artanh v, and u - 2v = uv */
    double sum = 0;
    for (int i = 13; i >= 3; i -= 2) sum = sum * w + 1.0 / i;
    return u * v - 2 * v * w * sum;
}

double numerics_normal_quantile(double p) { return gsl_cdf_ugaussian_Pinv(p); }

/* Legendre's polynomial of degree `count` at x, and its derivative. */
static double legendre(size_t count, double x, double *slope) {
    double older = 1, value = x;
    for (size_t k = 2; k <= count; k++) {
        const double next = ((double)(2 * k - 1) * x * value - (double)(k - 1) * older) / (double)k;
        older = value;
        value = next;
    }
    *slope = (double)count * (x * value - older) / (x * x - 1);
    return value;
}

void numerics_gauss_legendre(size_t count, double *nodes, double *weights) {
    for (size_t i = 0; i < count; i++) {
        double x = -cos(M_PI * ((double)i + .75) / ((double)count + .5)), slope = 0;
        for (int round = 0; round < 6; round++) x -= legendre(count, x, &slope) / slope;
        legendre(count, x, &slope);
        nodes[i] = x;
        weights[i] = 2 / ((1 - x * x) * slope * slope);
    }
}
