/* SPDX-License-Identifier: GPL-3.0-or-later */
/* segment_rates.h - the SQL rates of a vendor's segments, each pooled toward its vendor: pooling.h on one vendor's cells
 * alone. The vendor's own figure comes from its total and never moves with the segmentation. Pure. */
#ifndef MODELS_SEGMENT_RATES_H
#define MODELS_SEGMENT_RATES_H
#include "models/pooling.h"
#include "models/result.h"

/* By vendor of the rollup; no segments at all where the files have no segment or no SQLs. */
typedef struct SegmentRates {
    const SegmentRate *const *of; /* [vendor]: its segments with leads, in the order of their names */
    const size_t *counts;
} SegmentRates;

/* Stores in `out` the segments' rates with their central 90 % intervals; memory is of `arena`. */
Status segment_rates_fit(const Rollup *rollup, Arena *arena, Arena *scratch, SegmentRates *out, Err *err);

#endif
