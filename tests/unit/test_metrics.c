/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry of figures, and the figures themselves where a number is missing; ratios to the cent: test_ledger. */
#include "models/metrics.h"
#include "tests/support/check.h"
#include <stdio.h>
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

static void every_row_has_all_its_texts(void **state) {
    (void)state;
    for (int m = 0; m < METRIC_COUNT; m++) {
        const Metric *row = metric_row((MetricId)m);
        if (!row->key || !*row->key || !*row->label || !*row->basis || !*row->formula || !*row->source)
            fail_msg("row %d (%s) lacks a text", m, row->key ? row->key : "no key");
        assert_true(row->shape <= SHAPE_INTERVAL);
        if (row->shape == SHAPE_BOTH && !row->compute) fail_msg("%s is drawn from nothing", row->key);
    }
}

static void every_key_stands_once_and_is_found(void **state) {
    (void)state;
    for (int m = 0; m < METRIC_COUNT; m++) {
        const char *key = metric_row((MetricId)m)->key;
        assert_int_equal(metric_find(str_from(key)), m);
    }
    assert_int_equal(metric_find(STR("TRUE_CPL")), METRIC_TRUE_CPL);
    assert_int_equal(metric_find(STR("interval.true_cpl")), METRIC_COUNT);
    assert_int_equal(metric_find(STR("")), METRIC_COUNT);
}

/* The keys are the paths of the JSON: CASE, section 5. */
static void families_carry_the_words_of_their_members(void **state) {
    (void)state;
    char key[64];
    for (int c = 0; c < CLASS_COUNT; c++) {
        snprintf(key, sizeof key, "outcomes.%s", OUTCOME_CLASSES[c].key);
        assert_string_equal(metric_row((MetricId)(METRIC_OUTCOME + c))->key, key);
    }
    for (int k = 0; k < KIND_COUNT; k++) {
        snprintf(key, sizeof key, "reasons.%s", OUTCOME_KINDS[k].key);
        assert_string_equal(metric_row((MetricId)(METRIC_REASON + k))->key, key);
    }
    for (int l = 0; l < LINE_COUNT; l++) {
        snprintf(key, sizeof key, "ledger.%s", LEDGER_LINES[l].key);
        assert_string_equal(metric_row((MetricId)(METRIC_LINE + l))->key, key);
    }
    for (Stage s = STAGE_DELIVERED; s < STAGE_COUNT; s++) {
        snprintf(key, sizeof key, "stages.%s", OUTCOME_STAGES[s].key);
        assert_string_equal(metric_row((MetricId)(METRIC_STAGE + (int)s))->key, key);
    }
}

static const struct {
    const char *family;
    MetricId first; /* of accepted; the others follow */
    MetricUnit unit;
    MetricShape shape;
} BY_STAGE[] = {
    {"cost_per", METRIC_COST_PER_ACCEPTED, UNIT_MONEY, SHAPE_BOTH},
    {"rate", METRIC_RATE_ACCEPTED, UNIT_RATE, SHAPE_BOTH},
    {"steps", METRIC_STEP_ACCEPTED, UNIT_RATE, SHAPE_VALUE},
    {"at_maturity.rate", METRIC_AT_RATE_ACCEPTED, UNIT_RATE, SHAPE_INTERVAL},
    {"at_maturity.rate_ultimate", METRIC_AT_ULTIMATE_ACCEPTED, UNIT_RATE, SHAPE_INTERVAL},
    {"at_maturity.mature_equivalent_leads", METRIC_AT_EQUIVALENT_ACCEPTED, UNIT_LEADS, SHAPE_INTERVAL},
    {"at_maturity.cost_per", METRIC_AT_COST_PER_ACCEPTED, UNIT_MONEY, SHAPE_INTERVAL},
};

static void families_by_stage_stand_in_the_order_of_the_stages(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BY_STAGE); i++) {
        for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
            const Metric *row = metric_row((MetricId)(BY_STAGE[i].first + (s - STAGE_ACCEPTED)));
            char key[64];
            snprintf(key, sizeof key, "%s.%s", BY_STAGE[i].family, OUTCOME_STAGES[s].key);
            assert_string_equal(row->key, key);
            assert_int_equal(row->unit, BY_STAGE[i].unit);
            assert_int_equal(row->shape, BY_STAGE[i].shape);
        }
    }
    assert_int_equal(metric_cost_per(STAGE_SQL), METRIC_COST_PER_SQL);
    assert_int_equal(metric_rate(STAGE_WON), METRIC_RATE_WON);
    assert_int_equal(metric_step(STAGE_OPPORTUNITY), METRIC_STEP_OPPORTUNITY);
}

/* CASE, section 5: the paths that a figure of a vendor has. */
static const char *const PATHS[] = {
    "counts.invoiced",
    "counts.credited",
    "counts.billable",
    "counts.valid",
    "counts.in_spec",
    "counts.touched",
    "counts.quiet",
    "counts.excluded_but_converted",
    "counts.pre_existing",
    "stated_cpl",
    "true_cpl",
    "true_cpl_per.billable",
    "true_cpl_per.valid",
    "multiplier",
    "p_cheapest",
    "expected_loss",
    "at_maturity.horizon_days",
    "at_maturity.true_cpl",
    "at_maturity.open_share",
    "ledger.invoice",
    "ledger.credits",
    "ledger.ops_waste",
    "ledger.sdr_waste",
    "ledger.deliverability",
    "ledger.tools",
    "ledger.true_cost",
    "ledger.true_cost_without_tools",
    "ledger.cash",
    "ledger.time",
    "ledger.accrued",
    "ledger.prepaid",
    "ledger.sdr_open",
    "ledger.sdr_productive",
    "ledger.loaded_cost",
};

static void every_path_of_the_schema_is_a_metric(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(PATHS); i++) {
        if (metric_find(str_from(PATHS[i])) == METRIC_COUNT) fail_msg("no metric '%s'", PATHS[i]);
    }
}

/* A vendor of 100 leads that cost 1,000.00 in truth, 8.00 a lead stated. */
typedef struct Facts {
    Counts counts;
    Ledger ledger;
    Books books;
    bool has_stage[STAGE_COUNT];
    MetricFacts facts;
} Facts;

static void set_facts(Facts *f) {
    *f = (Facts){.counts = {.delivered = 100, .invoiced = 90, .credited = 10, .open = 30},
                 .books = {.priced = 72000, .priced_leads = 90},
                 .has_stage = {true, true, true, true, true}};
    f->counts.class[CLASS_INVALID] = 5;
    f->counts.class[CLASS_UNTOUCHED] = 7;
    f->counts.class[CLASS_DUPLICATE] = 6;
    f->counts.class[CLASS_RETURNED] = 4;
    f->counts.kind[KIND_FIT] = 11;
    f->counts.kind[KIND_DATA] = 3;
    f->ledger.line[LINE_TRUE_COST] = 100000;
    f->ledger.line[LINE_TIME] = 20000;
    f->facts = (MetricFacts){&f->counts, &f->ledger, &f->books, {"USD"}, f->has_stage, {100, 40, 20, 10, 4}};
}

static const struct {
    const char *key;
    double value;
} VALUES[] = {
    {"counts.billable", 80}, /* 90 - 10 */
    {"counts.valid", 85},    /* 90 - 5 */
    {"counts.in_spec", 71},  /* 85 - 11 - 3 */
    {"counts.touched", 83},  /* 100 - 7 - 6 - 4 */
    {"stated_cpl", 8},       /* 720 / 90 */
    {"true_cpl", 10},        /* 1,000 / 100 */
    {"true_cpl_per.billable", 12.5},
    {"true_cpl_per.valid", 1000.0 / 85},
    {"multiplier", 1.25},
    {"cost_per.accepted", 25},
    {"cost_per.sql", 50},
    {"cost_per.won", 250},
    {"rate.sql", .2},
    {"steps.accepted", .4},
    {"steps.sql", .5},
    {"steps.won", .4},
    {"open_share", .3},
    {"ledger.true_cost", 1000},
};

static void figures_follow_from_counts_and_lines(void **state) {
    (void)state;
    Facts f;
    set_facts(&f);
    for (size_t i = 0; i < COUNT_OF(VALUES); i++) {
        const Figure got = metric_compute(metric_find(str_from(VALUES[i].key)), &f.facts);
        assert_true(figure_is_known(got));
        check_close(got.value, VALUES[i].value, 1e-15, 0, VALUES[i].key);
    }
}

static void a_step_skips_a_stage_that_no_file_has(void **state) {
    (void)state;
    Facts f;
    set_facts(&f);
    f.has_stage[STAGE_ACCEPTED] = f.has_stage[STAGE_SQL] = false;
    check_close(metric_compute(METRIC_STEP_OPPORTUNITY, &f.facts).value, .1, 1e-15, 0, "of delivered");
    check_close(metric_compute(METRIC_STEP_WON, &f.facts).value, .4, 1e-15, 0, "of opportunities");
    assert_string_equal(metric_compute(METRIC_STEP_SQL, &f.facts).why.code, "no_stage");
}

static const char *why_code(MetricId id, const Facts *f) {
    const Figure figure = metric_compute(id, &f->facts);
    if (figure_is_known(figure)) return "";
    assert_true(figure.why.text.len > 0);
    return figure.why.code;
}

static void what_cannot_be_known_says_why_and_is_never_zero(void **state) {
    (void)state;
    Facts f;
    set_facts(&f);
    f.has_stage[STAGE_SQL] = false;
    assert_string_equal(why_code(METRIC_COST_PER_SQL, &f), "no_stage");
    assert_string_equal(why_code(METRIC_RATE_SQL, &f), "no_stage");
    assert_string_equal(why_code((MetricId)(METRIC_STAGE + STAGE_SQL), &f), "no_stage");
    assert_string_equal(why_code(METRIC_COST_PER_WON, &f), "");
    set_facts(&f);
    f.facts.reached[STAGE_SQL] = 0;
    assert_string_equal(why_code(METRIC_COST_PER_SQL, &f), "zero_conversions");
    assert_string_equal(why_code(METRIC_RATE_SQL, &f), ""); /* a rate of 0 is one */
    assert_string_equal(why_code(METRIC_STEP_OPPORTUNITY, &f), "no_leads");
    set_facts(&f);
    f.ledger.why = (Why){"no_contract", STR("no contract")};
    assert_string_equal(why_code(METRIC_TRUE_CPL, &f), "no_contract");
    assert_string_equal(why_code(METRIC_COST_PER_SQL, &f), "no_contract");
    assert_string_equal(why_code(METRIC_MULTIPLIER, &f), "no_contract");
    assert_string_equal(why_code((MetricId)(METRIC_LINE + LINE_INVOICE), &f), "no_contract");
    assert_string_equal(why_code((MetricId)(METRIC_LINE + LINE_TIME), &f),
                        ""); /* work is known all the same */
    assert_string_equal(why_code(METRIC_RATE_SQL, &f), "");
    set_facts(&f);
    f.books.stated_why = (Why){"no_contract", STR("no contract")};
    assert_string_equal(why_code(METRIC_STATED_CPL, &f), "no_contract");
    assert_string_equal(why_code(METRIC_MULTIPLIER, &f), "no_contract");
    assert_string_equal(why_code(METRIC_TRUE_CPL, &f), "");
    set_facts(&f);
    f.books.priced = 0;
    assert_string_equal(why_code(METRIC_MULTIPLIER, &f), "free");
    f.books.priced_leads = 0;
    assert_string_equal(why_code(METRIC_STATED_CPL, &f), "no_invoiced");
    f.counts.credited = 90;
    assert_string_equal(why_code(METRIC_TRUE_CPL_PER_BILLABLE, &f), "none");
}

static void money_is_in_major_units_of_the_currency(void **state) {
    (void)state;
    Facts f;
    set_facts(&f);
    f.facts.currency = (Currency){"JPY"};
    check_close(metric_compute(METRIC_TRUE_CPL, &f.facts).value, 1000, 1e-15, 0, "100,000 yen / 100");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_all_its_texts),
        cmocka_unit_test(every_key_stands_once_and_is_found),
        cmocka_unit_test(families_carry_the_words_of_their_members),
        cmocka_unit_test(families_by_stage_stand_in_the_order_of_the_stages),
        cmocka_unit_test(every_path_of_the_schema_is_a_metric),
        cmocka_unit_test(figures_follow_from_counts_and_lines),
        cmocka_unit_test(a_step_skips_a_stage_that_no_file_has),
        cmocka_unit_test(what_cannot_be_known_says_why_and_is_never_zero),
        cmocka_unit_test(money_is_in_major_units_of_the_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
