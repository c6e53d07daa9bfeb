/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/number_text.h"
#include "tests/support/check.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* By hand; the ties as LibreOffice and Excel show them. */
static const struct {
    double value;
    CellFormat format;
    int digits;
    const char *want;
} PEOPLE[] = {
    {0, FORMAT_COUNT, 2, "0"},
    {-.2, FORMAT_COUNT, 2, "0"},
    {999, FORMAT_COUNT, 2, "999"},
    {1000, FORMAT_COUNT, 2, "1,000"},
    {-1234567, FORMAT_COUNT, 2, "-1,234,567"},
    {123456.4, FORMAT_COUNT, 2, "123,456"},
    {1.005, FORMAT_MONEY, 2, "1.01"},
    {-.125, FORMAT_MONEY, 2, "-0.13"},
    {-.001, FORMAT_MONEY, 2, "0.00"},
    {1234.5, FORMAT_MONEY, 0, "1,235"},
    {1234.5678, FORMAT_MONEY, 3, "1,234.568"},
    {1234.5, FORMAT_MONEY_WHOLE, 2, "1,235"},
    {2.5e15, FORMAT_MONEY, 2, "2.50e+15"},
    {.1234, FORMAT_RATE, 2, "12.3 %"},
    {.5, FORMAT_RATE, 2, "50.0 %"},
    {0, FORMAT_RATE, 2, "0.0 %"},
    {1, FORMAT_RATE, 2, "100.0 %"},
    {.0094, FORMAT_RATE, 2, "0.94 %"},
    {.00994, FORMAT_RATE, 2, "0.99 %"},
    {.00996, FORMAT_RATE, 2, "1.0 %"},
    {.00001, FORMAT_RATE, 2, "<0.01 %"},
    {.9994, FORMAT_RATE, 2, "99.9 %"},
    {.99996, FORMAT_RATE, 2, ">99.9 %"},
    {1.25, FORMAT_RATE, 2, "125.0 %"},
    {1.234, FORMAT_TIMES, 2, "1.23x"},
    {9.996, FORMAT_TIMES, 2, "10.0x"},
    {12.34, FORMAT_TIMES, 2, "12.3x"},
    {137.5, FORMAT_DECIMAL, 2, "137.5"},
    {.004, FORMAT_DECIMAL, 2, "0"},
    {2080, FORMAT_DECIMAL, 2, "2,080"},
    {1000.125, FORMAT_DECIMAL, 2, "1,000.13"},
    {1234.5, FORMAT_PLAIN, 2, "1234.5"},
    {.000001, FORMAT_PLAIN, 2, "0.000001"},
    {1e-9, FORMAT_PLAIN, 2, "0"},
    {3.932, FORMAT_PLAIN, 2, "3.932"},
};

static void check_people(void) {
    for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++) {
        char text[NUMBER_TEXT];
        assert_string_equal(number_text_format(PEOPLE[i].value, PEOPLE[i].format, PEOPLE[i].digits, text),
                            PEOPLE[i].want);
    }
}

static void people_read_grouped_numbers_rounded_away_from_zero(void **state) {
    (void)state;
    check_people();
}

static const struct {
    double value;
    const char *want;
} PROGRAMS[] = {
    {0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {54.41, "54.41"},
    {-1234.5, "-1234.5"},
    {20218.35, "20218.35"},
    {.1, "0.1"},
    {1e-7, "0.0000001"},
    {123456789012345, "123456789012345"},
    {1e15, "1.00000000000000e+15"},
    {2.0 / 3, "0.666666666666667"},
};

static void check_programs(void) {
    for (size_t i = 0; i < sizeof PROGRAMS / sizeof *PROGRAMS; i++) {
        char text[NUMBER_TEXT];
        assert_string_equal(number_text_plain(PROGRAMS[i].value, text), PROGRAMS[i].want);
    }
}

static void programs_read_15_digits_and_a_point(void **state) {
    (void)state;
    check_programs();
}

static void every_plain_number_reads_back_to_15_digits(void **state) {
    (void)state;
    double value = 1.234567890123456e-14;
    for (int i = 0; i < 90; i++, value *= -2.1) {
        char text[NUMBER_TEXT];
        check_close(strtod(number_text_plain(value, text), NULL), value, 5e-15, 0, text);
    }
}

/* A comma there is a point here. Without the locale (localedef -i de_DE -f UTF-8 de_DE.UTF-8) it is not tested. */
static void a_german_locale_changes_nothing(void **state) {
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) {
        print_message("the locale de_DE.UTF-8 is not on this machine\n");
        skip();
    }
    char text[32];
    snprintf(text, sizeof text, "%.1f", 1.5);
    assert_string_equal(text, "1,5");
    check_people();
    check_programs();
    setlocale(LC_ALL, "C");
}

static void amounts_in_sentences_have_their_currency_and_its_digits(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Currency usd = {"USD"}, jpy = {"JPY"}, none = {""};
    check_text(number_text_money(arena, 38, usd, true), "USD 38.00");
    check_text(number_text_money(arena, 1412.4, usd, true), "USD 1,412.40");
    check_text(number_text_money(arena, 1412.4, usd, false), "USD 1,412");
    check_text(number_text_money(arena, 38.4, jpy, true), "JPY 38");
    check_text(number_text_money(arena, 38, none, true), "38.00");
    arena_free(arena);
}

static void one_of_a_thing_is_singular(void **state) {
    (void)state;
    Arena *arena = check_arena();
    check_text(number_text_count(arena, 0, "lead", "leads"), "0 leads");
    check_text(number_text_count(arena, 1, "lead", "leads"), "1 lead");
    check_text(number_text_count(arena, 1234, "lead", "leads"), "1,234 leads");
    check_text(number_text_count(arena, 2.46, "SQL", "SQLs"), "2.5 SQLs");
    check_text(number_text_count(arena, 1.04, "SQL", "SQLs"), "1.0 SQLs");
    check_text(number_text_count(arena, 12.4, "SQL", "SQLs"), "12 SQLs");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_read_grouped_numbers_rounded_away_from_zero),
        cmocka_unit_test(programs_read_15_digits_and_a_point),
        cmocka_unit_test(every_plain_number_reads_back_to_15_digits),
        cmocka_unit_test(a_german_locale_changes_nothing),
        cmocka_unit_test(amounts_in_sentences_have_their_currency_and_its_digits),
        cmocka_unit_test(one_of_a_thing_is_singular),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
