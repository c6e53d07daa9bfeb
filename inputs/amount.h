/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amount.h - the amounts, counts, shares and yes/no words that exports write. Money goes from text straight to minor
 * units, never through a double. Nothing is guessed: whether 1,234 is a thousand or one and a bit is known only once
 * another value of the column has proved what a comma is there.
 *
 * A number is digits, perhaps grouped by threes (or, as in India, by twos before the last three) with . , ' or a
 * blank, perhaps with decimals behind . or , (no exponent, no hexadecimal). Which one is which:
 *   1,234.50  1.234,50  1 234,5   the last one, if it occurs once, is the decimal sign
 *   1,234,567                     what occurs twice groups
 *   1,5  12.345678  0.123         what no group of three follows, or 0 or four digits precede, is the decimal sign
 *   1,234  100.000                ambiguous */
#ifndef INPUTS_AMOUNT_H
#define INPUTS_AMOUNT_H
#include "models/base/base.h"

/* Which of . and , is the decimal sign. A value that can be read one way only is read so under either. */
typedef enum AmountForm { AMOUNT_FORM_UNKNOWN, AMOUNT_FORM_DOT, AMOUNT_FORM_COMMA } AmountForm;

typedef enum AmountVerdict {
    AMOUNT_OK,
    AMOUNT_BLANK,     /* text_is_missing, or a dash beside a currency: "$ -" */
    AMOUNT_BAD,       /* not a number, or too large */
    AMOUNT_AMBIGUOUS, /* "1,234", and the form is unknown */
} AmountVerdict;

typedef struct AmountRead {
    Money money; /* minor units of `currency` */
    Currency
        currency; /* the text's own code (USD 12) or sign, if only one currency has it (EUR), else the given one */
    bool rounded; /* it had more decimals than the currency: half away from zero */
} AmountRead;

/* Stores in `out` what `text` says: a number with, around it and in any order, at most one sign (-12, 12-, (12.00)),
 * one currency (USD 12, 12 EUR, $ 12) and, behind it, a letter for thousands, millions or billions ($141.56K).
 * `currency`: of text that does not name one. Leaves `out` untouched unless it returns AMOUNT_OK. */
AmountVerdict amount_parse(Str text, AmountForm form, Currency currency, AmountRead *out);

/* Returns the form that `text` proves for its column, UNKNOWN where it proves none; stores in `ambiguous` whether it
 * is an amount that needs the form. */
AmountForm amount_shown_form(Str text, bool *ambiguous);

/* Reads a whole number >= 0: 1143, 12.0. As it has no decimals but zeros, three digits behind a separator are a
 * group: 1,143 and 1.143 are the same. */
AmountVerdict amount_count(Str text, int64_t *out);

/* Reads a share in millionths: 0.05, 5%, 12,5 %. More digits are rounded. It may be negative or over 1. */
AmountVerdict amount_share(Str text, AmountForm form, Decimal *out);

/* Reads yes or no: yes/no, true/false, 1/0, y/n, t/f, x, and the words in German, French, Spanish, Portuguese. */
AmountVerdict amount_flag(Str text, bool *out);

#endif
