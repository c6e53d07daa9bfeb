/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/pipeline_draw.h"
#include "models/open_lead.h"
#include <math.h>
#include <string.h>

enum { BLOCK = 500, ONE_BY_ONE = 24 };
#define VARIANCE_LARGE 40
#define SPREAD_MOST    .005 /* of its variance that a group of ages may lose */

/* Where leads that pass the step land: by the end of month m the share reach[m], rising, of those that ever do, times
 * p / (1 - p phi). Tables of all nodes, one row each. */
typedef struct Paths {
    size_t count;  /* rows a node */
    double *leads; /* [row] */
    double *phi;   /* [node * count + row] */
    double *reach; /* [(node * count + row) * month_count + month] */
} Paths;

/* What one vendor's draws need. `open` are its waiting leads in groups, row m of `entrants` those that enter in month m
 * (without phi: nothing of their lag is over). */
typedef struct VendorWork {
    const Pipeline *pipeline;
    const PipelineVendor *vendor;
    Paths open[PIPELINE_STEPS], entrants[PIPELINE_STEPS];
    const RateDraws *rates;
    size_t number, draws;
    Rng **streams;  /* one a block */
    float *outcome; /* [(month * quantity_count + quantity) * draws + draw]; month month_count: the total */
    size_t total_months;
    bool cumulative;
} VendorWork;

static Paths new_paths(size_t nodes, size_t rows, size_t months, Arena *scratch) {
    return (Paths){rows, ARENA_ARRAY(scratch, double, rows), ARENA_ARRAY(scratch, double, nodes *rows),
                   ARENA_ARRAY(scratch, double, nodes *rows *months)};
}

/* Leads that wait for the same step: first .. first + count - 1 of the vendor's list. */
typedef struct Group {
    size_t first, count;
    double leads, mean, square; /* sums over the leads: 1, chance, chance^2 */
} Group;

static size_t heaviest(const PipelineStep *step) {
    size_t best = 0;
    for (size_t j = 1; j < step->node_count; j++)
        if (step->weights[j] > step->weights[best]) best = j;
    return best;
}

/* About the chance that a lead of this age is through in time. */
static double rough_chance(const PipelineStep *step, const PipelineCurves *curves, const Beta *rates,
                           size_t age, size_t days) {
    const size_t node = heaviest(step);
    const double *cdf = curves->cdf + node * curves->days, rate = beta_mean(rates[node]);
    const OpenLead lead = open_lead_of(cdf[age + 1], curves->lost[age + 1]);
    return fmin(lead.scale * (cdf[age + days + 1] - cdf[age + 1]) * rate / (1 - rate * lead.phi), 1);
}

static Group join(Group group, double leads, double chance) {
    return (Group){group.first, group.count + 1, group.leads + leads, group.mean + leads * chance,
                   group.square + leads * chance * chance};
}

/* Whether one binomial for the group is as good as one for each age: its variance is too large by the spread. */
static bool is_even(Group group) {
    const double spread = group.square - group.mean * group.mean / group.leads;
    return spread <= SPREAD_MOST * (group.mean - group.square);
}

static size_t group_ages(const Pipeline *pipeline, const PipelineTables *tables, const PipelineVendor *vendor,
                         size_t s, Group *groups) {
    size_t count = 0;
    for (size_t i = 0; i < vendor->open_count[s]; i++) {
        const PipelineOpen open = vendor->open[s][i];
        if (!(open.leads > 0)) continue;
        const double chance = rough_chance(&pipeline->steps[s], &tables->curves[s], vendor->rates[s],
                                           (size_t)open.age, tables->calendar.days);
        if (count) {
            Group wider = groups[count - 1];
            wider.count = i - wider.first;
            wider = join(wider, open.leads, chance);
            if (is_even(wider)) {
                groups[count - 1] = wider;
                continue;
            }
        }
        groups[count++] = join((Group){.first = i}, open.leads, chance);
    }
    return count;
}

/* The paths of a group at a node are the mean of those of its ages. */
static void fill_group(const PipelineVendor *vendor, size_t s, const Group *group,
                       const PipelineTables *tables, size_t node, double *phi, double *reach) {
    const PipelineCurves *curves = &tables->curves[s];
    const double *cdf = curves->cdf + node * curves->days;
    for (size_t i = group->first; i < group->first + group->count; i++) {
        const PipelineOpen open = vendor->open[s][i];
        const size_t age = (size_t)open.age;
        const OpenLead lead = open_lead_of(cdf[age + 1], curves->lost[age + 1]);
        const double share = open.leads / group->leads;
        *phi += share * lead.phi;
        for (size_t m = 0; m < tables->calendar.month_count; m++)
            reach[m] += share * lead.scale * (cdf[age + tables->calendar.first[m + 1]] - cdf[age + 1]);
    }
}

static Paths open_paths(const Pipeline *pipeline, const PipelineTables *tables, const PipelineVendor *vendor,
                        size_t s, Arena *scratch) {
    Group *groups = ARENA_ARRAY(scratch, Group, vendor->open_count[s]);
    const size_t count = group_ages(pipeline, tables, vendor, s, groups),
                 nodes = pipeline->steps[s].node_count;
    Paths paths = new_paths(nodes, count, pipeline->month_count, scratch);
    for (size_t g = 0; g < count; g++) {
        paths.leads[g] = groups[g].leads;
        for (size_t j = 0; j < nodes; j++) {
            const size_t row = j * count + g;
            fill_group(vendor, s, &groups[g], tables, j, &paths.phi[row],
                       &paths.reach[row * pipeline->month_count]);
        }
    }
    return paths;
}

/* The paths of those that enter in a month: on its days as expected (`by_day`; NULL: evenly). */
static Paths entrant_paths(const Pipeline *pipeline, const PipelineTables *tables, size_t s,
                           const double *by_day, Arena *scratch) {
    const size_t months = pipeline->month_count, *first = tables->calendar.first;
    const PipelineCurves *curves = &tables->curves[s];
    Paths paths = new_paths(curves->node_count, months, months, scratch);
    for (size_t m = 0; m < months; m++) {
        double sum = 0;
        for (size_t t = first[m]; t < first[m + 1]; t++) sum += by_day ? by_day[t] : 1;
        for (size_t t = first[m]; t < first[m + 1]; t++) {
            const double share = sum > 0 ? (by_day ? by_day[t] : 1) / sum : 0;
            for (size_t j = 0; j < curves->node_count; j++) {
                double *reach = paths.reach + (j * months + m) * months;
                const double *cdf = curves->cdf + j * curves->days;
                for (size_t end = m; end < months; end++) reach[end] += share * cdf[first[end + 1] - t];
            }
        }
    }
    return paths;
}

/* A whole number of leads whose mean is `leads`. */
static long whole(double leads, Rng *rng) {
    const double below = floor(leads);
    return (long)below + (leads > below && rng_uniform(rng) < leads - below);
}

/* A binomial draw; one of a variance beyond 40 from the normal with the same mean, variance and skewness (the first
 * terms of E. A. Cornish & R. A. Fisher, 1937), so that many leads take no longer than a few. */
static long binomial(long count, double chance, Rng *rng) {
    const double mean = (double)count * chance, variance = mean * (1 - chance);
    if (variance <= VARIANCE_LARGE) return rng_binomial(rng, count, chance);
    const double z = rng_normal(rng);
    const double drawn = rint(mean + sqrt(variance) * z + (1 - 2 * chance) * (z * z - 1) / 6);
    return (long)fmin(fmax(drawn, 0), (double)count);
}

/* Spreads `count` leads over the months from `from` on: the share reach[m] of all that arrive does so by the end of
 * month m. Month by month, and one by one when only a few are left. */
static void spread(long count, const double *reach, size_t from, size_t months, Rng *rng, long *arrivals) {
    const double all = reach[months - 1];
    double before = 0;
    size_t m = from;
    for (; m + 1 < months && count > ONE_BY_ONE && before < all; m++) {
        const long here = binomial(count, fmin((reach[m] - before) / (all - before), 1), rng);
        arrivals[m] += here;
        count -= here;
        before = reach[m];
    }
    if (m + 1 == months || !(before < all)) {
        arrivals[m] += count;
        return;
    }
    for (long i = 0; i < count; i++) {
        const double u = before + rng_uniform(rng) * (all - before);
        size_t at = m;
        for (size_t end = m; end + 1 < months; end++) at += reach[end] <= u; /* no branch to guess wrong */
        arrivals[at]++;
    }
}

/* Takes `leads` leads of one row of a table through the step. */
static void pass(const Paths *paths, size_t node, size_t row, long leads, double rate, size_t from,
                 size_t months, Rng *rng, long *arrivals) {
    if (leads <= 0) return;
    const size_t at = node * paths->count + row;
    const double *reach = paths->reach + at * months;
    const double chance = rate * reach[months - 1] / (1 - rate * paths->phi[at]);
    if (chance > 0) spread(binomial(leads, fmin(chance, 1), rng), reach, from, months, rng, arrivals);
}

static void draw_step(const VendorWork *work, size_t s, size_t d, const long *entrants, Rng *rng,
                      long *arrivals) {
    const size_t months = work->pipeline->month_count, node = work->rates[s].node[d];
    const double rate = work->rates[s].rate[work->number * work->draws + d];
    for (size_t m = 0; m < months; m++) arrivals[m] = 0;
    for (size_t g = 0; g < work->open[s].count; g++)
        pass(&work->open[s], node, g, (long)work->open[s].leads[g], rate, 0, months, rng, arrivals);
    for (size_t m = 0; m < months; m++)
        pass(&work->entrants[s], node, m, entrants[m], rate, m, months, rng, arrivals);
}

static void note(const VendorWork *work, size_t d, size_t month, size_t quantity, double value) {
    const size_t quantities = work->pipeline->step_count + 1, months = work->pipeline->month_count;
    const size_t end = work->cumulative ? months : month + 1;
    for (size_t m = month; m < end; m++)
        work->outcome[(m * quantities + quantity) * work->draws + d] += (float)value;
    if (month < work->total_months)
        work->outcome[(months * quantities + quantity) * work->draws + d] += (float)value;
}

static void draw_once(const VendorWork *work, size_t d, Rng *rng, long *entrants, long *arrivals) {
    const size_t months = work->pipeline->month_count, steps = work->pipeline->step_count;
    const PipelineVendor *vendor = work->vendor;
    for (size_t m = 0; m < months; m++) entrants[m] = vendor->planned ? whole(vendor->planned[m], rng) : 0;
    for (size_t s = 0; s < steps; s++) {
        draw_step(work, s, d, entrants, rng, arrivals);
        for (size_t m = 0; m < months; m++) {
            entrants[m] = arrivals[m];
            note(work, d, m, s, (double)arrivals[m]);
        }
    }
    const double log_mean = vendor->deal.log_mean + vendor->deal.log_mean_sd * rng_normal(rng);
    for (size_t m = 0; m < months; m++)
        note(work, d, m, steps, deal_draw_sum(vendor->deal, log_mean, entrants[m], rng));
}

static void draw_block(void *context, size_t block) {
    const VendorWork *work = context;
    long entrants[PIPELINE_MONTHS], arrivals[PIPELINE_MONTHS];
    const size_t end = (block + 1) * BLOCK < work->draws ? (block + 1) * BLOCK : work->draws;
    for (size_t d = block * BLOCK; d < end; d++) draw_once(work, d, work->streams[block], entrants, arrivals);
}

/* Orders the values so that the one of rank `at` stands where it would if values[lo .. hi] were sorted, no greater one
 * before it and no smaller one after it: C. A. R. Hoare's "Find", CACM 4 (1961). */
static float find_rank(float *values, ptrdiff_t lo, ptrdiff_t hi, ptrdiff_t at) {
    while (lo < hi) {
        const float pivot = values[at];
        ptrdiff_t i = lo, j = hi;
        while (i <= j) {
            while (values[i] < pivot) i++;
            while (pivot < values[j]) j--;
            if (i > j) break;
            const float swap = values[i];
            values[i++] = values[j];
            values[j--] = swap;
        }
        if (j < at) lo = i;
        if (at < i) hi = j;
    }
    return values[at];
}

static ptrdiff_t rank_of(double p, size_t count) {
    const double rank = ceil(p * (double)count - 1e-9) - 1;
    return rank > 0 ? (ptrdiff_t)rank : 0;
}

static PipelineRange range_of(float *values, size_t count) {
    PipelineRange range = {0};
    for (size_t d = 0; d < count; d++) range.mean += (double)values[d];
    range.mean /= (double)count;
    const ptrdiff_t low = rank_of(.05, count), middle = rank_of(.5, count), high = rank_of(.95, count);
    const ptrdiff_t last = (ptrdiff_t)count - 1;
    range.p05 = (double)find_rank(values, 0, last, low);
    range.p50 = (double)find_rank(values, low, last, middle);
    range.p95 = (double)find_rank(values, middle, last, high);
    return range;
}

static VendorWork prepare(const Pipeline *pipeline, const PipelineTables *tables, const RateDraws *rates,
                          size_t v, PipelineDrawOptions options, Arena *scratch) {
    const PipelineVendor *vendor = &pipeline->vendors[v];
    VendorWork work = {.pipeline = pipeline,
                       .vendor = vendor,
                       .rates = rates,
                       .number = v,
                       .draws = rates[0].draws,
                       .total_months = options.total_months,
                       .cumulative = options.cumulative};
    for (size_t s = 0; s < pipeline->step_count; s++) {
        const double *by_day = s ? tables->arrivals[v * pipeline->step_count + s - 1] : NULL;
        work.open[s] = open_paths(pipeline, tables, vendor, s, scratch);
        work.entrants[s] = entrant_paths(pipeline, tables, s, by_day, scratch);
    }
    const size_t blocks = (work.draws + BLOCK - 1) / BLOCK;
    const Str name = str_format(scratch, "pipeline of %.*s", STR_ARGS(vendor->name));
    work.streams = ARENA_ARRAY(scratch, Rng *, blocks);
    for (size_t b = 0; b < blocks; b++) work.streams[b] = rng_stream(options.seed, name, b, scratch);
    return work;
}

PipelineRange pipeline_range(const PipelineRanges *ranges, size_t vendor, size_t month, size_t quantity) {
    return ranges->ranges[(vendor * (ranges->month_count + 1) + month) * ranges->quantity_count + quantity];
}

PipelineRanges pipeline_draw(const Pipeline *pipeline, const PipelineTables *tables,
                             const RateDraws rates[PIPELINE_STEPS], PipelineDrawOptions options, Arena *arena,
                             Arena *scratch) {
    const size_t quantities = pipeline->step_count + 1, rows = (pipeline->month_count + 1) * quantities;
    const size_t draws = rates[0].draws, vendors = pipeline->vendor_count, total = quantities * draws;
    PipelineRange *ranges = ARENA_ARRAY(arena, PipelineRange, (vendors + 1) * rows);
    float *totals = ARENA_ARRAY(arena, float, vendors *total);
    float *outcome = ARENA_ARRAY(scratch, float, rows *draws),
          *all = ARENA_ARRAY(scratch, float, rows *draws);
    for (size_t v = 0; v < vendors; v++) {
        VendorWork work = prepare(pipeline, tables, rates, v, options, scratch);
        work.outcome = outcome;
        memset(outcome, 0, rows * draws * sizeof *outcome);
        workers_run(options.workers, draw_block, &work, (draws + BLOCK - 1) / BLOCK);
        memcpy(totals + v * total, outcome + pipeline->month_count * total, total * sizeof *totals);
        for (size_t i = 0; i < rows * draws; i++) all[i] += outcome[i];
        for (size_t row = 0; row < rows; row++)
            ranges[v * rows + row] = range_of(outcome + row * draws, draws);
    }
    for (size_t row = 0; row < rows; row++) ranges[vendors * rows + row] = range_of(all + row * draws, draws);
    return (PipelineRanges){ranges, vendors, pipeline->month_count, quantities, draws, totals};
}
