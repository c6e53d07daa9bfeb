/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_sample.c - makes the bundled case: six invented vendors, twelve months, one story. libc and libm only.
 *
 *     make_sample FOLDER > TRUTH.csv
 *
 * writes leads, contracts, spend, plan, aliases, reasons and statuses into FOLDER (assumptions and holidays
 * are kept there by hand), and what it dealt, counted by itself, as TRUTH: a row `vendor,key,value` for each
 * figure, its key being the figure's path in the program's JSON (`inputs.*`: of
 * leads.csv; `dealt.*`: not in the JSON).
 *
 * Ugly rows (table UGLY): 2 deliveries on a day that does not exist, 3 without one, 2 amounts that are words,
 * 2 rows cut short: 9 quarantined; 3 repeat a lead_id; 5 of a vendor that is not bought: excluded. */
#include "tests/support/sample_deal.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLAN_MONTHS = 16, FRESH_NUMBER = 900001, FRESH_SERIAL = 9001 };

static FILE *create(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        exit(73);
    }
    return file;
}

static void finish(FILE *file) {
    const bool failed = ferror(file);
    if (fclose(file) == 0 && !failed) return;
    perror("make_sample");
    exit(74);
}

typedef char Row[CELLS][TEXT];

static void put(Row row, Cell cell, const char *text) { snprintf(row[cell], TEXT, "%s", text); }
static void put_number(Row row, Cell cell, const char *format, int n) {
    snprintf(row[cell], TEXT, format, n);
}

static void put_address(Row row, const Lead *lead) {
    const int p = lead->person, names = sizeof LAST_NAME / sizeof *LAST_NAME;
    const int domains = sizeof DOMAIN / sizeof *DOMAIN;
    snprintf(row[EMAIL], TEXT, "%c.%s%d@%s", 'a' + p % 26, LAST_NAME[p / 26 % names], p, DOMAIN[p % domains]);
    if (lead->duplicate && lead->serial % 3 == 0) row[EMAIL][0] = (char)toupper(row[EMAIL][0]);
}

static const char *spelling_of(const Lead *lead) {
    for (int i = 0; i < ALIASES; i++) {
        const Alias *a = &ALIAS[i];
        if (a->vendor == lead->vendor && lead->serial % a->every == 0) return a->spelling;
    }
    return VENDOR[lead->vendor].name;
}

static const char *segment_of(int employees) {
    return employees < 50 ? "under 50" : employees < 200 ? "50-199" : employees < 1000 ? "200-999" : "1000+";
}

static void put_origin(Row row, const Lead *lead, int number) {
    const Vendor *v = &VENDOR[lead->vendor];
    put_number(row, LEAD_ID, "L%06d", number);
    put(row, VENDOR_NAME, spelling_of(lead));
    sample_date(row[DELIVERED_AT], lead->delivered, true);
    put(row, CAMPAIGN, lead->campaign);
    put(row, SEGMENT, segment_of(lead->employees));
    put_number(row, TIER, "%d", lead->tier);
    put(row, INTENT, lead->intent);
    put_address(row, lead);
    snprintf(row[VENDOR_LEAD_ID], TEXT, "%s-%04d", v->prefix, lead->serial);
    put_number(row, OWNER, "sdr-%d", 1 + lead->person % 2);
    put(row, TITLE, lead->title);
    put_number(row, EMPLOYEES, "%d", lead->employees);
    put(row, COUNTRY, lead->country);
}

/* The CRM knows a duplicate only where it was caught; the others it shows as it would any lead. */
static const char *status_of(const Lead *lead) {
    if (lead->caught) return CLASS[IS_DUPLICATE].word;
    if (lead->quiet) return "Nurture";
    return CLASS[sample_class(lead)].word;
}

static void put_fate(Row row, const Lead *lead, int number) {
    put(row, STATUS, status_of(lead));
    if (lead->at[REJECT] != NEVER) put(row, REJECT_REASON, REASON[lead->reason].raw);
    if (lead->at[INVALID] != NEVER) put(row, INVALID_REASON, REASON[lead->reason].raw);
    if (lead->at[DISQUALIFY] != NEVER) put(row, WHY_DISQUALIFIED, DISQUALIFY_REASON[lead->why_disqualified]);
    if (lead->touches != NOT_COUNTED) put_number(row, TOUCHES, "%d", lead->touches);
    if (lead->at[OPPORTUNITY] != NEVER) {
        put_number(row, OPPORTUNITY_ID, "P%06d", number);
        put_number(row, AMOUNT, "%d", lead->amount);
        put(row, CURRENCY, "USD");
    }
    for (int e = 0; e < EVENTS; e++) {
        if (lead->at[e] != NEVER) sample_date(row[FIRST_EVENT + e], lead->at[e], e <= ACCEPT);
    }
}

static void write_row(FILE *file, Row row, int cells) {
    for (int c = 0; c < cells; c++) {
        const char *quote = strchr(row[c], ',') ? "\"" : "";
        fprintf(file, "%s%s%s%s", c ? "," : "", quote, row[c], quote);
    }
    fputc('\n', file);
}

static void write_lead(FILE *file, const Lead *lead, int number, const Ugly *ugly) {
    Row row = {0};
    put_origin(row, lead, number);
    put_fate(row, lead, number);
    if (ugly && ugly->text) put(row, ugly->cell, ugly->text);
    write_row(file, row, ugly ? ugly->cells : CELLS);
}

static void write_leads(const Sample *s, const char *folder) {
    FILE *file = create(folder, "leads.csv");
    for (int c = 0; c < FIRST_EVENT; c++) fprintf(file, "%s,", CELL_COLUMN[c]);
    for (int e = 0; e < EVENTS; e++) fprintf(file, "%s%c", EVENT_COLUMN[e], e + 1 < EVENTS ? ',' : '\n');
    for (int i = 0, u = 0; i < s->count; i++) {
        write_lead(file, &s->lead[i], i + 1, NULL);
        for (; u < UGLIES && UGLY[u].after == i + 1; u++) {
            Lead copy = s->lead[i];
            if (UGLY[u].fresh) copy.person = FRESH_NUMBER + u, copy.serial = FRESH_SERIAL + u;
            write_lead(file, &copy, UGLY[u].fresh ? FRESH_NUMBER + u : i + 1, &UGLY[u]);
        }
    }
    finish(file);
}

static void write_tables(const char *folder) {
    FILE *file = create(folder, "contracts.csv");
    fprintf(file, "%s\n", CONTRACT_HEADER);
    for (int i = 0; i < CONTRACTS; i++) {
        const Contract *c = &CONTRACT[i];
        fprintf(file, "%s,%s,%d.%02d,USD,%s,%s,%d,%d,%s\n", c->id, VENDOR[c->vendor].name, c->cents / 100,
                c->cents % 100, c->start, c->end, c->from_lead, c->window_days, c->terms);
    }
    finish(file);
    file = create(folder, "aliases.csv");
    fprintf(file, "raw,vendor\n");
    for (int i = 0; i < ALIASES; i++) {
        fprintf(file, "%s,%s\n", ALIAS[i].raw,
                ALIAS[i].vendor < VENDORS ? VENDOR[ALIAS[i].vendor].name : "-");
    }
    finish(file);
    file = create(folder, "reasons.csv");
    fprintf(file, "raw,class,reason\n");
    for (int i = 0; i < REASONS; i++) {
        fprintf(file, "%s,%s,%s\n", REASON[i].raw, REASON[i].class_name, REASON[i].leaf);
    }
    finish(file);
    file = create(folder, "statuses.csv");
    fprintf(file, "raw,outcome\nNurture,quiet\n");
    for (int c = 0; c < CLASSES; c++) fprintf(file, "%s,%s\n", CLASS[c].word, CLASS[c].outcome);
    finish(file);
}

/* Writes one booked amount; `month` NEVER: no period. */
static void write_booking(FILE *file, const char *date, const char *vendor, const char *kind, long cents,
                          int month, const char *rest) {
    char from[TEXT] = "", to[TEXT] = "";
    if (month != NEVER) {
        sample_date(from, sample_month_start(month), false);
        sample_date(to, sample_month_start(month + 1) - 1, false);
    }
    fprintf(file, "%s,%s,%s,%ld.%02ld,USD,paid,%s,%s,%s\n", date, vendor, kind, cents / 100, cents % 100,
            from, to, rest);
}

static long invoiced(const Sample *s, VendorId vendor, int month) {
    const bool over = vendor == OVERBILLED.vendor && month == OVERBILLED.month;
    return over ? (long)s->quantity[vendor][month] * OVERBILLED.cents : s->cents[vendor][month];
}

static void write_vendor_month(FILE *file, const Sample *s, VendorId vendor, int month, const char *date) {
    const Vendor *v = &VENDOR[vendor];
    const int quantity = s->quantity[vendor][month];
    const Contract *c = sample_contract(vendor, sample_month_start(month + 1) - 1);
    char rest[2 * TEXT];
    snprintf(rest, sizeof rest, "%s,%d,%s-%03d,", c ? c->id : "", quantity, v->prefix, 100 + month);
    if (quantity) write_booking(file, date, v->name, "invoice", invoiced(s, vendor, month), month, rest);
    const long credit = vendor == CREDIT_NOTES_FROM ? s->credited[vendor][month] : 0;
    snprintf(rest, sizeof rest, "%s,,%s-CN%02d,", c ? c->id : "", v->prefix, month);
    if (credit) write_booking(file, date, v->name, "credit", credit, NEVER, rest);
    for (int i = 0; i < EXTRAS; i++) {
        const Extra *e = &EXTRA[i];
        snprintf(rest, sizeof rest, ",,,%s", e->note);
        if (e->vendor == vendor && e->month == month)
            write_booking(file, e->date, v->name, e->kind, e->cents, NEVER, rest);
    }
}

/* Vendors bill a month on the 4th of the next, so the last month is not billed yet. */
static void write_spend(const Sample *s, const char *folder) {
    FILE *file = create(folder, "spend.csv");
    fprintf(file, "date,vendor,kind,amount,currency,status,period_start,period_end,contract_id,quantity,"
                  "reference,note\n");
    for (int month = 0; month < MONTHS; month++) {
        char date[TEXT];
        sample_date(date, sample_month_start(month), false);
        write_booking(file, date, "", "tools", TOOLS_CENTS, month, ",,,data and dialler");
        sample_date(date, sample_month_start(month + 1) + 3 * DAY, false);
        for (VendorId v = 0; v < VENDORS && month + 1 < MONTHS; v++)
            write_vendor_month(file, s, v, month, date);
    }
    finish(file);
}

static void write_plan(const char *folder) {
    FILE *file = create(folder, "plan.csv");
    fprintf(file, "month,vendor,leads,cpl,currency,fx,invalid_share,sqls,note\n");
    for (int month = 0; month < PLAN_MONTHS; month++) {
        char date[TEXT];
        sample_date(date, sample_month_start(month), false);
        for (VendorId i = 0; i < VENDORS; i++) {
            const Vendor *v = &VENDOR[i];
            const bool planned = v->fairs ? FAIR_MONTHS >> month & 1 : month >= v->first_day / 30;
            if (!planned) continue;
            fprintf(file, "%.7s,%s,%d,%d.%02d,USD,1,%.2f,%d,\n", date, v->name, v->plan_leads,
                    v->plan_cents / 100, v->plan_cents % 100, v->plan_invalid,
                    (int)(v->plan_leads * v->plan_sql + .5));
        }
    }
    finish(file);
}

/* What was dealt. The first keys are the classes, in their order; unreachable leads are rejected ones, reason
 * other, as long as invalid.definition is strict. */
/* clang-format off */
typedef enum Key {
    OUTCOME_UNTOUCHED = IS_UNTOUCHED - 1,
    FIT, TIMING, DATA, OTHER,
    INVOICED, CREDITED, BILLABLE, VALID, IN_SPEC, TOUCHED, QUIET, EXCLUDED_BUT_CONVERTED,
    DELIVERED, STAGE_ACCEPTED, STAGE_SQL, STAGE_OPPORTUNITY, STAGE_WON,
    OWN, FROM_OTHERS, NO_ANSWER, BOUNCED, CLAIMED, LOST_AFTER_SQL, SQL_DAY_UNKNOWN, TOUCHED_EARLY, KEYS
} Key;
static const char *const KEY[KEYS] = {
    "outcomes.duplicate", "outcomes.returned", "outcomes.invalid", "outcomes.won", "outcomes.lost",
    "outcomes.opportunity", "outcomes.sql", "outcomes.disqualified", "outcomes.rejected", "outcomes.accepted",
    "outcomes.touched", "outcomes.untouched",
    "reasons.fit", "reasons.timing", "reasons.data", "reasons.other",
    "counts.invoiced", "counts.credited", "counts.billable", "counts.valid", "counts.in_spec",
    "counts.touched", "counts.quiet", "counts.excluded_but_converted",
    "stages.delivered", "stages.accepted", "stages.sql", "stages.opportunity", "stages.won",
    "dealt.duplicate_own", "dealt.duplicate_other", "dealt.unreachable", "dealt.bounced", "dealt.claimed",
    "dealt.lost_after_sql", "dealt.sql_day_unknown", "dealt.touched_early",
};
/* clang-format on */

static int outcome_key(Class c) { return c < IS_UNREACHABLE ? (int)c : (int)c - 1; }

static int reason_key(const Lead *lead) {
    int key = FIT;
    if (lead->stands == IS_UNREACHABLE) return OTHER;
    while (key < OTHER && strcmp(REJECT_CLASS[key - FIT], REASON[lead->reason].class_name) != 0) key++;
    return key;
}

static void count_stages(const Lead *lead, long n[KEYS]) {
    const Class c = lead->stands;
    const bool opportunity = lead->at[OPPORTUNITY] != NEVER, sql = opportunity || lead->at[SQL] != NEVER;
    n[DELIVERED]++;
    n[EXCLUDED_BUT_CONVERTED] += c <= IS_INVALID && sql;
    if (c <= IS_INVALID) return;
    n[STAGE_ACCEPTED] += c <= IS_DISQUALIFIED || c == IS_ACCEPTED;
    n[STAGE_SQL] += sql;
    n[STAGE_OPPORTUNITY] += opportunity;
    n[STAGE_WON] += c == IS_WON;
    n[LOST_AFTER_SQL] += c == IS_LOST && !opportunity;
    n[SQL_DAY_UNKNOWN] += opportunity && lead->at[SQL] == NEVER;
}

static void count_lead(const Lead *lead, long n[KEYS]) {
    const Class c = lead->stands;
    n[outcome_key(c)]++;
    const bool rejected = c == IS_REJECTED || c == IS_UNREACHABLE;
    if (rejected) n[reason_key(lead)]++;
    const bool misfit = rejected && (reason_key(lead) == FIT || reason_key(lead) == DATA);
    const bool credited = lead->invoiced && lead->at[CREDIT] != NEVER;
    n[INVOICED] += lead->invoiced;
    n[CREDITED] += credited;
    n[BILLABLE] += lead->invoiced && !credited;
    n[VALID] += lead->invoiced && c != IS_INVALID;
    n[IN_SPEC] += lead->invoiced && c != IS_INVALID && !misfit;
    n[TOUCHED] += c > IS_RETURNED && c != IS_UNTOUCHED;
    n[QUIET] += lead->quiet;
    n[OWN] += lead->own;
    n[FROM_OTHERS] += lead->duplicate && !lead->own;
    n[NO_ANSWER] += c == IS_UNREACHABLE;
    n[BOUNCED] += lead->at[BOUNCE] != NEVER;
    n[CLAIMED] += lead->at[CLAIM] != NEVER;
    n[TOUCHED_EARLY] += lead->early_touch && lead->at[TOUCH] != NEVER;
    count_stages(lead, n);
}

/* The invoice as booked, with the last month at the contract's price; credits as booked, else as granted. */
static void print_money(const Sample *s, VendorId vendor) {
    long invoice = 0, credits = 0;
    for (int month = 0; month < MONTHS; month++) {
        invoice += invoiced(s, vendor, month);
        if (vendor != CREDIT_NOTES_FROM || month + 1 < MONTHS) credits += s->credited[vendor][month];
    }
    for (int i = 0; i < EXTRAS; i++) invoice += EXTRA[i].vendor == vendor ? EXTRA[i].cents : 0;
    const char *name = VENDOR[vendor].name;
    const long accrued = s->cents[vendor][MONTHS - 1];
    printf("%s,ledger.invoice,%ld.%02ld\n", name, invoice / 100, invoice % 100);
    printf("%s,ledger.accrued,%ld.%02ld\n", name, accrued / 100, accrued % 100);
    printf("%s,ledger.credits,%ld.%02ld\n", name, credits / 100, credits % 100);
}

static void print_truth(const Sample *s) {
    long n[VENDORS][KEYS] = {0}, rows[FATES] = {0};
    for (int i = 0; i < s->count; i++) count_lead(&s->lead[i], n[s->lead[i].vendor]);
    for (int i = 0; i < UGLIES; i++) rows[UGLY[i].fate]++;
    printf("vendor,key,value\n,as_of,2026-08-31\n,inputs.rows_read,%d\n,inputs.leads,%d\n", s->count + UGLIES,
           s->count);
    printf(",inputs.quarantined,%ld\n,inputs.repeated,%ld\n,inputs.excluded,%ld\n", rows[QUARANTINED],
           rows[REPEATED], rows[EXCLUDED]);
    for (VendorId v = 0; v < VENDORS; v++) {
        for (int key = 0; key < KEYS; key++) printf("%s,%s,%ld\n", VENDOR[v].name, KEY[key], n[v][key]);
        print_money(s, v);
    }
}

int main(int argc, char **argv) {
    if (argc != 2) return fprintf(stderr, "usage: make_sample FOLDER > TRUTH.csv\n"), 64;
    Sample *sample = calloc(1, sizeof *sample);
    if (!sample) return perror("make_sample"), 74;
    sample_deal(sample);
    write_leads(sample, argv[1]);
    write_tables(argv[1]);
    write_spend(sample, argv[1]);
    write_plan(argv[1]);
    print_truth(sample);
    free(sample);
    finish(stdout);
}
