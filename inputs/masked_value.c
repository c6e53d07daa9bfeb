/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/masked_value.h"
#include "inputs/amount.h"
#include "inputs/shown_value.h"
#include <string.h>

enum { MOST_INITIALS = 3 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Bytes of other alphabets are letters. */
static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static size_t count_of(Str text, bool (*is)(char)) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) count += is(text.at[i]);
    return count;
}

static bool holds(Str text, char c) { return text.len && memchr(text.at, c, text.len); }

/* A number written as people write telephone numbers; ids have none of these signs. */
static bool is_telephone(Str text) {
    enum { LEAST_DIGITS = 7 };
    if (count_of(text, is_letter) || count_of(text, is_digit) < LEAST_DIGITS || holds(text, ':'))
        return false;
    return str_starts(text, STR("+")) || str_starts(text, STR("00")) || holds(text, '(');
}

/* Digits around one point or comma; telephone numbers have none or several. */
static bool is_decimal(Str text) {
    const bool parted = holds(text, '.') != holds(text, ',');
    return parted && count_of(text, is_digit) + 1 == text.len;
}

static bool is_flag(Str text) {
    bool yes;
    return amount_flag(text, &yes) == AMOUNT_OK;
}

static bool may_be_shown(Str text, MaskKind kind) {
    if (holds(text, '@') || is_telephone(text)) return false;
    switch (kind) {
    case MASK_WORD: return true;
    case MASK_ID: return count_of(text, is_digit) > 0;
    case MASK_VALUE: return is_flag(text) || is_decimal(text) || shown_value_unless_personal(text).len;
    case MASK_FREE:
        return count_of(text, is_digit) > count_of(text, is_letter) && shown_value_unless_personal(text).len;
    default: return false;
    }
}

/* Returns the first character of `text`, which may take several bytes. */
static Str first_character(Str text) {
    size_t len = 1;
    while (len < text.len && ((unsigned char)text.at[len] & 0xc0) == 0x80) len++;
    return (Str){text.at, len};
}

static Str initials(Str text, Arena *arena) {
    Str out = STR(""), word;
    for (size_t count = 0; str_split(&text, ' ', &word) && count < MOST_INITIALS;) {
        if (!word.len || !is_letter(word.at[0])) continue;
        out = str_format(arena, "%.*s%s%.*s.", STR_ARGS(out), count++ ? " " : "",
                         STR_ARGS(first_character(word)));
    }
    return out.len ? out : STR("***");
}

Str masked_value(Str cell, MaskKind kind, Arena *arena) {
    const Str text = str_trim(cell);
    if (!text.len) return STR("");
    if (may_be_shown(text, kind)) return str_copy(arena, shown_value_cut(text));
    if (!holds(text, '@')) return initials(text, arena);
    return is_letter(text.at[0]) ? str_format(arena, "%.*s***@***", STR_ARGS(first_character(text)))
                                 : STR("***@***");
}
