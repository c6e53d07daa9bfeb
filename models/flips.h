/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flips.h - what would change a verdict: which number, moved alone to what value. A number is moved in the base formula of
 * the ledger, and every draw moves with it; the draws stay the same. Pure. */
#ifndef MODELS_FLIPS_H
#define MODELS_FLIPS_H
#include "models/ruling.h"

enum { FLIPS_ASSUMPTIONS = 6 }; /* so many that are not fixed, those that move the figures most, are tried */

enum { FLIPS_WORK = 120000 }; /* draws x vendors at most: of many vendors fewer draws are looked at */

/* Stores the flips of every vendor that takes part in its verdict (which is there), in `arena`, the nearest first.
 * Assumptions are moved between low and high; today's price, and target.cost_per_sql where it is fixed, between
 * half and double. A vendor whose verdict is another one on fewer draws gets none. The room of `bench`, which is in the
 * world as it was drawn, is used up. */
void flips_find(RulingBench bench, Arena *arena, Arena *scratch, ScenarioResult *scenario);

#endif
