/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_scan.h - what one fast pass over bytes can tell: lines, quotes, and bytes that need a closer look.
 * A line ends with LF, CR LF, or a CR without LF. Pure: no I/O, no allocation. */
#ifndef INPUTS_TEXT_SCAN_H
#define INPUTS_TEXT_SCAN_H
#include "models/base/base.h"

typedef struct TextScan {
    size_t line_ends; /* a CR that is the last byte does not count yet: an LF may follow */
    size_t lone_crs;  /* line ends that are a CR without LF */
    size_t quotes;    /* bytes that are a double quote */
    bool high;        /* there are bytes above 127 */
    bool control;     /* there are NUL or ^Z bytes */
} TextScan;

/* Returns what `text` holds. `after_cr`: the byte before it is a CR that no scan has counted yet. */
TextScan text_scan(Str text, bool after_cr);

/* Returns the number of bytes at the start of `text` that are below 128. */
size_t text_ascii(Str text);

/* Returns the length of the UTF-8 character at the start of `text`; 0 where it is none or cut short. */
size_t text_utf8_char(Str text);

/* Says whether all of `text` is UTF-8 (no surrogates, nothing overlong). */
bool text_is_utf8(Str text);

/* Returns what stands behind the first line end of `text`, or NULL where there is no complete line. A CR as
 * the last byte ends a line only where `last` says that nothing follows. */
const char *text_line_end(Str text, bool last);

/* Says whether a person would call the cell empty: nothing, a dash, NULL, N/A, NaN, NaT, None, \N, or a day
 * of zeros; blanks around it and the case of letters do not matter. */
bool text_is_missing(Str text);

#endif
