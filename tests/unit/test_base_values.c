/* SPDX-License-Identifier: GPL-3.0-or-later */
/* models/base: days, months, stamps, decimals and money. Numbers of days: Python's datetime; the rest by hand. */
#include "models/base/base.h"
#include "tests/support/check.h"
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- days ---- */

static const struct {
    Civil civil;
    Day day;
    const char *text;
} DAYS[] = {
    {{1600, 1, 1}, -135140, "1600-01-01"},   {{1600, 2, 29}, -135081, "1600-02-29"},
    {{1899, 12, 31}, -25568, "1899-12-31"},  {{1900, 1, 1}, -25567, "1900-01-01"},
    {{1900, 2, 28}, -25509, "1900-02-28"},   {{1900, 3, 1}, -25508, "1900-03-01"},
    {{1969, 12, 31}, -1, "1969-12-31"},      {{1970, 1, 1}, 0, "1970-01-01"},
    {{2000, 2, 29}, 11016, "2000-02-29"},    {{2000, 3, 1}, 11017, "2000-03-01"},
    {{2024, 12, 31}, 20088, "2024-12-31"},   {{2026, 8, 31}, 20696, "2026-08-31"},
    {{2100, 3, 1}, 47541, "2100-03-01"},     {{8000, 2, 29}, 2202471, "8000-02-29"},
    {{8000, 12, 31}, 2202777, "8000-12-31"},
};

static void known_days_have_their_number_and_their_text(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(DAYS); i++) {
        char text[DATE_TEXT];
        Day read = DAY_NONE;
        assert_int_equal(day_from_civil(DAYS[i].civil), DAYS[i].day);
        assert_string_equal(day_format(DAYS[i].day, text), DAYS[i].text);
        assert_true(day_parse(str_from(DAYS[i].text), &read));
        assert_int_equal(read, DAYS[i].day);
    }
}

/* The calendar as everybody learned it, beside the one without loops. */
static int days_of(int year, int month) {
    static const int DAYS_OF[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return DAYS_OF[month - 1] + (month == 2 && leap);
}

/* Checks the month that begins at `day`, and returns the day after it. */
static Day check_month(int year, int month, Day day) {
    assert_int_equal(month_days(year * 12 + month - 1), days_of(year, month));
    for (int of = 1; of <= days_of(year, month); of++, day++) {
        const Civil back = civil_from_day(day);
        const bool same = back.year == year && back.month == month && back.day == of;
        if (!same || day_from_civil((Civil){year, month, of}) != day)
            fail_msg("%04d-%02d-%02d", year, month, of);
    }
    return day;
}

static void every_day_from_1600_to_8000_follows_the_one_before(void **state) {
    (void)state;
    Day day = -135140;
    for (int year = 1600; year <= 8000; year++)
        for (int month = 1; month <= 12; month++) day = check_month(year, month, day);
    assert_int_equal(day, 2202777 + 1);
}

static void what_is_no_day_is_refused(void **state) {
    (void)state;
    const char *const bad[] = {
        "",           "2026-02-29", "1900-02-29", "2100-02-29", "2026-02-30",  "2026-04-31",  "2026-13-01",
        "2026-00-10", "2026-01-00", "2026-01-32", "2026-1-01",  "26-01-01",    "2026/01/01",  "2026-01-01 ",
        " 2026-01-0", "1599-12-31", "8001-01-01", "0000-00-00", "2026-01-0x",  "2026-+1-01",  "-026-01-01",
        "2026-01",    "20260101",   "01-01-2026", "2026-01_01", "2026-01-01T", "2026-01-011",
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        Day day = 77;
        if (day_parse(str_from(bad[i]), &day)) fail_msg("\"%s\" was read", bad[i]);
        assert_int_equal(day, 77);
    }
}

static void months_are_read_written_and_counted(void **state) {
    (void)state;
    char text[DATE_TEXT];
    Month month = MONTH_NONE;
    assert_true(month_parse(STR("2026-08"), &month));
    assert_int_equal(month, 2026 * 12 + 7);
    assert_string_equal(month_format(month, text), "2026-08");
    assert_int_equal(day_from_month(month), 20696 - 30);
    assert_int_equal(month_from_day(20696), month);
    assert_int_equal(month_from_day(20697), month + 1);
    assert_int_equal(month_from_day(day_from_civil((Civil){1969, 12, 31})), 1969 * 12 + 11);
    assert_int_equal(month_from_day(DAY_NONE), MONTH_NONE);
    assert_string_equal(month_format(MONTH_NONE, text), "");
    const char *const bad[] = {"",           "2026-13", "2026-00", "2026-8",
                               "2026-08-01", "1599-12", "2026 08", "2026-0x"};
    for (size_t i = 0; i < COUNT(bad); i++) assert_false(month_parse(str_from(bad[i]), &month));
    assert_int_equal(month, 2026 * 12 + 7);
}

/* ---- stamps ---- */

static void a_stamp_is_day_times_1441_plus_minute_plus_one(void **state) {
    (void)state;
    assert_int_equal(stamp_make(0, -1), 719468u * 1441u); /* 719468 days from 0000-03-01 to 1970-01-01 */
    assert_int_equal(stamp_make(0, 0), 719468u * 1441u + 1);
    assert_int_equal(stamp_make(0, 1439), 719468u * 1441u + 1440);
    assert_int_equal(stamp_make(1, -1), 719469u * 1441u);
}

static void stamps_keep_their_day_and_minute_over_the_whole_range(void **state) {
    (void)state;
    const int minutes[] = {-1, 0, 1, 719, 1439};
    for (size_t i = 0; i < COUNT(DAYS); i++) {
        for (size_t j = 0; j < COUNT(minutes); j++) {
            const Stamp stamp = stamp_make(DAYS[i].day, minutes[j]);
            assert_true(stamp_is_dated(stamp));
            assert_int_equal(stamp_day(stamp), DAYS[i].day);
            assert_int_equal(stamp_minute(stamp), minutes[j]);
        }
    }
}

static void stamps_compare_as_integers(void **state) {
    (void)state;
    assert_true(STAMP_NEVER < STAMP_UNKNOWN);
    assert_true(STAMP_UNKNOWN < stamp_make(-135140, -1));
    assert_true(stamp_make(10, 1439) < stamp_make(11, -1));
    assert_true(stamp_make(11, -1) < stamp_make(11, 0));
    assert_true(stamp_make(2202777, 1439) > stamp_make(2202777, 1438)); /* 8000-12-31 still fits */
}

static void without_a_time_stamps_precede_by_day_only(void **state) {
    (void)state;
    assert_true(stamp_precedes(stamp_make(10, 719), stamp_make(10, 720)));
    assert_false(stamp_precedes(stamp_make(10, 720), stamp_make(10, 720)));
    assert_false(stamp_precedes(stamp_make(10, -1), stamp_make(10, 720)));
    assert_false(stamp_precedes(stamp_make(10, 720), stamp_make(10, -1)));
    assert_true(stamp_precedes(stamp_make(10, 1439), stamp_make(11, -1)));
    assert_false(stamp_precedes(stamp_make(11, -1), stamp_make(10, 1439)));
    assert_false(stamp_precedes(STAMP_NEVER, stamp_make(10, 0)));
    assert_false(stamp_precedes(stamp_make(10, 0), STAMP_UNKNOWN));
    assert_false(stamp_precedes(STAMP_NEVER, STAMP_UNKNOWN));
}

static void a_stamp_without_a_day_has_neither_day_nor_minute_nor_text(void **state) {
    (void)state;
    const Stamp undated[] = {STAMP_NEVER, STAMP_UNKNOWN};
    for (size_t i = 0; i < 2; i++) {
        char text[DATE_TEXT] = "old";
        assert_false(stamp_is_dated(undated[i]));
        assert_int_equal(stamp_day(undated[i]), DAY_NONE);
        assert_int_equal(stamp_minute(undated[i]), -1);
        assert_string_equal(stamp_format(undated[i], text), "");
    }
}

static void stamps_are_written_with_the_time_they_have(void **state) {
    (void)state;
    char text[DATE_TEXT];
    assert_string_equal(stamp_format(stamp_make(20696, -1), text), "2026-08-31");
    assert_string_equal(stamp_format(stamp_make(20696, 0), text), "2026-08-31 00:00");
    assert_string_equal(stamp_format(stamp_make(20696, 1439), text), "2026-08-31 23:59");
}

/* ---- rounding and decimals ---- */

static const struct {
    int64_t num, den, want;
} RATIOS[] = {
    {0, 7, 0},
    {1, 2, 1},
    {-1, 2, -1},
    {3, 2, 2},
    {-3, 2, -2},
    {5, 2, 3},
    {-5, 2, -3},
    {1, 3, 0},
    {2, 3, 1},
    {-1, 3, 0},
    {-2, 3, -1},
    {149, 100, 1},
    {150, 100, 2},
    {-149, 100, -1},
    {-150, 100, -2},
    {7, 1, 7},
    {-7, 1, -7},
    {1, INT64_MAX, 0},
    {INT64_MAX, INT64_MAX, 1},
    {INT64_MAX, 1, INT64_MAX},
    {INT64_MIN, 1, INT64_MIN},
    {INT64_MAX / 2, INT64_MAX, 0},
    {INT64_MAX / 2 + 1, INT64_MAX, 1}, /* odd: just under and over half */
};

static void halves_are_rounded_away_from_zero(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(RATIOS); i++) {
        const Wide got = round_ratio(RATIOS[i].num, RATIOS[i].den);
        if (got != RATIOS[i].want) fail_msg("row %zu: got %lld", i, (long long)got);
    }
    const Wide wide = (Wide)INT64_MAX * 1000000 + 500000;
    assert_true(round_ratio(wide, 1000000) == (Wide)INT64_MAX + 1);
    assert_true(round_ratio(-wide, 1000000) == -(Wide)INT64_MAX - 1);
}

static const struct {
    const char *text;
    int64_t want;
} DECIMALS[] = {
    {"0", 0},
    {"-0", 0},
    {"40", 40000000},
    {"+40", 40000000},
    {"0.25", 250000},
    {"-1234.5", -1234500000},
    {"0.000001", 1},
    {"-0.000001", -1},
    {"1.1000000000", 1100000}, /* zeros behind the sixth digit say nothing */
    {"0000000000000000000000000000012", 12000000},
    {".5", 500000}, /* as some databases write it */
    {"7.", 7000000},
    {"9223372036854.775807", INT64_MAX},
    {"-9223372036854.775807", -INT64_MAX},
};

static void plain_decimals_are_read_exactly(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(DECIMALS); i++) {
        Decimal got = -77;
        if (!decimal_parse(str_from(DECIMALS[i].text), &got))
            fail_msg("\"%s\" was refused", DECIMALS[i].text);
        if (got != DECIMALS[i].want) fail_msg("\"%s\": got %lld", DECIMALS[i].text, (long long)got);
    }
}

static void what_is_no_plain_decimal_is_refused(void **state) {
    (void)state;
    const char *const bad[] = {
        "",
        "+",
        "-",
        ".",
        "-.",
        "--1",
        "+-1",
        "1-",
        "1,5",
        "1,234.50",
        "1 234",
        "1e5",
        "0x10",
        "nan",
        "inf",
        "1.2.3",
        " 1",
        "1 ",
        "$5",
        "5%",
        "(5)",
        "1_000",
        "\xd9\xa1",
        "0.0000001",
        "1.12345678",
        "9223372036854.775808",
        "9999999999999999999999999999999999999999",
        "99999999999999.0",
        "1\xc2\xa0",
        "1'000",
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        Decimal got = 77;
        if (decimal_parse(str_from(bad[i]), &got)) fail_msg("\"%s\" was read", bad[i]);
        assert_int_equal(got, 77);
    }
    Decimal got = 77;
    assert_false(decimal_parse((Str){NULL, 0}, &got));
    assert_false(decimal_parse(STR("1\0"), &got)); /* a NUL is not a digit */
}

static void decimals_are_written_without_zeros_at_the_end(void **state) {
    (void)state;
    char text[MONEY_TEXT];
    assert_string_equal(decimal_format(250000, text), "0.25");
    assert_string_equal(decimal_format(40000000, text), "40");
    assert_string_equal(decimal_format(0, text), "0");
    assert_string_equal(decimal_format(-1, text), "-0.000001");
    assert_string_equal(decimal_format(100, text), "0.0001");
    assert_string_equal(decimal_format(-100000000, text), "-100");
    assert_string_equal(decimal_format(INT64_MAX, text), "9223372036854.775807");
    assert_string_equal(decimal_format(INT64_MIN, text), "-9223372036854.775808");
}

/* ---- currencies and money ---- */

static Currency currency(const char *code) {
    Currency read = {{0}};
    assert_true(currency_parse(str_from(code), &read));
    return read;
}

static void currencies_are_the_codes_of_iso_4217(void **state) {
    (void)state;
    assert_string_equal(currency("usd").code, "USD");
    assert_true(currency_equal(currency("Eur"), currency("EUR")));
    assert_false(currency_equal(currency("EUR"), currency("USD")));
    const char *const good[] = {"GBP", "CHF", "JPY", "KWD", "CLF", "SLE", "VED", "XCG", "BHD", "PLN", "INR"};
    for (size_t i = 0; i < COUNT(good); i++) currency(good[i]);
    const char *const bad[] = {"",    "US",  "USDX", "$",   "EURO",      "ZZZ",
                               "ABC", "ED ", "D A",  "DAF", "U\xc3\x89", "123"};
    Currency untouched = {"JPY"};
    for (size_t i = 0; i < COUNT(bad); i++) assert_false(currency_parse(str_from(bad[i]), &untouched));
    assert_string_equal(untouched.code, "JPY");
}

static const struct {
    const char *code;
    int digits;
    int64_t units;
} CURRENCIES[] = {
    {"USD", 2, 100}, {"HUF", 2, 100},  {"JPY", 0, 1},    {"ISK", 0, 1},
    {"KRW", 0, 1},   {"KWD", 3, 1000}, {"TND", 3, 1000}, {"CLF", 4, 10000},
};

static void minor_units_have_the_digits_of_their_currency(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(CURRENCIES); i++) {
        assert_int_equal(currency_digits(currency(CURRENCIES[i].code)), CURRENCIES[i].digits);
        assert_int_equal(currency_units(currency(CURRENCIES[i].code)), CURRENCIES[i].units);
    }
    assert_int_equal(currency_digits((Currency){{0}}), 2); /* no currency known */
    assert_int_equal(currency_units((Currency){{0}}), 100);
}

static const struct {
    const char *sentence, *major, *code;
    int64_t minor;
    const char *text;
} AMOUNTS[] = {
    {"half_a_cent_is_a_cent", "0.005", "USD", 1, "0.01"},
    {"half_a_cent_of_credit_too", "-0.005", "USD", -1, "-0.01"},
    {"less_than_half_is_nothing", "0.004999", "USD", 0, "0.00"},
    {"a_price_that_binary_cannot_hold", "1.005", "USD", 101, "1.01"},
    {"an_amount_with_cents", "-1234.5", "EUR", -123450, "-1234.50"},
    {"small_change_below_zero", "-0.05", "USD", -5, "-0.05"},
    {"a_yen_has_no_parts", "0.5", "JPY", 1, "1"},
    {"yen_round_away_from_zero", "-1000.5", "JPY", -1001, "-1001"},
    {"a_dinar_has_a_thousand_fils", "0.0005", "KWD", 1, "0.001"},
    {"fils_are_kept", "12.345", "BHD", 12345, "12.345"},
    {"four_digits_are_kept", "1.00005", "CLF", 10001, "1.0001"},
    {"the_largest_decimal", "9223372036854.775807", "USD", 922337203685478, "9223372036854.78"},
    {"the_largest_decimal_with_four_digits", "9223372036854.775807", "CLF", 92233720368547758,
     "9223372036854.7758"},
};

static void decimals_become_money_and_are_written(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(AMOUNTS); i++) {
        char text[MONEY_TEXT];
        Decimal major = 0;
        assert_true(decimal_parse(str_from(AMOUNTS[i].major), &major));
        const Money minor = money_from_decimal(major, currency(AMOUNTS[i].code));
        if (minor != AMOUNTS[i].minor) fail_msg("%s: got %lld", AMOUNTS[i].sentence, (long long)minor);
        assert_string_equal(money_format(minor, currency(AMOUNTS[i].code), text), AMOUNTS[i].text);
    }
}

static void money_goes_back_to_decimals_without_loss(void **state) {
    (void)state;
    assert_int_equal(decimal_from_money(150, currency("USD")), 1500000);
    assert_int_equal(decimal_from_money(-1, currency("USD")), -10000);
    assert_int_equal(decimal_from_money(40, currency("JPY")), 40000000);
    assert_int_equal(decimal_from_money(1, currency("KWD")), 1000);
    assert_int_equal(decimal_from_money(-1, currency("CLF")), -100);
    check_close(money_to_double(-123450, currency("USD")), -1234.5, 0, 0, "dollars");
    check_close(money_to_double(7, currency("JPY")), 7.0, 0, 0, "yen");
    check_close(money_to_double(12345, currency("KWD")), 12.345, 0, 0, "dinars");
    check_close(decimal_to_double(250000), 0.25, 0, 0, "a quarter");
}

static void the_limits_of_money_are_written_exactly(void **state) {
    (void)state;
    char text[MONEY_TEXT];
    assert_string_equal(money_format(INT64_MAX, currency("USD"), text), "92233720368547758.07");
    assert_string_equal(money_format(INT64_MIN, currency("USD"), text), "-92233720368547758.08");
    assert_string_equal(money_format(INT64_MAX, currency("KWD"), text), "9223372036854775.807");
    assert_string_equal(money_format(INT64_MIN, currency("JPY"), text), "-9223372036854775808");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_number_and_their_text),
        cmocka_unit_test(every_day_from_1600_to_8000_follows_the_one_before),
        cmocka_unit_test(what_is_no_day_is_refused),
        cmocka_unit_test(months_are_read_written_and_counted),
        cmocka_unit_test(a_stamp_is_day_times_1441_plus_minute_plus_one),
        cmocka_unit_test(stamps_keep_their_day_and_minute_over_the_whole_range),
        cmocka_unit_test(stamps_compare_as_integers),
        cmocka_unit_test(without_a_time_stamps_precede_by_day_only),
        cmocka_unit_test(a_stamp_without_a_day_has_neither_day_nor_minute_nor_text),
        cmocka_unit_test(stamps_are_written_with_the_time_they_have),
        cmocka_unit_test(halves_are_rounded_away_from_zero),
        cmocka_unit_test(plain_decimals_are_read_exactly),
        cmocka_unit_test(what_is_no_plain_decimal_is_refused),
        cmocka_unit_test(decimals_are_written_without_zeros_at_the_end),
        cmocka_unit_test(currencies_are_the_codes_of_iso_4217),
        cmocka_unit_test(minor_units_have_the_digits_of_their_currency),
        cmocka_unit_test(decimals_become_money_and_are_written),
        cmocka_unit_test(money_goes_back_to_decimals_without_loss),
        cmocka_unit_test(the_limits_of_money_are_written_exactly),
    };
    return cmocka_run_group_tests_name("base values", tests, NULL, NULL);
}
