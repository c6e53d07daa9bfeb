/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_zip.h - the parts of a workbook file: a zip archive that is opened only where it is harmless. The one place of
 * libzip here. Refused are, with one sentence that does not name the file:
 * - parts with an absolute name, with `..` or a backslash in it, or protected by a password; over 10,000 parts;
 * - bombs: parts that unpack to over 2 GiB together, or one of over 1 MiB that unpacks to over 200 times its packed size
 *   (sheets stay below 60); parts that overlap, or unpack to more than the archive says. */
#ifndef INPUTS_XLSX_ZIP_H
#define INPUTS_XLSX_ZIP_H
#include "models/base/base.h"

typedef struct XlsxZip XlsxZip;
typedef struct XlsxPart XlsxPart;

/* Opens the archive that the descriptor `fd` is open on, which must be a file; takes `fd` over, also where it fails.
 * What is stored in `out` lives in `arena`. Fails with ERR_DATA where it is no archive or one to be refused. */
Status xlsx_zip_open(int fd, Arena *arena, XlsxZip **out, Err *err);

/* Returns the SHA-256 of the bytes of the file, in hex. */
const char *xlsx_zip_sha256(const XlsxZip *zip);

/* Says whether there is a part of this name (blind to ASCII case, as names of parts are). */
bool xlsx_zip_has(const XlsxZip *zip, Str name);

/* Opens a part to be read once, from its start; any number may be open. Fails with ERR_DATA where it is missing. */
Status xlsx_zip_open_part(XlsxZip *zip, Str name, XlsxPart **out, Err *err);

/* Reads up to `room` bytes of the part into `to` and stores their number in `got`, 0 at its end. Fails with ERR_DATA
 * where it is damaged or a bomb, with ERR_IO where reading fails. */
Status xlsx_zip_read_part(XlsxPart *part, void *to, size_t room, size_t *got, Err *err);

/* Each closes what was opened; NULL is nothing to close. Parts are closed before their archive. */
void xlsx_zip_close_part(XlsxPart *part);
void xlsx_zip_close(XlsxZip *zip);

#endif
