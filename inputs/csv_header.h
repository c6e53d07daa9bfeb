/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_header.h - the header row of a CSV file, and what may be odd about it. */
#ifndef INPUTS_CSV_HEADER_H
#define INPUTS_CSV_HEADER_H
#include "models/base/base.h"

/* The header row. Names are trimmed; empty ones at its end are left out, as Excel writes them. A name may still
 * be empty or occur twice: csv_header_check refuses that, csv_header_twin tells it. */
typedef struct CsvHeader {
    const Str *names;
    size_t count; /* columns with a name, and empty ones between them */
    size_t width; /* fields in every record: `count`, and those left out */
    long line;
} CsvHeader;

/* Fails with ERR_DATA, naming the columns, where a name is empty or occurs twice (blind to ASCII case). */
Status csv_header_check(const CsvHeader *header, Err *err);

/* Returns the first column that has the name of `column` (blind to ASCII case): mostly `column` itself. */
size_t csv_header_twin(const CsvHeader *header, size_t column);

#endif
