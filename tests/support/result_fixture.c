/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/result_fixture.h"
#include "models/checks.h"
#include <string.h>

/* Leads by class, in the order of OutcomeClass; rejected leads are then split by kind. Invoices in cents. */
static const struct {
    const char *name;
    int64_t class[CLASS_COUNT], fit, timing, data, free, credited, bounces, lost_early;
    Money price, booked;
    double chance;
} VENDOR[FIXTURE_VENDORS] = {
    /*               dup ret inv  won lost opp sql disq rej acc touch untouched */
    {"Bramblegate",
     {19, 7, 33, 9, 14, 21, 60, 96, 251, 44, 101, 85},
     88,
     99,
     31,
     12,
     22,
     17,
     3,
     6450,
     4200000,
     .131},
    {"Fennmark",
     {28, 6, 131, 3, 6, 11, 29, 61, 168, 20, 60, 37},
     64,
     44,
     40,
     11,
     54,
     60,
     2,
     5200,
     2600000,
     .004},
    {"Hazelport Intent", {5, 1, 5, 0, 0, 0, 0, 12, 31, 30, 41, 40}, 10, 14, 3, 2, 0, 3, 0, 7400, 0, .06},
    {"Pennyloom",
     {61, 17, 145, 4, 9, 12, 41, 130, 552, 51, 195, 163},
     290,
     110,
     98,
     20,
     55,
     77,
     4,
     3800,
     4800000,
     .0004},
    {"Quillharbor",
     {9, 2, 10, 12, 18, 22, 48, 41, 93, 31, 66, 58},
     21,
     51,
     7,
     3,
     8,
     5,
     2,
     11800,
     4700000,
     .789},
    {"Stagelantern Events",
     {15, 0, 24, 4, 7, 9, 24, 50, 119, 24, 66, 58},
     43,
     45,
     12,
     6,
     4,
     11,
     1,
     9600,
     3900000,
     .0156},
};

static void split_parts(Counts *counts) {
    static const struct {
        LedgerPart part;
        OutcomeClass class;
    } WHOLE[] = {{PART_OPS_DUPLICATE, CLASS_DUPLICATE},      {PART_OPS_RETURNED, CLASS_RETURNED},
                 {PART_OPS_INVALID, CLASS_INVALID},          {PART_SDR_INVALID, CLASS_INVALID},
                 {PART_SDR_DUPLICATE, CLASS_DUPLICATE},      {PART_SDR_RETURNED, CLASS_RETURNED},
                 {PART_SDR_DISQUALIFIED, CLASS_DISQUALIFIED}};
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++)
        counts->part[WHOLE[i].part].leads = counts->class[WHOLE[i].class];
    for (int k = 0; k < KIND_COUNT; k++) counts->part[PART_SDR_REJECTED_FIT + k].leads = counts->kind[k];
    counts->part[PART_SDR_QUIET].leads = counts->quiet;
    counts->part[PART_SDR_ACCEPTED].leads = counts->class[CLASS_ACCEPTED];
    counts->part[PART_SDR_TOUCHED].leads = counts->class[CLASS_TOUCHED] - counts->quiet;
    counts->part[PART_SDR_LOST_BEFORE_SQL].leads = counts->lost_before_sql;
    counts->part[PART_SDR_SQL].leads = counts->stage[STAGE_SQL];
    for (int p = 0; p < PART_COUNT; p++) { /* some leads are observed, in odd numbers */
        PartLeads *part = &counts->part[p];
        const bool ops = LEDGER_PARTS[p].ops, assumed = LEDGER_PARTS[p].minutes >= 0;
        part->own_leads = part->leads / 9;
        part->own_minutes = part->own_leads * 7333333;
        part->touch_leads = ops       ? 0
                            : assumed ? (part->leads - part->own_leads) / 3
                                      : part->leads - part->own_leads;
        part->touches = assumed ? 2 * part->touch_leads + part->touch_leads / 2 : part->touch_leads / 5;
    }
}

static Counts count(size_t v) {
    Counts counts = {.credited = VENDOR[v].credited,
                     .bounces = VENDOR[v].bounces,
                     .pre_existing = 1,
                     .excluded_but_converted = 2,
                     .lost_before_sql = VENDOR[v].lost_early};
    memcpy(counts.class, VENDOR[v].class, sizeof counts.class);
    for (int c = 0; c < CLASS_COUNT; c++) counts.delivered += counts.class[c];
    counts.kind[KIND_FIT] = VENDOR[v].fit;
    counts.kind[KIND_TIMING] = VENDOR[v].timing;
    counts.kind[KIND_DATA] = VENDOR[v].data;
    counts.kind[KIND_OTHER] =
        counts.class[CLASS_REJECTED] - VENDOR[v].fit - VENDOR[v].timing - VENDOR[v].data;
    counts.invoiced = counts.delivered - counts.class[CLASS_RETURNED] - VENDOR[v].free;
    counts.quiet = counts.class[CLASS_TOUCHED] / 2;
    counts.open = counts.class[CLASS_ACCEPTED] + counts.class[CLASS_TOUCHED] + counts.class[CLASS_UNTOUCHED] -
                  counts.quiet;
    counts.worked = counts.delivered - counts.class[CLASS_UNTOUCHED];
    const int64_t *class = counts.class;
    counts.stage[STAGE_DELIVERED] = counts.delivered;
    counts.stage[STAGE_WON] = class[CLASS_WON];
    counts.stage[STAGE_OPPORTUNITY] = class[CLASS_WON] + class[CLASS_OPPORTUNITY] + class[CLASS_LOST] / 2;
    counts.stage[STAGE_SQL] = class[CLASS_WON] + class[CLASS_OPPORTUNITY] + class[CLASS_LOST] -
                              counts.lost_before_sql + class[CLASS_SQL];
    counts.stage[STAGE_ACCEPTED] =
        counts.stage[STAGE_SQL] + counts.lost_before_sql + class[CLASS_DISQUALIFIED] + class[CLASS_ACCEPTED];
    split_parts(&counts);
    return counts;
}

static Books book(const Counts *counts, size_t v, FixtureKind kind) {
    Books books = {.booked = VENDOR[v].booked, .credits = VENDOR[v].credited * VENDOR[v].price};
    books.accrued_leads = counts->invoiced / (VENDOR[v].booked ? 10 : 1);
    books.accrued = books.accrued_leads * VENDOR[v].price;
    books.invoice = books.booked + books.accrued;
    books.prepaid = v == 1 ? 125050 : 0;
    books.priced_leads = counts->invoiced;
    books.priced = counts->invoiced * VENDOR[v].price;
    if (kind == FIXTURE_FULL || (kind == FIXTURE_NO_CONTRACT && v > 0)) return books;
    const Why why = {"no_contract", STR("no contract, no price of its own and no booked amount")};
    return (Books){.why = why, .stated_why = why};
}

/* A likely range that nobody computed: from 20 % below to 30 % above. */
static Interval around(Figure figure) {
    const double value = figure.value;
    return (Interval){1.02 * value, .8 * value, value, 1.3 * value, figure.why};
}

static Outlook *look_ahead(Arena *arena, double open, bool known) {
    Outlook *outlook = ARENA_NEW(arena, Outlook);
    const Why why = {known ? NULL : "no_stage", STR("no file has a column or status for SQL")};
    *outlook = (Outlook){.month = MONTH_NONE,
                         .sql = around((Figure){.11 * open, why}),
                         .opportunity = around((Figure){.06 * open, why}),
                         .won = around((Figure){.021 * open, why}),
                         .value = around((Figure){520 * open, why})};
    return outlook;
}

static void fill_values(VendorResult *vendor, const Result *result, Arena *arena) {
    MetricFacts facts = {.counts = &vendor->counts,
                         .ledger = &vendor->ledger,
                         .books = &vendor->books,
                         .currency = result->currency,
                         .has_stage = result->has_stage};
    for (int s = 0; s < STAGE_COUNT; s++) facts.reached[s] = (double)vendor->counts.stage[s];
    for (int m = 0; m < METRIC_COUNT; m++) {
        if (!metric_row((MetricId)m)->compute) continue;
        vendor->value[m] = metric_compute((MetricId)m, &facts);
        vendor->interval[m] = around(vendor->value[m]);
    }
    for (int s = 0; s < STAGE_COUNT - 1; s++) { /* a tenth cheaper, a tenth more, where there is anything */
        Figure cost = vendor->value[METRIC_COST_PER_ACCEPTED + s];
        Figure rate = vendor->value[METRIC_RATE_ACCEPTED + s];
        cost.value *= .9;
        rate.value *= 1.1;
        vendor->interval[METRIC_AT_COST_PER_ACCEPTED + s] = around(cost);
        vendor->interval[METRIC_AT_RATE_ACCEPTED + s] = around(rate);
    }
    vendor->interval[METRIC_AT_TRUE_CPL] = around(vendor->value[METRIC_TRUE_CPL]);
    vendor->verdict = (Verdict){.code = VERDICT_HOLD, .because = STR("nothing is decided in a fixture")};
    vendor->own_weight = .9;
    vendor->sql_cost_floor = vendor->value[METRIC_TRUE_CPL];
    vendor->sql_cost_floor.value *= 6.5;
    vendor->outlook = look_ahead(arena, (double)vendor->counts.open, result->has_stage[STAGE_SQL]);
    vendor->outlook_count = 1;
}

static void add_counts(Counts *total, const Counts *counts) {
    enum { FIELDS = sizeof(Counts) / sizeof(int64_t) }; /* every field of Counts is a 64-bit number */
    int64_t sum[FIELDS], add[FIELDS];
    memcpy(sum, total, sizeof sum);
    memcpy(add, counts, sizeof add);
    for (size_t i = 0; i < FIELDS; i++) sum[i] += add[i];
    memcpy(total, sum, sizeof sum);
}

static void weigh_tools(const ScenarioResult *scenario, int64_t weights[FIXTURE_VENDORS]) {
    for (size_t v = 0; v < FIXTURE_VENDORS; v++) {
        const Counts *counts = &scenario->vendors[v].counts;
        weights[v] = counts->delivered - counts->class[CLASS_UNTOUCHED] - counts->class[CLASS_DUPLICATE] -
                     counts->class[CLASS_RETURNED];
    }
}

static void evaluate(ScenarioResult *scenario, const Result *result, FixtureKind kind, Arena *arena) {
    enum { MONTHS = 12 };
    const Values values = ledger_values(scenario->set);
    int64_t weights[FIXTURE_VENDORS];
    Money tools[FIXTURE_VENDORS];
    Ledger ledgers[FIXTURE_VENDORS];
    Books books[FIXTURE_VENDORS];
    scenario->tools_total =
        MONTHS * money_from_decimal(scenario->set->of[ASSUME_TOOLS_COST].base, result->currency);
    scenario->vendors = ARENA_ARRAY(arena, VendorResult, FIXTURE_VENDORS);
    scenario->vendor_count = FIXTURE_VENDORS;
    for (size_t v = 0; v < FIXTURE_VENDORS; v++) {
        VendorResult *vendor = &scenario->vendors[v];
        *vendor = (VendorResult){.vendor = str_from(VENDOR[v].name), .counts = count(v)};
        vendor->books = books[v] = book(&vendor->counts, v, kind);
        add_counts(&scenario->total.counts, &vendor->counts);
    }
    weigh_tools(scenario, weights);
    ledger_split(scenario->tools_total, weights, FIXTURE_VENDORS, tools);
    Decimal minutes = 0;
    for (size_t v = 0; v < FIXTURE_VENDORS; v++) {
        VendorResult *vendor = &scenario->vendors[v];
        vendor->ledger = ledgers[v] =
            ledger_compute(&vendor->counts, &vendor->books, &values, tools[v], result->currency);
        fill_values(vendor, result, arena);
        vendor->value[METRIC_P_CHEAPEST] =
            figure_is_known(vendor->value[METRIC_TRUE_CPL]) && result->has_stage[STAGE_SQL]
                ? figure_of(VENDOR[v].chance)
                : figure_unknown((Why){"no_cost", STR("its costs are not known")});
    }
    scenario->total.vendor = STR("Total");
    scenario->total.ledger = ledger_total(ledgers, FIXTURE_VENDORS);
    scenario->total.books = books_total(books, FIXTURE_VENDORS);
    fill_values(&scenario->total, result, arena);
    scenario->total.value[METRIC_P_CHEAPEST] = figure_unknown((Why){"total", STR("a total has no rivals")});
    for (int p = 0; p < PART_COUNT; p++)
        minutes +=
            LEDGER_PARTS[p].ops ? 0 : ledger_work(&values, (LedgerPart)p, &scenario->total.counts.part[p]);
    scenario->sdr_hours_a_week = decimal_to_double(minutes) / 60 / rollup_weeks(result->rollup);
    scenario->sdr_capacity_hours = figure_of(4 * .6 * 40);
}

static void give(AssumptionSet *set, AssumptionId id, const char *low, const char *base, const char *high) {
    Err err;
    if (assumption_set(set, id, str_from(low), str_from(base), str_from(high), STR(""), false, &err) != OK)
        return;
    set->of[id].origin = FROM_FILE;
    set->of[id].file = STR("assumptions.csv");
    set->of[id].line = 2 + (long)id;
    set->of[id].source = STR("finance, budget 2026");
}

static void change(AssumptionSet *set, AssumptionId id, const char *cell) {
    Err err;
    (void)assumption_set_cell(set, id, str_from(cell), &err);
}

static AssumptionSet *make_sets(Arena *arena) {
    AssumptionSet *sets = ARENA_ARRAY(arena, AssumptionSet, FIXTURE_SCENARIOS);
    sets[0] = assumption_defaults();
    give(&sets[0], ASSUME_SDR_COST_PER_YEAR, "78000", "84333.33", "93000");
    give(&sets[0], ASSUME_SDR_COUNT, "", "4", "");
    give(&sets[0], ASSUME_SDR_SHARE, "", "60%", "");
    give(&sets[0], ASSUME_BOUNCE_COST, "", "0.35", "");
    give(&sets[0], ASSUME_TOOLS_COST, "", "1450.55", "");
    give(&sets[0], ASSUME_TOOLS_KEY, "", "touched", "");
    for (size_t s = 1; s < FIXTURE_SCENARIOS; s++) sets[s] = sets[0];
    sets[1].name = STR("few attempts");
    change(&sets[1], ASSUME_TOUCH_ATTEMPTS, "2");
    sets[2].name = STR("many attempts");
    change(&sets[2], ASSUME_TOUCH_ATTEMPTS, "8");
    change(&sets[2], ASSUME_TOUCH_MINUTES, "4.25");
    change(&sets[2], ASSUME_SDR_QUIET, "45");
    return sets;
}

static const Provenance *make_provenance(Arena *arena) {
    Provenance *provenance = ARENA_NEW(arena, Provenance);
    provenance->arena = arena;
    *provenance_add_file(provenance) = (FileReport){.file = STR("leads.csv"),
                                                    .role = STR("leads"),
                                                    .rows_read = 3853,
                                                    .leads = 3836,
                                                    .repeated = 3,
                                                    .excluded = 5,
                                                    .quarantined = 8,
                                                    .footers = 1};
    *provenance_add_file(provenance) = (FileReport){.file = STR("contracts.csv"), .role = STR("contracts")};
    for (long i = 0; i < 8; i++) {
        const BadRow row = {STR("leads.csv"), 312 + 97 * i, i % 2 ? STR("delivered_at") : STR(""),
                            STR("2026-02-31"),
                            i % 2 ? STR("not a day of the calendar") : STR("fewer cells than the header")};
        provenance_add_bad_row(provenance, row);
    }
    provenance_add_notice(provenance, "unmapped_status",
                          STR("2 statuses have no meaning and count as untouched: =SUM(A1), @later"));
    return provenance;
}

Result *result_fixture_make(Arena *arena, FixtureKind kind) {
    Result *result = ARENA_NEW(arena, Result);
    const Day as_of = day_from_civil((Civil){2026, 8, 31}), first = day_from_civil((Civil){2025, 9, 1});
    Rollup *rollup = ARENA_NEW(arena, Rollup);
    *rollup = (Rollup){.definitions = {.as_of = as_of, .from = DAY_NONE, .to = DAY_NONE},
                       .has_dates = true,
                       .first_delivery = first,
                       .last_delivery = as_of};
    *result = (Result){.version = "0.1.0",
                       .case_name = STR("Fixture & Sons"),
                       .currency = {"USD"},
                       .definitions = {.as_of = as_of,
                                       .from = DAY_NONE,
                                       .to = DAY_NONE,
                                       .accept_days = 30,
                                       .quiet_days = 90,
                                       .duplicate_days = 365},
                       .has_dates = true,
                       .has_contracts = kind != FIXTURE_NO_STAGES,
                       .has_spend = kind != FIXTURE_NO_STAGES,
                       .first_delivery = first,
                       .rollup = rollup,
                       .provenance = make_provenance(arena),
                       .scenarios = ARENA_ARRAY(arena, ScenarioResult, FIXTURE_SCENARIOS),
                       .scenario_count = FIXTURE_SCENARIOS,
                       .seed = 1};
    result->has_stage[STAGE_DELIVERED] = true;
    for (int s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) result->has_stage[s] = kind != FIXTURE_NO_STAGES;
    AssumptionSet *sets = make_sets(arena);
    for (size_t s = 0; s < FIXTURE_SCENARIOS; s++) {
        result->scenarios[s].set = &sets[s];
        evaluate(&result->scenarios[s], result, kind, arena);
    }
    result->checks = checks_run(result, arena, &result->check_count);
    return result;
}
