/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/backtest.h"
#include "tests/support/lead_fixture.h"

static Day day(const char *text) { return lead_fixture_day(text); }

static void month_ends_have_six_months_before_them_and_one_behind(void **state) {
    (void)state;
    Day dates[BACKTEST_DATES];
    assert_int_equal(backtest_dates(day("2025-09-01"), day("2026-08-31"), dates), 6);
    assert_int_equal(dates[0], day("2026-02-28")); /* September to February are six */
    assert_int_equal(dates[5], day("2026-07-31"));
}

static void a_month_that_has_not_ended_is_not_compared(void **state) {
    (void)state;
    Day dates[BACKTEST_DATES];
    assert_int_equal(backtest_dates(day("2025-09-20"), day("2026-08-30"), dates), 5);
    assert_int_equal(dates[4], day("2026-06-30"));
    assert_true(backtest_is_past(day("2026-06-30"), 0, day("2026-08-30")));
    assert_false(backtest_is_past(day("2026-07-31"), 0, day("2026-08-30")));
    assert_true(backtest_is_past(day("2026-02-28"), 2, day("2026-08-31")));
    assert_false(backtest_is_past(day("2026-03-31"), 2, day("2026-08-31")));
}

static void at_most_nine_month_ends_are_looked_at(void **state) {
    (void)state;
    Day dates[BACKTEST_DATES];
    assert_int_equal(backtest_dates(day("2020-01-01"), day("2026-08-31"), dates), 9);
    assert_int_equal(dates[0], day("2025-11-30"));
}

static void seven_months_give_one_date_and_six_none(void **state) {
    (void)state;
    Day dates[BACKTEST_DATES];
    assert_int_equal(backtest_dates(day("2026-02-01"), day("2026-08-31"), dates), 1);
    assert_int_equal(dates[0], day("2026-07-31"));
    assert_int_equal(backtest_dates(day("2026-03-01"), day("2026-08-31"), dates), 0);
}

static void arrivals_are_counted_on_the_day_of_the_stage_and_undated_ones_are_left_out(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new(); /* as of 2026-06-30 */
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-05, sql_at=2026-03-31");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-05, sql_at=2026-04-01, won_at=2026-06-30");
    lead_fixture_add(fixture, "vendor=B, delivered_at=2026-04-20, sql_at=2026-04-30");
    lead_fixture_add(fixture, "vendor=B, delivered_at=2026-04-20, sql_at=2026-07-01"); /* not yet */
    lead_fixture_add(fixture, "vendor=B, delivered_at=2026-04-20, sql_at=yes");
    lead_fixture_add(fixture, "vendor=B, delivered_at=2026-04-20, sql_at=2026-04-22, invalid_at=2026-05-02");
    const Rollup rollup = lead_fixture_count(fixture);
    const Arrivals arrivals = backtest_count(fixture->table, &fixture->outcomes, &rollup, fixture->arena);
    const Day march = day("2026-03-31");
    assert_int_equal(backtest_arrived(&arrivals, 0, STAGE_SQL, march, 1), 1);
    assert_int_equal(backtest_arrived(&arrivals, 1, STAGE_SQL, march, 3), 1);
    assert_int_equal(backtest_arrived(&arrivals, 2, STAGE_SQL, march, 3), 2);
    assert_int_equal(backtest_arrived(&arrivals, 2, STAGE_WON, march, 2), 0);
    assert_int_equal(backtest_arrived(&arrivals, 2, STAGE_WON, march, 3), 1);
    assert_int_equal(arrivals.undated[STAGE_SQL], 1);
    assert_int_equal(arrivals.undated[STAGE_WON], 0);
    lead_fixture_free(fixture);
}

static Interval range(double mean, double p05, double p95) {
    return (Interval){.mean = mean, .p05 = p05, .p50 = mean, .p95 = p95};
}

/* Projected 10, 14 and 6; came 8, 20 and 6: bias (2 - 6 + 0) / 3, error (2 + 6 + 0) / 3; 20 is outside 9 to 19. */
static void scores_are_means_over_the_dates(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Why none = {"no_lead_yet", STR("none yet")};
    BacktestRow rows[] = {
        {.vendor = 0, .stage = STAGE_WON, .horizon = 1, .projected = range(10, 8, 15), .actual = 8},
        {.vendor = 0, .stage = STAGE_WON, .horizon = 1, .projected = range(14, 9, 19), .actual = 20},
        {.vendor = 0, .stage = STAGE_WON, .horizon = 1, .projected = range(6, 2, 6), .actual = 6},
        {.vendor = 0, .stage = STAGE_WON, .horizon = 1, .projected = {.why = none}, .actual = 99},
        {.vendor = 1, .stage = STAGE_SQL, .horizon = 0, .projected = range(1, 0, 2), .actual = 3}};
    Backtest backtest = {.vendor_count = 1, .rows = rows, .row_count = sizeof rows / sizeof *rows};
    backtest_score(&backtest, arena);
    const BacktestScore *score = backtest_score_of(&backtest, 0, STAGE_WON, 1);
    assert_int_equal(score->dates, 3);
    assert_int_equal(score->inside, 2);
    check_close(score->projected, 10, 1e-15, 0, "projected");
    check_close(score->actual, 34 / 3., 1e-15, 0, "came");
    check_close(score->bias, -4 / 3., 1e-14, 0, "bias");
    check_close(score->error, 8 / 3., 1e-15, 0, "error");
    assert_int_equal(backtest_score_of(&backtest, 1, STAGE_SQL, 0)->dates, 1);
    assert_int_equal(backtest_score_of(&backtest, 1, STAGE_SQL, 0)->inside, 0);
    assert_int_equal(backtest_score_of(&backtest, 0, STAGE_SQL, 0)->dates, 0);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(month_ends_have_six_months_before_them_and_one_behind),
        cmocka_unit_test(a_month_that_has_not_ended_is_not_compared),
        cmocka_unit_test(at_most_nine_month_ends_are_looked_at),
        cmocka_unit_test(seven_months_give_one_date_and_six_none),
        cmocka_unit_test(arrivals_are_counted_on_the_day_of_the_stage_and_undated_ones_are_left_out),
        cmocka_unit_test(scores_are_means_over_the_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
