/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written in the cells of a workbook, as text. Days by Excel's own table (ECMA-376 part 1, 18.17.4) and a calendar;
 * numbers by hand. */
#include "inputs/xlsx_value.h"
#include "tests/support/check.h"

/* clang-format off */
static const struct { const char *sentence, *text, *want; } NUMBERS[] = {
    {"a_whole_number_stays", "42", "42"},
    {"a_decimal_stays", "1234.5", "1234.5"},
    {"a_negative_one_stays", "-0.05", "-0.05"},
    {"zero_has_no_sign", "-0", "0"},
    {"nor_decimals", "0.000", "0"},
    {"zeros_at_the_end_go", "12.50", "12.5"},
    {"zeros_in_front_go", "007.5", "7.5"},
    {"the_artefact_of_a_double_goes", "0.30000000000000004", "0.3"},
    {"as_does_one_from_below", "1.1499999999999999", "1.15"},
    {"the_nines_may_go_through_the_point", "9.9999999999999999", "10"},
    {"fifteen_digits_stay", "123456789.123456", "123456789.123456"},
    {"a_sixteenth_is_rounded", "0.1234567890123456", "0.123456789012346"},
    {"a_long_whole_number_is_an_id_and_stays", "123456789012345678", "123456789012345678"},
    {"an_exponent_is_written_out", "1.5E+3", "1500"},
    {"a_negative_exponent_too", "2.5e-4", "0.00025"},
    {"an_exponent_of_a_whole_number", "1E10", "10000000000"},
    {"three_decimals_behind_few_digits_get_a_fourth", "12.345", "12.3450"},
    {"three_behind_a_zero_do_not", "0.125", "0.125"},
    {"three_behind_four_digits_do_not", "1234.125", "1234.125"},
    {"a_point_at_the_end_is_none", "5.", "5"},
    {"a_point_in_front_has_a_zero", ".5", "0.5"},
    {"a_large_exponent_is_written_out", "1E+20", "100000000000000000000"},
    {"text_is_no_number", "abc", ""},
    {"nothing_is_no_number", "", ""},
    {"a_sign_is_no_number", "-", ""},
    {"a_point_is_no_number", ".", ""},
    {"two_points_are_no_number", "1.2.3", ""},
    {"an_exponent_needs_digits", "1E", ""},
    {"an_exponent_has_an_end", "1E999", ""},
    {"a_number_of_absurd_size_is_none", "1E400", ""},
    {"infinity_is_no_number", "INF", ""},
    {"hexadecimal_is_no_number", "0x10", ""},
};

static const struct { const char *sentence, *number; bool date1904; const char *want; } DATES[] = {
    {"day_1_is_new_year_1900", "1", false, "1900-01-01"},
    {"day_59_is_the_last_of_february_1900", "59", false, "1900-02-28"},
    {"day_60_is_a_day_that_only_excel_knows", "60", false, ""},
    {"day_61_is_the_first_of_march_1900", "61", false, "1900-03-01"},
    {"a_day_of_today", "46086", false, "2026-03-05"},
    {"a_leap_day", "45351", false, "2024-02-29"},
    {"a_fraction_is_the_time", "46086.59375", false, "2026-03-05 14:15:00"},
    {"seconds_are_rounded", "46086.5940972222", false, "2026-03-05 14:15:30"},
    {"half_a_second_before_midnight_is_midnight", "46086.999999999", false, "2026-03-06"},
    {"below_1_is_a_time_of_day", "0.25", false, "06:00:00"},
    {"zero_is_midnight_of_no_day", "0", false, "00:00:00"},
    {"the_last_day", "2958465", false, "9999-12-31"},
    {"the_day_behind_it_is_none", "2958466", false, ""},
    {"a_negative_day_is_none", "-1", false, ""},
    {"a_huge_number_is_none", "123456789", false, ""},
    {"in_1904_day_1_is_the_second_of_january", "1", true, "1904-01-02"},
    {"in_1904_days_are_1462_fewer", "44624", true, "2026-03-05"},
    {"in_1904_there_is_a_day_60", "60", true, "1904-03-01"},
    {"in_1904_the_last_day_comes_earlier", "2958465", true, ""},
};

static const struct { const char *sentence, *code; bool want; } CODES[] = {
    {"iso", "yyyy-mm-dd", true},
    {"american", "m/d/yy h:mm AM/PM", true},
    {"a_locale_in_brackets", "[$-409]m/d/yy h:mm AM/PM;@", true},
    {"a_locale_of_the_system", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", true},
    {"a_time", "hh:mm:ss", true},
    {"seconds_alone", "ss.0", true},
    {"capitals", "DD.MM.YYYY", true},
    {"words_in_quotes_beside_it", "yyyy\"year\"m\"month\"", true},
    {"elapsed_hours", "[h]:mm:ss", false},
    {"elapsed_minutes", "[mm]:ss", false},
    {"general", "General", false},
    {"plain", "#,##0.00", false},
    {"days_in_quotes", "0 \"days\"", false},
    {"days_escaped", "0\\d", false},
    {"a_currency_in_brackets", "[$USD] #,##0.00", false},
    {"a_colour", "[Red]0.00;[Magenta]-0.00", false},
    {"a_blank_as_wide_as_a_letter", "0_d", false},
    {"a_letter_that_fills", "0*s", false},
    {"a_fraction", "# ?/?", false},
    {"scientific", "0.00E+00", false},
    {"text", "@", false},
    {"a_quote_left_open", "0\"days", false},
    {"a_bracket_left_open", "0[days", false},
    {"an_escape_at_the_end", "0\\", false},
    {"nothing", "", false},
};

static const struct { const char *sentence, *text, *want; } ESCAPES[] = {
    {"a_carriage_return", "a_x000D_b", "a\rb"},
    {"an_underscore_that_would_look_like_one", "a_x005F_x000D_b", "a_x000D_b"},
    {"a_letter_of_two_bytes", "_x00E4_", "\xc3\xa4"},
    {"a_sign_of_three_bytes", "_x20AC_", "\xe2\x82\xac"},
    {"capitals_do_not_matter", "_x000d_", "\r"},
    {"a_nul_stays_as_it_is", "_x0000_", "_x0000_"},
    {"half_a_character_stays_as_it_is", "_xD800_", "_xD800_"},
    {"what_is_no_escape_stays", "_x00_ _xZZZZ_ _x12345_ _", "_x00_ _xZZZZ_ _x12345_ _"},
    {"one_that_is_cut_short_stays", "ab_x000D", "ab_x000D"},
};
/* clang-format on */

static void numbers_are_plain_decimal_text(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        char text[XLSX_VALUE_TEXT] = "";
        print_message("%s\n", NUMBERS[i].sentence);
        const Str got = {text, xlsx_value_number(str_from(NUMBERS[i].text), text)};
        check_text(got, NUMBERS[i].want);
    }
}

static void days_are_iso_text(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
        char text[XLSX_VALUE_TEXT] = "";
        print_message("%s\n", DATES[i].sentence);
        const Str got = {text, xlsx_value_date(str_from(DATES[i].number), DATES[i].date1904, text)};
        check_text(got, DATES[i].want);
    }
}

static void codes_of_formats_say_what_is_a_day(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
        print_message("%s\n", CODES[i].sentence);
        assert_int_equal(xlsx_value_is_date_code(str_from(CODES[i].code)), CODES[i].want);
    }
}

static void built_in_formats_are_days_by_their_number(void **state) {
    (void)state;
    static const long DAYS[] = {14, 18, 22, 27, 36, 45, 47, 50, 58},
                      OTHERS[] = {0, 1, 13, 23, 26, 37, 44, 46, 48, 49, 59, 164};
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) assert_true(xlsx_value_is_date_id(DAYS[i]));
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        assert_false(xlsx_value_is_date_id(OTHERS[i]));
}

static void escapes_in_texts_are_what_they_stand_for(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof ESCAPES / sizeof *ESCAPES; i++) {
        Arena *arena = check_arena();
        char *text = (char *)(uintptr_t)str_copy(arena, str_from(ESCAPES[i].text)).at;
        print_message("%s\n", ESCAPES[i].sentence);
        const Str got = {text, xlsx_value_unescape(text, str_from(ESCAPES[i].text).len)};
        check_text(got, ESCAPES[i].want);
        arena_free(arena);
    }
}

static void cells_have_names(void **state) {
    (void)state;
    static const struct {
        const char *name;
        size_t column;
    } CELLS[] = {{"A1", 0},   {"Z1", 25},   {"AA1", 26},   {"AZ1", 51},
                 {"BA1", 52}, {"ZZ1", 701}, {"AAA1", 702}, {"XFD1", 16383}};
    char text[XLSX_VALUE_TEXT];
    size_t column = 99;
    for (size_t i = 0; i < sizeof CELLS / sizeof *CELLS; i++) {
        assert_true(xlsx_value_column(CELLS[i].name, &column));
        assert_int_equal(column, CELLS[i].column);
        assert_string_equal(xlsx_value_cell_name(CELLS[i].column, 1, text), CELLS[i].name);
    }
    static const char *const NONE[] = {"", "A", "1", "a1", "XFE1", "AAAA1", "$A$1"};
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) assert_false(xlsx_value_column(NONE[i], &column));
    assert_int_equal(column, 16383);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_plain_decimal_text),
        cmocka_unit_test(days_are_iso_text),
        cmocka_unit_test(codes_of_formats_say_what_is_a_day),
        cmocka_unit_test(built_in_formats_are_days_by_their_number),
        cmocka_unit_test(escapes_in_texts_are_what_they_stand_for),
        cmocka_unit_test(cells_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
