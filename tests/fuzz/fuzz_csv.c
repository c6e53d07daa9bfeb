/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_csv.c - any bytes as a CSV file: no crash, every row is as promised, and chunks and threads change nothing.
 * The first three bytes choose threads, block and row limit; the file is what follows. */
#include "inputs/csv_file.h"
#include "inputs/text_scan.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { CHUNKS = 1 << 16 };

/* The sum of what was handed out; the line of a record is part of its hash, so order is too. */
typedef struct Sum {
    uint64_t hash;
    long rows, bad;
} Sum;

typedef struct Check {
    const CsvHeader *header;
    Sum total;
} Check;

/* What one chunk hands out. */
typedef struct Context {
    Sum sum;
    const CsvHeader *header;
} Context;

static Context contexts[CHUNKS];

static uint64_t mix(uint64_t hash, uint64_t value) {
    return (hash ^ value) * 0x9e3779b97f4a7c15u + (hash >> 7);
}

static void *begin(void *check, CsvChunk chunk) {
    if (chunk.index >= CHUNKS) abort();
    contexts[chunk.index] = (Context){.header = ((Check *)check)->header};
    return &contexts[chunk.index];
}

static bool take_row(void *context_, const CsvRow *row) {
    Context *context = context_;
    uint64_t hash = mix(1, (uint64_t)row->line);
    if (row->count != context->header->count) abort();
    for (size_t i = 0; i < row->count; i++) {
        const Str field = row->fields[i];
        if (!text_is_utf8(field) || memchr(field.at, 0, field.len)) abort();
        hash = mix(hash, str_hash(field));
    }
    context->sum.hash += mix(hash, str_hash(row->raw));
    context->sum.rows++;
    return true;
}

static void take_bad(void *context_, const CsvBad *bad) {
    Context *context = context_;
    char text[CSV_RECORD_TEXT];
    const uint64_t hash =
        mix(mix(2, (uint64_t)bad->line), str_hash(str_from(csv_record_describe(bad, text))));
    context->sum.hash += mix(hash, str_hash(bad->raw));
    context->sum.bad++;
}

static void take_chunk(void *check_, void *context) {
    Check *check = check_;
    const Sum sum = ((Context *)context)->sum;
    check->total.hash += sum.hash;
    check->total.rows += sum.rows;
    check->total.bad += sum.bad;
}

/* Reads the file `path` and returns what was handed out; `facts` is zero where it was refused. */
static Sum read_file(const char *path, CsvOptions options, CsvFacts *facts) {
    Arena *arena = arena_new(abort);
    CsvFile *file = NULL;
    Err err;
    Check check = {0};
    *facts = (CsvFacts){0};
    const Status status = csv_file_open(path, &options, arena, &file, &err);
    if (status != OK && (status != ERR_DATA || !err.text[0])) abort();
    if (status == OK) {
        check.header = csv_file_header(file);
        const CsvSink sink = {&check, begin, take_row, take_bad, take_chunk};
        if (csv_file_read(file, &sink, arena, facts, &err) != OK) abort();
        if (facts->rows != check.total.rows || facts->bad != check.total.bad) abort();
    }
    csv_file_close(file);
    arena_free(arena);
    return check.total;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 3 || size > CHUNKS / 2) return 0;
    const int fd = memfd_create("fuzz", 0);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (write(fd, data + 3, size - 3) != (ssize_t)size - 3) abort();
    const CsvOptions whole = {.row_limit = 16u + data[2] * 4u, .field_limit = 64};
    CsvOptions cut = whole;
    cut.threads = 1 + data[0] % 3;
    cut.block = 1u + data[1] % 64u;
    CsvFacts one, many;
    const Sum in_one = read_file(path, whole, &one), in_many = read_file(path, cut, &many);
    if (in_one.hash != in_many.hash || in_one.rows != in_many.rows || in_one.bad != in_many.bad) abort();
    if (one.blank != many.blank || one.cut_short != many.cut_short) abort();
    if (strcmp(one.source.sha256, many.source.sha256) != 0) abort();
    close(fd);
    return 0;
}
