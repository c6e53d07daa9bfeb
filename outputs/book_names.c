/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/book_names.h"
#include "outputs/screen_text.h"
#include <stdio.h>
#include <string.h>

enum { NAME_LIMIT = 31 };

/* A footer holds 255 characters, codes included, and & counts double. */
enum { FOOTER_TEXT = 50, FOOTER_PART = 2 * 4 * FOOTER_TEXT + 1 };

const char *book_names_clean(Str text, size_t limit, char *out, size_t room) {
    size_t length = 0, characters = 0;
    for (; text.len > 0 && characters < limit && length + 6 < room; characters++)
        length += screen_text_encode(screen_text_next(&text), out + length);
    out[length] = '\0';
    if (text.len > 0 && length > 3) strcpy(out + length - 3, "...");
    return out;
}

static Status check_sheet_name(Str name, Err *err) {
    const bool quoted = name.len && (name.at[0] == '\'' || name.at[name.len - 1] == '\'');
    bool plain = name.len > 0 && screen_text_width(name) <= NAME_LIMIT && !quoted;
    for (size_t i = 0; i < name.len; i++)
        plain = plain && !strchr("[]:*?/\\", name.at[i]) && (unsigned char)name.at[i] >= ' ';
    if (plain && !str_equal_nocase(name, STR("History"))) return OK;
    return err_set(err, ERR_BUG, "'%.*s' is no name for a sheet", STR_ARGS(name));
}

static Status check_is_new(const Report *report, size_t index, Err *err) {
    const Str name = report->pages[index]->name;
    for (size_t i = 0; i < index; i++) {
        if (str_equal_nocase(report->pages[i]->name, name))
            return err_set(err, ERR_BUG, "two sheets are called '%.*s'", STR_ARGS(name));
    }
    return OK;
}

/* Lower-case letters and a low line can be no cell, no function and no number. */
static Status check_list_name(Str name, Err *err) {
    bool plain = memchr(name.at, '_', name.len) != NULL && name.at[0] != '_';
    for (size_t i = 0; i < name.len; i++)
        plain = plain && (name.at[i] == '_' || (name.at[i] >= 'a' && name.at[i] <= 'z'));
    return plain ? OK : err_set(err, ERR_BUG, "'%.*s' is no name for a list", STR_ARGS(name));
}

static Status check_lists(const ReportPage *page, Err *err) {
    Status status = OK;
    for (size_t b = 0; b < page->block_count && status == OK; b++) {
        const ReportTable *table = page->blocks[b].table;
        if (page->blocks[b].kind == BLOCK_TABLE && table->list_name.len)
            status = check_list_name(table->list_name, err);
    }
    return status;
}

Status book_names_check(const Report *report, size_t *sheets, Err *err) {
    Status status = OK;
    *sheets = 0;
    for (size_t i = 0; i < report->page_count && status == OK; i++) {
        const ReportPage *page = report->pages[i];
        if (!(page->media & MEDIA_BOOK)) continue;
        ++*sheets;
        status = check_sheet_name(page->name, err);
        if (status == OK) status = check_is_new(report, i, err);
        if (status == OK) status = check_lists(page, err);
    }
    if (status == OK && *sheets == 0) return err_set(err, ERR_BUG, "a workbook needs a sheet");
    return status;
}

/* In a footer & begins a code; two stand for one. */
static const char *footer_part(Str text, char out[FOOTER_PART]) {
    char clean[FOOTER_PART];
    size_t length = 0;
    book_names_clean(text, FOOTER_TEXT, clean, sizeof clean);
    for (const char *at = clean; *at; at++) {
        if (*at == '&') out[length++] = '&';
        out[length++] = *at;
    }
    out[length] = '\0';
    return out;
}

void book_names_footer(const Report *report, char *out, size_t room) {
    char title[FOOTER_PART], version[FOOTER_PART];
    snprintf(out, room, "&L&8%s&C&8truecpl %s&R&8Page &P of &N", footer_part(report->title, title),
             footer_part(report->version, version));
}
