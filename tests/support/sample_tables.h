/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_tables.h - what the bundled case is made of: one row a vendor, a contract, a reason, a class, an
 * ugly row. The story is told here; sample_deal.c only deals the leads. Every name is invented. */
#ifndef TESTS_SUPPORT_SAMPLE_TABLES_H
#define TESTS_SUPPORT_SAMPLE_TABLES_H
#include <stdbool.h>
#include <stddef.h>

/* The vendors. A share is one of delivered leads unless its comment says otherwise. */
/* clang-format off */
typedef enum VendorId {
    PENNYLOOM, QUILLHARBOR, FENNMARK, BRAMBLEGATE, STAGELANTERN, HAZELPORT, VENDORS
} VendorId;
/* clang-format on */

typedef struct Vendor {
    const char *name, *prefix, *campaign[3]; /* the third is where people ask to be called */
    int leads, first_day;                    /* ordinary leads, spread over the weekdays since then */
    bool fairs;                              /* delivers in the days after a fair, a season a campaign */
    double hand_raise, tier1, senior, staff; /* senior: title; staff: median employees of the company */
    double own, other, returned, invalid; /* own, other: duplicates of its own, of another vendor's leads */
    double late, claims;                  /* of the invalid: found after the window; of the rest: claimed */
    double sql, untouched;                /* sql: before the lead's own fit counts; untouched: for good */
    double rejected, unreachable, quiet;  /* of what is left; the others are disqualified */
    double reasons[4];                    /* weights of fit, timing, data, other among the rejected */
    int plan_leads, plan_cents;           /* the budget: leads a month, price */
    double plan_invalid, plan_sql;
} Vendor;

/* clang-format off */
static const Vendor VENDOR[VENDORS] = {
    {"Pennyloom", "PL", {"Backup checklist", "Cloud cost guide", "Price page"}, /* cheap, and dear */
     .leads = 1380, .hand_raise = .02, .tier1 = .10, .senior = .22, .staff = 110,
     .own = .014, .other = .030, .returned = .012, .invalid = .105, .late = .55, .claims = .5,
     .sql = .055, .untouched = .05, .rejected = .54, .unreachable = .22, .quiet = .13,
     .reasons = {52, 20, 18, 10},
     .plan_leads = 110, .plan_cents = 3800, .plan_invalid = .10, .plan_sql = .06},
    {"Quillharbor", "QH", {"Buyer survey", "Zero trust brief", "Demo request"}, /* dear, and cheap */
     .leads = 410, .hand_raise = .45, .tier1 = .55, .senior = .62, .staff = 900,
     .own = .004, .other = .018, .returned = .006, .invalid = .025, .late = .10, .claims = .8,
     .sql = .262, .untouched = .02, .rejected = .36, .unreachable = .12, .quiet = .14,
     .reasons = {22, 55, 8, 15},
     .plan_leads = 40, .plan_cents = 11800, .plan_invalid = .03, .plan_sql = .18},
    {"Fennmark", "FM", {"Payroll kit", "HR trends", "Callback form"}, /* breaks its promise */
     .leads = 560, .hand_raise = .04, .tier1 = .20, .senior = .34, .staff = 210,
     .own = .016, .other = .034, .returned = .010, .invalid = .235, .late = .68, .claims = .75,
     .sql = .098, .untouched = .04, .rejected = .48, .unreachable = .22, .quiet = .15,
     .reasons = {38, 26, 24, 12},
     .plan_leads = 75, .plan_cents = 5200, .plan_invalid = .05, .plan_sql = .10},
    {"Bramblegate", "BG", {"Security survey", "Migration guide", "ROI call"}, /* solid; three prices */
     .leads = 740, .hand_raise = .18, .tier1 = .35, .senior = .48, .staff = 420,
     .own = .006, .other = .020, .returned = .010, .invalid = .045, .late = .30, .claims = .7,
     .sql = .135, .untouched = .03, .rejected = .42, .unreachable = .17, .quiet = .15,
     .reasons = {34, 40, 12, 14},
     .plan_leads = 62, .plan_cents = 6250, .plan_invalid = .05, .plan_sql = .12},
    {"Stagelantern Events", "SL", {"Autumn fairs", "Winter fairs", "Spring fairs"}, /* lumpy */
     .leads = 400, .fairs = true, .hand_raise = .12, .tier1 = .30, .senior = .42, .staff = 380,
     .own = .010, .other = .028, .invalid = .06, .late = .70, .claims = .2,
     .sql = .12, .untouched = .09, .rejected = .40, .unreachable = .18, .quiet = .20,
     .reasons = {36, 38, 10, 16},
     .plan_leads = 55, .plan_cents = 9600, .plan_invalid = .06, .plan_sql = .10},
    {"Hazelport Intent", "HI", {"Intent pilot", "Intent topics", "Trial request"}, /* too young to judge */
     .leads = 165, .first_day = 315 /* 2026-07-13 */, .hand_raise = .35, .tier1 = .50, .senior = .55,
     .staff = 600, .other = .03, .returned = .006, .invalid = .03, .late = .2, .claims = .6,
     .sql = .12, .untouched = .03, .rejected = .36, .unreachable = .15, .quiet = .15,
     .reasons = {30, 46, 8, 16},
     .plan_leads = 100, .plan_cents = 7800, .plan_invalid = .03, .plan_sql = .15},
};
/* clang-format on */

/* Fairs: 09-23, 10-28, 11-18, 02-10, 03-24, 05-19, 06-16; bit m: one is planned m months after 2025-09. */
static const int FAIR_DAY[] = {22, 57, 78, 162, 204, 260, 288};
enum { FAIRS = sizeof FAIR_DAY / sizeof *FAIR_DAY, FAIR_MONTHS = 0x7367 };

/* One large lot of Fennmark's, beside its ordinary leads, and how many of it are invalid: exactly so. */
enum { LOT_DAY = 253 /* 2026-05-12 */, LOT_DAYS = 3, LOT_LEADS = 340, LOT_INVALID = 75 };

/* The contracts, each a period or a tier of one, and the month that a vendor billed at another price. */
typedef struct Contract {
    VendorId vendor;
    const char *id;
    int cents;
    const char *start, *end;
    int from_lead, window_days;
    const char *terms; /* the cells from window_kind on */
} Contract;

static const char CONTRACT_HEADER[] =
    "contract_id,vendor,cpl,currency,start,end,from_lead,window_days,window_kind,minimum_leads,"
    "committed_leads,renewal_date,notice_days,covered_reasons,credit_cap_share,remedy,duplicates_billable,"
    "promised_invalid_rate,promised_sql_rate,last_evaluated";

static const Contract CONTRACT[] = {
    {PENNYLOOM, "PL-25", 3800, "2025-09-01", "2026-09-30", 1, 5,
     "business,1200,1500,2026-10-01,30,invalid;data,0.10,credit,other;known,0.10,,"},
    {QUILLHARBOR, "QH-25", 11800, "2025-09-01", "2026-12-31", 1, 30,
     "calendar,,500,2027-01-01,60,invalid;unreachable;fit,,credit,other;known,0.03,0.20,2026-03-31"},
    {FENNMARK, "FM-25", 5200, "2025-09-01", "2026-10-31", 1, 7,
     "calendar,600,1000,2026-11-01,45,invalid;data,0.15,credit,other;known,0.05,,2025-08-15"},
    {BRAMBLEGATE, "BG-25", 6250, "2025-09-01", "2026-02-28", 1, 14,
     "calendar,250,,,,invalid;duplicate;data,,credit,other;known,0.05,0.10,2026-02-15"},
    {BRAMBLEGATE, "BG-26", 6800, "2026-03-01", "2027-02-28", 1, 14,
     "calendar,600,800,2027-03-01,90,invalid;duplicate;data,,credit,other;known,0.05,0.10,2026-02-15"},
    {BRAMBLEGATE, "BG-26", 6100, "2026-03-01", "2027-02-28", 301, 14,
     "calendar,600,800,2027-03-01,90,invalid;duplicate;data,,credit,other;known,0.05,0.10,2026-02-15"},
    {STAGELANTERN, "SL-25", 9600, "2025-09-01", "2026-12-31", 1, 3,
     "business,,450,2027-01-01,60,invalid,,credit,other;known,0.05,,2025-12-10"},
    {HAZELPORT, "HI-26", 7800, "2026-07-13", "2027-01-12", 1, 10,
     "calendar,400,600,2027-01-13,30,invalid;bounced,,credit,other;known,0.05,0.15,"},
};
enum { CONTRACTS = sizeof CONTRACT / sizeof *CONTRACT };
static const struct {
    VendorId vendor;
    int month, cents;
} OVERBILLED = {BRAMBLEGATE, 5 /* 2026-02 */, 6800}; /* the new price, a month too soon */

/* What is booked beside the leads: tools each month, one vendor's credit notes, two single amounts. */
enum { TOOLS_CENTS = 145000 };
static const VendorId CREDIT_NOTES_FROM = FENNMARK;
typedef struct Extra {
    VendorId vendor;
    int month; /* after 2025-09 */
    const char *date, *kind;
    int cents;
    const char *note;
} Extra;
static const Extra EXTRA[] = {
    {QUILLHARBOR, 0, "2025-09-18", "content", 180000, "landing page and survey"},
    {STAGELANTERN, 6, "2026-03-20", "fee", 240000, "badge scanners"},
};
enum { EXTRAS = sizeof EXTRA / sizeof *EXTRA };

/* What people write as a reason, and what it means. */
typedef struct Reason {
    const char *class_name, *raw, *leaf;
} Reason;
static const Reason REASON[] = {
    {"fit", "Company too small", "size"},
    {"fit", "Wrong industry", "industry"},
    {"fit", "Outside our territory", "geography"},
    {"fit", "Other tech stack", "tech stack"},
    {"timing", "Under contract elsewhere", "competitor contract"},
    {"timing", "No project this year", "no project"},
    {"timing", "Sponsor has left", "executive change"},
    {"timing", "Bought last quarter", "recent purchase"},
    {"data", "No phone or name", "missing contact"},
    {"data", "E-mail does not work", "invalid e-mail"},
    {"data", "Private mailbox", "personal domain"},
    {"other", "Student or job seeker", "not a buyer"},
    {"other", "Asked us not to call", "opted out"},
    {"other", "Other", "unspecified"},
    {"invalid", "E-mail bounced", "bounced"},
    {"invalid", "Number not in service", "dead phone"},
    {"invalid", "Nobody of that name", "no such person"},
    {"invalid", "Made-up entry", "fake"},
};
enum { REASONS = sizeof REASON / sizeof *REASON };
static const char *const REJECT_CLASS[4] = {"fit", "timing", "data", "other"};
static const char *const DISQUALIFY_REASON[3] = {"No budget", "No authority", "No need"};

/* How a vendor's name is spelt on each `every`-th of its leads, and the row of aliases.csv that mends it. */
typedef struct Alias {
    VendorId vendor; /* VENDORS: not bought */
    int every;
    const char *spelling, *raw;
} Alias;
static const Alias ALIAS[] = {
    {PENNYLOOM, 211, "Pennylom", "Pennylom"},
    {QUILLHARBOR, 83, "Quillharbor (EMEA)", "Quillharbor (*"},
    {FENNMARK, 173, "Fennmark Data Ltd", "Fennmark Data Ltd"},
    {VENDORS, 0, "Website", "Website"},
};
enum { ALIASES = sizeof ALIAS / sizeof *ALIAS };

/* What can happen to a lead, in the order of the columns. */
/* clang-format off */
typedef enum Event {
    TOUCH, CONTACT, ACCEPT, REJECT, DISQUALIFY, INVALID, UNREACHABLE, BOUNCE,
    RETURN, CLAIM, CREDIT, SQL, OPPORTUNITY, WON, LOST, EVENTS
} Event;
/* clang-format on */
static const char *const EVENT_COLUMN[EVENTS] = {
    "first_touch_at", "contacted_at",   "accepted_at",    "rejected_at", "disqualified_at",
    "invalid_at",     "unreachable_at", "bounced_at",     "returned_at", "claimed_at",
    "credited_at",    "sql_at",         "opportunity_at", "won_at",      "lost_at",
};

/* Where a lead stands: the first that applies, the CRM's word for it, and what statuses.csv says it means. */
/* clang-format off */
typedef enum Class {
    IS_DUPLICATE, IS_RETURNED, IS_INVALID, IS_WON, IS_LOST, IS_OPPORTUNITY, IS_SQL, IS_DISQUALIFIED,
    IS_REJECTED, IS_UNREACHABLE, IS_ACCEPTED, IS_TOUCHED, IS_UNTOUCHED, CLASSES
} Class;
/* clang-format on */
enum { ASKED_OTHERWISE = -1 };
static const struct {
    const char *word, *outcome;
    int event;          /* the class applies once it has happened */
    int fewest, spread; /* touches of such a lead: fewest .. fewest + spread */
} CLASS[CLASSES] = {
    {"Duplicate", "duplicate", ASKED_OTHERWISE, 0, 0},
    {"Returned to vendor", "returned", RETURN, 0, 0},
    {"Bad data", "invalid", INVALID, 1, 2},
    {"Closed won", "won", WON, 4, 5},
    {"Closed lost", "lost", LOST, 4, 5},
    {"Opportunity", "opportunity", OPPORTUNITY, 4, 5},
    {"Qualified", "sql", SQL, 3, 5},
    {"Disqualified", "disqualified", DISQUALIFY, 3, 4},
    {"Rejected", "rejected", REJECT, 1, 3},
    {"No answer", "unreachable", UNREACHABLE, 7, 5},
    {"Accepted", "accepted", ACCEPT, 2, 3},
    {"Working", "touched", TOUCH, 1, 3},
    {"New", "untouched", ASKED_OTHERWISE, 0, 0},
};

/* Rows that a real export has too. Each stands behind lead number `after`, is a copy of it (`fresh`: with an
 * id and an address of its own) with `text` in one cell, cut behind `cells` cells. */
typedef enum Fate { QUARANTINED, REPEATED, EXCLUDED, FATES } Fate;
/* clang-format off */
typedef enum Cell {
    LEAD_ID, VENDOR_NAME, DELIVERED_AT, CAMPAIGN, SEGMENT, TIER, INTENT, EMAIL, VENDOR_LEAD_ID, OWNER, TITLE,
    EMPLOYEES, COUNTRY, STATUS, REJECT_REASON, WHY_DISQUALIFIED, INVALID_REASON, TOUCHES, OPPORTUNITY_ID,
    AMOUNT, CURRENCY, FIRST_EVENT, CELLS = FIRST_EVENT + EVENTS
} Cell;
static const char *const CELL_COLUMN[FIRST_EVENT] = {
    "lead_id", "vendor", "delivered_at", "campaign", "segment", "tier", "intent", "email", "vendor_lead_id",
    "owner", "title", "employees", "country", "status", "reject_reason", "disqualify_reason",
    "invalid_reason", "touches", "opportunity_id", "amount", "currency",
};
/* clang-format on */
typedef struct Ugly {
    int after;
    Fate fate;
    bool fresh;
    Cell cell;
    const char *text;
    int cells;
} Ugly;
static const Ugly UGLY[] = {
    {311, QUARANTINED, true, DELIVERED_AT, "2026-02-31", CELLS},
    {502, EXCLUDED, true, VENDOR_NAME, "Website", CELLS},
    {777, QUARANTINED, true, DELIVERED_AT, "", CELLS},
    {905, REPEATED, false, LEAD_ID, NULL, CELLS},
    {1102, EXCLUDED, true, VENDOR_NAME, "Website", CELLS},
    {1240, QUARANTINED, true, AMOUNT, "tbc", CELLS},
    {1433, QUARANTINED, true, DELIVERED_AT, "", CELLS},
    {1601, QUARANTINED, true, LEAD_ID, NULL, 9},
    {1999, REPEATED, false, LEAD_ID, NULL, CELLS},
    {2345, EXCLUDED, true, VENDOR_NAME, "Website", CELLS},
    {2346, EXCLUDED, true, VENDOR_NAME, "Website", CELLS},
    {2580, QUARANTINED, true, DELIVERED_AT, "2026-02-31 10:05", CELLS},
    {2871, QUARANTINED, true, AMOUNT, "see contract", CELLS},
    {3003, QUARANTINED, true, LEAD_ID, NULL, 4},
    {3210, REPEATED, false, DELIVERED_AT, "2026-08-03 09:00", CELLS},
    {3555, QUARANTINED, true, DELIVERED_AT, "", CELLS},
    {3700, EXCLUDED, true, VENDOR_NAME, "Website", CELLS},
};
enum { UGLIES = sizeof UGLY / sizeof *UGLY };

/* Who the leads are: nobody. */
static const char *const LAST_NAME[] = {"abel",  "berg",  "cole",  "dahl",  "ebner", "foss", "gray",  "hale",
                                        "ivers", "jong",  "kent",  "lund",  "moss",  "nash", "olsen", "park",
                                        "quinn", "reyes", "stone", "thorn", "udall", "voss", "wells"};
static const char *const DOMAIN[] = {
    "harbor.example", "ironleaf.example", "tidal.example",  "northgate.example", "birch.example",
    "cobalt.example", "mail.example.net", "plover.example", "quarry.example",    "redfern.example",
    "example.org",    "summit.example",   "example.com"};
static const char *const SENIOR_TITLE[] = {"CIO",        "CISO", "VP, IT", "Director, Security",
                                           "Head of IT", "CTO"};
static const char *const OTHER_TITLE[] = {"Analyst", "IT manager", "Engineer", "Consultant", "Specialist"};
static const char *const COUNTRY_CODE[] = {"US", "US", "US", "US", "US", "US",
                                           "GB", "GB", "CA", "DE", "FR", "NL"};

#endif
