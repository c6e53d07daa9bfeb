/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger against exact fractions worked out elsewhere (tests/vectors/README.md), to the cent. */
#include "models/metrics.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_VENDORS = 3 };

/* A case of ledger_case.csv, run through the whole ledger. */
typedef struct Case {
    Arena *arena;
    const char *names[MOST_VENDORS];
    size_t count;
    Currency usd;
    Values values;
    Rollup rollup;
    Counts counts[MOST_VENDORS];
    Books books[MOST_VENDORS];
    Money tools[MOST_VENDORS];
    Ledger ledgers[MOST_VENDORS];
} Case;

static Str cell_of(const Vectors *in, const char *name, const char *vendor, const char *key) {
    for (size_t i = 0; i < vectors_count(in); i++) {
        if (vectors_is(in, i, "case", name) && vectors_is(in, i, "vendor", vendor) &&
            vectors_is(in, i, "key", key)) {
            return str_from(vectors_text(in, i, "value"));
        }
    }
    return STR("0");
}

static Decimal decimal_of(const Vectors *in, const char *name, const char *vendor, const char *key) {
    Decimal value = 0;
    assert_true(decimal_parse(cell_of(in, name, vendor, key), &value));
    return value;
}

static int64_t whole_of(const Vectors *in, const char *name, const char *vendor, const char *key) {
    return decimal_of(in, name, vendor, key) / DECIMAL_ONE;
}

/* Which of our assumptions each key of the case is. */
static const struct {
    const char *key;
    AssumptionId id;
} KEYS[] = {
    {"sdr_cost_per_year", ASSUME_SDR_COST_PER_YEAR},
    {"sdr_hours_per_year", ASSUME_SDR_HOURS_PER_YEAR},
    {"ops_cost_per_hour", ASSUME_OPS_COST_PER_HOUR},
    {"ops_duplicate", ASSUME_OPS_DUPLICATE},
    {"ops_returned", ASSUME_OPS_RETURNED},
    {"ops_invalid", ASSUME_OPS_INVALID},
    {"sdr_invalid", ASSUME_SDR_INVALID},
    {"sdr_rejected", ASSUME_SDR_REJECTED},
    {"sdr_disqualified", ASSUME_SDR_DISQUALIFIED},
    {"sdr_touched", ASSUME_SDR_TOUCHED},
    {"sdr_accepted", ASSUME_SDR_ACCEPTED},
    {"sdr_sql", ASSUME_SDR_SQL},
    {"bounce_cost", ASSUME_BOUNCE_COST},
};

/* Which cells of a rollup each count of the case is. */
static const struct {
    const char *key;
    OutcomeClass class;
    ReasonKind kind;
    Stage reached;
} CELLS[] = {
    {"duplicate", CLASS_DUPLICATE, KIND_NONE, STAGE_DELIVERED},
    {"returned", CLASS_RETURNED, KIND_NONE, STAGE_DELIVERED},
    {"invalid", CLASS_INVALID, KIND_NONE, STAGE_DELIVERED},
    {"rejected_fit", CLASS_REJECTED, KIND_FIT, STAGE_DELIVERED},
    {"rejected_timing", CLASS_REJECTED, KIND_TIMING, STAGE_DELIVERED},
    {"rejected_data", CLASS_REJECTED, KIND_DATA, STAGE_DELIVERED},
    {"rejected_other", CLASS_REJECTED, KIND_OTHER, STAGE_DELIVERED},
    {"untouched", CLASS_UNTOUCHED, KIND_NONE, STAGE_DELIVERED},
    {"touched", CLASS_TOUCHED, KIND_NONE, STAGE_DELIVERED},
    {"disqualified", CLASS_DISQUALIFIED, KIND_NONE, STAGE_ACCEPTED},
    {"accepted", CLASS_ACCEPTED, KIND_NONE, STAGE_ACCEPTED},
    {"sql", CLASS_SQL, KIND_NONE, STAGE_SQL},
    {"opportunity", CLASS_OPPORTUNITY, KIND_NONE, STAGE_OPPORTUNITY},
    {"won", CLASS_WON, KIND_NONE, STAGE_WON},
    {"lost_after_opportunity", CLASS_LOST, KIND_NONE, STAGE_OPPORTUNITY},
    {"lost_after_sql", CLASS_LOST, KIND_NONE, STAGE_SQL},
    {"lost_before_sql", CLASS_LOST, KIND_NONE, STAGE_ACCEPTED},
};
enum { CELL_KINDS = sizeof CELLS / sizeof *CELLS };

static void add_vendor_cells(Case *c, const Vectors *in, const char *name, size_t v) {
    const char *vendor = c->names[v];
    const Money cpl = money_from_decimal(decimal_of(in, name, vendor, "stated_cpl"), c->usd);
    int64_t bounces = whole_of(in, name, vendor, "bounces"); /* all of them on the first cell */
    for (size_t k = 0; k < CELL_KINDS; k++) {
        const int64_t leads = whole_of(in, name, vendor, CELLS[k].key);
        if (!leads) continue;
        const bool billed = CELLS[k].class != CLASS_DUPLICATE && CELLS[k].class != CLASS_RETURNED;
        const int64_t credited = CELLS[k].class == CLASS_INVALID ? whole_of(in, name, vendor, "credited") : 0;
        c->rollup.cells[c->rollup.cell_count++] = (RollupCell){.vendor = (uint16_t)v,
                                                               .month = MONTH_NONE,
                                                               .class = (uint8_t)CELLS[k].class,
                                                               .kind = (uint8_t)CELLS[k].kind,
                                                               .reached = (uint8_t)CELLS[k].reached,
                                                               .currency = c->usd,
                                                               .leads = leads,
                                                               .invoiced = billed ? leads : 0,
                                                               .credited = credited,
                                                               .bounces = bounces,
                                                               .invoice = billed ? leads * cpl : 0,
                                                               .credits = credited * cpl};
        bounces = 0;
    }
}

static Case *run_case(const char *name, const char *const *vendors, size_t count) {
    Arena *arena = check_arena();
    Case *c = ARENA_NEW(arena, Case);
    *c = (Case){.arena = arena, .count = count, .usd = {"USD"}};
    Vectors *in = vectors_open("tests/vectors/ledger_case.csv");
    const AssumptionSet set = assumption_defaults();
    c->values = ledger_values(&set);
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        c->values.of[KEYS[i].id] = decimal_of(in, name, "", KEYS[i].key);
        c->values.known[KEYS[i].id] = true;
    }
    c->rollup = (Rollup){.definitions = {.as_of = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE},
                         .vendors = ARENA_ARRAY(arena, Str, count),
                         .vendor_count = count,
                         .cells = ARENA_ARRAY(arena, RollupCell, count * CELL_KINDS)};
    int64_t delivered[MOST_VENDORS];
    for (size_t v = 0; v < count; v++) {
        c->names[v] = vendors[v];
        c->rollup.vendors[v] = str_from(vendors[v]);
        add_vendor_cells(c, in, name, v);
        c->counts[v] = ledger_count(&c->rollup, (int)v, -1);
        delivered[v] = c->counts[v].delivered;
    }
    Money no_tools;
    bool has_tools;
    books_settle(&c->rollup, (Ledgers){.base = c->usd, .has_contracts = true}, arena, c->books, &no_tools,
                 &has_tools);
    ledger_split(money_from_decimal(decimal_of(in, name, "", "tools_cost"), c->usd), delivered, count,
                 c->tools);
    for (size_t v = 0; v < count; v++) {
        c->ledgers[v] = ledger_compute(&c->counts[v], &c->books[v], &c->values, c->tools[v], c->usd);
    }
    vectors_close(in);
    return c;
}

static const char *const L1[] = {"A", "B", "C"}, *const L2[] = {"T", "U"};

static Money line_or_part(const Ledger *ledger, const char *item, bool *found) {
    *found = true;
    for (int i = 0; i < LINE_COUNT; i++) {
        if (!strcmp(item, LEDGER_LINES[i].key)) return ledger->line[i];
    }
    for (int i = 0; i < PART_COUNT; i++) {
        if (!strcmp(item, LEDGER_PARTS[i].key)) return ledger->part[i];
    }
    *found = false;
    return 0;
}

/* Compares each money line of the reference that the ledger to date has; returns how many there were. */
static int compare_lines(const Case *c, const char *name) {
    Vectors *want = vectors_open("tests/vectors/ledger.csv");
    int compared = 0;
    const Ledger total = ledger_total(c->ledgers, c->count);
    for (size_t i = 0; i < vectors_count(want); i++) {
        if (!vectors_is(want, i, "case", name) || !*vectors_text(want, i, "cents")) continue;
        const Ledger *ledger = vectors_is(want, i, "vendor", "total") ? &total : NULL;
        for (size_t v = 0; v < c->count; v++) {
            if (vectors_is(want, i, "vendor", c->names[v])) ledger = &c->ledgers[v];
        }
        bool found;
        const Money got = line_or_part(ledger, vectors_text(want, i, "item"), &found);
        if (!found) continue;
        compared++;
        const Money cents = strtoll(vectors_text(want, i, "cents"), NULL, 10);
        if (got != cents)
            fail_msg("%s: %lld, expected %lld", vectors_text(want, i, "id"), (long long)got,
                     (long long)cents);
    }
    vectors_close(want);
    return compared;
}

static void three_vendors_agree_to_the_cent(void **state) {
    (void)state;
    Case *c = run_case("L1", L1, 3);
    assert_int_equal(compare_lines(c, "L1"), 3 * 21 + 11);
    arena_free(c->arena);
}

static void ties_of_half_a_cent_are_rounded_away_from_zero(void **state) {
    (void)state;
    Case *c = run_case("L2", L2, 2);
    assert_int_equal(compare_lines(c, "L2"), 2 * 21 + 11);
    arena_free(c->arena);
}

/* The names that the reference gives to our metrics. */
static const struct {
    const char *item, *key;
} RATIOS[] = {
    {"stated_cpl", "stated_cpl"},
    {"true_cpl", "true_cpl"},
    {"true_cpl_per_billable", "true_cpl_per.billable"},
    {"true_cpl_per_valid", "true_cpl_per.valid"},
    {"multiplier", "multiplier"},
    {"cost_per_sal", "cost_per.accepted"},
    {"cost_per_sql", "cost_per.sql"},
    {"cost_per_opportunity", "cost_per.opportunity"},
    {"cost_per_won", "cost_per.won"},
    {"open_share", "open_share"},
    {"delivered", "stages.delivered"},
    {"invoiced", "counts.invoiced"},
    {"billable", "counts.billable"},
    {"valid", "counts.valid"},
    {"in_spec", "counts.in_spec"},
    {"sal", "stages.accepted"},
    {"sql", "stages.sql"},
    {"opportunity", "stages.opportunity"},
    {"won", "stages.won"},
};

static const bool ALL_STAGES[STAGE_COUNT] = {true, true, true, true, true};

static Figure metric_of(const Case *c, const char *vendor, const char *key) {
    for (size_t v = 0; v < c->count; v++) {
        if (strcmp(c->names[v], vendor)) continue;
        MetricFacts facts = {&c->counts[v], &c->ledgers[v], &c->books[v], c->usd, ALL_STAGES, {0}};
        for (int s = 0; s < STAGE_COUNT; s++) facts.reached[s] = (double)c->counts[v].stage[s];
        return metric_compute(metric_find(str_from(key)), &facts);
    }
    return figure_unknown((Why){"no_vendor", STR("")});
}

static int compare_ratios(const Case *c, const char *name) {
    Vectors *want = vectors_open("tests/vectors/ledger.csv");
    int compared = 0;
    for (size_t i = 0; i < vectors_count(want); i++) {
        if (!vectors_is(want, i, "case", name) || vectors_is(want, i, "vendor", "total")) continue;
        for (size_t r = 0; r < sizeof RATIOS / sizeof *RATIOS; r++) {
            if (!vectors_is(want, i, "item", RATIOS[r].item)) continue;
            const Figure got = metric_of(c, vectors_text(want, i, "vendor"), RATIOS[r].key);
            compared++;
            if (vectors_is(want, i, "value", "not available")) assert_false(figure_is_known(got));
            else
                check_close(got.value, vectors_number(want, i, "value"), 1e-12, 0,
                            vectors_text(want, i, "id"));
        }
    }
    vectors_close(want);
    return compared;
}

static void ratios_divide_cents_by_counts(void **state) {
    (void)state;
    Case *c = run_case("L1", L1, 3);
    assert_int_equal(compare_ratios(c, "L1"), 3 * 19);
    arena_free(c->arena);
}

static void a_vendor_without_an_sql_has_no_cost_per_sql(void **state) {
    (void)state;
    Case *c = run_case("L2", L2, 2);
    assert_int_equal(compare_ratios(c, "L2"), 2 * 19);
    assert_string_equal(metric_of(c, "T", "cost_per.sql").why.code, "zero_conversions");
    arena_free(c->arena);
}

static void tools_are_split_by_any_key_without_losing_a_cent(void **state) {
    (void)state;
    Case *c = run_case("L1", L1, 3);
    int64_t touched[3], invoice[3];
    for (size_t v = 0; v < 3; v++) {
        const Counts *counts = &c->counts[v];
        touched[v] = counts->delivered - counts->class[CLASS_UNTOUCHED] - counts->class[CLASS_DUPLICATE] -
                     counts->class[CLASS_RETURNED];
        invoice[v] = c->ledgers[v].line[LINE_INVOICE];
    }
    Money split[3];
    ledger_split(100001, touched, 3, split); /* ledger.csv: tools.key_touched, tools.key_invoice */
    assert_int_equal(split[0], 55711);
    assert_int_equal(split[1], 28412);
    assert_int_equal(split[2], 15878);
    ledger_split(100001, invoice, 3, split);
    assert_int_equal(split[0], 38294);
    assert_int_equal(split[1], 30945);
    assert_int_equal(split[2], 30762);
    arena_free(c->arena);
}

static void class_minutes_follow_from_attempts_and_talk(void **state) {
    (void)state;
    const AssumptionSet set = assumption_defaults();
    const Values values = ledger_values(&set);
    static const struct {
        LedgerPart part;
        int minutes; /* CASE: base 5, 10, 10, 20, 30, 60 */
    } WANT[] = {{PART_SDR_REJECTED_FIT, 5}, {PART_SDR_INVALID, 10},  {PART_SDR_TOUCHED, 10},
                {PART_SDR_ACCEPTED, 10},    {PART_SDR_QUIET, 20},    {PART_SDR_DISQUALIFIED, 30},
                {PART_SDR_SQL, 60},         {PART_SDR_DUPLICATE, 0}, {PART_OPS_INVALID, 12},
                {PART_OPS_DUPLICATE, 4},    {PART_OPS_RETURNED, 9}};
    for (size_t i = 0; i < sizeof WANT / sizeof *WANT; i++) {
        assert_int_equal(ledger_minutes(&values, WANT[i].part), WANT[i].minutes * DECIMAL_ONE);
    }
}

static void observed_work_replaces_assumed_work(void **state) {
    (void)state;
    const AssumptionSet set = assumption_defaults();
    Values values = ledger_values(&set);
    /* ten SQLs: two with 33.5 own minutes together, three with 12 touches together, five with nothing */
    const PartLeads leads = {
        .leads = 10, .own_leads = 2, .own_minutes = 33500000, .touch_leads = 3, .touches = 12};
    /* 33.5 + 12 x 5 + 3 x (20 + 30) + 5 x 60 = 543.5 */
    assert_int_equal(ledger_work(&values, PART_SDR_SQL, &leads), 543500000);
    values.known[ASSUME_SDR_SQL] = true;
    values.of[ASSUME_SDR_SQL] = 40 * DECIMAL_ONE; /* a row of minutes wins over touches: 33.5 + 8 x 40 */
    assert_int_equal(ledger_work(&values, PART_SDR_SQL, &leads), 353500000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_vendors_agree_to_the_cent),
        cmocka_unit_test(ties_of_half_a_cent_are_rounded_away_from_zero),
        cmocka_unit_test(ratios_divide_cents_by_counts),
        cmocka_unit_test(a_vendor_without_an_sql_has_no_cost_per_sql),
        cmocka_unit_test(tools_are_split_by_any_key_without_losing_a_cent),
        cmocka_unit_test(class_minutes_follow_from_attempts_and_talk),
        cmocka_unit_test(observed_work_replaces_assumed_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
