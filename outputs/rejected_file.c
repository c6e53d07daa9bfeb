/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/rejected_file.h"
#include "outputs/atomic_file.h"
#include "outputs/screen_text.h"
#include <string.h>

enum { FRONT = 4 };
static const char *const FRONT_NAMES[FRONT] = {"file", "line", "column", "reason"};

/* The columns of the file that is written. */
typedef struct Layout {
    const Provenance *provenance;
    FILE *out;
    Str *names; /* of the columns of the sources, each once */
    size_t count, room;
    bool has_record; /* some record is no row: it stands as a whole in the last column */
} Layout;

static size_t find_name(const Layout *layout, Str name) {
    size_t i = 0;
    while (i < layout->count && !str_equal(layout->names[i], name)) i++;
    return i;
}

static bool is_row(const FileReport *file, const RejectedRecord *record) {
    return file && record->count == file->column_count;
}

static void lay(Layout *layout, Arena *arena) {
    const Provenance *provenance = layout->provenance;
    const FileReport *before = NULL;
    for (size_t i = 0; i < provenance->rejected_count; i++) {
        const RejectedRecord *record = &provenance->rejected[i];
        const FileReport *file = provenance_find_file(provenance, provenance->bad_rows[record->bad_row].file);
        layout->has_record = layout->has_record || !is_row(file, record);
        if (!file || file == before) continue;
        before = file;
        for (size_t c = 0; c < file->column_count; c++) {
            const Str name = file->columns[c].header;
            if (find_name(layout, name) < layout->count) continue;
            ARENA_RESERVE(arena, layout->names, layout->count, layout->room);
            layout->names[layout->count++] = name;
        }
    }
}

/* Always in quotes where anything could be taken for a part of the file's form. What is no text, and what would end the
 * file early, is shown as such; line ends and tabs stay. */
static void put_cell(FILE *out, Str text, bool first) {
    bool quoted = text.len && (text.at[0] == ' ' || text.at[text.len - 1] == ' ');
    if (!first) fputc(',', out);
    for (size_t i = 0; i < text.len && !quoted; i++) quoted = memchr(",;|\t\"\r\n", text.at[i], 7);
    if (quoted) fputc('"', out);
    while (text.len) {
        const char c = text.at[0];
        if (c == '"') fputc('"', out);
        if (c == '\r' || c == '\n' || c == '\t') {
            fputc(c, out);
            text = (Str){text.at + 1, text.len - 1};
            continue;
        }
        char bytes[6];
        const size_t length = screen_text_encode(screen_text_next(&text), bytes);
        fwrite(bytes, 1, length, out);
    }
    if (quoted) fputc('"', out);
}

static void put_header(const Layout *layout, Arena *arena) {
    for (size_t i = 0; i < FRONT; i++) {
        bool taken = false;
        for (size_t c = 0; c < layout->count; c++)
            taken = taken || str_equal_nocase(layout->names[c], str_from(FRONT_NAMES[i]));
        put_cell(layout->out, str_format(arena, "%s%s", taken ? "rejected_" : "", FRONT_NAMES[i]), i == 0);
    }
    for (size_t c = 0; c < layout->count; c++) put_cell(layout->out, layout->names[c], false);
    if (layout->has_record) put_cell(layout->out, STR("record"), false);
    fputc('\n', layout->out);
}

static void put_record(const Layout *layout, const FileReport *file, const RejectedRecord *record) {
    for (size_t c = 0; c < layout->count; c++) {
        Str cell = STR("");
        for (size_t i = 0; file && i < record->count && i < file->column_count; i++) {
            if (str_equal(file->columns[i].header, layout->names[c])) cell = record->fields[i];
        }
        put_cell(layout->out, cell, false);
    }
    if (layout->has_record) put_cell(layout->out, is_row(file, record) ? STR("") : record->raw, false);
}

static void put_row(const Layout *layout, size_t row, const RejectedRecord *record, Arena *arena) {
    const BadRow *bad = &layout->provenance->bad_rows[row];
    static const RejectedRecord NOTHING = {0};
    put_cell(layout->out, bad->file, true);
    put_cell(layout->out, str_format(arena, "%ld", bad->line), false);
    put_cell(layout->out, bad->column, false);
    put_cell(layout->out, bad->reason, false);
    put_record(layout, record ? provenance_find_file(layout->provenance, bad->file) : NULL,
               record ? record : &NOTHING);
    fputc('\n', layout->out);
}

void rejected_file_print(const Provenance *provenance, Arena *arena, FILE *out) {
    Layout layout = {.provenance = provenance, .out = out};
    size_t next = 0;
    lay(&layout, arena);
    put_header(&layout, arena);
    for (size_t row = 0; row < provenance->bad_row_count; row++) {
        const bool kept = next < provenance->rejected_count && provenance->rejected[next].bad_row == row;
        put_row(&layout, row, kept ? &provenance->rejected[next] : NULL, arena);
        next += kept;
    }
}

Status rejected_file_write(const Provenance *provenance, const char *path, Arena *arena, Err *err) {
    AtomicFile *file = NULL;
    const Status status = atomic_file_open(path, &file, err);
    if (status != OK) return status;
    rejected_file_print(provenance, arena, atomic_file_stream(file));
    return atomic_file_commit(file, err);
}
