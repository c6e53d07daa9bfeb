/* SPDX-License-Identifier: GPL-3.0-or-later */
/* books.h - what the leads of each vendor were billed: the ledger's booked amounts for the months they cover,
 * contract prices for the rest. Pure. All results are minor units of the case's currency. */
#ifndef MODELS_BOOKS_H
#define MODELS_BOOKS_H
#include "models/figure.h"
#include "models/rollup.h"

typedef enum SpendKind {
    SPEND_INVOICE,
    SPEND_CREDIT,
    SPEND_FEE,
    SPEND_CONTENT,
    SPEND_TOOLS,
    SPEND_KIND_COUNT
} SpendKind;
extern const char *const BOOKS_KINDS[SPEND_KIND_COUNT];

typedef enum SpendStatus { SPEND_ORDERED, SPEND_ACCRUED, SPEND_PAID, SPEND_STATUS_COUNT } SpendStatus;
extern const char *const BOOKS_STATUSES[SPEND_STATUS_COUNT];

/* One booked amount, net of tax. */
typedef struct SpendRow {
    Day date;
    Str vendor; /* empty: shared (tools) */
    SpendKind kind;
    Money amount, tax; /* minor units of `currency`; tax 0 where blank */
    Currency currency;
    SpendStatus status; /* ordered: promised, not booked */
    Str contract_id, reference;
    Day period_start, period_end; /* DAY_NONE where blank: the month of `date` */
    int64_t quantity;             /* leads on the invoice, -1 where blank */
    long line;
} SpendRow;

/* What one unit of `currency` is worth in the case's currency from `date` on, until a later row. */
typedef struct FxRow {
    Day date;
    Currency currency;
    Decimal rate; /* > 0 */
} FxRow;

typedef struct Ledgers {
    const SpendRow *rows;
    size_t count;
    const FxRow *fx;
    size_t fx_count;
    Currency base;
    bool has_contracts; /* only to say the right reason */
    Str unread;         /* not empty: rows of the ledger or the contracts could not be read, and which */
} Ledgers;

/* What one vendor's leads cost on invoices. */
typedef struct Books {
    Money invoice;         /* booked and accrued, in the period, earned */
    Money booked;          /* of it: from the ledger */
    Money accrued;         /* of it: months delivered without an invoice, at contract prices */
    Money prepaid;         /* booked, but for leads not delivered yet; not in invoice */
    Money credits;         /* received; >= 0 */
    int64_t accrued_leads; /* invoiced leads in the accrued months */
    Money priced;          /* sum of prices of all invoiced leads, whatever was booked: for the stated CPL */
    int64_t priced_leads;
    Why why;        /* why none of this can be known */
    Why stated_why; /* why there is no stated CPL */
} Books;

/* Stores in `out` (one a vendor of the rollup) what was billed, and in `tools` the tools cost of the ledger, with
 * `has_tools` false where it has none. All memory is of `arena`. */
void books_settle(const Rollup *rollup, Ledgers ledgers, Arena *arena, Books *out, Money *tools,
                  bool *has_tools);

/* Adds up the vendors' books; unknown where one of them is. */
Books books_total(const Books *books, size_t count);

/* Returns `money` of `currency` in the base currency at `day`, or MONEY_NONE where no rate is known. */
Money books_convert(Ledgers ledgers, Money money, Currency currency, Day day);

#endif
