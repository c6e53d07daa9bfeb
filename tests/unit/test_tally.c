/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters by key. */
#include "models/tally.h"
#include "tests/support/check.h"

typedef struct Record {
    TallyKey key;
    int64_t count;
} Record;

static void a_new_key_begins_at_zero_and_keeps_its_record(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Tally *tally = tally_new(arena, sizeof(Record));
    Record *first = tally_at(tally, (TallyKey){1, 2});
    assert_int_equal(first->count, 0);
    first->count = 5;
    for (uint64_t k = 0; k < 1000; k++) tally_at(tally, (TallyKey){k, 7}); /* it grows meanwhile */
    assert_ptr_equal(tally_at(tally, (TallyKey){1, 2}), first);
    assert_ptr_not_equal(tally_at(tally, (TallyKey){2, 1}), first);
    arena_free(arena);
}

static void records_come_out_in_the_order_of_their_keys_whatever_the_order_they_went_in(void **state) {
    (void)state;
    enum { KEYS = 5000 };
    Arena *arena = check_arena();
    Tally *tally = tally_new(arena, sizeof(Record));
    for (uint64_t i = 0; i < 3 * KEYS;
         i++) { /* 1,999 has no divisor in common with 5,000: each key three times */
        const uint64_t k = i * 1999 % KEYS;
        const TallyKey key = {k / 100, UINT64_MAX - k % 100};
        Record *record = tally_at(tally, key);
        record->key = key;
        record->count += (int64_t)k;
    }
    size_t count;
    const Record *records = tally_sorted(tally, arena, &count);
    assert_int_equal(count, KEYS);
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += records[i].count;
        if (!i) continue;
        const TallyKey a = records[i - 1].key, b = records[i].key;
        assert_true(a.high < b.high || (a.high == b.high && a.low < b.low));
    }
    assert_int_equal(sum, 3 * (int64_t)KEYS * (KEYS - 1) / 2);
    arena_free(arena);
}

static void an_empty_tally_has_no_records(void **state) {
    (void)state;
    Arena *arena = check_arena();
    size_t count = 9;
    tally_sorted(tally_new(arena, sizeof(Record)), arena, &count);
    assert_int_equal(count, 0);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_key_begins_at_zero_and_keeps_its_record),
        cmocka_unit_test(records_come_out_in_the_order_of_their_keys_whatever_the_order_they_went_in),
        cmocka_unit_test(an_empty_tally_has_no_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
