/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deal.h - what a win is worth: deal sizes X are lognormal with one log sd for all vendors and log means that are
 * partially pooled, and count as min(X, cap), so that one huge deal does not crown a vendor. Amounts are in major
 * units of one currency. Pure, no allocation. */
#ifndef MODELS_DEAL_H
#define MODELS_DEAL_H
#include "models/rng.h"

/* ln X ~ N(log_mean, log_sd^2), log_mean itself ~ N(log_mean, log_mean_sd^2). */
typedef struct Deal {
    double log_mean, log_mean_sd, log_sd;
    double cap; /* > 0, INFINITY: none */
} Deal;

/* What was seen of a vendor's deals: how many with a size, the sum of ln size and of its square. */
typedef struct DealSample {
    double count, log_sum, log_square_sum;
} DealSample;

enum { DEALS_LEAST = 5 };

/* Stores one belief a vendor in `out`: mu_v ~ N(m, tau^2), m flat, tau ~ U(0, 2 sigma) integrated over a grid, sigma
 * the pooled sd within vendors; a vendor without deals has what the others have in common. Returns false, with `out`
 * untouched, with fewer than five deals in all or where all sizes are the same. A. Gelman et al., "Bayesian Data
 * Analysis", 3rd ed., 5.4. */
bool deal_fit(const DealSample *samples, size_t count, double cap, Deal *out);

/* Returns E[min(X, cap)], the uncertainty about the log mean included. */
double deal_mean(Deal deal);

/* Returns the sum of `count` >= 0 deal sizes with this log mean, which the caller has drawn; of more than 60 deals the
 * sum is drawn as a gamma of the same mean and variance. */
double deal_draw_sum(Deal deal, double log_mean, long count, Rng *rng);

#endif
