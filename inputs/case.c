/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/case.h"
#include "inputs/case_rollup.h"
#include "inputs/contracts.h"
#include "inputs/leads.h"
#include "inputs/plan.h"
#include "inputs/translations.h"
#include <stdlib.h>

/* The last part of a path, without its suffix. */
static Str name_of_path(Str path, Arena *arena) {
    while (path.len > 1 && path.at[path.len - 1] == '/') path.len--;
    Str part, rest = path, name = path;
    while (str_split(&rest, '/', &part)) name = part;
    if (str_equal(name, STR(".")) || str_equal(name, STR(".."))) {
        char *full = realpath(str_copy(arena, path).at, NULL);
        if (!full) return STR("case");
        const Str resolved = str_copy(arena, str_from(full));
        free(full);
        return str_equal(resolved, path) ? STR("case") : name_of_path(resolved, arena);
    }
    for (size_t i = name.len; i-- > 1;) {
        if (name.at[i] == '.') return (Str){name.at, i};
    }
    return name.len ? name : STR("case");
}

/* The currency of the case: what was asked for, what the assumptions say, or what all contracts, else the money of a
 * rollup, share. */
static Status find_currency(const RunOptions *options, const Case *read, Currency *out, Err *err) {
    const Assumption *said = &read->scenarios.sets[0].of[ASSUME_CASE_CURRENCY];
    const Contracts contracts = read->contracts;
    const Str text = options->currency.len ? options->currency : said->known ? said->text : STR("");
    *out = (Currency){{0}};
    if (text.len) {
        if (currency_parse(text, out)) return OK;
        return err_set(err, options->currency.len ? ERR_USAGE : ERR_CONFIG,
                       "%s %.*s: expected a code of ISO 4217, as USD",
                       options->currency.len ? "--currency" : "case.currency", STR_ARGS(text));
    }
    for (size_t i = 0; i < contracts.count; i++) {
        const Currency other = contracts.rows[i].currency;
        if (!other.code[0] || currency_equal(other, *out)) continue;
        if (out->code[0]) {
            return err_set(
                err, ERR_CONFIG,
                "contracts are in %s and %s: say which one to report in (--currency or case.currency)",
                out->code, other.code);
        }
        *out = other;
    }
    if (!out->code[0] && read->rollup) *out = case_rollup_currency(read->rollup);
    return OK;
}

static Status find_segment(const RunOptions *options, const Scenarios *scenarios, LeadField *out, Err *err) {
    const Assumption *said = &scenarios->sets[0].of[ASSUME_CASE_SEGMENT];
    const Str name = options->segment.len ? options->segment : said->known ? said->text : STR("segment");
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        const bool text = LEAD_FIELDS[f].kind == FIELD_TEXT || LEAD_FIELDS[f].kind == FIELD_WORD;
        if (!text || !str_equal_nocase(name, str_from(LEAD_FIELDS[f].key))) continue;
        *out = (LeadField)f;
        return OK;
    }
    return err_set(err, options->segment.len ? ERR_USAGE : ERR_CONFIG,
                   "%s %.*s: expected a column that holds words, as campaign, tier or owner",
                   options->segment.len ? "--segment" : "case.segment", STR_ARGS(name));
}

static Status read_money_tables(const RunOptions *options, const CaseTables *tables, Provenance *provenance,
                                Arena *arena, Case *out, Err *err) {
    Status status = OK;
    const Str contracts = case_tables_find(tables, "contracts", arena),
              spend = case_tables_find(tables, "spend", arena), fx = case_tables_find(tables, "fx", arena);
    if (contracts.len && (status = contracts_read(contracts, provenance, arena, &out->contracts, err)) != OK)
        return status;
    if ((status = find_currency(options, out, &out->currency, err)) != OK) return status;
    out->ledgers = (Ledgers){.base = out->currency, .has_contracts = out->contracts.count > 0};
    SpendRow *rows = NULL;
    FxRow *rates = NULL;
    if (spend.len)
        status = spend_read(spend, out->currency, provenance, arena, &rows, &out->ledgers.count, err);
    if (status == OK && fx.len) status = fx_read(fx, provenance, arena, &rates, &out->ledgers.fx_count, err);
    const Str plan = case_tables_find(tables, "plan", arena);
    if (status == OK && plan.len)
        status = plan_read(plan, provenance, arena, &out->plan, &out->plan_count, err);
    out->ledgers.rows = rows;
    out->ledgers.fx = rates;
    return status;
}

/* A row of the money tables that could not be read leaves costs that nobody should sign. */
static void note_unread_money(const Provenance *provenance, Arena *arena, Case *out) {
    for (size_t i = 0; i < provenance->file_count; i++) {
        const FileReport *report = &provenance->files[i];
        if (!report->quarantined || str_equal(report->role, STR("plan"))) continue;
        out->ledgers.unread =
            str_format(arena, "%lld of %lld rows of %.*s could not be read", (long long)report->quarantined,
                       (long long)report->rows_read, STR_ARGS(report->file));
    }
}

static Status read_word_tables(const CaseTables *tables, Provenance *provenance, Arena *arena, Case *out,
                               LeadsRequest *leads, Err *err) {
    const Str names = case_tables_find(tables, "aliases", arena),
              columns = case_tables_find(tables, "columns", arena),
              statuses = case_tables_find(tables, "statuses", arena),
              reasons = case_tables_find(tables, "reasons", arena);
    Status status = OK;
    if (names.len) status = aliases_read(names, provenance, arena, &leads->aliases, err);
    if (status == OK && columns.len)
        status = columns_table_read(columns, provenance, arena, &leads->columns, err);
    if (status == OK && statuses.len)
        status = statuses_read(statuses, provenance, arena, &out->vocabulary, err);
    if (status == OK && reasons.len) status = reasons_read(reasons, provenance, arena, &out->vocabulary, err);
    return status;
}

/* The files of leads: those of the command line, else the case's. */
static Status find_lead_files(const RunOptions *options, const CaseTables *tables, Arena *arena,
                              LeadsRequest *out, Err *err) {
    out->files = options->files;
    out->file_count = options->file_count;
    if (out->file_count) return OK;
    const Str leads = case_tables_find(tables, "leads", arena);
    if (!leads.len && str_equal(options->case_path, STR("."))) {
        return err_set(
            err, ERR_NO_INPUT,
            "the current folder has no leads.csv: name a case or an export, or see `truecpl help`");
    }
    if (!leads.len) {
        return err_set(err, ERR_NO_INPUT, "%.*s: this %s; name your export, or copy it there under that name",
                       STR_ARGS(options->case_path),
                       tables->is_book ? "workbook has no sheet 'leads'" : "folder has no leads.csv");
    }
    FileOption *own = ARENA_NEW(arena, FileOption);
    *own = (FileOption){leads, STR("")};
    out->files = own;
    out->file_count = 1;
    return OK;
}

/* What a rollup cannot be asked again is settled here. */
static Status fit_rollup(const RunOptions *options, Str folder, Arena *arena, Case *out, Err *err) {
    const bool asked = options->segment.len || out->scenarios.sets[0].of[ASSUME_CASE_SEGMENT].known;
    return case_rollup_fit(out->rollup, options, folder, asked, &out->segment, &out->scenarios, arena, err);
}

Status case_load(const RunOptions *options, Provenance *provenance, Arena *arena, Case *out, Err *err) {
    *out = (Case){0};
    CaseTables tables;
    LeadsRequest leads = {.options = options};
    Str *rollups = NULL;
    size_t rollup_count = 0;
    Status status = case_tables_open(options->case_path, arena, &tables, err);
    if (status == OK) status = case_rollup_find(options, &tables, arena, &rollups, &rollup_count, err);
    if (status == OK && !rollup_count) status = find_lead_files(options, &tables, arena, &leads, err);
    if (status != OK) return status;
    const Str first = rollup_count ? rollups[0] : leads.files[0].path;
    out->name = name_of_path(options->case_path.len ? options->case_path : first, arena);
    status = scenarios_read(case_tables_find(&tables, "assumptions", arena), options, provenance, arena,
                            &out->scenarios, err);
    if (status == OK && rollup_count)
        status = case_rollup_read(rollups, rollup_count, provenance, arena, &out->rollup, err);
    if (status == OK) status = read_money_tables(options, &tables, provenance, arena, out, err);
    if (status != OK) return status;
    note_unread_money(provenance, arena, out);
    if ((status = find_segment(options, &out->scenarios, &out->segment, err)) != OK) return status;
    if ((status = read_word_tables(&tables, provenance, arena, out, &leads, err)) != OK) return status;
    if (rollup_count) return fit_rollup(options, rollups[0], arena, out, err);
    leads.currency = out->currency;
    leads.tz = out->scenarios.sets[0].of[ASSUME_CASE_TZ].text;
    leads.date_format = out->scenarios.sets[0].of[ASSUME_CASE_DATE_FORMAT].text;
    return leads_read(&leads, provenance, arena, &out->leads, &out->counts, &out->count_rows, err);
}
