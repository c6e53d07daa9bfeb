/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column may show of its values, by what it was taken for. Every person is invented. */
#include "inputs/column_examples.h"
#include "tests/support/check.h"

static const struct {
    const char *sentence, *cell;
    MaskKind kind;
    const char *shown;
} CASES[] = {
    {"an address keeps its first letter", "zoe.quill@people.example", MASK_PERSON, "z***@***"},
    {"an address in a column of words is one all the same", "hal@people.example", MASK_WORD, "h***@***"},
    {"an address in words", "ask zoe@people.example", MASK_WORD, "a***@***"},
    {"an address that begins with no letter", "<zoe@people.example>", MASK_FREE, "***@***"},
    {"the owner is initials", "Zoe Quill", MASK_PERSON, "Z. Q."},
    {"initials are three at most", "Zoe de la Quill", MASK_PERSON, "Z. d. l."},
    {"an initial may take several bytes", "Émile Zola", MASK_PERSON, "É. Z."},
    {"a number where a person should be", "4711", MASK_PERSON, "***"},
    {"a vendor is shown", " Fennmark Data ", MASK_WORD, "Fennmark Data"},
    {"a telephone number is no vendor", "+44 20 7946 0958", MASK_WORD, "***"},
    {"nor is one with a prefix in brackets", "(555) 867-5309", MASK_WORD, "***"},
    {"an id is shown", "00Q5e00000AbCdE", MASK_ID, "00Q5e00000AbCdE"},
    {"an id of digits only is shown", "51234567890", MASK_ID, "51234567890"},
    {"a name is no id", "Quill", MASK_ID, "Q."},
    {"a day is shown", "2026-01-05", MASK_VALUE, "2026-01-05"},
    {"a stamp is shown", "3/5/2026 2:15:33 PM", MASK_VALUE, "3/5/2026 2:15:33 PM"},
    {"a flag is shown", "Yes", MASK_VALUE, "Yes"},
    {"an amount is shown", "1,234.50", MASK_VALUE, "1,234.50"},
    {"a long amount is no telephone number", "1.429999948", MASK_VALUE, "1.429999948"},
    {"a name in a column of days is none", "Quill", MASK_VALUE, "Q."},
    {"ten digits in a column of amounts may be called", "5550001111", MASK_VALUE, "***"},
    {"a number in a column nobody knows", "466", MASK_FREE, "466"},
    {"a title in a column nobody knows", "Head of IT", MASK_FREE, "H. o. I."},
    {"a telephone number in a column nobody knows", "5550001111", MASK_FREE, "***"},
    {"a note with a number in it", "called Zoe 3 times", MASK_FREE, "c. Z. t."},
    {"a profile's address on the web", "people.example/zoe-quill-81", MASK_FREE, "p."},
    {"nothing is nothing", "  ", MASK_PERSON, ""},
};

static void a_value_shows_no_more_than_its_column_allows(void **state) {
    Arena *arena = check_arena();
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const Str shown = masked_value(str_from(CASES[i].cell), CASES[i].kind, arena);
        if (!str_equal(shown, str_from(CASES[i].shown)))
            check_fail_at(__FILE__, __LINE__, "%s: '%.*s', not '%s'", CASES[i].sentence, STR_ARGS(shown),
                          CASES[i].shown);
    }
    arena_free(arena);
}

/* Two columns, three rows: the examples of the first column as it was taken for `field`. */
static ColumnUse examples_of(Arena *arena, const char *field) {
    const Str rows[][2] = {{STR("zoe@people.example"), STR("")},
                           {STR("zoe@people.example"), STR("")},
                           {STR("hal@people.example"), STR("1")}};
    ColumnExamples *examples = column_examples_new(2, arena);
    ColumnUse use = {.field = str_from(field)};
    for (size_t i = 0; i < 3; i++) column_examples_take(examples, rows[i], 2);
    column_examples_mask(examples, 0, arena, &use);
    return use;
}

static void examples_are_different_values(void **state) {
    Arena *arena = check_arena();
    (void)state;
    const ColumnUse use = examples_of(arena, "email");
    assert_true(str_equal(use.examples[0], STR("z***@***")));
    assert_true(str_equal(use.examples[1], STR("h***@***")));
    arena_free(arena);
}

static void a_column_of_two_meanings_shows_what_both_allow(void **state) {
    Arena *arena = check_arena();
    (void)state;
    const Str cell = STR("Zoe Quill");
    ColumnExamples *examples = column_examples_new(1, arena);
    ColumnUse use = {.field = STR("segment, owner")};
    column_examples_take(examples, &cell, 1);
    column_examples_mask(examples, 0, arena, &use);
    assert_true(str_equal(use.examples[0], STR("Z. Q.")));
    assert_int_equal(use.examples[1].len, 0);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_shows_no_more_than_its_column_allows),
        cmocka_unit_test(examples_are_different_values),
        cmocka_unit_test(a_column_of_two_meanings_shows_what_both_allow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
