/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_styles.h - which styles of a workbook show a number as a day or time. */
#ifndef INPUTS_XLSX_STYLES_H
#define INPUTS_XLSX_STYLES_H
#include "inputs/xlsx_zip.h"

/* All zero: no style shows dates. */
typedef struct XlsxStyles {
    bool *dated; /* by style, as cells name it */
    size_t count, room;
} XlsxStyles;

/* Stores in `out` the styles of `part`, living in `arena`. Fails as xlsx_xml_parse does. */
Status xlsx_styles_read(XlsxZip *zip, Str part, Arena *arena, XlsxStyles *out, Err *err);

/* Says whether cells of this style show days or times; a style that is not there does not. */
bool xlsx_styles_is_date(const XlsxStyles *styles, size_t style);

#endif
