/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/csv_header.h"

size_t csv_header_twin(const CsvHeader *header, size_t column) {
    size_t first = 0;
    while (!str_equal_nocase(header->names[first], header->names[column])) first++;
    return first;
}

Status csv_header_check(const CsvHeader *header, Err *err) {
    for (size_t i = 0; i < header->count; i++) {
        const Str name = header->names[i];
        if (name.len == 0)
            return err_set(err, ERR_DATA, "line %ld: column %zu has no name", header->line, i + 1);
        const size_t twin = csv_header_twin(header, i);
        if (twin == i) continue;
        return err_set(err, ERR_DATA, "line %ld: columns %zu and %zu are both called '%.*s'", header->line,
                       twin + 1, i + 1, STR_ARGS(name));
    }
    return OK;
}
