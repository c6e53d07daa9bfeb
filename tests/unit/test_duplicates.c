/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which leads repeat a contact, and which share an opportunity: CASE, section 2, by hand. */
#include "models/duplicates.h"
#include "tests/support/lead_fixture.h"

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))
enum { NONE = 0, OWN = MARK_OWN_DUPLICATE, OTHER = MARK_OTHER_DUPLICATE, MOST = 4 };

/* Leads in the order of the file, and the mark of each. duplicate.days is 365; as of 2026-06-30. */
static const struct {
    const char *sentence;
    struct {
        const char *cells;
        int mark;
    } leads[MOST];
} EMAILS[] = {
    {"a lone contact is no duplicate", {{"vendor=A, delivered_at=2026-01-05, email=a@x.org", NONE}}},
    {"the second of one vendor is its own",
     {{"vendor=A, delivered_at=2026-01-05, email=a@x.org", NONE},
      {"vendor=A, delivered_at=2026-02-05, email=A@X.org ", OWN}}},
    {"another vendor's comes second whatever the order of rows",
     {{"vendor=B, delivered_at=2026-02-05, email=a@x.org", OTHER},
      {"vendor=A, delivered_at=2026-01-05, email=a@x.org", NONE}}},
    {"the own one counts before the other vendor's",
     {{"vendor=A, delivered_at=2026-01-05, email=a@x.org", NONE},
      {"vendor=B, delivered_at=2026-01-09, email=a@x.org", OTHER},
      {"vendor=A, delivered_at=2026-02-05, email=a@x.org", OWN}}},
    {"the 365th day is within 365 days",
     {{"vendor=A, delivered_at=2025-01-05, email=a@x.org", NONE},
      {"vendor=A, delivered_at=2026-01-05, email=a@x.org", OWN}}},
    {"the 366th day is not",
     {{"vendor=A, delivered_at=2025-01-05, email=a@x.org", NONE},
      {"vendor=A, delivered_at=2026-01-06, email=a@x.org", NONE}}},
    {"a duplicate is itself a delivery that others repeat",
     {{"vendor=A, delivered_at=2024-08-01, email=a@x.org", NONE},
      {"vendor=A, delivered_at=2025-07-01, email=a@x.org", OWN},
      {"vendor=A, delivered_at=2026-06-01, email=a@x.org", OWN}}},
    {"an own delivery too long ago leaves the other vendor's",
     {{"vendor=A, delivered_at=2024-01-05, email=a@x.org", NONE},
      {"vendor=B, delivered_at=2025-12-05, email=a@x.org", NONE},
      {"vendor=A, delivered_at=2026-01-05, email=a@x.org", OTHER}}},
    {"blank addresses have nothing in common",
     {{"vendor=A, delivered_at=2026-01-05, email= ", NONE},
      {"vendor=A, delivered_at=2026-01-06, email= ", NONE}}},
    {"by the minute within a day",
     {{"vendor=B, delivered_at=2026-01-05 14:00, email=a@x.org", OTHER},
      {"vendor=A, delivered_at=2026-01-05 09:00, email=a@x.org", NONE}}},
    {"a lead delivered after the as-of day has no part in it",
     {{"vendor=A, delivered_at=2026-07-01, email=a@x.org", NONE},
      {"vendor=A, delivered_at=2026-06-30, email=a@x.org", NONE}}},
    {"a lead without a day is neither first nor second",
     {{"vendor=A, delivered_at=2026-01-05, email=a@x.org", NONE},
      {"vendor=A, email=a@x.org", NONE},
      {"vendor=A, delivered_at=2026-01-06, email=a@x.org", OWN}}},
};

static void a_repeated_address_is_own_or_another_vendor_s(void **state) {
    (void)state;
    for (size_t c = 0; c < COUNT_OF(EMAILS); c++) {
        LeadFixture *fixture = lead_fixture_new();
        for (size_t i = 0; i < MOST && EMAILS[c].leads[i].cells; i++) {
            lead_fixture_add(fixture, EMAILS[c].leads[i].cells);
        }
        const uint8_t *marks = duplicates_mark_emails(fixture->table, &fixture->definitions, fixture->arena);
        for (size_t i = 0; i < lead_table_count(fixture->table); i++) {
            if (marks[i] != EMAILS[c].leads[i].mark)
                fail_msg("%s: lead %zu has mark %d", EMAILS[c].sentence, i + 1, marks[i]);
        }
        lead_fixture_free(fixture);
    }
}

static void without_delivery_days_nothing_is_a_duplicate(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add_many(fixture, 2, "vendor=A, email=a@x.org");
    const uint8_t *marks = duplicates_mark_emails(fixture->table, &fixture->definitions, fixture->arena);
    assert_int_equal(marks[0] | marks[1], NONE);
    lead_fixture_free(fixture);
}

static void duplicate_days_of_zero_leave_the_same_day(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    fixture->definitions.duplicate_days = 0;
    lead_fixture_add(fixture, "lead_id=1, vendor=A, delivered_at=2026-01-05, email=a@x.org");
    lead_fixture_add(fixture, "lead_id=2, vendor=A, delivered_at=2026-01-05, email=a@x.org");
    lead_fixture_add(fixture, "lead_id=3, vendor=A, delivered_at=2026-01-06, email=a@x.org");
    const uint8_t *marks = duplicates_mark_emails(fixture->table, &fixture->definitions, fixture->arena);
    assert_int_equal(marks[0] + marks[1], OWN); /* one of the two */
    assert_int_equal(marks[2], NONE);
    lead_fixture_free(fixture);
}

/* Ties of a day: the same lead is the duplicate whichever row stands first, with ids and without. */
static void ties_are_broken_in_the_same_way_in_any_row_order(void **state) {
    (void)state;
    static const char *const LEADS[2][2] = {
        {"lead_id=L1, vendor=A, delivered_at=2026-01-05, email=a@x.org",
         "lead_id=L2, vendor=B, delivered_at=2026-01-05, email=a@x.org"},
        {"vendor=A, delivered_at=2026-01-05, email=a@x.org",
         "vendor=B, delivered_at=2026-01-05, email=a@x.org"},
    };
    for (int ids = 0; ids < 2; ids++) {
        int first[2]; /* the mark of the lead of vendor A, in both orders */
        for (int order = 0; order < 2; order++) {
            LeadFixture *fixture = lead_fixture_new();
            lead_fixture_add(fixture, LEADS[ids][order]);
            lead_fixture_add(fixture, LEADS[ids][!order]);
            const uint8_t *marks =
                duplicates_mark_emails(fixture->table, &fixture->definitions, fixture->arena);
            assert_int_equal(marks[0] + marks[1], OTHER);
            first[order] = marks[order];
            lead_fixture_free(fixture);
        }
        assert_int_equal(first[0], first[1]);
    }
}

/* Which lead of a shared opportunity is not credited, as bits of the leads. */
static const struct {
    const char *sentence;
    bool last;
    const char *leads[MOST];
    unsigned marked;
} SHARED[] = {
    {"the first delivered is credited",
     false,
     {"delivered_at=2026-02-01, opportunity_id=O1, opportunity_at=2026-03-01",
      "delivered_at=2026-01-01, opportunity_id=O1, opportunity_at=2026-03-01"},
     1},
    {"the last delivered is credited where the rule says so",
     true,
     {"delivered_at=2026-02-01, opportunity_id=O1, opportunity_at=2026-03-01",
      "delivered_at=2026-01-01, opportunity_id=O1, opportunity_at=2026-03-01"},
     2},
    {"of three, two are not credited",
     false,
     {"delivered_at=2026-01-01, opportunity_id=O1", "delivered_at=2026-01-02, opportunity_id=O1",
      "delivered_at=2026-01-03, opportunity_id=O1"},
     6},
    {"a lead alone keeps its opportunity",
     false,
     {"delivered_at=2026-01-01, opportunity_id=O1", "delivered_at=2026-01-01, opportunity_id=O2"},
     0},
    {"leads without an opportunity share none",
     false,
     {"delivered_at=2026-01-01, opportunity_id= ", "delivered_at=2026-01-02, opportunity_id= "},
     0},
    {"a lead that came after the opportunity has no claim to it",
     true,
     {"delivered_at=2026-01-01, opportunity_id=O1, opportunity_at=2026-02-01",
      "delivered_at=2026-03-01, opportunity_id=O1, opportunity_at=2026-02-01"},
     0},
    {"a lead of the opportunity's own day has one",
     true,
     {"delivered_at=2026-01-01, opportunity_id=O1, opportunity_at=2026-02-01",
      "delivered_at=2026-02-01 15:00, opportunity_id=O1, opportunity_at=2026-02-01"},
     1},
    {"by the minute where both have one",
     true,
     {"delivered_at=2026-01-01, opportunity_id=O1, opportunity_at=2026-02-01 09:00",
      "delivered_at=2026-02-01 15:00, opportunity_id=O1, opportunity_at=2026-02-01 09:00"},
     0},
    {"a lead delivered after the as-of day has none",
     true,
     {"delivered_at=2026-06-30, opportunity_id=O1, opportunity_at=2026-08-01",
      "delivered_at=2026-07-01, opportunity_id=O1, opportunity_at=2026-08-01"},
     0},
};

static void a_shared_opportunity_is_credited_once(void **state) {
    (void)state;
    for (size_t c = 0; c < COUNT_OF(SHARED); c++) {
        LeadFixture *fixture = lead_fixture_new();
        fixture->definitions.credit_last = SHARED[c].last;
        for (size_t i = 0; i < MOST && SHARED[c].leads[i]; i++) lead_fixture_add(fixture, SHARED[c].leads[i]);
        const uint8_t *marks =
            duplicates_mark_shared_opportunities(fixture->table, &fixture->definitions, fixture->arena);
        unsigned marked = 0;
        for (size_t i = 0; i < lead_table_count(fixture->table); i++) marked |= (unsigned)marks[i] << i;
        if (marked != SHARED[c].marked) fail_msg("%s: marked %u", SHARED[c].sentence, marked);
        lead_fixture_free(fixture);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_repeated_address_is_own_or_another_vendor_s),
        cmocka_unit_test(without_delivery_days_nothing_is_a_duplicate),
        cmocka_unit_test(duplicate_days_of_zero_leave_the_same_day),
        cmocka_unit_test(ties_are_broken_in_the_same_way_in_any_row_order),
        cmocka_unit_test(a_shared_opportunity_is_credited_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
