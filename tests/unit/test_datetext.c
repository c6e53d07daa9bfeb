/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as exports write them. Expected stamps by hand; daylight saving by the law of 2026. */
#include "inputs/datetext.h"
#include "tests/support/check.h"
#include <stdio.h>
#include <string.h>

typedef struct Case {
    const char *text;
    DateForm form;
    DateResult result;
    const char *stamp; /* as stamp_format writes it; of ambiguous text: with the month first */
} Case;

static const char *const RESULTS[] = {"ok", "blank", "bad", "ambiguous"};

static void check_cases(const Case *cases, size_t count, const Zone *zone) {
    for (size_t i = 0; i < count; i++) {
        Stamp stamp = STAMP_UNKNOWN;
        char text[DATE_TEXT];
        const DateResult result = datetext_parse(str_from(cases[i].text), cases[i].form, zone, &stamp);
        stamp_format(stamp, text);
        if (result != cases[i].result || strcmp(text, cases[i].stamp) != 0)
            check_fail_at(__FILE__, __LINE__, "'%s', form %d: got %s '%s', want %s '%s'", cases[i].text,
                          (int)cases[i].form, RESULTS[result], text, RESULTS[cases[i].result],
                          cases[i].stamp);
        if (result == DATE_BLANK || result == DATE_BAD) assert_int_equal(stamp, STAMP_UNKNOWN);
    }
}

#define CHECK(cases, zone) check_cases((cases), sizeof(cases) / sizeof *(cases), (zone))
#define ANY                DATE_FORM_UNKNOWN

static void dates_with_the_year_first_need_no_order(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"2026-03-05", ANY, DATE_OK, "2026-03-05"},
        {"2026-3-5", ANY, DATE_OK, "2026-03-05"},
        {"2026/03/05", DATE_FORM_DMY, DATE_OK, "2026-03-05"},
        {"2026.03.05", DATE_FORM_MDY, DATE_OK, "2026-03-05"},
        {"20260305", ANY, DATE_OK, "2026-03-05"},
        {" 2026-03-05 ", ANY, DATE_OK, "2026-03-05"},
        {"2024-02-29", ANY, DATE_OK, "2024-02-29"},
        {"2026-03-05 10:00:00", ANY, DATE_OK, "2026-03-05 10:00"},
        {"2026-03-05 09:14", ANY, DATE_OK, "2026-03-05 09:14"},
        {"2026-03-05T23:59:59", ANY, DATE_OK, "2026-03-05 23:59"},
        {"2026-03-05T23:59:60", ANY, DATE_OK, "2026-03-05 23:59"},
        {"2018-02-26 19:58:54", ANY, DATE_OK, "2018-02-26 19:58"},
        {"2026-03-05 0:07", ANY, DATE_OK, "2026-03-05 00:07"},
        {"2026-03-05 10:00:00.123456", ANY, DATE_OK, "2026-03-05 10:00"},
        {"2026/03/05 10:00", ANY, DATE_OK, "2026-03-05 10:00"},
    };
    CHECK(CASES, NULL);
}

static void numbers_before_the_year_need_an_order_unless_one_is_over_12(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"3/5/2026", ANY, DATE_AMBIGUOUS, "2026-03-05"},
        {"3/5/2026", DATE_FORM_MDY, DATE_OK, "2026-03-05"},
        {"3/5/2026", DATE_FORM_DMY, DATE_OK, "2026-05-03"},
        {"3/5/2026", DATE_FORM_YMD, DATE_AMBIGUOUS, "2026-03-05"},
        {"12/27/2025", ANY, DATE_OK, "2025-12-27"},
        {"12/27/2025", DATE_FORM_DMY, DATE_OK, "2025-12-27"},
        {"27/12/2025", ANY, DATE_OK, "2025-12-27"},
        {"27/12/2025", DATE_FORM_MDY, DATE_OK, "2025-12-27"},
        {"31-08-2023", ANY, DATE_OK, "2023-08-31"},
        {"05-06-2023", ANY, DATE_AMBIGUOUS, "2023-05-06"},
        {"05-06-2023", DATE_FORM_DMY, DATE_OK, "2023-06-05"},
        {"5/5/2026", ANY, DATE_OK, "2026-05-05"},
        {"12/27/2025 3:15:33 PM", ANY, DATE_OK, "2025-12-27 15:15"},
        {"3/5/2026 2:15:33 PM", DATE_FORM_MDY, DATE_OK, "2026-03-05 14:15"},
        {"3/15/2024 2:30 PM", ANY, DATE_OK, "2024-03-15 14:30"},
        {"3/15/2024, 2:30\xe2\x80\xafPM", ANY, DATE_OK, "2024-03-15 14:30"}, /* narrow no-break space */
        {"3/15/2024 2:30\xc2\xa0p.m.", ANY, DATE_OK, "2024-03-15 14:30"},
        {"3/15/2024 12:05 am", ANY, DATE_OK, "2024-03-15 00:05"},
        {"3/15/2024 12:05 PM", ANY, DATE_OK, "2024-03-15 12:05"},
        {"3/5/2026 14:30", ANY, DATE_AMBIGUOUS, "2026-03-05 14:30"},
    };
    CHECK(CASES, NULL);
}

static void with_points_the_day_comes_first(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"5.3.2026", ANY, DATE_OK, "2026-03-05"},
        {"05.03.2026 14:30", ANY, DATE_OK, "2026-03-05 14:30"},
        {"05.03.26", DATE_FORM_MDY, DATE_OK, "2026-03-05"},
        {"03.25.2026", ANY, DATE_OK, "2026-03-25"},
    };
    CHECK(CASES, NULL);
}

static void years_of_two_digits_turn_at_69(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"31-08-23", ANY, DATE_OK, "2023-08-31"},
        {"8/31/68", ANY, DATE_OK, "2068-08-31"},
        {"8/31/69", ANY, DATE_OK, "1969-08-31"},
        {"31.08.99", ANY, DATE_OK, "1999-08-31"},
        {"05-06-07", ANY, DATE_AMBIGUOUS, "2007-05-06"},
        {"05-06-07", DATE_FORM_DMY, DATE_OK, "2007-06-05"},
        {"05-06-07", DATE_FORM_YMD, DATE_OK, "2005-06-07"},
        {"26/3/5", DATE_FORM_YMD, DATE_OK, "2026-03-05"},
        {"26/3/5", ANY, DATE_BAD, ""},
    };
    CHECK(CASES, NULL);
}

static void months_may_have_english_names(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"Mar 5, 2026", ANY, DATE_OK, "2026-03-05"},
        {"March 5 2026", ANY, DATE_OK, "2026-03-05"},
        {"5 Mar 2026", ANY, DATE_OK, "2026-03-05"},
        {"05-Mar-2026", ANY, DATE_OK, "2026-03-05"},
        {"05-MAR-26", ANY, DATE_OK, "2026-03-05"},
        {"5. September 2026", ANY, DATE_OK, "2026-09-05"},
        {"Sept. 5, 2026", ANY, DATE_OK, "2026-09-05"},
        {"Mar 5, 2026, 2:30 PM", ANY, DATE_OK, "2026-03-05 14:30"},
        {"5 Mar 2026 14:30:00", ANY, DATE_OK, "2026-03-05 14:30"},
        {"Ma 5, 2026", ANY, DATE_BAD, ""},
        {"Marchy 5, 2026", ANY, DATE_BAD, ""},
        {"Mar 2026", ANY, DATE_BAD, ""},
        {"5 Mar", ANY, DATE_BAD, ""},
        {"may", ANY, DATE_BAD, ""},
    };
    CHECK(CASES, NULL);
}

static void what_people_write_for_nothing_is_blank(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"", ANY, DATE_BLANK, ""},
        {"  ", ANY, DATE_BLANK, ""},
        {"-", ANY, DATE_BLANK, ""},
        {"NULL", ANY, DATE_BLANK, ""},
        {"null", ANY, DATE_BLANK, ""},
        {"N/A", ANY, DATE_BLANK, ""},
        {"NaT", ANY, DATE_BLANK, ""},
        {"None", ANY, DATE_BLANK, ""},
        {"\xe2\x80\x94", ANY, DATE_BLANK, ""},
        {"\\N", ANY, DATE_BLANK, ""},
        {"0000-00-00", ANY, DATE_BLANK, ""},
        {"0000-00-00 00:00:00", ANY, DATE_BLANK, ""},
    };
    CHECK(CASES, NULL);
}

static void what_is_no_date_is_bad(void **state) {
    (void)state;
    static const char *const TEXTS[] = {
        "2026-02-31",
        "2026-02-31 10:05",
        "2025-02-29",
        "1900-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "31/02/2026",
        "2/30/2026",
        "13/13/2026",
        "0/5/2026",
        "31-04-23",
        "31 Apr 2026",
        "Feb 30, 2026",
        "20261301",
        "2026-03",
        "2026",
        "03-2026",
        "2026-3",
        "2026-03/05",
        "3/5-2026",
        "3/5/202",
        "3/5/20266",
        "2026-03-05 24:00",
        "2026-03-05 10:60",
        "2026-03-05 10:00:61",
        "2026-03-05 1000",
        "2026-03-05 10",
        "2026-03-05 13:00 PM",
        "2026-03-05 0:30 AM",
        "2026-03-05x",
        "2026-03-05 x",
        "2026-03-05 10:00 x",
        "2026-03-05T",
        "2026-03-0510:00",
        "2026-03-05 10:00.",
        "2026-03-05 10:00:",
        "2026-03-05 10:00:00.",
        "2026-03-05Z",
        "2026-03-05 10:00+25:00",
        "2026-03-05 10:00+1",
        "2026-03-05 10:00 EST",
        "0001-01-01",
        "9999-12-31",
        "1599-12-31",
        "tomorrow",
        "46086",
        "46086.5",
        "1710234840000",
        "/",
        "5/",
        "5//2026",
        "--5",
        "\xe2\x80\xaf",
        "2026\xe2\x80\x91"
        "03\xe2\x80\x91"
        "05",
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const Case it = {TEXTS[i], ANY, DATE_BAD, ""};
        check_cases(&it, 1, NULL);
    }
}

static void numbers_are_days_of_excel_only_where_the_form_says_so(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"46086", DATE_FORM_EXCEL_1900, DATE_OK, "2026-03-05"}, /* as Excel and LibreOffice show it */
        {"46086.5", DATE_FORM_EXCEL_1900, DATE_OK, "2026-03-05 12:00"},
        {"46086.0", DATE_FORM_EXCEL_1900, DATE_OK, "2026-03-05"},
        {"46086.604166666664", DATE_FORM_EXCEL_1900, DATE_OK, "2026-03-05 14:30"},
        {"46086.99999", DATE_FORM_EXCEL_1900, DATE_OK, "2026-03-06 00:00"},
        {"1", DATE_FORM_EXCEL_1900, DATE_OK, "1900-01-01"},
        {"59", DATE_FORM_EXCEL_1900, DATE_OK, "1900-02-28"},
        {"60", DATE_FORM_EXCEL_1900, DATE_BAD, ""},
        {"61", DATE_FORM_EXCEL_1900, DATE_OK, "1900-03-01"},
        {"0", DATE_FORM_EXCEL_1900, DATE_BAD, ""},
        {"0", DATE_FORM_EXCEL_1904, DATE_OK, "1904-01-01"},
        {"44624", DATE_FORM_EXCEL_1904, DATE_OK, "2026-03-05"}, /* 1,462 days fewer */
        {"99999999", DATE_FORM_EXCEL_1900, DATE_BAD, ""},
        {"2026-03-05", DATE_FORM_EXCEL_1900, DATE_OK, "2026-03-05"},
        {"46086,5", DATE_FORM_EXCEL_1900, DATE_BAD, ""},
    };
    CHECK(CASES, NULL);
}

static const Zone *zone_named(const char *name, Arena *arena) {
    const Zone *zone = NULL;
    Err err;
    check_status(zone_open(name, arena, &zone, &err), OK, &err);
    return zone;
}

static void stamps_with_an_offset_move_to_the_run_s_zone(void **state) {
    (void)state;
    static const Case IN_UTC[] = {
        {"2026-03-05T10:00:00.000Z", ANY, DATE_OK, "2026-03-05 10:00"},
        {"2026-03-05T10:00:00+0000", ANY, DATE_OK, "2026-03-05 10:00"},
        {"2026-03-05T10:00:00-06:00", ANY, DATE_OK, "2026-03-05 16:00"},
        {"2026-03-05T01:30:00+02:00", ANY, DATE_OK, "2026-03-04 23:30"},
        {"2026-03-05 10:00:00 UTC", ANY, DATE_OK, "2026-03-05 10:00"},
        {"2026-03-05 10:00 +05:30", ANY, DATE_OK, "2026-03-05 04:30"},
        {"2026-12-31T23:30:00-01", ANY, DATE_OK, "2027-01-01 00:30"},
        {"3/15/2024 2:30 PM GMT", ANY, DATE_OK, "2024-03-15 14:30"},
    };
    static const Case IN_BERLIN[] = {
        {"2026-01-05T10:00:00Z", ANY, DATE_OK, "2026-01-05 11:00"},
        {"2026-07-05T10:00:00Z", ANY, DATE_OK, "2026-07-05 12:00"},
        {"2026-03-29T00:59:00Z", ANY, DATE_OK, "2026-03-29 01:59"},
        {"2026-03-29T01:00:00Z", ANY, DATE_OK, "2026-03-29 03:00"},
        {"2026-10-25T00:59:00Z", ANY, DATE_OK, "2026-10-25 02:59"},
        {"2026-10-25T01:00:00Z", ANY, DATE_OK, "2026-10-25 02:00"},
        {"2026-07-05T10:00:00", ANY, DATE_OK, "2026-07-05 10:00"}, /* no offset: stays */
        {"2026-07-05", ANY, DATE_OK, "2026-07-05"},
        {"2026-07-05T23:30:00Z", ANY, DATE_OK, "2026-07-06 01:30"},
        {"1969-07-05T10:00:00Z", ANY, DATE_OK, "1969-07-05 11:00"}, /* before 1970: its first offset */
    };
    CHECK(IN_UTC, NULL);
    Arena *arena = check_arena();
    CHECK(IN_UTC, zone_named("UTC", arena));
    CHECK(IN_BERLIN, zone_named("Europe/Berlin", arena));
    arena_free(arena);
}

static int64_t elapsed(const Zone *zone, const char *from, const char *to) {
    Stamp start = STAMP_NEVER, end = STAMP_NEVER;
    datetext_parse(str_from(from), ANY, zone, &start);
    datetext_parse(str_from(to), ANY, zone, &end);
    return zone_elapsed_minutes(zone, start, end);
}

static void durations_are_elapsed_hours_across_daylight_saving(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Zone *berlin = zone_named("Europe/Berlin", arena),
               *new_york = zone_named("America/New_York", arena);
    const Zone *kolkata = zone_named("Asia/Kolkata", arena),
               *lord_howe = zone_named("Australia/Lord_Howe", arena);
    const Zone *fixed = zone_named("+02:00", arena);
    assert_int_equal(elapsed(NULL, "2026-03-28 10:00", "2026-03-31 10:00"), 72 * 60);
    assert_int_equal(elapsed(berlin, "2026-03-28 10:00", "2026-03-31 10:00"), 71 * 60);
    assert_int_equal(elapsed(berlin, "2026-03-31 10:00", "2026-03-28 10:00"), -71 * 60);
    assert_int_equal(elapsed(berlin, "2026-10-24 10:00", "2026-10-27 10:00"), 73 * 60);
    assert_int_equal(elapsed(berlin, "2026-03-29 01:59", "2026-03-29 03:00"), 1);
    assert_int_equal(elapsed(berlin, "2026-03-29 02:30", "2026-03-29 03:30"), 0);  /* the clock skips 02:30 */
    assert_int_equal(elapsed(berlin, "2026-10-25 02:30", "2026-10-25 03:00"), 90); /* 02:30 the first time */
    assert_int_equal(elapsed(new_york, "2026-03-07 12:00", "2026-03-08 12:00"), 23 * 60);
    assert_int_equal(elapsed(new_york, "2026-10-31 12:00", "2026-11-01 12:00"), 25 * 60);
    assert_int_equal(elapsed(kolkata, "2026-03-28 10:00", "2026-03-31 10:00"), 72 * 60);
    assert_int_equal(elapsed(lord_howe, "2026-04-04 12:00", "2026-04-05 12:00"), 24 * 60 + 30);
    assert_int_equal(elapsed(fixed, "2026-03-28 10:00", "2026-03-31 10:00"), 72 * 60);
    assert_true(elapsed(berlin, "2026-03-28", "2026-03-31 10:00") == ZONE_NO_MINUTES);
    assert_true(elapsed(berlin, "2026-03-28 10:00", "NULL") == ZONE_NO_MINUTES);
    arena_free(arena);
}

static void a_moment_moved_to_a_zone_and_back_is_the_same(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Zone *berlin = zone_named("Europe/Berlin", arena);
    long twice = 0;
    /* Every 7 minutes of 2026, in minutes since 1970. */
    for (int64_t utc = 29453760; utc < 29453760 + 365 * 1440; utc += 7) {
        const int64_t back = zone_utc(berlin, zone_stamp(berlin, utc));
        if (back != utc) twice++; /* the hour that comes twice, in October, is taken the first time */
        assert_true(back == utc || back == utc - 60);
    }
    assert_in_range(twice, 8, 9);
    arena_free(arena);
}

static void an_unknown_zone_is_refused(void **state) {
    (void)state;
    static const char *const NAMES[] = {"", "Berlin", "Europe/Berlino", "Mars/Base", "../etc/passwd"};
    Arena *arena = check_arena();
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const Zone *zone = NULL;
        Err err;
        check_status(zone_open(NAMES[i], arena, &zone, &err), ERR_USAGE, NULL);
        assert_null(zone);
    }
    arena_free(arena);
}

static void a_value_shows_the_order_of_its_column(void **state) {
    (void)state;
    static const struct {
        const char *text;
        DateForm shown;
        bool ambiguous;
    } CASES[] = {
        {"12/27/2025", DATE_FORM_MDY, false},
        {"27/12/2025", DATE_FORM_DMY, false},
        {"5.3.2026", DATE_FORM_DMY, false},
        {"31-08-23", DATE_FORM_DMY, false},
        {"3/5/2026", ANY, true},
        {"5/5/2026", ANY, false},
        {"2026-03-05", ANY, false},
        {"Mar 5, 2026", ANY, false},
        {"31/02/2026", ANY, false},
        {"", ANY, false},
        {"13/13/2026", ANY, false},
        {"27/12/2025 25:00", ANY, false},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        bool ambiguous = !CASES[i].ambiguous;
        const DateForm shown = datetext_shown_form(str_from(CASES[i].text), &ambiguous);
        if (shown != CASES[i].shown || ambiguous != CASES[i].ambiguous)
            check_fail_at(__FILE__, __LINE__, "'%s' shows %d, %d", CASES[i].text, (int)shown, ambiguous);
    }
}

/* Days by day_from_civil, which has tests of its own; the text by printf. */
static void every_day_is_read_back_from_every_form(void **state) {
    (void)state;
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (Day day = day_from_civil((Civil){1969, 1, 1}); day < day_from_civil((Civil){2069, 1, 1}); day++) {
        const Civil c = civil_from_day(day);
        const int minute = (int)(((unsigned)day * 7919u) % 1440u);
        char text[9][48];
        snprintf(text[0], 48, "%04d-%02d-%02dT%02d:%02d:30", c.year, c.month, c.day, minute / 60,
                 minute % 60);
        snprintf(text[1], 48, "%d/%d/%d %d:%02d:59", c.month, c.day, c.year, minute / 60, minute % 60);
        snprintf(text[2], 48, "%02d/%02d/%02d %d:%02d %s", c.month, c.day, c.year % 100,
                 (minute / 60 + 11) % 12 + 1, minute % 60, minute < 720 ? "AM" : "PM");
        snprintf(text[3], 48, "%s %d, %d %02d:%02d", MONTHS[c.month - 1], c.day, c.year, minute / 60,
                 minute % 60);
        snprintf(text[4], 48, "%02d-%s-%02d %02d:%02d", c.day, MONTHS[c.month - 1], c.year % 100, minute / 60,
                 minute % 60);
        snprintf(text[5], 48, "%d.%d.%d %02d:%02d", c.day, c.month, c.year, minute / 60, minute % 60);
        snprintf(text[6], 48, "%04d%02d%02d %02d:%02d", c.year, c.month, c.day, minute / 60, minute % 60);
        snprintf(text[7], 48, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, minute / 60, minute % 60);
        snprintf(text[8], 48, "%04d/%d/%d %02d:%02d:00.5Z", c.year, c.month, c.day, minute / 60, minute % 60);
        for (int i = 0; i < 9; i++) {
            Stamp stamp = STAMP_NEVER;
            if (datetext_parse(str_from(text[i]), DATE_FORM_MDY, NULL, &stamp) != DATE_OK ||
                stamp != stamp_make(day, minute))
                check_fail_at(__FILE__, __LINE__, "'%s' is read wrongly", text[i]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_with_the_year_first_need_no_order),
        cmocka_unit_test(numbers_before_the_year_need_an_order_unless_one_is_over_12),
        cmocka_unit_test(with_points_the_day_comes_first),
        cmocka_unit_test(years_of_two_digits_turn_at_69),
        cmocka_unit_test(months_may_have_english_names),
        cmocka_unit_test(what_people_write_for_nothing_is_blank),
        cmocka_unit_test(what_is_no_date_is_bad),
        cmocka_unit_test(numbers_are_days_of_excel_only_where_the_form_says_so),
        cmocka_unit_test(stamps_with_an_offset_move_to_the_run_s_zone),
        cmocka_unit_test(durations_are_elapsed_hours_across_daylight_saving),
        cmocka_unit_test(a_moment_moved_to_a_zone_and_back_is_the_same),
        cmocka_unit_test(an_unknown_zone_is_refused),
        cmocka_unit_test(a_value_shows_the_order_of_its_column),
        cmocka_unit_test(every_day_is_read_back_from_every_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
