/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text and workbooks through one door: told apart by their bytes, with sheets by FILE#SHEET, and what is known of them. */
#include "inputs/table_source.h"
#include "tests/support/scratch.h"
#include "tests/support/xlsx_pack.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The rows of a source, "field|field" a line. */
typedef struct Rows {
    Arena *arena;
    Str text;
} Rows;

static bool take_row(void *rows_, const CsvRow *row) {
    Rows *rows = rows_;
    for (size_t i = 0; i < row->count; i++)
        rows->text = str_format(rows->arena, "%.*s%s%.*s", STR_ARGS(rows->text), i ? "|" : "",
                                STR_ARGS(row->fields[i]));
    rows->text = str_format(rows->arena, "%.*s\n", STR_ARGS(rows->text));
    return true;
}

static void take_bad(void *rows_, const CsvBad *bad) {
    Rows *rows = rows_;
    rows->text = str_format(rows->arena, "%.*s%ld!\n", STR_ARGS(rows->text), bad->line);
}

/* Reads `path`; returns its rows, or the sentence of the failure. */
static Str read_table(Scratch *scratch, const char *path, TableFacts *facts) {
    Rows rows = {scratch->arena, STR("")};
    TableSource *source = NULL;
    const CsvSink sink = {.caller = &rows, .row = take_row, .bad = take_bad};
    scratch->err = (Err){OK, ""};
    Status status = table_source_open(path, &(CsvOptions){0}, scratch->arena, &source, &scratch->err);
    if (status == OK) status = table_source_read(source, &sink, scratch->arena, facts, &scratch->err);
    table_source_close(source);
    return status == OK ? rows.text : str_from(scratch->err.text);
}

static Str write_bytes(Scratch *scratch, const char *name, Str bytes) {
    const Str path = scratch_write(scratch, name, "");
    FILE *file = fopen(path.at, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    return path;
}

static Str write_book(Scratch *scratch, const char *name) {
    const XlsxPackBook book = {
        .sheet = STR("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c></row>"
                     "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData></worksheet>")};
    return write_bytes(scratch, name, xlsx_pack_book(&book, scratch->arena));
}

static void a_workbook_is_known_by_its_bytes(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    check_text(read_table(scratch, write_book(scratch, "book.csv").at, &facts), "1\n");
    check_text(facts.notes, "sheet S");
}

static void text_is_known_by_its_bytes_too(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    check_text(read_table(scratch, scratch_write(scratch, "text.xlsx", "a,b\n1,2\n3\n\n").at, &facts),
               "1|2\n3!\n");
    check_text(facts.notes, "");
    assert_int_equal(facts.rows, 1);
    assert_int_equal(facts.bad, 1);
    assert_int_equal(facts.blank, 1);
}

static void what_is_not_plain_about_text_is_noted(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    check_text(read_table(scratch, scratch_write(scratch, "t.csv", "a;b\nS\xf6hne;2\n").at, &facts),
               "S\xc3\xb6hne|2\n");
    check_text(facts.notes, "read as Windows-1252 (assumed), delimiter semicolon");
    read_table(scratch, scratch_write(scratch, "u.csv", "a\tb\n1\t2\n").at, &facts);
    check_text(facts.notes, "delimiter tab");
}

static void a_header_further_down_is_noted(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    read_table(scratch, "tests/unit/xlsx/salesforce_report.xlsx", &facts);
    check_text(facts.notes, "sheet Leads by source, header in row 9");
}

static void the_hash_is_that_of_the_file(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    read_table(scratch, "tests/unit/xlsx/mac1904.xlsx", &facts); /* sha256sum of coreutils */
    assert_string_equal(facts.sha256, "57d28e206813587ba7dfc432b4de41cd21bc6a1fa84f565b5553ee5a0e02dad4");
    read_table(scratch, scratch_write(scratch, "t.csv", "a,b\n1,2\n").at, &facts);
    assert_string_equal(facts.sha256, "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470");
}

static void sheets_are_named_behind_a_hash_sign(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    check_text(read_table(scratch, "tests/unit/xlsx/case.xlsx", &facts), "");
    check_text(read_table(scratch, "tests/unit/xlsx/case.xlsx#inputs", &facts), "sdr.cost_per_year|80000\n");
    check_text(facts.notes, "sheet Inputs");
    check_text(read_table(scratch, "tests/unit/xlsx/case.xlsx#Spend", &facts),
               "tests/unit/xlsx/case.xlsx: has no sheet 'Spend'; found Read me, Contracts, LEADS, Inputs");
    assert_int_equal(scratch->err.status, ERR_NO_INPUT);
}

static void a_file_with_a_hash_sign_in_its_name_comes_first(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    scratch_write(scratch, "t.csv", "a,b\n1,2\n");
    check_text(read_table(scratch, scratch_write(scratch, "t.csv#S", "a,b\n3,4\n").at, &facts), "3|4\n");
    const Str book = write_book(scratch, "b#1.xlsx");
    check_text(read_table(scratch, str_format(scratch->arena, "%.*s#S", STR_ARGS(book)).at, &facts), "1\n");
}

static void text_has_no_sheets(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    const Str path = scratch_write(scratch, "t.csv", "a,b\n1,2\n");
    read_table(scratch, str_format(scratch->arena, "%.*s#S", STR_ARGS(path)).at, &facts);
    check_error(scratch, scratch->err.status, ERR_NO_INPUT,
                "t.csv: is not a workbook, so it has no sheet 'S'");
}

static void a_file_that_is_not_there_is_named_whole(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    check_text(read_table(scratch, "no/such.xlsx#S", &facts),
               "no/such.xlsx#S: cannot be opened: No such file or directory");
    assert_int_equal(scratch->err.status, ERR_NO_INPUT);
}

static void old_and_protected_workbooks_are_refused(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    check_text(
        read_table(scratch, "tests/unit/xlsx/libreoffice.xls", &facts),
        "tests/unit/xlsx/libreoffice.xls: is an old Excel workbook (.xls): open it in Excel and save it as "
        ".xlsx or CSV UTF-8");
    assert_int_equal(scratch->err.status, ERR_DATA);
    check_text(read_table(scratch, "tests/unit/xlsx/protected.xlsx", &facts),
               "tests/unit/xlsx/protected.xlsx: is protected by a password: open it in Excel and save it "
               "without one");
    assert_int_equal(scratch->err.status, ERR_DATA);
    const char *const HEADS[] = {"\xd0\xcf\x11\xe0", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\xff\xff\xff\xff"};
    for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++) { /* too short to tell the one from the other */
        read_table(scratch, scratch_write(scratch, "short.xls", HEADS[i]).at, &facts);
        assert_int_equal(scratch->err.status, ERR_DATA);
    }
}

static void a_zip_archive_is_no_table(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    const XlsxPackPart part = {STR("leads.csv"), STR("a,b\n1,2\n")};
    read_table(scratch, write_bytes(scratch, "t.zip", xlsx_pack_parts(&part, 1, scratch->arena)).at, &facts);
    check_error(scratch, scratch->err.status, ERR_DATA,
                "t.zip: is a zip archive, but no workbook (.xlsx): unpack it first");
    read_table(scratch, write_bytes(scratch, "u.zip", xlsx_pack_parts(NULL, 0, scratch->arena)).at, &facts);
    assert_int_equal(scratch->err.status, ERR_DATA);
}

/* Puts `bytes` on standard input through a pipe and reads them as "-". */
static Str read_piped(Scratch *scratch, Str bytes, TableFacts *facts) {
    int ends[2];
    const int kept = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes.at, bytes.len), bytes.len);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    const Str rows = read_table(scratch, "-", facts);
    dup2(kept, STDIN_FILENO);
    close(kept);
    return rows;
}

static void both_may_come_from_standard_input(void **state) {
    Scratch *scratch = *state;
    TableFacts facts;
    char book[8192];
    const int fd = open("tests/unit/xlsx/case.xlsx", O_RDONLY);
    const ssize_t got = pread(fd, book, sizeof book, 0);
    close(fd);
    assert_true(got > 0 && got < (ssize_t)sizeof book);
    check_text(read_piped(scratch, STR("a,b\n1,2\n"), &facts), "1|2\n");
    check_text(read_piped(scratch, (Str){book, (size_t)got}, &facts), "");
    check_text(facts.notes, "sheet Read me");
    check_text(read_piped(scratch, (Str){book, (size_t)got - 9}, &facts),
               "standard input: begins like a workbook, but is damaged or cut short (Not a zip archive)");
}

/* What several threads would read of text, a workbook hands out as one chunk. */
static void *begin(void *caller, CsvChunk chunk) {
    assert_int_equal(chunk.index, 0);
    return caller;
}

static void done(void *caller, void *context) { assert_ptr_equal(caller, context); }

static void a_workbook_is_one_chunk(void **state) {
    Scratch *scratch = *state;
    Rows rows = {scratch->arena, STR("")};
    TableFacts facts;
    TableSource *source = NULL;
    const CsvSink sink = {&rows, begin, take_row, take_bad, done};
    const CsvOptions options = {.threads = 4};
    const Str path = write_book(scratch, "b.xlsx");
    check_status(table_source_open(path.at, &options, scratch->arena, &source, &scratch->err), OK,
                 &scratch->err);
    assert_int_equal(table_source_header(source)->count, 1);
    for (int again = 0; again < 2; again++)
        check_status(table_source_read(source, &sink, scratch->arena, &facts, &scratch->err), OK,
                     &scratch->err);
    check_text(rows.text, "1\n1\n");
    table_source_close(source);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_workbook_is_known_by_its_bytes, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(text_is_known_by_its_bytes_too, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(what_is_not_plain_about_text_is_noted, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_header_further_down_is_noted, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(the_hash_is_that_of_the_file, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(sheets_are_named_behind_a_hash_sign, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_file_with_a_hash_sign_in_its_name_comes_first, scratch_open,
                                        scratch_close),
        cmocka_unit_test_setup_teardown(text_has_no_sheets, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_file_that_is_not_there_is_named_whole, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(old_and_protected_workbooks_are_refused, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_zip_archive_is_no_table, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(both_may_come_from_standard_input, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_workbook_is_one_chunk, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
