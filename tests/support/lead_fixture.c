/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/lead_fixture.h"

static const Currency USD = {"USD"};

LeadFixture *lead_fixture_new(void) {
    Arena *arena = check_arena();
    LeadFixture *fixture = ARENA_NEW(arena, LeadFixture);
    *fixture = (LeadFixture){.arena = arena,
                             .table = lead_table_new(arena),
                             .definitions = {.as_of = lead_fixture_day("2026-06-30"),
                                             .from = DAY_NONE,
                                             .to = DAY_NONE,
                                             .accept_days = 30,
                                             .quiet_days = 90,
                                             .duplicate_days = 365,
                                             .segment = LEAD_SEGMENT}};
    return fixture;
}

void lead_fixture_free(LeadFixture *fixture) { arena_free(fixture->arena); }

Decimal lead_fixture_decimal(const char *text) {
    Decimal value = 0;
    if (!decimal_parse(str_from(text), &value)) fail_msg("'%s' is no number", text);
    return value;
}

Money lead_fixture_money(const char *text) { return money_from_decimal(lead_fixture_decimal(text), USD); }

Day lead_fixture_day(const char *text) {
    Day day = 0;
    if (!day_parse(str_from(text), &day)) fail_msg("'%s' is no day", text);
    return day;
}

static Stamp stamp_of(Str text) {
    if (str_equal(text, STR("yes"))) return STAMP_UNKNOWN;
    Day day = 0;
    const bool timed = text.len == 16;
    if (!day_parse((Str){text.at, timed ? 10 : text.len}, &day)) fail_msg("'%.*s' is no day", STR_ARGS(text));
    const char *clock = text.at + 11;
    return stamp_make(day, timed ? ((clock[0] - '0') * 10 + clock[1] - '0') * 60 + (clock[3] - '0') * 10 +
                                       clock[4] - '0'
                                 : -1);
}

static uint64_t cell_of(LeadFixture *fixture, LeadField field, Str text) {
    uint64_t code = 0;
    const char *plain = str_copy(fixture->arena, text).at;
    switch (LEAD_FIELDS[field].kind) {
    case FIELD_HASH: return field == LEAD_EMAIL ? lead_hash_email(text) : lead_hash_text(text);
    case FIELD_STAMP: return stamp_of(text);
    case FIELD_MONEY: return lead_cell_from_money(lead_fixture_money(plain));
    case FIELD_COUNT: return (uint64_t)(lead_fixture_decimal(plain) / DECIMAL_ONE) + 1;
    case FIELD_MINUTES: return (uint64_t)lead_fixture_decimal(plain) + 1;
    case FIELD_FLAG: return str_equal(text, STR("yes")) ? 2 : 1;
    default: break;
    }
    assert_int_equal(lead_table_intern(fixture->table, field, text, &code, NULL), OK);
    return code;
}

static LeadField field_of(Str key) {
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        if (str_equal(key, str_from(LEAD_FIELDS[f].key))) return (LeadField)f;
    }
    fail_msg("no field '%.*s'", STR_ARGS(key));
    return LEAD_FIELD_COUNT;
}

uint32_t lead_fixture_add(LeadFixture *fixture, const char *cells) {
    LeadValues values = {.place = (uint32_t)lead_table_count(fixture->table)};
    Str rest = str_from(cells), cell;
    while (str_split(&rest, ',', &cell)) {
        Str key = {NULL, 0}, value = str_trim(cell);
        str_split(&value, '=', &key);
        value = str_trim(value);
        if (str_equal(key, STR("lead_id"))) {
            values.key = lead_key_from_id(value);
            continue;
        }
        const LeadField field = field_of(key);
        lead_table_add_column(fixture->table, field);
        if (value.len) values.cell[field] = cell_of(fixture, field, value);
    }
    return lead_table_add(fixture->table, &values);
}

void lead_fixture_add_many(LeadFixture *fixture, int count, const char *cells) {
    for (int i = 0; i < count; i++) lead_fixture_add(fixture, cells);
}

LeadOutcome lead_fixture_classify(LeadFixture *fixture, uint32_t row) {
    fixture->outcomes =
        classify_leads(fixture->table, fixture->vocabulary, &fixture->definitions, fixture->arena);
    return fixture->outcomes.of[row];
}

LeadOutcome lead_fixture_outcome(const char *cells) {
    LeadFixture *fixture = lead_fixture_new();
    const LeadOutcome outcome = lead_fixture_classify(fixture, lead_fixture_add(fixture, cells));
    lead_fixture_free(fixture);
    return outcome;
}

Pricing *lead_fixture_price(LeadFixture *fixture) {
    if (lead_table_count(fixture->table)) lead_fixture_classify(fixture, 0);
    fixture->pricing =
        contract_price_leads(fixture->table, &fixture->outcomes, fixture->contracts, USD, fixture->arena);
    return fixture->pricing;
}

Rollup lead_fixture_count(LeadFixture *fixture) {
    lead_fixture_price(fixture);
    Arena *scratch = check_arena();
    const Rollup rollup = rollup_count(fixture->table, &fixture->outcomes, fixture->pricing,
                                       &fixture->definitions, fixture->arena, scratch);
    arena_free(scratch);
    return rollup;
}

Contract lead_fixture_contract(const char *vendor, const char *cpl, const char *start, const char *end) {
    return (Contract){.vendor = str_from(vendor),
                      .cpl = lead_fixture_decimal(cpl),
                      .currency = USD,
                      .start = lead_fixture_day(start),
                      .end = lead_fixture_day(end),
                      .from_lead = 1,
                      .minimum_leads = CONTRACT_NONE,
                      .committed_leads = CONTRACT_NONE,
                      .notice_days = CONTRACT_NONE,
                      .window_days = CONTRACT_NONE,
                      .credit_cap_leads = CONTRACT_NONE,
                      .over_delivery_cpl = CONTRACT_NO_SHARE,
                      .credit_cap_share = CONTRACT_NO_SHARE,
                      .promised_invalid_rate = CONTRACT_NO_SHARE,
                      .promised_sql_rate = CONTRACT_NO_SHARE,
                      .guarantee_credit_per_sql = CONTRACT_NO_SHARE,
                      .renewal_date = DAY_NONE,
                      .last_evaluated = DAY_NONE,
                      .duplicates_billable = BILL_OTHER | BILL_KNOWN};
}
