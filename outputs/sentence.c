/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sentence.h"
#include "outputs/number_text.h"

enum { LITERAL_LIMIT = 200 }; /* a text inside a formula holds 255 characters */

Sentence sentence_begin(Arena *arena) { return (Sentence){arena, STR(""), STR("")}; }

static void append(Sentence *sentence, Str text, Str part) {
    sentence->text = str_format(sentence->arena, "%.*s%.*s", STR_ARGS(sentence->text), STR_ARGS(text));
    sentence->formula = str_format(sentence->arena, "%.*s%s%.*s", STR_ARGS(sentence->formula),
                                   sentence->formula.len ? "&" : "", STR_ARGS(part));
}

/* Returns the text as a literal of a formula: quotes inside doubled. */
static Str literal(Arena *arena, Str text) {
    char *out = arena_alloc(arena, 2 * text.len + 3);
    size_t length = 0;
    out[length++] = '"';
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') out[length++] = '"';
        out[length++] = text.at[i];
    }
    out[length++] = '"';
    return (Str){out, length};
}

void sentence_say(Sentence *sentence, Str words) {
    while (words.len) {
        size_t take = words.len < LITERAL_LIMIT ? words.len : LITERAL_LIMIT;
        while (take < words.len && ((unsigned char)words.at[take] & 0xC0) == 0x80)
            take--; /* no character in two */
        const Str piece = {words.at, take};
        append(sentence, piece, literal(sentence->arena, piece));
        words = (Str){words.at + take, words.len - take};
    }
}

void sentence_say_cell(Sentence *sentence, Str words, Str place) { append(sentence, words, place); }

void sentence_say_number(Sentence *sentence, double number, int digits, Str expression, Str digits_place) {
    const Str text = number_text_copy(sentence->arena, number, FORMAT_MONEY, digits);
    append(sentence, text,
           str_format(sentence->arena, "FIXED(%.*s,%.*s)", STR_ARGS(expression), STR_ARGS(digits_place)));
}

Str sentence_formula(const Sentence *sentence) {
    return str_format(sentence->arena, "=%.*s", STR_ARGS(sentence->formula));
}
