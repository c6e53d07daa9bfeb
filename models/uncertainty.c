/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/uncertainty.h"
#include "models/rng.h"
#include "models/widths.h"
#include <math.h>

/* What all vendors share: the assumptions of each draw and, a stage, one node of the pooled model. */
typedef struct Work {
    const EvaluationInput *input;
    const Draws *draws;
    const PoolingNode **nodes[STAGE_COUNT]; /* NULL: the files have no such stage */
    double *sample[METRIC_COUNT];           /* one vendor's metrics, draw by draw; NULL: not drawn */
    double *money, *leads[STAGE_COUNT]; /* one vendor's true cost, minor units, and leads that got there */
    Money *total_cost;                  /* over the vendors so far */
    double *total_reached[STAGE_COUNT];
} Work;

Trial uncertainty_trial(const Counts *counts, Stage stage) {
    return (Trial){(double)counts->delivered, (double)counts->stage[stage]};
}

Status uncertainty_fit_rates(const bool has_stage[STAGE_COUNT], const ScenarioResult *scenario, Arena *arena,
                             Pooling out[STAGE_COUNT], Err *err) {
    Trial *trials = ARENA_ARRAY(arena, Trial, scenario->vendor_count);
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        if (!has_stage[s]) continue;
        for (size_t v = 0; v < scenario->vendor_count; v++) {
            trials[v] = uncertainty_trial(&scenario->vendors[v].counts, s);
        }
        const Status status = pooling_fit(trials, scenario->vendor_count, arena, &out[s], err);
        if (status != OK) return status;
    }
    return OK;
}

static void draw_nodes(Work *work, const Pooling *pooled, Arena *scratch) {
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        if (!work->input->rollup->has_stage[s]) continue;
        work->nodes[s] = ARENA_ARRAY(scratch, const PoolingNode *, work->draws->count);
        Rng *rng = rng_stream(work->draws->seed, STR("pooling"), (uint64_t)s, scratch);
        for (size_t d = 0; d < work->draws->count; d++)
            work->nodes[s][d] = pooling_node_at(&pooled[s], rng_uniform(rng));
    }
}

static Work prepare(const EvaluationInput *input, const Draws *draws, const Pooling *pooled, Arena *scratch) {
    Work work = {.input = input, .draws = draws};
    draw_nodes(&work, pooled, scratch);
    work.money = ARENA_ARRAY(scratch, double, draws->count);
    work.total_cost = ARENA_ARRAY(scratch, Money, draws->count);
    for (int s = 0; s < STAGE_COUNT; s++) {
        work.leads[s] = ARENA_ARRAY(scratch, double, draws->count);
        work.total_reached[s] = ARENA_ARRAY(scratch, double, draws->count);
    }
    for (int m = 0; m < METRIC_COUNT; m++) {
        if (metric_row((MetricId)m)->shape == SHAPE_BOTH)
            work.sample[m] = ARENA_ARRAY(scratch, double, draws->count);
    }
    return work;
}

/* The tools cost of a draw against the base one: the vendor's share moves in proportion. */
static Money drawn_tools(const EvaluationInput *input, const ScenarioResult *scenario,
                         const VendorResult *vendor, const Values *values) {
    const Money base = vendor->ledger.line[LINE_TOOLS];
    const Decimal cost = input->set->of[ASSUME_TOOLS_COST].base;
    if (scenario->tools_from_ledger || cost <= 0) return base;
    return (Money)round_ratio((Wide)base * values->of[ASSUME_TOOLS_COST], cost);
}

Ledger uncertainty_ledger(const EvaluationInput *input, const ScenarioResult *scenario,
                          const VendorResult *vendor, const Values *values) {
    return ledger_compute(&vendor->counts, &vendor->books, values,
                          drawn_tools(input, scenario, vendor, values), input->currency);
}

CostDraws uncertainty_draw_costs(const EvaluationInput *input, const Draws *draws,
                                 const ScenarioResult *scenario, Arena *arena) {
    const size_t vendors = scenario->vendor_count;
    const CostDraws out = {ARENA_ARRAY(arena, Money *, vendors), ARENA_ARRAY(arena, Money *, vendors)};
    for (size_t v = 0; v < vendors; v++) {
        const VendorResult *vendor = &scenario->vendors[v];
        out.true_cost[v] = ARENA_ARRAY(arena, Money, draws->count);
        out.sdr_open[v] = ARENA_ARRAY(arena, Money, draws->count);
        for (size_t d = 0; d < draws->count; d++) {
            const Values values = draws_values(draws, d);
            const Ledger ledger = uncertainty_ledger(input, scenario, vendor, &values);
            out.true_cost[v][d] = ledger.line[LINE_TRUE_COST];
            out.sdr_open[v][d] = ledger.line[LINE_SDR_OPEN];
        }
    }
    return out;
}

static void draw_reached(const Work *work, const VendorResult *vendor, size_t d, Rng *rng,
                         double reached[STAGE_COUNT]) {
    reached[STAGE_DELIVERED] = (double)vendor->counts.delivered;
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        if (!work->nodes[s]) continue;
        const Trial trial = uncertainty_trial(&vendor->counts, s);
        const Beta prior = work->nodes[s][d]->prior;
        reached[s] =
            trial.seen * rng_beta(rng, (Beta){prior.alpha + trial.won, prior.beta + trial.seen - trial.won});
    }
}

static void note_sample(Work *work, size_t d, const MetricFacts *facts) {
    work->money[d] = (double)facts->ledger->line[LINE_TRUE_COST];
    for (int s = 0; s < STAGE_COUNT; s++) work->leads[s][d] = facts->reached[s];
    for (int m = 0; m < METRIC_COUNT; m++) {
        if (!work->sample[m]) continue;
        const Figure figure = metric_compute((MetricId)m, facts);
        work->sample[m][d] = figure_is_known(figure) ? figure.value : INFINITY;
    }
}

/* A range exists where its figure does; without a conversion only the lower bound of a cost can be said. */
static void read_intervals(const Work *work, VendorResult *vendor) {
    const size_t count = work->draws->count;
    for (int m = 0; m < METRIC_COUNT; m++) {
        if (!work->sample[m]) continue;
        const Interval drawn = draws_interval(work->sample[m], count);
        const Why why = vendor->value[m].why;
        vendor->interval[m] = why.code ? (Interval){.why = why} : drawn;
    }
    const double floor =
        work->sample[METRIC_COST_PER_SQL][(size_t)ceil(.05 * (double)count) - 1]; /* in its place by now */
    const Why why = vendor->value[METRIC_COST_PER_SQL].why;
    vendor->sql_cost_floor = isfinite(floor) ? figure_of(floor) : figure_unknown(why);
}

/* Rates need no draws: their posterior is known exactly. */
static void exact_rates(const Work *work, const Pooling *pooled, VendorResult *vendor, Arena *scratch) {
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        Interval *out = &vendor->interval[metric_rate(s)];
        if (!work->nodes[s] || !vendor->counts.delivered) continue;
        const Rate rate = pooling_rate(&pooled[s], uncertainty_trial(&vendor->counts, s), .9, scratch);
        *out = (Interval){.mean = rate.mean, .p05 = rate.low, .p50 = rate.median, .p95 = rate.high};
        if (s == STAGE_SQL) vendor->own_weight = rate.own_share;
    }
}

/* Where the ranges are wide from; those are filled. */
static void read_widths(const Work *work, VendorResult *vendor) {
    Widths widths = {.money = widths_of(work->money, work->draws->count)};
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++)
        widths.leads[s] = work->nodes[s] ? widths_of(work->leads[s], work->draws->count) : 0;
    widths_fill(&widths, false, vendor);
}

static void draw_vendor(Work *work, const Pooling *pooled, const Money *costs, VendorResult *vendor,
                        Arena *scratch) {
    Rng *rng = rng_stream(work->draws->seed, vendor->vendor, 0, scratch);
    Ledger ledger = vendor->ledger;
    MetricFacts facts = {.counts = &vendor->counts,
                         .ledger = &ledger,
                         .books = &vendor->books,
                         .currency = work->input->currency,
                         .has_stage = work->input->rollup->has_stage};
    for (size_t d = 0; d < work->draws->count; d++) {
        ledger.line[LINE_TRUE_COST] = costs[d];
        draw_reached(work, vendor, d, rng, facts.reached);
        note_sample(work, d, &facts);
        work->total_cost[d] += costs[d];
        for (int s = 0; s < STAGE_COUNT; s++) work->total_reached[s][d] += facts.reached[s];
    }
    read_intervals(work, vendor);
    exact_rates(work, pooled, vendor, scratch);
    read_widths(work, vendor);
}

/* The total is what its vendors add up to, draw by draw. */
static void draw_total(Work *work, VendorResult *total) {
    Ledger ledger = total->ledger;
    MetricFacts facts = {.counts = &total->counts,
                         .ledger = &ledger,
                         .books = &total->books,
                         .currency = work->input->currency,
                         .has_stage = work->input->rollup->has_stage};
    for (size_t d = 0; d < work->draws->count; d++) {
        ledger.line[LINE_TRUE_COST] = work->total_cost[d];
        for (int s = 0; s < STAGE_COUNT; s++) facts.reached[s] = work->total_reached[s][d];
        note_sample(work, d, &facts);
    }
    read_intervals(work, total);
    read_widths(work, total);
}

void uncertainty_fill(const EvaluationInput *input, const Draws *draws, const CostDraws *costs,
                      const Pooling pooled[STAGE_COUNT], Arena *scratch, ScenarioResult *out) {
    Work work = prepare(input, draws, pooled, scratch);
    for (size_t v = 0; v < out->vendor_count; v++)
        draw_vendor(&work, pooled, costs->true_cost[v], &out->vendors[v], scratch);
    draw_total(&work, &out->total);
}

/* Leads that may still reach `stage`: not closed, and not there yet. */
static int64_t undecided(const Counts *counts, Stage stage) {
    int64_t open = counts->open;
    if (stage > STAGE_SQL) open += counts->class[CLASS_SQL] - counts->closed_at_sql;
    if (stage > STAGE_OPPORTUNITY) open += counts->class[CLASS_OPPORTUNITY];
    return open;
}

/* What a won deal is worth: what the user says, else the mean of those seen, in major units. */
static Figure deal_value(const EvaluationInput *input) {
    const Assumption *said = &input->set->of[ASSUME_DEAL_VALUE];
    if (said->known) return figure_of(decimal_to_double(said->base));
    double sum = 0;
    int64_t count = 0;
    for (size_t i = 0; i < input->rollup->deal_count; i++) {
        const RollupDeal *deal = &input->rollup->deals[i];
        const Money worth =
            books_convert(input->ledgers, deal->sum, deal->currency, input->rollup->definitions.as_of);
        if (worth == MONEY_NONE) continue;
        sum += money_to_double(worth, input->currency);
        count += deal->count;
    }
    if (count) return figure_of(sum / (double)count);
    return figure_unknown(
        (Why){"no_deal_size", STR("no won deal has an amount, and deal.value is not given")});
}

/* The plain method: open leads x the pooled rate among decided leads, as a predictive distribution. */
static Interval draw_further(const Draws *draws, const Pooling *decided, const Counts *counts, Stage stage,
                             Str name, double *sample, double *total, Arena *scratch) {
    const int64_t open = undecided(counts, stage);
    const Trial trial = {(double)(counts->delivered - open), (double)counts->stage[stage]};
    Rng *nodes = rng_stream(draws->seed, STR("decided"), (uint64_t)stage, scratch);
    Rng *rng = rng_stream(draws->seed, name, 1000 + (uint64_t)stage, scratch);
    for (size_t d = 0; d < draws->count; d++) {
        const Beta prior = pooling_node_at(decided, rng_uniform(nodes))->prior;
        const double rate =
            rng_beta(rng, (Beta){prior.alpha + trial.won, prior.beta + trial.seen - trial.won});
        sample[d] = (double)rng_binomial(rng, (long)open, rate);
        total[d] += sample[d];
    }
    return draws_interval(sample, draws->count);
}

static Interval scaled(Interval interval, Figure by) {
    if (interval.why.code) return interval;
    if (by.why.code) return (Interval){.why = by.why};
    return (Interval){interval.mean * by.value, interval.p05 * by.value, interval.p50 * by.value,
                      interval.p95 * by.value, by.why};
}

static Interval *outlook_of(Outlook *outlook, Stage stage) {
    return stage == STAGE_SQL           ? &outlook->sql
           : stage == STAGE_OPPORTUNITY ? &outlook->opportunity
                                        : &outlook->won;
}

static Status look_ahead(const Draws *draws, ScenarioResult *out, Stage stage, Arena *scratch, Err *err) {
    Pooling decided;
    Trial *trials = ARENA_ARRAY(scratch, Trial, out->vendor_count);
    double *sample = ARENA_ARRAY(scratch, double, draws->count),
           *total = ARENA_ARRAY(scratch, double, draws->count);
    for (size_t v = 0; v < out->vendor_count; v++) {
        const Counts *counts = &out->vendors[v].counts;
        trials[v] =
            (Trial){(double)(counts->delivered - undecided(counts, stage)), (double)counts->stage[stage]};
    }
    const Status status = pooling_fit(trials, out->vendor_count, scratch, &decided, err);
    if (status != OK) return status;
    for (size_t v = 0; v < out->vendor_count; v++) {
        VendorResult *vendor = &out->vendors[v];
        *outlook_of(vendor->outlook, stage) =
            draw_further(draws, &decided, &vendor->counts, stage, vendor->vendor, sample, total, scratch);
    }
    *outlook_of(out->total.outlook, stage) = draws_interval(total, draws->count);
    return OK;
}

static void start_outlook(VendorResult *vendor, Why why, Arena *arena) {
    const Interval none = {.why = why};
    vendor->outlook = ARENA_NEW(arena, Outlook);
    vendor->outlook_count = 1;
    *vendor->outlook = (Outlook){MONTH_NONE, none, none, none, none};
}

Status uncertainty_look_ahead(const EvaluationInput *input, const Draws *draws, Arena *arena, Arena *scratch,
                              ScenarioResult *out, Err *err) {
    const bool dated = input->rollup->has_dates;
    const Why why = dated ? (Why){"no_stage", STR("no file has a column or status for it")}
                          : (Why){"no_dates", STR("without dates nobody knows which leads are still open")};
    for (size_t v = 0; v < out->vendor_count; v++) start_outlook(&out->vendors[v], why, arena);
    start_outlook(&out->total, why, arena);
    if (!dated) return OK;
    for (Stage s = STAGE_SQL; s < STAGE_COUNT; s++) {
        const Status status = input->rollup->has_stage[s] ? look_ahead(draws, out, s, scratch, err) : OK;
        if (status != OK) return status;
    }
    const Figure worth = deal_value(input);
    for (size_t v = 0; v <= out->vendor_count; v++) {
        Outlook *outlook = v < out->vendor_count ? out->vendors[v].outlook : out->total.outlook;
        outlook->value = scaled(outlook->won, worth);
    }
    return OK;
}
