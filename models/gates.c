/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/gates.h"

static Figure days_since_data(const Result *result, Day today) {
    const Day as_of = result->definitions.as_of;
    if (as_of == DAY_NONE) return figure_unknown((Why){"no_dates", STR("the leads have no dates")});
    return figure_of((double)today - (double)as_of);
}

/* The worst file counts: a contract that cannot be read is not diluted by thousands of leads. */
static Figure share_quarantined(const Result *result, Day today) {
    double worst = 0;
    (void)today;
    for (size_t i = 0; i < result->provenance->file_count; i++) {
        const FileReport *file = &result->provenance->files[i];
        const double share = file->rows_read ? (double)file->quarantined / (double)file->rows_read : 0;
        if (share > worst) worst = share;
    }
    return figure_of(worst);
}

static Figure vendors_without_contract(const Result *result, Day today) {
    int count = 0;
    (void)today;
    for (size_t v = 0; v < result->survey->vendor_count && result->has_contracts; v++)
        count += result->survey->vendors[v].leads && !result->survey->vendors[v].contracted;
    return figure_of(count);
}

static Figure statuses_without_meaning(const Result *result, Day today) {
    int count = 0;
    (void)today;
    if (result->from_counts) return figure_unknown((Why){"no_leads", STR("counts have no statuses")});
    for (size_t i = 0; i < result->survey->word_count; i++)
        count += result->survey->words[i].field == LEAD_STATUS;
    return figure_of(count);
}

const Gate GATES[] = {
    {"stale", "days from the end of the data to today", GATE_DAYS, 45 * DECIMAL_ONE, days_since_data},
    {"quarantine", "largest share of the rows of a file that could not be read", GATE_SHARE,
     DECIMAL_ONE / 100, share_quarantined},
    {"new-vendor", "vendors without a contract while others have one", GATE_NUMBER, 0,
     vendors_without_contract},
    {"unmapped-status", "statuses without a meaning", GATE_NUMBER, 0, statuses_without_meaning},
};
const size_t GATE_COUNT = sizeof GATES / sizeof *GATES;

static const Gate *find_gate(Str name) {
    for (size_t i = 0; i < GATE_COUNT; i++) {
        if (str_equal(name, str_from(GATES[i].key))) return &GATES[i];
    }
    return NULL;
}

static const Gate *nearest_gate(Str name) {
    const Gate *nearest = &GATES[0];
    for (size_t i = 1; i < GATE_COUNT; i++) {
        if (str_distance(name, str_from(GATES[i].key)) < str_distance(name, str_from(nearest->key)))
            nearest = &GATES[i];
    }
    return nearest;
}

/* Reads a limit; of a share also as a percentage. */
static Status read_limit(const Gate *gate, Str text, Decimal *out, Err *err) {
    Str number = text;
    const bool percent = gate->unit == GATE_SHARE && str_ends(number, STR("%"));
    if (percent) number = str_trim((Str){number.at, number.len - 1});
    if (!decimal_parse(number, out) || *out < 0)
        return err_set(err, ERR_USAGE, "--gate %s=%.*s: expected a %s", gate->key, STR_ARGS(text),
                       gate->unit == GATE_SHARE ? "share, as 0.01 or 1%" : "number, as 10");
    if (percent) *out = (Decimal)round_ratio(*out, 100);
    if (gate->unit != GATE_SHARE || *out <= DECIMAL_ONE) return OK;
    return err_set(err, ERR_USAGE, "--gate %s=%.*s: a share is at most 1, or 100%%", gate->key,
                   STR_ARGS(text));
}

Status gates_run(const Result *result, const GateOption *asked, size_t count, Day today, Arena *arena,
                 GateResult **out, Err *err) {
    GateResult *gates = ARENA_ARRAY(arena, GateResult, count);
    for (size_t i = 0; i < count; i++) {
        const Gate *gate = find_gate(asked[i].name);
        if (!gate)
            return err_set(err, ERR_USAGE,
                           "--gate %.*s: no such gate; did you mean '%s'? `--gate list` lists them",
                           STR_ARGS(asked[i].name), nearest_gate(asked[i].name)->key);
        Decimal limit = gate->limit;
        const Status status = asked[i].value.at ? read_limit(gate, asked[i].value, &limit, err) : OK;
        if (status != OK) return status;
        gates[i] = (GateResult){gate, decimal_to_double(limit), gate->measure(result, today), false};
        gates[i].tripped = !figure_is_known(gates[i].value) || gates[i].value.value > gates[i].limit;
    }
    *out = gates;
    return OK;
}

Str gates_value_text(const Gate *gate, double value, Arena *arena) {
    switch (gate->unit) {
    case GATE_DAYS: return str_format(arena, "%g days", value);
    case GATE_SHARE: return str_format(arena, "%.3g %%", 100 * value);
    default: return str_format(arena, "%g", value);
    }
}
