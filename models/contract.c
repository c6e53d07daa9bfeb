/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/contract.h"
#include <stdlib.h>

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
    uint16_t *period; /* by row of the contracts: the period's row with the lowest from_lead */
    long *invoiced;   /* leads invoiced under each period, kept at that row */
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
           str_equal_nocase(a->segment, b->segment) && str_equal_nocase(a->tier, b->tier);
}

static bool conflict(const Contract *a, const Contract *b) {
    if (!str_equal(a->vendor, b->vendor) || !days_overlap(a, b)) return false;
    if ((a->basis == BASIS_FLAT) != (b->basis == BASIS_FLAT)) return false;
    if (scope_width(a) != scope_width(b)) return false;
    if (a->from_lead != b->from_lead && same_period(a, b)) return false;
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

bool contract_needs_all_leads(Contracts contracts, Str vendor) {
    for (size_t i = 0; i < contracts.count; i++) {
        const Contract *row = &contracts.rows[i];
        if (str_equal(row->vendor, vendor) &&
            (row->from_lead > 1 || row->minimum_leads > 0 || row->basis == BASIS_FLAT))
            return true;
    }
    return false;
}

/* Lists the rows of the contracts by vendor code of the lead table, so that a lead looks at its own only. */
static void group_by_vendor(Pricing *pricing, Arena *arena) {
    const size_t codes = lead_table_code_count(pricing->table, LEAD_VENDOR);
    pricing->of_vendor_start = ARENA_ARRAY(arena, uint32_t, codes + 1);
    pricing->of_vendor = ARENA_ARRAY(arena, uint32_t, pricing->contracts.count + 1);
    uint32_t used = 0;
    for (size_t code = 0; code < codes; code++) {
        pricing->of_vendor_start[code] = used;
        const Str vendor = lead_table_vendor(pricing->table, code);
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

/* Says whether `row` holds for the lead on its delivery day; without a day only a vendor's single row can be meant. */
static bool fits(const Pricing *pricing, uint32_t lead, const Contract *row, bool single) {
    const LeadTable *table = pricing->table;
    const Day day = stamp_day(lead_table_stamp(table, lead, LEAD_DELIVERED_AT));
    if (day == DAY_NONE ? !single : day < row->start || day > row->end) return false;
    return scope_fits(row->campaign, cell_text(table, lead, LEAD_CAMPAIGN)) &&
           scope_fits(row->segment, cell_text(table, lead, LEAD_SEGMENT)) &&
           scope_fits(row->tier, cell_text(table, lead, LEAD_TIER));
}

/* Says whether a lead that fits both is priced by `a`: a flat fee prices no lead that another row does, the more
 * specific row wins, and of its tiers the first. */
static bool comes_before(const Contract *a, const Contract *b) {
    if ((a->basis == BASIS_FLAT) != (b->basis == BASIS_FLAT)) return b->basis == BASIS_FLAT;
    if (scope_width(a) != scope_width(b)) return scope_width(a) > scope_width(b);
    return a->from_lead < b->from_lead;
}

static uint16_t find_row(const Pricing *pricing, uint32_t lead) {
    const uint64_t code = lead_table_cell(pricing->table, lead, LEAD_VENDOR);
    const uint32_t start = pricing->of_vendor_start[code], end = pricing->of_vendor_start[code + 1];
    uint16_t best = NO_CONTRACT;
    for (uint32_t k = start; k < end; k++) {
        const Contract *row = &pricing->contracts.rows[pricing->of_vendor[k]];
        if (!fits(pricing, lead, row, end - start == 1)) continue;
        if (best == NO_CONTRACT || comes_before(row, &pricing->contracts.rows[best]))
            best = (uint16_t)pricing->of_vendor[k];
    }
    return best;
}

/* Says whether the lead appears on an invoice at all under `row` (NULL: no contract). */
static bool is_invoiced(const Pricing *pricing, uint32_t lead, const Contract *row) {
    const LeadOutcome outcome = pricing->outcomes->of[lead];
    const int class = outcome.contracted;
    if (lead_table_cell(pricing->table, lead, LEAD_BILLABLE) == 1 || class == CLASS_RETURNED) return false;
    if (class == LEAD_LEFT_OUT) return false;
    if (class == CLASS_DUPLICATE) {
        const unsigned billable = row ? row->duplicates_billable : BILL_OTHER | BILL_KNOWN;
        const unsigned kind = outcome.marks & MARK_OTHER_DUPLICATE ? BILL_OTHER : BILL_OWN;
        if (!(billable & kind)) return false;
    }
    if (!row || row->basis == BASIS_DELIVERED || row->basis == BASIS_FLAT) return true;
    const Stage stage = outcome_stage((OutcomeClass) class, (Stage)outcome.reached);
    return stage != STAGE_COUNT && stage >= (Stage)(STAGE_DELIVERED + (row->basis - BASIS_DELIVERED));
}

/* An invoiced lead of a contract period, to be counted off in order. */
typedef struct Turn {
    uint64_t identity;
    Stamp delivered;
    uint32_t lead;
    uint16_t period;
} Turn;

static int by_turn(const void *left, const void *right) {
    const Turn *a = left, *b = right;
    if (a->period != b->period) return a->period < b->period ? -1 : 1;
    if (a->delivered != b->delivered) return a->delivered < b->delivered ? -1 : 1;
    return a->identity < b->identity ? -1 : a->identity > b->identity;
}

/* Finds each row's period: of the rows that differ in their tier only, the one with the lowest. */
static void find_periods(Pricing *pricing, Arena *arena) {
    const Contracts all = pricing->contracts;
    pricing->period = ARENA_ARRAY(arena, uint16_t, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        size_t lowest = i;
        for (size_t j = 0; j < all.count; j++) {
            if (same_period(&all.rows[i], &all.rows[j]) && all.rows[j].from_lead < all.rows[lowest].from_lead)
                lowest = j;
        }
        pricing->period[i] = (uint16_t)lowest;
    }
}

/* Returns the row of the period whose tier the n-th lead (from 1) falls in, NO_CONTRACT where none begins so low. */
static uint16_t tier_of(const Pricing *pricing, uint16_t period, long n) {
    uint16_t best = NO_CONTRACT;
    long from = -1;
    for (size_t i = 0; i < pricing->contracts.count; i++) {
        const Contract *row = &pricing->contracts.rows[i];
        if (pricing->period[i] != period || row->from_lead > n || row->from_lead <= from) continue;
        best = (uint16_t)i;
        from = row->from_lead;
    }
    return best;
}

/* Says whether the price of the period's leads depends on how many there were before. */
static bool is_tiered(const Pricing *pricing, uint16_t period) {
    for (size_t i = 0; i < pricing->contracts.count; i++) {
        if (pricing->period[i] == period && i != period) return true;
    }
    return pricing->contracts.rows[period].from_lead > 1;
}

/* Counts each period's invoiced leads, and lists those of tiered periods in order. */
static Turn *count_off(Pricing *pricing, Arena *arena, size_t *count) {
    bool *tiered = ARENA_ARRAY(arena, bool, pricing->contracts.count + 1);
    for (uint16_t i = 0; i < pricing->contracts.count; i++)
        tiered[i] = is_tiered(pricing, pricing->period[i]);
    Turn *turns = NULL;
    size_t room = 0;
    *count = 0;
    for (uint32_t lead = 0; lead < lead_table_count(pricing->table); lead++) {
        const uint16_t i = pricing->row_of[lead];
        if (i == NO_CONTRACT || !is_invoiced(pricing, lead, &pricing->contracts.rows[i])) continue;
        pricing->invoiced[pricing->period[i]]++;
        if (!tiered[i]) continue;
        ARENA_RESERVE(arena, turns, *count, room);
        turns[(*count)++] =
            (Turn){lead_table_identity(pricing->table, lead),
                   lead_table_stamp(pricing->table, lead, LEAD_DELIVERED_AT), lead, pricing->period[i]};
    }
    if (*count) qsort(turns, *count, sizeof *turns, by_turn);
    return turns;
}

/* Gives each invoiced lead of a tiered period the row of its tier. */
static void assign_tiers(Pricing *pricing, Arena *arena) {
    size_t count;
    const Turn *turns = count_off(pricing, arena, &count);
    long n = 0;
    for (size_t t = 0; t < count; t++) {
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
    find_periods(pricing, arena);
    for (uint32_t lead = 0; lead < count; lead++) pricing->row_of[lead] = find_row(pricing, lead);
    assign_tiers(pricing, arena);
    return pricing;
}

/* The day on which the charge arises: delivery, or the day of the stage the contract bills. */
static Day billing_day(const Pricing *pricing, uint32_t lead, const Contract *row) {
    const Stage stage =
        row && row->basis != BASIS_FLAT ? (Stage)(row->basis - BASIS_DELIVERED) : STAGE_DELIVERED;
    const Day day = stamp_day(classify_stage_stamp(pricing->table, pricing->outcomes, lead, stage));
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
    } else if (row) { /* a flat fee is a charge of the period: its leads cost nothing more */
        charge.amount = row->basis == BASIS_FLAT ? 0 : money_from_decimal(row->cpl, charge.currency);
    }
    if (!charge.invoiced && charge.amount != MONEY_NONE) charge.amount = 0;
    const bool credited = charge.invoiced && (pricing->outcomes->of[lead].marks & MARK_CREDITED);
    charge.credit = credited && charge.amount != MONEY_NONE ? charge.amount : 0;
    return charge;
}

typedef struct ChargeList {
    PeriodCharge *charges;
    size_t count, room;
    Arena *arena;
} ChargeList;

static void add_charge(ChargeList *list, PeriodCharge charge) {
    ARENA_RESERVE(list->arena, list->charges, list->count, list->room);
    list->charges[list->count++] = charge;
}

/* What of a flat amount has arisen by the end of `day`. */
static Money flat_until(const Contract *row, Money total, Day day) {
    if (day < row->start) return 0;
    const Day last = day < row->end ? day : row->end;
    return (Money)round_ratio((Wide)total * (last - row->start + 1), row->end - row->start + 1);
}

/* Adds the months of a flat amount from `first` to `last`. */
static void add_flat(const Contract *row, Currency currency, Day first, Day last, ChargeList *list) {
    const Money total = money_from_decimal(row->cpl, currency);
    while (first <= last) {
        const Month month = month_from_day(first);
        const Day end = day_from_month(month + 1) - 1, upto = end < last ? end : last;
        const Money amount = flat_until(row, total, upto) - flat_until(row, total, first - 1);
        add_charge(list, (PeriodCharge){row->vendor, amount, currency, month, false});
        first = end + 1;
    }
}

/* Adds what is missing to the minimum of period `i`, once that is over, at its first price. */
static void add_shortfall(const Pricing *pricing, size_t i, Currency currency, const Definitions *definitions,
                          ChargeList *list) {
    const Contract *row = &pricing->contracts.rows[i];
    const long missing = row->minimum_leads - pricing->invoiced[i];
    if (pricing->period[i] != i || row->minimum_leads < 0 || missing <= 0) return;
    if (row->end > definitions->as_of || !definitions_in_period(definitions, row->end)) return;
    const Money amount = (Money)((Wide)missing * money_from_decimal(row->cpl, currency));
    add_charge(list, (PeriodCharge){row->vendor, amount, currency, month_from_day(row->end), true});
}

static Day later_of(Day a, Day b) { return a > b ? a : b; }
static Day earlier_of(Day a, Day b) { return a < b ? a : b; }

size_t contract_period_charges(const Pricing *pricing, const Definitions *definitions, Arena *arena,
                               PeriodCharge **out) {
    ChargeList list = {.arena = arena};
    const Day to = definitions->to == DAY_NONE ? definitions->as_of : definitions->to;
    const Day last = earlier_of(to, definitions->as_of);
    for (size_t i = 0; definitions->as_of != DAY_NONE && i < pricing->contracts.count; i++) {
        const Contract *row = &pricing->contracts.rows[i];
        const Currency currency = row->currency.code[0] ? row->currency : pricing->base;
        if (row->basis == BASIS_FLAT)
            add_flat(row, currency, later_of(row->start, definitions->from), earlier_of(row->end, last),
                     &list);
        else add_shortfall(pricing, i, currency, definitions, &list);
    }
    *out = list.charges;
    return list.count;
}
