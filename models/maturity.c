/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/maturity.h"
#include "models/open_lead.h"
#include "models/optimum.h"
#include <math.h>

enum { POINTS = 5, NODES_MOST = LAG_FAMILIES * POINTS * POINTS, STARTS = 6, QUANTILE_ROUNDS = 200 };
#define WEIGHT_LEAST 1e-9 /* nodes of no more weight are left out */
#define RATE_MOST    .98
#define YOUNG        .25

/* Before any lead was seen: ln median ~ N(ln 30, 1.5^2), ln s ~ N(0, .5^2). What follows counts in these errors, in
 * which the prior is the standard normal. */
static const double PRIOR_MEAN[2] = {3.4011973816621555, 0}, PRIOR_SD[2] = {1.5, .5};

static Lag lag_of(LagFamily family, const double z[2]) {
    return lag_from_median(family, PRIOR_MEAN[0] + PRIOR_SD[0] * z[0], PRIOR_MEAN[1] + PRIOR_SD[1] * z[1]);
}

typedef struct Posterior {
    Cure *cure;
    LagFamily family;
    CureLoss loss;
    double *rates;
} Posterior;

/* ln of the posterior density of a lag, up to a constant that the families share. */
static double log_posterior(void *context, const double *z) {
    const Posterior *posterior = context;
    const double density =
        cure_profile(posterior->cure, lag_of(posterior->family, z), posterior->loss, posterior->rates);
    return density - (z[0] * z[0] + z[1] * z[1]) / 2;
}

/* The mode from the better of the two best starts. */
static Optimum find_mode(Posterior *posterior) {
    double starts[STARTS][2], best[2] = {-INFINITY, -INFINITY};
    double from[2][2] = {{0}};
    const size_t count = cure_starts(posterior->cure, STARTS, starts);
    for (size_t i = 0; i < count; i++) {
        double z[2];
        for (int k = 0; k < 2; k++) z[k] = (starts[i][k] - PRIOR_MEAN[k]) / PRIOR_SD[k];
        const double value = log_posterior(posterior, z);
        const int place = value > best[0] ? 0 : value > best[1] ? 1 : 2;
        if (place == 2) continue;
        if (place == 0) {
            best[1] = best[0];
            from[1][0] = from[0][0];
            from[1][1] = from[0][1];
        }
        best[place] = value;
        from[place][0] = z[0];
        from[place][1] = z[1];
    }
    const Optimum a = optimum_find(log_posterior, posterior, 2, from[0]);
    const Optimum b = optimum_find(log_posterior, posterior, 2, from[1]);
    return b.value > a.value ? b : a;
}

/* The lower Cholesky root of the inverse of the bend, and ln of its determinant. Eigenvalues of the bend below 1, the
 * precision of the prior, are raised to it. */
typedef struct Scale {
    double root[2][2], log_det;
} Scale;

static Scale scale_of(const Optimum *mode) {
    const double a = mode->bend[0][0], b = mode->bend[0][1], d = mode->bend[1][1];
    const double middle = (a + d) / 2, radius = hypot((a - d) / 2, b), angle = atan2(2 * b, a - d) / 2;
    const double x = cos(angle), y = sin(angle); /* of the greater eigenvalue */
    const double large = 1 / fmax(middle + radius, 1), small = 1 / fmax(middle - radius, 1);
    const double xx = large * x * x + small * y * y, xy = (large - small) * x * y,
                 yy = large * y * y + small * x * x;
    const double corner = sqrt(xx);
    return (Scale){{{corner, 0}, {xy / corner, sqrt(yy - xy * xy / xx)}}, log(large * small)};
}

/* Nodes and weights of the rule for the standard normal, exact for polynomials up to degree 9. */
static void hermite(double nodes[POINTS], double weights[POINTS]) {
    const double root = sqrt(10), inner = sqrt(5 - root), outer = sqrt(5 + root);
    const double n[POINTS] = {-outer, -inner, 0, inner, outer};
    const double w_outer = (7 - 2 * root) / 60, w_inner = (7 + 2 * root) / 60;
    const double w[POINTS] = {w_outer, w_inner, 8.0 / 15, w_inner, w_outer};
    for (size_t i = 0; i < POINTS; i++) {
        nodes[i] = n[i];
        weights[i] = w[i];
    }
}

/* A node on its way: ln of its weight, and the rates that fit best there. */
typedef struct Draft {
    LagFamily family;
    Lag lag;
    double weight;
    double *rates;
} Draft;

static size_t add_family(Posterior *posterior, size_t vendor_count, Arena *scratch, Draft *drafts) {
    const Optimum mode = find_mode(posterior);
    const Scale scale = scale_of(&mode);
    double nodes[POINTS], weights[POINTS];
    hermite(nodes, weights);
    for (size_t i = 0; i < POINTS * POINTS; i++) {
        const double u = nodes[i / POINTS], v = nodes[i % POINTS];
        const double z[2] = {mode.x[0] + scale.root[0][0] * u,
                             mode.x[1] + scale.root[1][0] * u + scale.root[1][1] * v};
        posterior->rates = ARENA_ARRAY(scratch, double, vendor_count);
        const double density = log_posterior(posterior, z);
        drafts[i] = (Draft){posterior->family, lag_of(posterior->family, z),
                            log(weights[i / POINTS] * weights[i % POINTS]) + density + (u * u + v * v) / 2 +
                                scale.log_det / 2,
                            posterior->rates};
    }
    return POINTS * POINTS;
}

/* Turns the logarithms into weights that sum to 1. */
static void normalise(Draft *drafts, size_t count) {
    double most = -INFINITY, sum = 0;
    for (size_t i = 0; i < count; i++) most = fmax(most, drafts[i].weight);
    for (size_t i = 0; i < count; i++) sum += drafts[i].weight = exp(drafts[i].weight - most);
    for (size_t i = 0; i < count; i++) drafts[i].weight /= sum;
}

/* F and G up to the age of the oldest lead: F(t) at [t]. */
typedef struct Curves {
    double *won, *lost;
    size_t count;
} Curves;

static void fill_curves(Curves curves, Lag lag, CureLoss loss) {
    for (size_t t = 0; t < curves.count; t++) {
        curves.won[t] = lag_cdf(lag, (double)t);
        curves.lost[t] = loss.share > 0 ? loss.share * lag_cdf(loss.lag, (double)t) : 0;
    }
}

/* Counts the leads of a vendor as mature ones, and says by which factor a binomial of them must be sharpened. */
static Trial mature_trial(const MaturityVendor *vendor, MaturityEntry kind, Curves curves, double rate,
                          double *n) {
    double sum = 0, square = 0, gain = 0, won = 0;
    for (size_t i = 0; i < vendor->age_count; i++) {
        const MaturityAge *row = &vendor->ages[i];
        const double early = curves.won[row->entry], lost = curves.lost[row->entry];
        const bool absent = kind == MATURITY_TRUNCATED;
        const double present = absent ? 1 - rate * early - (1 - rate) * lost : 1;
        const double seen = (curves.won[row->age + 1] - early) / present;
        const double lever = absent ? (1 - lost) / present : 1;
        sum += row->entered * seen;
        square += row->entered * seen * seen;
        gain += row->entered * seen * lever * lever;
        won += row->won;
    }
    *n = fmax(won, sum);
    const double phi = sum > 0 ? square / sum : 0;
    const double guess = fmin((won + .5) / (*n + 1), RATE_MOST);
    const double sharper = (1 - guess) / (1 - guess * phi) * (sum > 0 ? gain / sum : 1);
    return (Trial){sharper * *n, sharper * won};
}

/* The grid of a pooling without what was needed only while it was made. */
static Pooling keep_pooling(const Pooling *pooling, Arena *arena) {
    PoolingNode *nodes = ARENA_ARRAY(arena, PoolingNode, pooling->node_count);
    PoolingRow *rows = ARENA_ARRAY(arena, PoolingRow, pooling->row_count);
    for (size_t i = 0; i < pooling->node_count; i++) nodes[i] = pooling->nodes[i];
    for (size_t i = 0; i < pooling->row_count; i++) rows[i] = pooling->rows[i];
    return (Pooling){nodes, pooling->node_count, rows, pooling->row_count};
}

static Status add_node(const MaturityData *data, const Draft *draft, Curves curves, CureLoss loss,
                       Arena *arena, Arena *scratch, MaturityNode *node, double *equivalent, Err *err) {
    const size_t count = data->vendor_count;
    Trial *trials = ARENA_ARRAY(arena, Trial, count);
    Beta *rates = ARENA_ARRAY(arena, Beta, count);
    Pooling pooling;
    fill_curves(curves, draft->lag, loss);
    for (size_t v = 0; v < count; v++) {
        double n;
        trials[v] = mature_trial(&data->vendors[v], data->kind, curves, draft->rates[v], &n);
        equivalent[v] += draft->weight * n;
    }
    const Status status = pooling_fit(trials, count, scratch, &pooling, err);
    if (status != OK) return status;
    for (size_t v = 0; v < count; v++) rates[v] = pooling_collapse(&pooling, trials[v]);
    *node = (MaturityNode){draft->weight, 0, draft->lag, rates, trials, keep_pooling(&pooling, arena)};
    return OK;
}

/* Fits the rates at all nodes that weigh anything, and stores them in `out`. */
static Status add_nodes(const MaturityData *data, const Draft *drafts, size_t count, Arena *arena,
                        Arena *scratch, Maturity *out, Err *err) {
    const size_t days = (size_t)out->oldest + 2;
    Curves curves = {ARENA_ARRAY(scratch, double, days), ARENA_ARRAY(scratch, double, days), days};
    MaturityNode *nodes = ARENA_ARRAY(arena, MaturityNode, count);
    double *equivalent = ARENA_ARRAY(arena, double, data->vendor_count);
    double cumulative = 0;
    for (size_t i = 0; i < count; i++) {
        out->family_weight[drafts[i].family] += drafts[i].weight;
        if (drafts[i].weight <= WEIGHT_LEAST) continue;
        MaturityNode *node = &nodes[out->node_count++];
        const Status status =
            add_node(data, &drafts[i], curves, out->loss, arena, scratch, node, equivalent, err);
        if (status != OK) return status;
        cumulative += node->weight;
        node->cumulative = cumulative;
        out->lag_seen += node->weight * lag_cdf(node->lag, out->oldest + 1);
    }
    nodes[out->node_count - 1].cumulative = 1;
    out->nodes = nodes;
    out->equivalent = equivalent;
    out->young = out->lag_seen < YOUNG;
    return OK;
}

static double dated_wins(const MaturityData *data) {
    double won = 0;
    for (size_t v = 0; v < data->vendor_count; v++)
        for (size_t i = 0; i < data->vendors[v].lag_count; i++) won += data->vendors[v].lags[i].won;
    return won;
}

/* Says what the data lack, if anything. */
static Why why_not(const MaturityData *data, Arena *arena) {
    double won = 0;
    for (size_t v = 0; v < data->vendor_count; v++) won += data->vendors[v].won;
    const double dated = dated_wins(data);
    if (maturity_data_oldest(data) < 0) return (Why){"no_dates", STR("the leads have no dates")};
    if (won == 0) return (Why){"no_conversions", STR("no lead has converted yet")};
    if (dated == 0) return (Why){"no_lags", STR("no conversion has a date")};
    if (dated < MATURITY_CONVERSIONS_LEAST)
        return (Why){"few_conversions",
                     str_format(arena,
                                "only %.0f conversions have a date; %d are needed to learn how "
                                "long they take",
                                dated, MATURITY_CONVERSIONS_LEAST)};
    return (Why){0};
}

/* Whether the leads are old enough to have seen anything of the lag that fits best. */
static bool overlaps(const MaturityData *data, Lag lag) {
    double seen = 0;
    for (size_t v = 0; v < data->vendor_count; v++)
        for (size_t i = 0; i < data->vendors[v].age_count; i++) {
            const MaturityAge *row = &data->vendors[v].ages[i];
            seen += row->entered * lag_between(lag, row->entry, row->age + 1);
        }
    return seen >= 1;
}

static void describe(const MaturityData *data, int32_t horizon, Arena *arena, Maturity *out) {
    double *entered = ARENA_ARRAY(arena, double, data->vendor_count);
    double *won = ARENA_ARRAY(arena, double, data->vendor_count);
    for (size_t v = 0; v < data->vendor_count; v++) {
        entered[v] = data->vendors[v].entered;
        won[v] = data->vendors[v].won;
    }
    const int32_t oldest = maturity_data_oldest(data);
    *out = (Maturity){.refused = why_not(data, arena),
                      .vendor_count = data->vendor_count,
                      .entered = entered,
                      .won = won,
                      .oldest = oldest,
                      .longest = maturity_data_longest(data),
                      .horizon = oldest >= 0 && oldest < horizon ? oldest : horizon};
}

static size_t heaviest(const Draft *drafts, size_t count) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (drafts[i].weight > drafts[best].weight) best = i;
    return best;
}

static CureLoss fit_losses(const MaturityData *data, LagFamily family, Arena *scratch) {
    return cure_fit(cure_new(data, CURE_LOSSES_MODELLED, scratch), family, scratch).loss;
}

Status maturity_fit(const MaturityData *data, int32_t horizon, Arena *arena, Arena *scratch, Maturity *out,
                    Err *err) {
    describe(data, horizon, arena, out);
    if (out->refused.code) return OK;
    if (data->kind == MATURITY_TRUNCATED) out->loss = fit_losses(data, LAG_WEIBULL, scratch);
    Draft drafts[NODES_MOST];
    size_t count = 0;
    for (LagFamily family = 0; family < LAG_FAMILIES; family++) {
        Posterior posterior = {cure_new(data, CURE_LOSSES_UNCONVERTED, scratch), family, out->loss,
                               ARENA_ARRAY(scratch, double, data->vendor_count)};
        count += add_family(&posterior, data->vendor_count, scratch, drafts + count);
    }
    normalise(drafts, count);
    if (!overlaps(data, drafts[heaviest(drafts, count)].lag)) {
        out->refused = (Why){"no_overlap", STR("no lead is old enough to have seen any of the lag")};
        return OK;
    }
    return add_nodes(data, drafts, count, arena, scratch, out, err);
}

/* One part of the posterior of a rate within some days: `within` x a beta. */
typedef struct Part {
    double weight, within;
    Beta beta;
} Part;

static Part *parts_of(const Maturity *maturity, size_t vendor, double days, Arena *scratch) {
    Part *parts = ARENA_ARRAY(scratch, Part, maturity->node_count);
    for (size_t i = 0; i < maturity->node_count; i++) {
        const MaturityNode *node = &maturity->nodes[i];
        const double within = isinf(days) ? 1 : lag_cdf(node->lag, days + 1);
        parts[i] = (Part){node->weight, within, node->rates[vendor]};
    }
    return parts;
}

/* P(rate <= x), and its slope in x. */
static double lower_tail(const Part *parts, size_t count, double x, double *slope) {
    double lower = 0;
    *slope = 0;
    for (size_t i = 0; i < count; i++) {
        if (x >= parts[i].within) {
            lower += parts[i].weight;
            continue;
        }
        const BetaPoint at = beta_point(x / parts[i].within);
        const BetaTails tails = beta_tails(parts[i].beta, at);
        lower += parts[i].weight * tails.lower;
        *slope += parts[i].weight * tails.slope / (x * at.rest);
    }
    return lower;
}

/* Newton's method, kept in a bracket. */
static double quantile(const Part *parts, size_t count, double p, double start) {
    double lo = 0, hi = 1, x = start;
    for (int i = 0; i < QUANTILE_ROUNDS; i++) {
        double slope;
        const double over = lower_tail(parts, count, x, &slope) - p;
        if (over < 0) lo = x;
        else hi = x;
        double next = x - over / slope;
        if (!(next > lo && next < hi)) next = (lo + hi) / 2;
        const double step = fabs(next - x);
        x = next;
        if (step <= 1e-6 * x) break; /* what Newton's method leaves is the square of its last step */
    }
    return x;
}

Rate maturity_rate(const Maturity *maturity, size_t vendor, double days, double level, Arena *scratch) {
    const Part *parts = parts_of(maturity, vendor, days, scratch);
    const size_t count = maturity->node_count;
    Rate rate = {0};
    double square = 0;
    for (size_t i = 0; i < count; i++) {
        rate.mean += parts[i].weight * parts[i].within * beta_mean(parts[i].beta);
        rate.own_share += parts[i].weight *
                          pooling_own_share(&maturity->nodes[i].pooling, maturity->nodes[i].trials[vendor]);
    }
    for (size_t i = 0; i < count; i++) {
        const double apart = parts[i].within * beta_mean(parts[i].beta) - rate.mean;
        square += parts[i].weight *
                  (parts[i].within * parts[i].within * beta_variance(parts[i].beta) + apart * apart);
    }
    rate.sd = sqrt(square);
    const Beta near = beta_from_moments(rate.mean, square);
    rate.low = quantile(parts, count, (1 - level) / 2, beta_quantile(near, (1 - level) / 2).x);
    rate.median = quantile(parts, count, .5, beta_quantile(near, .5).x);
    rate.high = quantile(parts, count, (1 + level) / 2, beta_quantile(near, (1 + level) / 2).x);
    return rate;
}

double maturity_open_wins(const Maturity *maturity, const MaturityData *data, size_t vendor, CureLoss loss,
                          double days) {
    const MaturityVendor *of = &data->vendors[vendor];
    double sum = 0;
    for (size_t i = 0; i < of->age_count; i++) {
        const MaturityAge *row = &of->ages[i];
        const double open = row->entered - row->won - row->lost, watched = row->age + 1;
        if (!(open > 0) || row->age >= days) continue;
        const double lost = loss.share > 0 ? loss.share * lag_cdf(loss.lag, watched) : 0;
        for (size_t j = 0; j < maturity->node_count; j++) {
            const MaturityNode *node = &maturity->nodes[j];
            const OpenLead lead = open_lead_of(lag_cdf(node->lag, watched), lost);
            const double left =
                isinf(days) ? lag_survival(node->lag, watched) : lag_between(node->lag, watched, days + 1);
            sum += open * node->weight * left * open_lead_mean(node->rates[vendor], lead);
        }
    }
    return sum;
}

CureLoss maturity_losses(const Maturity *maturity, const MaturityData *data, Arena *scratch) {
    LagFamily family = LAG_WEIBULL;
    for (LagFamily other = 0; other < LAG_FAMILIES; other++)
        if (maturity->family_weight[other] > maturity->family_weight[family]) family = other;
    return fit_losses(data, family, scratch);
}

size_t maturity_node_at(const Maturity *maturity, double u) {
    size_t node = 0;
    while (node + 1 < maturity->node_count && maturity->nodes[node].cumulative <= u) node++;
    return node;
}
