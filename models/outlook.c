/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/outlook.h"
#include "models/maturity.h"
#include <math.h>

enum { PACE_MONTHS = 3 };

/* The chain as it is fitted: steps of stages that the files have, as far as each has a lag curve. */
typedef struct Chain {
    const OutlookInput *input;
    size_t step_count;
    Stage from[PIPELINE_STEPS], to[PIPELINE_STEPS];
    MaturityData data[PIPELINE_STEPS];
    Maturity fit[PIPELINE_STEPS];
    RateDraws draws[PIPELINE_STEPS];
} Chain;

static Status fit_chain(Chain *chain, OutlookFit *out, Arena *arena, Arena *scratch, Err *err) {
    const Rollup *rollup = chain->input->rollup;
    Stage from = STAGE_DELIVERED;
    for (Stage to = STAGE_ACCEPTED; to < STAGE_COUNT; to++) {
        out->stage_why[to] = (Why){"no_stage", STR("no file has a column or status for it")};
        if (!rollup->has_stage[to]) continue;
        const size_t i = chain->step_count;
        chain->data[i] = maturity_data_from_rollup(rollup, from, to, scratch);
        late_log_settle(rollup, to, chain->input->log, &chain->data[i], scratch);
        const Status status =
            maturity_fit(&chain->data[i], MATURITY_HORIZON, arena, scratch, &chain->fit[i], err);
        if (status != OK) return status;
        out->stage_why[to] = chain->fit[i].refused;
        if (chain->fit[i].refused.code) {
            for (Stage later = to; later < STAGE_COUNT; later++)
                out->stage_why[later] = chain->fit[i].refused;
            break;
        }
        chain->from[i] = from;
        chain->to[i] = to;
        chain->step_count++;
        if (chain->fit[i].longest > out->longest) out->longest = chain->fit[i].longest;
        from = to;
    }
    if (!chain->step_count)
        out->why = chain->fit[0].refused.code ? chain->fit[0].refused : out->stage_why[STAGE_ACCEPTED];
    return OK;
}

/* One step as the pipeline wants it: its lag curves, and each vendor's rates given each of them. */
static PipelineStep step_of(const Chain *chain, size_t i, Arena *scratch) {
    const Maturity *fit = &chain->fit[i];
    Lag *lags = ARENA_ARRAY(scratch, Lag, fit->node_count);
    double *weights = ARENA_ARRAY(scratch, double, fit->node_count);
    for (size_t j = 0; j < fit->node_count; j++) {
        lags[j] = fit->nodes[j].lag;
        weights[j] = fit->nodes[j].weight;
    }
    return (PipelineStep){lags, weights, fit->node_count, maturity_losses(fit, &chain->data[i], scratch)};
}

static const Beta *rates_of(const Maturity *fit, size_t v, Arena *scratch) {
    Beta *rates = ARENA_ARRAY(scratch, Beta, fit->node_count);
    for (size_t j = 0; j < fit->node_count; j++) rates[j] = fit->nodes[j].rates[v];
    return rates;
}

/* The vendor's open leads of a step by age; those without any date cannot be placed in time. */
static size_t open_of(const Chain *chain, size_t i, size_t v, Arena *scratch, const PipelineOpen **out) {
    const MaturityVendor *vendor = &chain->data[i].vendors[v];
    PipelineOpen *open = ARENA_ARRAY(scratch, PipelineOpen, vendor->age_count);
    size_t count = 0;
    for (size_t a = 0; a < vendor->age_count; a++) {
        const MaturityAge *age = &vendor->ages[a];
        const double leads = age->entered - age->won - age->lost;
        if (leads > 0) open[count++] = (PipelineOpen){age->age, leads};
    }
    *out = open;
    return count;
}

static bool plan_covers(const OutlookInput *input, Str vendor, Month first) {
    for (size_t i = 0; i < input->plan_count; i++) {
        if (str_equal(input->plan[i].vendor, vendor) && input->plan[i].month >= first) return true;
    }
    return false;
}

static void plan_by_file(const OutlookInput *input, Str vendor, Month first, double *months) {
    for (size_t i = 0; i < input->plan_count; i++) {
        const PlanRow *row = &input->plan[i];
        if (!str_equal(row->vendor, vendor) || row->month < first || row->month >= first + OUTLOOK_MONTHS)
            continue;
        months[row->month - first] += (double)row->leads;
    }
}

/* Spreads what a contract in force still owes evenly over its remaining days. */
static bool plan_by_contract(const OutlookInput *input, Str vendor, double delivered, Month first,
                             double *months) {
    const Day as_of = input->rollup->definitions.as_of;
    bool found = false;
    for (size_t i = 0; i < input->contracts.count; i++) {
        const Contract *row = &input->contracts.rows[i];
        if (!str_equal(row->vendor, vendor) || row->committed_leads < 0 || row->from_lead != 1) continue;
        if (row->start > as_of || row->end <= as_of) continue;
        const double owed = fmax(0, (double)row->committed_leads - delivered), days = row->end - as_of;
        for (int m = 0; m < OUTLOOK_MONTHS; m++) {
            const Day begin = day_from_month(first + m), end = day_from_month(first + m + 1) - 1;
            const double overlap = fmin(end, row->end) - fmax(begin, as_of + 1) + 1;
            if (overlap > 0) months[m] += owed * overlap / days;
        }
        found = true;
    }
    return found;
}

/* Leads of the last three months, on and on. */
static bool plan_by_pace(const Rollup *rollup, size_t v, double *months) {
    const Month now = month_from_day(rollup->definitions.as_of);
    double leads = 0;
    for (size_t i = 0; i < rollup->cell_count; i++) {
        const RollupCell *cell = &rollup->cells[i];
        if (cell->vendor == v && cell->class != CELL_CHARGE && cell->month > now - PACE_MONTHS)
            leads += (double)cell->leads;
    }
    for (int m = 0; m < OUTLOOK_MONTHS; m++) months[m] = leads / PACE_MONTHS;
    return leads > 0;
}

static double delivered_under_contract(const OutlookInput *input, size_t v) {
    const Day as_of = input->rollup->definitions.as_of;
    Month since = MONTH_NONE;
    for (size_t i = 0; i < input->contracts.count; i++) {
        const Contract *row = &input->contracts.rows[i];
        const bool fits =
            str_equal(row->vendor, input->rollup->vendors[v]) && row->start <= as_of && row->end > as_of;
        if (fits && (since == MONTH_NONE || month_from_day(row->start) < since))
            since = month_from_day(row->start);
    }
    double leads = 0;
    for (size_t i = 0; since != MONTH_NONE && i < input->rollup->cell_count; i++) {
        const RollupCell *cell = &input->rollup->cells[i];
        if (cell->vendor == v && cell->class != CELL_CHARGE && cell->month >= since)
            leads += (double)cell->leads;
    }
    return leads;
}

static const double *planned_of(const OutlookInput *input, size_t v, Month first, Arena *arena,
                                const char **by) {
    double *months = ARENA_ARRAY(arena, double, OUTLOOK_MONTHS);
    const Str vendor = input->rollup->vendors[v];
    if (plan_covers(input, vendor, first)) {
        plan_by_file(input, vendor, first, months);
        *by = "plan";
    } else if (plan_by_contract(input, vendor, delivered_under_contract(input, v), first, months)) {
        *by = "contract";
    } else {
        *by = plan_by_pace(input->rollup, v, months) ? "pace" : "none";
    }
    return months;
}

/* Deal sizes in the base currency; a vendor without deals has what the others have in common. */
static Deal *deals_of(const OutlookInput *input, OutlookFit *out, Arena *scratch) {
    const Rollup *rollup = input->rollup;
    DealSample *samples = ARENA_ARRAY(scratch, DealSample, rollup->vendor_count);
    Deal *deals = ARENA_ARRAY(scratch, Deal, rollup->vendor_count);
    for (size_t i = 0; i < rollup->deal_count; i++) {
        const RollupDeal *deal = &rollup->deals[i];
        const Money unit = currency_units(deal->currency) * 1000;
        const Money worth = books_convert(input->ledgers, unit, deal->currency, rollup->definitions.as_of);
        if (worth == MONEY_NONE) continue;
        const double shift = log(money_to_double(worth, input->currency) / 1000), n = (double)deal->count;
        samples[deal->vendor].count += n;
        samples[deal->vendor].log_sum += deal->log_sum + n * shift;
        samples[deal->vendor].log_square_sum +=
            deal->log_square_sum + 2 * shift * deal->log_sum + n * shift * shift;
    }
    if (!deal_fit(samples, rollup->vendor_count, input->deal_cap, deals)) {
        out->value_why = (Why){"no_deal_size",
                               STR("fewer than five won deals have an amount, and deal.value is not given")};
    }
    return deals;
}

static PipelineVendor *vendors_of(const Chain *chain, OutlookFit *out, Arena *arena, Arena *scratch) {
    const Rollup *rollup = chain->input->rollup;
    PipelineVendor *vendors = ARENA_ARRAY(scratch, PipelineVendor, rollup->vendor_count);
    const Deal *deals = deals_of(chain->input, out, scratch);
    out->planned_by = ARENA_ARRAY(arena, const char *, rollup->vendor_count);
    for (size_t v = 0; v < rollup->vendor_count; v++) {
        vendors[v] = (PipelineVendor){.name = rollup->vendors[v], .deal = deals[v]};
        vendors[v].planned = planned_of(chain->input, v, out->first, scratch, &out->planned_by[v]);
        for (size_t i = 0; i < chain->step_count; i++) {
            vendors[v].rates[i] = rates_of(&chain->fit[i], v, scratch);
            vendors[v].open_count[i] = open_of(chain, i, v, scratch, &vendors[v].open[i]);
        }
    }
    return vendors;
}

static void draw_chain(Chain *chain, Arena *scratch) {
    const OutlookInput *input = chain->input;
    for (size_t i = 0; i < chain->step_count; i++) {
        const Str name = str_format(scratch, "%s>%s", OUTCOME_STAGES[chain->from[i]].key,
                                    OUTCOME_STAGES[chain->to[i]].key);
        const RateDrawsOf of = {name, input->rollup->vendors, input->rollup->vendor_count, input->seed,
                                input->draws};
        chain->draws[i] = rate_draws_of_maturity(&chain->fit[i], &of, scratch);
    }
}

Status outlook_fit(const OutlookInput *input, Arena *arena, Arena *scratch, OutlookFit *out, Err *err) {
    *out = (OutlookFit){.first = MONTH_NONE};
    const Day as_of = input->rollup->definitions.as_of;
    if (!input->rollup->has_dates || as_of == DAY_NONE) {
        out->why = (Why){"no_dates", STR("no delivery dates: nothing can be placed in time")};
        return OK;
    }
    Chain chain = {.input = input};
    const Status status = fit_chain(&chain, out, arena, scratch, err);
    if (status != OK || out->why.code) return status;
    out->first = month_from_day(as_of + 1);
    for (int s = 0; s < STAGE_COUNT; s++) out->quantity[s] = -1;
    Pipeline pipeline = {.as_of = as_of,
                         .month_count = OUTLOOK_MONTHS,
                         .step_count = chain.step_count,
                         .vendor_count = input->rollup->vendor_count};
    for (size_t i = 0; i < chain.step_count; i++) {
        pipeline.steps[i] = step_of(&chain, i, scratch);
        out->quantity[chain.to[i]] = (int)i;
    }
    pipeline.vendors = vendors_of(&chain, out, arena, scratch);
    if (out->quantity[STAGE_WON] < 0) out->value_why = out->stage_why[STAGE_WON];
    out->value = (int)chain.step_count;
    draw_chain(&chain, scratch);
    const PipelineTables tables = pipeline_tables(&pipeline, scratch);
    PipelineMonth *expected = ARENA_ARRAY(arena, PipelineMonth, pipeline.vendor_count * OUTLOOK_MONTHS);
    pipeline_expect(&pipeline, &tables, expected);
    out->expected = expected;
    const PipelineDrawOptions options = {.seed = input->seed,
                                         .total_months = OUTLOOK_TOTAL_MONTHS,
                                         .cumulative = input->cumulative,
                                         .workers = input->workers};
    out->ranges = pipeline_draw(&pipeline, &tables, chain.draws, options, arena, scratch);
    return OK;
}

/* The sum over months first .. last - 1 of a vendor, or of all. */
static double expected_between(const OutlookFit *fit, size_t v, size_t first, size_t last, int quantity) {
    const size_t vendors = fit->ranges.vendor_count, from = v < vendors ? v : 0,
                 to = v < vendors ? v + 1 : vendors;
    double sum = 0;
    for (size_t w = from; w < to; w++) {
        for (size_t m = first; m < last; m++) sum += fit->expected[w * OUTLOOK_MONTHS + m].expected[quantity];
    }
    return sum;
}

static double expected_of(const OutlookFit *fit, size_t v, size_t month, int quantity) {
    if (month < OUTLOOK_MONTHS) return expected_between(fit, v, month, month + 1, quantity);
    return expected_between(fit, v, 0, OUTLOOK_TOTAL_MONTHS, quantity);
}

/* The closed form's mean with the draws' quantiles. */
static Interval interval_of(const OutlookFit *fit, size_t v, size_t month, int quantity, Why why) {
    if (quantity < 0 || why.code) return (Interval){.why = why};
    const PipelineRange range = pipeline_range(&fit->ranges, v, month, (size_t)quantity);
    return (Interval){
        .mean = expected_of(fit, v, month, quantity), .p05 = range.p05, .p50 = range.p50, .p95 = range.p95};
}

Interval outlook_until(const OutlookFit *fit, size_t vendor, size_t months, Stage stage) {
    const Why why = why_first(fit->why, fit->stage_why[stage]);
    if (why.code) return (Interval){.why = why};
    const int quantity = fit->quantity[stage];
    const PipelineRange range = pipeline_range(&fit->ranges, vendor, months - 1, (size_t)quantity);
    return (Interval){.mean = expected_between(fit, vendor, 0, months, quantity),
                      .p05 = range.p05,
                      .p50 = range.p50,
                      .p95 = range.p95};
}

static Interval times(Interval interval, double by) {
    if (!interval.why.code)
        interval =
            (Interval){interval.mean * by, interval.p05 * by, interval.p50 * by, interval.p95 * by, {0}};
    return interval;
}

static Outlook month_of(const OutlookFit *fit, Figure deal_value, size_t v, size_t m) {
    Outlook out = {.month = m < OUTLOOK_MONTHS ? fit->first + (Month)m : MONTH_NONE};
    out.sql = interval_of(fit, v, m, fit->quantity[STAGE_SQL], fit->stage_why[STAGE_SQL]);
    out.opportunity =
        interval_of(fit, v, m, fit->quantity[STAGE_OPPORTUNITY], fit->stage_why[STAGE_OPPORTUNITY]);
    out.won = interval_of(fit, v, m, fit->quantity[STAGE_WON], fit->stage_why[STAGE_WON]);
    out.value = figure_is_known(deal_value) ? times(out.won, deal_value.value)
                                            : interval_of(fit, v, m, fit->value, fit->value_why);
    return out;
}

void outlook_fill(const OutlookFit *fit, Figure deal_value, Arena *arena, ScenarioResult *scenario) {
    if (fit->why.code) return;
    for (size_t v = 0; v <= scenario->vendor_count; v++) {
        VendorResult *vendor = v < scenario->vendor_count ? &scenario->vendors[v] : &scenario->total;
        vendor->outlook = ARENA_ARRAY(arena, Outlook, OUTLOOK_MONTHS + 1);
        vendor->outlook_count = OUTLOOK_MONTHS + 1;
        vendor->outlook_months = OUTLOOK_TOTAL_MONTHS;
        vendor->planned_by = v < scenario->vendor_count ? fit->planned_by[v] : NULL;
        for (size_t m = 0; m <= OUTLOOK_MONTHS; m++) vendor->outlook[m] = month_of(fit, deal_value, v, m);
    }
}
