/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mixture.h - a rate that follows one of several betas, each with its weight: what is left of a belief after
 * nuisance parameters have been integrated over a grid. Pure, no allocation. */
#ifndef MODELS_MIXTURE_H
#define MODELS_MIXTURE_H
#include "models/beta.h"
#include <stddef.h>

typedef struct MixturePart {
    double weight; /* > 0; those of a mixture sum to 1 */
    Beta beta;
} MixturePart;

typedef struct Mixture {
    const MixturePart *parts;
    size_t count; /* >= 1 */
} Mixture;

/* Return the mean and the standard deviation. */
double mixture_mean(Mixture mixture);
double mixture_sd(Mixture mixture);

/* Returns the tails at a point, as `beta_tails` does. */
BetaTails mixture_tails(Mixture mixture, BetaPoint at);

/* Returns where the lower tail is p in [0, 1]; relative error below 1e-9 for what the parts imply. What is below
 * 1e-300 comes as 0. */
double mixture_quantile(Mixture mixture, double p);

/* Returns the one beta of the same mean and variance. */
Beta mixture_collapse(Mixture mixture);

#endif
