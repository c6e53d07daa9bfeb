/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/case_rollup.h"
#include "inputs/rollup_file.h"
#include "models/evaluate.h"
#include "models/rollup_merge.h"

Status case_rollup_find(const RunOptions *options, const CaseTables *tables, Arena *arena, Str **out,
                        size_t *count, Err *err) {
    *out = options->rollups;
    *count = options->rollup_count;
    if (*count && options->file_count)
        return err_set(err, ERR_USAGE, "'%.*s' is a rollup, '%.*s' is not: count the leads first",
                       STR_ARGS(options->rollups[0]), STR_ARGS(options->files[0].path));
    if (*count || options->file_count || !tables->path.len || tables->is_book) return OK;
    if (case_tables_find(tables, "leads", arena).len) return OK;
    const Str inside = str_format(arena, "%.*s/rollup", STR_ARGS(tables->path));
    if (!rollup_file_is(inside.at)) return OK;
    *out = ARENA_NEW(arena, Str);
    **out = inside;
    *count = 1;
    return OK;
}

Status case_rollup_read(const Str *folders, size_t count, Provenance *provenance, Arena *arena,
                        const Rollup **out, Err *err) {
    Rollup *parts = ARENA_ARRAY(arena, Rollup, count);
    for (size_t i = 0; i < count; i++) {
        const Status status = rollup_file_read(folders[i], provenance, arena, &parts[i], err);
        if (status != OK) return status;
    }
    if (count > 1)
        provenance_add_notice(
            provenance, "merged_rollups",
            str_format(arena,
                       "%zu rollups were added up: a contact or an opportunity that stands in two of them "
                       "is counted in both",
                       count));
    Rollup *sum = ARENA_NEW(arena, Rollup);
    *out = sum;
    return rollup_merge(parts, folders, count, arena, sum, err);
}

static bool agree(Currency other, bool *any, Currency *out) {
    if (*any && !currency_equal(other, *out)) return false;
    *out = other;
    *any = true;
    return true;
}

Currency case_rollup_currency(const Rollup *rollup) {
    Currency currency = {{0}};
    bool any = false, one = true;
    for (size_t i = 0; i < rollup->cell_count; i++) {
        const RollupCell *cell = &rollup->cells[i];
        if (cell->invoice || cell->credits) one = agree(cell->currency, &any, &currency) && one;
    }
    for (size_t i = 0; i < rollup->deal_count; i++)
        one = agree(rollup->deals[i].currency, &any, &currency) && one;
    return one ? currency : (Currency){{0}};
}

/* The rows of meta.csv that are definitions. */
static bool is_definition(const RollupColumn *column) {
    return column->offset < offsetof(Rollup, definitions) + sizeof(Definitions);
}

static Status adopt(const Rollup *rollup, const RollupColumn *column, Str file, AssumptionSet *set,
                    Arena *arena, Err *err) {
    const int id = assumption_find(str_from(column->name));
    if (id < 0 || set->of[id].origin != FROM_DEFAULT) return OK;
    const Assumption before = set->of[id];
    const Str text = rollup_column_format(rollup, &ROLLUP_META, column, rollup, arena), none = STR("");
    const Status status = assumption_set(set, (AssumptionId)id, none, text, none, none, false, err);
    Assumption *now = &set->of[id];
    if (status == OK && (now->base != before.base || !str_equal(now->text, before.text))) {
        now->origin = FROM_FILE;
        now->file = file;
    } else {
        *now = before;
    }
    return status;
}

static Status check_column(const Rollup *rollup, const Rollup *asked, const RollupColumn *column,
                           Str scenario, Arena *arena, Err *err) {
    const Str is = rollup_column_format(rollup, &ROLLUP_META, column, rollup, arena),
              wanted = rollup_column_format(asked, &ROLLUP_META, column, asked, arena);
    if (str_equal(is, wanted)) return OK;
    const bool assumed = assumption_find(str_from(column->name)) >= 0;
    return err_set(err, assumed ? ERR_CONFIG : ERR_USAGE,
                   "%s '%.*s'%s%.*s is not available from a rollup: it was counted with '%.*s'", column->name,
                   STR_ARGS(wanted), assumed ? " of scenario " : "", STR_ARGS(assumed ? scenario : STR("")),
                   STR_ARGS(is));
}

static Status fit_set(const Rollup *rollup, const RunOptions *options, Str file, LeadField segment,
                      AssumptionSet *set, Arena *arena, Err *err) {
    const Definitions *counted = &rollup->definitions;
    Status status = OK;
    for (size_t c = 0; c < ROLLUP_META.column_count && status == OK; c++) {
        if (is_definition(&ROLLUP_META.columns[c]))
            status = adopt(rollup, &ROLLUP_META.columns[c], file, set, arena, err);
    }
    Rollup asked = *rollup;
    asked.definitions =
        evaluate_definitions(set, options->as_of == DAY_NONE ? counted->as_of : options->as_of,
                             options->from == DAY_NONE ? counted->from : options->from,
                             options->to == DAY_NONE ? counted->to : options->to, segment);
    for (size_t c = 0; c < ROLLUP_META.column_count && status == OK; c++) {
        if (is_definition(&ROLLUP_META.columns[c]))
            status = check_column(rollup, &asked, &ROLLUP_META.columns[c], set->name, arena, err);
    }
    return status;
}

Status case_rollup_fit(const Rollup *rollup, const RunOptions *options, Str file, bool asked,
                       LeadField *segment, Scenarios *scenarios, Arena *arena, Err *err) {
    Status status = OK;
    if (!asked) *segment = rollup->definitions.segment;
    for (size_t s = 0; s < scenarios->count && status == OK; s++)
        status = fit_set(rollup, options, file, *segment, &scenarios->sets[s], arena, err);
    return status;
}
