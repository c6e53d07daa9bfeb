/* SPDX-License-Identifier: GPL-3.0-or-later */
/* book_style.h - how the cells of a workbook look: one row a look, and the codes of number formats. */
#ifndef OUTPUTS_BOOK_STYLE_H
#define OUTPUTS_BOOK_STYLE_H
#include "outputs/report.h"

/* The roles of a report first, then what only a workbook has. */
typedef enum BookLook {
    LOOK_TITLE = ROLE_BAD + 1,
    LOOK_HEADING,
    LOOK_STRONG, /* a line of text that matters */
    LOOK_HEADER,
    LOOK_HEADER_LEFT,
    LOOK_UNKNOWN, /* where a number would stand */
    LOOK_GO,      /* leads to another sheet */
    LOOKS
} BookLook;

typedef struct BookStyle {
    uint32_t ink; /* 0xRRGGBB */
    double size;  /* points; 0: as all */
    bool bold, italic, above, below, box, panel, right;
} BookStyle;

enum { BOOK_FORMATS = FORMAT_PLAIN + 1, BOOK_NUMBER = 24 };

/* How a text stands in its cell, as bits. */
enum { STANDS_IN_LINES = 1, STANDS_INDENTED = 2, STANDS_RIGHT = 4, STANDS_AT_TOP = 8, STANDS = 16 };

/* Returns how a role or a look is to be drawn. */
BookStyle book_style_of(int look);

/* Writes a format's code, as the file format has it in every language, into `text`; returns it. */
const char *book_style_number(CellFormat format, int money_digits, char text[BOOK_NUMBER]);

/* Returns the code for an axis and the numbers at its bars. */
const char *book_style_axis(CellFormat format);

#endif
