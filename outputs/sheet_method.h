/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_method.h - the sheet of words: definitions in force, what every figure means, what is left out and why, and what
 * others have published, as quotations beside this book's own figures. */
#ifndef OUTPUTS_SHEET_METHOD_H
#define OUTPUTS_SHEET_METHOD_H
#include "outputs/sheet.h"

/* What the book leaves out. */
typedef struct LeftOut {
    Str what, why;
} LeftOut;

/* Adds the tables, with the sheets that were left out; fills them. */
void sheet_method_lay(Sheets *sheets, const LeftOut *left_out, size_t count);
void sheet_method_fill(Sheets *sheets);

#endif
