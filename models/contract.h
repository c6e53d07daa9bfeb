/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contract.h - what was agreed with vendors, and what a lead costs under it. Pure.
 * A row of the contracts table is a period, a price tier or a scope; start and end are inclusive. */
#ifndef MODELS_CONTRACT_H
#define MODELS_CONTRACT_H
#include "models/classify.h"

/* What is billed: each delivered lead, each lead that reaches a stage (on that stage's day), or the period. */
typedef enum Basis {
    BASIS_DELIVERED,
    BASIS_ACCEPTED,
    BASIS_SQL,
    BASIS_OPPORTUNITY,
    BASIS_WON,
    BASIS_FLAT,
    BASIS_COUNT
} Basis;
extern const char *const CONTRACT_BASES[BASIS_COUNT];

/* How a return window is counted. */
typedef enum WindowKind {
    WINDOW_CALENDAR,
    WINDOW_BUSINESS,
    WINDOW_ELAPSED,
    WINDOW_MONTH_DAY,
    WINDOW_COUNT
} WindowKind;
extern const char *const CONTRACT_WINDOWS[WINDOW_COUNT];

/* Which duplicates are invoiced, as bits. */
enum { BILL_OWN = 1, BILL_OTHER = 2, BILL_KNOWN = 4 };

/* One row. Texts are empty, numbers CONTRACT_NONE, days DAY_NONE and decimals CONTRACT_NO_SHARE where blank. */
#define CONTRACT_NONE     (-1L)
#define CONTRACT_NO_SHARE ((Decimal)-1)
typedef struct Contract {
    Str vendor, id;
    Decimal cpl; /* major units; >= 0; rounded to minor units a lead, or for a flat fee in total */
    Currency currency;
    Day start, end;
    Basis basis;
    Str campaign, segment, tier; /* scope; empty = any */
    long from_lead;              /* price from this lead of the period on; >= 1 */
    long minimum_leads, committed_leads;
    Decimal over_delivery_cpl;
    Day renewal_date;
    long notice_days;
    Day last_evaluated;
    long window_days;
    WindowKind window_kind;
    Str covered_reasons; /* `;` list, as written */
    Decimal credit_cap_share;
    long credit_cap_leads;
    bool replacement; /* remedy: replacement, not credit */
    unsigned duplicates_billable;
    Decimal promised_invalid_rate, promised_sql_rate;
    Decimal guarantee_credit_per_sql;
    long line; /* of the contracts table */
} Contract;

/* All rows, in the table's order. */
typedef struct Contracts {
    const Contract *rows;
    size_t count;
} Contracts;

/* Fails with ERR_CONFIG where two rows of one vendor fit the same lead equally well: overlapping days and scopes, the
 * same scope width, both flat or none, and not tiers of the same period. The message names both lines. */
Status contract_check_overlaps(Contracts contracts, Err *err);

/* Says whether what a lead of `vendor` costs hangs on the vendor's other leads: tiers, minimums, flat fees. */
bool contract_needs_all_leads(Contracts contracts, Str vendor);

/* What one lead costs. */
typedef struct Charge {
    Money amount; /* minor units of `currency`; MONEY_NONE: no contract fits and the lead has no own price */
    Money credit; /* part of `amount` that was credited */
    Currency currency;
    Day billed;    /* day the charge arises; DAY_NONE where unknown */
    bool invoiced; /* false: returned, an unbillable duplicate, marked so, or the stage was not reached */
} Charge;

/* Prices of a run, prepared once: which row of the contracts each lead falls under. */
typedef struct Pricing Pricing;

/* Prepares prices for the leads of `table`; tiers are marginal by the n-th invoiced lead of the contract period,
 * by delivery, then lead id as it is hashed (without one: all cells). Leads that only the period of the run leaves out
 * count for tiers and minimums. `base` stands in for a blank currency. */
Pricing *contract_price_leads(const LeadTable *table, const Outcomes *outcomes, Contracts contracts,
                              Currency base, Arena *arena);

/* Returns the currency that stands in for a blank one. */
Currency contract_base_currency(const Pricing *pricing);

/* Returns what lead `row` costs. */
Charge contract_charge(const Pricing *pricing, uint32_t row);

/* A charge that is no lead's: a flat fee's month, or the shortfall under a minimum at the period's end. */
typedef struct PeriodCharge {
    Str vendor;
    Money amount;
    Currency currency;
    Month month;
    bool shortfall;
} PeriodCharge;

/* Lists the period charges that arose up to the as-of day (DAY_NONE: none), and within the period that the run looks
 * at. Flat amounts are spread by day with cumulative rounding, so that the months add up to the period's amount; a
 * shortfall is charged at the price of the lowest tier. */
size_t contract_period_charges(const Pricing *pricing, const Definitions *definitions, Arena *arena,
                               PeriodCharge **out);

#endif
