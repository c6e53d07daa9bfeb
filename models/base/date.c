/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/base/date.h"
#include <stdio.h>

enum { DAYS_A_CYCLE = 146097, EPOCH = 719468 }; /* 400 years; days from 0000-03-01 to 1970-01-01 */

Day day_from_civil(Civil civil) {
    const int year = civil.year - (civil.month <= 2);
    const int cycle = year / 400, year_in = year - cycle * 400;
    const int day_in_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
    return cycle * DAYS_A_CYCLE + year_in * 365 + year_in / 4 - year_in / 100 + day_in_year - EPOCH;
}

Civil civil_from_day(Day day) {
    const int shifted = day + EPOCH;
    const int cycle = (shifted >= 0 ? shifted : shifted - (DAYS_A_CYCLE - 1)) / DAYS_A_CYCLE;
    const int in_cycle = shifted - cycle * DAYS_A_CYCLE;
    const int year_in = (in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / (DAYS_A_CYCLE - 1)) / 365;
    const int in_year = in_cycle - (365 * year_in + year_in / 4 - year_in / 100);
    const int march_month = (5 * in_year + 2) / 153;
    const int month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (Civil){.year = year_in + cycle * 400 + (month <= 2),
                   .month = month,
                   .day = in_year - (153 * march_month + 2) / 5 + 1};
}

int month_days(Month month) { return (int)(day_from_month(month + 1) - day_from_month(month)); }

bool civil_is_valid(Civil civil) {
    if (civil.year < 1600 || civil.year > 8000 || civil.month < 1 || civil.month > 12 || civil.day < 1)
        return false;
    return civil.day <= 28 || civil.day <= month_days(civil.year * 12 + civil.month - 1);
}

Month month_from_day(Day day) {
    if (day == DAY_NONE) return MONTH_NONE;
    const Civil civil = civil_from_day(day);
    return civil.year * 12 + civil.month - 1;
}

Day day_from_month(Month month) { return day_from_civil((Civil){month / 12, month % 12 + 1, 1}); }

Stamp stamp_make(Day day, int minute) {
    return (Stamp)(day + EPOCH) * STAMP_MINUTES + (minute < 0 ? 0 : (Stamp)minute + 1);
}

Day stamp_day(Stamp stamp) { return stamp_is_dated(stamp) ? (Day)(stamp / STAMP_MINUTES) - EPOCH : DAY_NONE; }

int stamp_minute(Stamp stamp) { return stamp_is_dated(stamp) ? (int)(stamp % STAMP_MINUTES) - 1 : -1; }

bool stamp_precedes(Stamp a, Stamp b) {
    if (!stamp_is_dated(a) || !stamp_is_dated(b)) return false;
    if (stamp_minute(a) < 0 || stamp_minute(b) < 0) return stamp_day(a) < stamp_day(b);
    return a < b;
}

/* Reads `count` digits at `text`; -1 where one of them is none. */
static int digits(const char *text, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool day_parse(Str text, Day *out) {
    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-') return false;
    const Civil civil = {digits(text.at, 4), digits(text.at + 5, 2), digits(text.at + 8, 2)};
    if (!civil_is_valid(civil)) return false;
    *out = day_from_civil(civil);
    return true;
}

bool month_parse(Str text, Month *out) {
    if (text.len != 7 || text.at[4] != '-') return false;
    const Civil civil = {digits(text.at, 4), digits(text.at + 5, 2), 1};
    if (!civil_is_valid(civil)) return false;
    *out = civil.year * 12 + civil.month - 1;
    return true;
}

const char *day_format(Day day, char text[DATE_TEXT]) {
    text[0] = '\0';
    if (day == DAY_NONE) return text;
    const Civil civil = civil_from_day(day);
    snprintf(text, DATE_TEXT, "%04d-%02d-%02d", civil.year % 10000, civil.month, civil.day);
    return text;
}

const char *month_format(Month month, char text[DATE_TEXT]) {
    text[0] = '\0';
    if (month != MONTH_NONE) snprintf(text, DATE_TEXT, "%04d-%02d", month / 12 % 10000, month % 12 + 1);
    return text;
}

const char *stamp_format(Stamp stamp, char text[DATE_TEXT]) {
    day_format(stamp_day(stamp), text);
    const int minute = stamp_minute(stamp);
    if (minute >= 0) snprintf(text + 10, DATE_TEXT - 10, " %02d:%02d", minute / 60 % 24, minute % 60);
    return text;
}
