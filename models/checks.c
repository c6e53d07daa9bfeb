/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/checks.h"

/* Stores in `detail` what was compared; returns whether it holds for the whole result. */
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

enum { SUMS = CLASS_COUNT + STAGE_COUNT + LINE_COUNT };

/* Adds (`sign` 1) or takes away (-1) what must add up over vendors. */
static void add_sums(const VendorResult *vendor, int sign, int64_t sums[SUMS]) {
    for (int c = 0; c < CLASS_COUNT; c++) *sums++ += sign * vendor->counts.class[c];
    for (int s = 0; s < STAGE_COUNT; s++) *sums++ += sign * vendor->counts.stage[s];
    for (int l = 0; l < LINE_COUNT; l++) *sums++ += sign * vendor->ledger.line[l];
}

static bool vendors_are_the_total(const Result *result, Arena *arena, Str *detail) {
    const ScenarioResult *shown = result_shown(result);
    int64_t sums[SUMS] = {0};
    bool holds = true;
    for (size_t v = 0; v < shown->vendor_count; v++) add_sums(&shown->vendors[v], 1, sums);
    add_sums(&shown->total, -1, sums);
    for (int i = 0; i < SUMS; i++) holds = holds && sums[i] == 0;
    *detail = str_format(arena, "classes, stages and lines of %zu vendors, %lld leads", shown->vendor_count,
                         (long long)shown->total.counts.delivered);
    return holds;
}

static bool stages_never_rise(const VendorResult *vendor) {
    for (int s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        if (vendor->counts.stage[s] > vendor->counts.stage[s - 1]) return false;
    }
    return true;
}

static bool lines_make_true_cost(const VendorResult *vendor) {
    const Money *line = vendor->ledger.line;
    const Money cost = line[LINE_INVOICE] - line[LINE_CREDITS] + line[LINE_OPS_WASTE] + line[LINE_SDR_WASTE] +
                       line[LINE_DELIVERABILITY] + line[LINE_TOOLS];
    return cost == line[LINE_TRUE_COST] && cost == line[LINE_CASH] + line[LINE_TIME];
}

static bool parts_make_lines(const VendorResult *vendor) {
    Money sum[LINE_COUNT] = {0};
    for (int p = 0; p < PART_COUNT; p++) sum[LEDGER_PARTS[p].line] += vendor->ledger.part[p];
    for (int p = 0; p < PART_COUNT; p++) {
        if (sum[LEDGER_PARTS[p].line] != vendor->ledger.line[LEDGER_PARTS[p].line]) return false;
    }
    return true;
}

static bool cost_is_at_least_net_invoice(const VendorResult *vendor) {
    const Money *line = vendor->ledger.line;
    return line[LINE_TRUE_COST] >= line[LINE_INVOICE] - line[LINE_CREDITS];
}

static bool tools_are_all_allocated(const Result *result, Arena *arena, Str *detail) {
    const ScenarioResult *shown = result_shown(result);
    Money sum = 0;
    for (size_t v = 0; v < shown->vendor_count; v++) sum += shown->vendors[v].ledger.line[LINE_TOOLS];
    char text[MONEY_TEXT];
    *detail = str_format(arena, "%s allocated", money_format(sum, result->currency, text));
    return sum == shown->tools_total || (sum == 0 && shown->total.counts.delivered == 0);
}

/* A check of the whole result, or of each vendor and the total: then `says` is what holds for all of them. */
static const struct {
    const char *name;
    Holds holds;
    bool (*holds_for)(const VendorResult *vendor);
    const char *says;
} CHECKS[] = {
    {"row arithmetic", rows_add_up, NULL, NULL},
    {"classes add up to delivered", classes_are_all_leads, NULL, NULL},
    {"vendors add up to the total", vendors_are_the_total, NULL, NULL},
    {"stages never rise", NULL, stages_never_rise,
     "no vendor has more leads at a stage than at the one before"},
    {"lines make the true cost", NULL, lines_make_true_cost,
     "invoice - credits + operations + SDR waste + deliverability + tools = true cost = cash + time"},
    {"parts make the lines", NULL, parts_make_lines,
     "each kind of work adds up to its line, to the minor unit"},
    {"true cost covers the net invoice", NULL, cost_is_at_least_net_invoice,
     "true cost >= invoice - credits for every vendor"},
    {"tools are allocated in full", tools_are_all_allocated, NULL, NULL},
};

/* Asks each vendor, then the total; names the first that breaks the rule. */
static bool holds_for_all(const ScenarioResult *shown, size_t i, Arena *arena, Str *detail) {
    *detail = str_from(CHECKS[i].says);
    for (size_t v = 0; v <= shown->vendor_count; v++) {
        const VendorResult *vendor = v < shown->vendor_count ? &shown->vendors[v] : &shown->total;
        if (CHECKS[i].holds_for(vendor)) continue;
        *detail = str_format(arena, "not so for %.*s: %s", STR_ARGS(vendor->vendor), CHECKS[i].says);
        return false;
    }
    return true;
}

Check *checks_run(const Result *result, Arena *arena, size_t *count) {
    *count = sizeof CHECKS / sizeof *CHECKS;
    Check *checks = ARENA_ARRAY(arena, Check, *count);
    for (size_t i = 0; i < *count; i++) {
        checks[i].name = str_from(CHECKS[i].name);
        checks[i].ok = CHECKS[i].holds ? CHECKS[i].holds(result, arena, &checks[i].detail)
                                       : holds_for_all(result_shown(result), i, arena, &checks[i].detail);
    }
    return checks;
}
