/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/header_name.h"
#include <glib.h>

/* Returns a letter or digit in lower case and without its diacritics; 0 for anything else. */
static gunichar plain_letter(gunichar c) {
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    if (g_unichar_fully_decompose(c, FALSE, parts, G_UNICHAR_MAX_DECOMPOSITION_LENGTH)) c = parts[0];
    return g_unichar_isalnum(c) ? g_unichar_tolower(c) : 0;
}

/* Cuts the next letter or digit, with what stands before it, off `*rest`; 0: there is none. Bytes that are not UTF-8
 * count as letters of their own. */
static gunichar next_letter(Str *rest) {
    while (rest->len) {
        gunichar c = (unsigned char)rest->at[0];
        size_t length = 1;
        bool broken = false;
        if (c >= 0x80) {
            const gunichar found =
                g_utf8_get_char_validated(rest->at, (gssize)(rest->len < 4 ? rest->len : 4));
            broken = found == (gunichar)-1 || found == (gunichar)-2;
            if (!broken) length = (size_t)g_unichar_to_utf8(c = found, NULL);
        }
        *rest = (Str){rest->at + length, rest->len - length};
        if (!broken) c = plain_letter(c);
        if (c) return c;
    }
    return 0;
}

bool header_name_same(Str a, Str b) {
    bool any = false;
    for (;;) {
        const gunichar one = next_letter(&a), other = next_letter(&b);
        if (one != other) return false;
        if (!one) return any;
        any = true;
    }
}

int header_name_find(const Str *names, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(names[i], name)) return (int)i;
    }
    for (size_t i = 0; i < count; i++) {
        if (header_name_same(names[i], name)) return (int)i;
    }
    return -1;
}

int header_name_find_any(const Str *names, size_t count, Str alternatives) {
    Str name;
    while (str_split(&alternatives, '|', &name)) {
        const int column = header_name_find(names, count, name);
        if (column >= 0) return column;
    }
    return -1;
}
