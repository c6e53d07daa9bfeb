/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_form.h - what kind of file the first bytes show: refused kinds, encoding, delimiter. Pure.
 * Whoever asks has read the start of the file; what it does not show is not guessed. */
#ifndef INPUTS_TEXT_FORM_H
#define INPUTS_TEXT_FORM_H
#include "models/base/base.h"

/* Fails with ERR_DATA and one sentence where `raw`, the first bytes of a file, shows that it is no table in
 * text: .xls, .xlsx or another archive, PDF, HTML or XML, UTF-32; and, unless its encoding is `known`, where
 * it looks like no encoding that can be found out. */
Status text_form_refuse(Str raw, bool known, Err *err);

/* Returns "UTF-8", "UTF-16LE" or "UTF-16BE" where a byte order mark (its length goes to `*mark`, else 0) or
 * the places of NUL bytes in `raw` say so, else NULL: then the first byte above 127 decides. */
const char *text_form_encoding(Str raw, size_t *mark);

/* How the rows of a file are cut. */
typedef struct TextForm {
    char delimiter; /* one of , ; tab | or what was asked for */
    size_t start;   /* where the header row begins: behind a line "sep=;" where there is one */
    long line;      /* the line that it is on, from 1 */
    size_t width;   /* fields of the header row */
} TextForm;

/* Stores in `out` how the rows of `head` are cut, found in its first rows; `head` is the start of a file in
 * UTF-8, or (`whole`) all of it. `delimiter` other than 0 is taken as given. The delimiter is the one that cuts
 * the rows like the header row, into most fields.
 * Fails with ERR_DATA where the file is empty, where two delimiters fit equally, or where most rows are not
 * cut like the header row. */
Status text_form_find(Str head, bool whole, char delimiter, TextForm *out, Err *err);

/* Returns the delimiter in words: "comma", "tab" ... */
const char *text_form_delimiter_name(char delimiter);

#endif
