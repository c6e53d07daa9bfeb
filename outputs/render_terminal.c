/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/render_terminal.h"
#include "outputs/text_chart.h"
#include "outputs/text_table.h"
#include <errno.h>
#include <string.h>

static void put_text(const Terminal *terminal, const ReportBlock *block) {
    terminal_fill(terminal, block->heading ? ROLE_TOTAL : block->role, block->text);
}

/* An empty line stands before headings, tables and charts, and after the last two. */
static bool wants_space(const ReportBlock *before, const ReportBlock *block) {
    if (block->kind != BLOCK_TEXT || block->heading) return !before || !before->heading;
    return before && before->kind != BLOCK_TEXT;
}

static void put_page(const Terminal *terminal, const Report *report, const ReportPage *page) {
    terminal_fill(terminal, ROLE_TOTAL, page->title);
    if (report->subtitle.len > 0) terminal_fill(terminal, ROLE_MUTED, report->subtitle);
    for (size_t i = 0; i < page->block_count; i++) {
        const ReportBlock *const block = &page->blocks[i], *const before = i > 0 ? block - 1 : NULL;
        if (i == 0 || wants_space(before, block)) fputc('\n', terminal->out);
        switch (block->kind) {
        case BLOCK_TEXT: put_text(terminal, block); break;
        case BLOCK_TABLE: text_table_print(terminal, block->table, report->money_digits); break;
        case BLOCK_CHART: text_chart_print(terminal, block->chart, report->money_digits); break;
        }
    }
}

Status render_terminal(const Report *report, TerminalOptions options, FILE *out, Err *err) {
    const Terminal terminal = terminal_open(out, options, report->arena);
    bool first = true;
    for (size_t i = 0; i < report->page_count; i++) {
        if (!(report->pages[i]->media & MEDIA_TERMINAL)) continue;
        if (!first) fputc('\n', out);
        put_page(&terminal, report, report->pages[i]);
        first = false;
    }
    errno = 0;
    if (fflush(out) != 0 || ferror(out)) return err_set(err, ERR_IO, "cannot print: %s", strerror(errno));
    return OK;
}
