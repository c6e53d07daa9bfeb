/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amount.h - the amounts, counts and yes/no words that exports write. Money goes from text straight to minor units,
 * never through a double. */
#ifndef INPUTS_AMOUNT_H
#define INPUTS_AMOUNT_H
#include "models/base/base.h"

/* Which of . and , is the decimal sign. */
typedef enum AmountForm { AMOUNT_FORM_UNKNOWN, AMOUNT_FORM_DOT, AMOUNT_FORM_COMMA } AmountForm;

typedef enum AmountVerdict {
    AMOUNT_OK,
    AMOUNT_BLANK, /* empty, -, or a word for it */
    AMOUNT_BAD,
    AMOUNT_AMBIGUOUS, /* "1,234": grouping or decimals, and the form is unknown */
} AmountVerdict;

typedef struct AmountRead {
    Money money; /* minor units of `currency` */
    Currency
        currency; /* the text's own code (USD 12) or symbol that only one currency has (EUR, GBP, BRL), else the given one */
    bool rounded; /* it had more decimals than the currency, half away from zero */
} AmountRead;

/* Stores in `out` what `text` says: 1,234.50, 1.234,50, 1 234,50, $ 10,477.60, R$ 100.000, (12.00), -12, $141.56K, 1.2M,
 * USD 1,200.00. `out` is untouched unless AMOUNT_OK. */
AmountVerdict amount_parse(Str text, AmountForm form, Currency currency, AmountRead *out);

/* Returns the form that `text` proves by itself; stores in `ambiguous` whether it needs one and proves none. */
AmountForm amount_shown_form(Str text, bool *ambiguous);

/* Reads a whole number >= 0 (1143; 1,143; 12.0). */
AmountVerdict amount_count(Str text, int64_t *out);

/* Reads yes or no: yes/no, true/false, 1/0, y/n, t/f, x, ja/nein, oui/non, si/no, sim/nao. AMOUNT_BLANK where empty. */
AmountVerdict amount_flag(Str text, bool *out);

#endif
