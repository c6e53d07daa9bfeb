/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_amounts.c - any text as an amount, count, share or word: no crash, every amount is read back from its plain
 * form, and what is unambiguous is the same under either form. */
#include "inputs/amount.h"
#include <stdlib.h>

static const Currency USD = {"USD"};

static void check_amount(const AmountRead *read) {
    char text[MONEY_TEXT];
    AmountRead again;
    const Str plain = str_from(money_format(read->money, read->currency, text));
    if (amount_parse(plain, AMOUNT_FORM_DOT, read->currency, &again) != AMOUNT_OK) abort();
    if (again.money != read->money || again.rounded) abort();
}

static void check_forms(Str text) {
    AmountRead either = {0}, dot = {0}, comma = {0};
    const AmountVerdict verdict = amount_parse(text, AMOUNT_FORM_UNKNOWN, USD, &either);
    const AmountVerdict as_dot = amount_parse(text, AMOUNT_FORM_DOT, USD, &dot);
    const AmountVerdict as_comma = amount_parse(text, AMOUNT_FORM_COMMA, USD, &comma);
    bool ambiguous;
    const AmountForm shown = amount_shown_form(text, &ambiguous);
    if (as_dot == AMOUNT_OK) check_amount(&dot);
    if (as_comma == AMOUNT_OK) check_amount(&comma);
    if (ambiguous != (verdict == AMOUNT_AMBIGUOUS) || (ambiguous && shown)) abort();
    if (verdict == AMOUNT_AMBIGUOUS) return;
    if (as_dot != verdict || as_comma != verdict || either.money != dot.money || either.money != comma.money)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const Str text = {(const char *)data, size};
    check_forms(text);
    int64_t count = -7;
    if (amount_count(text, &count) == AMOUNT_OK ? count < 0 : count != -7) abort();
    Decimal share = -7;
    bool yes = false;
    if (amount_share(text, AMOUNT_FORM_UNKNOWN, &share) != AMOUNT_OK && share != -7) abort();
    if (amount_flag(text, &yes) != AMOUNT_OK && yes) abort();
    return 0;
}
