/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/contest.h"
#include "models/numerics.h"
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* The line of t = ln y is cut into panels with a Gauss-Legendre rule in each. Inside a panel a rival's distribution
 * function comes from its density by the rule's own integration matrix, so that per case and rival a node costs one
 * exponential. What lies below the first panel, where a distribution function is a power of y, and within CEILING
 * of a rate of 1, where it is a power of 1 - rate, is one panel each, a lump. Rivals that share a lump have the same
 * power there (no win at all, no failure at all), so that the lump's own distribution function serves as
 * coordinate: all rivals rise in it linearly. */
enum { NODES = 8 };
#define PANEL_SDS   2.2   /* panel width in standard deviations of the narrowest rival around */
#define PANEL_MOST  4.0   /* in t */
#define PANEL_REST  .75   /* of what is left to a rate of 1, where the density may be singular */
#define TAIL        1e-12 /* rivals have no density beyond these quantiles */
#define CEILING     1e-9
#define HEAVY_BELOW 2.5 /* alpha below which E[1 / rate] has much in the lower tail: not to be cut at TAIL */
#define NORMAL_FROM 12
#define SDS_MOST    9
#define POWER_BELOW 1e-11 /* times 1 / (alpha + beta): rates below are lumped */

typedef struct Rule {
    double nodes[NODES], weights[NODES]; /* on [0, 1] */
    double upto[NODES][NODES];           /* [i][j]: weight of node j in the integral from 0 to node i */
} Rule;

typedef struct Panel {
    double from, to; /* in t */
    bool is_lump;
} Panel;

/* Where a rival has density in t, and whether there is more of it at the ends. */
typedef struct Span {
    double log_cost; /* ln of cost / least cost */
    double size;     /* alpha + beta */
    double lo, hi;
    bool is_lumped_below, is_lumped_above;
} Span;

typedef struct Grid {
    Panel *panels;
    size_t count, room;
    double *y;                   /* a panel and node, as if the least cost were 1 */
    double *log_rate, *log_rest; /* a rival, panel and node: ln rate and ln (1 - rate); NaN beyond its span */
    size_t node_room;            /* of the three, for all rivals */
} Grid;

/* One rival in one case. */
typedef struct Runner {
    Beta beta;
    double log_function; /* ln B(alpha, beta) */
    double lo, hi;       /* beyond these t nothing that counts */
    double below, above; /* lumped probabilities */
    double reached;      /* the distribution function where the panel begins */
    double density[NODES], lower[NODES];
} Runner;

/* The integral of Lagrange's polynomial of node j from 0 to x, by the rule itself, exact for its degree. */
static double integrate_lagrange(const Rule *rule, size_t j, double x) {
    double sum = 0;
    for (size_t k = 0; k < NODES; k++) {
        double product = 1;
        for (size_t m = 0; m < NODES; m++)
            if (m != j) product *= (x * rule->nodes[k] - rule->nodes[m]) / (rule->nodes[j] - rule->nodes[m]);
        sum += rule->weights[k] * product;
    }
    return sum * x;
}

static Rule make_rule(void) {
    Rule rule;
    numerics_gauss_legendre(NODES, rule.nodes, rule.weights);
    for (size_t i = 0; i < NODES; i++) {
        rule.nodes[i] = (1 + rule.nodes[i]) / 2;
        rule.weights[i] /= 2;
    }
    for (size_t i = 0; i < NODES; i++)
        for (size_t j = 0; j < NODES; j++) rule.upto[i][j] = integrate_lagrange(&rule, j, rule.nodes[i]);
    return rule;
}

static double least_cost(const Contest *contest) {
    double least = INFINITY;
    for (size_t v = 0; v < contest->rivals; v++) least = fmin(least, contest->costs[v]);
    return least;
}

/* The span of one rival, from its lowest case to its highest; not yet lumped below. */
static Span find_span(Beta lowest, Beta highest, double log_cost) {
    const BetaPoint bottom = beta_quantile(lowest, TAIL), top = beta_quantile_upper(highest, TAIL);
    const bool is_lumped = top.rest < CEILING;
    const double log_top = is_lumped ? log1p(-CEILING) : top.x < .5 ? log(top.x) : log1p(-top.rest);
    return (Span){
        .log_cost = log_cost,
        .size = lowest.alpha + lowest.beta,
        .lo = log(bottom.x) - log_cost,
        .hi = log_top - log_cost,
        .is_lumped_above = is_lumped,
    };
}

static void find_spans(const Contest *contest, Span *spans) {
    const double unit = least_cost(contest);
    const Beta *lowest = contest->betas, *highest = lowest + (contest->cases - 1) * contest->rivals;
    double start = INFINITY; /* below it all is a power */
    for (size_t v = 0; v < contest->rivals; v++) {
        spans[v] = find_span(lowest[v], highest[v], log(contest->costs[v] / unit));
        start = fmin(start, log(POWER_BELOW / (spans[v].size + 1)) - spans[v].log_cost);
    }
    for (size_t v = 0; v < contest->rivals; v++) {
        spans[v].is_lumped_below = spans[v].lo < start || lowest[v].alpha < HEAVY_BELOW;
        if (spans[v].is_lumped_below) spans[v].lo = start;
        spans[v].hi = fmax(spans[v].hi, spans[v].lo);
    }
}

/* How wide a panel may be that begins at t. A binomial's standard deviation at that rate measures it. */
static double panel_width(const Span *spans, size_t rivals, double t) {
    double width = PANEL_MOST;
    for (size_t v = 0; v < rivals; v++) {
        if (t < spans[v].lo || t >= spans[v].hi) continue;
        const double rate = exp(t + spans[v].log_cost), rest = -expm1(t + spans[v].log_cost);
        width = fmin(width, fmin(PANEL_SDS * sqrt(rest / (rate * spans[v].size)), PANEL_REST * rest));
    }
    return width;
}

/* The nearest end of a span after t. */
static double next_end(const Span *spans, size_t rivals, double t) {
    double next = INFINITY;
    for (size_t v = 0; v < rivals; v++) {
        if (spans[v].lo > t) next = fmin(next, spans[v].lo);
        if (spans[v].hi > t) next = fmin(next, spans[v].hi);
    }
    return next;
}

static bool ends_in_lump(const Span *spans, size_t rivals, double t) {
    for (size_t v = 0; v < rivals; v++)
        if (spans[v].is_lumped_above && spans[v].hi == t) return true;
    return false;
}

static void add_panel(Arena *arena, Grid *grid, Panel panel) {
    ARENA_RESERVE(arena, grid->panels, grid->count, grid->room);
    grid->panels[grid->count++] = panel;
}

static void cut_panels(const Span *spans, size_t rivals, Arena *arena, Grid *grid) {
    double t = INFINITY;
    for (size_t v = 0; v < rivals; v++) t = fmin(t, spans[v].lo);
    grid->count = 0;
    add_panel(arena, grid, (Panel){t, t, true});
    for (double end = next_end(spans, rivals, t); end < INFINITY; end = next_end(spans, rivals, t)) {
        const double width = panel_width(spans, rivals, t), left = end - t;
        /* the last two panels before an end share what is left */
        const double to = left <= width ? end : left < 2 * width ? t + left / 2 : t + width;
        add_panel(arena, grid, (Panel){t, to, false});
        if (to == end && ends_in_lump(spans, rivals, to)) add_panel(arena, grid, (Panel){to, to, true});
        t = to;
    }
}

static void reserve_nodes(Grid *grid, size_t count, Arena *arena) {
    if (count <= grid->node_room) return;
    grid->node_room = count; /* the rows of a pooling begin with the longest */
    grid->y = ARENA_ARRAY(arena, double, grid->node_room);
    grid->log_rate = ARENA_ARRAY(arena, double, grid->node_room);
    grid->log_rest = ARENA_ARRAY(arena, double, grid->node_room);
}

static void place_nodes(const Span *spans, size_t rivals, const Rule *rule, Arena *arena, Grid *grid) {
    const size_t nodes = grid->count * NODES;
    reserve_nodes(grid, nodes * rivals, arena);
    for (size_t k = 0; k < nodes; k++) {
        const Panel panel = grid->panels[k / NODES];
        const double t = panel.from + (panel.to - panel.from) * rule->nodes[k % NODES];
        grid->y[k] = exp(t);
        for (size_t v = 0; v < rivals; v++) {
            const double log_rate = t + spans[v].log_cost;
            const bool inside = !panel.is_lump && t >= spans[v].lo && t <= spans[v].hi;
            grid->log_rate[v * nodes + k] = inside ? log_rate : NAN;
            grid->log_rest[v * nodes + k] = inside ? log(-expm1(log_rate)) : NAN;
        }
    }
}

/* Narrows a span to one case where the beta is near enough to a normal in the logit. Its tails there fall like
 * exp(-alpha u), and at SDS_MOST standard deviations they are below 1e-13 from alpha = NORMAL_FROM on. */
static void narrow(Runner *runner, const Span *span) {
    const double a = runner->beta.alpha, b = runner->beta.beta;
    runner->lo = span->lo;
    runner->hi = span->hi;
    if (a < NORMAL_FROM || b < NORMAL_FROM) return;
    const double middle = log(a / b), reach = SDS_MOST * sqrt(1 / a + 1 / b);
    runner->lo = fmax(runner->lo, log(beta_point_at_logit(middle - reach).x) - span->log_cost);
    runner->hi = fmin(runner->hi, log1p(-beta_point_at_logit(middle + reach).rest) - span->log_cost);
}

static Runner start_runner(Beta beta, const Span *span) {
    Runner runner = {.beta = beta, .log_function = beta_log_function(beta)};
    narrow(&runner, span);
    if (span->is_lumped_below)
        runner.below = beta_tails(beta, beta_point(exp(span->lo + span->log_cost))).lower;
    if (span->is_lumped_above) runner.above = beta_tails(beta, (BetaPoint){1 - CEILING, CEILING}).upper;
    return runner;
}

/* Returns the probability that a lump gives the runner. */
static double lump_of(const Runner *runner, const Span *span, Panel panel, bool is_first) {
    if (is_first) return runner->below;
    return panel.to == span->hi ? runner->above : 0;
}

/* Fills in the density in the panel's own coordinate, which runs from 0 to 1. */
static void fill_density(Runner *runner, const double *log_rate, const double *log_rest, double width) {
    for (size_t i = 0; i < NODES; i++)
        runner->density[i] = width * exp(runner->beta.alpha * log_rate[i] +
                                         (runner->beta.beta - 1) * log_rest[i] - runner->log_function);
}

/* Moves a runner through a panel in which it has density: its distribution function at the nodes, and at the end. */
static void run_through(Runner *runner, const Rule *rule) {
    double gained = 0;
    for (size_t i = 0; i < NODES; i++) {
        double sum = runner->reached;
        for (size_t j = 0; j < NODES; j++) sum += rule->upto[i][j] * runner->density[j];
        runner->lower[i] = fmin(sum, 1);
        gained += rule->weights[i] * runner->density[i];
    }
    runner->reached = fmin(runner->reached + gained, 1);
}

/* The same where the density is the same everywhere: in a lump, or 0 where the runner has none. */
static void run_evenly(Runner *runner, const Rule *rule, double density) {
    for (size_t i = 0; i < NODES; i++) {
        runner->density[i] = density;
        runner->lower[i] = fmin(runner->reached + density * rule->nodes[i], 1);
    }
    runner->reached = fmin(runner->reached + density, 1);
}

static void run_panel(Runner *runner, const Span *span, const Grid *grid, size_t rival, size_t k,
                      const Rule *rule) {
    const Panel panel = grid->panels[k];
    const size_t at = (rival * grid->count + k) * NODES;
    if (panel.is_lump) {
        run_evenly(runner, rule, lump_of(runner, span, panel, k == 0));
    } else if (panel.from >= runner->hi) {
        runner->reached = 1;
        run_evenly(runner, rule, 0);
    } else if (panel.from < span->lo || panel.to > span->hi || panel.to <= runner->lo) {
        run_evenly(runner, rule, 0);
    } else {
        fill_density(runner, &grid->log_rate[at], &grid->log_rest[at], panel.to - panel.from);
        run_through(runner, rule);
    }
}

/* Stores, for each runner, the product of the others' distribution functions at node i. */
static void multiply_others(const Runner *runners, size_t rivals, size_t i, double *others) {
    double product = 1;
    for (size_t v = 0; v < rivals; v++) {
        others[v] = product;
        product *= runners[v].lower[i];
    }
    product = 1;
    for (size_t v = rivals; v-- > 0;) {
        others[v] *= product;
        product *= runners[v].lower[i];
    }
}

/* A node with its weights for integrals over probability and over y. */
typedef struct Node {
    size_t index;
    double y, by_share, by_y;
} Node;

static void score_node(const Runner *runners, size_t rivals, Node node, const double *others,
                       ContestScore *scores) {
    double sum = 0;
    for (size_t v = 0; v < rivals; v++) sum += runners[v].lower[node.index];
    for (size_t v = 0; v < rivals; v++) {
        const double density = runners[v].density[node.index], lower = runners[v].lower[node.index];
        scores[v].p_best += node.by_share * density * others[v];
        scores[v].rank += node.by_share * density * ((double)(rivals - 1) - (sum - lower));
        scores[v].gap += node.by_y * lower * (1 - others[v]);
        scores[v].excess += node.by_y * lower * (1 - others[v]) / (node.y * node.y);
    }
}

/* What lies below the first panel adds to E[1/y_v - 1/max y]: there all is a power of y, also the product. */
static void score_lump_below(const Runner *runners, size_t rivals, double y, double weight,
                             ContestScore *scores) {
    for (size_t v = 0; v < rivals; v++) {
        double others = 1, power = runners[v].beta.alpha - 1;
        if (runners[v].below <= 0 || power <= 0) continue;
        double sum = 1 / power;
        for (size_t u = 0; u < rivals; u++)
            if (u != v) {
                others *= runners[u].below;
                power += runners[u].beta.alpha;
            }
        sum -= others / power;
        scores[v].excess += weight * runners[v].below / y * sum;
    }
}

struct ContestSpace {
    Arena *arena;
    Rule rule;
    Grid grid;
    size_t rivals; /* room for them */
    Span *spans;
    Runner *runners;
    double *others;
    ContestScore *sums;
};

static void score_panel(const ContestSpace *space, size_t rivals, size_t k, double weight) {
    const Panel panel = space->grid.panels[k];
    for (size_t i = 0; i < NODES; i++) {
        const double share = weight * space->rule.weights[i], y = space->grid.y[k * NODES + i];
        const Node node = {i, y, share, share * y * (panel.to - panel.from)};
        multiply_others(space->runners, rivals, i, space->others);
        score_node(space->runners, rivals, node, space->others, space->sums);
    }
}

static void run_case(const ContestSpace *space, size_t rivals, const Beta *betas, double weight) {
    const Grid *grid = &space->grid;
    double lo = INFINITY, hi = -INFINITY; /* outside all distribution functions are 0 or all are 1 */
    for (size_t v = 0; v < rivals; v++) {
        space->runners[v] = start_runner(betas[v], &space->spans[v]);
        space->sums[v].rank += weight;
        lo = fmin(lo, space->runners[v].lo);
        hi = fmax(hi, space->runners[v].hi);
    }
    score_lump_below(space->runners, rivals, grid->y[0], weight, space->sums);
    for (size_t k = 0; k < grid->count; k++) {
        if (grid->panels[k].to < lo || grid->panels[k].from > hi) continue;
        for (size_t v = 0; v < rivals; v++)
            run_panel(&space->runners[v], &space->spans[v], grid, v, k, &space->rule);
        score_panel(space, rivals, k, weight);
    }
}

ContestSpace *contest_space(Arena *arena) {
    ContestSpace *space = ARENA_NEW(arena, ContestSpace);
    space->arena = arena;
    space->rule = make_rule();
    return space;
}

static void reserve_rivals(ContestSpace *space, size_t rivals) {
    if (rivals <= space->rivals) return;
    space->rivals = rivals;
    space->spans = ARENA_ARRAY(space->arena, Span, rivals);
    space->runners = ARENA_ARRAY(space->arena, Runner, rivals);
    space->others = ARENA_ARRAY(space->arena, double, rivals);
    space->sums = ARENA_ARRAY(space->arena, ContestScore, rivals);
}

void contest_add(const Contest *contest, ContestSpace *space, ContestScore *scores) {
    const size_t rivals = contest->rivals;
    reserve_rivals(space, rivals);
    find_spans(contest, space->spans);
    cut_panels(space->spans, rivals, space->arena, &space->grid);
    place_nodes(space->spans, rivals, &space->rule, space->arena, &space->grid);
    for (size_t v = 0; v < rivals; v++) space->sums[v] = (ContestScore){0};
    for (size_t c = 0; c < contest->cases; c++)
        run_case(space, rivals, &contest->betas[c * rivals], contest->weights[c]);
    const double unit = least_cost(contest); /* so far y was rate / (cost / unit) */
    for (size_t v = 0; v < rivals; v++) {
        scores[v].p_best += space->sums[v].p_best;
        scores[v].rank += space->sums[v].rank;
        scores[v].gap += space->sums[v].gap / unit;
        scores[v].excess += space->sums[v].excess * unit;
    }
}
