/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/render_csv.h"
#include "outputs/atomic_file.h"
#include "outputs/csv_text.h"
#include "outputs/number_text.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool is_formula(Str text) { return text.len > 0 && memchr("=+-@\t\r\n", text.at[0], 7); }

static void put_text(FILE *out, Str text) { csv_text_put(out, is_formula(text) ? "'" : "", text); }

static void put_cell(FILE *out, const ReportCell *cell) {
    char number[NUMBER_TEXT];
    if (cell->kind == CELL_TEXT) put_text(out, cell->text);
    if (cell->kind == CELL_NUMBER) fputs(number_text_plain(cell->value, number), out);
}

Status render_csv_table(const ReportTable *table, bool bom, FILE *out, Err *err) {
    if (bom) fputs("\xEF\xBB\xBF", out);
    for (size_t c = 0; c < table->column_count; c++) {
        if (c > 0) fputc(',', out);
        put_text(out, table->columns[c].label);
    }
    fputc('\n', out);
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        put_cell(out, &table->cells[i]);
        fputc((i + 1) % table->column_count == 0 ? '\n' : ',', out);
    }
    errno = 0;
    if (fflush(out) != 0 || ferror(out))
        return err_set(err, ERR_IO, "cannot write CSV: %s", strerror(errno ? errno : EIO));
    return OK;
}

Status render_csv(const Report *report, bool bom, FILE *out, Err *err) {
    if (!report->tidy) return err_set(err, ERR_BUG, "there is no table to write as CSV");
    return render_csv_table(report->tidy, bom, out, err);
}

/* "Cost ledger" becomes "cost-ledger": letters and digits of ASCII, what else there is a dash. */
static Str file_name(Arena *arena, Str page, size_t number) {
    char *name = arena_alloc(arena, page.len + 1);
    size_t length = 0;
    for (size_t i = 0; i < page.len; i++) {
        const char c = page.at[i], lower = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) name[length++] = lower;
        else if (length > 0 && name[length - 1] != '-') name[length++] = '-';
    }
    while (length > 0 && name[length - 1] == '-') length--;
    const Str stem = length > 0 ? (Str){name, length} : STR("page");
    if (number == 1) return str_format(arena, "%.*s.csv", STR_ARGS(stem));
    return str_format(arena, "%.*s-%zu.csv", STR_ARGS(stem), number);
}

static Status write_file(const char *path, const ReportTable *table, bool bom, Err *err) {
    AtomicFile *file = NULL;
    Status status = atomic_file_open(path, &file, err);
    if (status != OK) return status;
    status = render_csv_table(table, bom, atomic_file_stream(file), err);
    if (status == OK) return atomic_file_commit(file, err);
    atomic_file_abandon(file);
    return err_prefix(err, "%s", path);
}

static Status write_page(const Report *report, const ReportPage *page, const char *folder, bool bom,
                         Err *err) {
    Status status = OK;
    size_t number = 0;
    for (size_t i = 0; i < page->block_count && status == OK; i++) {
        if (page->blocks[i].kind != BLOCK_TABLE) continue;
        const Str name = file_name(report->arena, page->name, ++number);
        const Str path = str_format(report->arena, "%s/%.*s", folder, STR_ARGS(name));
        status = write_file(path.at, page->blocks[i].table, bom, err);
    }
    return status;
}

Status render_csv_folder(const Report *report, const char *folder, bool bom, Err *err) {
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return err_set(err, ERR_CREATE, "%s: %s", folder, strerror(errno));
    Status status = OK;
    for (size_t i = 0; i < report->page_count && status == OK; i++) {
        if (report->pages[i]->media & MEDIA_BOOK)
            status = write_page(report, report->pages[i], folder, bom, err);
    }
    return status;
}
