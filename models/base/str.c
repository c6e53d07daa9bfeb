/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/base/str.h"
#include <stdio.h>
#include <string.h>

Str str_from(const char *text) { return text ? (Str){text, strlen(text)} : (Str){"", 0}; }

Str str_copy(Arena *arena, Str text) {
    char *copy = arena_alloc(arena, text.len + 1);
    if (text.len) memcpy(copy, text.at, text.len);
    return (Str){copy, text.len};
}

Str str_format(Arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    const int need = vsnprintf(NULL, 0, format, args);
    va_end(args);
    const size_t len = need > 0 ? (size_t)need : 0;
    char *text = arena_alloc(arena, len + 1);
    vsnprintf(text, len + 1, format, again);
    va_end(again);
    return (Str){text, len};
}

bool str_equal(Str a, Str b) { return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0); }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

bool str_equal_nocase(Str a, Str b) {
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++) {
        if (lower(a.at[i]) != lower(b.at[i])) return false;
    }
    return true;
}

bool str_starts(Str text, Str start) {
    return text.len >= start.len && str_equal((Str){text.at, start.len}, start);
}

bool str_ends(Str text, Str end) {
    return text.len >= end.len && str_equal((Str){text.at + text.len - end.len, end.len}, end);
}

int str_compare(Str a, Str b) {
    const size_t shorter = a.len < b.len ? a.len : b.len;
    const int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    if (order) return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

/* Returns how many bytes the blank at the start of `text` takes; 0: no blank there. */
static size_t blank_at_start(Str text) {
    if (text.len && (text.at[0] == ' ' || text.at[0] == '\t' || text.at[0] == '\r' || text.at[0] == '\n'))
        return 1;
    return str_starts(text, STR("\xc2\xa0")) ? 2 : 0;
}

static size_t blank_at_end(Str text) {
    if (text.len && blank_at_start((Str){text.at + text.len - 1, 1})) return 1;
    return str_ends(text, STR("\xc2\xa0")) ? 2 : 0;
}

Str str_trim(Str text) {
    for (size_t n; (n = blank_at_start(text));) text = (Str){text.at + n, text.len - n};
    for (size_t n; (n = blank_at_end(text));) text.len -= n;
    return text;
}

bool str_split(Str *rest, char separator, Str *part) {
    if (!rest->at) return false;
    const char *end = rest->len ? memchr(rest->at, separator, rest->len) : NULL;
    if (!end) {
        *part = *rest;
        *rest = (Str){NULL, 0};
        return true;
    }
    const size_t len = (size_t)(end - rest->at);
    *part = (Str){rest->at, len};
    *rest = (Str){end + 1, rest->len - len - 1};
    return true;
}

/* The last `*` met is the only one that ever has to take more bytes, so no recursion is needed. */
bool str_matches(Str text, Str pattern) {
    size_t t = 0, p = 0, star = pattern.len, mark = 0;
    while (t < text.len) {
        if (p < pattern.len && pattern.at[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.len && (pattern.at[p] == '?' || lower(pattern.at[p]) == lower(text.at[t]))) {
            p++, t++;
        } else if (star < pattern.len) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.at[p] == '*') p++;
    return p == pattern.len;
}

size_t str_distance(Str a, Str b) {
    enum { LONGEST = 64 };
    size_t row[LONGEST + 1];
    if (a.len > LONGEST || b.len > LONGEST) return SIZE_MAX;
    for (size_t j = 0; j <= b.len; j++) row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            const size_t kept = diagonal + (lower(a.at[i - 1]) != lower(b.at[j - 1]));
            diagonal = row[j];
            const size_t shorter = row[j] < row[j - 1] ? row[j] : row[j - 1];
            row[j] = kept < shorter + 1 ? kept : shorter + 1;
        }
    }
    return row[b.len];
}

uint64_t str_hash(Str text) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.len; i++) hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
    hash = (hash ^ (hash >> 32)) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}
