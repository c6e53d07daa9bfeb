/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assumptions and scenarios: CASE section 3, by hand. */
#include "models/assumption.h"
#include "tests/support/check.h"
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

static Decimal decimal_of(const char *text) {
    Decimal value = 0;
    if (!decimal_parse(str_from(text), &value)) fail_msg("'%s' is no number", text);
    return value;
}

static void every_key_has_its_texts_and_stands_once(void **state) {
    (void)state;
    for (int i = 0; i < ASSUMPTION_COUNT; i++) {
        const AssumptionKey *key = &ASSUMPTIONS[i];
        assert_true(*key->key && *key->label && key->source);
        assert_true((key->low == NULL) == (key->high == NULL));
        assert_true((key->unit == IN_WORD) == (key->words != NULL));
        assert_int_equal(assumption_find(str_from(key->key)), i);
        assert_false(assumption_is_later(str_from(key->key)));
    }
}

/* CASE: sdr.cost_per_year 70000/82500/95000 and so on; no default: not known. */
static const struct {
    AssumptionId id;
    const char *low, *base, *high;
} DEFAULTS[] = {
    {ASSUME_SDR_COST_PER_YEAR, "70000", "82500", "95000"},
    {ASSUME_SDR_HOURS_PER_YEAR, "2080", "2080", "2080"},
    {ASSUME_SDR_COUNT, NULL, NULL, NULL},
    {ASSUME_SDR_SHARE, NULL, NULL, NULL},
    {ASSUME_SDR_HOURS_PER_WEEK, "40", "40", "40"},
    {ASSUME_OPS_COST_PER_HOUR, "30", "40", "55"},
    {ASSUME_TOUCH_MINUTES, "3", "5", "8"},
    {ASSUME_TOUCH_ATTEMPTS, "2", "4", "6"},
    {ASSUME_CONVERSATION_MINUTES, "10", "20", "30"},
    {ASSUME_HANDOVER_MINUTES, "15", "30", "45"},
    {ASSUME_SDR_REJECTED, NULL, NULL, NULL},
    {ASSUME_SDR_SQL, NULL, NULL, NULL},
    {ASSUME_OPS_INVALID, "6", "12", "20"},
    {ASSUME_OPS_DUPLICATE, "2", "4", "8"},
    {ASSUME_OPS_RETURNED, "5", "9", "15"},
    {ASSUME_BOUNCE_COST, "0", "0", "0"},
    {ASSUME_TOOLS_COST, "0", "0", "0"},
    {ASSUME_DEAL_VALUE, NULL, NULL, NULL},
    {ASSUME_TARGET_COST_PER_SQL, NULL, NULL, NULL},
    {ASSUME_HORIZON_DAYS, "180", "180", "180"},
    {ASSUME_DECISION_CONFIDENCE, "0.8", "0.8", "0.8"},
    {ASSUME_DECISION_LOSS_SHARE, "0.05", "0.05", "0.05"},
    {ASSUME_ACCEPT_DAYS, "30", "30", "30"},
    {ASSUME_QUIET_DAYS, "90", "90", "90"},
    {ASSUME_DUPLICATE_DAYS, "365", "365", "365"},
};

static void defaults_are_those_of_the_case_s_description(void **state) {
    (void)state;
    const AssumptionSet set = assumption_defaults();
    check_text(set.name, "base");
    for (size_t i = 0; i < COUNT_OF(DEFAULTS); i++) {
        const Assumption *got = &set.of[DEFAULTS[i].id];
        const char *key = ASSUMPTIONS[DEFAULTS[i].id].key;
        if (got->known != (DEFAULTS[i].base != NULL)) fail_msg("%s is %sknown", key, got->known ? "" : "un");
        if (!got->known) continue;
        if (got->low != decimal_of(DEFAULTS[i].low) || got->base != decimal_of(DEFAULTS[i].base) ||
            got->high != decimal_of(DEFAULTS[i].high))
            fail_msg("%s has another default", key);
        assert_int_equal(got->shape, got->low == got->high ? SPREAD_FIXED : SPREAD_PERT);
        assert_int_equal(got->origin, FROM_DEFAULT);
    }
    check_text(set.of[ASSUME_TOOLS_KEY].text, "delivered");
    check_text(set.of[ASSUME_INVALID_DEFINITION].text, "strict");
    check_text(set.of[ASSUME_CREDIT_RULE].text, "first");
    check_text(set.of[ASSUME_CASE_TZ].text, "UTC");
}

/* A row of the table. `want` NULL: refused, and the message holds `low_or_message`. */
typedef struct Row {
    const char *sentence;
    AssumptionId id;
    const char *low, *base, *high, *shape, *want, *low_or_message, *want_high;
    SpreadKind kind;
} Row;

/* clang-format off */
static const Row ROWS[] = {
    {"three numbers are a pert", ASSUME_TOUCH_MINUTES, "2", "4", "9", "", "4", "2", "9", SPREAD_PERT},
    {"a base alone is fixed", ASSUME_TOUCH_MINUTES, "", "4", "", "", "4", "4", "4", SPREAD_FIXED},
    {"a low alone leaves the base as high", ASSUME_TOUCH_MINUTES, "2", "4", "", "", "4", "2", "4", SPREAD_PERT},
    {"triangular", ASSUME_TOUCH_MINUTES, "2", "4", "9", " Triangular", "4", "2", "9", SPREAD_TRIANGULAR},
    {"uniform", ASSUME_TOUCH_MINUTES, "2", "4", "9", "uniform", "4", "2", "9", SPREAD_UNIFORM},
    {"fixed", ASSUME_TOUCH_MINUTES, "2", "4", "9", "fixed", "4", "2", "9", SPREAD_FIXED},
    {"decimals are kept", ASSUME_TOUCH_MINUTES, "0.25", " 0.333333 ", "4.5", "", "0.333333", "0.25", "4.5", SPREAD_PERT},
    {"all equal", ASSUME_TOUCH_MINUTES, "4", "4", "4", "", "4", "4", "4", SPREAD_PERT},
    {"zero", ASSUME_TOUCH_MINUTES, "", "0", "", "", "0", "0", "0", SPREAD_FIXED},
    {"a share as a fraction", ASSUME_SDR_SHARE, "", "0.6", "", "", "0.6", "0.6", "0.6", SPREAD_FIXED},
    {"a share in percent", ASSUME_SDR_SHARE, "50%", "62.5 %", "100%", "", "0.625", "0.5", "1", SPREAD_PERT},
    {"a share above 1", ASSUME_SDR_SHARE, "", "60", "", "", NULL, "share from 0 to 1", NULL, 0},
    {"a share above 100 %", ASSUME_SDR_SHARE, "", "101%", "", "", NULL, "share from 0 to 1", NULL, 0},
    {"a percentage that is no share", ASSUME_TOUCH_MINUTES, "", "60%", "", "", NULL, "'60%' is not a value of touch.minutes", NULL, 0},
    {"a negative number", ASSUME_TOUCH_MINUTES, "", "-4", "", "", NULL, "not negative", NULL, 0},
    {"a word", ASSUME_TOUCH_MINUTES, "", "four", "", "", NULL, "'four' is not a value of touch.minutes", NULL, 0},
    {"grouping", ASSUME_SDR_COST_PER_YEAR, "", "82,500", "", "", NULL, "'82,500'", NULL, 0},
    {"an empty base", ASSUME_TOUCH_MINUTES, "2", "", "9", "", NULL, "touch.minutes", NULL, 0},
    {"a base below the low", ASSUME_TOUCH_MINUTES, "5", "4", "9", "", NULL, "base 4 lies outside low 5 to high 9", NULL, 0},
    {"a base above the high", ASSUME_TOUCH_MINUTES, "2", "10", "9", "", NULL, "base 10 lies outside low 2 to high 9", NULL, 0},
    {"an unknown shape", ASSUME_TOUCH_MINUTES, "2", "4", "9", "normal", NULL, "expected pert, triangular, uniform or fixed", NULL, 0},
    {"a bad low", ASSUME_TOUCH_MINUTES, "x", "4", "9", "", NULL, "'x'", NULL, 0},
};
/* clang-format on */

static void a_row_gives_values_in_its_unit_or_is_refused_and_changes_nothing(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        const Row *row = &ROWS[i];
        AssumptionSet set = assumption_defaults();
        const Assumption before = set.of[row->id];
        Err err = {0};
        const Status status = assumption_set(&set, row->id, str_from(row->low), str_from(row->base),
                                             str_from(row->high), str_from(row->shape), false, &err);
        const Assumption *got = &set.of[row->id];
        if (status != (row->want ? OK : ERR_CONFIG)) fail_msg("%s: status %d", row->sentence, status);
        if (!row->want) {
            if (!strstr(err.text, row->low_or_message)) fail_msg("%s: %s", row->sentence, err.text);
            assert_true(got->known == before.known && got->low == before.low && got->base == before.base &&
                        got->high == before.high && got->shape == before.shape);
        } else if (!got->known || got->base != decimal_of(row->want) ||
                   got->low != decimal_of(row->low_or_message) || got->high != decimal_of(row->want_high) ||
                   got->shape != row->kind) {
            fail_msg("not so: %s", row->sentence);
        }
    }
}

/* The cells of a scenario, over the row 2 | 4 | 10. */
static const struct {
    const char *sentence, *shape, *cell, *low, *base, *high; /* low NULL: refused */
    SpreadKind kind;
} CELLS[] = {
    {"an empty cell is base", "", " ", "2", "4", "10", SPREAD_PERT},
    {"a number moves the base, and low and high along", "", "8", "4", "8", "20", SPREAD_PERT},
    {"down as well as up", "", "1", "0.5", "1", "2.5", SPREAD_PERT},
    {"to nothing", "", "0", "0", "0", "0", SPREAD_PERT},
    {"the shape stays", "triangular", "8", "4", "8", "20", SPREAD_TRIANGULAR},
    {"three numbers are all three", "", "3| 5 |6", "3", "5", "6", SPREAD_PERT},
    {"in the row's shape", "uniform", "3|5|6", "3", "5", "6", SPREAD_UNIFORM},
    {"two numbers are none", "", "3|5", NULL, NULL, NULL, 0},
    {"nor are four", "", "3|5|6|7", NULL, NULL, NULL, 0},
    {"nor a gap", "", "3||6", NULL, NULL, NULL, 0},
    {"base outside its range", "", "5|3|6", NULL, NULL, NULL, 0},
    {"a word", "", "many", NULL, NULL, NULL, 0},
};

static void a_scenario_s_cell_replaces_base_and_scales_the_range_along(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CELLS); i++) {
        AssumptionSet set = assumption_defaults();
        const AssumptionId id = ASSUME_TOUCH_ATTEMPTS;
        assert_int_equal(
            assumption_set(&set, id, STR("2"), STR("4"), STR("10"), str_from(CELLS[i].shape), false, NULL),
            OK);
        Err err = {0};
        const Status status = assumption_set_cell(&set, id, str_from(CELLS[i].cell), &err);
        const Assumption *got = &set.of[id];
        if (status != (CELLS[i].low ? OK : ERR_CONFIG)) fail_msg("%s: %s", CELLS[i].sentence, err.text);
        const bool refused = !CELLS[i].low;
        if (got->low != decimal_of(refused ? "2" : CELLS[i].low) ||
            got->base != decimal_of(refused ? "4" : CELLS[i].base) ||
            got->high != decimal_of(refused ? "10" : CELLS[i].high) ||
            (!refused && got->shape != CELLS[i].kind))
            fail_msg("not so: %s", CELLS[i].sentence);
    }
}

static void a_scaled_range_is_rounded_to_millionths_and_a_share_stays_within_1(void **state) {
    (void)state;
    AssumptionSet set = assumption_defaults();
    assert_int_equal(
        assumption_set(&set, ASSUME_TOUCH_MINUTES, STR("1"), STR("3"), STR("4"), STR(""), false, NULL), OK);
    assert_int_equal(assumption_set_cell(&set, ASSUME_TOUCH_MINUTES, STR("1"), NULL), OK);
    assert_int_equal(set.of[ASSUME_TOUCH_MINUTES].low, 333333);
    assert_int_equal(set.of[ASSUME_TOUCH_MINUTES].high, 1333333);
    assert_int_equal(
        assumption_set(&set, ASSUME_MARGIN_GROSS, STR("50%"), STR("60%"), STR("90%"), STR(""), false, NULL),
        OK);
    assert_int_equal(assumption_set_cell(&set, ASSUME_MARGIN_GROSS, STR("80%"), NULL), OK);
    assert_int_equal(set.of[ASSUME_MARGIN_GROSS].low, 666667);
    assert_int_equal(set.of[ASSUME_MARGIN_GROSS].high, DECIMAL_ONE);
}

static void a_cell_over_no_value_is_fixed(void **state) {
    (void)state;
    AssumptionSet set = assumption_defaults();
    assert_int_equal(assumption_set_cell(&set, ASSUME_SDR_REJECTED, STR("7"), NULL), OK);
    const Assumption *got = &set.of[ASSUME_SDR_REJECTED];
    assert_true(got->known && got->low == 7000000 && got->base == 7000000 && got->high == 7000000);
    assert_int_equal(assumption_spread(got).kind, SPREAD_FIXED);
    assert_int_equal(assumption_set_cell(&set, ASSUME_SDR_SQL, STR("7|8|9"), NULL), OK);
    assert_int_equal(assumption_spread(&set.of[ASSUME_SDR_SQL]).kind, SPREAD_PERT);
}

static void words_are_known_whatever_their_case_and_others_refused_with_the_choice(void **state) {
    (void)state;
    AssumptionSet set = assumption_defaults();
    Err err = {0};
    assert_int_equal(assumption_word(&set, ASSUME_TOOLS_KEY), 0);
    assert_int_equal(assumption_set_cell(&set, ASSUME_TOOLS_KEY, STR(" Invoice "), &err), OK);
    check_text(set.of[ASSUME_TOOLS_KEY].text, "invoice");
    assert_int_equal(assumption_word(&set, ASSUME_TOOLS_KEY), 2);
    static const char *const WRONG[] = {"leads", "delivered|touched", "invoices"};
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        check_status(assumption_set_cell(&set, ASSUME_TOOLS_KEY, str_from(WRONG[i]), &err), ERR_CONFIG, &err);
        assert_non_null(strstr(err.text, "expected one of delivered|touched|invoice"));
        check_text(set.of[ASSUME_TOOLS_KEY].text, "invoice");
    }
    assert_int_equal(assumption_set_cell(&set, ASSUME_CASE_TZ, STR("Europe/Berlin"), &err), OK);
    check_text(set.of[ASSUME_CASE_TZ].text, "Europe/Berlin");
}

static void keys_are_found_whatever_their_case_and_later_ones_are_known_to_be_later(void **state) {
    (void)state;
    assert_int_equal(assumption_find(STR(" SDR.Cost_Per_Year ")), ASSUME_SDR_COST_PER_YEAR);
    assert_int_equal(assumption_find(STR("sdr.cost")), -1);
    assert_int_equal(assumption_find(STR("")), -1);
    static const char *const LATER[] = {"sdr.cs2",
                                        "discount.annual",
                                        "price.Pennyloom",
                                        "volume.A",
                                        "clause.A.cpl",
                                        "delay.content.hours.tier1",
                                        "qualify.pass_share",
                                        "work.hours",
                                        "allocate.minimum.A",
                                        "sla.tier1.hours",
                                        "budget.next",
                                        " alert.weeks"};
    for (size_t i = 0; i < COUNT_OF(LATER); i++) assert_true(assumption_is_later(str_from(LATER[i])));
    static const char *const NEVER[] = {"", "price", "sdr.cs3", "sla.tier3.hours", "touch.minutes"};
    for (size_t i = 0; i < COUNT_OF(NEVER); i++) assert_false(assumption_is_later(str_from(NEVER[i])));
}

static void a_misspelt_key_is_told_the_nearest_and_nonsense_none(void **state) {
    (void)state;
    assert_string_equal(assumption_nearest(STR("sdr.cost_per_yaer")), "sdr.cost_per_year");
    assert_string_equal(assumption_nearest(STR(" touch.minute ")), "touch.minutes");
    assert_string_equal(assumption_nearest(STR("quietdays")), "quiet.days");
    assert_null(assumption_nearest(STR("entirely something else")));
    assert_null(assumption_nearest(STR("")));
}

static void spreads_and_whole_numbers_are_read_off_a_value(void **state) {
    (void)state;
    AssumptionSet set = assumption_defaults();
    const Spread pert = assumption_spread(&set.of[ASSUME_TOUCH_MINUTES]);
    assert_int_equal(pert.kind, SPREAD_PERT);
    assert_true(pert.low == 3 && pert.base == 5 && pert.high == 8);
    assert_int_equal(assumption_spread(&set.of[ASSUME_QUIET_DAYS]).kind, SPREAD_FIXED);
    assert_int_equal(assumption_whole(&set, ASSUME_QUIET_DAYS), 90);
    assert_int_equal(assumption_set_cell(&set, ASSUME_QUIET_DAYS, STR("44.5"), NULL), OK);
    assert_int_equal(assumption_whole(&set, ASSUME_QUIET_DAYS), 45);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_has_its_texts_and_stands_once),
        cmocka_unit_test(defaults_are_those_of_the_case_s_description),
        cmocka_unit_test(a_row_gives_values_in_its_unit_or_is_refused_and_changes_nothing),
        cmocka_unit_test(a_scenario_s_cell_replaces_base_and_scales_the_range_along),
        cmocka_unit_test(a_scaled_range_is_rounded_to_millionths_and_a_share_stays_within_1),
        cmocka_unit_test(a_cell_over_no_value_is_fixed),
        cmocka_unit_test(words_are_known_whatever_their_case_and_others_refused_with_the_choice),
        cmocka_unit_test(keys_are_found_whatever_their_case_and_later_ones_are_known_to_be_later),
        cmocka_unit_test(a_misspelt_key_is_told_the_nearest_and_nonsense_none),
        cmocka_unit_test(spreads_and_whole_numbers_are_read_off_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
