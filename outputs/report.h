/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h - what is to be said, before it is said in any medium. Sheets build it from results; renderers see only it.
 *
 * A report holds pages (a page is a workbook's sheet, or the page a terminal shows), a tidy table and a tree:
 *   page -> blocks, one below the other: text lines, tables, charts
 *   tidy -> one table for programs (CSV)
 *   tree -> objects, lists, numbers, texts, nulls with why (JSON)
 * A table's place on its page is fixed when it is added, so that formulas can refer to its cells at once. All
 * memory is of the report's arena; texts are UTF-8 and are not copied unless said so. */
#ifndef OUTPUTS_REPORT_H
#define OUTPUTS_REPORT_H
#include "models/base/base.h"

/* Which media show a page, as bits. */
enum { MEDIA_BOOK = 1, MEDIA_TERMINAL = 2, MEDIA_HTML = 4 };

typedef enum CellFormat {
    FORMAT_TEXT,
    FORMAT_COUNT,       /* 1,234 */
    FORMAT_MONEY,       /* 1,234.56 in the currency's digits; the code stands in the header */
    FORMAT_MONEY_WHOLE, /* 1,235 */
    FORMAT_RATE,        /* 0.123 shown as 12.3 % */
    FORMAT_TIMES,       /* 1.23x */
    FORMAT_DECIMAL,     /* up to 2 decimals */
    FORMAT_PLAIN,       /* a number as it is, up to 6 decimals, no grouping */
} CellFormat;

/* What a cell is, for colour and weight. Nothing is told by colour alone. */
typedef enum CellRole {
    ROLE_VALUE,   /* a constant that the engine found (black) */
    ROLE_INPUT,   /* a person may change it (blue) */
    ROLE_FORMULA, /* live (black) */
    ROLE_LINK,    /* live, from another page (green) */
    ROLE_LABEL,
    ROLE_TOTAL, /* label or number of a total line (bold, ruled) */
    ROLE_MUTED, /* explanation (grey, italic) */
    ROLE_GOOD,  /* verdict words; the word itself says it */
    ROLE_BAD,
} CellRole;

typedef struct ReportCell {
    enum { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_UNKNOWN } kind;
    Str text;     /* CELL_TEXT; CELL_UNKNOWN: why, in a few words */
    double value; /* CELL_NUMBER; finite. With a formula: its value as the engine has it */
    Str formula;  /* empty, or "=..." in the file format's own (English) form; may also stand beside a text */
    CellFormat format;
    CellRole role;
    Str note; /* a cell comment, or empty */
} ReportCell;

typedef struct ReportColumn {
    Str label;         /* header, unit and currency included: "true CPL (USD)" */
    CellFormat format; /* of cells that say no other */
    int width;         /* characters on a terminal and in a book; 0: as wide as its content */
    bool left;         /* left-aligned though a number */
} ReportColumn;

typedef struct ReportTable {
    struct ReportPage *page;
    Str title; /* above the header, or empty */
    ReportColumn *columns;
    size_t column_count, row_count;
    ReportCell *cells; /* row_count x column_count */
    uint32_t top;      /* row of the header on the page, from 0 */
    Str list_name;     /* not empty: a drop-down range of this name over the first column */
} ReportTable;

/* A list of cells on one page, for a chart or a drop-down: part of a column, or of a row, of a table. */
typedef struct ReportRange {
    const ReportTable *table;
    size_t row, column, count; /* count cells downwards from (row, column)... */
    bool across;               /* ... or to the right of it */
} ReportRange;

typedef enum ChartKind {
    CHART_BAR,
    CHART_COLUMN,
    CHART_STACKED_BAR,
    CHART_STACKED_COLUMN,
    CHART_LINE
} ChartKind;

typedef struct ReportSeries {
    Str name;
    ReportRange values;
    bool hidden; /* the invisible base of an interval or a waterfall */
    int shade;   /* 0..5: place in the colour-blind-safe palette; 6: grey */
    bool labels; /* numbers at the bars */
} ReportSeries;

typedef struct ReportChart {
    ChartKind kind;
    Str title;
    Str x_title,
        y_title;       /* of the axis with the categories, of the axis with the values; lying or standing */
    Str says;          /* the alternative text: what the chart shows, in one sentence */
    CellFormat format; /* of the value axis */
    ReportRange categories;
    ReportSeries *series;
    size_t series_count;
    int columns, rows; /* size in cells of the page */
} ReportChart;

typedef struct ReportBlock {
    enum { BLOCK_TEXT, BLOCK_TABLE, BLOCK_CHART } kind;
    uint32_t top;  /* first row of the page, from 0 */
    Str text;      /* BLOCK_TEXT */
    CellRole role; /* BLOCK_TEXT; ROLE_TOTAL: strong */
    bool heading;  /* BLOCK_TEXT */
    Str formula;   /* BLOCK_TEXT that is live: "=..." beside its text, or empty */
    Str link;      /* BLOCK_TEXT that leads to another page: its name, or empty */
    ReportTable *table;
    ReportChart *chart;
    uint32_t
        left; /* BLOCK_CHART: first column, so that charts can stand beside each other or beside tables */
} ReportBlock;

typedef struct ReportPage {
    Str name;             /* of the sheet: 1 to 31 characters, none of []:*?/\ */
    Str title;            /* first line of the page */
    Str subtitle_formula; /* of its second line, the report's subtitle, where that is live: "=...", or empty */
    unsigned media;
    bool landscape;
    bool one_page; /* printed on one page, however small */
    ReportBlock *blocks;
    size_t block_count, block_room;
    uint32_t next_row;       /* first free row */
    uint32_t freeze;         /* rows that stay in sight and are repeated in print; 0: title and subtitle */
    uint32_t freeze_columns; /* columns that do */
} ReportPage;

/* A validated drop-down: the cell may only hold what stands in the list. */
typedef struct ReportChoice {
    const ReportTable *table; /* of the cell */
    size_t row, column;
    ReportRange list;
} ReportChoice;

typedef enum NodeKind {
    NODE_NULL,
    NODE_BOOL,
    NODE_COUNT,
    NODE_NUMBER,
    NODE_TEXT,
    NODE_LIST,
    NODE_OBJECT
} NodeKind;

/* A node of the tree. `why` is not NULL only for NODE_NULL: a renderer then adds KEY_why beside it. */
typedef struct ReportNode {
    NodeKind kind;
    Str key;                                /* in an object */
    double number;                          /* NODE_NUMBER, finite */
    int64_t count;                          /* NODE_COUNT, NODE_BOOL */
    Str text;                               /* NODE_TEXT; NODE_NULL: why, in words */
    const char *why;                        /* NODE_NULL: why, as a code, or NULL */
    struct ReportNode *first, *last, *next; /* children; next sibling */
} ReportNode;

typedef struct Report {
    Arena *arena;
    Str title;    /* of the document */
    Str subtitle; /* data up to, period, scenario: printed on every page */
    Str version;
    Day created; /* the document's date: the as-of day, never the clock; DAY_NONE: 1970-01-01 */
    int money_digits;
    ReportPage **pages;
    size_t page_count, page_room;
    ReportChoice *choices;
    size_t choice_count, choice_room;
    ReportTable *tidy;
    ReportNode *tree;
} Report;

/* Returns an empty report. `title` and `subtitle` are copied. */
Report *report_new(Arena *arena, Str title, Str subtitle, Str version, Day created, Currency currency);

/* Adds a page; its title and the subtitle take its first two rows. `name` must be new and valid as a sheet's. */
ReportPage *report_add_page(Report *report, Str name, Str title, unsigned media);

/* Adds a line of text (copied) below what is there. A heading has an empty row above it. */
ReportBlock *report_add_text(Report *report, ReportPage *page, Str text, CellRole role, bool heading);

/* Adds a table (columns copied, cells empty) below what is there, with an empty row above it. */
ReportTable *report_add_table(Report *report, ReportPage *page, Str title, const ReportColumn *columns,
                              size_t column_count, size_t row_count);

/* Adds a chart (series copied) below what is there; with `left` > 0 beside the block before it, at that column, without
 * moving on what comes next beyond the chart's rows. */
ReportChart *report_add_chart(Report *report, ReportPage *page, const ReportChart *chart, uint32_t left);

/* Makes a table that stands on no page: the tidy one. */
ReportTable *report_new_table(Report *report, const ReportColumn *columns, size_t column_count,
                              size_t row_count);

/* Returns a cell to be filled in; `row` < row_count, `column` < column_count. */
ReportCell *report_cell(const ReportTable *table, size_t row, size_t column);

/* Fills a cell: text (copied), number, live number, or the reason why there is none (copied). Format and role may be
 * changed afterwards; they begin as the column's and ROLE_LABEL, ROLE_VALUE, ROLE_FORMULA, ROLE_MUTED. */
ReportCell *report_put_text(Report *report, ReportTable *table, size_t row, size_t column, Str text);
ReportCell *report_put_number(ReportTable *table, size_t row, size_t column, double value);
ReportCell *report_put_formula(ReportTable *table, size_t row, size_t column, double value, Str formula);
ReportCell *report_put_unknown(Report *report, ReportTable *table, size_t row, size_t column, Str why);

/* Returns cell `index` (< count) of a range: all who read a range read it through here. */
const ReportCell *report_range_cell(ReportRange range, size_t index);

/* Returns "$C$7" for a cell seen from its own page, "'Cost ledger'!$C$7" from another (`from` NULL: always so).
 * A name of letters only stands without quotes: Inputs!$C$7. */
Str report_ref(const Report *report, const ReportPage *from, const ReportTable *table, size_t row,
               size_t column);

/* Returns the same with a column that moves along when the formula is copied to the right: "C$7". */
Str report_ref_moving(const Report *report, const ReportPage *from, const ReportTable *table, size_t row,
                      size_t column);

/* Returns "Inputs!$A$4:$A$9". */
Str report_range_ref(const Report *report, const ReportPage *from, ReportRange range);

/* Lets a cell hold only what stands in `list`. */
void report_add_choice(Report *report, const ReportTable *table, size_t row, size_t column, ReportRange list);

/* Adds a child to an object (key copied) or a list (key empty); returns it. A dotted key opens the objects on its way.
 * A report begins with an empty object as its tree. */
ReportNode *report_add_node(Report *report, ReportNode *parent, Str key, NodeKind kind);
void report_add_number(Report *report, ReportNode *parent, Str key, double number);
void report_add_count(Report *report, ReportNode *parent, Str key, int64_t count);
void report_add_bool(Report *report, ReportNode *parent, Str key, bool value);
void report_add_string(Report *report, ReportNode *parent, Str key, Str text);
void report_add_null(Report *report, ReportNode *parent, Str key, const char *code, Str why);

#endif
