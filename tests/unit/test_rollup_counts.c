/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rollup's deals, and the rollup of a file of counts, by hand. */
#include "models/rollup.h"
#include "tests/support/lead_fixture.h"
#include <math.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))
enum { D = STAGE_DELIVERED, A = STAGE_ACCEPTED, Q = STAGE_SQL, O = STAGE_OPPORTUNITY, W = STAGE_WON };

static void deals_are_counted_by_powers_of_two_of_their_amount(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    static const char *const DEALS[] = {"8191.99", "8192", "10000", "1", "0.99", "0"};
    for (size_t i = 0; i < COUNT_OF(DEALS); i++) {
        lead_fixture_add(fixture, str_format(fixture->arena, "vendor=A, won_at=yes, amount=%s", DEALS[i]).at);
    }
    lead_fixture_add(fixture, "vendor=A, won_at=yes");                      /* no amount */
    lead_fixture_add(fixture, "vendor=A, opportunity_at=yes, amount=5000"); /* not won */
    lead_fixture_add(fixture, "vendor=A, won_at=yes, amount=9000, currency=EUR");
    const Rollup rollup = lead_fixture_count(fixture);
    static const struct {
        const char *currency;
        int bucket, count;
        Money sum, largest;
    } WANT[] = {
        {"EUR", 13, 1, 900000, 900000}, {"USD", -1, 1, 99, 99},           {"USD", 0, 1, 100, 100},
        {"USD", 12, 1, 819199, 819199}, {"USD", 13, 2, 1819200, 1000000},
    };
    assert_int_equal(rollup.deal_count, COUNT_OF(WANT));
    for (size_t i = 0; i < COUNT_OF(WANT); i++) {
        const RollupDeal *deal = &rollup.deals[i];
        assert_string_equal(deal->currency.code, WANT[i].currency);
        assert_int_equal(deal->bucket, WANT[i].bucket);
        assert_int_equal(deal->count, WANT[i].count);
        assert_true(deal->sum == WANT[i].sum && deal->largest == WANT[i].largest);
    }
    assert_int_equal(rollup.zero_deals, 2);
    check_close(rollup.deals[4].log_sum, log(8192) + log(10000), 0, 2e-7, "sum of logarithms");
    check_close(rollup.deals[4].log_square_sum, log(8192) * log(8192) + log(10000) * log(10000), 0, 2e-7,
                "sum of their squares");
    lead_fixture_free(fixture);
}

static Rollup rollup_of_counts(Arena *arena, const CountRow *rows, size_t count) {
    const Definitions definitions = {.as_of = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE};
    return rollup_from_counts(rows, count, &definitions, (Currency){"USD"}, arena, arena);
}

static void a_file_of_counts_gives_classes_flows_and_one_charge(void **state) {
    (void)state;
    Arena *arena = check_arena();
    /* 100 leads, 20 SQLs, 5 of them won: 80 that got no further, 15 SQLs, 5 wins */
    const CountRow rows[] = {{STR("B"), STR("(blank)"), MONTH_NONE, {100, -1, 20, -1, 5}, 123456},
                             {STR("A"), STR("(blank)"), MONTH_NONE, {10, -1, 0, -1, 0}, 0}};
    const Rollup rollup = rollup_of_counts(arena, rows, 2);
    assert_int_equal(rollup.vendor_count, 2);
    check_text(rollup.vendors[1], "B");
    assert_true(rollup.has_stage[D] && !rollup.has_stage[A] && rollup.has_stage[Q] && !rollup.has_stage[O] &&
                rollup.has_stage[W]);
    assert_true(rollup.from_counts && !rollup.has_dates && rollup.leads == 110);
    static const struct {
        int vendor, class;
        int64_t leads;
        Money invoice;
    } WANT[] = {{0, CLASS_UNTOUCHED, 10, 0}, {0, CELL_CHARGE, 0, 0},      {1, CLASS_WON, 5, 0},
                {1, CLASS_SQL, 15, 0},       {1, CLASS_UNTOUCHED, 80, 0}, {1, CELL_CHARGE, 0, 123456}};
    assert_int_equal(rollup.cell_count, COUNT_OF(WANT));
    for (size_t i = 0; i < COUNT_OF(WANT); i++) {
        const RollupCell *cell = &rollup.cells[i];
        assert_int_equal(cell->vendor, WANT[i].vendor);
        assert_int_equal(cell->class, WANT[i].class);
        assert_true(cell->leads == WANT[i].leads && cell->invoiced == WANT[i].leads &&
                    cell->invoice == WANT[i].invoice && cell->unpriced == 0);
    }
    assert_int_equal(rollup.flow_count, 6); /* two vendors: delivered -> sql, delivered -> won, sql -> won */
    const RollupFlow *step = &rollup.flows[5];
    assert_true(step->from == Q && step->to == W && step->age == -1);
    assert_true(step->entered == 20 && step->moved == 5 && step->day_unknown == 5);
    arena_free(arena);
}

static void rows_of_counts_add_up_by_vendor_segment_and_month(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Month june = month_from_day(lead_fixture_day("2026-06-01"));
    const CountRow rows[] = {{STR("A"), STR("x"), june, {100, -1, 20, -1, -1}, 100},
                             {STR("A"), STR("x"), june, {50, -1, 5, -1, -1}, 50},
                             {STR("A"), STR("y"), june - 1, {7, -1, 1, -1, -1}, 7}};
    const Rollup rollup = rollup_of_counts(arena, rows, 3);
    assert_int_equal(rollup.cell_count, 6);
    assert_true(rollup.has_dates && rollup.first_delivery == lead_fixture_day("2026-05-01"));
    const RollupCell *sql = &rollup.cells[0];
    assert_true(sql->class == CLASS_SQL && sql->leads == 25 && sql->month == june);
    assert_true(rollup.cells[1].leads == 125 && rollup.cells[2].invoice == 150);
    assert_true(rollup.flows[0].entered == 150 && rollup.flows[0].moved == 25);
    arena_free(arena);
}

static void counts_without_spend_have_no_price(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const CountRow row = {STR("A"), STR("x"), MONTH_NONE, {100, -1, 20, -1, -1}, MONEY_NONE};
    const Rollup rollup = rollup_of_counts(arena, &row, 1);
    assert_int_equal(rollup.cell_count, 2);
    assert_int_equal(rollup.cells[0].unpriced + rollup.cells[1].unpriced, 100);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deals_are_counted_by_powers_of_two_of_their_amount),
        cmocka_unit_test(a_file_of_counts_gives_classes_flows_and_one_charge),
        cmocka_unit_test(rows_of_counts_add_up_by_vendor_segment_and_month),
        cmocka_unit_test(counts_without_spend_have_no_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
