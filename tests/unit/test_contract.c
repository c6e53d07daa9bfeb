/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leads cost under contracts: CASE, section 1, by hand. As of 2026-06-30, in USD. */
#include "models/contract.h"
#include "tests/support/lead_fixture.h"
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))
enum { MOST = 4 };

/* A contract period of 2026 for vendor A at 50.00, changed where a field is given. */
typedef struct Terms {
    const char *cpl, *start, *end, *campaign, *segment, *tier;
    long from_lead, minimum_leads; /* 0: 1, none */
    Basis basis;
    bool pays_all_duplicates;
} Terms;

static Contract contract_of(const Terms *terms, long line) {
    Contract row =
        lead_fixture_contract("A", terms->cpl ? terms->cpl : "50", terms->start ? terms->start : "2026-01-01",
                              terms->end ? terms->end : "2026-12-31");
    row.basis = terms->basis;
    row.campaign = str_from(terms->campaign);
    row.segment = str_from(terms->segment);
    row.tier = str_from(terms->tier);
    row.from_lead = terms->from_lead ? terms->from_lead : 1;
    row.minimum_leads = terms->minimum_leads ? terms->minimum_leads : CONTRACT_NONE;
    if (terms->pays_all_duplicates) row.duplicates_billable = BILL_OWN | BILL_OTHER | BILL_KNOWN;
    row.line = line;
    return row;
}

/* Gives the fixture `count` contracts, on lines 2, 3... */
static void set_contracts(LeadFixture *fixture, const Terms *terms, size_t count) {
    Contract *rows = ARENA_ARRAY(fixture->arena, Contract, count);
    for (size_t i = 0; i < count; i++) rows[i] = contract_of(&terms[i], (long)i + 2);
    fixture->contracts = (Contracts){rows, count};
}

static const struct {
    const char *sentence;
    Terms terms;
    const char *lead, *amount; /* NULL: not invoiced */
} PRICES[] = {
    {"a delivered lead has the contract's price", {0}, "delivered_at=2026-03-05", "50"},
    {"the first day counts", {0}, "delivered_at=2026-01-01", "50"},
    {"the last day counts, to its last minute", {.end = "2026-06-30"}, "delivered_at=2026-06-30 23:59", "50"},
    {"an untouched lead is invoiced", {0}, "delivered_at=2026-03-05", "50"},
    {"an invalid one too", {0}, "delivered_at=2026-03-05, invalid_at=2026-03-06", "50"},
    {"a returned one is not", {0}, "delivered_at=2026-03-05, returned_at=2026-03-06", NULL},
    {"one returned later still is", {0}, "delivered_at=2026-03-05, returned_at=2026-07-06", "50"},
    {"a lead marked so is not", {0}, "delivered_at=2026-03-05, billable=no", NULL},
    {"billable = yes changes nothing", {0}, "delivered_at=2026-03-05, billable=yes", "50"},
    {"a flagged duplicate is not", {0}, "delivered_at=2026-03-05, duplicate=yes", NULL},
    {"unless own duplicates are billed",
     {.pays_all_duplicates = true},
     "delivered_at=2026-03-05, duplicate=yes",
     "50"},
    {"a lead's own price wins", {0}, "delivered_at=2026-03-05, price=47.25", "47.25"},
    {"even where it is zero", {0}, "delivered_at=2026-03-05, price=0", "0"},
    {"a price of parts of a cent is rounded", {.cpl = "0.125"}, "delivered_at=2026-03-05", "0.13"},
    {"accepted: not before",
     {.basis = BASIS_ACCEPTED},
     "delivered_at=2026-03-05, first_touch_at=2026-03-06",
     NULL},
    {"accepted: once it is",
     {.basis = BASIS_ACCEPTED},
     "delivered_at=2026-03-05, accepted_at=2026-03-06",
     "50"},
    {"accepted: a later stage implies it",
     {.basis = BASIS_ACCEPTED},
     "delivered_at=2026-03-05, sql_at=2026-03-06",
     "50"},
    {"accepted: not where rejected afterwards",
     {.basis = BASIS_ACCEPTED},
     "delivered_at=2026-03-05, accepted_at=2026-03-06, rejected_at=2026-03-07",
     NULL},
    {"accepted: an invalid lead is in no stage",
     {.basis = BASIS_ACCEPTED},
     "delivered_at=2026-03-05, accepted_at=2026-03-06, invalid_at=2026-03-07",
     NULL},
    {"sql", {.basis = BASIS_SQL}, "delivered_at=2026-03-05, sql_at=2026-03-06", "50"},
    {"sql: lost afterwards",
     {.basis = BASIS_SQL},
     "delivered_at=2026-03-05, sql_at=2026-03-06, lost_at=2026-03-09",
     "50"},
    {"opportunity: an SQL is none",
     {.basis = BASIS_OPPORTUNITY},
     "delivered_at=2026-03-05, sql_at=2026-03-06",
     NULL},
    {"opportunity: one older than the lead is none",
     {.basis = BASIS_OPPORTUNITY},
     "delivered_at=2026-03-05, opportunity_at=2026-03-04",
     NULL},
    {"opportunity", {.basis = BASIS_OPPORTUNITY}, "delivered_at=2026-03-05, opportunity_at=2026-03-06", "50"},
    {"won", {.basis = BASIS_WON}, "delivered_at=2026-03-05, won_at=2026-03-06", "50"},
    {"won: lost",
     {.basis = BASIS_WON},
     "delivered_at=2026-03-05, opportunity_at=2026-03-06, lost_at=2026-03-06",
     NULL},
    {"a flat fee covers its leads", {.basis = BASIS_FLAT}, "delivered_at=2026-03-05", "0"},
};

static Charge charge_of(LeadFixture *fixture, uint32_t lead) {
    return contract_charge(lead_fixture_price(fixture), lead);
}

static Charge charge_of_lead(const Terms *terms, const char *cells) {
    LeadFixture *fixture = lead_fixture_new();
    set_contracts(fixture, terms, 1);
    const uint32_t lead = lead_fixture_add(fixture, str_format(fixture->arena, "vendor=A, %s", cells).at);
    const Charge charge = charge_of(fixture, lead);
    lead_fixture_free(fixture);
    return charge;
}

static void a_lead_costs_what_its_contract_says(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(PRICES); i++) {
        const Charge got = charge_of_lead(&PRICES[i].terms, PRICES[i].lead);
        const Money want = PRICES[i].amount ? lead_fixture_money(PRICES[i].amount) : 0;
        if (got.invoiced != (PRICES[i].amount != NULL) || got.amount != want)
            fail_msg("%s: %lld cents, %s", PRICES[i].sentence, (long long)got.amount,
                     got.invoiced ? "invoiced" : "not invoiced");
        assert_true(currency_equal(got.currency, (Currency){"USD"}));
    }
}

static void a_lead_outside_every_contract_has_no_price(void **state) {
    (void)state;
    static const char *const LEADS[] = {
        "delivered_at=2025-12-31", "delivered_at=2026-12-31", /* between the two days the contract runs */
    };
    const Terms terms = {.start = "2026-01-01", .end = "2026-12-30"};
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) {
        LeadFixture *fixture = lead_fixture_new();
        fixture->definitions.as_of = lead_fixture_day("2026-12-31");
        set_contracts(fixture, &terms, 1);
        lead_fixture_add(fixture, str_format(fixture->arena, "vendor=A, %s", LEADS[i]).at);
        lead_fixture_add(fixture, "vendor=B, delivered_at=2026-03-05");
        for (uint32_t lead = 0; lead < 2; lead++) {
            const Charge charge = charge_of(fixture, lead);
            assert_true(charge.invoiced && charge.amount == MONEY_NONE && charge.credit == 0);
        }
        lead_fixture_free(fixture);
    }
}

static void a_credited_lead_gives_its_whole_price_back(void **state) {
    (void)state;
    const Terms terms = {0};
    assert_int_equal(charge_of_lead(&terms, "delivered_at=2026-03-05, credited_at=2026-04-01").credit, 5000);
    assert_int_equal(charge_of_lead(&terms, "delivered_at=2026-03-05, credited_at=2026-07-01").credit, 0);
    assert_int_equal(
        charge_of_lead(&terms, "delivered_at=2026-03-05, credited_at=2026-04-01, price=30").credit, 3000);
    assert_int_equal(
        charge_of_lead(&terms, "delivered_at=2026-03-05, credited_at=2026-04-01, billable=no").credit, 0);
}

static void an_own_price_is_in_the_lead_s_currency_else_the_contract_s(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    Contract row = lead_fixture_contract("A", "50", "2026-01-01", "2026-12-31");
    row.currency = (Currency){"GBP"};
    fixture->contracts = (Contracts){&row, 1};
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-03-05, price=40, currency=eur");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-03-05, price=40");
    lead_fixture_add(fixture,
                     "vendor=A, delivered_at=2026-03-05, currency=EUR"); /* of the deal, not of the price */
    lead_fixture_add(fixture, "vendor=B, delivered_at=2026-03-05, price=40");
    static const char *const WANT[] = {"EUR", "GBP", "GBP", "USD"};
    for (uint32_t lead = 0; lead < 4; lead++) {
        assert_string_equal(charge_of(fixture, lead).currency.code, WANT[lead]);
    }
    lead_fixture_free(fixture);
}

static void a_currency_without_cents_has_none(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    Contract row = lead_fixture_contract("A", "7500", "2026-01-01", "2026-12-31");
    row.currency = (Currency){"JPY"};
    fixture->contracts = (Contracts){&row, 1};
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-03-05");
    assert_int_equal(charge_of(fixture, 0).amount, 7500);
    lead_fixture_free(fixture);
}

/* Which of several rows prices the lead: the most specific scope. */
static const struct {
    const char *sentence;
    Terms terms[MOST];
    const char *lead, *amount;
} SCOPES[] = {
    {"a campaign's price wins over the vendor's",
     {{.cpl = "50"}, {.cpl = "70", .campaign = "Webinar"}},
     "campaign=webinar",
     "70"},
    {"another campaign has the vendor's",
     {{.cpl = "50"}, {.cpl = "70", .campaign = "Webinar"}},
     "campaign=Guide",
     "50"},
    {"two conditions win over one",
     {{.cpl = "70", .campaign = "Webinar"}, {.cpl = "80", .campaign = "Webinar", .tier = "1"}},
     "campaign=Webinar, tier=1",
     "80"},
    {"both must hold",
     {{.cpl = "70", .campaign = "Webinar"}, {.cpl = "80", .campaign = "Webinar", .tier = "1"}},
     "campaign=Webinar, tier=2",
     "70"},
    {"a segment is a scope too", {{.cpl = "50"}, {.cpl = "60", .segment = "EMEA"}}, "segment=EMEA", "60"},
    {"three conditions win over two",
     {{.cpl = "80", .campaign = "W", .tier = "1"},
      {.cpl = "90", .campaign = "W", .tier = "1", .segment = "EMEA"}},
     "campaign=W, tier=1, segment=EMEA",
     "90"},
    {"a lead price wins over a flat fee",
     {{.cpl = "9000", .basis = BASIS_FLAT, .campaign = "W"}, {.cpl = "50"}},
     "campaign=W",
     "50"},
    {"periods follow each other without a gap",
     {{.cpl = "50", .end = "2026-03-04"}, {.cpl = "60", .start = "2026-03-05"}},
     "campaign=W",
     "60"},
};

static void the_most_specific_row_prices_the_lead(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(SCOPES); i++) {
        for (int turned = 0; turned < 2; turned++) { /* in either order of the rows */
            LeadFixture *fixture = lead_fixture_new();
            const Terms terms[] = {SCOPES[i].terms[turned], SCOPES[i].terms[!turned]};
            set_contracts(fixture, terms, 2);
            lead_fixture_add(
                fixture,
                str_format(fixture->arena, "vendor=A, delivered_at=2026-03-05, %s", SCOPES[i].lead).at);
            if (charge_of(fixture, 0).amount != lead_fixture_money(SCOPES[i].amount))
                fail_msg("not so: %s", SCOPES[i].sentence);
            lead_fixture_free(fixture);
        }
    }
}

static void a_file_without_vendors_has_one_that_a_contract_can_name(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    const Contract row = lead_fixture_contract("(all)", "50", "2026-01-01", "2026-12-31");
    fixture->contracts = (Contracts){&row, 1};
    lead_fixture_add(fixture, "delivered_at=2026-03-05");
    assert_int_equal(charge_of(fixture, 0).amount, 5000);
    lead_fixture_free(fixture);
}

static void an_undated_lead_has_a_price_where_its_vendor_has_one_row(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    const Terms terms[] = {{.cpl = "50", .end = "2026-06-30"}, {.cpl = "60", .start = "2026-07-01"}};
    set_contracts(fixture, terms, 1);
    lead_fixture_add(fixture, "vendor=A, status=New");
    assert_int_equal(charge_of(fixture, 0).amount, 5000);
    set_contracts(fixture, terms, 2);
    assert_true(charge_of(fixture, 0).amount == MONEY_NONE); /* which of the two was in force? */
    lead_fixture_free(fixture);
}

/* Tiers: 50.00 up to the second invoiced lead, 40.00 up to the fourth, then 30.00. */
static const Terms TIERS[] = {{.cpl = "30", .from_lead = 5}, {.cpl = "50"}, {.cpl = "40", .from_lead = 3}};

static Money sum_of(LeadFixture *fixture) {
    const Pricing *pricing = lead_fixture_price(fixture);
    Money sum = 0;
    for (uint32_t lead = 0; lead < lead_table_count(fixture->table); lead++) {
        sum += contract_charge(pricing, lead).amount;
    }
    return sum;
}

static void tiers_are_marginal_by_the_nth_invoiced_lead_in_order_of_delivery(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    set_contracts(fixture, TIERS, 3);
    static const struct {
        const char *cells;
        Money cents;
    } LEADS[] = {
        {"vendor=A, delivered_at=2026-03-09", 3000},
        {"vendor=A, delivered_at=2026-03-01", 5000},
        {"vendor=A, delivered_at=2026-03-04, duplicate=yes", 0}, /* is not counted off */
        {"vendor=A, delivered_at=2026-03-05 10:00", 4000},
        {"vendor=A, delivered_at=2026-03-05 09:00", 4000},
        {"vendor=A, delivered_at=2026-03-02", 5000},
        {"vendor=A, delivered_at=2026-03-10", 3000},
    };
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) lead_fixture_add(fixture, LEADS[i].cells);
    for (uint32_t i = 0; i < COUNT_OF(LEADS); i++) {
        assert_int_equal(charge_of(fixture, i).amount, LEADS[i].cents);
    }
    lead_fixture_free(fixture);
}

static void each_period_counts_from_one(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    const Terms terms[] = {{.cpl = "50", .end = "2026-03-31"},
                           {.cpl = "40", .end = "2026-03-31", .from_lead = 2},
                           {.cpl = "20", .start = "2026-04-01"},
                           {.cpl = "10", .start = "2026-04-01", .from_lead = 2}};
    set_contracts(fixture, terms, 4);
    lead_fixture_add_many(fixture, 3, "vendor=A, delivered_at=2026-03-31");
    lead_fixture_add_many(fixture, 3, "vendor=A, delivered_at=2026-04-01");
    assert_int_equal(sum_of(fixture), 5000 + 2 * 4000 + 2000 + 2 * 1000);
    lead_fixture_free(fixture);
}

static void a_first_tier_that_begins_later_leaves_the_leads_before_it_without_a_price(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    const Terms terms = {.cpl = "40", .from_lead = 2};
    set_contracts(fixture, &terms, 1);
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-03-01");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-03-02");
    assert_true(charge_of(fixture, 0).amount == MONEY_NONE);
    assert_int_equal(charge_of(fixture, 1).amount, 4000);
    lead_fixture_free(fixture);
}

static void a_look_at_a_part_of_the_year_changes_no_tier(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    set_contracts(fixture, TIERS, 3);
    lead_fixture_add_many(fixture, 4, "vendor=A, delivered_at=2026-03-01");
    const uint32_t fifth = lead_fixture_add(fixture, "vendor=A, delivered_at=2026-05-02");
    fixture->definitions.from = lead_fixture_day("2026-05-01");
    assert_int_equal(charge_of(fixture, fifth).amount, 3000);
    lead_fixture_free(fixture);
}

static const struct {
    const char *sentence;
    Basis basis;
    const char *lead, *billed;
} BILLED[] = {
    {"on delivery", BASIS_DELIVERED, "delivered_at=2026-03-05, sql_at=2026-05-06", "2026-03-05"},
    {"on the stage's day", BASIS_SQL, "delivered_at=2026-03-05, sql_at=2026-05-06", "2026-05-06"},
    {"on delivery where the stage's day is unknown", BASIS_SQL, "delivered_at=2026-03-05, sql_at=yes",
     "2026-03-05"},
    {"on delivery under a flat fee", BASIS_FLAT, "delivered_at=2026-03-05", "2026-03-05"},
};

static void other_bases_bill_on_the_stage_s_day(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BILLED); i++) {
        const Terms terms = {.basis = BILLED[i].basis};
        char text[DATE_TEXT];
        const Charge charge = charge_of_lead(&terms, BILLED[i].lead);
        if (strcmp(day_format(charge.billed, text), BILLED[i].billed))
            fail_msg("%s: billed on %s", BILLED[i].sentence, text);
    }
}

/* Own duplicates are not billed, other vendors' and known ones are, unless the contract says so. */
static const struct {
    const char *sentence;
    unsigned billable;
    bool own, other;
} DUPLICATES[] = {
    {"blank: other and known", BILL_OTHER | BILL_KNOWN, false, true},
    {"none", 0, false, false},
    {"own", BILL_OWN, true, false},
    {"all", BILL_OWN | BILL_OTHER | BILL_KNOWN, true, true},
};

static void duplicates_are_billed_as_the_contract_says(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(DUPLICATES); i++) {
        LeadFixture *fixture = lead_fixture_new();
        Contract row = lead_fixture_contract("A", "50", "2026-01-01", "2026-12-31");
        row.duplicates_billable = DUPLICATES[i].billable;
        fixture->contracts = (Contracts){&row, 1};
        lead_fixture_add(fixture, "vendor=B, delivered_at=2026-03-01, email=x@x.org");
        const uint32_t other = lead_fixture_add(fixture, "vendor=A, delivered_at=2026-03-02, email=x@x.org");
        const uint32_t own = lead_fixture_add(fixture, "vendor=A, delivered_at=2026-03-03, email=x@x.org");
        if (charge_of(fixture, own).invoiced != DUPLICATES[i].own ||
            charge_of(fixture, other).invoiced != DUPLICATES[i].other)
            fail_msg("not so: %s", DUPLICATES[i].sentence);
        lead_fixture_free(fixture);
    }
}

/* Two rows that fit the same lead equally well cannot stand. */
static const struct {
    const char *sentence;
    Terms a, b;
    bool refused;
} OVERLAPS[] = {
    {"the same days", {0}, {.cpl = "60"}, true},
    {"one day in common", {.end = "2026-03-31"}, {.start = "2026-03-31"}, true},
    {"no day in common", {.end = "2026-03-30"}, {.start = "2026-03-31"}, false},
    {"a narrower scope", {0}, {.campaign = "W"}, false},
    {"two campaigns", {.campaign = "W"}, {.campaign = "G"}, false},
    {"the same campaign, in other letters", {.campaign = "W"}, {.campaign = "w"}, true},
    {"a campaign and a segment, which a lead can have both", {.campaign = "W"}, {.segment = "EMEA"}, true},
    {"tiers of one period", {0}, {.from_lead = 101}, false},
    {"a tier of another period", {0}, {.from_lead = 101, .start = "2026-07-01"}, true},
    {"two equal tiers", {.from_lead = 101}, {.from_lead = 101}, true},
    {"a fee beside a price", {.basis = BASIS_FLAT}, {0}, false},
    {"two fees", {.basis = BASIS_FLAT}, {.basis = BASIS_FLAT}, true},
    {"two bases", {.basis = BASIS_SQL}, {0}, true},
};

static void rows_that_fit_equally_well_are_refused_with_both_lines(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(OVERLAPS); i++) {
        const Contract rows[] = {contract_of(&OVERLAPS[i].a, 4), contract_of(&OVERLAPS[i].b, 9)};
        Err err = {0};
        const Status status = contract_check_overlaps((Contracts){rows, 2}, &err);
        if (status != (OVERLAPS[i].refused ? ERR_CONFIG : OK)) fail_msg("not so: %s", OVERLAPS[i].sentence);
        if (OVERLAPS[i].refused) assert_non_null(strstr(err.text, "lines 4 and 9"));
    }
    Contract other = contract_of(&OVERLAPS[0].b, 9);
    other.vendor = STR("B");
    const Contract rows[] = {contract_of(&OVERLAPS[0].a, 4), other};
    assert_int_equal(contract_check_overlaps((Contracts){rows, 2}, NULL), OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lead_costs_what_its_contract_says),
        cmocka_unit_test(a_lead_outside_every_contract_has_no_price),
        cmocka_unit_test(a_credited_lead_gives_its_whole_price_back),
        cmocka_unit_test(an_own_price_is_in_the_lead_s_currency_else_the_contract_s),
        cmocka_unit_test(a_currency_without_cents_has_none),
        cmocka_unit_test(the_most_specific_row_prices_the_lead),
        cmocka_unit_test(a_file_without_vendors_has_one_that_a_contract_can_name),
        cmocka_unit_test(an_undated_lead_has_a_price_where_its_vendor_has_one_row),
        cmocka_unit_test(tiers_are_marginal_by_the_nth_invoiced_lead_in_order_of_delivery),
        cmocka_unit_test(each_period_counts_from_one),
        cmocka_unit_test(a_first_tier_that_begins_later_leaves_the_leads_before_it_without_a_price),
        cmocka_unit_test(a_look_at_a_part_of_the_year_changes_no_tier),
        cmocka_unit_test(other_bases_bill_on_the_stage_s_day),
        cmocka_unit_test(duplicates_are_billed_as_the_contract_says),
        cmocka_unit_test(rows_that_fit_equally_well_are_refused_with_both_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
