/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/xlsx_book.h"
#include "inputs/xlsx_xml.h"
#include <string.h>

enum { MOST_SHEETS = 10000, MOST_NAMED = 20 };

/* Who else packs into a zip archive, by a part that it always has. */
static const struct {
    Str part;
    const char *what;
} OTHERS[] = {
    {{"xl/workbook.bin", 15}, "a binary Excel workbook (.xlsb): save it as .xlsx"},
    {{"content.xml", 11}, "an OpenDocument file: save it as .xlsx or CSV"},
    {{"word/document.xml", 17}, "a Word document, not a workbook"},
    {{"ppt/presentation.xml", 20}, "a presentation, not a workbook"},
    {{"Index/Document.iwa", 18}, "a Numbers document: export it as Excel or CSV"},
};

/* An arrow from one part to another. */
typedef struct Relation {
    Str id, type, target; /* target: the name of a part; empty where it lies outside the file */
} Relation;

typedef struct Relations {
    Arena *arena;
    Str folder; /* that targets stand in: "xl/", or empty */
    Relation *rows;
    size_t count, room;
} Relations;

/* Returns the name of the part that a target means, seen from `folder`; empty where it leaves the file. */
static Str resolve(Str folder, Str target, Arena *arena) {
    const bool absolute = str_starts(target, STR("/"));
    Str part, rest = target;
    while (str_split(&rest, '/', &part)) {
        if (str_equal(part, STR(".."))) return STR("");
    }
    if (absolute) return str_copy(arena, (Str){target.at + 1, target.len - 1});
    if (str_starts(target, STR("./"))) target = (Str){target.at + 2, target.len - 2};
    return str_format(arena, "%.*s%.*s", STR_ARGS(folder), STR_ARGS(target));
}

static void take_relation(void *relations_, XlsxXml *xml, const char *name, const char **attributes) {
    Relations *relations = relations_;
    if (strcmp(name, "Relationship")) return;
    if (relations->count == MOST_SHEETS) {
        xlsx_xml_refuse(xml, "more relations than a workbook has");
        return;
    }
    const Str mode = str_from(xlsx_xml_attribute(attributes, "TargetMode")),
              target = str_from(xlsx_xml_attribute(attributes, "Target"));
    ARENA_RESERVE(relations->arena, relations->rows, relations->count, relations->room);
    relations->rows[relations->count++] = (Relation){
        str_copy(relations->arena, str_from(xlsx_xml_attribute(attributes, "Id"))),
        str_copy(relations->arena, str_from(xlsx_xml_attribute(attributes, "Type"))),
        str_equal(mode, STR("External")) ? STR("") : resolve(relations->folder, target, relations->arena)};
}

static void ignore_end(void *context, XlsxXml *xml, const char *name) {
    (void)context, (void)xml, (void)name;
}

static Status read_relations(XlsxZip *zip, Str part, Relations *out, Err *err) {
    const XlsxHandler handler = {.context = out, .start = take_relation, .end = ignore_end};
    return xlsx_xml_parse(zip, part, &handler, err);
}

/* Types are addresses whose last word is the same in the transitional and the strict form. */
static const Relation *find_type(const Relations *relations, Str word) {
    for (size_t i = 0; i < relations->count; i++) {
        if (str_ends(relations->rows[i].type, word)) return &relations->rows[i];
    }
    return NULL;
}

static const Relation *find_id(const Relations *relations, Str id) {
    for (size_t i = 0; i < relations->count; i++) {
        if (str_equal(relations->rows[i].id, id)) return &relations->rows[i];
    }
    return NULL;
}

/* The part of the workbook itself is read with this. */
typedef struct Reader {
    XlsxBook *book;
    const Relations *relations;
    Arena *arena;
} Reader;

static void take_sheet(Reader *reader, XlsxXml *xml, const char **attributes) {
    XlsxBook *book = reader->book;
    const char *name = xlsx_xml_attribute(attributes, "name"),
               *state = xlsx_xml_attribute(attributes, "state");
    const Relation *relation = find_id(reader->relations, str_from(xlsx_xml_attribute(attributes, "id")));
    if (!relation) {
        xlsx_xml_refuse(xml, "the sheet '%s' has no part", name ? name : "");
        return;
    }
    if (!str_ends(relation->type, STR("/worksheet"))) return;
    if (!relation->target.len || book->sheet_count == MOST_SHEETS) {
        xlsx_xml_refuse(xml, "the sheet '%s' %s", name ? name : "",
                        relation->target.len ? "is one too many" : "lies outside the file");
        return;
    }
    ARENA_RESERVE(reader->arena, book->sheets, book->sheet_count, book->sheet_room);
    book->sheets[book->sheet_count++] = (XlsxSheetEntry){str_copy(reader->arena, str_from(name)),
                                                         relation->target, state && strcmp(state, "visible")};
}

static void take_workbook(void *reader_, XlsxXml *xml, const char *name, const char **attributes) {
    Reader *reader = reader_;
    if (!strcmp(name, "workbookPr")) reader->book->date1904 = xlsx_xml_is_true(attributes, "date1904");
    else if (!strcmp(name, "sheet")) take_sheet(reader, xml, attributes);
}

static Str target_of(const Relations *relations, Str type) {
    const Relation *relation = find_type(relations, type);
    return relation ? relation->target : STR("");
}

/* Reads the workbook, whose part is `part`, and what it refers to. */
static Status read_workbook(XlsxBook *book, Str part, Arena *arena, Err *err) {
    size_t slash = part.len;
    while (slash && part.at[slash - 1] != '/') slash--;
    Relations relations = {.arena = arena, .folder = {part.at, slash}};
    const Str links = str_format(arena, "%.*s_rels/%.*s.rels", (int)slash, part.at, (int)(part.len - slash),
                                 part.at + slash);
    Status status = read_relations(book->zip, links, &relations, err);
    if (status != OK) return status;
    book->texts_part = target_of(&relations, STR("/sharedStrings"));
    book->styles_part = target_of(&relations, STR("/styles"));
    Reader reader = {book, &relations, arena};
    const XlsxHandler handler = {.context = &reader, .start = take_workbook, .end = ignore_end};
    status = xlsx_xml_parse(book->zip, part, &handler, err);
    if (status == OK && !book->sheet_count) return err_set(err, ERR_DATA, "is a workbook without a sheet");
    return status;
}

static Status refuse_others(const XlsxZip *zip, Err *err) {
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        if (xlsx_zip_has(zip, OTHERS[i].part)) return err_set(err, ERR_DATA, "is %s", OTHERS[i].what);
    }
    if (xlsx_zip_has(zip, STR("_rels/.rels"))) return OK;
    return err_set(err, ERR_DATA, "is a zip archive, but no workbook (.xlsx): unpack it first");
}

Status xlsx_book_open(int fd, Arena *arena, XlsxBook *out, Err *err) {
    *out = (XlsxBook){0};
    Relations relations = {.arena = arena};
    Status status = xlsx_zip_open(fd, arena, &out->zip, err);
    if (status == OK) status = refuse_others(out->zip, err);
    if (status == OK) status = read_relations(out->zip, STR("_rels/.rels"), &relations, err);
    if (status == OK) {
        const Str part = target_of(&relations, STR("/officeDocument"));
        status = part.len ? read_workbook(out, part, arena, err)
                          : err_set(err, ERR_DATA, "is damaged: it does not say where its workbook is");
    }
    if (status != OK) xlsx_book_close(out);
    return status;
}

Status xlsx_book_load(XlsxBook *book, Arena *arena, Err *err) {
    Status status = OK;
    if (book->styles_part.len)
        status = xlsx_styles_read(book->zip, book->styles_part, arena, &book->styles, err);
    if (status == OK && book->texts_part.len)
        status = xlsx_texts_read(book->zip, book->texts_part, arena, &book->texts, err);
    return status;
}

static Status say_no_sheet(const XlsxBook *book, Str name, Arena *arena, Err *err) {
    Str names = STR("");
    for (size_t i = 0; i < book->sheet_count && i < MOST_NAMED; i++) {
        names =
            str_format(arena, "%.*s%s%.*s", STR_ARGS(names), i ? ", " : "", STR_ARGS(book->sheets[i].name));
    }
    return err_set(err, ERR_NO_INPUT, "has no sheet '%.*s'; found %.*s%s", STR_ARGS(name), STR_ARGS(names),
                   book->sheet_count > MOST_NAMED ? " ..." : "");
}

Status xlsx_book_find(const XlsxBook *book, Str name, Arena *arena, const XlsxSheetEntry **out, Err *err) {
    *out = &book->sheets[0];
    for (size_t i = 0; i < book->sheet_count; i++) {
        const bool wanted = name.len ? str_equal_nocase(book->sheets[i].name, name) : !book->sheets[i].hidden;
        if (!wanted) continue;
        *out = &book->sheets[i];
        return OK;
    }
    return name.len ? say_no_sheet(book, name, arena, err) : OK;
}

void xlsx_book_close(XlsxBook *book) {
    xlsx_zip_close(book->zip);
    book->zip = NULL;
}
