/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/contract.h"
#include <stdlib.h>
#include <string.h>

const char *const CONTRACT_BASES[BASIS_COUNT] = {"delivered",   "accepted", "sql",
                                                 "opportunity", "won",      "flat"};
const char *const CONTRACT_WINDOWS[WINDOW_COUNT] = {"calendar", "business", "elapsed", "month_day"};

enum { NO_CONTRACT = UINT16_MAX };

struct Pricing {
    const LeadTable *table;
    const Outcomes *outcomes;
    Contracts contracts;
    Currency base;
    uint16_t *row_of; /* a lead's row of the contracts, or NO_CONTRACT */
    long *invoiced;   /* leads invoiced under each row's period, kept at the period's first row */
    uint32_t *of_vendor, *of_vendor_start; /* rows of the contracts by the table's vendor code */
};

static bool days_overlap(const Contract *a, const Contract *b) {
    return a->start <= b->end && b->start <= a->end;
}

static int scope_width(const Contract *row) {
    return (row->campaign.len != 0) + (row->segment.len != 0) + (row->tier.len != 0);
}

static bool scopes_meet(Str a, Str b) { return !a.len || !b.len || str_equal_nocase(a, b); }

/* Says whether two rows are the same period and scope, and so differ only in their tier. */
static bool same_period(const Contract *a, const Contract *b) {
    return str_equal(a->vendor, b->vendor) && a->start == b->start && a->end == b->end &&
           a->basis == b->basis && str_equal_nocase(a->campaign, b->campaign) &&
           str_equal_nocase(a->segment, b->segment) && str_equal_nocase(a->tier, b->tier) &&
           str_equal(a->id, b->id);
}

static bool conflict(const Contract *a, const Contract *b) {
    if (!str_equal(a->vendor, b->vendor) || !days_overlap(a, b)) return false;
    if ((a->basis == BASIS_FLAT) != (b->basis == BASIS_FLAT)) return false;
    if (scope_width(a) != scope_width(b) || a->from_lead != b->from_lead) return false;
    return scopes_meet(a->campaign, b->campaign) && scopes_meet(a->segment, b->segment) &&
           scopes_meet(a->tier, b->tier);
}

Status contract_check_overlaps(Contracts contracts, Err *err) {
    for (size_t i = 0; i < contracts.count; i++) {
        for (size_t j = 0; j < i; j++) {
            const Contract *a = &contracts.rows[j], *b = &contracts.rows[i];
            if (!conflict(a, b)) continue;
            return err_set(
                err, ERR_CONFIG,
                "lines %ld and %ld fit the same leads of '%.*s' equally well: change their days, scope or "
                "from_lead",
                a->line, b->line, STR_ARGS(a->vendor));
        }
    }
    return OK;
}

/* Lists the rows of the contracts by vendor code of the lead table, so that a lead looks at its own only. */
static void group_by_vendor(Pricing *pricing, Arena *arena) {
    const size_t codes = lead_table_code_count(pricing->table, LEAD_VENDOR);
    pricing->of_vendor_start = ARENA_ARRAY(arena, uint32_t, codes + 1);
    pricing->of_vendor = ARENA_ARRAY(arena, uint32_t, pricing->contracts.count + 1);
    uint32_t used = 0;
    for (size_t code = 0; code < codes; code++) {
        pricing->of_vendor_start[code] = used;
        const Str vendor = lead_table_text(pricing->table, LEAD_VENDOR, code);
        for (uint32_t i = 0; i < pricing->contracts.count; i++) {
            if (str_equal(pricing->contracts.rows[i].vendor, vendor)) pricing->of_vendor[used++] = i;
        }
    }
    pricing->of_vendor_start[codes] = used;
}

static Str cell_text(const LeadTable *table, uint32_t row, LeadField field) {
    return lead_table_text(table, field, lead_table_cell(table, row, field));
}

static bool scope_fits(Str scope, Str value) { return !scope.len || str_equal_nocase(scope, value); }

/* Returns the row that fits the lead on its delivery day: the most specific, first tier. */
static uint16_t find_row(const Pricing *pricing, uint32_t lead) {
    const LeadTable *table = pricing->table;
    const uint64_t code = lead_table_cell(table, lead, LEAD_VENDOR);
    const Day day = stamp_day(lead_table_stamp(table, lead, LEAD_DELIVERED_AT));
    uint16_t best = NO_CONTRACT;
    int best_width = -1;
    for (uint32_t k = pricing->of_vendor_start[code]; k < pricing->of_vendor_start[code + 1]; k++) {
        const Contract *row = &pricing->contracts.rows[pricing->of_vendor[k]];
        if (row->basis == BASIS_FLAT || scope_width(row) < best_width) continue;
        if (day == DAY_NONE ? pricing->of_vendor_start[code + 1] - pricing->of_vendor_start[code] > 1
                            : day < row->start || day > row->end) {
            continue; /* without a day only a vendor's single row can be meant */
        }
        if (!scope_fits(row->campaign, cell_text(table, lead, LEAD_CAMPAIGN)) ||
            !scope_fits(row->segment, cell_text(table, lead, LEAD_SEGMENT)) ||
            !scope_fits(row->tier, cell_text(table, lead, LEAD_TIER))) {
            continue;
        }
        const bool earlier_tier = best != NO_CONTRACT && scope_width(row) == best_width &&
                                  row->from_lead >= pricing->contracts.rows[best].from_lead;
        if (earlier_tier) continue;
        best = (uint16_t)pricing->of_vendor[k];
        best_width = scope_width(row);
    }
    return best;
}

/* Says whether the lead appears on an invoice at all under `row` (NULL: no contract). */
static bool is_invoiced(const Pricing *pricing, uint32_t lead, const Contract *row) {
    const LeadOutcome outcome = pricing->outcomes->of[lead];
    if (lead_table_cell(pricing->table, lead, LEAD_BILLABLE) == 1 || outcome.class == CLASS_RETURNED)
        return false;
    if (outcome.class == LEAD_LEFT_OUT) return false;
    if (outcome.class == CLASS_DUPLICATE) {
        const unsigned billable = row ? row->duplicates_billable : BILL_OTHER | BILL_KNOWN;
        const unsigned kind = outcome.marks & MARK_OTHER_DUPLICATE ? BILL_OTHER : BILL_OWN;
        if (!(billable & kind)) return false;
    }
    if (!row || row->basis == BASIS_DELIVERED) return true;
    const Stage stage = outcome_stage(outcome.class, outcome.reached);
    return stage != STAGE_COUNT && stage >= (Stage)(STAGE_DELIVERED + (row->basis - BASIS_DELIVERED));
}

/* An invoiced lead of a contract period, to be counted off in order. */
typedef struct Turn {
    uint32_t period; /* first row of the period */
    Stamp delivered;
    LeadKey key;
    uint32_t lead;
} Turn;

static int by_turn(const void *left, const void *right) {
    const Turn *a = left, *b = right;
    if (a->period != b->period) return a->period < b->period ? -1 : 1;
    if (a->delivered != b->delivered) return a->delivered < b->delivered ? -1 : 1;
    if (a->key.high != b->key.high) return a->key.high < b->key.high ? -1 : 1;
    if (a->key.low != b->key.low) return a->key.low < b->key.low ? -1 : 1;
    return a->lead < b->lead ? -1 : a->lead > b->lead;
}

/* Returns the first row of the table that shares the period of row `i`. */
static uint32_t period_of(const Pricing *pricing, size_t i) {
    uint32_t first = 0;
    while (!same_period(&pricing->contracts.rows[first], &pricing->contracts.rows[i])) first++;
    return first;
}

/* Returns the row of the period whose tier the n-th lead (from 1) falls in. */
static uint16_t tier_of(const Pricing *pricing, uint32_t period, long n) {
    uint16_t best = (uint16_t)period;
    long from = -1;
    for (size_t i = 0; i < pricing->contracts.count; i++) {
        const Contract *row = &pricing->contracts.rows[i];
        if (row->from_lead > n || row->from_lead <= from || period_of(pricing, i) != period) continue;
        best = (uint16_t)i;
        from = row->from_lead;
    }
    return best;
}

static bool has_tiers(const Pricing *pricing, uint32_t period) {
    for (size_t i = period + 1; i < pricing->contracts.count; i++) {
        if (period_of(pricing, i) == period) return true;
    }
    return false;
}

/* Counts each period's invoiced leads and gives the later ones of a tiered period their row. */
static void assign_tiers(Pricing *pricing, Arena *arena) {
    const size_t count = lead_table_count(pricing->table);
    bool *tiered = ARENA_ARRAY(arena, bool, pricing->contracts.count + 1);
    uint32_t *period = ARENA_ARRAY(arena, uint32_t, pricing->contracts.count + 1);
    for (size_t i = 0; i < pricing->contracts.count; i++) {
        period[i] = period_of(pricing, i);
        tiered[i] = has_tiers(pricing, period[i]);
    }
    Turn *turns = NULL;
    size_t turn_count = 0, room = 0;
    for (uint32_t lead = 0; lead < count; lead++) {
        const uint16_t i = pricing->row_of[lead];
        if (i == NO_CONTRACT || !is_invoiced(pricing, lead, &pricing->contracts.rows[i])) continue;
        pricing->invoiced[period[i]]++;
        if (!tiered[i]) continue;
        ARENA_RESERVE(arena, turns, turn_count, room);
        turns[turn_count++] = (Turn){period[i], lead_table_stamp(pricing->table, lead, LEAD_DELIVERED_AT),
                                     lead_table_key(pricing->table, lead), lead};
    }
    if (turn_count) qsort(turns, turn_count, sizeof *turns, by_turn);
    long n = 0;
    for (size_t t = 0; t < turn_count; t++) {
        n = t && turns[t].period == turns[t - 1].period ? n + 1 : 1;
        pricing->row_of[turns[t].lead] = tier_of(pricing, turns[t].period, n);
    }
}

Pricing *contract_price_leads(const LeadTable *table, const Outcomes *outcomes, Contracts contracts,
                              Currency base, Arena *arena) {
    Pricing *pricing = ARENA_NEW(arena, Pricing);
    const size_t count = lead_table_count(table);
    *pricing = (Pricing){.table = table,
                         .outcomes = outcomes,
                         .contracts = contracts,
                         .base = base,
                         .row_of = ARENA_ARRAY(arena, uint16_t, count),
                         .invoiced = ARENA_ARRAY(arena, long, contracts.count + 1)};
    group_by_vendor(pricing, arena);
    for (uint32_t lead = 0; lead < count; lead++) pricing->row_of[lead] = find_row(pricing, lead);
    assign_tiers(pricing, arena);
    return pricing;
}

/* The day on which the charge arises: delivery, or the day of the stage the contract bills. */
static Day billing_day(const Pricing *pricing, uint32_t lead, const Contract *row) {
    const Stage stage =
        row && row->basis != BASIS_FLAT ? (Stage)(row->basis - BASIS_DELIVERED) : STAGE_DELIVERED;
    const Day day = stamp_day(classify_stage_stamp(pricing->table, lead, stage));
    return day != DAY_NONE ? day : stamp_day(lead_table_stamp(pricing->table, lead, LEAD_DELIVERED_AT));
}

/* The currency of a lead's own price: its own cell, else the contract's, else the case's. */
static Currency own_currency(const Pricing *pricing, uint32_t lead, Currency fallback) {
    Currency currency = fallback;
    currency_parse(cell_text(pricing->table, lead, LEAD_CURRENCY), &currency);
    return currency;
}

Currency contract_base_currency(const Pricing *pricing) { return pricing->base; }

Charge contract_charge(const Pricing *pricing, uint32_t lead) {
    const uint16_t i = pricing->row_of[lead];
    const Contract *row = i == NO_CONTRACT ? NULL : &pricing->contracts.rows[i];
    Charge charge = {.amount = MONEY_NONE,
                     .currency = row && row->currency.code[0] ? row->currency : pricing->base,
                     .billed = billing_day(pricing, lead, row),
                     .invoiced = is_invoiced(pricing, lead, row)};
    const Money own = lead_table_money(pricing->table, lead, LEAD_PRICE);
    if (own != MONEY_NONE) {
        charge.amount = own;
        charge.currency = own_currency(pricing, lead, charge.currency);
    } else if (row) {
        charge.amount = money_from_decimal(row->cpl, charge.currency);
    }
    if (!charge.invoiced && charge.amount != MONEY_NONE) charge.amount = 0;
    const bool credited = charge.invoiced && (pricing->outcomes->of[lead].marks & MARK_CREDITED);
    charge.credit = credited && charge.amount != MONEY_NONE ? charge.amount : 0;
    return charge;
}

/* Adds the months of a flat amount up to the as-of day. */
static void add_flat(const Contract *row, Currency currency, Day as_of, Arena *arena, PeriodCharge **list,
                     size_t *count, size_t *room) {
    const Money total = money_from_decimal(row->cpl, currency);
    const Wide days = row->end - row->start + 1;
    Money before = 0;
    for (Month month = month_from_day(row->start); month <= month_from_day(row->end); month++) {
        Day last = day_from_month(month + 1) - 1;
        if (last > row->end) last = row->end;
        if (last > as_of) last = as_of;
        if (last < row->start || last < day_from_month(month)) break;
        const Money upto = (Money)round_ratio((Wide)total * (last - row->start + 1), days);
        ARENA_RESERVE(arena, *list, *count, *room);
        (*list)[(*count)++] = (PeriodCharge){row->vendor, upto - before, currency, month};
        before = upto;
    }
}

size_t contract_period_charges(const Pricing *pricing, Day as_of, Arena *arena, PeriodCharge **out) {
    size_t count = 0, room = 0;
    *out = NULL;
    for (size_t i = 0; as_of != DAY_NONE && i < pricing->contracts.count; i++) {
        const Contract *row = &pricing->contracts.rows[i];
        const Currency currency = row->currency.code[0] ? row->currency : pricing->base;
        if (row->basis == BASIS_FLAT) {
            add_flat(row, currency, as_of, arena, out, &count, &room);
            continue;
        }
        const uint32_t period = period_of(pricing, i);
        const long missing = period == i ? row->minimum_leads - pricing->invoiced[i] : 0;
        if (missing <= 0 || row->minimum_leads < 0 || row->end > as_of) continue;
        ARENA_RESERVE(arena, *out, count, room);
        const Money shortfall = (Money)((Wide)missing * money_from_decimal(row->cpl, currency));
        (*out)[count++] = (PeriodCharge){row->vendor, shortfall, currency, month_from_day(row->end)};
    }
    return count;
}
