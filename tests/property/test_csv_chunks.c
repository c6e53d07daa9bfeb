/* SPDX-License-Identifier: GPL-3.0-or-later */
/* However a file is cut into chunks, and by however many threads they are read: the records are the same. */
#include "tests/support/check.h"
#include "tests/support/csv_log.h"
#include <stdio.h>
#include <string.h>

/* Fails unless `bytes` are read as `whole` was, in blocks of `block` bytes by `threads` threads. */
static void check_same(Str bytes, CsvOptions options, const CsvLog *whole, size_t block, int threads) {
    Arena *arena = check_arena();
    options.block = block;
    options.threads = threads;
    const CsvLog cut = csv_log_bytes(arena, bytes, &options);
    if (cut.status != OK || strcmp(cut.text, whole->text) != 0)
        check_fail_at(__FILE__, __LINE__, "blocks of %zu bytes, %d threads:\n%s\ninstead of:\n%s\nfor:\n%.*s",
                      block, threads, cut.text, whole->text, STR_ARGS(bytes));
    assert_int_equal(cut.facts.rows, whole->facts.rows);
    assert_int_equal(cut.facts.bad, whole->facts.bad);
    assert_int_equal(cut.facts.blank, whole->facts.blank);
    assert_int_equal(cut.facts.cut_short, whole->facts.cut_short);
    assert_string_equal(cut.facts.source.sha256, whole->facts.source.sha256);
    arena_free(arena);
}

/* With blocks of every size there is a cut at every byte. */
static void check_all_cuts(Str bytes, CsvOptions options) {
    Arena *arena = check_arena();
    const CsvLog whole = csv_log_bytes(arena, bytes, &options);
    assert_int_equal(whole.facts.chunks, 1);
    for (size_t block = 1; block <= bytes.len + 1; block++) {
        check_same(bytes, options, &whole, block, 1);
        check_same(bytes, options, &whole, block, 2);
        if (block % 3 == 1) check_same(bytes, options, &whole, block, 8);
    }
    arena_free(arena);
}

static void quoted_line_feeds_may_be_cut_at_any_byte(void **state) {
    (void)state;
    check_all_cuts(STR("id,text,n\n1,\"a\nb\n\nc\",2\n\n3,\"\"\"x\"\"\n,\n\",4\r\n5,\"y\",6\n\"7\",\"\n\","
                       "\"8\n\"\n9,,10"),
                   (CsvOptions){.row_limit = 200});
}

static void stray_quotes_may_be_cut_at_any_byte(void **state) {
    (void)state;
    check_all_cuts(
        STR("a,b,c\n1,\"x,2\n3,y,4\n5,z\"z,6\n7,\"w\"w,8\n9,\"v\nu\",10\n\"11,t,12\n13,s,14\n,r\"\n"),
        (CsvOptions){.row_limit = 30});
}

static void other_line_ends_may_be_cut_at_any_byte(void **state) {
    (void)state;
    check_all_cuts(STR("a,b\r\n1,2\r\r\n\r3,\"x\ry\r\nz\"\n\r4,5\r6\r\n\n7,8\r"),
                   (CsvOptions){.row_limit = 100});
}

static void lines_over_the_limit_may_be_cut_at_any_byte(void **state) {
    (void)state;
    check_all_cuts(STR("a,b\n1,2\n3,4444444444444444444444444\n5,6\n\"7,\n8,9\n10,\n11,12\n\x1a\x1a"),
                   (CsvOptions){.row_limit = 12});
}

static void other_encodings_may_be_cut_at_any_byte(void **state) {
    (void)state;
    check_all_cuts(STR("a,b\n1,2\nM\xfcller,\x80 \x81\n3,\"\x93x\n\x94\"\n"), (CsvOptions){.row_limit = 64});
    check_all_cuts(STR("a,b\n1,2\nM\xc3\xbcller,\xe2\x82\xac \n3,\"\xff\n\"\n\xf0\x9f\x98\x80,4\n"),
                   (CsvOptions){.row_limit = 64});
    check_all_cuts(STR("\xff\xfe"
                       "a\0,\0b\0\n\0\xfc\0,\0\xac\x20\n\0\"\0\n\0\"\0,\0=\xd8\0\xde\n\0"
                       "3\0"),
                   (CsvOptions){.row_limit = 64});
}

/* ---- files by chance, rich in what matters */

static uint64_t dice_state;

static unsigned dice(unsigned sides) {
    dice_state = dice_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(dice_state >> 33) % sides;
}

static Str random_file(char *text) {
    static const char *const PIECES[] = {"\"",   "\"",       ",",    ",",  "\n",   "\n",  "x",
                                         "12",   "\r\n",     "\r",   " ",  "\"\"", ",\"", "\",",
                                         "\"\n", "\xc3\xa9", "\xe9", "\0", "\x1a"};
    enum { PIECE_COUNT = sizeof PIECES / sizeof *PIECES };
    size_t len = (size_t)sprintf(text, "a,b\n");
    const unsigned calm = dice(2) ? 3 : 0; /* half of the files are without the odd bytes at the end */
    for (unsigned left = 10 + dice(60); left; left--) {
        const unsigned piece = dice(PIECE_COUNT - (calm ? 4 : 0));
        const size_t piece_len = PIECES[piece][0] ? strlen(PIECES[piece]) : 1;
        memcpy(text + len, PIECES[piece], piece_len);
        len += piece_len;
    }
    return (Str){text, len};
}

static void files_by_chance_are_the_same_in_any_cut(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= 1500; seed++) {
        char text[512];
        dice_state = seed;
        const Str bytes = random_file(text);
        const CsvOptions options = {.row_limit = 8 + dice(60), .delimiter = ','};
        Arena *arena = check_arena();
        const CsvLog whole = csv_log_bytes(arena, bytes, &options);
        if (whole.status == OK) {
            for (int i = 0; i < 4; i++) check_same(bytes, options, &whole, 1 + dice(40), 1 + (int)dice(3));
        }
        arena_free(arena);
    }
}

/* What RFC 4180 makes of a file whose quoting is right: written here a second time, the plainest way. */
static void plain_reading(const char *at, char *out) {
    long line = 1;
    while (*at) {
        long first = line;
        out += sprintf(out, "%ld: ", first);
        for (;;) {
            if (*at == '"') {
                for (at++; !(at[0] == '"' && at[1] != '"'); at++) {
                    if (*at == '"') at++;
                    line += *at == '\n';
                    *out++ = *at;
                }
                at++;
            }
            while (*at != ',' && *at != '\n') *out++ = *at++;
            if (*at++ == '\n') break;
            *out++ = '|';
        }
        line++;
        *out++ = '\n';
    }
    *out = 0;
}

static size_t random_field(char *text) {
    static const char *const TEXTS[] = {"x",        "\"a,b\"",         "\"\n\"", "\"1\n\n2\"",
                                        "\"\"\"\"", "\"q\"\"\n\"\"\"", "yy",     "\"z\""};
    return (size_t)sprintf(text, "%s", TEXTS[dice(sizeof TEXTS / sizeof *TEXTS)]);
}

static void a_second_reader_agrees_where_the_quoting_is_right(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= 200; seed++) {
        char text[4096], want[8192];
        dice_state = seed * 77;
        size_t len = (size_t)sprintf(text, "a,b,c\n");
        for (unsigned rows = 1 + dice(30); rows; rows--) {
            for (int i = 0; i < 3; i++) {
                len += random_field(text + len);
                text[len++] = i < 2 ? ',' : '\n';
            }
        }
        text[len] = 0;
        plain_reading(text, want);
        Arena *arena = check_arena();
        const CsvOptions options = {.block = 16, .threads = 2};
        const CsvLog log = csv_log_bytes(arena, (Str){text, len}, &options);
        assert_string_equal(log.text, strchr(want, '\n') + 1); /* without the header row */
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quoted_line_feeds_may_be_cut_at_any_byte),
        cmocka_unit_test(stray_quotes_may_be_cut_at_any_byte),
        cmocka_unit_test(other_line_ends_may_be_cut_at_any_byte),
        cmocka_unit_test(lines_over_the_limit_may_be_cut_at_any_byte),
        cmocka_unit_test(other_encodings_may_be_cut_at_any_byte),
        cmocka_unit_test(files_by_chance_are_the_same_in_any_cut),
        cmocka_unit_test(a_second_reader_agrees_where_the_quoting_is_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
