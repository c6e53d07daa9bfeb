/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charges of a contract's period that are no lead's: flat fees by day, and shortfalls under a minimum. By hand. */
#include "models/contract.h"
#include "tests/support/lead_fixture.h"

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))
enum { MOST = 4 };

static const struct {
    const char *sentence, *cpl, *start, *end, *as_of, *from, *to;
    struct {
        const char *month, *amount;
    } charges[MOST];
} FLAT[] = {
    {"30 days of 3,000.00: 16 in January, 14 in February",
     "3000",
     "2026-01-16",
     "2026-02-14",
     "2026-06-30",
     NULL,
     NULL,
     {{"2026-01", "1600"}, {"2026-02", "1400"}}},
    {"up to the as-of day, which counts",
     "3000",
     "2026-01-16",
     "2026-02-14",
     "2026-02-01",
     NULL,
     NULL,
     {{"2026-01", "1600"}, {"2026-02", "100"}}},
    {"nothing before the first day",
     "3000",
     "2026-01-16",
     "2026-02-14",
     "2026-01-15",
     NULL,
     NULL,
     {{NULL, NULL}}},
    {"a single day", "3000", "2026-01-16", "2026-01-16", "2026-01-16", NULL, NULL, {{"2026-01", "3000"}}},
    /* 100.00 over 90 days: 34.44 by the 31st, 65.56 by the 59th, 100.00 by the 90th */
    {"months add up to the cent",
     "100",
     "2026-01-01",
     "2026-03-31",
     "2026-06-30",
     NULL,
     NULL,
     {{"2026-01", "34.44"}, {"2026-02", "31.12"}, {"2026-03", "34.44"}}},
    {"only the days of the period that is looked at",
     "3000",
     "2026-01-16",
     "2026-02-14",
     "2026-06-30",
     "2026-01-30",
     "2026-02-02",
     {{"2026-01", "200"}, {"2026-02", "200"}}},
    {"nothing where that is over before",
     "3000",
     "2026-01-16",
     "2026-02-14",
     "2026-06-30",
     NULL,
     "2026-01-10",
     {{NULL, NULL}}},
};

static void set_days(LeadFixture *fixture, const char *as_of, const char *from, const char *to) {
    fixture->definitions.as_of = as_of ? lead_fixture_day(as_of) : DAY_NONE;
    fixture->definitions.from = from ? lead_fixture_day(from) : DAY_NONE;
    fixture->definitions.to = to ? lead_fixture_day(to) : DAY_NONE;
}

static size_t charges_of(LeadFixture *fixture, PeriodCharge **charges) {
    return contract_period_charges(lead_fixture_price(fixture), &fixture->definitions, fixture->arena,
                                   charges);
}

static void a_flat_fee_is_spread_by_day(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(FLAT); i++) {
        LeadFixture *fixture = lead_fixture_new();
        Contract row = lead_fixture_contract("A", FLAT[i].cpl, FLAT[i].start, FLAT[i].end);
        row.basis = BASIS_FLAT;
        fixture->contracts = (Contracts){&row, 1};
        set_days(fixture, FLAT[i].as_of, FLAT[i].from, FLAT[i].to);
        PeriodCharge *got;
        const size_t count = charges_of(fixture, &got);
        size_t want = 0;
        while (want < MOST && FLAT[i].charges[want].month) want++;
        if (count != want) fail_msg("%s: %zu charges", FLAT[i].sentence, count);
        for (size_t k = 0; k < count; k++) {
            Month month = MONTH_NONE;
            assert_true(month_parse(str_from(FLAT[i].charges[k].month), &month));
            if (got[k].month != month || got[k].amount != lead_fixture_money(FLAT[i].charges[k].amount))
                fail_msg("%s: charge %zu is %lld cents", FLAT[i].sentence, k, (long long)got[k].amount);
            assert_false(got[k].shortfall);
        }
        lead_fixture_free(fixture);
    }
}

/* A minimum of ten leads at 50.00 from January to March, of which `leads` were delivered. */
static const struct {
    const char *sentence;
    int leads;
    const char *as_of, *from, *to;
    Money missing; /* cents; 0: no charge */
} MINIMUMS[] = {
    {"three are missing at the end", 7, "2026-06-30", NULL, NULL, 15000},
    {"all are missing", 0, "2026-06-30", NULL, NULL, 50000},
    {"the last day is the end", 7, "2026-03-31", NULL, NULL, 15000},
    {"before it nothing is due", 7, "2026-03-30", NULL, NULL, 0},
    {"the minimum is met", 10, "2026-06-30", NULL, NULL, 0},
    {"it is more than met", 12, "2026-06-30", NULL, NULL, 0},
    {"a look at April sees nothing", 7, "2026-06-30", "2026-04-01", NULL, 0},
    {"a look at March sees the charge, and all leads", 7, "2026-06-30", "2026-03-01", NULL, 15000},
    {"a look that ends before does not", 7, "2026-06-30", NULL, "2026-03-30", 0},
    {"without an as-of day nothing arises", 7, NULL, NULL, NULL, 0},
};

static void a_shortfall_is_billed_at_the_period_s_end(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(MINIMUMS); i++) {
        LeadFixture *fixture = lead_fixture_new();
        Contract row = lead_fixture_contract("A", "50", "2026-01-01", "2026-03-31");
        row.minimum_leads = 10;
        fixture->contracts = (Contracts){&row, 1};
        set_days(fixture, MINIMUMS[i].as_of, MINIMUMS[i].from, MINIMUMS[i].to);
        lead_fixture_add_many(fixture, MINIMUMS[i].leads, "vendor=A, delivered_at=2026-02-05");
        lead_fixture_add_many(fixture, 2,
                              "vendor=A, delivered_at=2026-02-05, billable=no"); /* do not count */
        PeriodCharge *got;
        const size_t count = charges_of(fixture, &got);
        if (count != (MINIMUMS[i].missing > 0)) fail_msg("%s: %zu charges", MINIMUMS[i].sentence, count);
        if (count && got[0].amount != MINIMUMS[i].missing)
            fail_msg("%s: %lld cents", MINIMUMS[i].sentence, (long long)got[0].amount);
        if (count) assert_true(got[0].shortfall && got[0].month == month_from_day(row.end));
        lead_fixture_free(fixture);
    }
}

static void a_period_s_minimum_is_charged_once_at_its_first_price_whatever_the_order_of_tiers(void **state) {
    (void)state;
    for (int turned = 0; turned < 2; turned++) {
        LeadFixture *fixture = lead_fixture_new();
        Contract rows[2];
        for (int i = 0; i < 2; i++) {
            const bool second = i != turned;
            rows[i] = lead_fixture_contract("A", second ? "40" : "50", "2026-01-01", "2026-03-31");
            rows[i].from_lead = second ? 3 : 1;
            rows[i].minimum_leads = 10;
        }
        fixture->contracts = (Contracts){rows, 2};
        lead_fixture_add_many(fixture, 4, "vendor=A, delivered_at=2026-02-05");
        PeriodCharge *got;
        assert_int_equal(charges_of(fixture, &got), 1);
        assert_int_equal(got[0].amount, 6 * 5000);
        lead_fixture_free(fixture);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flat_fee_is_spread_by_day),
        cmocka_unit_test(a_shortfall_is_billed_at_the_period_s_end),
        cmocka_unit_test(a_period_s_minimum_is_charged_once_at_its_first_price_whatever_the_order_of_tiers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
