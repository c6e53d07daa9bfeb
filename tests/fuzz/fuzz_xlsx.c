/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_xlsx.c - any bytes as a workbook: no crash, every row is as promised, and a second reading is like the first. What
 * begins like an archive is one; else the bytes are, parted by NULs, the sheet, the shared texts, the styles, the workbook
 * and its relations (empty: the usual one), which are packed into an archive: so inputs reach beyond the checksums. */
#include "inputs/text_scan.h"
#include "inputs/xlsx_file.h"
#include "tests/support/xlsx_pack.h"
#include <stdlib.h>
#include <string.h>

/* The sum of what one reading hands out. */
typedef struct Sum {
    const CsvHeader *header;
    uint64_t hash;
    long rows, bad, line;
} Sum;

static void add(Sum *sum, uint64_t value) {
    sum->hash = (sum->hash ^ value) * 0x9e3779b97f4a7c15u + (sum->hash >> 7);
}

static void add_record(Sum *sum, long line, const Str *fields, size_t count) {
    if (line <= sum->line || count != sum->header->count) abort();
    sum->line = line;
    add(sum, (uint64_t)line);
    for (size_t i = 0; i < count; i++) {
        if (!text_is_utf8(fields[i]) || (fields[i].len && memchr(fields[i].at, 0, fields[i].len))) abort();
        add(sum, str_hash(fields[i]));
    }
}

static bool take_row(void *sum_, const CsvRow *row) {
    Sum *sum = sum_;
    add_record(sum, row->line, row->fields, row->count);
    add(sum, str_hash(row->raw));
    sum->rows++;
    return true;
}

static void take_bad(void *sum_, const CsvBad *bad) {
    Sum *sum = sum_;
    char text[CSV_RECORD_TEXT];
    add_record(sum, bad->line, bad->fields, bad->count);
    add(sum, str_hash(str_from(csv_record_describe(bad, text))));
    sum->bad++;
}

static Status read_all(XlsxFile *file, Arena *scratch, Sum *sum) {
    XlsxFacts facts;
    const CsvSink sink = {.caller = sum, .row = take_row, .bad = take_bad};
    *sum = (Sum){.header = xlsx_file_header(file), .line = xlsx_file_header(file)->line};
    const Status status = xlsx_file_read(file, &sink, scratch, &facts, NULL);
    arena_clear(scratch);
    if (status == OK && (facts.rows != sum->rows || facts.bad != sum->bad)) abort();
    return status;
}

/* Makes an archive of the parts that stand in `rest`. */
static Str pack(Str rest, Arena *arena) {
    Str parts[5];
    size_t count = 0;
    for (size_t i = 0; i < 5; i++) parts[i] = STR("");
    while (count < 5 && str_split(&rest, '\0', &parts[count])) count++;
    const XlsxPackBook book = {.sheet = parts[0],
                               .texts = parts[1],
                               .styles = parts[2],
                               .workbook = parts[3],
                               .relations = parts[4]};
    return xlsx_pack_book(&book, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const Str input = {(const char *)data, size};
    Arena *arena = arena_new(abort), *scratch = arena_new(abort);
    XlsxFile *file = NULL;
    Sum first, second;
    const Str bytes = str_starts(input, STR("PK")) ? input : pack(input, arena);
    if (xlsx_file_open(xlsx_pack_open(bytes), STR("book"), STR(""), arena, &file, NULL) == OK) {
        if (xlsx_file_header(file)->count == 0) abort();
        const Status status = read_all(file, scratch, &first);
        if (read_all(file, scratch, &second) != status) abort();
        if (first.hash != second.hash || first.rows != second.rows) abort();
    }
    xlsx_file_close(file);
    arena_free(scratch);
    arena_free(arena);
    return 0;
}
