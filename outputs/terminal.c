/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/terminal.h"
#include "outputs/screen_text.h"

enum { WIDTH_USUAL = 80, WIDTH_LEAST = 40 };

/* Select Graphic Rendition codes of ECMA-48; the eight colours that every theme keeps readable. */
static const char *const INKS[] = {
    [ROLE_VALUE] = NULL,      [ROLE_INPUT] = "\033[34m", [ROLE_FORMULA] = NULL,
    [ROLE_LINK] = NULL,       [ROLE_LABEL] = NULL,       [ROLE_TOTAL] = "\033[1m",
    [ROLE_MUTED] = "\033[2m", [ROLE_GOOD] = "\033[32m",  [ROLE_BAD] = "\033[31m",
};

Terminal terminal_open(FILE *out, TerminalOptions options, Arena *arena) {
    if (options.width == 0) options.width = WIDTH_USUAL;
    if (options.width < WIDTH_LEAST) options.width = WIDTH_LEAST;
    return (Terminal){out, options, arena};
}

void terminal_put(const Terminal *terminal, CellRole role, Str text) {
    const char *const ink = terminal->options.color && text.len > 0 ? INKS[role] : NULL;
    if (ink) fputs(ink, terminal->out);
    fwrite(text.at, 1, text.len, terminal->out);
    if (ink) fputs("\033[0m", terminal->out);
}

void terminal_repeat(const Terminal *terminal, const char *text, int times) {
    for (int i = 0; i < times; i++) fputs(text, terminal->out);
}

/* Columns of blanks and of the mark of a list that a text begins with. */
static int hang_of(Str text) {
    size_t at = 0;
    while (at < text.len && text.at[at] == ' ') at++;
    if (at + 1 < text.len && text.at[at] == '-' && text.at[at + 1] == ' ') return (int)at + 2;
    if (at == text.len || text.at[at] != '[') return (int)at;
    size_t end = at + 1;
    while (end < text.len && text.at[end] >= '0' && text.at[end] <= '9') end++;
    return end + 1 < text.len && text.at[end] == ']' && text.at[end + 1] == ' ' ? (int)end + 2 : (int)at;
}

void terminal_fill(const Terminal *terminal, CellRole role, Str text) {
    Str rest = screen_text_clean(terminal->arena, text);
    const int most = terminal->options.width / 2, wanted = hang_of(rest),
              hang = wanted < most ? wanted : most;
    fwrite(rest.at, 1, (size_t)hang, terminal->out);
    rest = (Str){rest.at + hang, rest.len - (size_t)hang};
    do {
        terminal_put(terminal, role,
                     rest.len > 0 ? screen_text_cut(&rest, terminal->options.width - hang) : rest);
        fputc('\n', terminal->out);
        if (rest.len > 0) terminal_repeat(terminal, " ", hang);
    } while (rest.len > 0);
}

void terminal_rule(const Terminal *terminal, int width) {
    terminal_repeat(terminal, terminal->options.ascii ? "-" : "\u2500", width);
    fputc('\n', terminal->out);
}
