/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the tables of a case lie: files of a folder, sheets of a workbook; and that both give the same case. */
#include "inputs/case.h"
#include "inputs/case_tables.h"
#include "tests/support/scratch.h"

static const char BOOK[] = "tests/unit/xlsx/case.xlsx";

static CaseTables open_tables(Scratch *scratch, Str path) {
    CaseTables tables;
    check_status(case_tables_open(path, scratch->arena, &tables, &scratch->err), OK, &scratch->err);
    return tables;
}

static void sheets_are_tables_by_name_in_letters_of_any_case(void **state) {
    Scratch *scratch = *state;
    const CaseTables tables = open_tables(scratch, str_from(BOOK));
    assert_true(tables.is_book);
    check_text(case_tables_find(&tables, "leads", scratch->arena), "tests/unit/xlsx/case.xlsx#LEADS");
    check_text(case_tables_find(&tables, "contracts", scratch->arena), "tests/unit/xlsx/case.xlsx#Contracts");
    check_text(case_tables_find(&tables, "assumptions", scratch->arena), "tests/unit/xlsx/case.xlsx#Inputs");
    check_text(case_tables_find(&tables, "spend", scratch->arena), "");
}

static void files_are_tables_as_csv_or_else_as_workbooks(void **state) {
    Scratch *scratch = *state;
    scratch_write(scratch, "leads.csv", "vendor\n");
    scratch_write(scratch, "leads.xlsx", "");
    scratch_write(scratch, "spend.xlsx", "");
    const CaseTables tables = open_tables(scratch, scratch->folder);
    assert_false(tables.is_book);
    assert_true(str_ends(case_tables_find(&tables, "leads", scratch->arena), STR("/leads.csv")));
    assert_true(str_ends(case_tables_find(&tables, "spend", scratch->arena), STR("/spend.xlsx")));
    check_text(case_tables_find(&tables, "contracts", scratch->arena), "");
}

static void no_case_has_no_tables(void **state) {
    Scratch *scratch = *state;
    const CaseTables tables = open_tables(scratch, STR(""));
    check_text(case_tables_find(&tables, "leads", scratch->arena), "");
}

static void a_workbook_with_tables_is_a_case(void **state) {
    Scratch *scratch = *state;
    assert_true(case_tables_is_book(BOOK, scratch->arena));
    assert_false(
        case_tables_is_book("tests/unit/xlsx/libxlsxwriter.xlsx", scratch->arena)); /* a sheet Leads */
    assert_false(case_tables_is_book("tests/unit/xlsx/dynamics.xlsx", scratch->arena));
    assert_false(case_tables_is_book("tests/unit/xlsx/bomb.xlsx", scratch->arena));
    assert_false(case_tables_is_book("tests/unit/xlsx/protected.xlsx", scratch->arena));
    assert_false(case_tables_is_book("no such.xlsx", scratch->arena));
    assert_false(case_tables_is_book(scratch->folder.at, scratch->arena));
}

static void a_workbook_that_cannot_be_opened_is_refused(void **state) {
    Scratch *scratch = *state;
    CaseTables tables;
    check_error(
        scratch,
        case_tables_open(scratch_write(scratch, "x.xlsx", "PK\3\4"), scratch->arena, &tables, &scratch->err),
        ERR_DATA, "x.xlsx: begins like a workbook, but is damaged or cut short (Not a zip archive)");
}

static Case load(Scratch *scratch, Str path) {
    const RunOptions options = {.case_path = path, .as_of = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE};
    Case read;
    check_status(case_load(&options, &scratch->provenance, scratch->arena, &read, &scratch->err), OK,
                 &scratch->err);
    return read;
}

static void a_workbook_is_read_as_a_folder_is(void **state) {
    Scratch *scratch = *state;
    scratch_write(scratch, "leads.csv",
                  "lead_id,vendor,delivered_at,status,sql_at\nA-1,Pennyloom,2026-03-05,New,\n"
                  "A-2,Quillharbor,2026-03-06,SQL,2026-03-14\n");
    scratch_write(scratch, "contracts.csv",
                  "vendor,cpl,currency,start,end\nPennyloom,38,USD,2026-01-01,2026-12-31\n"
                  "Quillharbor,118,USD,2026-01-01,2026-12-31\n");
    scratch_write(scratch, "assumptions.csv", "key,base\nsdr.cost_per_year,80000\n");
    const Case folder = load(scratch, scratch->folder), book = load(scratch, str_from(BOOK));
    check_text(book.name, "case");
    assert_string_equal(book.currency.code, folder.currency.code);
    assert_int_equal(lead_table_count(book.leads), lead_table_count(folder.leads));
    for (uint32_t row = 0; row < 2; row++) {
        LeadValues a, b;
        lead_table_read(folder.leads, row, &a);
        lead_table_read(book.leads, row, &b);
        assert_true(a.key.high == b.key.high && a.key.low == b.key.low);
        assert_memory_equal(a.cell, b.cell, sizeof a.cell);
    }
    assert_int_equal(book.contracts.count, folder.contracts.count);
    for (size_t i = 0; i < book.contracts.count; i++) {
        assert_int_equal(book.contracts.rows[i].cpl, folder.contracts.rows[i].cpl);
        assert_int_equal(book.contracts.rows[i].start, folder.contracts.rows[i].start);
        assert_int_equal(book.contracts.rows[i].end, folder.contracts.rows[i].end);
    }
    const Assumption *a = &folder.scenarios.sets[0].of[ASSUME_SDR_COST_PER_YEAR],
                     *b = &book.scenarios.sets[0].of[ASSUME_SDR_COST_PER_YEAR];
    assert_int_equal(a->base, b->base);
    check_text(b->file, "tests/unit/xlsx/case.xlsx#Inputs");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sheets_are_tables_by_name_in_letters_of_any_case, scratch_open,
                                        scratch_close),
        cmocka_unit_test_setup_teardown(files_are_tables_as_csv_or_else_as_workbooks, scratch_open,
                                        scratch_close),
        cmocka_unit_test_setup_teardown(no_case_has_no_tables, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_workbook_with_tables_is_a_case, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_workbook_that_cannot_be_opened_is_refused, scratch_open,
                                        scratch_close),
        cmocka_unit_test_setup_teardown(a_workbook_is_read_as_a_folder_is, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
