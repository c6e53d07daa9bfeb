/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/render_xlsx.h"
#include "outputs/atomic_file.h"
#include "outputs/book_layout.h"
#include "outputs/book_names.h"
#include "outputs/book_style.h"
#include "outputs/chart_data.h"
#include "outputs/child.h"
#include "outputs/memory_file.h"
#include "outputs/palette.h"
#include "outputs/xlsx_readback.h"
#include <errno.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

enum {
    CELL_LIMIT = 32767, /* characters */
    FORMULA_LIMIT = 8192,
    TEXT_ROOM = 4 * CELL_LIMIT + 1,
    NOTE_WIDTH = 260,  /* pixels */
    CHART_WIDTH = 480, /* of the library's own, which is scaled */
    CHART_HEIGHT = 288,
    ROW_HEIGHT = 20,
    LINE_POINTS = 15,
    MARGIN = 8, /* pixels that a chart leaves free at its right */
};

/* What the child tells its parent. */
typedef struct Written {
    size_t chart_count, cells[];
} Written;

typedef struct Book {
    const Report *report;
    const ReportPage *page; /* being written */
    BookLayout layout;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *formats[LOOKS][BOOK_FORMATS][STANDS]; /* made when needed */
    Written *written;
    size_t sheet_index;
    Status status; /* the first failure; afterwards nothing more is done */
    Err *err;
    char first[TEXT_ROOM], second[TEXT_ROOM]; /* texts on their way into the library */
} Book;

/* The library makes its temporary files through this, here and not in a folder that may be full. Its own caller
 * forgets errors; this file does not. */
FILE *lxw_tmpfile(char *folder);
FILE *lxw_tmpfile(char *folder) {
    (void)folder;
    return memory_file_open();
}

/* What the library was asked for may have failed for want of memory without a word: malloc itself leaves one. */
static lxw_error own_up(lxw_error error) {
    return error == LXW_NO_ERROR && errno == ENOMEM ? LXW_ERROR_MEMORY_MALLOC_FAILED : error;
}

static bool is_well(Book *book, lxw_error error, const char *doing) {
    error = own_up(error);
    if (error == LXW_NO_ERROR || book->status != OK) return book->status == OK;
    book->status = err_set(book->err, ERR_IO, "sheet %.*s: %s: %s", STR_ARGS(book->page->name), doing,
                           lxw_strerror(error));
    return false;
}

static void refuse(Book *book, const char *what, lxw_row_t row, lxw_col_t column) {
    if (book->status != OK) return;
    book->status = err_set(book->err, ERR_BUG, "sheet %.*s, row %u, column %u: %s",
                           STR_ARGS(book->page->name), row + 1, column + 1u, what);
}

static lxw_format *make_format(Book *book, int look, CellFormat format, int stands) {
    const BookStyle style = book_style_of(look);
    char code[BOOK_NUMBER];
    lxw_format *out = workbook_add_format(book->workbook);
    format_set_font_color(out, style.ink);
    if (style.panel) format_set_bg_color(out, PALETTE_LIGHT.panel);
    if (style.size > 0) format_set_font_size(out, style.size);
    if (style.bold) format_set_bold(out);
    if (style.italic) format_set_italic(out);
    if (style.above) {
        format_set_top(out, LXW_BORDER_THIN);
        format_set_top_color(out, PALETTE_LIGHT.rule);
    }
    if (style.below) format_set_bottom(out, LXW_BORDER_THIN);
    if (style.box) {
        format_set_border(out, LXW_BORDER_THIN);
        format_set_border_color(out, PALETTE_LIGHT.rule);
    }
    if (stands & STANDS_IN_LINES) format_set_text_wrap(out);
    if (style.right || stands & STANDS_RIGHT) format_set_align(out, LXW_ALIGN_RIGHT);
    if (stands & STANDS_INDENTED) format_set_indent(out, 1);
    if (stands & STANDS_AT_TOP) format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(out, book_style_number(format, book->report->money_digits, code));
    return out;
}

static lxw_format *look_of(Book *book, int look, CellFormat format, int stands) {
    lxw_format **slot = &book->formats[look][format][stands];
    if (!*slot) *slot = make_format(book, look, format, stands);
    return *slot;
}

/* Counts a cell that was written. */
static void wrote(Book *book, lxw_error error, const char *what) {
    if (is_well(book, error, what)) book->written->cells[book->sheet_index]++;
}

static void put_text(Book *book, lxw_row_t row, lxw_col_t column, Str text, lxw_format *format) {
    if (book->status != OK) return;
    const char *clean = book_names_clean(text, CELL_LIMIT, book->first, TEXT_ROOM);
    const lxw_error error = text.len ? worksheet_write_string(book->sheet, row, column, clean, format)
                                     : worksheet_write_blank(book->sheet, row, column, format);
    wrote(book, error, "writing a text");
}

static void put_number(Book *book, lxw_row_t row, lxw_col_t column, double value, lxw_format *format) {
    if (!isfinite(value)) refuse(book, "a number that is not finite", row, column);
    if (book->status != OK) return;
    wrote(book, worksheet_write_number(book->sheet, row, column, value, format), "writing a number");
}

/* A formula always bears its value: a number, or else the text. */
static void put_formula(Book *book, lxw_row_t row, lxw_col_t column, Str formula, const double *value,
                        Str text, lxw_format *format) {
    const char *live = book_names_clean(formula, FORMULA_LIMIT, book->first, TEXT_ROOM);
    if (formula.len < 2 || formula.at[0] != '=' || strlen(live) != formula.len)
        refuse(book, "not a formula", row, column);
    if (value && !isfinite(*value)) refuse(book, "a formula's value is not finite", row, column);
    if (book->status != OK) return;
    const lxw_error error =
        value ? worksheet_write_formula_num(book->sheet, row, column, live, format, *value)
              : worksheet_write_formula_str(book->sheet, row, column, live, format,
                                            book_names_clean(text, CELL_LIMIT, book->second, TEXT_ROOM));
    wrote(book, error, "writing a formula");
}

static void put_note(Book *book, lxw_row_t row, lxw_col_t column, Str note) {
    if (book->status != OK || !note.len) return;
    lxw_comment_options options = {.author = "truecpl", .width = NOTE_WIDTH};
    const char *clean = book_names_clean(note, CELL_LIMIT, book->first, TEXT_ROOM);
    is_well(book, worksheet_write_comment_opt(book->sheet, row, column, clean, &options), "writing a note");
}

/* Words of a check turn their look when they turn. */
static void watch_word(Book *book, lxw_row_t row, lxw_col_t column) {
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_TEXT,
                                   .criteria = LXW_CONDITIONAL_CRITERIA_TEXT_CONTAINING,
                                   .value_string = "NOT OK",
                                   .format = workbook_add_format(book->workbook)};
    format_set_font_color(rule.format, PALETTE_LIGHT.paper);
    format_set_bg_color(rule.format, PALETTE_LIGHT.bad);
    is_well(book, worksheet_conditional_format_cell(book->sheet, row, column, &rule), "adding a rule");
}

/* Anything else would turn every amount into an error. */
static void ask_for_number(Book *book, lxw_row_t row, lxw_col_t column) {
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_DECIMAL,
                                .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
                                .error_title = "Not a number",
                                .error_message = "A number that is not negative, please, or nothing."};
    if (book->status == OK)
        is_well(book, worksheet_data_validation_cell(book->sheet, row, column, &rule), "asking");
}

/* A text under numbers stands as they do, one beside them keeps its distance. */
static int stands_how(const Book *book, const ReportTable *table, const ReportCell *cell, lxw_col_t column) {
    const bool text = cell->kind == CELL_TEXT;
    const bool lines = text && book_layout_wraps(&book->layout, table, cell->text, column);
    const int how = lines ? STANDS_IN_LINES : 0;
    if (!text || column == 0) return how;
    return table->columns[column].format != FORMAT_TEXT ? STANDS_RIGHT : how | STANDS_INDENTED;
}

static void put_cell(Book *book, const ReportTable *table, size_t at, int stands) {
    const ReportCell *cell = &table->cells[at];
    const lxw_row_t row = table->top + 1 + (lxw_row_t)(at / table->column_count);
    const lxw_col_t column = (lxw_col_t)(at % table->column_count);
    const bool unknown = cell->kind == CELL_UNKNOWN && cell->format != FORMAT_TEXT;
    lxw_format *format = look_of(book, unknown ? (int)LOOK_UNKNOWN : (int)cell->role, cell->format,
                                 stands | stands_how(book, table, cell, column));
    switch (cell->kind) {
    case CELL_EMPTY:
        if (cell->role == ROLE_INPUT || cell->role == ROLE_TOTAL)
            put_text(book, row, column, STR(""), format);
        break;
    case CELL_UNKNOWN: {
        const Str shown = book_layout_unknown(book->report->arena, &book->layout, cell, column);
        put_text(book, row, column, shown, format);
        if (!str_equal(shown, cell->text)) put_note(book, row, column, cell->text);
        break;
    }
    case CELL_TEXT:
        if (cell->formula.len) put_formula(book, row, column, cell->formula, NULL, cell->text, format);
        else put_text(book, row, column, cell->text, format);
        break;
    case CELL_NUMBER:
        if (cell->formula.len) put_formula(book, row, column, cell->formula, &cell->value, STR(""), format);
        else put_number(book, row, column, cell->value, format);
        break;
    }
    put_note(book, row, column, cell->note);
    if (cell->role == ROLE_INPUT && cell->format != FORMAT_TEXT) ask_for_number(book, row, column);
    if (cell->formula.len && (cell->role == ROLE_GOOD || cell->role == ROLE_BAD))
        watch_word(book, row, column);
}

/* Not left to the reader's program: each finds another height, and one that is too small clips. */
static void set_height(Book *book, lxw_row_t row, int lines) {
    if (book->status != OK || lines < 2) return;
    is_well(book, worksheet_set_row(book->sheet, row, lines * LINE_POINTS + 1, NULL), "setting a height");
}

static void put_table(Book *book, const ReportTable *table) {
    if (table->title.len)
        put_text(book, table->top - 1, 0, table->title, look_of(book, LOOK_HEADING, FORMAT_TEXT, 0));
    for (size_t c = 0; c < table->column_count; c++) {
        const bool left = table->columns[c].left || table->columns[c].format == FORMAT_TEXT;
        lxw_format *format = look_of(book, left ? LOOK_HEADER_LEFT : LOOK_HEADER, FORMAT_TEXT,
                                     STANDS_IN_LINES | (left && c > 0 ? STANDS_INDENTED : 0));
        put_text(book, table->top, (lxw_col_t)c, table->columns[c].label, format);
    }
    set_height(book, table->top, book_layout_header_lines(&book->layout, table));
    for (size_t row = 0; row < table->row_count; row++) {
        const int lines = book_layout_lines(&book->layout, table, row);
        set_height(book, table->top + 1 + (lxw_row_t)row, lines);
        for (size_t c = 0; c < table->column_count; c++)
            put_cell(book, table, row * table->column_count + c, lines > 1 ? STANDS_AT_TOP : 0);
    }
}

static void put_line(Book *book, const ReportBlock *block) {
    const int plain = block->role == ROLE_TOTAL ? (int)LOOK_STRONG : (int)block->role;
    lxw_format *format = look_of(book, block->heading ? (int)LOOK_HEADING : plain, FORMAT_TEXT, 0);
    if (block->formula.len) {
        put_formula(book, block->top, 0, block->formula, NULL, block->text, format);
        return;
    }
    if (!block->link.len) {
        put_text(book, block->top, 0, block->text, format);
        return;
    }
    snprintf(book->second, TEXT_ROOM, "internal:'%.*s'!A1", STR_ARGS(block->link));
    const char *clean = book_names_clean(block->text, CELL_LIMIT, book->first, TEXT_ROOM);
    format = look_of(book, LOOK_GO, FORMAT_TEXT, 0);
    if (book->status != OK) return;
    wrote(book, worksheet_write_url_opt(book->sheet, block->top, 0, book->second, format, clean, NULL),
          "writing a link");
}

static void shape_axis(Book *book, lxw_chart_axis *axis, Str title) {
    lxw_chart_font plain = {.size = 9}, strong = {.size = 9, .bold = LXW_TRUE};
    chart_axis_set_name(axis, book_names_clean(title, CELL_LIMIT, book->first, TEXT_ROOM));
    chart_axis_set_name_font(axis, &strong);
    chart_axis_set_num_font(axis, &plain);
    chart_axis_set_line(axis, &(lxw_chart_line){.color = PALETTE_LIGHT.rule, .width = 0.75f});
}

static void put_series(Book *book, lxw_chart *chart, const ReportChart *from, size_t index) {
    const ReportSeries *series = &from->series[index];
    const Str categories = report_range_ref(book->report, NULL, from->categories);
    const Str values = report_range_ref(book->report, NULL, series->values);
    snprintf(book->first, TEXT_ROOM, "=%.*s", STR_ARGS(categories));
    snprintf(book->second, TEXT_ROOM, "=%.*s", STR_ARGS(values));
    lxw_chart_series *out = chart_add_series(chart, book->first, book->second);
    /* What is invisible has no name either: to delete it from the legend hits another one in LibreOffice. */
    const Str name = series->hidden ? STR(" ") : series->name;
    chart_series_set_name(out, book_names_clean(name, CELL_LIMIT, book->first, TEXT_ROOM));
    const lxw_color_t color = PALETTE_LIGHT.shade[series->shade % PALETTE_SHADES];
    lxw_chart_line line = {
        .color = color, .none = series->hidden, .width = from->kind == CHART_LINE ? 2.25f : 0.75f};
    chart_series_set_line(out, &line);
    if (from->kind != CHART_LINE)
        chart_series_set_fill(out, &(lxw_chart_fill){.color = color, .none = series->hidden});
    if (!series->labels) return;
    lxw_chart_font small = {.size = 8};
    chart_series_set_labels(out);
    chart_series_set_labels_num_format(out, book_style_axis(from->format));
    chart_series_set_labels_font(out, &small);
}

/* One visible series needs no legend. */
static void shape_legend(lxw_chart *chart, const ReportChart *from) {
    size_t visible = 0;
    for (size_t i = 0; i < from->series_count; i++) visible += !from->series[i].hidden;
    lxw_chart_font small = {.size = 9};
    chart_legend_set_font(chart, &small);
    chart_legend_set_position(chart, visible > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
}

static void shape_chart(Book *book, lxw_chart *chart, const ReportChart *from) {
    lxw_chart_font strong = {.size = 11, .bold = LXW_TRUE};
    chart_title_set_name(chart, book_names_clean(from->title, CELL_LIMIT, book->first, TEXT_ROOM));
    chart_title_set_name_font(chart, &strong);
    const bool lying = chart_data_is_lying(from);
    lxw_chart_axis *categories = lying ? chart->y_axis : chart->x_axis;
    lxw_chart_axis *values = lying ? chart->x_axis : chart->y_axis;
    shape_axis(book, categories, from->x_title);
    shape_axis(book, values, from->y_title);
    chart_axis_set_num_format(values, book_style_axis(from->format));
    chart_axis_major_gridlines_set_visible(categories, LXW_FALSE);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &(lxw_chart_line){.color = 0xE3E3E3, .width = 0.75f});
    if (lying) { /* the first category on top, the numbers below all the same */
        chart_axis_set_reverse(categories);
        chart_axis_set_crossing_max(categories);
    }
    if (from->kind != CHART_LINE) chart_set_series_gap(chart, 60);
    shape_legend(chart, from);
}

static void put_chart(Book *book, const ReportBlock *block) {
    static const uint8_t KINDS[] = {[CHART_BAR] = LXW_CHART_BAR,
                                    [CHART_COLUMN] = LXW_CHART_COLUMN,
                                    [CHART_STACKED_BAR] = LXW_CHART_BAR_STACKED,
                                    [CHART_STACKED_COLUMN] = LXW_CHART_COLUMN_STACKED,
                                    [CHART_LINE] = LXW_CHART_LINE};
    const ReportChart *from = block->chart;
    if (book->status != OK) return;
    lxw_chart *chart = workbook_add_chart(book->workbook, KINDS[from->kind]);
    for (size_t s = 0; s < from->series_count; s++) put_series(book, chart, from, s);
    shape_chart(book, chart, from);
    const int width = book_layout_pixels(&book->layout, block->left, (size_t)from->columns) - MARGIN;
    lxw_chart_options options = {.x_scale = (double)width / CHART_WIDTH,
                                 .y_scale = (double)from->rows * ROW_HEIGHT / CHART_HEIGHT,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    strcpy(book->second, book_names_clean(from->says, CELL_LIMIT, book->first, TEXT_ROOM));
    options.description = book->second;
    const lxw_error error =
        worksheet_insert_chart_opt(book->sheet, block->top, (lxw_col_t)block->left, chart, &options);
    if (is_well(book, error, "adding a chart")) book->written->chart_count++;
}

static void put_reasons(Book *book) {
    lxw_format *format = look_of(book, ROLE_MUTED, FORMAT_TEXT, 0);
    for (size_t i = 0; i < book->layout.small_print_count; i++)
        put_text(book, book->layout.first_reason_row + (lxw_row_t)i, 0, book->layout.small_print[i], format);
}

static void add_choices(Book *book) {
    const Report *report = book->report;
    for (size_t i = 0; i < report->choice_count && book->status == OK; i++) {
        const ReportChoice *choice = &report->choices[i];
        if (choice->table->page != book->page) continue;
        const Str name = choice->list.table->list_name;
        const Str list = name.len ? name : report_range_ref(report, NULL, choice->list);
        snprintf(book->first, TEXT_ROOM, "=%.*s", STR_ARGS(list));
        lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                    .value_formula = book->first,
                                    .error_title = "Not on the list",
                                    .error_message = "Please pick one of the words on the list."};
        const lxw_row_t row = choice->table->top + 1 + (lxw_row_t)choice->row;
        is_well(book, worksheet_data_validation_cell(book->sheet, row, (lxw_col_t)choice->column, &rule),
                "adding a drop-down");
    }
}

static void shape_print(Book *book) {
    const BookLayout *layout = &book->layout;
    lxw_worksheet *sheet = book->sheet;
    const lxw_col_t last = (lxw_col_t)(layout->print_columns - 1);
    const lxw_row_t rows = book->page->freeze ? book->page->freeze : 2;
    const lxw_col_t columns = (lxw_col_t)book->page->freeze_columns;
    if (layout->landscape) worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_margins(sheet, .5, .5, .6, .7);
    worksheet_fit_to_pages(sheet, (uint16_t)layout->pages_wide, book->page->one_page ? 1 : 0);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_freeze_panes(sheet, rows, columns);
    is_well(book, worksheet_print_area(sheet, 0, 0, layout->last_row, last), "setting the print area");
    is_well(book, worksheet_repeat_rows(sheet, 0, rows - 1), "repeating rows");
    if (columns)
        is_well(book, worksheet_repeat_columns(sheet, 0, (lxw_col_t)(columns - 1)), "repeating columns");
    book_names_footer(book->report, book->first, TEXT_ROOM);
    is_well(book, worksheet_set_footer(sheet, book->first), "setting the footer");
}

static void put_page(Book *book) {
    const ReportPage *page = book->page;
    for (size_t c = 0; c < book->layout.column_count && book->status == OK; c++) {
        is_well(book,
                worksheet_set_column(book->sheet, (lxw_col_t)c, (lxw_col_t)c, book->layout.widths[c], NULL),
                "setting a width");
    }
    put_text(book, 0, 0, page->title, look_of(book, LOOK_TITLE, FORMAT_TEXT, 0));
    lxw_format *muted = look_of(book, ROLE_MUTED, FORMAT_TEXT, 0);
    if (page->subtitle_formula.len)
        put_formula(book, 1, 0, page->subtitle_formula, NULL, book->report->subtitle, muted);
    else put_text(book, 1, 0, book->report->subtitle, muted);
    for (size_t b = 0; b < page->block_count && book->status == OK; b++) {
        switch (page->blocks[b].kind) {
        case BLOCK_TEXT: put_line(book, &page->blocks[b]); break;
        case BLOCK_TABLE: put_table(book, page->blocks[b].table); break;
        case BLOCK_CHART: put_chart(book, &page->blocks[b]); break;
        }
    }
    put_reasons(book);
    add_choices(book);
    shape_print(book);
}

static void define_lists(Book *book) {
    for (size_t b = 0; b < book->page->block_count && book->status == OK; b++) {
        const ReportTable *table = book->page->blocks[b].table;
        if (book->page->blocks[b].kind != BLOCK_TABLE || !table->list_name.len) continue;
        const Str range =
            report_range_ref(book->report, NULL, (ReportRange){table, 0, 0, table->row_count, false});
        snprintf(book->first, TEXT_ROOM, "%.*s", STR_ARGS(table->list_name));
        snprintf(book->second, TEXT_ROOM, "=%.*s", STR_ARGS(range));
        is_well(book, workbook_define_name(book->workbook, book->first, book->second), "naming a list");
    }
}

static void describe(Book *book) {
    const Day day = book->report->created == DAY_NONE ? 0 : book->report->created;
    const time_t second = (time_t)day * 86400;
    lxw_doc_properties about = {.created = second > 0 ? second : 1}; /* 0 would be the clock's time */
    strcpy(book->second, book_names_clean(book->report->title, 255, book->first, TEXT_ROOM));
    snprintf(book->first, TEXT_ROOM, "truecpl %.*s", STR_ARGS(book->report->version));
    about.title = book->second;
    about.author = book->first;
    is_well(book, workbook_set_properties(book->workbook, &about), "setting the properties");
}

static void put_pages(Book *book) {
    for (size_t i = 0; i < book->report->page_count && book->status == OK; i++) {
        book->page = book->report->pages[i];
        if (!(book->page->media & MEDIA_BOOK)) continue;
        snprintf(book->first, TEXT_ROOM, "%.*s", STR_ARGS(book->page->name));
        book->sheet = workbook_add_worksheet(book->workbook, book->first);
        if (!book->sheet) {
            book->status = err_set(book->err, ERR_IO, "sheet %s cannot be added", book->first);
            return;
        }
        book->layout = book_layout_page(book->report->arena, book->report, book->page);
        put_page(book);
        define_lists(book);
        book->sheet_index++;
    }
}

typedef struct Job {
    const Report *report;
    const char *path;
    Written *written;
} Job;

/* In the child: what is allocated here goes with it. */
static Status write_book(void *data, Err *err) {
    const Job *job = data;
    Book *book = ARENA_NEW(job->report->arena, Book);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE};
    *book = (Book){.report = job->report, .written = job->written, .err = err};
    errno = 0;
    book->workbook = workbook_new_opt(job->path, &options);
    if (!book->workbook) return err_set(err, ERR_IO, "out of memory");
    put_pages(book);
    if (book->status == OK) describe(book);
    if (book->status != OK) return book->status;
    const lxw_error error = own_up(workbook_close(book->workbook));
    return error == LXW_NO_ERROR ? OK : err_set(err, ERR_IO, "closing the workbook: %s", lxw_strerror(error));
}

static Status write_and_check(const Report *report, size_t sheets, const char *path, Err *err) {
    const size_t size = sizeof(Written) + sheets * sizeof(size_t);
    Written *written = child_share(size);
    if (!written) return err_set(err, ERR_IO, "out of memory");
    Job job = {report, path, written};
    Status status = child_run(write_book, &job, err);
    if (status == OK) {
        const XlsxContent content = {written->cells, sheets, written->chart_count};
        status = xlsx_readback_check(path, &content, err);
    }
    child_unshare(written, size);
    return status;
}

Status render_xlsx(const Report *report, const char *path, Err *err) {
    AtomicFile *file = NULL;
    size_t sheets = 0;
    Status status = book_names_check(report, &sheets, err);
    if (status == OK) status = atomic_file_open(path, &file, err);
    if (status != OK) return status;
    status = write_and_check(report, sheets, atomic_file_name(file), err);
    if (status == OK) return atomic_file_commit(file, err);
    atomic_file_abandon(file);
    return err_prefix(err, "%s: the workbook could not be written; nothing was changed", path);
}
