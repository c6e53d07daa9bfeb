/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/checks.h"

/* Stores in `detail` what was compared; returns whether it holds. */
typedef bool (*Holds)(const Result *result, Arena *arena, Str *detail);

static bool rows_add_up(const Result *result, Arena *arena, Str *detail) {
    int64_t read = 0;
    for (size_t i = 0; i < result->provenance->file_count; i++) {
        const FileReport *file = &result->provenance->files[i];
        read += file->rows_read;
        if (provenance_adds_up(file)) continue;
        *detail = str_format(arena, "%.*s: %lld rows read are not all accounted for", STR_ARGS(file->file),
                             (long long)file->rows_read);
        return false;
    }
    *detail = str_format(arena, "%lld rows read in %zu files, each accounted for", (long long)read,
                         result->provenance->file_count);
    return true;
}

static bool classes_are_all_leads(const Result *result, Arena *arena, Str *detail) {
    const Counts *total = &result_shown(result)->total.counts;
    int64_t sum = 0;
    for (int c = 0; c < CLASS_COUNT; c++) sum += total->class[c];
    *detail =
        str_format(arena, "%lld in classes, %lld delivered", (long long)sum, (long long)total->delivered);
    return sum == total->delivered;
}

static bool vendors_are_the_total(const Result *result, Arena *arena, Str *detail) {
    const ScenarioResult *shown = result_shown(result);
    int64_t leads = 0;
    Money cost = 0;
    for (size_t v = 0; v < shown->vendor_count; v++) {
        leads += shown->vendors[v].counts.delivered;
        cost += shown->vendors[v].ledger.line[LINE_TRUE_COST];
    }
    *detail = str_format(arena, "%zu vendors: %lld leads of %lld", shown->vendor_count, (long long)leads,
                         (long long)shown->total.counts.delivered);
    return leads == shown->total.counts.delivered && cost == shown->total.ledger.line[LINE_TRUE_COST];
}

static bool stages_never_rise(const Result *result, Arena *arena, Str *detail) {
    const ScenarioResult *shown = result_shown(result);
    for (size_t v = 0; v < shown->vendor_count; v++) {
        for (int s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
            if (shown->vendors[v].counts.stage[s] <= shown->vendors[v].counts.stage[s - 1]) continue;
            *detail = str_format(arena, "%.*s: more %s than %s", STR_ARGS(shown->vendors[v].vendor),
                                 OUTCOME_STAGES[s].key, OUTCOME_STAGES[s - 1].key);
            return false;
        }
    }
    *detail = STR("no vendor has more leads at a stage than at the one before it");
    return true;
}

static bool lines_make_true_cost(const Result *result, Arena *arena, Str *detail) {
    const ScenarioResult *shown = result_shown(result);
    for (size_t v = 0; v < shown->vendor_count; v++) {
        const Money *line = shown->vendors[v].ledger.line;
        Money parts = line[LINE_INVOICE] - line[LINE_CREDITS] + line[LINE_OPS_WASTE] + line[LINE_SDR_WASTE] +
                      line[LINE_DELIVERABILITY] + line[LINE_TOOLS];
        if (parts == line[LINE_TRUE_COST] && line[LINE_CASH] + line[LINE_TIME] == parts) continue;
        *detail = str_format(arena, "%.*s: the lines do not make the true cost",
                             STR_ARGS(shown->vendors[v].vendor));
        return false;
    }
    *detail =
        STR("invoice - credits + operations + SDR waste + deliverability + tools = true cost = cash + time");
    return true;
}

static bool parts_make_lines(const Result *result, Arena *arena, Str *detail) {
    const ScenarioResult *shown = result_shown(result);
    (void)arena;
    for (size_t v = 0; v < shown->vendor_count; v++) {
        Money sum[LINE_COUNT] = {0};
        for (int p = 0; p < PART_COUNT; p++) sum[LEDGER_PARTS[p].line] += shown->vendors[v].ledger.part[p];
        for (int p = 0; p < PART_COUNT; p++) {
            const LedgerLine line = LEDGER_PARTS[p].line;
            if (sum[line] != shown->vendors[v].ledger.line[line]) return false;
        }
    }
    *detail = STR("each kind of work adds up to its line, to the minor unit");
    return true;
}

static bool cost_is_at_least_net_invoice(const Result *result, Arena *arena, Str *detail) {
    const ScenarioResult *shown = result_shown(result);
    for (size_t v = 0; v < shown->vendor_count; v++) {
        const Money *line = shown->vendors[v].ledger.line;
        if (line[LINE_TRUE_COST] >= line[LINE_INVOICE] - line[LINE_CREDITS]) continue;
        *detail = str_format(arena, "%.*s", STR_ARGS(shown->vendors[v].vendor));
        return false;
    }
    *detail = STR("true cost >= invoice - credits for every vendor");
    return true;
}

static bool tools_are_all_allocated(const Result *result, Arena *arena, Str *detail) {
    const ScenarioResult *shown = result_shown(result);
    Money sum = 0;
    for (size_t v = 0; v < shown->vendor_count; v++) sum += shown->vendors[v].ledger.line[LINE_TOOLS];
    char text[MONEY_TEXT];
    *detail = str_format(arena, "%s allocated", money_format(sum, result->currency, text));
    return sum == shown->tools_total || (sum == 0 && shown->total.counts.delivered == 0);
}

static const struct {
    const char *name;
    Holds holds;
} CHECKS[] = {
    {"row arithmetic", rows_add_up},
    {"classes add up to delivered", classes_are_all_leads},
    {"vendors add up to the total", vendors_are_the_total},
    {"stages never rise", stages_never_rise},
    {"lines make the true cost", lines_make_true_cost},
    {"parts make the lines", parts_make_lines},
    {"true cost covers the net invoice", cost_is_at_least_net_invoice},
    {"tools are allocated in full", tools_are_all_allocated},
};

Check *checks_run(const Result *result, Arena *arena, size_t *count) {
    *count = sizeof CHECKS / sizeof *CHECKS;
    Check *checks = ARENA_ARRAY(arena, Check, *count);
    for (size_t i = 0; i < *count; i++) {
        checks[i].name = str_from(CHECKS[i].name);
        checks[i].detail = STR("");
        checks[i].ok = CHECKS[i].holds(result, arena, &checks[i].detail);
    }
    return checks;
}
