/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/facts_check.h"
#include "outputs/check_view.h"
#include "outputs/facts_run.h"
#include "outputs/facts_tidy.h"

#define SCHEMA "truecpl.check/1"

/* The tree as it grows. */
typedef struct Facts {
    CheckView view;
    Report *report;
} Facts;

static ReportNode *add(const Facts *facts, ReportNode *place, const char *key, NodeKind kind) {
    return report_add_node(facts->report, place, str_from(key), kind);
}

static void add_text(const Facts *facts, ReportNode *place, const char *key, Str text) {
    report_add_string(facts->report, place, str_from(key), text);
}

static void add_count(const Facts *facts, ReportNode *place, const char *key, int64_t count) {
    report_add_count(facts->report, place, str_from(key), count);
}

static void add_null(const Facts *facts, ReportNode *place, const char *key, const char *code,
                     const char *why) {
    report_add_null(facts->report, place, str_from(key), code, str_from(why));
}

static void add_text_or_null(const Facts *facts, ReportNode *place, const char *key, Str text,
                             const char *code, const char *why) {
    if (text.len) add_text(facts, place, key, text);
    else add_null(facts, place, key, code, why);
}

static void add_day(const Facts *facts, ReportNode *place, const char *key, Day day) {
    char text[DATE_TEXT];
    add_text_or_null(facts, place, key, str_from(day_format(day, text)), "no_dates",
                     "the leads have no dates");
}

static void add_month(const Facts *facts, ReportNode *place, const char *key, Month month) {
    char text[DATE_TEXT];
    add_text_or_null(facts, place, key, str_from(month_format(month, text)), "no_dates",
                     "its leads have no dates");
}

static void add_columns(const Facts *facts, ReportNode *place, const FileReport *file) {
    ReportNode *const list = add(facts, place, "columns", NODE_LIST);
    for (size_t i = 0; i < file->column_count; i++) {
        const ColumnUse *const use = &file->columns[i];
        ReportNode *const item = add(facts, list, "", NODE_OBJECT);
        add_text(facts, item, "column", use->header);
        add_text_or_null(facts, item, "is", use->field, "not_used", "no column of ours is mapped to it");
        add_count(facts, item, "filled", use->filled);
        ReportNode *const examples = add(facts, item, "examples", NODE_LIST);
        for (size_t e = 0; e < COLUMN_EXAMPLES && use->examples[e].len; e++)
            add_text(facts, examples, "", use->examples[e]);
    }
}

static void add_files(const Facts *facts, ReportNode *root) {
    const Provenance *const provenance = facts->view.result->provenance;
    ReportNode *const list = add(facts, root, "inputs", NODE_LIST);
    for (size_t i = 0; i < provenance->file_count; i++) {
        const FileReport *const file = &provenance->files[i];
        ReportNode *const item = add(facts, list, "", NODE_OBJECT);
        facts_run_file(file, facts->report, item);
        add_text(facts, item, "notes", file->notes);
        report_add_bool(facts->report, item, STR("adds_up"), provenance_adds_up(file));
        add_columns(facts, item, file);
    }
}

static void add_vendors(const Facts *facts, ReportNode *root) {
    const Survey *const survey = facts->view.result->survey;
    ReportNode *const list = add(facts, root, "vendors", NODE_LIST);
    for (size_t v = 0; v < survey->vendor_count; v++) {
        const SurveyVendor *const vendor = &survey->vendors[v];
        ReportNode *const item = add(facts, list, "", NODE_OBJECT);
        add_text(facts, item, "vendor", vendor->vendor);
        add_count(facts, item, "leads", vendor->leads);
        add_month(facts, item, "first_month", vendor->first);
        add_month(facts, item, "last_month", vendor->last);
        report_add_bool(facts->report, item, STR("contract"), vendor->contracted);
    }
    ReportNode *const pairs = add(facts, root, "look_alike", NODE_LIST);
    for (size_t i = 0; i < survey->alike_count; i++) {
        ReportNode *const item = add(facts, pairs, "", NODE_OBJECT);
        add_text(facts, item, "raw", survey->alike[i].raw);
        add_text(facts, item, "vendor", survey->alike[i].vendor);
    }
}

static void add_leads(const Facts *facts, ReportNode *root) {
    const Result *const result = facts->view.result;
    ReportNode *const span = add(facts, root, "delivered", NODE_OBJECT), *const stages =
                                                                             add(facts, root, "stages",
                                                                                 NODE_OBJECT);
    add_day(facts, span, "from", result->survey->first_delivery);
    add_day(facts, span, "to", result->survey->last_delivery);
    for (int s = 0; s < STAGE_COUNT; s++) {
        const char *const key = OUTCOME_STAGES[s].key;
        if (!s || result->has_stage[s])
            add_count(facts, stages, key, facts->view.shown->total.counts.stage[s]);
        else add_null(facts, stages, key, "no_stage", "no file has a column or status for it");
    }
}

static void add_words(const Facts *facts, ReportNode *root) {
    const Survey *const survey = facts->view.result->survey;
    ReportNode *const list = add(facts, root, "words_without_meaning", NODE_LIST);
    for (size_t i = 0; i < survey->word_count; i++) {
        const SurveyWord *const word = &survey->words[i];
        ReportNode *const item = add(facts, list, "", NODE_OBJECT);
        add_text(facts, item, "column", str_from(LEAD_FIELDS[word->field].key));
        add_text_or_null(facts, item, "raw", word->raw, "maybe_personal", "it may tell who somebody is");
        add_count(facts, item, "leads", word->leads);
    }
}

static void add_abilities(const Facts *facts, ReportNode *root) {
    ReportNode *const list = add(facts, root, "figures", NODE_LIST);
    for (size_t i = 0; i < facts->view.ability_count; i++) {
        const Ability *const ability = &facts->view.abilities[i];
        ReportNode *const item = add(facts, list, "", NODE_OBJECT);
        add_text(facts, item, "figure", str_from(ability->key));
        add_count(facts, item, "known", (int64_t)ability->known);
        add_count(facts, item, "of", (int64_t)ability->of);
        if (!ability->why.code) continue;
        ReportNode *const why = add(facts, item, "why", NODE_OBJECT);
        add_text(facts, why, "code", str_from(ability->why.code));
        add_text(facts, why, "text", ability->why.text);
        add_text(facts, why, "vendor", ability->vendor);
    }
}

static void add_join(const Facts *facts, ReportNode *root) {
    const JoinCoverage *const join = &facts->view.join;
    ReportNode *const place = add(facts, root, "join", NODE_OBJECT);
    add_count(facts, place, "joined", join->joined);
    add_count(facts, place, "unmatched", join->unmatched);
    if (join->stage == STAGE_DELIVERED) {
        add_null(facts, place, "bounds", "no_stage", "no file has a stage after delivery");
        return;
    }
    ReportNode *const bounds = add(facts, place, "bounds", NODE_OBJECT);
    add_text(facts, bounds, "stage", str_from(OUTCOME_STAGES[join->stage].key));
    report_add_number(facts->report, bounds, STR("low"), join->low);
    report_add_number(facts->report, bounds, STR("high"), join->high);
}

static void add_quarantine(const Facts *facts, ReportNode *root) {
    ReportNode *const list = add(facts, root, "quarantine", NODE_LIST);
    for (size_t i = 0; i < facts->view.reason_count; i++) {
        const BadReason *const reason = &facts->view.reasons[i];
        ReportNode *const item = add(facts, list, "", NODE_OBJECT);
        add_text(facts, item, "file", reason->first->file);
        add_text(facts, item, "column", reason->first->column);
        add_text(facts, item, "reason", reason->first->reason);
        add_count(facts, item, "rows", reason->rows);
        add_count(facts, item, "first_line", reason->first->line);
        add_text(facts, item, "first_value", reason->first->value);
    }
}

static void add_checks(const Facts *facts, ReportNode *root) {
    const Result *const result = facts->view.result;
    ReportNode *const checks = add(facts, root, "checks", NODE_LIST);
    for (size_t i = 0; i < result->check_count; i++) {
        ReportNode *const item = add(facts, checks, "", NODE_OBJECT);
        add_text(facts, item, "name", result->checks[i].name);
        report_add_bool(facts->report, item, STR("ok"), result->checks[i].ok);
        add_text(facts, item, "detail", result->checks[i].detail);
    }
    facts_run_gates(result, facts->report, root);
    ReportNode *const notices = add(facts, root, "notices", NODE_LIST);
    for (size_t i = 0; i < result->provenance->notice_count; i++) {
        ReportNode *const item = add(facts, notices, "", NODE_OBJECT);
        add_text(facts, item, "code", str_from(result->provenance->notices[i].code));
        add_text(facts, item, "text", result->provenance->notices[i].text);
    }
}

/* The tidy table as it is filled; without a table rows are only counted. */
typedef struct Tidy {
    const Facts *facts;
    ReportTable *table;
    size_t row;
} Tidy;

static void tidy_row(Tidy *tidy, Str vendor, Str metric, Str basis, const char *unit, int64_t value) {
    Report *const report = tidy->facts->report;
    const Result *const result = tidy->facts->view.result;
    const size_t row = tidy->row++;
    char day[DATE_TEXT];
    if (!tidy->table) return;
    report_put_text(report, tidy->table, row, TIDY_AS_OF,
                    str_from(day_format(result->definitions.as_of, day)));
    report_put_text(report, tidy->table, row, TIDY_SCENARIO, tidy->facts->view.shown->set->name);
    report_put_text(report, tidy->table, row, TIDY_VENDOR, vendor);
    report_put_text(report, tidy->table, row, TIDY_METRIC, metric);
    report_put_text(report, tidy->table, row, TIDY_BASIS, basis);
    report_put_text(report, tidy->table, row, TIDY_UNIT, str_from(unit));
    report_put_number(tidy->table, row, TIDY_VALUE, (double)value);
    report_put_text(report, tidy->table, row, TIDY_VERSION, str_from(result->version));
}

static void tidy_file(Tidy *tidy, const FileReport *file) {
    Arena *const arena = tidy->facts->report->arena;
    tidy_row(tidy, STR(""), STR("rows.read"), file->file, "rows", file->rows_read);
    for (int fate = 0; fate < ROW_FATES; fate++) {
        const Str metric = str_format(arena, "rows.%s", ROW_FATE[fate].key);
        tidy_row(tidy, STR(""), metric, file->file, "rows", provenance_rows(file, fate));
    }
    for (size_t i = 0; i < file->column_count; i++) {
        const Str metric = str_format(arena, "filled.%.*s", STR_ARGS(file->columns[i].header));
        tidy_row(tidy, STR(""), metric, file->file, "rows", file->columns[i].filled);
    }
}

static void tidy_all(Tidy *tidy) {
    const Result *const result = tidy->facts->view.result;
    const Str all = tidy->facts->view.shown->total.vendor;
    for (size_t i = 0; i < result->provenance->file_count; i++)
        tidy_file(tidy, &result->provenance->files[i]);
    for (size_t v = 0; v < result->survey->vendor_count; v++) {
        const SurveyVendor *const vendor = &result->survey->vendors[v];
        tidy_row(tidy, vendor->vendor, STR("leads"), STR("delivered"), "leads", vendor->leads);
    }
    for (int s = 0; s < STAGE_COUNT; s++) {
        const Str metric = str_format(tidy->facts->report->arena, "stages.%s", OUTCOME_STAGES[s].key);
        if (!s || result->has_stage[s])
            tidy_row(tidy, all, metric, STR("delivered cohort"), "leads",
                     tidy->facts->view.shown->total.counts.stage[s]);
    }
    tidy_row(tidy, all, STR("words_without_meaning"), STR("statuses and reasons"), "words",
             (int64_t)result->survey->word_count);
}

void facts_check(const Result *result, Report *report) {
    const Facts facts = {check_view_make(result, report->arena), report};
    ReportNode *const root = report->tree;
    add_text(&facts, root, "schema", STR(SCHEMA));
    add_text(&facts, root, "version", str_from(result->version));
    add_day(&facts, root, "as_of", result->definitions.as_of);
    add_files(&facts, root);
    add_leads(&facts, root);
    add_vendors(&facts, root);
    add_words(&facts, root);
    add_abilities(&facts, root);
    add_join(&facts, root);
    add_quarantine(&facts, root);
    add_checks(&facts, root);
    Tidy tidy = {.facts = &facts};
    tidy_all(&tidy);
    facts_tidy_begin(report, tidy.row);
    tidy = (Tidy){&facts, report->tidy, 0};
    tidy_all(&tidy);
}
