/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_deal.h - the leads of the bundled case, dealt from its tables by chance with a fixed seed.
 * A moment is a minute since 2025-09-01 00:00, a Monday; the last day is 2026-08-31. A month is counted from
 * 2025-09, which is 0. */
#ifndef TESTS_SUPPORT_SAMPLE_DEAL_H
#define TESTS_SUPPORT_SAMPLE_DEAL_H
#include "tests/support/sample_tables.h"

enum { HOUR = 60, DAY = 24 * HOUR, DAYS = 365, END = DAYS * DAY, NEVER = -1, MONTHS = 12 };
enum { ROOM = 5000, TEXT = 64, NO_REASON = -1, NOT_COUNTED = -1 };

typedef struct Lead {
    VendorId vendor;
    int serial,
        person; /* the vendor's own number; whose address it is: two leads of a person are duplicates */
    long delivered, at[EVENTS];
    const char *campaign, *intent, *title, *country;
    int tier, employees, amount;  /* amount: whole dollars */
    int reason, why_disqualified; /* rows of REASON, DISQUALIFY_REASON, or NO_REASON */
    int touches;                  /* or NOT_COUNTED */
    bool senior, of_lot, doomed;  /* doomed: dealt as invalid */
    bool duplicate, own, used; /* own: the earlier lead is the same vendor's; used: has a later duplicate */
    bool caught;               /* a duplicate that the CRM saw on arrival */
    bool quiet, sql_unseen, early_touch; /* sql_unseen: its SQL day may be lost; early: before delivery */
    Class stands;
    bool invoiced;
    int cents; /* price, where invoiced */
} Lead;

typedef struct Sample {
    Lead lead[ROOM]; /* by delivery */
    int count;
    int quantity[VENDORS][MONTHS];                          /* invoiced leads, by month of delivery */
    long cents[VENDORS][MONTHS], credited[VENDORS][MONTHS]; /* their price; credits by month of credit */
} Sample;

/* Deals all leads into `sample` (zeroed), always the same. Each is dealt its whole life first; then all that
 * happens after the last day is struck out, so young leads are open for the reason they are in life. */
void sample_deal(Sample *sample);

/* Returns the class that `lead` is in by what has happened to it, whether or not it is a duplicate. */
Class sample_class(const Lead *lead);

/* Returns the contract row, without tiers, that holds on the day of `moment`; NULL: none. */
const Contract *sample_contract(VendorId vendor, long moment);

/* Returns the month of `moment`, and the first moment of `month`. */
int sample_month(long moment);
long sample_month_start(int month);

/* Writes YYYY-MM-DD, or with the time (`timed`) YYYY-MM-DD HH:MM, into `text` and returns it. */
const char *sample_date(char text[TEXT], long moment, bool timed);

#endif
