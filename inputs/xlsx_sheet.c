/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/xlsx_sheet.h"
#include "inputs/xlsx_value.h"
#include "inputs/xlsx_xml.h"
#include <stdlib.h>
#include <string.h>

/* How the value of a cell is written, by its attribute t. */
typedef enum CellType { AS_NUMBER, AS_SHARED, AS_TEXT, AS_BOOLEAN, AS_ERROR } CellType;

static const struct {
    const char *word;
    CellType type;
} TYPES[] = {{"s", AS_SHARED},  {"n", AS_NUMBER}, {"str", AS_TEXT}, {"inlineStr", AS_TEXT},
             {"b", AS_BOOLEAN}, {"e", AS_ERROR},  {"d", AS_TEXT}};

/* A cell as it is collected: its text is a slice of the row's, which may still move, or a text of its own. */
typedef struct Held {
    size_t column, at, len;
    XlsxCellKind kind;
    Str own; /* where `own.at` is not NULL */
} Held;

/* What one reading carries along; a row's values stand one behind the other in `text`. */
typedef struct Reader {
    const XlsxBook *book;
    XlsxTakeRow take;
    void *context;
    Arena *scratch;
    XlsxXml *xml;
    char *text;
    size_t used, room, limit;
    Held *held;
    XlsxCell *cells;
    size_t count, held_room, cell_room;
    XlsxRow row;
    size_t next_column;
    bool in_data, in_row, in_cell, in_value; /* in_value: in <v>, or in <t> of <is> */
    int phonetic;
    CellType type; /* of the cell, as are the next ones */
    bool dated, has_formula, has_value;
    size_t cell_at; /* where its text begins */
} Reader;

static void start_row(Reader *reader, const char **attributes) {
    const char *number = xlsx_xml_attribute(attributes, "r");
    const long next = number ? strtol(number, NULL, 10) : reader->row.number + 1;
    if (next > XLSX_MOST_ROWS) {
        xlsx_xml_refuse(reader->xml, "more than %d rows", XLSX_MOST_ROWS);
    } else if (next <= reader->row.number) {
        xlsx_xml_refuse(reader->xml, "row %ld stands behind row %ld", next, reader->row.number);
    }
    reader->row = (XlsxRow){.number = next};
    reader->used = reader->count = reader->next_column = 0;
    reader->in_row = true;
}

static CellType type_of(const char **attributes) {
    const char *word = xlsx_xml_attribute(attributes, "t");
    for (size_t i = 0; word && i < sizeof TYPES / sizeof *TYPES; i++) {
        if (!strcmp(word, TYPES[i].word)) return TYPES[i].type;
    }
    return AS_NUMBER;
}

static void start_cell(Reader *reader, const char **attributes) {
    const char *reference = xlsx_xml_attribute(attributes, "r"), *style = xlsx_xml_attribute(attributes, "s");
    size_t column = reader->next_column;
    if (reference && !xlsx_value_column(reference, &column)) {
        xlsx_xml_refuse(reader->xml, "row %ld: '%.20s' is no cell", reader->row.number, reference);
    } else if (column < reader->next_column || column >= XLSX_MOST_COLUMNS) {
        xlsx_xml_refuse(reader->xml, "row %ld: its cells are not in order", reader->row.number);
    }
    reader->next_column = column + 1;
    reader->type = type_of(attributes);
    reader->dated = reader->type == AS_NUMBER && style &&
                    xlsx_styles_is_date(&reader->book->styles, strtoul(style, NULL, 10));
    reader->has_formula = reader->has_value = false;
    reader->cell_at = reader->used;
    reader->in_cell = true;
}

/* Inside a cell: <v>, <f>, and <is> with its <t>. */
static void start_inside(Reader *reader, const char *name) {
    if (!strcmp(name, "v") || (!strcmp(name, "t") && !reader->phonetic)) {
        reader->in_value = reader->has_value = true;
    } else if (!strcmp(name, "f")) {
        reader->has_formula = true;
    } else if (!strcmp(name, "rPh")) {
        reader->phonetic++;
    }
}

static void start(void *reader_, XlsxXml *xml, const char *name, const char **attributes) {
    Reader *reader = reader_;
    reader->xml = xml;
    if (reader->in_cell) start_inside(reader, name);
    else if (reader->in_row && !strcmp(name, "c")) start_cell(reader, attributes);
    else if (reader->in_data && !reader->in_row && !strcmp(name, "row")) start_row(reader, attributes);
    else if (!strcmp(name, "sheetData")) reader->in_data = true;
}

/* Makes room for `len` more bytes; false, once the row is over its limit. */
static bool reserve(Reader *reader, size_t len) {
    if (reader->used + len > reader->limit) reader->row.too_long = true;
    if (reader->row.too_long) return false;
    if (reader->room - reader->used >= len) return true;
    size_t room = 2 * reader->room;
    while (room - reader->used < len) room *= 2;
    reader->text = arena_grow(reader->scratch, reader->text, reader->used, room, 1);
    reader->room = room;
    return true;
}

static void take_text(void *reader_, Str text) {
    Reader *reader = reader_;
    if (!reader->in_value || !reserve(reader, text.len)) return;
    memcpy(reader->text + reader->used, text.at, text.len);
    reader->used += text.len;
}

/* Adds the cell; empty text is no cell. `own`: text that does not stand in the row's. */
static void hold(Reader *reader, XlsxCellKind kind, Str own) {
    if (own.at ? own.len == 0 : reader->used == reader->cell_at) return;
    ARENA_RESERVE(reader->scratch, reader->held, reader->count, reader->held_room);
    reader->held[reader->count++] =
        (Held){reader->next_column - 1, reader->cell_at, reader->used - reader->cell_at, kind, own};
}

static void hold_fault(Reader *reader, const char *what) { hold(reader, XLSX_CELL_FAULT, str_from(what)); }

/* Puts `value` in place of the cell's text. */
static void replace_text(Reader *reader, const char *value, size_t len) {
    reader->used = reader->cell_at;
    if (!reserve(reader, len)) return;
    memcpy(reader->text + reader->used, value, len);
    reader->used += len;
}

static void hold_number(Reader *reader, Str text) {
    char number[XLSX_VALUE_TEXT], date[XLSX_VALUE_TEXT];
    const size_t len = xlsx_value_number(text, number);
    if (!len) {
        hold_fault(reader, "what is no number");
        return;
    }
    const size_t date_len =
        reader->dated ? xlsx_value_date((Str){number, len}, reader->book->date1904, date) : 0;
    if (reader->dated && !date_len) {
        hold_fault(reader, "what is no day");
        return;
    }
    replace_text(reader, date_len ? date : number, date_len ? date_len : len);
    hold(reader, XLSX_CELL_VALUE, (Str){NULL, 0});
}

static void hold_shared(Reader *reader, Str text) {
    char digits[24] = "", *rest = digits;
    Str shared;
    memcpy(digits, text.at, text.len < sizeof digits ? text.len : sizeof digits - 1);
    const unsigned long number = strtoul(digits, &rest, 10);
    if (*rest || digits[0] == '-' || !xlsx_texts_get(&reader->book->texts, number, &shared)) {
        xlsx_xml_refuse(reader->xml, "row %ld refers to a text that is not there", reader->row.number);
    } else {
        hold(reader, XLSX_CELL_TEXT, shared);
    }
}

static void hold_text(Reader *reader, size_t len) {
    const Str whole = {reader->text + reader->cell_at,
                       xlsx_value_unescape(reader->text + reader->cell_at, len)};
    const Str text = str_trim(whole);
    if (text.len && text.at > whole.at) memmove(reader->text + reader->cell_at, text.at, text.len);
    reader->used = reader->cell_at + text.len;
    hold(reader, XLSX_CELL_TEXT, (Str){NULL, 0});
}

static void end_cell(Reader *reader) {
    const Str text = str_trim((Str){reader->text + reader->cell_at, reader->used - reader->cell_at});
    reader->in_cell = reader->in_value = false;
    reader->phonetic = 0;
    if (reader->row.too_long) return;
    if (reader->has_formula && !reader->has_value) {
        hold_fault(reader, "a formula without its value: open the book in Excel and save it");
        return;
    }
    if (text.len == 0) return;
    switch (reader->type) {
    case AS_NUMBER: hold_number(reader, text); return;
    case AS_SHARED: hold_shared(reader, text); return;
    case AS_TEXT: hold_text(reader, reader->used - reader->cell_at); return;
    case AS_BOOLEAN: hold(reader, XLSX_CELL_VALUE, text.at[0] == '1' ? STR("TRUE") : STR("FALSE")); return;
    case AS_ERROR: hold(reader, XLSX_CELL_FAULT, (Str){NULL, 0}); return;
    }
}

/* The row's text does not move any more: its slices can be handed out. */
static void end_row(Reader *reader) {
    if (reader->cell_room < reader->held_room) {
        reader->cell_room = reader->held_room;
        reader->cells = ARENA_ARRAY(reader->scratch, XlsxCell, reader->cell_room);
    }
    for (size_t i = 0; i < reader->count; i++) {
        const Held *held = &reader->held[i];
        const Str text = held->own.at ? held->own : (Str){reader->text + held->at, held->len};
        reader->cells[i] = (XlsxCell){held->column, held->kind, text};
    }
    reader->row.cells = reader->cells;
    reader->row.count = reader->count;
    reader->in_row = false;
    if (!reader->take(reader->context, &reader->row)) xlsx_xml_stop(reader->xml);
}

static void end(void *reader_, XlsxXml *xml, const char *name) {
    Reader *reader = reader_;
    reader->xml = xml;
    if (reader->in_cell) {
        if (!strcmp(name, "c")) end_cell(reader);
        else if (!strcmp(name, "rPh")) reader->phonetic--;
        else if (!strcmp(name, "v") || !strcmp(name, "t")) reader->in_value = false;
    } else if (reader->in_row) {
        if (!strcmp(name, "row")) end_row(reader);
    } else if (!strcmp(name, "sheetData")) {
        reader->in_data = false; /* what follows must be well-formed too */
    }
}

Status xlsx_sheet_read(const XlsxBook *book, Str part, size_t row_limit, XlsxTakeRow take, void *context,
                       Arena *scratch, Err *err) {
    enum { ROOM = 4096 };
    Reader reader = {.book = book,
                     .take = take,
                     .context = context,
                     .scratch = scratch,
                     .text = arena_alloc(scratch, ROOM),
                     .room = ROOM,
                     .limit = row_limit};
    const XlsxHandler handler = {&reader, start, end, take_text};
    return xlsx_xml_parse(book->zip, part, &handler, err);
}
