/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/case.h"
#include "inputs/contracts.h"
#include "inputs/leads.h"
#include "inputs/translations.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Returns the path of a table of the case, empty where there is none. */
static Str table_path(const RunOptions *options, const char *name, Arena *arena) {
    if (!options->case_path.len) return STR("");
    const Str path = str_format(arena, "%.*s/%s.csv", STR_ARGS(options->case_path), name);
    return access(path.at, F_OK) == 0 ? path : STR("");
}

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

/* The currency of the case: what was asked for, what the assumptions say, or what all contracts share. */
static Status find_currency(const RunOptions *options, const Scenarios *scenarios, Contracts contracts,
                            Currency *out, Err *err) {
    const Assumption *said = &scenarios->sets[0].of[ASSUME_CASE_CURRENCY];
    const Str text = options->currency.len ? options->currency : said->known ? said->text : STR("");
    *out = (Currency){{0}};
    if (text.len) {
        if (currency_parse(text, out)) return OK;
        return err_set(err, options->currency.len ? ERR_USAGE : ERR_CONFIG,
                       "currency '%.*s': expected a code of ISO 4217, as USD", STR_ARGS(text));
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
    return err_set(err, ERR_USAGE,
                   "--segment %.*s: expected a column that holds words, as campaign, tier or owner",
                   STR_ARGS(name));
}

static Status read_money_tables(const RunOptions *options, Provenance *provenance, Arena *arena, Case *out,
                                Err *err) {
    Status status = OK;
    const Str contracts = table_path(options, "contracts", arena);
    const Str spend = table_path(options, "spend", arena), fx = table_path(options, "fx", arena);
    if (contracts.len && (status = contracts_read(contracts, provenance, arena, &out->contracts, err)) != OK)
        return status;
    if ((status = find_currency(options, &out->scenarios, out->contracts, &out->currency, err)) != OK)
        return status;
    out->ledgers = (Ledgers){.base = out->currency, .has_contracts = out->contracts.count > 0};
    SpendRow *rows = NULL;
    FxRow *rates = NULL;
    if (spend.len)
        status = spend_read(spend, out->currency, provenance, arena, &rows, &out->ledgers.count, err);
    if (status == OK && fx.len) status = fx_read(fx, provenance, arena, &rates, &out->ledgers.fx_count, err);
    out->ledgers.rows = rows;
    out->ledgers.fx = rates;
    return status;
}

/* A row of the money tables that could not be read leaves costs that nobody should sign. */
static void note_unread_money(const Provenance *provenance, Arena *arena, Case *out) {
    for (size_t i = 0; i < provenance->file_count; i++) {
        const FileReport *report = &provenance->files[i];
        if (!report->quarantined) continue;
        out->ledgers.unread =
            str_format(arena, "%lld of %lld rows of %.*s could not be read", (long long)report->quarantined,
                       (long long)report->rows_read, STR_ARGS(report->file));
    }
}

static Status read_word_tables(const RunOptions *options, Provenance *provenance, Arena *arena, Case *out,
                               Aliases *aliases, Err *err) {
    const Str names = table_path(options, "aliases", arena),
              statuses = table_path(options, "statuses", arena),
              reasons = table_path(options, "reasons", arena);
    Status status = OK;
    if (names.len) status = aliases_read(names, provenance, arena, aliases, err);
    if (status == OK && statuses.len)
        status = statuses_read(statuses, provenance, arena, &out->vocabulary, err);
    if (status == OK && reasons.len) status = reasons_read(reasons, provenance, arena, &out->vocabulary, err);
    return status;
}

/* The files of leads: those of the command line, else the case's. */
static Status find_lead_files(const RunOptions *options, Arena *arena, const FileOption **files,
                              size_t *count, Err *err) {
    *files = options->files;
    *count = options->file_count;
    if (*count) return OK;
    const Str leads = table_path(options, "leads", arena);
    if (!leads.len) {
        return err_set(err, ERR_NO_INPUT,
                       "%.*s: no leads.csv there; name your export, or copy it there under that name",
                       STR_ARGS(options->case_path));
    }
    FileOption *own = ARENA_NEW(arena, FileOption);
    *own = (FileOption){leads, STR("")};
    *files = own;
    *count = 1;
    return OK;
}

Status case_load(const RunOptions *options, Provenance *provenance, Arena *arena, Case *out, Err *err) {
    *out = (Case){0};
    const FileOption *files;
    size_t file_count;
    Aliases aliases = {0};
    Status status = find_lead_files(options, arena, &files, &file_count, err);
    if (status != OK) return status;
    out->name = name_of_path(options->case_path.len ? options->case_path : files[0].path, arena);
    status = scenarios_read(table_path(options, "assumptions", arena), options, provenance, arena,
                            &out->scenarios, err);
    if (status == OK) status = read_money_tables(options, provenance, arena, out, err);
    if (status != OK) return status;
    note_unread_money(provenance, arena, out);
    if ((status = find_segment(options, &out->scenarios, &out->segment, err)) != OK) return status;
    if ((status = read_word_tables(options, provenance, arena, out, &aliases, err)) != OK) return status;
    const LeadsRequest request = {.files = files,
                                  .file_count = file_count,
                                  .options = options,
                                  .aliases = aliases,
                                  .currency = out->currency,
                                  .tz = out->scenarios.sets[0].of[ASSUME_CASE_TZ].text,
                                  .date_format = out->scenarios.sets[0].of[ASSUME_CASE_DATE_FORMAT].text};
    return leads_read(&request, provenance, arena, &out->leads, &out->counts, &out->count_rows, err);
}
