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
    const size_t kept_count = provenance->rejected_count, bad_rows = provenance->bad_row_count;
    if (!provenance->keep_rejected || !bad_rows) return;
    if (kept_count && provenance->rejected[kept_count - 1].bad_row == bad_rows - 1) return;
    Str *kept = ARENA_ARRAY(arena, Str, count);
    for (size_t i = 0; i < count; i++) kept[i] = str_copy(arena, fields[i]);
    ARENA_RESERVE(arena, provenance->rejected, provenance->rejected_count, provenance->rejected_room);
    provenance->rejected[provenance->rejected_count++] =
        (RejectedRecord){bad_rows - 1, kept, count, str_copy(arena, raw)};
}

const FileReport *provenance_find_file(const Provenance *provenance, Str file) {
    for (size_t i = 0; i < provenance->file_count; i++) {
        if (str_equal(provenance->files[i].file, file)) return &provenance->files[i];
    }
    return NULL;
}

const RowFate ROW_FATE[ROW_FATES] = {
    {"leads", "lead", "leads", offsetof(FileReport, leads)},
    {"joined", "joined", "joined", offsetof(FileReport, joined)},
    {"unmatched", "unmatched", "unmatched", offsetof(FileReport, unmatched)},
    {"repeated", "repeated", "repeated", offsetof(FileReport, repeated)},
    {"excluded", "excluded", "excluded", offsetof(FileReport, excluded)},
    {"quarantined", "quarantined", "quarantined", offsetof(FileReport, quarantined)},
    {"after_as_of", "after the last day", "after the last day", offsetof(FileReport, after_as_of)},
    {"outside_period", "outside the period", "outside the period", offsetof(FileReport, outside_period)},
    {"footers", "footer", "footers", offsetof(FileReport, footers)},
};

int64_t provenance_rows(const FileReport *report, int fate) {
    return *(const int64_t *)(const void *)((const char *)report + ROW_FATE[fate].at);
}

bool provenance_adds_up(const FileReport *report) {
    int64_t sum = 0;
    for (int fate = 0; fate < ROW_FATES; fate++) sum += provenance_rows(report, fate);
    return sum == report->rows_read;
}
