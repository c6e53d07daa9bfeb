/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gates trip above their limit, each on the figure it is about. The numbers are a pencil's. */
#include "models/gates.h"
#include "tests/support/check.h"

/* Data up to 2026-03-31; files of 200 and 10 rows, 1 row of each quarantined; of three vendors one without a contract, one
 * without leads; two statuses and a reason without a meaning. */
typedef struct Whole {
    FileReport files[2];
    Provenance provenance;
    SurveyVendor vendors[3];
    SurveyWord words[3];
    Survey survey;
    Result result;
} Whole;

static void set_whole(Whole *w) {
    *w = (Whole){.files = {{.rows_read = 200, .quarantined = 1}, {.rows_read = 10, .quarantined = 1}},
                 .vendors = {{.leads = 5, .contracted = true}, {.leads = 7}, {.leads = 0}},
                 .words = {{.field = LEAD_STATUS}, {.field = LEAD_STATUS}, {.field = LEAD_REJECT_REASON}}};
    w->provenance = (Provenance){.files = w->files, .file_count = 2};
    w->survey = (Survey){.vendors = w->vendors, .vendor_count = 3, .words = w->words, .word_count = 3};
    w->result = (Result){.provenance = &w->provenance, .survey = &w->survey, .has_contracts = true};
    assert_true(day_parse(STR("2026-03-31"), &w->result.definitions.as_of));
}

static const struct {
    const char *sentence, *gate, *limit, *today;
    double value, used_limit;
    bool tripped;
} CASES[] = {
    {"45 days are not stale", "stale", NULL, "2026-05-15", 45, 45, false},
    {"46 days are", "stale", NULL, "2026-05-16", 46, 45, true},
    {"data of tomorrow is not stale", "stale", "0", "2026-03-30", -1, 0, false},
    {"the worst file counts", "quarantine", NULL, "2026-04-01", .1, .01, true},
    {"a limit may be a percentage", "quarantine", "10%", "2026-04-01", .1, .1, false},
    {"or a share", "quarantine", "0.05", "2026-04-01", .1, .05, true},
    {"a vendor without leads is not new", "new-vendor", NULL, "2026-04-01", 1, 0, true},
    {"one new vendor may be allowed", "new-vendor", "1", "2026-04-01", 1, 1, false},
    {"a reason is no status", "unmapped-status", "1", "2026-04-01", 2, 1, true},
};

static GateResult run(const Result *result, const char *gate, const char *limit, const char *today,
                      Arena *arena) {
    const GateOption asked = {str_from(gate), limit ? str_from(limit) : (Str){NULL, 0}};
    GateResult *gates;
    Day day;
    Err err;
    assert_true(day_parse(str_from(today), &day));
    check_status(gates_run(result, &asked, 1, day, arena, &gates, &err), OK, &err);
    return gates[0];
}

static void a_gate_trips_above_its_limit(void **state) {
    Arena *arena = check_arena();
    Whole w;
    (void)state;
    set_whole(&w);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const GateResult gate = run(&w.result, CASES[i].gate, CASES[i].limit, CASES[i].today, arena);
        check_close(gate.value.value, CASES[i].value, 0, 0, CASES[i].sentence);
        check_close(gate.limit, CASES[i].used_limit, 0, 0, CASES[i].sentence);
        if (gate.tripped != CASES[i].tripped) check_fail_at(__FILE__, __LINE__, "%s", CASES[i].sentence);
    }
    arena_free(arena);
}

static void without_contracts_no_vendor_is_new(void **state) {
    Arena *arena = check_arena();
    Whole w;
    (void)state;
    set_whole(&w);
    w.result.has_contracts = false;
    assert_false(run(&w.result, "new-vendor", NULL, "2026-04-01", arena).tripped);
    arena_free(arena);
}

static void what_cannot_be_measured_trips(void **state) {
    Arena *arena = check_arena();
    Whole w;
    (void)state;
    set_whole(&w);
    w.result.definitions.as_of = DAY_NONE;
    const GateResult gate = run(&w.result, "stale", NULL, "2026-04-01", arena);
    assert_true(gate.tripped);
    assert_string_equal(gate.value.why.code, "no_dates");
    arena_free(arena);
}

static void limits_that_are_none_are_refused(void **state) {
    static const GateOption WRONG[] = {{{"stael", 5}, {NULL, 0}},      {{"stale", 5}, {"-1", 2}},
                                       {{"stale", 5}, {"1%", 2}},      {{"quarantine", 10}, {"101%", 4}},
                                       {{"quarantine", 10}, {"2", 1}}, {{"quarantine", 10}, {"", 0}}};
    Arena *arena = check_arena();
    Whole w;
    (void)state;
    set_whole(&w);
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        GateResult *gates;
        Err err;
        check_status(gates_run(&w.result, &WRONG[i], 1, 0, arena, &gates, &err), ERR_USAGE, &err);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gate_trips_above_its_limit),
        cmocka_unit_test(without_contracts_no_vendor_is_new),
        cmocka_unit_test(what_cannot_be_measured_trips),
        cmocka_unit_test(limits_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
