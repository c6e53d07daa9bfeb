/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/vendor_table.h"
#include "outputs/number_text.h"
#include <math.h>

enum { FIELDS_MOST = 16 };

/* A table in the making: the fields that stay. */
typedef struct Making {
    const CompareView *view;
    Report *report;
    ReportTable *table;
    const VendorField *fields[FIELDS_MOST];
    size_t count;
} Making;

static Interval interval_of(const VendorResult *vendor, const VendorField *field) {
    if (field->kind == VENDOR_RANGE || field->kind == VENDOR_MEDIAN) return vendor->interval[field->id];
    const Outlook *const outlook = compare_view_outlook(vendor);
    if (!outlook) return (Interval){.why = {"no_outlook", STR("no outlook could be made")}};
    return *(const Interval *)(const void *)((const char *)outlook + field->outlook);
}

static Figure figure_of_field(const VendorResult *vendor, const VendorField *field) {
    if (field->kind == VENDOR_VALUE) return vendor->value[field->id];
    const Interval interval = interval_of(vendor, field);
    if (!interval_is_known(interval)) return figure_unknown(interval.why);
    return figure_of(field->kind == VENDOR_MEDIAN ? interval.p50 : interval.mean);
}

static bool is_known_of_some(const CompareView *view, const VendorField *field) {
    for (size_t v = 0; v < view->count; v++) {
        if (figure_is_known(figure_of_field(view->vendors[v], field))) return true;
    }
    return false;
}

static bool is_zero_throughout(const CompareView *view, const VendorField *field) {
    for (size_t v = 0; v < view->count; v++) {
        const Figure figure = figure_of_field(view->vendors[v], field);
        if (!figure_is_known(figure) || fabs(figure.value) > 0) return false;
    }
    return true;
}

static void put_range(const Making *making, size_t row, size_t column, const VendorField *field,
                      Interval interval) {
    Arena *const arena = making->view->arena;
    const int digits = making->report->money_digits;
    const Str low = number_text_copy(arena, interval.p05, field->format, digits);
    const Str high = number_text_copy(arena, interval.p95, field->format, digits);
    const Str text = str_format(arena, "%.*s to %.*s", STR_ARGS(low), STR_ARGS(high));
    report_put_text(making->report, making->table, row, column, text)->role = ROLE_VALUE;
}

static void put_field(const Making *making, size_t row, size_t column, const VendorResult *vendor) {
    const VendorField *const field = making->fields[column - 1];
    const Figure figure = figure_of_field(vendor, field);
    if (!figure_is_known(figure))
        report_put_unknown(making->report, making->table, row, column, figure.why.text);
    else if (field->kind == VENDOR_RANGE || field->kind == VENDOR_FURTHER_RANGE)
        put_range(making, row, column, field, interval_of(vendor, field));
    else report_put_number(making->table, row, column, figure.value);
}

static void put_vendor(const Making *making, size_t row, const VendorResult *vendor, bool total) {
    report_put_text(making->report, making->table, row, 0, vendor->vendor);
    for (size_t c = 1; c <= making->count; c++) {
        if (!total || !making->fields[c - 1]->no_total) put_field(making, row, c, vendor);
        if (total) report_cell(making->table, row, c)->role = ROLE_TOTAL;
    }
    if (total) report_cell(making->table, row, 0)->role = ROLE_TOTAL;
}

/* Why a field is not in the table. */
static void explain(const Making *making, ReportPage *page, const VendorField *field) {
    if (making->view->count == 0) return;
    const Why why = figure_of_field(making->view->vendors[0], field).why;
    const Str text = str_format(making->view->arena, "No %s: %.*s.", field->label, STR_ARGS(why.text));
    report_add_text(making->report, page, text, ROLE_MUTED, false);
}

static ReportColumn column_of(const CompareView *view, const VendorField *field) {
    const char *const code = view->result->currency.code;
    const bool named = field->currency && code[0];
    const Str label = named ? str_format(view->arena, "%s (%s)", field->label, code) : str_from(field->label);
    return (ReportColumn){.label = label, .format = field->format};
}

static void choose_fields(Making *making, const VendorField *fields, size_t count) {
    for (size_t i = 0; i < count && making->count < FIELDS_MOST; i++) {
        if (!is_known_of_some(making->view, &fields[i])) continue;
        if (fields[i].may_be_absent && is_zero_throughout(making->view, &fields[i])) continue;
        making->fields[making->count++] = &fields[i];
    }
}

ReportTable *vendor_table_add(const CompareView *view, Report *report, ReportPage *page, Str title,
                              const VendorField *fields, size_t count) {
    Making making = {.view = view, .report = report};
    choose_fields(&making, fields, count);
    if (making.count == 0) return NULL;
    ReportColumn columns[FIELDS_MOST + 1] = {{.label = STR("vendor")}};
    for (size_t c = 0; c < making.count; c++) columns[c + 1] = column_of(view, making.fields[c]);
    const bool total = view->count > 1;
    making.table = report_add_table(report, page, title, columns, making.count + 1, view->count + total);
    for (size_t v = 0; v < view->count; v++) put_vendor(&making, v, view->vendors[v], false);
    if (total) put_vendor(&making, view->count, &view->shown->total, true);
    for (size_t i = 0; i < count; i++) {
        const bool ranges = fields[i].kind == VENDOR_RANGE || fields[i].kind == VENDOR_FURTHER_RANGE;
        if (!ranges && !is_known_of_some(view, &fields[i])) explain(&making, page, &fields[i]);
    }
    return making.table;
}
