/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_quality.h"
#include "outputs/screen_text.h"
#include <stddef.h>

enum { NOTICE_WIDTH = 120 };

enum {
    FILE_NAME,
    FILE_READ,
    FILE_TERMS,
    FILE_DIFFERENCE = FILE_TERMS + ROW_FATES,
    FILE_RESULT,
    FILE_ROLE,
    FILE_COLUMNS
};

/* Rows that were set aside for the same reason. */
typedef struct Reason {
    const BadRow *first;
    size_t count;
} Reason;

static bool same_reason(const BadRow *a, const BadRow *b) {
    return str_equal(a->reason, b->reason) && str_equal(a->column, b->column) && str_equal(a->file, b->file);
}

static size_t group_reasons(const Sheets *sheets, Reason **out) {
    const Provenance *provenance = sheets->result->provenance;
    Reason *reasons = ARENA_ARRAY(sheets->arena, Reason, provenance->bad_row_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < provenance->bad_row_count; i++) {
        size_t r = 0;
        while (r < count && !same_reason(reasons[r].first, &provenance->bad_rows[i])) r++;
        if (r == count) reasons[count++] = (Reason){&provenance->bad_rows[i], 0};
        reasons[r].count++;
    }
    *out = reasons;
    return count;
}

static void add_files(Sheets *sheets) {
    const size_t count = sheets->result->provenance->file_count;
    ReportColumn columns[FILE_COLUMNS] = {
        [FILE_NAME] = {.label = STR("file")},
        [FILE_READ] = {.label = STR("rows read"), .format = FORMAT_COUNT},
        [FILE_DIFFERENCE] = {.label = STR("difference"), .format = FORMAT_COUNT},
        [FILE_RESULT] = {.label = STR("result")},
        [FILE_ROLE] = {.label = STR("read as")}};
    for (int t = 0; t < ROW_FATES; t++)
        columns[FILE_TERMS + t] = (ReportColumn){.label = str_from(ROW_FATE[t].many), .format = FORMAT_COUNT};
    if (count == 0) return;
    sheets->files =
        report_add_table(sheets->report, sheets->checks, STR("Files: every row read went somewhere"), columns,
                         FILE_COLUMNS, count);
}

static void add_reasons(Sheets *sheets) {
    const ReportColumn columns[] = {{.label = STR("what was expected")},
                                    {.label = STR("rows"), .format = FORMAT_COUNT},
                                    {.label = STR("first line"), .format = FORMAT_COUNT},
                                    {.label = STR("column")},
                                    {.label = STR("file")}};
    Reason *reasons;
    const size_t count = group_reasons(sheets, &reasons);
    if (count == 0) return;
    ReportTable *table =
        report_add_table(sheets->report, sheets->checks, STR("Rows set aside, by reason"), columns, 5, count);
    for (size_t i = 0; i < count; i++) {
        const BadRow *row = reasons[i].first;
        report_put_text(sheets->report, table, i, 0, row->reason);
        sheet_put_count(table, i, 1, (int64_t)reasons[i].count);
        sheet_put_count(table, i, 2, row->line);
        report_put_text(sheets->report, table, i, 3, row->column.len ? row->column : STR("(row)"));
        report_put_text(sheets->report, table, i, 4, row->file);
    }
}

static void add_notices(Sheets *sheets) {
    const Provenance *provenance = sheets->result->provenance;
    if (!provenance->notice_count) return;
    report_add_text(sheets->report, sheets->checks, STR("Notices"), ROLE_LABEL, true);
    for (size_t i = 0; i < provenance->notice_count; i++) {
        Str rest = screen_text_clean(sheets->arena, provenance->notices[i].text);
        for (bool first = true; rest.len; first = false) {
            const Str line = screen_text_cut(&rest, NOTICE_WIDTH);
            const Str shown = str_format(sheets->arena, "%s%.*s", first ? "- " : "  ", STR_ARGS(line));
            report_add_text(sheets->report, sheets->checks, shown, ROLE_LABEL, false);
        }
    }
}

void sheet_quality_lay(Sheets *sheets) {
    const ReportColumn columns[] = {
        {.label = STR("checked by the program")}, {.label = STR("result")}, {.label = STR("what it saw")}};
    add_files(sheets);
    if (sheets->result->check_count) {
        sheets->engine_checks =
            report_add_table(sheets->report, sheets->checks, STR("Checked when this book was written"),
                             columns, 3, sheets->result->check_count);
    }
    add_reasons(sheets);
    add_notices(sheets);
}

static void fill_file(Sheets *sheets, size_t row) {
    const FileReport *file = &sheets->result->provenance->files[row];
    ReportTable *table = sheets->files;
    int64_t difference = file->rows_read;
    report_put_text(sheets->report, table, row, FILE_NAME, file->file);
    report_put_text(sheets->report, table, row, FILE_ROLE, file->role)->role = ROLE_MUTED;
    sheet_put_count(table, row, FILE_READ, file->rows_read);
    for (int t = 0; t < ROW_FATES; t++) {
        sheet_put_count(table, row, (size_t)(FILE_TERMS + t), provenance_rows(file, t));
        difference -= provenance_rows(file, t);
    }
    const Str read = sheet_by(sheets, sheets->checks, table, row, FILE_READ);
    const Str span = sheet_span(sheets, table, row, FILE_TERMS, row, FILE_DIFFERENCE - 1);
    const Str left = sheet_by(sheets, sheets->checks, table, row, FILE_DIFFERENCE);
    report_put_formula(table, row, FILE_DIFFERENCE, (double)difference,
                       sheet_formula(sheets, "=%.*s-SUM(%.*s)", STR_ARGS(read), STR_ARGS(span)));
    sheet_put_words(sheets, table, row, FILE_RESULT, difference ? STR("NOT OK") : STR("ok"),
                    sheet_formula(sheets, "=IF(%.*s=0,\"ok\",\"NOT OK\")", STR_ARGS(left)),
                    difference ? ROLE_BAD : ROLE_GOOD);
}

static void fill_engine_check(Sheets *sheets, size_t row) {
    const Check *check = &sheets->result->checks[row];
    report_put_text(sheets->report, sheets->engine_checks, row, 0, check->name);
    sheet_put_label(sheets, sheets->engine_checks, row, 1, check->ok ? "ok" : "NOT OK",
                    check->ok ? ROLE_GOOD : ROLE_BAD);
    report_put_text(sheets->report, sheets->engine_checks, row, 2, check->detail)->role = ROLE_MUTED;
}

void sheet_quality_fill(Sheets *sheets) {
    for (size_t i = 0; sheets->files && i < sheets->files->row_count; i++) fill_file(sheets, i);
    for (size_t i = 0; sheets->engine_checks && i < sheets->engine_checks->row_count; i++)
        fill_engine_check(sheets, i);
}

size_t sheet_quality_count(const Sheets *sheets) {
    return (sheets->files ? sheets->files->row_count : 0) + sheets->result->check_count;
}

size_t sheet_quality_hold(const Sheets *sheets) {
    size_t hold = 0;
    for (size_t i = 0; sheets->files && i < sheets->files->row_count; i++)
        hold += provenance_adds_up(&sheets->result->provenance->files[i]);
    for (size_t i = 0; i < sheets->result->check_count; i++) hold += sheets->result->checks[i].ok;
    return hold;
}

/* Wraps the ranges of results, one a table, each in `before` and `after`. */
static Str over_results(const Sheets *sheets, const char *before, const char *after) {
    const ReportTable *const tables[] = {sheets->files, sheets->engine_checks};
    static const size_t COLUMNS[] = {FILE_RESULT, 1};
    Str text = STR("");
    for (size_t i = 0; i < 2; i++) {
        if (!tables[i]) continue;
        const ReportRange range = {tables[i], 0, COLUMNS[i], tables[i]->row_count, false};
        const Str place = report_range_ref(sheets->report, sheets->checks, range);
        text = sheet_formula(sheets, "%.*s+%s%.*s%s", STR_ARGS(text), before, STR_ARGS(place), after);
    }
    return text;
}

Str sheet_quality_count_formula(const Sheets *sheets) { return over_results(sheets, "ROWS(", ")"); }

Str sheet_quality_hold_formula(const Sheets *sheets) { return over_results(sheets, "COUNTIF(", ",\"ok\")"); }
