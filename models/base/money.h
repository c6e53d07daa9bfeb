/* SPDX-License-Identifier: GPL-3.0-or-later */
/* money.h - observed money as whole minor units, decimals as whole millionths, and the one rounding.
 * Sums are exact. A double never holds observed money until a ratio is taken. */
#ifndef MODELS_BASE_MONEY_H
#define MODELS_BASE_MONEY_H
#include "models/base/err.h"
#include "models/base/str.h"

typedef int64_t Money;               /* minor units of a currency: cents of a USD, yen of a JPY */
typedef int64_t Decimal;             /* millionths: 0.25 is 250000 */
__extension__ typedef __int128 Wide; /* what products of the two are formed in */
#define DECIMAL_ONE ((Decimal)1000000)
#define MONEY_NONE  INT64_MIN /* no amount in the cell */

/* An ISO 4217 code in capitals, NUL-terminated; empty: no currency known. */
typedef struct Currency {
    char code[4];
} Currency;

/* Stores in `out` the currency of `text` (three letters of any case; a symbol or name is not a currency
 * here). Returns false, with `out` untouched, where it is not one of ISO 4217's. */
bool currency_parse(Str text, Currency *out);

/* Says whether the two are the same. */
bool currency_equal(Currency a, Currency b);

/* Returns how many digits of `currency` stand behind the point (ISO 4217: 0, 2, 3 or 4; 2 where unknown),
 * and ten to that power: the minor units of one major unit. */
int currency_digits(Currency currency);
int64_t currency_units(Currency currency);

/* Returns num / den rounded half away from zero, as ROUND does in every spreadsheet; den > 0. */
Wide round_ratio(Wide num, Wide den);

/* Stores in `out` the number that the plain decimal text holds ([+-]digits[.digits], or digits on one side
 * of the point only; no grouping, no exponent) in millionths. Returns false, with `out` untouched, where it
 * is anything else, has more than six digits behind the point that are not 0, or does not fit. */
bool decimal_parse(Str text, Decimal *out);

/* Returns `major` (millionths of a major unit) in minor units of `currency`, rounded half away from zero. */
Money money_from_decimal(Decimal major, Currency currency);

/* Returns the same the other way round, exact for up to six digits. */
Decimal decimal_from_money(Money money, Currency currency);

/* Returns the value as a double: for ratios and for print only. */
static inline double decimal_to_double(Decimal value) { return (double)value / (double)DECIMAL_ONE; }
double money_to_double(Money money, Currency currency);

enum { MONEY_TEXT = 48 }; /* bytes that hold any text made below, NUL included */

/* Writes the plain decimal text ("-1234.50"; no grouping, no sign of a currency) into `text`; returns it. */
const char *money_format(Money money, Currency currency, char text[MONEY_TEXT]);
const char *decimal_format(Decimal value, char text[MONEY_TEXT]); /* no zeros at the end: "0.25", "40" */

#endif
