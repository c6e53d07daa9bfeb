/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/table_source.h"
#include "inputs/text_form.h"
#include "inputs/xlsx_file.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct TableSource {
    Arena *arena;
    CsvFile *text; /* one of the two */
    XlsxFile *book;
};

static bool is_there(Str path, Arena *arena) {
    struct stat facts;
    return stat(str_copy(arena, path).at, &facts) == 0;
}

/* Parts FILE#SHEET, where no file has that whole name and one has the name before a #. */
static void part_sheet(Str whole, Arena *arena, Str *path, Str *sheet) {
    *path = whole;
    *sheet = STR("");
    if (is_there(whole, arena)) return;
    for (size_t i = 1; i + 1 < whole.len; i++) {
        if (whole.at[i] != '#' || !is_there((Str){whole.at, i}, arena)) continue;
        *path = str_copy(arena, (Str){whole.at, i});
        *sheet = (Str){whole.at + i + 1, whole.len - i - 1};
        return;
    }
}

/* What the first bytes say; a file that cannot be read is text, whose reader will say why. */
typedef enum Kind { KIND_TEXT, KIND_ZIP, KIND_OLE } Kind;

static Kind kind_of(int fd) {
    char start[4];
    if (pread(fd, start, sizeof start, 0) != (ssize_t)sizeof start) return KIND_TEXT;
    if (!memcmp(start, "PK\x03\x04", 4) || !memcmp(start, "PK\x05\x06", 4)) return KIND_ZIP;
    return memcmp(start, "\xd0\xcf\x11\xe0", 4) ? KIND_TEXT : KIND_OLE;
}

/* Old workbooks and protected new ones lie in the same kind of container, whose directory lists what is in it, in UTF-16.
 * The directory begins at the sector that bytes 48 to 51 number; bytes 30 and 31 say how large sectors are. */
static bool is_protected(int fd) {
    static const char NAME[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    unsigned char head[52];
    char directory[2048];
    if (pread(fd, head, sizeof head, 0) != (ssize_t)sizeof head || head[30] > 12) return false;
    const off_t sector = head[48] | head[49] << 8 | head[50] << 16 | (off_t)head[51] << 24;
    const ssize_t got = pread(fd, directory, sizeof directory, (sector + 1) << head[30]);
    return got > 0 && memmem(directory, (size_t)got, NAME, sizeof NAME - 1);
}

static Status refuse_container(int fd, Str name, Err *err) {
    const bool locked = is_protected(fd);
    close(fd);
    return err_set(err, ERR_DATA, "%.*s: is %s", STR_ARGS(name),
                   locked
                       ? "protected by a password: open it in Excel and save it without one"
                       : "an old Excel workbook (.xls): open it in Excel and save it as .xlsx or CSV UTF-8");
}

static Status open_bytes(int fd, Str name, Str sheet, const CsvOptions *options, TableSource *source,
                         Err *err) {
    switch (kind_of(fd)) {
    case KIND_ZIP: return xlsx_file_open(fd, name, sheet, source->arena, &source->book, err);
    case KIND_OLE: return refuse_container(fd, name, err);
    case KIND_TEXT: break;
    }
    if (!sheet.len) return csv_file_open_bytes(fd, name, options, source->arena, &source->text, err);
    close(fd);
    return err_set(err, ERR_NO_INPUT, "%.*s: is not a workbook, so it has no sheet '%.*s'", STR_ARGS(name),
                   STR_ARGS(sheet));
}

Status table_source_open(const char *path, const CsvOptions *options, Arena *arena, TableSource **out,
                         Err *err) {
    const bool standard_input = strcmp(path, "-") == 0;
    Str file = str_from(path), sheet = STR("");
    int fd;
    if (!standard_input) part_sheet(file, arena, &file, &sheet);
    const Str name = standard_input ? STR("standard input") : file;
    if (source_open_bytes(file.at, &fd, err) != OK) return err_prefix(err, "%.*s", STR_ARGS(name));
    TableSource *source = ARENA_NEW(arena, TableSource);
    source->arena = arena;
    const Status status = open_bytes(fd, name, sheet, options, source, err);
    if (status == OK) *out = source;
    return status;
}

const CsvHeader *table_source_header(const TableSource *source) {
    return source->book ? xlsx_file_header(source->book) : csv_file_header(source->text);
}

/* How text was read, where it is not UTF-8 with commas. */
static Str text_notes(const CsvFacts *facts, Arena *arena) {
    const bool coded = strcmp(facts->source.encoding, "UTF-8") != 0, delimited = facts->delimiter != ',';
    return str_format(arena, "%s%s%s%s%s%s", coded ? "read as " : "", coded ? facts->source.encoding : "",
                      facts->source.assumed ? " (assumed)" : "", coded && delimited ? ", " : "",
                      delimited ? "delimiter " : "",
                      delimited ? text_form_delimiter_name(facts->delimiter) : "");
}

static Status read_text(TableSource *source, const CsvSink *sink, Arena *scratch, TableFacts *out, Err *err) {
    CsvFacts facts;
    const Status status = csv_file_read(source->text, sink, scratch, &facts, err);
    if (status != OK) return status;
    *out = (TableFacts){.notes = text_notes(&facts, source->arena),
                        .rows = facts.rows,
                        .bad = facts.bad,
                        .blank = facts.blank,
                        .cut_short = facts.cut_short,
                        .stopped = facts.stopped};
    memcpy(out->sha256, facts.source.sha256, sizeof out->sha256);
    return OK;
}

/* Which sheet was read, and where its header was found if that is not its first row. */
static Str book_notes(Str sheet, long header, Arena *arena) {
    if (header == 1) return str_format(arena, "sheet %.*s", STR_ARGS(sheet));
    return str_format(arena, "sheet %.*s, header in row %ld", STR_ARGS(sheet), header);
}

static Status read_book(TableSource *source, const CsvSink *sink, Arena *scratch, TableFacts *out, Err *err) {
    XlsxFacts facts;
    const Status status = xlsx_file_read(source->book, sink, scratch, &facts, err);
    if (status != OK) return status;
    *out = (TableFacts){.notes = book_notes(facts.sheet, xlsx_file_header(source->book)->line, source->arena),
                        .rows = facts.rows,
                        .bad = facts.bad,
                        .blank = facts.blank,
                        .stopped = facts.stopped};
    memcpy(out->sha256, facts.sha256, sizeof out->sha256);
    return OK;
}

Status table_source_read(TableSource *source, const CsvSink *sink, Arena *scratch, TableFacts *facts,
                         Err *err) {
    return source->book ? read_book(source, sink, scratch, facts, err)
                        : read_text(source, sink, scratch, facts, err);
}

void table_source_close(TableSource *source) {
    if (!source) return;
    csv_file_close(source->text);
    xlsx_file_close(source->book);
}
