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

bool provenance_adds_up(const FileReport *report) {
    return report->rows_read == report->leads + report->joined + report->unmatched + report->repeated +
                                    report->excluded + report->quarantined + report->after_as_of +
                                    report->outside_period + report->footers;
}
