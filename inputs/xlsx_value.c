/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/xlsx_value.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 64, SHOWN_DIGITS = 15, WIDEST_EXPONENT = 310, SECONDS_A_DAY = 86400, LAST_DAY = 2958465 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A number taken apart: 0.d1d2d3... x 10^point. */
typedef struct Digits {
    bool negative, whole; /* whole: neither point nor exponent was written */
    char digits[LONGEST + 1];
    int count, point;
} Digits;

/* Reads the exponent that stands in all of `text`. */
static bool read_exponent(Str text, int *out) {
    const bool negative = text.len && text.at[0] == '-';
    if (text.len && (text.at[0] == '-' || text.at[0] == '+')) text = (Str){text.at + 1, text.len - 1};
    int value = 0;
    if (text.len == 0 || text.len > 3) return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.at[i])) return false;
        value = value * 10 + (text.at[i] - '0');
    }
    *out = negative ? -value : value;
    return true;
}

/* Takes one digit of the number; zeros in front only move the point. */
static void take_digit(Digits *number, char digit, bool behind_point) {
    if (number->count || digit != '0') {
        number->digits[number->count++] = digit;
        number->point += !behind_point;
    } else {
        number->point -= behind_point;
    }
}

static bool take_apart(Str text, Digits *out) {
    size_t i = 0, seen = 0;
    bool behind_point = false;
    *out = (Digits){.whole = true};
    if (text.len == 0 || text.len > LONGEST) return false;
    if (text.at[0] == '-' || text.at[0] == '+') out->negative = text.at[i++] == '-';
    for (; i < text.len && (is_digit(text.at[i]) || (text.at[i] == '.' && !behind_point)); i++) {
        if (text.at[i] == '.') {
            behind_point = true;
            out->whole = false;
        } else {
            take_digit(out, text.at[i], behind_point);
            seen++;
        }
    }
    if (seen == 0) return false;
    if (i == text.len) return true;
    int exponent;
    if (text.at[i] != 'e' && text.at[i] != 'E') return false;
    if (!read_exponent((Str){text.at + i + 1, text.len - i - 1}, &exponent)) return false;
    out->whole = false;
    out->point += exponent;
    return abs(out->point) <= WIDEST_EXPONENT;
}

/* Rounds half away from zero to the digits that Excel shows, and drops the zeros at the end. */
static void round_digits(Digits *number) {
    if (number->count > SHOWN_DIGITS) {
        int i = SHOWN_DIGITS - 1;
        const bool up = number->digits[SHOWN_DIGITS] >= '5';
        number->count = SHOWN_DIGITS;
        while (up && i >= 0 && number->digits[i] == '9') number->digits[i--] = '0';
        if (up && i >= 0) number->digits[i]++;
        if (up && i < 0) {
            number->digits[0] = '1';
            number->count = 1;
            number->point++;
        }
    }
    while (number->count && number->digits[number->count - 1] == '0') number->count--;
}

size_t xlsx_value_number(Str text, char out[XLSX_VALUE_TEXT]) {
    Digits number;
    size_t len = 0;
    if (!take_apart(text, &number)) return 0;
    if (!number.whole) round_digits(&number);
    if (number.count == 0) number.point = 0;
    if (number.negative && number.count) out[len++] = '-';
    if (number.point <= 0) out[len++] = '0';
    for (int i = 0; i < number.point; i++) out[len++] = i < number.count ? number.digits[i] : '0';
    if (number.point < number.count) out[len++] = '.';
    for (int i = number.point; i < number.count; i++) out[len++] = i < 0 ? '0' : number.digits[i];
    if (number.count - number.point == 3 && number.point > 0 && number.point <= 3) out[len++] = '0';
    out[len] = '\0';
    return len;
}

/* Stores the days, and the seconds of the day, that the decimal text says; false where it is too large. */
static bool split_day(Str number, long *days, long *seconds) {
    Str fraction = number, whole;
    Wide part = 0, scale = 1;
    str_split(&fraction, '.', &whole);
    if (whole.len == 0 || whole.len > 7 || !is_digit(whole.at[0])) return false;
    *days = 0;
    for (size_t i = 0; i < whole.len; i++) *days = *days * 10 + (whole.at[i] - '0');
    for (size_t i = 0; i < fraction.len && i < 18; i++) {
        part = part * 10 + (fraction.at[i] - '0');
        scale *= 10;
    }
    *seconds = (long)round_ratio(part * SECONDS_A_DAY, scale);
    *days += *seconds / SECONDS_A_DAY;
    *seconds %= SECONDS_A_DAY;
    return *days <= LAST_DAY;
}

/* Excel thinks that 1900 was a leap year: day 60 is none, and before it each day has the number of the day before. */
static Day day_of_number(long days, bool date1904) {
    if (date1904) return (Day)days + day_from_civil((Civil){1904, 1, 1});
    if (days == 60) return DAY_NONE;
    return (Day)days + day_from_civil((Civil){1899, 12, days < 60 ? 31 : 30});
}

size_t xlsx_value_date(Str number, bool date1904, char out[XLSX_VALUE_TEXT]) {
    long days, seconds;
    if (!split_day(number, &days, &seconds)) return 0;
    char time[32] = "";
    snprintf(time, sizeof time, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (days == 0) return (size_t)snprintf(out, XLSX_VALUE_TEXT, "%s", time);
    const Day day = day_of_number(days, date1904);
    if (day == DAY_NONE) return 0;
    const Civil civil = civil_from_day(day);
    if (civil.year > 9999) return 0;
    return (size_t)snprintf(out, XLSX_VALUE_TEXT, "%04d-%02d-%02d%s%s", civil.year, civil.month, civil.day,
                            seconds ? " " : "", seconds ? time : "");
}

bool xlsx_value_is_date_id(long id) {
    static const struct { long first, last; } DATES[] = {{14, 22}, {27, 36}, {45, 45}, {47, 47}, {50, 58}};
    for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
        if (id >= DATES[i].first && id <= DATES[i].last) return true;
    }
    return false;
}

/* Says whether what stands in brackets is nothing but h, m or s: elapsed time. */
static bool is_elapsed(Str inside) {
    for (size_t i = 0; i < inside.len; i++) {
        if (!strchr("hmsHMS", inside.at[i])) return false;
    }
    return inside.len > 0;
}

/* Returns how many bytes at the start of `code` are not part of the format proper: quoted, escaped, in brackets. */
static size_t literal_length(Str code) {
    const char closing = code.at[0] == '"' ? '"' : code.at[0] == '[' ? ']' : 0;
    if (strchr("\\_*", code.at[0])) return code.len < 2 ? 1 : 2;
    if (!closing) return 0;
    const char *end = memchr(code.at + 1, closing, code.len - 1);
    return end ? (size_t)(end - code.at) + 1 : code.len;
}

bool xlsx_value_is_date_code(Str code) {
    bool dated = false;
    while (code.len) {
        const size_t literal = literal_length(code);
        if (literal > 2 && code.at[0] == '[' && is_elapsed((Str){code.at + 1, literal - 2})) return false;
        if (literal == 0) dated = dated || strchr("ymdhsYMDHS", code.at[0]);
        const size_t step = literal ? literal : 1;
        code = (Str){code.at + step, code.len - step};
    }
    return dated;
}

/* Returns the character that `text` stands for if it begins with _xHHHH_ and it may stand in text, else 0. */
static unsigned escaped_character(const char *text, size_t len) {
    char digits[5] = "";
    if (len < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return 0;
    memcpy(digits, text + 2, 4);
    if (strspn(digits, "0123456789abcdefABCDEF") != 4) return 0;
    const unsigned long code = strtoul(digits, NULL, 16);
    const bool blank = code == '\t' || code == '\n' || code == '\r';
    return blank || (code >= ' ' && code < 0xD800) || (code >= 0xE000 && code < 0xFFFE) ? (unsigned)code : 0;
}

/* Writes a character of up to 16 bits in UTF-8 and returns how many bytes it takes: fewer than its escape. */
static size_t put_character(unsigned code, char *out) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    const bool long_one = code >= 0x800;
    size_t len = 0;
    out[len++] = (char)(long_one ? 0xE0 | code >> 12 : 0xC0 | code >> 6);
    if (long_one) out[len++] = (char)(0x80 | (code >> 6 & 0x3F));
    out[len++] = (char)(0x80 | (code & 0x3F));
    return len;
}

size_t xlsx_value_unescape(char *text, size_t len) {
    size_t from = 0, to = 0;
    const char *first = len ? memchr(text, '_', len) : NULL;
    if (!first) return len;
    from = to = (size_t)(first - text);
    while (from < len) {
        const unsigned code = escaped_character(text + from, len - from);
        if (code) {
            to += put_character(code, text + to);
            from += 7;
        } else {
            text[to++] = text[from++];
        }
    }
    return to;
}

bool xlsx_value_column(const char *reference, size_t *column) {
    size_t number = 0, letters = 0;
    while (letters < 4 && reference[letters] >= 'A' && reference[letters] <= 'Z')
        number = number * 26 + (size_t)(reference[letters++] - 'A' + 1);
    if (letters == 0 || !is_digit(reference[letters]) || number > XLSX_MOST_COLUMNS) return false;
    *column = number - 1;
    return true;
}

const char *xlsx_value_cell_name(size_t column, long row, char out[XLSX_VALUE_TEXT]) {
    char letters[16];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (size_t rest = column + 1; rest && at; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    snprintf(out, XLSX_VALUE_TEXT, "%s%ld", letters + at, row);
    return out;
}
