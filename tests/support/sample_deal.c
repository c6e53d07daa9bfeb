/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/sample_deal.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Touches are counted since 2026-03-01; what was found since 2026-08-14 nobody has claimed yet. */
enum { DIALLER_DAY = 181, LAST_CLAIM_DAY = 347, QUIET_DAYS = 45 };
static const uint64_t SEED = 1313; /* chosen for rates near those the tables intend, vendor by vendor */

/* Chance: splitmix64 (Steele, Lea, Flood 2014). The normal is a sum of twelve uniforms: near enough, and
 * the same to the last bit on each machine. */
typedef struct Rng {
    uint64_t state;
} Rng;

static uint64_t rng_next(Rng *rng) {
    uint64_t z = rng->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static double uniform(Rng *rng) { return (double)(rng_next(rng) >> 11) * 0x1p-53; }
static bool chance(Rng *rng, double p) { return uniform(rng) < p; }
static int below(Rng *rng, int n) { return (int)(uniform(rng) * n); }
static long between(Rng *rng, long low, long high) {
    return low + (long)(uniform(rng) * (double)(high - low));
}

static double lognormal(Rng *rng, double median, double sigma) {
    double z = -6;
    for (int i = 0; i < 12; i++) z += uniform(rng);
    return median * exp(sigma * z);
}

static double gamma2(Rng *rng, double mean) {
    const double u = 1 - uniform(rng), v = 1 - uniform(rng);
    return -mean / 2 * log(u * v);
}

/* Returns the index that `weights` give to one draw. */
static int pick(Rng *rng, const double *weights, int n) {
    double total = 0;
    for (int i = 0; i < n; i++) total += weights[i];
    double left = uniform(rng) * total;
    int i = 0;
    while (i < n - 1 && left >= weights[i]) left -= weights[i++];
    return i;
}

/* Days. */
static struct tm civil(long moment) {
    const time_t seconds = (time_t)(1756684800 + moment * 60); /* 2025-09-01 */
    struct tm tm;
    gmtime_r(&seconds, &tm);
    return tm;
}

int sample_month(long moment) {
    const struct tm tm = civil(moment);
    return (tm.tm_year - 125) * 12 + tm.tm_mon - 8;
}

const char *sample_date(char text[TEXT], long moment, bool timed) {
    const struct tm tm = civil(moment);
    strftime(text, TEXT, timed ? "%Y-%m-%d %H:%M" : "%Y-%m-%d", &tm);
    return text;
}

long sample_month_start(int month) {
    long moment = 0;
    while (sample_month(moment) < month) moment += DAY;
    return moment;
}

/* Returns `moment`, or the next morning on which somebody works. */
static long when_at_work(Rng *rng, long moment) {
    for (;;) {
        const long minute = moment % DAY;
        const bool weekend = moment / DAY % 7 >= 5;
        if (!weekend && minute < 9 * HOUR) return moment - minute + between(rng, 9 * HOUR, 11 * HOUR);
        if (!weekend && minute < 17 * HOUR) return moment;
        moment += DAY - minute;
    }
}

static long after(Rng *rng, long moment, double days) {
    return when_at_work(rng, moment + (long)(days * DAY));
}

/* Who comes when. */
static void deal_person(Rng *rng, const Vendor *v, Lead *lead) {
    const bool asks = chance(rng, v->hand_raise);
    lead->senior = chance(rng, v->senior);
    lead->title = lead->senior ? SENIOR_TITLE[below(rng, 6)] : OTHER_TITLE[below(rng, 5)];
    lead->country = COUNTRY_CODE[below(rng, 12)];
    lead->employees = (int)fmax(3, lognormal(rng, v->staff, 1.2));
    lead->tier = chance(rng, v->tier1) ? 1 : 2;
    lead->intent = asks ? "hand_raise" : v->fairs ? "event" : "content";
    const long day = lead->delivered / DAY;
    const int season = day < 100 ? 0 : day < 200 ? 1 : 2;
    lead->campaign = v->campaign[v->fairs ? season : asks ? 2 : below(rng, 2)];
}

static Lead *deliver(Rng *rng, Sample *s, VendorId vendor, int serial, long day) {
    Lead *lead = &s->lead[s->count++];
    *lead = (Lead){.vendor = vendor, .serial = serial, .reason = NO_REASON, .why_disqualified = NO_REASON};
    for (int e = 0; e < EVENTS; e++) lead->at[e] = NEVER;
    lead->delivered = day * DAY + between(rng, 8 * HOUR, 17 * HOUR + 30);
    deal_person(rng, &VENDOR[vendor], lead);
    return lead;
}

/* After a fair, or on any weekday; a vendor that began within the year delivers more each week. */
static long draw_day(Rng *rng, const Vendor *v) {
    if (v->fairs) {
        const int fair = FAIR_DAY[below(rng, FAIRS)];
        return fair + between(rng, 1, 4);
    }
    for (;;) {
        const long a = between(rng, v->first_day, DAYS);
        const long b = v->first_day > 0 ? between(rng, v->first_day, DAYS) : a;
        const long day = a > b ? a : b;
        if (day % 7 < 5) return day;
    }
}

static void deliver_vendor(Rng *rng, Sample *s, VendorId vendor) {
    const Vendor *v = &VENDOR[vendor];
    for (int i = 0; i < v->leads; i++) {
        Lead *lead = deliver(rng, s, vendor, i, draw_day(rng, v));
        lead->doomed = chance(rng, v->invalid);
    }
}

/* The lot: each lead is invalid with the chance that leaves exactly LOT_INVALID of them in the end. */
static void deliver_lot(Rng *rng, Sample *s) {
    for (int left = LOT_LEADS, invalid = LOT_INVALID; left > 0; left--) {
        const long day = LOT_DAY + below(rng, LOT_DAYS);
        Lead *lead = deliver(rng, s, FENNMARK, VENDOR[FENNMARK].leads + left, day);
        lead->campaign = "HR trends lot 12";
        lead->of_lot = true;
        lead->doomed = below(rng, left) < invalid;
        invalid -= lead->doomed;
    }
}

static int by_delivery(const void *a, const void *b) {
    const Lead *x = a, *y = b;
    if (x->delivered != y->delivered) return x->delivered < y->delivered ? -1 : 1;
    return x->vendor != y->vendor ? (int)x->vendor - (int)y->vendor : x->serial - y->serial;
}

/* Gives some leads the person of a lead of an earlier day; each person comes twice at most. */
static void deal_duplicates(Rng *rng, Sample *s) {
    for (int i = 0; i < s->count; i++) {
        Lead *lead = &s->lead[i];
        const Vendor *v = &VENDOR[lead->vendor];
        const double roll = uniform(rng);
        lead->person = i + 1;
        if (lead->of_lot || roll >= v->own + v->other) continue;
        for (int tries = 0; tries < 300 && i > 0 && !lead->duplicate; tries++) {
            Lead *first = &s->lead[below(rng, i)];
            const bool own = first->vendor == lead->vendor;
            if (first->duplicate || first->used || own != (roll < v->own)) continue;
            if (first->delivered / DAY == lead->delivered / DAY) continue;
            first->used = lead->duplicate = true;
            lead->own = own;
            lead->person = first->person;
            lead->senior = first->senior, lead->title = first->title;
            lead->country = first->country, lead->employees = first->employees;
        }
    }
}

/* What becomes of them. */
static int pick_reason(Rng *rng, const char *class_name, int employees) {
    for (;;) {
        const int i = below(rng, REASONS);
        const bool absurd = employees >= 200 && strcmp(REASON[i].leaf, "size") == 0;
        if (!absurd && strcmp(REASON[i].class_name, class_name) == 0) return i;
    }
}

const Contract *sample_contract(VendorId vendor, long moment) {
    char day[TEXT];
    sample_date(day, moment, false);
    for (int i = 0; i < CONTRACTS; i++) {
        const Contract *c = &CONTRACT[i];
        if (c->vendor == vendor && strcmp(c->start, day) <= 0 && strcmp(day, c->end) <= 0) return c;
    }
    return NULL;
}

static void deal_invalid(Rng *rng, const Vendor *v, Lead *lead, long touch) {
    const long window = sample_contract(lead->vendor, lead->delivered)->window_days;
    const long last = lead->delivered - lead->delivered % DAY + (window + 1) * DAY - 1;
    const bool late = chance(rng, v->late);
    const long days = window + 2 + (long)fmin(gamma2(rng, 12), 60);
    const long soon = between(rng, 4 * HOUR, (window < 9 ? window : 9) * DAY);
    const long found = lead->delivered + (late ? days * DAY : soon);
    lead->at[INVALID] = found;
    lead->reason = pick_reason(rng, "invalid", lead->employees);
    if (touch < found && (late || chance(rng, .5))) lead->at[TOUCH] = touch;
    const bool bounced = strcmp(REASON[lead->reason].leaf, "bounced") == 0;
    if (bounced) lead->at[BOUNCE] = lead->at[TOUCH] != NEVER ? lead->at[TOUCH] : found;
    if (!chance(rng, late ? .06 : v->claims) || found >= LAST_CLAIM_DAY * DAY) return;
    const long claim = found + between(rng, HOUR, 2 * DAY);
    lead->at[CLAIM] = late || claim < last ? claim : last;
    if (!late) lead->at[CREDIT] = lead->at[CLAIM] + between(rng, 9 * DAY, 28 * DAY);
}

/* Shares of the way from delivery to SQL at which sales accepted the lead and reached it: judgement. */
static void deal_sql(Rng *rng, Lead *lead, long touch) {
    const double days = fmin(2 + gamma2(rng, 33), 200);
    const long accept = after(rng, lead->delivered, .4 * days);
    lead->at[TOUCH] = touch < accept ? touch : accept;
    lead->at[ACCEPT] = accept;
    lead->at[CONTACT] = after(rng, accept, .2 * days);
    lead->at[SQL] = after(rng, lead->at[CONTACT], .4 * days);
    lead->sql_unseen = chance(rng, .05);
    if (!chance(rng, .56)) {
        if (chance(rng, .45)) lead->at[LOST] = after(rng, lead->at[SQL], gamma2(rng, 40));
        return;
    }
    lead->at[OPPORTUNITY] = after(rng, lead->at[SQL], gamma2(rng, 15));
    lead->amount = 100 * (int)lognormal(rng, 240, .5);
    if (chance(rng, .34)) lead->at[WON] = after(rng, lead->at[OPPORTUNITY], gamma2(rng, 90));
    else if (chance(rng, .85)) lead->at[LOST] = after(rng, lead->at[OPPORTUNITY], gamma2(rng, 75));
}

static void deal_rejected(Rng *rng, const Vendor *v, Lead *lead) {
    long *at = lead->at;
    const double days = fmin(lognormal(rng, 7, .9), 70);
    const bool accepted = chance(rng, .08);
    if (accepted) at[ACCEPT] = after(rng, at[TOUCH], days / 2);
    at[REJECT] = accepted ? after(rng, at[ACCEPT], days / 2) : after(rng, at[TOUCH], days);
    lead->reason = pick_reason(rng, REJECT_CLASS[pick(rng, v->reasons, 4)], lead->employees);
    if (strcmp(REASON[lead->reason].leaf, "invalid e-mail") == 0) at[BOUNCE] = at[TOUCH];
    if (lead->delivered < 10 * DAY || !chance(rng, .005)) return;
    lead->early_touch = true; /* a clerk's slip: touched before it was delivered */
    at[TOUCH] = lead->delivered - between(rng, DAY, 3 * DAY);
}

/* Touched, and no SQL in the end. */
static void deal_refusal(Rng *rng, const Vendor *v, Lead *lead, long touch) {
    const double others[] = {v->rejected, v->unreachable, v->quiet,
                             1 - v->rejected - v->unreachable - v->quiet};
    long *at = lead->at;
    at[TOUCH] = touch;
    switch (pick(rng, others, 4)) {
    case 0: deal_rejected(rng, v, lead); break;
    case 1: at[UNREACHABLE] = after(rng, touch, 14 + 26 * uniform(rng)); break;
    case 2:
        lead->quiet = true;
        if (chance(rng, .35)) at[ACCEPT] = after(rng, touch, 5 * uniform(rng));
        break;
    default:
        if (chance(rng, .8)) at[ACCEPT] = after(rng, touch, 4 * uniform(rng));
        at[CONTACT] = after(rng, at[ACCEPT] != NEVER ? at[ACCEPT] : touch, 9 * uniform(rng));
        at[DISQUALIFY] = after(rng, at[CONTACT], 7 * uniform(rng));
        lead->why_disqualified = below(rng, 3);
    }
}

/* Who fits (title and size) is likelier to buy; who asked for a call and then waits, less. */
static double chance_of_sql(const Vendor *v, const Lead *lead, long touch) {
    const bool fits = lead->senior && lead->employees >= 200;
    const bool waits = lead->intent[0] == 'h' && touch - lead->delivered > 6 * HOUR;
    return v->sql * (fits ? 1.6 : .7) * (waits ? .6 : 1);
}

static void deal_life(Rng *rng, Lead *lead) {
    const Vendor *v = &VENDOR[lead->vendor];
    const bool asked = lead->intent[0] == 'h', event = lead->intent[0] == 'e';
    const double hours = lognormal(rng, asked ? 2.5 : event ? 40 : 26, asked ? 1.1 : .9);
    const long touch = when_at_work(rng, lead->delivered + (long)(hours * HOUR / (lead->tier == 1 ? 2 : 1)));
    lead->caught = lead->duplicate && chance(rng, .7);
    if (lead->caught) return;
    if (lead->doomed && !lead->duplicate) deal_invalid(rng, v, lead, touch);
    else if (!lead->duplicate && !lead->of_lot && chance(rng, v->returned))
        lead->at[RETURN] = after(rng, lead->delivered, 1 + 3 * uniform(rng));
    else if (chance(rng, chance_of_sql(v, lead, touch))) deal_sql(rng, lead, touch);
    else if (!chance(rng, v->untouched)) deal_refusal(rng, v, lead, touch);
}

Class sample_class(const Lead *lead) {
    Class c = IS_RETURNED;
    while (c != IS_UNTOUCHED && lead->at[CLASS[c].event] == NEVER) c++;
    return c;
}

/* Strikes out what the last day has not seen, and says where the lead stands. */
static void settle(Rng *rng, Lead *lead) {
    for (int e = 0; e < EVENTS; e++) {
        if (lead->at[e] >= END) lead->at[e] = NEVER;
    }
    if (lead->sql_unseen && lead->at[OPPORTUNITY] != NEVER) lead->at[SQL] = NEVER;
    const Class stands = lead->stands = lead->duplicate ? IS_DUPLICATE : sample_class(lead);
    const long last = lead->at[ACCEPT] > lead->at[TOUCH] ? lead->at[ACCEPT] : lead->at[TOUCH];
    lead->quiet &= (stands == IS_ACCEPTED || stands == IS_TOUCHED) && END - last > QUIET_DAYS * DAY;
    lead->touches = NOT_COUNTED;
    if (stands <= IS_RETURNED || lead->delivered < DIALLER_DAY * DAY) return;
    const int fewest = lead->quiet ? 5 : CLASS[stands].fewest;
    lead->touches = fewest + below(rng, 1 + (lead->quiet ? 4 : CLASS[stands].spread));
    if (lead->at[TOUCH] == NEVER) lead->touches = 0;
}

/* The n-th invoiced lead of a period has the price of its tier; tiers stand behind the period's first row. */
static int price_of(const Contract *period, int n) {
    const Contract *tier = period;
    for (const Contract *c = period; c < CONTRACT + CONTRACTS; c++) {
        if (strcmp(c->id, period->id) == 0 && c->from_lead <= n) tier = c;
    }
    return tier->cents;
}

static void bill(Sample *s) {
    int billed[CONTRACTS] = {0};
    for (int i = 0; i < s->count; i++) {
        Lead *lead = &s->lead[i];
        lead->invoiced = lead->stands != IS_RETURNED && !lead->own;
        if (!lead->invoiced) continue;
        const Contract *period = sample_contract(lead->vendor, lead->delivered);
        lead->cents = price_of(period, ++billed[period - CONTRACT]);
        s->quantity[lead->vendor][sample_month(lead->delivered)]++;
        s->cents[lead->vendor][sample_month(lead->delivered)] += lead->cents;
        const long credit = lead->at[CREDIT];
        if (credit != NEVER) s->credited[lead->vendor][sample_month(credit)] += lead->cents;
    }
}

static void sort_and_number(Sample *s) {
    int serial[VENDORS] = {0};
    qsort(s->lead, (size_t)s->count, sizeof *s->lead, by_delivery);
    for (int i = 0; i < s->count; i++) s->lead[i].serial = ++serial[s->lead[i].vendor];
}

void sample_deal(Sample *s) {
    Rng rng = {SEED};
    for (VendorId v = 0; v < VENDORS; v++) deliver_vendor(&rng, s, v);
    deliver_lot(&rng, s);
    sort_and_number(s);
    deal_duplicates(&rng, s);
    for (int i = 0; i < s->count; i++) {
        deal_life(&rng, &s->lead[i]);
        settle(&rng, &s->lead[i]);
    }
    bill(s);
}
