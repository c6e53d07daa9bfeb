/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/report.h"
#include <string.h>

enum { TITLE_ROWS = 2, COLUMN_TEXT = 8 };

Report *report_new(Arena *arena, Str title, Str subtitle, Str version, Day created, Currency currency) {
    Report *report = ARENA_NEW(arena, Report);
    report->arena = arena;
    report->title = str_copy(arena, title);
    report->subtitle = str_copy(arena, subtitle);
    report->version = str_copy(arena, version);
    report->created = created;
    report->money_digits = currency_digits(currency);
    report->tree = report_add_node(report, NULL, STR(""), NODE_OBJECT);
    return report;
}

ReportPage *report_add_page(Report *report, Str name, Str title, unsigned media) {
    ARENA_RESERVE(report->arena, report->pages, report->page_count, report->page_room);
    ReportPage *page = ARENA_NEW(report->arena, ReportPage);
    page->name = str_copy(report->arena, name);
    page->title = str_copy(report->arena, title);
    page->media = media;
    page->next_row = TITLE_ROWS;
    report->pages[report->page_count++] = page;
    return page;
}

/* Blocks are kept by value: one is good until the next is added. */
static ReportBlock *add_block(Report *report, ReportPage *page) {
    ARENA_RESERVE(report->arena, page->blocks, page->block_count, page->block_room);
    ReportBlock *block = &page->blocks[page->block_count++];
    *block = (ReportBlock){.top = page->next_row};
    return block;
}

ReportBlock *report_add_text(Report *report, ReportPage *page, Str text, CellRole role, bool heading) {
    if (heading) page->next_row++;
    ReportBlock *block = add_block(report, page);
    block->kind = BLOCK_TEXT;
    block->text = str_copy(report->arena, text);
    block->role = role;
    block->heading = heading;
    page->next_row++;
    return block;
}

static ReportTable *new_table(Report *report, const ReportColumn *columns, size_t column_count,
                              size_t row_count) {
    ReportTable *table = ARENA_NEW(report->arena, ReportTable);
    table->columns = ARENA_ARRAY(report->arena, ReportColumn, column_count);
    memcpy(table->columns, columns, column_count * sizeof *columns);
    table->column_count = column_count;
    table->row_count = row_count;
    table->cells = ARENA_ARRAY(report->arena, ReportCell, row_count * column_count);
    for (size_t i = 0; i < row_count * column_count; i++)
        table->cells[i].format = columns[i % column_count].format;
    return table;
}

ReportTable *report_add_table(Report *report, ReportPage *page, Str title, const ReportColumn *columns,
                              size_t column_count, size_t row_count) {
    ReportTable *table = new_table(report, columns, column_count, row_count);
    page->next_row++;
    ReportBlock *block = add_block(report, page);
    block->kind = BLOCK_TABLE;
    block->table = table;
    table->page = page;
    table->title = str_copy(report->arena, title);
    table->top = page->next_row + (title.len != 0);
    page->next_row = table->top + 1 + (uint32_t)row_count;
    return table;
}

ReportChart *report_add_chart(Report *report, ReportPage *page, const ReportChart *chart, uint32_t left) {
    ReportChart *copy = ARENA_NEW(report->arena, ReportChart);
    *copy = *chart;
    copy->series = ARENA_ARRAY(report->arena, ReportSeries, chart->series_count);
    memcpy(copy->series, chart->series, chart->series_count * sizeof *chart->series);
    const bool beside = left > 0 && page->block_count > 0;
    if (!beside) page->next_row++;
    ReportBlock *block = add_block(report, page);
    block->kind = BLOCK_CHART;
    block->chart = copy;
    block->left = left;
    if (beside) block->top = block[-1].top;
    const uint32_t below = block->top + (uint32_t)chart->rows;
    if (below > page->next_row) page->next_row = below;
    return copy;
}

ReportTable *report_new_table(Report *report, const ReportColumn *columns, size_t column_count,
                              size_t row_count) {
    return new_table(report, columns, column_count, row_count);
}

ReportCell *report_cell(const ReportTable *table, size_t row, size_t column) {
    return &table->cells[row * table->column_count + column];
}

/* Starts a cell anew; its format is the column's again. */
static ReportCell *start_cell(const ReportTable *table, size_t row, size_t column, CellRole role) {
    ReportCell *cell = report_cell(table, row, column);
    *cell = (ReportCell){.format = table->columns[column].format, .role = role};
    return cell;
}

ReportCell *report_put_text(Report *report, ReportTable *table, size_t row, size_t column, Str text) {
    ReportCell *cell = start_cell(table, row, column, ROLE_LABEL);
    cell->kind = CELL_TEXT;
    cell->text = str_copy(report->arena, text);
    return cell;
}

ReportCell *report_put_number(ReportTable *table, size_t row, size_t column, double value) {
    ReportCell *cell = start_cell(table, row, column, ROLE_VALUE);
    cell->kind = CELL_NUMBER;
    cell->value = value;
    return cell;
}

ReportCell *report_put_formula(ReportTable *table, size_t row, size_t column, double value, Str formula) {
    ReportCell *cell = report_put_number(table, row, column, value);
    cell->role = ROLE_FORMULA;
    cell->formula = formula;
    return cell;
}

ReportCell *report_put_unknown(Report *report, ReportTable *table, size_t row, size_t column, Str why) {
    ReportCell *cell = report_put_text(report, table, row, column, why);
    cell->kind = CELL_UNKNOWN;
    cell->role = ROLE_MUTED;
    return cell;
}

const ReportCell *report_range_cell(ReportRange range, size_t index) {
    return range.across ? report_cell(range.table, range.row, range.column + index)
                        : report_cell(range.table, range.row + index, range.column);
}

/* Writes the letters of a column: 0 is A, 26 is AA. */
static const char *column_letters(size_t column, char text[COLUMN_TEXT]) {
    size_t at = COLUMN_TEXT;
    text[--at] = '\0';
    for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        text[--at] = (char)('A' + (rest - 1) % 26);
    return text + at;
}

static bool is_plain_name(Str name) {
    for (size_t i = 0; i < name.len; i++) {
        const char letter = (char)(name.at[i] | 0x20);
        if (letter < 'a' || letter > 'z') return false;
    }
    return name.len > 3; /* shorter ones may look like a column */
}

/* Returns "Inputs!" or "'Cost ledger'!", quotes inside doubled; empty where the page is the same. */
static Str page_prefix(const Report *report, const ReportPage *from, const ReportPage *page) {
    if (from == page) return STR("");
    if (is_plain_name(page->name)) return str_format(report->arena, "%.*s!", STR_ARGS(page->name));
    char *text = arena_alloc(report->arena, 2 * page->name.len + 4), *at = text;
    *at++ = '\'';
    for (size_t i = 0; i < page->name.len; i++) {
        if (page->name.at[i] == '\'') *at++ = '\'';
        *at++ = page->name.at[i];
    }
    *at++ = '\'', *at++ = '!';
    return (Str){text, (size_t)(at - text)};
}

static Str cell_ref(const Report *report, const ReportPage *from, const ReportTable *table, size_t row,
                    size_t column, const char *fixed) {
    char letters[COLUMN_TEXT];
    const Str prefix = page_prefix(report, from, table->page);
    return str_format(report->arena, "%.*s%s%s$%zu", STR_ARGS(prefix), fixed, column_letters(column, letters),
                      table->top + row + 2);
}

Str report_ref(const Report *report, const ReportPage *from, const ReportTable *table, size_t row,
               size_t column) {
    return cell_ref(report, from, table, row, column, "$");
}

Str report_ref_moving(const Report *report, const ReportPage *from, const ReportTable *table, size_t row,
                      size_t column) {
    return cell_ref(report, from, table, row, column, "");
}

Str report_range_ref(const Report *report, const ReportPage *from, ReportRange range) {
    const size_t more = range.count - 1;
    const Str first = report_ref(report, from, range.table, range.row, range.column);
    const Str last = report_ref(report, range.table->page, range.table, range.row + (range.across ? 0 : more),
                                range.column + (range.across ? more : 0));
    return str_format(report->arena, "%.*s:%.*s", STR_ARGS(first), STR_ARGS(last));
}

void report_add_choice(Report *report, const ReportTable *table, size_t row, size_t column,
                       ReportRange list) {
    ARENA_RESERVE(report->arena, report->choices, report->choice_count, report->choice_room);
    report->choices[report->choice_count++] = (ReportChoice){table, row, column, list};
}

static ReportNode *append_node(Report *report, ReportNode *parent, Str key, NodeKind kind) {
    ReportNode *node = ARENA_NEW(report->arena, ReportNode);
    node->kind = kind;
    node->key = str_copy(report->arena, key);
    if (!parent) return node;
    if (parent->last) parent->last->next = node;
    else parent->first = node;
    parent->last = node;
    return node;
}

static ReportNode *open_object(Report *report, ReportNode *parent, Str key) {
    for (ReportNode *child = parent->first; child; child = child->next) {
        if (child->kind == NODE_OBJECT && str_equal(child->key, key)) return child;
    }
    return append_node(report, parent, key, NODE_OBJECT);
}

ReportNode *report_add_node(Report *report, ReportNode *parent, Str key, NodeKind kind) {
    Str rest = key, part = key;
    while (str_split(&rest, '.', &part) && rest.at) parent = open_object(report, parent, part);
    return append_node(report, parent, part, kind);
}

void report_add_number(Report *report, ReportNode *parent, Str key, double number) {
    report_add_node(report, parent, key, NODE_NUMBER)->number = number;
}

void report_add_count(Report *report, ReportNode *parent, Str key, int64_t count) {
    report_add_node(report, parent, key, NODE_COUNT)->count = count;
}

void report_add_bool(Report *report, ReportNode *parent, Str key, bool value) {
    report_add_node(report, parent, key, NODE_BOOL)->count = value;
}

void report_add_string(Report *report, ReportNode *parent, Str key, Str text) {
    report_add_node(report, parent, key, NODE_TEXT)->text = str_copy(report->arena, text);
}

void report_add_null(Report *report, ReportNode *parent, Str key, const char *code, Str why) {
    ReportNode *node = report_add_node(report, parent, key, NODE_NULL);
    node->why = code;
    node->text = str_copy(report->arena, why);
}
