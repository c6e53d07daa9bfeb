/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What vendors were billed: booked months, accruals, prepaid, credits; CASE section 1 and MODEL section 1, by hand. */
#include "models/books.h"
#include "tests/support/lead_fixture.h"
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))
enum { MOST = 5, NO_QUANTITY = -1 };

/* A row of the ledger as text: vendor A, paid, in USD, without a period, unless said otherwise. */
typedef struct Row {
    const char *date, *amount;
    SpendKind kind;
    SpendStatus status;
    const char *start, *end, *currency, *vendor;
    int quantity; /* 0: blank */
} Row;

#define PAID    SPEND_PAID
#define ORDERED SPEND_ORDERED
#define ACCRUED SPEND_ACCRUED

static SpendRow spend_of(const Row *row) {
    SpendRow out = {.date = lead_fixture_day(row->date),
                    .vendor = str_from(row->vendor ? row->vendor : "A"),
                    .kind = row->kind,
                    .amount = lead_fixture_money(row->amount),
                    .currency = {"USD"},
                    .status = row->status,
                    .period_start = row->start ? lead_fixture_day(row->start) : DAY_NONE,
                    .period_end = row->end ? lead_fixture_day(row->end) : DAY_NONE,
                    .quantity = row->quantity ? row->quantity : NO_QUANTITY};
    if (row->currency) memcpy(out.currency.code, row->currency, sizeof out.currency.code);
    return out;
}

/* Leads of vendor A at 50.00 (in 2026 only): two in January, three in February, one in March. */
static const char *const LEADS[] = {
    "vendor=A, delivered_at=2026-01-10", "vendor=A, delivered_at=2026-01-11",
    "vendor=A, delivered_at=2026-02-10", "vendor=A, delivered_at=2026-02-11",
    "vendor=A, delivered_at=2026-02-12", "vendor=A, delivered_at=2026-03-10",
};

typedef struct Settled {
    Books books;
    Money tools;
    bool has_tools;
} Settled;

/* Settles the fixture's vendor number 0. */
static Settled settle(LeadFixture *fixture, const Row *rows, size_t count, const FxRow *fx, size_t fx_count) {
    SpendRow spend[MOST];
    for (size_t i = 0; i < count; i++) spend[i] = spend_of(&rows[i]);
    const Rollup rollup = lead_fixture_count(fixture);
    Books *books = ARENA_ARRAY(fixture->arena, Books, rollup.vendor_count);
    const Ledgers ledgers = {.rows = spend,
                             .count = count,
                             .fx = fx,
                             .fx_count = fx_count,
                             .base = {"USD"},
                             .has_contracts = fixture->contracts.count > 0};
    Settled out;
    books_settle(&rollup, ledgers, fixture->arena, books, &out.tools, &out.has_tools);
    out.books = books[0];
    return out;
}

static Settled settle_six(LeadFixture *fixture, const Row *rows, size_t count) {
    const Contract contract = lead_fixture_contract("A", "50", "2026-01-01", "2026-12-31");
    fixture->contracts = (Contracts){&contract, 1};
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) lead_fixture_add(fixture, LEADS[i]);
    return settle(fixture, rows, count, NULL, 0);
}

static size_t rows_of(const Row rows[MOST]) {
    size_t count = 0;
    while (count < MOST && rows[count].date) count++;
    return count;
}

/* clang-format off */
static const struct {
    const char *sentence;
    Row rows[MOST];
    const char *booked, *accrued, *prepaid;
} INVOICES[] = {
    {"without a ledger all months accrue at the contract's price", {{0}}, "0", "300", "0"},
    {"a booked month does not accrue", {{"2026-01-31", "110", .status = PAID}}, "110", "200", "0"},
    {"the period an invoice covers counts, not its date", {{"2026-04-02", "240", .status = PAID, .start = "2026-01-01", .end = "2026-02-28"}}, "240", "50", "0"},
    {"an accrued row is booked", {{"2026-01-31", "110", .status = ACCRUED}}, "110", "200", "0"},
    {"an ordered one is not", {{"2026-01-31", "110", .status = ORDERED}}, "0", "300", "0"},
    {"one dated on the as-of day is", {{"2026-06-30", "110", .status = PAID}}, "110", "300", "0"},
    {"one dated after it is not", {{"2026-07-01", "110", .status = PAID, .start = "2026-01-01", .end = "2026-01-31"}}, "0", "300", "0"},
    {"two invoices of a month are both booked", {{"2026-01-15", "60", .status = PAID}, {"2026-01-31", "50", .status = PAID}}, "110", "200", "0"},
    {"a fee comes on top", {{"2026-01-31", "70", .kind = SPEND_FEE, .status = PAID}}, "70", "300", "0"},
    {"content too", {{"2026-01-31", "70", .kind = SPEND_CONTENT, .status = PAID}}, "70", "300", "0"},
    {"an invoice of a month without leads is booked", {{"2026-05-31", "500", .status = PAID}}, "500", "300", "0"},
    {"another vendor's invoice is not", {{"2026-01-31", "110", .status = PAID, .vendor = "B"}}, "0", "300", "0"},
    {"a negative invoice corrects one", {{"2026-01-31", "110", .status = PAID}, {"2026-02-28", "-10", .status = PAID, .start = "2026-01-01", .end = "2026-01-31"}}, "100", "200", "0"},
    /* 6 of 10 ordered leads arrived by 2026-06-30 */
    {"an invoice for leads to come is earned as they arrive", {{"2026-01-02", "450", .status = PAID, .start = "2026-01-01", .end = "2026-12-31", .quantity = 10}}, "270", "0", "180"},
    {"all are earned once all have arrived", {{"2026-01-02", "450", .status = PAID, .start = "2026-01-01", .end = "2026-12-31", .quantity = 6}}, "450", "0", "0"},
    {"more leads than were ordered earn no more", {{"2026-01-02", "450", .status = PAID, .start = "2026-01-01", .end = "2026-12-31", .quantity = 5}}, "450", "0", "0"},
    {"all are earned once the period is over", {{"2026-01-02", "450", .status = PAID, .start = "2026-01-01", .end = "2026-06-30", .quantity = 10}}, "450", "0", "0"},
    {"only leads of the period earn it", {{"2026-03-01", "450", .status = PAID, .start = "2026-03-01", .end = "2026-12-31", .quantity = 10}}, "45", "250", "405"},
    {"without a quantity all is earned", {{"2026-01-02", "450", .status = PAID, .start = "2026-01-01", .end = "2026-12-31"}}, "450", "0", "0"},
    {"a part is rounded half away from zero", {{"2026-01-02", "100.01", .status = PAID, .start = "2026-01-01", .end = "2026-12-31", .quantity = 12}}, "50.01", "0", "50"},
};
/* clang-format on */

static void booked_months_replace_accruals_and_orders_wait(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(INVOICES); i++) {
        LeadFixture *fixture = lead_fixture_new();
        const Books got = settle_six(fixture, INVOICES[i].rows, rows_of(INVOICES[i].rows)).books;
        const Money booked = lead_fixture_money(INVOICES[i].booked),
                    accrued = lead_fixture_money(INVOICES[i].accrued),
                    prepaid = lead_fixture_money(INVOICES[i].prepaid);
        if (got.booked != booked || got.accrued != accrued || got.prepaid != prepaid ||
            got.invoice != booked + accrued || got.why.code)
            fail_msg("%s: booked %lld, accrued %lld, prepaid %lld, invoice %lld", INVOICES[i].sentence,
                     (long long)got.booked, (long long)got.accrued, (long long)got.prepaid,
                     (long long)got.invoice);
        assert_true(got.priced == 30000 && got.priced_leads == 6); /* whatever was booked */
        lead_fixture_free(fixture);
    }
}

/* One lead was credited: 50.00 at its price. */
static const struct {
    const char *sentence;
    Row rows[MOST];
    const char *credits, *from;
} CREDITS[] = {
    {"without credit rows the credited leads' prices count", {{0}}, "50", NULL},
    {"an invoice is no credit row", {{"2026-01-31", "110", .status = PAID}}, "50", NULL},
    {"with one the ledger counts, never both",
     {{"2026-04-30", "35", .kind = SPEND_CREDIT, .status = PAID}},
     "35",
     NULL},
    {"a credit may stand as a negative amount",
     {{"2026-04-30", "-35", .kind = SPEND_CREDIT, .status = PAID},
      {"2026-05-30", "5", .kind = SPEND_CREDIT, .status = PAID}},
     "40",
     NULL},
    {"a promised one is none", {{"2026-04-30", "35", .kind = SPEND_CREDIT, .status = ORDERED}}, "50", NULL},
    {"one of another vendor is none",
     {{"2026-04-30", "35", .kind = SPEND_CREDIT, .status = PAID, .vendor = "B"}},
     "50",
     NULL},
    {"a ledger with credits of another time has none in this one",
     {{"2026-01-30", "35", .kind = SPEND_CREDIT, .status = PAID}},
     "0",
     "2026-02-01"},
};

static void credits_come_from_the_ledger_or_from_prices_never_both(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CREDITS); i++) {
        LeadFixture *fixture = lead_fixture_new();
        if (CREDITS[i].from) fixture->definitions.from = lead_fixture_day(CREDITS[i].from);
        lead_fixture_add(fixture, "vendor=A, delivered_at=2026-04-10, credited_at=2026-05-01");
        const Books got = settle_six(fixture, CREDITS[i].rows, rows_of(CREDITS[i].rows)).books;
        if (got.credits != lead_fixture_money(CREDITS[i].credits))
            fail_msg("%s: %lld cents", CREDITS[i].sentence, (long long)got.credits);
        lead_fixture_free(fixture);
    }
}

/* CASE: leads delivered and amounts dated in the period. */
static void a_period_takes_the_leads_delivered_and_the_amounts_dated_in_it(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    fixture->definitions.from = lead_fixture_day("2026-02-01");
    fixture->definitions.to = lead_fixture_day("2026-03-31");
    static const Row ROWS[] = {{"2026-01-31", "110", .status = PAID},
                               {"2026-02-28", "120", .status = PAID},
                               {"2026-04-30", "500", .status = PAID},
                               {"2026-03-31", "9", .kind = SPEND_TOOLS, .status = PAID, .vendor = ""},
                               {"2026-04-01", "7", .kind = SPEND_TOOLS, .status = PAID, .vendor = ""}};
    const Settled got = settle_six(fixture, ROWS, COUNT_OF(ROWS));
    assert_int_equal(got.books.booked, 12000);
    assert_int_equal(got.books.accrued, 5000); /* March */
    assert_int_equal(got.books.priced_leads, 4);
    assert_int_equal(got.tools, 900);
    lead_fixture_free(fixture);
}

static void tools_rows_are_shared_and_their_absence_is_known(void **state) {
    (void)state;
    static const Row ROWS[] = {{"2026-03-31", "9", .kind = SPEND_TOOLS, .status = PAID, .vendor = ""},
                               {"2026-04-30", "7", .kind = SPEND_TOOLS, .status = PAID},
                               {"2026-05-31", "5", .kind = SPEND_TOOLS, .status = ORDERED}};
    LeadFixture *fixture = lead_fixture_new();
    const Settled got = settle_six(fixture, ROWS, COUNT_OF(ROWS));
    assert_true(got.has_tools && got.tools == 1600 && got.books.booked == 0);
    lead_fixture_free(fixture);
    fixture = lead_fixture_new();
    assert_false(settle_six(fixture, NULL, 0).has_tools);
    lead_fixture_free(fixture);
}

static Settled settle_without_contract(LeadFixture *fixture, const Row *rows, size_t count) {
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) lead_fixture_add(fixture, LEADS[i]);
    return settle(fixture, rows, count, NULL, 0);
}

static void
without_a_contract_every_month_with_deliveries_needs_an_amount_and_those_without_are_named(void **state) {
    (void)state;
    static const Row ROWS[] = {{"2026-02-28", "140", .status = PAID},
                               {"2026-03-31", "60", .kind = SPEND_CONTENT, .status = PAID},
                               {"2026-01-31", "100", .kind = SPEND_FEE, .status = PAID}};
    LeadFixture *fixture = lead_fixture_new();
    Books got = settle_without_contract(fixture, ROWS, 1).books;
    assert_string_equal(got.why.code, "no_price");
    check_text(got.why.text,
               "3 leads have neither a contract, a price nor a booked amount (2026-01, 2026-03)");
    lead_fixture_free(fixture);
    fixture = lead_fixture_new();
    got = settle_without_contract(fixture, ROWS, 3).books;
    assert_null(got.why.code);
    assert_int_equal(got.invoice, 30000);
    assert_string_equal(got.stated_why.code, "no_contract"); /* amounts, but no price for a lead */
    lead_fixture_free(fixture);
    fixture = lead_fixture_new();
    got = settle_without_contract(fixture, NULL, 0).books;
    assert_string_equal(got.why.code, "no_contract");
    lead_fixture_free(fixture);
}

static void a_fee_is_a_month_s_amount_only_where_its_leads_have_no_price(void **state) {
    (void)state;
    static const Row FEE = {"2026-01-31", "70", .kind = SPEND_FEE, .status = PAID};
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-10, price=40");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-11");
    assert_string_equal(settle(fixture, &FEE, 1, NULL, 0).books.why.code, "no_price"); /* of the second */
    lead_fixture_free(fixture);
    fixture = lead_fixture_new();
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-10, price=40");
    assert_int_equal(settle(fixture, &FEE, 1, NULL, 0).books.invoice, 11000);
    lead_fixture_free(fixture);
}

static void undated_leads_are_covered_by_any_invoice_of_their_vendor(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    fixture->definitions.as_of = DAY_NONE;
    const Contract contract = lead_fixture_contract("A", "50", "2026-01-01", "2026-12-31");
    fixture->contracts = (Contracts){&contract, 1};
    lead_fixture_add_many(fixture, 3, "vendor=A, status=New");
    static const Row ROW = {"2026-02-28", "140", .status = PAID};
    const Books without = settle(fixture, NULL, 0, NULL, 0).books;
    assert_int_equal(without.invoice, 15000);
    const Books with = settle(fixture, &ROW, 1, NULL, 0).books;
    assert_true(with.invoice == 14000 && with.accrued == 0);
    lead_fixture_free(fixture);
}

static void a_flat_fee_covers_its_vendor_and_is_the_sum_of_prices(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    Contract contract = lead_fixture_contract("A", "3650", "2026-01-01", "2026-12-31"); /* 10.00 a day */
    contract.basis = BASIS_FLAT;
    fixture->contracts = (Contracts){&contract, 1};
    fixture->definitions.as_of = lead_fixture_day("2026-03-31");
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) lead_fixture_add(fixture, LEADS[i]);
    const Books got = settle(fixture, NULL, 0, NULL, 0).books;
    assert_null(got.why.code);
    assert_int_equal(got.invoice, 90000);
    assert_true(got.priced == 90000 && got.priced_leads == 6 && !got.stated_why.code);
    lead_fixture_free(fixture);
}

static void a_shortfall_is_billed_but_is_no_lead_s_price(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    Contract contract = lead_fixture_contract("A", "50", "2026-01-01", "2026-03-31");
    contract.minimum_leads = 10;
    fixture->contracts = (Contracts){&contract, 1};
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) lead_fixture_add(fixture, LEADS[i]);
    const Books got = settle(fixture, NULL, 0, NULL, 0).books;
    assert_int_equal(got.invoice, 50000);
    assert_true(got.priced == 30000 && got.priced_leads == 6);
    lead_fixture_free(fixture);
}

static const FxRow FX[] = {{.currency = {"EUR"}, .rate = 1100000}, /* 1.10 from 2026-01-01 */
                           {.currency = {"EUR"}, .rate = 1200000}, /* 1.20 from 2026-02-15 */
                           {.currency = {"JPY"}, .rate = 6500}};   /* 0.0065 */
enum { RATES = 3 };

static void date_rates(FxRow rates[RATES]) {
    memcpy(rates, FX, sizeof FX);
    rates[0].date = rates[2].date = lead_fixture_day("2026-01-01");
    rates[1].date = lead_fixture_day("2026-02-15");
}

static void amounts_are_converted_at_the_last_rate_on_or_before_their_day(void **state) {
    (void)state;
    FxRow rates[RATES];
    date_rates(rates);
    const Ledgers ledgers = {.fx = rates, .fx_count = RATES, .base = {"USD"}};
    static const struct {
        const char *currency, *day;
        Money money, want; /* MONEY_NONE: not known */
    } CASES[] = {
        {"USD", "2026-01-10", 10000, 10000}, {"", "2026-01-10", 10000, 10000},
        {"EUR", "2026-01-01", 10000, 11000}, {"EUR", "2026-02-14", 10000, 11000},
        {"EUR", "2026-02-15", 10000, 12000}, {"EUR", "2025-12-31", 10000, MONEY_NONE},
        {"EUR", "2025-12-31", 0, 0},         {"JPY", "2026-03-01", 1000, 650},
        {"JPY", "2026-03-01", 1, 1},         /* 0.65 */ {"GBP", "2026-03-01", 100, MONEY_NONE},
        {"EUR", NULL, 10000, 12000},         {"EUR", "2026-01-01", -10005, -11006},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Currency currency = {""};
        memcpy(currency.code, CASES[i].currency, strlen(CASES[i].currency));
        const Day day = CASES[i].day ? lead_fixture_day(CASES[i].day) : DAY_NONE;
        const Money got = books_convert(ledgers, CASES[i].money, currency, day);
        if (got != CASES[i].want) fail_msg("%s: %lld", CASES[i].currency, (long long)got);
    }
}

static void accruals_in_another_currency_take_the_rate_of_the_month_s_end_or_the_as_of_day(void **state) {
    (void)state;
    FxRow rates[RATES];
    date_rates(rates);
    Contract contract = lead_fixture_contract("A", "50", "2026-01-01", "2026-12-31");
    contract.currency = (Currency){"EUR"};
    LeadFixture *fixture = lead_fixture_new();
    fixture->contracts = (Contracts){&contract, 1};
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) lead_fixture_add(fixture, LEADS[i]);
    /* 2 x 50 x 1.10 + 4 x 50 x 1.20 */
    assert_int_equal(settle(fixture, NULL, 0, rates, RATES).books.accrued, 11000 + 24000);
    fixture->definitions.as_of =
        lead_fixture_day("2026-02-14"); /* before the rate of the month's end: 5 x 50 x 1.10 */
    assert_int_equal(settle(fixture, NULL, 0, rates, RATES).books.accrued, 27500);
    lead_fixture_free(fixture);
}

static void without_a_rate_nothing_is_known_and_the_currency_is_named(void **state) {
    (void)state;
    static const Row INVOICE = {"2026-01-31", "110", .status = PAID, .currency = "GBP"};
    LeadFixture *fixture = lead_fixture_new();
    const Books booked = settle_six(fixture, &INVOICE, 1).books;
    assert_string_equal(booked.why.code, "no_fx_rate");
    assert_non_null(strstr(booked.why.text.at, "GBP"));
    lead_fixture_free(fixture);
    static const Row TOOLS = {"2026-01-31", "9", .kind = SPEND_TOOLS, .status = PAID, .currency = "GBP"};
    fixture = lead_fixture_new();
    assert_string_equal(settle_six(fixture, &TOOLS, 1).books.why.code, "no_fx_rate");
    lead_fixture_free(fixture);
    Contract contract = lead_fixture_contract("A", "50", "2026-01-01", "2026-12-31");
    contract.currency = (Currency){"GBP"};
    fixture = lead_fixture_new();
    fixture->contracts = (Contracts){&contract, 1};
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-10");
    const Books accrued = settle(fixture, NULL, 0, NULL, 0).books;
    assert_string_equal(accrued.why.code, "no_fx_rate");
    assert_string_equal(accrued.stated_why.code, "no_fx_rate");
    lead_fixture_free(fixture);
}

static void rows_of_the_ledger_that_could_not_be_read_leave_no_cost(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-10, price=40");
    const Rollup rollup = lead_fixture_count(fixture);
    Books books;
    Money tools;
    bool has_tools;
    const Ledgers ledgers = {.base = {"USD"}, .unread = STR("1 of 3 rows of spend.csv could not be read")};
    books_settle(&rollup, ledgers, fixture->arena, &books, &tools, &has_tools);
    assert_string_equal(books.why.code, "unread_rows");
    check_text(books.why.text, "1 of 3 rows of spend.csv could not be read");
    lead_fixture_free(fixture);
}

static void a_vendor_without_invoiced_leads_has_a_cost_of_nothing(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-01-10, billable=no");
    const Books got = settle(fixture, NULL, 0, NULL, 0).books;
    assert_true(!got.why.code && got.invoice == 0 && got.priced_leads == 0);
    lead_fixture_free(fixture);
}

static void a_total_adds_up_and_is_unknown_where_one_vendor_is(void **state) {
    (void)state;
    Books books[2] = {{.invoice = 1,
                       .booked = 2,
                       .accrued = 3,
                       .prepaid = 4,
                       .credits = 5,
                       .accrued_leads = 6,
                       .priced = 7,
                       .priced_leads = 8},
                      {.invoice = 10,
                       .booked = 20,
                       .accrued = 30,
                       .prepaid = 40,
                       .credits = 50,
                       .accrued_leads = 60,
                       .priced = 70,
                       .priced_leads = 80}};
    Books total = books_total(books, 2);
    assert_true(total.invoice == 11 && total.booked == 22 && total.accrued == 33 && total.prepaid == 44);
    assert_true(total.credits == 55 && total.accrued_leads == 66 && total.priced == 77);
    assert_true(total.priced_leads == 88 && !total.why.code && !total.stated_why.code);
    books[1].why = (Why){"no_price", STR("x")};
    total = books_total(books, 2);
    assert_string_equal(total.why.code, "no_price");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(booked_months_replace_accruals_and_orders_wait),
        cmocka_unit_test(credits_come_from_the_ledger_or_from_prices_never_both),
        cmocka_unit_test(a_period_takes_the_leads_delivered_and_the_amounts_dated_in_it),
        cmocka_unit_test(tools_rows_are_shared_and_their_absence_is_known),
        cmocka_unit_test(
            without_a_contract_every_month_with_deliveries_needs_an_amount_and_those_without_are_named),
        cmocka_unit_test(a_fee_is_a_month_s_amount_only_where_its_leads_have_no_price),
        cmocka_unit_test(undated_leads_are_covered_by_any_invoice_of_their_vendor),
        cmocka_unit_test(a_flat_fee_covers_its_vendor_and_is_the_sum_of_prices),
        cmocka_unit_test(a_shortfall_is_billed_but_is_no_lead_s_price),
        cmocka_unit_test(amounts_are_converted_at_the_last_rate_on_or_before_their_day),
        cmocka_unit_test(accruals_in_another_currency_take_the_rate_of_the_month_s_end_or_the_as_of_day),
        cmocka_unit_test(without_a_rate_nothing_is_known_and_the_currency_is_named),
        cmocka_unit_test(rows_of_the_ledger_that_could_not_be_read_leave_no_cost),
        cmocka_unit_test(a_vendor_without_invoiced_leads_has_a_cost_of_nothing),
        cmocka_unit_test(a_total_adds_up_and_is_unknown_where_one_vendor_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
