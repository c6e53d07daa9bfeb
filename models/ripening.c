/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/ripening.h"
#include "models/rate_draws.h"
#include "models/rng.h"
#include "models/widths.h"
#include <math.h>
#include <stdlib.h>

Status ripening_fit(const Rollup *rollup, int32_t horizon, LateLogChoice log, Arena *arena, Arena *scratch,
                    Ripening *out, Err *err) {
    *out = (Ripening){.horizon = horizon};
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        if (!rollup->has_stage[s]) {
            out->fit[s].refused = (Why){"no_stage", STR("no file has a column or status for it")};
            continue;
        }
        out->data[s] = maturity_data_from_rollup(rollup, STAGE_DELIVERED, s, arena);
        out->late[s] = late_log_settle(rollup, s, log, &out->data[s], scratch);
        const Status status = maturity_fit(&out->data[s], horizon, arena, scratch, &out->fit[s], err);
        if (status != OK) return status;
    }
    if (!out->fit[STAGE_SQL].refused.code) {
        out->loss = maturity_losses(&out->fit[STAGE_SQL], &out->data[STAGE_SQL], scratch);
    }
    return OK;
}

/* What one vendor's draws at maturity are made of. */
typedef struct Work {
    const Ripening *ripening;
    const EvaluationInput *input;
    const Draws *draws;
    const CostDraws *costs;
    const Pooling *pooled;
    RateDraws rates[STAGE_COUNT];     /* of delivered -> stage */
    double *ripe[STAGE_COUNT];        /* F(H + 1) by node; NULL where the fit is refused */
    const PoolingNode **pooled_nodes; /* of delivered -> SQL to date, where its fit is refused; else NULL */
    double *sample[METRIC_COUNT];
    double *money, *leads[STAGE_COUNT]; /* one vendor's cost at maturity, and leads that get there */
    double *total_cost, *total_reached[STAGE_COUNT];
} Work;

static bool has_fit(const Ripening *ripening, Stage stage) { return !ripening->fit[stage].refused.code; }

/* Draws the rates of one stage jointly for all vendors, and tabulates how much of the lag each curve has by the horizon. */
static void draw_stage(Work *work, Stage stage, Arena *scratch) {
    static const char *const NAMES[STAGE_COUNT] = {"", "delivered>accepted", "delivered>sql",
                                                   "delivered>opportunity", "delivered>won"};
    const Maturity *fit = &work->ripening->fit[stage];
    const Rollup *rollup = work->input->rollup;
    const RateDrawsOf of = {str_from(NAMES[stage]), rollup->vendors, rollup->vendor_count, work->draws->seed,
                            work->draws->count};
    work->rates[stage] = rate_draws_of_maturity(fit, &of, scratch);
    work->ripe[stage] = ARENA_ARRAY(scratch, double, fit->node_count);
    for (size_t j = 0; j < fit->node_count; j++)
        work->ripe[stage][j] = lag_cdf(fit->nodes[j].lag, (double)fit->horizon + 1);
}

/* Where the SQL rate cannot be taken to maturity, the pooled rate to date stands in for it. */
static void draw_nodes(Work *work, Arena *scratch) {
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        if (has_fit(work->ripening, s)) draw_stage(work, s, scratch);
    }
    if (has_fit(work->ripening, STAGE_SQL) || !work->input->rollup->has_stage[STAGE_SQL]) return;
    work->pooled_nodes = ARENA_ARRAY(scratch, const PoolingNode *, work->draws->count);
    Rng *rng = rng_stream(work->draws->seed, STR("pooling"), (uint64_t)STAGE_SQL, scratch);
    for (size_t d = 0; d < work->draws->count; d++) {
        work->pooled_nodes[d] = pooling_node_at(&work->pooled[STAGE_SQL], rng_uniform(rng));
    }
}

/* The share of a vendor's work on open leads that will turn out to be waste: of those that stay short of SQL. */
static double wasted_share(const Work *work, size_t v, const Counts *counts) {
    const Maturity *fit = &work->ripening->fit[STAGE_SQL];
    if (!counts->open || !has_fit(work->ripening, STAGE_SQL)) return 1;
    const double wins =
        maturity_open_wins(fit, &work->ripening->data[STAGE_SQL], v, work->ripening->loss, INFINITY);
    const double share = wins / (double)counts->open;
    return share < 1 ? 1 - share : 0;
}

/* A stage's rate in one draw: c F(H + 1) of the drawn node. */
static double rate_in(const Work *work, Stage stage, size_t v, size_t d) {
    const RateDraws *rates = &work->rates[stage];
    return rates->rate[v * rates->draws + d] * work->ripe[stage][rates->node[d]];
}

static double draw_sql_rate_to_date(const Work *work, const Counts *counts, size_t d, Rng *rng) {
    const Trial trial = uncertainty_trial(counts, STAGE_SQL);
    const Beta prior = work->pooled_nodes[d]->prior;
    return rng_beta(rng, (Beta){prior.alpha + trial.won, prior.beta + trial.seen - trial.won});
}

static MetricId at_cost_per(Stage stage) {
    return (MetricId)(METRIC_AT_COST_PER_ACCEPTED + (stage - STAGE_ACCEPTED));
}

/* Draws the costs at maturity and what a lead brings; `rates` and `costs` are for the decision. */
static void draw_vendor(Work *work, const ScenarioResult *scenario, size_t v, double wasted, double *rates,
                        double *costs, Arena *scratch) {
    const VendorResult *vendor = &scenario->vendors[v];
    const double delivered = (double)vendor->counts.delivered;
    Rng *rng = rng_stream(work->draws->seed, vendor->vendor, 1, scratch);
    const double unit = (double)currency_units(work->input->currency);
    for (size_t d = 0; d < work->draws->count; d++) {
        const double cost =
            ((double)work->costs->true_cost[v][d] + wasted * (double)work->costs->sdr_open[v][d]) / unit;
        work->money[d] = cost;
        work->sample[METRIC_AT_TRUE_CPL][d] = cost / delivered;
        work->total_cost[d] += cost;
        if (costs) costs[d] = cost / delivered;
        for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
            if (!work->ripe[s]) continue;
            const double rate = rate_in(work, s, v, d);
            work->sample[at_cost_per(s)][d] = cost / (delivered * rate);
            work->leads[s][d] = delivered * rate;
            work->total_reached[s][d] += delivered * rate;
            if (s == STAGE_SQL) rates[d] = rate;
        }
        if (work->pooled_nodes) rates[d] = draw_sql_rate_to_date(work, &vendor->counts, d, rng);
    }
}

static Interval unknown(Why why) { return (Interval){.why = why}; }

static void read_costs(const Work *work, VendorResult *vendor) {
    const Why costs = vendor->ledger.why;
    const size_t count = work->draws->count;
    Interval *out = vendor->interval;
    const Why leads = vendor->counts.delivered ? (Why){0} : (Why){"no_leads", STR("no lead was delivered")};
    const Why refused = work->ripening->fit[STAGE_SQL].refused;
    const Why why = why_first(why_first(costs, leads), refused);
    out[METRIC_AT_TRUE_CPL] =
        why.code ? unknown(why) : draws_interval(work->sample[METRIC_AT_TRUE_CPL], count);
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        const Why stage = why_first(why_first(costs, leads), work->ripening->fit[s].refused);
        out[at_cost_per(s)] =
            stage.code ? unknown(stage) : draws_interval(work->sample[at_cost_per(s)], count);
    }
}

/* Where the ranges are wide from; those are filled. */
static void read_widths(const Work *work, const double *money, double *const leads[STAGE_COUNT],
                        VendorResult *vendor) {
    Widths widths = {.money = widths_of(money, work->draws->count)};
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++)
        widths.leads[s] = work->ripe[s] ? widths_of(leads[s], work->draws->count) : 0;
    widths_fill(&widths, true, vendor);
}

static Interval of_rate(Rate rate) {
    return (Interval){.mean = rate.mean, .p05 = rate.low, .p50 = rate.median, .p95 = rate.high};
}

/* Leads counted as mature ones, node by node: n from s n and s k, which the node holds (s is 1 without conversions). */
static Interval equivalent_leads(const Maturity *fit, size_t v, Arena *scratch) {
    enum { STEPS = 400 };
    double *sample = ARENA_ARRAY(scratch, double, STEPS);
    for (size_t i = 0; i < STEPS; i++) {
        const MaturityNode *node = &fit->nodes[maturity_node_at(fit, ((double)i + .5) / STEPS)];
        const Trial trial = node->trials[v];
        sample[i] = fit->won[v] > 0 && trial.won > 0 ? trial.seen * fit->won[v] / trial.won : trial.seen;
    }
    return draws_interval(sample, STEPS);
}

static void fill_rates(const Ripening *ripening, size_t v, VendorResult *vendor, Arena *scratch) {
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        const int k = (int)s - STAGE_ACCEPTED;
        const Maturity *fit = &ripening->fit[s];
        Interval *rate = &vendor->interval[METRIC_AT_RATE_ACCEPTED + k];
        Interval *ever = &vendor->interval[METRIC_AT_ULTIMATE_ACCEPTED + k];
        Interval *leads = &vendor->interval[METRIC_AT_EQUIVALENT_ACCEPTED + k];
        if (fit->refused.code) {
            *rate = *ever = *leads = unknown(fit->refused);
            continue;
        }
        *rate = of_rate(maturity_rate(fit, v, fit->horizon, .9, scratch));
        *ever = of_rate(maturity_rate(fit, v, INFINITY, .9, scratch));
        *leads = equivalent_leads(fit, v, scratch);
    }
}

/* The total's rate is what its vendors' leads bring together, draw by draw. */
static void fill_total(const Work *work, VendorResult *total) {
    const double delivered = (double)total->counts.delivered;
    for (size_t d = 0; d < work->draws->count; d++) {
        work->sample[METRIC_AT_TRUE_CPL][d] = work->total_cost[d] / delivered;
        for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
            if (work->ripe[s])
                work->sample[at_cost_per(s)][d] = work->total_cost[d] / work->total_reached[s][d];
        }
    }
    read_costs(work, total);
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        const int k = (int)s - STAGE_ACCEPTED;
        const Why none = {"total", STR("quoted by vendor")};
        total->interval[METRIC_AT_ULTIMATE_ACCEPTED + k] =
            total->interval[METRIC_AT_EQUIVALENT_ACCEPTED + k] = unknown(none);
        Interval *rate = &total->interval[METRIC_AT_RATE_ACCEPTED + k];
        *rate = unknown(work->ripening->fit[s].refused);
        if (rate->why.code) continue;
        for (size_t d = 0; d < work->draws->count; d++)
            work->leads[s][d] = work->total_reached[s][d] / delivered;
        *rate = draws_interval(work->leads[s], work->draws->count);
    }
    read_widths(work, work->total_cost, work->total_reached, total);
}

static void fill_plain(const Ripening *ripening, VendorResult *vendor) {
    const Maturity *fit = &ripening->fit[STAGE_SQL];
    vendor->value[METRIC_AT_HORIZON_DAYS] =
        fit->refused.code ? figure_unknown(fit->refused) : figure_of((double)fit->horizon);
    vendor->value[METRIC_AT_OPEN_SHARE] = vendor->value[METRIC_OPEN_SHARE];
}

static Work prepare(const Ripening *ripening, const EvaluationInput *input, const Draws *draws,
                    const CostDraws *costs, const Pooling *pooled, Arena *scratch) {
    Work work = {.ripening = ripening, .input = input, .draws = draws, .costs = costs, .pooled = pooled};
    draw_nodes(&work, scratch);
    for (int m = METRIC_AT_TRUE_CPL; m <= METRIC_AT_COST_PER_WON; m++) {
        work.sample[m] = ARENA_ARRAY(scratch, double, draws->count);
    }
    work.money = ARENA_ARRAY(scratch, double, draws->count);
    work.total_cost = ARENA_ARRAY(scratch, double, draws->count);
    for (int s = 0; s < STAGE_COUNT; s++) {
        work.leads[s] = ARENA_ARRAY(scratch, double, draws->count);
        work.total_reached[s] = ARENA_ARRAY(scratch, double, draws->count);
    }
    return work;
}

void ripening_fill(const Ripening *ripening, const EvaluationInput *input, const Draws *draws,
                   const CostDraws *costs, const Pooling pooled[STAGE_COUNT], Arena *scratch,
                   ScenarioResult *scenario, RipeDraws *out) {
    Work work = prepare(ripening, input, draws, costs, pooled, scratch);
    out->sql_rate = ARENA_ARRAY(scratch, double *, scenario->vendor_count);
    out->cost_of_lead = ARENA_ARRAY(scratch, double *, scenario->vendor_count);
    out->wasted = ARENA_ARRAY(scratch, double, scenario->vendor_count);
    for (size_t v = 0; v < scenario->vendor_count; v++) {
        VendorResult *vendor = &scenario->vendors[v];
        out->sql_rate[v] = ARENA_ARRAY(scratch, double, draws->count);
        if (!vendor->ledger.why.code && vendor->counts.delivered) {
            out->cost_of_lead[v] = ARENA_ARRAY(scratch, double, draws->count);
        }
        out->wasted[v] = wasted_share(&work, v, &vendor->counts);
        draw_vendor(&work, scenario, v, out->wasted[v], out->sql_rate[v], out->cost_of_lead[v], scratch);
        read_costs(&work, vendor);
        fill_rates(ripening, v, vendor, scratch);
        read_widths(&work, work.money, work.leads, vendor);
        fill_plain(ripening, vendor);
    }
    fill_total(&work, &scenario->total);
    fill_plain(ripening, &scenario->total);
}
