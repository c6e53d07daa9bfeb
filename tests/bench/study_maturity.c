/* SPDX-License-Identifier: GPL-3.0-or-later */
/* study_maturity.c - the maturity correction against simulated truth: portfolios of six vendors, the true lag from one
 * of three families or in two phases, with and without losses; vendors low or high in rate with the first one young, or
 * all young. Prints, with standard errors, how often 90 % intervals hold the true rate within H days, how far the
 * estimates are off, how often the vendor that looks best is not, against naive rates and chain ladder, and how often
 * the wins of the next six months (181 days) lie in the projected range.
 * Usage: study_maturity [portfolios of each of the 24 kinds, default 84] [threads, 2] [seed, 1] */
#include "calc/threads.h"
#include "models/numerics.h"
#include "models/pipeline_draw.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    VENDORS = 6,
    DAYS = 241,
    LAGS = 4,
    SCENARIOS = 3,
    KINDS = SCENARIOS * LAGS * 2,
    FUTURE = 181,
    DRAWS = 2000
};

static const int SIZES[VENDORS] = {80,  60,  150,
                                   300, 600, 1200}; /* leads; the first vendor is the young one */
static const char *const SCENARIO_NAMES[] = {"low rates", "high rates", "all young"};
static const char *const LAG_NAMES[] = {"Weibull lag", "lognormal lag", "gamma lag", "two-phase lag"};

/* What is true of a portfolio. */
typedef struct Truth {
    int scenario, lag_kind;
    bool losses;
    Lag lag, slow; /* slow: of the second phase of a two-phase lag, which 40 % of the conversions take */
    double slow_share;
    CureLoss loss;
    double rate[VENDORS];
    int oldest[VENDORS];
} Truth;

/* What came of it, a vendor. */
typedef struct Answer {
    double truth, estimate, naive, ladder;
    bool covered;
    double wins, low, high; /* of the next FUTURE days */
} Answer;

typedef struct Outcome {
    Truth truth;
    Answer of[VENDORS];
    bool refused, total_covered;
    double seconds;
} Outcome;

static double draw_lag(Lag lag, Rng *rng) {
    switch (lag.family) {
    case LAG_WEIBULL: return exp(lag.log_scale + log(-log(rng_uniform(rng))) / lag.shape);
    case LAG_GAMMA: return exp(lag.log_scale) * rng_gamma(rng, lag.shape);
    default: return exp(lag.log_scale + lag.shape * rng_normal(rng));
    }
}

static double true_cdf(const Truth *truth, double t) {
    return (1 - truth->slow_share) * lag_cdf(truth->lag, t) + truth->slow_share * lag_cdf(truth->slow, t);
}

static double between(double low, double high, Rng *rng) { return low + (high - low) * rng_uniform(rng); }

static Truth draw_truth(size_t kind, Rng *rng) {
    static const double MU[SCENARIOS] = {.06, .3, .15};
    const double kappa = 40;
    Truth truth = {.scenario = (int)(kind % SCENARIOS),
                   .lag_kind = (int)(kind / SCENARIOS % LAGS),
                   .losses = kind / SCENARIOS / LAGS == 1};
    const double log_median = log(between(15, 45, rng)), log_s = between(-.35, .35, rng);
    truth.lag =
        lag_from_median(truth.lag_kind < 3 ? (LagFamily)truth.lag_kind : LAG_WEIBULL, log_median, log_s);
    if (truth.lag_kind == 3) {
        truth.lag = lag_from_median(LAG_WEIBULL, log_median - .8, log_s);
        truth.slow = lag_from_median(LAG_LOGNORMAL, log_median + .8, -.6);
        truth.slow_share = .4;
    }
    if (truth.losses)
        truth.loss = (CureLoss){between(.4, .9, rng), lag_from_median(LAG_WEIBULL, log_median + .3, .2)};
    for (int v = 0; v < VENDORS; v++) {
        const double mu = MU[truth.scenario];
        truth.rate[v] = rng_beta(rng, (Beta){mu * kappa, (1 - mu) * kappa});
        truth.oldest[v] = truth.scenario == 2 || v == 0 ? 45 : DAYS - 1;
    }
    return truth;
}

/* One lead: what it has done by its age, and whether it converts later. */
static void live(const Truth *truth, int v, MaturityVendor *vendor, Answer *answer, Rng *rng) {
    const int age = (int)between(0, truth->oldest[v] + 1, rng);
    MaturityAge *row = &vendor->ages[age];
    row->entered++;
    vendor->entered++;
    if (rng_uniform(rng) < truth->rate[v]) {
        const double lag = draw_lag(rng_uniform(rng) < truth->slow_share ? truth->slow : truth->lag, rng);
        if (lag < age + 1) {
            row->won++;
            vendor->won++;
            vendor->lags[(int)lag].won++;
        } else if (lag < age + 1 + FUTURE) answer->wins++;
        return;
    }
    if (rng_uniform(rng) >= truth->loss.share) return;
    const double lag = draw_lag(truth->loss.lag, rng);
    if (lag >= age + 1) return;
    row->lost++;
    vendor->lags[(int)lag].lost++;
}

static MaturityData draw_data(Outcome *outcome, Rng *rng, Arena *arena) {
    MaturityVendor *vendors = ARENA_ARRAY(arena, MaturityVendor, VENDORS);
    for (int v = 0; v < VENDORS; v++) {
        vendors[v].ages = ARENA_ARRAY(arena, MaturityAge, DAYS);
        vendors[v].lags = ARENA_ARRAY(arena, MaturityLag, DAYS);
        vendors[v].age_count = (size_t)outcome->truth.oldest[v] + 1;
        vendors[v].lag_count = vendors[v].age_count;
        for (int d = 0; d < DAYS; d++) vendors[v].ages[d].age = vendors[v].lags[d].lag = d;
        for (int i = 0; i < SIZES[v]; i++) live(&outcome->truth, v, &vendors[v], &outcome->of[v], rng);
    }
    return (MaturityData){MATURITY_WATCHED, vendors, VENDORS};
}

/* Chain ladder: the curve of all vendors by Kaplan-Meier (a loss does not convert any more), each vendor's conversions
 * developed along it to `days`. */
static void ladder(const MaturityData *data, int days, Answer *answers, Arena *scratch) {
    SurvivalData all = maturity_data_survival_all(data, scratch);
    SurvivalExit *exits = ARENA_ARRAY(scratch, SurvivalExit, all.exit_count);
    size_t count = 0, entry_count = 0;
    for (size_t v = 0; v < data->vendor_count; v++) {
        const MaturityVendor *vendor = &data->vendors[v];
        for (size_t i = 0; i < vendor->age_count; i++, entry_count++)
            exits[count++] = (SurvivalExit){vendor->ages[i].age, 0, 0,
                                            (int64_t)(vendor->ages[i].entered - vendor->ages[i].won)};
        for (size_t i = 0; i < vendor->lag_count; i++)
            exits[count++] = (SurvivalExit){vendor->lags[i].lag, (int64_t)vendor->lags[i].won, 0, 0};
    }
    all.exits = exits;
    all.exit_count = count;
    SurvivalStep *steps;
    const size_t step_count = survival_steps(all, scratch, &steps);
    SurvivalKm *km = ARENA_ARRAY(scratch, SurvivalKm, step_count);
    survival_km(steps, step_count, .9, km);
    const long end = survival_step_at(steps, step_count, days);
    for (size_t v = 0; v < data->vendor_count; v++) {
        double seen = 0;
        for (size_t i = 0; i < data->vendors[v].age_count; i++) {
            const long at = survival_step_at(steps, step_count, data->vendors[v].ages[i].age);
            if (at >= 0)
                seen += data->vendors[v].ages[i].entered * fmin((1 - km[at].share) / (1 - km[end].share), 1);
        }
        answers[v].ladder = seen > 0 ? fmin(data->vendors[v].won / seen, 1) : 0;
    }
}

/* The next FUTURE days of the open leads, as a pipeline of one step. */
static void project(const Maturity *maturity, const MaturityData *data, bool losses, uint64_t seed,
                    Outcome *outcome, Arena *arena) {
    static const char *const NAMES[VENDORS] = {"Y", "A", "B", "C", "D", "E"};
    PipelineVendor vendors[VENDORS] = {0};
    Str names[VENDORS];
    Lag *lags = ARENA_ARRAY(arena, Lag, maturity->node_count);
    double *weights = ARENA_ARRAY(arena, double, maturity->node_count);
    for (size_t j = 0; j < maturity->node_count; j++) {
        lags[j] = maturity->nodes[j].lag;
        weights[j] = maturity->nodes[j].weight;
    }
    for (size_t v = 0; v < VENDORS; v++) {
        const MaturityVendor *vendor = &data->vendors[v];
        PipelineOpen *open = ARENA_ARRAY(arena, PipelineOpen, vendor->age_count);
        Beta *rates = ARENA_ARRAY(arena, Beta, maturity->node_count);
        for (size_t j = 0; j < maturity->node_count; j++) rates[j] = maturity->nodes[j].rates[v];
        for (size_t i = 0; i < vendor->age_count; i++)
            open[i] = (PipelineOpen){vendor->ages[i].age,
                                     vendor->ages[i].entered - vendor->ages[i].won - vendor->ages[i].lost};
        names[v] = str_from(NAMES[v]);
        vendors[v].name = names[v];
        vendors[v].rates[0] = rates;
        vendors[v].open[0] = open;
        vendors[v].open_count[0] = vendor->age_count;
        vendors[v].deal.cap = INFINITY;
    }
    const Pipeline pipeline = {
        .as_of = day_from_civil((Civil){2025, 12, 31}),
        .month_count = 6,
        .step_count = 1,
        .steps = {{lags, weights, maturity->node_count,
                   losses ? maturity_losses(maturity, data, arena) : (CureLoss){0, lags[0]}}},
        .vendors = vendors,
        .vendor_count = VENDORS};
    const PipelineTables tables = pipeline_tables(&pipeline, arena);
    const RateDrawsOf of = {STR("delivered>won"), names, VENDORS, seed, DRAWS};
    const RateDraws rates[PIPELINE_STEPS] = {rate_draws_of_maturity(maturity, &of, arena)};
    const PipelineRanges ranges = pipeline_draw(
        &pipeline, &tables, rates, (PipelineDrawOptions){.seed = seed, .total_months = 6}, arena, arena);
    double total = 0;
    for (size_t v = 0; v < VENDORS; v++) {
        const PipelineRange range = pipeline_range(&ranges, v, 6, 0);
        outcome->of[v].low = range.p05;
        outcome->of[v].high = range.p95;
        total += outcome->of[v].wins;
    }
    const PipelineRange all = pipeline_range(&ranges, VENDORS, 6, 0);
    outcome->total_covered = total >= all.p05 && total <= all.p95;
}

static double cpu_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void no_memory(void) {
    fputs("out of memory\n", stderr);
    exit(70);
}

typedef struct Study {
    Outcome *outcomes;
    uint64_t seed;
} Study;

static void run_portfolio(void *context, size_t number) {
    const Study *study = context;
    Outcome *outcome = &study->outcomes[number];
    Arena *arena = arena_new(no_memory);
    Rng *rng = rng_stream(study->seed, STR("study of maturity"), number, arena);
    outcome->truth = draw_truth(number % KINDS, rng);
    const MaturityData data = draw_data(outcome, rng, arena);
    Maturity maturity;
    Err err;
    const double start = cpu_seconds();
    if (maturity_fit(&data, MATURITY_HORIZON, arena, arena, &maturity, &err) != OK || maturity.refused.code) {
        outcome->refused = true;
    } else {
        outcome->seconds = cpu_seconds() - start;
        ladder(&data, maturity.horizon, outcome->of, arena);
        for (size_t v = 0; v < VENDORS; v++) {
            Answer *answer = &outcome->of[v];
            const Rate rate = maturity_rate(&maturity, v, maturity.horizon, .9, arena);
            answer->truth = outcome->truth.rate[v] * true_cdf(&outcome->truth, maturity.horizon + 1);
            answer->estimate = rate.mean;
            answer->naive = data.vendors[v].won / data.vendors[v].entered;
            answer->covered = rate.low <= answer->truth && answer->truth <= rate.high;
        }
        project(&maturity, &data, outcome->truth.losses, number, outcome, arena);
    }
    arena_free(arena);
}

/* A share with its standard error. */
typedef struct Share {
    double hits, count;
} Share;

static void note(Share *share, bool hit) {
    share->hits += hit;
    share->count++;
}

static void print_share(Share share) {
    const double p = share.count > 0 ? share.hits / share.count : NAN;
    printf("  %.3f (%.3f)", p, sqrt(p * (1 - p) / share.count));
}

/* A mean ratio of sums over portfolios, with the standard error between portfolios. */
typedef struct Bias {
    double off, truth, square, count;
} Bias;

static void note_bias(Bias *bias, double off, double truth) {
    bias->off += off;
    bias->truth += truth;
    bias->square += off * off;
    bias->count++;
}

static void print_bias(Bias bias) {
    const double mean = bias.off / bias.count, sd = sqrt(bias.square / bias.count - mean * mean);
    printf("  %+6.1f%% (%.1f)", 100 * bias.off / bias.truth,
           100 * sd / sqrt(bias.count) / (bias.truth / bias.count));
}

typedef bool Filter(const Outcome *outcome, int wanted);
static bool any(const Outcome *outcome, int wanted) { return outcome && wanted == 0; }
static bool of_scenario(const Outcome *outcome, int wanted) { return outcome->truth.scenario == wanted; }
static bool of_lag(const Outcome *outcome, int wanted) { return outcome->truth.lag_kind == wanted; }
static bool with_losses(const Outcome *outcome, int wanted) { return outcome->truth.losses == (wanted == 1); }

typedef double Score(const Answer *answer);
static double by_truth(const Answer *answer) { return answer->truth; }
static double by_estimate(const Answer *answer) { return answer->estimate; }
static double by_naive(const Answer *answer) { return answer->naive; }
static double by_ladder(const Answer *answer) { return answer->ladder; }

static int best(const Outcome *outcome, Score *score) {
    int at = 0;
    for (int v = 1; v < VENDORS; v++)
        if (score(&outcome->of[v]) > score(&outcome->of[at])) at = v;
    return at;
}

static void print_row(const char *name, const Outcome *outcomes, size_t count, Filter *filter, int wanted) {
    Share covered = {0}, best_covered = {0}, wrong = {0}, wrong_naive = {0}, wrong_ladder = {0}, wins = {0},
          total = {0};
    Bias bias = {0}, naive = {0};
    for (size_t i = 0; i < count; i++) {
        const Outcome *outcome = &outcomes[i];
        if (outcome->refused || !filter(outcome, wanted)) continue;
        const int truth = best(outcome, by_truth), chosen = best(outcome, by_estimate);
        double off = 0, off_naive = 0, sum = 0;
        for (int v = 0; v < VENDORS; v++) {
            const Answer *answer = &outcome->of[v];
            note(&covered, answer->covered);
            note(&wins, answer->wins >= answer->low && answer->wins <= answer->high);
            off += answer->estimate - answer->truth;
            off_naive += answer->naive - answer->truth;
            sum += answer->truth;
        }
        note_bias(&bias, off, sum);
        note_bias(&naive, off_naive, sum);
        note(&best_covered, outcome->of[chosen].covered);
        note(&wrong, chosen != truth);
        note(&wrong_naive, best(outcome, by_naive) != truth);
        note(&wrong_ladder, best(outcome, by_ladder) != truth);
        note(&total, outcome->total_covered);
    }
    printf("%-16s", name);
    print_share(covered);
    print_share(best_covered);
    print_bias(bias);
    print_bias(naive);
    print_share(wrong);
    print_share(wrong_naive);
    print_share(wrong_ladder);
    print_share(wins);
    print_share(total);
    putchar('\n');
}

static void print_vendor(int v, const Outcome *outcomes, size_t count) {
    Share covered = {0}, wins = {0};
    Bias bias = {0}, naive = {0}, developed = {0};
    for (size_t i = 0; i < count; i++) {
        if (outcomes[i].refused) continue;
        const Answer *answer = &outcomes[i].of[v];
        note(&covered, answer->covered);
        note(&wins, answer->wins >= answer->low && answer->wins <= answer->high);
        note_bias(&bias, answer->estimate - answer->truth, answer->truth);
        note_bias(&naive, answer->naive - answer->truth, answer->truth);
        note_bias(&developed, answer->ladder - answer->truth, answer->truth);
    }
    printf("%5d leads%s", SIZES[v], v == 0 ? ", young" : "       ");
    print_share(covered);
    print_bias(bias);
    print_bias(naive);
    print_bias(developed);
    print_share(wins);
    putchar('\n');
}

static void print_tables(const Outcome *outcomes, size_t count) {
    size_t refused = 0;
    double seconds = 0, slowest = 0;
    for (size_t i = 0; i < count; i++) {
        refused += outcomes[i].refused;
        seconds += outcomes[i].seconds;
        slowest = fmax(slowest, outcomes[i].seconds);
    }
    printf("%zu portfolios, %zu refused; one fit %.0f ms CPU, the slowest %.0f ms\n\n", count, refused,
           1e3 * seconds / (double)(count - refused), 1e3 * slowest);
    printf("%-16s  %-13s  %-13s  %-13s  %-13s  %-13s  %-13s  %-13s  %-13s  %s\n", "", "covers rate",
           ".. of best", "bias", "naive bias", "wrong best", ".. naive", ".. ladder", "covers wins",
           ".. in all");
    print_row("all", outcomes, count, any, 0);
    for (int i = 0; i < SCENARIOS; i++) print_row(SCENARIO_NAMES[i], outcomes, count, of_scenario, i);
    for (int i = 0; i < LAGS; i++) print_row(LAG_NAMES[i], outcomes, count, of_lag, i);
    print_row("no losses", outcomes, count, with_losses, 0);
    print_row("losses", outcomes, count, with_losses, 1);
    printf("\n%-18s  %-13s  %-13s  %-13s  %-13s  %s\n", "vendor", "covers rate", "bias", "naive bias",
           "ladder bias", "covers wins");
    for (int v = 0; v < VENDORS; v++) print_vendor(v, outcomes, count);
}

int main(int argc, char **argv) {
    const size_t each = argc > 1 ? strtoul(argv[1], NULL, 10) : 84,
                 threads = argc > 2 ? strtoul(argv[2], NULL, 10) : 2;
    const size_t count = (each ? each : 1) * KINDS;
    Study study = {calloc(count, sizeof(Outcome)), argc > 3 ? strtoull(argv[3], NULL, 10) : 1};
    if (!study.outcomes) no_memory();
    numerics_start();
    workers_run(threads_workers(&threads), run_portfolio, &study, count);
    print_tables(study.outcomes, count);
    free(study.outcomes);
    return 0;
}
