/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/decision.h"
#include "models/contest.h"
#include <math.h>

/* One row of nodes (equal tau, rising mu) is one contest. */
static void add_row(const Pooling *pooling, PoolingRow row, const DecisionVendor *vendors, Contest *contest,
                    ContestSpace *space, Arena *arena, ContestScore *scores) {
    const size_t count = contest->rivals;
    Beta *betas = ARENA_ARRAY(arena, Beta, row.count * count);
    double *weights = ARENA_ARRAY(arena, double, row.count);
    for (size_t i = 0; i < row.count; i++) {
        const PoolingNode *node = &pooling->nodes[row.first + i];
        weights[i] = node->weight;
        for (size_t v = 0; v < count; v++)
            betas[i * count + v] = pooling_posterior_at(node, vendors[v].trial);
    }
    contest->cases = row.count;
    contest->betas = betas;
    contest->weights = weights;
    contest_add(contest, space, scores);
}

Status decision_rank(const Pooling *pooling, const DecisionVendor *vendors, size_t count, Arena *arena,
                     Standing *out, Err *err) {
    double *costs = ARENA_ARRAY(arena, double, count);
    ContestScore *scores = ARENA_ARRAY(arena, ContestScore, count);
    for (size_t v = 0; v < count; v++) {
        if (!(vendors[v].cost > 0 && isfinite(vendors[v].cost)))
            return err_set(err, ERR_DATA, "vendor %zu: a cost per lead of %g cannot be compared", v + 1,
                           vendors[v].cost);
        costs[v] = vendors[v].cost;
    }
    Contest contest = {.rivals = count, .costs = costs};
    ContestSpace *space = contest_space(arena);
    for (size_t i = 0; count > 0 && i < pooling->row_count; i++)
        add_row(pooling, pooling->rows[i], vendors, &contest, space, arena, scores);
    for (size_t v = 0; v < count; v++)
        out[v] = (Standing){
            .p_cheapest = scores[v].p_best,
            .rank = scores[v].rank,
            .loss_sqls_per_1000 = 1000 * scores[v].gap,
            .loss_money_per_sql = vendors[v].trial.won < 1 ? INFINITY : scores[v].excess,
        };
    return OK;
}
