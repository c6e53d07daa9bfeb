/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/csv_record.h"
#include <stdio.h>

static const char *const REASONS[CSV_REASONS] = {
    [CSV_STRAY_QUOTE] = "a quote inside a field that does not begin with one",
    [CSV_TEXT_BEHIND] = "text behind a closing quote",
    [CSV_OPEN_QUOTE] = "the file ends inside quotes",
    [CSV_LONG_RECORD] = "the record is too long; is a closing quote missing?",
    [CSV_LONG_FIELD] = "a field is too long",
    [CSV_TOO_FEW] = "fewer fields than the header row",
    [CSV_TOO_MANY] = "more fields than the header row",
    [CSV_UNNAMED] = "a value in a column without a name",
    [CSV_SWALLOWED_ROWS] = "quotes around what looks like several rows",
    [CSV_CONTROL] = "a NUL or ^Z byte",
    [CSV_ENCODING] = "bytes that are not text in the encoding of the file",
    [CSV_CELL] = "a cell that cannot be used",
};

const char *csv_record_reason(CsvReason reason) { return REASONS[reason]; }

/* The numbers behind a reason, or nothing. */
static void add_numbers(const CsvBad *bad, char *text, size_t room) {
    switch (bad->reason) {
    case CSV_TOO_FEW:
    case CSV_TOO_MANY: snprintf(text, room, " (%zu, not %zu)", bad->got, bad->want); break;
    case CSV_LONG_RECORD: snprintf(text, room, " (over %zu bytes)", bad->want); break;
    case CSV_LONG_FIELD: snprintf(text, room, " (%zu bytes, at most %zu)", bad->got, bad->want); break;
    case CSV_SWALLOWED_ROWS: snprintf(text, room, " (%zu lines)", bad->got); break;
    default: break;
    }
}

const char *csv_record_describe(const CsvBad *bad, char text[CSV_RECORD_TEXT]) {
    char numbers[64] = "", column[32] = "";
    add_numbers(bad, numbers, sizeof numbers);
    if (bad->reason == CSV_CELL) {
        snprintf(text, CSV_RECORD_TEXT, "cell %.*s", STR_ARGS(bad->cell));
        return text;
    }
    if (bad->column) snprintf(column, sizeof column, ", column %zu", bad->column);
    snprintf(text, CSV_RECORD_TEXT, "%s%s%s", REASONS[bad->reason], numbers, column);
    return text;
}
