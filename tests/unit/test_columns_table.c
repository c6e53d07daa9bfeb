/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case's table of columns: which rows speak of which file, and that they stand between --map and the presets. */
#include "inputs/columns_table.h"
#include "tests/support/scratch.h"

static ColumnsTable read_table(Scratch *scratch, const char *text) {
    ColumnsTable table = {0};
    const Str path = scratch_write(scratch, "columns.csv", text);
    check_status(columns_table_read(path, &scratch->provenance, scratch->arena, &table, &scratch->err), OK,
                 &scratch->err);
    return table;
}

/* Resolves the columns Source, Id, Created of the file `path`. */
static Status resolve(Scratch *scratch, ColumnsTable table, const char *path, const char *map, Mapping *out) {
    static const char *const NAMES[] = {"Source", "Id", "vendor", "Created"};
    Str names[4];
    for (int i = 0; i < 4; i++) names[i] = str_from(NAMES[i]);
    MappingRequest request = {.names = names, .count = 4, .map = str_from(map)};
    request.sayings = columns_table_for(table, str_from(path), scratch->arena, &request.saying_count);
    return mapping_resolve(&request, scratch->arena, out, &scratch->err);
}

static void a_row_speaks_of_its_file(void **state) {
    Scratch *scratch = *state;
    static const struct {
        const char *said, *path;
        size_t speaks;
    } FILES[] = {{"export.csv", "exports/export.csv", 1},
                 {"EXPORT", "exports/export.csv", 1},
                 {"exports/export.csv", "exports/export.csv", 1},
                 {"leads", "case.xlsx#Leads", 1},
                 {"case.xlsx", "a/case.xlsx#Leads", 1},
                 {"*", "export.csv", 1},
                 {"exp*", "a/export.csv", 1},
                 {"", "export.csv", 1},
                 {"other.csv", "export.csv", 0},
                 {"export", "export2.csv", 0},
                 {"a*", "a/export.csv", 0}};
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        const ColumnRow row = {str_from(FILES[i].said), STR("Source"), STR("vendor")};
        size_t count = 99;
        columns_table_for((ColumnsTable){&row, 1}, str_from(FILES[i].path), scratch->arena, &count);
        print_message("%s of %s\n", FILES[i].said, FILES[i].path);
        assert_int_equal(count, FILES[i].speaks);
    }
}

static void a_saying_wins_over_a_name(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const ColumnsTable table = read_table(scratch, "file,column,is\n,source,vendor\n,Created,delivered_at\n");
    check_status(resolve(scratch, table, "x.csv", "", &mapping), OK, &scratch->err);
    assert_int_equal(mapping.column_of[LEAD_VENDOR], 0);
    assert_int_equal(mapping.column_of[LEAD_DELIVERED_AT], 3);
}

static void a_map_wins_over_a_saying(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const ColumnsTable table = read_table(scratch, "file,column,is\n,Source,vendor\n");
    check_status(resolve(scratch, table, "x.csv", "vendor=Id", &mapping), OK, &scratch->err);
    assert_int_equal(mapping.column_of[LEAD_VENDOR], 1);
}

static void a_saying_about_the_file_wins_over_one_in_general(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const ColumnsTable table = read_table(scratch, "file,column,is\nx.csv,Id,vendor\n*,Source,vendor\n");
    check_status(resolve(scratch, table, "x.csv", "", &mapping), OK, &scratch->err);
    assert_int_equal(mapping.column_of[LEAD_VENDOR], 1);
    check_status(resolve(scratch, table, "y.csv", "", &mapping), OK, &scratch->err);
    assert_int_equal(mapping.column_of[LEAD_VENDOR], 0);
}

static void a_column_can_be_said_to_be_nothing(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const ColumnsTable table = read_table(scratch, "file,column,is\n,vendor,-\n");
    check_status(resolve(scratch, table, "x.csv", "", &mapping), OK, &scratch->err);
    assert_int_equal(mapping.column_of[LEAD_VENDOR], -1);
}

static void a_saying_wins_over_a_preset(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const Str names[] = {STR("Company / Account"), STR("Lead Source"), STR("Lead Status"),
                         STR("Primary Campaign")};
    const ColumnSaying sayings[] = {{STR("Primary Campaign"), STR("vendor"), false},
                                    {STR("Lead Status"), STR("-"), false}};
    const MappingRequest request = {.names = names, .count = 4, .sayings = sayings, .saying_count = 2};
    check_status(mapping_resolve(&request, scratch->arena, &mapping, &scratch->err), OK, &scratch->err);
    assert_string_equal(mapping.preset->name, "salesforce-leads");
    assert_int_equal(mapping.column_of[LEAD_VENDOR], 3);
    assert_int_equal(mapping.column_of[LEAD_CAMPAIGN], -1);
    assert_int_equal(mapping.column_of[LEAD_STATUS], -1);
    assert_int_equal(mapping.column_of[LEAD_ACCOUNT], 0);
}

static void leads_makes_a_file_of_counts(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const ColumnsTable table = read_table(scratch, "file,column,is\n,Id,leads\n");
    check_status(resolve(scratch, table, "x.csv", "", &mapping), OK, &scratch->err);
    assert_true(mapping.counts);
    assert_int_equal(mapping.column_of[MAP_COUNT], 1);
}

static void a_general_saying_may_speak_of_columns_of_other_files(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const ColumnsTable table = read_table(scratch, "column,is\nOrigin,vendor\n");
    check_status(resolve(scratch, table, "x.csv", "", &mapping), OK, &scratch->err);
    assert_int_equal(mapping.column_of[LEAD_VENDOR], 2);
}

static void a_saying_about_the_file_must_find_its_column(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const ColumnsTable table = read_table(scratch, "file,column,is\nx,Origin,vendor\n");
    check_error(scratch, resolve(scratch, table, "x.csv", "", &mapping), ERR_CONFIG,
                "columns: no column 'Origin'; found Source, Id, vendor, Created");
}

static void one_meaning_said_twice_is_refused(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const ColumnsTable table = read_table(scratch, "file,column,is\n,Source,vendor\n,Id,vendor\n");
    check_error(scratch, resolve(scratch, table, "x.csv", "", &mapping), ERR_CONFIG,
                "columns: 'vendor' is given twice");
}

static void what_belongs_to_counts_needs_leads(void **state) {
    Scratch *scratch = *state;
    Mapping mapping;
    const ColumnsTable table = read_table(scratch, "file,column,is\n,Id,spend\n");
    check_error(scratch, resolve(scratch, table, "x.csv", "", &mapping), ERR_CONFIG,
                "columns: 'spend' is a column of a file of counts, which has 'leads' too");
}

static void an_unknown_meaning_is_quarantined(void **state) {
    Scratch *scratch = *state;
    const ColumnsTable table =
        read_table(scratch, "file,column,is\n,Source,vendour\n,Id,\n,Bounces,bounced>0\n,Created,vendor>0\n");
    assert_int_equal(table.count, 1);
    check_text(table.rows[0].is, "bounced>0");
    check_bad_row(scratch, 0, 2, "is", "vendour",
                  "expected a column of a lead (`truecpl help columns` lists them) or -");
    check_bad_row(scratch, 1, 3, "is", "", "the cell is empty");
    check_bad_row(scratch, 2, 5, "is", "vendor>0",
                  "expected a column of a lead (`truecpl help columns` lists them) or -");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_row_speaks_of_its_file, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_saying_wins_over_a_name, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_map_wins_over_a_saying, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_saying_about_the_file_wins_over_one_in_general, scratch_open,
                                        scratch_close),
        cmocka_unit_test_setup_teardown(a_column_can_be_said_to_be_nothing, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_saying_wins_over_a_preset, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(leads_makes_a_file_of_counts, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(a_general_saying_may_speak_of_columns_of_other_files, scratch_open,
                                        scratch_close),
        cmocka_unit_test_setup_teardown(a_saying_about_the_file_must_find_its_column, scratch_open,
                                        scratch_close),
        cmocka_unit_test_setup_teardown(one_meaning_said_twice_is_refused, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(what_belongs_to_counts_needs_leads, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(an_unknown_meaning_is_quarantined, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
