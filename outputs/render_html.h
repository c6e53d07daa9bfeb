/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render_html.h - a report as one page for a browser, complete in itself: nothing is fetched, nothing runs. */
#ifndef OUTPUTS_RENDER_HTML_H
#define OUTPUTS_RENDER_HTML_H
#include "outputs/report.h"
#include <stdio.h>

/* Writes the pages with MEDIA_HTML or MEDIA_BOOK to `out`, one section each: HTML that is also well-formed XML, charts as
 * inline SVG, tables with scoped headers, light or dark as the reader's system is, a page of paper a section.
 * Formulas show their value. Uses the report's arena. Fails with ERR_IO where writing fails. */
Status render_html(const Report *report, FILE *out, Err *err);

#endif
