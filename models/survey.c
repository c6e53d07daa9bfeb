/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/survey.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 12 };

static bool is_contracted(Contracts contracts, Str vendor) {
    for (size_t i = 0; i < contracts.count; i++) {
        if (str_equal(contracts.rows[i].vendor, vendor)) return true;
    }
    return false;
}

static void find_vendors(const Rollup *rollup, Contracts contracts, Arena *arena, Survey *out) {
    out->vendor_count = rollup->vendor_count;
    out->vendors = ARENA_ARRAY(arena, SurveyVendor, rollup->vendor_count);
    for (size_t v = 0; v < rollup->vendor_count; v++) {
        out->vendors[v] = (SurveyVendor){.vendor = rollup->vendors[v],
                                         .first = MONTH_NONE,
                                         .last = MONTH_NONE,
                                         .contracted = is_contracted(contracts, rollup->vendors[v])};
    }
    for (size_t i = 0; i < rollup->cell_count; i++) {
        const RollupCell *cell = &rollup->cells[i];
        SurveyVendor *vendor = &out->vendors[cell->vendor];
        if (!cell->leads) continue;
        vendor->leads += cell->leads;
        if (cell->month == MONTH_NONE) continue;
        if (vendor->first == MONTH_NONE || cell->month < vendor->first) vendor->first = cell->month;
        if (vendor->last == MONTH_NONE || cell->month > vendor->last) vendor->last = cell->month;
    }
}

/* A name in the contracts outweighs every name in the leads: it was written with care. */
static void find_spellings(Contracts contracts, Arena *arena, Survey *out) {
    SpellingName *names = ARENA_ARRAY(arena, SpellingName, out->vendor_count + contracts.count);
    size_t count = 0;
    for (size_t v = 0; v < out->vendor_count; v++) {
        const SurveyVendor *vendor = &out->vendors[v];
        names[count++] = (SpellingName){vendor->vendor, vendor->contracted ? INT64_MAX : vendor->leads};
    }
    for (size_t i = 0; i < contracts.count; i++) {
        size_t v = 0;
        while (v < count && !str_equal(names[v].name, contracts.rows[i].vendor)) v++;
        if (v == count) names[count++] = (SpellingName){contracts.rows[i].vendor, INT64_MAX};
    }
    SpellingPair *pairs = NULL;
    const size_t found = spelling_find_pairs(names, count, arena, &pairs);
    out->alike = pairs;
    for (size_t i = 0; i < found; i++) {
        if (!is_contracted(contracts, pairs[i].raw)) pairs[out->alike_count++] = pairs[i];
    }
}

static bool has_meaning(Vocabulary vocabulary, LeadField field, Str raw) {
    if (field == LEAD_STATUS) return classify_status_meaning(vocabulary, raw) != MEANS_NOTHING;
    return classify_reason_meaning(vocabulary, raw).known;
}

static int64_t *count_codes(const LeadTable *table, LeadField field, Arena *arena) {
    int64_t *leads = ARENA_ARRAY(arena, int64_t, lead_table_code_count(table, field));
    for (uint32_t row = 0; row < lead_table_count(table); row++) leads[lead_table_cell(table, row, field)]++;
    return leads;
}

static int compare_words(const void *left, const void *right) {
    const SurveyWord *a = left, *b = right;
    if (a->leads != b->leads) return a->leads > b->leads ? -1 : 1;
    return str_compare(a->raw, b->raw);
}

static void find_words(const LeadTable *table, Vocabulary vocabulary, LeadField field, Arena *arena,
                       Survey *out) {
    if (!lead_table_has(table, field)) return;
    const size_t codes = lead_table_code_count(table, field), before = out->word_count;
    const int64_t *leads = count_codes(table, field, arena);
    out->words = arena_grow(arena, out->words, before, before + codes, sizeof *out->words);
    for (size_t code = 1; code < codes; code++) {
        const Str raw = lead_table_text(table, field, code);
        if (!leads[code] || has_meaning(vocabulary, field, raw)) continue;
        const bool personal = memchr(raw.at, '@', raw.len);
        out->words[out->word_count++] = (SurveyWord){field, personal ? STR("") : raw, leads[code]};
    }
    for (size_t i = before; out->word_count - before > MOST_WORDS && i < out->word_count; i++)
        out->words[i].raw = STR("");
    qsort(out->words + before, out->word_count - before, sizeof *out->words, compare_words);
}

const Survey *survey_make(const LeadTable *table, Vocabulary vocabulary, Contracts contracts,
                          const Rollup *rollup, Arena *arena) {
    static const LeadField WORDS[] = {LEAD_STATUS, LEAD_REJECT_REASON, LEAD_DISQUALIFY_REASON,
                                      LEAD_INVALID_REASON};
    Survey *out = ARENA_NEW(arena, Survey);
    out->first_delivery = rollup->first_delivery;
    out->last_delivery = rollup->last_delivery;
    find_vendors(rollup, contracts, arena, out);
    find_spellings(contracts, arena, out);
    for (size_t i = 0; table && i < sizeof WORDS / sizeof *WORDS; i++)
        find_words(table, vocabulary, WORDS[i], arena, out);
    return out;
}
