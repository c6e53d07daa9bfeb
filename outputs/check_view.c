/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/check_view.h"
#include "outputs/number_text.h"

static Why why_verdict(const VendorResult *vendor) { return vendor->verdict.why; }

static Why why_outlook(const VendorResult *vendor) {
    const Why none = {"no_outlook", STR("no outlook on open leads could be made")};
    return vendor->outlook_months ? (Why){0} : vendor->outlook_count ? vendor->outlook[0].sql.why : none;
}

/* What there is to know of a vendor: a metric, as a value or as a range, or what `why` says. */
static const struct {
    const char *key, *label;
    MetricId id;
    bool range;
    Why (*why)(const VendorResult *vendor);
} FIGURES[] = {
    {"stated_cpl", "stated CPL", .id = METRIC_STATED_CPL},
    {"true_cpl", "true CPL", .id = METRIC_TRUE_CPL},
    {"rate.accepted", "rate accepted by sales", .id = METRIC_RATE_ACCEPTED},
    {"rate.sql", "SQL rate", .id = METRIC_RATE_SQL},
    {"rate.opportunity", "opportunity rate", .id = METRIC_RATE_OPPORTUNITY},
    {"rate.won", "win rate", .id = METRIC_RATE_WON},
    {"cost_per.sql", "cost per SQL to date", .id = METRIC_COST_PER_SQL},
    {"cost_per.won", "cost per won deal to date", .id = METRIC_COST_PER_WON},
    {"at_maturity.rate.sql", "SQL rate at maturity", .id = METRIC_AT_RATE_SQL, .range = true},
    {"at_maturity.cost_per.sql", "cost per SQL at maturity", .id = METRIC_AT_COST_PER_SQL, .range = true},
    {"pipeline", "outlook of open leads", .why = why_outlook},
    {"verdict", "verdict", .why = why_verdict},
};
enum { FIGURE_COUNT = sizeof FIGURES / sizeof *FIGURES };

static Why why_of(const VendorResult *vendor, size_t i) {
    if (FIGURES[i].why) return FIGURES[i].why(vendor);
    return FIGURES[i].range ? vendor->interval[FIGURES[i].id].why : vendor->value[FIGURES[i].id].why;
}

/* Where nobody has a figure, the reason is that of all. */
static Ability ability_of(const ScenarioResult *shown, size_t i) {
    Ability out = {
        .key = FIGURES[i].key, .label = FIGURES[i].label, .of = shown->vendor_count, .vendor = STR("")};
    for (size_t v = 0; v < shown->vendor_count; v++) {
        const Why why = why_of(&shown->vendors[v], i);
        if (!why.code) out.known++;
        else if (!out.why.code) {
            out.why = why;
            out.vendor = shown->vendors[v].vendor;
        }
    }
    if (!out.known) out.vendor = STR("");
    return out;
}

static void find_abilities(CheckView *view) {
    const Why later = {"not_computed", STR("comes with a later version")};
    const Why capacity = view->shown->sdr_capacity_hours.why;
    view->abilities = ARENA_ARRAY(view->arena, Ability, FIGURE_COUNT + 2);
    for (size_t i = 0; i < FIGURE_COUNT; i++)
        view->abilities[view->ability_count++] = ability_of(view->shown, i);
    view->abilities[view->ability_count++] = (Ability){.key = "workload.sdr_capacity_hours",
                                                       .label = "SDR capacity",
                                                       .known = !capacity.code,
                                                       .of = 1,
                                                       .why = capacity};
    view->abilities[view->ability_count++] = (Ability){
        .key = "claims", .label = "claims and expired credits", .later = true, .of = 1, .why = later};
}

static bool same_reason(const BadRow *a, const BadRow *b) {
    return str_equal(a->reason, b->reason) && str_equal(a->column, b->column) && str_equal(a->file, b->file);
}

static void find_reasons(CheckView *view) {
    const Provenance *const provenance = view->result->provenance;
    view->reasons = ARENA_ARRAY(view->arena, BadReason, provenance->bad_row_count);
    for (size_t i = 0; i < provenance->bad_row_count; i++) {
        const BadRow *const row = &provenance->bad_rows[i];
        size_t r = 0;
        while (r < view->reason_count && !same_reason(view->reasons[r].first, row)) r++;
        if (r == view->reason_count) view->reasons[view->reason_count++] = (BadReason){row, 0};
        view->reasons[r].rows++;
    }
}

static Stage stage_of(const Result *result) {
    if (result->has_stage[STAGE_SQL]) return STAGE_SQL;
    Stage stage = STAGE_WON;
    while (stage > STAGE_DELIVERED && !result->has_stage[stage]) stage--;
    return stage;
}

/* At best each row without a lead is one more lead that got there, at worst none is. */
static void find_coverage(CheckView *view) {
    const Counts *const counts = &view->shown->total.counts;
    JoinCoverage *const join = &view->join;
    join->stage = stage_of(view->result);
    if (!counts->delivered) join->stage = STAGE_DELIVERED;
    if (join->stage == STAGE_DELIVERED) return;
    const double delivered = (double)counts->delivered, reached = (double)counts->stage[join->stage],
                 most = reached + (double)join->unmatched;
    join->low = reached / delivered;
    join->high = most < delivered ? most / delivered : 1;
}

CheckView check_view_make(const Result *result, Arena *arena) {
    CheckView view = {.result = result, .shown = result_shown(result), .arena = arena, .adds_up = true};
    for (size_t i = 0; i < result->provenance->file_count; i++) {
        const FileReport *const file = &result->provenance->files[i];
        view.rows_read += file->rows_read;
        view.quarantined += file->quarantined;
        view.join.joined += file->joined;
        view.join.unmatched += file->unmatched;
        view.adds_up = view.adds_up && provenance_adds_up(file);
    }
    find_abilities(&view);
    find_reasons(&view);
    find_coverage(&view);
    return view;
}

bool check_view_is_of_leads(const FileReport *file) {
    return str_equal(file->role, STR("leads")) || str_equal(file->role, STR("joined")) ||
           str_equal(file->role, STR("counts"));
}

int64_t check_view_rows(const Result *result, const FileReport *file) {
    int64_t rows = file->rows_read - file->footers;
    for (size_t i = 0; i < result->provenance->bad_row_count; i++) {
        const BadRow *const row = &result->provenance->bad_rows[i];
        rows -= !row->column.len && str_equal(row->file, file->file);
    }
    return rows;
}

Str check_view_name(Str file) {
    for (size_t i = file.len; i-- > 0;) {
        if (file.at[i] == '/' && i + 1 < file.len) return (Str){file.at + i + 1, file.len - i - 1};
    }
    return file;
}

Str check_view_arithmetic(const FileReport *file, Arena *arena) {
    const bool leads = check_view_is_of_leads(file) && !str_equal(file->role, STR("counts"));
    const Str rows = number_text_count(arena, (double)file->rows_read, "row", "rows");
    Str text = str_format(arena, "%.*s read", STR_ARGS(rows));
    const char *sign = " = ";
    for (int fate = 0; fate < ROW_FATES; fate++) {
        const int64_t count = provenance_rows(file, fate);
        const bool lead = ROW_FATE[fate].at == offsetof(FileReport, leads);
        if (!count) continue;
        const bool used = lead && !leads;
        const Str rows_of_it = number_text_count(arena, (double)count, used ? "used" : ROW_FATE[fate].one,
                                                 used ? "used" : ROW_FATE[fate].many);
        text = str_format(arena, "%.*s%s%.*s", STR_ARGS(text), sign, STR_ARGS(rows_of_it));
        sign = " + ";
    }
    return text;
}
