/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/rollup_columns.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *yes_word(int n) {
    static const char *const WORDS[] = {"no", "yes", NULL};
    return WORDS[n];
}

static const char *invalid_word(int n) {
    static const char *const WORDS[] = {"strict", "with_unreachable", NULL};
    return WORDS[n];
}

static const char *credit_word(int n) {
    static const char *const WORDS[] = {"first", "last", NULL};
    return WORDS[n];
}

static const char *class_word(int n) {
    if (n == CELL_CHARGE) return "charge";
    return n < CLASS_COUNT ? OUTCOME_CLASSES[n].key : NULL;
}

static const char *kind_word(int n) {
    if (n == KIND_NONE) return "";
    return n < KIND_COUNT ? OUTCOME_KINDS[n].key : NULL;
}

static const char *stage_word(int n) { return n < STAGE_COUNT ? OUTCOME_STAGES[n].key : NULL; }

#define CELL(member) offsetof(RollupCell, member)
static const RollupColumn CELLS[] = {
    {"vendor", COLUMN_VENDOR, IS_KEY, CELL(vendor), NULL},
    {"segment", COLUMN_SEGMENT, IS_KEY, CELL(segment), NULL},
    {"month", COLUMN_MONTH, IS_KEY, CELL(month), NULL},
    {"class", COLUMN_CHOICE, IS_KEY, CELL(class), class_word},
    {"kind", COLUMN_CHOICE, IS_KEY, CELL(kind), kind_word},
    {"reached", COLUMN_CHOICE, IS_KEY, CELL(reached), stage_word},
    {"quiet", COLUMN_CHOICE, IS_KEY, CELL(quiet), yes_word},
    {"currency", COLUMN_CURRENCY, IS_KEY, CELL(currency), NULL},
    {"leads", COLUMN_COUNT, IS_SUM, CELL(leads), NULL},
    {"invoiced", COLUMN_COUNT, IS_SUM, CELL(invoiced), NULL},
    {"credited", COLUMN_COUNT, IS_SUM, CELL(credited), NULL},
    {"touched", COLUMN_COUNT, IS_SUM, CELL(touched), NULL},
    {"bounces", COLUMN_COUNT, IS_SUM, CELL(bounces), NULL},
    {"pre_existing", COLUMN_COUNT, IS_SUM, CELL(pre_existing), NULL},
    {"shared", COLUMN_COUNT, IS_SUM, CELL(shared), NULL},
    {"unpriced", COLUMN_COUNT, IS_SUM, CELL(unpriced), NULL},
    {"sdr_own_leads", COLUMN_COUNT, IS_SUM, CELL(sdr_own_leads), NULL},
    {"sdr_own_minutes", COLUMN_MINUTES, IS_SUM, CELL(sdr_own_minutes), NULL},
    {"touch_leads", COLUMN_COUNT, IS_SUM, CELL(touch_leads), NULL},
    {"touches", COLUMN_COUNT, IS_SUM, CELL(touches), NULL},
    {"ops_own_leads", COLUMN_COUNT, IS_SUM, CELL(ops_own_leads), NULL},
    {"ops_own_minutes", COLUMN_MINUTES, IS_SUM, CELL(ops_own_minutes), NULL},
    {"invoice", COLUMN_MONEY, IS_SUM, CELL(invoice), NULL},
    {"credits", COLUMN_MONEY, IS_SUM, CELL(credits), NULL},
    {"shortfall", COLUMN_MONEY, IS_SUM, CELL(shortfall), NULL},
};

#define FLOW(member) offsetof(RollupFlow, member)
static const RollupColumn FLOWS[] = {
    {"vendor", COLUMN_VENDOR, IS_KEY, FLOW(vendor), NULL},
    {"segment", COLUMN_SEGMENT, IS_KEY, FLOW(segment), NULL},
    {"from", COLUMN_CHOICE, IS_KEY, FLOW(from), stage_word},
    {"to", COLUMN_CHOICE, IS_KEY, FLOW(to), stage_word},
    {"age", COLUMN_NUMBER, IS_KEY, FLOW(age), NULL},
    {"entered", COLUMN_COUNT, IS_SUM, FLOW(entered), NULL},
    {"moved", COLUMN_COUNT, IS_SUM, FLOW(moved), NULL},
    {"lost", COLUMN_COUNT, IS_SUM, FLOW(lost), NULL},
    {"closed", COLUMN_COUNT, IS_SUM, FLOW(closed), NULL},
    {"day_unknown", COLUMN_COUNT, IS_SUM, FLOW(day_unknown), NULL},
};

#define LAG(member) offsetof(RollupLag, member)
static const RollupColumn LAGS[] = {
    {"vendor", COLUMN_VENDOR, IS_KEY, LAG(vendor), NULL},
    {"segment", COLUMN_SEGMENT, IS_KEY, LAG(segment), NULL},
    {"from", COLUMN_CHOICE, IS_KEY, LAG(from), stage_word},
    {"to", COLUMN_CHOICE, IS_KEY, LAG(to), stage_word},
    {"lag", COLUMN_NUMBER, IS_KEY, LAG(lag), NULL},
    {"moved", COLUMN_COUNT, IS_SUM, LAG(moved), NULL},
    {"lost", COLUMN_COUNT, IS_SUM, LAG(lost), NULL},
    {"closed", COLUMN_COUNT, IS_SUM, LAG(closed), NULL},
};

#define DEAL(member) offsetof(RollupDeal, member)
static const RollupColumn DEALS[] = {
    {"vendor", COLUMN_VENDOR, IS_KEY, DEAL(vendor), NULL},
    {"currency", COLUMN_CURRENCY, IS_KEY, DEAL(currency), NULL},
    {"bucket", COLUMN_BUCKET, IS_KEY, DEAL(bucket), NULL},
    {"count", COLUMN_COUNT, IS_SUM, DEAL(count), NULL},
    {"sum", COLUMN_MONEY, IS_SUM, DEAL(sum), NULL},
    {"largest", COLUMN_MONEY, IS_MOST, DEAL(largest), NULL},
    {"log_sum", COLUMN_REAL, IS_SUM, DEAL(log_sum), NULL},
    {"log_square_sum", COLUMN_REAL, IS_SUM, DEAL(log_square_sum), NULL},
};

/* Keys of assumptions are called as there. */
#define META(member) offsetof(Rollup, member)
static const RollupColumn METAS[] = {
    {"as_of", COLUMN_DAY, IS_KEY, META(definitions.as_of), NULL},
    {"from", COLUMN_DAY, IS_KEY, META(definitions.from), NULL},
    {"to", COLUMN_DAY, IS_KEY, META(definitions.to), NULL},
    {"invalid.definition", COLUMN_CHOICE, IS_KEY, META(definitions.invalid_with_unreachable), invalid_word},
    {"accept.days", COLUMN_NUMBER, IS_KEY, META(definitions.accept_days), NULL},
    {"quiet.days", COLUMN_NUMBER, IS_KEY, META(definitions.quiet_days), NULL},
    {"duplicate.days", COLUMN_NUMBER, IS_KEY, META(definitions.duplicate_days), NULL},
    {"credit.rule", COLUMN_CHOICE, IS_KEY, META(definitions.credit_last), credit_word},
    {"segment", COLUMN_FIELD, IS_KEY, META(definitions.segment), NULL},
    {"accepted_is_known", COLUMN_CHOICE, IS_KEY, META(has_stage[STAGE_ACCEPTED]), yes_word},
    {"sql_is_known", COLUMN_CHOICE, IS_KEY, META(has_stage[STAGE_SQL]), yes_word},
    {"opportunity_is_known", COLUMN_CHOICE, IS_KEY, META(has_stage[STAGE_OPPORTUNITY]), yes_word},
    {"won_is_known", COLUMN_CHOICE, IS_KEY, META(has_stage[STAGE_WON]), yes_word},
    {"has_dates", COLUMN_CHOICE, IS_KEY, META(has_dates), yes_word},
    {"from_counts", COLUMN_CHOICE, IS_KEY, META(from_counts), yes_word},
    {"first_delivery", COLUMN_DAY, IS_LEAST, META(first_delivery), NULL},
    {"last_delivery", COLUMN_DAY, IS_MOST, META(last_delivery), NULL},
    {"first_accepted", COLUMN_DAY, IS_LEAST, META(first_reached[STAGE_ACCEPTED]), NULL},
    {"first_sql", COLUMN_DAY, IS_LEAST, META(first_reached[STAGE_SQL]), NULL},
    {"first_opportunity", COLUMN_DAY, IS_LEAST, META(first_reached[STAGE_OPPORTUNITY]), NULL},
    {"first_won", COLUMN_DAY, IS_LEAST, META(first_reached[STAGE_WON]), NULL},
    {"leads", COLUMN_COUNT, IS_SUM, META(leads), NULL},
    {"after_as_of", COLUMN_COUNT, IS_SUM, META(after_as_of), NULL},
    {"outside_period", COLUMN_COUNT, IS_SUM, META(outside_period), NULL},
    {"negative_lags", COLUMN_COUNT, IS_SUM, META(negative_lags), NULL},
    {"zero_deals", COLUMN_COUNT, IS_SUM, META(zero_deals), NULL},
};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
const RollupTable ROLLUP_TABLES[ROLLUP_TABLE_COUNT] = {
    {"cell", sizeof(RollupCell), CELLS, COUNT_OF(CELLS), META(cells), META(cell_count)},
    {"flow", sizeof(RollupFlow), FLOWS, COUNT_OF(FLOWS), META(flows), META(flow_count)},
    {"lag", sizeof(RollupLag), LAGS, COUNT_OF(LAGS), META(lags), META(lag_count)},
    {"deal", sizeof(RollupDeal), DEALS, COUNT_OF(DEALS), META(deals), META(deal_count)},
};
const RollupTable ROLLUP_META = {"meta", sizeof(Rollup), METAS, COUNT_OF(METAS), 0, 0};

const unsigned char *rollup_rows(const Rollup *rollup, const RollupTable *table) {
    const unsigned char *rows;
    memcpy(&rows, (const char *)rollup + table->rows, sizeof rows);
    return rows;
}

size_t rollup_row_count(const Rollup *rollup, const RollupTable *table) {
    return *(const size_t *)(const void *)((const char *)rollup + table->count);
}

void rollup_set_rows(Rollup *rollup, const RollupTable *table, void *rows, size_t count) {
    memcpy((char *)rollup + table->rows, &rows, sizeof rows);
    memcpy((char *)rollup + table->count, &count, sizeof count);
}

const RollupColumn *rollup_column_find(const RollupTable *table, Str name) {
    for (size_t c = 0; c < table->column_count; c++) {
        if (str_equal(name, str_from(table->columns[c].name))) return &table->columns[c];
    }
    return NULL;
}

/* The value of a column that is a whole number of some width. */
static int64_t whole_at(const RollupColumn *column, const void *record) {
    const void *at = (const char *)record + column->offset;
    switch (column->kind) {
    case COLUMN_CHOICE: return *(const uint8_t *)at;
    case COLUMN_VENDOR:
    case COLUMN_SEGMENT: return *(const uint16_t *)at;
    case COLUMN_BUCKET: return *(const int16_t *)at;
    case COLUMN_FIELD: return *(const LeadField *)at;
    case COLUMN_MONTH:
    case COLUMN_DAY:
    case COLUMN_NUMBER: return *(const int32_t *)at;
    default: return *(const int64_t *)at;
    }
}

static void put_whole(const RollupColumn *column, void *record, int64_t value) {
    void *at = (char *)record + column->offset;
    switch (column->kind) {
    case COLUMN_CHOICE: *(uint8_t *)at = (uint8_t)value; break;
    case COLUMN_VENDOR:
    case COLUMN_SEGMENT: *(uint16_t *)at = (uint16_t)value; break;
    case COLUMN_BUCKET: *(int16_t *)at = (int16_t)value; break;
    case COLUMN_FIELD: *(LeadField *)at = (LeadField)value; break;
    case COLUMN_MONTH:
    case COLUMN_DAY:
    case COLUMN_NUMBER: *(int32_t *)at = (int32_t)value; break;
    default: *(int64_t *)at = value; break;
    }
}

static double *real_at(const RollupColumn *column, const void *record) {
    return (double *)(void *)((char *)(uintptr_t)record + column->offset);
}

/* The currency of a record: of its column of that kind. */
static Currency currency_of(const RollupTable *table, const void *record) {
    Currency currency = {{0}};
    for (size_t c = 0; c < table->column_count; c++) {
        if (table->columns[c].kind == COLUMN_CURRENCY)
            memcpy(&currency, (const char *)record + table->columns[c].offset, sizeof currency);
    }
    return currency;
}

/* Says whether a name begins with what must not stand there, behind any apostrophes. */
static bool is_guarded(Str name) {
    size_t i = 0;
    while (i < name.len && name.at[i] == '\'') i++;
    return i < name.len && memchr("=+-@#\t\r\n", name.at[i], 8);
}

static Str format_name(Str name, Arena *arena) {
    return is_guarded(name) ? str_format(arena, "'%.*s", STR_ARGS(name)) : name;
}

Str rollup_name_parse(Str text) {
    const bool guarded = text.len && text.at[0] == '\'' && is_guarded(text);
    return guarded ? (Str){text.at + 1, text.len - 1} : text;
}

Str rollup_column_format(const Rollup *rollup, const RollupTable *table, const RollupColumn *column,
                         const void *record, Arena *arena) {
    char text[MONEY_TEXT];
    const int64_t whole =
        column->kind == COLUMN_CURRENCY || column->kind == COLUMN_REAL ? 0 : whole_at(column, record);
    switch (column->kind) {
    case COLUMN_VENDOR: return format_name(rollup->vendors[whole], arena);
    case COLUMN_SEGMENT: return format_name(rollup->segments[whole], arena);
    case COLUMN_CHOICE: return str_from(column->word((int)whole));
    case COLUMN_FIELD: return str_from(LEAD_FIELDS[whole].key);
    case COLUMN_MONTH: return str_copy(arena, str_from(month_format((Month)whole, text)));
    case COLUMN_DAY: return str_copy(arena, str_from(day_format((Day)whole, text)));
    case COLUMN_CURRENCY: return str_copy(arena, str_from(currency_of(table, record).code));
    case COLUMN_NUMBER: return whole < 0 ? STR("") : str_format(arena, "%lld", (long long)whole);
    case COLUMN_BUCKET:
    case COLUMN_COUNT: return str_format(arena, "%lld", (long long)whole);
    case COLUMN_MINUTES: return str_copy(arena, str_from(decimal_format(whole, text)));
    case COLUMN_MONEY:
        return str_copy(arena, str_from(money_format(whole, currency_of(table, record), text)));
    case COLUMN_REAL: return str_format(arena, "%.17g", *real_at(column, record));
    }
    return STR("");
}

static const char *parse_word(const RollupColumn *column, Str text, void *record) {
    const char *word;
    for (int n = 0; (word = column->word(n)); n++) {
        if (!str_equal(text, str_from(word))) continue;
        put_whole(column, record, n);
        return NULL;
    }
    return "expected one of this column's words";
}

static const char *parse_field(const RollupColumn *column, Str text, void *record) {
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        const bool words = LEAD_FIELDS[f].kind == FIELD_TEXT || LEAD_FIELDS[f].kind == FIELD_WORD;
        if (!words || !str_equal(text, str_from(LEAD_FIELDS[f].key))) continue;
        put_whole(column, record, f);
        return NULL;
    }
    return "expected a column of leads that holds words";
}

static const char *parse_whole(const RollupColumn *column, Str text, void *record) {
    const int64_t most = column->kind == COLUMN_COUNT    ? INT64_MAX / DECIMAL_ONE
                         : column->kind == COLUMN_NUMBER ? 1000000
                                                         : 2000,
                  least = column->kind == COLUMN_BUCKET ? -most : 0;
    Decimal value;
    if (column->kind == COLUMN_NUMBER && !text.len) value = -DECIMAL_ONE;
    else if (!decimal_parse(text, &value) || value % DECIMAL_ONE || value / DECIMAL_ONE < least ||
             value / DECIMAL_ONE > most)
        return "expected a whole number";
    put_whole(column, record, value / DECIMAL_ONE);
    return NULL;
}

static const char *parse_money(const RollupTable *table, const RollupColumn *column, Str text, void *record) {
    const Currency currency = currency_of(table, record);
    Decimal value;
    if (!decimal_parse(text, &value)) return "expected an amount, as 1234.50";
    const Money money = money_from_decimal(value, currency);
    if (decimal_from_money(money, currency) != value)
        return "expected no more decimals than the currency has";
    put_whole(column, record, money);
    return NULL;
}

static const char *parse_real(const RollupColumn *column, Str text, void *record) {
    char copy[64], *end;
    if (!text.len || text.len >= sizeof copy) return "expected a number";
    memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    const double value = strtod(copy, &end);
    if (*end || !isfinite(value)) return "expected a number";
    *real_at(column, record) = value;
    return NULL;
}

const char *rollup_column_parse(const RollupTable *table, const RollupColumn *column, Str text,
                                void *record) {
    Month month = MONTH_NONE;
    Day day = DAY_NONE;
    Currency currency = {{0}};
    Decimal value;
    switch (column->kind) {
    case COLUMN_VENDOR:
    case COLUMN_SEGMENT: return NULL;
    case COLUMN_CHOICE: return parse_word(column, text, record);
    case COLUMN_FIELD: return parse_field(column, text, record);
    case COLUMN_MONTH:
        if (text.len && !month_parse(text, &month)) return "expected a month as YYYY-MM";
        put_whole(column, record, month);
        return NULL;
    case COLUMN_DAY:
        if (text.len && !day_parse(text, &day)) return "expected a day as YYYY-MM-DD";
        put_whole(column, record, day);
        return NULL;
    case COLUMN_CURRENCY:
        if (text.len && !currency_parse(text, &currency)) return "expected a currency code of ISO 4217";
        memcpy((char *)record + column->offset, &currency, sizeof currency);
        return NULL;
    case COLUMN_BUCKET:
    case COLUMN_NUMBER:
    case COLUMN_COUNT: return parse_whole(column, text, record);
    case COLUMN_MINUTES:
        if (!decimal_parse(text, &value) || value < 0) return "expected a number";
        put_whole(column, record, value);
        return NULL;
    case COLUMN_MONEY: return parse_money(table, column, text, record);
    case COLUMN_REAL: return parse_real(column, text, record);
    }
    return NULL;
}

int rollup_compare_keys(const RollupTable *table, const void *a, const void *b) {
    for (size_t c = 0; c < table->column_count && table->columns[c].role == IS_KEY; c++) {
        const RollupColumn *column = &table->columns[c];
        int order;
        if (column->kind == COLUMN_CURRENCY) {
            order =
                memcmp((const char *)a + column->offset, (const char *)b + column->offset, sizeof(Currency));
        } else {
            const int64_t left = whole_at(column, a), right = whole_at(column, b);
            order = (left > right) - (left < right);
        }
        if (order) return order < 0 ? -1 : 1;
    }
    return 0;
}

/* Days that are none stand aside. */
static int64_t fold_bound(const RollupColumn *column, int64_t a, int64_t b) {
    if (column->kind == COLUMN_DAY && (a == DAY_NONE || b == DAY_NONE)) return a == DAY_NONE ? b : a;
    return (column->role == IS_LEAST) == (a < b) ? a : b;
}

bool rollup_fold(const RollupTable *table, void *into, const void *from) {
    bool fits = true;
    for (size_t c = 0; c < table->column_count; c++) {
        const RollupColumn *column = &table->columns[c];
        if (column->role == IS_KEY) continue;
        if (column->kind == COLUMN_REAL) {
            *real_at(column, into) += *real_at(column, from);
            continue;
        }
        const int64_t a = whole_at(column, into), b = whole_at(column, from);
        int64_t folded;
        if (column->role == IS_SUM) fits = !__builtin_add_overflow(a, b, &folded) && fits;
        else folded = fold_bound(column, a, b);
        put_whole(column, into, folded);
    }
    return fits;
}

bool rollup_column_is_summed(const RollupColumn *column) {
    return column->role == IS_SUM && column->kind != COLUMN_REAL;
}

Decimal rollup_column_sum(const Rollup *rollup, const RollupTable *table, const RollupColumn *column) {
    const unsigned char *rows = rollup_rows(rollup, table);
    uint64_t sum = 0; /* wraps where it must: two sums can still be compared */
    for (size_t i = 0; i < rollup_row_count(rollup, table); i++) {
        const void *record = rows + i * table->size;
        const int64_t value = whole_at(column, record);
        const int64_t decimal =
            column->kind == COLUMN_MONEY ? decimal_from_money(value, currency_of(table, record)) : value;
        sum += column->kind == COLUMN_COUNT ? (uint64_t)decimal * (uint64_t)DECIMAL_ONE : (uint64_t)decimal;
    }
    return (Decimal)sum;
}
