/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/screen_text.h"
#include <glib.h>

static bool turns_direction(gunichar c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

uint32_t screen_text_next(Str *rest) {
    const gunichar c = g_utf8_get_char_validated(rest->at, (gssize)rest->len);
    const bool valid = c != (gunichar)-1 && c != (gunichar)-2;
    const size_t bytes = valid ? (size_t)(g_utf8_next_char(rest->at) - rest->at) : 1;
    *rest = (Str){rest->at + bytes, rest->len - bytes};
    if (!valid) return SCREEN_UNKNOWN;
    if (c == '\t' || c == '\n' || c == '\r') return ' ';
    return g_unichar_iscntrl(c) || turns_direction(c) || (c & 0xFFFE) == 0xFFFE ? SCREEN_UNKNOWN : c;
}

size_t screen_text_encode(uint32_t character, char bytes[6]) {
    return (size_t)g_unichar_to_utf8(character, bytes);
}

Str screen_text_clean(Arena *arena, Str text) {
    char *out =
        arena_alloc(arena, 3 * text.len + 6); /* U+FFFD has 3 bytes; what is kept, no more than it had */
    size_t length = 0;
    while (text.len > 0) length += screen_text_encode(screen_text_next(&text), out + length);
    return (Str){out, length};
}

static int width_of(uint32_t character) {
    if (g_unichar_iszerowidth(character)) return 0;
    return g_unichar_iswide(character) ? 2 : 1;
}

int screen_text_width(Str text) {
    int width = 0;
    while (text.len > 0) width += width_of(screen_text_next(&text));
    return width;
}

/* A line may end at this blank: not where what follows is a lone %, which belongs to its number. */
static bool may_break(Str at_blank) {
    return at_blank.len > 0 && at_blank.at[0] == ' ' && !(at_blank.len > 1 && at_blank.at[1] == '%');
}

Str screen_text_cut(Str *rest, int width) {
    Str ahead = *rest;
    size_t blank = 0, fits = 0;
    for (int used = 0; ahead.len > 0; fits = (size_t)(ahead.at - rest->at)) {
        if (may_break(ahead)) blank = fits;
        used += width_of(screen_text_next(&ahead));
        if (used > width && fits > 0) break; /* one character is taken however wide it is */
    }
    const size_t end = fits == rest->len ? fits : blank > 0 ? blank : fits;
    const Str line = str_trim((Str){rest->at, end});
    *rest = (Str){rest->at + end, rest->len - end};
    while (rest->len > 0 && rest->at[0] == ' ') *rest = (Str){rest->at + 1, rest->len - 1};
    return line;
}

int screen_text_longest_word(Str text) {
    int longest = 0;
    while (text.len > 0) {
        size_t length = 0;
        while (length < text.len && !may_break((Str){text.at + length, text.len - length})) length++;
        const int width = screen_text_width((Str){text.at, length});
        longest = width > longest ? width : longest;
        text = length < text.len ? (Str){text.at + length + 1, text.len - length - 1} : (Str){NULL, 0};
    }
    return longest;
}
