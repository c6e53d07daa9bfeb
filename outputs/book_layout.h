/* SPDX-License-Identifier: GPL-3.0-or-later */
/* book_layout.h - where things lie on a workbook's sheet: how wide its columns are, so that nothing is clipped, and
 * which reasons stand below it, because their cells are too small for them. */
#ifndef OUTPUTS_BOOK_LAYOUT_H
#define OUTPUTS_BOOK_LAYOUT_H
#include "outputs/report.h"

typedef struct BookLayout {
    int *widths; /* characters, one a column */
    size_t column_count;
    size_t print_columns; /* with those that a long line of text reaches into */
    uint32_t last_row;    /* the last row that holds anything, from 0 */
    Str *reasons;         /* why cells are unknown, each once */
    size_t reason_count;
    uint32_t first_reason_row;
    Str *small_print; /* the lines that say them, from first_reason_row on */
    size_t small_print_count;
    bool landscape;
    int pages_wide; /* on paper */
} BookLayout;

enum { BOOK_DEFAULT_WIDTH = 9, BOOK_WIDEST_LABEL = 52 };

/* Lays out a page; memory is of `arena`. */
BookLayout book_layout_page(Arena *arena, const Report *report, const ReportPage *page);

/* Returns what a cell that is unknown says: "n/a [2]", or the reason itself where the column is wide enough. */
Str book_layout_unknown(Arena *arena, const BookLayout *layout, const ReportCell *cell, size_t column);

/* Says whether a text of `table` must break into lines in its column. In the last column of a table that is narrower
 * than the page it need not: it runs on over the empty cells beside it. */
bool book_layout_wraps(const BookLayout *layout, const ReportTable *table, Str text, size_t column);

/* Returns how many lines a row of a table takes: its longest text that breaks; and its header. */
int book_layout_lines(const BookLayout *layout, const ReportTable *table, size_t row);
int book_layout_header_lines(const BookLayout *layout, const ReportTable *table);

/* Returns the width of a column in characters, in use by a table or not. */
int book_layout_width(const BookLayout *layout, size_t column);

/* Returns the width of `count` columns from `first` on, in pixels of the default font. */
int book_layout_pixels(const BookLayout *layout, size_t first, size_t count);

#endif
