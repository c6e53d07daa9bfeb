/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a file is what: by name, and by what the user says. Expected places by hand. */
#include "inputs/mapping.h"
#include "tests/support/check.h"

enum { MOST_NAMES = 6, ANOTHER = -1 };

/* One header row under one map of its own and one of all files. */
typedef struct Case {
    const char *sentence;
    const char *names[MOST_NAMES];
    const char *map, *map_of_all;
    int target, column; /* where it must be found; column -1: nowhere */
    bool flag;
} Case;

/* clang-format off */
static const Case CASES[] = {
    /* by name */
    {"a_column_is_found_by_its_name", {"vendor", "lead_id"}, "", "", MAP_LEAD_ID, 1, false},
    {"the_case_of_letters_does_not_matter", {"x", "VENDOR"}, "", "", LEAD_VENDOR, 1, false},
    {"blanks_and_punctuation_do_not_matter", {"x", "Delivered At"}, "", "", LEAD_DELIVERED_AT, 1, false},
    {"a_hyphen_does_not_matter", {"x", "E-Mail"}, "", "", LEAD_EMAIL, 1, false},
    {"a_trailing_star_does_not_matter", {"x", "Lead ID*"}, "", "", MAP_LEAD_ID, 1, false},
    {"a_longer_name_is_another_name", {"vendors", "vendor name"}, "", "", LEAD_VENDOR, ANOTHER, false},
    {"a_name_of_punctuation_alone_is_no_name", {"%", "#"}, "", "", LEAD_VENDOR, ANOTHER, false},
    {"of_two_columns_with_one_name_the_first_is_taken", {"Lead-ID", "lead_id"}, "", "", MAP_LEAD_ID, 0, false},
    /* flags and stamps */
    {"a_stamp_says_when", {"accepted_at"}, "", "", LEAD_ACCEPTED_AT, 0, false},
    {"the_name_without_at_says_yes_or_no", {"Accepted"}, "", "", LEAD_ACCEPTED_AT, 0, true},
    {"a_first_touch_can_be_a_flag", {"first_touch"}, "", "", LEAD_FIRST_TOUCH_AT, 0, true},
    {"duplicate_is_a_flag_without_a_stamp", {"duplicate"}, "", "", LEAD_DUPLICATE_AT, 0, true},
    {"a_status_day_has_no_flag", {"status"}, "", "", LEAD_STATUS, 0, false},
    {"the_stamp_wins_over_the_flag_before_it", {"sql", "sql_at"}, "", "", LEAD_SQL_AT, 1, false},
    {"the_stamp_wins_over_the_flag_behind_it", {"sql_at", "sql"}, "", "", LEAD_SQL_AT, 0, false},
    {"a_flag_can_be_mapped", {"y", "n"}, "won=y", "", LEAD_WON_AT, 0, true},
    {"a_stamp_can_be_mapped", {"y", "n"}, "won_at=y", "", LEAD_WON_AT, 0, false},
    {"a_mapped_flag_wins_over_a_stamp_by_name", {"won_at", "y"}, "won=y", "", LEAD_WON_AT, 1, true},
    /* maps */
    {"a_map_wins_over_a_name", {"vendor", "Source"}, "vendor=Source", "", LEAD_VENDOR, 1, false},
    {"the_map_of_all_files_counts_too", {"x", "Source"}, "", "vendor=Source", LEAD_VENDOR, 1, false},
    {"the_files_own_map_wins_over_that_of_all", {"Source", "Origin"}, "vendor=Origin", "vendor=Source", LEAD_VENDOR, 1, false},
    {"what_the_own_map_leaves_alone_the_other_maps", {"Source", "Id"}, "lead_id=Id", "vendor=Source", LEAD_VENDOR, 0, false},
    {"a_column_that_the_map_of_all_files_names_may_be_in_another_file", {"vendor"}, "", "vendor=Source", LEAD_VENDOR, 0, false},
    {"our_names_are_compared_like_headers", {"x", "Source"}, "Vendor =Source", "", LEAD_VENDOR, 1, false},
    {"their_names_are_compared_like_headers", {"x", "Lead Source*"}, "vendor=lead source", "", LEAD_VENDOR, 1, false},
    {"their_name_to_the_letter_comes_first", {"Source", "source"}, "vendor=source", "", LEAD_VENDOR, 1, false},
    {"their_name_may_hold_an_equals_sign", {"x", "a=b"}, "vendor=a=b", "", LEAD_VENDOR, 1, false},
    {"a_comma_at_the_end_does_no_harm", {"x", "y"}, "vendor=y,", "", LEAD_VENDOR, 1, false},
    {"a_column_that_the_own_map_freed_is_what_its_name_says", {"status", "y"}, "vendor=y", "vendor=status", LEAD_STATUS, 0, false},
    {"a_mapped_column_is_no_longer_what_its_name_says", {"campaign"}, "touches=campaign", "", LEAD_CAMPAIGN, ANOTHER, false},
    {"and_is_what_the_map_says", {"campaign"}, "touches=campaign", "", LEAD_TOUCHES, 0, false},
    {"a_column_may_be_two_things_the_first", {"Source"}, "vendor=Source,segment=Source", "", LEAD_VENDOR, 0, false},
    {"a_column_may_be_two_things_the_second", {"Source"}, "vendor=Source,segment=Source", "", LEAD_SEGMENT, 0, false},
    /* counts */
    {"a_column_of_leads_makes_a_file_of_counts", {"vendor", "leads", "SQL"}, "", "", MAP_COUNT + STAGE_SQL, 2, false},
    {"so_does_a_mapped_one", {"Total", "sql"}, "leads=Total", "", MAP_COUNT + STAGE_SQL, 1, false},
    {"and_one_that_is_mapped_for_all", {"Total", "sql"}, "", "leads=Total", MAP_COUNT + STAGE_SQL, 1, false},
    {"counts_have_spend", {"leads", "Spend"}, "", "", MAP_SPEND, 1, false},
    {"leads_have_no_spend", {"vendor", "spend"}, "", "", MAP_SPEND, ANOTHER, false},
    {"in_a_file_of_leads_sql_is_a_flag", {"vendor", "SQL"}, "", "", MAP_COUNT + STAGE_SQL, ANOTHER, false},
};

/* Maps that cannot be; the header row is always Vendor, Source. */
static const struct { const char *sentence, *map, *map_of_all, *message; } REFUSED[] = {
    {"a_column_of_ours_that_is_none", "foo=Source", "",
     "--map: 'foo' is not a column of a lead; `truecpl help columns` lists them"},
    {"a_column_of_ours_that_is_nearly_one", "vendr=Source", "",
     "--map: 'vendr' is not a column of a lead; did you mean 'vendor'?"},
    {"a_column_of_theirs_that_is_none", "vendor=Sorce", "", "--map: no column 'Sorce'; found Vendor, Source"},
    {"no_column_of_theirs", "vendor=", "", "--map: 'vendor=' is not ours=theirs"},
    {"no_column_of_ours", "=Source", "", "--map: '=Source' is not ours=theirs"},
    {"no_equals_sign", "vendor", "", "--map: 'vendor' is not ours=theirs"},
    {"an_empty_pair", "vendor=Source,,lead_id=Vendor", "", "--map: '' is not ours=theirs"},
    {"one_of_ours_twice", "vendor=Source,vendor=Vendor", "", "--map: 'vendor' is given twice"},
    {"one_of_ours_as_a_flag_and_a_stamp", "won=Source,won_at=Vendor", "", "--map: 'won_at' is given twice"},
    {"an_unknown_one_for_all_files", "", "foo=Source",
     "--map: 'foo' is not a column of a lead; `truecpl help columns` lists them"},
    {"spend_where_there_are_no_counts", "spend=Source", "",
     "--map: 'spend' is a column of a file of counts, which has 'leads' too"},
};
/* clang-format on */

static size_t take_names(const char *const *texts, Str *names) {
    size_t count = 0;
    while (count < MOST_NAMES && texts[count]) {
        names[count] = str_from(texts[count]);
        count++;
    }
    return count;
}

static void columns_are_found_by_map_and_by_name(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const Case *one = &CASES[i];
        Arena *arena = check_arena();
        Str names[MOST_NAMES];
        Mapping mapping;
        Err err = {OK, ""};
        const size_t count = take_names(one->names, names);
        print_message("%s\n", one->sentence);
        check_status(mapping_resolve(&(MappingRequest){.names = names,
                                                       .count = count,
                                                       .map = str_from(one->map),
                                                       .map_of_all = str_from(one->map_of_all)},
                                     arena, &mapping, &err),
                     OK, &err);
        assert_int_equal(mapping.column_of[one->target], one->column);
        if (one->column >= 0) assert_int_equal(mapping.flag_of[one->target], one->flag);
        arena_free(arena);
    }
}

static void maps_that_cannot_be_are_refused_with_a_sentence(void **state) {
    (void)state;
    const Str names[] = {STR("Vendor"), STR("Source")};
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        Arena *arena = check_arena();
        Mapping mapping;
        Err err = {OK, ""};
        print_message("%s\n", REFUSED[i].sentence);
        check_status(mapping_resolve(&(MappingRequest){.names = names,
                                                       .count = 2,
                                                       .map = str_from(REFUSED[i].map),
                                                       .map_of_all = str_from(REFUSED[i].map_of_all)},
                                     arena, &mapping, &err),
                     ERR_USAGE, &err);
        check_text(str_from(err.text), REFUSED[i].message);
        arena_free(arena);
    }
}

static void the_uses_list_each_target_once_in_order(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Str names[] = {STR("won"), STR("unknown"), STR("lead_id"), STR("vendor")};
    Mapping mapping;
    check_status(mapping_resolve(&(MappingRequest){.names = names, .count = 4}, arena, &mapping, NULL), OK,
                 NULL);
    assert_int_equal(mapping.use_count, 3);
    assert_int_equal(mapping.uses[0].target, LEAD_VENDOR);
    assert_int_equal(mapping.uses[0].column, 3);
    assert_int_equal(mapping.uses[1].target, LEAD_WON_AT);
    assert_true(mapping.uses[1].flag);
    assert_int_equal(mapping.uses[2].target, MAP_LEAD_ID);
    arena_free(arena);
}

static void every_target_has_a_name_that_finds_it(void **state) {
    (void)state;
    for (int t = 0; t < MAP_TARGETS; t++) {
        Arena *arena = check_arena();
        const Str names[] = {STR("leads"), str_from(mapping_target_name(t))};
        const bool counts = t > MAP_LEAD_ID;
        Mapping mapping;
        check_status(mapping_resolve(&(MappingRequest){.names = names + !counts, .count = 1 + counts}, arena,
                                     &mapping, NULL),
                     OK, NULL);
        assert_int_equal(mapping.column_of[t], counts && t != MAP_COUNT);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_found_by_map_and_by_name),
        cmocka_unit_test(maps_that_cannot_be_are_refused_with_a_sentence),
        cmocka_unit_test(the_uses_list_each_target_once_in_order),
        cmocka_unit_test(every_target_has_a_name_that_finds_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
