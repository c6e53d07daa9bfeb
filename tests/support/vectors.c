/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/vectors.h"
#include "tests/support/check.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Vectors {
    Arena *arena;
    const char *path;
    size_t columns, cell_count, cell_room;
    char **cells; /* row by row, the header first */
    int *lines;   /* of each row, header included */
    size_t line_count, line_room;
};

typedef struct Reader {
    char *at; /* what is still to read; fields are unquoted in place */
    int line;
} Reader;

static char *read_all(Arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) check_fail_at(path, 0, "%s: cannot be opened (tests run from the root of the checkout)", path);
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, (size_t)size + 1);
    const size_t got = fread(bytes, 1, (size_t)size, file);
    fclose(file);
    if (got != (size_t)size) check_fail_at(path, 0, "%s: cannot be read", path);
    return bytes;
}

/* Unquotes the field at `reader`, which begins with a quote, and returns where its text ends. */
static char *unquote(Reader *reader) {
    char *to = reader->at++;
    while (*reader->at && (*reader->at != '"' || reader->at[1] == '"')) {
        if (*reader->at == '"') reader->at++;
        if (*reader->at == '\n') reader->line++;
        *to++ = *reader->at++;
    }
    if (*reader->at == '"') reader->at++;
    return to;
}

/* Takes one field off `reader`; says in `last` whether it was the last of its row. */
static char *take_field(Reader *reader, bool *last) {
    char *field = reader->at;
    char *end = NULL;
    if (*field == '"') end = unquote(reader);
    char *stop = reader->at + strcspn(reader->at, ",\n");
    if (!end) end = stop > field && stop[-1] == '\r' ? stop - 1 : stop;
    *last = *stop != ',';
    if (*stop == '\n') reader->line++;
    reader->at = *stop ? stop + 1 : stop;
    *end = '\0';
    return field;
}

static bool skip_line(Reader *reader) {
    if (*reader->at != '#' && *reader->at != '\n' && *reader->at != '\r') return false;
    reader->at += strcspn(reader->at, "\n");
    if (*reader->at) reader->at++;
    reader->line++;
    return true;
}

static void take_row(Vectors *vectors, Reader *reader) {
    const int line = reader->line;
    const size_t before = vectors->cell_count;
    for (bool last = false; !last;) {
        char *field = take_field(reader, &last);
        ARENA_RESERVE(vectors->arena, vectors->cells, vectors->cell_count, vectors->cell_room);
        vectors->cells[vectors->cell_count++] = field;
    }
    const size_t columns = vectors->cell_count - before;
    if (before == 0) vectors->columns = columns;
    if (columns != vectors->columns)
        check_fail_at(vectors->path, line, "%zu fields, but %zu in the header", columns, vectors->columns);
    ARENA_RESERVE(vectors->arena, vectors->lines, vectors->line_count, vectors->line_room);
    vectors->lines[vectors->line_count++] = line;
}

static size_t find_column(const Vectors *vectors, const char *column) {
    for (size_t i = 0; i < vectors->columns; i++)
        if (strcmp(vectors->cells[i], column) == 0) return i;
    return vectors->columns;
}

bool vectors_has(const Vectors *vectors, const char *column) {
    return find_column(vectors, column) < vectors->columns;
}

const char *vectors_text(const Vectors *vectors, size_t row, const char *column) {
    const size_t i = find_column(vectors, column);
    if (i == vectors->columns) check_fail_at(vectors->path, vectors->lines[0], "no column \"%s\"", column);
    if (row >= vectors_count(vectors)) check_fail_at(vectors->path, 0, "no row %zu", row);
    return vectors->cells[(row + 1) * vectors->columns + i];
}

double vectors_number(const Vectors *vectors, size_t row, const char *column) {
    const char *text = vectors_text(vectors, row, column);
    if (*text == '\0' || strcmp(text, "NA") == 0) return NAN;
    char *end = NULL;
    const double value = strtod(text, &end);
    if (*end != '\0')
        check_fail_at(vectors->path, vectors->lines[row + 1], "%s: \"%s\" is no number", column, text);
    return value;
}

bool vectors_is(const Vectors *vectors, size_t row, const char *column, const char *text) {
    return strcmp(vectors_text(vectors, row, column), text) == 0;
}

size_t vectors_count(const Vectors *vectors) { return vectors->line_count - 1; }

void vectors_close(Vectors *vectors) {
    if (vectors) arena_free(vectors->arena);
}

Vectors *vectors_open(const char *path) {
    Arena *arena = check_arena();
    Vectors *vectors = ARENA_NEW(arena, Vectors);
    vectors->arena = arena;
    vectors->path = str_copy(arena, str_from(path)).at;
    Reader reader = {.at = read_all(arena, path), .line = 1};
    while (*reader.at)
        if (!skip_line(&reader)) take_row(vectors, &reader);
    if (vectors->line_count == 0) check_fail_at(path, 1, "no header");
    return vectors;
}
