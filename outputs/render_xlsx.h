/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render_xlsx.h - a report as a workbook (.xlsx): each page with MEDIA_BOOK is a sheet. The one place of libxlsxwriter.
 *
 * Nothing reaches the library unchecked: texts become valid UTF-8 that XML can hold, are cut at 32,767 characters and
 * never become formulas; numbers must be finite; names of sheets and lists must be such as every spreadsheet takes.
 * The library runs in a child process and its file is read back before it replaces an earlier one. */
#ifndef OUTPUTS_RENDER_XLSX_H
#define OUTPUTS_RENDER_XLSX_H
#include "outputs/report.h"

/* Writes `report` to `path`; the same report gives the same bytes. Whatever fails, an earlier file stays as it was.
 * Fails with ERR_CREATE where no file can be made there, ERR_IO where writing fails or what was written does not
 * read back, ERR_BUG where the report holds what no workbook can. */
Status render_xlsx(const Report *report, const char *path, Err *err);

#endif
