/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assumptions table and --set as sets of values, one a scenario. Defaults are those of the product's
 * description: touch.attempts 2/4/6, touch.minutes 3/5/8, sdr.cost_per_year 70000/82500/95000. */
#include "inputs/scenarios.h"
#include "tests/support/scratch.h"

#define HEAD  "key,low,base,high,shape,source,note\n"
#define WHOLE 1000000 /* a Decimal is in millionths */

static Status read_all(Scratch *scratch, const char *text, const RunOptions *options, Scenarios *out) {
    const Str path = text ? scratch_write(scratch, "assumptions.csv", text) : STR("");
    return scenarios_read(path, options, &scratch->provenance, scratch->arena, out, &scratch->err);
}

static Status read_table(Scratch *scratch, const char *text, Scenarios *out) {
    return read_all(scratch, text, &(RunOptions){0}, out);
}

/* Fails unless the assumption is low, base, high, in whole numbers. */
static void check_values(const AssumptionSet *set, AssumptionId id, int low, int base, int high) {
    assert_true(set->of[id].known);
    assert_int_equal(set->of[id].low, (Decimal)low * WHOLE);
    assert_int_equal(set->of[id].base, (Decimal)base * WHOLE);
    assert_int_equal(set->of[id].high, (Decimal)high * WHOLE);
}

static void without_a_table_there_are_the_defaults(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    check_status(read_table(scratch, NULL, &got), OK, &scratch->err);
    assert_int_equal(got.count, 1);
    check_text(got.sets[0].name, "base");
    check_values(&got.sets[0], ASSUME_TOUCH_ATTEMPTS, 2, 4, 6);
    assert_int_equal(got.sets[0].of[ASSUME_TOUCH_ATTEMPTS].origin, FROM_DEFAULT);
    assert_false(got.sets[0].of[ASSUME_SDR_COUNT].known);
}

static void a_row_replaces_its_default_and_says_where_it_stands(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    check_status(read_table(scratch,
                            HEAD "# a comment\ntouch.attempts,3,5,9,triangular,our dialler,since May\n"
                                 "TOUCH.MINUTES,,7,,,,\n",
                            &got),
                 OK, &scratch->err);
    const AssumptionSet *base = &got.sets[0];
    check_values(base, ASSUME_TOUCH_ATTEMPTS, 3, 5, 9);
    const Assumption *attempts = &base->of[ASSUME_TOUCH_ATTEMPTS];
    assert_int_equal(attempts->shape, SPREAD_TRIANGULAR);
    assert_int_equal(attempts->origin, FROM_FILE);
    assert_int_equal(attempts->line, 3);
    check_text(attempts->source, "our dialler");
    check_text(attempts->note, "since May");
    check_values(base, ASSUME_TOUCH_MINUTES, 7, 7, 7); /* base alone: fixed */
    check_values(base, ASSUME_SDR_COST_PER_YEAR, 70000, 82500, 95000);
}

static void a_scenarios_cell_moves_base_and_scales_low_and_high_along(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    check_status(read_table(scratch,
                            "key,low,base,high,few,many\ntouch.attempts,2,4,6,2,8\n"
                            "touch.minutes,3,5,8,,4|6|10\nsdr.count,,3,,,4\n",
                            &got),
                 OK, &scratch->err);
    assert_int_equal(got.count, 3);
    check_text(got.sets[1].name, "few");
    check_text(got.sets[2].name, "many");
    check_values(&got.sets[0], ASSUME_TOUCH_ATTEMPTS, 2, 4, 6);
    check_values(&got.sets[1], ASSUME_TOUCH_ATTEMPTS, 1, 2, 3);  /* x 1/2 */
    check_values(&got.sets[2], ASSUME_TOUCH_ATTEMPTS, 4, 8, 12); /* x 2 */
    check_values(&got.sets[1], ASSUME_TOUCH_MINUTES, 3, 5, 8);   /* empty = base */
    check_values(&got.sets[2], ASSUME_TOUCH_MINUTES, 4, 6, 10);
    check_values(&got.sets[1], ASSUME_SDR_COUNT, 3, 3, 3);
    check_values(&got.sets[2], ASSUME_SDR_COUNT, 4, 4, 4);
}

static void a_scenario_sees_base_values_of_rows_below_it(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    check_status(read_table(scratch, "key,base,few\ntouch.attempts,4,2\ntouch.minutes,7,\n", &got), OK,
                 &scratch->err);
    check_values(&got.sets[1], ASSUME_TOUCH_MINUTES, 7, 7, 7);
}

static void a_scenario_may_be_all_there_is_of_a_row(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    check_status(read_table(scratch, "key,base,few\ntouch.attempts,,2\n", &got), OK, &scratch->err);
    check_values(&got.sets[0], ASSUME_TOUCH_ATTEMPTS, 2, 4, 6);
    check_values(&got.sets[1], ASSUME_TOUCH_ATTEMPTS, 1, 2, 3);
}

static void a_column_of_keys_for_later_is_a_scenario_all_the_same(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    check_status(read_table(scratch, "key,base,slow\ndelay.content.hours,,72\n", &got), OK, &scratch->err);
    assert_int_equal(scenarios_find(&got, STR("slow")), 1);
    assert_int_equal(scratch->provenance.notice_count, 1);
}

static void scenarios_are_found_without_case(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    check_status(read_table(scratch, "key,base,Few Attempts\ntouch.attempts,4,2\n", &got), OK, &scratch->err);
    assert_int_equal(scenarios_find(&got, STR("few attempts")), 1);
    assert_int_equal(scenarios_find(&got, STR("BASE")), 0);
    assert_int_equal(scenarios_find(&got, STR("none")), -1);
}

static Status set_values(Scratch *scratch, const char *text, const char *scenario, SetOption *sets,
                         size_t count, Scenarios *out) {
    return read_all(scratch, text,
                    &(RunOptions){.scenario = str_from(scenario), .sets = sets, .set_count = count}, out);
}

static void set_makes_a_scenario_called_custom(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    SetOption sets[] = {{STR("touch.attempts"), STR("8")},
                        {STR("sdr.cost_per_year"), STR("60000|70000|90000")}};
    check_status(set_values(scratch, "key,base,few\ntouch.minutes,7,\n", "", sets, 2, &got), OK,
                 &scratch->err);
    assert_int_equal(got.count, 3);
    const AssumptionSet *custom = &got.sets[2];
    check_text(custom->name, "custom");
    check_values(custom, ASSUME_TOUCH_ATTEMPTS, 4, 8, 12);
    check_values(custom, ASSUME_SDR_COST_PER_YEAR, 60000, 70000, 90000);
    check_values(custom, ASSUME_TOUCH_MINUTES, 7, 7, 7);
    assert_int_equal(custom->of[ASSUME_TOUCH_ATTEMPTS].origin, FROM_COMMAND_LINE);
    check_values(&got.sets[0], ASSUME_TOUCH_ATTEMPTS, 2, 4, 6); /* base stays */
    check_values(&got.sets[1], ASSUME_TOUCH_ATTEMPTS, 2, 4, 6);
}

static void set_amends_the_scenario_that_is_named(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    SetOption sets[] = {{STR("touch.minutes"), STR("10")}};
    check_status(set_values(scratch, "key,low,base,high,few\ntouch.attempts,2,4,6,2\n", "FEW", sets, 1, &got),
                 OK, &scratch->err);
    assert_int_equal(got.count, 2);
    check_values(&got.sets[1], ASSUME_TOUCH_ATTEMPTS, 1, 2, 3);
    check_values(&got.sets[1], ASSUME_TOUCH_MINUTES, 6, 10, 16); /* 3, 5, 8 x 2 */
}

static void the_last_of_two_sets_of_one_key_holds(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    SetOption sets[] = {{STR("sdr.count"), STR("3")}, {STR("sdr.count"), STR("5")}};
    check_status(set_values(scratch, NULL, "", sets, 2, &got), OK, &scratch->err);
    check_values(&got.sets[1], ASSUME_SDR_COUNT, 5, 5, 5);
}

/* Tables and options that must stop the run, with what they say. */
static const struct {
    const char *sentence, *table, *key, *value;
    Status status;
    const char *message;
} WRONG[] = {
    {"an_unknown_key_names_the_nearest", "key,base\ntouch.attempt,4\n", NULL, NULL, ERR_CONFIG,
     "assumptions.csv:2: column key: unknown key 'touch.attempt'; did you mean 'touch.attempts'?"},
    {"a_key_like_no_other_names_none", "key,base\nshoe.size,4\n", NULL, NULL, ERR_CONFIG,
     "assumptions.csv:2: column key: unknown key 'shoe.size'; `truecpl help assumptions` lists them"},
    {"a_key_must_not_stand_twice", "key,base\ntouch.attempts,4\nsdr.count,2\ntouch.attempts,5\n", NULL, NULL,
     ERR_CONFIG, "assumptions.csv:4: column key: 'touch.attempts' stands on line 2 already"},
    {"a_row_needs_a_key", "key,base\n,4\n", NULL, NULL, ERR_CONFIG,
     "assumptions.csv:2: column key: the cell is empty"},
    {"base_lies_between_low_and_high", "key,low,base,high\ntouch.attempts,2,7,6\n", NULL, NULL, ERR_CONFIG,
     "assumptions.csv:2: column base: touch.attempts: base 7 lies outside low 2 to high 6"},
    {"low_and_high_need_a_base", "key,low,base,high\ntouch.attempts,2,,6\n", NULL, NULL, ERR_CONFIG,
     "assumptions.csv:2: column base: touch.attempts: low and high are given, base is empty"},
    {"a_word_is_no_number", "key,base\ntouch.attempts,many\n", NULL, NULL, ERR_CONFIG,
     "assumptions.csv:2: column base: 'many' is not a value of touch.attempts: expected a number that is not "
     "negative, as 1234.5"},
    {"a_word_must_be_one_of_the_keys", "key,base\ninvalid.definition,loose\n", NULL, NULL, ERR_CONFIG,
     "assumptions.csv:2: column base: 'loose' is not a value of invalid.definition: expected one of "
     "strict|with_unreachable"},
    {"a_shape_must_be_one", "key,low,base,high,shape\ntouch.attempts,2,4,6,bell\n", NULL, NULL, ERR_CONFIG,
     "assumptions.csv:2: column base: shape 'bell': expected pert, triangular, uniform or fixed"},
    {"a_scenarios_cell_must_be_a_value", "key,base,few\ntouch.attempts,4,x\n", NULL, NULL, ERR_CONFIG,
     "assumptions.csv:2: column few: 'x' is not a value of touch.attempts: expected a number that is not "
     "negative, as 1234.5"},
    {"a_scenarios_cell_has_one_number_or_three", "key,base,few\ntouch.attempts,4,2|3\n", NULL, NULL,
     ERR_CONFIG, "assumptions.csv:2: column few: '2|3': expected one number, or low|base|high"},
    {"a_scenario_column_must_not_be_called_twice", "key,base,few,Few\ntouch.attempts,4,2,3\n", NULL, NULL,
     ERR_DATA, "assumptions.csv: line 1: columns 3 and 4 are both called 'Few'"},
    {"the_table_needs_keys", "kye,base\ntouch.attempts,4\n", NULL, NULL, ERR_DATA,
     "assumptions.csv: no column 'key'; found kye, base"},
    {"set_of_an_unknown_key", NULL, "touch.attemps", "4", ERR_USAGE,
     "--set: unknown key 'touch.attemps'; did you mean 'touch.attempts'?"},
    {"set_of_no_value", NULL, "touch.attempts", "x", ERR_USAGE,
     "--set: 'x' is not a value of touch.attempts: expected a number that is not negative, as 1234.5"},
};

static void a_wrong_assumption_stops_the_run(void **state) {
    Scratch *scratch = *state;
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        Scenarios got;
        SetOption set = {str_from(WRONG[i].key), str_from(WRONG[i].value)};
        print_message("%s\n", WRONG[i].sentence);
        check_error(scratch, set_values(scratch, WRONG[i].table, "", &set, WRONG[i].key ? 1 : 0, &got),
                    WRONG[i].status, WRONG[i].message);
    }
}

static void keys_of_later_versions_are_kept_with_a_notice(void **state) {
    Scratch *scratch = *state;
    Scenarios got;
    SetOption sets[] = {{STR("volume.Acme"), STR("0.8")}};
    check_status(set_values(scratch, "key,base\nprice.Acme,60\n", "", sets, 1, &got), OK, &scratch->err);
    assert_int_equal(scratch->provenance.notice_count, 2);
    assert_string_equal(scratch->provenance.notices[0].code, "key_not_used");
    assert_string_equal(scratch->provenance.notices[1].code, "key_not_used");
    check_text(scratch->provenance.notices[1].text,
               "--set volume.Acme: no figure of this version uses it yet");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(without_a_table_there_are_the_defaults),
        TEST(a_row_replaces_its_default_and_says_where_it_stands),
        TEST(a_scenarios_cell_moves_base_and_scales_low_and_high_along),
        TEST(a_scenario_sees_base_values_of_rows_below_it),
        TEST(a_scenario_may_be_all_there_is_of_a_row),
        TEST(a_column_of_keys_for_later_is_a_scenario_all_the_same),
        TEST(scenarios_are_found_without_case),
        TEST(set_makes_a_scenario_called_custom),
        TEST(set_amends_the_scenario_that_is_named),
        TEST(the_last_of_two_sets_of_one_key_holds),
        TEST(a_wrong_assumption_stops_the_run),
        TEST(keys_of_later_versions_are_kept_with_a_notice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
