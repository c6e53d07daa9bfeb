/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/segment_rates.h"

/* Leads and SQLs of each vendor and segment: [vendor * segment_count + segment]. */
static SegmentRate *count_segments(const Rollup *rollup, Arena *arena) {
    SegmentRate *out = ARENA_ARRAY(arena, SegmentRate, rollup->vendor_count * rollup->segment_count);
    for (size_t i = 0; i < rollup->cell_count; i++) {
        const RollupCell *cell = &rollup->cells[i];
        if (cell->class == CELL_CHARGE) continue;
        const Stage last = outcome_stage((OutcomeClass)cell->class, (Stage)cell->reached);
        SegmentRate *row = &out[cell->vendor * rollup->segment_count + cell->segment];
        row->segment = rollup->segments[cell->segment];
        row->delivered += cell->leads;
        if (last != STAGE_COUNT && last >= STAGE_SQL) row->sql += cell->leads;
    }
    return out;
}

/* Moves the segments that have leads to the front, and returns how many they are. */
static size_t keep_delivered(SegmentRate *rows, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].delivered) rows[kept++] = rows[i];
    }
    return kept;
}

static Status fit_vendor(SegmentRate *rows, size_t count, Arena *scratch, Err *err) {
    Pooling pooling;
    Trial *trials = ARENA_ARRAY(scratch, Trial, count);
    for (size_t i = 0; i < count; i++) trials[i] = (Trial){(double)rows[i].delivered, (double)rows[i].sql};
    const Status status = pooling_fit(trials, count, scratch, &pooling, err);
    for (size_t i = 0; status == OK && i < count; i++) {
        const Rate rate = pooling_rate(&pooling, trials[i], .9, scratch);
        rows[i].rate = (Interval){.mean = rate.mean, .p05 = rate.low, .p50 = rate.median, .p95 = rate.high};
    }
    return status;
}

Status segment_rates_fit(const Rollup *rollup, Arena *arena, Arena *scratch, SegmentRates *out, Err *err) {
    const SegmentRate **of = ARENA_ARRAY(arena, const SegmentRate *, rollup->vendor_count);
    size_t *counts = ARENA_ARRAY(arena, size_t, rollup->vendor_count);
    *out = (SegmentRates){of, counts};
    if (rollup->segment_count < 2 || !rollup->has_stage[STAGE_SQL]) return OK;
    SegmentRate *rows = count_segments(rollup, arena);
    for (size_t v = 0; v < rollup->vendor_count; v++) {
        SegmentRate *own = rows + v * rollup->segment_count;
        counts[v] = keep_delivered(own, rollup->segment_count);
        of[v] = own;
        const Status status = counts[v] ? fit_vendor(own, counts[v], scratch, err) : OK;
        if (status != OK) return status;
    }
    return OK;
}
