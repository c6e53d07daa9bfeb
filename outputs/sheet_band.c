/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_band.h"
#include <math.h>

enum { BAND_VENDOR, BAND_FROM, BAND_MIDDLE, BAND_TO, BAND_COLUMNS };

ReportTable *sheet_band_add(Sheets *sheets, ReportPage *page, const char *title, const char *label,
                            CellFormat format) {
    const ReportColumn columns[BAND_COLUMNS] = {{.label = str_from(label)},
                                                {.label = STR("from"), .format = format},
                                                {.label = STR("on to the figure"), .format = format},
                                                {.label = STR("on to the end"), .format = format}};
    return report_add_table(sheets->report, page, str_from(title), columns, BAND_COLUMNS, sheets->vendors);
}

/* A bar may not begin beyond its figure, nor end before it: a pooled range need not hold the figure to date. */
static void put_bar(Sheets *sheets, ReportTable *band, size_t row, const Str at[BAND_ENDS],
                    const double value[BAND_ENDS]) {
    report_put_formula(band, row, BAND_FROM, fmin(value[0], value[1]),
                       sheet_formula(sheets, "=MIN(%.*s,%.*s)", STR_ARGS(at[0]), STR_ARGS(at[1])));
    report_put_formula(band, row, BAND_MIDDLE, fmax(0, value[1] - value[0]),
                       sheet_formula(sheets, "=MAX(0,%.*s-%.*s)", STR_ARGS(at[1]), STR_ARGS(at[0])));
    report_put_formula(band, row, BAND_TO, fmax(0, value[2] - value[1]),
                       sheet_formula(sheets, "=MAX(0,%.*s-%.*s)", STR_ARGS(at[2]), STR_ARGS(at[1])));
}

void sheet_band_fill(Sheets *sheets, ReportTable *band, size_t vendor, const ReportTable *from,
                     const BandEnd ends[BAND_ENDS]) {
    Str at[BAND_ENDS];
    double value[BAND_ENDS];
    bool known = true;
    for (size_t i = 0; i < BAND_ENDS; i++) {
        const ReportCell *cell = report_cell(from, ends[i].row, ends[i].column);
        known = known && cell->kind == CELL_NUMBER;
        value[i] = cell->value;
        at[i] = sheet_by(sheets, band->page, from, ends[i].row, ends[i].column);
    }
    report_put_text(sheets->report, band, vendor, BAND_VENDOR, sheet_vendor(sheets, vendor)->vendor);
    if (known) {
        put_bar(sheets, band, vendor, at, value);
        return;
    }
    for (size_t c = BAND_FROM; c < BAND_COLUMNS; c++)
        report_put_unknown(sheets->report, band, vendor, c, STR("the range or its figure is not available"));
}

void sheet_band_add_chart(Sheets *sheets, ReportPage *page, const ReportTable *band, const BandChart *chart) {
    ReportSeries series[] = {
        {.name = STR("from"),
         .values = {band, 0, BAND_FROM, sheets->vendors, false},
         .hidden = true,
         .shade = 6},
        {.name = STR("low end to the figure"),
         .values = {band, 0, BAND_MIDDLE, sheets->vendors, false},
         .shade = 0},
        {.name = STR("figure to the high end"),
         .values = {band, 0, BAND_TO, sheets->vendors, false},
         .shade = 4},
    };
    const ReportChart full = {.kind = CHART_STACKED_BAR,
                              .title = chart->title,
                              .x_title = STR("vendor"),
                              .y_title = chart->value_title,
                              .says = chart->says,
                              .format = chart->format,
                              .categories = {band, 0, BAND_VENDOR, sheets->vendors, false},
                              .series = series,
                              .series_count = sizeof series / sizeof *series,
                              .columns = chart->columns,
                              .rows = chart->rows};
    report_add_chart(sheets->report, page, &full, chart->left);
}
