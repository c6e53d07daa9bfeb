/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts, ranks and what would change them, on draws made by hand: a lead of Alpha and of Beta costs 100 on its invoice
 * and nothing else, so that with an SQL rate of .2 an SQL costs 500. */
#include "models/verdict.h"
#include "tests/support/check.h"
#include <math.h>

enum { DRAWS = 10, VENDORS = 2 };

typedef struct Case {
    Arena *arena;
    Rollup rollup;
    Contract contracts[VENDORS];
    AssumptionSet set;
    ScenarioResult scenario;
    RipeDraws draws;
} Case;

static Case *make(void) {
    static const char *const NAMES[] = {"Alpha", "Beta"};
    Arena *arena = check_arena();
    Case *out = ARENA_NEW(arena, Case);
    *out = (Case){.arena = arena, .set = assumption_defaults()};
    out->rollup.has_stage[STAGE_SQL] = true;
    out->rollup.definitions.as_of = DAY_NONE;
    Assumption *target = &out->set.of[ASSUME_TARGET_COST_PER_SQL];
    target->known = true;
    target->low = target->base = target->high = 600 * DECIMAL_ONE;
    out->draws = (RipeDraws){ARENA_ARRAY(arena, double *, VENDORS), ARENA_ARRAY(arena, double *, VENDORS),
                             ARENA_ARRAY(arena, double, VENDORS)};
    out->scenario.vendors = ARENA_ARRAY(arena, VendorResult, VENDORS);
    out->scenario.vendor_count = VENDORS;
    for (size_t v = 0; v < VENDORS; v++) {
        VendorResult *vendor = &out->scenario.vendors[v];
        vendor->vendor = str_from(NAMES[v]);
        vendor->counts.delivered = vendor->counts.invoiced = 10;
        vendor->books.invoice = vendor->ledger.line[LINE_INVOICE] = 100000;
        out->contracts[v] = (Contract){.vendor = vendor->vendor,
                                       .cpl = 100 * DECIMAL_ONE,
                                       .basis = BASIS_DELIVERED,
                                       .from_lead = 1,
                                       .committed_leads = 100};
        out->draws.sql_rate[v] = ARENA_ARRAY(arena, double, DRAWS);
        out->draws.cost_of_lead[v] = ARENA_ARRAY(arena, double, DRAWS);
        for (size_t d = 0; d < DRAWS; d++) out->draws.cost_of_lead[v][d] = 100;
    }
    return out;
}

static void rates(Case *test, size_t v, const double *rate) {
    for (size_t d = 0; d < DRAWS; d++) test->draws.sql_rate[v][d] = rate[d];
}

static void decide(Case *test) {
    const EvaluationInput input = {.rollup = &test->rollup,
                                   .contracts = {test->contracts, VENDORS},
                                   .currency = {"USD"},
                                   .set = &test->set};
    verdict_decide(&input, &test->draws, DRAWS, false, 12, test->arena, test->arena, &test->scenario);
}

static const double LEVEL[DRAWS] = {.2, .2, .2, .2, .2, .2, .2, .2, .2, .2};

/* Beta is ahead in three draws of ten, and in one more they are level, where the first stays ahead. */
static void ranks_are_counted_draw_by_draw(void **state) {
    (void)state;
    Case *test = make();
    rates(test, 0, LEVEL);
    rates(test, 1, (const double[]){.3, .3, .3, .2, .1, .1, .1, .1, .1, .1});
    decide(test);
    const VendorResult *alpha = &test->scenario.vendors[0], *beta = &test->scenario.vendors[1];
    check_close(alpha->value[METRIC_P_CHEAPEST].value, .7, 1e-14, 0, "Alpha is cheapest");
    check_close(beta->value[METRIC_P_CHEAPEST].value, .3, 1e-14, 0, "Beta is cheapest");
    check_close(alpha->value[METRIC_P_CHEAPEST_SE].value, sqrt(.7 * .3 / 10), 1e-14, 0, "its error");
    check_close(alpha->interval[METRIC_RANK].mean, 1.3, 1e-14, 0, "Alpha's mean rank");
    check_close(alpha->interval[METRIC_RANK].p05, 1, 0, 0, "p05");
    check_close(alpha->interval[METRIC_RANK].p50, 1, 0, 0, "p50");
    check_close(alpha->interval[METRIC_RANK].p95, 2, 0, 0, "p95");
    check_close(beta->interval[METRIC_RANK].p50, 2, 0, 0, "Beta's p50");
    arena_free(test->arena);
}

static const Flip *find(const Verdict *verdict, const char *key, bool above) {
    for (size_t i = 0; i < verdict->flip_count; i++) {
        const Flip *flip = &verdict->flips[i];
        if (str_equal(str_from(flip->key), str_from(key)) && (flip->value > flip->base) == above) return flip;
    }
    check_fail_at(__FILE__, __LINE__, "nothing about %s", key);
}

/* Alone, Alpha renews while an SQL, price / .2, costs at most 600: to a price of 120, or a target of 500. Then a lower price
 * would renew; at a double price it is still so, 200 > 120. Up to a target of 1,200 nothing changes. */
static void a_verdict_turns_where_a_pencil_says(void **state) {
    (void)state;
    Case *test = make();
    rates(test, 0, LEVEL);
    test->draws.cost_of_lead[1] = NULL;
    decide(test);
    const Verdict *verdict = &test->scenario.vendors[0].verdict;
    assert_int_equal(verdict->code, VERDICT_RENEW);
    check_close(verdict->walk_away.value, 120, 1e-12, 0, "walk-away price");
    const Flip *price = find(verdict, "cpl", true);
    assert_int_equal(price->verdict, VERDICT_RENEGOTIATE);
    check_close(price->value, 120, 1. / 1024, 0, "price");
    assert_true(price->value > 120);
    const Flip *target = find(verdict, "target.cost_per_sql", false);
    assert_int_equal(target->verdict, VERDICT_RENEGOTIATE);
    check_close(target->value, 500, 1. / 1024, 0, "target");
    assert_true(target->value < 500);
    check_close(target->distance, 1. / 3, 0, 1. / 512, "a third of the way to 300");
    assert_int_equal(verdict->flip_count, 2);
    assert_ptr_equal(price, &verdict->flips[0]); /* 20 of 100: nearer */
    arena_free(test->arena);
}

/* Each of 10 leads quiet after 4 attempts of 3 to 8 minutes, base 5, at 60 an hour: 20 of time are in the cost of 100. At a
 * rate of .2 a target of 540 pays up to 108 a lead: to 28 of time, 7 minutes an attempt. */
static void an_assumption_moves_costs_by_the_base_formula(void **state) {
    (void)state;
    Case *test = make();
    Assumption *said = test->set.of;
    const struct {
        AssumptionId id;
        Decimal base;
    } fixed[] = {{ASSUME_SDR_COST_PER_YEAR, 124800 * DECIMAL_ONE},
                 {ASSUME_TOUCH_ATTEMPTS, 4 * DECIMAL_ONE},
                 {ASSUME_TARGET_COST_PER_SQL, 540 * DECIMAL_ONE}};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        said[fixed[i].id].low = said[fixed[i].id].base = said[fixed[i].id].high = fixed[i].base;
    VendorResult *alpha = &test->scenario.vendors[0];
    alpha->counts.part[PART_SDR_QUIET].leads = 10;
    alpha->books.invoice = alpha->ledger.line[LINE_INVOICE] = 80000;
    test->contracts[0].cpl = 80 * DECIMAL_ONE;
    rates(test, 0, LEVEL);
    test->draws.cost_of_lead[1] = NULL;
    decide(test);
    assert_int_equal(alpha->verdict.code, VERDICT_RENEW);
    const Flip *flip = find(&alpha->verdict, "touch.minutes", true);
    assert_int_equal(flip->verdict, VERDICT_RENEGOTIATE);
    check_close(flip->value, 7, 1. / 1024, 0, "minutes");
    check_close(flip->base, 5, 0, 0, "base");
    arena_free(test->arena);
}

static void without_a_value_of_an_sql_nothing_is_decided(void **state) {
    (void)state;
    Case *test = make();
    rates(test, 0, LEVEL);
    rates(test, 1, LEVEL);
    test->set.of[ASSUME_TARGET_COST_PER_SQL].known = false;
    decide(test);
    assert_string_equal(test->scenario.vendors[0].verdict.why.code, "no_value");
    assert_int_equal(test->scenario.vendors[0].verdict.flip_count, 0);
    check_close(test->scenario.vendors[0].value[METRIC_P_CHEAPEST].value, 1, 0, 0, "level: the first");
    arena_free(test->arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_are_counted_draw_by_draw),
        cmocka_unit_test(a_verdict_turns_where_a_pencil_says),
        cmocka_unit_test(an_assumption_moves_costs_by_the_base_formula),
        cmocka_unit_test(without_a_value_of_an_sql_nothing_is_decided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
