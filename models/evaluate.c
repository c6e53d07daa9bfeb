/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/evaluate.h"
#include "models/decision.h"
#include "models/sighting.h"
#include "models/verdict.h"
#include <math.h>

enum { DEFAULT_DRAWS = 20000 };

Definitions evaluate_definitions(const AssumptionSet *set, Day as_of, Day from, Day to, LeadField segment) {
    return (Definitions){.as_of = as_of,
                         .from = from,
                         .to = to,
                         .invalid_with_unreachable = assumption_word(set, ASSUME_INVALID_DEFINITION) == 1,
                         .accept_days = assumption_whole(set, ASSUME_ACCEPT_DAYS),
                         .quiet_days = assumption_whole(set, ASSUME_QUIET_DAYS),
                         .duplicate_days = assumption_whole(set, ASSUME_DUPLICATE_DAYS),
                         .credit_last = assumption_word(set, ASSUME_CREDIT_RULE) == 1,
                         .segment = segment};
}

/* What a vendor's share of tools is measured by. */
static int64_t tools_weight(const VendorResult *vendor, int key) {
    const Counts *counts = &vendor->counts;
    switch (key) {
    case 0: return counts->delivered;
    case 1:
        return counts->delivered - counts->class[CLASS_UNTOUCHED] - counts->class[CLASS_DUPLICATE] -
               counts->class[CLASS_RETURNED];
    default: return vendor->books.invoice > 0 ? vendor->books.invoice : 0;
    }
}

/* Weighs the vendors by `key`; where that weighs none of them, by delivered leads, so that no cost is lost. */
static void weigh(const ScenarioResult *out, int key, int64_t *weights) {
    int64_t sum = 0;
    for (size_t v = 0; v < out->vendor_count; v++) sum += weights[v] = tools_weight(&out->vendors[v], key);
    if (!sum && key) weigh(out, 0, weights);
}

static void settle(const EvaluationInput *input, Arena *arena, Arena *scratch, ScenarioResult *out) {
    const Rollup *rollup = input->rollup;
    Books *books = ARENA_ARRAY(scratch, Books, rollup->vendor_count);
    int64_t *weights = ARENA_ARRAY(scratch, int64_t, rollup->vendor_count);
    Money *tools = ARENA_ARRAY(scratch, Money, rollup->vendor_count);
    books_settle(rollup, input->ledgers, arena, books, &out->tools_total, &out->tools_from_ledger);
    if (!out->tools_from_ledger) {
        out->tools_total = rollup_months(rollup) *
                           money_from_decimal(input->set->of[ASSUME_TOOLS_COST].base, input->currency);
    }
    for (size_t v = 0; v < rollup->vendor_count; v++) {
        VendorResult *vendor = &out->vendors[v];
        vendor->vendor = rollup->vendors[v];
        vendor->counts = ledger_count(rollup, (int)v, -1);
        vendor->books = books[v];
    }
    weigh(out, assumption_word(input->set, ASSUME_TOOLS_KEY), weights);
    ledger_split(out->tools_total, weights, rollup->vendor_count, tools);
    const Values values = ledger_values(input->set);
    Ledger *ledgers = ARENA_ARRAY(scratch, Ledger, rollup->vendor_count);
    for (size_t v = 0; v < rollup->vendor_count; v++) {
        VendorResult *vendor = &out->vendors[v];
        vendor->ledger = ledgers[v] =
            ledger_compute(&vendor->counts, &vendor->books, &values, tools[v], input->currency);
    }
    out->total.vendor = STR("Total");
    out->total.counts = ledger_count(rollup, -1, -1);
    out->total.ledger = ledger_total(ledgers, rollup->vendor_count);
    out->total.books = books_total(books, rollup->vendor_count);
}

static void fill_values(const EvaluationInput *input, VendorResult *vendor) {
    MetricFacts facts = {.counts = &vendor->counts,
                         .ledger = &vendor->ledger,
                         .books = &vendor->books,
                         .currency = input->currency,
                         .has_stage = input->rollup->has_stage};
    for (int s = 0; s < STAGE_COUNT; s++) facts.reached[s] = (double)vendor->counts.stage[s];
    for (int m = 0; m < METRIC_COUNT; m++) {
        if (metric_row((MetricId)m)->compute) vendor->value[m] = metric_compute((MetricId)m, &facts);
    }
}

/* The week's work that the answers make, over the weeks that the data spans. */
static double weekly_hours(const EvaluationInput *input, const ScenarioResult *scenario) {
    const Values values = ledger_values(input->set);
    Decimal minutes = 0;
    for (int p = 0; p < PART_COUNT; p++) {
        if (!LEDGER_PARTS[p].ops)
            minutes += ledger_work(&values, (LedgerPart)p, &scenario->total.counts.part[p]);
    }
    return decimal_to_double(minutes) / 60 / rollup_weeks(input->rollup);
}

static Figure capacity(const AssumptionSet *set) {
    const Assumption *count = &set->of[ASSUME_SDR_COUNT], *share = &set->of[ASSUME_SDR_SHARE];
    if (!count->known || !share->known)
        return figure_unknown((Why){"no_capacity", STR("sdr.count and sdr.share are not given")});
    return figure_of(decimal_to_double(count->base) * decimal_to_double(share->base) *
                     decimal_to_double(set->of[ASSUME_SDR_HOURS_PER_WEEK].base));
}

/* Says why a vendor has no place in the ranking; code NULL: it has one. */
static Why why_unranked(const VendorResult *vendor, bool has_sql) {
    const Figure cost = vendor->value[METRIC_TRUE_CPL];
    if (!has_sql) return (Why){"no_stage", STR("no file has a column or status for SQL")};
    if (!figure_is_known(cost)) return cost.why;
    return cost.value > 0 ? (Why){0} : (Why){"no_cost", STR("its leads cost nothing")};
}

/* Who is cheapest per SQL where nothing but the rates to date is uncertain: exactly, over the pooled model at the base
 * costs. Elsewhere only who has a place in the ranking: the draws say which. Vendors without a cost take part in the
 * pooling, not in the ranking. */
static Status rank_vendors(const bool has_stage[STAGE_COUNT], bool exactly, Arena *scratch,
                           ScenarioResult *out, Err *err) {
    Trial *trials = ARENA_ARRAY(scratch, Trial, out->vendor_count);
    DecisionVendor *contenders = ARENA_ARRAY(scratch, DecisionVendor, out->vendor_count);
    Standing *standings = ARENA_ARRAY(scratch, Standing, out->vendor_count);
    Pooling joint;
    size_t count = 0;
    for (size_t v = 0; v < out->vendor_count; v++) {
        VendorResult *vendor = &out->vendors[v];
        trials[v] = uncertainty_trial(&vendor->counts, STAGE_SQL);
        const Why why = why_unranked(vendor, has_stage[STAGE_SQL]);
        vendor->value[METRIC_P_CHEAPEST] = why.code ? figure_unknown(why) : figure_of(0);
        if (!why.code)
            contenders[count++] = (DecisionVendor){trials[v], vendor->value[METRIC_TRUE_CPL].value};
    }
    out->total.value[METRIC_P_CHEAPEST] = figure_unknown((Why){"total", STR("a total has no rivals")});
    if (!count || !exactly) return OK;
    Status status = pooling_fit_jointly(trials, out->vendor_count, scratch, &joint, err);
    if (status == OK) status = decision_rank(&joint, contenders, count, scratch, standings, err);
    for (size_t v = 0, c = 0; status == OK && v < out->vendor_count; v++) {
        Figure *chance = &out->vendors[v].value[METRIC_P_CHEAPEST];
        if (!chance->why.code) *chance = figure_of(standings[c++].p_cheapest);
    }
    return status;
}

static size_t draws_of(const EvaluationInput *input) { return input->draws ? input->draws : DEFAULT_DRAWS; }

OutlookInput evaluate_outlook(const EvaluationInput *input, const PlanRow *plan, size_t plan_count) {
    const Assumption *cap = &input->set->of[ASSUME_DEAL_CAP];
    return (OutlookInput){.rollup = input->rollup,
                          .contracts = input->contracts,
                          .plan = plan,
                          .plan_count = plan_count,
                          .ledgers = input->ledgers,
                          .currency = input->currency,
                          .deal_cap = cap->known && cap->base > 0 ? decimal_to_double(cap->base) : INFINITY,
                          .log = (LateLogChoice)assumption_word(input->set, ASSUME_LOG_START),
                          .seed = input->seed,
                          .draws = draws_of(input),
                          .workers = input->workers};
}

Status evaluate_foresee(const EvaluationInput *input, const PlanRow *plan, size_t plan_count, Arena *arena,
                        Arena *scratch, Foresight *out, Err *err) {
    const OutlookInput outlook = evaluate_outlook(input, plan, plan_count);
    Status status = ripening_fit(input->rollup, assumption_whole(input->set, ASSUME_HORIZON_DAYS),
                                 outlook.log, arena, scratch, &out->ripening, err);
    if (status == OK) status = outlook_fit(&outlook, arena, scratch, &out->outlook, err);
    return status == OK ? segment_rates_fit(input->rollup, arena, scratch, &out->segments, err) : status;
}

Status evaluate_scenario(const EvaluationInput *input, const Foresight *foresight, Arena *arena,
                         Arena *scratch, ScenarioResult *out, Err *err) {
    *out = (ScenarioResult){.set = input->set,
                            .vendors = ARENA_ARRAY(arena, VendorResult, input->rollup->vendor_count),
                            .vendor_count = input->rollup->vendor_count};
    settle(input, arena, scratch, out);
    for (size_t v = 0; v < out->vendor_count; v++) fill_values(input, &out->vendors[v]);
    fill_values(input, &out->total);
    out->sdr_hours_a_week = weekly_hours(input, out);
    out->sdr_capacity_hours = capacity(input->set);
    Pooling pooled[STAGE_COUNT];
    RipeDraws ripe;
    const Draws draws = draws_make(input->set, input->seed, draws_of(input), scratch);
    const CostDraws costs = uncertainty_draw_costs(input, &draws, out, scratch);
    const bool only_rates = foresight->ripening.fit[STAGE_SQL].refused.code && !draws.varied_count;
    Status status = uncertainty_fit_rates(input->rollup->has_stage, out, scratch, pooled, err);
    if (status == OK && foresight->outlook.why.code)
        status = uncertainty_look_ahead(input, &draws, arena, scratch, out, err);
    if (status == OK) status = rank_vendors(input->rollup->has_stage, only_rates, scratch, out, err);
    if (status != OK) return status;
    uncertainty_fill(input, &draws, &costs, pooled, scratch, out);
    ripening_fill(&foresight->ripening, input, &draws, &costs, pooled, scratch, out, &ripe);
    sighting_fill(&foresight->ripening, input->rollup, scratch, out);
    verdict_decide(input, &ripe, draws.count, only_rates, (double)rollup_months(input->rollup), arena,
                   scratch, out);
    for (size_t v = 0; v < out->vendor_count; v++) {
        out->vendors[v].segments = foresight->segments.of[v];
        out->vendors[v].segment_count = foresight->segments.counts[v];
    }
    const Assumption *deal = &input->set->of[ASSUME_DEAL_VALUE];
    const Why unknown = {"not_given", STR("deal.value is not given")};
    outlook_fill(&foresight->outlook,
                 deal->known ? figure_of(decimal_to_double(deal->base)) : figure_unknown(unknown), arena,
                 out);
    return OK;
}
