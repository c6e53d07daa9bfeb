/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sentence.h - a sentence that stays true after an edit: its words, and the formula that says the same with live numbers. */
#ifndef OUTPUTS_SENTENCE_H
#define OUTPUTS_SENTENCE_H
#include "outputs/report.h"

typedef struct Sentence {
    Arena *arena;
    Str text, formula; /* formula: without = */
} Sentence;

/* Returns an empty sentence. */
Sentence sentence_begin(Arena *arena);

/* Adds words; or words that the cell `place` holds. */
void sentence_say(Sentence *sentence, Str words);
void sentence_say_cell(Sentence *sentence, Str words, Str place);

/* Adds a number with `digits` behind the point, which the cell `digits_place` holds; `expression` makes it. FIXED and
 * not TEXT, whose format codes differ from one language of Excel to another. */
void sentence_say_number(Sentence *sentence, double number, int digits, Str expression, Str digits_place);

/* Returns the whole formula, "=...". */
Str sentence_formula(const Sentence *sentence);

#endif
