/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render_json.h - the tree of a report for programs. */
#ifndef OUTPUTS_RENDER_JSON_H
#define OUTPUTS_RENDER_JSON_H
#include "outputs/report.h"
#include <stdio.h>

/* Writes the report's tree to `out` as JSON (RFC 8259): keys in the tree's order, two blanks a level, numbers with 15
 * digits and a point whatever the locale, a line feed at the end; beside a null with a reason stands KEY_why {code,
 * text}. Bytes that are not UTF-8 become U+FFFD. Fails with ERR_BUG where there is no tree, ERR_IO where
 * writing fails. */
Status render_json(const Report *report, FILE *out, Err *err);

#endif
