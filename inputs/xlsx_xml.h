/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_xml.h - one part of a workbook as a stream of elements. The one place of expat here. A part with a DOCTYPE is
 * refused, so there are no entities but the five of XML. Names come without their prefix: <x:row> is "row". */
#ifndef INPUTS_XLSX_XML_H
#define INPUTS_XLSX_XML_H
#include "inputs/xlsx_zip.h"

typedef struct XlsxXml XlsxXml;

/* Who takes the elements. `attributes`: name, value, name, value ..., NULL. Text comes in pieces; `text` may be NULL. */
typedef struct XlsxHandler {
    void *context;
    void (*start)(void *context, XlsxXml *xml, const char *name, const char **attributes);
    void (*end)(void *context, XlsxXml *xml, const char *name);
    void (*text)(void *context, Str text);
} XlsxHandler;

/* Hands the part `name` to `handler`, to its end or until one of the two below is called. Fails with ERR_DATA where the
 * part is missing, has a DOCTYPE or is not well-formed, or with what xlsx_xml_refuse said. */
Status xlsx_xml_parse(XlsxZip *zip, Str name, const XlsxHandler *handler, Err *err);

/* Ends the parsing: nothing more is wanted. To be called by a handler. */
void xlsx_xml_stop(XlsxXml *xml);

/* Ends the parsing with ERR_DATA and the formatted sentence. To be called by a handler. */
void xlsx_xml_refuse(XlsxXml *xml, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Returns the value of an attribute by its name without prefix, or NULL. */
const char *xlsx_xml_attribute(const char **attributes, const char *name);

/* Says whether the attribute is there and says "1" or "true". */
bool xlsx_xml_is_true(const char **attributes, const char *name);

#endif
