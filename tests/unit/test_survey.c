/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spellings that look alike, and words that say nothing. Every vendor is invented. */
#include "models/survey.h"
#include "tests/support/lead_fixture.h"
#include <stdio.h>

static const struct {
    const char *sentence, *a, *b;
    bool alike;
} SPELLINGS[] = {
    {"the same but for case", "Fennmark", "FENNMARK", true},
    {"the same but for punctuation", "Quill-Harbor", "Quill Harbor", true},
    {"the same but for blanks", "GTXPro", "GTX Pro", true},
    {"the same but for the form of the company", "Fennmark Ltd.", "Fennmark, Inc.", true},
    {"a form of company with points", "Fennmark S.A.", "Fennmark", true},
    {"a form of company and what it trades in", "Fennmark Data Ltd", "Fennmark", true},
    {"a region in brackets", "Quillharbor (EMEA)", "Quillharbor", true},
    {"a year in brackets", "Quillharbor (2025)", "Quillharbor", false},
    {"a letter left out", "Pennylom", "Pennyloom", true},
    {"two letters changed places", "Bramblegaet", "Bramblegate", true},
    {"two letters differ, the first among them", "Northwind", "Southwind", false},
    {"two that trade in different things", "North Data", "North Media", false},
    {"short names differ by what they differ", "Acme", "Acne", false},
    {"numbers tell vendors apart", "Vendor 11", "Vendor 12", false},
    {"numbers tell long names apart", "Campaign Partner 2025", "Campaign Partner 2026", false},
    {"quite different names", "Fennmark", "Hazelport Intent", false},
    {"the same bytes are one spelling", "Fennmark", "Fennmark", false},
    {"a name of signs only", "(blank)", "()", false},
};

static void spellings_look_alike_or_not(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof SPELLINGS / sizeof *SPELLINGS; i++) {
        const Str a = str_from(SPELLINGS[i].a), b = str_from(SPELLINGS[i].b);
        if (spelling_alike(a, b) != SPELLINGS[i].alike || spelling_alike(b, a) != SPELLINGS[i].alike)
            check_fail_at(__FILE__, __LINE__, "%s", SPELLINGS[i].sentence);
    }
}

static void the_name_with_more_weight_is_the_vendor(void **state) {
    Arena *arena = check_arena();
    (void)state;
    const SpellingName names[] = {
        {STR("ACME Leads"), 3}, {STR("Acme Leads"), 900}, {STR("Acme"), 40}, {STR("Hazelport"), 5000}};
    SpellingPair *pairs;
    assert_int_equal(spelling_find_pairs(names, 4, arena, &pairs), 2);
    assert_true(str_equal(pairs[0].raw, STR("ACME Leads")) && str_equal(pairs[0].vendor, STR("Acme Leads")));
    assert_true(str_equal(pairs[1].raw, STR("Acme")) && str_equal(pairs[1].vendor, STR("Acme Leads")));
    arena_free(arena);
}

static const Survey *survey_of(LeadFixture *fixture) {
    const Rollup rollup = lead_fixture_count(fixture);
    return survey_make(fixture->table, fixture->vocabulary, fixture->contracts, &rollup, fixture->arena);
}

static void a_vendor_is_held_against_the_contracts(void **state) {
    LeadFixture *fixture = lead_fixture_new();
    const Contract contract = lead_fixture_contract("Fennmark", "50", "2026-01-01", "2026-12-31");
    (void)state;
    fixture->contracts = (Contracts){&contract, 1};
    lead_fixture_add_many(fixture, 9, "vendor=Fennmark Data Ltd, delivered_at=2026-01-05");
    lead_fixture_add(fixture, "vendor=Bolt, delivered_at=2026-03-31");
    const Survey *survey = survey_of(fixture);
    assert_int_equal(survey->alike_count, 1); /* although no lead has the name of the contract */
    assert_true(str_equal(survey->alike[0].vendor, STR("Fennmark")));
    assert_int_equal(survey->vendor_count, 2);
    assert_false(survey->vendors[0].contracted || survey->vendors[1].contracted);
    assert_int_equal(survey->vendors[1].leads, 9);
    assert_int_equal(survey->vendors[0].first, 2026 * 12 + 2);
    lead_fixture_free(fixture);
}

static void words_without_a_meaning_are_counted(void **state) {
    LeadFixture *fixture = lead_fixture_new();
    (void)state;
    lead_fixture_add_many(fixture, 2, "vendor=A, delivered_at=2026-01-05, status=Parked");
    lead_fixture_add_many(fixture, 3, "vendor=A, delivered_at=2026-01-05, status=Moonshot");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-05, status=Won");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-05, status=ask zoe@people.example");
    const Survey *survey = survey_of(fixture);
    assert_int_equal(survey->word_count, 3); /* the most frequent first; of these two, that which is hidden */
    assert_true(str_equal(survey->words[0].raw, STR("Moonshot")));
    assert_int_equal(survey->words[0].leads, 3);
    assert_true(str_equal(survey->words[1].raw, STR("Parked")));
    assert_int_equal(survey->words[2].raw.len, 0);
    lead_fixture_free(fixture);
}

static void so_many_statuses_that_they_may_be_names_are_not_repeated(void **state) {
    LeadFixture *fixture = lead_fixture_new();
    char cells[80];
    (void)state;
    for (int i = 0; i < 13; i++) {
        snprintf(cells, sizeof cells, "vendor=A, delivered_at=2026-01-05, status=Quill%c", 'a' + i);
        lead_fixture_add(fixture, cells);
    }
    const Survey *survey = survey_of(fixture);
    assert_int_equal(survey->word_count, 13);
    for (size_t i = 0; i < 13; i++) assert_int_equal(survey->words[i].raw.len, 0);
    lead_fixture_free(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_look_alike_or_not),
        cmocka_unit_test(the_name_with_more_weight_is_the_vendor),
        cmocka_unit_test(a_vendor_is_held_against_the_contracts),
        cmocka_unit_test(words_without_a_meaning_are_counted),
        cmocka_unit_test(so_many_statuses_that_they_may_be_names_are_not_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
