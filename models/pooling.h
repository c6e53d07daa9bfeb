/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pooling.h - rates of vendors that learn from each other: the hierarchical beta-binomial
 *   k_v ~ Binomial(n_v, p_v),  p_v ~ Beta(mu kappa, (1 - mu) kappa),  mu ~ U(0, 1),  (kappa + 1)^(-1/2) = tau ~ U(0, 1/2)
 * with (mu, tau) integrated by deterministic quadrature, not estimated and plugged in. A vendor's posterior is
 * then a mixture of betas, one a node. Pure; memory from the arena. Relative errors, measured: means 2e-7,
 * quantiles above 1e-6 5e-6. The order of the vendors changes nothing, not even the last bit. */
#ifndef MODELS_POOLING_H
#define MODELS_POOLING_H
#include "models/base/base.h"
#include "models/mixture.h"

/* What was seen of one vendor; need not be whole (mature-equivalent leads). 0 <= won <= seen. */
typedef struct Trial {
    double seen, won;
} Trial;

/* One node: all vendors' rates come from `prior` with probability `weight`. */
typedef struct PoolingNode {
    double weight, cumulative; /* > 0; the weights so far, this one included; the last is 1 */
    double mu, tau;
    Beta prior;
} PoolingNode;

/* Nodes stand in rows of equal tau, within a row by rising mu. */
typedef struct PoolingRow {
    size_t first, count;
} PoolingRow;

typedef struct Pooling {
    const PoolingNode *nodes;
    size_t node_count; /* typically 300 to 1,000 */
    const PoolingRow *rows;
    size_t row_count; /* at most 32 */
} Pooling;

/* What the vendors have in common: where their rates lie, and how far apart (tau^2 is the share of mu (1 - mu)
 * that lies between vendors). */
typedef struct Portfolio {
    double mu_mean, mu_sd, tau_mean, tau_sd;
} Portfolio;

/* One vendor's posterior in figures. */
typedef struct Rate {
    double mean, sd;
    double low, median, high; /* low and high bound a central interval */
    double own_share; /* of the mean, what the vendor's own leads speak for, in [0, 1]: E[n / (n + kappa)] */
} Rate;

/* Stores in `out` what `count` trials (0: none) say about the portfolio. A vendor without leads is a trial of 0:
 * it has the portfolio's prior, and the grid becomes fine enough for it. Fails with ERR_DATA on a trial with won
 * outside 0..seen or not finite. */
Status pooling_fit(const Trial *trials, size_t count, Arena *arena, Pooling *out, Err *err);

/* The same on another grid, for what depends on several vendors at once: which is best, by how much, and what they
 * have in common. It has more nodes in tau, where such things change quickly, and in mu only those that mu
 * needs: too few for one vendor's quantiles. */
Status pooling_fit_jointly(const Trial *trials, size_t count, Arena *arena, Pooling *out, Err *err);

/* Returns what they have in common; `joint` comes from `pooling_fit_jointly`. */
Portfolio pooling_portfolio(const Pooling *joint);

/* Returns the posterior of the vendor with this trial, which was one of those fitted (or is {0, 0}: a vendor of
 * whom nothing is known). */
Mixture pooling_posterior(const Pooling *pooling, Trial trial, Arena *arena);

/* Returns it in figures, with the central interval at `level` in (0, 1); `arena` is scratch. */
Rate pooling_rate(const Pooling *pooling, Trial trial, double level, Arena *arena);

/* Returns the one beta of the posterior's mean and variance. */
Beta pooling_collapse(const Pooling *pooling, Trial trial);

/* Returns the share of the vendor's mean that its own leads speak for. */
double pooling_own_share(const Pooling *pooling, Trial trial);

/* Returns the posterior of a vendor with this trial where the node is the true one. */
Beta pooling_posterior_at(const PoolingNode *node, Trial trial);

/* Returns the node at u in [0, 1) of the cumulated weights: for drawing one. */
const PoolingNode *pooling_node_at(const Pooling *pooling, double u);

#endif
