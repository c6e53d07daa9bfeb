/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/xlsx_parts.h"
#include <stdio.h>
#include <string.h>
#include <zip.h>

Str xlsx_parts_read(Arena *arena, const char *path, const char *part) {
    int code = 0;
    Str out = {"", 0};
    zip_stat_t about;
    zip_t *book = zip_open(path, ZIP_RDONLY, &code);
    if (!book) return out;
    zip_file_t *file = zip_stat(book, part, 0, &about) == 0 ? zip_fopen(book, part, 0) : NULL;
    if (file) {
        char *bytes = arena_alloc(arena, about.size + 1);
        const zip_int64_t got = zip_fread(file, bytes, about.size);
        if (got >= 0) out = (Str){bytes, (size_t)got};
        zip_fclose(file);
    }
    zip_discard(book);
    return out;
}

Str xlsx_parts_bytes(Arena *arena, const char *path) {
    Str out = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (!file) return out;
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, (size_t)size + 1);
    out = (Str){bytes, fread(bytes, 1, (size_t)size, file)};
    fclose(file);
    return out;
}

size_t xlsx_parts_count(Str text, const char *what) {
    size_t count = 0;
    const char *at = text.at, *const end = text.at + text.len;
    while (at < end && (at = memmem(at, (size_t)(end - at), what, strlen(what)))) {
        count++;
        at += strlen(what);
    }
    return count;
}
