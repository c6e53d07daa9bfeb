/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/rejected.h"
#include "outputs/rejected_file.h"
#include <stdio.h>
#include <sys/stat.h>

static bool is_same_file(Str a, Str b, Arena *arena) {
    struct stat of_a, of_b;
    if (stat(str_copy(arena, a).at, &of_a) || stat(str_copy(arena, b).at, &of_b)) return false;
    return of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

Status rejected_write(const CliOptions *options, const Provenance *provenance, Arena *arena, Err *err) {
    const Str path = options->rejected;
    if (!path.len) return OK;
    for (size_t i = 0; i < provenance->file_count; i++) {
        if (is_same_file(path, provenance->files[i].file, arena))
            return err_set(err, ERR_USAGE, "--rejected %.*s: is a file that was read: name another",
                           STR_ARGS(path));
    }
    const Status status = rejected_file_write(provenance, path.at, arena, err);
    if (status != OK) return status;
    fprintf(stderr, "wrote %.*s: %zu rows as they were written, people's data with them\n", STR_ARGS(path),
            provenance->bad_row_count);
    return OK;
}
