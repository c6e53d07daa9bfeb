/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a case: rows of named cells, comments, quarantine, cells as values. Expected values by hand. */
#include "inputs/table_file.h"
#include "tests/support/scratch.h"
#include <string.h>

enum { NAME, DAY, MONTH, NUMBER, SHARE, MONEY, WHOLE, CODE, WORD, COLUMNS };
static const TableColumn FORMAT_COLUMNS[COLUMNS] = {{"name", true},    {"day", false},   {"month", false},
                                                    {"number", false}, {"share", false}, {"money", false},
                                                    {"whole", false},  {"code", false},  {"word", false}};
static const TableFormat FORMAT = {"things", FORMAT_COLUMNS, COLUMNS};
static const char *const WORDS[] = {"red", "green"};

/* What the rows of one table were, one line a row: line:name, then the value that was asked for. */
typedef struct Log {
    Scratch *scratch;
    Str text;
    int column; /* whose value to read */
} Log;

static Str say_decimal(Arena *arena, Decimal value) {
    char text[MONEY_TEXT];
    return str_format(arena, "%s", decimal_format(value, text));
}

/* Reads the cell of the column the test is about, as its kind; the empty text where it was refused. */
static bool say_cell(const TableRow *row, int column, Arena *arena, Str *out) {
    char text[DATE_TEXT];
    Day day = DAY_NONE;
    Month month = MONTH_NONE;
    Decimal number = -1;
    Money money = -1;
    int64_t whole = -1;
    int word = -1;
    Currency currency = {"USD"};
    switch (column) {
    case DAY:
        if (!table_day(row, column, &day)) return false;
        *out = str_format(arena, "%s", day_format(day, text));
        return true;
    case MONTH:
        if (!table_month(row, column, &month)) return false;
        *out = str_format(arena, "%s", month_format(month, text));
        return true;
    case NUMBER:
        if (!table_decimal(row, column, &number)) return false;
        *out = say_decimal(arena, number);
        return true;
    case SHARE:
        if (!table_share(row, column, &number)) return false;
        *out = say_decimal(arena, number);
        return true;
    case MONEY:
        if (!table_money(row, column, currency, &money)) return false;
        *out = str_format(arena, "%lld", (long long)money);
        return true;
    case WHOLE:
        if (!table_whole(row, column, &whole)) return false;
        *out = str_format(arena, "%lld", (long long)whole);
        return true;
    case CODE:
        if (!table_currency(row, column, &currency)) return false;
        *out = str_format(arena, "%s", currency.code);
        return true;
    case WORD:
        if (!table_word(row, column, WORDS, 2, &word)) return false;
        *out = str_format(arena, "%d", word);
        return true;
    default: *out = table_text(row, column); return true;
    }
}

static bool take(void *context, const TableRow *row) {
    Log *log = context;
    Arena *arena = log->scratch->arena;
    Str value = STR("");
    if (!table_need(row, NAME) || !say_cell(row, log->column, arena, &value)) return false;
    log->text = str_format(arena, "%.*s%ld:%.*s=%.*s\n", STR_ARGS(log->text), row->line,
                           STR_ARGS(row->cells[NAME]), STR_ARGS(value));
    return true;
}

/* Reads a table that holds `text`; what it said is in the log. */
static Status read_table(Scratch *scratch, const char *text, Log *log) {
    *log = (Log){scratch, STR(""), NAME};
    const Str path = scratch_write(scratch, "things.csv", text);
    return table_read(path, &FORMAT, take, log, &scratch->provenance, scratch->arena, &scratch->err);
}

static void columns_stand_in_any_order_and_any_case(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_status(read_table(scratch, "Word,NAME\nred,a\ngreen,b\n", &log), OK, &scratch->err);
    check_text(log.text, "2:a=a\n3:b=b\n");
    const FileReport *report = scratch_report(scratch, "things.csv");
    check_text(report->role, "things");
    assert_int_equal(report->rows_read, 2);
    assert_int_equal(report->leads, 2);
    assert_int_equal(strlen(report->sha256), 64);
}

static void a_row_that_begins_with_a_hash_is_a_comment(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_status(read_table(scratch,
                            "name,word\n# all in one cell\na,red\n #b,green\n\"# with, comma\"\n"
                            "# with, two, commas\n#\nc,red\n",
                            &log),
                 OK, &scratch->err);
    check_text(log.text, "3:a=a\n8:c=c\n");
    const FileReport *report = scratch_report(scratch, "things.csv");
    assert_int_equal(report->rows_read, 2);
    assert_int_equal(report->quarantined, 0);
}

static void blank_rows_are_no_rows(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_status(read_table(scratch, "name,word\n\n,\na,red\n", &log), OK, &scratch->err);
    check_text(log.text, "4:a=a\n");
    assert_int_equal(scratch_report(scratch, "things.csv")->rows_read, 1);
}

static void a_row_cut_short_is_quarantined_with_its_line(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_status(read_table(scratch, "name,word,share\na\nb,red,\n", &log), OK, &scratch->err);
    check_text(log.text, "3:b=b\n");
    assert_int_equal(scratch->provenance.bad_row_count, 1);
    check_bad_row(scratch, 0, 2, "", "", "fewer fields than the header row (1, not 3)");
    const FileReport *report = scratch_report(scratch, "things.csv");
    assert_int_equal(report->rows_read, 2);
    assert_int_equal(report->quarantined, 1);
    assert_true(provenance_adds_up(report));
}

static void a_needed_cell_that_is_empty_is_named(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_status(read_table(scratch, "name,word\n,red\n", &log), OK, &scratch->err);
    check_bad_row(scratch, 0, 2, "name", "", "the cell is empty");
}

static void a_missing_column_lists_the_ones_that_are_there(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_error(scratch, read_table(scratch, "nme,word\na,red\n", &log), ERR_DATA,
                "things.csv: no column 'name'; found nme, word");
}

static void two_columns_of_one_name_are_refused(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_error(scratch, read_table(scratch, "name,word,Name\na,red,b\n", &log), ERR_DATA,
                "things.csv: line 1: columns 1 and 3 are both called 'Name'");
}

static void a_file_that_is_not_there_is_named(void **state) {
    Scratch *scratch = *state;
    Log log = {scratch, STR(""), NAME};
    const Str path = str_format(scratch->arena, "%.*s/none.csv", STR_ARGS(scratch->folder));
    check_error(scratch,
                table_read(path, &FORMAT, take, &log, &scratch->provenance, scratch->arena, &scratch->err),
                ERR_NO_INPUT, "none.csv: cannot be opened: No such file or directory");
}

static void columns_that_the_table_does_not_know_are_listed(void **state) {
    Scratch *scratch = *state;
    Log log;
    check_status(read_table(scratch, "name,colour,word\na,x,red\nb,,red\n", &log), OK, &scratch->err);
    const FileReport *report = scratch_report(scratch, "things.csv");
    assert_int_equal(report->column_count, 3);
    check_text(report->columns[0].field, "name");
    check_text(report->columns[1].header, "colour");
    check_text(report->columns[1].field, "");
    assert_int_equal(report->columns[1].filled, 1);
    assert_int_equal(report->columns[2].filled, 2);
}

static void a_long_value_is_cut_between_two_characters(void **state) {
    Scratch *scratch = *state;
    Log log = {scratch, STR(""), WORD};
    /* 59 letters and an e-acute: its two bytes are the 60th and 61st */
    const Str path = scratch_write(
        scratch, "things.csv",
        "name,word\na,12345678901234567890123456789012345678901234567890123456789\xc3\xa9tail\n");
    check_status(table_read(path, &FORMAT, take, &log, &scratch->provenance, scratch->arena, &scratch->err),
                 OK, &scratch->err);
    check_bad_row(scratch, 0, 2, "word", "12345678901234567890123456789012345678901234567890123456789",
                  "expected one of red, green");
}

/* Cells as values: what is read, or the reason of the quarantine. */
static const struct {
    int column;
    const char *cell, *value, *reason;
} CELLS[] = {
    {DAY, "2026-03-05", "2026-03-05", NULL},
    {DAY, "", "", NULL},
    {DAY, "5 Mar 2026", "2026-03-05", NULL},
    {DAY, "25/03/2026", "2026-03-25", NULL},
    {DAY, "2026-03-05 10:30", "2026-03-05", NULL},
    {DAY, "2026-02-31", NULL, "expected a date as YYYY-MM-DD"},
    {DAY, "soon", NULL, "expected a date as YYYY-MM-DD"},
    {DAY, "03/05/2026", NULL, "day and month could be either way round: expected YYYY-MM-DD"},
    {MONTH, "2026-03", "2026-03", NULL},
    {MONTH, "2026-03-05", "2026-03", NULL},
    {MONTH, "2026-13", NULL, "expected a month as YYYY-MM"},
    {MONTH, "March", NULL, "expected a month as YYYY-MM"},
    {NUMBER, "62.50", "62.5", NULL},
    {NUMBER, "0", "0", NULL},
    {NUMBER, "-1", NULL, "expected a number that is not negative, as 1234.5"},
    {NUMBER, "62,50", NULL, "expected a number that is not negative, as 1234.5"},
    {NUMBER, "1e3", NULL, "expected a number that is not negative, as 1234.5"},
    {NUMBER, "nan", NULL, "expected a number that is not negative, as 1234.5"},
    {SHARE, "0.05", "0.05", NULL},
    {SHARE, "5%", "0.05", NULL},
    {SHARE, "12.5 %", "0.125", NULL},
    {SHARE, "1", "1", NULL},
    {SHARE, "5", NULL, "expected a share from 0 to 1, or a percentage"},
    {SHARE, "101%", NULL, "expected a share from 0 to 1, or a percentage"},
    {SHARE, "-0.1", NULL, "expected a share from 0 to 1, or a percentage"},
    {MONEY, "1450.00", "145000", NULL},
    {MONEY, "$ 1,450.00", "145000", NULL},
    {MONEY, "(12.00)", "-1200", NULL},
    {MONEY, "0.125", "13", NULL}, /* half away from zero, counted */
    {MONEY, "USD 12", "1200", NULL},
    {MONEY, "EUR 12", NULL, "the amount is in EUR, the row in USD"},
    {MONEY, "12 dollars", NULL, "expected an amount, as 1234.50"},
    {MONEY, "-", NULL, "expected an amount, as 1234.50"},
    {WHOLE, "1500", "1500", NULL},
    {WHOLE, "12.0", "12", NULL},
    {WHOLE, "12.5", NULL, "expected a whole number"},
    {WHOLE, "-3", NULL, "expected a whole number"},
    {CODE, "eur", "EUR", NULL},
    {CODE, "", "USD", NULL},
    {CODE, "$", NULL, "expected a currency code of ISO 4217, as USD"},
    {CODE, "XXQ", NULL, "expected a currency code of ISO 4217, as USD"},
    {WORD, "GREEN", "1", NULL},
    {WORD, "", "-1", NULL},
    {WORD, "blue", NULL, "expected one of red, green"},
};

static void cells_are_read_as_their_kind_or_refused_with_a_reason(void **state) {
    Scratch *scratch = *state;
    for (size_t i = 0; i < sizeof CELLS / sizeof *CELLS; i++) {
        const char *column = FORMAT_COLUMNS[CELLS[i].column].name;
        Log log = {scratch, STR(""), CELLS[i].column};
        const Str text = str_format(scratch->arena, "name,%s\na,\"%s\"\n", column, CELLS[i].cell);
        const Str path = scratch_write(scratch, "things.csv", text.at);
        scratch->provenance.bad_row_count = 0;
        print_message("%s '%s'\n", column, CELLS[i].cell);
        check_status(
            table_read(path, &FORMAT, take, &log, &scratch->provenance, scratch->arena, &scratch->err), OK,
            &scratch->err);
        if (CELLS[i].reason) {
            check_bad_row(scratch, 0, 2, column, CELLS[i].cell, CELLS[i].reason);
        } else {
            assert_int_equal(scratch->provenance.bad_row_count, 0);
            check_text(log.text, str_format(scratch->arena, "2:a=%s\n", CELLS[i].value).at);
        }
    }
}

static void amounts_with_more_decimals_than_the_currency_are_counted(void **state) {
    Scratch *scratch = *state;
    Log log = {scratch, STR(""), MONEY};
    const Str path = scratch_write(scratch, "things.csv", "name,money\na,1.005\nb,1.00\nc,2.1234\n");
    check_status(table_read(path, &FORMAT, take, &log, &scratch->provenance, scratch->arena, &scratch->err),
                 OK, &scratch->err);
    check_text(log.text, "2:a=101\n3:b=100\n4:c=212\n");
    assert_int_equal(scratch_report(scratch, "things.csv")->rounded, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(columns_stand_in_any_order_and_any_case),
        TEST(a_row_that_begins_with_a_hash_is_a_comment),
        TEST(blank_rows_are_no_rows),
        TEST(a_row_cut_short_is_quarantined_with_its_line),
        TEST(a_needed_cell_that_is_empty_is_named),
        TEST(a_missing_column_lists_the_ones_that_are_there),
        TEST(two_columns_of_one_name_are_refused),
        TEST(a_file_that_is_not_there_is_named),
        TEST(columns_that_the_table_does_not_know_are_listed),
        TEST(a_long_value_is_cut_between_two_characters),
        TEST(cells_are_read_as_their_kind_or_refused_with_a_reason),
        TEST(amounts_with_more_decimals_than_the_currency_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
