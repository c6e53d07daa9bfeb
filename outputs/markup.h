/* SPDX-License-Identifier: GPL-3.0-or-later */
/* markup.h - texts and numbers in XML: what a file brought in can never become a tag or an attribute. */
#ifndef OUTPUTS_MARKUP_H
#define OUTPUTS_MARKUP_H
#include "models/base/base.h"
#include <stdio.h>

/* Writes `text` as it may be shown (screen_text.h), with < > & and both quotes as entities. */
void markup_put_text(FILE *out, Str text);

/* Writes `<tag>text</tag>`; `tag` may hold attributes, the end tag is its first word. */
void markup_put_element(FILE *out, const char *tag, Str text);

/* Writes ` name="value"` with at most one decimal and a point, whatever the locale. */
void markup_put_number(FILE *out, const char *name, double value);

#endif
