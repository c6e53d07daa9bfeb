/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a file of leads as values: order of days and months, form of amounts, flags, footers, what is refused
 * and what of it may be repeated. Expected values by hand. */
#include "inputs/lead_cells.h"
#include "tests/support/scratch.h"
#include <string.h>

/* A file being read, and what its rows were: "LINE: value" of one field, or "LINE! column 'value' reason". */
typedef struct Log {
    Scratch *scratch;
    Mapping mapping;
    LeadTable *table;
    LeadCells *cells;
    const CsvHeader *header;
    LeadField field;
    Str text;
} Log;

typedef struct Ask {
    const char *map, *date_format, *tz;
    const char *currency; /* of the case, "USD" where NULL */
    Aliases aliases;
    bool joins; /* the file adds to leads and brings none */
} Ask;

static Str say_cell(const Log *log, uint64_t cell) {
    char text[MONEY_TEXT];
    Arena *arena = log->scratch->arena;
    switch (LEAD_FIELDS[log->field].kind) {
    case FIELD_TEXT:
    case FIELD_WORD: return lead_table_text(log->table, log->field, cell);
    case FIELD_STAMP:
        if (cell == STAMP_UNKNOWN) return STR("yes");
        return str_format(arena, "%s", stamp_format((Stamp)cell, text));
    case FIELD_MONEY:
        if (!cell) return STR("");
        return str_format(arena, "%lld", (long long)(cell ^ (uint64_t)MONEY_NONE));
    case FIELD_COUNT:
    case FIELD_MINUTES: return cell ? str_format(arena, "%lld", (long long)cell - 1) : STR("");
    default: return str_format(arena, "%llu", (unsigned long long)cell);
    }
}

static void add_line(Log *log, Str line) {
    log->text = str_format(log->scratch->arena, "%.*s%.*s\n", STR_ARGS(log->text), STR_ARGS(line));
}

static bool log_row(void *context, const CsvRow *row) {
    Log *log = context;
    Arena *arena = log->scratch->arena;
    LeadValues values;
    LeadCellsTrouble trouble;
    switch (lead_cells_read(log->cells, row->fields, row->count, &values, &trouble, &log->scratch->err)) {
    case LEAD_CELLS_READ: {
        const Str cell = say_cell(log, values.cell[log->field]);
        add_line(log, str_format(arena, "%ld: %.*s", row->line, STR_ARGS(cell)));
        return true;
    }
    case LEAD_CELLS_EXCLUDED: add_line(log, str_format(arena, "%ld excluded", row->line)); return true;
    case LEAD_CELLS_FOOTER: add_line(log, str_format(arena, "%ld footer", row->line)); return true;
    case LEAD_CELLS_STOP: return false;
    default: break;
    }
    add_line(log, str_format(arena, "%ld! %.*s '%.*s' %.*s", row->line,
                             STR_ARGS(log->header->names[trouble.column]), STR_ARGS(trouble.value),
                             STR_ARGS(trouble.reason)));
    return true;
}

static void ignore_bad(void *context, const CsvBad *bad) {
    (void)context;
    (void)bad;
}

/* Reads a file of leads that holds `text`; `field` is the one whose values the log tells. */
static Status read_cells(Scratch *scratch, const char *text, LeadField field, Ask ask, Log *log) {
    Arena *arena = scratch->arena;
    TableSource *csv = NULL;
    TableFacts facts;
    const Str path = scratch_write(scratch, "leads.csv", text);
    *log = (Log){.scratch = scratch, .field = field, .text = STR("")};
    check_status(table_source_open(path.at, &(CsvOptions){0}, arena, &csv, &scratch->err), OK, &scratch->err);
    log->header = table_source_header(csv);
    log->table = lead_table_new(arena);
    check_status(mapping_resolve(&(MappingRequest){.names = log->header->names,
                                                   .count = log->header->count,
                                                   .map = str_from(ask.map)},
                                 arena, &log->mapping, &scratch->err),
                 OK, &scratch->err);
    LeadCellsRequest request = {.header = log->header,
                                .mapping = &log->mapping,
                                .table = log->table,
                                .aliases = ask.aliases,
                                .tz = str_from(ask.tz),
                                .date_format = str_from(ask.date_format),
                                .brings = !ask.joins};
    if (!ask.currency || *ask.currency) {
        assert_true(currency_parse(str_from(ask.currency ? ask.currency : "USD"), &request.currency));
    }
    Status status = lead_cells_new(&request, csv, arena, arena, &log->cells, &scratch->err);
    const CsvSink sink = {.caller = log, .row = log_row, .bad = ignore_bad};
    if (status == OK) status = table_source_read(csv, &sink, arena, &facts, &scratch->err);
    table_source_close(csv);
    return status;
}

static void check_log(Scratch *scratch, const char *text, LeadField field, Ask ask, const char *want) {
    Log log;
    check_status(read_cells(scratch, text, field, ask, &log), OK, &scratch->err);
    check_text(log.text, want);
}

static const Ask PLAIN = {0};

/* ---- dates */

static void iso_dates_need_no_order(void **state) {
    check_log(*state, "delivered_at\n2026-03-05\n2026-03-05 14:30\n2026-03-05T23:30:00Z\n20260306\n",
              LEAD_DELIVERED_AT, PLAIN,
              "2: 2026-03-05\n3: 2026-03-05 14:30\n4: 2026-03-05 23:30\n5: 2026-03-06\n");
}

static void one_day_over_twelve_settles_the_order_of_the_column(void **state) {
    check_log(*state, "delivered_at\n3/5/2026\n12/27/2025\n4/6/2026\n", LEAD_DELIVERED_AT, PLAIN,
              "2: 2026-03-05\n3: 2025-12-27\n4: 2026-04-06\n");
    check_log(*state, "delivered_at\n3/5/2026\n4/6/2026\n27/12/2025\n", LEAD_DELIVERED_AT, PLAIN,
              "2: 2026-05-03\n3: 2026-06-04\n4: 2025-12-27\n");
}

static void what_one_column_proves_holds_for_those_that_prove_nothing(void **state) {
    check_log(*state, "delivered_at,sql_at\n3/5/2026,13/5/2026\n4/6/2026,\n", LEAD_DELIVERED_AT, PLAIN,
              "2: 2026-05-03\n3: 2026-06-04\n");
}

static void the_whole_file_is_asked_not_only_its_beginning(void **state) {
    Scratch *scratch = *state;
    Arena *arena = scratch->arena;
    enum { ROWS = 3000 };
    const char row[] = "3/5/2026\n";
    char *text = arena_alloc(arena, 16 + ROWS * (sizeof row - 1) + 16), *at = text;
    at = stpcpy(at, "delivered_at\n");
    for (int i = 0; i < ROWS; i++) at = stpcpy(at, row);
    stpcpy(at, "25/5/2026\n");
    Log log;
    check_status(read_cells(scratch, text, LEAD_DELIVERED_AT, PLAIN, &log), OK, &scratch->err);
    assert_true(str_starts(log.text, STR("2: 2026-05-03\n")));
    assert_true(str_ends(log.text, STR("3002: 2026-05-25\n")));
}

static void an_order_that_nothing_proves_is_asked_for(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_error(scratch,
                read_cells(scratch, "lead_id,sql_at\n1,\n2,3/5/2026\n3,4/6/2026\n", LEAD_SQL_AT, PLAIN, &log),
                ERR_DATA,
                "line 3, column 'sql_at': day and month could be either way round in the whole file; say "
                "--date-format mdy or dmy");
}

static void the_order_can_be_said(void **state) {
    check_log(*state, "delivered_at\n3/5/2026\n", LEAD_DELIVERED_AT, (Ask){.date_format = "mdy"},
              "2: 2026-03-05\n");
    check_log(*state, "delivered_at\n3/5/2026\n", LEAD_DELIVERED_AT, (Ask){.date_format = "DMY"},
              "2: 2026-05-03\n");
}

static void dates_that_read_the_same_either_way_need_no_order(void **state) {
    check_log(*state, "delivered_at\n5/5/2026\n6/6/2026\n", LEAD_DELIVERED_AT, PLAIN,
              "2: 2026-05-05\n3: 2026-06-06\n");
}

static void a_column_that_proves_both_orders_refuses_what_could_be_either(void **state) {
    check_log(
        *state, "delivered_at\n25/5/2026\n5/25/2026\n3/5/2026\n", LEAD_DELIVERED_AT, PLAIN,
        "2: 2026-05-25\n3: 2026-05-25\n4! delivered_at '3/5/2026' day and month could be either way round: "
        "say --date-format mdy or dmy\n");
}

static void a_date_that_is_none_is_refused_with_its_value(void **state) {
    check_log(*state, "lead_id,delivered_at\n1,2026-02-31\n2,2026-03-01\n", LEAD_DELIVERED_AT, PLAIN,
              "2! delivered_at '2026-02-31' expected a date, as 2026-03-31\n3: 2026-03-01\n");
}

static void a_blank_day_of_delivery_is_refused_where_leads_are_brought(void **state) {
    const char *text = "lead_id,delivered_at,sql_at\n1,,\n2,N/A,\n3,2026-03-01,\n";
    check_log(
        *state, text, LEAD_DELIVERED_AT, PLAIN,
        "2! delivered_at '' the day of delivery is blank\n3! delivered_at '' the day of delivery is blank\n"
        "4: 2026-03-01\n");
    check_log(*state, text, LEAD_DELIVERED_AT, (Ask){.joins = true}, "2: \n3: \n4: 2026-03-01\n");
}

static void an_offset_moves_a_stamp_into_the_zone_that_was_said(void **state) {
    check_log(*state, "delivered_at\n2026-03-05T23:30:00Z\n2026-03-05 23:30\n", LEAD_DELIVERED_AT,
              (Ask){.tz = "+02:00"}, "2: 2026-03-06 01:30\n3: 2026-03-05 23:30\n");
}

static void a_zone_or_format_that_is_none_is_refused(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_error(
        scratch,
        read_cells(scratch, "delivered_at\n2026-03-05\n", LEAD_DELIVERED_AT, (Ask){.tz = "Mars"}, &log),
        ERR_USAGE, "unknown time zone 'Mars' (known are UTC, Europe/Berlin, America/New_York ...)");
    check_error(
        scratch,
        read_cells(scratch, "delivered_at\n2026-03-05\n", LEAD_DELIVERED_AT, (Ask){.date_format = "x"}, &log),
        ERR_CONFIG, "date format 'x': expected ymd, mdy or dmy");
}

/* ---- flags */

static void a_flag_says_reached_on_a_day_nobody_knows(void **state) {
    check_log(*state, "lead_id,accepted\n1,yes\n2,no\n3,\n4,TRUE\n5,0\n6,1\n", LEAD_ACCEPTED_AT, PLAIN,
              "2: yes\n3: \n4: \n5: yes\n6: \n7: yes\n");
}

static void a_flag_column_may_hold_days_all_the_same(void **state) {
    check_log(*state, "lead_id,won\n1,2026-03-05\n2,no\n", LEAD_WON_AT, PLAIN, "2: 2026-03-05\n3: \n");
}

static void a_flag_column_may_be_said_to_count(void **state) {
    check_log(*state, "delivered_at,Bounces\n2026-03-05,0\n2026-03-05,3\n2026-03-05,\n2026-03-05,1.5\n",
              LEAD_BOUNCED_AT, (Ask){.map = "bounced>0=Bounces"},
              "2: \n3: yes\n4: \n5! Bounces '1.5' expected a whole number\n");
}

static void a_word_in_a_flag_column_is_refused(void **state) {
    check_log(*state, "lead_id,won\n1,maybe\n2,7\n", LEAD_WON_AT, PLAIN,
              "2! won '' expected yes or no\n3! won '7' expected yes or no\n");
}

static void billable_is_yes_no_or_unknown(void **state) {
    check_log(*state, "lead_id,billable\n1,no\n2,yes\n3,\n4,2\n", LEAD_BILLABLE, PLAIN,
              "2: 1\n3: 2\n4: 0\n5! billable '2' expected yes or no\n");
}

/* ---- amounts and numbers */

static void amounts_go_to_minor_units(void **state) {
    check_log(*state, "lead_id,amount\n1,12\n2,\"1,234.50\"\n3,$ 10\n4,(12.00)\n5,-\n6,$1.5K\n", LEAD_AMOUNT,
              PLAIN, "2: 1200\n3: 123450\n4: 1000\n5: -1200\n6: \n7: 150000\n");
}

static void one_decimal_comma_settles_the_column(void **state) {
    check_log(*state, "lead_id;amount\n1;1.234\n2;12,5\n3;1.234,50\n", LEAD_AMOUNT, PLAIN,
              "2: 123400\n3: 1250\n4: 123450\n");
}

static void one_decimal_point_settles_the_column(void **state) {
    check_log(*state, "lead_id,amount\n1,1.234\n2,12.5\n", LEAD_AMOUNT, PLAIN, "2: 123\n3: 1250\n");
}

static void a_comma_before_three_digits_groups_where_the_currency_has_no_three_decimals(void **state) {
    check_log(*state, "lead_id,amount\n1,\"1,234\"\n2,\"25,000\"\n", LEAD_AMOUNT, PLAIN,
              "2: 123400\n3: 2500000\n");
    check_log(*state, "lead_id,amount\n1,\"1,234\"\n", LEAD_AMOUNT, (Ask){.currency = "KWD"},
              "2! amount '1,234' could be thousands or decimals\n");
}

static void a_point_before_three_digits_alone_is_refused(void **state) {
    check_log(*state, "lead_id;amount\n1;1.234\n2;100\n", LEAD_AMOUNT, PLAIN,
              "2! amount '1.234' could be thousands or decimals\n3: 10000\n");
}

static void an_amount_in_words_is_refused(void **state) {
    check_log(*state, "lead_id,amount\n1,12 or 13\n", LEAD_AMOUNT, PLAIN,
              "2! amount '12 or 13' expected an amount, as 1234.50\n");
}

static void an_amount_that_names_another_currency_is_refused(void **state) {
    check_log(*state,
              "lead_id,amount,currency\n1,EUR 12,\n2,EUR 12,EUR\n3,USD 12,\n4,\xe2\x82\xac"
              "12,USD\n",
              LEAD_AMOUNT, PLAIN,
              "2! amount 'EUR 12' the amount is in EUR, the row in USD\n3: 1200\n4: 1200\n"
              "5! amount '\xe2\x82\xac"
              "12' the amount is in EUR, the row in USD\n");
    check_log(*state, "lead_id,amount\n1,EUR 12\n", LEAD_AMOUNT, (Ask){.currency = ""},
              "2! amount 'EUR 12' the amount is in EUR, the row in no known currency\n");
}

static void a_row_is_in_its_own_currency(void **state) {
    check_log(*state, "lead_id,amount,currency\n1,12.5,JPY\n2,12.345,kwd\n3,12.5,\n4,1,EURO\n", LEAD_AMOUNT,
              PLAIN,
              "2: 13\n3: 12345\n4: 1250\n5! currency '' expected a currency code of ISO 4217, as USD\n");
}

static void rounded_amounts_are_counted(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_status(read_cells(scratch, "lead_id,price\n1,0.125\n2,0.12\n3,1.999\n", LEAD_PRICE, PLAIN, &log),
                 OK, &scratch->err);
    check_text(log.text, "2: 13\n3: 12\n4: 200\n");
    assert_int_equal(lead_cells_rounded(log.cells), 2);
}

static void counts_and_minutes_are_not_negative(void **state) {
    check_log(
        *state, "lead_id,touches\n1,3\n2,\n3,-1\n4,2.5\n", LEAD_TOUCHES, PLAIN,
        "2: 3\n3: \n4! touches '-1' expected a whole number\n5! touches '2.5' expected a whole number\n");
    check_log(*state, "lead_id;sdr_minutes\n1;12.5\n2;-\n3;-1\n4;x9\n", LEAD_SDR_MINUTES, PLAIN,
              "2: 12500000\n3: \n4! sdr_minutes '-1' expected minutes, as 12.5\n"
              "5! sdr_minutes 'x9' expected minutes, as 12.5\n");
    check_log(*state, "lead_id;sdr_minutes\n1;12,5\n", LEAD_SDR_MINUTES, PLAIN, "2: 12500000\n");
}

/* ---- words */

static void a_vendor_is_what_its_alias_says_or_excluded(void **state) {
    static const Alias ALIASES[] = {{{"Acme*", 5}, {"Acme", 4}}, {{"Website", 7}, {"-", 1}}};
    check_log(*state, "vendor\nAcme Inc\nBolt \nWEBSITE\nacme\n", LEAD_VENDOR, (Ask){.aliases = {ALIASES, 2}},
              "2: Acme\n3: Bolt\n4 excluded\n5: Acme\n");
}

static void a_dash_is_a_blank_vendor_not_an_excluded_one(void **state) {
    check_log(*state, "lead_id,vendor\n1,-\n2,\n3,N/A\n", LEAD_VENDOR, PLAIN, "2: \n3: \n4: N/A\n");
}

static void an_address_is_no_vendor(void **state) {
    static const Alias ALIASES[] = {{{"*@acme.example", 14}, {"Acme", 4}}};
    check_log(*state, "vendor\njane@b.example\nsales@acme.example\n@home\nLeads@Scale\n", LEAD_VENDOR,
              (Ask){.aliases = {ALIASES, 1}},
              "2! vendor '' an e-mail address, not a vendor\n3: Acme\n4: @home\n5: Leads@Scale\n");
}

static void an_excluded_row_is_excluded_whatever_else_is_wrong_with_it(void **state) {
    static const Alias ALIASES[] = {{{"Website", 7}, {"-", 1}}};
    check_log(*state, "delivered_at,vendor\n2026-02-31,Website\n2026-03-01,Acme\n", LEAD_VENDOR,
              (Ask){.aliases = {ALIASES, 1}}, "2 excluded\n3: Acme\n");
}

static void words_are_kept_as_they_are(void **state) {
    check_log(*state, "lead_id,segment\n1, EMEA \n2,NA\n3,none\n", LEAD_SEGMENT, PLAIN,
              "2: EMEA\n3: NA\n4: none\n");
}

/* What people write where they have no address or id must not make one lead of many. */
static void a_placeholder_is_no_address_and_no_id(void **state) {
    check_log(*state, "lead_id,email\n1,n/a\n2,-\n3,none\n4,unknown\n5,\n", LEAD_EMAIL, PLAIN,
              "2: 0\n3: 0\n4: 0\n5: 0\n6: 0\n");
    check_log(*state, "lead_id,opportunity_id\n1,n/a\n2,-\n3,NULL\n", LEAD_OPPORTUNITY_ID, PLAIN,
              "2: 0\n3: 0\n4: 0\n");
}

static void addresses_are_compared_without_case_and_blanks(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_status(read_cells(scratch, "lead_id,email\n1,a@b.example\n2, A@B.Example \n3,c@b.example\n",
                            LEAD_EMAIL, PLAIN, &log),
                 OK, &scratch->err);
    Str first, second, third, rest = log.text, head;
    assert_true(str_split(&rest, '\n', &first) && str_split(&rest, '\n', &second) &&
                str_split(&rest, '\n', &third));
    str_split(&first, ' ', &head), str_split(&second, ' ', &head), str_split(&third, ' ', &head);
    assert_true(str_equal(first, second));
    assert_false(str_equal(first, third));
    assert_false(str_equal(first, STR("0")));
}

static void a_column_may_be_two_fields(void **state) {
    const char *text = "Source\nAcme\n";
    const Ask ask = {.map = "vendor=Source,segment=Source"};
    check_log(*state, text, LEAD_VENDOR, ask, "2: Acme\n");
    check_log(*state, text, LEAD_SEGMENT, ask, "2: Acme\n");
}

/* ---- footers, and what may be repeated */

static void the_last_lines_of_a_report_are_footers(void **state) {
    check_log(*state,
              "lead_id,vendor\n1,Total\nGrand Totals (5700 records),\n"
              "Confidential Information - Do Not Distribute,\n"
              "\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\",\nTotal,\nTotal,Acme\n",
              LEAD_VENDOR, PLAIN, "2: Total\n3 footer\n4 footer\n5 footer\n6 footer\n7: Acme\n");
    assert_true(lead_cells_is_footer(STR("\"Grand Totals (5700 records)\"")));
    assert_true(lead_cells_is_footer(STR("TOTAL")));
    assert_false(lead_cells_is_footer(STR("Total Media GmbH")));
    assert_false(lead_cells_is_footer(STR("")));
}

static void what_may_be_a_persons_is_not_repeated(void **state) {
    check_log(
        *state,
        "lead_id,sql_at\n1,jane@b.example\n2,Jane Doe\n3,+49 30 1234567\n4,030 123 456 789\n5,2026-13-45\n",
        LEAD_SQL_AT, PLAIN,
        "2! sql_at '' expected a date, as 2026-03-31\n3! sql_at '' expected a date, as 2026-03-31\n"
        "4! sql_at '' expected a date, as 2026-03-31\n5! sql_at '' expected a date, as 2026-03-31\n"
        "6! sql_at '2026-13-45' expected a date, as 2026-03-31\n");
}

static void what_was_found_out_is_said_in_words(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_status(
        read_cells(scratch, "lead_id;sql_at;amount\n1;25/3/2026;1,5\n2;;\n", LEAD_SQL_AT, PLAIN, &log), OK,
        &scratch->err);
    check_text(lead_cells_forms(log.cells, scratch->arena), "dates day/month, decimal commas");
    assert_int_equal(lead_cells_filled(log.cells, 0), 2);
    assert_int_equal(lead_cells_filled(log.cells, 2), 1);
    check_status(read_cells(scratch, "lead_id,sql_at\n1,2026-03-25\n", LEAD_SQL_AT, PLAIN, &log), OK,
                 &scratch->err);
    check_text(lead_cells_forms(log.cells, scratch->arena), "");
    check_status(
        read_cells(scratch, "lead_id,sql_at\n1,3/5/2026\n", LEAD_SQL_AT, (Ask){.date_format = "dmy"}, &log),
        OK, &scratch->err);
    check_text(lead_cells_forms(log.cells, scratch->arena), "dates day/month");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(iso_dates_need_no_order),
        TEST(one_day_over_twelve_settles_the_order_of_the_column),
        TEST(what_one_column_proves_holds_for_those_that_prove_nothing),
        TEST(the_whole_file_is_asked_not_only_its_beginning),
        TEST(an_order_that_nothing_proves_is_asked_for),
        TEST(the_order_can_be_said),
        TEST(dates_that_read_the_same_either_way_need_no_order),
        TEST(a_column_that_proves_both_orders_refuses_what_could_be_either),
        TEST(a_date_that_is_none_is_refused_with_its_value),
        TEST(a_blank_day_of_delivery_is_refused_where_leads_are_brought),
        TEST(an_offset_moves_a_stamp_into_the_zone_that_was_said),
        TEST(a_zone_or_format_that_is_none_is_refused),
        TEST(a_flag_says_reached_on_a_day_nobody_knows),
        TEST(a_flag_column_may_hold_days_all_the_same),
        TEST(a_flag_column_may_be_said_to_count),
        TEST(a_word_in_a_flag_column_is_refused),
        TEST(billable_is_yes_no_or_unknown),
        TEST(amounts_go_to_minor_units),
        TEST(one_decimal_comma_settles_the_column),
        TEST(one_decimal_point_settles_the_column),
        TEST(a_comma_before_three_digits_groups_where_the_currency_has_no_three_decimals),
        TEST(a_point_before_three_digits_alone_is_refused),
        TEST(an_amount_in_words_is_refused),
        TEST(an_amount_that_names_another_currency_is_refused),
        TEST(a_row_is_in_its_own_currency),
        TEST(rounded_amounts_are_counted),
        TEST(counts_and_minutes_are_not_negative),
        TEST(a_vendor_is_what_its_alias_says_or_excluded),
        TEST(a_dash_is_a_blank_vendor_not_an_excluded_one),
        TEST(an_address_is_no_vendor),
        TEST(an_excluded_row_is_excluded_whatever_else_is_wrong_with_it),
        TEST(words_are_kept_as_they_are),
        TEST(a_placeholder_is_no_address_and_no_id),
        TEST(addresses_are_compared_without_case_and_blanks),
        TEST(a_column_may_be_two_fields),
        TEST(the_last_lines_of_a_report_are_footers),
        TEST(what_may_be_a_persons_is_not_repeated),
        TEST(what_was_found_out_is_said_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
