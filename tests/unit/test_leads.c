/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of leads into one table: repeated ids, joined files, counts, quarantine, row arithmetic. By hand. */
#include "inputs/leads.h"
#include "tests/support/scratch.h"
#include <string.h>

enum { MOST_FILES = 4 };

/* A run over up to four files, and what came of it. */
typedef struct Run {
    FileOption files[MOST_FILES];
    RunOptions options;
    LeadTable *table;
    CountRow *counts;
    size_t count_rows;
    Aliases aliases;
    Currency currency;
} Run;

/* Adds a file that holds `text`; `map` is its own. */
static void add_file(Scratch *scratch, Run *run, const char *name, const char *text, const char *map) {
    run->files[run->options.file_count++] = (FileOption){scratch_write(scratch, name, text), str_from(map)};
}

static Status read_run(Scratch *scratch, Run *run) {
    run->options.files = run->files;
    if (!run->currency.code[0]) run->currency = (Currency){"USD"};
    const LeadsRequest request = {.files = run->files,
                                  .file_count = run->options.file_count,
                                  .options = &run->options,
                                  .aliases = run->aliases,
                                  .currency = run->currency};
    const Status status = leads_read(&request, &scratch->provenance, scratch->arena, &run->table,
                                     &run->counts, &run->count_rows, &scratch->err);
    for (size_t i = 0; status == OK && i < scratch->provenance.file_count; i++) {
        assert_true(provenance_adds_up(&scratch->provenance.files[i])); /* on every fixture here */
    }
    return status;
}

static void check_run(Scratch *scratch, Run *run) { check_status(read_run(scratch, run), OK, &scratch->err); }

/* Returns the row of a lead by its id. */
static uint32_t row_of(const Run *run, const char *id) {
    const uint32_t row = lead_table_find(run->table, lead_key_from_id(str_from(id)));
    assert_true(row != LEAD_NONE);
    return row;
}

static Str text_of(const Run *run, uint32_t row, LeadField field) {
    return lead_table_text(run->table, field, lead_table_cell(run->table, row, field));
}

static void check_day(const Run *run, const char *id, LeadField field, const char *want) {
    char text[DATE_TEXT];
    assert_string_equal(stamp_format(lead_table_stamp(run->table, row_of(run, id), field), text), want);
}

/* ---- one file */

static void rows_are_leads_in_their_order(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv", "lead_id,vendor,delivered_at\nL1,Acme,2026-01-05\nL2,Bolt,2026-01-06\n",
             "");
    check_run(scratch, &run);
    assert_int_equal(lead_table_count(run.table), 2);
    check_text(text_of(&run, 1, LEAD_VENDOR), "Bolt");
    const FileReport *report = scratch_report(scratch, "a.csv");
    check_text(report->role, "leads");
    assert_int_equal(report->rows_read, 2);
    assert_int_equal(report->leads, 2);
    assert_int_equal(strlen(report->sha256), 64);
}

static void every_kind_of_row_is_counted_once(void **state) {
    static const Alias ALIASES[] = {{{"Website", 7}, {"-", 1}}};
    Scratch *scratch = *state;
    Run run = {.aliases = {ALIASES, 1}};
    add_file(scratch, &run, "a.csv",
             "lead_id,vendor,delivered_at,touches\n"
             "L1,Acme,2026-01-05,2\n"                              /* lead */
             "L2,Acme,2026-02-31,2\n"                              /* no such day */
             "L3,Website,2026-01-05,\n"                            /* excluded */
             "L1,Acme,2026-01-09,2\n"                              /* repeated */
             "L4,Acme\n"                                           /* cut short */
             "\n"                                                  /* blank: no row */
             "L5,Acme,,1\n"                                        /* no day */
             "L6,Acme,2026-01-06,lots\n"                           /* a word */
             "Grand Totals (6 records),,,\n"                       /* footer */
             "Grand Totals (6 records)\n"                          /* footer, not padded */
             "\"Copyright (c) 2000-2026 salesforce.com, inc.\"\n", /* footer */
             "");
    check_run(scratch, &run);
    const FileReport *report = scratch_report(scratch, "a.csv");
    assert_int_equal(report->rows_read, 10);
    assert_int_equal(report->leads, 1);
    assert_int_equal(report->excluded, 1);
    assert_int_equal(report->repeated, 1);
    assert_int_equal(report->quarantined, 4);
    assert_int_equal(report->footers, 3);
    assert_int_equal(scratch->provenance.bad_row_count, 4);
    check_bad_row(scratch, 0, 3, "delivered_at", "2026-02-31", "expected a date, as 2026-03-31");
    check_bad_row(scratch, 1, 6, "", "", "fewer fields than the header row (2, not 4)");
    check_bad_row(scratch, 2, 8, "delivered_at", "", "the day of delivery is blank");
    check_bad_row(scratch, 3, 9, "touches", "", "expected a whole number");
    check_text(scratch->provenance.bad_rows[0].file, run.files[0].path.at);
}

static void columns_say_what_they_were_taken_for_and_how_full_they_are(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv", "Id,Source,shoe size\nL1,Acme,\nL2,,44\nL3,Bolt,\n",
             "lead_id=Id,vendor=Source,segment=Source");
    check_run(scratch, &run);
    const FileReport *report = scratch_report(scratch, "a.csv");
    assert_int_equal(report->column_count, 3);
    check_text(report->columns[0].field, "lead_id");
    check_text(report->columns[1].header, "Source");
    check_text(report->columns[1].field, "vendor, segment");
    assert_int_equal(report->columns[1].filled, 2);
    check_text(report->columns[2].field, "");
    assert_int_equal(report->columns[2].filled, 1);
}

static void what_is_not_plain_about_a_file_is_noted(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv",
             "lead_id;vendor;delivered_at;amount\nL1;Caf\xe9;27.12.2025;1.234,50\nL2;B;3/5/2026;\n"
             "L3;B;28/12/2025;\n",
             "");
    check_run(scratch, &run);
    check_text(scratch_report(scratch, "a.csv")->notes,
               "read as Windows-1252 (assumed), delimiter semicolon, dates day/month, decimal commas");
    assert_string_equal(scratch->provenance.notices[0].code, "file_form");
    check_text(text_of(&run, 0, LEAD_VENDOR), "Caf\xc3\xa9");
    check_day(&run, "L2", LEAD_DELIVERED_AT, "2026-05-03");
}

/* ---- one lead_id is one lead */

static void the_earliest_delivery_of_an_id_is_the_lead(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv",
             "lead_id,vendor,delivered_at\nL1,Late,2026-01-09\nL1,Early,2026-01-05\nL1,Later,2026-01-10\n",
             "");
    check_run(scratch, &run);
    assert_int_equal(lead_table_count(run.table), 1);
    check_text(text_of(&run, 0, LEAD_VENDOR), "Early");
    const FileReport *report = scratch_report(scratch, "a.csv");
    assert_int_equal(report->leads, 1);
    assert_int_equal(report->repeated, 2);
}

static void ties_are_broken_by_the_other_fields_whatever_the_order(void **state) {
    static const char *const ORDERS[] = {
        "lead_id,vendor,delivered_at\nL1,Bolt,2026-01-05\nL1,Acme,2026-01-05\n",
        "lead_id,vendor,delivered_at\nL1,Acme,2026-01-05\nL1,Bolt,2026-01-05\n",
    };
    for (size_t i = 0; i < 2; i++) {
        Scratch *scratch = *state;
        Run run = {0};
        add_file(scratch, &run, "a.csv", ORDERS[i], "");
        check_run(scratch, &run);
        check_text(text_of(&run, 0, LEAD_VENDOR), "Acme");
    }
}

static void the_order_of_files_plays_no_part_for_a_repeated_id(void **state) {
    static const char *const TEXTS[] = {
        "lead_id,vendor,delivered_at\nL1,Late,2026-01-09\nL2,Acme,2026-01-01\n",
        "lead_id,vendor,delivered_at\nL1,Early,2026-01-05\n",
    };
    for (size_t first = 0; first < 2; first++) {
        Scratch *scratch = *state;
        scratch->provenance.file_count = 0;
        Run run = {0};
        add_file(scratch, &run, "a.csv", TEXTS[first], "");
        add_file(scratch, &run, "b.csv", TEXTS[1 - first], "");
        check_run(scratch, &run);
        assert_int_equal(lead_table_count(run.table), 2);
        check_text(text_of(&run, row_of(&run, "L1"), LEAD_VENDOR), "Early");
        const FileReport *late = scratch_report(scratch, first ? "b.csv" : "a.csv");
        const FileReport *early = scratch_report(scratch, first ? "a.csv" : "b.csv");
        assert_int_equal(late->leads, 1);
        assert_int_equal(late->repeated, 1);
        assert_int_equal(early->leads, 1);
        assert_int_equal(early->repeated, 0);
    }
}

static void a_row_that_cannot_be_read_repeats_nothing(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv", "lead_id,vendor,delivered_at\nL1,Acme,soon\nL1,Bolt,2026-01-05\n", "");
    check_run(scratch, &run);
    check_text(text_of(&run, 0, LEAD_VENDOR), "Bolt");
    assert_int_equal(scratch_report(scratch, "a.csv")->repeated, 0);
}

static void ids_of_fifteen_and_eighteen_characters_are_one(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(
        scratch, &run, "a.csv",
        "lead_id,vendor,delivered_at\n00Q5g00000AbCdE,Acme,2026-01-05\n00Q5g00000abcde,Bolt,2026-01-06\n",
        "");
    /* By hand: blocks of five, capitals as bits from the first: 00Q5g = 4 -> E, 00000 = 0 -> A, AbCdE = 1 + 4 + 16 = 21
     * -> V; abcde = 0 -> A. */
    add_file(scratch, &run, "b.csv",
             "lead_id,won_at\n00Q5g00000AbCdEEAV,2026-02-01\n00Q5g00000abcdeEAA,2026-03-01\n", "");
    check_run(scratch, &run);
    assert_int_equal(lead_table_count(run.table), 2);
    check_day(&run, "00Q5g00000AbCdE", LEAD_WON_AT, "2026-02-01");
    check_day(&run, "00Q5g00000abcde", LEAD_WON_AT, "2026-03-01");
    assert_int_equal(scratch_report(scratch, "b.csv")->joined, 2);
}

static void without_ids_every_row_is_a_lead(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv", "vendor,delivered_at\nAcme,2026-01-05\nAcme,2026-01-05\n", "");
    check_run(scratch, &run);
    assert_int_equal(lead_table_count(run.table), 2);
}

static void blank_and_placeholder_ids_are_leads_of_their_own(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv", "lead_id,vendor\n,Acme\n,Acme\nN/A,Acme\n-,Acme\nn/a,Acme\n", "");
    check_run(scratch, &run);
    assert_int_equal(lead_table_count(run.table), 5);
    assert_int_equal(scratch_report(scratch, "a.csv")->repeated, 0);
}

/* ---- joined files */

static void a_joined_file_fills_what_is_blank(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "leads.csv",
             "lead_id,vendor,delivered_at,status\nL1,Acme,2026-01-05,Open\nL2,Acme,2026-01-06,\n", "");
    add_file(scratch, &run, "deals.csv", "Lead,Won,State\nL1,2026-02-01,\nL2,,Closed won\n",
             "lead_id=Lead,won_at=Won,status=State");
    check_run(scratch, &run);
    check_day(&run, "L1", LEAD_WON_AT, "2026-02-01");
    check_text(text_of(&run, row_of(&run, "L1"), LEAD_STATUS), "Open");
    check_text(text_of(&run, row_of(&run, "L2"), LEAD_STATUS), "Closed won");
    const FileReport *report = scratch_report(scratch, "deals.csv");
    check_text(report->role, "joined");
    assert_int_equal(report->joined, 2);
    assert_int_equal(report->conflicts, 0);
    assert_int_equal(report->leads, 0);
}

static void a_row_with_a_blank_or_unknown_id_is_unmatched_and_no_lead(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "leads.csv",
             "lead_id,vendor,delivered_at\nL1,Acme,2026-01-05\n,Acme,2026-01-05\n", "");
    add_file(scratch, &run, "deals.csv", "lead_id,won_at\nL9,2026-02-01\n,2026-02-01\nL1,2026-02-01\n", "");
    check_run(scratch, &run);
    assert_int_equal(lead_table_count(run.table), 2);
    const FileReport *report = scratch_report(scratch, "deals.csv");
    assert_int_equal(report->joined, 1);
    assert_int_equal(report->unmatched, 2);
}

static void of_two_files_the_one_named_first_wins_and_the_conflict_is_counted(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "leads.csv", "lead_id,vendor,delivered_at,status\nL1,Acme,2026-01-05,Open\n", "");
    add_file(scratch, &run, "a.csv", "lead_id,status,sql_at\nL1,Won,2026-02-01\n", "");
    add_file(scratch, &run, "b.csv", "lead_id,status,sql_at\nL1,Open,2026-03-01\n", "");
    check_run(scratch, &run);
    check_text(text_of(&run, 0, LEAD_STATUS), "Open");
    check_day(&run, "L1", LEAD_SQL_AT, "2026-02-01");
    assert_int_equal(scratch_report(scratch, "a.csv")->conflicts, 1);
    assert_int_equal(scratch_report(scratch, "b.csv")->conflicts, 1);
    assert_int_equal(scratch->provenance.notice_count, 2);
    assert_string_equal(scratch->provenance.notices[0].code, "file_conflict");
}

static void a_joined_file_named_before_the_leads_wins_over_them(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv", "lead_id,status,owner\nL1,Won,Ann\n", "");
    add_file(scratch, &run, "b.csv", "lead_id,status,sql_at\nL1,Lost,2026-03-01\n", "");
    add_file(scratch, &run, "leads.csv",
             "lead_id,vendor,delivered_at,status,sql_at,owner\nL1,Acme,2026-01-05,Open,2026-02-01,\n", "");
    add_file(scratch, &run, "c.csv", "lead_id,status,sql_at\nL1,New,2026-04-01\n", "");
    check_run(scratch, &run);
    check_text(text_of(&run, 0, LEAD_STATUS), "Won"); /* a.csv */
    check_day(&run, "L1", LEAD_SQL_AT, "2026-03-01"); /* b.csv */
    check_text(text_of(&run, 0, LEAD_OWNER), "Ann");  /* a.csv alone */
    assert_int_equal(scratch_report(scratch, "c.csv")->conflicts, 2);
}

static void the_files_that_say_when_bring_the_leads_the_others_add(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "crm.csv", "lead_id,vendor,status\nL1,Acme,Open\nL9,Acme,Open\n", "");
    add_file(scratch, &run, "deliveries.csv", "lead_id,delivered_at\nL1,2026-01-05\nL2,2026-01-06\n", "");
    check_run(scratch, &run);
    assert_int_equal(lead_table_count(run.table), 2);
    check_text(text_of(&run, row_of(&run, "L1"), LEAD_VENDOR), "Acme");
    check_text(scratch_report(scratch, "crm.csv")->role, "joined");
    assert_int_equal(scratch_report(scratch, "crm.csv")->unmatched, 1);
}

/* ---- counts */

static void a_file_of_counts_is_rows_of_counts(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "counts.csv",
             "vendor,delivered_at,leads,sql,spend\nAcme,2026-01,200,20,\"1,500.50\"\nBolt,2026-02-10,\"1,"
             "143\",0,0\n",
             "");
    check_run(scratch, &run);
    assert_null(run.table);
    assert_int_equal(run.count_rows, 2);
    const CountRow *acme = &run.counts[0], *bolt = &run.counts[1];
    check_text(acme->vendor, "Acme");
    check_text(acme->segment, "(blank)");
    assert_int_equal(acme->month, 2026 * 12);
    assert_int_equal(acme->stage[STAGE_DELIVERED], 200);
    assert_int_equal(acme->stage[STAGE_ACCEPTED], -1);
    assert_int_equal(acme->stage[STAGE_SQL], 20);
    assert_int_equal(acme->stage[STAGE_WON], -1);
    assert_int_equal(acme->spend, 150050);
    assert_int_equal(bolt->month, 2026 * 12 + 1);
    assert_int_equal(bolt->stage[STAGE_DELIVERED], 1143);
    check_text(scratch_report(scratch, "counts.csv")->role, "counts");
    assert_int_equal(scratch_report(scratch, "counts.csv")->leads, 2);
}

static void counts_that_cannot_be_are_quarantined(void **state) {
    static const Alias ALIASES[] = {{{"Website", 7}, {"-", 1}}};
    Scratch *scratch = *state;
    Run run = {.aliases = {ALIASES, 1}};
    add_file(scratch, &run, "counts.csv",
             "vendor,delivered_at,leads,accepted,sql,spend,currency\n"
             "Acme,2026-01,200,20,21,10,\n"
             "Acme,2026-01,20.5,20,1,10,\n"
             "Acme,2026-01,20,-1,1,10,\n"
             "Acme,,20,1,1,10,\n"
             "Acme,2026-01,20,1,1,,\n"
             "Acme,2026-01,20,1,1,10,EUR\n"
             "Website,2026-01,20,1,1,10,\n"
             "Bolt,2026-01,20,1,1,10,usd\n"
             "Total,,300,24,24,60,\n",
             "");
    check_run(scratch, &run);
    assert_int_equal(run.count_rows, 1);
    check_bad_row(scratch, 0, 2, "sql", "21", "more of them than of 'accepted'");
    check_bad_row(scratch, 1, 3, "leads", "20.5", "expected a whole number");
    check_bad_row(scratch, 2, 4, "accepted", "-1", "expected a whole number");
    check_bad_row(scratch, 3, 5, "delivered_at", "", "the day of delivery is blank");
    check_bad_row(scratch, 4, 6, "spend", "", "the spend is blank: write 0 where nothing was spent");
    check_bad_row(scratch, 5, 7, "spend", "10", "the spend is in EUR, the case in USD");
    const FileReport *report = scratch_report(scratch, "counts.csv");
    assert_int_equal(report->rows_read, 9);
    assert_int_equal(report->leads, 1);
    assert_int_equal(report->excluded, 1);
    assert_int_equal(report->footers, 1);
    assert_int_equal(report->quarantined, 6);
}

static void a_footer_below_counts_is_a_footer_however_wide(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "counts.csv", "vendor,leads\nAcme,20\nGrand Totals (1 record)\nTotal,20\n", "");
    check_run(scratch, &run);
    assert_int_equal(scratch_report(scratch, "counts.csv")->footers, 2);
}

static void spend_with_more_decimals_than_its_currency_is_counted(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "counts.csv", "vendor,leads,spend\nA,1,1.4299999\nB,1,1.25\nC,1,0.005\n", "");
    check_run(scratch, &run);
    assert_int_equal(run.counts[0].spend, 143);
    assert_int_equal(run.counts[2].spend, 1);
    assert_int_equal(scratch_report(scratch, "counts.csv")->rounded, 2);
}

static void counts_and_leads_are_not_read_together(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv", "vendor,delivered_at\nAcme,2026-01-05\n", "");
    add_file(scratch, &run, "b.csv", "vendor,leads\nAcme,200\n", "");
    check_error(scratch, read_run(scratch, &run), ERR_DATA,
                "a.csv holds leads, b.csv counts (it has a column 'leads'): they cannot be read together");
}

/* ---- what stops a run */

static const struct {
    const char *sentence, *text, *map, *map_of_all;
    Status status;
    const char *message;
} WRONG[] = {
    {"no_column_that_is_known", "Name,Shoe size\nA,44\n", "", "", ERR_DATA,
     "a.csv: none of its columns is known: Name, Shoe size; say which is what, as --map "
     "vendor=\"Lead Source\",delivered_at=\"Create Date\""},
    {"no_rows", "lead_id,vendor\n", "", "", ERR_DATA, "a.csv: no rows below the header"},
    {"no_row_that_can_be_read", "lead_id,delivered_at\nL1,soon\nL2,\n", "", "", ERR_DATA,
     "a.csv: no lead in its 2 rows; the first: line 2, column 'delivered_at': "
     "expected a "
     "date, as "
     "2026-03-31"},
    {"a_map_that_names_no_column", "lead_id,vendor\nL1,A\n", "vendor=Source", "", ERR_USAGE,
     "a.csv: --map: no column 'Source'; found lead_id, vendor"},
    {"a_map_of_all_files_that_names_no_column_of_any", "lead_id,vendor\nL1,A\n", "", "owner=Source",
     ERR_USAGE, "--map: no file has a column 'Source'; a.csv has lead_id, vendor"},
    {"dates_that_could_be_either", "lead_id,sql_at\nL1,3/5/2026\n", "", "", ERR_DATA,
     "a.csv: line 2, column 'sql_at': day and month could be either way round in the whole file; say "
     "--date-format "
     "mdy or dmy"},
    {"a_header_with_a_hole", "lead_id,,vendor\nL1,x,A\n", "", "", ERR_DATA,
     "a.csv: line 1: column 2 has no name"},
};

static void what_cannot_be_understood_stops_the_run_with_a_sentence(void **state) {
    Scratch *scratch = *state;
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        Run run = {.options = {.map = str_from(WRONG[i].map_of_all)}};
        scratch->provenance = (Provenance){.arena = scratch->arena};
        print_message("%s\n", WRONG[i].sentence);
        add_file(scratch, &run, "a.csv", WRONG[i].text, WRONG[i].map);
        check_error(scratch, read_run(scratch, &run), WRONG[i].status, WRONG[i].message);
    }
}

static void a_file_to_join_needs_ids(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv", "lead_id,delivered_at\nL1,2026-01-05\n", "");
    add_file(scratch, &run, "b.csv", "Id,won_at\nL1,2026-02-05\n", "");
    check_error(scratch, read_run(scratch, &run), ERR_DATA,
                "b.csv: no lead_id, vendor or delivered_at: say which columns they are with --map");
}

static void more_than_64_files_are_refused(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv", "lead_id,vendor\nL1,A\n", "");
    for (int i = 0; i < 64; i++) provenance_add_file(&scratch->provenance);
    check_error(scratch, read_run(scratch, &run), ERR_USAGE, "more than 0 files of leads");
}

static void a_word_of_a_row_that_was_left_aside_is_nobodys(void **state) {
    Scratch *scratch = *state;
    Run run = {0};
    add_file(scratch, &run, "a.csv",
             "lead_id,vendor,delivered_at,status\nL1,Acme,2026-01-05,Open\nL2,Bolt,soon,Strange\n", "");
    check_run(scratch, &run);
    assert_int_equal(lead_table_code_count(run.table, LEAD_VENDOR), 2); /* blank and Acme */
    assert_int_equal(lead_table_code_count(run.table, LEAD_STATUS), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(rows_are_leads_in_their_order),
        TEST(every_kind_of_row_is_counted_once),
        TEST(columns_say_what_they_were_taken_for_and_how_full_they_are),
        TEST(what_is_not_plain_about_a_file_is_noted),
        TEST(the_earliest_delivery_of_an_id_is_the_lead),
        TEST(ties_are_broken_by_the_other_fields_whatever_the_order),
        TEST(the_order_of_files_plays_no_part_for_a_repeated_id),
        TEST(a_row_that_cannot_be_read_repeats_nothing),
        TEST(ids_of_fifteen_and_eighteen_characters_are_one),
        TEST(without_ids_every_row_is_a_lead),
        TEST(blank_and_placeholder_ids_are_leads_of_their_own),
        TEST(a_joined_file_fills_what_is_blank),
        TEST(a_row_with_a_blank_or_unknown_id_is_unmatched_and_no_lead),
        TEST(of_two_files_the_one_named_first_wins_and_the_conflict_is_counted),
        TEST(a_joined_file_named_before_the_leads_wins_over_them),
        TEST(the_files_that_say_when_bring_the_leads_the_others_add),
        TEST(a_file_of_counts_is_rows_of_counts),
        TEST(counts_that_cannot_be_are_quarantined),
        TEST(a_footer_below_counts_is_a_footer_however_wide),
        TEST(spend_with_more_decimals_than_its_currency_is_counted),
        TEST(counts_and_leads_are_not_read_together),
        TEST(what_cannot_be_understood_stops_the_run_with_a_sentence),
        TEST(a_file_to_join_needs_ids),
        TEST(more_than_64_files_are_refused),
        TEST(a_word_of_a_row_that_was_left_aside_is_nobodys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
