/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/segment_rates.h"
#include "models/sighting.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"

static RollupFlow flow(uint16_t vendor, int32_t age, int64_t entered, int64_t moved) {
    return (RollupFlow){.vendor = vendor,
                        .from = STAGE_DELIVERED,
                        .to = STAGE_SQL,
                        .age = age,
                        .entered = entered,
                        .moved = moved};
}

static RollupLag lag(uint16_t vendor, int32_t days) {
    return (RollupLag){.vendor = vendor, .from = STAGE_DELIVERED, .to = STAGE_SQL, .lag = days, .moved = 1};
}

/* Vendor 0: ten leads of age 100, won after 10, 20 and 60 days; ten of age 20, one won after 5. Vendor 1: four leads of
 * age 30, one won on its first day. */
static ScenarioResult look(size_t vendors, Arena *arena) {
    static RollupFlow flows[3];
    static RollupLag lags[5];
    flows[0] = flow(0, 20, 10, 1), flows[1] = flow(0, 100, 10, 3), flows[2] = flow(1, 30, 4, 1);
    lags[0] = lag(0, 5), lags[1] = lag(0, 10), lags[2] = lag(0, 20), lags[3] = lag(0, 60),
    lags[4] = lag(1, 0);
    Rollup *rollup = ARENA_NEW(arena, Rollup);
    *rollup = (Rollup){.has_dates = true,
                       .vendor_count = vendors,
                       .flows = flows,
                       .flow_count = vendors + 1,
                       .lags = lags,
                       .lag_count = vendors == 1 ? 4 : 5};
    rollup->has_stage[STAGE_SQL] = true;
    Ripening ripening = {.horizon = 180};
    ripening.data[STAGE_SQL] = maturity_data_from_rollup(rollup, STAGE_DELIVERED, STAGE_SQL, arena);
    ScenarioResult out = {.vendors = ARENA_ARRAY(arena, VendorResult, vendors), .vendor_count = vendors};
    sighting_fill(&ripening, rollup, arena, &out);
    return out;
}

/* Half of the leads are 100 days old: 3 of 10 within 100 days. Aalen-Johansen without losses is 1 - Kaplan-Meier:
 * 1 - 19/20 x 18/19 x 17/18 x 7/8 = .25625, with 7 leads still watched on day 100. */
static void a_cohort_and_the_curve_of_one_vendor(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Sighting seen = look(1, arena).vendors[0].sighting;
    assert_null(seen.why.code);
    assert_int_equal(seen.stage, STAGE_SQL);
    assert_int_equal(seen.cohort_days, 100);
    check_close(seen.cohort_leads, 10, 0, 0, "leads");
    check_close(seen.cohort_rate.value, .3, 1e-14, 0, "rate");
    assert_int_equal(seen.day, 100);
    check_close(seen.won, .25625, 1e-14, 0, "won");
    assert_true(seen.error > 0);
    assert_int_equal(seen.at_risk, 7);
    arena_free(arena);
}

/* The younger vendor's older half is 30 days old: 2 of vendor 0's ten older leads were won by then, 1 of vendor 1's. */
static void all_vendors_are_compared_at_the_same_age(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const ScenarioResult scenario = look(2, arena);
    assert_int_equal(scenario.vendors[0].sighting.cohort_days, 30);
    check_close(scenario.vendors[0].sighting.cohort_rate.value, .2, 1e-14, 0, "the older");
    check_close(scenario.vendors[1].sighting.cohort_rate.value, .25, 1e-14, 0, "the younger");
    check_close(scenario.total.sighting.cohort_rate.value, 3. / 14, 1e-14, 0, "both");
    assert_int_equal(scenario.vendors[1].sighting.day, 30);
    arena_free(arena);
}

/* Segments of one vendor are pooled as vendors of one portfolio are: the same reference. */
static void segments_agree_with_the_reference(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Vectors *vectors = vectors_open("tests/vectors/hierarchical.csv");
    RollupCell cells[64] = {0};
    Str names[32];
    size_t rows[32], count = 0, used = 0;
    for (size_t r = 0; r < vectors_count(vectors); r++) {
        if (!vectors_is(vectors, r, "portfolio", "P04_six_one_empty")) continue;
        const int64_t n = (int64_t)vectors_number(vectors, r, "n"),
                      k = (int64_t)vectors_number(vectors, r, "k");
        names[count] = str_from(vectors_text(vectors, r, "vendor"));
        cells[used++] =
            (RollupCell){.segment = (uint16_t)count, .class = CLASS_SQL, .reached = STAGE_SQL, .leads = k};
        cells[used++] = (RollupCell){.segment = (uint16_t)count, .class = CLASS_UNTOUCHED, .leads = n - k};
        rows[count++] = r;
    }
    Rollup rollup = {
        .vendor_count = 1, .segments = names, .segment_count = count, .cells = cells, .cell_count = used};
    rollup.has_stage[STAGE_SQL] = true;
    SegmentRates rates;
    Err err;
    check_status(segment_rates_fit(&rollup, arena, arena, &rates, &err), OK, &err);
    for (size_t i = 0, s = 0; i < count; i++) {
        if (!(vectors_number(vectors, rows[i], "n") > 0)) continue; /* no leads: it is left out */
        const SegmentRate *got = &rates.of[0][s++];
        check_close(got->rate.mean, vectors_number(vectors, rows[i], "mean"), 1e-6, 0, "mean");
        check_close(got->rate.p95, vectors_number(vectors, rows[i], "q95"), 2e-5, 0, "q95");
    }
    vectors_close(vectors);
    arena_free(arena);
}

static void one_segment_is_none(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Str name = STR("(blank)");
    Rollup rollup = {.vendor_count = 1, .segments = &name, .segment_count = 1};
    SegmentRates rates;
    Err err;
    check_status(segment_rates_fit(&rollup, arena, arena, &rates, &err), OK, &err);
    assert_int_equal(rates.counts[0], 0);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cohort_and_the_curve_of_one_vendor),
        cmocka_unit_test(all_vendors_are_compared_at_the_same_age),
        cmocka_unit_test(segments_agree_with_the_reference),
        cmocka_unit_test(one_segment_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
