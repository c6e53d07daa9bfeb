/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line as data: one table of options, files with their maps, messages that help. By hand. */
#include "calc/cli.h"
#include "tests/support/scratch.h"
#include <string.h>

enum { MOST_WORDS = 24 };

/* Parses the words behind `compare`, parted by blanks. */
static Status parse(Scratch *scratch, const char *line, CliOptions *out) {
    char *argv[MOST_WORDS + 1] = {"compare"};
    int argc = 1;
    Str rest = str_from(line), word;
    while (rest.len && str_split(&rest, ' ', &word))
        argv[argc++] = (char *)(uintptr_t)str_copy(scratch->arena, word).at;
    return cli_parse(argc, argv, false, scratch->arena, out, &scratch->err);
}

static CliOptions parsed(Scratch *scratch, const char *line) {
    CliOptions out;
    check_status(parse(scratch, line, &out), OK, &scratch->err);
    return out;
}

static void without_arguments_the_current_folder_is_the_case(void **state) {
    const CliOptions got = parsed(*state, "");
    check_text(got.run.case_path, ".");
    assert_int_equal(got.run.file_count, 0);
    assert_int_equal(got.run.as_of, DAY_NONE);
    assert_int_equal(got.run.seed, 1);
}

static void a_folder_is_the_case_and_anything_else_a_file(void **state) {
    Scratch *scratch = *state;
    const Str line = str_format(scratch->arena, "a.csv %.*s b.csv -", STR_ARGS(scratch->folder));
    const CliOptions got = parsed(scratch, line.at);
    assert_true(str_equal(got.run.case_path, scratch->folder));
    assert_int_equal(got.run.file_count, 3);
    check_text(got.run.files[0].path, "a.csv");
    check_text(got.run.files[1].path, "b.csv");
    check_text(got.run.files[2].path, "-");
}

static void a_file_alone_is_no_case(void **state) {
    assert_int_equal(parsed(*state, "a.csv").run.case_path.len, 0);
}

static void a_map_belongs_to_the_file_before_it_or_to_all(void **state) {
    const CliOptions got = parsed(*state, "--map vendor=V a.csv --map sql=S b.csv --map won=W --json");
    check_text(got.run.map, "vendor=V");
    check_text(got.run.files[0].map, "sql=S");
    check_text(got.run.files[1].map, "won=W");
    assert_true(got.json);
}

static void two_maps_of_one_file_are_one(void **state) {
    const CliOptions got = parsed(*state, "--map vendor=V --map owner=O a.csv --map sql=S --map won=W");
    check_text(got.run.map, "vendor=V,owner=O");
    check_text(got.run.files[0].map, "sql=S,won=W");
}

static void gates_have_a_limit_of_their_own_or_one_that_is_given(void **state) {
    const CliOptions got = parsed(*state, "a.csv --gate stale --gate quarantine=2% --rejected mend.csv");
    assert_int_equal(got.run.gate_count, 2);
    check_text(got.run.gates[0].name, "stale");
    assert_null(got.run.gates[0].value.at);
    check_text(got.run.gates[1].value, "2%");
    check_text(got.rejected, "mend.csv");
    assert_false(got.gate_list);
    assert_true(parsed(*state, "--gate list").gate_list);
}

static void options_stand_in_any_order_and_may_be_repeated(void **state) {
    const CliOptions got =
        parsed(*state, "-o x.xlsx a.csv --as-of 2026-03-31 --output=y.csv --set k=1 --set k=a=b "
                       "--delimiter tab -q");
    assert_int_equal(got.output_count, 2);
    check_text(got.outputs[1], "y.csv");
    char text[DATE_TEXT];
    assert_string_equal(day_format(got.run.as_of, text), "2026-03-31");
    assert_int_equal(got.run.set_count, 2);
    check_text(got.run.sets[1].key, "k");
    check_text(got.run.sets[1].value, "a=b");
    assert_int_equal(got.run.delimiter, '\t');
    assert_true(got.quiet);
}

static void behind_two_dashes_everything_is_a_file(void **state) {
    const CliOptions got = parsed(*state, "--json -- --csv");
    assert_int_equal(got.run.file_count, 1);
    check_text(got.run.files[0].path, "--csv");
    assert_false(got.csv);
}

static const struct {
    const char *line, *message;
} WRONG[] = {
    {"--jsn", "unknown option --jsn; did you mean --json?"},
    {"--frobnicate", "unknown option --frobnicate; `truecpl help --all` lists them"},
    {"-x", "unknown option -x"},
    {"a.csv -xq", "unknown option -x"},
    {"-qx", "unknown option -x"},
    {"--json=3", "--json takes no argument"},
    {"--c", "--c could be any of --currency, --csv, --color"},
    {"a.csv --map", "--map needs an argument"},
    {"-o", "-o needs an argument"},
    {"--as-of 31.3.2026", "--as-of 31.3.2026: expected a day as YYYY-MM-DD"},
    {"--from 2026-02-30", "--from 2026-02-30: expected a day as YYYY-MM-DD"},
    {"--from 2026-05-01 --to 2026-01-31", "--from 2026-05-01 lies after --to 2026-01-31"},
    {"--set k", "--set k: expected key=value"},
    {"--threads -1", "--threads -1: expected a whole number up to 256"},
    {"--threads 4x", "--threads 4x: expected a whole number up to 256"},
    {"--seed 99999999999", "--seed 99999999999: expected a whole number up to 4294967295"},
    {"--date-format us", "--date-format us: expected one of ymd|mdy|dmy"},
    {"--delimiter #", "--delimiter #: expected , ; | or tab"},
    {"--color red", "--color red: expected one of auto|always|never"},
    {". ..", "two cases: '.' and '..'"},
};

static void what_cannot_be_understood_is_a_usage_error_with_a_sentence(void **state) {
    Scratch *scratch = *state;
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        CliOptions got;
        print_message("%s\n", WRONG[i].line);
        check_error(scratch, parse(scratch, WRONG[i].line, &got), ERR_USAGE, WRONG[i].message);
    }
}

static void every_option_has_its_own_name_help_and_meaning(void **state) {
    Scratch *scratch = *state;
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        const OptionRow *row = &CLI_OPTIONS[i];
        assert_true(row->help && *row->help);
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(row->name, CLI_OPTIONS[j].name);
            assert_int_not_equal(row->id, CLI_OPTIONS[j].id);
        }
        CliOptions got;
        const Str line = str_format(scratch->arena, "--%s%s", row->name, row->argument ? " ?" : "");
        const Status status = parse(scratch, line.at, &got);
        assert_true(status == OK || status == ERR_USAGE);
        assert_null(strstr(status == OK ? "" : scratch->err.text, "unknown option"));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(without_arguments_the_current_folder_is_the_case),
        TEST(a_folder_is_the_case_and_anything_else_a_file),
        TEST(a_file_alone_is_no_case),
        TEST(a_map_belongs_to_the_file_before_it_or_to_all),
        TEST(two_maps_of_one_file_are_one),
        TEST(gates_have_a_limit_of_their_own_or_one_that_is_given),
        TEST(options_stand_in_any_order_and_may_be_repeated),
        TEST(behind_two_dashes_everything_is_a_file),
        TEST(what_cannot_be_understood_is_a_usage_error_with_a_sentence),
        TEST(every_option_has_its_own_name_help_and_meaning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
