/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/shown_value.h"
#include <string.h>

enum { LONGEST = 60, TELEPHONE_DIGITS = 10 };

/* A byte inside a character of UTF-8, not its first. */
static bool is_inside(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

Str shown_value_cut(Str cell) {
    cell = str_trim(cell);
    if (cell.len <= LONGEST) return cell;
    size_t len = LONGEST;
    while (len && is_inside(cell.at[len])) len--;
    return (Str){cell.at, len};
}

static size_t count_digits(Str text) {
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) digits += text.at[i] >= '0' && text.at[i] <= '9';
    return digits;
}

static bool holds(Str text, char c) { return text.len && memchr(text.at, c, text.len); }

Str shown_value_unless_personal(Str cell) {
    cell = str_trim(cell);
    const size_t digits = count_digits(cell);
    const bool telephone = str_starts(cell, STR("+")) || (digits >= TELEPHONE_DIGITS && !holds(cell, ':'));
    return !digits || telephone || holds(cell, '@') ? STR("") : shown_value_cut(cell);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool shown_value_has_address(Str text) {
    for (size_t at = 1; at < text.len; at++) {
        if (text.at[at] != '@' || is_blank(text.at[at - 1])) continue;
        for (size_t i = at + 2; i < text.len && !is_blank(text.at[i]); i++) {
            if (text.at[i] == '.') return true;
        }
    }
    return false;
}
