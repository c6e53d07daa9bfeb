/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows that could not be used come out so that they can be mended and read again. Every person is invented. */
#include "inputs/leads.h"
#include "outputs/rejected_file.h"
#include "tests/support/printed.h"
#include "tests/support/scratch.h"
#include <string.h>

static LeadTable *read_leads(Scratch *scratch, Str path) {
    static const RunOptions OPTIONS = {.as_of = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE};
    const FileOption file = {path, STR("")};
    const LeadsRequest request = {.files = &file, .file_count = 1, .options = &OPTIONS};
    LeadTable *table;
    CountRow *counts;
    size_t count_rows;
    check_status(leads_read(&request, &scratch->provenance, scratch->arena, &table, &counts, &count_rows,
                            &scratch->err),
                 OK, &scratch->err);
    return table;
}

/* What is rejected of a file, with the folder's path cut off. */
static void print_rejected(Scratch *scratch, Printed *printed) {
    for (size_t i = 0; i < scratch->provenance.bad_row_count; i++)
        scratch->provenance.bad_rows[i].file = STR("leads.csv");
    for (size_t i = 0; i < scratch->provenance.file_count; i++)
        scratch->provenance.files[i].file = STR("leads.csv");
    printed_open(printed);
    rejected_file_print(&scratch->provenance, scratch->arena, printed->out);
    printed_close(printed);
}

static void cells_stand_as_they_were_written(void **state) {
    Scratch *scratch = *state;
    Printed printed;
    scratch->provenance.keep_rejected = true;
    read_leads(scratch, scratch_write(scratch, "leads.csv",
                                      "lead_id,vendor,delivered_at,note\n"
                                      "1,Acme,2026-01-05,fine\n"
                                      "2,Acme,2026-02-30,\"he said \"\"no\"\", =1+1\n at 5\"\n"
                                      "3,Acme,,zoe@people.example\n"));
    print_rejected(scratch, &printed);
    printed_is(&printed,
               "file,line,column,reason,lead_id,vendor,delivered_at,note\n"
               "leads.csv,3,delivered_at,\"expected a date, as 2026-03-31\",2,Acme,2026-02-30,"
               "\"he said \"\"no\"\", =1+1\n at 5\"\n"
               "leads.csv,5,delivered_at,the day of delivery is blank,3,Acme,,zoe@people.example\n");
    printed_free(&printed);
}

static void a_record_that_is_no_row_stands_as_a_whole(void **state) {
    Scratch *scratch = *state;
    Printed printed;
    scratch->provenance.keep_rejected = true;
    read_leads(scratch, scratch_write(scratch, "leads.csv",
                                      "lead_id;vendor;delivered_at;Reason\n"
                                      "1;Acme;2026-01-05;\n"
                                      "2;Acme\n"
                                      "\"3\"x;Acme;2026-01-05;\n"));
    print_rejected(scratch, &printed);
    printed_is(
        &printed,
        "file,line,column,rejected_reason,lead_id,vendor,delivered_at,Reason,record\n"
        "leads.csv,3,,\"fewer fields than the header row (2, not 4)\",2,Acme,,,\"2;Acme\"\n"
        "leads.csv,4,,\"text behind a closing quote, column 1\",,,,,\"\"\"3\"\"x;Acme;2026-01-05;\"\n");
    printed_free(&printed);
}

static void what_was_mended_is_read_again(void **state) {
    Scratch *scratch = *state;
    Printed printed;
    scratch->provenance.keep_rejected = true;
    read_leads(scratch, scratch_write(scratch, "leads.csv",
                                      "lead_id,vendor,delivered_at,note\n"
                                      "1,Acme,2026-01-05,fine\n"
                                      "2,Acme,2026-02-30,\"one,\ntwo\"\n"));
    print_rejected(scratch, &printed);
    memcpy(strstr(printed.text, "2026-02-30"), "2026-02-28", 10);
    scratch->provenance.bad_row_count = 0;
    const LeadTable *table = read_leads(scratch, scratch_write(scratch, "mended.csv", printed.text));
    assert_int_equal(lead_table_count(table), 1);
    assert_int_equal(scratch->provenance.bad_row_count, 0);
    assert_int_equal(lead_table_find(table, lead_key_from_id(STR("2"))), 0);
    printed_free(&printed);
}

static void unasked_no_cell_is_kept(void **state) {
    Scratch *scratch = *state;
    read_leads(scratch, scratch_write(scratch, "leads.csv",
                                      "lead_id,vendor,delivered_at\n1,Acme,2026-01-05\n2,Acme,\n"));
    assert_int_equal(scratch->provenance.bad_row_count, 1);
    assert_int_equal(scratch->provenance.rejected_count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(cells_stand_as_they_were_written),
        TEST(a_record_that_is_no_row_stands_as_a_whole),
        TEST(what_was_mended_is_read_again),
        TEST(unasked_no_cell_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
