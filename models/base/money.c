/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/base/money.h"
#include <stdio.h>
#include <string.h>

/* ISO 4217, active codes. Two digits unless listed among the others. */
static const char TWO_DIGITS[] =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG "
    "YER ZAR ZMW ZWG";
static const char NO_DIGITS[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
static const char THREE_DIGITS[] = "BHD IQD JOD KWD LYD OMR TND";
static const char FOUR_DIGITS[] = "CLF UYW";

/* A code is three letters, so it cannot be found across two of the list's words. */
static bool listed(const char *list, const char code[4]) { return strstr(list, code) != NULL; }

bool currency_parse(Str text, Currency *out) {
    if (text.len != 3) return false;
    Currency read = {{0}};
    for (int i = 0; i < 3; i++) {
        const char c = text.at[i];
        read.code[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        if (read.code[i] < 'A' || read.code[i] > 'Z') return false;
    }
    if (!listed(TWO_DIGITS, read.code) && !listed(NO_DIGITS, read.code) && !listed(THREE_DIGITS, read.code) &&
        !listed(FOUR_DIGITS, read.code)) {
        return false;
    }
    *out = read;
    return true;
}

bool currency_equal(Currency a, Currency b) { return memcmp(a.code, b.code, sizeof a.code) == 0; }

int currency_digits(Currency currency) {
    if (!currency.code[0]) return 2;
    if (listed(NO_DIGITS, currency.code)) return 0;
    if (listed(THREE_DIGITS, currency.code)) return 3;
    return listed(FOUR_DIGITS, currency.code) ? 4 : 2;
}

static int64_t power_of_ten(int digits) {
    int64_t power = 1;
    while (digits-- > 0) power *= 10;
    return power;
}

int64_t currency_units(Currency currency) { return power_of_ten(currency_digits(currency)); }

Wide round_ratio(Wide num, Wide den) {
    const Wide size = num < 0 ? -num : num;
    const Wide whole = size / den, rest = size % den;
    const Wide rounded = rest >= den - rest ? whole + 1 : whole;
    return num < 0 ? -rounded : rounded;
}

bool decimal_parse(Str text, Decimal *out) {
    size_t i = 0;
    const bool negative = text.len && text.at[0] == '-';
    if (text.len && (text.at[0] == '-' || text.at[0] == '+')) i++;
    Wide value = 0;
    int digits = 0, behind = -1; /* behind: digits seen after the point, -1 before it */
    for (; i < text.len; i++) {
        const char c = text.at[i];
        if (c == '.' && behind < 0) {
            behind = 0;
            continue;
        }
        if (c < '0' || c > '9') return false;
        digits++;
        if (behind >= 6) {
            if (c != '0') return false;
            continue;
        }
        value = value * 10 + (c - '0');
        if (behind >= 0) behind++;
        if (value > INT64_MAX) return false;
    }
    if (!digits) return false;
    value *= power_of_ten(6 - (behind < 0 ? 0 : behind));
    if (value > INT64_MAX) return false;
    *out = (Decimal)(negative ? -value : value);
    return true;
}

Money money_from_decimal(Decimal major, Currency currency) {
    return (Money)round_ratio((Wide)major * currency_units(currency), DECIMAL_ONE);
}

Decimal decimal_from_money(Money money, Currency currency) {
    return (Decimal)((Wide)money * DECIMAL_ONE / currency_units(currency));
}

double money_to_double(Money money, Currency currency) {
    return (double)money / (double)currency_units(currency);
}

/* Prints value / 10^digits without ever leaving the integers. */
static const char *print_scaled(int64_t value, int digits, char text[MONEY_TEXT]) {
    const uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    const uint64_t units = (uint64_t)power_of_ten(digits);
    const char *sign = value < 0 ? "-" : "";
    if (digits) {
        snprintf(text, MONEY_TEXT, "%s%llu.%0*llu", sign, (unsigned long long)(size / units), digits,
                 (unsigned long long)(size % units));
    } else {
        snprintf(text, MONEY_TEXT, "%s%llu", sign, (unsigned long long)size);
    }
    return text;
}

const char *money_format(Money money, Currency currency, char text[MONEY_TEXT]) {
    return print_scaled(money, currency_digits(currency), text);
}

const char *decimal_format(Decimal value, char text[MONEY_TEXT]) {
    print_scaled(value, 6, text);
    size_t len = strlen(text);
    while (text[len - 1] == '0') text[--len] = '\0';
    if (text[len - 1] == '.') text[len - 1] = '\0';
    return text;
}
