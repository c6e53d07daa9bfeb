/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/xlsx_styles.h"
#include "inputs/xlsx_value.h"
#include "inputs/xlsx_xml.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_FORMATS = 4096, MOST_STYLES = 1 << 17 }; /* Excel stops at 250 and 65,490 */

/* A format that is not built in. */
typedef struct Format {
    long id;
    bool dated;
} Format;

typedef struct Reader {
    XlsxStyles *out;
    Arena *arena, *scratch;
    Format *formats;
    size_t format_count, format_room;
    bool in_cells; /* in <cellXfs>, not in the other lists of <xf> */
} Reader;

static long number_of(const char **attributes, const char *name) {
    const char *text = xlsx_xml_attribute(attributes, name);
    return text ? strtol(text, NULL, 10) : 0;
}

/* The last format of an id wins, over the built-in one too. */
static bool is_date(const Reader *reader, long id) {
    for (size_t i = reader->format_count; i-- > 0;) {
        if (reader->formats[i].id == id) return reader->formats[i].dated;
    }
    return xlsx_value_is_date_id(id);
}

static void start(void *reader_, XlsxXml *xml, const char *name, const char **attributes) {
    Reader *reader = reader_;
    if (reader->format_count == MOST_FORMATS || reader->out->count == MOST_STYLES) {
        xlsx_xml_refuse(xml, "more styles than a workbook can have");
    } else if (!strcmp(name, "numFmt")) {
        const Str code = str_from(xlsx_xml_attribute(attributes, "formatCode"));
        ARENA_RESERVE(reader->scratch, reader->formats, reader->format_count, reader->format_room);
        reader->formats[reader->format_count++] =
            (Format){number_of(attributes, "numFmtId"), xlsx_value_is_date_code(code)};
    } else if (!strcmp(name, "cellXfs")) {
        reader->in_cells = true;
    } else if (!strcmp(name, "xf") && reader->in_cells) {
        XlsxStyles *out = reader->out;
        ARENA_RESERVE(reader->arena, out->dated, out->count, out->room);
        out->dated[out->count++] = is_date(reader, number_of(attributes, "numFmtId"));
    }
}

static void end(void *reader, XlsxXml *xml, const char *name) {
    (void)xml;
    if (!strcmp(name, "cellXfs")) ((Reader *)reader)->in_cells = false;
}

Status xlsx_styles_read(XlsxZip *zip, Str part, Arena *arena, XlsxStyles *out, Err *err) {
    *out = (XlsxStyles){0};
    Reader reader = {.out = out, .arena = arena, .scratch = arena_new_beside(arena)};
    const XlsxHandler handler = {.context = &reader, .start = start, .end = end};
    const Status status = xlsx_xml_parse(zip, part, &handler, err);
    arena_free(reader.scratch);
    return status;
}

bool xlsx_styles_is_date(const XlsxStyles *styles, size_t style) {
    return style < styles->count && styles->dated[style];
}
