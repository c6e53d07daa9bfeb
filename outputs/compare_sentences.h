/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_sentences.h - what a comparison says in words: a table of things worth saying, each made of the result or left
 * out, the most useful first. */
#ifndef OUTPUTS_COMPARE_SENTENCES_H
#define OUTPUTS_COMPARE_SENTENCES_H
#include "outputs/compare_view.h"

enum { SENTENCES_MOST = 16, SENTENCES_FIRST = 3, SENTENCES_NEXT = 3 };

typedef struct Sentences {
    Str text[SENTENCES_MOST];
    bool urgent[SENTENCES_MOST]; /* something is wrong with the case or the capacity */
    size_t count;
} Sentences;

/* Returns all that is worth saying; the first SENTENCES_FIRST open the page. */
Sentences compare_sentences_make(const CompareView *view);

/* Returns at most SENTENCES_NEXT things to do next that fit this case, each the rest of a line "Next: ...". */
Sentences compare_sentences_next(const CompareView *view);

#endif
