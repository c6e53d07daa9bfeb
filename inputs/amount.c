/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/amount.h"
#include "inputs/text_scan.h"
#include <string.h>

/* So many digits, times 10^4 minor units and 10^9, fit into a Wide; so does 10^MOST_DECIMALS. */
enum { LONGEST = 64, MOST_DIGITS = 24, MOST_DECIMALS = 30 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static Wide power_of_ten(int exponent) {
    Wide power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/* ---- a number without sign */

/* `digits` / 10^`decimals`, with `decimals` as few as can be. */
typedef struct Number {
    Wide digits;
    int decimals;
    AmountForm shown; /* what its separators prove */
} Number;

/* The number with one byte for each of its characters: digits, '.', ',', ' ' for any blank, '\'' for either
 * apostrophe. */
typedef struct Plain {
    char text[LONGEST];
    size_t len, dots, commas, blanks, apostrophes;
} Plain;

/* Takes one character off `*text`; 0 where a number cannot hold it. */
static char take_plain(Str *text) {
    static const struct {
        Str bytes;
        char plain;
    } WIDE[] = {{{"\xc2\xa0", 2}, ' '},
                {{"\xe2\x80\xaf", 3}, ' '},
                {{"\xe2\x80\x89", 3}, ' '},
                {{"\xe2\x80\x99", 3}, '\''}};
    const char c = text->at[0];
    size_t len = 1;
    char plain = is_digit(c) || c == '.' || c == ',' || c == ' ' || c == '\'' ? c : 0;
    for (size_t i = 0; !plain && i < sizeof WIDE / sizeof *WIDE; i++) {
        if (!str_starts(*text, WIDE[i].bytes)) continue;
        plain = WIDE[i].plain;
        len = WIDE[i].bytes.len;
    }
    *text = (Str){text->at + len, text->len - len};
    return plain;
}

static bool make_plain(Str text, Plain *out) {
    *out = (Plain){.len = 0};
    while (text.len) {
        const char c = take_plain(&text);
        if (!c || out->len == LONGEST) return false;
        out->text[out->len++] = c;
        out->dots += c == '.';
        out->commas += c == ',';
        out->blanks += c == ' ';
        out->apostrophes += c == '\'';
    }
    return out->len > 0;
}

static size_t place_of_last(const Plain *plain, char c) {
    size_t place = plain->len - 1;
    while (plain->text[place] != c) place--;
    return place;
}

/* Says whether the only separator, at `place`, could as well group: one to three digits, not 0, before it, and three
 * behind. */
static bool could_group(const Plain *plain, size_t place) {
    return place >= 1 && place <= 3 && plain->text[0] != '0' && plain->len - place - 1 == 3;
}

/* Finds the decimal sign, 0 for none; false where nothing tells and `form` is unknown. */
static bool find_decimal_sign(const Plain *plain, AmountForm form, char *sign) {
    const bool grouped_otherwise = plain->blanks || plain->apostrophes;
    *sign = 0;
    if (plain->dots && plain->commas) {
        *sign = place_of_last(plain, '.') > place_of_last(plain, ',') ? '.' : ',';
        return true;
    }
    if (plain->dots + plain->commas != 1) return true;
    const char only = plain->dots ? '.' : ',';
    if (!grouped_otherwise && could_group(plain, place_of_last(plain, only))) {
        if (form == (only == '.' ? AMOUNT_FORM_DOT : AMOUNT_FORM_COMMA)) *sign = only;
        return form != AMOUNT_FORM_UNKNOWN;
    }
    *sign = only;
    return true;
}

/* Says whether the digits before `end` are grouped rightly, by one separator other than `sign`. */
static bool groups_are_right(const Plain *plain, size_t end, char sign) {
    char group = 0;
    size_t len = 0, from_end = 0,
           inner = 0; /* of the group being read, backwards; groups so far; length of the others */
    for (size_t i = end; i-- > 0;) {
        const char c = plain->text[i];
        if (is_digit(c)) {
            len++;
            continue;
        }
        if (c == sign || (group && c != group)) return false;
        if (from_end == 0 && len != 3) return false;
        if (from_end == 1) inner = len;
        if (from_end >= 1 && (len != inner || len < 2 || len > 3)) return false;
        group = c;
        from_end++;
        len = 0;
    }
    if (from_end == 0) return true;
    return len >= 1 && len <= (inner ? inner : 3);
}

static bool add_digits(const Plain *plain, size_t from, size_t end, Number *number, int *count) {
    for (size_t i = from; i < end; i++) {
        if (!is_digit(plain->text[i])) continue;
        number->digits = number->digits * 10 + (plain->text[i] - '0');
        if (number->digits && ++*count > MOST_DIGITS) return false;
    }
    return true;
}

static bool is_all_digits(const Plain *plain, size_t from) {
    for (size_t i = from; i < plain->len; i++) {
        if (!is_digit(plain->text[i])) return false;
    }
    return from < plain->len;
}

/* Reads the digits around the decimal sign (0: none). */
static bool read_digits(const Plain *plain, char sign, Number *number) {
    const size_t end = sign ? place_of_last(plain, sign) : plain->len;
    if (!groups_are_right(plain, end, sign) || (end == 0 && !sign)) return false;
    if (sign && !is_all_digits(plain, end + 1)) return false;
    size_t last = plain->len;
    while (sign && plain->text[last - 1] == '0') last--;
    int count = 0;
    *number = (Number){.decimals = last > end ? (int)(last - end - 1) : 0};
    if (number->decimals > MOST_DECIMALS) return false;
    return add_digits(plain, 0, end, number, &count) && add_digits(plain, end, last, number, &count);
}

/* The form that a decimal sign proves, or a separator that cannot be one. */
static AmountForm form_shown_by(const Plain *plain, char sign) {
    if (sign) return sign == '.' ? AMOUNT_FORM_DOT : AMOUNT_FORM_COMMA;
    return plain->commas ? AMOUNT_FORM_DOT : plain->dots ? AMOUNT_FORM_COMMA : AMOUNT_FORM_UNKNOWN;
}

static AmountVerdict read_number(Str text, AmountForm form, Number *out) {
    Plain plain;
    char sign;
    if (!make_plain(text, &plain)) return AMOUNT_BAD;
    if (!find_decimal_sign(&plain, form, &sign)) return AMOUNT_AMBIGUOUS;
    if (!read_digits(&plain, sign, out)) return AMOUNT_BAD;
    out->shown = form_shown_by(&plain, sign);
    return AMOUNT_OK;
}

/* Stores `number` x `units`, rounded, where it fits. */
static bool scale_number(const Number *number, Wide units, int64_t *out, bool *rounded) {
    const Wide exact = number->digits * units, parts = power_of_ten(number->decimals);
    const Wide whole = round_ratio(exact, parts);
    if (whole > INT64_MAX) return false;
    *rounded = whole * parts != exact;
    *out = (int64_t)whole;
    return true;
}

/* ---- what stands around it */

typedef struct Parts {
    Str number;
    bool negative, has_sign, has_currency;
    int64_t scale; /* 0: none named */
    Currency currency;
} Parts;

static void cut_front(Str *text, size_t len) { *text = str_trim((Str){text->at + len, text->len - len}); }

static void cut_back(Str *text, size_t len) { *text = str_trim((Str){text->at, text->len - len}); }

/* Signs of currencies, longer ones first; without a code where several share one. */
static const struct {
    Str sign;
    const char *code;
} SIGNS[] = {
    {{"US$", 3}, "USD"},
    {{"CA$", 3}, "CAD"},
    {{"AU$", 3}, "AUD"},
    {{"NZ$", 3}, "NZD"},
    {{"HK$", 3}, "HKD"},
    {{"MX$", 3}, "MXN"},
    {{"R$", 2}, "BRL"},
    {{"A$", 2}, "AUD"},
    {{"S$", 2}, "SGD"},
    {{"C$", 2}, NULL},
    {{"$", 1}, NULL},
    {{"\xe2\x82\xac", 3}, "EUR"},
    {{"\xc2\xa3", 2}, "GBP"},
    {{"\xc2\xa5", 2}, NULL},
    {{"\xe2\x82\xb9", 3}, "INR"},
    {{"\xe2\x82\xa9", 3}, "KRW"},
    {{"\xe2\x82\xbd", 3}, "RUB"},
    {{"\xe2\x82\xba", 3}, "TRY"},
    {{"\xe2\x82\xaa", 3}, "ILS"},
    {{"z\xc5\x82", 3}, "PLN"},
    {{"K\xc4\x8d", 3}, "CZK"},
    {{"kr.", 3}, NULL},
    {{"kr", 2}, NULL},
    {{"Rs.", 3}, NULL},
    {{"Rs", 2}, NULL},
    {{"Fr.", 3}, NULL},
};

/* Returns the length of the currency at the front (or back) of `text`, 0 where there is none. */
static size_t currency_at(Str text, bool front, Currency *out) {
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        const Str sign = SIGNS[i].sign;
        if (sign.len > text.len ||
            memcmp(front ? text.at : text.at + text.len - sign.len, sign.at, sign.len) != 0)
            continue;
        if (SIGNS[i].code) currency_parse(str_from(SIGNS[i].code), out);
        return sign.len;
    }
    if (text.len < 3) return 0;
    const Str code = {front ? text.at : text.at + text.len - 3, 3};
    if (text.len > 3 && is_letter(front ? text.at[3] : text.at[text.len - 4])) return 0;
    return currency_parse(code, out) ? 3 : 0;
}

static bool take_currency(Str *text, bool front, Parts *parts) {
    const size_t len = parts->has_currency ? 0 : currency_at(*text, front, &parts->currency);
    if (len == 0) return false;
    parts->has_currency = true;
    if (front) cut_front(text, len);
    else cut_back(text, len);
    return true;
}

static bool take_sign(Str *text, Parts *parts) {
    const bool in_brackets = text->len >= 2 && text->at[0] == '(' && text->at[text->len - 1] == ')';
    const bool minus = str_starts(*text, STR("-")), wide_minus = str_starts(*text, STR("\xe2\x88\x92"));
    const bool plus = str_starts(*text, STR("+")), minus_behind = !minus && str_ends(*text, STR("-"));
    if (parts->has_sign || !(in_brackets || minus || wide_minus || plus || minus_behind)) return false;
    parts->has_sign = true;
    parts->negative = !plus;
    if (in_brackets) *text = str_trim((Str){text->at + 1, text->len - 2});
    else if (minus_behind) cut_back(text, 1);
    else cut_front(text, wide_minus ? 3 : 1);
    return true;
}

static bool take_scale(Str *text, Parts *parts) {
    static const char LETTERS[] = "kKmMbB";
    if (parts->scale || text->len < 2) return false;
    const char *letter = memchr(LETTERS, text->at[text->len - 1], sizeof LETTERS - 1);
    if (!letter || is_letter(text->at[text->len - 2])) return false;
    const long power = (letter - LETTERS) / 2 + 1;
    parts->scale = (int64_t)power_of_ten((int)power * 3);
    cut_back(text, 1);
    return true;
}

/* Takes off `text` all that is not the number. */
static Parts take_apart(Str text, Currency currency) {
    Parts parts = {.currency = currency};
    while (text.len && !is_digit(text.at[0]) &&
           (take_sign(&text, &parts) || take_currency(&text, true, &parts)))
        continue;
    while (text.len && !is_digit(text.at[text.len - 1]) &&
           (take_sign(&text, &parts) || take_currency(&text, false, &parts) || take_scale(&text, &parts)))
        continue;
    parts.number = text;
    return parts;
}

/* Says whether nothing but a dash is left beside a currency, as Excel writes zero. */
static bool is_dash(const Parts *parts) {
    return parts->has_currency && text_is_missing(parts->number) && (parts->number.len || parts->has_sign);
}

/* ---- the readings */

AmountVerdict amount_parse(Str text, AmountForm form, Currency currency, AmountRead *out) {
    text = str_trim(text);
    if (text_is_missing(text)) return AMOUNT_BLANK;
    const Parts parts = take_apart(text, currency);
    if (is_dash(&parts)) return AMOUNT_BLANK;
    Number number;
    const AmountVerdict verdict = read_number(parts.number, form, &number);
    if (verdict != AMOUNT_OK) return verdict;
    const Wide units = (Wide)currency_units(parts.currency) * (parts.scale ? parts.scale : 1);
    AmountRead read = {.currency = parts.currency};
    if (!scale_number(&number, units, &read.money, &read.rounded)) return AMOUNT_BAD;
    if (parts.negative) read.money = -read.money;
    *out = read;
    return AMOUNT_OK;
}

AmountForm amount_shown_form(Str text, bool *ambiguous) {
    *ambiguous = false;
    text = str_trim(text);
    if (text_is_missing(text)) return AMOUNT_FORM_UNKNOWN;
    Number number;
    const AmountVerdict verdict =
        read_number(take_apart(text, (Currency){{0}}).number, AMOUNT_FORM_UNKNOWN, &number);
    *ambiguous = verdict == AMOUNT_AMBIGUOUS;
    return verdict == AMOUNT_OK ? number.shown : AMOUNT_FORM_UNKNOWN;
}

AmountVerdict amount_count(Str text, int64_t *out) {
    text = str_trim(text);
    if (text_is_missing(text)) return AMOUNT_BLANK;
    Number number;
    AmountVerdict verdict = read_number(text, AMOUNT_FORM_UNKNOWN, &number);
    if (verdict == AMOUNT_AMBIGUOUS) {
        const bool comma = memchr(text.at, ',', text.len) != NULL;
        verdict = read_number(text, comma ? AMOUNT_FORM_DOT : AMOUNT_FORM_COMMA, &number);
    }
    if (verdict != AMOUNT_OK || number.decimals || number.digits > INT64_MAX) return AMOUNT_BAD;
    *out = (int64_t)number.digits;
    return AMOUNT_OK;
}

AmountVerdict amount_share(Str text, AmountForm form, Decimal *out) {
    text = str_trim(text);
    if (text_is_missing(text)) return AMOUNT_BLANK;
    const bool per_cent = str_ends(text, STR("%")), negative = str_starts(text, STR("-"));
    if (per_cent) cut_back(&text, 1);
    if (negative) cut_front(&text, 1);
    Number number;
    const AmountVerdict verdict = read_number(text, form, &number);
    if (verdict != AMOUNT_OK) return verdict;
    bool rounded;
    Decimal share;
    if (!scale_number(&number, DECIMAL_ONE / (per_cent ? 100 : 1), &share, &rounded)) return AMOUNT_BAD;
    *out = negative ? -share : share;
    return AMOUNT_OK;
}

AmountVerdict amount_flag(Str text, bool *out) {
    static const struct {
        Str word;
        bool yes;
    } WORDS[] = {
        {{"1", 1}, true},           {{"0", 1}, false},          {{"yes", 3}, true},
        {{"no", 2}, false},         {{"true", 4}, true},        {{"false", 5}, false},
        {{"y", 1}, true},           {{"n", 1}, false},          {{"t", 1}, true},
        {{"f", 1}, false},          {{"x", 1}, true},           {{"\xe2\x9c\x93", 3}, true},
        {{"ja", 2}, true},          {{"nein", 4}, false},       {{"wahr", 4}, true},
        {{"falsch", 6}, false},     {{"oui", 3}, true},         {{"non", 3}, false},
        {{"vrai", 4}, true},        {{"faux", 4}, false},       {{"si", 2}, true},
        {{"s\xc3\xad", 3}, true},   {{"s\xc3\x8d", 3}, true},   {{"verdadero", 9}, true},
        {{"falso", 5}, false},      {{"sim", 3}, true},         {{"nao", 3}, false},
        {{"n\xc3\xa3o", 4}, false}, {{"n\xc3\x83o", 4}, false},
    };
    text = str_trim(text);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!str_equal_nocase(text, WORDS[i].word)) continue;
        *out = WORDS[i].yes;
        return AMOUNT_OK;
    }
    return text_is_missing(text) ? AMOUNT_BLANK : AMOUNT_BAD;
}
