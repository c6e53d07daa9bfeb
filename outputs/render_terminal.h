/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render_terminal.h - the pages of a report for a person at a terminal, or for a text file. */
#ifndef OUTPUTS_RENDER_TERMINAL_H
#define OUTPUTS_RENDER_TERMINAL_H
#include "outputs/terminal.h"

/* Prints each page with MEDIA_TERMINAL to `out`: texts filled, tables aligned, charts as bars, nothing beyond the width.
 * Uses the report's arena. Fails with ERR_IO where writing fails; what was written stays. */
Status render_terminal(const Report *report, TerminalOptions options, FILE *out, Err *err);

#endif
