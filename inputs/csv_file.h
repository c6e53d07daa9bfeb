/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_file.h - a CSV file as records of fields: what it is, its header row, its rows, and what is wrong with it.
 * The one place of libcsv. Open, look at the header, read (any number of times), close.
 *
 * A record is exactly what RFC 4180 allows, with a delimiter of , ; tab or |, and any line ends, also mixed:
 * - a quote opens a field only as its first character, and closes it only before a delimiter or line end;
 * - every record has as many fields as the header row. A short one is bad too: what is missing is not guessed;
 * - blanks around an unquoted field are not part of it. Text is UTF-8, without NUL and ^Z.
 * Whatever is not so is a bad record, named with line and reason, and handed out beside the good ones. Records
 * read = rows + bad, exactly. A line of blanks and a record whose fields are all empty are blank: counted, not
 * handed out. A bad record ends with its first line, so that a stray quote cannot swallow the lines below it;
 * where it is complete and only its fields are wrong (width, length, bytes) it ends where it ends.
 *
 * The result does not depend on `threads` or `block`. Rows of one chunk arrive in order on one thread; chunks
 * are independent of each other until `done` is called for them in the order of the file:
 *
 *   begin(caller, chunk 0) -> context   row, row, bad, row ...   done(caller, context)
 *   begin(caller, chunk 1) -> context   row, row ...             done(caller, context)
 */
#ifndef INPUTS_CSV_FILE_H
#define INPUTS_CSV_FILE_H
#include "inputs/csv_header.h"
#include "inputs/csv_record.h"
#include "inputs/source.h"

typedef struct CsvFile CsvFile;

/* All zero: everything is found out, one thread, the usual sizes. */
typedef struct CsvOptions {
    const char *encoding; /* see source_open */
    char delimiter;       /* 0: found out, see text_form_find */
    int threads;          /* 0: one */
    size_t block;         /* bytes read at a time; 0: 1 MiB */
    size_t row_limit;     /* longest record in bytes of the file; 0: 1 MiB */
    size_t field_limit;   /* longest field in bytes; 0: 256 KiB */
} CsvOptions;

typedef struct CsvChunk {
    uint32_t index; /* from 0, in the order of the file */
    int worker;     /* 0 .. threads - 1: who reads it */
} CsvChunk;

/* Who takes the records. `begin` returns the context that the records of the chunk go to; where it is called
 * again with an index, that chunk is read once more and its earlier context is to be forgotten. Only chunks
 * for which `done` was called count. `begin`, `row` and `bad` are called from several threads, for different
 * chunks; `done` in the order of the file, never twice at a time. `row` returns false where nothing more is to
 * be read. `done` may be NULL. So may `begin`: then one thread reads, and the context is `caller`. */
typedef struct CsvSink {
    void *caller;
    void *(*begin)(void *caller, CsvChunk chunk);
    bool (*row)(void *context, const CsvRow *row);
    void (*bad)(void *context, const CsvBad *bad);
    void (*done)(void *caller, void *context);
} CsvSink;

/* What is known after csv_file_read. */
typedef struct CsvFacts {
    SourceFacts source;
    char delimiter;
    long rows, bad, blank;   /* records handed to `row` and `bad`; blank lines and records below the header */
    bool cut_short;          /* the last line has no line end: the file may have been cut */
    bool stopped;            /* `row` wanted no more */
    uint32_t chunks, redone; /* chunks read, and how many of them a second time */
} CsvFacts;

/* Opens `path` ("-": standard input), finds out what it is and reads its header row; stores it in `out`, living
 * in `arena`. Fails as source_open and text_form_find do, and with ERR_DATA where the header row is not a
 * record, longer than 256 KiB, or without a name. The sentence begins with the path. */
Status csv_file_open(const char *path, const CsvOptions *options, Arena *arena, CsvFile **out, Err *err);

/* Does the same for the descriptor `fd` of source_open_bytes, which it takes over (also where it fails); `name` begins
 * the sentences. */
Status csv_file_open_bytes(int fd, Str name, const CsvOptions *options, Arena *arena, CsvFile **out,
                           Err *err);

/* Returns the header row; it lives as long as the arena of `file`. */
const CsvHeader *csv_file_header(const CsvFile *file);

/* Reads all rows into `sink` and stores in `facts` what was found. Buffers come from `scratch`, which may be
 * cleared afterwards. Fails with ERR_IO where reading does; the sentence begins with the path. */
Status csv_file_read(CsvFile *file, const CsvSink *sink, Arena *scratch, CsvFacts *facts, Err *err);

/* Closes the file; NULL is nothing to close. */
void csv_file_close(CsvFile *file);

#endif
