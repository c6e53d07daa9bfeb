/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables about money: contracts, spend, fx. Expected values by hand, from the columns' meaning. */
#include "inputs/contracts.h"
#include "tests/support/scratch.h"

#define FIVE "vendor,cpl,currency,start,end\n"

static Day day(const char *text) {
    Day out = DAY_NONE;
    assert_true(day_parse(str_from(text), &out));
    return out;
}

static Status read_contracts(Scratch *scratch, const char *text, Contracts *out) {
    const Str path = scratch_write(scratch, "contracts.csv", text);
    return contracts_read(path, &scratch->provenance, scratch->arena, out, &scratch->err);
}

static void five_columns_are_a_contract_with_the_rest_at_its_defaults(void **state) {
    Scratch *scratch = *state;
    Contracts got;
    check_status(read_contracts(scratch, FIVE "Acme,62.50,eur,2026-01-01,2026-12-31\n", &got), OK,
                 &scratch->err);
    assert_int_equal(got.count, 1);
    const Contract *row = &got.rows[0];
    check_text(row->vendor, "Acme");
    assert_int_equal(row->cpl, 62500000); /* millionths */
    assert_string_equal(row->currency.code, "EUR");
    assert_int_equal(row->start, day("2026-01-01"));
    assert_int_equal(row->end, day("2026-12-31"));
    assert_int_equal(row->from_lead, 1);
    assert_int_equal(row->basis, BASIS_DELIVERED);
    assert_int_equal(row->window_kind, WINDOW_CALENDAR);
    assert_false(row->replacement);
    assert_int_equal(row->duplicates_billable, BILL_OTHER | BILL_KNOWN);
    assert_int_equal(row->minimum_leads, CONTRACT_NONE);
    assert_int_equal(row->committed_leads, CONTRACT_NONE);
    assert_int_equal(row->over_delivery_cpl, CONTRACT_NO_SHARE);
    assert_int_equal(row->renewal_date, DAY_NONE);
    assert_int_equal(row->notice_days, CONTRACT_NONE);
    assert_int_equal(row->last_evaluated, DAY_NONE);
    assert_int_equal(row->window_days, CONTRACT_NONE);
    assert_int_equal(row->credit_cap_share, CONTRACT_NO_SHARE);
    assert_int_equal(row->credit_cap_leads, CONTRACT_NONE);
    assert_int_equal(row->promised_invalid_rate, CONTRACT_NO_SHARE);
    assert_int_equal(row->promised_sql_rate, CONTRACT_NO_SHARE);
    assert_int_equal(row->guarantee_credit_per_sql, CONTRACT_NO_SHARE);
    assert_int_equal(row->line, 2);
    assert_int_equal(row->campaign.len + row->segment.len + row->tier.len + row->covered_reasons.len, 0);
}

static void every_column_of_a_contract_is_read(void **state) {
    Scratch *scratch = *state;
    Contracts got;
    check_status(
        read_contracts(
            scratch,
            "contract_id,vendor,cpl,currency,start,end,basis,campaign,segment,tier,from_lead,minimum_leads,"
            "committed_leads,over_delivery_cpl,renewal_date,notice_days,last_evaluated,window_days,"
            "window_kind,covered_reasons,credit_cap_share,credit_cap_leads,remedy,duplicates_billable,"
            "promised_invalid_rate,promised_sql_rate,guarantee_credit_per_sql\n"
            "C-1,Acme,10,USD,2026-01-01,2026-06-30,opportunity,Spring,smb,1,301,600,800,8.5,2026-07-01,90,"
            "2026-02-15,5,business,invalid;data,10%,40,replacement,own;KNOWN,0.05,0.2,250\n",
            &got),
        OK, &scratch->err);
    assert_int_equal(got.count, 1);
    const Contract *row = &got.rows[0];
    check_text(row->id, "C-1");
    assert_int_equal(row->basis, BASIS_OPPORTUNITY);
    check_text(row->campaign, "Spring");
    check_text(row->segment, "smb");
    check_text(row->tier, "1");
    assert_int_equal(row->from_lead, 301);
    assert_int_equal(row->minimum_leads, 600);
    assert_int_equal(row->committed_leads, 800);
    assert_int_equal(row->over_delivery_cpl, 8500000);
    assert_int_equal(row->renewal_date, day("2026-07-01"));
    assert_int_equal(row->notice_days, 90);
    assert_int_equal(row->last_evaluated, day("2026-02-15"));
    assert_int_equal(row->window_days, 5);
    assert_int_equal(row->window_kind, WINDOW_BUSINESS);
    check_text(row->covered_reasons, "invalid;data");
    assert_int_equal(row->credit_cap_share, 100000);
    assert_int_equal(row->credit_cap_leads, 40);
    assert_true(row->replacement);
    assert_int_equal(row->duplicates_billable, BILL_OWN | BILL_KNOWN);
    assert_int_equal(row->promised_invalid_rate, 50000);
    assert_int_equal(row->promised_sql_rate, 200000);
    assert_int_equal(row->guarantee_credit_per_sql, 250000000);
}

static void no_duplicate_may_be_billable(void **state) {
    Scratch *scratch = *state;
    Contracts got;
    check_status(read_contracts(scratch,
                                "vendor,cpl,start,end,duplicates_billable\n"
                                "Acme,10,2026-01-01,2026-06-30,none\n",
                                &got),
                 OK, &scratch->err);
    assert_int_equal(got.rows[0].duplicates_billable, 0);
}

static void bad_contracts_are_quarantined_and_the_others_read(void **state) {
    Scratch *scratch = *state;
    Contracts got;
    check_status(read_contracts(scratch,
                                "vendor,cpl,start,end,from_lead,basis,duplicates_billable\n"
                                "A,ten,2026-01-01,2026-06-30,,,\n"
                                "B,10,2026-06-30,2026-01-01,,,\n"
                                "C,10,2026-01-01,2026-06-30,0,,\n"
                                "D,10,2026-01-01,,,,\n"
                                "E,10,2026-01-01,2026-06-30,,weekly,\n"
                                "F,10,2026-01-01,2026-06-30,,,some\n"
                                ",10,2026-01-01,2026-06-30,,,\n"
                                "H,10,n/a,2026-06-30,,,\n"
                                "I,10,03/05/2026,2026-06-30,,,\n"
                                "J,10,2026-01-01,2026-06-30,,,\n",
                                &got),
                 OK, &scratch->err);
    assert_int_equal(got.count, 1);
    check_text(got.rows[0].vendor, "J");
    check_bad_row(scratch, 0, 2, "cpl", "ten", "expected a number that is not negative, as 1234.5");
    check_bad_row(scratch, 1, 3, "end", "2026-01-01", "the contract ends before it starts");
    check_bad_row(scratch, 2, 4, "from_lead", "0", "expected 1 or more");
    check_bad_row(scratch, 3, 5, "end", "", "the cell is empty");
    check_bad_row(scratch, 4, 6, "basis", "weekly",
                  "expected one of delivered, accepted, sql, opportunity, won, flat");
    check_bad_row(scratch, 5, 7, "duplicates_billable", "some",
                  "expected a ; list of own, other, known, or none");
    check_bad_row(scratch, 6, 8, "vendor", "", "the cell is empty");
    check_bad_row(scratch, 7, 9, "start", "n/a", "expected a date as YYYY-MM-DD");
    check_bad_row(scratch, 8, 10, "start", "03/05/2026",
                  "day and month could be either way round: expected YYYY-MM-DD");
    const FileReport *report = scratch_report(scratch, "contracts.csv");
    assert_int_equal(report->rows_read, 10);
    assert_int_equal(report->leads, 1);
    assert_int_equal(report->quarantined, 9);
}

static void two_rows_that_fit_equally_well_stop_the_run(void **state) {
    Scratch *scratch = *state;
    Contracts got;
    check_error(scratch,
                read_contracts(scratch,
                               FIVE "Acme,10,USD,2026-01-01,2026-06-30\n"
                                    "Bolt,10,USD,2026-01-01,2026-06-30\n"
                                    "Acme,12,USD,2026-06-30,2026-12-31\n",
                               &got),
                ERR_CONFIG,
                "contracts.csv: lines 2 and 4 fit the same leads of 'Acme' equally well: change their days, "
                "scope or from_lead");
}

/* Neither fits a lead that the other fits equally well. */
static const struct {
    const char *sentence, *rows;
} APART[] = {
    {"the_next_begins_a_day_later", "A,10,2026-01-01,2026-06-30,,,\nA,12,2026-07-01,2026-12-31,,,\n"},
    {"two_vendors", "A,10,2026-01-01,2026-06-30,,,\nB,12,2026-01-01,2026-06-30,,,\n"},
    {"a_tier_of_the_price", "A,10,2026-01-01,2026-06-30,,,\nA,9,2026-01-01,2026-06-30,,,301\n"},
    {"a_narrower_scope", "A,10,2026-01-01,2026-06-30,,,\nA,9,2026-01-01,2026-06-30,Spring,,\n"},
    {"two_campaigns", "A,10,2026-01-01,2026-06-30,Autumn,,\nA,9,2026-01-01,2026-06-30,Spring,,\n"},
};

static void rows_that_differ_in_days_scope_or_tier_stand_side_by_side(void **state) {
    Scratch *scratch = *state;
    for (size_t i = 0; i < sizeof APART / sizeof *APART; i++) {
        Contracts got;
        print_message("%s\n", APART[i].sentence);
        const Str text =
            str_format(scratch->arena, "vendor,cpl,start,end,campaign,segment,from_lead\n%s", APART[i].rows);
        check_status(read_contracts(scratch, text.at, &got), OK, &scratch->err);
        assert_int_equal(got.count, 2);
    }
}

static Status read_spend(Scratch *scratch, const char *text, SpendRow **rows, size_t *count) {
    const Str path = scratch_write(scratch, "spend.csv", text);
    return spend_read(path, (Currency){"USD"}, &scratch->provenance, scratch->arena, rows, count,
                      &scratch->err);
}

static void amounts_are_booked_in_their_own_currency_or_the_cases(void **state) {
    Scratch *scratch = *state;
    SpendRow *rows;
    size_t count;
    check_status(
        read_spend(scratch,
                   "date,vendor,kind,amount,tax,currency,status,contract_id,period_start,"
                   "period_end,quantity,reference,note\n"
                   "2026-03-04,Acme,invoice,\"1,250.50\",237.6,EUR,accrued,C-1,2026-02-01,2026-02-28,"
                   "20,INV 7,x\n"
                   "2026-03-05,Acme,credit,12,,,,,,,,,\n"
                   "2026-03-06,,tools,\"1,450.00\",,,,,,,,,\n",
                   &rows, &count),
        OK, &scratch->err);
    assert_int_equal(count, 3);
    assert_int_equal(rows[0].date, day("2026-03-04"));
    assert_int_equal(rows[0].kind, SPEND_INVOICE);
    assert_int_equal(rows[0].amount, 125050);
    assert_int_equal(rows[0].tax, 23760);
    assert_string_equal(rows[0].currency.code, "EUR");
    assert_int_equal(rows[0].status, SPEND_ACCRUED);
    check_text(rows[0].contract_id, "C-1");
    assert_int_equal(rows[0].period_start, day("2026-02-01"));
    assert_int_equal(rows[0].period_end, day("2026-02-28"));
    assert_int_equal(rows[0].quantity, 20);
    check_text(rows[0].reference, "INV 7");
    assert_int_equal(rows[1].kind, SPEND_CREDIT);
    assert_int_equal(rows[1].amount, 1200);
    assert_int_equal(rows[1].tax, 0);
    assert_string_equal(rows[1].currency.code, "USD");
    assert_int_equal(rows[1].status, SPEND_PAID);
    assert_int_equal(rows[1].period_start, DAY_NONE);
    assert_int_equal(rows[1].quantity, -1);
    assert_int_equal(rows[2].kind, SPEND_TOOLS);
    assert_int_equal(rows[2].vendor.len, 0);
}

static void bad_amounts_are_quarantined(void **state) {
    Scratch *scratch = *state;
    SpendRow *rows;
    size_t count;
    check_status(read_spend(scratch,
                            "date,vendor,kind,amount,currency,period_start,period_end\n"
                            "2026-03-04,,invoice,10,,,\n"
                            "2026-03-04,Acme,bribe,10,,,\n"
                            "2026-03-04,Acme,invoice,much,,,\n"
                            "-,Acme,invoice,10,,,\n"
                            "2026-03-04,Acme,invoice,\xe2\x82\xac 10,USD,,\n"
                            "2026-03-04,Acme,invoice,10,,2026-03-01,2026-02-01\n",
                            &rows, &count),
                 OK, &scratch->err);
    assert_int_equal(count, 0);
    check_bad_row(scratch, 0, 2, "vendor", "", "the cell is empty");
    check_bad_row(scratch, 1, 3, "kind", "bribe", "expected one of invoice, credit, fee, content, tools");
    check_bad_row(scratch, 2, 4, "amount", "much", "expected an amount, as 1234.50");
    check_bad_row(scratch, 3, 5, "date", "-", "expected a date as YYYY-MM-DD");
    check_bad_row(scratch, 4, 6, "amount", "\xe2\x82\xac 10", "the amount is in EUR, the row in USD");
    check_bad_row(scratch, 5, 7, "period_end", "2026-02-01", "the period ends before it starts");
}

static void rates_are_read_and_a_rate_of_zero_is_none(void **state) {
    Scratch *scratch = *state;
    FxRow *rows;
    size_t count;
    const Str path = scratch_write(scratch, "fx.csv",
                                   "date,currency,rate\n2026-01-01,EUR,1.0835\n2026-02-01,gbp,0\n"
                                   "2026-02-01,EUR,\n");
    check_status(fx_read(path, &scratch->provenance, scratch->arena, &rows, &count, &scratch->err), OK,
                 &scratch->err);
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].date, day("2026-01-01"));
    assert_string_equal(rows[0].currency.code, "EUR");
    assert_int_equal(rows[0].rate, 1083500);
    check_bad_row(scratch, 0, 3, "rate", "0", "expected a rate above 0");
    check_bad_row(scratch, 1, 4, "rate", "", "the cell is empty");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(five_columns_are_a_contract_with_the_rest_at_its_defaults),
        TEST(every_column_of_a_contract_is_read),
        TEST(no_duplicate_may_be_billable),
        TEST(bad_contracts_are_quarantined_and_the_others_read),
        TEST(two_rows_that_fit_equally_well_stop_the_run),
        TEST(rows_that_differ_in_days_scope_or_tier_stand_side_by_side),
        TEST(amounts_are_booked_in_their_own_currency_or_the_cases),
        TEST(bad_amounts_are_quarantined),
        TEST(rates_are_read_and_a_rate_of_zero_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
