/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/csv_text.h"
#include <string.h>

static bool needs_quotes(Str text) {
    if (text.len > 0 && (text.at[0] == ' ' || text.at[text.len - 1] == ' ')) return true;
    for (size_t i = 0; i < text.len; i++) {
        if (memchr(",\"\r\n", text.at[i], 4)) return true;
    }
    return false;
}

void csv_text_put(FILE *out, const char *mark, Str text) {
    const bool quoted = needs_quotes(text);
    if (quoted) fputc('"', out);
    fputs(mark, out);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') fputc('"', out);
        fputc(text.at[i], out);
    }
    if (quoted) fputc('"', out);
}
