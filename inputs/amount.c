/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/amount.h"
#include <string.h>

/* A text taken apart: digits with their signs, and what stood around them. */
typedef struct Amount {
    Str digits; /* digits, dots, commas, blanks and apostrophes between */
    bool negative;
    int64_t scale; /* 1, or 1,000 for K ... */
    Currency currency;
    bool named; /* a currency stood there */
} Amount;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_blank_word(Str text) {
    static const char *const WORDS[] = {"-",   "--",   "null",         "n/a",         "na",
                                        "nan", "none", "\xe2\x80\x93", "\xe2\x80\x94"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (str_equal_nocase(text, str_from(WORDS[i]))) return true;
    }
    return text.len == 0;
}

/* Takes a sign of a currency off one end of `text`. */
static bool take_symbol(Str *text, Amount *out) {
    static const struct {
        const char *sign, *code; /* code NULL: several currencies share the sign */
    } SIGNS[] = {{"R$", "BRL"},           {"US$", "USD"},      {"$", NULL},
                 {"\xe2\x82\xac", "EUR"}, {"\xc2\xa3", "GBP"}, {"\xc2\xa5", NULL},
                 {"\xe2\x82\xb9", "INR"}, {"kr", NULL}};
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        const Str sign = str_from(SIGNS[i].sign);
        if (str_starts(*text, sign)) *text = (Str){text->at + sign.len, text->len - sign.len};
        else if (str_ends(*text, sign)) text->len -= sign.len;
        else continue;
        *text = str_trim(*text);
        if (SIGNS[i].code) {
            currency_parse(str_from(SIGNS[i].code), &out->currency);
            out->named = true;
        }
        return true;
    }
    return false;
}

/* Takes an ISO code off one end of `text`. */
static bool take_code(Str *text, Amount *out) {
    if (text->len < 4) return false;
    const Str front = {text->at, 3}, back = {text->at + text->len - 3, 3};
    if (!is_digit(text->at[3]) && !strchr(" -(.+", text->at[3])) return false;
    if (currency_parse(front, &out->currency)) *text = str_trim((Str){text->at + 3, text->len - 3});
    else if (currency_parse(back, &out->currency)) *text = str_trim((Str){text->at, text->len - 3});
    else return false;
    out->named = true;
    return true;
}

static bool take_code_behind(Str *text, Amount *out) {
    if (text->len < 5 || text->at[text->len - 4] != ' ') return false;
    if (!currency_parse((Str){text->at + text->len - 3, 3}, &out->currency)) return false;
    *text = str_trim((Str){text->at, text->len - 3});
    out->named = true;
    return true;
}

static bool take_sign(Str *text, Amount *out) {
    if (text->len >= 2 && text->at[0] == '(' && text->at[text->len - 1] == ')') {
        out->negative = true;
        *text = str_trim((Str){text->at + 1, text->len - 2});
        return true;
    }
    if (text->len && (text->at[0] == '-' || text->at[0] == '+')) {
        out->negative = text->at[0] == '-';
        *text = str_trim((Str){text->at + 1, text->len - 1});
        return true;
    }
    return false;
}

static void take_scale(Str *text, Amount *out) {
    static const struct {
        char letter;
        int64_t scale;
    } SCALES[] = {{'k', 1000}, {'m', 1000000}, {'b', 1000000000}};
    out->scale = 1;
    for (size_t i = 0; text->len > 1 && i < sizeof SCALES / sizeof *SCALES; i++) {
        if ((text->at[text->len - 1] | 0x20) != SCALES[i].letter) continue;
        out->scale = SCALES[i].scale;
        *text = str_trim((Str){text->at, text->len - 1});
        return;
    }
}

/* Takes everything off `text` that is not the number; false where what is left is no number. */
static bool take_apart(Str text, Currency currency, Amount *out) {
    *out = (Amount){.currency = currency};
    text = str_trim(text);
    bool sign = take_sign(&text, out);
    bool mark = take_symbol(&text, out) || take_code(&text, out) || take_code_behind(&text, out);
    if (mark && !sign) sign = take_sign(&text, out);
    if (sign && !mark)
        mark = take_symbol(&text, out) || take_code(&text, out) || take_code_behind(&text, out);
    take_scale(&text, out);
    out->digits = text;
    bool any = false;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        any = any || is_digit(c);
        if (!is_digit(c) && !strchr(".,' ", c) && (unsigned char)c != 0xc2 && (unsigned char)c != 0xa0)
            return false;
    }
    return any;
}

static size_t count_of(Str text, char c) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) count += text.at[i] == c;
    return count;
}

static size_t last_of(Str text, char c) {
    size_t i = text.len;
    while (i && text.at[i - 1] != c) i--;
    return i; /* one behind it; 0: none */
}

/* Returns the form that the digits prove. A sign that stands twice groups; of two signs the last is the decimal one; a single
 * one is decimal unless just three digits follow, which may be a group. */
static AmountForm shown_form(Str digits, bool *ambiguous) {
    const size_t dots = count_of(digits, '.'), commas = count_of(digits, ',');
    const size_t dot = last_of(digits, '.'), comma = last_of(digits, ',');
    *ambiguous = false;
    if (dots && commas) return dot > comma ? AMOUNT_FORM_DOT : AMOUNT_FORM_COMMA;
    if (dots > 1) return AMOUNT_FORM_COMMA;
    if (commas > 1) return AMOUNT_FORM_DOT;
    if (!dots && !commas) return AMOUNT_FORM_UNKNOWN;
    const size_t behind = digits.len - (dots ? dot : comma), before = (dots ? dot : comma) - 1;
    if (behind == 3 && before >= 1 && before <= 3 && !(before == 1 && digits.at[0] == '0')) {
        *ambiguous = true;
        return AMOUNT_FORM_UNKNOWN;
    }
    return dots ? AMOUNT_FORM_DOT : AMOUNT_FORM_COMMA;
}

/* Reads the digits by a decimal sign; groups must be of three (the first of one to three; India's of two are read too). */
static bool read_number(const Amount *amount, char decimal, Money *out, bool *rounded) {
    const char group = decimal == '.' ? ',' : '.';
    const int64_t units = currency_units(amount->currency) * amount->scale;
    Wide whole = 0, fraction = 0, parts = 1;
    bool behind = false, grouped = false;
    int in_group = 0;
    for (size_t i = 0; i < amount->digits.len; i++) {
        const char c = amount->digits.at[i];
        if (is_digit(c)) {
            if (whole > INT64_MAX / 10) return false;
            if (!behind) whole = whole * 10 + (c - '0');
            else if (parts < (Wide)1000000000 * 1000000000) fraction = fraction * 10 + (c - '0'), parts *= 10;
            in_group++;
        } else if (c == decimal) {
            if (behind || (grouped && in_group != 3)) return false;
            behind = true;
        } else if (c == group || c == ' ' || c == '\'') {
            if (behind || !in_group || in_group > 3 || (grouped && in_group < 2)) return false;
            grouped = true;
            in_group = 0;
        }
    }
    if (!behind && grouped && in_group != 3) return false;
    const Wide exact = (whole * parts + fraction) * units;
    const Wide minor = round_ratio(exact, parts);
    if (minor > INT64_MAX) return false;
    *rounded = minor * parts != exact;
    *out = (Money)(amount->negative ? -minor : minor);
    return true;
}

AmountVerdict amount_parse(Str text, AmountForm form, Currency currency, AmountRead *out) {
    text = str_trim(text);
    if (is_blank_word(text)) return AMOUNT_BLANK;
    Amount amount;
    if (!take_apart(text, currency, &amount)) return AMOUNT_BAD;
    bool ambiguous, rounded;
    AmountForm shown = shown_form(amount.digits, &ambiguous);
    if (ambiguous && form == AMOUNT_FORM_UNKNOWN) return AMOUNT_AMBIGUOUS;
    if (ambiguous || shown == AMOUNT_FORM_UNKNOWN) shown = form;
    Money money;
    if (!read_number(&amount, shown == AMOUNT_FORM_COMMA ? ',' : '.', &money, &rounded)) return AMOUNT_BAD;
    *out = (AmountRead){money, amount.currency, rounded};
    return AMOUNT_OK;
}

AmountForm amount_shown_form(Str text, bool *ambiguous) {
    Amount amount;
    *ambiguous = false;
    text = str_trim(text);
    if (is_blank_word(text) || !take_apart(text, (Currency){{0}}, &amount)) return AMOUNT_FORM_UNKNOWN;
    return shown_form(amount.digits, ambiguous);
}

AmountVerdict amount_count(Str text, int64_t *out) {
    text = str_trim(text);
    if (is_blank_word(text)) return AMOUNT_BLANK;
    int64_t value = 0;
    size_t in_group = 0;
    bool grouped = false;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        if (is_digit(c) && value < INT64_MAX / 100) {
            value = value * 10 + (c - '0');
            in_group++;
        } else if (c == ',' && in_group >= 1 && in_group <= 3) {
            grouped = true;
            in_group = 0;
        } else if (c == '.' && i && i + 1 < text.len && (!grouped || in_group == 3)) {
            for (size_t j = i + 1; j < text.len; j++) {
                if (text.at[j] != '0') return AMOUNT_BAD;
            }
            *out = value;
            return AMOUNT_OK;
        } else {
            return AMOUNT_BAD;
        }
    }
    if (grouped && in_group != 3) return AMOUNT_BAD;
    *out = value;
    return AMOUNT_OK;
}

AmountVerdict amount_flag(Str text, bool *out) {
    static const char *const YES[] = {"yes", "true", "1",         "y",   "t",    "x",           "ja",
                                      "oui", "si",   "s\xc3\xad", "sim", "wahr", "\xe2\x9c\x93"};
    static const char *const NO[] = {"no",   "false", "0",   "n",          "f",
                                     "nein", "non",   "nao", "n\xc3\xa3o", "falsch"};
    text = str_trim(text);
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++) {
        if (str_equal_nocase(text, str_from(YES[i]))) return *out = true, AMOUNT_OK;
    }
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++) {
        if (str_equal_nocase(text, str_from(NO[i]))) return *out = false, AMOUNT_OK;
    }
    return is_blank_word(text) ? AMOUNT_BLANK : AMOUNT_BAD;
}
