/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/pooling.h"
#include "models/numerics.h"
#include <math.h>
#include <stdlib.h>

enum {
    SCAN = 40,           /* steps over tau on which the range is sought that matters */
    TAU_MOST_NODES = 48, /* room for both halves of a rule */
    MU_NODES = 2000      /* at most, a row */
};
#define TAU_MOST     .5
#define MU_DROP      25    /* the range of mu ends where the log density is this much below its maximum */
#define WEIGHT_LEAST 1e-10 /* nodes of no more weight are left out */

/* The data, in an order that does not depend on the caller's, without the vendors that say nothing. */
typedef struct Data {
    const Trial *trials;
    size_t count;
    double least_seen, most_seen; /* over all vendors */
} Data;

/* Two grids. For rates, half of a rule on both sides of tau = 0 (one vendor's posterior is even in tau) with nodes
 * in mu close enough for the narrowest posterior; for things joint, a rule on [0, 1/2], crowded at 0, where a cheaper
 * vendor begins to win surely. */
typedef struct Rule {
    bool for_rates;
    size_t nodes; /* Gauss-Legendre's, in tau */
    double drop;  /* the range of tau ends where the log marginal is this much below its maximum */
} Rule;
static const Rule FOR_RATES = {true, 24, 18}, FOR_JOINT = {false, 32, 20};

/* A row of nodes before it has weights: tau, and what the density of y = logit mu looks like. */
typedef struct Slice {
    double tau, kappa, fixed; /* fixed: the part of the log likelihood that does not depend on mu */
    double mode, sd, peak;    /* of the log density in y; sd is half its width where it has fallen by 1/2 */
    double lo, hi;            /* where it has fallen by MU_DROP */
} Slice;

static int by_size(const void *left, const void *right) {
    const Trial *a = left, *b = right;
    if (a->seen != b->seen) return a->seen < b->seen ? -1 : 1;
    return (a->won > b->won) - (a->won < b->won);
}

static Data sort_data(const Trial *trials, size_t count, Arena *arena) {
    Trial *sorted = ARENA_ARRAY(arena, Trial, count);
    Data data = {.trials = sorted, .least_seen = count ? INFINITY : 0};
    for (size_t i = 0; i < count; i++) {
        data.least_seen = fmin(data.least_seen, trials[i].seen);
        data.most_seen = fmax(data.most_seen, trials[i].seen);
        if (trials[i].seen > 0) sorted[data.count++] = trials[i];
    }
    qsort(sorted, data.count, sizeof *sorted, by_size);
    return data;
}

/* The log density of y = logit mu, up to a constant that does not depend on y or tau: the log likelihood, plus
 * ln mu (1 - mu), which is dmu / dy. */
static double log_density(Data data, const Slice *slice, double y) {
    const BetaPoint mu = beta_point_at_logit(y);
    const double a = mu.x * slice->kappa, b = mu.rest * slice->kappa;
    double sum = slice->fixed + log(mu.x) + log(mu.rest);
    for (size_t i = 0; i < data.count; i++)
        sum += numerics_log_rising(a, data.trials[i].won) +
               numerics_log_rising(b, data.trials[i].seen - data.trials[i].won);
    return sum;
}

static Slice slice_at(Data data, double tau) {
    Slice slice = {.tau = tau, .kappa = 1 / (tau * tau) - 1};
    for (size_t i = 0; i < data.count; i++)
        slice.fixed -= numerics_log_rising(slice.kappa, data.trials[i].seen);
    return slice;
}

/* Finds the mode and, from the curvature there, the sd, by parabolas through three points that close in. `start`
 * has a guess of both. */
static void find_mode(Data data, Slice *slice, const Slice *start) {
    double y = start->mode, reach = start->sd / 2;
    double middle = log_density(data, slice, y);
    for (int i = 0; i < 60; i++) {
        const double left = log_density(data, slice, y - reach), right = log_density(data, slice, y + reach);
        const double bend = 2 * middle - left - right;
        if (bend == 0) { /* too near to tell them apart */
            reach *= 4;
            continue;
        }
        if (left > middle || right > middle) { /* climb, in growing steps */
            y += right > left ? reach : -reach;
            middle = fmax(left, right);
            reach *= 1.5;
            continue;
        }
        const double sd = reach / sqrt(bend), shift = reach * (right - left) / (2 * bend);
        const bool done = reach <= sd && fabs(shift) <= sd / 20;
        *slice = (Slice){slice->tau, slice->kappa, slice->fixed, y, sd, middle, 0, 0};
        if (done) return;
        y += shift;
        middle = log_density(data, slice, y);
        reach = sd / 2;
    }
}

/* Returns how far from the mode, on one side, the log density has fallen by `drop`, to about 1 %. It falls as a
 * power of the distance between the first (exponential tails) and the second, so that a secant in logarithms
 * is soon there. */
static double find_fall(Data data, const Slice *slice, double drop, double side) {
    double reach = slice->sd * sqrt(2 * drop), before = 0, fell_before = 0;
    for (int i = 0; i < 50; i++) {
        const double fell = fmax(slice->peak - log_density(data, slice, slice->mode + side * reach), 1e-3);
        if (fabs(fell / drop - 1) < .02) break;
        double power = i ? log(fell / fell_before) / log(reach / before) : 1.5;
        power = fmin(fmax(power, .7), 4);
        before = reach;
        fell_before = fell;
        reach *= fmin(fmax(pow(drop / fell, 1 / power), .1), 10);
    }
    return reach;
}

static void find_width(Data data, Slice *slice) {
    slice->lo = slice->mode - find_fall(data, slice, MU_DROP, -1);
    slice->hi = slice->mode + find_fall(data, slice, MU_DROP, 1);
    slice->sd = (find_fall(data, slice, .5, -1) + find_fall(data, slice, .5, 1)) / 2;
}

/* Where all vendors stand together: the guess from which the first mode is sought. */
static Slice first_guess(Data data) {
    double seen = 1, won = .5;
    for (size_t i = 0; i < data.count; i++) {
        seen += data.trials[i].seen;
        won += data.trials[i].won;
    }
    return (Slice){.mode = log(won / (seen - won)), .sd = 1};
}

/* Tau is s0 sinh x: even steps in x are fine near tau = 0 and coarse beyond the noise of the largest vendor. */
typedef struct TauGrid {
    double scale, from, to; /* s0; the range of x */
    Slice guess;            /* near its middle */
} TauGrid;

static TauGrid find_tau_range(Data data, Rule rule) {
    TauGrid grid = {.scale = 1 / sqrt(data.most_seen + 10)};
    const double step = asinh(TAU_MOST / grid.scale) / SCAN;
    double marginal[SCAN], most = -INFINITY;
    Slice guess = first_guess(data);
    for (size_t i = 0; i < SCAN; i++) {
        Slice slice = slice_at(data, grid.scale * sinh(((double)i + .5) * step));
        find_mode(data, &slice, &guess);
        marginal[i] = slice.peak + log(slice.sd);
        if (marginal[i] > most) grid.guess = slice;
        most = fmax(most, marginal[i]);
        guess = slice;
    }
    size_t first = 0, last = SCAN - 1;
    while (marginal[first] < most - rule.drop) first++;
    while (marginal[last] < most - rule.drop) last--;
    grid.from = first > 1 ? ((double)first - .5) * step : 0;
    grid.to = last < SCAN - 1 ? ((double)last + 1.5) * step : SCAN * step;
    return grid;
}

/* Stores `rule.nodes` nodes and weights in x. */
static void tau_nodes(const TauGrid *grid, Rule rule, double *nodes, double *weights) {
    double unit[TAU_MOST_NODES], unit_weights[TAU_MOST_NODES];
    const bool even = rule.for_rates && grid->from == 0;
    const size_t skip = even ? rule.nodes : 0;
    numerics_gauss_legendre(rule.nodes + skip, unit, unit_weights);
    const double half = even ? grid->to : (grid->to - grid->from) / 2, middle = grid->to - half;
    for (size_t i = 0; i < rule.nodes; i++) {
        nodes[i] = middle + half * unit[skip + i];
        weights[i] = half * unit_weights[skip + i];
    }
}

/* The midpoint rule in y must resolve the density of y and, for rates, the narrowest posterior given y. */
static double mu_step(Data data, const Slice *slice, Rule rule) {
    const double step = fmin(.6 * slice->sd, .5);
    if (!rule.for_rates) return step;
    const BetaPoint lo = beta_point_at_logit(slice->lo), hi = beta_point_at_logit(slice->hi);
    const double spread = slice->lo < 0 && slice->hi > 0 ? .25 : fmax(lo.x * lo.rest, hi.x * hi.rest);
    const double component = sqrt(data.least_seen + slice->kappa + 1) / (slice->kappa * sqrt(spread));
    return fmin(step, component);
}

typedef struct NodeList {
    Arena *arena;
    PoolingNode *nodes; /* weight: the logarithm, until all are there */
    size_t count, room;
} NodeList;

static void add_row(Data data, const Slice *slice, double most_step, double log_weight, NodeList *list) {
    const double width = slice->hi - slice->lo, wanted = ceil(width / most_step);
    const size_t count = wanted < MU_NODES ? (size_t)wanted : MU_NODES;
    const double step = width / (double)count;
    for (size_t i = 0; i < count; i++) {
        const double y = slice->lo + ((double)i + .5) * step;
        const BetaPoint mu = beta_point_at_logit(y);
        ARENA_RESERVE(list->arena, list->nodes, list->count, list->room);
        list->nodes[list->count++] = (PoolingNode){
            .weight = log_weight + log(step) + log_density(data, slice, y),
            .mu = mu.x,
            .tau = slice->tau,
            .prior = {mu.x * slice->kappa, mu.rest * slice->kappa},
        };
    }
}

static void add_rows(Data data, Rule rule, NodeList *list) {
    const TauGrid grid = find_tau_range(data, rule);
    double nodes[TAU_MOST_NODES], weights[TAU_MOST_NODES];
    tau_nodes(&grid, rule, nodes, weights);
    Slice guess = grid.guess;
    for (size_t i = 0; i < rule.nodes; i++) {
        Slice slice = slice_at(data, grid.scale * sinh(nodes[i]));
        find_mode(data, &slice, &guess);
        find_width(data, &slice);
        add_row(data, &slice, mu_step(data, &slice, rule), log(weights[i] * cosh(nodes[i])), list);
        guess = slice;
    }
}

/* Turns log weights into weights that sum to 1, and leaves out what weighs nothing. */
static void normalise(NodeList *list) {
    double most = -INFINITY, sum = 0, kept = 0, cumulative = 0;
    for (size_t i = 0; i < list->count; i++) most = fmax(most, list->nodes[i].weight);
    for (size_t i = 0; i < list->count; i++) sum += list->nodes[i].weight = exp(list->nodes[i].weight - most);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->nodes[i].weight > WEIGHT_LEAST * sum) {
            list->nodes[count] = list->nodes[i];
            kept += list->nodes[count++].weight;
        }
    list->count = count;
    for (size_t i = 0; i < count; i++) {
        list->nodes[i].weight /= kept;
        list->nodes[i].cumulative = cumulative += list->nodes[i].weight;
    }
    list->nodes[count - 1].cumulative = 1;
}

static void group_rows(const NodeList *list, Pooling *out) {
    PoolingRow *rows = ARENA_ARRAY(list->arena, PoolingRow, TAU_MOST_NODES);
    size_t row_count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (i == 0 || list->nodes[i].tau != list->nodes[i - 1].tau) rows[row_count++].first = i;
        rows[row_count - 1].count++;
    }
    *out = (Pooling){.nodes = list->nodes, .node_count = list->count, .rows = rows, .row_count = row_count};
}

static Status fit(const Trial *trials, size_t count, Rule rule, Arena *arena, Pooling *out, Err *err) {
    for (size_t i = 0; i < count; i++)
        if (!(trials[i].won >= 0 && trials[i].won <= trials[i].seen && isfinite(trials[i].seen)))
            return err_set(err, ERR_DATA, "vendor %zu: %g of %g leads converted, which cannot be", i + 1,
                           trials[i].won, trials[i].seen);
    NodeList list = {.arena = arena};
    add_rows(sort_data(trials, count, arena), rule, &list);
    normalise(&list);
    group_rows(&list, out);
    return OK;
}

Status pooling_fit(const Trial *trials, size_t count, Arena *arena, Pooling *out, Err *err) {
    return fit(trials, count, FOR_RATES, arena, out, err);
}

Status pooling_fit_jointly(const Trial *trials, size_t count, Arena *arena, Pooling *out, Err *err) {
    return fit(trials, count, FOR_JOINT, arena, out, err);
}

Portfolio pooling_portfolio(const Pooling *joint) {
    Portfolio sum = {0};
    for (size_t i = 0; i < joint->node_count; i++) {
        sum.mu_mean += joint->nodes[i].weight * joint->nodes[i].mu;
        sum.tau_mean += joint->nodes[i].weight * joint->nodes[i].tau;
    }
    double mu_square = 0, tau_square = 0;
    for (size_t i = 0; i < joint->node_count; i++) {
        const double mu = joint->nodes[i].mu - sum.mu_mean, tau = joint->nodes[i].tau - sum.tau_mean;
        mu_square += joint->nodes[i].weight * mu * mu;
        tau_square += joint->nodes[i].weight * tau * tau;
    }
    sum.mu_sd = sqrt(mu_square);
    sum.tau_sd = sqrt(tau_square);
    return sum;
}

Beta pooling_posterior_at(const PoolingNode *node, Trial trial) {
    return (Beta){node->prior.alpha + trial.won, node->prior.beta + trial.seen - trial.won};
}

Mixture pooling_posterior(const Pooling *pooling, Trial trial, Arena *arena) {
    MixturePart *parts = ARENA_ARRAY(arena, MixturePart, pooling->node_count);
    for (size_t i = 0; i < pooling->node_count; i++)
        parts[i] = (MixturePart){pooling->nodes[i].weight, pooling_posterior_at(&pooling->nodes[i], trial)};
    return (Mixture){parts, pooling->node_count};
}

double pooling_own_share(const Pooling *pooling, Trial trial) {
    double share = 0;
    for (size_t i = 0; i < pooling->node_count; i++) {
        const Beta prior = pooling->nodes[i].prior;
        share += pooling->nodes[i].weight * trial.seen / (trial.seen + prior.alpha + prior.beta);
    }
    return share;
}

Beta pooling_collapse(const Pooling *pooling, Trial trial) {
    double mean = 0, square = 0;
    for (size_t i = 0; i < pooling->node_count; i++)
        mean += pooling->nodes[i].weight * beta_mean(pooling_posterior_at(&pooling->nodes[i], trial));
    for (size_t i = 0; i < pooling->node_count; i++) {
        const Beta beta = pooling_posterior_at(&pooling->nodes[i], trial);
        const double apart = beta_mean(beta) - mean;
        square += pooling->nodes[i].weight * (beta_variance(beta) + apart * apart);
    }
    return beta_from_moments(mean, square);
}

Rate pooling_rate(const Pooling *pooling, Trial trial, double level, Arena *arena) {
    const Mixture posterior = pooling_posterior(pooling, trial, arena);
    return (Rate){
        .mean = mixture_mean(posterior),
        .sd = mixture_sd(posterior),
        .low = mixture_quantile(posterior, (1 - level) / 2),
        .median = mixture_quantile(posterior, .5),
        .high = mixture_quantile(posterior, (1 + level) / 2),
        .own_share = pooling_own_share(pooling, trial),
    };
}

const PoolingNode *pooling_node_at(const Pooling *pooling, double u) {
    size_t lo = 0, hi = pooling->node_count - 1;
    while (lo < hi) {
        const size_t middle = lo + (hi - lo) / 2;
        if (pooling->nodes[middle].cumulative <= u) lo = middle + 1;
        else hi = middle;
    }
    return &pooling->nodes[lo];
}
