/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/xlsx_xml.h"
#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PIECE = 64 * 1024 };

struct XlsxXml {
    XML_Parser parser;
    const XlsxHandler *handler;
    Str part;
    bool stopped;
    Status status; /* of the handler's refusal */
    Err *err;
};

/* A name without its prefix. */
static const char *local_name(const char *name) {
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static void XMLCALL on_start(void *xml_, const XML_Char *name, const XML_Char **attributes) {
    XlsxXml *xml = xml_;
    if (!xml->stopped) xml->handler->start(xml->handler->context, xml, local_name(name), attributes);
}

static void XMLCALL on_end(void *xml_, const XML_Char *name) {
    XlsxXml *xml = xml_;
    if (!xml->stopped) xml->handler->end(xml->handler->context, xml, local_name(name));
}

static void XMLCALL on_text(void *xml_, const XML_Char *text, int len) {
    const XlsxXml *xml = xml_;
    if (!xml->stopped) xml->handler->text(xml->handler->context, (Str){text, (size_t)len});
}

static void XMLCALL on_doctype(void *xml, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int has_subset) {
    (void)name, (void)system_id, (void)public_id, (void)has_subset;
    xlsx_xml_refuse(xml, "it declares a document type, which no workbook does");
}

void xlsx_xml_stop(XlsxXml *xml) {
    xml->stopped = true;
    XML_StopParser(xml->parser, XML_FALSE);
}

void xlsx_xml_refuse(XlsxXml *xml, const char *format, ...) {
    va_list args;
    char text[256];
    if (xml->stopped) return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    xml->status = err_set(xml->err, ERR_DATA, "is damaged: %.*s: %s", STR_ARGS(xml->part), text);
    xlsx_xml_stop(xml);
}

const char *xlsx_xml_attribute(const char **attributes, const char *name) {
    for (; *attributes; attributes += 2) {
        if (!strcmp(local_name(attributes[0]), name)) return attributes[1];
    }
    return NULL;
}

bool xlsx_xml_is_true(const char **attributes, const char *name) {
    const char *value = xlsx_xml_attribute(attributes, name);
    return value && (!strcmp(value, "1") || !strcmp(value, "true"));
}

static Status say_malformed(const XlsxXml *xml) {
    return err_set(xml->err, ERR_DATA, "is damaged: %.*s, line %lu: %s", STR_ARGS(xml->part),
                   XML_GetCurrentLineNumber(xml->parser), XML_ErrorString(XML_GetErrorCode(xml->parser)));
}

static Status parse_pieces(XlsxXml *xml, XlsxPart *part) {
    for (size_t got = 1; got > 0;) {
        void *piece = XML_GetBuffer(xml->parser, PIECE);
        if (!piece) return err_set(xml->err, ERR_IO, "out of memory");
        const Status status = xlsx_zip_read_part(part, piece, PIECE, &got, xml->err);
        if (status != OK) return status;
        const enum XML_Status parsed = XML_ParseBuffer(xml->parser, (int)got, got == 0);
        if (xml->stopped) return xml->status;
        if (parsed != XML_STATUS_OK) return say_malformed(xml);
    }
    return OK;
}

Status xlsx_xml_parse(XlsxZip *zip, Str name, const XlsxHandler *handler, Err *err) {
    XlsxPart *part = NULL;
    Status status = xlsx_zip_open_part(zip, name, &part, err);
    if (status != OK) return status;
    XlsxXml xml = {.parser = XML_ParserCreate(NULL), .handler = handler, .part = name, .err = err};
    if (xml.parser) {
        XML_SetUserData(xml.parser, &xml);
        XML_SetElementHandler(xml.parser, on_start, on_end);
        if (handler->text) XML_SetCharacterDataHandler(xml.parser, on_text);
        XML_SetStartDoctypeDeclHandler(xml.parser, on_doctype);
        status = parse_pieces(&xml, part);
        XML_ParserFree(xml.parser);
    } else {
        status = err_set(err, ERR_IO, "out of memory");
    }
    xlsx_zip_close_part(part);
    return status;
}
