/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/xlsx_file.h"
#include "inputs/xlsx_sheet.h"
#include "inputs/xlsx_value.h"
#include <stdio.h>
#include <string.h>

enum { HEADER_ROWS = 20, HEADER_TEXTS = 3, ROW_LIMIT = 1 << 20, FIELD_LIMIT = 256 << 10 };

static const size_t NO_FIELD = SIZE_MAX;

struct XlsxFile {
    XlsxBook book;
    Arena *texts; /* what its cells refer to */
    const XlsxSheetEntry *sheet;
    Str name;
    CsvHeader header;
    size_t *field_of; /* of each column of the sheet up to the last one with a name: its field, or NO_FIELD */
    size_t column_count;
};

/* Looking for the header row; `cells` are copies of the one that is it so far. */
typedef struct Search {
    Arena *arena;
    XlsxCell *cells;
    size_t count;
    long number;   /* of its row; 0: none yet */
    size_t widest; /* filled cells of a row so far */
    int rows;      /* filled ones */
} Search;

static bool is_all_text(const XlsxRow *row) {
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].kind != XLSX_CELL_TEXT) return false;
    }
    return true;
}

static void keep(Search *search, const XlsxRow *row) {
    search->cells = ARENA_ARRAY(search->arena, XlsxCell, row->count);
    search->count = row->count;
    search->number = row->number;
    for (size_t i = 0; i < row->count; i++) {
        search->cells[i] = row->cells[i];
        search->cells[i].text = str_copy(search->arena, row->cells[i].text);
    }
}

static bool look_for_header(void *search_, const XlsxRow *row) {
    Search *search = search_;
    if (row->count == 0) return true;
    const bool names = row->count >= HEADER_TEXTS && row->count >= 2 * search->widest && is_all_text(row);
    if (names || search->rows == 0) keep(search, row);
    if (row->count > search->widest) search->widest = row->count;
    return !names && ++search->rows < HEADER_ROWS;
}

/* Makes the header of the row that was found. */
static void take_header(XlsxFile *file, const Search *search, Arena *arena) {
    Str *names = ARENA_ARRAY(arena, Str, search->count);
    file->column_count = search->cells[search->count - 1].column + 1;
    file->field_of = ARENA_ARRAY(arena, size_t, file->column_count);
    for (size_t i = 0; i < file->column_count; i++) file->field_of[i] = NO_FIELD;
    for (size_t i = 0; i < search->count; i++) {
        names[i] = search->cells[i].text;
        file->field_of[search->cells[i].column] = i;
    }
    file->header = (CsvHeader){names, search->count, search->count, search->number};
}

static Status find_header(XlsxFile *file, Arena *arena, Err *err) {
    Arena *scratch = arena_new_beside(arena);
    Search search = {.arena = arena};
    const Status status =
        xlsx_sheet_read(&file->book, file->sheet->part, ROW_LIMIT, look_for_header, &search, scratch, err);
    arena_free(scratch);
    if (status != OK) return status;
    if (!search.number)
        return err_set(err, ERR_DATA, "the sheet '%.*s' is empty", STR_ARGS(file->sheet->name));
    take_header(file, &search, arena);
    return OK;
}

Status xlsx_file_open(int fd, Str name, Str sheet, Arena *arena, XlsxFile **out, Err *err) {
    XlsxFile *file = ARENA_NEW(arena, XlsxFile);
    file->name = str_copy(arena, name);
    file->texts = arena_new_beside(arena);
    Status status = xlsx_book_open(fd, arena, &file->book, err);
    if (status == OK) status = xlsx_book_find(&file->book, sheet, arena, &file->sheet, err);
    if (status == OK) status = xlsx_book_load(&file->book, file->texts, err);
    if (status == OK) status = find_header(file, arena, err);
    if (status != OK) {
        xlsx_file_close(file);
        return err_prefix(err, "%.*s", STR_ARGS(name));
    }
    *out = file;
    return OK;
}

const CsvHeader *xlsx_file_header(const XlsxFile *file) { return &file->header; }

/* One reading of the rows below the header. */
typedef struct Delivery {
    const XlsxFile *file;
    const CsvSink *sink;
    void *context;
    XlsxFacts *facts;
    long last; /* number of the row before */
    Str *fields;
    char *raw;
    char fault[CSV_RECORD_TEXT];
} Delivery;

/* Appends one field as CSV would have it; the rest is cut where it is full. */
static size_t put_field(char *raw, size_t len, Str text) {
    const bool quoted = text.len && (memchr(text.at, ',', text.len) || memchr(text.at, '"', text.len) ||
                                     memchr(text.at, '\n', text.len) || memchr(text.at, '\r', text.len));
    if (len + 2 * text.len + 2 > ROW_LIMIT) return len;
    if (!quoted) {
        if (text.len) memcpy(raw + len, text.at, text.len);
        return len + text.len;
    }
    raw[len++] = '"';
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') raw[len++] = '"';
        raw[len++] = text.at[i];
    }
    raw[len++] = '"';
    return len;
}

/* The row as CSV, from column A to its last filled cell or the last name. */
static Str raw_text(const Delivery *delivery, const XlsxRow *row) {
    size_t len = 0, columns = delivery->file->column_count, next = 0;
    if (row->count && row->cells[row->count - 1].column >= columns)
        columns = row->cells[row->count - 1].column + 1;
    for (size_t column = 0; column < columns && len < ROW_LIMIT; column++) {
        if (column) delivery->raw[len++] = ',';
        if (next < row->count && row->cells[next].column == column)
            len = put_field(delivery->raw, len, row->cells[next++].text);
    }
    return (Str){delivery->raw, len};
}

/* Puts the cells in the places of their names; returns the first one that has none, or is at fault, or NULL. */
static const XlsxCell *place_cells(Delivery *delivery, const XlsxRow *row) {
    const XlsxFile *file = delivery->file;
    const XlsxCell *odd = NULL;
    for (size_t i = 0; i < file->header.count; i++) delivery->fields[i] = STR("");
    for (size_t i = 0; i < row->count; i++) {
        const XlsxCell *cell = &row->cells[i];
        const size_t field = cell->column < file->column_count ? file->field_of[cell->column] : NO_FIELD;
        if (field != NO_FIELD) delivery->fields[field] = cell->text;
        const bool fine = field != NO_FIELD && cell->kind != XLSX_CELL_FAULT && cell->text.len <= FIELD_LIMIT;
        if (!fine && !odd) odd = cell;
    }
    return odd;
}

/* Says what is wrong with the cell. */
static CsvBad describe(Delivery *delivery, const XlsxRow *row, const XlsxCell *odd) {
    char name[XLSX_VALUE_TEXT];
    if (row->too_long) return (CsvBad){.reason = CSV_LONG_RECORD, .want = ROW_LIMIT};
    if (odd->kind == XLSX_CELL_FAULT) {
        snprintf(delivery->fault, sizeof delivery->fault, "%s holds %.*s",
                 xlsx_value_cell_name(odd->column, row->number, name), STR_ARGS(odd->text));
        return (CsvBad){.reason = CSV_CELL, .cell = str_from(delivery->fault), .column = odd->column + 1};
    }
    if (odd->text.len > FIELD_LIMIT)
        return (CsvBad){
            .reason = CSV_LONG_FIELD, .column = odd->column + 1, .want = FIELD_LIMIT, .got = odd->text.len};
    return (CsvBad){.reason = CSV_UNNAMED, .column = odd->column + 1};
}

static bool deliver(void *delivery_, const XlsxRow *row) {
    Delivery *delivery = delivery_;
    XlsxFacts *facts = delivery->facts;
    const CsvHeader *header = &delivery->file->header;
    if (row->number <= header->line) return true;
    facts->blank += row->number - delivery->last - 1;
    delivery->last = row->number;
    if (row->count == 0 && !row->too_long) {
        facts->blank++;
        return true;
    }
    const XlsxCell *odd = place_cells(delivery, row);
    const Str raw = raw_text(delivery, row);
    if (odd || row->too_long) {
        CsvBad bad = describe(delivery, row, odd);
        bad.line = row->number;
        bad.lines = 1;
        bad.raw = raw;
        bad.fields = delivery->fields;
        bad.count = header->count;
        delivery->sink->bad(delivery->context, &bad);
        facts->bad++;
        return true;
    }
    const CsvRow good = {row->number, raw, delivery->fields, header->count};
    facts->stopped = !delivery->sink->row(delivery->context, &good);
    facts->rows++;
    return !facts->stopped;
}

Status xlsx_file_read(XlsxFile *file, const CsvSink *sink, Arena *scratch, XlsxFacts *facts, Err *err) {
    *facts = (XlsxFacts){.sheet = file->sheet->name};
    memcpy(facts->sha256, xlsx_zip_sha256(file->book.zip), sizeof facts->sha256);
    Delivery delivery = {.file = file,
                         .sink = sink,
                         .facts = facts,
                         .last = file->header.line,
                         .fields = ARENA_ARRAY(scratch, Str, file->header.count),
                         .raw = arena_alloc(scratch, ROW_LIMIT + 1)};
    delivery.context = sink->begin ? sink->begin(sink->caller, (CsvChunk){0, 0}) : sink->caller;
    const Status status =
        xlsx_sheet_read(&file->book, file->sheet->part, ROW_LIMIT, deliver, &delivery, scratch, err);
    if (status != OK) return err_prefix(err, "%.*s", STR_ARGS(file->name));
    if (sink->done) sink->done(sink->caller, delivery.context);
    return OK;
}

void xlsx_file_close(XlsxFile *file) {
    if (!file) return;
    xlsx_book_close(&file->book);
    arena_free(file->texts);
}
