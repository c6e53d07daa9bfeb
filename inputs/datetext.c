/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/datetext.h"
#include "inputs/text_scan.h"
#include <string.h>

/* A date as it was read. */
typedef struct Found {
    Civil civil;
    int minute; /* of the day, or -1 */
    bool zoned;
    int offset;     /* minutes ahead of UTC */
    DateForm shown; /* the order that the text proves */
} Found;

typedef struct Cursor {
    const char *at, *end;
} Cursor;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* ---- the form that nearly all exports have, eight bytes at a time */

/* Stores the digits of the eight bytes at `at` where they look like `shape`, in which 0 stands for any digit. A byte
 * plus its `slack` reaches the upper half of a byte where it is more than 9, or, at a separator, more than 0. */
static inline bool take_eight(const char *at, const char shape[9], const char slack[9],
                              unsigned char digit[8]) {
    uint64_t text, zero, more;
    memcpy(&text, at, 8);
    memcpy(&zero, shape, 8);
    memcpy(&more, slack, 8);
    text ^= zero;
    if ((text | (text + more)) & 0xf0f0f0f0f0f0f0f0u) return false;
    memcpy(digit, &text, 8);
    return true;
}

static bool take_plain_time(const char *at, Found *found) {
    unsigned char d[8];
    if (!take_eight(at, at[2] == 'T' ? "00T00:00" : "00 00:00", "\6\6\17\6\6\17\6\6", d)) return false;
    const int hour = d[3] * 10 + d[4];
    found->civil.day = d[0] * 10 + d[1];
    found->minute = hour * 60 + d[6] * 10 + d[7];
    return hour <= 23 && d[6] <= 5;
}

/* Reads YYYY-MM-DD, YYYY-MM-DD HH:MM or YYYY-MM-DD HH:MM:SS (or T) at the start of `text`; returns how many bytes
 * that are, 0 where there is none. A day or minute alone must be all of the text. */
static size_t take_plain(Str text, Found *found) {
    unsigned char d[8];
    if (text.len < 10 || !take_eight(text.at, "0000-00-", "\6\6\6\6\17\6\6\17", d)) return 0;
    found->civil.year = d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3];
    found->civil.month = d[5] * 10 + d[6];
    found->minute = -1;
    const char *day = text.at + 8, *seconds = text.at + 16;
    if (text.len == 10) {
        if (!is_digit(day[0]) || !is_digit(day[1])) return 0;
        found->civil.day = (day[0] - '0') * 10 + (day[1] - '0');
    } else if (text.len < 16 || !take_plain_time(day, found)) {
        return 0;
    } else if (text.len > 16) {
        const bool right = text.len >= 19 && seconds[0] == ':' && seconds[1] >= '0' && seconds[1] <= '5' &&
                           is_digit(seconds[2]);
        if (!right) return 0;
    }
    if (!civil_is_valid(found->civil)) return 0;
    return text.len < 19 ? text.len : 19;
}

/* ---- tokens */

static size_t left(const Cursor *cursor) { return (size_t)(cursor->end - cursor->at); }

static char peek(const Cursor *cursor) { return cursor->at < cursor->end ? *cursor->at : '\0'; }

static bool take(Cursor *cursor, char c) {
    if (peek(cursor) != c || left(cursor) == 0) return false;
    cursor->at++;
    return true;
}

/* Takes blanks, also those that do not break (U+00A0, U+202F). */
static bool take_blanks(Cursor *cursor) {
    const char *start = cursor->at;
    for (;;) {
        const Str rest = {cursor->at, left(cursor)};
        if (str_starts(rest, STR(" ")) || str_starts(rest, STR("\t"))) cursor->at += 1;
        else if (str_starts(rest, STR("\xc2\xa0"))) cursor->at += 2;
        else if (str_starts(rest, STR("\xe2\x80\xaf"))) cursor->at += 3;
        else return cursor->at > start;
    }
}

/* Takes up to `most` digits and returns how many there were. */
static int take_digits(Cursor *cursor, int most, int *value) {
    int count = 0;
    for (*value = 0; count < most && is_digit(peek(cursor)); count++)
        *value = *value * 10 + (*cursor->at++ - '0');
    return count;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static Str take_letters(Cursor *cursor) {
    const char *start = cursor->at;
    while (is_letter(peek(cursor))) cursor->at++;
    return (Str){start, (size_t)(cursor->at - start)};
}

/* Returns the number of the month called `name`, cut to three letters or more; 0: none. */
static int month_number(Str name) {
    static const char *const MONTHS[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    for (int i = 0; i < 12 && name.len >= 3; i++) {
        const Str month = str_from(MONTHS[i]);
        if (name.len <= month.len && str_equal_nocase(name, (Str){month.at, name.len})) return i + 1;
    }
    return 0;
}

/* ---- the day */

static int full_year(int year, int digits) { return digits > 2 ? year : year + (year < 69 ? 2000 : 1900); }

/* Takes a year of two or four digits. */
static bool take_year(Cursor *cursor, int *year) {
    const int digits = take_digits(cursor, 4, year);
    *year = full_year(*year, digits);
    return digits == 2 || digits == 4;
}

/* Decides which of two numbers before the year is the month; where nothing tells, it takes the first. */
static DateResult order_numbers(int a, int b, bool points, DateForm form, Found *found) {
    const bool can_be_mdy = a >= 1 && a <= 12, can_be_dmy = b >= 1 && b <= 12;
    if (can_be_dmy && (points || !can_be_mdy)) found->shown = DATE_FORM_DMY;
    else if (can_be_mdy && !can_be_dmy) found->shown = DATE_FORM_MDY;
    const DateForm order = found->shown ? found->shown : form;
    const bool day_first = order == DATE_FORM_DMY;
    found->civil.month = day_first ? b : a;
    found->civil.day = day_first ? a : b;
    if (!civil_is_valid(found->civil)) return DATE_BAD;
    return order == DATE_FORM_DMY || order == DATE_FORM_MDY || a == b ? DATE_OK : DATE_AMBIGUOUS;
}

/* Behind a first number of one or two digits: separator, number, the same separator, number. */
static DateResult parse_numbers(Cursor *cursor, int first, DateForm form, Found *found) {
    const char separator = *cursor->at++;
    int second, third;
    const int digits = take_digits(cursor, 2, &second);
    if (digits == 0 || !take(cursor, separator)) return DATE_BAD;
    const int last_digits = take_digits(cursor, 4, &third);
    if (form == DATE_FORM_YMD && last_digits <= 2 && last_digits > 0) {
        found->civil = (Civil){full_year(first, 2), second, third};
        return civil_is_valid(found->civil) ? DATE_OK : DATE_BAD;
    }
    if (last_digits != 2 && last_digits != 4) return DATE_BAD;
    found->civil.year = full_year(third, last_digits);
    return order_numbers(first, second, separator == '.', form, found);
}

static void take_separator(Cursor *cursor) {
    take_blanks(cursor);
    if (peek(cursor) == '-' || peek(cursor) == '/' || peek(cursor) == '.' || peek(cursor) == ',')
        cursor->at++;
    take_blanks(cursor);
}

/* Behind the day: the name of a month, and a year. */
static DateResult parse_day_name(Cursor *cursor, int day, Found *found) {
    take_separator(cursor);
    found->civil.month = month_number(take_letters(cursor));
    found->civil.day = day;
    take_separator(cursor);
    return found->civil.month && take_year(cursor, &found->civil.year) ? DATE_OK : DATE_BAD;
}

/* The name of a month, a day, and a year. */
static DateResult parse_name_day(Cursor *cursor, Found *found) {
    found->civil.month = month_number(take_letters(cursor));
    take_separator(cursor);
    if (!found->civil.month || !take_digits(cursor, 2, &found->civil.day)) return DATE_BAD;
    const char *behind_day = cursor->at;
    take_separator(cursor);
    return cursor->at > behind_day && take_year(cursor, &found->civil.year) ? DATE_OK : DATE_BAD;
}

/* Behind a year of four digits: separator, month, the same separator, day. */
static DateResult parse_year_first(Cursor *cursor, int year, Found *found) {
    const char separator = peek(cursor);
    if (separator != '-' && separator != '/' && separator != '.') return DATE_BAD;
    cursor->at++;
    found->civil.year = year;
    const bool whole = take_digits(cursor, 2, &found->civil.month) && take(cursor, separator) &&
                       take_digits(cursor, 2, &found->civil.day);
    return whole ? DATE_OK : DATE_BAD;
}

static DateResult parse_day(Cursor *cursor, DateForm form, Found *found) {
    if (is_letter(peek(cursor))) return parse_name_day(cursor, found);
    int number;
    const int digits = take_digits(cursor, 8, &number);
    const char next = peek(cursor);
    if (digits == 8) {
        found->civil = (Civil){number / 10000, number / 100 % 100, number % 100};
        return DATE_OK;
    }
    if (digits == 4) return parse_year_first(cursor, number, found);
    if (digits != 1 && digits != 2) return DATE_BAD;
    const bool separated = next == '-' || next == '/' || next == '.';
    if (separated && left(cursor) > 1 && is_digit(cursor->at[1]))
        return parse_numbers(cursor, number, form, found);
    return parse_day_name(cursor, number, found);
}

/* ---- the time of day, and the offset */

/* Takes AM or PM, also as a.m.; 'A', 'P', or 0 where there is none. */
static char take_half(Cursor *cursor) {
    Cursor ahead = *cursor;
    take_blanks(&ahead);
    const char c = peek(&ahead), half = c == 'a' || c == 'A' ? 'A' : c == 'p' || c == 'P' ? 'P' : 0;
    if (!half) return 0;
    ahead.at++;
    take(&ahead, '.');
    if (!take(&ahead, 'm') && !take(&ahead, 'M')) return 0;
    take(&ahead, '.');
    *cursor = ahead;
    return half;
}

static bool take_fraction(Cursor *cursor) {
    if (!take(cursor, '.') && !take(cursor, ',')) return true;
    const char *start = cursor->at;
    while (is_digit(peek(cursor))) cursor->at++;
    return cursor->at > start;
}

static bool take_seconds(Cursor *cursor) {
    if (!take(cursor, ':')) return true;
    int seconds;
    return take_digits(cursor, 2, &seconds) == 2 && seconds <= 60 && take_fraction(cursor);
}

static bool take_time(Cursor *cursor, int *minute) {
    int hour, minutes;
    if (!take_digits(cursor, 2, &hour) || !take(cursor, ':')) return false;
    if (take_digits(cursor, 2, &minutes) != 2 || minutes > 59 || !take_seconds(cursor)) return false;
    const char half = take_half(cursor);
    if (half && (hour < 1 || hour > 12)) return false;
    if (half) hour = hour % 12 + (half == 'P' ? 12 : 0);
    *minute = hour * 60 + minutes;
    return hour <= 23;
}

/* Takes an offset from UTC where there is one: Z, UTC, GMT, +02, +0200, +02:00. */
static bool take_offset(Cursor *cursor, Found *found) {
    if (left(cursor) == 0) return true;
    take_blanks(cursor);
    found->zoned = true;
    const char sign = peek(cursor);
    if (sign != '+' && sign != '-') {
        const Str name = take_letters(cursor);
        return str_equal_nocase(name, STR("z")) || str_equal_nocase(name, STR("utc")) ||
               str_equal_nocase(name, STR("gmt"));
    }
    cursor->at++;
    int hours, minutes = 0;
    if (take_digits(cursor, 2, &hours) != 2) return false;
    if ((take(cursor, ':') || is_digit(peek(cursor))) && take_digits(cursor, 2, &minutes) != 2) return false;
    found->offset = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
    return hours <= 18 && minutes <= 59;
}

/* Takes what stands behind the day: nothing, or a time, or a time and an offset. */
static bool take_clock(Cursor *cursor, Found *found) {
    found->minute = -1;
    if (left(cursor) == 0) return true;
    const bool separated = take(cursor, 'T') || take(cursor, 't') || take(cursor, ',');
    if (!take_blanks(cursor) && !separated) return false;
    return take_time(cursor, &found->minute) && take_offset(cursor, found) && left(cursor) == 0;
}

/* ---- numbers of Excel */

enum { EXCEL_LEAP_DAY = 60 };

/* Reads the part of a day behind the point as minutes, rounded; -1 where there is none or it is zero. */
static bool take_part_of_day(Cursor *cursor, int *minute) {
    int64_t value = 0, unit = 1;
    *minute = -1;
    if (left(cursor) == 0) return true;
    if (!take(cursor, '.')) return false;
    for (; is_digit(peek(cursor)); cursor->at++) {
        if (unit >= 1000000000) continue;
        value = value * 10 + (*cursor->at - '0');
        unit *= 10;
    }
    if (value) *minute = (int)((value * MINUTES_A_DAY * 2 + unit) / (unit * 2));
    return left(cursor) == 0;
}

static bool parse_excel(Str text, bool from_1904, Stamp *out) {
    Cursor cursor = {text.at, text.at + text.len};
    int number, minute;
    if (!take_digits(&cursor, 7, &number) || !take_part_of_day(&cursor, &minute)) return false;
    if (!from_1904 && (number < 1 || number == EXCEL_LEAP_DAY)) return false;
    const Day first = day_from_civil(from_1904 ? (Civil){1904, 1, 1} : (Civil){1899, 12, 31});
    Day day = first + number - (!from_1904 && number > EXCEL_LEAP_DAY);
    if (minute == MINUTES_A_DAY) day++, minute = 0;
    if (!civil_is_valid(civil_from_day(day))) return false;
    *out = stamp_make(day, minute);
    return true;
}

/* ---- all of it */

static Stamp stamp_found(const Found *found, const Zone *zone) {
    const Day day = day_from_civil(found->civil);
    if (!found->zoned) return stamp_make(day, found->minute);
    return zone_stamp(zone, (int64_t)day * MINUTES_A_DAY + found->minute - found->offset);
}

static DateResult parse_any(Str text, DateForm form, const Zone *zone, Found *found, Stamp *out) {
    Cursor cursor = {text.at, text.at + text.len};
    const DateResult result = parse_day(&cursor, form, found);
    if (result == DATE_BAD || !take_clock(&cursor, found) || !civil_is_valid(found->civil)) return DATE_BAD;
    *out = stamp_found(found, zone);
    return result;
}

/* Reads what nearly all exports write; false where it is anything else. */
static bool parse_plain(Str text, const Zone *zone, Found *found, Stamp *out) {
    const size_t plain = take_plain(text, found);
    if (plain == 0) return false;
    Cursor cursor = {text.at + plain, text.at + text.len};
    if (left(&cursor) && (!take_fraction(&cursor) || !take_offset(&cursor, found) || left(&cursor)))
        return false;
    *out = stamp_found(found, zone);
    return true;
}

static DateResult parse(Str text, DateForm form, const Zone *zone, Found *found, Stamp *out) {
    if (parse_plain(text, zone, found, out)) return DATE_OK;
    *found = (Found){0};
    text = str_trim(text);
    if (text_is_missing(text)) return DATE_BLANK;
    const bool from_1904 = form == DATE_FORM_EXCEL_1904;
    if ((form == DATE_FORM_EXCEL_1900 || from_1904) && parse_excel(text, from_1904, out)) return DATE_OK;
    return parse_any(text, form, zone, found, out);
}

DateResult datetext_parse(Str text, DateForm form, const Zone *zone, Stamp *out) {
    Found found = {0};
    return parse(text, form, zone, &found, out);
}

DateForm datetext_shown_form(Str text, bool *ambiguous) {
    Found found = {0};
    Stamp stamp;
    const DateResult result = parse(text, DATE_FORM_UNKNOWN, NULL, &found, &stamp);
    *ambiguous = result == DATE_AMBIGUOUS;
    return result == DATE_OK ? found.shown : DATE_FORM_UNKNOWN;
}
