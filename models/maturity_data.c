/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/maturity_data.h"
#include <math.h>
#include <stdlib.h>

static int by_age(const void *left, const void *right) {
    const MaturityAge *a = left, *b = right;
    return (a->age > b->age) - (a->age < b->age);
}

static int by_lag(const void *left, const void *right) {
    const MaturityLag *a = left, *b = right;
    return (a->lag > b->lag) - (a->lag < b->lag);
}

/* Segments come apart in a rollup: the same age of a vendor may stand in several rows. */
static void merge_ages(MaturityVendor *vendor) {
    if (vendor->age_count) qsort(vendor->ages, vendor->age_count, sizeof *vendor->ages, by_age);
    size_t count = 0;
    for (size_t i = 0; i < vendor->age_count; i++) {
        const MaturityAge row = vendor->ages[i];
        if (count && vendor->ages[count - 1].age == row.age) {
            MaturityAge *into = &vendor->ages[count - 1];
            into->entered += row.entered;
            into->won += row.won;
            into->lost += row.lost;
            into->won_undated += row.won_undated;
        } else vendor->ages[count++] = row;
    }
    vendor->age_count = count;
}

static void merge_lags(MaturityVendor *vendor) {
    if (vendor->lag_count) qsort(vendor->lags, vendor->lag_count, sizeof *vendor->lags, by_lag);
    size_t count = 0;
    for (size_t i = 0; i < vendor->lag_count; i++) {
        const MaturityLag row = vendor->lags[i];
        if (count && vendor->lags[count - 1].lag == row.lag) {
            vendor->lags[count - 1].won += row.won;
            vendor->lags[count - 1].lost += row.lost;
        } else vendor->lags[count++] = row;
    }
    vendor->lag_count = count;
}

/* A rollup says of each lost lead its age, of each dated loss its lag, and of none both. */
static void spread_undated_losses(MaturityVendor *vendor) {
    double lost = 0, dated = 0, so_far = 0;
    for (size_t i = 0; i < vendor->age_count; i++) lost += vendor->ages[i].lost;
    for (size_t i = 0; i < vendor->lag_count; i++) dated += vendor->lags[i].lost;
    if (!(lost > dated)) return;
    const double share = (lost - dated) / lost;
    for (size_t i = 0; i < vendor->age_count; i++) {
        MaturityAge *row = &vendor->ages[i];
        row->lost_undated = round((so_far + row->lost) * share) - round(so_far * share);
        so_far += row->lost;
    }
}

static void add_flow(MaturityVendor *vendor, const RollupFlow *flow, Arena *arena, size_t *room) {
    const double entered = (double)flow->entered, won = (double)flow->moved;
    vendor->entered += entered;
    vendor->won += won;
    if (flow->age < 0) {
        vendor->ageless_entered += entered;
        vendor->ageless_won += won;
        return;
    }
    ARENA_RESERVE(arena, vendor->ages, vendor->age_count, *room);
    vendor->ages[vendor->age_count++] = (MaturityAge){.age = flow->age,
                                                      .entered = entered,
                                                      .won = won,
                                                      .lost = (double)(flow->lost + flow->closed),
                                                      .won_undated = (double)flow->day_unknown};
}

static void add_lag(MaturityVendor *vendor, const RollupLag *lag, Arena *arena, size_t *room) {
    ARENA_RESERVE(arena, vendor->lags, vendor->lag_count, *room);
    vendor->lags[vendor->lag_count++] =
        (MaturityLag){lag->lag, (double)lag->moved, (double)(lag->lost + lag->closed)};
}

MaturityData maturity_data_from_rollup(const Rollup *rollup, Stage from, Stage to, Arena *arena) {
    const size_t count = rollup->vendor_count;
    MaturityData data = {MATURITY_WATCHED, ARENA_ARRAY(arena, MaturityVendor, count), count};
    size_t *age_room = ARENA_ARRAY(arena, size_t, count), *lag_room = ARENA_ARRAY(arena, size_t, count);
    for (size_t i = 0; i < rollup->flow_count; i++) {
        const RollupFlow *flow = &rollup->flows[i];
        if (flow->from == (uint8_t)from && flow->to == (uint8_t)to)
            add_flow(&data.vendors[flow->vendor], flow, arena, &age_room[flow->vendor]);
    }
    for (size_t i = 0; i < rollup->lag_count; i++) {
        const RollupLag *lag = &rollup->lags[i];
        if (lag->from == (uint8_t)from && lag->to == (uint8_t)to)
            add_lag(&data.vendors[lag->vendor], lag, arena, &lag_room[lag->vendor]);
    }
    for (size_t v = 0; v < count; v++) {
        merge_ages(&data.vendors[v]);
        merge_lags(&data.vendors[v]);
        spread_undated_losses(&data.vendors[v]);
    }
    return data;
}

static int32_t entry_of(int32_t age, int32_t covered) { return age > covered ? age - covered : 0; }

void maturity_data_start_log(MaturityData *data, int32_t days, MaturityEntry kind) {
    data->kind = kind;
    for (size_t v = 0; v < data->vendor_count; v++)
        for (size_t i = 0; i < data->vendors[v].age_count; i++) {
            MaturityAge *row = &data->vendors[v].ages[i];
            row->entry = kind == MATURITY_WATCHED ? 0 : entry_of(row->age, days);
        }
}

int32_t maturity_data_oldest(const MaturityData *data) {
    int32_t oldest = -1;
    for (size_t v = 0; v < data->vendor_count; v++) {
        const MaturityVendor *vendor = &data->vendors[v];
        if (vendor->age_count && vendor->ages[vendor->age_count - 1].age > oldest)
            oldest = vendor->ages[vendor->age_count - 1].age;
    }
    return oldest;
}

int32_t maturity_data_longest(const MaturityData *data) {
    int32_t longest = -1;
    for (size_t v = 0; v < data->vendor_count; v++)
        for (size_t i = 0; i < data->vendors[v].lag_count; i++) {
            const MaturityLag *row = &data->vendors[v].lags[i];
            if (row->won > 0 && row->lag > longest) longest = row->lag;
        }
    return longest;
}

/* Appends a vendor's leads to lists that have room for them. */
static void add_survival(const MaturityVendor *vendor, SurvivalEntry *entries, size_t *entry_count,
                         SurvivalExit *exits, size_t *exit_count) {
    for (size_t i = 0; i < vendor->age_count; i++) {
        const MaturityAge *row = &vendor->ages[i];
        const double open = row->entered - row->won - row->lost;
        const double dated = row->entered - row->won_undated - row->lost_undated;
        entries[(*entry_count)++] = (SurvivalEntry){row->entry, (int64_t)dated};
        exits[(*exit_count)++] = (SurvivalExit){row->age, 0, 0, (int64_t)open};
    }
    for (size_t i = 0; i < vendor->lag_count; i++) {
        const MaturityLag *row = &vendor->lags[i];
        exits[(*exit_count)++] = (SurvivalExit){row->lag, (int64_t)row->won, (int64_t)row->lost, 0};
    }
}

SurvivalData maturity_data_survival_all(const MaturityData *data, Arena *arena) {
    size_t ages = 0, lags = 0, entry_count = 0, exit_count = 0;
    for (size_t v = 0; v < data->vendor_count; v++) {
        ages += data->vendors[v].age_count;
        lags += data->vendors[v].lag_count;
    }
    SurvivalEntry *entries = ARENA_ARRAY(arena, SurvivalEntry, ages);
    SurvivalExit *exits = ARENA_ARRAY(arena, SurvivalExit, ages + lags);
    for (size_t v = 0; v < data->vendor_count; v++)
        add_survival(&data->vendors[v], entries, &entry_count, exits, &exit_count);
    return (SurvivalData){entries, entry_count, exits, exit_count};
}

SurvivalData maturity_data_survival(const MaturityVendor *vendor, Arena *arena) {
    MaturityVendor alone = *vendor;
    return maturity_data_survival_all(&(MaturityData){MATURITY_WATCHED, &alone, 1}, arena);
}

/* Leads that a log of the last `days` days watched on lag day `lag`: old enough, and entered late enough. */
static double watched_on(const MaturityData *data, int32_t lag, int32_t days) {
    double leads = 0;
    for (size_t v = 0; v < data->vendor_count; v++) {
        for (size_t i = 0; i < data->vendors[v].age_count; i++) {
            const MaturityAge *row = &data->vendors[v].ages[i];
            if (row->age >= lag && entry_of(row->age, days) <= lag) leads += row->entered;
        }
    }
    return leads;
}

static double won_on(const MaturityData *data, int32_t lag) {
    double won = 0;
    for (size_t v = 0; v < data->vendor_count; v++) {
        for (size_t i = 0; i < data->vendors[v].lag_count; i++) {
            if (data->vendors[v].lags[i].lag == lag) won += data->vendors[v].lags[i].won;
        }
    }
    return won;
}

/* The share that converts up to a lag is the sum of conversions over leads watched, lag by lag; a lost lead stays watched,
 * since it will not convert (taking it out would make the others look better than they are). */
double maturity_data_missing(const MaturityData *data, int32_t days, Arena *scratch) {
    const int32_t oldest = maturity_data_oldest(data);
    if (oldest <= days) return 0;
    double *before = ARENA_ARRAY(scratch, double, (size_t)oldest + 2); /* [t]: converts on a lag day < t */
    double missing = 0;
    for (int32_t lag = 0; lag <= oldest; lag++) {
        const double won = won_on(data, lag), watched = won > 0 ? watched_on(data, lag, days) : 1;
        before[lag + 1] = before[lag] + (watched > 0 ? won / watched : 0);
    }
    for (size_t v = 0; v < data->vendor_count; v++) {
        for (size_t i = 0; i < data->vendors[v].age_count; i++) {
            const MaturityAge *row = &data->vendors[v].ages[i];
            missing += row->entered * before[entry_of(row->age, days)];
        }
    }
    return missing;
}

MaturityCohort maturity_data_cohort(const MaturityVendor *vendor, int32_t days) {
    MaturityCohort cohort = {0};
    for (size_t i = 0; i < vendor->age_count; i++) {
        const MaturityAge *row = &vendor->ages[i];
        if (row->age < days) continue;
        cohort.leads += row->entered - row->won_undated;
        cohort.won += row->won - row->won_undated;
        cohort.undated += row->won_undated;
    }
    /* Who took longer than `days` is older than that: all of them are in the cohort. */
    for (size_t i = 0; i < vendor->lag_count; i++)
        if (vendor->lags[i].lag > days) cohort.won -= vendor->lags[i].won;
    return cohort;
}
