/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_band.h - likely ranges as bars: an invisible bar up to the low end, one on to the figure, one on to the high end.
 * A table of numbers, made by formulas from the cells that show the range, and the chart over it. */
#ifndef OUTPUTS_SHEET_BAND_H
#define OUTPUTS_SHEET_BAND_H
#include "outputs/sheet.h"

/* The cells that a bar is made of, in this order: low end, figure, high end. */
enum { BAND_ENDS = 3 };
typedef struct BandEnd {
    size_t row, column;
} BandEnd;

/* Adds the table of numbers, a row a vendor. */
ReportTable *sheet_band_add(Sheets *sheets, ReportPage *page, const char *title, const char *label,
                            CellFormat format);

/* Fills a vendor's row from cells of `from`, which are filled; where one is unknown, so is the bar. */
void sheet_band_fill(Sheets *sheets, ReportTable *band, size_t vendor, const ReportTable *from,
                     const BandEnd ends[BAND_ENDS]);

/* What a chart of ranges says, and where it stands. */
typedef struct BandChart {
    Str title, value_title, says;
    CellFormat format;
    uint32_t left;
    int columns, rows;
} BandChart;

/* Adds the chart to a page. */
void sheet_band_add_chart(Sheets *sheets, ReportPage *page, const ReportTable *band, const BandChart *chart);

#endif
