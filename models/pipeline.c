/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/pipeline.h"
#include "models/open_lead.h"

static PipelineCalendar make_calendar(const Pipeline *pipeline, Arena *arena) {
    size_t *first = ARENA_ARRAY(arena, size_t, pipeline->month_count + 1);
    const Month start = month_from_day(pipeline->as_of + 1);
    first[0] = 1;
    for (size_t m = 1; m <= pipeline->month_count; m++)
        first[m] = (size_t)(day_from_month(start + (Month)m) - pipeline->as_of);
    return (PipelineCalendar){first, pipeline->month_count, first[pipeline->month_count] - 1};
}

/* The age of the lead that has waited longest for this step. */
static size_t oldest(const Pipeline *pipeline, size_t step) {
    int32_t age = 0;
    for (size_t v = 0; v < pipeline->vendor_count; v++)
        for (size_t i = 0; i < pipeline->vendors[v].open_count[step]; i++)
            if (pipeline->vendors[v].open[step][i].age > age) age = pipeline->vendors[v].open[step][i].age;
    return (size_t)age;
}

static PipelineCurves make_curves(const PipelineStep *step, size_t days, Arena *arena) {
    double *pmf = ARENA_ARRAY(arena, double, step->node_count *days);
    double *cdf = ARENA_ARRAY(arena, double, step->node_count *days);
    double *lost = ARENA_ARRAY(arena, double, days);
    for (size_t j = 0; j < step->node_count; j++) {
        lag_fill_pmf(step->lags[j], days, pmf + j * days);
        for (size_t t = 0; t < days; t++) cdf[j * days + t] = lag_cdf(step->lags[j], (double)t);
    }
    if (step->loss.share > 0)
        for (size_t t = 0; t < days; t++) lost[t] = step->loss.share * lag_cdf(step->loss.lag, (double)t);
    return (PipelineCurves){pmf, cdf, lost, days, step->node_count};
}

/* Adds what leads already in the stage will do: at node j a lead of age a converts on day u with
 * E[p / (1 - p phi)] [F(a+u+1) - F(a+u)]. */
static void add_open(const PipelineStep *step, const PipelineCurves *curves, const Beta *rates,
                     PipelineOpen open, size_t days, double *arrivals) {
    const size_t age = (size_t)open.age;
    for (size_t j = 0; j < step->node_count; j++) {
        const double *pmf = curves->pmf + j * curves->days + age;
        const OpenLead lead = open_lead_of(curves->cdf[j * curves->days + age + 1], curves->lost[age + 1]);
        const double leads = open.leads * step->weights[j] * open_lead_mean(rates[j], lead);
        for (size_t u = 1; u <= days; u++) arrivals[u] += leads * pmf[u];
    }
}

/* The chance that a lead that enters the step now is through it d days later. */
static void fill_kernel(const PipelineStep *step, const PipelineCurves *curves, const Beta *rates,
                        size_t days, double *kernel) {
    for (size_t d = 0; d < days; d++) kernel[d] = 0;
    for (size_t j = 0; j < step->node_count; j++) {
        const double chance = step->weights[j] * beta_mean(rates[j]);
        for (size_t d = 0; d < days; d++) kernel[d] += chance * curves->pmf[j * curves->days + d];
    }
}

static void add_entrants(const double *entrants, const double *kernel, size_t days, double *arrivals) {
    for (size_t t = 1; t <= days; t++) {
        if (entrants[t] == 0) continue;
        for (size_t u = t; u <= days; u++) arrivals[u] += entrants[t] * kernel[u - t];
    }
}

/* Planned leads by day. */
static void spread_plan(const PipelineVendor *vendor, PipelineCalendar calendar, double *entrants) {
    for (size_t m = 0; vendor->planned && m < calendar.month_count; m++) {
        const size_t from = calendar.first[m], to = calendar.first[m + 1];
        for (size_t u = from; u < to; u++) entrants[u] = vendor->planned[m] / (double)(to - from);
    }
}

static void fill_vendor(const Pipeline *pipeline, const PipelineTables *tables, const PipelineVendor *vendor,
                        double **arrivals, double *entrants, double *kernel) {
    const size_t days = tables->calendar.days;
    spread_plan(vendor, tables->calendar, entrants);
    for (size_t s = 0; s < pipeline->step_count; s++) {
        const PipelineStep *step = &pipeline->steps[s];
        for (size_t i = 0; i < vendor->open_count[s]; i++)
            add_open(step, &tables->curves[s], vendor->rates[s], vendor->open[s][i], days, arrivals[s]);
        fill_kernel(step, &tables->curves[s], vendor->rates[s], days, kernel);
        add_entrants(s ? arrivals[s - 1] : entrants, kernel, days, arrivals[s]);
    }
}

PipelineTables pipeline_tables(const Pipeline *pipeline, Arena *arena) {
    PipelineTables tables = {.calendar = make_calendar(pipeline, arena)};
    const size_t days = tables.calendar.days;
    for (size_t s = 0; s < pipeline->step_count; s++)
        tables.curves[s] = make_curves(&pipeline->steps[s], oldest(pipeline, s) + days + 2, arena);
    tables.arrivals = ARENA_ARRAY(arena, double *, pipeline->vendor_count * pipeline->step_count);
    double *kernel = ARENA_ARRAY(arena, double, days + 1);
    for (size_t v = 0; v < pipeline->vendor_count; v++) {
        double **arrivals = tables.arrivals + v * pipeline->step_count;
        for (size_t s = 0; s < pipeline->step_count; s++) arrivals[s] = ARENA_ARRAY(arena, double, days + 1);
        fill_vendor(pipeline, &tables, &pipeline->vendors[v], arrivals, ARENA_ARRAY(arena, double, days + 1),
                    kernel);
    }
    return tables;
}

void pipeline_expect(const Pipeline *pipeline, const PipelineTables *tables, PipelineMonth *out) {
    const size_t steps = pipeline->step_count, months = pipeline->month_count;
    for (size_t v = 0; v < pipeline->vendor_count; v++)
        for (size_t m = 0; m < months; m++) {
            PipelineMonth month = {0};
            for (size_t s = 0; s < steps; s++) {
                const double *arrivals = tables->arrivals[v * steps + s];
                for (size_t u = tables->calendar.first[m]; u < tables->calendar.first[m + 1]; u++)
                    month.expected[s] += arrivals[u];
            }
            month.expected[steps] = month.expected[steps - 1] * deal_mean(pipeline->vendors[v].deal);
            out[v * months + m] = month;
        }
}
