/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg_chart.h - a chart as an inline SVG drawing with a title and a description for those who cannot see it. Colours are
 * the style sheet's: classes s0 to s6 fill, l0 to l6 draw lines, `axis` and `grid` are rules, `n` a number. */
#ifndef OUTPUTS_SVG_CHART_H
#define OUTPUTS_SVG_CHART_H
#include "outputs/report.h"
#include <stdio.h>

/* Writes `chart`; `id` tells its parts from those of the page's other charts. A range (an invisible base below) too long for
 * the others ends in an arrow at the edge, with its numbers beside it. Uses `arena` while it draws. */
void svg_chart_write(FILE *out, Arena *arena, const ReportChart *chart, int money_digits, size_t id);

#endif
