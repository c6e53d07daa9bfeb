/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_readback.h - a workbook that was just written, read again before anybody trusts it: the library that writes it
 * calls a truncated file a success. */
#ifndef OUTPUTS_XLSX_READBACK_H
#define OUTPUTS_XLSX_READBACK_H
#include "models/base/base.h"

/* What must be found: `cells[i]` cells on sheet i + 1, and so many charts. */
typedef struct XlsxContent {
    const size_t *cells;
    size_t sheet_count, chart_count;
} XlsxContent;

/* Reads the whole book at `path`: every part is there with its checksum and is well-formed XML, and the counts are
 * those of `want`. Fails with ERR_IO, saying what is wrong with which part. */
Status xlsx_readback_check(const char *path, const XlsxContent *want, Err *err);

#endif
