/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_source.h - a table to be read, whatever it is in: text (csv_file) or a workbook (xlsx_file), told apart by the first
 * bytes, not by the name. `FILE#SHEET` is a sheet of a workbook; a file that has that whole name comes first. */
#ifndef INPUTS_TABLE_SOURCE_H
#define INPUTS_TABLE_SOURCE_H
#include "inputs/csv_file.h"

typedef struct TableSource TableSource;

/* What is known after table_source_read. */
typedef struct TableFacts {
    char sha256[65];
    Str notes; /* what is not plain: "read as Windows-1252 (assumed), delimiter semicolon", "sheet Leads, header in
                            * row 9"; lives as long as the source's arena */
    long rows, bad, blank; /* as in CsvFacts */
    bool cut_short, stopped;
} TableFacts;

/* Opens `path` ("-": standard input) and reads its header row; stores it in `out`, living in `arena`. `options` are for
 * text. Fails as csv_file_open and xlsx_file_open do, with ERR_DATA for a workbook that is old (.xls) or protected, with
 * ERR_NO_INPUT where a sheet is named and the file is none that has sheets. The sentence begins with the file. */
Status table_source_open(const char *path, const CsvOptions *options, Arena *arena, TableSource **out,
                         Err *err);

/* Returns the header row; it lives as long as the arena of `source`. */
const CsvHeader *table_source_header(const TableSource *source);

/* Reads all rows into `sink` and stores in `facts` what was found; may be called again. Buffers come from `scratch`, which
 * may be cleared afterwards. Fails as csv_file_read and xlsx_file_read do. */
Status table_source_read(TableSource *source, const CsvSink *sink, Arena *scratch, TableFacts *facts,
                         Err *err);

/* Closes the source; NULL is nothing to close. */
void table_source_close(TableSource *source);

#endif
