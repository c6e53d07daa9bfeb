/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_text.h - one cell of text as CSV has it (RFC 4180). */
#ifndef OUTPUTS_CSV_TEXT_H
#define OUTPUTS_CSV_TEXT_H
#include "models/base/base.h"
#include <stdio.h>

/* Writes `mark` and `text` as one cell, in quotes where it needs them. */
void csv_text_put(FILE *out, const char *mark, Str text);

#endif
