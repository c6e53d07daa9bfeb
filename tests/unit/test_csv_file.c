/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Polluted CSV: each case is either read exactly right or named, never silently wrong. Expected lines by hand. */
#include "tests/support/check.h"
#include "tests/support/csv_log.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BYTES(literal) \
    { literal, sizeof(literal) - 1 }

typedef struct Case {
    const char *sentence;
    Str bytes;
    const char *want; /* the lines of csv_log.h; where the file is refused, its message without the name */
    CsvOptions options;
} Case;

#define LONG_WORD "0123456789012345678901234567890123456789"
#define WIDE      "a,b,c,d,e\n"

/* clang-format off */
static const Case CASES[] = {
    /* quotes */
    {"quoted_fields_may_hold_delimiters_quotes_and_line_feeds",
     BYTES("a,b\n\"x,\"\"y\"\"\",\"1\n2\"\nz,3\n"), "2: x,\"y\"|1\n2\n4: z|3\n", {0}},
    {"an_extra_quote_inside_a_field_is_a_bad_record",
     BYTES("a,b\n1,5\" pipe\n2,3\n"), "2! a quote inside a field that does not begin with one, column 2\n3: 2|3\n", {0}},
    {"an_extra_quote_behind_a_closing_one_is_a_bad_record",
     BYTES("a,b\n\"x\"y\",1\n2,3\n"), "2! text behind a closing quote, column 1\n3: 2|3\n", {0}},
    {"a_missing_closing_quote_costs_its_own_line_only",
     BYTES("a,b\n1,\"x\n2,y\n3,\"z\"\n4,w\n"),
     "2! text behind a closing quote, column 2\n3: 2|y\n4: 3|z\n5: 4|w\n", {0}},
    {"a_missing_opening_quote_is_a_bad_record",
     BYTES("a,b\n1,x\"\n2,y\n"), "2! a quote inside a field that does not begin with one, column 2\n3: 2|y\n", {0}},
    {"quotes_doubled_where_they_should_not_be_are_a_bad_record",
     BYTES("a,b\n1,\"\"x\"\"\n2,y\n"), "2! text behind a closing quote, column 2\n3: 2|y\n", {0}},
    {"quotes_escaped_by_a_backslash_are_a_bad_record",
     BYTES("a,b\n1,\"x \\\"y\\\" z\"\n2,y\n"), "2! text behind a closing quote, column 2\n3: 2|y\n", {0}},
    {"a_quote_left_open_at_the_end_costs_its_own_line_only",
     BYTES("a,b\n1,\"x\n2,y\n3,z\n"), "2! the file ends inside quotes, column 2\n3: 2|y\n4: 3|z\n", {0}},
    {"blanks_around_quotes_are_not_text",
     BYTES("a,b\n  \"x\" , y \n"), "2: x|y\n", {0}},
    {"two_stray_quotes_cannot_hide_the_rows_between_them",
     BYTES(WIDE "1,\"b,c,d,e\n2,b,c,d,e\n3,b\",c,d,e\n4,b,c,d,e\n"),
     "2! quotes around what looks like several rows (3 lines)\n3: 2|b|c|d|e\n"
     "4! a quote inside a field that does not begin with one, column 2\n5: 4|b|c|d|e\n", {0}},
    {"two_stray_quotes_in_different_columns_cannot_either",
     BYTES(WIDE "1,\"b,c,d,e\n2,b,c,d,e\n3,b,c,d,e\n4,b,c\",d,e\n"),
     "2! quotes around what looks like several rows (4 lines)\n3: 2|b|c|d|e\n4: 3|b|c|d|e\n"
     "5! a quote inside a field that does not begin with one, column 3\n", {0}},
    {"text_of_several_lines_with_commas_is_no_row",
     BYTES(WIDE "1,\"first, second\nthird\",c,d,e\n"), "2: 1|first, second\nthird|c|d|e\n", {0}},
    {"a_record_over_the_limit_ends_with_its_first_line",
     BYTES("a,b\n1,\"" LONG_WORD "\n2,3\n" LONG_WORD "\n4,5\n"),
     "2! the record is too long; is a closing quote missing? (over 64 bytes)\n3: 2|3\n"
     "4! fewer fields than the header row (1, not 2)\n5: 4|5\n", {.row_limit = 64}},
    {"a_line_over_the_limit_is_skipped_to_its_end",
     BYTES("a,b\n1," LONG_WORD LONG_WORD "\n2,3\n"),
     "2! the record is too long; is a closing quote missing? (over 64 bytes)\n3: 2|3\n", {.row_limit = 64, .block = 16}},
    {"a_field_over_the_limit_is_a_bad_record",
     BYTES("a,b\n1," LONG_WORD "\n2,3\n"), "2! a field is too long (40 bytes, at most 32), column 2\n3: 2|3\n",
     {.field_limit = 32}},

    /* width */
    {"a_row_with_a_field_too_few_is_bad_and_not_shifted",
     BYTES("a,b,c\n1,2,3\n4,5\n6,7,8\n"), "2: 1|2|3\n3! fewer fields than the header row (2, not 3)\n4: 6|7|8\n", {0}},
    {"a_row_short_of_empty_fields_only_is_bad_too",
     BYTES("a,b,c\n1,2,3\n4\n6,,\n"), "2: 1|2|3\n3! fewer fields than the header row (1, not 3)\n4: 6||\n", {0}},
    {"a_row_with_a_field_too_many_is_bad_even_if_it_is_empty",
     BYTES("a,b,c\n1,2,3\n4,5,6,\n6,7,8\n"), "2: 1|2|3\n3! more fields than the header row (4, not 3)\n4: 6|7|8\n", {0}},
    {"an_unquoted_comma_in_a_value_is_a_bad_record",
     BYTES("name,email\nSmith, John,j@example.com\nAbel,a@example.com\n"),
     "2! more fields than the header row (3, not 2)\n3: Abel|a@example.com\n", {0}},
    {"a_ragged_record_of_two_lines_is_one_bad_record",
     BYTES("a,b\n1,\"x\ny\",2\n3,4\n"), "2! more fields than the header row (3, not 2)\n4: 3|4\n", {0}},
    {"blank_lines_are_no_rows",
     BYTES("\n  \na,b\n\n1,2\n \t \n\n3,4\n\n"), "5: 1|2\n8: 3|4\n", {0}},
    {"rows_of_empty_fields_are_no_rows",
     BYTES("a,b\n1,2\n,\n,,,,\n3,4\n"), "2: 1|2\n5: 3|4\n", {0}},
    {"columns_without_a_name_at_the_end_may_be_there_if_they_are_empty",
     BYTES("a,b,,\n1,2,,\n3,4,,x\n5,6\n"),
     "2: 1|2\n3! a value in a column without a name, column 4\n4! fewer fields than the header row (2, not 4)\n", {0}},
    {"a_footer_is_a_bad_record",
     BYTES("a,b\n1,2\n\"Grand Totals (1 records)\"\n\"Copyright (c) 2000-2026 salesforce.com, inc.\"\n"),
     "2: 1|2\n3! fewer fields than the header row (1, not 2)\n4! fewer fields than the header row (1, not 2)\n", {0}},

    /* delimiters */
    {"semicolons_are_found_beside_decimal_commas",
     BYTES("id;amount;name\n1;2,50;x\n2;3,70;y\n"), "2: 1|2,50|x\n3: 2|3,70|y\n", {0}},
    {"tabs_are_found_and_empty_fields_between_them_count",
     BYTES("a\tb\tc\n\t\tx, y; z\n1\t\t\n"), "2: ||x, y; z\n3: 1||\n", {0}},
    {"pipes_are_found", BYTES("a|b\n1|2\n"), "2: 1|2\n", {0}},
    {"a_delimiter_inside_quotes_is_no_delimiter",
     BYTES("\"a;x\",\"b;y\"\n\"1;1\",\"2;2\"\n"), "2: 1;1|2;2\n", {0}},
    {"the_first_line_may_name_the_delimiter", BYTES("sep=|\r\na|b;c\r\n1|2;3\r\n"), "3: 1|2;3\n", {0}},
    {"the_delimiter_that_was_asked_for_wins", BYTES("a;b,c\n1;2,3\n"), "2: 1;2|3\n", {.delimiter = ','}},
    {"two_delimiters_that_fit_equally_are_refused",
     BYTES("a;b,c\n1;2,3\n"), "could be delimited by comma or by semicolon: name the delimiter", {0}},
    {"a_wrong_delimiter_that_was_asked_for_is_refused",
     BYTES("a;b;c\n1;2;3\n"), "has only one column where comma delimits it, but 3 by semicolon", {.delimiter = ','}},
    {"rows_with_another_delimiter_than_the_header_are_bad",
     BYTES("a,b,c\n1,2,3\n4;5;6\n7,8,9\n"),
     "2: 1|2|3\n3! fewer fields than the header row (1, not 3)\n4: 7|8|9\n", {0}},
    {"one_column_needs_no_delimiter", BYTES("email\na@example.com\nb@example.com\n"), "2: a@example.com\n3: b@example.com\n", {0}},

    /* line ends */
    {"crlf_ends_lines", BYTES("a,b\r\n1,2\r\n\r\n3,4\r\n"), "2: 1|2\n4: 3|4\n", {0}},
    {"cr_alone_ends_lines", BYTES("a,b\r1,2\r\r3,\"x\ry\"\r5,6"), "2: 1|2\n4: 3|x\ry\n6: 5|6\n", {0}},
    {"line_ends_may_be_mixed", BYTES("a,b\n1,2\r\n3,4\r5,6\n\r\n7,8"), "2: 1|2\n3: 3|4\n4: 5|6\n6: 7|8\n", {0}},
    {"crlf_inside_text_and_lf_between_rows_is_right",
     BYTES("\"a\",\"b\"\n\"1\",\"x\r\ny\"\n\"2\",\"z\"\n"), "2: 1|x\r\ny\n4: 2|z\n", {0}},
    {"the_last_line_needs_no_line_end", BYTES("a,b\n1,2\n3,4"), "2: 1|2\n3: 3|4\n", {0}},
    {"a_last_line_cut_short_is_a_bad_record",
     BYTES("a,b,c\n1,2,3\n4,5"), "2: 1|2|3\n3! fewer fields than the header row (2, not 3)\n", {0}},
    {"a_last_line_cut_inside_quotes_is_a_bad_record",
     BYTES("a,b\n1,2\n3,\"x y"), "2: 1|2\n3! the file ends inside quotes, column 2\n", {0}},

    /* bytes */
    {"a_nul_byte_makes_a_bad_record",
     BYTES("a,b\n1,2\n3,\0" "4\n5,6\n"), "2: 1|2\n3! a NUL or ^Z byte, column 2\n4: 5|6\n", {0}},
    {"ctrl_z_at_the_end_is_no_row", BYTES("a,b\r\n1,2\r\n\x1a"), "2: 1|2\n", {0}},
    {"ctrl_z_behind_the_last_value_is_not_part_of_it", BYTES("a,b\n1,2\x1a\x1a"), "2: 1|2\n", {0}},
    {"ctrl_z_at_the_end_of_utf_16_is_no_row",
     BYTES("\xff\xfe" "a\0,\0b\0\n\0" "1\0,\0" "2\0\n\0\x1a\0\x1a\0"), "2: 1|2\n", {0}},
    {"ctrl_z_elsewhere_makes_a_bad_record",
     BYTES("a,b\n1,\x1a\n3,4\n"), "2! a NUL or ^Z byte, column 2\n3: 3|4\n", {0}},
    {"a_mark_at_the_start_is_not_part_of_a_name", BYTES("\xef\xbb\xbf" "a,b\n\xc3\xa9,2\n"), "2: \xc3\xa9|2\n", {0}},
    {"utf_8_without_a_mark_is_found", BYTES("a,b\n1,2\nM\xc3\xbcller,2\n"), "2: 1|2\n3: M\xc3\xbcller|2\n", {0}},
    {"windows_1252_is_read_where_the_first_character_is_not_utf_8",
     BYTES("a,b\nM\xfcller,\x80\n"), "2: M\xc3\xbcller|\xe2\x82\xac\n", {0}},
    {"a_byte_that_windows_1252_lacks_makes_a_bad_record",
     BYTES("a,b\nM\xfcller,\x81\n1,2\n"), "2! bytes that are not text in the encoding of the file, column 2\n3: 1|2\n", {0}},
    {"a_byte_that_is_not_utf_8_in_a_file_that_is_makes_a_bad_record",
     BYTES("a,b\nM\xc3\xbcller,2\nM\xfcller,3\n4,5\n"),
     "2: M\xc3\xbcller|2\n3! bytes that are not text in the encoding of the file, column 1\n4: 4|5\n", {0}},
    {"overlong_and_surrogate_bytes_are_not_utf_8",
     BYTES("a,b\n\xc3\xbc,1\n\xc0\xaf,2\n\xed\xa0\x80,3\n4,5\n"),
     "2: \xc3\xbc|1\n3! bytes that are not text in the encoding of the file, column 1\n"
     "4! bytes that are not text in the encoding of the file, column 1\n5: 4|5\n", {0}},
    {"a_character_cut_in_two_by_a_delimiter_is_not_put_together",
     BYTES("a,b\n\xc3\xbc,1\n\xc3,\xbc\n"),
     "2: \xc3\xbc|1\n3! bytes that are not text in the encoding of the file, column 1\n", {0}},
    {"the_encoding_that_was_asked_for_wins", BYTES("a,b\n\xc3\xbc,2\n"), "2: \xc3\x83\xc2\xbc|2\n", {.encoding = "cp1252"}},
    {"utf_16_little_endian_is_found_by_its_mark",
     BYTES("\xff\xfe" "a\0\t\0b\0\n\0\xfc\0\t\0\xac\x20\n\0"), "2: \xc3\xbc|\xe2\x82\xac\n", {0}},
    {"utf_16_big_endian_is_found_by_its_mark",
     BYTES("\xfe\xff" "\0a\0,\0b\0\n\0\xfc\0,\0" "2\0\r\0\n"), "2: \xc3\xbc|2\n", {0}},
    {"utf_16_little_endian_is_found_without_a_mark",
     BYTES("a\0,\0b\0\n\0" "1\0,\0" "2\0\n\0"), "2: 1|2\n", {0}},
    {"utf_16_big_endian_is_found_without_a_mark",
     BYTES("\0a\0,\0b\0\n\0" "1\0,\0" "2\0\n"), "2: 1|2\n", {0}},
    {"half_a_character_at_the_end_of_utf_16_makes_a_bad_record",
     BYTES("\xff\xfe" "a\0,\0b\0\n\0" "1\0,\0" "2\0\n\0" "3\0,\0" "4\0" "5"),
     "2: 1|2\n3! bytes that are not text in the encoding of the file, column 2\n", {0}},
    {"a_lone_surrogate_in_utf_16_makes_a_bad_record",
     BYTES("\xff\xfe" "a\0,\0b\0\n\0" "\x00\xd8,\0" "2\0\n\0" "3\0,\0" "4\0\n\0"),
     "2! bytes that are not text in the encoding of the file, column 1\n3: 3|4\n", {0}},
    {"utf_16_that_cannot_be_told_is_read_once_it_is_named",
     BYTES("\x14\x04,\0\x16\x04\n\0\x18\x04,\0\x1f\x04\n\0"),
     "2: \xd0\x98|\xd0\x9f\n",
     {.encoding = "utf-16le"}},
    {"an_unknown_encoding_is_refused",
     BYTES("a,b\n1,2\n"), "unknown encoding 'klingon' (known are utf-8, utf-16le, cp1252, cp1250 ...)", {.encoding = "klingon"}},

    /* what is no table in text */
    {"an_empty_file_is_refused", BYTES(""), "is empty", {0}},
    {"a_file_of_blank_lines_is_refused", BYTES("\n \n\r\n"), "is empty", {0}},
    {"a_file_that_is_only_a_mark_is_refused", BYTES("\xef\xbb\xbf"), "is empty", {0}},
    {"a_header_row_alone_is_a_table_without_rows", BYTES("a,b\n"), "", {0}},
    {"binary_data_is_refused",
     BYTES("\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0\x50\x10"), "is binary, or text in an encoding that must be named", {0}},
    {"an_old_workbook_is_refused", BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0"),
     "is an old Excel workbook (.xls) or a protected one: open it and save it as CSV UTF-8 or .xlsx without a password", {0}},
    {"a_new_workbook_is_refused", BYTES("PK\3\4\x14\0\6\0\10\0"),
     "is an Excel workbook (.xlsx) or a zip archive, not text", {0}},
    {"a_compressed_file_is_refused", BYTES("\x1f\x8b\10\0\0\0\0\0\0\3"), "is compressed (gzip): unpack it first", {0}},
    {"a_web_page_is_refused", BYTES("\n<!DOCTYPE html><html><body>Log in, please</body></html>"),
     "is a web page or XML, not a table in text", {0}},
    {"utf_32_is_refused", BYTES("\xff\xfe\0\0a\0\0\0"), "is in UTF-32: save it as CSV UTF-8", {0}},

    /* the header row */
    {"a_header_that_cannot_be_read_is_refused", BYTES("a,\"b\"c\n1,2\n"),
     "line 1: the header row cannot be read: text behind a closing quote", {0}},
    {"a_header_without_an_end_is_refused", BYTES("a,\"b\n1,2\n"),
     "line 1: the header row cannot be read: the file ends inside quotes", {0}},
    {"a_header_without_names_is_refused", BYTES("\"\",\"\"\n1,2\n"), "line 1: the header row has no names", {0}},
    {"a_title_above_the_header_is_refused", BYTES("Lead report\nid,name\n1,x\n2,y\n3,z\n"),
     "line 1 has 1 column, but most rows below it have 2 (delimiter: comma); is it the header row? Delete what "
     "stands above the header, or name the delimiter", {0}},
    {"a_header_that_is_cut_short_is_refused", BYTES("id,name\n1,x,9\n2,y,9\n3,z,9\n"),
     "line 1 has 2 columns, but most rows below it have 3 (delimiter: comma); is it the header row? Delete what "
     "stands above the header, or name the delimiter", {0}},
};
/* clang-format on */

static void is_read_exactly_right_or_named(void **state) {
    const Case *it = *state;
    Arena *arena = check_arena();
    for (int threads = 1; threads <= 3; threads += 2) {
        CsvOptions options = it->options;
        options.threads = threads;
        const CsvLog log = csv_log_bytes(arena, it->bytes, &options);
        const char *said = log.text;
        if (log.status != OK && strstr(said, ": ")) said = strstr(said, ": ") + 2; /* behind the name */
        assert_string_equal(said, it->want);
    }
    arena_free(arena);
}

/* ---- what is not one table of cases */

static void names_are_trimmed_and_empty_ones_at_the_end_left_out(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Str bytes = STR("\xef\xbb\xbf\"\xef\xbb\xbf Lead ID \" , \xc2\xa0Vendor,,Won ,,\n1,2,,4,,\n");
    const CsvLog log = csv_log_bytes(arena, bytes, NULL);
    assert_string_equal(log.names, "Lead ID|Vendor||Won");
    assert_string_equal(log.text, "2: 1|2||4\n");
    arena_free(arena);
}

static void odd_names_are_told(void **state) {
    (void)state;
    const Str names[] = {STR("id"), STR("Amount"), STR("amount"), STR("")};
    Err err;
    const CsvHeader twice = {.names = names, .count = 3, .width = 3, .line = 1};
    assert_int_equal(csv_header_check(&twice, &err), ERR_DATA);
    assert_string_equal(err.text, "line 1: columns 2 and 3 are both called 'amount'");
    assert_int_equal(csv_header_twin(&twice, 2), 1);
    assert_int_equal(csv_header_twin(&twice, 0), 0);
    const CsvHeader blank = {.names = names + 2, .count = 2, .width = 2, .line = 3};
    assert_int_equal(csv_header_check(&blank, &err), ERR_DATA);
    assert_string_equal(err.text, "line 3: column 2 has no name");
    const CsvHeader good = {.names = names, .count = 2, .width = 2, .line = 1};
    assert_int_equal(csv_header_check(&good, &err), OK);
}

static void facts_tell_what_the_file_was(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const CsvLog log = csv_log_bytes(arena, STR("a;b\n\n1;2\n3\n\xe9;\x94\n5;6"), NULL);
    assert_int_equal(log.facts.rows, 3);
    assert_int_equal(log.facts.bad, 1);
    assert_int_equal(log.facts.blank, 1);
    assert_int_equal(log.facts.delimiter, ';');
    assert_true(log.facts.cut_short);
    assert_true(log.facts.source.assumed);
    assert_string_equal(log.facts.source.encoding, "Windows-1252");
    assert_int_equal(log.facts.source.size, 18);
    /* sha256sum of the same bytes */
    assert_string_equal(log.facts.source.sha256,
                        "ddae5b5f3db08f9ee7e8acab2476972baaf20221e39dc4357ea69ef5e1c37193");
    arena_free(arena);
}

static void what_cannot_be_opened_is_said(void **state) {
    (void)state;
    Arena *arena = check_arena();
    CsvLog log = csv_log_file(arena, "/no/such/file.csv", NULL);
    assert_int_equal(log.status, ERR_NO_INPUT);
    assert_string_equal(log.text, "/no/such/file.csv: cannot be opened: No such file or directory");
    log = csv_log_file(arena, "/", NULL);
    assert_int_equal(log.status, ERR_NO_INPUT);
    assert_string_equal(log.text, "/: is a folder, not a file");
    log = csv_log_file(arena, "/dev/zero", NULL);
    assert_int_equal(log.status, ERR_NO_INPUT);
    log = csv_log_bytes(arena, STR("PK\3\4"), NULL);
    assert_int_equal(log.status, ERR_DATA);
    log = csv_log_bytes(arena, STR("a,b\n"), &(CsvOptions){.encoding = "klingon"});
    assert_int_equal(log.status, ERR_USAGE);
    arena_free(arena);
}

/* 100,000 rows of 5 columns; row `stray` has a quote that nothing closes. */
static Str many_rows(Arena *arena, long stray, bool others_quoted) {
    char *text = arena_alloc(arena, 100000 * 40 + 100);
    int len = sprintf(text, "id,vendor,day,campaign,amount\n");
    for (long i = 1; i <= 100000; i++)
        len +=
            sprintf(text + len,
                    others_quoted ? "%ld,%s,\"2026-01-05\",\"a, b\",12.50\n" : "%ld,%s,2026-01-05,x,12.50\n",
                    i, i == stray ? "\"Vendor" : "Vendor");
    return (Str){text, (size_t)len};
}

static void a_stray_quote_early_in_many_rows_costs_one_row(void **state) {
    (void)state;
    for (int quoted = 0; quoted <= 1; quoted++) {
        for (int threads = 1; threads <= 2; threads++) {
            Arena *arena = check_arena();
            const CsvOptions options = {.threads = threads, .block = 256 * 1024};
            const CsvLog log = csv_log_bytes(arena, many_rows(arena, 7, quoted), &options);
            assert_int_equal(log.facts.rows, 99999);
            assert_int_equal(log.facts.bad, 1);
            assert_non_null(strstr(log.text, "\n8! "));
            assert_null(strstr(log.text, "\n8: "));
            assert_non_null(strstr(log.text, "\n100001: 100000|"));
            arena_free(arena);
        }
    }
}

static void standard_input_can_be_a_pipe(void **state) {
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const char bytes[] = "a,b\n1,2\n3\n";
    assert_int_equal(write(ends[1], bytes, sizeof bytes - 1), (int)sizeof bytes - 1);
    close(ends[1]);
    const int kept = dup(STDIN_FILENO);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    Arena *arena = check_arena();
    const CsvLog log = csv_log_file(arena, "-", NULL);
    dup2(kept, STDIN_FILENO);
    close(kept);
    assert_string_equal(log.text, "2: 1|2\n3! fewer fields than the header row (1, not 2)\n");
    arena_free(arena);
}

typedef struct Seen {
    long rows, stop_at;
    char raw[64];
} Seen;

static bool see_row(void *context, const CsvRow *row) {
    Seen *seen = context;
    snprintf(seen->raw, sizeof seen->raw, "%.*s", STR_ARGS(row->raw));
    return ++seen->rows != seen->stop_at;
}

static void see_bad(void *context, const CsvBad *bad) {
    Seen *seen = context;
    snprintf(seen->raw, sizeof seen->raw, "%ld+%ld %.*s [%zu]", bad->line, bad->lines, STR_ARGS(bad->raw),
             bad->count);
}

/* Writes `bytes` to a file without a name and reads it `times` times into `seen`. */
static CsvFacts see(Str bytes, Seen *seen, int times, CsvOptions options) {
    FILE *temporary = tmpfile();
    assert_non_null(temporary);
    fwrite(bytes.at, 1, bytes.len, temporary);
    fflush(temporary);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(temporary));
    Arena *arena = check_arena();
    CsvFile *file = NULL;
    Err err;
    CsvFacts facts = {0};
    check_status(csv_file_open(path, &options, arena, &file, &err), OK, &err);
    const CsvSink sink = {.caller = seen, .row = see_row, .bad = see_bad};
    for (int i = 0; i < times; i++) check_status(csv_file_read(file, &sink, arena, &facts, &err), OK, &err);
    csv_file_close(file);
    arena_free(arena);
    fclose(temporary);
    return facts;
}

static void a_row_can_end_the_reading(void **state) {
    (void)state;
    Seen seen = {.stop_at = 2};
    const CsvFacts facts = see(STR("a,b\n1,2\n3,4\n5,6\n"), &seen, 1, (CsvOptions){0});
    assert_int_equal(seen.rows, 2);
    assert_true(facts.stopped);
}

static void what_lies_behind_a_stop_may_be_longer_than_any_record(void **state) {
    (void)state;
    Seen seen = {.stop_at = 1};
    see(STR("a,b\n1,2\n3,4\n5,6\n7,8\n9,10\n"), &seen, 1, (CsvOptions){.row_limit = 4});
    assert_int_equal(seen.rows, 1);
}

static void ctrl_zs_at_the_end_may_be_longer_than_any_record(void **state) {
    (void)state;
    char bytes[100];
    memset(bytes, 0x1a, sizeof bytes);
    memcpy(bytes, "a,b\n1,2\n", 8);
    Seen seen = {0};
    const CsvFacts facts = see((Str){bytes, sizeof bytes}, &seen, 1, (CsvOptions){.row_limit = 8});
    assert_int_equal(facts.rows, 1);
    assert_int_equal(facts.bad, 0);
}

static void a_file_can_be_read_again(void **state) {
    (void)state;
    Seen seen = {0};
    const CsvFacts facts = see(STR("a,b\n\xe9,2\n3,4\n"), &seen, 3, (CsvOptions){0});
    assert_int_equal(seen.rows, 6);
    assert_int_equal(facts.rows, 2);
    assert_int_equal(facts.source.size, 12);
}

static void records_come_with_their_text_as_it_stands(void **state) {
    (void)state;
    Seen seen = {0};
    see(STR("a,b\r\n \"x\"\"y\" , 1 \r\n"), &seen, 1, (CsvOptions){0});
    assert_string_equal(seen.raw, " \"x\"\"y\" , 1 ");
    see(STR("a,b\r\n1,\"x\r\ny\",3\r\n"), &seen, 1, (CsvOptions){0});
    assert_string_equal(seen.raw, "2+2 1,\"x\r\ny\",3 [3]");
    see(STR("a,b\n1,\"x\n"), &seen, 1, (CsvOptions){0});
    assert_string_equal(seen.raw, "2+1 1,\"x [0]");
}

int main(void) {
    enum { COUNT = sizeof CASES / sizeof *CASES };
    static struct CMUnitTest cases[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        cases[i] = (struct CMUnitTest){CASES[i].sentence, is_read_exactly_right_or_named, NULL, NULL,
                                       (void *)(uintptr_t)&CASES[i]};
    const struct CMUnitTest others[] = {
        cmocka_unit_test(names_are_trimmed_and_empty_ones_at_the_end_left_out),
        cmocka_unit_test(odd_names_are_told),
        cmocka_unit_test(facts_tell_what_the_file_was),
        cmocka_unit_test(what_cannot_be_opened_is_said),
        cmocka_unit_test(a_stray_quote_early_in_many_rows_costs_one_row),
        cmocka_unit_test(standard_input_can_be_a_pipe),
        cmocka_unit_test(a_row_can_end_the_reading),
        cmocka_unit_test(what_lies_behind_a_stop_may_be_longer_than_any_record),
        cmocka_unit_test(ctrl_zs_at_the_end_may_be_longer_than_any_record),
        cmocka_unit_test(a_file_can_be_read_again),
        cmocka_unit_test(records_come_with_their_text_as_it_stands),
    };
    return cmocka_run_group_tests(cases, NULL, NULL) + cmocka_run_group_tests(others, NULL, NULL);
}
