/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the ledger counts a rollup: stages, open and quiet leads, excluded conversions, kinds of work; CASE section 2 and
 * MODEL section 1, by hand. */
#include "models/ledger.h"
#include "tests/support/lead_fixture.h"

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

/* Leads of vendor A; silent since January is quiet. */
static const char *const LEADS[] = {
    "segment=x, delivered_at=2026-06-01",
    "segment=x, delivered_at=2026-06-01, first_touch_at=2026-06-02",
    "segment=x, delivered_at=2026-01-01, first_touch_at=2026-01-02",
    "segment=x, delivered_at=2026-06-01, accepted_at=2026-06-02",
    "segment=x, delivered_at=2026-01-01, accepted_at=2026-01-02",
    "segment=y, delivered_at=2026-06-01, rejected_at=2026-06-02, reject_reason=Size",
    "segment=y, delivered_at=2026-06-01, rejected_at=2026-06-02",
    "segment=y, delivered_at=2026-06-01, disqualified_at=2026-06-02",
    "segment=y, delivered_at=2026-06-01, sql_at=2026-06-02",
    "segment=y, delivered_at=2026-06-01, opportunity_at=2026-05-02",
    "segment=y, delivered_at=2026-06-01, opportunity_at=2026-06-09, opportunity_id=O",
    "segment=y, delivered_at=2026-06-02, opportunity_at=2026-06-09, opportunity_id=O",
    "segment=y, delivered_at=2026-06-01, won_at=2026-06-09",
    "segment=y, delivered_at=2026-06-01, lost_at=2026-06-09",
    "segment=y, delivered_at=2026-06-01, sql_at=2026-06-02, lost_at=2026-06-09",
    "segment=y, delivered_at=2026-06-01, invalid_at=2026-06-02, opportunity_at=2026-06-09",
    "segment=y, delivered_at=2026-06-01, invalid_at=2026-06-02, accepted_at=2026-06-09",
    "segment=y, delivered_at=2026-06-01, duplicate=yes, won_at=2026-06-09, touches=2",
    "segment=y, delivered_at=2026-06-01, returned_at=2026-06-02, sdr_minutes=3.5",
};
enum { ALL = COUNT_OF(LEADS) };

static Counts count(int segment) {
    LeadFixture *fixture = lead_fixture_new();
    for (size_t i = 0; i < ALL; i++) {
        lead_fixture_add(fixture, str_format(fixture->arena, "vendor=A, %s", LEADS[i]).at);
    }
    lead_fixture_add(fixture, "vendor=B, segment=x, delivered_at=2026-06-01, won_at=2026-06-09");
    const Rollup rollup = lead_fixture_count(fixture);
    const Counts counts = ledger_count(&rollup, 0, segment);
    lead_fixture_free(fixture);
    return counts;
}

static void classes_add_up_to_delivered_and_stages_follow_from_them(void **state) {
    (void)state;
    const Counts c = count(-1);
    int64_t sum = 0;
    for (int i = 0; i < CLASS_COUNT; i++) sum += c.class[i];
    assert_true(c.delivered == ALL && sum == ALL);
    assert_int_equal(c.kind[KIND_FIT], 1);
    assert_int_equal(c.kind[KIND_OTHER], 1);
    assert_int_equal(c.class[CLASS_SQL], 3); /* one of its own, one older and one shared opportunity */
    /* accepted 2, disqualified 1, sql 3, opportunity 1, won 1, lost 2 */
    assert_int_equal(c.stage[STAGE_DELIVERED], ALL);
    assert_int_equal(c.stage[STAGE_ACCEPTED], 10);
    assert_int_equal(c.stage[STAGE_SQL], 6);
    assert_int_equal(c.stage[STAGE_OPPORTUNITY], 2);
    assert_int_equal(c.stage[STAGE_WON], 1);
    assert_int_equal(c.lost_before_sql, 1);
}

static void excluded_leads_that_converted_make_up_the_crm_s_total(void **state) {
    (void)state;
    const Counts c = count(-1);
    assert_int_equal(c.excluded_but_converted, 2); /* the invalid opportunity and the duplicate win */
    assert_int_equal(c.excluded[STAGE_ACCEPTED], 3);
    assert_int_equal(c.excluded[STAGE_SQL], 2);
    assert_int_equal(c.excluded[STAGE_OPPORTUNITY], 2);
    assert_int_equal(c.excluded[STAGE_WON], 1);
}

static void open_leads_are_those_of_whom_something_is_still_expected(void **state) {
    (void)state;
    const Counts c = count(-1);
    assert_int_equal(c.open, 3); /* untouched, touched, accepted; two more are quiet */
    assert_int_equal(c.quiet, 2);
    assert_int_equal(c.pre_existing, 1);
    assert_int_equal(c.closed_at_sql, 2);
}

/* MODEL: lost before SQL is disqualified work; lost after, productive; quiet, waste; untouched, none. */
static const struct {
    LedgerPart part;
    int64_t leads;
} PARTS[] = {
    {PART_OPS_DUPLICATE, 1},
    {PART_OPS_RETURNED, 1},
    {PART_OPS_INVALID, 2},
    {PART_SDR_INVALID, 2},
    {PART_SDR_REJECTED_FIT, 1},
    {PART_SDR_REJECTED_OTHER, 1},
    {PART_SDR_REJECTED_TIMING, 0},
    {PART_SDR_DISQUALIFIED, 1},
    {PART_SDR_LOST_BEFORE_SQL, 1},
    {PART_SDR_QUIET, 2},
    {PART_SDR_ACCEPTED, 1},
    {PART_SDR_TOUCHED, 1},
    {PART_SDR_SQL, 6},
    {PART_SDR_DUPLICATE, 1},
    {PART_SDR_RETURNED, 1},
};

static void each_lead_is_work_of_one_kind(void **state) {
    (void)state;
    const Counts c = count(-1);
    for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
        if (c.part[PARTS[i].part].leads != PARTS[i].leads)
            fail_msg("%s: %d", LEDGER_PARTS[PARTS[i].part].key, (int)c.part[PARTS[i].part].leads);
    }
    assert_int_equal(c.part[PART_SDR_DUPLICATE].touches, 2);
    assert_int_equal(c.part[PART_SDR_RETURNED].own_minutes, 3500000);
    assert_int_equal(c.part[PART_OPS_RETURNED].own_leads, 0);
}

static void segments_add_up_to_the_vendor(void **state) {
    (void)state;
    const Counts x = count(0), y = count(1), all = count(-1);
    assert_int_equal(x.delivered, 5);
    assert_int_equal(x.delivered + y.delivered, all.delivered);
    for (int s = 0; s < STAGE_COUNT; s++) assert_int_equal(x.stage[s] + y.stage[s], all.stage[s]);
    for (int p = 0; p < PART_COUNT; p++)
        assert_int_equal(x.part[p].leads + y.part[p].leads, all.part[p].leads);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_add_up_to_delivered_and_stages_follow_from_them),
        cmocka_unit_test(excluded_leads_that_converted_make_up_the_crm_s_total),
        cmocka_unit_test(open_leads_are_those_of_whom_something_is_still_expected),
        cmocka_unit_test(each_lead_is_work_of_one_kind),
        cmocka_unit_test(segments_add_up_to_the_vendor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
