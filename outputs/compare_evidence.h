/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_evidence.h - sentences about how much stands behind the figures of a comparison: what young leads are worth, for
 * how much a small vendor speaks itself, where ranges are wide from, what would turn a verdict. Each returns the empty
 * text where there is nothing to say. */
#ifndef OUTPUTS_COMPARE_EVIDENCE_H
#define OUTPUTS_COMPARE_EVIDENCE_H
#include "outputs/compare_view.h"

/* Returns "C's naive 3.1 % is 6.4 % (4.6-8.7 %) once its 340 leads are counted as the 212 mature leads they are worth.",
 * of the vendor where the two differ most. */
Str compare_evidence_young(const CompareView *view);

/* Returns "B's 41 leads speak for 63 % of its SQL rate, the other vendors for the rest.", of the smallest vendor. */
Str compare_evidence_weight(const CompareView *view);

/* Returns "93 to 98 % of the width of the cost per SQL comes from rates, the rest from assumptions." */
Str compare_evidence_width(const CompareView *view);

/* Returns "A becomes 'renew' if touch.minutes falls below 3.2 (now 5).": the nearest of its flips. */
Str compare_evidence_flip(const CompareView *view, const VendorResult *vendor);

#endif
