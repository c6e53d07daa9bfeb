/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/xlsx_texts.h"
#include "inputs/xlsx_value.h"
#include "inputs/xlsx_xml.h"
#include <string.h>

enum { PAGE = 4096 /* texts */, BYTES = 64 * 1024 };

/* Reading <si> after <si>; the text of the current one grows in `text`. */
typedef struct Reader {
    XlsxTexts *out;
    Arena *arena, *scratch;
    char *text;
    size_t len, room;
    bool in_item, in_text;
    int phonetic; /* how deep in <rPh> */
    char *bytes;  /* where the next text goes */
    size_t left;
} Reader;

static void start(void *reader_, XlsxXml *xml, const char *name, const char **attributes) {
    Reader *reader = reader_;
    (void)xml, (void)attributes;
    if (!strcmp(name, "si")) {
        reader->in_item = true;
        reader->len = 0;
    } else if (!strcmp(name, "rPh")) {
        reader->phonetic++;
    } else if (!strcmp(name, "t")) {
        reader->in_text = reader->in_item && !reader->phonetic;
    }
}

static void take_text(void *reader_, Str text) {
    Reader *reader = reader_;
    if (!reader->in_text) return;
    if (reader->room - reader->len < text.len) {
        const size_t room = 2 * (reader->len + text.len);
        reader->text = arena_grow(reader->scratch, reader->text, reader->len, room, 1);
        reader->room = room;
    }
    memcpy(reader->text + reader->len, text.at, text.len);
    reader->len += text.len;
}

/* Copies `text` behind the one before it. */
static Str pack(Reader *reader, Str text) {
    if (text.len > BYTES / 16) return str_copy(reader->arena, text);
    if (reader->left < text.len) {
        reader->bytes = arena_alloc(reader->arena, BYTES);
        reader->left = BYTES;
    }
    if (text.len) memcpy(reader->bytes, text.at, text.len);
    const Str packed = {reader->bytes, text.len};
    reader->bytes += text.len;
    reader->left -= text.len;
    return packed;
}

static void add_text(Reader *reader) {
    XlsxTexts *texts = reader->out;
    const Str text = {reader->text, xlsx_value_unescape(reader->text, reader->len)};
    if (texts->count == texts->page_count * PAGE) {
        ARENA_RESERVE(reader->arena, texts->pages, texts->page_count, texts->page_room);
        texts->pages[texts->page_count++] = ARENA_ARRAY(reader->arena, Str, PAGE);
    }
    texts->pages[texts->count / PAGE][texts->count % PAGE] = pack(reader, str_trim(text));
    texts->count++;
}

static void end(void *reader_, XlsxXml *xml, const char *name) {
    Reader *reader = reader_;
    (void)xml;
    if (!strcmp(name, "t")) {
        reader->in_text = false;
    } else if (!strcmp(name, "rPh")) {
        reader->phonetic--;
    } else if (!strcmp(name, "si")) {
        add_text(reader);
        reader->in_item = false;
    }
}

Status xlsx_texts_read(XlsxZip *zip, Str part, Arena *arena, XlsxTexts *out, Err *err) {
    *out = (XlsxTexts){0};
    Reader reader = {.out = out, .arena = arena, .scratch = arena_new_beside(arena)};
    reader.room = BYTES;
    reader.text = arena_alloc(reader.scratch, reader.room);
    reader.bytes = arena_alloc(arena, 1);
    const XlsxHandler handler = {&reader, start, end, take_text};
    const Status status = xlsx_xml_parse(zip, part, &handler, err);
    arena_free(reader.scratch);
    return status;
}

bool xlsx_texts_get(const XlsxTexts *texts, size_t number, Str *out) {
    if (number >= texts->count) return false;
    *out = texts->pages[number / PAGE][number % PAGE];
    return true;
}
