/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_style.h - the style sheet of the page: by day, by night and in print. */
#ifndef OUTPUTS_HTML_STYLE_H
#define OUTPUTS_HTML_STYLE_H
#include <stdio.h>

/* Writes the <style> element: colours of the palette, system fonts, nothing fetched. */
void html_style_write(FILE *out);

#endif
