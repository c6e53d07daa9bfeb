/* SPDX-License-Identifier: GPL-3.0-or-later */
/* models/base: memory, text, errors. Days and money: test_base_values.c. */
#include "models/base/base.h"
#include "tests/support/check.h"
#include <string.h>

/* ---- arena ---- */

static bool is_zero(const unsigned char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (bytes[i]) return false;
    }
    return true;
}

static void pieces_are_zeroed_aligned_and_apart(void **state) {
    (void)state;
    Arena *arena = check_arena();
    unsigned char *before = NULL;
    for (size_t size = 1; size < 3000; size += 7) {
        unsigned char *piece = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        assert_true(is_zero(piece, size));
        memset(piece, 0xa5, size);
        if (before) assert_int_equal(before[0], 0xa5);
        before = piece;
    }
    arena_free(arena);
}

/* Sizes around the first and the largest block; each alone in its arena, then all in one. */
static void pieces_of_any_size_fit_into_what_the_arena_holds(void **state) {
    (void)state;
    enum { SIZES = 30 };
    Arena *all = check_arena();
    unsigned char *pieces[SIZES];
    size_t sum = 0;
    for (size_t i = 0; i < SIZES; i++) {
        const size_t size = (size_t)12000 * (i + 1) * (i % 3 + 1);
        Arena *own = check_arena();
        memset(arena_alloc(own, size), 0xff, size);
        assert_true(arena_held(own) >= size);
        arena_free(own);
        pieces[i] = arena_alloc(all, size);
        memset(pieces[i], (int)i, size);
        sum += size;
        assert_true(arena_held(all) >= sum);
    }
    for (size_t i = 0; i < SIZES; i++)
        assert_int_equal(pieces[i][(size_t)12000 * (i + 1) * (i % 3 + 1) - 1], i);
    arena_free(all);
}

static void a_cleared_arena_holds_nothing_and_gives_zeroed_memory_again(void **state) {
    (void)state;
    Arena *arena = check_arena();
    memset(arena_alloc(arena, 5000), 0xff, 5000);
    memset(arena_alloc(arena, 5000000), 0xff, 5000000);
    assert_true(arena_held(arena) >= 5005000);
    arena_clear(arena);
    assert_int_equal(arena_held(arena), 0);
    assert_true(is_zero(arena_alloc(arena, 5000), 5000));
    arena_free(arena);
}

static void a_large_piece_does_not_move_the_small_ones(void **state) {
    (void)state;
    Arena *arena = check_arena();
    int *small = ARENA_NEW(arena, int);
    *small = 7;
    char *large = arena_alloc(arena, 10000000);
    int *next = ARENA_NEW(arena, int);
    *next = 8;
    large[9999999] = 1;
    assert_int_equal(*small, 7);
    assert_int_equal(*next, 8);
    arena_free(arena);
}

static void a_large_piece_may_come_first(void **state) {
    (void)state;
    Arena *arena = check_arena();
    char *large = arena_alloc(arena, 2000000);
    char *small = arena_alloc(arena, 1);
    *small = 'x';
    assert_true(is_zero((unsigned char *)large, 2000000));
    arena_free(arena);
}

static void no_bytes_and_no_arena_are_fine(void **state) {
    (void)state;
    Arena *arena = check_arena();
    assert_non_null(arena_alloc(arena, 0));
    assert_non_null(ARENA_ARRAY(arena, double, 0));
    assert_non_null(arena_grow(arena, NULL, 0, 0, 8));
    arena_free(arena);
    arena_free(NULL);
}

static void a_growing_list_keeps_what_it_holds(void **state) {
    (void)state;
    Arena *arena = check_arena();
    int *items = NULL;
    size_t count = 0, room = 0;
    for (int i = 0; i < 1000; i++) {
        ARENA_RESERVE(arena, items, count, room);
        items[count++] = i;
    }
    for (int i = 0; i < 1000; i++) assert_int_equal(items[i], i);
    assert_int_equal(room, 1024);
    int *longer = arena_grow(arena, items, count, 2000, sizeof *items);
    assert_int_equal(longer[999], 999);
    assert_true(is_zero((unsigned char *)(longer + 1000), 1000 * sizeof *longer));
    arena_free(arena);
}

static jmp_buf told;
static void tell(void) { longjmp(told, 1); }

static void sizes_beyond_memory_are_told_to_the_handler(void **state) {
    (void)state;
    Arena *arena = arena_new(tell);
    if (setjmp(told) == 0) {
        arena_alloc(arena, SIZE_MAX);
        fail_msg("SIZE_MAX bytes were given out");
    }
    if (setjmp(told) == 0) {
        arena_alloc_array(arena, SIZE_MAX / 8 + 2, 8); /* the product wraps round to 8 */
        fail_msg("a product that does not fit was given out");
    }
    if (setjmp(told) == 0) {
        arena_grow(arena, NULL, 0, SIZE_MAX / 2, 3);
        fail_msg("a list that does not fit was given out");
    }
    arena_free(arena);
}

/* ---- text ---- */

static void text_is_copied_and_formatted_with_a_final_nul(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const Str part = str_copy(arena, (Str){"abcdef", 3});
    check_text(part, "abc");
    assert_int_equal(part.at[3], '\0');
    const Str empty = str_copy(arena, (Str){NULL, 0});
    assert_int_equal(empty.at[0], '\0');
    const Str made = str_format(arena, "%d%%, %s", 90, "yes");
    check_text(made, "90%, yes");
    assert_int_equal(made.at[made.len], '\0');
    const Str wide = str_format(arena, "%5000d", 1);
    assert_int_equal(wide.len, 5000);
    check_text(str_format(arena, "%s", ""), "");
    arena_free(arena);
}

static void no_text_is_the_empty_slice(void **state) {
    (void)state;
    assert_int_equal(str_from(NULL).len, 0);
    assert_true(str_equal(str_from(NULL), STR("")));
    assert_true(str_equal((Str){NULL, 0}, STR("")));
    assert_int_equal(str_compare((Str){NULL, 0}, STR("")), 0);
}

static void comparisons_go_byte_by_byte(void **state) {
    (void)state;
    assert_true(str_compare(STR("a"), STR("b")) < 0);
    assert_true(str_compare(STR("ab"), STR("a")) > 0);
    assert_true(str_compare(STR(""), STR("a")) < 0);
    assert_int_equal(str_compare(STR("a\0b"), STR("a\0b")), 0);
    assert_true(str_compare(STR("z"), STR("\xc3\xa9")) < 0); /* bytes, not signed chars */
    assert_false(str_equal(STR("a"), STR("A")));
    assert_true(str_equal_nocase(STR("SQL-Ready"), STR("sql-rEADY")));
    assert_false(str_equal_nocase(STR("\xc3\x89"), STR("\xc3\xa9"))); /* only ASCII folds */
    assert_false(str_equal_nocase(STR("[["), STR("{{")));             /* 0x20 apart, but no letters */
    assert_false(str_equal_nocase(STR("ab"), STR("abc")));
}

static void starts_and_ends_fit_into_the_text(void **state) {
    (void)state;
    assert_true(str_starts(STR("leads.csv"), STR("leads")));
    assert_true(str_ends(STR("leads.csv"), STR(".csv")));
    assert_false(str_starts(STR("le"), STR("leads")));
    assert_false(str_ends(STR("sv"), STR(".csv")));
    assert_true(str_starts(STR("x"), STR("")));
    assert_true(str_ends(STR("x"), STR("")));
    assert_true(str_ends(STR(""), STR("")));
}

static void trimming_takes_blanks_and_no_break_spaces_off_both_ends(void **state) {
    (void)state;
    check_text(str_trim(STR(" \t\r\n a b \xc2\xa0")), "a b");
    check_text(str_trim(STR("\xc2\xa0\xc2\xa0x")), "x");
    check_text(str_trim(STR(" \xc2\xa0 ")), "");
    check_text(str_trim(STR("")), "");
    check_text(str_trim((Str){NULL, 0}), "");
    check_text(str_trim(STR("\xc3\xa0")), "\xc3\xa0"); /* an a with grave ends in the same byte */
    check_text(str_trim(STR("x\xc2")), "x\xc2");
}

static void splitting_gives_every_part_even_the_empty_ones(void **state) {
    (void)state;
    Str rest = STR("a,,b,"), part = {0};
    const char *const parts[] = {"a", "", "b", ""};
    for (size_t i = 0; i < 4; i++) {
        assert_true(str_split(&rest, ',', &part));
        check_text(part, parts[i]);
    }
    part = STR("untouched");
    assert_false(str_split(&rest, ',', &part));
    check_text(part, "untouched");
    rest = STR("");
    assert_true(str_split(&rest, ',', &part)); /* the empty text is one empty part */
    assert_false(str_split(&rest, ',', &part));
}

static const struct {
    const char *text, *pattern;
    bool matches;
} PATTERNS[] = {
    {"", "", true},
    {"", "*", true},
    {"", "?", false},
    {"a", "", false},
    {"Acme Media", "acme*", true},
    {"Acme Media", "*MEDIA", true},
    {"Acme Media", "*me*", true},
    {"Acme Media", "acme", false},
    {"Acme Media", "media", false},
    {"abc", "a?c", true},
    {"abc", "a??c", false},
    {"abc", "???", true},
    {"abc", "????", false},
    {"abc", "***", true},
    {"abcabd", "*ab?", true}, /* the first ab must be given up */
    {"abcabd", "a*b*d*", true},
    {"abcabd", "*abc", false},
    {"aaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*c", false},
    {"mississippi", "m*iss*pi", true},
    {"mississippi", "m*issip*s", false},
    {"a*b", "a*b", true},
    {"\xc3\xa9", "?", false}, /* one letter, two bytes */
    {"\xc3\xa9", "??", true},
};

static void patterns_match_as_described(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
        const bool got = str_matches(str_from(PATTERNS[i].text), str_from(PATTERNS[i].pattern));
        if (got != PATTERNS[i].matches) fail_msg("\"%s\" ~ \"%s\"", PATTERNS[i].text, PATTERNS[i].pattern);
    }
}

/* FNV-1a of these texts is published (Fowler, Noll, Vo); the finish was computed by hand in Python. */
static void hashes_are_the_same_on_every_machine(void **state) {
    (void)state;
    assert_true(str_hash(STR("")) == 0x8570e250fe4c2473u);
    assert_true(str_hash(STR("a")) == 0x82b19d9859a61322u);
    assert_true(str_hash(STR("foobar")) == 0x66c9939d606cda7fu);
    assert_true(str_hash(STR("\xc3\xa9")) == 0x499e0a6c880df608u);
}

/* ---- errors ---- */

static void an_error_reads_from_the_outside_in(void **state) {
    (void)state;
    Err err = {0};
    assert_int_equal(err_set(&err, ERR_DATA, "no column '%s'", "cpl"), ERR_DATA);
    assert_int_equal(err_prefix(&err, "%s:%d", "contracts.csv", 3), ERR_DATA);
    assert_int_equal(err_prefix(&err, "case"), ERR_DATA);
    assert_string_equal(err.text, "case: contracts.csv:3: no column 'cpl'");
    assert_int_equal(err.status, ERR_DATA);
}

static void an_error_nobody_wants_is_still_a_status(void **state) {
    (void)state;
    assert_int_equal(err_set(NULL, ERR_IO, "lost"), ERR_IO);
    assert_int_not_equal(err_prefix(NULL, "context"), OK);
}

static void a_long_error_is_cut_at_its_end(void **state) {
    (void)state;
    char text[3000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    Err err = {0};
    err_set(&err, ERR_DATA, "begin %s", text);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
    err_prefix(&err, "front");
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
    assert_int_equal(strncmp(err.text, "front: begin xxx", 16), 0);
    for (size_t cut = 1018; cut < 1030; cut++) { /* around the size of the buffer */
        err_set(&err, ERR_DATA, "told");
        err_prefix(&err, "%s", text + (sizeof text - 1 - cut));
        assert_int_equal(err.text[0], 'x');
        assert_true(strlen(err.text) < sizeof err.text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(pieces_of_any_size_fit_into_what_the_arena_holds),
        cmocka_unit_test(a_cleared_arena_holds_nothing_and_gives_zeroed_memory_again),
        cmocka_unit_test(a_large_piece_does_not_move_the_small_ones),
        cmocka_unit_test(a_large_piece_may_come_first),
        cmocka_unit_test(no_bytes_and_no_arena_are_fine),
        cmocka_unit_test(a_growing_list_keeps_what_it_holds),
        cmocka_unit_test(sizes_beyond_memory_are_told_to_the_handler),
        cmocka_unit_test(text_is_copied_and_formatted_with_a_final_nul),
        cmocka_unit_test(no_text_is_the_empty_slice),
        cmocka_unit_test(comparisons_go_byte_by_byte),
        cmocka_unit_test(starts_and_ends_fit_into_the_text),
        cmocka_unit_test(trimming_takes_blanks_and_no_break_spaces_off_both_ends),
        cmocka_unit_test(splitting_gives_every_part_even_the_empty_ones),
        cmocka_unit_test(patterns_match_as_described),
        cmocka_unit_test(hashes_are_the_same_on_every_machine),
        cmocka_unit_test(an_error_reads_from_the_outside_in),
        cmocka_unit_test(an_error_nobody_wants_is_still_a_status),
        cmocka_unit_test(a_long_error_is_cut_at_its_end),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
