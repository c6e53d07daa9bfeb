/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/facts_run.h"
#include "models/gates.h"

static void add_text_or_null(Report *report, ReportNode *place, Str key, Str text, const char *code,
                             Str why) {
    if (text.len) report_add_string(report, place, key, text);
    else report_add_null(report, place, key, code, why);
}

void facts_run_file(const FileReport *file, Report *report, ReportNode *place) {
    report_add_string(report, place, STR("file"), file->file);
    report_add_string(report, place, STR("role"), file->role);
    add_text_or_null(report, place, STR("sha256"), str_from(file->sha256), "not_hashed",
                     STR("read from a stream"));
    add_text_or_null(report, place, STR("preset"), file->preset, "none",
                     STR("columns were found by their names"));
    report_add_count(report, place, STR("rows_read"), file->rows_read);
    for (int fate = 0; fate < ROW_FATES; fate++)
        report_add_count(report, place, str_from(ROW_FATE[fate].key), provenance_rows(file, fate));
    report_add_count(report, place, STR("conflicts"), file->conflicts);
    report_add_count(report, place, STR("rounded"), file->rounded);
}

void facts_run_gates(const Result *result, Report *report, ReportNode *place) {
    ReportNode *const list = report_add_node(report, place, STR("gates"), NODE_LIST);
    for (size_t i = 0; i < result->gate_count; i++) {
        const GateResult *const gate = &result->gates[i];
        ReportNode *const item = report_add_node(report, list, STR(""), NODE_OBJECT);
        report_add_string(report, item, STR("gate"), str_from(gate->gate->key));
        report_add_number(report, item, STR("limit"), gate->limit);
        if (figure_is_known(gate->value)) report_add_number(report, item, STR("value"), gate->value.value);
        else report_add_null(report, item, STR("value"), gate->value.why.code, gate->value.why.text);
        report_add_bool(report, item, STR("tripped"), gate->tripped);
    }
}
