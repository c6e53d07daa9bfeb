/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/threads.h"
#include "models/numerics.h"
#include "models/open_lead.h"
#include "models/pipeline_draw.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VENDORS = 2, STEPS = 3, MONTHS = 12, DRAWS = 20000, OPEN_MOST = 8 };
static const char *const NAMES[] = {"A", "B"};
static const char *const QUANTITIES[] = {"sql", "opportunity", "won", "value_capped"};

/* The case of the vectors: one lag and one beta for each vendor's step, so that each vendor is a pipeline of its own. */
typedef struct Case {
    Pipeline pipeline;
    PipelineVendor vendor;
    Beta rates[STEPS];
    Lag lags[STEPS];
    double one, planned[MONTHS];
    PipelineOpen open[STEPS][OPEN_MOST];
} Case;

static void read_row(Case *in, const Vectors *vectors, size_t row) {
    const char *record = vectors_text(vectors, row, "record"), *key = vectors_text(vectors, row, "key");
    const double value = vectors_number(vectors, row, "value");
    const bool staged = vectors_text(vectors, row, "stage")[0] != 0;
    const size_t s = staged ? (size_t)vectors_number(vectors, row, "stage") - 1 : 0;
    if (strcmp(record, "rate") == 0) *(key[0] == 'a' ? &in->rates[s].alpha : &in->rates[s].beta) = value;
    else if (strcmp(record, "lag") == 0 && strcmp(key, "shape") == 0) in->lags[s].shape = value;
    else if (strcmp(record, "lag") == 0) in->lags[s].log_scale = log(value);
    else if (strcmp(record, "open") == 0)
        in->open[s][in->vendor.open_count[s]++] =
            (PipelineOpen){(int32_t)vectors_number(vectors, row, "key"), value};
    else if (strcmp(record, "plan") == 0) {
        Month month;
        assert_true(month_parse(str_from(key), &month));
        in->planned[month - (2026 * 12 + 3)] = value;
    } else if (strcmp(key, "mu") == 0) in->vendor.deal.log_mean = value;
    else if (strcmp(key, "sigma") == 0) in->vendor.deal.log_sd = value;
    else if (strcmp(key, "cap") == 0) in->vendor.deal.cap = value;
}

static Case *read_case(const char *name, Arena *arena) {
    Vectors *vectors = vectors_open("tests/vectors/pipeline_case.csv");
    Case *in = ARENA_NEW(arena, Case);
    for (size_t i = 0; i < vectors_count(vectors); i++)
        if (vectors_is(vectors, i, "vendor", name)) read_row(in, vectors, i);
    vectors_close(vectors);
    in->one = 1;
    in->vendor.name = str_from(name);
    in->vendor.planned = in->planned;
    in->pipeline = (Pipeline){.as_of = day_from_civil((Civil){2026, 3, 31}),
                              .month_count = MONTHS,
                              .step_count = STEPS,
                              .vendors = &in->vendor,
                              .vendor_count = 1};
    for (size_t s = 0; s < STEPS; s++) {
        in->vendor.rates[s] = &in->rates[s];
        in->vendor.open[s] = in->open[s];
        in->pipeline.steps[s] = (PipelineStep){.lags = &in->lags[s], .weights = &in->one, .node_count = 1};
    }
    return in;
}

/* The value of a row of the answers. */
static double wanted(const Vectors *vectors, const char *kind, const char *vendor, const char *month,
                     const char *quantity) {
    for (size_t i = 0; i < vectors_count(vectors); i++)
        if (vectors_is(vectors, i, "kind", kind) && vectors_is(vectors, i, "vendor", vendor) &&
            vectors_is(vectors, i, "month", month) && vectors_is(vectors, i, "quantity", quantity))
            return vectors_number(vectors, i, "value");
    check_fail_at(__FILE__, __LINE__, "no %s of %s in %s", quantity, vendor, month);
}

static void what_is_expected_is_that_of_the_vectors(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Vectors *answers = vectors_open("tests/vectors/pipeline.csv");
    for (size_t v = 0; v < VENDORS; v++) {
        Case *in = read_case(NAMES[v], arena);
        const PipelineTables tables = pipeline_tables(&in->pipeline, arena);
        PipelineMonth out[MONTHS];
        pipeline_expect(&in->pipeline, &tables, out);
        double total[STEPS + 1] = {0};
        for (int m = 0; m < MONTHS; m++) {
            char text[DATE_TEXT];
            month_format(2026 * 12 + 3 + m, text);
            for (size_t q = 0; q <= STEPS; q++) {
                total[q] += out[m].expected[q];
                check_close(out[m].expected[q], wanted(answers, "expected", NAMES[v], text, QUANTITIES[q]),
                            1e-12, 0, text);
            }
        }
        for (size_t q = 0; q <= STEPS; q++)
            check_close(total[q], wanted(answers, "expected", NAMES[v], "total", QUANTITIES[q]), 1e-12, 0,
                        "total");
    }
    vectors_close(answers);
    arena_free(arena);
}

static RateDraws draw_rates(const Case *in, size_t step, uint64_t seed, size_t draws, Arena *arena) {
    const Beta *rates = in->vendor.rates[step];
    const RateDrawsOf of = {str_format(arena, "step %zu", step), &in->vendor.name, 1, seed, draws};
    return rate_draws_of_betas(&in->pipeline.steps[step], &rates, &of, arena);
}

static PipelineRanges draw_as(Case *in, size_t draws, PipelineDrawOptions options, Arena *arena) {
    const PipelineTables tables = pipeline_tables(&in->pipeline, arena);
    RateDraws rates[PIPELINE_STEPS];
    for (size_t s = 0; s < STEPS; s++) rates[s] = draw_rates(in, s, options.seed, draws, arena);
    return pipeline_draw(&in->pipeline, &tables, rates, options, arena, arena);
}

static PipelineRanges draw_case(Case *in, uint64_t seed, size_t draws, Workers workers, Arena *arena) {
    return draw_as(in, draws, (PipelineDrawOptions){.seed = seed, .total_months = MONTHS, .workers = workers},
                   arena);
}

static const struct {
    double p, tolerance;
    const char *kind, *at, *below;
} QUANTILES[] = {{.05, .07, "q05", "cdf_at_q05", "cdf_below_q05"},
                 {.5, .02, "q50", "cdf_at_q50", "cdf_below_q50"},
                 {.95, .02, "q95", "cdf_at_q95", "cdf_below_q95"}};

/* At 20,000 draws values lie within 7 % (q05) or 2 %. Wins are whole: the same number, or its neighbour where the
 * chance that divides them lies within three standard errors of the level. */
static void check_quantile(double got, size_t i, const Vectors *answers, const char *vendor,
                           size_t quantity) {
    const double want = wanted(answers, QUANTILES[i].kind, vendor, "total", QUANTITIES[quantity]);
    const double error = 3 * sqrt(QUANTILES[i].p * (1 - QUANTILES[i].p) / DRAWS);
    if (quantity == STEPS) {
        check_close(got, want, QUANTILES[i].tolerance, 0, QUANTILES[i].kind);
        return;
    }
    const char *divides = got < want ? QUANTILES[i].below : QUANTILES[i].at;
    check_close(got, want, 0, 1, QUANTILES[i].kind);
    if (got != want)
        check_close(wanted(answers, divides, vendor, "total", QUANTITIES[quantity]), QUANTILES[i].p, 0, error,
                    divides);
}

static void the_range_of_20000_draws_is_that_of_four_million(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Vectors *answers = vectors_open("tests/vectors/pipeline.csv");
    for (size_t v = 0; v < VENDORS; v++) {
        const PipelineRanges ranges = draw_case(read_case(NAMES[v], arena), 1, DRAWS, (Workers){0}, arena);
        for (size_t q = 2; q <= STEPS; q++) {
            const PipelineRange got = pipeline_range(&ranges, 0, MONTHS, q);
            const double sd = wanted(answers, "mc_sd", NAMES[v], "total", QUANTITIES[q]);
            check_quantile(got.p05, 0, answers, NAMES[v], q);
            check_quantile(got.p50, 1, answers, NAMES[v], q);
            check_quantile(got.p95, 2, answers, NAMES[v], q);
            check_close(got.mean, wanted(answers, "expected", NAMES[v], "total", QUANTITIES[q]), 0,
                        5 * sd / sqrt(DRAWS), "mean");
        }
    }
    vectors_close(answers);
    arena_free(arena);
}

static int by_value(const void *left, const void *right) {
    const float a = *(const float *)left, b = *(const float *)right;
    return (a > b) - (a < b);
}

/* The vectors' vendors have lags of their own, so each is a pipeline; their draws are independent, and add up. */
static void both_vendors_together_range_as_the_vectors_say(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Vectors *answers = vectors_open("tests/vectors/pipeline.csv");
    const PipelineRanges a = draw_case(read_case("A", arena), 1, DRAWS, (Workers){0}, arena);
    const PipelineRanges b = draw_case(read_case("B", arena), 1, DRAWS, (Workers){0}, arena);
    for (size_t q = 2; q <= STEPS; q++) {
        float *sum = ARENA_ARRAY(arena, float, DRAWS);
        for (size_t d = 0; d < DRAWS; d++) sum[d] = a.totals[q * DRAWS + d] + b.totals[q * DRAWS + d];
        qsort(sum, DRAWS, sizeof *sum, by_value);
        for (size_t i = 0; i < 3; i++)
            check_quantile((double)sum[(size_t)(QUANTILES[i].p * DRAWS) - 1], i, answers, "all", q);
    }
    vectors_close(answers);
    arena_free(arena);
}

static void check_months(Case *in, Arena *arena) {
    enum { SOME = 40000 };
    const PipelineTables tables = pipeline_tables(&in->pipeline, arena);
    PipelineMonth out[MONTHS];
    pipeline_expect(&in->pipeline, &tables, out);
    const PipelineRanges ranges = draw_case(in, 7, SOME, (Workers){0}, arena);
    for (size_t m = 0; m < MONTHS; m++)
        for (size_t q = 0; q <= STEPS; q++) {
            const PipelineRange got = pipeline_range(&ranges, 0, m, q);
            const double error = (got.p95 - got.p05 + 1) / 3.3 / sqrt(SOME);
            check_close(got.mean, out[m].expected[q], 0, 5 * error, QUANTITIES[q]);
        }
}

static void the_draws_agree_with_what_is_expected_in_every_month(void **state) {
    (void)state;
    Arena *arena = check_arena();
    check_months(read_case("A", arena), arena);
    check_months(read_case("B", arena), arena);
    arena_free(arena);
}

/* Two lags that may be, with rates of their own; 300 ages, many to a group; months of 4,000 leads and, by halves, of
 * none; some are lost. */
static void so_they_do_with_many_ages_many_leads_and_an_uncertain_lag(void **state) {
    (void)state;
    enum { AGES = 300 };
    static const double WEIGHTS[] = {.7, .3};
    static const Lag LAGS[] = {{LAG_LOGNORMAL, .9, 3}, {LAG_GAMMA, 1.4, 3.4}};
    static const Beta RATES[] = {{60, 540}, {90, 510}};
    Arena *arena = check_arena();
    Case *in = read_case("A", arena);
    PipelineOpen open[AGES];
    for (int a = 0; a < AGES; a++) open[a] = (PipelineOpen){a, a % 5};
    for (int m = 0; m < MONTHS; m++) in->planned[m] = m % 3 == 0 ? 4000 : .5;
    in->pipeline.steps[0] = (PipelineStep){LAGS, WEIGHTS, 2, {.4, {LAG_WEIBULL, 1.2, 3.5}}};
    in->vendor.rates[0] = RATES;
    in->vendor.open[0] = open;
    in->vendor.open_count[0] = AGES;
    in->vendor.deal.log_mean_sd = .2;
    check_months(in, arena);
    arena_free(arena);
}

static void any_number_of_threads_gives_the_same_bytes(void **state) {
    (void)state;
    static const size_t THREADS[] = {1, 2, 8};
    Arena *arena = check_arena();
    PipelineRanges ranges[3];
    for (size_t i = 0; i < 3; i++)
        ranges[i] = draw_case(read_case("A", arena), 5, 3210, threads_workers(&THREADS[i]), arena);
    const size_t bytes = (size_t)2 * (MONTHS + 1) * (STEPS + 1) * sizeof(PipelineRange);
    assert_memory_equal(ranges[0].ranges, ranges[1].ranges, bytes);
    assert_memory_equal(ranges[0].ranges, ranges[2].ranges, bytes);
    arena_free(arena);
}

/* Drawn to the third month, the total of the first three is what is cumulated up to the third. */
static void months_may_be_summed_up_from_the_first_on(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const PipelineDrawOptions plain = {.seed = 5, .total_months = 3},
                              cumulative = {.seed = 5, .cumulative = true};
    const PipelineRanges by_month = draw_as(read_case("A", arena), 1000, plain, arena),
                         summed = draw_as(read_case("A", arena), 1000, cumulative, arena);
    for (size_t q = 0; q <= STEPS; q++) {
        const PipelineRange first = pipeline_range(&by_month, 0, 0, q),
                            same = pipeline_range(&summed, 0, 0, q);
        const PipelineRange three = pipeline_range(&by_month, 0, MONTHS, q),
                            third = pipeline_range(&summed, 0, 2, q);
        assert_memory_equal(&first, &same, sizeof first);
        assert_memory_equal(&three, &third, sizeof three);
    }
    arena_free(arena);
}

/* By its integral over p: the midpoint rule on 20,000 cells. */
static double mean_by_cells(Beta rate, double scale, double phi) {
    double sum = 0, mass = 0;
    for (int i = 0; i < 20000; i++) {
        const double p = (i + .5) / 20000;
        const double density = exp((rate.alpha - 1) * log(p) + (rate.beta - 1) * log1p(-p));
        mass += density;
        sum += density * scale * p / (1 - p * phi);
    }
    return sum / mass;
}

static void an_open_lead_is_an_average_over_its_rate(void **state) {
    (void)state;
    const Beta rate = {4.5, 21};
    const double won[] = {0, .3, .9, .2, .05}, lost[] = {0, 0, 0, .5, .8};
    for (int i = 0; i < 5; i++) {
        const OpenLead lead = open_lead_of(won[i], lost[i]);
        check_close(open_lead_mean(rate, lead), mean_by_cells(rate, lead.scale, lead.phi), 1e-7, 0, "mean");
        check_close(.2 * lead.scale / (1 - .2 * lead.phi), .2 / (1 - .2 * won[i] - .8 * lost[i]), 1e-14, 0,
                    "share");
    }
}

static void whoever_is_open_although_others_were_lost_is_the_better_for_it(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Case *in = read_case("A", arena);
    PipelineMonth without[MONTHS], with[MONTHS];
    memset(in->planned, 0, sizeof in->planned); /* of leads yet to come, losses change nothing */
    PipelineTables tables = pipeline_tables(&in->pipeline, arena);
    pipeline_expect(&in->pipeline, &tables, without);
    in->pipeline.steps[0].loss = (CureLoss){.6, {LAG_WEIBULL, 1.2, log(30)}};
    tables = pipeline_tables(&in->pipeline, arena);
    pipeline_expect(&in->pipeline, &tables, with);
    for (int m = 0; m < MONTHS; m++) assert_true(with[m].expected[0] > without[m].expected[0]);
    arena_free(arena);
}

static void a_month_that_has_begun_gets_only_its_days_to_come(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Case *in = read_case("A", arena);
    in->pipeline.as_of = day_from_civil((Civil){2026, 4, 20});
    const PipelineTables tables = pipeline_tables(&in->pipeline, arena);
    assert_int_equal(tables.calendar.first[0], 1);
    assert_int_equal(tables.calendar.first[1], 11); /* 21 to 30 April */
    assert_int_equal(tables.calendar.first[2], 42);
    assert_int_equal(tables.calendar.days, 345); /* to 31 March 2027 */
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_expected_is_that_of_the_vectors),
        cmocka_unit_test(the_range_of_20000_draws_is_that_of_four_million),
        cmocka_unit_test(both_vendors_together_range_as_the_vectors_say),
        cmocka_unit_test(so_they_do_with_many_ages_many_leads_and_an_uncertain_lag),
        cmocka_unit_test(the_draws_agree_with_what_is_expected_in_every_month),
        cmocka_unit_test(months_may_be_summed_up_from_the_first_on),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
        cmocka_unit_test(an_open_lead_is_an_average_over_its_rate),
        cmocka_unit_test(whoever_is_open_although_others_were_lost_is_the_better_for_it),
        cmocka_unit_test(a_month_that_has_begun_gets_only_its_days_to_come),
    };
    numerics_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
