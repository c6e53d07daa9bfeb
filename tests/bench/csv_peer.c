/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_peer.c - how fast CSV is read: bare libcsv with callbacks that do nothing, the same with SHA-256 beside
 * it, and the reader of this program with a sink that only counts. Prints CPU and wall seconds, peak MiB, rows.
 *   csv_peer make FILE ROWS | bare FILE | hash FILE | reader FILE THREADS [BLOCK] */
#include "inputs/csv_file.h"
#include <csv.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK = 4 << 20 };

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- a file of leads, always the same */

static uint64_t state = 88172645463325252u;

static unsigned dice(unsigned sides) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 33) % sides;
}

static void write_stamp(FILE *file, unsigned one_in) {
    if (dice(one_in) == 0)
        fprintf(file, "2025-%02u-%02u %02u:%02u:%02u", dice(12) + 1, dice(28) + 1, dice(24), dice(60),
                dice(60));
    putc(',', file);
}

static void write_lead(FILE *file, long number) {
    fprintf(file, "00Q%012ld,Vendor %u,", number, dice(6) + 1);
    write_stamp(file, 1);
    fprintf(file, "webinar-%u,%s,user%07ld@example%u.com,%s,", dice(40), dice(2) ? "EMEA" : "AMER", number,
            dice(1000), dice(2) ? "working" : "new");
    write_stamp(file, 2);
    write_stamp(file, 9);
    write_stamp(file, 4);
    fprintf(file, "%s,", dice(6) ? "" : "bad fit");
    write_stamp(file, 12);
    if (dice(12) == 0) fprintf(file, "0065e%07ld", number);
    putc(',', file);
    write_stamp(file, 60);
    if (dice(10) == 0) fprintf(file, "%u.%02u", dice(50000), dice(100));
    fprintf(file, ",USD,%u,%s\n", dice(9), dice(8) ? "" : "\"Director, Ops\"");
}

static int make_file(const char *path, long rows) {
    FILE *file = fopen(path, "w");
    if (!file) return 1;
    fputs("lead_id,vendor,delivered_at,campaign,segment,email,status,first_touch_at,contacted_at,accepted_at,"
          "reject_reason,sql_at,opportunity_id,won_at,amount,currency,touches,title\n",
          file);
    for (long i = 0; i < rows; i++) write_lead(file, i);
    return fclose(file) != 0;
}

/* ---- the three ways to read it */

static void ignore_field(void *field, size_t len, void *nothing) { (void)field, (void)len, (void)nothing; }

static void count_row(int terminator, void *rows) {
    (void)terminator;
    ++*(long *)rows;
}

static long read_bare(const char *path, bool hash) {
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    EVP_DigestInit_ex(digest, EVP_sha256(), NULL);
    char *block = malloc(BLOCK);
    long rows = 0;
    const int fd = open(path, O_RDONLY);
    for (ssize_t got; block && (got = read(fd, block, BLOCK)) > 0;) {
        if (hash) EVP_DigestUpdate(digest, block, (size_t)got);
        csv_parse(&parser, block, (size_t)got, ignore_field, count_row, &rows);
    }
    csv_fini(&parser, ignore_field, count_row, &rows);
    csv_free(&parser);
    close(fd);
    free(block);
    EVP_MD_CTX_free(digest);
    return rows - 1;
}

static void *begin(void *caller, CsvChunk chunk) {
    (void)chunk;
    return caller;
}

static bool ignore_row(void *nothing, const CsvRow *row) {
    (void)nothing, (void)row;
    return true;
}

static void ignore_bad(void *nothing, const CsvBad *bad) { (void)nothing, (void)bad; }

static long read_here(const char *path, int threads, size_t block) {
    const CsvOptions options = {.threads = threads, .block = block};
    const CsvSink sink = {.begin = begin, .row = ignore_row, .bad = ignore_bad};
    Arena *arena = arena_new(abort);
    CsvFile *file = NULL;
    CsvFacts facts = {0};
    Err err;
    if (csv_file_open(path, &options, arena, &file, &err) != OK ||
        csv_file_read(file, &sink, arena, &facts, &err) != OK)
        fprintf(stderr, "%s\n", err.text);
    csv_file_close(file);
    arena_free(arena);
    return facts.rows;
}

int main(int argc, char **argv) {
    if (argc < 3) return 64;
    const char *what = argv[1], *path = argv[2];
    const long number = argc > 3 ? atol(argv[3]) : 1;
    if (strcmp(what, "make") == 0) return make_file(path, number);
    const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
    const size_t block = argc > 4 ? (size_t)atol(argv[4]) : 0;
    const long rows = strcmp(what, "reader") == 0 ? read_here(path, (int)number, block)
                                                  : read_bare(path, strcmp(what, "hash") == 0);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%.4f %.4f %.1f %ld\n", seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, seconds(CLOCK_MONOTONIC) - wall,
           (double)usage.ru_maxrss / 1024, rows);
    return 0;
}
