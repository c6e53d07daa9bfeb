/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/render_html.h"
#include "outputs/html_style.h"
#include "outputs/markup.h"
#include "outputs/number_text.h"
#include "outputs/svg_chart.h"
#include <errno.h>
#include <string.h>

/* A page on its way out. */
typedef struct Html {
    FILE *out;
    const Report *report;
    size_t charts; /* drawn so far */
} Html;

static const char *const CLASSES[] = {
    [ROLE_VALUE] = "", [ROLE_INPUT] = "input", [ROLE_FORMULA] = "",  [ROLE_LINK] = "link", [ROLE_LABEL] = "",
    [ROLE_TOTAL] = "", [ROLE_MUTED] = "muted", [ROLE_GOOD] = "good", [ROLE_BAD] = "bad",
};

static bool is_shown(const ReportPage *page) { return page->media & (MEDIA_HTML | MEDIA_BOOK); }

/* Returns the number of the page with this name, from 1; 0 where it is not shown. */
static size_t find_page(const Report *report, Str name) {
    for (size_t i = 0; i < report->page_count; i++) {
        if (is_shown(report->pages[i]) && str_equal(report->pages[i]->name, name)) return i + 1;
    }
    return 0;
}

static void put_class(const Html *html, const char *one, const char *other) {
    if (*one || *other) fprintf(html->out, " class=\"%s%s%s\"", one, *one && *other ? " " : "", other);
}

static void put_text_block(const Html *html, const ReportBlock *block) {
    const size_t target = block->link.len ? find_page(html->report, block->link) : 0;
    const char *const tag = block->heading ? "h3" : "p";
    fprintf(html->out, "<%s", tag);
    put_class(html, CLASSES[block->role], "");
    fputs(">", html->out);
    if (target) fprintf(html->out, "<a href=\"#page%zu\">", target);
    if (!block->heading && block->role == ROLE_TOTAL) markup_put_element(html->out, "strong", block->text);
    else markup_put_text(html->out, block->text);
    if (target) fputs("</a>", html->out);
    fprintf(html->out, "</%s>\n", tag);
}

static bool is_words(const ReportColumn *column) { return column->format == FORMAT_TEXT || column->left; }

static void put_header(const Html *html, const ReportTable *table) {
    fputs("<thead><tr>", html->out);
    for (size_t c = 0; c < table->column_count; c++)
        markup_put_element(html->out,
                           is_words(&table->columns[c]) ? "th scope=\"col\" class=\"w\"" : "th scope=\"col\"",
                           table->columns[c].label);
    fputs("</tr></thead>\n<tbody>\n", html->out);
}

/* Why there is no number stands in the cell: a reader of paper cannot point at it. */
static void put_unknown(const Html *html, const ReportCell *cell) {
    fputs("<td class=\"none\">n/a", html->out);
    if (cell->text.len) markup_put_element(html->out, "small", cell->text);
    fputs("</td>", html->out);
}

static void put_cell(const Html *html, const ReportTable *table, size_t row, size_t column) {
    const ReportCell *const cell = report_cell(table, row, column);
    const bool heads = column == 0 && cell->kind == CELL_TEXT;
    if (cell->kind == CELL_UNKNOWN) {
        put_unknown(html, cell);
        return;
    }
    fputs(heads ? "<th scope=\"row\"" : "<td", html->out);
    put_class(html, CLASSES[cell->role], is_words(&table->columns[column]) && !heads ? "w" : "");
    fputs(">", html->out);
    char number[NUMBER_TEXT];
    if (cell->kind == CELL_TEXT) markup_put_text(html->out, cell->text);
    if (cell->kind == CELL_NUMBER)
        markup_put_text(html->out, str_from(number_text_format(cell->value, cell->format,
                                                               html->report->money_digits, number)));
    fputs(heads ? "</th>" : "</td>", html->out);
}

static void put_table(const Html *html, const ReportTable *table) {
    const Str name = table->title.len ? table->title : table->page->title;
    fputs("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"", html->out);
    markup_put_text(html->out, name);
    fputs("\"><table>", html->out);
    if (table->title.len) markup_put_element(html->out, "caption", table->title);
    put_header(html, table);
    for (size_t row = 0; row < table->row_count; row++) {
        fputs(report_cell(table, row, 0)->role == ROLE_TOTAL ? "<tr class=\"total\">" : "<tr>", html->out);
        for (size_t c = 0; c < table->column_count; c++) put_cell(html, table, row, c);
        fputs("</tr>\n", html->out);
    }
    fputs("</tbody></table></div>\n", html->out);
}

static void put_chart(Html *html, const ReportChart *chart) {
    fputs("<figure>", html->out);
    markup_put_element(html->out, "figcaption", chart->title);
    fputs("\n", html->out);
    svg_chart_write(html->out, html->report->arena, chart, html->report->money_digits, ++html->charts);
    fputs("</figure>\n", html->out);
}

/* Charts that follow each other stand side by side where there is room. */
static void put_blocks(Html *html, const ReportPage *page) {
    bool in_charts = false;
    for (size_t i = 0; i < page->block_count; i++) {
        const ReportBlock *const block = &page->blocks[i];
        const bool chart = block->kind == BLOCK_CHART;
        if (chart != in_charts) fputs(chart ? "<div class=\"charts\">\n" : "</div>\n", html->out);
        in_charts = chart;
        if (chart) put_chart(html, block->chart);
        else if (block->kind == BLOCK_TABLE) put_table(html, block->table);
        else put_text_block(html, block);
    }
    if (in_charts) fputs("</div>\n", html->out);
}

static void put_contents(const Html *html) {
    fputs("<nav aria-label=\"contents\">", html->out);
    for (size_t i = 0; i < html->report->page_count; i++) {
        if (!is_shown(html->report->pages[i])) continue;
        fprintf(html->out, "<a href=\"#page%zu\">", i + 1);
        markup_put_text(html->out, html->report->pages[i]->name);
        fputs("</a>\n", html->out);
    }
    fputs("</nav>\n", html->out);
}

static void put_page(Html *html, const ReportPage *page, size_t number) {
    fprintf(html->out, "<section id=\"page%zu\">\n", number);
    markup_put_element(html->out, "h2", page->title);
    fputs("\n", html->out);
    markup_put_element(html->out, "p class=\"sub\"", html->report->subtitle);
    fputs("\n", html->out);
    put_blocks(html, page);
    fputs("</section>\n", html->out);
}

static void begin_html(const Html *html) {
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
          "<meta name=\"color-scheme\" content=\"light dark\"/>\n",
          html->out);
    markup_put_element(html->out, "title", html->report->title);
    fputs("\n", html->out);
    html_style_write(html->out);
    fputs("</head>\n<body>\n<header>\n", html->out);
    markup_put_element(html->out, "h1", html->report->title);
    fputs("\n</header>\n", html->out);
}

Status render_html(const Report *report, FILE *out, Err *err) {
    Html html = {out, report, 0};
    begin_html(&html);
    put_contents(&html);
    fputs("<main>\n", out);
    for (size_t i = 0; i < report->page_count; i++) {
        if (is_shown(report->pages[i])) put_page(&html, report->pages[i], i + 1);
    }
    fputs("</main>\n<footer><p class=\"sub\">", out);
    markup_put_text(out, str_format(report->arena, "truecpl %.*s", STR_ARGS(report->version)));
    fputs("</p></footer>\n</body>\n</html>\n", out);
    errno = 0;
    if (fflush(out) != 0 || ferror(out))
        return err_set(err, ERR_IO, "cannot write HTML: %s", strerror(errno ? errno : EIO));
    return OK;
}
