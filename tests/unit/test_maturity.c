/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/maturity.h"
#include "models/numerics.h"
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>
#include <string.h>

enum { VENDORS_MOST = 8, DAYS_MOST = 800 };

/* A portfolio that grows lead by lead. */
typedef struct Leads {
    const char *names[VENDORS_MOST];
    MaturityVendor vendors[VENDORS_MOST];
    MaturityData data;
} Leads;

static Leads *new_leads(size_t vendors, Arena *arena) {
    Leads *leads = ARENA_NEW(arena, Leads);
    for (size_t v = 0; v < vendors; v++) {
        leads->vendors[v].ages = ARENA_ARRAY(arena, MaturityAge, DAYS_MOST);
        leads->vendors[v].lags = ARENA_ARRAY(arena, MaturityLag, DAYS_MOST);
        for (int day = 0; day < DAYS_MOST; day++) {
            leads->vendors[v].ages[day].age = day;
            leads->vendors[v].lags[day].lag = day;
        }
    }
    leads->data = (MaturityData){MATURITY_WATCHED, leads->vendors, vendors};
    return leads;
}

static void add_leads(MaturityVendor *vendor, int age, double count) {
    vendor->ages[age].entered += count;
    vendor->entered += count;
    if ((size_t)age >= vendor->age_count) vendor->age_count = (size_t)age + 1;
}

static void add_wins(MaturityVendor *vendor, int age, int lag, double count) {
    vendor->ages[age].won += count;
    vendor->lags[lag].won += count;
    vendor->won += count;
    if ((size_t)lag >= vendor->lag_count) vendor->lag_count = (size_t)lag + 1;
}

static void add_losses(MaturityVendor *vendor, int age, int lag, double count) {
    vendor->ages[age].lost += count;
    vendor->lags[lag].lost += count;
    if ((size_t)lag >= vendor->lag_count) vendor->lag_count = (size_t)lag + 1;
}

static size_t vendor_number(Leads *leads, const char *name) {
    size_t v = 0;
    while (leads->names[v] && strcmp(leads->names[v], name) != 0) v++;
    leads->names[v] = name;
    if (v >= leads->data.vendor_count) leads->data.vendor_count = v + 1;
    return v;
}

static Leads *read_case(const Vectors *vectors, const char *name, Arena *arena) {
    Leads *leads = new_leads(VENDORS_MOST, arena);
    leads->data.vendor_count = 0;
    for (size_t i = 0; i < vectors_count(vectors); i++) {
        if (!vectors_is(vectors, i, "case", name)) continue;
        MaturityVendor *vendor = &leads->vendors[vendor_number(leads, vectors_text(vectors, i, "vendor"))];
        const int age = (int)vectors_number(vectors, i, "age");
        const double lag = vectors_number(vectors, i, "lag"), count = vectors_number(vectors, i, "count");
        add_leads(vendor, age, count);
        if (!isnan(lag)) add_wins(vendor, age, (int)lag, count);
    }
    return leads;
}

static Maturity fit(const MaturityData *data, Arena *arena) {
    Maturity maturity;
    Err err;
    check_status(maturity_fit(data, MATURITY_HORIZON, arena, arena, &maturity, &err), OK, &err);
    return maturity;
}

/* One quantity of the vectors. */
static double quantity_of(const Maturity *maturity, size_t vendor, const char *quantity, Arena *scratch) {
    if (strcmp(quantity, "n_eff") == 0) return maturity->equivalent[vendor];
    const Rate rate = maturity_rate(maturity, vendor, quantity[0] == 'c' ? INFINITY : 180, .9, scratch);
    const char *which = strrchr(quantity, '_') + 1;
    if (strcmp(which, "mean") == 0) return rate.mean;
    if (strcmp(which, "q05") == 0) return rate.low;
    return strcmp(which, "q50") == 0 ? rate.median : rate.high;
}

/* Against the dense grid as asked for (1e-3 on means, 1e-2 on quantiles), against the same 75 nodes closely. */
static void check_row(const Vectors *want, size_t row, double got) {
    const char *quantity = vectors_text(want, row, "quantity");
    const bool weight = strncmp(quantity, "weight", 6) == 0, quantile = strstr(quantity, "_q") != NULL;
    check_close(got, vectors_number(want, row, "value"),
                weight     ? 0
                : quantile ? 1e-2
                           : 1e-3,
                weight ? 1e-3 : 0, quantity);
    check_close(got, vectors_number(want, row, "value_gh5"), weight ? 0 : 5e-6, weight ? 1e-8 : 0, quantity);
}

static void the_corrected_rates_are_those_of_the_vectors(void **state) {
    (void)state;
    static const char *const CASES[] = {"low", "high"};
    Arena *arena = check_arena();
    Vectors *in = vectors_open("tests/vectors/maturity_cases.csv");
    Vectors *want = vectors_open("tests/vectors/maturity.csv");
    size_t checked = 0;
    for (size_t i = 0; i < 2; i++) {
        Leads *leads = read_case(in, CASES[i], arena);
        const Maturity maturity = fit(&leads->data, arena);
        for (size_t row = 0; row < vectors_count(want); row++) {
            if (!vectors_is(want, row, "case", CASES[i])) continue;
            const char *quantity = vectors_text(want, row, "quantity");
            double got = 0;
            for (LagFamily family = 0; family < LAG_FAMILIES; family++)
                if (strcmp(quantity + strlen("weight_"), lag_family_name(family)) == 0)
                    got = maturity.family_weight[family];
            if (strncmp(quantity, "weight", 6) != 0)
                got = quantity_of(&maturity, vendor_number(leads, vectors_text(want, row, "vendor")),
                                  quantity, arena);
            check_row(want, row, got);
            checked++;
        }
    }
    assert_int_equal(checked, vectors_count(want));
    vectors_close(want);
    vectors_close(in);
    arena_free(arena);
}

/* A log of what must happen on average: `leads` a day of age, of which `rate` convert after `lag` and, of the others,
 * `loss` are lost; seen since `covered` days (0: always). */
typedef struct World {
    double leads, rate;
    Lag lag;
    CureLoss loss;
    int oldest, covered;
    MaturityEntry kind;
} World;

static void live(const World *world, MaturityVendor *vendor) {
    for (int age = 0; age <= world->oldest; age++) {
        const int entry = world->covered && age > world->covered ? age - world->covered : 0;
        const bool absent = world->kind == MATURITY_TRUNCATED;
        const double lost = (1 - world->rate) * world->loss.share;
        const double gone = world->rate * lag_cdf(world->lag, entry) +
                            (lost > 0 ? lost * lag_cdf(world->loss.lag, entry) : 0);
        add_leads(vendor, age, world->leads * (absent ? 1 - gone : 1));
        vendor->ages[age].entry = entry;
        for (int d = entry; d <= age; d++) {
            add_wins(vendor, age, d, world->leads * world->rate * lag_between(world->lag, d, d + 1));
            if (lost > 0)
                add_losses(vendor, age, d, world->leads * lost * lag_between(world->loss.lag, d, d + 1));
        }
    }
}

static const Lag LAG = {LAG_WEIBULL, .9, 3.5};
static const CureLoss NO_LOSS = {0, {LAG_WEIBULL, 1, 0}};

static void check_recovered(World world, double tolerance) {
    static const double RATES[] = {.2, .1};
    Arena *arena = check_arena();
    Leads *leads = new_leads(2, arena);
    leads->data.kind = world.kind;
    for (size_t v = 0; v < 2; v++) {
        world.rate = RATES[v];
        live(&world, &leads->vendors[v]);
    }
    const Maturity maturity = fit(&leads->data, arena);
    assert_null(maturity.refused.code);
    for (size_t v = 0; v < 2; v++)
        check_close(maturity_rate(&maturity, v, INFINITY, .9, arena).mean, RATES[v], tolerance, 0, "rate");
    arena_free(arena);
}

static void what_converts_in_the_end_is_recovered_from_leads_of_all_ages(void **state) {
    (void)state;
    check_recovered((World){.leads = 40, .lag = LAG, .oldest = 150}, .02);
}

static void so_it_is_where_others_are_lost(void **state) {
    (void)state;
    const CureLoss loss = {.6, {LAG_WEIBULL, 1.3, 3.7}};
    check_recovered((World){.leads = 40, .lag = LAG, .loss = loss, .oldest = 150}, .02);
}

static void so_it_is_where_the_log_began_late_and_early_wins_went_unseen(void **state) {
    (void)state;
    check_recovered((World){.leads = 40, .lag = LAG, .oldest = 250, .covered = 100, .kind = MATURITY_UNSEEN},
                    .02);
}

static void so_it_is_where_leads_that_closed_before_the_log_are_absent(void **state) {
    (void)state;
    const CureLoss loss = {.6, {LAG_WEIBULL, 1.3, 3.7}};
    check_recovered(
        (World){.leads = 40, .lag = LAG, .oldest = 250, .covered = 100, .kind = MATURITY_TRUNCATED}, .02);
    check_recovered(
        (World){
            .leads = 40, .lag = LAG, .loss = loss, .oldest = 250, .covered = 100, .kind = MATURITY_TRUNCATED},
        .02);
}

static void a_log_that_begins_late_is_noticed(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Leads *late = new_leads(1, arena), *whole = new_leads(1, arena);
    live(&(World){20, .2, LAG, NO_LOSS, 250, 100, MATURITY_UNSEEN}, &late->vendors[0]);
    live(&(World){20, .2, LAG, NO_LOSS, 250, 0, MATURITY_WATCHED}, &whole->vendors[0]);
    assert_true(maturity_data_missing(&late->data, 100, arena) > 50);
    assert_true(maturity_data_missing(&whole->data, 249, arena) < 1);
    maturity_data_start_log(&late->data, 100, MATURITY_UNSEEN);
    assert_int_equal(late->vendors[0].ages[100].entry, 0);
    assert_int_equal(late->vendors[0].ages[130].entry, 30);
    arena_free(arena);
}

static void without_enough_to_learn_the_lag_from_there_is_a_reason(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Leads *leads = new_leads(2, arena);
    assert_string_equal(fit(&leads->data, arena).refused.code, "no_dates");
    add_leads(&leads->vendors[0], 40, 100);
    assert_string_equal(fit(&leads->data, arena).refused.code, "no_conversions");
    leads->vendors[0].ages[40].won = leads->vendors[0].ages[40].won_undated = leads->vendors[0].won = 9;
    assert_string_equal(fit(&leads->data, arena).refused.code, "no_lags");
    add_wins(&leads->vendors[0], 40, 3, 4);
    assert_string_equal(fit(&leads->data, arena).refused.code, "few_conversions");
    add_wins(&leads->vendors[0], 40, 4, 1);
    assert_null(fit(&leads->data, arena).refused.code);
    arena_free(arena);
}

static void a_vendor_without_leads_has_what_the_others_have_in_common(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Leads *leads = new_leads(3, arena);
    live(&(World){2, .2, LAG, NO_LOSS, 120, 0, MATURITY_WATCHED}, &leads->vendors[0]);
    live(&(World){2, .1, LAG, NO_LOSS, 120, 0, MATURITY_WATCHED}, &leads->vendors[1]);
    const Maturity maturity = fit(&leads->data, arena);
    const Rate none = maturity_rate(&maturity, 2, INFINITY, .9, arena);
    assert_true(none.own_share == 0);
    assert_true(none.mean > .1 && none.mean < .25);
    assert_true(none.high - none.low > maturity_rate(&maturity, 0, INFINITY, .9, arena).high - .1);
    arena_free(arena);
}

static void one_more_win_never_lowers_a_rate(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Leads *leads = new_leads(2, arena);
    live(&(World){1, .2, LAG, NO_LOSS, 90, 0, MATURITY_WATCHED}, &leads->vendors[0]);
    live(&(World){1, .1, LAG, NO_LOSS, 90, 0, MATURITY_WATCHED}, &leads->vendors[1]);
    const Maturity before = fit(&leads->data, arena);
    add_wins(&leads->vendors[0], 60, 20, 1);
    const Maturity after = fit(&leads->data, arena);
    assert_true(maturity_rate(&after, 0, 90, .9, arena).mean > maturity_rate(&before, 0, 90, .9, arena).mean);
    arena_free(arena);
}

static void the_order_of_the_vendors_changes_nothing(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Vectors *in = vectors_open("tests/vectors/maturity_cases.csv");
    Leads *leads = read_case(in, "high", arena);
    const Maturity there = fit(&leads->data, arena);
    const size_t count = leads->data.vendor_count;
    MaturityVendor *turned = ARENA_ARRAY(arena, MaturityVendor, count);
    for (size_t v = 0; v < count; v++) turned[v] = leads->vendors[count - 1 - v];
    const Maturity back = fit(&(MaturityData){MATURITY_WATCHED, turned, count}, arena);
    for (size_t v = 0; v < count; v++) {
        const Rate a = maturity_rate(&there, v, 180, .9, arena),
                   b = maturity_rate(&back, count - 1 - v, 180, .9, arena);
        check_close(a.mean, b.mean, 1e-8, 0, "mean");
        check_close(a.low, b.low, 1e-7, 0, "low");
    }
    vectors_close(in);
    arena_free(arena);
}

static void a_portfolio_that_has_seen_little_of_the_lag_is_called_young(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Leads *young = new_leads(1, arena), *old = new_leads(1, arena);
    const Lag slow = {LAG_WEIBULL, 1.5, 5};
    live(&(World){100, .2, slow, NO_LOSS, 40, 0, MATURITY_WATCHED}, &young->vendors[0]);
    live(&(World){20, .2, slow, NO_LOSS, 500, 0, MATURITY_WATCHED}, &old->vendors[0]);
    const Maturity a = fit(&young->data, arena), b = fit(&old->data, arena);
    assert_true(a.young);
    assert_false(b.young);
    assert_int_equal(a.horizon, 40); /* no further than the oldest lead has seen */
    assert_int_equal(b.horizon, 180);
    arena_free(arena);
}

/* On average, what has converted and what is still to come add up to the rate of all leads. */
static void what_open_leads_will_do_completes_the_rate(void **state) {
    (void)state;
    const CureLoss loss = {.6, {LAG_WEIBULL, 1.3, 3.7}};
    Arena *arena = check_arena();
    Leads *leads = new_leads(1, arena);
    live(&(World){60, .2, LAG, loss, 120, 0, MATURITY_WATCHED}, &leads->vendors[0]);
    const MaturityVendor *vendor = &leads->vendors[0];
    const Maturity maturity = fit(&leads->data, arena);
    const CureLoss found = maturity_losses(&maturity, &leads->data, arena);
    check_close(found.share, loss.share, .03, 0, "share lost");
    const double ever = maturity_open_wins(&maturity, &leads->data, 0, found, INFINITY);
    check_close(vendor->won + ever, .2 * vendor->entered, .02, 0, "won and to come");
    const double soon = maturity_open_wins(&maturity, &leads->data, 0, found, 120);
    check_close(vendor->won + soon, .2 * lag_cdf(LAG, 121) * vendor->entered, .02, 0, "within 120 days");
    assert_true(soon < ever);
    arena_free(arena);
}

/* Two segments of one vendor and another vendor; a loss without a day. By hand. */
static void a_rollup_is_read_by_vendor_with_its_segments_together(void **state) {
    (void)state;
    RollupFlow flows[] = {
        {0, 0, STAGE_DELIVERED, STAGE_SQL, 10, 5, 2, 1, 0, 1},
        {0, 0, STAGE_DELIVERED, STAGE_SQL, 30, 8, 3, 1, 1, 0},
        {0, 0, STAGE_SQL, STAGE_WON, 10, 2, 1, 0, 0, 0},
        {0, 1, STAGE_DELIVERED, STAGE_SQL, 10, 4, 1, 0, 1, 0},
        {1, 0, STAGE_DELIVERED, STAGE_SQL, -1, 7, 2, 0, 0, 2},
    };
    RollupLag lags[] = {
        {0, 0, STAGE_DELIVERED, STAGE_SQL, 3, 2, 1, 0},
        {0, 0, STAGE_DELIVERED, STAGE_SQL, 20, 2, 0, 1},
        {0, 0, STAGE_SQL, STAGE_WON, 4, 1, 0, 0},
        {0, 1, STAGE_DELIVERED, STAGE_SQL, 3, 1, 0, 1},
    };
    const Rollup rollup = {.vendor_count = 2, .flows = flows, .flow_count = 5, .lags = lags, .lag_count = 4};
    Arena *arena = check_arena();
    const MaturityData data = maturity_data_from_rollup(&rollup, STAGE_DELIVERED, STAGE_SQL, arena);
    const MaturityVendor *a = &data.vendors[0], *b = &data.vendors[1];
    assert_int_equal(a->age_count, 2);
    assert_true(a->ages[0].entered == 9 && a->ages[0].won == 3 && a->ages[0].lost == 2);
    assert_true(a->ages[0].won_undated == 1 && a->ages[1].won_undated == 0);
    assert_true(a->ages[0].lost_undated + a->ages[1].lost_undated == 1); /* 4 closed, 3 with a day */
    assert_int_equal(a->lag_count, 2);
    assert_true(a->lags[0].won == 3 && a->lags[0].lost == 2 && a->lags[1].won == 2);
    assert_true(a->entered == 17 && a->won == 6);
    assert_int_equal(b->age_count, 0);
    assert_true(b->ageless_entered == 7 && b->ageless_won == 2);
    assert_int_equal(maturity_data_oldest(&data), 30);
    assert_int_equal(maturity_data_longest(&data), 20);
    const MaturityCohort ten = maturity_data_cohort(a, 10), thirty = maturity_data_cohort(a, 30);
    assert_true(ten.leads == 16 && ten.won == 3 &&
                ten.undated == 1); /* two of six took longer than 10 days */
    assert_true(thirty.leads == 8 && thirty.won == 3);
    const SurvivalData survival = maturity_data_survival(a, arena);
    assert_int_equal(survival_at_risk(survival, 0), 15); /* but for one win and one loss without a day */
    assert_int_equal(survival_at_risk(survival, 21), 15 - 8 - 4); /* gone, or only ten days old */
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corrected_rates_are_those_of_the_vectors),
        cmocka_unit_test(what_converts_in_the_end_is_recovered_from_leads_of_all_ages),
        cmocka_unit_test(so_it_is_where_others_are_lost),
        cmocka_unit_test(so_it_is_where_the_log_began_late_and_early_wins_went_unseen),
        cmocka_unit_test(so_it_is_where_leads_that_closed_before_the_log_are_absent),
        cmocka_unit_test(a_log_that_begins_late_is_noticed),
        cmocka_unit_test(without_enough_to_learn_the_lag_from_there_is_a_reason),
        cmocka_unit_test(a_vendor_without_leads_has_what_the_others_have_in_common),
        cmocka_unit_test(one_more_win_never_lowers_a_rate),
        cmocka_unit_test(the_order_of_the_vendors_changes_nothing),
        cmocka_unit_test(a_portfolio_that_has_seen_little_of_the_lag_is_called_young),
        cmocka_unit_test(what_open_leads_will_do_completes_the_rate),
        cmocka_unit_test(a_rollup_is_read_by_vendor_with_its_segments_together),
    };
    numerics_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
