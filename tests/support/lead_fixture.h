/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lead_fixture.h - small lead tables written as text, and what the models make of them.
 * A lead is a list of cells: "vendor=A, delivered_at=2026-01-05, status=Won, amount=1200.50". Names are those of a case;
 * days may have a time (2026-01-05 09:30); `yes` in a column of days is a day nobody knows; money is in USD; `sql_at=` is
 * a column with a blank cell.
 * A name or value that does not exist fails the running test. */
#ifndef TESTS_SUPPORT_LEAD_FIXTURE_H
#define TESTS_SUPPORT_LEAD_FIXTURE_H
#include "models/rollup.h"
#include "tests/support/check.h"

/* What a test works with. Change `definitions`, `vocabulary` and `contracts` before counting. */
typedef struct LeadFixture {
    Arena *arena;
    LeadTable *table;
    Definitions definitions; /* as of 2026-06-30, no period, the defaults of a case, segment `segment` */
    Vocabulary vocabulary;   /* empty: the built-in tables */
    Contracts contracts;     /* none */
    Outcomes outcomes;       /* of the last call of classify, price or count */
    Pricing *pricing;        /* of the last call of price or count */
} LeadFixture;

/* Returns a fixture without leads; free it with `lead_fixture_free`. */
LeadFixture *lead_fixture_new(void);
void lead_fixture_free(LeadFixture *fixture);

/* Adds a lead and returns its row. */
uint32_t lead_fixture_add(LeadFixture *fixture, const char *cells);

/* Adds `count` leads with these cells. */
void lead_fixture_add_many(LeadFixture *fixture, int count, const char *cells);

/* Classifies the leads and returns what became of `row`. */
LeadOutcome lead_fixture_classify(LeadFixture *fixture, uint32_t row);

/* The same from one lead alone, in a table of its own. */
LeadOutcome lead_fixture_outcome(const char *cells);

/* Classifies and prices the leads, in USD where no currency is said. */
Pricing *lead_fixture_price(LeadFixture *fixture);

/* Classifies, prices and counts the leads. */
Rollup lead_fixture_count(LeadFixture *fixture);

/* Returns a contract: delivered leads of `vendor` at `cpl` USD from `start` to `end`, all else blank. */
Contract lead_fixture_contract(const char *vendor, const char *cpl, const char *start, const char *end);

/* Return the day, the amount in cents, and the number in millionths that a text says. */
Day lead_fixture_day(const char *text);
Money lead_fixture_money(const char *text);
Decimal lead_fixture_decimal(const char *text);

#endif
