/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/book_layout.h"
#include "outputs/number_text.h"
#include "outputs/screen_text.h"
#include <math.h>

enum {
    PADDING = 2, /* beside a number, so that another font does not turn it into ### */
    INDENT = 2,  /* before a text that stands behind a number */
    NARROWEST = 8,
    REASON_INDENT = 6, /* "[12] " and a little */
    LEAST_REASON = 60,
    HEADER_LINES = 2,      /* a header may take so many, unless its words need more */
    LETTER = 7,            /* pixels of a letter's width */
    LINE = 20,             /* and of a line's height */
    PORTRAIT_WIDTH = 100,  /* characters that a portrait page shows well... */
    LANDSCAPE_WIDTH = 225, /* ... and a landscape one; more goes on a second page beside it */
};

static int larger(int a, int b) { return a > b ? a : b; }

static int lines_at(Str text, int width) {
    int lines = 0;
    for (; text.len > 0; lines++) (void)screen_text_cut(&text, width);
    return lines;
}

/* The least width at which a header breaks at blanks only, into few lines. */
static int header_width(Str label) {
    int width = screen_text_longest_word(label);
    while (lines_at(label, width) > HEADER_LINES) width++;
    return width + PADDING;
}

static int cell_width(const Report *report, const ReportCell *cell) {
    char text[NUMBER_TEXT];
    switch (cell->kind) {
    case CELL_EMPTY: return 0;
    case CELL_UNKNOWN: return NARROWEST;
    case CELL_TEXT: {
        const int width = screen_text_width(cell->text) + INDENT;
        return width < BOOK_WIDEST_LABEL ? width : BOOK_WIDEST_LABEL;
    }
    case CELL_NUMBER: break;
    }
    number_text_format(cell->value, cell->format, report->money_digits, text);
    return screen_text_width(str_from(text)) + PADDING;
}

/* Says whether texts of a column may run on over empty cells to its right. */
static bool runs_on(const BookLayout *layout, const ReportTable *table, size_t column) {
    return column + 1 == table->column_count && column + 1 < layout->column_count;
}

static int column_width(const Report *report, const BookLayout *layout, const ReportTable *table,
                        size_t column) {
    if (table->columns[column].width) return table->columns[column].width;
    int width = header_width(table->columns[column].label);
    for (size_t row = 0; row < table->row_count; row++) {
        const ReportCell *cell = report_cell(table, row, column);
        if (cell->kind != CELL_TEXT || !runs_on(layout, table, column))
            width = larger(width, cell_width(report, cell));
    }
    return width;
}

static void fit_columns(Arena *arena, const Report *report, const ReportPage *page, BookLayout *layout) {
    for (size_t b = 0; b < page->block_count; b++) {
        const ReportTable *table = page->blocks[b].table;
        if (page->blocks[b].kind == BLOCK_TABLE && table->column_count > layout->column_count)
            layout->column_count = table->column_count;
    }
    layout->widths = ARENA_ARRAY(arena, int, layout->column_count + 1);
    for (size_t c = 0; c < layout->column_count; c++) layout->widths[c] = NARROWEST;
    for (size_t b = 0; b < page->block_count; b++) {
        const ReportTable *table = page->blocks[b].table;
        if (page->blocks[b].kind != BLOCK_TABLE) continue;
        for (size_t c = 0; c < table->column_count; c++)
            layout->widths[c] = larger(layout->widths[c], column_width(report, layout, table, c));
    }
}

int book_layout_width(const BookLayout *layout, size_t column) {
    return column < layout->column_count ? layout->widths[column] : BOOK_DEFAULT_WIDTH;
}

static int width_to(const BookLayout *layout, size_t count) {
    int sum = 0;
    for (size_t c = 0; c < count; c++) sum += book_layout_width(layout, c);
    return sum;
}

/* Widens what is printed until a line of text that begins in `column` ends inside. A width is one of digits; letters
 * take nine tenths of it, in all fonts that were tried. */
static void reach(BookLayout *layout, size_t column, Str text) {
    const int width = width_to(layout, column) + screen_text_width(text) * 9 / 10 + 1;
    while (width_to(layout, layout->print_columns) < width) layout->print_columns++;
}

static void reach_table(BookLayout *layout, const ReportTable *table) {
    const size_t last = table->column_count - 1;
    reach(layout, 0, table->title);
    for (size_t row = 0; row < table->row_count && runs_on(layout, table, last); row++) {
        const ReportCell *cell = report_cell(table, row, last);
        if (cell->kind == CELL_TEXT) reach(layout, last, cell->text);
    }
}

/* Lines of text run over the empty cells beside them; charts cover theirs. */
static void fit_print(const Report *report, const ReportPage *page, BookLayout *layout) {
    layout->print_columns = layout->column_count;
    reach(layout, 0, report->subtitle);
    for (size_t b = 0; b < page->block_count; b++) {
        const ReportBlock *block = &page->blocks[b];
        if (block->kind == BLOCK_TEXT) reach(layout, 0, block->text);
        if (block->kind == BLOCK_TABLE) reach_table(layout, block->table);
        if (block->kind != BLOCK_CHART) continue;
        const size_t end = block->left + (size_t)block->chart->columns;
        if (end > layout->print_columns) layout->print_columns = end;
    }
}

static bool fits(const BookLayout *layout, Str text, size_t column) {
    return screen_text_width(text) < book_layout_width(layout, column);
}

static size_t find_reason(const BookLayout *layout, Str reason) {
    size_t i = 0;
    while (i < layout->reason_count && !str_equal(layout->reasons[i], reason)) i++;
    return i;
}

static void note_reason(Arena *arena, BookLayout *layout, Str reason, size_t *room) {
    if (find_reason(layout, reason) < layout->reason_count) return;
    ARENA_RESERVE(arena, layout->reasons, layout->reason_count, *room);
    layout->reasons[layout->reason_count++] = reason;
}

static void list_reasons(Arena *arena, const ReportPage *page, BookLayout *layout) {
    size_t room = 0;
    for (size_t b = 0; b < page->block_count; b++) {
        const ReportTable *table = page->blocks[b].table;
        if (page->blocks[b].kind != BLOCK_TABLE) continue;
        for (size_t i = 0; i < table->row_count * table->column_count; i++) {
            const ReportCell *cell = &table->cells[i];
            if (cell->kind == CELL_UNKNOWN && !fits(layout, cell->text, i % table->column_count))
                note_reason(arena, layout, cell->text, &room);
        }
    }
    layout->first_reason_row = page->next_row + 1;
}

/* Makes lines of the reasons, no longer than what stands above them. */
static void print_reasons(Arena *arena, BookLayout *layout) {
    const int width = larger(width_to(layout, layout->print_columns) - REASON_INDENT, LEAST_REASON);
    size_t lines = 1;
    for (size_t i = 0; i < layout->reason_count; i++) lines += (size_t)lines_at(layout->reasons[i], width);
    layout->small_print = ARENA_ARRAY(arena, Str, lines);
    layout->small_print[0] = STR("n/a: not available, because");
    layout->small_print_count = 1;
    for (size_t i = 0; i < layout->reason_count; i++) {
        Str rest = layout->reasons[i], mark = str_format(arena, "[%zu]", i + 1);
        for (; rest.len > 0; mark = STR("   ")) {
            const Str line = screen_text_cut(&rest, width);
            layout->small_print[layout->small_print_count++] =
                str_format(arena, "%.*s %.*s", STR_ARGS(mark), STR_ARGS(line));
        }
    }
}

/* Says whether something of this size can be printed larger on a page that lies: A4 less its margins. */
static bool lies_better(double width, double height) {
    const double longer = 265, shorter = 184; /* mm */
    return fmin(longer / width, shorter / height) > fmin(shorter / width, longer / height);
}

BookLayout book_layout_page(Arena *arena, const Report *report, const ReportPage *page) {
    BookLayout layout = {.landscape = page->landscape, .pages_wide = 1};
    fit_columns(arena, report, page, &layout);
    list_reasons(arena, page, &layout);
    fit_print(report, page, &layout);
    layout.last_row = page->next_row - 1;
    if (layout.reason_count) {
        print_reasons(arena, &layout);
        layout.last_row = layout.first_reason_row + (uint32_t)layout.small_print_count - 1;
    }
    const int width = width_to(&layout, layout.print_columns);
    if (width > PORTRAIT_WIDTH) layout.landscape = true;
    if (page->one_page) layout.landscape = lies_better(width * LETTER, (int)layout.last_row * LINE);
    if (width > LANDSCAPE_WIDTH) layout.pages_wide = (width + LANDSCAPE_WIDTH - 1) / LANDSCAPE_WIDTH;
    return layout;
}

Str book_layout_unknown(Arena *arena, const BookLayout *layout, const ReportCell *cell, size_t column) {
    if (fits(layout, cell->text, column)) return cell->text;
    return str_format(arena, "n/a [%zu]", find_reason(layout, cell->text) + 1);
}

bool book_layout_wraps(const BookLayout *layout, const ReportTable *table, Str text, size_t column) {
    return !fits(layout, text, column) && !runs_on(layout, table, column);
}

int book_layout_lines(const BookLayout *layout, const ReportTable *table, size_t row) {
    int lines = 1;
    for (size_t c = 0; c < table->column_count; c++) {
        const ReportCell *cell = report_cell(table, row, c);
        if (cell->kind == CELL_TEXT && book_layout_wraps(layout, table, cell->text, c))
            lines = larger(lines, lines_at(cell->text, layout->widths[c] - INDENT));
    }
    return lines;
}

int book_layout_header_lines(const BookLayout *layout, const ReportTable *table) {
    int lines = 1;
    for (size_t c = 0; c < table->column_count; c++)
        lines = larger(lines, lines_at(table->columns[c].label, layout->widths[c] - 1));
    return lines;
}

int book_layout_pixels(const BookLayout *layout, size_t first, size_t count) {
    int pixels = 0;
    for (size_t c = first; c < first + count; c++) pixels += LETTER * book_layout_width(layout, c) + 5;
    return pixels;
}
