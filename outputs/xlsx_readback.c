/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/xlsx_readback.h"
#include <expat.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

enum { CHUNK = 32768 };

/* Counts the cells of a sheet while it is parsed. */
static void XMLCALL note_element(void *data, const XML_Char *name, const XML_Char **attributes) {
    (void)attributes;
    if (name[0] == 'c' && name[1] == '\0') ++*(size_t *)data;
}

/* Feeds a part to the parser up to its end, where the library compares its checksum. */
static Status parse_part(XML_Parser parser, zip_file_t *part, const char *name, Err *err) {
    for (zip_int64_t got = 1; got > 0;) {
        void *buffer = XML_GetBuffer(parser, CHUNK);
        if (!buffer) return err_set(err, ERR_IO, "%s: out of memory", name);
        got = zip_fread(part, buffer, CHUNK);
        if (got < 0) return err_set(err, ERR_IO, "%s: %s", name, zip_file_strerror(part));
        if (XML_ParseBuffer(parser, (int)got, got == 0) != XML_STATUS_OK) {
            return err_set(err, ERR_IO, "%s, line %lu: %s", name, XML_GetCurrentLineNumber(parser),
                           XML_ErrorString(XML_GetErrorCode(parser)));
        }
    }
    return OK;
}

/* Stores in `cells` how many elements named c the part holds. */
static Status read_part(zip_t *book, zip_uint64_t index, const char *name, size_t *cells, Err *err) {
    zip_file_t *part = zip_fopen_index(book, index, 0);
    if (!part) return err_set(err, ERR_IO, "%s: %s", name, zip_strerror(book));
    XML_Parser parser = XML_ParserCreate(NULL);
    Status status = parser ? OK : err_set(err, ERR_IO, "%s: out of memory", name);
    if (status == OK) {
        XML_SetUserData(parser, cells);
        XML_SetStartElementHandler(parser, note_element);
        status = parse_part(parser, part, name, err);
        XML_ParserFree(parser);
    }
    zip_fclose(part);
    return status;
}

/* Returns N for prefixN.xml, else 0. */
static size_t number_of(const char *name, const char *prefix) {
    size_t number = 0;
    int end = 0;
    if (strncmp(name, prefix, strlen(prefix)) != 0) return 0;
    return sscanf(name + strlen(prefix), "%zu.xml%n", &number, &end) == 1 && end ? number : 0;
}

static Status check_parts(zip_t *book, const XlsxContent *want, Err *err) {
    size_t sheets = 0, charts = 0;
    for (zip_int64_t i = 0; i < zip_get_num_entries(book, 0); i++) {
        const char *name = zip_get_name(book, (zip_uint64_t)i, 0);
        if (!name) return err_set(err, ERR_IO, "a part without a name");
        size_t cells = 0;
        const Status status = read_part(book, (zip_uint64_t)i, name, &cells, err);
        if (status != OK) return status;
        const size_t sheet = number_of(name, "xl/worksheets/sheet");
        charts += number_of(name, "xl/charts/chart") > 0;
        if (!sheet) continue;
        sheets++;
        if (sheet > want->sheet_count) return err_set(err, ERR_IO, "%s: not a sheet of this book", name);
        if (cells != want->cells[sheet - 1]) {
            return err_set(err, ERR_IO, "%s: %zu cells were written, %zu are there", name,
                           want->cells[sheet - 1], cells);
        }
    }
    if (sheets == want->sheet_count && charts == want->chart_count) return OK;
    return err_set(err, ERR_IO, "%zu sheets and %zu charts were written, %zu and %zu are there",
                   want->sheet_count, want->chart_count, sheets, charts);
}

Status xlsx_readback_check(const char *path, const XlsxContent *want, Err *err) {
    int code = 0;
    zip_t *book = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (!book) {
        zip_error_t cause;
        zip_error_init_with_code(&cause, code);
        err_set(err, ERR_IO, "%s", zip_error_strerror(&cause));
        zip_error_fini(&cause);
        return err_prefix(err, "reading the workbook back");
    }
    const Status status = check_parts(book, want, err);
    zip_discard(book);
    return status == OK ? OK : err_prefix(err, "reading the workbook back");
}
