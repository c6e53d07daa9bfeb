/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks: what each kind of cell and each oddity of a file becomes. Expected lines by hand, from the XML that stands
 * beside them. */
#include "inputs/source.h"
#include "inputs/xlsx_file.h"
#include "tests/support/check.h"
#include "tests/support/xlsx_pack.h"
#include <string.h>

/* What a workbook was read as: "LINE: field|field", "LINE! what is wrong", or the sentence of the refusal. */
typedef struct Log {
    Arena *arena;
    Str text, names, raw; /* raw: of the last record */
    XlsxFacts facts;
    Status status;
    long most; /* rows after which no more is wanted; 0: all */
} Log;

static Str join(Arena *arena, const Str *fields, size_t count) {
    Str all = STR("");
    for (size_t i = 0; i < count; i++)
        all = str_format(arena, "%.*s%s%.*s", STR_ARGS(all), i ? "|" : "", STR_ARGS(fields[i]));
    return all;
}

static bool take_row(void *log_, const CsvRow *row) {
    Log *log = log_;
    log->text = str_format(log->arena, "%.*s%ld: %.*s\n", STR_ARGS(log->text), row->line,
                           STR_ARGS(join(log->arena, row->fields, row->count)));
    log->raw = str_copy(log->arena, row->raw);
    return --log->most != 0;
}

static void take_bad(void *log_, const CsvBad *bad) {
    Log *log = log_;
    char text[CSV_RECORD_TEXT];
    log->text = str_format(log->arena, "%.*s%ld! %s\n", STR_ARGS(log->text), bad->line,
                           csv_record_describe(bad, text));
    log->raw = str_copy(log->arena, bad->raw);
}

static void read_descriptor(Log *log, int fd, const char *sheet) {
    XlsxFile *file = NULL;
    Err err = {OK, ""};
    log->status = xlsx_file_open(fd, STR("book"), str_from(sheet), log->arena, &file, &err);
    if (log->status == OK) {
        const CsvHeader *header = xlsx_file_header(file);
        const CsvSink sink = {.caller = log, .row = take_row, .bad = take_bad};
        log->names = join(log->arena, header->names, header->count);
        log->status = xlsx_file_read(file, &sink, log->arena, &log->facts, &err);
        assert_int_equal(header->width, header->count);
    }
    if (log->status != OK) log->text = str_copy(log->arena, str_from(err.text));
    xlsx_file_close(file);
}

static void read_book(Log *log, const XlsxPackBook *book) {
    read_descriptor(log, xlsx_pack_open(xlsx_pack_book(book, log->arena)), "");
}

static void read_fixture(Log *log, const char *path, const char *sheet) {
    int fd = -1;
    check_status(source_open_bytes(path, &fd, NULL), OK, NULL);
    read_descriptor(log, fd, sheet);
}

#define BYTES(literal) \
    { literal, sizeof(literal) - 1 }
#define SHEET(rows)         "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define NAMES               "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c><c r=\"B1\" t=\"str\"><v>b</v></c></row>"
#define TEXT(where, text)   "<c r=\"" where "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define NUMBER(where, text) "<c r=\"" where "\"><v>" text "</v></c>"
#define STYLES                                                                                       \
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0 &quot;days&quot;\"/>"              \
    "<numFmt numFmtId=\"165\" formatCode=\"dd\\.mm\\.yyyy hh:mm\"/></numFmts>"                       \
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"                                             \
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>" \
    "<xf numFmtId=\"46\"/></cellXfs></styleSheet>"

typedef struct Case {
    const char *sentence, *sheet, *texts;
    const char *want;
    const char *names; /* of the header; NULL: a|b */
} Case;

/* clang-format off */
static const Case CASES[] = {
    /* texts */
    {"shared_texts_are_found_by_number", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>0</v></c></row>"),
     "<sst><si><t>x &amp; y</t></si><si><t>z</t></si></sst>", "2: z|x & y\n", NULL},
    {"runs_of_rich_text_are_joined", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>"),
     "<sst><si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space=\"preserve\"> plain</t></r></si></sst>", "2: bold plain|\n", NULL},
    {"phonetic_readings_are_left_out", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>"),
     "<sst><si><t>\xe6\x9d\xb1</t><rPh sb=\"0\" eb=\"1\"><t>ab</t></rPh></si></sst>", "2: \xe6\x9d\xb1|\n", NULL},
    {"inline_texts_are_read", SHEET(NAMES "<row r=\"2\">" TEXT("A2", "x") TEXT("B2", "y") "</row>"), "", "2: x|y\n", NULL},
    {"inline_runs_are_joined", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><r><t>x</t></r><r><t>y</t></r>"
     "<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></is></c></row>"), "", "2: xy|\n", NULL},
    {"blanks_around_texts_go", SHEET(NAMES "<row r=\"2\">" TEXT("A2", "  x ") TEXT("B2", "   ") "</row>"), "", "2: x|\n", NULL},
    {"escapes_are_characters", SHEET(NAMES "<row r=\"2\">" TEXT("A2", "x_x000D_\ny") "</row>"), "", "2: x\r\ny|\n", NULL},
    {"a_character_of_xml_by_number", SHEET(NAMES "<row r=\"2\">" TEXT("A2", "&#xe4;&lt;") "</row>"), "", "2: \xc3\xa4<|\n", NULL},
    {"names_may_have_a_prefix", "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"str\"><x:v>a</x:v></x:c></x:row>"
     "<x:row r=\"2\"><x:c r=\"A2\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>", "", "2: 1\n", "a"},
    {"another_encoding_is_read", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" SHEET(NAMES "<row r=\"2\">" TEXT("A2", "\xe4") "</row>"), "", "2: \xc3\xa4|\n", NULL},
    /* values */
    {"numbers_are_exact_text", SHEET(NAMES "<row r=\"2\">" NUMBER("A2", "0.30000000000000004") "<c r=\"B2\" t=\"n\"><v>12345678901</v></c></row>"), "", "2: 0.3|12345678901\n", NULL},
    {"booleans_are_words", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" t=\"b\"><v>1</v></c><c r=\"B2\" t=\"b\"><v>0</v></c></row>"), "", "2: TRUE|FALSE\n", NULL},
    {"a_number_with_a_format_of_days_is_a_day", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46086</v></c><c r=\"B2\" s=\"3\"><v>46086.5</v></c></row>"), "", "2: 2026-03-05|2026-03-05 12:00:00\n", NULL},
    {"the_word_days_in_quotes_makes_no_day", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" s=\"2\"><v>30</v></c><c r=\"B2\" s=\"4\"><v>1.5</v></c></row>"), "", "2: 30|1.5\n", NULL},
    {"a_text_with_a_format_of_days_is_a_text", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" s=\"1\" t=\"str\"><v>3/5/26</v></c></row>"), "", "2: 3/5/26|\n", NULL},
    {"a_style_that_is_not_there_is_plain", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" s=\"99\"><v>46086</v></c></row>"), "", "2: 46086|\n", NULL},
    {"days_may_be_written_as_such", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" t=\"d\"><v>2026-03-05T10:00:00</v></c></row>"), "", "2: 2026-03-05T10:00:00|\n", NULL},
    {"a_formula_is_its_value", SHEET(NAMES "<row r=\"2\"><c r=\"A2\"><f>1+1</f><v>2</v></c><c r=\"B2\" t=\"str\"><f>\"\"</f><v></v></c></row>"), "", "2: 2|\n", NULL},
    {"a_formula_without_a_value_is_bad", SHEET(NAMES "<row r=\"2\"><c r=\"A2\"><f>1+1</f></c></row>"), "",
     "2! cell A2 holds a formula without its value: open the book in Excel and save it\n", NULL},
    {"an_error_is_bad", SHEET(NAMES "<row r=\"2\">" NUMBER("A2", "1") "<c r=\"B2\" t=\"e\"><v>#N/A</v></c></row><row r=\"3\">" NUMBER("A3", "2") "</row>"), "",
     "2! cell B2 holds #N/A\n3: 2|\n", NULL},
    {"a_number_that_is_none_is_bad", SHEET(NAMES "<row r=\"2\">" NUMBER("A2", "1,5") "</row>"), "", "2! cell A2 holds what is no number\n", NULL},
    {"a_day_that_is_none_is_bad", SHEET(NAMES "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>60</v></c></row>"), "", "2! cell A2 holds what is no day\n", NULL},
    /* rows and columns */
    {"empty_rows_are_blank", SHEET(NAMES "<row r=\"2\"/><row r=\"3\"><c r=\"A3\" s=\"1\"/></row><row r=\"6\">" NUMBER("A6", "1") "</row>"), "", "6: 1|\n", NULL},
    {"empty_cells_between_others_are_empty", SHEET(NAMES "<row r=\"2\">" NUMBER("B2", "1") "</row>"), "", "2: |1\n", NULL},
    {"rows_and_cells_without_a_name_follow_each_other",
     SHEET("<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>"), "", "2: 1|2\n", NULL},
    {"a_value_behind_the_last_name_is_bad", SHEET(NAMES "<row r=\"2\">" NUMBER("A2", "1") NUMBER("D2", "2") "</row>"), "", "2! a value in a column without a name, column 4\n", NULL},
    {"an_empty_cell_behind_the_last_name_is_not", SHEET(NAMES "<row r=\"2\">" NUMBER("A2", "1") "<c r=\"D2\" s=\"1\"/></row>"), "", "2: 1|\n", NULL},
    {"hidden_rows_are_rows", SHEET(NAMES "<row r=\"2\" hidden=\"1\">" NUMBER("A2", "1") "</row>"), "", "2: 1|\n", NULL},
    {"of_merged_cells_the_first_has_the_value", "<worksheet><sheetData>" NAMES "<row r=\"2\">" NUMBER("A2", "1") "</row><row r=\"3\">" NUMBER("B3", "2") "</row></sheetData>"
     "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>", "", "2: 1|\n3: |2\n", NULL},
    {"columns_between_names_may_have_none", SHEET("<row r=\"3\">" TEXT("B3", "a") TEXT("D3", "b") "</row><row r=\"4\">" NUMBER("B4", "1") NUMBER("D4", "2") "</row>"
     "<row r=\"5\">" NUMBER("C5", "3") "</row>"), "", "4: 1|2\n5! a value in a column without a name, column 3\n", NULL},
    {"a_field_over_the_limit_is_bad", NULL, "", "2! a field is too long (262145 bytes, at most 262144), column 1\n", NULL},
    /* header rows */
    {"titles_above_the_header_are_passed_over", SHEET("<row r=\"1\">" TEXT("A1", "Leads") "</row><row r=\"3\">" TEXT("A3", "x") TEXT("B3", "y") TEXT("C3", "z") "</row>"
     "<row r=\"4\">" NUMBER("A4", "1") "</row>"), "", "4: 1||\n", "x|y|z"},
    {"a_header_of_two_is_the_first_row", SHEET(NAMES "<row r=\"2\">" TEXT("A2", "x") TEXT("B2", "y") TEXT("C2", "z") "</row>"), "", "2! a value in a column without a name, column 3\n", NULL},
    {"a_row_with_a_number_is_no_header", SHEET("<row r=\"1\">" TEXT("A1", "a") "</row><row r=\"2\">" TEXT("A2", "x") NUMBER("B2", "1") TEXT("C2", "z") "</row>"), "",
     "2! a value in a column without a name, column 2\n", "a"},
    {"a_header_far_below_is_not_looked_for", SHEET("<row r=\"1\">" TEXT("A1", "a") "</row>"
     "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c></row><row r=\"4\"><c r=\"A4\"><v>1</v></c></row>"
     "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"6\"><c r=\"A6\"><v>1</v></c></row><row r=\"7\"><c r=\"A7\"><v>1</v></c></row>"
     "<row r=\"8\"><c r=\"A8\"><v>1</v></c></row><row r=\"9\"><c r=\"A9\"><v>1</v></c></row><row r=\"10\"><c r=\"A10\"><v>1</v></c></row>"
     "<row r=\"11\"><c r=\"A11\"><v>1</v></c></row><row r=\"12\"><c r=\"A12\"><v>1</v></c></row><row r=\"13\"><c r=\"A13\"><v>1</v></c></row>"
     "<row r=\"14\"><c r=\"A14\"><v>1</v></c></row><row r=\"15\"><c r=\"A15\"><v>1</v></c></row><row r=\"16\"><c r=\"A16\"><v>1</v></c></row>"
     "<row r=\"17\"><c r=\"A17\"><v>1</v></c></row><row r=\"18\"><c r=\"A18\"><v>1</v></c></row><row r=\"19\"><c r=\"A19\"><v>1</v></c></row>"
     "<row r=\"20\"><c r=\"A20\"><v>1</v></c></row><row r=\"21\">" TEXT("A21", "x") TEXT("B21", "y") TEXT("C21", "z") "</row>"), "", NULL, "a"},
};

/* What is refused; the sentence without the name of the book. */
static const struct { const char *sentence; XlsxPackBook book; const char *message; } REFUSED[] = {
    {"a_document_type", {.sheet = BYTES("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet>&e;</worksheet>")},
     "is damaged: xl/worksheets/sheet1.xml: it declares a document type, which no workbook does"},
    {"a_document_type_without_entities", {.workbook = BYTES("<!DOCTYPE workbook><workbook/>")},
     "is damaged: xl/workbook.xml: it declares a document type, which no workbook does"},
    {"entities_that_multiply", {.texts = BYTES("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>")},
     "is damaged: xl/sharedStrings.xml: it declares a document type, which no workbook does"},
    {"a_sheet_that_is_not_well_formed", {.sheet = BYTES("<worksheet><sheetData></worksheet>")},
     "is damaged: xl/worksheets/sheet1.xml, line 1: mismatched tag"},
    {"a_sheet_that_is_cut_short", {.sheet = BYTES("<worksheet><sheetData>" NAMES)},
     "is damaged: xl/worksheets/sheet1.xml, line 1: no element found"},
    {"bytes_that_are_no_text", {.sheet = BYTES(SHEET("<row r=\"1\">" TEXT("A1", "\xff") "</row>"))},
     "is damaged: xl/worksheets/sheet1.xml, line 1: not well-formed (invalid token)"},
    {"no_sheet_part", {.sheet = BYTES("-")}, "is damaged: its part xl/worksheets/sheet1.xml is missing"},
    {"no_texts_part", {.texts = BYTES("-")}, "is damaged: its part xl/sharedStrings.xml is missing"},
    {"no_styles_part", {.styles = BYTES("-")}, "is damaged: its part xl/styles.xml is missing"},
    {"no_workbook_part", {.workbook = BYTES("-")}, "is damaged: its part xl/workbook.xml is missing"},
    {"no_relations_of_the_workbook", {.relations = BYTES("-")}, "is damaged: its part xl/_rels/workbook.xml.rels is missing"},
    {"no_relations_at_all", {.root = BYTES("-")}, "is a zip archive, but no workbook (.xlsx): unpack it first"},
    {"relations_without_a_workbook", {.root = BYTES("<Relationships/>")}, "is damaged: it does not say where its workbook is"},
    {"no_sheets", {.workbook = BYTES("<workbook><sheets/></workbook>")}, "is a workbook without a sheet"},
    {"a_sheet_without_a_relation", {.relations = BYTES("<Relationships/>")}, "is damaged: xl/workbook.xml: the sheet 'S' has no part"},
    {"a_sheet_outside_the_file", {.relations = BYTES("<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" TargetMode=\"External\" Target=\"http://x\"/></Relationships>")},
     "is damaged: xl/workbook.xml: the sheet 'S' lies outside the file"},
    {"a_sheet_above_the_archive", {.relations = BYTES("<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"../../x.xml\"/></Relationships>")},
     "is damaged: xl/workbook.xml: the sheet 'S' lies outside the file"},
    {"an_empty_sheet", {.sheet = BYTES(SHEET("<row r=\"1\"/>"))}, "the sheet 'S' is empty"},
    {"too_many_rows", {.sheet = BYTES(SHEET(NAMES "<row r=\"1048577\"/>"))}, "is damaged: xl/worksheets/sheet1.xml: more than 1048576 rows"},
    {"rows_out_of_order", {.sheet = BYTES(SHEET("<row r=\"2\"/><row r=\"2\"/>"))}, "is damaged: xl/worksheets/sheet1.xml: row 2 stands behind row 2"},
    {"rows_without_a_number", {.sheet = BYTES(SHEET("<row r=\"x\"/>"))}, "is damaged: xl/worksheets/sheet1.xml: row 0 stands behind row 0"},
    {"cells_out_of_order", {.sheet = BYTES(SHEET("<row r=\"1\">" NUMBER("B1", "1") NUMBER("A1", "1") "</row>"))},
     "is damaged: xl/worksheets/sheet1.xml: row 1: its cells are not in order"},
    {"a_cell_that_is_none", {.sheet = BYTES(SHEET("<row r=\"1\">" NUMBER("XFE1", "1") "</row>"))}, "is damaged: xl/worksheets/sheet1.xml: row 1: 'XFE1' is no cell"},
    {"a_text_that_is_not_there", {.sheet = BYTES(SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"))},
     "is damaged: xl/worksheets/sheet1.xml: row 1 refers to a text that is not there"},
    {"a_text_by_no_number", {.sheet = BYTES(SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>"))},
     "is damaged: xl/worksheets/sheet1.xml: row 1 refers to a text that is not there"},
};

/* Parts beside those of a workbook, and what they make of it. */
static const struct { const char *sentence; XlsxPackPart part; const char *message; } PARTS[] = {
    {"an_absolute_name", {BYTES("/etc/passwd"), BYTES("x")}, "holds a part with a forbidden name, '/etc/passwd'"},
    {"a_name_that_climbs", {BYTES("xl/../../x"), BYTES("x")}, "holds a part with a forbidden name, 'xl/../../x'"},
    {"a_name_with_a_backslash", {BYTES("xl\\x"), BYTES("x")}, "holds a part with a forbidden name, 'xl\\x'"},
    {"a_binary_workbook", {BYTES("xl/workbook.bin"), BYTES("x")}, "is a binary Excel workbook (.xlsb): save it as .xlsx"},
    {"an_opendocument_sheet", {BYTES("content.xml"), BYTES("x")}, "is an OpenDocument file: save it as .xlsx or CSV"},
    {"a_word_document", {BYTES("word/document.xml"), BYTES("x")}, "is a Word document, not a workbook"},
    {"a_name_with_dots_is_fine", {BYTES("xl/a..b"), BYTES("x")}, NULL},
};
/* clang-format on */

/* A row whose only field is a byte over the limit. */
static Str long_field_sheet(Arena *arena) {
    enum { LONG = (256 << 10) + 1 };
    char *text = arena_alloc(arena, LONG + 1);
    memset(text, 'x', LONG);
    return str_format(arena, SHEET(NAMES "<row r=\"2\">" TEXT("A2", "%s") "</row>"), text);
}

static void cells_become_fields(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Log log = {.arena = check_arena(), .text = STR("")};
        const XlsxPackBook book = {.sheet = CASES[i].sheet ? str_from(CASES[i].sheet)
                                                           : long_field_sheet(log.arena),
                                   .texts = str_from(CASES[i].texts),
                                   .styles = STR(STYLES)};
        print_message("%s\n", CASES[i].sentence);
        read_book(&log, &book);
        if (CASES[i].want) check_text(log.text, CASES[i].want);
        check_text(log.names, CASES[i].names ? CASES[i].names : "a|b");
        arena_free(log.arena);
    }
}

static void damaged_and_hostile_books_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        Log log = {.arena = check_arena(), .text = STR("")};
        print_message("%s\n", REFUSED[i].sentence);
        read_book(&log, &REFUSED[i].book);
        assert_int_equal(log.status, ERR_DATA);
        check_text(log.text, str_format(log.arena, "book: %s", REFUSED[i].message).at);
        arena_free(log.arena);
    }
}

static void parts_of_other_files_and_forbidden_names_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        Log log = {.arena = check_arena(), .text = STR("")};
        const XlsxPackBook book = {.sheet = STR(SHEET(NAMES)), .more = &PARTS[i].part, .more_count = 1};
        print_message("%s\n", PARTS[i].sentence);
        read_book(&log, &book);
        assert_int_equal(log.status, PARTS[i].message ? ERR_DATA : OK);
        if (PARTS[i].message) check_text(log.text, str_format(log.arena, "book: %s", PARTS[i].message).at);
        arena_free(log.arena);
    }
}

static void a_damaged_row_further_down_stops_the_reading(void **state) {
    (void)state;
    Log log = {.arena = check_arena(), .text = STR("")};
    const XlsxPackBook book = {.sheet = STR("<worksheet><sheetData><row r=\"1\">" TEXT("A1", "a") TEXT(
                                   "B1", "b") TEXT("C1", "c") "</row><row r=\"2\"></worksheet>")};
    read_book(&log, &book);
    assert_int_equal(log.status, ERR_DATA);
    check_text(log.text, "book: is damaged: xl/worksheets/sheet1.xml, line 1: mismatched tag");
    arena_free(log.arena);
}

static void a_row_over_the_limit_is_bad_and_the_next_one_is_read(void **state) {
    (void)state;
    enum { LONG = 600 << 10 };
    Log log = {.arena = check_arena(), .text = STR("")};
    char *text = arena_alloc(log.arena, LONG + 1);
    memset(text, 'x', LONG);
    static const char FORMAT[] = SHEET(NAMES "<row r=\"2\">" TEXT("A2", "%s")
                                           TEXT("B2", "%s") "</row><row r=\"3\">" NUMBER("A3", "1") "</row>");
    const XlsxPackBook book = {.sheet = str_format(log.arena, FORMAT, text, text)};
    read_book(&log, &book);
    check_text(log.text,
               "2! the record is too long; is a closing quote missing? (over 1048576 bytes)\n3: 1|\n");
    arena_free(log.arena);
}

static void what_was_found_adds_up(void **state) {
    (void)state;
    Log log = {.arena = check_arena(), .text = STR("")};
    const XlsxPackBook book = {
        .sheet = STR(SHEET(NAMES "<row r=\"2\">" NUMBER("A2", "1") "</row><row r=\"5\">" NUMBER(
            "C5", "1") "</row><row r=\"6\"/><row r=\"7\">" NUMBER("A7", "1") "</row>"))};
    read_book(&log, &book);
    assert_int_equal(log.facts.rows, 2);
    assert_int_equal(log.facts.bad, 1);
    assert_int_equal(log.facts.blank, 3);
    assert_false(log.facts.stopped);
    check_text(log.facts.sheet, "S");
    arena_free(log.arena);
}

static void reading_ends_where_no_more_is_wanted(void **state) {
    (void)state;
    Log log = {.arena = check_arena(), .text = STR(""), .most = 1};
    const XlsxPackBook book = {.sheet = STR(SHEET(NAMES "<row r=\"2\">" NUMBER(
                                   "A2", "1") "</row><row r=\"3\">" NUMBER("A3", "2") "</row>"))};
    read_book(&log, &book);
    check_text(log.text, "2: 1|\n");
    assert_true(log.facts.stopped);
    arena_free(log.arena);
}

static void a_record_is_kept_as_csv_would_have_it(void **state) {
    (void)state;
    Log log = {.arena = check_arena(), .text = STR("")};
    const XlsxPackBook book = {
        .sheet = STR(SHEET("<row r=\"1\">" TEXT("B1", "a") TEXT("C1", "b") "</row><row r=\"2\">" TEXT(
            "B2", "x, &quot;y&quot;") "</row>"))};
    read_book(&log, &book);
    check_text(log.raw, ",\"x, \"\"y\"\"\",");
    arena_free(log.arena);
}

/* Books that others have written; what stands in them, the README beside them tells. */
static void books_written_by_others_are_read(void **state) {
    (void)state;
    static const struct {
        const char *path, *sheet, *text;
    } BOOKS[] = {
        {"tests/unit/xlsx/libreoffice.xlsx", "",
         "2: A-1|Pennyloom & S\xc3\xb6hne|2026-03-05|2026-03-05 14:15:30|1234.5|2469|1\n4! cell F4 holds "
         "#N/A\n"},
        {"tests/unit/xlsx/libxlsxwriter.xlsx", "leads",
         "2: A-1|Pennyloom & S\xc3\xb6hne|2026-03-05|2026-03-05 14:15:30|1234.5|1.75|TRUE|2469|bold and "
         "plain\n"
         "4: A-2|Quillharbor|||0.3|12345678901|FALSE|xy|two\nlines\n"},
        {"tests/unit/xlsx/libxlsxwriter_rows.xlsx", "",
         "2: A-1|Pennyloom & S\xc3\xb6hne|2026-03-05|2026-03-05 14:15:30|1234.5|1.75|TRUE|2469|bold and "
         "plain\n"
         "4: A-2|Quillharbor|||0.3|12345678901|FALSE|xy|two\nlines\n"},
        {"tests/unit/xlsx/mac1904.xlsx", "",
         "2: A-1|Pennyloom|2026-03-05|2026-03-05 14:15:00|1234.5\n3: "
         "A-2|Quillharbor|1904-01-02|2026-03-06|0.3\n"},
        {"tests/unit/xlsx/dynamics.xlsx", "",
         "2: 9f0c1e52-7d1f-4a1e-9b51-000d3a1b2c3d|q+x/9=|2026-03-09 12:15:00|Cloud "
         "guide|Tidal|Pennyloom||New|"
         "2026-03-05 09:30:00\n"
         "3: 9f0c1e52-7d1f-4a1e-9b51-000d3a1b2c3e|q+x/8=|2026-03-10|Checklist|Iron "
         "Leaf|Quillharbor||Qualified|"
         "2026-03-06\n"},
        {"tests/unit/xlsx/dynamics.xlsx", "HIDDENSHEET", ""},
        {"tests/unit/xlsx/salesforce_report.xlsx", "",
         "10: 00QA0000001aBcD|Sam Porter|Iron & Leaf <GmbH>|b.abel@ironleaf.example|Pennyloom|Open - Not "
         "Contacted|"
         "2026-03-05|Cloud guide\n"
         "11: 00QA0000001aBcE|Sam Porter|Tidal|c.abel@tidal.example|Quillharbor|Qualified|2026-03-06|\n"
         "12! a value in a column without a name, column 1\n14! a value in a column without a name, column "
         "1\n"
         "15! a value in a column without a name, column 1\n"},
        {"tests/unit/xlsx/bomb.xlsx", "",
         "book: unpacks to far more than a workbook does (xl/worksheets/sheet1.xml), as files made to "
         "exhaust memory do"},
        {"tests/unit/xlsx/bomb_that_lies.xlsx", "",
         "book: unpacks to far more than a workbook does (xl/worksheets/sheet1.xml), as files made to "
         "exhaust memory do"},
        {"tests/unit/xlsx/overlapping.xlsx", "",
         "book: unpacks to far more than a workbook does (xl/worksheets/sheet2.xml), as files made to "
         "exhaust memory do"},
        {"tests/unit/xlsx/locked_part.xlsx", "", "book: is protected by a password: save it without one"},
        {"tests/unit/xlsx/case.xlsx", "no such",
         "book: has no sheet 'no such'; found Read me, Contracts, LEADS, Inputs"},
    };
    for (size_t i = 0; i < sizeof BOOKS / sizeof *BOOKS; i++) {
        Log log = {.arena = check_arena(), .text = STR("")};
        print_message("%s\n", BOOKS[i].path);
        read_fixture(&log, BOOKS[i].path, BOOKS[i].sheet);
        check_text(log.text, BOOKS[i].text);
        arena_free(log.arena);
    }
}

static void a_book_that_is_cut_short_is_refused(void **state) {
    (void)state;
    Arena *arena = check_arena();
    const XlsxPackBook book = {.sheet = STR(SHEET(NAMES))};
    const Str whole = xlsx_pack_book(&book, arena);
    for (size_t len = 0; len < whole.len; len++) {
        Log log = {.arena = check_arena(), .text = STR("")};
        read_descriptor(&log, xlsx_pack_open((Str){whole.at, len}), "");
        assert_int_equal(log.status, ERR_DATA);
        arena_free(log.arena);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_become_fields),
        cmocka_unit_test(damaged_and_hostile_books_are_refused),
        cmocka_unit_test(parts_of_other_files_and_forbidden_names_are_refused),
        cmocka_unit_test(a_damaged_row_further_down_stops_the_reading),
        cmocka_unit_test(a_row_over_the_limit_is_bad_and_the_next_one_is_read),
        cmocka_unit_test(what_was_found_adds_up),
        cmocka_unit_test(reading_ends_where_no_more_is_wanted),
        cmocka_unit_test(a_record_is_kept_as_csv_would_have_it),
        cmocka_unit_test(books_written_by_others_are_read),
        cmocka_unit_test(a_book_that_is_cut_short_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
