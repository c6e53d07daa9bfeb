/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/csv_log.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The lines of one chunk. */
typedef struct Lines {
    FILE *stream;
    char *text;
    size_t len;
    struct Lines *older;
} Lines;

/* The lines of all chunks that are done, and every chunk that was ever begun. */
typedef struct Log {
    Lines joined, *newest;
    pthread_mutex_t lock;
} Log;

static void open_lines(Lines *lines) {
    lines->stream = open_memstream(&lines->text, &lines->len);
    if (!lines->stream) abort();
}

static void close_lines(Lines *lines) {
    fclose(lines->stream);
    free(lines->text);
}

static void *begin(void *log_, CsvChunk chunk) {
    (void)chunk;
    Log *log = log_;
    Lines *lines = calloc(1, sizeof *lines);
    if (!lines) abort();
    open_lines(lines);
    pthread_mutex_lock(&log->lock);
    lines->older = log->newest;
    log->newest = lines;
    pthread_mutex_unlock(&log->lock);
    return lines;
}

static void put_fields(FILE *stream, const Str *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i) putc('|', stream);
        fwrite(fields[i].at, 1, fields[i].len, stream);
    }
}

static bool row(void *context, const CsvRow *row) {
    FILE *stream = ((Lines *)context)->stream;
    fprintf(stream, "%ld: ", row->line);
    put_fields(stream, row->fields, row->count);
    putc('\n', stream);
    return true;
}

static void bad(void *context, const CsvBad *bad) {
    char text[CSV_RECORD_TEXT];
    fprintf(((Lines *)context)->stream, "%ld! %s\n", bad->line, csv_record_describe(bad, text));
}

static void done(void *log, void *context) {
    Lines *lines = context;
    fflush(lines->stream);
    fwrite(lines->text, 1, lines->len, ((Log *)log)->joined.stream);
}

/* Returns the text of `lines` in `arena` and closes them. */
static const char *take_text(Lines *lines, Arena *arena) {
    fflush(lines->stream);
    const Str text = str_copy(arena, (Str){lines->text, lines->len});
    close_lines(lines);
    return text.at;
}

static void close_chunks(Log *log) {
    for (Lines *lines = log->newest, *older; lines; lines = older) {
        older = lines->older;
        close_lines(lines);
        free(lines);
    }
}

static void read_all(CsvFile *file, Arena *arena, CsvLog *out) {
    Lines names = {0};
    open_lines(&names);
    put_fields(names.stream, csv_file_header(file)->names, csv_file_header(file)->count);
    out->names = take_text(&names, arena);
    Log log = {.lock = PTHREAD_MUTEX_INITIALIZER};
    open_lines(&log.joined);
    const CsvSink sink = {&log, begin, row, bad, done};
    Arena *scratch = arena_new(abort);
    out->status = csv_file_read(file, &sink, scratch, &out->facts, &out->err);
    arena_free(scratch);
    close_chunks(&log);
    out->text = take_text(&log.joined, arena);
}

CsvLog csv_log_file(Arena *arena, const char *path, const CsvOptions *options) {
    const CsvOptions none = {0};
    CsvLog log = {0};
    CsvFile *file = NULL;
    log.status = csv_file_open(path, options ? options : &none, arena, &file, &log.err);
    if (log.status == OK) read_all(file, arena, &log);
    csv_file_close(file);
    if (log.status != OK) log.text = str_copy(arena, str_from(log.err.text)).at;
    return log;
}

CsvLog csv_log_bytes(Arena *arena, Str bytes, const CsvOptions *options) {
    const int fd = memfd_create("csv", 0);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    for (size_t done = 0; done < bytes.len;) {
        const ssize_t wrote = write(fd, bytes.at + done, bytes.len - done);
        if (wrote <= 0) abort();
        done += (size_t)wrote;
    }
    const CsvLog log = csv_log_file(arena, path, options);
    close(fd);
    return log;
}
