/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decision.h - which vendor gives a conversion most cheaply, where the cost per lead is known, and what choosing
 * another one loses. Jointly: given a node of the pooling the vendors are independent; over all nodes they are
 * not, and treating them so moves P(best) by up to .1. Pure; `arena` is scratch. Absolute errors, measured: 1e-7 of
 * probabilities, ranks and losses. */
#ifndef MODELS_DECISION_H
#define MODELS_DECISION_H
#include "models/pooling.h"

typedef struct DecisionVendor {
    Trial trial;
    double cost; /* money per lead, > 0 */
} DecisionVendor;

/* Where a vendor stands; "SQL" is whatever the trial counts as won. */
typedef struct Standing {
    double p_cheapest; /* P(its cost per SQL is the least); those of all vendors sum to 1 */
    double rank;       /* expected, 1 = cheapest */
    double
        loss_sqls_per_1000; /* SQLs that 1,000 of money buys less than with the best: 1000 E[max p/c - p_v/c_v] */
    double
        loss_money_per_sql; /* E[c_v/p_v - min c/p]; infinite without a conversion, ruled by the left tail with
                                   one: shown, never decided on */
} Standing;

/* Stores in `out` where each of `count` vendors stands. The vendors are those that were fitted, in any order (one of
 * whom nothing is known has a trial of 0). Fails with ERR_DATA on a cost that is not positive and finite. */
Status decision_rank(const Pooling *pooling, const DecisionVendor *vendors, size_t count, Arena *arena,
                     Standing *out, Err *err);

#endif
