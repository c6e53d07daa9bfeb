/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts, counts and yes/no words as exports write them. Expected minor units by hand. */
#include "inputs/amount.h"
#include "tests/support/check.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef struct Case {
    const char *text;
    AmountForm form;
    AmountVerdict verdict;
    Money money;
    const char *currency; /* NULL: that of the column, USD */
    bool rounded;
} Case;

#define ANY   AMOUNT_FORM_UNKNOWN
#define DOT   AMOUNT_FORM_DOT
#define COMMA AMOUNT_FORM_COMMA
#define OK_   AMOUNT_OK

static Currency currency_named(const char *code) {
    Currency currency = {{0}};
    if (code[0]) assert_true(currency_parse(str_from(code), &currency));
    return currency;
}

static void check_cases(const Case *cases, size_t count, const char *column_currency) {
    for (size_t i = 0; i < count; i++) {
        const Case *it = &cases[i];
        const AmountRead untouched = {.money = MONEY_NONE};
        AmountRead read = untouched;
        const AmountVerdict verdict =
            amount_parse(str_from(it->text), it->form, currency_named(column_currency), &read);
        const bool right = verdict == it->verdict &&
                           (verdict == AMOUNT_OK ? read.money == it->money : read.money == MONEY_NONE);
        if (!right)
            check_fail_at(__FILE__, __LINE__, "'%s', form %d: got %d %" PRId64 ", want %d %" PRId64, it->text,
                          (int)it->form, (int)verdict, read.money, (int)it->verdict, it->money);
        if (verdict != AMOUNT_OK) continue;
        const char *want = it->currency ? it->currency : column_currency;
        if (read.rounded != it->rounded || strcmp(read.currency.code, want) != 0)
            check_fail_at(__FILE__, __LINE__, "'%s': currency '%s', rounded %d", it->text, read.currency.code,
                          read.rounded);
    }
}

#define CHECK(cases, currency) check_cases((cases), sizeof(cases) / sizeof *(cases), (currency))

static void plain_numbers_are_exact(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"0", ANY, OK_, 0, NULL, false},
        {"1054", ANY, OK_, 105400, NULL, false},
        {"1234.5", ANY, OK_, 123450, NULL, false},
        {"1234.56", ANY, OK_, 123456, NULL, false},
        {"0.29", ANY, OK_, 29, NULL, false}, /* 28 by way of (int)(0.29 * 100) */
        {"1.15", ANY, OK_, 115, NULL, false},
        {"2.675", DOT, OK_, 268, NULL, true},
        {".5", ANY, OK_, 50, NULL, false},
        {",5", ANY, OK_, 50, NULL, false},
        {"5.", ANY, AMOUNT_BAD, 0, NULL, false},
        {"007", ANY, OK_, 700, NULL, false},
        {"90071992547409.93", ANY, OK_, 9007199254740993, NULL, false}, /* no double holds it */
        {"92233720368547758.07", ANY, OK_, INT64_MAX, NULL, false},
        {"92233720368547758.08", ANY, AMOUNT_BAD, 0, NULL, false},
        {"-92233720368547758.07", ANY, OK_, -INT64_MAX, NULL, false},
        {"99999999999999999999999999999999999999999999", ANY, AMOUNT_BAD, 0, NULL, false},
    };
    CHECK(CASES, "USD");
}

static void groups_and_decimals_are_told_apart(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"1,234.50", ANY, OK_, 123450, NULL, false},
        {"1.234,50", ANY, OK_, 123450, NULL, false},
        {"1 234,50", ANY, OK_, 123450, NULL, false},
        {"1\xc2\xa0"
         "234,50",
         ANY, OK_, 123450, NULL, false}, /* no-break space */
        {"1\xe2\x80\xaf"
         "234,50",
         ANY, OK_, 123450, NULL, false}, /* narrow no-break space */
        {"1'234.50", ANY, OK_, 123450, NULL, false},
        {"1\xe2\x80\x99"
         "234.50",
         ANY, OK_, 123450, NULL, false}, /* right single quotation mark */
        {"1,234,567", ANY, OK_, 123456700, NULL, false},
        {"1.234.567", ANY, OK_, 123456700, NULL, false},
        {"1.234.567,8", ANY, OK_, 123456780, NULL, false},
        {"12,34,567.80", ANY, OK_, 123456780, NULL, false}, /* as in India */
        {"1,234", ANY, AMOUNT_AMBIGUOUS, 0, NULL, false},
        {"1,234", DOT, OK_, 123400, NULL, false},
        {"1,234", COMMA, OK_, 123, NULL, true},
        {"1.234", ANY, AMOUNT_AMBIGUOUS, 0, NULL, false},
        {"1.234", DOT, OK_, 123, NULL, true},
        {"1.234", COMMA, OK_, 123400, NULL, false},
        {"123,456", ANY, AMOUNT_AMBIGUOUS, 0, NULL, false},
        {"1234,567", ANY, OK_, 123457, NULL, true},  /* four digits are no group */
        {"0,123", ANY, OK_, 12, NULL, true},         /* and neither is 0 */
        {"1 234,567", ANY, OK_, 123457, NULL, true}, /* the blank groups, so the comma does not */
        {"1,5", ANY, OK_, 150, NULL, false},
        {"12,50", ANY, OK_, 1250, NULL, false},
        {"1,2345", ANY, OK_, 123, NULL, true},
        {"1.429999948", ANY, OK_, 143, NULL, true},
        {"1.820000023", ANY, OK_, 182, NULL, true},
    };
    CHECK(CASES, "USD");
}

static void groups_that_are_none_are_bad(void **state) {
    (void)state;
    static const char *const TEXTS[] = {
        "1,23,4",      "1,2345,678",   "1,234,56",  "12 34",       "1 2345",      "1,,234",   "1..5",
        "1,234.567.8", "1.234,567.8",  "1.5.5",     ",",           ".",           "1 234 56", "1, 234",
        "1 .5",        "1234,567,890", "1,234 567", "1'234,567.5", "1 234.567,8", "1,234,",   "5,",
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const Case it = {TEXTS[i], ANY, AMOUNT_BAD, 0, NULL, false};
        check_cases(&it, 1, "USD");
    }
}

static void signs_stand_in_many_places(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"-12", ANY, OK_, -1200, NULL, false},
        {"+12", ANY, OK_, 1200, NULL, false},
        {"- 12.00", ANY, OK_, -1200, NULL, false},
        {"\xe2\x88\x92"
         "12",
         ANY, OK_, -1200, NULL, false}, /* U+2212 */
        {"12-", ANY, OK_, -1200, NULL, false},
        {"(12.00)", ANY, OK_, -1200, NULL, false},
        {"( 1,234.50 )", ANY, OK_, -123450, NULL, false},
        {"($12.00)", ANY, OK_, -1200, NULL, false},
        {"$(12.00)", ANY, OK_, -1200, NULL, false},
        {"-$12.00", ANY, OK_, -1200, NULL, false},
        {"$-12.00", ANY, OK_, -1200, NULL, false},
        {"$ -12.00", ANY, OK_, -1200, NULL, false},
        {"-0.005", DOT, OK_, -1, NULL, true}, /* half away from zero */
        {"--12", ANY, AMOUNT_BAD, 0, NULL, false},
        {"-(12)", ANY, AMOUNT_BAD, 0, NULL, false},
        {"(12", ANY, AMOUNT_BAD, 0, NULL, false},
        {"12)", ANY, AMOUNT_BAD, 0, NULL, false},
        {"-12-", ANY, AMOUNT_BAD, 0, NULL, false},
        {"(-12)", ANY, AMOUNT_BAD, 0, NULL, false},
    };
    CHECK(CASES, "USD");
}

static void currencies_are_read_as_they_stand(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"$ 10,477.60", ANY, OK_, 1047760, NULL, false}, /* a dollar, but whose? the column's */
        {"$10,477.60", ANY, OK_, 1047760, NULL, false},
        {"US$ 10,477.60", ANY, OK_, 1047760, "USD", false},
        {"USD 1,200.00", ANY, OK_, 120000, "USD", false},
        {"1200 EUR", ANY, OK_, 120000, "EUR", false},
        {"1200.00EUR", ANY, OK_, 120000, "EUR", false},
        {"EUR1200", ANY, OK_, 120000, "EUR", false},
        {"eur 1200", ANY, OK_, 120000, "EUR", false},
        {"\xe2\x82\xac"
         "1.234,5",
         ANY, OK_, 123450, "EUR", false},
        {"1.234,50 \xe2\x82\xac", ANY, OK_, 123450, "EUR", false},
        {"\xc2\xa3"
         "12.50",
         ANY, OK_, 1250, "GBP", false},
        {"R$ 100.000", ANY, AMOUNT_AMBIGUOUS, 0, NULL, false},
        {"R$ 100.000", COMMA, OK_, 10000000, "BRL", false},
        {"R$ 100.000,00", ANY, OK_, 10000000, "BRL", false},
        {"JPY 1200", ANY, OK_, 1200, "JPY", false}, /* no minor unit */
        {"JPY 1200.5", ANY, OK_, 1201, "JPY", true},
        {"KWD 1.2345", ANY, OK_, 1235, "KWD", true}, /* three digits behind the point */
        {"-1200 CHF", ANY, OK_, -120000, "CHF", false},
        {"XYZ 12", ANY, AMOUNT_BAD, 0, NULL, false},
        {"USD", ANY, AMOUNT_BAD, 0, NULL, false},
        {"USD 12 EUR", ANY, AMOUNT_BAD, 0, NULL, false},
        {"$12 $", ANY, AMOUNT_BAD, 0, NULL, false},
        {"12 leads", ANY, AMOUNT_BAD, 0, NULL, false},
    };
    CHECK(CASES, "USD");
    static const Case IN_YEN[] = {
        {"\xc2\xa5"
         "1,200",
         DOT, OK_, 1200, NULL, false},
        {"1200", ANY, OK_, 1200, NULL, false},
        {"USD 1.50", ANY, OK_, 150, "USD", false},
    };
    CHECK(IN_YEN, "JPY");
    static const Case UNKNOWN[] = {{"1200.5", ANY, OK_, 120050, NULL, false}};
    CHECK(UNKNOWN, "");
}

static void thousands_and_millions_may_be_letters(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"$141.56K", ANY, OK_, 14156000, NULL, false},
        {"1.2M", ANY, OK_, 120000000, NULL, false},
        {"1.2m", ANY, OK_, 120000000, NULL, false},
        {"3B", ANY, OK_, 300000000000, NULL, false},
        {"12k", ANY, OK_, 1200000, NULL, false},
        {"12 k", ANY, OK_, 1200000, NULL, false},
        {"1.2M USD", ANY, OK_, 120000000, "USD", false},
        {"(1.5K)", ANY, OK_, -150000, NULL, false},
        {"1.23456789K", ANY, OK_, 123457, NULL, true},
        {"1.234K", ANY, AMOUNT_AMBIGUOUS, 0, NULL, false},
        {"1.234K", DOT, OK_, 123400, NULL, false},
        {"99999999999B", ANY, AMOUNT_BAD, 0, NULL, false},
        {"9223372036854775807B", ANY, AMOUNT_BAD, 0, NULL, false},
        {"1.999999999999999999B", ANY, OK_, 200000000000, NULL, true},
        {"K", ANY, AMOUNT_BAD, 0, NULL, false},
        {"1.2MM", ANY, AMOUNT_BAD, 0, NULL, false},
        {"1.2Q", ANY, AMOUNT_BAD, 0, NULL, false},
    };
    CHECK(CASES, "USD");
}

static void what_people_write_for_nothing_is_blank(void **state) {
    (void)state;
    static const char *const TEXTS[] = {"",    "  ",  "-",    " - ", "--", "\xe2\x80\x93", "NULL", "null",
                                        "N/A", "NaN", "None", "$ -", "$-"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const Case it = {TEXTS[i], ANY, AMOUNT_BLANK, 0, NULL, false};
        check_cases(&it, 1, "USD");
    }
}

static void what_strtod_would_take_is_bad(void **state) {
    (void)state;
    static const char *const TEXTS[] = {"inf",  "Infinity", "0x10", "1e400",        "1e5",    "1.5E+05",
                                        "1.5f", "12abc",    "tbc",  "see contract", "12%",    "1/2",
                                        "$",    "12 13",    "1;5",  "\xff",         "12\xc2", "1\xe2\x80"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const Case it = {TEXTS[i], ANY, AMOUNT_BAD, 0, NULL, false};
        check_cases(&it, 1, "USD");
    }
}

static void a_value_shows_the_form_of_its_column(void **state) {
    (void)state;
    static const struct {
        const char *text;
        AmountForm shown;
        bool ambiguous;
    } CASES[] = {
        {"1,234.50", DOT, false},  {"1.234,50", COMMA, false}, {"1.234.567", COMMA, false},
        {"1,234,567", DOT, false}, {"1,5", COMMA, false},      {"12.50", DOT, false},
        {"1,234", ANY, true},      {"1.234", ANY, true},       {"1234", ANY, false},
        {"", ANY, false},          {"0.123", DOT, false},      {"1 234,567", COMMA, false},
        {"$141.56K", DOT, false},  {"x", ANY, false},          {"1,23,4", ANY, false},
        {"R$ 100.000", ANY, true},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        bool ambiguous = !CASES[i].ambiguous;
        const AmountForm shown = amount_shown_form(str_from(CASES[i].text), &ambiguous);
        if (shown != CASES[i].shown || ambiguous != CASES[i].ambiguous)
            check_fail_at(__FILE__, __LINE__, "'%s' shows %d, %d", CASES[i].text, (int)shown, ambiguous);
    }
}

/* The text of every cent by printf, from integers; many of them come out one lower by way of a double. */
static void every_cent_is_read_back(void **state) {
    (void)state;
    for (Money cents = 0; cents < 200000; cents++) {
        char text[4][32];
        snprintf(text[0], 32, "%" PRId64 ".%02" PRId64, cents / 100, cents % 100);
        snprintf(text[1], 32, "%" PRId64 ",%02" PRId64, cents / 100, cents % 100);
        snprintf(text[2], 32, "$%" PRId64 ".%02" PRId64 "000", cents / 100, cents % 100);
        snprintf(text[3], 32, "(7,%03" PRId64 ".%02" PRId64 ")", cents / 100 % 1000, cents % 100);
        for (int i = 0; i < 4; i++) {
            AmountRead read = {0};
            const AmountVerdict verdict = amount_parse(str_from(text[i]), ANY, currency_named("USD"), &read);
            const Money want = i < 3 ? cents : -(cents % 100000) - 700000;
            if (verdict != AMOUNT_OK || read.money != want || read.rounded)
                check_fail_at(__FILE__, __LINE__, "'%s' is read wrongly", text[i]);
        }
    }
}

static void counts_are_whole_and_not_negative(void **state) {
    (void)state;
    static const struct {
        const char *text;
        AmountVerdict verdict;
        int64_t count;
    } CASES[] = {
        {"0", OK_, 0},
        {"1143", OK_, 1143},
        {"1,143", OK_, 1143},
        {"1.143", OK_, 1143},
        {"1 143", OK_, 1143},
        {"1,234,567", OK_, 1234567},
        {"12.0", OK_, 12},
        {"12.00", OK_, 12},
        {"1,143.0", OK_, 1143},
        {"12,0", OK_, 12},
        {" 7 ", OK_, 7},
        {"+7", AMOUNT_BAD, 0},
        {"-1", AMOUNT_BAD, 0},
        {"1.5", AMOUNT_BAD, 0},
        {"1,14", AMOUNT_BAD, 0},
        {"x", AMOUNT_BAD, 0},
        {"1e3", AMOUNT_BAD, 0},
        {"$5", AMOUNT_BAD, 0},
        {"", AMOUNT_BLANK, 0},
        {"-", AMOUNT_BLANK, 0},
        {"NULL", AMOUNT_BLANK, 0},
        {".", AMOUNT_BAD, 0},
        {"1,", AMOUNT_BAD, 0},
        {",123", AMOUNT_BAD, 0},
        {"9223372036854775807", OK_, INT64_MAX},
        {"9223372036854775808", AMOUNT_BAD, 0},
        {"1.143,0", OK_, 1143},
        {"1,143,0", AMOUNT_BAD, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int64_t count = -7;
        const AmountVerdict verdict = amount_count(str_from(CASES[i].text), &count);
        const int64_t want = CASES[i].verdict == AMOUNT_OK ? CASES[i].count : -7;
        if (verdict != CASES[i].verdict || count != want)
            check_fail_at(__FILE__, __LINE__, "'%s': got %d %" PRId64, CASES[i].text, (int)verdict, count);
    }
}

static void shares_may_be_per_cent(void **state) {
    (void)state;
    static const struct {
        const char *text;
        AmountForm form;
        AmountVerdict verdict;
        Decimal share;
    } CASES[] = {
        {"0.05", ANY, OK_, 50000},
        {"5%", ANY, OK_, 50000},
        {"5 %", ANY, OK_, 50000},
        {"12.5%", ANY, OK_, 125000},
        {"12,5 %", ANY, OK_, 125000},
        {"100%", ANY, OK_, 1000000},
        {"1", ANY, OK_, 1000000},
        {"0", ANY, OK_, 0},
        {"0.1234567", ANY, OK_, 123457},
        {"-5%", ANY, OK_, -50000},
        {"1.234%", ANY, AMOUNT_AMBIGUOUS, 0},
        {"1.234%", DOT, OK_, 12340},
        {"", ANY, AMOUNT_BLANK, 0},
        {"-", ANY, AMOUNT_BLANK, 0},
        {"%", ANY, AMOUNT_BAD, 0},
        {"5%%", ANY, AMOUNT_BAD, 0},
        {"$5", ANY, AMOUNT_BAD, 0},
        {"5K", ANY, AMOUNT_BAD, 0},
        {"half", ANY, AMOUNT_BAD, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Decimal share = -7;
        const AmountVerdict verdict = amount_share(str_from(CASES[i].text), CASES[i].form, &share);
        const Decimal want = CASES[i].verdict == AMOUNT_OK ? CASES[i].share : -7;
        if (verdict != CASES[i].verdict || share != want)
            check_fail_at(__FILE__, __LINE__, "'%s': got %d %" PRId64, CASES[i].text, (int)verdict, share);
    }
}

static void flags_are_words_of_several_languages(void **state) {
    (void)state;
    static const char *const YES[] = {"yes", "Yes", "TRUE", "true", "1",         "y",         "T",   "x",
                                      "X",   "ja",  "oui",  "si",   "S\xc3\xad", "s\xc3\xad", "sim", " yes "};
    static const char *const NO[] = {"no", "No", "FALSE", "0", "n", "F", "nein", "non", "nao", "n\xc3\xa3o"};
    static const char *const BLANK[] = {"", " ", "-", "NULL", "n/a"};
    static const char *const BAD[] = {"maybe", "2", "yess", "10", "unknown", "?"};
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++) {
        bool yes = false;
        assert_int_equal(amount_flag(str_from(YES[i]), &yes), AMOUNT_OK);
        assert_true(yes);
    }
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++) {
        bool yes = true;
        assert_int_equal(amount_flag(str_from(NO[i]), &yes), AMOUNT_OK);
        assert_false(yes);
    }
    bool yes = true;
    for (size_t i = 0; i < sizeof BLANK / sizeof *BLANK; i++)
        assert_int_equal(amount_flag(str_from(BLANK[i]), &yes), AMOUNT_BLANK);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_int_equal(amount_flag(str_from(BAD[i]), &yes), AMOUNT_BAD);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_numbers_are_exact),
        cmocka_unit_test(groups_and_decimals_are_told_apart),
        cmocka_unit_test(groups_that_are_none_are_bad),
        cmocka_unit_test(signs_stand_in_many_places),
        cmocka_unit_test(currencies_are_read_as_they_stand),
        cmocka_unit_test(thousands_and_millions_may_be_letters),
        cmocka_unit_test(what_people_write_for_nothing_is_blank),
        cmocka_unit_test(what_strtod_would_take_is_bad),
        cmocka_unit_test(a_value_shows_the_form_of_its_column),
        cmocka_unit_test(every_cent_is_read_back),
        cmocka_unit_test(counts_are_whole_and_not_negative),
        cmocka_unit_test(shares_may_be_per_cent),
        cmocka_unit_test(flags_are_words_of_several_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
