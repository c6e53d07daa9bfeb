/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/verdict.h"
#include "models/preposterior.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char *const VERDICT_CODES[VERDICT_COUNT] = {"renew",   "renegotiate", "reduce",
                                                  "replace", "kill",        "hold"};
const char *const VERDICT_WORDS[VERDICT_COUNT] = {"renew",   "renegotiate", "reduce",
                                                  "replace", "end",         "not decidable yet"};

/* What the rules look at: one vendor against the others, over all draws. */
typedef struct Facts {
    double confidence;         /* decision.confidence */
    double value_of_sql;       /* major units */
    double p_worthless;        /* P(waste > value of a lead) */
    double p_target;           /* P(cost per SQL <= value of an SQL) */
    double loss, threshold;    /* major units */
    double p_beaten;           /* P(the best single alternative is cheaper) */
    const VendorResult *rival; /* that alternative; NULL: there is none */
    double price;              /* today's, per billable lead */
    double walk_away;          /* the price up to which renew fires, not above zero where none does */
} Facts;

static bool is_worthless(const Facts *facts) { return facts->p_worthless >= facts->confidence; }
static bool is_good(const Facts *facts) {
    return facts->p_target >= facts->confidence && facts->loss <= facts->threshold;
}
static bool is_beaten(const Facts *facts) {
    return facts->rival && facts->loss > facts->threshold && facts->p_beaten >= facts->confidence;
}
static bool has_price(const Facts *facts) { return facts->walk_away > 0 && facts->walk_away < facts->price; }
static bool is_left(const Facts *facts) { return facts != NULL; }

/* The first rule that fires. `reduce` needs cells below the vendor and comes with the renewal pack. */
static const struct Rule {
    VerdictCode code;
    const char *words;
    bool (*fires)(const Facts *facts);
} RULES[] = {
    {VERDICT_KILL, "P(waste > value of a lead) >= confidence", is_worthless},
    {VERDICT_RENEW, "P(cost per SQL <= value of an SQL) >= confidence, and cost of being wrong <= threshold",
     is_good},
    {VERDICT_REPLACE, "cost of being wrong > threshold, and P(one alternative is cheaper) >= confidence",
     is_beaten},
    {VERDICT_RENEGOTIATE, "a price above zero and below today's makes renew fire", has_price},
    {VERDICT_HOLD, "no other rule fires", is_left},
};

typedef struct Work {
    const EvaluationInput *input;
    const Ripening *ripening;
    const RipeDraws *draws;
    size_t count;
    double months;
    ScenarioResult *scenario;
    Arena *arena, *scratch;
    double *best; /* of each draw: the most SQLs that 1 of money buys from any vendor */
} Work;

static bool is_rival(const Work *work, size_t v) { return work->draws->cost_of_lead[v] != NULL; }

/* SQLs that 1 of money buys from vendor v in draw d. */
static double per_money(const Work *work, size_t v, size_t d) {
    const double cost = work->draws->cost_of_lead[v][d];
    return cost > 0 ? work->draws->sql_rate[v][d] / cost : 0;
}

/* Counts in how many draws each vendor is the best, and what the best one buys. */
static void rank_draws(Work *work, size_t *wins) {
    for (size_t d = 0; d < work->count; d++) {
        size_t best = SIZE_MAX;
        for (size_t v = 0; v < work->scenario->vendor_count; v++) {
            if (is_rival(work, v) && (best == SIZE_MAX || per_money(work, v, d) > per_money(work, best, d)))
                best = v;
        }
        if (best == SIZE_MAX) continue;
        wins[best]++;
        work->best[d] = per_money(work, best, d);
    }
}

/* What an SQL is worth, or why that cannot be known. */
static Figure value_of_sql(const Work *work) {
    const AssumptionSet *set = work->input->set;
    const Assumption *target = &set->of[ASSUME_TARGET_COST_PER_SQL], *margin = &set->of[ASSUME_MARGIN_GROSS],
                     *deal = &set->of[ASSUME_DEAL_VALUE];
    if (target->known) return figure_of(decimal_to_double(target->base));
    const Interval *won = &work->scenario->total.interval[METRIC_AT_RATE_WON],
                   *sql = &work->scenario->total.interval[METRIC_AT_RATE_SQL];
    if (margin->known && deal->known && interval_is_known(*won) && interval_is_known(*sql) && sql->mean > 0) {
        return figure_of(decimal_to_double(margin->base) * decimal_to_double(deal->base) * won->mean /
                         sql->mean);
    }
    return figure_unknown((Why){
        "no_value", STR("what an SQL is worth is not known: give target.cost_per_sql, or deal.value and "
                        "margin.gross")});
}

/* The contract rows in force on the as-of day: first tier's price and committed leads. */
static VerdictTerms terms_of(const Work *work, const VendorResult *vendor) {
    const Contracts contracts = work->input->contracts;
    const Day day = work->input->rollup->definitions.as_of;
    VerdictTerms terms = {.budget_is = "twelve months' invoice"};
    double committed = 0;
    for (size_t i = 0; i < contracts.count; i++) {
        const Contract *row = &contracts.rows[i];
        if (!str_equal(row->vendor, vendor->vendor) || row->basis != BASIS_DELIVERED) continue;
        if (day != DAY_NONE && (day < row->start || day > row->end)) continue;
        if (row->from_lead == 1) terms.price = decimal_to_double(row->cpl);
        if (row->from_lead == 1 && row->committed_leads > 0) committed = (double)row->committed_leads;
    }
    terms.budget = committed * terms.price;
    if (terms.budget > 0) terms.budget_is = "the contract's committed leads x price";
    else terms.budget = money_to_double(vendor->books.invoice, work->input->currency) * 12 / work->months;
    return terms;
}

/* The expected loss of choosing v: budget x (E[max y] - E[y_v]) x value of an SQL. */
static double loss_of(const Work *work, size_t v, double budget, double value) {
    double gap = 0;
    for (size_t d = 0; d < work->count; d++) gap += work->best[d] - per_money(work, v, d);
    return budget * gap / (double)work->count * value;
}

static double share_of_billable(const VendorResult *vendor) {
    const Counts *counts = &vendor->counts;
    return counts->delivered ? (double)(counts->invoiced - counts->credited) / (double)counts->delivered : 0;
}

/* The invoice per delivered lead that is in the draws of cost. */
static double net_invoice(const Work *work, const VendorResult *vendor) {
    const Money *line = vendor->ledger.line;
    return money_to_double(line[LINE_INVOICE] - line[LINE_CREDITS], work->input->currency) /
           (double)vendor->counts.delivered;
}

static int by_value(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* The price per billable lead up to which cost per SQL stays below the value of an SQL with the asked-for confidence:
 * in each draw (rate x value - waste per delivered lead) / billable share; quoted rounded down to the minor unit. */
static double walk_away_price(const Work *work, size_t v, double value, double confidence) {
    const VendorResult *vendor = &work->scenario->vendors[v];
    const double billable = share_of_billable(vendor), invoice = net_invoice(work, vendor);
    if (billable <= 0) return 0;
    double *price = ARENA_ARRAY(work->scratch, double, work->count);
    for (size_t d = 0; d < work->count; d++) {
        const double waste = work->draws->cost_of_lead[v][d] - invoice;
        price[d] = (work->draws->sql_rate[v][d] * value - waste) / billable;
    }
    qsort(price, work->count, sizeof *price, by_value);
    const double units = (double)currency_units(work->input->currency);
    return floor(price[(size_t)floor((1 - confidence) * (double)(work->count - 1))] * units) / units;
}

static Facts facts_of(const Work *work, size_t v, VerdictTerms terms, double value) {
    const AssumptionSet *set = work->input->set;
    const VendorResult *vendor = &work->scenario->vendors[v];
    const double invoice = net_invoice(work, vendor);
    Facts facts = {.confidence = decimal_to_double(set->of[ASSUME_DECISION_CONFIDENCE].base),
                   .value_of_sql = value,
                   .price = terms.price};
    size_t worthless = 0, good = 0;
    for (size_t d = 0; d < work->count; d++) {
        const double worth = work->draws->sql_rate[v][d] * value, cost = work->draws->cost_of_lead[v][d];
        worthless += cost - invoice > worth;
        good += cost <= worth;
    }
    facts.p_worthless = (double)worthless / (double)work->count;
    facts.p_target = (double)good / (double)work->count;
    facts.loss = loss_of(work, v, terms.budget, value);
    facts.threshold = decimal_to_double(set->of[ASSUME_DECISION_LOSS_SHARE].base) * terms.budget;
    for (size_t w = 0; w < work->scenario->vendor_count; w++) {
        size_t beaten = 0;
        for (size_t d = 0; w != v && is_rival(work, w) && d < work->count; d++)
            beaten += per_money(work, w, d) > per_money(work, v, d);
        const double share = (double)beaten / (double)work->count;
        if (w == v || !is_rival(work, w) || share <= facts.p_beaten) continue;
        facts.p_beaten = share;
        facts.rival = &work->scenario->vendors[w];
    }
    facts.walk_away = walk_away_price(work, v, value, facts.confidence);
    return facts;
}

/* The draws of a vendor's SQL rate as one beta, with the mean cost of its leads. */
static bool option_of(const Work *work, size_t v, Option *out) {
    double sum = 0, squares = 0, cost = 0;
    for (size_t d = 0; d < work->count; d++) {
        sum += work->draws->sql_rate[v][d];
        squares += work->draws->sql_rate[v][d] * work->draws->sql_rate[v][d];
        cost += work->draws->cost_of_lead[v][d];
    }
    const double n = (double)work->count, mean = sum / n, variance = squares / n - mean * mean;
    if (mean <= 0 || variance <= 0 || variance >= mean * (1 - mean) || cost <= 0) return false;
    *out = (Option){beta_from_moments(mean, variance), cost / n};
    return true;
}

/* How many more leads would settle it, and at the present pace how many weeks that is: against the best alternative where
 * there is one (as many leads from each), else against paying just what an SQL is worth. */
static void plan_hold(const Work *work, size_t v, const Facts *facts, double budget, Verdict *out) {
    const VendorResult *vendor = &work->scenario->vendors[v];
    const double threshold = facts->threshold / (budget * facts->value_of_sql);
    const double weekly = (double)vendor->counts.delivered / (work->months * 365.25 / 12 / 7);
    Option own, rival;
    Err unused;
    long leads;
    out->leads_needed = out->weeks_needed =
        figure_unknown((Why){"not_settled", STR("no number of leads can be said")});
    if (budget <= 0 || threshold <= 0 || !option_of(work, v, &own)) return;
    Status status = ERR_DATA;
    if (!facts->rival) status = preposterior_leads(own, 1 / facts->value_of_sql, threshold, &leads, &unused);
    else if (option_of(work, (size_t)(facts->rival - work->scenario->vendors), &rival)) {
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
    const char *code = work->input->currency.code;
    return str_format(work->arena, "%s%s%s%s", code, *code ? " " : "", money < 0 ? "-" : "", grouped);
}

static Str because(const Work *work, const Facts *facts) {
    Arena *arena = work->arena;
    const Str worth = amount(work, facts->value_of_sql), loss = amount(work, facts->loss),
              limit = amount(work, facts->threshold);
    const Str likely = str_format(
        arena, "an SQL costs at most %.*s with %.*s; cost of being wrong %.*s, tolerable are %.*s",
        STR_ARGS(worth), STR_ARGS(percent(facts->p_target, arena)), STR_ARGS(loss), STR_ARGS(limit));
    if (!facts->rival) return likely;
    return str_format(arena, "%.*s; %.*s is cheaper with %.*s", STR_ARGS(likely),
                      STR_ARGS(facts->rival->vendor), STR_ARGS(percent(facts->p_beaten, arena)));
}

static Verdict decide(const Work *work, size_t v, Figure value) {
    VendorResult *vendor = &work->scenario->vendors[v];
    const Why costs = vendor->value[METRIC_TRUE_CPL].why;
    Verdict out = {.why = why_first(costs, value.why)};
    if (!work->input->rollup->has_stage[STAGE_SQL])
        out.why = (Why){"no_stage", STR("no file has a column or status for SQL")};
    if (!out.why.code && !is_rival(work, v)) out.why = (Why){"no_leads", STR("no lead was delivered")};
    vendor->value[METRIC_EXPECTED_LOSS] = figure_unknown(out.why);
    out.walk_away = out.loss_threshold = out.leads_needed = out.weeks_needed = figure_unknown(out.why);
    if (out.why.code) return out;
    const VerdictTerms terms = terms_of(work, vendor);
    const Facts facts = facts_of(work, v, terms, value.value);
    const struct Rule *rule = RULES;
    while (!rule->fires(&facts)) rule++;
    vendor->value[METRIC_EXPECTED_LOSS] = figure_of(facts.loss);
    out.code = rule->code;
    out.rule = str_from(rule->words);
    out.because = because(work, &facts);
    out.walk_away =
        facts.walk_away > 0
            ? figure_of(facts.walk_away)
            : figure_unknown((Why){"no_price", STR("no price above zero pays at this confidence")});
    out.loss_threshold = figure_of(facts.threshold);
    if (rule->code == VERDICT_HOLD) plan_hold(work, v, &facts, terms.budget, &out);
    return out;
}

void verdict_decide(const EvaluationInput *input, const Ripening *ripening, const RipeDraws *draws,
                    size_t draw_count, double months, Arena *arena, Arena *scratch,
                    ScenarioResult *scenario) {
    Work work = {.input = input,
                 .ripening = ripening,
                 .draws = draws,
                 .count = draw_count,
                 .months = months > 0 ? months : 1,
                 .scenario = scenario,
                 .arena = arena,
                 .scratch = scratch};
    size_t *wins = ARENA_ARRAY(scratch, size_t, scenario->vendor_count);
    work.best = ARENA_ARRAY(scratch, double, draw_count);
    if (input->rollup->has_stage[STAGE_SQL]) rank_draws(&work, wins);
    const Figure value = value_of_sql(&work);
    for (size_t v = 0; v < scenario->vendor_count; v++) {
        VendorResult *vendor = &scenario->vendors[v];
        if (figure_is_known(vendor->value[METRIC_P_CHEAPEST])) {
            vendor->value[METRIC_P_CHEAPEST] = figure_of((double)wins[v] / (double)draw_count);
        }
        vendor->verdict = decide(&work, v, value);
    }
    const Why total = {"total", STR("a total has no rivals")};
    scenario->total.value[METRIC_EXPECTED_LOSS] = figure_unknown(total);
    scenario->total.verdict = (Verdict){.why = total};
}
