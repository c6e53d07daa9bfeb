/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_fixture.h - a result made by hand, for tests of what is made of results: six invented vendors, three scenarios,
 * observed minutes and touches, one vendor without an SQL. Counts and intervals are invented; ledger and metrics
 * are those of the models. */
#ifndef TESTS_SUPPORT_RESULT_FIXTURE_H
#define TESTS_SUPPORT_RESULT_FIXTURE_H
#include "models/result.h"

typedef enum FixtureKind {
    FIXTURE_FULL,        /* everything known but one vendor's cost per SQL */
    FIXTURE_NO_CONTRACT, /* the first vendor's costs are not known */
    FIXTURE_NO_STAGES,   /* no file has a stage after delivery, and nothing was bought under a contract */
} FixtureKind;

enum { FIXTURE_VENDORS = 6, FIXTURE_SCENARIOS = 3 };

/* Returns the result; its memory is of `arena`. */
Result *result_fixture_make(Arena *arena, FixtureKind kind);

#endif
