/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/number_text.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define TOO_LARGE 1e15 /* beyond it a double does not hold whole numbers and cents */

/* 1.005 is a little less in binary; a reader, and a spreadsheet, sees the half and rounds it away from zero. */
static double nudge(double value) { return value + value * 4e-16; }

/* Whatever stands for the point here becomes a point: what is neither digit, sign nor exponent. */
static void restore_point(char *text) {
    char *out = text;
    bool inside = false;
    for (const char *in = text; *in; in++) {
        const bool plain = (*in >= '0' && *in <= '9') || strchr("+-e", *in);
        if (plain || !inside) *out++ = plain ? *in : '.';
        inside = !plain;
    }
    *out = '\0';
}

static void write_exponent(double value, int digits, char text[NUMBER_TEXT]) {
    snprintf(text, NUMBER_TEXT, "%.*e", digits, value);
    restore_point(text);
}

/* Writes digits with a point only, |value| < TOO_LARGE. */
static void write_digits(double value, int decimals, char text[NUMBER_TEXT]) {
    snprintf(text, NUMBER_TEXT, "%.*f", decimals, value);
    restore_point(text);
    if (text[0] == '-' && strspn(text + 1, "0.") == strlen(text + 1)) memmove(text, text + 1, strlen(text));
}

static void drop_zeros(char *text) {
    if (!strchr(text, '.')) return;
    size_t length = strlen(text);
    while (text[length - 1] == '0') length--;
    if (text[length - 1] == '.') length--;
    text[length] = '\0';
}

static void group(char text[NUMBER_TEXT]) {
    char plain[NUMBER_TEXT];
    memcpy(plain, text, strlen(text) + 1);
    const size_t sign = plain[0] == '-', whole = strspn(plain + sign, "0123456789");
    char *out = text + sign;
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) *out++ = ',';
        *out++ = plain[sign + i];
    }
    memcpy(out, plain + sign + whole, strlen(plain + sign + whole) + 1);
}

static void write_grouped(double value, int decimals, char text[NUMBER_TEXT]) {
    if (fabs(value) >= TOO_LARGE) {
        write_exponent(value, 2, text);
    } else {
        write_digits(nudge(value), decimals, text);
        group(text);
    }
}

/* No share is rounded to nothing or to all. */
static void write_rate(double share, char text[NUMBER_TEXT]) {
    const double size = fabs(share);
    if (size > 0 && size < .00005) {
        strcpy(text, share > 0 ? "<0.01 %" : ">-0.01 %");
    } else if (share < 1 && share >= .9995) {
        strcpy(text, ">99.9 %");
    } else {
        write_grouped(100 * share, size > 0 && size < .00995 ? 2 : 1, text);
        strcat(text, " %");
    }
}

static void write_times(double value, char text[NUMBER_TEXT]) {
    write_grouped(value, fabs(value) < 9.995 ? 2 : 1, text);
    strcat(text, "x");
}

static void write_decimal(double value, char text[NUMBER_TEXT]) {
    write_grouped(value, 2, text);
    if (fabs(value) < TOO_LARGE) drop_zeros(text);
}

static void write_plain_for_people(double value, char text[NUMBER_TEXT]) {
    if (fabs(value) >= TOO_LARGE) {
        write_exponent(value, 6, text);
        return;
    }
    write_digits(nudge(value), 6, text);
    drop_zeros(text);
}

const char *number_text_format(double value, CellFormat format, int money_digits, char text[NUMBER_TEXT]) {
    switch (format) {
    case FORMAT_MONEY: write_grouped(value, money_digits, text); break;
    case FORMAT_RATE: write_rate(value, text); break;
    case FORMAT_TIMES: write_times(value, text); break;
    case FORMAT_DECIMAL: write_decimal(value, text); break;
    case FORMAT_PLAIN: write_plain_for_people(value, text); break;
    case FORMAT_TEXT:
    case FORMAT_COUNT:
    case FORMAT_MONEY_WHOLE: write_grouped(value, 0, text); break;
    }
    return text;
}

const char *number_text_plain(double value, char text[NUMBER_TEXT]) {
    const double size = fabs(value);
    if (size != 0 && (size < 1e-15 || size >= TOO_LARGE)) {
        write_exponent(value, 14, text);
        return text;
    }
    const int exponent = size == 0 ? 0 : (int)floor(log10(size));
    write_digits(value, exponent >= 14 ? 0 : 14 - exponent, text);
    drop_zeros(text);
    return text;
}

Str number_text_copy(Arena *arena, double value, CellFormat format, int money_digits) {
    char text[NUMBER_TEXT];
    return str_copy(arena, str_from(number_text_format(value, format, money_digits, text)));
}

Str number_text_money(Arena *arena, double amount, Currency currency, bool cents) {
    char text[NUMBER_TEXT];
    const CellFormat format = cents ? FORMAT_MONEY : FORMAT_MONEY_WHOLE;
    number_text_format(amount, format, currency_digits(currency), text);
    return str_format(arena, currency.code[0] ? "%s %s" : "%s%s", currency.code, text);
}

Str number_text_count(Arena *arena, double count, const char *one, const char *many) {
    char text[NUMBER_TEXT];
    write_grouped(count, count != floor(count) && fabs(count) < 9.95 ? 1 : 0, text);
    return str_format(arena, "%s %s", text, strcmp(text, "1") == 0 ? one : many);
}
