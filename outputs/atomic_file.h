/* SPDX-License-Identifier: GPL-3.0-or-later */
/* atomic_file.h - a file that appears whole or not at all: it is written under another name in the same folder, and
 * takes the place of the earlier file in one step, when its bytes are safe on the disk.
 * Whatever fails or dies on the way, the earlier file is as it was. Errors name the path. */
#ifndef OUTPUTS_ATOMIC_FILE_H
#define OUTPUTS_ATOMIC_FILE_H
#include "models/base/base.h"
#include <stdio.h>

typedef struct AtomicFile AtomicFile;

/* Stores in `out` a new, empty file that will become `path`; a link is followed, so that it stays a link. Fails
 * with ERR_CREATE where the folder is missing or may not be written, or `path` is there but no ordinary file. */
Status atomic_file_open(const char *path, AtomicFile **out, Err *err);

/* Returns the stream to write to; errors stay in it and are found by the commit. */
FILE *atomic_file_stream(AtomicFile *file);

/* Returns the name under which the file lies until the commit, for a library that opens files by name. */
const char *atomic_file_name(const AtomicFile *file);

/* Puts the file in its place, with the earlier file's permissions, and frees `file`, whatever comes of it. Fails with
 * ERR_IO, the new file gone and the earlier one untouched, where not all could be written. */
Status atomic_file_commit(AtomicFile *file, Err *err);

/* Removes the file and frees `file`. NULL is nothing to abandon. */
void atomic_file_abandon(AtomicFile *file);

#endif
