/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/sighting.h"

static Stage stage_of(const Rollup *rollup) {
    Stage last = STAGE_WON;
    while (last > STAGE_DELIVERED && !rollup->has_stage[last]) last--;
    return rollup->has_stage[STAGE_SQL] ? STAGE_SQL : last;
}

/* The age that at least half of a vendor's dated leads have reached; -1: none is dated. */
static int32_t middle_age(const MaturityVendor *vendor) {
    double older = 0;
    for (size_t i = vendor->age_count; i > 0; i--) {
        older += vendor->ages[i - 1].entered;
        if (2 * older >= vendor->entered - vendor->ageless_entered) return vendor->ages[i - 1].age;
    }
    return -1;
}

static int32_t cohort_days(const MaturityData *data, int32_t horizon) {
    int32_t days = horizon;
    for (size_t v = 0; v < data->vendor_count; v++) {
        const int32_t middle = middle_age(&data->vendors[v]);
        if (middle >= 0 && middle < days) days = middle;
    }
    return days;
}

static void see_cohort(MaturityCohort cohort, int32_t days, Sighting *out) {
    out->cohort_days = days;
    out->cohort_leads = cohort.leads;
    out->cohort_rate = cohort.leads > 0 ? figure_of(cohort.won / cohort.leads)
                                        : figure_unknown((Why){"too_young", STR("no lead is that old")});
}

static void see_steps(SurvivalData data, int32_t day, Arena *scratch, Sighting *out) {
    SurvivalStep *steps;
    const size_t count = survival_steps(data, scratch, &steps);
    SurvivalAj *estimates = ARENA_ARRAY(scratch, SurvivalAj, count);
    survival_aj(steps, count, estimates);
    const long last = survival_step_at(steps, count, day);
    out->day = day;
    out->at_risk = survival_at_risk(data, day);
    if (last < 0) return;
    out->won = estimates[last].won;
    out->error = estimates[last].won_error;
}

static int32_t least(int32_t a, int32_t b) { return a < b ? a : b; }

/* Looks at the leads of `data`, one vendor's or all. */
static Sighting look(const MaturityData *data, Stage stage, int32_t horizon, int32_t days, Arena *scratch) {
    Sighting out = {.stage = stage};
    const int32_t oldest = maturity_data_oldest(data);
    if (oldest < 0) {
        out.why = (Why){"no_dates", STR("no lead has a date of delivery")};
        return out;
    }
    MaturityCohort cohort = {0};
    for (size_t v = 0; v < data->vendor_count; v++) {
        const MaturityCohort own = maturity_data_cohort(&data->vendors[v], days);
        cohort.leads += own.leads;
        cohort.won += own.won;
    }
    see_cohort(cohort, days, &out);
    see_steps(maturity_data_survival_all(data, scratch), least(horizon, oldest), scratch, &out);
    return out;
}

void sighting_fill(const Ripening *ripening, const Rollup *rollup, Arena *scratch, ScenarioResult *scenario) {
    const Stage stage = stage_of(rollup);
    const MaturityData *data = &ripening->data[stage];
    const int32_t horizon = ripening->horizon, days = cohort_days(data, horizon);
    for (size_t v = 0; v <= scenario->vendor_count; v++) {
        const bool total = v == scenario->vendor_count;
        Sighting *out = total ? &scenario->total.sighting : &scenario->vendors[v].sighting;
        if (stage == STAGE_DELIVERED) {
            out->why = (Why){"no_stage", STR("no file has a column or status after delivery")};
            continue;
        }
        const MaturityData own = {data->kind, total ? data->vendors : &data->vendors[v],
                                  total ? data->vendor_count : 1};
        *out = look(&own, stage, horizon, days, scratch);
    }
}
