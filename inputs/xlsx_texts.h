/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_texts.h - the texts that cells of a workbook share, packed in an arena: 16 bytes a text and its bytes. */
#ifndef INPUTS_XLSX_TEXTS_H
#define INPUTS_XLSX_TEXTS_H
#include "inputs/xlsx_zip.h"

/* All zero: no texts. */
typedef struct XlsxTexts {
    Str **pages;
    size_t page_count, page_room, count;
} XlsxTexts;

/* Stores in `out` the texts of `part`: runs of rich text joined, phonetic readings left out, blanks around them
 * trimmed. What it holds lives in `arena`. Fails as xlsx_xml_parse does. */
Status xlsx_texts_read(XlsxZip *zip, Str part, Arena *arena, XlsxTexts *out, Err *err);

/* Stores the text of this number in `out`; false where there is none. */
bool xlsx_texts_get(const XlsxTexts *texts, size_t number, Str *out);

#endif
