/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole case: which tables are read, what it is called, which currency and segment it has. By hand. */
#include "inputs/case.h"
#include "tests/support/scratch.h"

#define LEADS     "lead_id,vendor,delivered_at,campaign\nL1,Acme,2026-01-05,Spring\n"
#define CONTRACTS "vendor,cpl,currency,start,end\n"

static Status load(Scratch *scratch, RunOptions options, Case *out) {
    return case_load(&options, &scratch->provenance, scratch->arena, out, &scratch->err);
}

/* Loads the scratch folder as the case. */
static Status load_folder(Scratch *scratch, RunOptions options, Case *out) {
    options.case_path = scratch->folder;
    return load(scratch, options, out);
}

static void a_folder_with_leads_is_a_case(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "leads.csv", LEADS);
    check_status(load_folder(scratch, (RunOptions){0}, &got), OK, &scratch->err);
    assert_int_equal(lead_table_count(got.leads), 1);
    assert_int_equal(got.contracts.count, 0);
    assert_false(got.ledgers.has_contracts);
    assert_int_equal(got.scenarios.count, 1);
    assert_int_equal(got.currency.code[0], 0);
    assert_int_equal(got.segment, LEAD_SEGMENT);
    assert_int_equal(scratch->provenance.file_count, 1);
}

static void every_table_of_the_folder_is_read(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "leads.csv", LEADS);
    scratch_write(scratch, "contracts.csv", CONTRACTS "Acme,10,EUR,2026-01-01,2026-12-31\n");
    scratch_write(scratch, "assumptions.csv", "key,base,few\ntouch.attempts,4,2\n");
    scratch_write(scratch, "spend.csv", "date,vendor,kind,amount\n2026-01-31,Acme,invoice,10\n");
    scratch_write(scratch, "fx.csv", "date,currency,rate\n2026-01-01,USD,0.9\n");
    scratch_write(scratch, "aliases.csv", "raw,vendor\nacme,ACME Corp\n");
    scratch_write(scratch, "statuses.csv", "raw,outcome\nParked,quiet\n");
    scratch_write(scratch, "reasons.csv", "raw,class\nSmall,fit\n");
    check_status(load_folder(scratch, (RunOptions){0}, &got), OK, &scratch->err);
    assert_int_equal(got.contracts.count, 1);
    assert_true(got.ledgers.has_contracts);
    assert_int_equal(got.ledgers.count, 1);
    assert_string_equal(got.ledgers.rows[0].currency.code, "EUR"); /* a blank one is the case's */
    assert_int_equal(got.ledgers.fx_count, 1);
    assert_string_equal(got.currency.code, "EUR");
    assert_int_equal(got.scenarios.count, 2);
    assert_int_equal(got.vocabulary.status_count, 1);
    assert_int_equal(got.vocabulary.reason_count, 1);
    check_text(lead_table_text(got.leads, LEAD_VENDOR, lead_table_cell(got.leads, 0, LEAD_VENDOR)),
               "ACME Corp");
    assert_int_equal(scratch->provenance.file_count, 8);
    assert_int_equal(got.ledgers.unread.len, 0);
}

static void files_replace_the_leads_of_the_case(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "leads.csv", LEADS);
    scratch_write(scratch, "contracts.csv", CONTRACTS "Acme,10,EUR,2026-01-01,2026-12-31\n");
    FileOption file = {scratch_write(scratch, "other.csv", LEADS "L2,Acme,2026-01-06,\n"), STR("")};
    check_status(load_folder(scratch, (RunOptions){.files = &file, .file_count = 1}, &got), OK,
                 &scratch->err);
    assert_int_equal(lead_table_count(got.leads), 2);
    assert_int_equal(got.contracts.count, 1);
}

static void files_alone_read_nothing_else(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "contracts.csv", CONTRACTS "Acme,10,EUR,2026-01-01,2026-12-31\n");
    FileOption file = {scratch_write(scratch, "export.2026.csv", LEADS), STR("")};
    check_status(load(scratch, (RunOptions){.files = &file, .file_count = 1}, &got), OK, &scratch->err);
    assert_int_equal(got.contracts.count, 0);
    check_text(got.name, "export.2026");
    assert_int_equal(scratch->provenance.file_count, 1);
}

static void a_case_is_called_like_its_folder(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "leads.csv", LEADS);
    Str rest = scratch->folder, part, last = STR("");
    while (str_split(&rest, '/', &part)) last = part;
    check_status(load_folder(scratch, (RunOptions){0}, &got), OK, &scratch->err);
    assert_true(str_equal(got.name, last));
    const Str slash = str_format(scratch->arena, "%.*s/", STR_ARGS(scratch->folder));
    check_status(load(scratch, (RunOptions){.case_path = slash}, &got), OK, &scratch->err);
    assert_true(str_equal(got.name, last));
    const Str dots = str_format(scratch->arena, "%.*s/../%.*s/.", STR_ARGS(scratch->folder), STR_ARGS(last));
    check_status(load(scratch, (RunOptions){.case_path = dots}, &got), OK, &scratch->err);
    assert_true(str_equal(got.name, last));
}

static void a_folder_without_leads_is_no_case(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "contracts.csv", CONTRACTS "Acme,10,EUR,2026-01-01,2026-12-31\n");
    check_status(load_folder(scratch, (RunOptions){0}, &got), ERR_NO_INPUT, &scratch->err);
    assert_true(
        str_ends(str_from(scratch->err.text),
                 STR(": this folder has no leads.csv; name your export, or copy it there under that name")));
}

/* ---- currency */

static void load_with_contracts(Scratch *scratch, const char *rows, RunOptions options, Status want,
                                Case *got) {
    scratch_write(scratch, "leads.csv", LEADS);
    scratch_write(scratch, "contracts.csv", str_format(scratch->arena, CONTRACTS "%s", rows).at);
    check_status(load_folder(scratch, options, got), want, &scratch->err);
}

#define TWO_CURRENCIES "Acme,10,EUR,2026-01-01,2026-12-31\nBolt,10,USD,2026-01-01,2026-12-31\n"

static void contracts_in_two_currencies_ask_for_the_one_to_report_in(void **state) {
    Scratch *scratch = *state;
    Case got;
    load_with_contracts(scratch, TWO_CURRENCIES, (RunOptions){0}, ERR_CONFIG, &got);
    assert_string_equal(scratch->err.text, "contracts are in EUR and USD: say which one to report in "
                                           "(--currency or case.currency)");
    load_with_contracts(scratch, TWO_CURRENCIES, (RunOptions){.currency = STR("usd")}, OK, &got);
    assert_string_equal(got.currency.code, "USD");
    scratch_write(scratch, "assumptions.csv", "key,base\ncase.currency,EUR\n");
    load_with_contracts(scratch, TWO_CURRENCIES, (RunOptions){0}, OK, &got);
    assert_string_equal(got.currency.code, "EUR");
    load_with_contracts(scratch, TWO_CURRENCIES, (RunOptions){.currency = STR("USD")}, OK, &got);
    assert_string_equal(got.currency.code, "USD"); /* the option overrides */
}

static void a_currency_that_is_none_is_refused_where_it_was_said(void **state) {
    Scratch *scratch = *state;
    Case got;
    load_with_contracts(scratch, "", (RunOptions){.currency = STR("EURO")}, ERR_USAGE, &got);
    assert_string_equal(scratch->err.text, "--currency EURO: expected a code of ISO 4217, as USD");
    scratch_write(scratch, "assumptions.csv", "key,base\ncase.currency,EURO\n");
    load_with_contracts(scratch, "", (RunOptions){0}, ERR_CONFIG, &got);
    assert_string_equal(scratch->err.text, "case.currency EURO: expected a code of ISO 4217, as USD");
}

/* ---- segment */

static void the_segment_is_a_column_of_words(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "leads.csv", LEADS);
    check_status(load_folder(scratch, (RunOptions){.segment = STR("Campaign")}, &got), OK, &scratch->err);
    assert_int_equal(got.segment, LEAD_CAMPAIGN);
    check_error(scratch, load_folder(scratch, (RunOptions){.segment = STR("sql_at")}, &got), ERR_USAGE,
                "--segment sql_at: expected a column that holds words, as campaign, tier or owner");
    scratch_write(scratch, "assumptions.csv", "key,base\ncase.segment,tier\n");
    check_status(load_folder(scratch, (RunOptions){0}, &got), OK, &scratch->err);
    assert_int_equal(got.segment, LEAD_TIER);
    scratch_write(scratch, "assumptions.csv", "key,base\ncase.segment,shoe\n");
    check_error(scratch, load_folder(scratch, (RunOptions){0}, &got), ERR_CONFIG,
                "case.segment shoe: expected a column that holds words, as campaign, tier or owner");
}

/* ---- what could not be read */

static void a_row_of_the_money_tables_that_cannot_be_read_is_held_against_the_costs(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "leads.csv", LEADS "L2,Acme,soon,\n");
    scratch_write(scratch, "spend.csv",
                  "date,vendor,kind,amount\n2026-01-31,Acme,invoice,10\n2026-01-31,Acme,invoice,ten\n");
    check_status(load_folder(scratch, (RunOptions){0}, &got), OK, &scratch->err);
    assert_true(str_starts(got.ledgers.unread, STR("1 of 2 rows of ")));
    assert_true(str_ends(got.ledgers.unread, STR("spend.csv could not be read")));
    scratch_write(scratch, "spend.csv", "date,vendor,kind,amount\n2026-01-31,Acme,invoice,10\n");
    check_status(load_folder(scratch, (RunOptions){0}, &got), OK, &scratch->err);
}

static void a_quarantined_lead_is_not(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "leads.csv", LEADS "L2,Acme,soon,\n");
    check_status(load_folder(scratch, (RunOptions){0}, &got), OK, &scratch->err);
    assert_int_equal(got.ledgers.unread.len, 0);
}

static void counts_have_no_lead_table(void **state) {
    Scratch *scratch = *state;
    Case got;
    scratch_write(scratch, "leads.csv", "vendor,leads,sql\nAcme,200,20\n");
    check_status(load_folder(scratch, (RunOptions){0}, &got), OK, &scratch->err);
    assert_null(got.leads);
    assert_int_equal(got.count_rows, 1);
}

static void dates_are_read_as_the_case_says(void **state) {
    Scratch *scratch = *state;
    Case got;
    char text[DATE_TEXT];
    scratch_write(scratch, "leads.csv", "lead_id,delivered_at\nL1,3/5/2026\n");
    scratch_write(scratch, "assumptions.csv", "key,base\ncase.date_format,dmy\n");
    check_status(load_folder(scratch, (RunOptions){0}, &got), OK, &scratch->err);
    assert_string_equal(stamp_format(lead_table_stamp(got.leads, 0, LEAD_DELIVERED_AT), text), "2026-05-03");
    check_status(load_folder(scratch, (RunOptions){.date_format = STR("mdy")}, &got), OK, &scratch->err);
    assert_string_equal(stamp_format(lead_table_stamp(got.leads, 0, LEAD_DELIVERED_AT), text), "2026-03-05");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_folder_with_leads_is_a_case),
        TEST(every_table_of_the_folder_is_read),
        TEST(files_replace_the_leads_of_the_case),
        TEST(files_alone_read_nothing_else),
        TEST(a_case_is_called_like_its_folder),
        TEST(a_folder_without_leads_is_no_case),
        TEST(contracts_in_two_currencies_ask_for_the_one_to_report_in),
        TEST(a_currency_that_is_none_is_refused_where_it_was_said),
        TEST(the_segment_is_a_column_of_words),
        TEST(a_row_of_the_money_tables_that_cannot_be_read_is_held_against_the_costs),
        TEST(a_quarantined_lead_is_not),
        TEST(counts_have_no_lead_table),
        TEST(dates_are_read_as_the_case_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
