/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal.h - where a page is printed, how wide it is and whether it has colour: what the printing of text, tables
 * and bars have in common. Nothing is asked of the environment: who calls has found out. */
#ifndef OUTPUTS_TERMINAL_H
#define OUTPUTS_TERMINAL_H
#include "outputs/report.h"
#include <stdio.h>

typedef struct TerminalOptions {
    int width;  /* columns; 0: 80; below 40 counts as 40 */
    bool color; /* ANSI colours and weights */
    bool ascii; /* lines and bars of - | = only; texts stay as they are */
} TerminalOptions;

typedef struct Terminal {
    FILE *out; /* errors stay in it: ask ferror once at the end */
    TerminalOptions options;
    Arena *arena; /* for what is needed while printing */
} Terminal;

/* Returns a terminal of these options, with the width settled. */
Terminal terminal_open(FILE *out, TerminalOptions options, Arena *arena);

/* Prints a cleaned text in the colour and weight of `role`. */
void terminal_put(const Terminal *terminal, CellRole role, Str text);

/* Prints `text` as it is, `times` times. */
void terminal_repeat(const Terminal *terminal, const char *text, int times);

/* Prints `text` (cleaned here) filled to the width. Lines after the first stand under the first word, behind the
 * blanks, "- " or "[1] " that the text begins with. */
void terminal_fill(const Terminal *terminal, CellRole role, Str text);

/* Prints a rule of `width` columns and ends the line. */
void terminal_rule(const Terminal *terminal, int width);

#endif
