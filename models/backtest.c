/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/backtest.h"
#include <math.h>

const int BACKTEST_MONTHS[BACKTEST_HORIZONS] = {1, 3, 6};

static Day month_end(Month month) { return day_from_month(month + 1) - 1; }

bool backtest_is_past(Day date, size_t horizon, Day as_of) {
    return month_end(month_from_day(date) + BACKTEST_MONTHS[horizon]) <= as_of;
}

size_t backtest_dates(Day first_delivery, Day as_of, Day out[BACKTEST_DATES]) {
    const Month whole = month_from_day(as_of + 1) - 1; /* the last month whose end is known */
    const Month first = month_from_day(first_delivery) + BACKTEST_HISTORY - 1;
    size_t count = 0;
    for (Month month = whole - BACKTEST_DATES; month < whole; month++) {
        if (month >= first) out[count++] = month_end(month);
    }
    return count;
}

/* The vendor's number in the rollup, by code of the lead table; left-out leads have none. */
static size_t *numbers_of(const LeadTable *table, const Rollup *rollup, Arena *arena) {
    const size_t codes = lead_table_code_count(table, LEAD_VENDOR);
    size_t *numbers = ARENA_ARRAY(arena, size_t, codes);
    for (size_t code = 0; code < codes; code++) {
        const int found = rollup_find_vendor(rollup, lead_table_vendor(table, code));
        if (found >= 0) numbers[code] = (size_t)found;
    }
    return numbers;
}

static void count_lead(const LeadTable *table, const Outcomes *outcomes, const Rollup *rollup, uint32_t row,
                       size_t vendor, Arrivals *out) {
    const LeadOutcome outcome = outcomes->of[row];
    const Stage reached = outcome_stage((OutcomeClass)outcome.class, (Stage)outcome.reached);
    for (Stage s = STAGE_SQL; reached != STAGE_COUNT && s <= reached; s++) {
        if (!rollup->has_stage[s]) continue;
        const Stamp at = classify_stage_stamp(table, outcomes, row, s);
        const bool timed = stamp_is_dated(at) && definitions_happened(&rollup->definitions, at);
        const Month month = month_from_day(stamp_day(at));
        if (!timed) out->undated[s]++;
        else if (month >= out->first)
            out->count[(vendor * STAGE_COUNT + s) * out->months + (size_t)(month - out->first)]++;
    }
}

Arrivals backtest_count(const LeadTable *table, const Outcomes *outcomes, const Rollup *rollup,
                        Arena *arena) {
    const Month first = month_from_day(rollup->first_delivery);
    Arrivals out = {.first = first, .vendor_count = rollup->vendor_count};
    out.months = (size_t)(month_from_day(rollup->definitions.as_of) - first + 1);
    out.count = ARENA_ARRAY(arena, int64_t, out.vendor_count * STAGE_COUNT * out.months);
    const size_t *numbers = numbers_of(table, rollup, arena);
    for (uint32_t row = 0; row < outcomes->count; row++) {
        if (outcomes->of[row].class == LEAD_LEFT_OUT) continue;
        count_lead(table, outcomes, rollup, row, numbers[lead_table_cell(table, row, LEAD_VENDOR)], &out);
    }
    return out;
}

int64_t backtest_arrived(const Arrivals *arrivals, size_t vendor, Stage stage, Day date, int months) {
    const bool all = vendor == arrivals->vendor_count;
    const size_t from = (size_t)(month_from_day(date) + 1 - arrivals->first), to = from + (size_t)months;
    int64_t sum = 0;
    for (size_t v = all ? 0 : vendor; v < (all ? vendor : vendor + 1); v++) {
        for (size_t m = from; m < to && m < arrivals->months; m++)
            sum += arrivals->count[(v * STAGE_COUNT + stage) * arrivals->months + m];
    }
    return sum;
}

static size_t place_of(size_t vendor, Stage stage, size_t horizon) {
    return (vendor * BACKTEST_STAGES + (size_t)(stage - STAGE_SQL)) * BACKTEST_HORIZONS + horizon;
}

static void add_row(BacktestScore *score, const BacktestRow *row) {
    score->dates++;
    score->inside += row->projected.p05 <= row->actual && row->actual <= row->projected.p95;
    score->projected += row->projected.mean;
    score->actual += row->actual;
    score->error += fabs(row->projected.mean - row->actual);
}

void backtest_score(Backtest *backtest, Arena *arena) {
    const size_t count = (backtest->vendor_count + 1) * BACKTEST_STAGES * BACKTEST_HORIZONS;
    backtest->scores = ARENA_ARRAY(arena, BacktestScore, count);
    for (size_t i = 0; i < backtest->row_count; i++) {
        const BacktestRow *row = &backtest->rows[i];
        if (interval_is_known(row->projected))
            add_row(&backtest->scores[place_of(row->vendor, row->stage, row->horizon)], row);
    }
    for (size_t i = 0; i < count; i++) {
        BacktestScore *score = &backtest->scores[i];
        if (!score->dates) continue;
        score->projected /= (double)score->dates;
        score->actual /= (double)score->dates;
        score->error /= (double)score->dates;
        score->bias = score->projected - score->actual;
    }
}

const BacktestScore *backtest_score_of(const Backtest *backtest, size_t vendor, Stage stage, size_t horizon) {
    return &backtest->scores[place_of(vendor, stage, horizon)];
}
