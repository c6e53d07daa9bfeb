/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What raw words mean: aliases, statuses, reasons. Expected values by hand. */
#include "inputs/translations.h"
#include "tests/support/scratch.h"

static Aliases read_aliases(Scratch *scratch, const char *text) {
    Aliases out = {0};
    const Str path = scratch_write(scratch, "aliases.csv", text);
    check_status(aliases_read(path, &scratch->provenance, scratch->arena, &out, &scratch->err), OK,
                 &scratch->err);
    return out;
}

static void an_alias_stands_for_its_vendor_and_others_for_themselves(void **state) {
    const Aliases aliases = read_aliases(*state, "raw,vendor\nAcme Inc.,Acme\nACME GmbH,Acme\n");
    check_text(aliases_vendor(aliases, STR("Acme Inc.")), "Acme");
    check_text(aliases_vendor(aliases, STR("acme gmbh")), "Acme"); /* case does not matter */
    check_text(aliases_vendor(aliases, STR(" Acme Inc. ")), "Acme");
    check_text(aliases_vendor(aliases, STR("Bolt ")), "Bolt");
    check_text(aliases_vendor(aliases, STR("Acme")), "Acme");
    check_text(aliases_vendor(aliases, STR("")), "");
}

static void a_star_stands_for_anything(void **state) {
    const Aliases aliases = read_aliases(*state, "raw,vendor\nAcme (*,Acme\n*webinar*,Events\n");
    check_text(aliases_vendor(aliases, STR("Acme (US)")), "Acme");
    check_text(aliases_vendor(aliases, STR("Acme (")), "Acme");
    check_text(aliases_vendor(aliases, STR("Acme US")), "Acme US");
    check_text(aliases_vendor(aliases, STR("Spring Webinar 2026")), "Events");
}

static void of_several_aliases_the_longest_wins(void **state) {
    Scratch *scratch = *state;
    const Aliases aliases =
        read_aliases(scratch, "raw,vendor\n*,Others\nAcme*,Acme\nAcme Events*,Acme Live\n");
    check_text(aliases_vendor(aliases, STR("Acme Events Berlin")), "Acme Live");
    check_text(aliases_vendor(aliases, STR("Acme")), "Acme");
    check_text(aliases_vendor(aliases, STR("Bolt")), "Others");
    const Aliases reversed =
        read_aliases(scratch, "raw,vendor\nAcme Events*,Acme Live\nAcme*,Acme\n*,Others\n");
    check_text(aliases_vendor(reversed, STR("Acme Events Berlin")), "Acme Live");
    check_text(aliases_vendor(reversed, STR("Acme")), "Acme");
}

static void a_dash_says_that_it_was_not_bought(void **state) {
    const Aliases aliases = read_aliases(*state, "raw,vendor\nWebsite,-\n");
    check_text(aliases_vendor(aliases, STR("website")), "-");
    check_text(aliases_vendor(aliases, STR(" - ")), ""); /* in an export it says nothing */
}

static void aliases_without_a_side_are_quarantined(void **state) {
    Scratch *scratch = *state;
    const Aliases aliases = read_aliases(scratch, "raw,vendor\nAcme Inc.,\n,Acme\nB,Bolt\n");
    assert_int_equal(aliases.count, 1);
    check_bad_row(scratch, 0, 2, "vendor", "", "the cell is empty");
    check_bad_row(scratch, 1, 3, "raw", "", "the cell is empty");
}

static void one_raw_word_with_two_meanings_stops_the_run(void **state) {
    Scratch *scratch = *state;
    Aliases aliases;
    const Str path = scratch_write(scratch, "aliases.csv", "raw,vendor\nAcme Inc,Acme\nX,Y\nACME INC,Bolt\n");
    check_error(scratch, aliases_read(path, &scratch->provenance, scratch->arena, &aliases, &scratch->err),
                ERR_CONFIG, "aliases.csv: lines 2 and 4 give 'ACME INC' two meanings");
}

static void one_raw_word_twice_with_one_meaning_does_no_harm(void **state) {
    const Aliases aliases = read_aliases(*state, "raw,vendor\nAcme Inc,Acme\nACME INC,Acme\n");
    check_text(aliases_vendor(aliases, STR("Acme inc")), "Acme");
}

static void statuses_are_outcomes(void **state) {
    Scratch *scratch = *state;
    Vocabulary words = {0};
    const Str path =
        scratch_write(scratch, "statuses.csv",
                      "raw,outcome,note\nWith AE,accepted,\nParked,Quiet,\nLate,someday,\n,won,\n");
    check_status(statuses_read(path, &scratch->provenance, scratch->arena, &words, &scratch->err), OK,
                 &scratch->err);
    assert_int_equal(words.status_count, 2);
    check_text(words.statuses[0].raw, "With AE");
    assert_int_equal(words.statuses[0].means, MEANS_ACCEPTED);
    assert_int_equal(words.statuses[1].means, MEANS_QUIET);
    check_bad_row(
        scratch, 0, 4, "outcome", "someday",
        "expected untouched, touched, quiet, accepted, rejected, disqualified, invalid, unreachable, "
        "duplicate, returned, sql, opportunity, won or lost");
    check_bad_row(scratch, 1, 5, "raw", "", "the cell is empty");
}

static void every_outcome_is_a_status_meaning(void **state) {
    Scratch *scratch = *state;
    for (int m = MEANS_NOTHING + 1; m < MEANING_COUNT; m++) {
        Vocabulary words = {0};
        const Str text = str_format(scratch->arena, "raw,outcome\nx,%s\n", OUTCOME_MEANINGS[m].key);
        const Str path = scratch_write(scratch, "statuses.csv", text.at);
        check_status(statuses_read(path, &scratch->provenance, scratch->arena, &words, &scratch->err), OK,
                     &scratch->err);
        assert_int_equal(words.status_count, 1);
        assert_int_equal(words.statuses[0].means, m);
    }
}

static void reasons_are_classes(void **state) {
    Scratch *scratch = *state;
    Vocabulary words = {0};
    const Str path =
        scratch_write(scratch, "reasons.csv",
                      "raw,class,reason\nToo small,fit,size\nNext year,timing,\nHad it,duplicate,\n"
                      "No such person,INVALID,\nNo phone,data,\nWhatever,other,\nBad,evil,\n");
    check_status(reasons_read(path, &scratch->provenance, scratch->arena, &words, &scratch->err), OK,
                 &scratch->err);
    assert_int_equal(words.reason_count, 6);
    assert_int_equal(words.reasons[0].means.kind, KIND_FIT);
    assert_int_equal(words.reasons[1].means.kind, KIND_TIMING);
    assert_true(words.reasons[2].means.duplicate);
    assert_true(words.reasons[3].means.invalid);
    assert_int_equal(words.reasons[4].means.kind, KIND_DATA);
    assert_int_equal(words.reasons[5].means.kind, KIND_OTHER);
    check_bad_row(scratch, 0, 8, "class", "evil", "expected fit, timing, data, other, duplicate or invalid");
}

static void a_status_or_reason_with_two_meanings_stops_the_run(void **state) {
    Scratch *scratch = *state;
    Vocabulary words = {0};
    const Str statuses =
        scratch_write(scratch, "statuses.csv", "raw,outcome\nOpen,accepted\nopen,untouched\n");
    check_error(scratch, statuses_read(statuses, &scratch->provenance, scratch->arena, &words, &scratch->err),
                ERR_CONFIG, "statuses.csv: lines 2 and 3 give 'open' two meanings");
    const Str reasons = scratch_write(scratch, "reasons.csv", "raw,class\nSmall,fit\nSmall,other\n");
    check_error(scratch, reasons_read(reasons, &scratch->provenance, scratch->arena, &words, &scratch->err),
                ERR_CONFIG, "reasons.csv: lines 2 and 3 give 'Small' two meanings");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_alias_stands_for_its_vendor_and_others_for_themselves),
        TEST(a_star_stands_for_anything),
        TEST(of_several_aliases_the_longest_wins),
        TEST(a_dash_says_that_it_was_not_bought),
        TEST(aliases_without_a_side_are_quarantined),
        TEST(one_raw_word_with_two_meanings_stops_the_run),
        TEST(one_raw_word_twice_with_one_meaning_does_no_harm),
        TEST(statuses_are_outcomes),
        TEST(every_outcome_is_a_status_meaning),
        TEST(reasons_are_classes),
        TEST(a_status_or_reason_with_two_meanings_stops_the_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
