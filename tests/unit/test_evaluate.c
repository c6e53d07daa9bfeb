/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of a scenario from small portfolios, worked out by hand; and how its ranges behave. As of 2026-06-28. */
#include "models/evaluate.h"
#include "tests/support/lead_fixture.h"
#include <math.h>
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))
enum { DRAWS = 4000, ROWS = 3 };

/* An evaluation: change what it is made from, then run it. */
typedef struct Evaluation {
    LeadFixture *leads;
    Arena *scratch;
    Contract contracts[2];
    AssumptionSet set;
    Ledgers ledgers;
    Rollup rollup;
    unsigned long seed;
    ScenarioResult result;
} Evaluation;

static void set_to(AssumptionSet *set, AssumptionId id, const char *cell) {
    Err err = {0};
    check_status(assumption_set_cell(set, id, str_from(cell), &err), OK, &err);
}

/* A at 50.00 a lead, B at 80.00; an hour of SDRs costs 60.00, so a minute costs 1.00. */
static void evaluation_open(Evaluation *e) {
    *e = (Evaluation){.leads = lead_fixture_new(),
                      .scratch = check_arena(),
                      .contracts = {lead_fixture_contract("A", "50", "2026-01-01", "2026-12-31"),
                                    lead_fixture_contract("B", "80", "2026-01-01", "2026-12-31")},
                      .set = assumption_defaults(),
                      .ledgers = {.base = {"USD"}, .has_contracts = true},
                      .seed = 1};
    e->leads->contracts = (Contracts){e->contracts, 2};
    e->leads->definitions.as_of = lead_fixture_day("2026-06-28");
    set_to(&e->set, ASSUME_SDR_COST_PER_YEAR, "124800");
}

static void evaluation_close(Evaluation *e) {
    arena_free(e->scratch);
    lead_fixture_free(e->leads);
}

static void run_rollup(Evaluation *e) {
    const EvaluationInput input = {.rollup = &e->rollup,
                                   .ledgers = e->ledgers,
                                   .contracts = e->leads->contracts,
                                   .currency = {"USD"},
                                   .set = &e->set,
                                   .seed = e->seed,
                                   .draws = DRAWS};
    Foresight foresight;
    Err err = {0};
    Arena *arena = e->leads->arena;
    check_status(evaluate_foresee(&input, NULL, 0, arena, e->scratch, &foresight, &err), OK, &err);
    check_status(evaluate_scenario(&input, &foresight, arena, e->scratch, &e->result, &err), OK, &err);
}

static void run(Evaluation *e) {
    e->rollup = lead_fixture_count(e->leads);
    run_rollup(e);
}

/* A: ten leads, two of them SQLs, four rejected, four untouched. B: five, all rejected. */
static void add_fifteen(Evaluation *e) {
    lead_fixture_add_many(e->leads, 2, "vendor=A, delivered_at=2026-06-01, sql_at=2026-06-10");
    lead_fixture_add_many(e->leads, 4, "vendor=A, delivered_at=2026-06-02, rejected_at=2026-06-10");
    lead_fixture_add_many(e->leads, 4, "vendor=A, delivered_at=2026-06-03");
    lead_fixture_add_many(e->leads, 5, "vendor=B, delivered_at=2026-06-04, rejected_at=2026-06-10");
}

static double value_of(const VendorResult *vendor, MetricId id) {
    const Figure figure = vendor->value[id];
    if (!figure_is_known(figure)) fail_msg("%s: %.*s", metric_row(id)->key, STR_ARGS(figure.why.text));
    return figure.value;
}

static void costs_are_the_invoice_and_the_work_on_what_came_to_nothing(void **state) {
    (void)state;
    Evaluation e;
    evaluation_open(&e);
    add_fifteen(&e);
    run(&e);
    const VendorResult *a = &e.result.vendors[0], *b = &e.result.vendors[1], *total = &e.result.total;
    check_text(a->vendor, "A");
    assert_int_equal(a->ledger.line[LINE_TRUE_COST], 52000); /* 10 x 50 + 4 x 5 */
    assert_int_equal(b->ledger.line[LINE_TRUE_COST], 42500); /* 5 x 80 + 5 x 5 */
    assert_int_equal(total->ledger.line[LINE_TRUE_COST], 94500);
    assert_int_equal(a->ledger.line[LINE_SDR_PRODUCTIVE], 12000); /* 2 x 60 */
    check_close(value_of(a, METRIC_TRUE_CPL), 52, 1e-15, 0, "A, true CPL");
    check_close(value_of(a, METRIC_MULTIPLIER), 1.04, 1e-15, 0, "A, multiplier");
    check_close(value_of(a, METRIC_COST_PER_SQL), 260, 1e-15, 0, "A, cost per SQL");
    check_close(value_of(total, METRIC_COST_PER_SQL), 472.5, 1e-15, 0, "total, cost per SQL");
    check_close(value_of(b, METRIC_RATE_SQL), 0, 0, 0, "B, SQL rate");
    evaluation_close(&e);
}

/* The scenario's cell and what each of A and B then costs. */
static const struct {
    const char *sentence;
    AssumptionId id;
    const char *cell;
    Money a, b;
} SCENARIOS[] = {
    {"an attempt of ten minutes", ASSUME_TOUCH_MINUTES, "10", 54000, 45000},
    {"an attempt of a range", ASSUME_TOUCH_MINUTES, "8|10|12", 54000, 45000},
    {"twelve minutes of a rejected lead", ASSUME_SDR_REJECTED, "12", 54800, 46000},
    {"an hour that costs half", ASSUME_SDR_COST_PER_YEAR, "62400", 51000, 41250},
    {"more attempts on silent leads, of which there are none", ASSUME_TOUCH_ATTEMPTS, "6", 52000, 42500},
    {"longer talks, which are no waste", ASSUME_CONVERSATION_MINUTES, "60", 52000, 42500},
};

static void a_scenario_changes_the_work_and_nothing_else(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(SCENARIOS); i++) {
        Evaluation e;
        evaluation_open(&e);
        add_fifteen(&e);
        set_to(&e.set, SCENARIOS[i].id, SCENARIOS[i].cell);
        run(&e);
        for (int v = 0; v < 2; v++) {
            const Money got = e.result.vendors[v].ledger.line[LINE_TRUE_COST];
            if (got != (v ? SCENARIOS[i].b : SCENARIOS[i].a))
                fail_msg("%s: vendor %d costs %lld cents", SCENARIOS[i].sentence, v, (long long)got);
        }
        assert_int_equal(e.result.vendors[0].ledger.line[LINE_INVOICE], 50000);
        evaluation_close(&e);
    }
}

static void without_an_sql_there_is_no_cost_per_sql_but_a_lower_bound(void **state) {
    (void)state;
    Evaluation e;
    evaluation_open(&e);
    add_fifteen(&e);
    set_to(&e.set, ASSUME_TOUCH_MINUTES, "5|5|5"); /* what B costs is certain */
    run(&e);
    const VendorResult *a = &e.result.vendors[0], *b = &e.result.vendors[1];
    assert_string_equal(b->value[METRIC_COST_PER_SQL].why.code, "zero_conversions");
    assert_string_equal(b->interval[METRIC_COST_PER_SQL].why.code, "zero_conversions");
    assert_true(figure_is_known(b->sql_cost_floor));
    /* above cost / (leads x what the rate stays below with 95 %) with 95 % */
    const double want = 425 / (5 * b->interval[METRIC_RATE_SQL].p95);
    check_close(b->sql_cost_floor.value, want, .05, 0, "floor of B"); /* 4,000 draws */
    /* with conversions the bound is the range's own lower end */
    check_close(a->sql_cost_floor.value, a->interval[METRIC_COST_PER_SQL].p05, 0, 0, "floor of A");
    evaluation_close(&e);
}

static void without_a_price_only_rates_and_work_are_known(void **state) {
    (void)state;
    Evaluation e;
    evaluation_open(&e);
    add_fifteen(&e);
    e.leads->contracts.count = 0;
    e.ledgers.has_contracts = false;
    run(&e);
    const VendorResult *a = &e.result.vendors[0];
    static const MetricId UNKNOWN[] = {METRIC_TRUE_CPL, METRIC_COST_PER_SQL, METRIC_STATED_CPL,
                                       METRIC_P_CHEAPEST};
    for (size_t i = 0; i < COUNT_OF(UNKNOWN); i++) {
        assert_string_equal(a->value[UNKNOWN[i]].why.code, "no_contract");
    }
    assert_string_equal(a->interval[METRIC_TRUE_CPL].why.code, "no_contract");
    assert_string_equal(a->sql_cost_floor.why.code, "no_contract");
    check_close(value_of(a, METRIC_RATE_SQL), .2, 1e-15, 0, "SQL rate");
    assert_true(interval_is_known(a->interval[METRIC_RATE_SQL]));
    check_close(value_of(a, (MetricId)(METRIC_LINE + LINE_SDR_WASTE)), 20, 1e-15, 0, "work");
    assert_string_equal(e.result.total.value[METRIC_TRUE_CPL].why.code, "no_contract");
    evaluation_close(&e);
}

static void chances_of_being_cheapest_add_up_to_1(void **state) {
    (void)state;
    Evaluation e;
    evaluation_open(&e);
    add_fifteen(&e);
    lead_fixture_add_many(e.leads, 3, "vendor=Unpriced, delivered_at=2026-06-04");
    run(&e);
    double sum = 0;
    for (int v = 0; v < 2; v++) sum += value_of(&e.result.vendors[v], METRIC_P_CHEAPEST);
    check_close(sum, 1, 0, 1e-6, "sum");
    assert_true(value_of(&e.result.vendors[0], METRIC_P_CHEAPEST) > .5);
    assert_string_equal(e.result.vendors[2].value[METRIC_P_CHEAPEST].why.code, "no_price");
    assert_string_equal(e.result.total.value[METRIC_P_CHEAPEST].why.code, "total");
    evaluation_close(&e);
}

/* 100.00 of tools a calendar month; leads since April. */
static const struct {
    const char *sentence, *key, *to;
    Money a, b;
} TOOLS[] = {
    {"by delivered leads, 11 and 5", "delivered", NULL, 20625, 9375},
    {"by touched leads, 6 and 5", "touched", NULL, 16364, 13636},
    {"by invoice, 550 and 400", "invoice", NULL, 17368, 12632},
    {"up to the end of a period: April and May", "delivered", "2026-05-31", 20000, 0},
};

static void tools_are_paid_by_calendar_month_and_shared_by_key(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(TOOLS); i++) {
        Evaluation e;
        evaluation_open(&e);
        add_fifteen(&e);
        lead_fixture_add(e.leads, "vendor=A, delivered_at=2026-04-30");
        if (TOOLS[i].to) e.leads->definitions.to = lead_fixture_day(TOOLS[i].to);
        set_to(&e.set, ASSUME_TOOLS_COST, "100");
        set_to(&e.set, ASSUME_TOOLS_KEY, TOOLS[i].key);
        run(&e);
        assert_int_equal(e.result.tools_total, TOOLS[i].a + TOOLS[i].b);
        assert_int_equal(e.result.vendor_count, TOOLS[i].b ? 2 : 1);
        for (size_t v = 0; v < e.result.vendor_count; v++) {
            const Money got = e.result.vendors[v].ledger.line[LINE_TOOLS];
            if (got != (v ? TOOLS[i].b : TOOLS[i].a))
                fail_msg("%s: vendor %zu has %lld", TOOLS[i].sentence, v, (long long)got);
        }
        evaluation_close(&e);
    }
}

static void a_key_that_weighs_nobody_leaves_delivered_leads(void **state) {
    (void)state;
    Evaluation e;
    evaluation_open(&e);
    lead_fixture_add_many(e.leads, 3, "vendor=A, delivered_at=2026-06-01");
    lead_fixture_add_many(e.leads, 1, "vendor=B, delivered_at=2026-06-01");
    set_to(&e.set, ASSUME_TOOLS_COST, "100");
    set_to(&e.set, ASSUME_TOOLS_KEY, "touched");
    run(&e);
    assert_int_equal(e.result.vendors[0].ledger.line[LINE_TOOLS], 7500);
    assert_int_equal(e.result.vendors[1].ledger.line[LINE_TOOLS], 2500);
    evaluation_close(&e);
}

static void booked_tools_replace_the_assumed_ones(void **state) {
    (void)state;
    Evaluation e;
    evaluation_open(&e);
    add_fifteen(&e);
    const SpendRow row = {.date = lead_fixture_day("2026-06-20"),
                          .vendor = STR(""),
                          .kind = SPEND_TOOLS,
                          .amount = 1500,
                          .currency = {"USD"},
                          .status = SPEND_PAID,
                          .period_start = DAY_NONE,
                          .period_end = DAY_NONE,
                          .quantity = -1};
    e.ledgers.rows = &row;
    e.ledgers.count = 1;
    set_to(&e.set, ASSUME_TOOLS_COST, "100");
    run(&e);
    assert_true(e.result.tools_from_ledger && e.result.tools_total == 1500);
    assert_int_equal(e.result.vendors[0].ledger.line[LINE_TOOLS], 1000);
    evaluation_close(&e);
}

static void hours_a_week_are_the_work_over_the_weeks_since_the_first_delivery(void **state) {
    (void)state;
    Evaluation e;
    evaluation_open(&e);
    add_fifteen(&e);
    run(&e);
    /* 9 rejected x 5 + 2 SQLs x 60 = 165 minutes, from 06-01 to 06-28 = 4 weeks */
    check_close(e.result.sdr_hours_a_week, 165 / 60.0 / 4, 1e-12, 0, "hours a week");
    assert_string_equal(e.result.sdr_capacity_hours.why.code, "no_capacity");
    set_to(&e.set, ASSUME_SDR_COUNT, "4");
    set_to(&e.set, ASSUME_SDR_SHARE, "60%");
    run(&e);
    check_close(e.result.sdr_capacity_hours.value, 96, 1e-12, 0, "4 SDRs at 60 % of 40 hours");
    evaluation_close(&e);
}

static void definitions_follow_the_assumptions(void **state) {
    (void)state;
    AssumptionSet set = assumption_defaults();
    Definitions got = evaluate_definitions(&set, 5, 3, 4, LEAD_CAMPAIGN);
    assert_true(got.as_of == 5 && got.from == 3 && got.to == 4 && got.segment == LEAD_CAMPAIGN);
    assert_true(!got.invalid_with_unreachable && !got.credit_last);
    assert_true(got.accept_days == 30 && got.quiet_days == 90 && got.duplicate_days == 365);
    set_to(&set, ASSUME_INVALID_DEFINITION, "with_unreachable");
    set_to(&set, ASSUME_CREDIT_RULE, "last");
    set_to(&set, ASSUME_QUIET_DAYS, "45");
    set_to(&set, ASSUME_ACCEPT_DAYS, "14");
    set_to(&set, ASSUME_DUPLICATE_DAYS, "180");
    got = evaluate_definitions(&set, 5, 3, 4, LEAD_CAMPAIGN);
    assert_true(got.invalid_with_unreachable && got.credit_last);
    assert_true(got.accept_days == 14 && got.quiet_days == 45 && got.duplicate_days == 180);
}

/* Three vendors of many leads; counts[] are leads, SQLs and cents spent. */
static void count_many(Evaluation *e, int64_t size) {
    const CountRow rows[ROWS] = {
        {STR("A"), STR("(blank)"), MONTH_NONE, {size, -1, size / 5, -1, -1}, size * 6000},
        {STR("B"), STR("(blank)"), MONTH_NONE, {size / 2, -1, size / 20, -1, -1}, size * 2000},
        {STR("C"), STR("(blank)"), MONTH_NONE, {size / 10, -1, size / 500, -1, -1}, size * 300},
    };
    Definitions definitions = e->leads->definitions;
    definitions.as_of = DAY_NONE;
    e->rollup = rollup_from_counts(rows, ROWS, &definitions, (Currency){"USD"}, e->leads->arena, e->scratch);
}

static void ranges_hold_the_figure_and_are_in_order(void **state) {
    (void)state;
    Evaluation e;
    evaluation_open(&e);
    lead_fixture_add_many(e.leads, 400, "vendor=A, delivered_at=2026-06-01, sql_at=yes");
    lead_fixture_add_many(e.leads, 1600, "vendor=A, delivered_at=2026-06-01, rejected_at=2026-06-10");
    lead_fixture_add_many(e.leads, 150, "vendor=B, delivered_at=2026-06-01, sql_at=yes");
    lead_fixture_add_many(e.leads, 850, "vendor=B, delivered_at=2026-06-01, disqualified_at=2026-06-10");
    run(&e);
    static const MetricId IDS[] = {METRIC_TRUE_CPL, METRIC_MULTIPLIER, METRIC_COST_PER_SQL, METRIC_RATE_SQL};
    for (size_t i = 0; i < COUNT_OF(IDS); i++) {
        for (int v = 0; v < 3; v++) {
            const VendorResult *vendor = v < 2 ? &e.result.vendors[v] : &e.result.total;
            const Interval got = vendor->interval[IDS[i]];
            assert_true(interval_is_known(got));
            const double value = value_of(vendor, IDS[i]);
            if (!(got.p05 < got.p50 && got.p50 < got.p95 && got.p05 < value && value < got.p95 &&
                  got.p05 < got.mean && got.mean < got.p95))
                fail_msg("%s of vendor %d", metric_row(IDS[i])->key, v);
            check_close(got.p50, value, .03, 0, metric_row(IDS[i])->key);
        }
    }
    evaluation_close(&e);
}

static void without_uncertain_assumptions_a_cost_is_one_number_and_many_leads_leave_one_rate(void **state) {
    (void)state;
    double width[2];
    for (int large = 0; large < 2; large++) {
        Evaluation e;
        evaluation_open(&e);
        for (int i = 0; i < ASSUMPTION_COUNT; i++) e.set.of[i].low = e.set.of[i].high = e.set.of[i].base;
        count_many(&e, large ? 1000000 : 1000);
        run_rollup(&e);
        const Interval cpl = e.result.vendors[0].interval[METRIC_TRUE_CPL],
                       sql = e.result.vendors[0].interval[METRIC_COST_PER_SQL];
        assert_true(cpl.p05 == 60 && cpl.p50 == 60 && cpl.p95 == 60);
        check_close(cpl.mean, 60, 1e-12, 0, "mean");
        check_close(sql.p50, 300, large ? 1e-3 : 3e-2, 0, "cost per SQL");
        width[large] = (sql.p95 - sql.p05) / sql.p50;
        evaluation_close(&e);
    }
    /* 3.29 standard errors of a rate of .2: sqrt(.8 / (.2 n)) */
    check_close(width[0], 3.29 * sqrt(4.0 / 1000), .1, 0, "1,000 leads");
    check_close(width[1], 3.29 * sqrt(4.0 / 1000000), .1, 0, "1,000,000 leads");
}

static void the_same_seed_gives_the_same_bits_and_another_seed_others(void **state) {
    (void)state;
    Evaluation e[3];
    for (int i = 0; i < 3; i++) {
        evaluation_open(&e[i]);
        add_fifteen(&e[i]);
        e[i].seed = i == 2 ? 2 : 1;
        run(&e[i]);
    }
    const VendorResult *one = &e[0].result.vendors[0], *same = &e[1].result.vendors[0],
                       *other = &e[2].result.vendors[0];
    for (int m = 0; m < METRIC_COUNT; m++) {
        const Interval a = one->interval[m], b = same->interval[m];
        if (a.why.code) continue;
        assert_true(a.mean == b.mean && a.p05 == b.p05 && a.p50 == b.p50 && a.p95 == b.p95);
    }
    const Interval a = one->interval[METRIC_COST_PER_SQL], c = other->interval[METRIC_COST_PER_SQL];
    assert_true(a.p50 != c.p50);
    check_close(c.p50, a.p50, .1, 0, "another seed");
    for (int i = 0; i < 3; i++) evaluation_close(&e[i]);
}

static void the_order_of_vendors_changes_nothing(void **state) {
    (void)state;
    Evaluation e, turned;
    evaluation_open(&e);
    evaluation_open(&turned);
    count_many(&e, 1000);
    count_many(&turned, 1000);
    for (size_t v = 0; v < ROWS; v++) turned.rollup.vendors[v] = e.rollup.vendors[ROWS - 1 - v];
    for (size_t i = 0; i < turned.rollup.cell_count; i++)
        turned.rollup.cells[i].vendor = (uint16_t)(ROWS - 1 - turned.rollup.cells[i].vendor);
    for (size_t i = 0; i < turned.rollup.flow_count; i++)
        turned.rollup.flows[i].vendor = (uint16_t)(ROWS - 1 - turned.rollup.flows[i].vendor);
    run_rollup(&e);
    run_rollup(&turned);
    for (size_t v = 0; v < ROWS; v++) {
        const VendorResult *a = &e.result.vendors[v], *b = &turned.result.vendors[ROWS - 1 - v];
        assert_true(str_equal(a->vendor, b->vendor));
        for (int m = METRIC_TRUE_CPL; m <= METRIC_RATE_WON; m++) {
            const Interval x = a->interval[m], y = b->interval[m];
            assert_true((x.why.code == NULL) == (y.why.code == NULL));
            if (!x.why.code) assert_true(x.p05 == y.p05 && x.p50 == y.p50 && x.p95 == y.p95);
        }
        check_close(b->value[METRIC_P_CHEAPEST].value, a->value[METRIC_P_CHEAPEST].value, 0, 1e-9, "chance");
    }
    check_close(turned.result.total.interval[METRIC_COST_PER_SQL].p50,
                e.result.total.interval[METRIC_COST_PER_SQL].p50, 1e-12, 0, "total");
    evaluation_close(&e);
    evaluation_close(&turned);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_are_the_invoice_and_the_work_on_what_came_to_nothing),
        cmocka_unit_test(a_scenario_changes_the_work_and_nothing_else),
        cmocka_unit_test(without_an_sql_there_is_no_cost_per_sql_but_a_lower_bound),
        cmocka_unit_test(without_a_price_only_rates_and_work_are_known),
        cmocka_unit_test(chances_of_being_cheapest_add_up_to_1),
        cmocka_unit_test(tools_are_paid_by_calendar_month_and_shared_by_key),
        cmocka_unit_test(a_key_that_weighs_nobody_leaves_delivered_leads),
        cmocka_unit_test(booked_tools_replace_the_assumed_ones),
        cmocka_unit_test(hours_a_week_are_the_work_over_the_weeks_since_the_first_delivery),
        cmocka_unit_test(definitions_follow_the_assumptions),
        cmocka_unit_test(ranges_hold_the_figure_and_are_in_order),
        cmocka_unit_test(without_uncertain_assumptions_a_cost_is_one_number_and_many_leads_leave_one_rate),
        cmocka_unit_test(the_same_seed_gives_the_same_bits_and_another_seed_others),
        cmocka_unit_test(the_order_of_vendors_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
