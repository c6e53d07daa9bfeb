/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/duplicates.h"
#include <stdlib.h>

/* What two leads have in common, when, and which lead. */
typedef struct Claim {
    uint64_t shared; /* hash of the address or the opportunity id */
    uint64_t tie;    /* the lead's identity: an order that does not depend on the file's */
    Stamp delivered;
    uint32_t row;
} Claim;

static int by_shared_then_time(const void *left, const void *right) {
    const Claim *a = left, *b = right;
    if (a->shared != b->shared) return a->shared < b->shared ? -1 : 1;
    if (a->delivered != b->delivered) return a->delivered < b->delivered ? -1 : 1;
    if (a->tie != b->tie) return a->tie < b->tie ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

/* Lists the rows that have `field`, those of one value together, earliest first. Leads that the as-of day or
 * a missing day leaves out have no part in it. */
static Claim *sorted_claims(const LeadTable *table, LeadField field, const Definitions *definitions,
                            Arena *arena, size_t *count) {
    *count = 0;
    if (!lead_table_has(table, field)) return NULL;
    const size_t rows = lead_table_count(table);
    Claim *claims = ARENA_ARRAY(arena, Claim, rows);
    for (uint32_t row = 0; row < rows; row++) {
        const uint64_t shared = lead_table_cell(table, row, field);
        const Stamp delivered = lead_table_stamp(table, row, LEAD_DELIVERED_AT);
        if (!shared || (stamp_is_dated(delivered) && !definitions_happened(definitions, delivered))) continue;
        claims[(*count)++] = (Claim){shared, lead_table_identity(table, row), delivered, row};
    }
    qsort(claims, *count, sizeof *claims, by_shared_then_time);
    return claims;
}

static uint8_t mark_of(const LeadTable *table, const Claim *claims, size_t first, size_t i, int days) {
    uint8_t mark = 0;
    const uint64_t vendor = lead_table_cell(table, claims[i].row, LEAD_VENDOR);
    for (size_t j = i; j-- > first && stamp_is_dated(claims[j].delivered);) {
        if (stamp_day(claims[i].delivered) - stamp_day(claims[j].delivered) > days) break;
        if (lead_table_cell(table, claims[j].row, LEAD_VENDOR) == vendor) return MARK_OWN_DUPLICATE;
        mark = MARK_OTHER_DUPLICATE;
    }
    return mark;
}

uint8_t *duplicates_mark_emails(const LeadTable *table, const Definitions *definitions, Arena *arena) {
    uint8_t *marks = ARENA_ARRAY(arena, uint8_t, lead_table_count(table));
    if (!lead_table_has(table, LEAD_DELIVERED_AT)) return marks;
    size_t count, first = 0;
    const Claim *claims = sorted_claims(table, LEAD_EMAIL, definitions, arena, &count);
    for (size_t i = 0; i < count; i++) {
        if (claims[i].shared != claims[first].shared) first = i;
        if (!stamp_is_dated(claims[i].delivered)) continue;
        marks[claims[i].row] = mark_of(table, claims, first, i, definitions->duplicate_days);
    }
    return marks;
}

/* A lead that came after its opportunity cannot have brought it about. Returns how many are left. */
static size_t keep_eligible(const LeadTable *table, Claim *claims, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const Stamp opened = lead_table_stamp(table, claims[i].row, LEAD_OPPORTUNITY_AT);
        if (!stamp_precedes(opened, claims[i].delivered)) claims[kept++] = claims[i];
    }
    return kept;
}

uint8_t *duplicates_mark_shared_opportunities(const LeadTable *table, const Definitions *definitions,
                                              Arena *arena) {
    uint8_t *marks = ARENA_ARRAY(arena, uint8_t, lead_table_count(table));
    size_t count;
    Claim *claims = sorted_claims(table, LEAD_OPPORTUNITY_ID, definitions, arena, &count);
    count = keep_eligible(table, claims, count);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && claims[end].shared == claims[first].shared;) end++;
        const size_t credited = definitions->credit_last ? end - 1 : first;
        for (size_t i = first; i < end; i++) marks[claims[i].row] = i != credited;
    }
    return marks;
}
