/* SPDX-License-Identifier: GPL-3.0-or-later */
/* preposterior.h - what more leads would be worth before one has them: by how much better one would choose between two
 * vendors, on average over what the leads may show. Exact beta-binomial sums, no draws. Pure.
 * All values are SQLs per unit of money; absolute error below 1e-12 of 1 / cost. */
#ifndef MODELS_PREPOSTERIOR_H
#define MODELS_PREPOSTERIOR_H
#include "models/base/base.h"
#include "models/beta.h"

/* A vendor to choose or not: rate / cost SQLs per unit of money. With a cost of 1 everything is in rates. */
typedef struct Option {
    Beta rate;
    double cost; /* money per lead, > 0 */
} Option;

enum { PREPOSTERIOR_MOST = 1000000 }; /* leads; nobody waits for more */

/* Returns E[max(y, known)] - max(E y, known) >= 0: the value of knowing the rate exactly, where the alternative is
 * known to give `known` >= 0. */
double preposterior_evpi(Option option, double known);

/* Returns the same for knowing what `leads` >= 0 more leads show. It never falls in `leads`, may be exactly 0 for
 * a few, and goes to the value above. */
double preposterior_evsi(Option option, double known, long leads);

/* Stores in `leads` the smallest number after which no more than `threshold` > 0 of the value is left to learn; 0
 * where that is so already. Fails with ERR_DATA where it is more than PREPOSTERIOR_MOST. */
Status preposterior_leads(Option option, double known, double threshold, long *leads, Err *err);

/* Returns the chance that `leads` more leads settle it: that then P(y > known) is at least `confidence` (> 1/2) or at
 * most 1 - confidence. */
double preposterior_settles(Option option, double known, long leads, double confidence);

/* The same where both are uncertain, and `leads` more come from each. `arena` is scratch. */
double preposterior_two_evpi(Option one, Option other, Arena *arena);
double preposterior_two_evsi(Option one, Option other, long leads, Arena *arena);
Status preposterior_two_leads(Option one, Option other, double threshold, Arena *arena, long *leads,
                              Err *err);

#endif
