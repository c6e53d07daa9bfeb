/* SPDX-License-Identifier: GPL-3.0-or-later */
/* maturity.h - what the rates will be once the open leads have had their time: pooled rates that share one lag curve
 * F, in which a lead of age a counts as F(a + 1) of a mature lead. F is not plugged in but averaged over: three
 * families, five by five Gauss-Hermite nodes each around the mode of its posterior. At a node vendor v has
 *   n = max(k, sum N F)   mature-equivalent leads          phi = sum N F^2 / sum N F
 *   s = (1 - c^) / (1 - c^ phi), c^ = min((k + 1/2) / (n + 1), .98)
 * and pooling.h on s k of s n gives its rate c, collapsed to one beta: s restores the variance that a binomial of real
 * leads has. With a log that begins late F(a + 1) is what was to be seen of it (cure.h): F(a+1) - F(e), and, where the
 * leads closed before it are absent, over D = 1 - c F(e) - (1-c) rho G(e), s then times the mean of
 * [(1 - rho G(e)) / D]^2, so that n / s is still the information on c. Lost leads have not converted at their age.
 * Pure; memory from the arena; deterministic. */
#ifndef MODELS_MATURITY_H
#define MODELS_MATURITY_H
#include "models/cure.h"
#include "models/figure.h"
#include "models/pooling.h"

enum { MATURITY_CONVERSIONS_LEAST = 5, MATURITY_HORIZON = 180 };

/* One lag curve that may be, and what the rates c are if it is. */
typedef struct MaturityNode {
    double weight, cumulative; /* > 0; the weights so far, this one included; the last is 1 */
    Lag lag;
    const Beta *rates;   /* one a vendor */
    const Trial *trials; /* s n and s k, one a vendor */
    Pooling pooling;     /* of the trials: what the vendors have in common */
} MaturityNode;

typedef struct Maturity {
    Why refused; /* why there is no correction: then there are no nodes */
    const MaturityNode *nodes;
    size_t node_count; /* at most 75; nodes of no weight are left out */
    size_t vendor_count;
    double family_weight[LAG_FAMILIES];
    CureLoss loss;            /* used for leads that are absent; share 0 otherwise */
    const double *equivalent; /* a vendor's leads counted as mature ones, the mean over the nodes */
    const double *entered, *won;
    int32_t oldest;  /* age of the oldest lead, days; -1: none has a date */
    int32_t longest; /* greatest lag seen; beyond it is extrapolation */
    int32_t horizon; /* of the headline rate: the days asked for, at most `oldest` */
    double lag_seen; /* share of the lags that end within the age of the oldest lead */
    bool young;      /* lag_seen < 1/4: show the rate within `oldest` days only */
} Maturity;

/* Stores in `out` what `data` say. Refused without dates, without conversions, with fewer than five of a known day,
 * or where no lead is old enough to have seen any of the lag. Fails with ERR_DATA where the counts contradict each
 * other. A fit of 6 vendors takes about 0.1 s. */
Status maturity_fit(const MaturityData *data, int32_t horizon, Arena *arena, Arena *scratch, Maturity *out,
                    Err *err);

/* Returns a vendor's rate within `days` of entry (INFINITY: ever), with the central interval at `level` in (0, 1);
 * not of a refused fit. Relative error of quantiles 1e-9 for what the nodes imply. */
Rate maturity_rate(const Maturity *maturity, size_t vendor, double days, double level, Arena *scratch);

/* Returns how many of a vendor's open leads are expected to convert within `days` of their entry (INFINITY: ever),
 * after the as-of date; `loss` says who of them is lost (share 0: not known to be). Not of a refused fit. */
double maturity_open_wins(const Maturity *maturity, const MaturityData *data, size_t vendor, CureLoss loss,
                          double days);

/* Returns the losses of `data` as the likelihood has them, with F of the heaviest family; share 0 where none is
 * recorded. */
CureLoss maturity_losses(const Maturity *maturity, const MaturityData *data, Arena *scratch);

/* Returns the node at u in [0, 1) of the cumulated weights: for drawing one. */
size_t maturity_node_at(const Maturity *maturity, double u);

#endif
