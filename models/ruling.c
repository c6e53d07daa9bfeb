/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/ruling.h"
#include <math.h>
#include <string.h>

static bool is_worthless(const RulingFacts *facts) { return facts->p_worthless >= facts->confidence; }
static bool is_good(const RulingFacts *facts) {
    return facts->p_target >= facts->confidence && facts->loss <= facts->threshold;
}
static bool is_beaten(const RulingFacts *facts) {
    return facts->rival != SIZE_MAX && facts->loss > facts->threshold && facts->p_beaten >= facts->confidence;
}
static bool has_price(const RulingFacts *facts) {
    return facts->walk_away > 0 && facts->walk_away < facts->price;
}
static bool is_left(const RulingFacts *facts) { return facts != NULL; }

/* The first rule that fires. `reduce` needs cells below the vendor and comes with the renewal pack. */
static const Rule RULES[] = {
    {VERDICT_KILL, "P(waste > value of a lead) >= confidence", is_worthless},
    {VERDICT_RENEW, "P(cost per SQL <= value of an SQL) >= confidence, and cost of being wrong <= threshold",
     is_good},
    {VERDICT_REPLACE, "cost of being wrong > threshold, and P(one alternative is cheaper) >= confidence",
     is_beaten},
    {VERDICT_RENEGOTIATE, "a price above zero and below today's makes renew fire", has_price},
    {VERDICT_HOLD, "no other rule fires", is_left},
};

const Rule *ruling_decide(const RulingFacts *facts) {
    const Rule *rule = RULES;
    while (!rule->fires(facts)) rule++;
    return rule;
}

Figure ruling_value_of_sql(const Values *values, const VendorResult *total) {
    const Interval *won = &total->interval[METRIC_AT_RATE_WON], *sql = &total->interval[METRIC_AT_RATE_SQL];
    if (values->known[ASSUME_TARGET_COST_PER_SQL])
        return figure_of(decimal_to_double(values->of[ASSUME_TARGET_COST_PER_SQL]));
    if (values->known[ASSUME_MARGIN_GROSS] && values->known[ASSUME_DEAL_VALUE] && interval_is_known(*won) &&
        interval_is_known(*sql) && sql->mean > 0) {
        return figure_of(decimal_to_double(values->of[ASSUME_MARGIN_GROSS]) *
                         decimal_to_double(values->of[ASSUME_DEAL_VALUE]) * won->mean / sql->mean);
    }
    return figure_unknown((Why){
        "no_value", STR("what an SQL is worth is not known: give target.cost_per_sql, or deal.value and "
                        "margin.gross")});
}

/* The contract rows in force on the as-of day: first tier's price and committed leads. */
static RulingTerms terms_of(const EvaluationInput *input, const VendorResult *vendor, double months) {
    const Contracts contracts = input->contracts;
    const Day day = input->rollup->definitions.as_of;
    RulingTerms terms = {0};
    double committed = 0;
    for (size_t i = 0; i < contracts.count; i++) {
        const Contract *row = &contracts.rows[i];
        if (!str_equal(row->vendor, vendor->vendor) || row->basis != BASIS_DELIVERED) continue;
        if (day != DAY_NONE && (day < row->start || day > row->end)) continue;
        if (row->from_lead == 1) terms.price = decimal_to_double(row->cpl);
        if (row->from_lead == 1 && row->committed_leads > 0) committed = (double)row->committed_leads;
    }
    terms.budget = committed * terms.price;
    if (!(terms.budget > 0))
        terms.budget = money_to_double(vendor->books.invoice, input->currency) * 12 / months;
    return terms;
}

bool ruling_has_rival(const RulingBench *bench, size_t vendor) {
    return bench->draws->cost_of_lead[vendor] != NULL;
}

static double share_of_billable(const VendorResult *vendor) {
    const Counts *counts = &vendor->counts;
    return counts->delivered ? (double)(counts->invoiced - counts->credited) / (double)counts->delivered : 0;
}

/* What a delivered lead's invoice is more than in the draws. */
static double repriced(const RulingBench *bench, size_t v) {
    const double price = bench->terms[v].price;
    if (!(price > 0)) return 0;
    return (bench->world.price[v] - price) * share_of_billable(&bench->scenario->vendors[v]);
}

/* The invoice per delivered lead that is in the draws of cost. */
static double net_invoice(const RulingBench *bench, const VendorResult *vendor) {
    const Money *line = vendor->ledger.line;
    return money_to_double(line[LINE_INVOICE] - line[LINE_CREDITS], bench->input->currency) /
           (double)vendor->counts.delivered;
}

void ruling_enter(RulingBench *bench, RulingWorld world) {
    bench->world = world;
    memset(bench->best, 0, bench->count * sizeof *bench->best);
    for (size_t v = 0; v < bench->scenario->vendor_count; v++) {
        if (!ruling_has_rival(bench, v)) continue;
        const double more = world.waste[v] + repriced(bench, v);
        const double *cost = bench->draws->cost_of_lead[v], *rate = bench->draws->sql_rate[v];
        double *yield = bench->yield + v * bench->count;
        for (size_t d = 0; d < bench->count; d++) {
            yield[d] = cost[d] + more > 0 ? rate[d] / (cost[d] + more) : 0;
            if (yield[d] > bench->best[d]) bench->best[d] = yield[d];
        }
    }
}

RulingWorld ruling_copy_world(const RulingBench *bench, Arena *scratch) {
    const size_t vendors = bench->scenario->vendor_count;
    RulingWorld out = {bench->world.value, ARENA_ARRAY(scratch, double, vendors),
                       ARENA_ARRAY(scratch, double, vendors)};
    for (size_t v = 0; v < vendors; v++) {
        out.waste[v] = bench->world.waste[v];
        out.price[v] = bench->world.price[v];
    }
    return out;
}

RulingBench ruling_bench(const EvaluationInput *input, const ScenarioResult *scenario, const RipeDraws *draws,
                         size_t count, double months, double value, Arena *scratch) {
    const size_t vendors = scenario->vendor_count;
    RulingTerms *terms = ARENA_ARRAY(scratch, RulingTerms, vendors);
    const RulingWorld drawn = {value, ARENA_ARRAY(scratch, double, vendors),
                               ARENA_ARRAY(scratch, double, vendors)};
    for (size_t v = 0; v < vendors; v++) {
        terms[v] = terms_of(input, &scenario->vendors[v], months);
        drawn.price[v] = terms[v].price;
    }
    RulingBench bench = {.input = input,
                         .scenario = scenario,
                         .draws = draws,
                         .count = count,
                         .terms = terms,
                         .yield = ARENA_ARRAY(scratch, double, vendors *count),
                         .best = ARENA_ARRAY(scratch, double, count),
                         .price = ARENA_ARRAY(scratch, double, count)};
    ruling_enter(&bench, drawn);
    return bench;
}

/* The price per billable lead up to which cost per SQL stays below the value of an SQL with the asked-for confidence:
 * in each draw (rate x value - waste per delivered lead) / billable share; quoted rounded down to the minor unit. */
static double walk_away_price(const RulingBench *bench, size_t v, double confidence) {
    const VendorResult *vendor = &bench->scenario->vendors[v];
    const double billable = share_of_billable(vendor), value = bench->world.value,
                 waste = bench->world.waste[v] - net_invoice(bench, vendor);
    const double *cost = bench->draws->cost_of_lead[v], *rate = bench->draws->sql_rate[v];
    if (billable <= 0) return 0;
    for (size_t d = 0; d < bench->count; d++)
        bench->price[d] = (rate[d] * value - (cost[d] + waste)) / billable;
    const double units = (double)currency_units(bench->input->currency);
    const size_t rank = (size_t)floor((1 - confidence) * (double)(bench->count - 1));
    return floor(draws_rank(bench->price, bench->count, rank) * units) / units;
}

/* The single alternative that is most often cheaper. */
static void find_rival(const RulingBench *bench, size_t v, RulingFacts *facts) {
    const double *own = bench->yield + v * bench->count;
    facts->rival = SIZE_MAX;
    for (size_t w = 0; w < bench->scenario->vendor_count; w++) {
        if (w == v || !ruling_has_rival(bench, w)) continue;
        const double *other = bench->yield + w * bench->count;
        size_t beaten = 0;
        for (size_t d = 0; d < bench->count; d++) beaten += other[d] > own[d];
        const double share = (double)beaten / (double)bench->count;
        if (share <= facts->p_beaten) continue;
        facts->p_beaten = share;
        facts->rival = w;
    }
}

/* The expected loss: budget x (E[max y] - E[y_v]) x value of an SQL. */
static double loss_of(const RulingBench *bench, size_t v, double budget) {
    const double *own = bench->yield + v * bench->count;
    double gap = 0;
    for (size_t d = 0; d < bench->count; d++) gap += bench->best[d] - own[d];
    return budget * gap / (double)bench->count * bench->world.value;
}

RulingFacts ruling_facts(const RulingBench *bench, size_t v) {
    const Assumption *said = bench->input->set->of;
    const RulingTerms terms = bench->terms[v];
    const double value = bench->world.value, invoice = net_invoice(bench, &bench->scenario->vendors[v]),
                 waste = bench->world.waste[v], more = waste + repriced(bench, v);
    const double *cost = bench->draws->cost_of_lead[v], *rate = bench->draws->sql_rate[v];
    RulingFacts facts = {.confidence = decimal_to_double(said[ASSUME_DECISION_CONFIDENCE].base),
                         .value_of_sql = value,
                         .price = bench->world.price[v],
                         .budget = terms.budget};
    if (terms.price > 0) facts.budget *= bench->world.price[v] / terms.price;
    size_t worthless = 0, good = 0;
    for (size_t d = 0; d < bench->count; d++) {
        worthless += cost[d] - invoice + waste > rate[d] * value;
        good += cost[d] + more <= rate[d] * value;
    }
    facts.p_worthless = (double)worthless / (double)bench->count;
    facts.p_target = (double)good / (double)bench->count;
    facts.loss = loss_of(bench, v, facts.budget);
    facts.threshold = decimal_to_double(said[ASSUME_DECISION_LOSS_SHARE].base) * facts.budget;
    find_rival(bench, v, &facts);
    facts.walk_away = walk_away_price(bench, v, facts.confidence);
    return facts;
}
