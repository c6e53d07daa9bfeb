/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/book_style.h"
#include "outputs/palette.h"
#include <stddef.h>
#include <stdio.h>

/* Colours are named by where they stand in the palette. */
#define INK(name) offsetof(Palette, name)

static const struct {
    size_t ink;
    BookStyle style;
} STYLES[LOOKS] = {
    [ROLE_VALUE] = {INK(ink), {0}},
    [ROLE_INPUT] = {INK(input), {.box = true, .panel = true}},
    [ROLE_FORMULA] = {INK(ink), {0}},
    [ROLE_LINK] = {INK(link), {0}},
    [ROLE_LABEL] = {INK(ink), {0}},
    [ROLE_TOTAL] = {INK(ink), {.bold = true, .above = true}},
    [ROLE_MUTED] = {INK(muted), {.italic = true}},
    [ROLE_GOOD] = {INK(good), {.bold = true}},
    [ROLE_BAD] = {INK(bad), {.bold = true}},
    [LOOK_TITLE] = {INK(ink), {.size = 16, .bold = true}},
    [LOOK_HEADING] = {INK(ink), {.size = 12, .bold = true}},
    [LOOK_STRONG] = {INK(ink), {.bold = true}},
    [LOOK_HEADER] = {INK(ink), {.bold = true, .below = true, .panel = true, .right = true}},
    [LOOK_HEADER_LEFT] = {INK(ink), {.bold = true, .below = true, .panel = true}},
    [LOOK_UNKNOWN] = {INK(muted), {.italic = true, .right = true}},
    [LOOK_GO] = {INK(input), {0}},
};

BookStyle book_style_of(int look) {
    BookStyle style = STYLES[look].style;
    style.ink = *(const uint32_t *)(const void *)((const char *)&PALETTE_LIGHT + STYLES[look].ink);
    return style;
}

const char *book_style_number(CellFormat format, int money_digits, char text[BOOK_NUMBER]) {
    static const char *const CODES[BOOK_FORMATS] = {
        [FORMAT_TEXT] = "General",      [FORMAT_COUNT] = "#,##0",  [FORMAT_MONEY] = "#,##0",
        [FORMAT_MONEY_WHOLE] = "#,##0", [FORMAT_RATE] = "0.0%",    [FORMAT_TIMES] = "0.00\"x\"",
        [FORMAT_DECIMAL] = "#,##0.00",  [FORMAT_PLAIN] = "General"};
    const int digits = format == FORMAT_MONEY ? money_digits : 0;
    snprintf(text, BOOK_NUMBER, "%s%s%.*s", CODES[format], digits ? "." : "", digits, "000000");
    return text;
}

const char *book_style_axis(CellFormat format) {
    switch (format) {
    case FORMAT_RATE: return "0%";
    case FORMAT_TIMES: return "0.0\"x\"";
    default: return "#,##0";
    }
}
