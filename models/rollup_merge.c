/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/rollup_merge.h"
#include <stdlib.h>
#include <string.h>

bool rollup_merge_is_name(Str name) { return name.len && !memchr(name.at, '+', name.len); }

static bool cell_holds(const RollupCell *cell) {
    const int64_t parts[] = {cell->invoiced, cell->credited,      cell->touched,     cell->pre_existing,
                             cell->shared,   cell->sdr_own_leads, cell->touch_leads, cell->ops_own_leads};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i] > cell->leads) return false;
    }
    return cell->unpriced <= cell->invoiced && (cell->class != CELL_CHARGE || !cell->leads);
}

static bool flow_holds(const Rollup *rollup, const RollupFlow *flow) {
    return flow->from < flow->to && rollup->has_stage[flow->from] && rollup->has_stage[flow->to] &&
           flow->moved <= flow->entered && flow->lost <= flow->entered - flow->moved &&
           flow->closed <= flow->entered - flow->moved - flow->lost && flow->day_unknown <= flow->moved;
}

static bool lag_holds(const Rollup *rollup, const RollupLag *lag) {
    return lag->from < lag->to && lag->lag >= 0 && rollup->has_stage[lag->from] && rollup->has_stage[lag->to];
}

Status rollup_merge_check(const Rollup *rollup, Err *err) {
    for (size_t i = 0; i < rollup->cell_count; i++) {
        if (!cell_holds(&rollup->cells[i]))
            return err_set(err, ERR_DATA, "cell.csv, row %zu: more leads of some kind than leads", i + 1);
    }
    for (size_t i = 0; i < rollup->flow_count; i++) {
        if (!flow_holds(rollup, &rollup->flows[i]))
            return err_set(err, ERR_DATA,
                           "flow.csv, row %zu: more left than entered, or a stage that no file has", i + 1);
    }
    for (size_t i = 0; i < rollup->lag_count; i++) {
        if (!lag_holds(rollup, &rollup->lags[i]))
            return err_set(err, ERR_DATA, "lag.csv, row %zu: no lag, or a stage that no file has", i + 1);
    }
    for (size_t i = 0; i < rollup->deal_count; i++) {
        const RollupDeal *deal = &rollup->deals[i];
        if (deal->count <= 0 || deal->largest <= 0 || deal->sum < deal->largest)
            return err_set(err, ERR_DATA, "deal.csv, row %zu: deals without an amount", i + 1);
    }
    const Decimal leads =
        rollup_column_sum(rollup, &ROLLUP_TABLES[0], rollup_column_find(&ROLLUP_TABLES[0], STR("leads")));
    if (leads == rollup->leads * DECIMAL_ONE) return OK;
    return err_set(err, ERR_DATA, "cell.csv has %lld leads, meta.csv %lld", (long long)(leads / DECIMAL_ONE),
                   (long long)rollup->leads);
}

/* ---- may two parts be added? */

static Status check_alike(const Rollup *a, const Rollup *b, Str a_name, Str b_name, Arena *arena, Err *err) {
    for (size_t c = 0; c < ROLLUP_META.column_count; c++) {
        const RollupColumn *column = &ROLLUP_META.columns[c];
        if (column->role != IS_KEY) continue;
        const Str left = rollup_column_format(a, &ROLLUP_META, column, a, arena),
                  right = rollup_column_format(b, &ROLLUP_META, column, b, arena);
        if (str_equal(left, right)) continue;
        return err_set(err, ERR_DATA,
                       "%.*s and %.*s cannot be added up: they were counted with %s '%.*s' and '%.*s'",
                       STR_ARGS(a_name), STR_ARGS(b_name), column->name, STR_ARGS(left), STR_ARGS(right));
    }
    return OK;
}

static bool share_a_name(Str a, Str b) {
    Str one, other;
    while (str_split(&a, '+', &one)) {
        Str rest = b;
        while (str_split(&rest, '+', &other)) {
            if (str_equal(one, other)) return true;
        }
    }
    return false;
}

static Status check_apart(const Rollup *a, const Rollup *b, Str a_name, Str b_name, Err *err) {
    if (!a->partition.len || !b->partition.len) {
        return err_set(err, ERR_DATA,
                       "%.*s and %.*s cannot be added up: nobody says that they share no lead; count each "
                       "part with a --partition NAME of its own",
                       STR_ARGS(a_name), STR_ARGS(b_name));
    }
    if (!share_a_name(a->partition, b->partition)) return OK;
    return err_set(err, ERR_DATA,
                   "%.*s and %.*s cannot be added up: partitions '%.*s' and '%.*s' share leads",
                   STR_ARGS(a_name), STR_ARGS(b_name), STR_ARGS(a->partition), STR_ARGS(b->partition));
}

static bool has_whole_price(const Rollup *rollup, int vendor) {
    return vendor >= 0 && rollup->whole_price && rollup->whole_price[vendor];
}

static Status check_prices(const Rollup *a, const Rollup *b, Str a_name, Str b_name, Err *err) {
    for (size_t v = 0; v < a->vendor_count; v++) {
        const int there = rollup_find_vendor(b, a->vendors[v]);
        if (there < 0 || (!has_whole_price(a, (int)v) && !has_whole_price(b, there))) continue;
        return err_set(err, ERR_DATA,
                       "%.*s and %.*s cannot be added up: prices of '%.*s' hang on all its leads (a tier, "
                       "minimum or flat fee), which must be in one part",
                       STR_ARGS(a_name), STR_ARGS(b_name), STR_ARGS(a->vendors[v]));
    }
    return OK;
}

static Status check_pair(const Rollup *a, const Rollup *b, Str a_name, Str b_name, Arena *arena, Err *err) {
    Status status = check_alike(a, b, a_name, b_name, arena, err);
    if (status == OK) status = check_apart(a, b, a_name, b_name, err);
    return status == OK ? check_prices(a, b, a_name, b_name, err) : status;
}

/* ---- names and rows in order */

static int by_text(const void *left, const void *right) {
    return str_compare(*(const Str *)left, *(const Str *)right);
}

static Str *sort_names(Str *names, size_t *count) {
    size_t kept = 0;
    if (*count) qsort(names, *count, sizeof *names, by_text);
    for (size_t i = 0; i < *count; i++) {
        if (!i || !str_equal(names[i], names[i - 1])) names[kept++] = names[i];
    }
    *count = kept;
    return names;
}

/* All names of the parts, in order. */
static void merge_names(const Rollup *parts, size_t count, Arena *arena, Rollup *out) {
    for (size_t p = 0; p < count; p++) {
        out->vendor_count += parts[p].vendor_count;
        out->segment_count += parts[p].segment_count;
    }
    out->vendors = ARENA_ARRAY(arena, Str, out->vendor_count);
    out->segments = ARENA_ARRAY(arena, Str, out->segment_count);
    size_t vendors = 0, segments = 0;
    for (size_t p = 0; p < count; p++) {
        for (size_t v = 0; v < parts[p].vendor_count; v++) out->vendors[vendors++] = parts[p].vendors[v];
        for (size_t s = 0; s < parts[p].segment_count; s++) out->segments[segments++] = parts[p].segments[s];
    }
    sort_names(out->vendors, &out->vendor_count);
    sort_names(out->segments, &out->segment_count);
}

static uint16_t number_of(const Str *names, size_t count, Str name) {
    const Str *found = bsearch(&name, names, count, sizeof *names, by_text);
    return found ? (uint16_t)(found - names) : 0;
}

/* Gives a row of `part` the numbers that its names have in `out`. */
static void renumber(const RollupTable *table, const Rollup *part, const Rollup *out, unsigned char *row) {
    for (size_t c = 0; c < table->column_count; c++) {
        const RollupColumn *column = &table->columns[c];
        const bool vendor = column->kind == COLUMN_VENDOR;
        if (!vendor && column->kind != COLUMN_SEGMENT) continue;
        uint16_t number;
        memcpy(&number, row + column->offset, sizeof number);
        number = vendor ? number_of(out->vendors, out->vendor_count, part->vendors[number])
                        : number_of(out->segments, out->segment_count, part->segments[number]);
        memcpy(row + column->offset, &number, sizeof number);
    }
}

static int by_key(const void *a, const void *b, void *table) { return rollup_compare_keys(table, a, b); }

static Status merge_rows(const RollupTable *table, const Rollup *parts, size_t count, Arena *arena,
                         Rollup *out, Err *err) {
    size_t total = 0, kept = 0;
    for (size_t p = 0; p < count; p++) total += rollup_row_count(&parts[p], table);
    unsigned char *rows = arena_alloc_array(arena, total, table->size), *next = rows;
    for (size_t p = 0; p < count; p++) {
        const size_t here = rollup_row_count(&parts[p], table);
        if (here) memcpy(next, rollup_rows(&parts[p], table), here * table->size);
        for (size_t i = 0; i < here; i++, next += table->size) renumber(table, &parts[p], out, next);
    }
    RollupTable context = *table;
    if (total) qsort_r(rows, total, table->size, by_key, &context);
    for (size_t i = 0; i < total; i++) {
        unsigned char *row = rows + i * table->size, *end = rows + kept * table->size;
        if (!kept || rollup_compare_keys(table, row, end - table->size)) {
            memmove(end, row, table->size);
            kept++;
        } else if (!rollup_fold(table, end - table->size, row)) {
            return err_set(err, ERR_DATA, "a sum of %s.csv does not fit in 64 bits", table->name);
        }
    }
    rollup_set_rows(out, table, rows, kept);
    return OK;
}

/* Which vendors' prices hang on all their leads, by the numbers of `out`. */
static void merge_prices(const Rollup *parts, size_t count, Arena *arena, Rollup *out) {
    bool *whole = ARENA_ARRAY(arena, bool, out->vendor_count);
    for (size_t p = 0; p < count; p++) {
        for (size_t v = 0; v < parts[p].vendor_count; v++) {
            const uint16_t number = number_of(out->vendors, out->vendor_count, parts[p].vendors[v]);
            whole[number] = whole[number] || has_whole_price(&parts[p], (int)v);
        }
    }
    out->whole_price = whole;
}

/* Names of parts in order, so that the order of the parts changes nothing. */
static Str merge_partitions(const Rollup *parts, size_t count, Arena *arena) {
    Str joined = STR(""), name;
    size_t names = 0;
    for (size_t p = 0; p < count; p++)
        joined =
            str_format(arena, "%.*s%s%.*s", STR_ARGS(joined), p ? "+" : "", STR_ARGS(parts[p].partition));
    Str *list = ARENA_ARRAY(arena, Str, joined.len + 1), rest = joined;
    while (str_split(&rest, '+', &name)) list[names++] = name;
    sort_names(list, &names);
    joined = list[0];
    for (size_t i = 1; i < names; i++)
        joined = str_format(arena, "%.*s+%.*s", STR_ARGS(joined), STR_ARGS(list[i]));
    return joined;
}

Status rollup_merge(const Rollup *parts, const Str *names, size_t count, Arena *arena, Rollup *out,
                    Err *err) {
    Status status = OK;
    for (size_t b = 1; b < count; b++) {
        for (size_t a = 0; a < b && status == OK; a++)
            status = check_pair(&parts[a], &parts[b], names[a], names[b], arena, err);
    }
    if (status != OK) return status;
    Rollup sum = parts[0];
    for (size_t p = 1; p < count; p++) {
        if (!rollup_fold(&ROLLUP_META, &sum, &parts[p]))
            return err_set(err, ERR_DATA, "a sum of meta.csv does not fit in 64 bits");
    }
    sum.vendor_count = sum.segment_count = 0;
    merge_names(parts, count, arena, &sum);
    for (int t = 0; t < ROLLUP_TABLE_COUNT && status == OK; t++)
        status = merge_rows(&ROLLUP_TABLES[t], parts, count, arena, &sum, err);
    merge_prices(parts, count, arena, &sum);
    sum.partition = merge_partitions(parts, count, arena);
    if (status == OK) *out = sum;
    return status;
}
