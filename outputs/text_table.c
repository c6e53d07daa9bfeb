/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/text_table.h"
#include "outputs/number_text.h"
#include "outputs/screen_text.h"

enum {
    GAP = 2,          /* blanks between columns */
    HEADER_MOST = 4,  /* lines of a header, unless its words need more */
    WORDS_LEAST = 14, /* a column of words is not made narrower */
    REASON_MOST = 12, /* a reason this short stands in the cell itself */
};

/* A table with its texts made and its widths found. */
typedef struct Grid {
    const Terminal *terminal;
    const ReportTable *table;
    Str *texts, *headers;  /* row_count x column_count; column_count */
    int *content, *widths; /* what the cells of a column need, and what it gets */
    Str *reasons;
    size_t reason_count;
} Grid;

static bool is_number(const ReportColumn *column) { return column->format != FORMAT_TEXT && !column->left; }

/* Returns the number, from 1, under which a reason stands below the table. */
static size_t number_reason(Grid *grid, Str reason) {
    for (size_t i = 0; i < grid->reason_count; i++) {
        if (str_equal(grid->reasons[i], reason)) return i + 1;
    }
    grid->reasons[grid->reason_count++] = reason;
    return grid->reason_count;
}

static Str text_unknown(Grid *grid, Str why) {
    const Str reason = screen_text_clean(grid->terminal->arena, why);
    if (reason.len == 0) return STR("n/a");
    if (screen_text_width(reason) <= REASON_MOST) return reason;
    return str_format(grid->terminal->arena, "n/a [%zu]", number_reason(grid, reason));
}

static Str text_of(Grid *grid, const ReportCell *cell, int money_digits) {
    switch (cell->kind) {
    case CELL_TEXT: return screen_text_clean(grid->terminal->arena, cell->text);
    case CELL_NUMBER: return number_text_copy(grid->terminal->arena, cell->value, cell->format, money_digits);
    case CELL_UNKNOWN: return text_unknown(grid, cell->text);
    case CELL_EMPTY: break;
    }
    return STR("");
}

static Grid make_grid(const Terminal *terminal, const ReportTable *table, int money_digits) {
    Arena *const arena = terminal->arena;
    const size_t columns = table->column_count, cells = table->row_count * columns;
    Grid grid = {.terminal = terminal, .table = table};
    grid.texts = ARENA_ARRAY(arena, Str, cells + 1);
    grid.reasons = ARENA_ARRAY(arena, Str, cells + 1);
    grid.headers = ARENA_ARRAY(arena, Str, columns + 1);
    grid.content = ARENA_ARRAY(arena, int, columns + 1);
    grid.widths = ARENA_ARRAY(arena, int, columns + 1);
    for (size_t c = 0; c < columns; c++) grid.headers[c] = screen_text_clean(arena, table->columns[c].label);
    for (size_t i = 0; i < cells; i++) {
        grid.texts[i] = text_of(&grid, &table->cells[i], money_digits);
        const int width = screen_text_width(grid.texts[i]);
        if (width > grid.content[i % columns]) grid.content[i % columns] = width;
    }
    return grid;
}

static int lines_at(Str text, int width) {
    int lines = 0;
    for (; text.len > 0; lines++) (void)screen_text_cut(&text, width);
    return lines;
}

/* Returns the least width at which a header breaks at blanks only, into at most `lines` lines. */
static int header_width(Str header, int lines) {
    int width = screen_text_longest_word(header);
    while (width > 0 && lines_at(header, width) > lines) width++;
    return width;
}

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

/* A column of words may be narrower than its content, a column of numbers not. */
static int least_width(const Grid *grid, size_t column) {
    const int header = header_width(grid->headers[column], HEADER_MOST), content = grid->content[column];
    return larger(header, is_number(&grid->table->columns[column]) ? content : smaller(content, WORDS_LEAST));
}

static int total_width(const int *widths, size_t count) {
    int total = count > 0 ? GAP * ((int)count - 1) : 0;
    for (size_t c = 0; c < count; c++) total += widths[c];
    return total;
}

/* Gives each column what its content and a header of at most `lines` lines need. */
static bool try_headers(Grid *grid, int lines) {
    for (size_t c = 0; c < grid->table->column_count; c++) {
        const int asked = grid->table->columns[c].width;
        int content = grid->content[c];
        if (asked > 0 && !is_number(&grid->table->columns[c]))
            content = smaller(content, larger(asked, WORDS_LEAST));
        grid->widths[c] = larger(content, header_width(grid->headers[c], lines));
    }
    return total_width(grid->widths, grid->table->column_count) <= grid->terminal->options.width;
}

/* Takes from the widest column of words that can give until all fit; says whether they do. */
static bool squeeze(Grid *grid) {
    const size_t count = grid->table->column_count;
    for (int over = total_width(grid->widths, count) - grid->terminal->options.width; over > 0; over--) {
        size_t widest = count;
        for (size_t c = 0; c < count; c++) {
            if (grid->widths[c] > least_width(grid, c) &&
                (widest == count || grid->widths[c] > grid->widths[widest]))
                widest = c;
        }
        if (widest == count) return false;
        grid->widths[widest]--;
    }
    return true;
}

/* Lets the first column take a third of a block at most, and each other what is left beside it. */
static void prepare_blocks(Grid *grid) {
    const int width = grid->terminal->options.width;
    (void)try_headers(grid, HEADER_MOST);
    grid->widths[0] = smaller(grid->widths[0], width / 3);
    for (size_t c = 1; c < grid->table->column_count; c++)
        grid->widths[c] = smaller(grid->widths[c], width - GAP - grid->widths[0]);
}

/* Finds the widths: the flattest headers with which all columns fit, else narrow columns of words, else blocks. */
static void find_widths(Grid *grid) {
    for (int lines = 1; lines <= HEADER_MOST; lines++) {
        if (try_headers(grid, lines)) return;
    }
    if (!squeeze(grid)) prepare_blocks(grid);
}

/* The columns of one block: the first of the table, then [from, to). */
typedef struct Slice {
    size_t from, to;
} Slice;

static size_t slice_column(Slice slice, size_t i) { return i == 0 ? 0 : slice.from + i - 1; }
static size_t slice_count(Slice slice) { return slice.to - slice.from + 1; }

/* Returns the block that begins with column `from` (>= 1): as many as fit beside the first, at least one. */
static Slice next_slice(const Grid *grid, size_t from) {
    int used = grid->widths[0];
    size_t to = from;
    while (to < grid->table->column_count) {
        used += GAP + grid->widths[to];
        if (used > grid->terminal->options.width && to > from) break;
        to++;
    }
    return (Slice){from, to};
}

static void put_cell(const Grid *grid, size_t column, CellRole role, Str line, bool last) {
    const int blanks = larger(0, grid->widths[column] - screen_text_width(line));
    const bool right = is_number(&grid->table->columns[column]);
    if (right) terminal_repeat(grid->terminal, " ", blanks);
    terminal_put(grid->terminal, role, line);
    if (!right && !last) terminal_repeat(grid->terminal, " ", blanks);
    if (!last) terminal_repeat(grid->terminal, " ", GAP);
}

static size_t last_filled(const Str *line, size_t count) {
    while (count > 1 && line[count - 1].len == 0) count--;
    return count - 1;
}

/* Cuts the next line of each column off `rest`. What needs fewer than the `lines` left hangs at the bottom in a
 * header and at the top in a row. */
static void cut_lines(const Grid *grid, Slice slice, Str *rest, Str *line, int lines, bool header) {
    for (size_t i = 0; i < slice_count(slice); i++) {
        const int width = grid->widths[slice_column(slice, i)];
        const bool waits = header && lines_at(rest[i], width) < lines;
        line[i] = rest[i].len > 0 && !waits ? screen_text_cut(&rest[i], width) : STR("");
    }
}

/* Prints the texts of one row, or (`cells` NULL) of the header, as many lines as the longest needs. */
static void put_lines(const Grid *grid, Slice slice, const Str *texts, const ReportCell *cells) {
    const size_t count = slice_count(slice);
    Str *const rest = ARENA_ARRAY(grid->terminal->arena, Str, count);
    Str *const line = ARENA_ARRAY(grid->terminal->arena, Str, count);
    int lines = 1;
    for (size_t i = 0; i < count; i++) {
        rest[i] = texts[slice_column(slice, i)];
        lines = larger(lines, lines_at(rest[i], grid->widths[slice_column(slice, i)]));
    }
    for (; lines > 0; lines--) {
        cut_lines(grid, slice, rest, line, lines, !cells);
        const size_t last = last_filled(line, count);
        for (size_t i = 0; i <= last; i++) {
            const size_t column = slice_column(slice, i);
            put_cell(grid, column, cells ? cells[column].role : ROLE_MUTED, line[i], i == last);
        }
        fputc('\n', grid->terminal->out);
    }
}

static bool is_total(const Grid *grid, size_t row) {
    return grid->table->cells[row * grid->table->column_count].role == ROLE_TOTAL;
}

static void put_slice(const Grid *grid, Slice slice) {
    const size_t columns = grid->table->column_count;
    int width = grid->widths[0];
    for (size_t i = 1; i < slice_count(slice); i++) width += GAP + grid->widths[slice_column(slice, i)];
    put_lines(grid, slice, grid->headers, NULL);
    terminal_rule(grid->terminal, width);
    for (size_t row = 0; row < grid->table->row_count; row++) {
        if (row > 0 && is_total(grid, row) && !is_total(grid, row - 1)) terminal_rule(grid->terminal, width);
        put_lines(grid, slice, grid->texts + row * columns, grid->table->cells + row * columns);
    }
}

static void put_reasons(const Grid *grid) {
    for (size_t i = 0; i < grid->reason_count; i++) {
        const Str line = str_format(grid->terminal->arena, "[%zu] %.*s", i + 1, STR_ARGS(grid->reasons[i]));
        terminal_fill(grid->terminal, ROLE_MUTED, line);
    }
}

void text_table_print(const Terminal *terminal, const ReportTable *table, int money_digits) {
    if (table->column_count == 0) return;
    Grid grid = make_grid(terminal, table, money_digits);
    find_widths(&grid);
    if (table->title.len > 0) terminal_fill(terminal, ROLE_TOTAL, table->title);
    Slice slice = next_slice(&grid, 1);
    put_slice(&grid, slice);
    while (slice.to < table->column_count) {
        fputc('\n', terminal->out);
        slice = next_slice(&grid, slice.to);
        put_slice(&grid, slice);
    }
    put_reasons(&grid);
}
