/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lead table: what goes in comes out, ids join, and a lead takes no more memory than promised. */
#include "models/lead_table.h"
#include "tests/support/check.h"
#include <stdio.h>
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))
enum { PAGE = 16384 }; /* rows that the table takes room for at a time */

static LeadKey numbered_key(uint32_t number) {
    char id[16];
    const int length = snprintf(id, sizeof id, "lead-%u", number);
    return lead_key_from_id((Str){id, (size_t)length});
}

/* A row from whose number every cell of `fields` follows. */
static LeadValues numbered_row(uint32_t number) {
    LeadValues values = {.key = numbered_key(number), .place = number + 7};
    values.cell[LEAD_DELIVERED_AT] = 1000000000u + number;
    values.cell[LEAD_EMAIL] = 0x123456789abcdef0u + number;
    values.cell[LEAD_STATUS] = number % 65535;
    values.cell[LEAD_BILLABLE] = number % 3;
    return values;
}

static void check_same(const LeadValues *got, const LeadValues *want) {
    assert_true(got->key.high == want->key.high && got->key.low == want->key.low);
    assert_int_equal(got->place, want->place);
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) assert_true(got->cell[f] == want->cell[f]);
}

static LeadTable *numbered_table(Arena *arena, uint32_t rows) {
    static const LeadField FIELDS[] = {LEAD_DELIVERED_AT, LEAD_EMAIL, LEAD_STATUS, LEAD_BILLABLE};
    LeadTable *table = lead_table_new(arena);
    for (size_t f = 0; f < COUNT_OF(FIELDS); f++) lead_table_add_column(table, FIELDS[f]);
    for (uint32_t row = 0; row < rows; row++) {
        const LeadValues values = numbered_row(row);
        assert_int_equal(lead_table_add(table, &values), row);
    }
    return table;
}

static void rows_beyond_a_page_come_back_as_they_went_in(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const uint32_t rows = 2 * PAGE + 3;
    const LeadTable *table = numbered_table(arena, rows);
    assert_int_equal(lead_table_count(table), rows);
    static const uint32_t AT[] = {0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE - 1, 2 * PAGE, 2 * PAGE + 2};
    for (size_t i = 0; i < COUNT_OF(AT); i++) {
        const LeadValues want = numbered_row(AT[i]);
        LeadValues got;
        lead_table_read(table, AT[i], &got);
        check_same(&got, &want);
    }
    arena_free(arena);
}

static void every_id_is_found_while_the_index_grows(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const uint32_t rows = 5000;
    const LeadTable *table = numbered_table(arena, rows);
    for (uint32_t row = 0; row < rows; row++) {
        assert_int_equal(lead_table_find(table, numbered_key(row)), row);
    }
    for (uint32_t other = rows; other < rows + 5000; other++) {
        assert_int_equal(lead_table_find(table, numbered_key(other)), LEAD_NONE);
    }
    arena_free(arena);
}

static void rows_without_an_id_are_kept_and_never_found(void **state) {
    (void)state;
    Arena *arena = check_arena();
    LeadTable *table = lead_table_new(arena);
    const LeadKey none = lead_key_from_id(STR("  "));
    assert_int_equal(lead_table_find(table, none), LEAD_NONE);
    assert_int_equal(lead_table_find(table, numbered_key(1)), LEAD_NONE);
    for (int i = 0; i < 3000; i++) lead_table_add(table, &(LeadValues){.key = none});
    const LeadValues with_id = {.key = numbered_key(1)};
    assert_int_equal(lead_table_add(table, &with_id), 3000);
    assert_int_equal(lead_table_find(table, none), LEAD_NONE);
    assert_int_equal(lead_table_find(table, numbered_key(1)), 3000);
    arena_free(arena);
}

static void a_column_that_comes_later_is_blank_in_the_rows_there_are(void **state) {
    (void)state;
    Arena *arena = check_arena();
    LeadTable *table = numbered_table(arena, PAGE + 2);
    assert_false(lead_table_has(table, LEAD_SQL_AT));
    assert_int_equal(lead_table_cell(table, PAGE + 1, LEAD_SQL_AT), 0);
    lead_table_set(table, PAGE + 1, LEAD_SQL_AT, 5000); /* no such column: nothing happens */
    lead_table_add_column(table, LEAD_SQL_AT);
    assert_true(lead_table_has(table, LEAD_SQL_AT));
    assert_int_equal(lead_table_stamp(table, PAGE + 1, LEAD_SQL_AT), STAMP_NEVER);
    lead_table_set(table, PAGE + 1, LEAD_SQL_AT, 5000);
    assert_int_equal(lead_table_stamp(table, PAGE + 1, LEAD_SQL_AT), 5000);
    assert_int_equal(lead_table_stamp(table, PAGE, LEAD_SQL_AT), STAMP_NEVER);
    arena_free(arena);
}

static void an_overwritten_row_keeps_its_id_and_takes_the_rest(void **state) {
    (void)state;
    Arena *arena = check_arena();
    LeadTable *table = numbered_table(arena, 3);
    LeadValues values = numbered_row(1), got;
    values.place = 99;
    values.cell[LEAD_DELIVERED_AT] = 77777;
    lead_table_replace(table, 1, &values);
    lead_table_read(table, 1, &got);
    check_same(&got, &values);
    assert_int_equal(lead_table_find(table, values.key), 1);
    arena_free(arena);
}

static void money_is_kept_to_the_cent_and_blank_is_not_zero(void **state) {
    (void)state;
    Arena *arena = check_arena();
    LeadTable *table = lead_table_new(arena);
    lead_table_add_column(table, LEAD_AMOUNT);
    static const Money AMOUNTS[] = {0, 1, -1, 123456, INT64_MAX, INT64_MIN + 1};
    for (size_t i = 0; i < COUNT_OF(AMOUNTS); i++) {
        LeadValues values = {0};
        values.cell[LEAD_AMOUNT] = lead_cell_from_money(AMOUNTS[i]);
        const uint32_t row = lead_table_add(table, &values);
        assert_true(lead_table_money(table, row, LEAD_AMOUNT) == AMOUNTS[i]);
    }
    const uint32_t blank = lead_table_add(table, &(LeadValues){0});
    assert_true(lead_table_money(table, blank, LEAD_AMOUNT) == MONEY_NONE);
    assert_true(lead_table_money(table, blank, LEAD_PRICE) == MONEY_NONE); /* no column at all */
    arena_free(arena);
}

static void texts_get_one_code_each_and_blanks_are_zero(void **state) {
    (void)state;
    Arena *arena = check_arena();
    LeadTable *table = lead_table_new(arena);
    uint64_t first, again, other, blank;
    assert_int_equal(lead_table_code_count(table, LEAD_VENDOR), 1);
    assert_int_equal(lead_table_intern(table, LEAD_VENDOR, STR("Acme"), &first, NULL), OK);
    assert_int_equal(lead_table_intern(table, LEAD_VENDOR, STR("  Acme\t"), &again, NULL), OK);
    assert_int_equal(lead_table_intern(table, LEAD_VENDOR, STR("acme"), &other, NULL), OK);
    assert_int_equal(lead_table_intern(table, LEAD_VENDOR, STR("   "), &blank, NULL), OK);
    assert_int_equal(first, again);
    assert_int_not_equal(first, other);
    assert_int_equal(blank, 0);
    assert_int_equal(lead_table_code_count(table, LEAD_VENDOR), 3);
    assert_int_equal(lead_table_code_count(table, LEAD_CAMPAIGN), 1);
    check_text(lead_table_text(table, LEAD_VENDOR, first), "Acme");
    check_text(lead_table_text(table, LEAD_VENDOR, other), "acme");
    check_text(lead_table_text(table, LEAD_VENDOR, 0), "");
    check_text(lead_table_text(table, LEAD_VENDOR, 99), "");
    arena_free(arena);
}

static Status intern_number(LeadTable *table, LeadField field, int number, uint64_t *code, Err *err) {
    char text[16];
    const int length = snprintf(text, sizeof text, "word %d", number);
    return lead_table_intern(table, field, (Str){text, (size_t)length}, code, err);
}

static void a_field_of_words_refuses_the_65535th_value_and_says_which_field(void **state) {
    (void)state;
    Arena *arena = check_arena();
    LeadTable *table = lead_table_new(arena);
    uint64_t code = 0;
    Err err;
    for (int i = 1; i <= 65534; i++) {
        assert_int_equal(intern_number(table, LEAD_STATUS, i, &code, &err), OK);
        assert_int_equal(code, i);
    }
    check_status(intern_number(table, LEAD_STATUS, 65535, &code, &err), ERR_DATA, &err);
    assert_int_equal(code, 0);
    assert_non_null(strstr(err.text, "'status'"));
    check_status(intern_number(table, LEAD_STATUS, 40000, &code, &err), OK,
                 &err); /* those there still work */
    assert_int_equal(code, 40000);
    for (int i = 1; i <= 70000; i++) { /* a field of texts has no such bound */
        assert_int_equal(intern_number(table, LEAD_CAMPAIGN, i, &code, &err), OK);
    }
    assert_int_equal(code, 70000);
    check_text(lead_table_text(table, LEAD_CAMPAIGN, 70000), "word 70000");
    arena_free(arena);
}

/* Both forms as Salesforce prints them: the last three characters say which of the 15 are capitals. */
static const struct {
    const char *sentence, *a, *b;
    bool same;
} IDS[] = {
    {"the 15-character id is the 18-character one", "001A0000006Vm9r", "001A0000006Vm9rIAC", true},
    {"an id without capitals ends in AAA", "500000000000abc", "500000000000abcAAA", true},
    {"blanks around an id do not count", "  L-1 ", "L-1", true},
    {"15-character ids differ by case", "001A0000006Vm9r", "001A0000006Vm9R", false},
    {"18-character ids differ by case", "001A0000006Vm9rIAC", "001a0000006Vm9rIAC", false},
    {"a wrong checksum is another id", "001A0000006Vm9r", "001A0000006Vm9rIAD", false},
    {"an id of 15 characters with a dash is taken as written", "2026-01-lead-17", "2026-01-lead-17AAA",
     false},
    {"an id of another length is taken as written", "L1", "L1AAA", false},
    {"leading zeros count", "007", "7", false},
};

static void ids_of_15_and_18_characters_join(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(IDS); i++) {
        const LeadKey a = lead_key_from_id(str_from(IDS[i].a)), b = lead_key_from_id(str_from(IDS[i].b));
        if ((a.high == b.high && a.low == b.low) != IDS[i].same) fail_msg("not so: %s", IDS[i].sentence);
    }
    assert_true(lead_key_from_id(STR("")).high == 0 && lead_key_from_id(STR("")).low == 0);
}

static void addresses_are_compared_without_case_and_blanks(void **state) {
    (void)state;
    assert_true(lead_hash_email(STR(" Ann.Lee@Example.COM ")) == lead_hash_email(STR("ann.lee@example.com")));
    assert_true(lead_hash_email(STR("ann.lee@example.com")) != lead_hash_email(STR("annlee@example.com")));
    assert_true(lead_hash_text(STR("OPP-1")) != lead_hash_text(STR("opp-1")));
    assert_true(lead_hash_text(STR("OPP-1")) == lead_hash_text(STR(" OPP-1")));
    assert_true(lead_hash_email(STR(" ")) == 0 && lead_hash_text(STR("")) == 0);
}

/* lead_id, vendor, delivered_at, campaign, segment, email, owner, status, first_touch_at, accepted_at, rejected_at,
 * reject_reason, sql_at, opportunity_at, opportunity_id, won_at, amount, currency */
static const LeadField EXPORT[] = {
    LEAD_VENDOR,        LEAD_DELIVERED_AT, LEAD_CAMPAIGN,       LEAD_SEGMENT,        LEAD_EMAIL,
    LEAD_OWNER,         LEAD_STATUS,       LEAD_FIRST_TOUCH_AT, LEAD_ACCEPTED_AT,    LEAD_REJECTED_AT,
    LEAD_REJECT_REASON, LEAD_SQL_AT,       LEAD_OPPORTUNITY_AT, LEAD_OPPORTUNITY_ID, LEAD_WON_AT,
    LEAD_AMOUNT,        LEAD_CURRENCY,
};

static void a_lead_of_an_18_column_export_takes_at_most_100_bytes_at_any_size(void **state) {
    (void)state;
    Arena *arena = check_arena();
    LeadTable *table = lead_table_new(arena);
    for (size_t f = 0; f < COUNT_OF(EXPORT); f++) lead_table_add_column(table, EXPORT[f]);
    for (uint32_t row = 0; row < 8 * PAGE; row++) {
        lead_table_add(table, &(LeadValues){.key = numbered_key(row)});
        const size_t count = lead_table_count(table);
        if (count >= 1024 && lead_table_bytes_a_lead(table) > 100)
            fail_msg("%zu leads: %.2f bytes a lead", count, lead_table_bytes_a_lead(table));
    }
    /* What the table says is what it holds: nothing but the lists of pages comes on top. */
    check_close((double)arena_held(arena) / (8 * PAGE), lead_table_bytes_a_lead(table), 0.02, 0,
                "bytes held");
    arena_free(arena);
}

static void every_field_has_a_name_of_its_own_and_a_meaning(void **state) {
    (void)state;
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        assert_true(*LEAD_FIELDS[f].key && *LEAD_FIELDS[f].meaning);
        for (int g = 0; g < f; g++) assert_string_not_equal(LEAD_FIELDS[f].key, LEAD_FIELDS[g].key);
    }
}

/* CASE: X (yes or no) stands for X_at. */
static void a_day_s_second_name_is_its_name_without_at(void **state) {
    (void)state;
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        const FieldInfo *field = &LEAD_FIELDS[f];
        if (!field->flag) continue;
        assert_int_equal(field->kind, FIELD_STAMP);
        const size_t length = strlen(field->flag);
        assert_int_equal(strncmp(field->key, field->flag, length), 0);
        assert_true(!strcmp(field->key + length, "_at") || !strcmp(field->key, "duplicate"));
    }
}

static uint32_t add_words(LeadTable *table, LeadKey key, const char *vendor, const char *status) {
    LeadValues values = {.key = key};
    lead_table_intern(table, LEAD_VENDOR, str_from(vendor), &values.cell[LEAD_VENDOR], NULL);
    lead_table_intern(table, LEAD_STATUS, str_from(status), &values.cell[LEAD_STATUS], NULL);
    return lead_table_add(table, &values);
}

static void rows_tell_each_other_apart_in_the_same_way_in_any_order(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const LeadKey none = {0, 0};
    LeadTable *one = lead_table_new(arena), *two = lead_table_new(arena);
    for (int t = 0; t < 2; t++) {
        lead_table_add_column(t ? two : one, LEAD_VENDOR);
        lead_table_add_column(t ? two : one, LEAD_STATUS);
    }
    const uint32_t a1 = add_words(one, none, "A", "New"), b1 = add_words(one, none, "B", "Won");
    const uint32_t b2 = add_words(two, none, "B", "Won"), a2 = add_words(two, none, "A", "New");
    assert_true(lead_table_identity(one, a1) == lead_table_identity(two, a2));
    assert_true(lead_table_identity(one, b1) == lead_table_identity(two, b2));
    assert_true(lead_table_identity(one, a1) != lead_table_identity(one, b1));
    const uint32_t c1 = add_words(one, numbered_key(1), "A", "New");
    const uint32_t c2 = add_words(two, numbered_key(1), "A", "Won"); /* an id is enough */
    assert_true(lead_table_identity(one, c1) == lead_table_identity(two, c2));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_beyond_a_page_come_back_as_they_went_in),
        cmocka_unit_test(every_id_is_found_while_the_index_grows),
        cmocka_unit_test(rows_without_an_id_are_kept_and_never_found),
        cmocka_unit_test(a_column_that_comes_later_is_blank_in_the_rows_there_are),
        cmocka_unit_test(an_overwritten_row_keeps_its_id_and_takes_the_rest),
        cmocka_unit_test(money_is_kept_to_the_cent_and_blank_is_not_zero),
        cmocka_unit_test(texts_get_one_code_each_and_blanks_are_zero),
        cmocka_unit_test(a_field_of_words_refuses_the_65535th_value_and_says_which_field),
        cmocka_unit_test(ids_of_15_and_18_characters_join),
        cmocka_unit_test(addresses_are_compared_without_case_and_blanks),
        cmocka_unit_test(a_lead_of_an_18_column_export_takes_at_most_100_bytes_at_any_size),
        cmocka_unit_test(every_field_has_a_name_of_its_own_and_a_meaning),
        cmocka_unit_test(a_day_s_second_name_is_its_name_without_at),
        cmocka_unit_test(rows_tell_each_other_apart_in_the_same_way_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
