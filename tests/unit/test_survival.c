/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/numerics.h"
#include "models/survival.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>
#include <string.h>

/* Leads of one case: `what` is the column that says won, lost or open (or 1, 0). */
static SurvivalData read_case(const Vectors *vectors, const char *name, const char *what, Arena *arena) {
    const size_t rows = vectors_count(vectors);
    SurvivalEntry *entries = ARENA_ARRAY(arena, SurvivalEntry, rows);
    SurvivalExit *exits = ARENA_ARRAY(arena, SurvivalExit, rows);
    size_t count = 0;
    for (size_t i = 0; i < rows; i++) {
        if (!vectors_is(vectors, i, "case", name)) continue;
        const double time = fmax(vectors_number(vectors, i, "time"), 0);
        const bool won = vectors_is(vectors, i, what, "won") || vectors_is(vectors, i, what, "1");
        const bool lost = vectors_is(vectors, i, what, "lost");
        entries[count] = (SurvivalEntry){(int32_t)fmax(vectors_number(vectors, i, "entry"), 0), 1};
        exits[count++] = (SurvivalExit){(int32_t)time, won, lost, !won && !lost};
    }
    return (SurvivalData){entries, count, exits, count};
}

/* NaN on both sides is agreement: the vectors leave the cell empty. */
static void check_or_none(double got, double want, const char *what) {
    if (isnan(want)) assert_true(isnan(got));
    else check_close(got, want, 1e-10, 0, what);
}

static void check_km_case(const Vectors *want, const char *name, SurvivalData data, Arena *arena) {
    SurvivalStep *steps;
    const size_t count = survival_steps(data, arena, &steps);
    SurvivalKm *km = ARENA_ARRAY(arena, SurvivalKm, count);
    survival_km(steps, count, .95, km);
    size_t step = 0;
    for (size_t i = 0; i < vectors_count(want); i++) {
        if (!vectors_is(want, i, "case", name)) continue;
        assert_true(step < count);
        assert_int_equal(steps[step].day, (int)vectors_number(want, i, "t"));
        assert_int_equal(steps[step].at_risk, (int)vectors_number(want, i, "n_risk"));
        assert_int_equal(steps[step].won, (int)vectors_number(want, i, "n_event"));
        assert_int_equal(steps[step].open, (int)vectors_number(want, i, "n_censor"));
        check_close(km[step].share, vectors_number(want, i, "surv"), 1e-10, 0, name);
        check_or_none(km[step].error, vectors_number(want, i, "std_err"), "std_err");
        check_or_none(km[step].low, vectors_number(want, i, "lo_loglog"), "lo_loglog");
        check_or_none(km[step++].high, vectors_number(want, i, "hi_loglog"), "hi_loglog");
    }
    assert_int_equal(step, count);
}

static void kaplan_meier_is_that_of_the_vectors(void **state) {
    (void)state;
    static const char *const CASES[] = {"ties",          "all_censored", "all_events",
                                        "delayed_entry", "negative_lag", "random200"};
    Arena *arena = check_arena();
    Vectors *in = vectors_open("tests/vectors/km_cases.csv"), *want = vectors_open("tests/vectors/km.csv");
    assert_int_equal(vectors_count(want), 146);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_km_case(want, CASES[i], read_case(in, CASES[i], "event", arena), arena);
    vectors_close(want);
    vectors_close(in);
    arena_free(arena);
}

static void check_aj_row(const Vectors *want, size_t row, SurvivalAj got) {
    check_close(got.won, vectors_number(want, row, "cif_won"), 1e-10, 0, "cif_won");
    check_close(got.lost, vectors_number(want, row, "cif_lost"), 1e-10, 0, "cif_lost");
    check_close(got.open, vectors_number(want, row, "p_open"), 1e-10, 1e-15, "p_open");
    check_close(got.won_error, vectors_number(want, row, "se_cif_won"), 1e-10, 1e-15, "se_cif_won");
    check_close(got.lost_error, vectors_number(want, row, "se_cif_lost"), 1e-10, 1e-15, "se_cif_lost");
    check_close(got.won + got.lost + got.open, 1, 1e-14, 0, "won + lost + open");
}

static void check_aj_case(const Vectors *want, const char *name, SurvivalData data, Arena *arena) {
    SurvivalStep *steps;
    const size_t count = survival_steps(data, arena, &steps);
    SurvivalAj *aj = ARENA_ARRAY(arena, SurvivalAj, count);
    SurvivalKm *km = ARENA_ARRAY(arena, SurvivalKm, count);
    survival_aj(steps, count, aj);
    survival_km(steps, count, .95, km);
    for (size_t i = 0; i < vectors_count(want); i++) {
        if (!vectors_is(want, i, "case", name)) continue;
        const long at = survival_step_at(steps, count, (int32_t)vectors_number(want, i, "t"));
        assert_true(at >= 0);
        assert_int_equal(steps[at].at_risk, (int)vectors_number(want, i, "n_risk"));
        check_aj_row(want, i, aj[at]);
        check_close(1 - km[at].share, vectors_number(want, i, "one_minus_km_won_wrong"), 1e-10, 1e-15,
                    "one_minus_km_won_wrong");
    }
}

static void aalen_johansen_is_that_of_the_vectors(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Vectors *in = vectors_open("tests/vectors/aj_cases.csv"), *want = vectors_open("tests/vectors/aj.csv");
    assert_int_equal(vectors_count(want), 139);
    for (size_t i = 0; i < vectors_count(want); i++) {
        const char *name = vectors_text(want, i, "case");
        if (i && strcmp(name, vectors_text(want, i - 1, "case")) == 0) continue;
        check_aj_case(want, name, read_case(in, name, "kind", arena), arena);
    }
    vectors_close(want);
    vectors_close(in);
    arena_free(arena);
}

/* Grouped counts, as a rollup has them: how many left on each day. */
static SurvivalData read_maven(const Vectors *vectors, const char *product, Arena *arena) {
    SurvivalExit *exits = ARENA_ARRAY(arena, SurvivalExit, vectors_count(vectors));
    SurvivalEntry *entry = ARENA_NEW(arena, SurvivalEntry);
    size_t count = 0;
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        if (strcmp(product, "ALL") != 0 && !vectors_is(vectors, i, "product", product)) continue;
        exits[count] = (SurvivalExit){
            (int32_t)vectors_number(vectors, i, "day"), (int64_t)vectors_number(vectors, i, "won"),
            (int64_t)vectors_number(vectors, i, "lost"), (int64_t)vectors_number(vectors, i, "open")};
        entry->leads += exits[count].won + exits[count].lost + exits[count].open;
        count++;
    }
    return (SurvivalData){entry, 1, exits, count};
}

static void losses_are_no_censoring_in_the_deals_of_a_hardware_seller(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Vectors *in = vectors_open("tests/vectors/aj_maven_cases.csv");
    Vectors *want = vectors_open("tests/vectors/aj_maven.csv");
    assert_int_equal(vectors_count(want), 32);
    for (size_t i = 0; i < vectors_count(want); i++) {
        const SurvivalData data = read_maven(in, vectors_text(want, i, "product"), arena);
        const int32_t t = (int32_t)vectors_number(want, i, "t");
        SurvivalStep *steps;
        const size_t count = survival_steps(data, arena, &steps);
        SurvivalAj *aj = ARENA_ARRAY(arena, SurvivalAj, count);
        SurvivalKm *km = ARENA_ARRAY(arena, SurvivalKm, count);
        survival_aj(steps, count, aj);
        survival_km(steps, count, .95, km);
        const long at = survival_step_at(steps, count, t);
        assert_int_equal(survival_at_risk(data, t), (int)vectors_number(want, i, "n_risk"));
        check_close(aj[at].won, vectors_number(want, i, "cif_won"), 1e-10, 0, "cif_won");
        check_close(aj[at].lost, vectors_number(want, i, "cif_lost"), 1e-10, 0, "cif_lost");
        check_close(aj[at].won_error, vectors_number(want, i, "se_cif_won"), 1e-10, 0, "se_cif_won");
        check_close(1 - km[at].share, vectors_number(want, i, "one_minus_km_won_wrong"), 1e-10, 0, "km");
    }
    vectors_close(want);
    vectors_close(in);
    arena_free(arena);
}

static void nobody_leaves_where_there_is_nobody(void **state) {
    (void)state;
    Arena *arena = check_arena();
    SurvivalStep *steps;
    assert_int_equal(survival_steps((SurvivalData){0}, arena, &steps), 0);
    assert_int_equal(survival_step_at(steps, 0, 30), -1);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kaplan_meier_is_that_of_the_vectors),
        cmocka_unit_test(aalen_johansen_is_that_of_the_vectors),
        cmocka_unit_test(losses_are_no_censoring_in_the_deals_of_a_hardware_seller),
        cmocka_unit_test(nobody_leaves_where_there_is_nobody),
    };
    numerics_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
