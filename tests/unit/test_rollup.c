/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The five tables of the rollup, counted by hand from a few leads. As of 2026-06-30. */
#include "models/rollup.h"
#include "tests/support/lead_fixture.h"
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

/* Ten leads of one vendor, each with an end of its own. */
/* clang-format off */
static const char *const TEN[] = {
    "delivered_at=2026-06-01",
    "delivered_at=2026-06-01, accepted_at=2026-06-03",
    "delivered_at=2026-06-01, accepted_at=2026-06-03, sql_at=2026-06-10",
    "delivered_at=2026-06-01, accepted_at=2026-06-02, sql_at=2026-06-04, opportunity_at=2026-06-08, won_at=2026-06-20",
    "delivered_at=2026-06-01, accepted_at=2026-06-02, sql_at=2026-06-04, lost_at=2026-06-11",
    "delivered_at=2026-06-01, rejected_at=2026-06-05",
    "delivered_at=2026-06-01, accepted_at=2026-06-02, disqualified_at=2026-06-06",
    "delivered_at=2026-06-01, invalid_at=2026-06-02",
    "delivered_at=2026-06-01, duplicate=yes",
    "delivered_at=2026-06-11, accepted_at=2026-06-12",
};
/* clang-format on */

static void add_ten(LeadFixture *fixture) {
    for (size_t i = 0; i < COUNT_OF(TEN); i++) {
        lead_fixture_add(fixture, str_format(fixture->arena, "lead_id=%zu, vendor=A, %s", i, TEN[i]).at);
    }
}

enum { D = STAGE_DELIVERED, A = STAGE_ACCEPTED, Q = STAGE_SQL, O = STAGE_OPPORTUNITY, W = STAGE_WON };

typedef struct FlowRow {
    int from, to, age, entered, moved, lost, closed, day_unknown;
} FlowRow;

/* entered - moved - lost - closed are still open. */
static const FlowRow TEN_FLOWS[] = {
    {D, A, 19, 1, 1, 0, 0, 0}, {D, A, 29, 9, 5, 0, 3, 0}, /* open: the first */
    {D, Q, 19, 1, 0, 0, 0, 0}, {D, Q, 29, 9, 3, 0, 4, 0}, /* open: the first two */
    {D, O, 19, 1, 0, 0, 0, 0}, {D, O, 29, 9, 1, 1, 4, 0}, /* open: the first three */
    {D, W, 19, 1, 0, 0, 0, 0}, {D, W, 29, 9, 1, 1, 4, 0}, {A, Q, 18, 1, 0, 0, 0, 0},
    {A, Q, 27, 2, 1, 0, 0, 0}, {A, Q, 28, 3, 2, 0, 1, 0}, {Q, O, 20, 1, 0, 0, 0, 0},
    {Q, O, 26, 2, 1, 1, 0, 0}, {O, W, 22, 1, 1, 0, 0, 0},
};

static void check_flows(const Rollup *rollup, const FlowRow *want, size_t count) {
    assert_int_equal(rollup->flow_count, count);
    for (size_t i = 0; i < count; i++) {
        const RollupFlow *f = &rollup->flows[i];
        const FlowRow got = {f->from,       f->to,        f->age,         (int)f->entered,
                             (int)f->moved, (int)f->lost, (int)f->closed, (int)f->day_unknown};
        if (memcmp(&got, &want[i], sizeof got))
            fail_msg("%d to %d, age %d: entered %d, moved %d, lost %d, closed %d, day unknown %d", got.from,
                     got.to, got.age, got.entered, got.moved, got.lost, got.closed, got.day_unknown);
    }
}

static void flows_count_who_entered_moved_was_lost_or_closed_by_age(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    add_ten(fixture);
    const Rollup rollup = lead_fixture_count(fixture);
    FlowRow want[COUNT_OF(TEN_FLOWS)];
    size_t n = 0;
    for (int from = D; from <= O; from++) { /* sorted by from, to, age, as the rollup is */
        for (size_t i = 0; i < COUNT_OF(TEN_FLOWS); i++) {
            if (TEN_FLOWS[i].from == from) want[n++] = TEN_FLOWS[i];
        }
    }
    check_flows(&rollup, want, n);
    lead_fixture_free(fixture);
}

typedef struct LagRow {
    int from, to, lag, moved, lost, closed;
} LagRow;

static const LagRow TEN_LAGS[] = {
    {D, A, 0, 0, 0, 1},  {D, A, 1, 4, 0, 1},  {D, A, 2, 2, 0, 0},  {D, A, 4, 0, 0, 1}, {D, Q, 0, 0, 0, 1},
    {D, Q, 1, 0, 0, 1},  {D, Q, 3, 2, 0, 0},  {D, Q, 4, 0, 0, 1},  {D, Q, 5, 0, 0, 1}, {D, Q, 9, 1, 0, 0},
    {D, O, 0, 0, 0, 1},  {D, O, 1, 0, 0, 1},  {D, O, 4, 0, 0, 1},  {D, O, 5, 0, 0, 1}, {D, O, 7, 1, 0, 0},
    {D, O, 10, 0, 1, 0}, {D, W, 0, 0, 0, 1},  {D, W, 1, 0, 0, 1},  {D, W, 4, 0, 0, 1}, {D, W, 5, 0, 0, 1},
    {D, W, 10, 0, 1, 0}, {D, W, 19, 1, 0, 0}, {A, Q, 2, 2, 0, 0},  {A, Q, 4, 0, 0, 1}, {A, Q, 7, 1, 0, 0},
    {Q, O, 4, 1, 0, 0},  {Q, O, 7, 0, 1, 0},  {O, W, 12, 1, 0, 0},
};

static void lags_count_days_from_entry_to_move_loss_or_close(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    add_ten(fixture);
    const Rollup rollup = lead_fixture_count(fixture);
    assert_int_equal(rollup.lag_count, COUNT_OF(TEN_LAGS));
    for (size_t i = 0; i < COUNT_OF(TEN_LAGS); i++) {
        const RollupLag *l = &rollup.lags[i];
        const LagRow got = {l->from, l->to, l->lag, (int)l->moved, (int)l->lost, (int)l->closed};
        if (memcmp(&got, &TEN_LAGS[i], sizeof got))
            fail_msg("%d to %d, lag %d: moved %d, lost %d, closed %d", got.from, got.to, got.lag, got.moved,
                     got.lost, got.closed);
    }
    assert_int_equal(rollup.negative_lags, 0);
    lead_fixture_free(fixture);
}

static const RollupCell *cell_of(const Rollup *rollup, int class) {
    const RollupCell *found = NULL;
    for (size_t i = 0; i < rollup->cell_count; i++) {
        if (rollup->cells[i].class != class) continue;
        assert_null(found); /* one cell only */
        found = &rollup->cells[i];
    }
    assert_non_null(found);
    return found;
}

static void cells_count_leads_by_class_kind_and_stage_reached(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    add_ten(fixture);
    const Rollup rollup = lead_fixture_count(fixture);
    static const struct {
        OutcomeClass class;
        int leads, reached, kind;
    } WANT[] = {
        {CLASS_DUPLICATE, 1, D, KIND_NONE}, {CLASS_INVALID, 1, D, KIND_NONE},
        {CLASS_WON, 1, W, KIND_NONE},       {CLASS_LOST, 1, Q, KIND_NONE},
        {CLASS_SQL, 1, Q, KIND_NONE},       {CLASS_DISQUALIFIED, 1, A, KIND_OTHER},
        {CLASS_REJECTED, 1, D, KIND_OTHER}, {CLASS_ACCEPTED, 2, A, KIND_NONE},
        {CLASS_UNTOUCHED, 1, D, KIND_NONE},
    };
    assert_int_equal(rollup.cell_count, COUNT_OF(WANT));
    for (size_t i = 0; i < COUNT_OF(WANT); i++) {
        const RollupCell *cell = cell_of(&rollup, (int)WANT[i].class);
        assert_int_equal(cell->leads, WANT[i].leads);
        assert_int_equal(cell->reached, WANT[i].reached);
        assert_int_equal(cell->kind, WANT[i].kind);
    }
    assert_int_equal(rollup.leads, 10);
    assert_int_equal(rollup.first_delivery, lead_fixture_day("2026-06-01"));
    lead_fixture_free(fixture);
}

static const struct {
    const char *sentence, *cells;
    int moved_unknown, age; /* of accepted -> sql */
} UNKNOWN[] = {
    {"an SQL on an unknown day has moved, lag unknown", "accepted_at=2026-06-10, sql_at=yes", 1, 20},
    {"where the acceptance has none the delivery is the entry", "accepted_at=yes, sql_at=2026-06-20", 0, 29},
    {"an SQL implied by an opportunity has no day",
     "accepted_at=2026-06-10, sql_at=, opportunity_at=2026-06-21", 1, 20},
    {"a day after the as-of day is none",
     "accepted_at=2026-06-10, sql_at=2026-07-21, opportunity_at=2026-06-21", 1, 20},
};

static void a_day_that_is_not_known_gives_no_lag(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(UNKNOWN); i++) {
        LeadFixture *fixture = lead_fixture_new();
        const char *cells =
            str_format(fixture->arena, "vendor=A, delivered_at=2026-06-01, %s", UNKNOWN[i].cells).at;
        lead_fixture_add(fixture, cells);
        const Rollup rollup = lead_fixture_count(fixture);
        for (size_t f = 0; f < rollup.flow_count; f++) {
            const RollupFlow *flow = &rollup.flows[f];
            if (flow->from != A || flow->to != Q) continue;
            if (flow->moved != 1 || flow->day_unknown != UNKNOWN[i].moved_unknown ||
                flow->age != UNKNOWN[i].age)
                fail_msg("%s: age %d, day unknown %d", UNKNOWN[i].sentence, flow->age,
                         (int)flow->day_unknown);
        }
        lead_fixture_free(fixture);
    }
}

static const struct {
    const char *sentence, *cells;
    int negative;
} NEGATIVE[] = {
    {"accepted before delivery", "accepted_at=2026-06-08, sql_at=2026-06-12", 1},
    {"SQL before acceptance", "accepted_at=2026-06-12, sql_at=2026-06-11", 1},
    {"SQL before both, one event", "accepted_at=2026-06-12, sql_at=2026-06-08", 1},
    {"both before delivery, in their order", "accepted_at=2026-06-07, sql_at=2026-06-08", 1},
    {"lost before delivery",
     "sql_at=2026-06-12, accepted_at=yes, lost_at=2026-06-08, opportunity_at=2026-06-13", 1},
    {"on the same day", "accepted_at=2026-06-10, sql_at=2026-06-10", 0},
};

static void a_negative_lag_is_a_day_of_0_and_counted_once_an_event(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(NEGATIVE); i++) {
        LeadFixture *fixture = lead_fixture_new();
        lead_table_add_column(fixture->table, LEAD_WON_AT);
        lead_fixture_add(
            fixture,
            str_format(fixture->arena, "vendor=A, delivered_at=2026-06-10, %s", NEGATIVE[i].cells).at);
        const Rollup rollup = lead_fixture_count(fixture);
        if (rollup.negative_lags != NEGATIVE[i].negative)
            fail_msg("%s: %d", NEGATIVE[i].sentence, (int)rollup.negative_lags);
        for (size_t l = 0; l < rollup.lag_count; l++) assert_true(rollup.lags[l].lag >= 0);
        lead_fixture_free(fixture);
    }
}

static void stages_that_no_file_has_are_in_no_flow(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-06-01, sql_at=2026-06-11, won_at=2026-06-21");
    const Rollup rollup = lead_fixture_count(fixture);
    static const FlowRow WANT[] = {
        {D, Q, 29, 1, 1, 0, 0, 0}, {D, W, 29, 1, 1, 0, 0, 0}, {Q, W, 19, 1, 1, 0, 0, 0}};
    check_flows(&rollup, WANT, COUNT_OF(WANT));
    lead_fixture_free(fixture);
}

static void a_lead_whose_opportunity_is_another_s_is_closed_from_sql_on(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_table_add_column(fixture->table, LEAD_SQL_AT);
    lead_fixture_add(fixture,
                     "vendor=A, delivered_at=2026-06-01, opportunity_id=O, opportunity_at=2026-06-11");
    lead_fixture_add(fixture,
                     "vendor=A, delivered_at=2026-06-02, opportunity_id=O, opportunity_at=2026-06-11");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-06-05, opportunity_at=2026-06-04");
    const Rollup rollup = lead_fixture_count(fixture);
    int64_t entered = 0, moved = 0, closed = 0, shared = 0, pre_existing = 0;
    for (size_t f = 0; f < rollup.flow_count; f++) {
        if (rollup.flows[f].from != Q || rollup.flows[f].to != O) continue;
        entered += rollup.flows[f].entered;
        moved += rollup.flows[f].moved;
        closed += rollup.flows[f].closed;
    }
    assert_true(entered == 3 && moved == 1 && closed == 2);
    for (size_t i = 0; i < rollup.cell_count; i++) {
        shared += rollup.cells[i].shared;
        pre_existing += rollup.cells[i].pre_existing;
    }
    assert_true(shared == 1 && pre_existing == 1);
    lead_fixture_free(fixture);
}

/* A few leads that share vendors, days, contacts, deals and tiers. */
/* clang-format off */
static const char *const MIXED[] = {
    "vendor=B, segment=EMEA, delivered_at=2026-05-02, email=a@x.org, status=Closed Won, amount=1200.10",
    "vendor=A, segment=AMER, delivered_at=2026-05-02, email=a@x.org, status=Closed Won, amount=777.77",
    "vendor=A, segment=EMEA, delivered_at=2026-05-02, email=b@x.org, sql_at=2026-05-01, opportunity_id=O",
    "vendor=B, segment=EMEA, delivered_at=2026-05-03, email=c@x.org, opportunity_at=2026-05-09, opportunity_id=O",
    "vendor=A, delivered_at=2026-05-03, email=b@x.org, status=Nurture, touches=3",
    "vendor=B, segment=EMEA, delivered_at=2026-05-03, status=Closed Won, amount=3.30, sdr_minutes=12.5",
    "vendor=B, segment=EMEA, delivered_at=2026-05-04, status=Closed Won, amount=3.70, credited_at=2026-06-02",
    "vendor=B, segment=EMEA, delivered_at=2026-05-04, status=Closed Won, amount=2.20",
    "vendor=B, segment=EMEA, delivered_at=2026-05-04, status=Closed Won, amount=3.91",
    "vendor=A, segment=AMER, delivered_at=2026-05-05, rejected_at=2026-05-09, reject_reason=Size",
};
/* clang-format on */

static Rollup count_mixed(LeadFixture *fixture, const Contract *contracts, size_t shift, bool backwards,
                          bool ids) {
    const size_t count = COUNT_OF(MIXED);
    fixture->contracts = (Contracts){contracts, 3};
    for (size_t i = 0; i < count; i++) {
        const size_t at = backwards ? (count - 1 - i + shift) % count : (i + shift) % count;
        if (ids) lead_fixture_add(fixture, str_format(fixture->arena, "lead_id=%zu, %s", at, MIXED[at]).at);
        else lead_fixture_add(fixture, MIXED[at]);
    }
    return lead_fixture_count(fixture);
}

static void check_same(const Rollup *a, const Rollup *b) {
    assert_int_equal(a->vendor_count, b->vendor_count);
    assert_int_equal(a->cell_count, b->cell_count);
    assert_int_equal(a->flow_count, b->flow_count);
    assert_int_equal(a->lag_count, b->lag_count);
    assert_int_equal(a->deal_count, b->deal_count);
    for (size_t v = 0; v < a->vendor_count; v++) assert_true(str_equal(a->vendors[v], b->vendors[v]));
    for (size_t s = 0; s < a->segment_count; s++) assert_true(str_equal(a->segments[s], b->segments[s]));
    assert_memory_equal(a->cells, b->cells, a->cell_count * sizeof *a->cells);
    assert_memory_equal(a->flows, b->flows, a->flow_count * sizeof *a->flows);
    assert_memory_equal(a->lags, b->lags, a->lag_count * sizeof *a->lags);
    assert_memory_equal(a->deals, b->deals, a->deal_count * sizeof *a->deals);
    assert_int_equal(a->negative_lags, b->negative_lags);
}

static void row_order_changes_nothing(void **state) {
    (void)state;
    Contract contracts[3] = {lead_fixture_contract("A", "50", "2026-01-01", "2026-12-31"),
                             lead_fixture_contract("A", "40", "2026-01-01", "2026-12-31"),
                             lead_fixture_contract("B", "30", "2026-01-01", "2026-12-31")};
    contracts[1].from_lead = 2;
    for (int ids = 0; ids < 2; ids++) {
        LeadFixture *first = lead_fixture_new();
        const Rollup want = count_mixed(first, contracts, 0, false, ids);
        for (size_t shift = 0; shift < COUNT_OF(MIXED); shift++) {
            for (int backwards = 0; backwards < 2; backwards++) {
                LeadFixture *other = lead_fixture_new();
                const Rollup got = count_mixed(other, contracts, shift, backwards, ids);
                check_same(&want, &got);
                lead_fixture_free(other);
            }
        }
        lead_fixture_free(first);
    }
}

static void vendors_and_segments_are_numbered_by_name_and_blanks_have_one(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "vendor=Zeta, segment=EMEA");
    lead_fixture_add(fixture, "vendor= , segment= ");
    lead_fixture_add(fixture, "vendor=Alpha, segment=AMER");
    lead_fixture_add(fixture,
                     "vendor=Later, segment=APAC, delivered_at=2026-07-01"); /* not counted: no name */
    const Rollup rollup = lead_fixture_count(fixture);
    assert_int_equal(rollup.vendor_count, 3);
    check_text(rollup.vendors[0], "(blank)");
    check_text(rollup.vendors[1], "Alpha");
    check_text(rollup.vendors[2], "Zeta");
    assert_int_equal(rollup.segment_count, 3);
    check_text(rollup.segments[0], "(blank)");
    assert_int_equal(rollup_find_vendor(&rollup, STR("Zeta")), 2);
    assert_int_equal(rollup_find_vendor(&rollup, STR("Later")), -1);
    assert_int_equal(rollup.after_as_of, 1);
    lead_fixture_free(fixture);
}

static void a_file_without_vendors_is_one_vendor(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "status=New");
    const Rollup rollup = lead_fixture_count(fixture);
    assert_int_equal(rollup.vendor_count, 1);
    check_text(rollup.vendors[0], "(all)");
    assert_false(rollup.has_dates);
    assert_int_equal(rollup.first_delivery, DAY_NONE);
    assert_int_equal(rollup.cells[0].month, MONTH_NONE);
    lead_fixture_free(fixture);
}

static void minutes_touches_bounces_and_credits_are_added_up(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    const Contract contract = lead_fixture_contract("A", "50", "2026-01-01", "2026-12-31");
    fixture->contracts = (Contracts){&contract, 1};
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-06-01, sql_at=yes, sdr_minutes=12.5, touches=4");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-06-02, sql_at=yes, sdr_minutes=0");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-06-03, sql_at=yes, touches=3, ops_minutes=1.25");
    lead_fixture_add(fixture,
                     "vendor=A, delivered_at=2026-06-04, sql_at=yes, touches=0, bounced_at=2026-06-05");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-06-05, sql_at=yes, credited_at=2026-06-25");
    lead_fixture_add(fixture,
                     "vendor=A, delivered_at=2026-06-05, sql_at=yes, credited_at=2026-06-25, billable=no");
    const Rollup rollup = lead_fixture_count(fixture);
    const RollupCell *cell = cell_of(&rollup, CLASS_SQL);
    assert_int_equal(cell->leads, 6);
    assert_int_equal(cell->invoiced, 5);
    assert_int_equal(cell->credited, 1); /* only leads that are invoiced */
    assert_int_equal(cell->sdr_own_leads, 2);
    assert_int_equal(cell->sdr_own_minutes, 12500000);
    assert_int_equal(cell->touch_leads, 2); /* minutes replace touches */
    assert_int_equal(cell->touches, 3);
    assert_int_equal(cell->ops_own_leads, 1);
    assert_int_equal(cell->ops_own_minutes, 1250000);
    assert_int_equal(cell->bounces, 1);
    assert_int_equal(cell->invoice, 25000);
    assert_int_equal(cell->credits, 5000);
    assert_int_equal(cell->unpriced, 0);
    lead_fixture_free(fixture);
}

static void a_charge_of_another_month_stands_in_that_month_without_leads(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    Contract contract = lead_fixture_contract("A", "500", "2026-01-01", "2026-12-31");
    contract.basis = BASIS_SQL;
    fixture->contracts = (Contracts){&contract, 1};
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-03-31, sql_at=2026-05-02");
    const Rollup rollup = lead_fixture_count(fixture);
    assert_int_equal(rollup.cell_count, 2);
    const RollupCell *lead = cell_of(&rollup, CLASS_SQL), *charge = cell_of(&rollup, CELL_CHARGE);
    assert_int_equal(lead->month, month_from_day(lead_fixture_day("2026-03-01")));
    assert_true(lead->leads == 1 && lead->invoiced == 1 && lead->invoice == 0);
    assert_int_equal(charge->month, month_from_day(lead_fixture_day("2026-05-01")));
    assert_true(charge->leads == 0 && charge->invoice == 50000 && charge->shortfall == 0);
    lead_fixture_free(fixture);
}

static void a_shortfall_is_part_of_the_invoice_and_told_apart(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    Contract rows[] = {lead_fixture_contract("A", "50", "2026-01-01", "2026-03-31"),
                       lead_fixture_contract("B", "50", "2026-01-01", "2026-03-31")};
    rows[0].minimum_leads = rows[1].minimum_leads = 3;
    fixture->contracts = (Contracts){rows, 2};
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-02-01"); /* none of B */
    const Rollup rollup = lead_fixture_count(fixture);
    const RollupCell *charge = cell_of(&rollup, CELL_CHARGE);
    assert_true(charge->invoice == 10000 && charge->shortfall == 10000);
    assert_int_equal(charge->month, month_from_day(lead_fixture_day("2026-03-31")));
    lead_fixture_free(fixture);
}

static void a_lead_without_a_price_is_invoiced_and_unpriced(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-06-01");
    lead_fixture_add(fixture, "vendor=A, delivered_at=2026-06-01, price=12.34");
    const Rollup rollup = lead_fixture_count(fixture);
    const RollupCell *cell = cell_of(&rollup, CLASS_UNTOUCHED);
    assert_true(cell->invoiced == 2 && cell->unpriced == 1 && cell->invoice == 1234);
    lead_fixture_free(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flows_count_who_entered_moved_was_lost_or_closed_by_age),
        cmocka_unit_test(lags_count_days_from_entry_to_move_loss_or_close),
        cmocka_unit_test(cells_count_leads_by_class_kind_and_stage_reached),
        cmocka_unit_test(a_day_that_is_not_known_gives_no_lag),
        cmocka_unit_test(a_negative_lag_is_a_day_of_0_and_counted_once_an_event),
        cmocka_unit_test(stages_that_no_file_has_are_in_no_flow),
        cmocka_unit_test(a_lead_whose_opportunity_is_another_s_is_closed_from_sql_on),
        cmocka_unit_test(row_order_changes_nothing),
        cmocka_unit_test(vendors_and_segments_are_numbered_by_name_and_blanks_have_one),
        cmocka_unit_test(a_file_without_vendors_is_one_vendor),
        cmocka_unit_test(minutes_touches_bounces_and_credits_are_added_up),
        cmocka_unit_test(a_charge_of_another_month_stands_in_that_month_without_leads),
        cmocka_unit_test(a_shortfall_is_part_of_the_invoice_and_told_apart),
        cmocka_unit_test(a_lead_without_a_price_is_invoiced_and_unpriced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
