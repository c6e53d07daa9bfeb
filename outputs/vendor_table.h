/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vendor_table.h - tables of one row a vendor, made from a list of fields. A field that is known of no vendor is left out,
 * and a line below says why; so is, without a word, a field that is 0 throughout where that is asked for. */
#ifndef OUTPUTS_VENDOR_TABLE_H
#define OUTPUTS_VENDOR_TABLE_H
#include "outputs/compare_view.h"

typedef enum VendorFieldKind {
    VENDOR_VALUE,         /* a metric to date */
    VENDOR_MEDIAN,        /* the middle of a metric's distribution */
    VENDOR_RANGE,         /* its likely range, "341 to 512" */
    VENDOR_FURTHER,       /* what is still to come: the mean of an interval of the outlook */
    VENDOR_FURTHER_RANGE, /* its likely range */
} VendorFieldKind;

/* A column behind the vendor's name. */
typedef struct VendorField {
    const char *label;
    bool currency; /* its code stands in the header */
    CellFormat format;
    VendorFieldKind kind;
    MetricId id;        /* of a metric */
    size_t outlook;     /* offset in Outlook of an interval */
    bool may_be_absent; /* left out where it is 0 for all */
    bool no_total;      /* the total has none */
} VendorField;

/* Adds a table titled `title` to the page, vendors in the view's order and, of more than one, their total. Returns NULL,
 * with nothing added, where no field is left. */
ReportTable *vendor_table_add(const CompareView *view, Report *report, ReportPage *page, Str title,
                              const VendorField *fields, size_t count);

#endif
