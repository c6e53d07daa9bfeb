/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/child.h"
#include "outputs/memory_file.h"
#include "outputs/render_xlsx.h"
#include "outputs/xlsx_readback.h"
#include "tests/support/check.h"
#include "tests/support/xlsx_parts.h"
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

typedef struct Room {
    Arena *arena;
    char folder[32], path[64];
    Report *report;
    ReportPage *page;
    ReportTable *table;
} Room;

enum { ROWS = 4, COLUMNS = 3 };

static void fill_report(Room *room) {
    const ReportColumn columns[COLUMNS] = {{.label = STR("vendor")},
                                           {.label = STR("price (USD)"), .format = FORMAT_MONEY},
                                           {.label = STR("twice (USD)"), .format = FORMAT_MONEY}};
    const Day day = day_from_civil((Civil){2026, 8, 31});
    room->report = report_new(room->arena, STR("A & B"), STR("data up to 2026-08-31"), STR("1.0"), day,
                              (Currency){"USD"});
    room->page = report_add_page(room->report, STR("Summary"), STR("What it costs"), MEDIA_BOOK);
    room->table = report_add_table(room->report, room->page, STR("Prices"), columns, COLUMNS, ROWS);
    for (size_t row = 0; row < ROWS; row++) {
        report_put_text(room->report, room->table, row, 0, str_format(room->arena, "vendor %zu", row));
        report_put_number(room->table, row, 1, 1.5 + (double)row);
        report_put_formula(room->table, row, 2, 3 + 2 * (double)row,
                           str_format(room->arena, "=B%zu*2", row + 6));
    }
}

static int enter(void **state) {
    Room *room = calloc(1, sizeof *room);
    room->arena = check_arena();
    strcpy(room->folder, "/tmp/truecpl-XXXXXX");
    if (!mkdtemp(room->folder)) return -1;
    snprintf(room->path, sizeof room->path, "%s/book.xlsx", room->folder);
    FILE *file = fopen(room->path, "w");
    fputs("earlier", file);
    fclose(file);
    fill_report(room);
    *state = room;
    return 0;
}

static int leave(void **state) {
    Room *room = *state;
    const Str command = str_format(room->arena, "rm -rf %s", room->folder);
    const int failed = system(command.at);
    arena_free(room->arena);
    free(room);
    return failed;
}

static void write_book(const Room *room) {
    Err err = {0};
    check_status(render_xlsx(room->report, room->path, &err), OK, &err);
}

static Str part(const Room *room, const char *name) { return xlsx_parts_read(room->arena, room->path, name); }

static void expect_refusal(const Room *room, Status status, const char *says) {
    Err err = {0};
    check_status(render_xlsx(room->report, room->path, &err), status, &err);
    if (!strstr(err.text, says)) fail_msg("'%s' does not say '%s'", err.text, says);
    check_text(xlsx_parts_bytes(room->arena, room->path), "earlier");
    const Str list = str_format(room->arena, "[ $(ls -A %s | wc -l) = 1 ]", room->folder);
    assert_int_equal(system(list.at), 0);
}

static void numbers_texts_and_formulas_reach_the_sheet(void **state) {
    const Room *room = *state;
    write_book(room);
    const Str sheet = part(room, "xl/worksheets/sheet1.xml");
    assert_int_equal(xlsx_parts_count(sheet, "<v>1.5</v>"), 1);
    assert_int_equal(xlsx_parts_count(sheet, "<f>B6*2</f><v>3</v>"), 1);
    assert_int_equal(xlsx_parts_count(sheet, "<f>"), ROWS);
    assert_int_equal(xlsx_parts_count(sheet, "<c "), 2 + 1 + COLUMNS + ROWS * COLUMNS);
}

static void a_text_that_begins_like_a_formula_stays_a_text(void **state) {
    static const char *const TEXTS[] = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\")",
                                        "{=1}"};
    Room *room = *state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        report_put_text(room->report, room->table, 0, 0, str_from(TEXTS[i]));
        write_book(room);
        const Str sheet = part(room, "xl/worksheets/sheet1.xml");
        assert_int_equal(xlsx_parts_count(sheet, "<f>"), ROWS);
        assert_int_equal(xlsx_parts_count(sheet, "t=\"s\""), 2 + 1 + COLUMNS + ROWS);
        assert_int_equal(xlsx_parts_count(sheet, "<hyperlink"), 0);
    }
}

static void the_same_report_gives_the_same_bytes(void **state) {
    const Room *room = *state;
    write_book(room);
    const Str first = xlsx_parts_bytes(room->arena, room->path);
    setenv("TZ", "Asia/Tokyo", 1);
    sleep(2); /* a zip's clock ticks every two seconds */
    write_book(room);
    unsetenv("TZ");
    assert_true(str_equal(first, xlsx_parts_bytes(room->arena, room->path)));
    const Str core = part(room, "docProps/core.xml");
    assert_int_equal(xlsx_parts_count(core, "2026-08-31T00:00:00Z"), 2);
}

static void the_callers_locale_changes_nothing(void **state) {
    const Room *room = *state;
    write_book(room);
    const Str first = xlsx_parts_bytes(room->arena, room->path);
    const bool comma = setlocale(LC_ALL, "de_DE.UTF-8") || setlocale(LC_ALL, "fr_FR.UTF-8");
    if (!comma) skip(); /* no locale with a decimal comma is installed here */
    write_book(room);
    setlocale(LC_ALL, "C");
    assert_true(str_equal(first, xlsx_parts_bytes(room->arena, room->path)));
}

static void bytes_that_no_xml_can_hold_are_replaced(void **state) {
    Room *room = *state;
    static const char *const TEXTS[] = {"caf\xE9",      "\xEF\xBF\xBE",     "\xEF\xBF\xBF", "a\x01z",
                                        "\xED\xA0\x80", "\xF4\x90\x80\x80", "cut \xE2\x82"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        report_put_text(room->report, room->table, 0, 0, str_from(TEXTS[i]));
        write_book(room); /* read back as XML, or it fails */
        assert_true(xlsx_parts_count(part(room, "xl/sharedStrings.xml"), "\xEF\xBF\xBD") > 0);
    }
}

static void a_text_longer_than_a_cell_is_cut(void **state) {
    Room *room = *state;
    char *text = arena_alloc(room->arena, 40001);
    memset(text, 'x', 40000);
    report_put_text(room->report, room->table, 0, 0, str_from(text));
    write_book(room);
    const Str strings = part(room, "xl/sharedStrings.xml");
    assert_int_equal(xlsx_parts_count(strings, "x...</t>"), 1);
    const char *run = memmem(strings.at, strings.len, "xxx", 3);
    assert_int_equal(strspn(run, "x") + 3, 32767); /* what a cell holds */
}

static void what_is_no_finite_number_is_refused(void **state) {
    Room *room = *state;
    const double values[] = {NAN, INFINITY, -INFINITY};
    for (size_t i = 0; i < 3; i++) {
        report_put_number(room->table, 0, 1, values[i]);
        expect_refusal(room, ERR_BUG, "row 6, column 2");
        report_put_number(room->table, 0, 1, 1);
        report_put_formula(room->table, 1, 2, values[i], STR("=1"));
        expect_refusal(room, ERR_BUG, "row 7, column 3");
        report_put_formula(room->table, 1, 2, 1, STR("=1"));
    }
}

static void names_that_spreadsheets_refuse_are_refused(void **state) {
    static const char *const NAMES[] = {"",
                                        "a/b",
                                        "a[b",
                                        "a:b",
                                        "a?b",
                                        "a*b",
                                        "a\\b",
                                        "'a",
                                        "a'",
                                        "History",
                                        "history",
                                        "SUMMARY",
                                        "a name that has thirty-two signs"};
    Room *room = *state;
    ReportPage *page = report_add_page(room->report, STR("x"), STR("x"), MEDIA_BOOK);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        page->name = str_from(NAMES[i]);
        expect_refusal(room, ERR_BUG, "sheet");
    }
    page->name = STR("Fine");
    static const char *const LISTS[] = {"", "a1", "list", "A_b", "_a", "a b", "a_1"};
    for (size_t i = 1; i < sizeof LISTS / sizeof *LISTS; i++) {
        room->table->list_name = str_from(LISTS[i]);
        expect_refusal(room, ERR_BUG, "list");
    }
}

static void a_report_without_a_sheet_is_refused(void **state) {
    Room *room = *state;
    room->page->media = MEDIA_TERMINAL;
    expect_refusal(room, ERR_BUG, "needs a sheet");
}

static void a_formula_that_is_none_is_refused(void **state) {
    Room *room = *state;
    report_put_formula(room->table, 0, 2, 1, STR("B5*2"));
    expect_refusal(room, ERR_BUG, "not a formula");
    report_put_formula(room->table, 0, 2, 1, STR("=\xFF"));
    expect_refusal(room, ERR_BUG, "not a formula");
}

static void a_folder_that_is_not_there_is_said(void **state) {
    const Room *room = *state;
    Err err = {0};
    const Str path = str_format(room->arena, "%s/none/book.xlsx", room->folder);
    check_status(render_xlsx(room->report, path.at, &err), ERR_CREATE, &err);
    assert_non_null(strstr(err.text, path.at));
}

/* The disk takes `bytes` more, and then says no. */
static void limit_files(rlim_t bytes, struct rlimit *before) {
    getrlimit(RLIMIT_FSIZE, before);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){bytes, before->rlim_max});
}

static void a_disk_that_fills_up_leaves_the_earlier_file(void **state) {
    const Room *room = *state;
    static const rlim_t BYTES[] = {0, 1, 100, 512, 1024, 2048, 3000, 4096, 5000};
    for (size_t i = 0; i < sizeof BYTES / sizeof *BYTES; i++) {
        struct rlimit before;
        Err err = {0};
        limit_files(BYTES[i], &before);
        const Status status = render_xlsx(room->report, room->path, &err);
        setrlimit(RLIMIT_FSIZE, &before);
        check_status(status, ERR_IO, &err);
        check_text(xlsx_parts_bytes(room->arena, room->path), "earlier");
    }
}

static void want_of_memory_is_an_error_and_no_crash(void **state) {
    const Room *room = *state;
    if (SANITIZED || getenv("WRAP")) skip(); /* both need memory of their own */
    struct rlimit before;
    int refused = 0;
    getrlimit(RLIMIT_AS, &before);
    for (rlim_t mib = 4; mib <= 64; mib += 2) {
        Err err = {0};
        setrlimit(RLIMIT_AS, &(struct rlimit){mib << 20, before.rlim_max});
        const Status status = render_xlsx(room->report, room->path, &err);
        setrlimit(RLIMIT_AS, &before);
        if (status == OK) break;
        refused++;
        assert_true(status == ERR_IO || status == ERR_CREATE);
        check_text(xlsx_parts_bytes(room->arena, room->path), "earlier");
    }
    assert_true(refused > 0);
}

static Status crash(void *data, Err *err) {
    (void)data, (void)err;
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return OK;
}

static Status complain(void *data, Err *err) {
    (void)err;
    fprintf(stderr, "first line\n%s\n", (const char *)data);
    fflush(stderr);
    abort();
}

static Status refuse(void *data, Err *err) { return err_set(err, ERR_BUG, "refused %s", (const char *)data); }

static void a_child_that_dies_is_an_error_with_its_last_words(void **state) {
    (void)state;
    Err err = {0};
    check_status(child_run(crash, NULL, &err), ERR_IO, &err);
    assert_non_null(strstr(err.text, "Segmentation fault"));
    check_status(child_run(complain, "out of luck", &err), ERR_IO, &err);
    assert_non_null(strstr(err.text, ": out of luck"));
    check_status(child_run(refuse, "this", &err), ERR_BUG, &err);
    assert_string_equal(err.text, "refused this");
}

static void a_memory_file_does_not_forget_a_failed_write(void **state) {
    (void)state;
    char text[8] = "";
    FILE *file = memory_file_open();
    fputs("abc", file);
    rewind(file);
    assert_int_equal(fread(text, 1, 3, file), 3);
    assert_string_equal(text, "abc");
    struct rlimit before;
    limit_files(2, &before);
    fseek(file, 0, SEEK_END);
    fputs("def", file);
    rewind(file); /* a stream of the C library is well again now */
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(fread(text, 1, 3, file), 0);
    assert_int_not_equal(fclose(file), 0);
}

static void a_book_that_was_damaged_does_not_read_back(void **state) {
    const Room *room = *state;
    write_book(room);
    const Str bytes = xlsx_parts_bytes(room->arena, room->path);
    const size_t cells[1] = {2 + 1 + COLUMNS + ROWS * COLUMNS}, fewer[1] = {cells[0] - 1};
    Err err = {0};
    check_status(xlsx_readback_check(room->path, &(XlsxContent){cells, 1, 0}, &err), OK, &err);
    check_status(xlsx_readback_check(room->path, &(XlsxContent){fewer, 1, 0}, &err), ERR_IO, &err);
    check_status(xlsx_readback_check(room->path, &(XlsxContent){cells, 1, 1}, &err), ERR_IO, &err);
    check_status(xlsx_readback_check(room->path, &(XlsxContent){cells, 0, 0}, &err), ERR_IO, &err);
    for (size_t cut = 1; cut < bytes.len; cut += 97) {
        FILE *file = fopen(room->path, "wb");
        fwrite(bytes.at, 1, bytes.len - cut, file);
        fclose(file);
        check_status(xlsx_readback_check(room->path, &(XlsxContent){cells, 1, 0}, &err), ERR_IO, &err);
    }
}

static void a_drop_down_is_a_named_range(void **state) {
    Room *room = *state;
    room->table->list_name = STR("vendor_names");
    report_put_text(room->report, room->table, 1, 0,
                    STR("Smith, Jones & Co")); /* two, in a list with commas */
    report_add_choice(room->report, room->table, 0, 0, (ReportRange){room->table, 0, 0, ROWS, false});
    write_book(room);
    assert_int_equal(
        xlsx_parts_count(part(room, "xl/worksheets/sheet1.xml"), "<formula1>vendor_names</formula1>"), 1);
    assert_int_equal(xlsx_parts_count(part(room, "xl/workbook.xml"),
                                      "<definedName name=\"vendor_names\">Summary!$A$6:$A$9<"),
                     1);
}

static void charts_have_titles_formats_and_words_for_who_cannot_see(void **state) {
    Room *room = *state;
    ReportSeries series[] = {
        {.name = STR("hidden"), .values = {room->table, 0, 1, ROWS, false}, .hidden = true},
        {.name = STR("shown"), .values = {room->table, 0, 2, ROWS, false}, .shade = 1, .labels = true}};
    const ReportChart chart = {.kind = CHART_STACKED_BAR,
                               .title = STR("the title"),
                               .x_title = STR("the vendor"),
                               .y_title = STR("the amount"),
                               .says = STR("what it \"shows\" & why"),
                               .format = FORMAT_MONEY_WHOLE,
                               .categories = {room->table, 0, 0, ROWS, false},
                               .series = series,
                               .series_count = 2,
                               .columns = 4,
                               .rows = 10};
    report_add_chart(room->report, room->page, &chart, 0);
    write_book(room);
    const Str xml = part(room, "xl/charts/chart1.xml");
    static const char *const WANTED[] = {"the title",         "the vendor",        "the amount",
                                         "Summary!$A$6:$A$9", "Summary!$C$6:$C$9", "formatCode=\"#,##0\""};
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++)
        assert_true(xlsx_parts_count(xml, WANTED[i]) > 0);
    assert_int_equal(xlsx_parts_count(xml, "<c:v>hidden</c:v>"), 0);
    assert_int_equal(xlsx_parts_count(part(room, "xl/drawings/drawing1.xml"),
                                      "descr=\"what it &quot;shows&quot; &amp; why\""),
                     1);
}

static void every_sheet_is_ready_for_paper(void **state) {
    const Room *room = *state;
    write_book(room);
    const Str sheet = part(room, "xl/worksheets/sheet1.xml"), book = part(room, "xl/workbook.xml");
    static const char *const SHEET[] = {"fitToWidth", "state=\"frozen\"", "A &amp;&amp; B",
                                        "Page &amp;P of &amp;N", "fitToPage=\"1\""};
    for (size_t i = 1; i < sizeof SHEET / sizeof *SHEET; i++)
        assert_true(xlsx_parts_count(sheet, SHEET[i]) > 0);
    assert_int_equal(xlsx_parts_count(book, "_xlnm.Print_Area"), 1);
    assert_int_equal(xlsx_parts_count(book, "_xlnm.Print_Titles"), 1);
    assert_int_equal(xlsx_parts_count(sheet, "mergeCell"), 0);
}

static void why_a_number_is_missing_stands_below_and_is_named_in_the_cell(void **state) {
    Room *room = *state;
    const Str why = STR("no contract, no price of its own and no booked amount");
    report_put_unknown(room->report, room->table, 0, 1, why);
    report_put_unknown(room->report, room->table, 1, 1, why);
    report_put_unknown(room->report, room->table, 2, 1, STR("other reason, just as long as that"));
    write_book(room);
    const Str strings = part(room, "xl/sharedStrings.xml");
    assert_int_equal(xlsx_parts_count(strings, ">n/a [1]<"), 1);
    assert_int_equal(xlsx_parts_count(strings, ">n/a [2]<"), 1);
    assert_int_equal(xlsx_parts_count(strings, ">[1] no contract, no price of its own and no booked amount<"),
                     1);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)
    const struct CMUnitTest tests[] = {
        TEST(numbers_texts_and_formulas_reach_the_sheet),
        TEST(a_text_that_begins_like_a_formula_stays_a_text),
        TEST(the_same_report_gives_the_same_bytes),
        TEST(the_callers_locale_changes_nothing),
        TEST(bytes_that_no_xml_can_hold_are_replaced),
        TEST(a_text_longer_than_a_cell_is_cut),
        TEST(what_is_no_finite_number_is_refused),
        TEST(names_that_spreadsheets_refuse_are_refused),
        TEST(a_report_without_a_sheet_is_refused),
        TEST(a_formula_that_is_none_is_refused),
        TEST(a_folder_that_is_not_there_is_said),
        TEST(a_disk_that_fills_up_leaves_the_earlier_file),
        TEST(want_of_memory_is_an_error_and_no_crash),
        TEST(a_child_that_dies_is_an_error_with_its_last_words),
        TEST(a_memory_file_does_not_forget_a_failed_write),
        TEST(a_book_that_was_damaged_does_not_read_back),
        TEST(a_drop_down_is_a_named_range),
        TEST(charts_have_titles_formats_and_words_for_who_cannot_see),
        TEST(every_sheet_is_ready_for_paper),
        TEST(why_a_number_is_missing_stands_below_and_is_named_in_the_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
