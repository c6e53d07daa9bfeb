/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet.h"
#include <string.h>

const VendorResult *sheet_vendor(const Sheets *sheets, size_t vendor) {
    return vendor < sheets->vendors ? &sheets->shown->vendors[vendor] : &sheets->shown->total;
}

ReportTable *sheet_add_vendor_table(Sheets *sheets, ReportPage *page, const char *title, const char *label,
                                    CellFormat format, const char *last, size_t rows) {
    const size_t count = sheets->vendors + 2;
    ReportColumn *columns = ARENA_ARRAY(sheets->arena, ReportColumn, count + 1);
    columns[0] = (ReportColumn){.label = str_from(label), .format = FORMAT_TEXT};
    for (size_t v = 0; v <= sheets->vendors; v++)
        columns[1 + v] = (ReportColumn){.label = sheet_vendor(sheets, v)->vendor, .format = format};
    columns[count] = (ReportColumn){.label = str_from(last), .format = FORMAT_TEXT};
    return report_add_table(sheets->report, page, str_from(title), columns, count + (last != NULL), rows);
}

Str sheet_with_currency(const Sheets *sheets, const char *label) {
    const char *code = sheets->result->currency.code;
    return str_format(sheets->arena, code[0] ? "%s (%s)" : "%s", label, code);
}

Str sheet_at(const Sheets *sheets, const ReportPage *page, const ReportTable *table, size_t row,
             size_t column) {
    return report_ref(sheets->report, page, table, row, column);
}

Str sheet_by(const Sheets *sheets, const ReportPage *page, const ReportTable *table, size_t row,
             size_t column) {
    return report_ref_moving(sheets->report, page, table, row, column);
}

Str sheet_input(const Sheets *sheets, const ReportPage *page, AssumptionId id) {
    return sheet_at(sheets, page, sheets->assumptions, sheets->assumption_row[id], 1);
}

Str sheet_working(const Sheets *sheets, const ReportPage *page, WorkingRow row) {
    return sheet_at(sheets, page, sheets->workings, row, 1);
}

Str sheet_span(const Sheets *sheets, const ReportTable *table, size_t row, size_t column, size_t last_row,
               size_t last_column) {
    const Str from = sheet_by(sheets, table->page, table, row, column);
    const Str to = sheet_by(sheets, table->page, table, last_row, last_column);
    return str_format(sheets->arena, "%.*s:%.*s", STR_ARGS(from), STR_ARGS(to));
}

size_t sheet_range_row(const Sheets *sheets, MetricId of, RangeEnd end) {
    size_t row = 0;
    while (row < sheets->range_count &&
           (sheets->range_rows[row].of != of || sheets->range_rows[row].end != end))
        row++;
    return row;
}

Str sheet_range_label(const Sheets *sheets, size_t row) {
    static const char *const ENDS[] = {[RANGE_LOW] = ": from",
                                       [RANGE_MIDDLE] = ": middle",
                                       [RANGE_HIGH] = ": to",
                                       [RANGE_FLOOR] = ": above (95 % sure)"};
    const RangeRow *range = &sheets->range_rows[row];
    return str_format(sheets->arena, "%s%s", metric_row(range->of)->label, ENDS[range->end]);
}

/* Says whether a formula only names a cell of another page. */
static bool is_link(Str formula) {
    const char *bang = memchr(formula.at, '!', formula.len);
    if (!bang) return false;
    for (const char *at = bang + 1; at < formula.at + formula.len; at++) {
        if (*at != '$' && !(*at >= 'A' && *at <= 'Z') && !(*at >= '0' && *at <= '9')) return false;
    }
    for (const char *at = formula.at + 1; at < bang; at++) {
        if (strchr("+-*/(&,", *at)) return false;
    }
    return true;
}

ReportCell *sheet_put(Sheets *sheets, ReportTable *table, size_t row, size_t column, Figure figure,
                      CellFormat format, Str formula) {
    ReportCell *cell = NULL;
    if (!figure_is_known(figure)) {
        cell = report_put_unknown(sheets->report, table, row, column, figure.why.text);
    } else {
        cell = report_put_formula(table, row, column, figure.value, formula);
        if (is_link(formula)) cell->role = ROLE_LINK;
    }
    cell->format = format;
    return cell;
}

ReportCell *sheet_put_money(Sheets *sheets, ReportTable *table, size_t row, size_t column, Money money,
                            Why why, Str formula) {
    const Figure figure = {money_to_double(money, sheets->result->currency), why};
    return sheet_put(sheets, table, row, column, figure, FORMAT_MONEY, formula);
}

ReportCell *sheet_put_count(ReportTable *table, size_t row, size_t column, int64_t count) {
    ReportCell *cell = report_put_number(table, row, column, (double)count);
    cell->format = FORMAT_COUNT;
    return cell;
}

ReportCell *sheet_put_words(Sheets *sheets, ReportTable *table, size_t row, size_t column, Str text,
                            Str formula, CellRole role) {
    ReportCell *cell = report_put_text(sheets->report, table, row, column, text);
    cell->formula = formula;
    cell->role = role;
    return cell;
}

ReportCell *sheet_put_label(Sheets *sheets, ReportTable *table, size_t row, size_t column, const char *text,
                            CellRole role) {
    ReportCell *cell = report_put_text(sheets->report, table, row, column, str_from(text));
    cell->role = role;
    cell->format = FORMAT_TEXT;
    return cell;
}

void sheet_put_sum(Sheets *sheets, ReportTable *table, size_t row, double value, CellFormat format) {
    const Str span = sheet_span(sheets, table, row, 1, row, sheets->vendors);
    report_put_formula(table, row, sheet_total(sheets), value,
                       sheet_formula(sheets, "=SUM(%.*s)", STR_ARGS(span)))
        ->format = format;
}

void sheet_mark_row(ReportTable *table, size_t row, CellRole role) {
    for (size_t c = 0; c < table->column_count; c++) {
        ReportCell *cell = report_cell(table, row, c);
        if (cell->kind != CELL_UNKNOWN) cell->role = role;
    }
}
