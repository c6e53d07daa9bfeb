/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/xlsx_pack.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAIN   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define LINKS  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define LINK(id, type, target) \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE "/" type "\" Target=\"" target "\"/>"

/* A file that grows. */
typedef struct Out {
    Arena *arena;
    char *bytes;
    size_t len, room;
} Out;

static void put(Out *out, const void *bytes, size_t len) {
    if (out->room < out->len + len) {
        const size_t room = 2 * (out->len + len);
        out->bytes = arena_grow(out->arena, out->bytes, out->len, room, 1);
        out->room = room;
    }
    if (len) memcpy(out->bytes + out->len, bytes, len);
    out->len += len;
}

/* Numbers in an archive have their low byte first. */
static void put_number(Out *out, size_t value, int bytes) {
    for (int i = 0; i < bytes; i++) {
        const unsigned char byte = (unsigned char)(value >> (8 * i));
        put(out, &byte, 1);
    }
}

static uint32_t checksum(Str bytes) {
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < bytes.len; i++) {
        sum ^= (unsigned char)bytes.at[i];
        for (int bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ (sum & 1 ? 0xEDB88320u : 0);
    }
    return ~sum;
}

/* What the header of a part and its row in the directory share. */
static void put_facts(Out *out, const XlsxPackPart *part) {
    put_number(out, 20, 2);         /* version */
    put_number(out, 0, 4);          /* flags, method: stored */
    put_number(out, 0x00210000, 4); /* 1980-01-01 */
    put_number(out, checksum(part->bytes), 4);
    put_number(out, part->bytes.len, 4);
    put_number(out, part->bytes.len, 4);
    put_number(out, part->name.len, 2);
    put_number(out, 0, 2);
}

Str xlsx_pack_parts(const XlsxPackPart *parts, size_t count, Arena *arena) {
    Out out = {.arena = arena}, directory = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        put(&directory, "PK\1\2\24\0", 6);
        put_facts(&directory, &parts[i]);
        put(&directory, "\0\0\0\0\0\0\0\0\0\0", 10);
        put_number(&directory, out.len, 4);
        put(&directory, parts[i].name.at, parts[i].name.len);
        put(&out, "PK\3\4", 4);
        put_facts(&out, &parts[i]);
        put(&out, parts[i].name.at, parts[i].name.len);
        put(&out, parts[i].bytes.at, parts[i].bytes.len);
    }
    const size_t start = out.len;
    put(&out, directory.bytes, directory.len);
    put(&out, "PK\5\6\0\0\0\0", 8);
    put_number(&out, count, 2);
    put_number(&out, count, 2);
    put_number(&out, directory.len, 4);
    put_number(&out, start, 4);
    put_number(&out, 0, 2);
    return (Str){out.bytes, out.len};
}

Str xlsx_pack_book(const XlsxPackBook *book, Arena *arena) {
    const struct {
        Str name, given, usual;
    } PARTS[] = {
        {STR("_rels/.rels"), book->root,
         STR(LINKS LINK("a", "officeDocument", "xl/workbook.xml") "</Relationships>")},
        {STR("xl/workbook.xml"), book->workbook,
         STR("<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
             "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>")},
        {STR("xl/_rels/workbook.xml.rels"), book->relations,
         STR(LINKS LINK("a", "worksheet", "worksheets/sheet1.xml") LINK("b", "styles", "styles.xml")
                 LINK("c", "sharedStrings", "sharedStrings.xml") "</Relationships>")},
        {STR("xl/worksheets/sheet1.xml"), book->sheet, STR("<worksheet><sheetData/></worksheet>")},
        {STR("xl/sharedStrings.xml"), book->texts, STR("<sst/>")},
        {STR("xl/styles.xml"), book->styles, STR("<styleSheet/>")},
    };
    enum { COUNT = sizeof PARTS / sizeof *PARTS };
    XlsxPackPart *parts = ARENA_ARRAY(arena, XlsxPackPart, COUNT + book->more_count);
    size_t count = 0;
    for (size_t i = 0; i < COUNT; i++) {
        if (str_equal(PARTS[i].given, STR("-"))) continue;
        parts[count++] = (XlsxPackPart){PARTS[i].name, PARTS[i].given.len ? PARTS[i].given : PARTS[i].usual};
    }
    for (size_t i = 0; i < book->more_count; i++) parts[count++] = book->more[i];
    return xlsx_pack_parts(parts, count, arena);
}

int xlsx_pack_open(Str bytes) {
    const int fd = memfd_create("xlsx", 0);
    for (size_t done = 0; done < bytes.len;) {
        const ssize_t wrote = write(fd, bytes.at + done, bytes.len - done);
        if (wrote <= 0) abort();
        done += (size_t)wrote;
    }
    return fd;
}
