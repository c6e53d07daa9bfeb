/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_log.h - what the CSV reader makes of some bytes, as lines of text that a test can compare.
 * A row is "LINE: field|field|field", a bad record "LINE! what is wrong", in the order of the file. */
#ifndef TESTS_SUPPORT_CSV_LOG_H
#define TESTS_SUPPORT_CSV_LOG_H
#include "inputs/csv_file.h"

typedef struct CsvLog {
    Status status;
    Err err;           /* where `status` is not OK */
    const char *text;  /* the lines, or the message */
    const char *names; /* the header row: "name|name|name" */
    CsvFacts facts;
} CsvLog;

/* Reads a file that holds `bytes` (NULL options: all zero). What is returned lives in `arena`. */
CsvLog csv_log_bytes(Arena *arena, Str bytes, const CsvOptions *options);

/* Reads the file `path`. */
CsvLog csv_log_file(Arena *arena, const char *path, const CsvOptions *options);

#endif
