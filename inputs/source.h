/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - the bytes of one input file, in order, as UTF-8. Open it, read it to the end, once or more often.
 * A pipe (and standard input) is copied into an unnamed temporary file first, so that it too can be read again.
 * The SHA-256 is taken while the bytes pass by, never by a second reading. Not for two threads at a time. */
#ifndef INPUTS_SOURCE_H
#define INPUTS_SOURCE_H
#include "models/base/base.h"

typedef struct Source Source;

typedef struct SourceFacts {
    int64_t size;         /* bytes of the file as it is on disk */
    char sha256[65];      /* of the same, in hex; empty until it was read to the end */
    const char *encoding; /* "UTF-8", "UTF-16LE", "Windows-1252" ..., or the name that was asked for */
    bool marked;          /* a byte order mark says so */
    bool assumed;         /* nothing but a byte that is not UTF-8 says so: worth a notice */
} SourceFacts;

/* The byte that stands for what cannot be decoded. UTF-8 never holds it, so a row with it can be told. */
#define SOURCE_BAD_BYTE '\xff'

/* Opens what `path` names ("-": standard input) so that it can be read from any place, and stores its descriptor, which
 * the caller closes, in `out`. Fails with ERR_NO_INPUT where there is no such file, it may not be read, or it is a
 * directory or device; with ERR_IO where copying a pipe fails. The sentences do not name the file. */
Status source_open_bytes(const char *path, int *out, Err *err);

/* Opens what the descriptor `fd` of source_open_bytes is open on, which it takes over (also where it fails), and stores
 * it in `out`; all of it but the descriptor lives in `arena`.
 * `encoding` (NULL: found out) is a name that iconv knows. Found out means: a byte order mark, else the places
 * of NUL bytes (UTF-16), else the first character above 127: where it is UTF-8 so is the file, else the file is
 * Windows-1252, which up to there is the same. Later bytes that are not UTF-8 stay as they are.
 * Fails with ERR_DATA where it is empty or of a kind that text_form_refuse names; with ERR_USAGE where `encoding` is
 * unknown; with ERR_IO where reading fails. The sentences do not name the file. */
Status source_open(int fd, const char *encoding, Arena *arena, Source **out, Err *err);

/* Reads up to `room` (> 0) bytes of text into `to` and stores their number in `got`; fewer than `room` only at
 * the end of the file. A mark at the start of the file and ^Z at its end are left out. Fails with ERR_IO. */
Status source_read(Source *source, char *to, size_t room, size_t *got, Err *err);

/* Makes the next `source_read` begin at the start again. */
void source_rewind(Source *source);

/* Returns what is known of the file so far. */
const SourceFacts *source_facts(const Source *source);

/* Closes the file; NULL is nothing to close. */
void source_close(Source *source);

#endif
