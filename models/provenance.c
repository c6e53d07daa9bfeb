/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/provenance.h"

FileReport *provenance_add_file(Provenance *provenance) {
    ARENA_RESERVE(provenance->arena, provenance->files, provenance->file_count, provenance->file_room);
    FileReport *report = &provenance->files[provenance->file_count++];
    *report = (FileReport){.file = STR("")};
    return report;
}

void provenance_add_bad_row(Provenance *provenance, BadRow row) {
    ARENA_RESERVE(provenance->arena, provenance->bad_rows, provenance->bad_row_count,
                  provenance->bad_row_room);
    provenance->bad_rows[provenance->bad_row_count++] = row;
}

void provenance_add_notice(Provenance *provenance, const char *code, Str text) {
    ARENA_RESERVE(provenance->arena, provenance->notices, provenance->notice_count, provenance->notice_room);
    provenance->notices[provenance->notice_count++] = (Notice){code, text};
}

void provenance_keep_record(Provenance *provenance, const Str *fields, size_t count, Str raw) {
    Arena *arena = provenance->arena;
    if (!provenance->keep_rejected) return;
    Str *kept = ARENA_ARRAY(arena, Str, count);
    for (size_t i = 0; i < count; i++) kept[i] = str_copy(arena, fields[i]);
    ARENA_RESERVE(arena, provenance->rejected, provenance->rejected_count, provenance->rejected_room);
    provenance->rejected[provenance->rejected_count++] = (RejectedRecord){kept, count, str_copy(arena, raw)};
}

const FileReport *provenance_find_file(const Provenance *provenance, Str file) {
    for (size_t i = 0; i < provenance->file_count; i++) {
        if (str_equal(provenance->files[i].file, file)) return &provenance->files[i];
    }
    return NULL;
}

bool provenance_adds_up(const FileReport *report) {
    return report->rows_read == report->leads + report->joined + report->unmatched + report->repeated +
                                    report->excluded + report->quarantined + report->after_as_of +
                                    report->outside_period + report->footers;
}
