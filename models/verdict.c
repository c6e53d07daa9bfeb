/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/verdict.h"
#include "models/flips.h"
#include "models/preposterior.h"
#include <math.h>
#include <stdio.h>

const char *const VERDICT_CODES[VERDICT_COUNT] = {"renew",   "renegotiate", "reduce",
                                                  "replace", "kill",        "hold"};
const char *const VERDICT_WORDS[VERDICT_COUNT] = {"renew",   "renegotiate", "reduce",
                                                  "replace", "end",         "not decidable yet"};

typedef struct Work {
    RulingBench bench;
    double months;
    ScenarioResult *scenario;
    Arena *arena, *scratch;
} Work;

/* Says of each vendor in how many draws it stands at which rank; of vendors that are level the first is ahead. */
static size_t *count_ranks(const RulingBench *bench, Arena *scratch) {
    const size_t vendors = bench->scenario->vendor_count;
    size_t *ranks = ARENA_ARRAY(scratch, size_t, vendors * vendors);
    for (size_t v = 0; v < vendors; v++) {
        for (size_t d = 0; ruling_has_rival(bench, v) && d < bench->count; d++) {
            const double own = bench->yield[v * bench->count + d];
            size_t ahead = 0;
            for (size_t w = 0; w < vendors; w++) {
                const double other = bench->yield[w * bench->count + d];
                ahead += ruling_has_rival(bench, w) && (other > own || (w < v && !(other < own)));
            }
            ranks[v * vendors + ahead]++;
        }
    }
    return ranks;
}

/* The smallest rank with at least that share of the draws at or below. */
static double rank_at(const size_t *ranks, size_t draws, double share) {
    size_t rank = 0, below = ranks[0];
    while ((double)below < share * (double)draws) below += ranks[++rank];
    return (double)rank + 1;
}

static Interval rank_interval(const size_t *ranks, size_t vendors, size_t draws) {
    double sum = 0;
    for (size_t r = 0; r < vendors; r++) sum += (double)(r + 1) * (double)ranks[r];
    return (Interval){.mean = sum / (double)draws,
                      .p05 = rank_at(ranks, draws, .05),
                      .p50 = rank_at(ranks, draws, .5),
                      .p95 = rank_at(ranks, draws, .95)};
}

/* Fills rank and chance of being cheapest; where that is known exactly it stays, without an error. */
static void fill_ranks(const RulingBench *bench, bool exact, Arena *scratch, ScenarioResult *scenario) {
    const size_t vendors = scenario->vendor_count, *ranks = count_ranks(bench, scratch);
    for (size_t v = 0; v < vendors; v++) {
        Figure *chance = &scenario->vendors[v].value[METRIC_P_CHEAPEST],
               *error = &scenario->vendors[v].value[METRIC_P_CHEAPEST_SE];
        Interval *rank = &scenario->vendors[v].interval[METRIC_RANK];
        if (!chance->why.code && !ruling_has_rival(bench, v))
            *chance = figure_unknown((Why){"no_cost", STR("what its leads cost is not known")});
        *error = *chance;
        *rank = (Interval){.why = chance->why};
        if (chance->why.code) continue;
        const double n = (double)bench->count, share = (double)ranks[v * vendors] / n;
        if (!exact) *chance = figure_of(share);
        *error = figure_of(exact ? 0 : sqrt(share * (1 - share) / n));
        *rank = rank_interval(ranks + v * vendors, vendors, bench->count);
    }
}

/* The draws of a vendor's SQL rate as one beta, with the mean cost of its leads. */
static bool option_of(const Work *work, size_t v, Option *out) {
    double sum = 0, squares = 0, cost = 0;
    for (size_t d = 0; d < work->bench.count; d++) {
        sum += work->bench.draws->sql_rate[v][d];
        squares += work->bench.draws->sql_rate[v][d] * work->bench.draws->sql_rate[v][d];
        cost += work->bench.draws->cost_of_lead[v][d];
    }
    const double n = (double)work->bench.count, mean = sum / n, variance = squares / n - mean * mean;
    if (mean <= 0 || variance <= 0 || variance >= mean * (1 - mean) || cost <= 0) return false;
    *out = (Option){beta_from_moments(mean, variance), cost / n};
    return true;
}

/* How many more leads would settle it, and at the present pace how many weeks that is: against the best alternative where
 * there is one (as many leads from each), else against paying just what an SQL is worth. */
static void plan_hold(const Work *work, size_t v, const RulingFacts *facts, Verdict *out) {
    const VendorResult *vendor = &work->scenario->vendors[v];
    const double threshold = facts->threshold / (facts->budget * facts->value_of_sql);
    const double weekly = (double)vendor->counts.delivered / (work->months * 365.25 / 12 / 7);
    Option own, rival;
    Err unused;
    long leads;
    out->leads_needed = out->weeks_needed =
        figure_unknown((Why){"not_settled", STR("no number of leads can be said")});
    if (facts->budget <= 0 || threshold <= 0 || !option_of(work, v, &own)) return;
    Status status = ERR_DATA;
    if (facts->rival == SIZE_MAX)
        status = preposterior_leads(own, 1 / facts->value_of_sql, threshold, &leads, &unused);
    else if (option_of(work, facts->rival, &rival)) {
        status = preposterior_two_leads(own, rival, threshold, work->scratch, &leads, &unused);
    }
    if (status != OK) return;
    out->leads_needed = figure_of((double)leads);
    if (weekly > 0) out->weeks_needed = figure_of(ceil((double)leads / weekly));
}

/* A chance in a sentence is never quite 0 or 100. */
static Str percent(double share, Arena *arena) {
    if (share > .995) return STR("over 99 %");
    return share < .005 ? STR("under 1 %") : str_format(arena, "%.0f %%", 100 * share);
}

/* Whole units with commas: "USD 10,292". */
static Str amount(const Work *work, double money) {
    char digits[MONEY_TEXT], grouped[2 * MONEY_TEXT];
    const int len = snprintf(digits, sizeof digits, "%.0f", fabs(money));
    int at = 0;
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0) grouped[at++] = ',';
        grouped[at++] = digits[i];
    }
    grouped[at] = '\0';
    const char *code = work->bench.input->currency.code;
    return str_format(work->arena, "%s%s%s%s", code, *code ? " " : "", money < 0 ? "-" : "", grouped);
}

static Str because(const Work *work, const RulingFacts *facts) {
    Arena *arena = work->arena;
    const Str worth = amount(work, facts->value_of_sql), loss = amount(work, facts->loss),
              limit = amount(work, facts->threshold);
    const Str likely = str_format(
        arena, "an SQL costs at most %.*s with %.*s; cost of being wrong %.*s, tolerable are %.*s",
        STR_ARGS(worth), STR_ARGS(percent(facts->p_target, arena)), STR_ARGS(loss), STR_ARGS(limit));
    if (facts->rival == SIZE_MAX) return likely;
    return str_format(arena, "%.*s; %.*s is cheaper with %.*s", STR_ARGS(likely),
                      STR_ARGS(work->scenario->vendors[facts->rival].vendor),
                      STR_ARGS(percent(facts->p_beaten, arena)));
}

static Verdict decide(const Work *work, size_t v, Figure value) {
    VendorResult *vendor = &work->scenario->vendors[v];
    const Why costs = vendor->value[METRIC_TRUE_CPL].why;
    Verdict out = {.why = why_first(costs, value.why)};
    if (!work->bench.input->rollup->has_stage[STAGE_SQL])
        out.why = (Why){"no_stage", STR("no file has a column or status for SQL")};
    if (!out.why.code && !ruling_has_rival(&work->bench, v))
        out.why = (Why){"no_leads", STR("no lead was delivered")};
    vendor->value[METRIC_EXPECTED_LOSS] = figure_unknown(out.why);
    out.walk_away = out.loss_threshold = out.leads_needed = out.weeks_needed = figure_unknown(out.why);
    if (out.why.code) return out;
    const RulingFacts facts = ruling_facts(&work->bench, v);
    const Rule *rule = ruling_decide(&facts);
    vendor->value[METRIC_EXPECTED_LOSS] = figure_of(facts.loss);
    out.code = rule->code;
    out.rule = str_from(rule->words);
    out.because = because(work, &facts);
    out.walk_away =
        facts.walk_away > 0
            ? figure_of(facts.walk_away)
            : figure_unknown((Why){"no_price", STR("no price above zero pays at this confidence")});
    out.loss_threshold = figure_of(facts.threshold);
    if (rule->code == VERDICT_HOLD) plan_hold(work, v, &facts, &out);
    return out;
}

void verdict_decide(const EvaluationInput *input, const RipeDraws *draws, size_t draw_count, bool exact,
                    double months, Arena *arena, Arena *scratch, ScenarioResult *scenario) {
    const Values values = ledger_values(input->set);
    const Figure value = ruling_value_of_sql(&values, &scenario->total);
    months = months > 0 ? months : 1;
    Work work = {ruling_bench(input, scenario, draws, draw_count, months, value.value, scratch), months,
                 scenario, arena, scratch};
    fill_ranks(&work.bench, exact, scratch, scenario);
    for (size_t v = 0; v < scenario->vendor_count; v++)
        scenario->vendors[v].verdict = decide(&work, v, value);
    if (figure_is_known(value) && input->rollup->has_stage[STAGE_SQL])
        flips_find(work.bench, arena, scratch, scenario);
    const Why total = {"total", STR("a total has no rivals")};
    scenario->total.value[METRIC_EXPECTED_LOSS] = scenario->total.value[METRIC_P_CHEAPEST_SE] =
        figure_unknown(total);
    scenario->total.interval[METRIC_RANK] = (Interval){.why = total};
    scenario->total.verdict = (Verdict){.why = total};
}
