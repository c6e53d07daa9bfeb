/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/metrics.h"

#define COHORT "leads delivered, to date"
#define GUIDE  "cost ledger: models/ledger.h"

static Why why_stage(Stage stage) {
    static const char *const TEXTS[STAGE_COUNT] = {
        "", "no file has a column or status for accepted by sales", "no file has a column or status for SQL",
        "no file has a column or status for opportunities", "no file has a column or status for won deals"};
    return (Why){"no_stage", str_from(TEXTS[stage])};
}

static Figure ratio(double num, double den, const char *code, const char *text) {
    return den > 0 ? figure_of(num / den) : figure_unknown((Why){code, str_from(text)});
}

static Figure count_class(const MetricFacts *facts, int which) {
    return figure_of((double)facts->counts->class[which]);
}

static Figure count_kind(const MetricFacts *facts, int which) {
    return figure_of((double)facts->counts->kind[which]);
}

static double billable(const Counts *counts) { return (double)(counts->invoiced - counts->credited); }

static double valid(const Counts *counts) {
    return (double)(counts->invoiced - counts->class[CLASS_INVALID]);
}

static double in_spec(const Counts *counts) {
    return valid(counts) - (double)(counts->kind[KIND_FIT] + counts->kind[KIND_DATA]);
}

static Figure count_other(const MetricFacts *facts, int which) {
    const Counts *counts = facts->counts;
    switch (which) {
    case METRIC_INVOICED: return figure_of((double)counts->invoiced);
    case METRIC_CREDITED: return figure_of((double)counts->credited);
    case METRIC_BILLABLE: return figure_of(billable(counts));
    case METRIC_VALID: return figure_of(valid(counts));
    case METRIC_IN_SPEC: return figure_of(in_spec(counts));
    case METRIC_TOUCHED:
        return figure_of((double)(counts->delivered - counts->class[CLASS_UNTOUCHED] -
                                  counts->class[CLASS_DUPLICATE] - counts->class[CLASS_RETURNED]));
    case METRIC_QUIET: return figure_of((double)counts->quiet);
    case METRIC_EXCLUDED_BUT_CONVERTED: return figure_of((double)counts->excluded_but_converted);
    default: return figure_of((double)counts->pre_existing);
    }
}

static Figure count_stage(const MetricFacts *facts, int which) {
    if (!facts->has_stage[which]) return figure_unknown(why_stage((Stage)which));
    return figure_of(facts->reached[which]);
}

static double money(const MetricFacts *facts, LedgerLine line) {
    return money_to_double(facts->ledger->line[line], facts->currency);
}

static Figure ledger_line(const MetricFacts *facts, int which) {
    if (ledger_line_needs_invoice((LedgerLine)which) && facts->ledger->why.code)
        return figure_unknown(facts->ledger->why);
    return figure_of(money(facts, (LedgerLine)which));
}

static Figure stated_cpl(const MetricFacts *facts, int which) {
    (void)which;
    if (facts->books->stated_why.code) return figure_unknown(facts->books->stated_why);
    return ratio(money_to_double(facts->books->priced, facts->currency), (double)facts->books->priced_leads,
                 "no_invoiced", "no lead was invoiced");
}

static Figure cost_over(const MetricFacts *facts, double leads, const char *text) {
    if (facts->ledger->why.code) return figure_unknown(facts->ledger->why);
    return ratio(money(facts, LINE_TRUE_COST), leads, "none", text);
}

static Figure true_cpl(const MetricFacts *facts, int which) {
    switch (which) {
    case METRIC_TRUE_CPL: return cost_over(facts, (double)facts->counts->delivered, "no lead was delivered");
    case METRIC_TRUE_CPL_PER_BILLABLE: return cost_over(facts, billable(facts->counts), "no billable lead");
    default: return cost_over(facts, valid(facts->counts), "no valid lead");
    }
}

static Figure multiplier(const MetricFacts *facts, int which) {
    const Figure stated = stated_cpl(facts, which), true_cost = true_cpl(facts, METRIC_TRUE_CPL);
    if (!figure_is_known(stated)) return stated;
    if (!figure_is_known(true_cost)) return true_cost;
    return ratio(true_cost.value, stated.value, "free", "the stated CPL is zero");
}

static Figure cost_per_stage(const MetricFacts *facts, int which) {
    static const char *const NONE[STAGE_COUNT] = {"", "no lead was accepted by sales yet", "no SQL yet",
                                                  "no opportunity yet", "no won deal yet"};
    if (!facts->has_stage[which]) return figure_unknown(why_stage((Stage)which));
    if (facts->ledger->why.code) return figure_unknown(facts->ledger->why);
    return ratio(money(facts, LINE_TRUE_COST), facts->reached[which], "zero_conversions", NONE[which]);
}

static Figure rate_of(const MetricFacts *facts, int which) {
    if (!facts->has_stage[which]) return figure_unknown(why_stage((Stage)which));
    return ratio(facts->reached[which], facts->reached[STAGE_DELIVERED], "no_leads", "no lead was delivered");
}

static Figure step_rate(const MetricFacts *facts, int which) {
    if (!facts->has_stage[which]) return figure_unknown(why_stage((Stage)which));
    int before = which - 1;
    while (!facts->has_stage[before]) before--;
    return ratio(facts->reached[which], facts->reached[before], "no_leads",
                 "no lead reached the stage before");
}

static Figure open_share(const MetricFacts *facts, int which) {
    (void)which;
    return ratio((double)facts->counts->open, (double)facts->counts->delivered, "no_leads",
                 "no lead was delivered");
}

/* clang-format off */
#define CLASS_ROW(c, word, text) [METRIC_OUTCOME + (c)] = {"outcomes." word, word, UNIT_LEADS, SHAPE_VALUE, COHORT, text, "outcome classes: models/outcome.h", count_class, (c)}
#define KIND_ROW(k, word, text)  [METRIC_REASON + (k)] = {"reasons." word, "rejected: " word, UNIT_LEADS, SHAPE_VALUE, COHORT, text, "rejection reasons: models/outcome.h", count_kind, (k)}
#define COUNT_ROW(id, word, label, text) [id] = {"counts." word, label, UNIT_LEADS, SHAPE_VALUE, COHORT, text, GUIDE, count_other, (id)}
#define STAGE_ROW(s, word, label, text) [METRIC_STAGE + (s)] = {"stages." word, label, UNIT_LEADS, SHAPE_VALUE, COHORT, text, "cumulative stages: models/outcome.h", count_stage, (s)}
#define LINE_ROW(l, word, label, text) [METRIC_LINE + (l)] = {"ledger." word, label, UNIT_MONEY, SHAPE_VALUE, COHORT, text, GUIDE, ledger_line, (l)}
#define COST_ROW(id, s, word, label) [id] = {"cost_per." word, label, UNIT_MONEY, SHAPE_BOTH, COHORT, "true cost / leads that reached the stage; with none: not available, and the lower bound", GUIDE, cost_per_stage, (s)}
#define RATE_ROW(id, s, word, label) [id] = {"rate." word, label, UNIT_RATE, SHAPE_BOTH, COHORT, "leads that reached the stage / delivered; range: pooled over vendors", "hierarchical beta-binomial: models/pooling.h", rate_of, (s)}
#define STEP_ROW(id, s, word, label) [id] = {"steps." word, label, UNIT_RATE, SHAPE_VALUE, COHORT, "leads that reached the stage / leads that reached the one before it", "stage rates: models/pooling.h", step_rate, (s)}

#define RIPE "leads delivered, once the open ones have had their time"
#define RIPE_RATE(id, word, label) [id] = {"at_maturity.rate." word, label, UNIT_RATE, SHAPE_INTERVAL, RIPE, "share of delivered leads that get there within horizon.days of delivery: a lead of age a counts as F(a + 1) of a mature one", "cure model, pooled over vendors: models/maturity.h", NULL, 0}
#define RIPE_EVER(id, word, label) [id] = {"at_maturity.rate_ultimate." word, label, UNIT_RATE, SHAPE_INTERVAL, RIPE, "the same without a limit in days: extrapolates beyond the lags seen", "maturity: models/maturity.h", NULL, 0}
#define RIPE_LEADS(id, word, label) [id] = {"at_maturity.mature_equivalent_leads." word, label, UNIT_LEADS, SHAPE_INTERVAL, RIPE, "sum over leads of F(age + 1)", "maturity: models/maturity.h", NULL, 0}
#define RIPE_COST(id, word, label) [id] = {"at_maturity.cost_per." word, label, UNIT_MONEY, SHAPE_INTERVAL, RIPE, "true cost at maturity / (delivered x rate at maturity)", "maturity: models/maturity.h", NULL, 0}

static const Metric METRICS[METRIC_COUNT] = {
    CLASS_ROW(CLASS_DUPLICATE, "duplicate", "contact delivered before within duplicate.days, or flagged"),
    CLASS_ROW(CLASS_RETURNED, "returned", "given back to the vendor"),
    CLASS_ROW(CLASS_INVALID, "invalid", "no such contact, by invalid.definition"),
    CLASS_ROW(CLASS_WON, "won", "deal won"),
    CLASS_ROW(CLASS_LOST, "lost", "deal lost, or given up after sales worked it"),
    CLASS_ROW(CLASS_OPPORTUNITY, "opportunity", "open opportunity"),
    CLASS_ROW(CLASS_SQL, "sql", "SQL without an opportunity of its own yet"),
    CLASS_ROW(CLASS_DISQUALIFIED, "disqualified", "given up after contact"),
    CLASS_ROW(CLASS_REJECTED, "rejected", "sales would not work it"),
    CLASS_ROW(CLASS_ACCEPTED, "accepted", "accepted by sales, open or quiet"),
    CLASS_ROW(CLASS_TOUCHED, "touched", "tried, open or quiet"),
    CLASS_ROW(CLASS_UNTOUCHED, "untouched", "nobody has tried it"),
    KIND_ROW(KIND_FIT, "fit", "size, industry, geography, technology"),
    KIND_ROW(KIND_TIMING, "timing", "under contract, no project, no budget now"),
    KIND_ROW(KIND_DATA, "data", "contact data missing or unusable"),
    KIND_ROW(KIND_OTHER, "other", "anything else"),
    COUNT_ROW(METRIC_INVOICED, "invoiced", "invoiced leads", "delivered - returned - duplicates the contract does not bill"),
    COUNT_ROW(METRIC_CREDITED, "credited", "credited leads", "invoiced leads for which a credit was received"),
    COUNT_ROW(METRIC_BILLABLE, "billable", "billable leads", "invoiced - credited"),
    COUNT_ROW(METRIC_VALID, "valid", "valid leads", "invoiced - invalid"),
    COUNT_ROW(METRIC_IN_SPEC, "in_spec", "leads in specification", "valid - rejected for fit or data"),
    COUNT_ROW(METRIC_TOUCHED, "touched", "touched leads", "delivered - untouched - duplicate - returned"),
    COUNT_ROW(METRIC_QUIET, "quiet", "quiet leads", "touched or accepted, silent for quiet.days: their work is waste"),
    COUNT_ROW(METRIC_EXCLUDED_BUT_CONVERTED, "excluded_but_converted", "excluded but converted", "duplicate, returned or invalid leads that reached SQL or later: stage + excluded = the CRM's total"),
    COUNT_ROW(METRIC_PRE_EXISTING, "pre_existing", "pre-existing opportunities", "their opportunity is older than the lead: they stand at SQL"),
    STAGE_ROW(STAGE_DELIVERED, "delivered", "delivered leads", "all leads of the vendor"),
    STAGE_ROW(STAGE_ACCEPTED, "accepted", "accepted by sales", "accepted + disqualified + SQL + opportunity + won + lost"),
    STAGE_ROW(STAGE_SQL, "sql", "SQLs", "SQL + opportunity + won + lost after SQL"),
    STAGE_ROW(STAGE_OPPORTUNITY, "opportunity", "opportunities", "opportunity + won + lost after opportunity"),
    STAGE_ROW(STAGE_WON, "won", "won deals", "won"),
    LINE_ROW(LINE_INVOICE, "invoice", "invoice", "booked for the months it covers, else invoiced leads at the contract price"),
    LINE_ROW(LINE_CREDITS, "credits", "credits received", "booked credits, else credited leads at their price; subtracted"),
    LINE_ROW(LINE_OPS_WASTE, "ops_waste", "operations on bad leads", "minutes on duplicate, returned and invalid leads x operations' hour"),
    LINE_ROW(LINE_SDR_WASTE, "sdr_waste", "SDR time on dead leads", "minutes on invalid, rejected, disqualified, lost-before-SQL and quiet leads x SDR's hour"),
    LINE_ROW(LINE_DELIVERABILITY, "deliverability", "deliverability", "bounces x bounce.cost"),
    LINE_ROW(LINE_TOOLS, "tools", "tools and data", "the vendor's share by tools.key"),
    LINE_ROW(LINE_TRUE_COST, "true_cost", "true cost", "invoice - credits + operations + SDR waste + deliverability + tools"),
    LINE_ROW(LINE_TRUE_COST_WITHOUT_TOOLS, "true_cost_without_tools", "true cost without tools", "true cost - tools"),
    LINE_ROW(LINE_CASH, "cash", "of it cash", "invoice - credits + deliverability + tools"),
    LINE_ROW(LINE_TIME, "time", "of it time", "operations + SDR waste: on no invoice"),
    LINE_ROW(LINE_ACCRUED, "accrued", "accrued", "part of the invoice line: delivered, not invoiced yet, at the contract price"),
    LINE_ROW(LINE_PREPAID, "prepaid", "prepaid", "invoiced for leads still to come; not in the invoice line"),
    LINE_ROW(LINE_SDR_OPEN, "sdr_open", "SDR time on open leads", "work so far on accepted and touched open leads: no waste yet"),
    LINE_ROW(LINE_SDR_PRODUCTIVE, "sdr_productive", "productive SDR time", "work on leads that reached SQL"),
    LINE_ROW(LINE_LOADED_COST, "loaded_cost", "loaded cost", "true cost + productive SDR time"),
    [METRIC_STATED_CPL] = {"stated_cpl", "stated CPL", UNIT_MONEY, SHAPE_VALUE, COHORT, "sum of contract prices / invoiced leads", GUIDE, stated_cpl, 0},
    [METRIC_TRUE_CPL] = {"true_cpl", "true CPL", UNIT_MONEY, SHAPE_BOTH, COHORT, "true cost / delivered leads", GUIDE, true_cpl, METRIC_TRUE_CPL},
    [METRIC_TRUE_CPL_PER_BILLABLE] = {"true_cpl_per.billable", "true cost per billable lead", UNIT_MONEY, SHAPE_VALUE, COHORT, "true cost / billable leads", GUIDE, true_cpl, METRIC_TRUE_CPL_PER_BILLABLE},
    [METRIC_TRUE_CPL_PER_VALID] = {"true_cpl_per.valid", "true cost per valid lead", UNIT_MONEY, SHAPE_VALUE, COHORT, "true cost / valid leads", GUIDE, true_cpl, METRIC_TRUE_CPL_PER_VALID},
    [METRIC_MULTIPLIER] = {"multiplier", "true / stated CPL", UNIT_TIMES, SHAPE_BOTH, COHORT, "true CPL / stated CPL", GUIDE, multiplier, 0},
    COST_ROW(METRIC_COST_PER_ACCEPTED, STAGE_ACCEPTED, "accepted", "cost per accepted lead"),
    COST_ROW(METRIC_COST_PER_SQL, STAGE_SQL, "sql", "cost per SQL"),
    COST_ROW(METRIC_COST_PER_OPPORTUNITY, STAGE_OPPORTUNITY, "opportunity", "cost per opportunity"),
    COST_ROW(METRIC_COST_PER_WON, STAGE_WON, "won", "cost per won deal"),
    RATE_ROW(METRIC_RATE_ACCEPTED, STAGE_ACCEPTED, "accepted", "accepted by sales, of delivered"),
    RATE_ROW(METRIC_RATE_SQL, STAGE_SQL, "sql", "SQL, of delivered"),
    RATE_ROW(METRIC_RATE_OPPORTUNITY, STAGE_OPPORTUNITY, "opportunity", "opportunity, of delivered"),
    RATE_ROW(METRIC_RATE_WON, STAGE_WON, "won", "won, of delivered"),
    STEP_ROW(METRIC_STEP_ACCEPTED, STAGE_ACCEPTED, "accepted", "accepted, of delivered"),
    STEP_ROW(METRIC_STEP_SQL, STAGE_SQL, "sql", "SQL, of accepted"),
    STEP_ROW(METRIC_STEP_OPPORTUNITY, STAGE_OPPORTUNITY, "opportunity", "opportunity, of SQL"),
    STEP_ROW(METRIC_STEP_WON, STAGE_WON, "won", "won, of opportunities"),
    [METRIC_OPEN_SHARE] = {"open_share", "share of leads still open", UNIT_RATE, SHAPE_VALUE, COHORT, "accepted, touched and untouched leads that are not quiet / delivered", GUIDE, open_share, 0},
    [METRIC_P_CHEAPEST] = {"p_cheapest", "chance of being cheapest per SQL", UNIT_RATE, SHAPE_VALUE, COHORT, "probability that the vendor's SQL costs least of all, at maturity where that is known, over rates and assumptions together", "joint draws of all vendors: models/verdict.h", NULL, 0},
    [METRIC_P_CHEAPEST_SE] = {"p_cheapest_se", "standard error of that chance", UNIT_RATE, SHAPE_VALUE, RIPE, "(p (1 - p) / draws)^(1/2); 0 where the chance is exact", "joint draws of all vendors: models/verdict.h", NULL, 0},
    [METRIC_RANK] = {"rank", "place among the vendors by cost per SQL", UNIT_PLACE, SHAPE_INTERVAL, RIPE, "1 + vendors whose SQL costs less, draw by draw", "joint draws of all vendors: models/verdict.h", NULL, 0},
    [METRIC_EXPECTED_LOSS] = {"expected_loss", "cost of being wrong", UNIT_MONEY, SHAPE_VALUE, RIPE, "what a year's budget with this vendor is expected to bring less than with the best one, in SQLs, x the value of an SQL", "joint draws of all vendors: models/verdict.h", NULL, 0},
    [METRIC_AT_HORIZON_DAYS] = {"at_maturity.horizon_days", "rates at maturity: within", UNIT_DAYS, SHAPE_VALUE, RIPE, "horizon.days, at most the age of the oldest lead", "maturity: models/maturity.h", NULL, 0},
    RIPE_RATE(METRIC_AT_RATE_ACCEPTED, "accepted", "accepted by sales, at maturity"),
    RIPE_RATE(METRIC_AT_RATE_SQL, "sql", "SQL rate at maturity"),
    RIPE_RATE(METRIC_AT_RATE_OPPORTUNITY, "opportunity", "opportunity rate at maturity"),
    RIPE_RATE(METRIC_AT_RATE_WON, "won", "win rate at maturity"),
    RIPE_EVER(METRIC_AT_ULTIMATE_ACCEPTED, "accepted", "accepted by sales, ever"),
    RIPE_EVER(METRIC_AT_ULTIMATE_SQL, "sql", "SQL rate, ever"),
    RIPE_EVER(METRIC_AT_ULTIMATE_OPPORTUNITY, "opportunity", "opportunity rate, ever"),
    RIPE_EVER(METRIC_AT_ULTIMATE_WON, "won", "win rate, ever"),
    RIPE_LEADS(METRIC_AT_EQUIVALENT_ACCEPTED, "accepted", "mature-equivalent leads, accepted"),
    RIPE_LEADS(METRIC_AT_EQUIVALENT_SQL, "sql", "mature-equivalent leads, SQL"),
    RIPE_LEADS(METRIC_AT_EQUIVALENT_OPPORTUNITY, "opportunity", "mature-equivalent leads, opportunity"),
    RIPE_LEADS(METRIC_AT_EQUIVALENT_WON, "won", "mature-equivalent leads, won"),
    [METRIC_AT_TRUE_CPL] = {"at_maturity.true_cpl", "true CPL at maturity", UNIT_MONEY, SHAPE_INTERVAL, RIPE, "(true cost + work on open leads that will not become SQLs) / delivered", "ledger and maturity: models/ledger.h, models/maturity.h", NULL, 0},
    RIPE_COST(METRIC_AT_COST_PER_ACCEPTED, "accepted", "cost per accepted lead at maturity"),
    RIPE_COST(METRIC_AT_COST_PER_SQL, "sql", "cost per SQL at maturity"),
    RIPE_COST(METRIC_AT_COST_PER_OPPORTUNITY, "opportunity", "cost per opportunity at maturity"),
    RIPE_COST(METRIC_AT_COST_PER_WON, "won", "cost per won deal at maturity"),
    [METRIC_AT_OPEN_SHARE] = {"at_maturity.open_share", "share of leads still open", UNIT_RATE, SHAPE_VALUE, COHORT, "accepted, touched and untouched leads that are not quiet / delivered", GUIDE, NULL, 0},
};
/* clang-format on */

/* Ratios of two figures: one, or one a stage from accepted on, over or under figures that go along or stay. */
static const struct Ratio {
    int of, count, over, over_step, under, under_step;
} RATIOS[] = {
    {METRIC_TRUE_CPL, 1, METRIC_LINE + LINE_TRUE_COST, 0, METRIC_STAGE, 0},
    {METRIC_TRUE_CPL_PER_BILLABLE, 1, METRIC_LINE + LINE_TRUE_COST, 0, METRIC_BILLABLE, 0},
    {METRIC_TRUE_CPL_PER_VALID, 1, METRIC_LINE + LINE_TRUE_COST, 0, METRIC_VALID, 0},
    {METRIC_MULTIPLIER, 1, METRIC_TRUE_CPL, 0, METRIC_STATED_CPL, 0},
    {METRIC_COST_PER_ACCEPTED, 4, METRIC_LINE + LINE_TRUE_COST, 0, METRIC_STAGE + STAGE_ACCEPTED, 1},
    {METRIC_RATE_ACCEPTED, 4, METRIC_STAGE + STAGE_ACCEPTED, 1, METRIC_STAGE, 0},
    {METRIC_STEP_ACCEPTED, 4, METRIC_STAGE + STAGE_ACCEPTED, 1, METRIC_STAGE, 1},
};

bool metric_operands(MetricId id, MetricId *over, MetricId *under) {
    for (size_t i = 0; i < sizeof RATIOS / sizeof *RATIOS; i++) {
        const struct Ratio *ratio = &RATIOS[i];
        const int step = (int)id - ratio->of;
        if (step < 0 || step >= ratio->count) continue;
        *over = (MetricId)(ratio->over + step * ratio->over_step);
        *under = (MetricId)(ratio->under + step * ratio->under_step);
        return true;
    }
    return false;
}

const Metric *metric_row(MetricId id) { return &METRICS[id]; }

MetricId metric_find(Str key) {
    for (int i = 0; i < METRIC_COUNT; i++) {
        if (str_equal_nocase(key, str_from(METRICS[i].key))) return (MetricId)i;
    }
    return METRIC_COUNT;
}

Figure metric_compute(MetricId id, const MetricFacts *facts) {
    return METRICS[id].compute(facts, METRICS[id].which);
}
