/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/markup.h"
#include "outputs/number_text.h"
#include "outputs/screen_text.h"
#include <math.h>
#include <string.h>

void markup_put_text(FILE *out, Str text) {
    while (text.len > 0) {
        char bytes[6];
        const uint32_t character = screen_text_next(&text);
        switch (character) {
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        case '&': fputs("&amp;", out); break;
        case '"': fputs("&quot;", out); break;
        case '\'': fputs("&#39;", out); break;
        default: fwrite(bytes, 1, screen_text_encode(character, bytes), out);
        }
    }
}

void markup_put_element(FILE *out, const char *tag, Str text) {
    fprintf(out, "<%s>", tag);
    markup_put_text(out, text);
    fprintf(out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

void markup_put_number(FILE *out, const char *name, double value) {
    char text[NUMBER_TEXT];
    fprintf(out, " %s=\"%s\"", name, number_text_plain(round(value * 10) / 10, text));
}
