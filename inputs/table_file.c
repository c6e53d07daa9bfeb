/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/table_file.h"
#include "inputs/amount.h"
#include "inputs/datetext.h"
#include "inputs/mapping.h"
#include "inputs/shown_value.h"
#include "inputs/table_source.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What one table's reading carries along. */
typedef struct Reader {
    TableRow row;
    FileReport *report;
    TableTake take;
    void *context;
    const CsvHeader *header;
    int *
        place; /* of each column of the file: its number in the format, or -1 - its number among the others */
    Str *cells, *others;
} Reader;

/* Says whether a record, as it is in the file, begins with #; it need not have as many cells as a row. */
static bool is_comment(Str raw) {
    raw = str_trim(raw);
    if (str_starts(raw, STR("\""))) raw = str_trim((Str){raw.at + 1, raw.len - 1});
    return str_starts(raw, STR("#"));
}

static bool take_row(void *context, const CsvRow *csv) {
    Reader *reader = context;
    if (is_comment(csv->raw)) return true;
    for (size_t i = 0; i < reader->row.format->column_count; i++) reader->cells[i] = STR("");
    for (size_t i = 0; i < csv->count; i++) {
        const Str cell = str_trim(csv->fields[i]);
        reader->report->columns[i].filled += cell.len != 0;
        if (reader->place[i] >= 0) reader->cells[reader->place[i]] = cell;
        else reader->others[-1 - reader->place[i]] = cell;
    }
    reader->row.line = csv->line;
    reader->report->rows_read++;
    if (reader->take(reader->context, &reader->row)) reader->report->leads++;
    else provenance_keep_record(reader->row.provenance, csv->fields, csv->count, csv->raw);
    return true;
}

static void take_bad(void *context, const CsvBad *bad) {
    Reader *reader = context;
    char text[CSV_RECORD_TEXT];
    if (is_comment(bad->raw)) return;
    reader->row.line = bad->line;
    reader->report->rows_read++;
    table_refuse(&reader->row, -1, "%s", csv_record_describe(bad, text));
    provenance_keep_record(reader->row.provenance, bad->fields, bad->count, bad->raw);
}

/* Finds which column of the file is which of the format. */
static Status place_columns(Reader *reader, Arena *arena, Err *err) {
    const TableFormat *format = reader->row.format;
    const CsvHeader *header = reader->header;
    Str *other_names = ARENA_ARRAY(arena, Str, header->count);
    bool *found = ARENA_ARRAY(arena, bool, format->column_count);
    for (size_t i = 0; i < header->count; i++) {
        reader->place[i] = -1 - (int)reader->row.other_count;
        for (size_t c = 0; c < format->column_count; c++) {
            if (!str_equal_nocase(header->names[i], str_from(format->columns[c].name))) continue;
            reader->place[i] = (int)c;
            found[c] = true;
        }
        if (reader->place[i] < 0) other_names[reader->row.other_count++] = header->names[i];
    }
    reader->row.other_names = other_names;
    for (size_t c = 0; c < format->column_count; c++) {
        if (found[c] || !format->columns[c].required) continue;
        return err_set(err, ERR_DATA, "%.*s: no column '%s'; found %.*s", STR_ARGS(reader->row.file),
                       format->columns[c].name,
                       STR_ARGS(mapping_list_names(header->names, header->count, arena)));
    }
    return OK;
}

/* Says in the report which columns were used. */
static void report_columns(const Reader *reader, Arena *arena) {
    const CsvHeader *header = reader->header;
    FileReport *report = reader->report;
    report->columns = ARENA_ARRAY(arena, ColumnUse, header->count);
    report->column_count = header->count;
    for (size_t i = 0; i < header->count; i++) {
        const int place = reader->place[i];
        const char *field = place < 0 ? "" : reader->row.format->columns[place].name;
        report->columns[i] = (ColumnUse){.header = header->names[i], .field = str_from(field)};
    }
}

Status table_read(Str path, const TableFormat *format, TableTake take, void *context, Provenance *provenance,
                  Arena *arena, Err *err) {
    TableSource *source = NULL;
    TableFacts facts;
    Reader reader = {.row = {.file = path, .format = format, .provenance = provenance, .arena = arena},
                     .take = take,
                     .context = context};
    Status status = table_source_open(path.at, &(CsvOptions){0}, arena, &source, err);
    if (status != OK) return status;
    reader.header = table_source_header(source);
    reader.place = ARENA_ARRAY(arena, int, reader.header->count);
    reader.cells = ARENA_ARRAY(arena, Str, format->column_count);
    reader.others = ARENA_ARRAY(arena, Str, reader.header->count);
    reader.row.cells = reader.cells;
    reader.row.others = reader.others;
    if ((status = csv_header_check(reader.header, err)) != OK) {
        err_prefix(err, "%.*s", STR_ARGS(path));
        goto done;
    }
    if ((status = place_columns(&reader, arena, err)) != OK) goto done;
    reader.report = provenance_add_file(provenance);
    reader.report->file = path;
    reader.report->role = str_from(format->role);
    report_columns(&reader, arena);
    const CsvSink sink = {.caller = &reader, .row = take_row, .bad = take_bad};
    if ((status = table_source_read(source, &sink, arena, &facts, err)) != OK) goto done;
    memcpy(reader.report->sha256, facts.sha256, sizeof reader.report->sha256);
    reader.report->notes = facts.notes;
done:
    table_source_close(source);
    return status;
}

bool table_refuse(const TableRow *row, int column, const char *format, ...) {
    va_list args;
    char reason[256];
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    BadRow bad = {.file = row->file, .line = row->line, .column = STR(""), .value = STR("")};
    if (column >= 0) {
        bad.column = str_from(row->format->columns[column].name);
        bad.value = str_copy(row->arena, shown_value_cut(row->cells[column]));
    }
    bad.reason = str_copy(row->arena, str_from(reason));
    provenance_add_bad_row(row->provenance, bad);
    row->provenance->files[row->provenance->file_count - 1].quarantined++;
    return false;
}

bool table_day(const TableRow *row, int column, Day *out) {
    Stamp stamp;
    switch (datetext_parse(row->cells[column], DATE_FORM_UNKNOWN, NULL, &stamp)) {
    case DATE_BLANK: return true;
    case DATE_OK: *out = stamp_day(stamp); return true;
    case DATE_AMBIGUOUS:
        return table_refuse(row, column, "day and month could be either way round: expected YYYY-MM-DD");
    default: return table_refuse(row, column, "expected a date as YYYY-MM-DD");
    }
}

bool table_month(const TableRow *row, int column, Month *out) {
    Stamp stamp;
    if (!row->cells[column].len || month_parse(row->cells[column], out)) return true;
    if (datetext_parse(row->cells[column], DATE_FORM_UNKNOWN, NULL, &stamp) != DATE_OK)
        return table_refuse(row, column, "expected a month as YYYY-MM");
    *out = month_from_day(stamp_day(stamp));
    return true;
}

bool table_decimal(const TableRow *row, int column, Decimal *out) {
    if (!row->cells[column].len) return true;
    Decimal value;
    if (!decimal_parse(row->cells[column], &value) || value < 0) {
        return table_refuse(row, column, "expected a number that is not negative, as 1234.5");
    }
    *out = value;
    return true;
}

bool table_share(const TableRow *row, int column, Decimal *out) {
    Str text = row->cells[column];
    if (!text.len) return true;
    const bool percent = str_ends(text, STR("%"));
    if (percent) text = str_trim((Str){text.at, text.len - 1});
    Decimal value;
    if (!decimal_parse(text, &value) || value < 0 || value > (percent ? 100 : 1) * DECIMAL_ONE) {
        return table_refuse(row, column, "expected a share from 0 to 1, or a percentage");
    }
    *out = percent ? (Decimal)round_ratio(value, 100) : value;
    return true;
}

bool table_money(const TableRow *row, int column, Currency currency, Money *out) {
    if (!row->cells[column].len) return true;
    AmountRead read;
    if (amount_parse(row->cells[column], AMOUNT_FORM_DOT, currency, &read) != AMOUNT_OK) {
        return table_refuse(row, column, "expected an amount, as 1234.50");
    }
    if (!currency_equal(read.currency, currency)) {
        return table_refuse(row, column, "the amount is in %s, the row in %s", read.currency.code,
                            currency.code[0] ? currency.code : "no known currency");
    }
    if (read.rounded) row->provenance->files[row->provenance->file_count - 1].rounded++;
    *out = read.money;
    return true;
}

bool table_whole(const TableRow *row, int column, int64_t *out) {
    Decimal value;
    if (!row->cells[column].len) return true;
    if (!decimal_parse(row->cells[column], &value) || value < 0 || value % DECIMAL_ONE) {
        return table_refuse(row, column, "expected a whole number");
    }
    *out = value / DECIMAL_ONE;
    return true;
}

bool table_currency(const TableRow *row, int column, Currency *out) {
    if (!row->cells[column].len || currency_parse(row->cells[column], out)) return true;
    return table_refuse(row, column, "expected a currency code of ISO 4217, as USD");
}

bool table_word(const TableRow *row, int column, const char *const *words, size_t count, int *out) {
    if (!row->cells[column].len) return true;
    char all[160] = "";
    for (size_t i = 0; i < count; i++) {
        if (str_equal_nocase(row->cells[column], str_from(words[i]))) {
            *out = (int)i;
            return true;
        }
        const size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, "%s%s", i ? ", " : "", words[i]);
    }
    return table_refuse(row, column, "expected one of %s", all);
}

bool table_need(const TableRow *row, int column) {
    return row->cells[column].len || table_refuse(row, column, "the cell is empty");
}

bool table_need_day(const TableRow *row, int column, Day *out) {
    *out = DAY_NONE;
    if (!table_need(row, column) || !table_day(row, column, out)) return false;
    return *out != DAY_NONE || table_refuse(row, column, "expected a date as YYYY-MM-DD");
}

Str table_text(const TableRow *row, int column) { return str_copy(row->arena, row->cells[column]); }
