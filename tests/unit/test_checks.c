/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks find what they look for: each is broken once, and no other speaks. And the lists of what was read. */
#include "models/checks.h"
#include "tests/support/check.h"
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

/* A result of two vendors in which all is right. */
typedef struct Whole {
    FileReport file;
    Provenance provenance;
    VendorResult vendors[2];
    ScenarioResult scenario;
    Result result;
} Whole;

static void set_vendor(VendorResult *vendor, const char *name, int64_t k) {
    *vendor = (VendorResult){.vendor = str_from(name)};
    vendor->counts.delivered = 10 * k;
    vendor->counts.class[CLASS_WON] = 2 * k;
    vendor->counts.class[CLASS_REJECTED] = 8 * k;
    vendor->counts.stage[STAGE_DELIVERED] = 10 * k;
    for (int s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) vendor->counts.stage[s] = 2 * k;
    vendor->ledger.part[PART_SDR_REJECTED_FIT] = 30 * k;
    vendor->ledger.part[PART_SDR_REJECTED_DATA] = 10 * k;
    vendor->ledger.part[PART_OPS_DUPLICATE] = 7 * k;
    Money *line = vendor->ledger.line;
    line[LINE_INVOICE] = 1000 * k;
    line[LINE_CREDITS] = 100 * k;
    line[LINE_OPS_WASTE] = 7 * k;
    line[LINE_SDR_WASTE] = 40 * k;
    line[LINE_DELIVERABILITY] = 3 * k;
    line[LINE_TOOLS] = 50 * k;
    line[LINE_TRUE_COST] = 1000 * k; /* 1,000 - 100 + 7 + 40 + 3 + 50 */
    line[LINE_CASH] = 953 * k;
    line[LINE_TIME] = 47 * k;
}

static void set_whole(Whole *w) {
    *w = (Whole){.file = {.file = STR("leads.csv"),
                          .rows_read = 45,
                          .leads = 30,
                          .joined = 1,
                          .unmatched = 2,
                          .repeated = 3,
                          .excluded = 4,
                          .quarantined = 1,
                          .after_as_of = 2,
                          .outside_period = 1,
                          .footers = 1}};
    w->provenance = (Provenance){.files = &w->file, .file_count = 1};
    set_vendor(&w->vendors[0], "A", 1);
    set_vendor(&w->vendors[1], "B", 2);
    w->scenario = (ScenarioResult){.vendors = w->vendors, .vendor_count = 2, .tools_total = 150};
    set_vendor(&w->scenario.total, "Total", 3);
    w->result = (Result){
        .currency = {"USD"}, .provenance = &w->provenance, .scenarios = &w->scenario, .scenario_count = 1};
}

static void lose_a_row(Whole *w) { w->file.rows_read++; }
static void lose_a_lead(Whole *w) { w->scenario.total.counts.delivered++; }
static void move_a_class(Whole *w) {
    w->vendors[1].counts.class[CLASS_WON]--;
    w->vendors[1].counts.class[CLASS_LOST]++;
}
static void raise_a_stage(Whole *w) {
    w->vendors[1].counts.stage[STAGE_OPPORTUNITY]++;
    w->scenario.total.counts.stage[STAGE_OPPORTUNITY]++;
}
static void forget_credits(Whole *w) {
    w->vendors[0].ledger.line[LINE_CREDITS]--;
    w->scenario.total.ledger.line[LINE_CREDITS]--;
}
static void misplace_cash(Whole *w) {
    w->vendors[0].ledger.line[LINE_CASH]++;
    w->scenario.total.ledger.line[LINE_CASH]++;
}
static void lose_a_part(Whole *w) { w->vendors[1].ledger.part[PART_SDR_REJECTED_FIT]--; }
static void earn_by_waste(Whole *w) {
    VendorResult *both[] = {&w->vendors[0], &w->scenario.total};
    for (size_t i = 0; i < 2; i++) {
        Money *line = both[i]->ledger.line;
        line[LINE_DELIVERABILITY] -= 1000;
        line[LINE_TRUE_COST] -= 1000;
        line[LINE_CASH] -= 1000;
    }
}
static void lose_tools(Whole *w) { w->scenario.tools_total++; }

static const struct {
    const char *check, *detail; /* what the detail of the broken one names */
    void (*break_it)(Whole *);
} BROKEN[] = {
    {"row arithmetic", "leads.csv", lose_a_row},
    {"classes add up to delivered", "30 in classes, 31 delivered", lose_a_lead},
    {"vendors add up to the total", "2 vendors", move_a_class},
    {"stages never rise", "not so for B", raise_a_stage},
    {"lines make the true cost", "not so for A", forget_credits},
    {"lines make the true cost", "not so for A", misplace_cash},
    {"parts make the lines", "not so for B", lose_a_part},
    {"true cost covers the net invoice", "not so for A", earn_by_waste},
    {"tools are allocated in full", "1.50", lose_tools},
};

static void a_whole_result_passes_every_check_and_each_says_what_it_compared(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Whole w;
    set_whole(&w);
    size_t count;
    const Check *checks = checks_run(&w.result, arena, &count);
    assert_int_equal(count, 8);
    for (size_t i = 0; i < count; i++) {
        if (!checks[i].ok) fail_msg("%.*s: %.*s", STR_ARGS(checks[i].name), STR_ARGS(checks[i].detail));
        assert_true(checks[i].detail.len > 0);
        for (size_t j = 0; j < i; j++) assert_false(str_equal(checks[i].name, checks[j].name));
    }
    arena_free(arena);
}

static void each_broken_identity_is_found_by_its_check_and_named(void **state) {
    (void)state;
    for (size_t b = 0; b < COUNT_OF(BROKEN); b++) {
        Arena *arena = check_arena();
        Whole w;
        set_whole(&w);
        BROKEN[b].break_it(&w);
        size_t count;
        const Check *checks = checks_run(&w.result, arena, &count);
        for (size_t i = 0; i < count; i++) {
            const bool meant = str_equal(checks[i].name, str_from(BROKEN[b].check));
            if (checks[i].ok == meant)
                fail_msg("broken '%s': '%.*s' %s", BROKEN[b].check, STR_ARGS(checks[i].name),
                         checks[i].ok ? "passes" : "fails");
            if (meant && !strstr(str_copy(arena, checks[i].detail).at, BROKEN[b].detail))
                fail_msg("%s: %.*s", BROKEN[b].check, STR_ARGS(checks[i].detail));
        }
        arena_free(arena);
    }
}

static void each_way_that_a_row_can_go_is_a_term_of_the_row_arithmetic(void **state) {
    (void)state;
    Whole w;
    set_whole(&w);
    assert_true(provenance_adds_up(&w.file));
    int64_t *const terms[] = {&w.file.leads,       &w.file.joined,         &w.file.unmatched,
                              &w.file.repeated,    &w.file.excluded,       &w.file.quarantined,
                              &w.file.after_as_of, &w.file.outside_period, &w.file.footers};
    for (size_t i = 0; i < COUNT_OF(terms); i++) {
        ++*terms[i];
        assert_false(provenance_adds_up(&w.file));
        w.file.rows_read++;
        assert_true(provenance_adds_up(&w.file));
    }
}

static void what_was_read_is_listed_in_the_order_it_came(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Provenance provenance = {.arena = arena};
    for (int i = 0; i < 20; i++) {
        FileReport *report = provenance_add_file(&provenance);
        assert_true(report->rows_read == 0 && report->file.len == 0);
        report->rows_read = i;
        provenance_add_bad_row(&provenance, (BadRow){.line = i});
        provenance_add_notice(&provenance, "code", str_format(arena, "notice %d", i));
    }
    assert_int_equal(provenance.file_count, 20);
    assert_int_equal(provenance.bad_row_count, 20);
    assert_int_equal(provenance.notice_count, 20);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(provenance.files[i].rows_read, i);
        assert_int_equal(provenance.bad_rows[i].line, i);
    }
    check_text(provenance.notices[19].text, "notice 19");
    assert_string_equal(provenance.notices[7].code, "code");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_result_passes_every_check_and_each_says_what_it_compared),
        cmocka_unit_test(each_broken_identity_is_found_by_its_check_and_named),
        cmocka_unit_test(each_way_that_a_row_can_go_is_a_term_of_the_row_arithmetic),
        cmocka_unit_test(what_was_read_is_listed_in_the_order_it_came),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
