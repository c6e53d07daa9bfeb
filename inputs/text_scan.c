/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/text_scan.h"
#include <glib.h>
#include <string.h>

enum { LANES = 16, CTRL_Z = 0x1A, ROUNDS = 255 }; /* a lane that counts to 255 does not overflow */

typedef unsigned char Lanes __attribute__((vector_size(LANES)));

/* What is counted in every lane, and what was seen in any. */
typedef struct Tally {
    Lanes feeds, lone_crs, quotes, seen, control;
} Tally;

static Lanes load(const char *at) {
    Lanes lanes;
    memcpy(&lanes, at, sizeof lanes);
    return lanes;
}

/* Lanes of ones where `lanes` holds `byte`. */
static Lanes where(Lanes lanes, unsigned char byte) { return (Lanes)(lanes == ((Lanes){0} + byte)); }

/* Counts the 16 bytes at `at`; the one behind them must be readable. Minus ones is plus one. */
static inline void count_lanes(Tally *tally, const char *at) {
    const Lanes lanes = load(at), next = load(at + 1);
    tally->feeds -= where(lanes, '\n');
    tally->lone_crs -= where(lanes, '\r') & ~where(next, '\n');
    tally->quotes -= where(lanes, '"');
    tally->seen |= lanes;
    tally->control |= where(lanes, 0) | where(lanes, CTRL_Z);
}

static size_t sum(Lanes lanes) {
    size_t total = 0;
    for (int i = 0; i < LANES; i++) total += lanes[i];
    return total;
}

static void add_tally(TextScan *scan, const Tally *tally) {
    scan->line_ends += sum(tally->feeds) + sum(tally->lone_crs);
    scan->lone_crs += sum(tally->lone_crs);
    scan->quotes += sum(tally->quotes);
    scan->control |= sum(tally->control) > 0;
    for (int i = 0; i < LANES; i++) scan->high |= tally->seen[i] > 127;
}

/* The bytes that are too few for all lanes, one by one; a CR at the very end is left to the next scan. */
static void count_rest(TextScan *scan, Str text, size_t from) {
    for (size_t i = from; i < text.len; i++) {
        const unsigned char byte = (unsigned char)text.at[i];
        const bool lone = byte == '\r' && i + 1 < text.len && text.at[i + 1] != '\n';
        scan->line_ends += byte == '\n' || lone;
        scan->lone_crs += lone;
        scan->quotes += byte == '"';
        scan->high |= byte > 127;
        scan->control |= byte == 0 || byte == CTRL_Z;
    }
}

TextScan text_scan(Str text, bool after_cr) {
    TextScan scan = {0};
    if (text.len == 0) return scan;
    scan.lone_crs = scan.line_ends = after_cr && text.at[0] != '\n';
    size_t i = 0;
    while (text.len - i > LANES) {
        Tally tally = {0};
        for (int round = 0; round < ROUNDS && text.len - i > LANES; round++, i += LANES)
            count_lanes(&tally, text.at + i);
        add_tally(&scan, &tally);
    }
    count_rest(&scan, text, i);
    return scan;
}

size_t text_ascii(Str text) {
    size_t i = 0;
    uint64_t eight;
    for (; text.len - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, text.at + i, sizeof eight);
        if (eight & 0x8080808080808080u) break;
    }
    while (i < text.len && (unsigned char)text.at[i] < 128) i++;
    return i;
}

size_t text_utf8_char(Str text) {
    if (text.len == 0) return 0;
    if ((unsigned char)text.at[0] < 128) return 1;
    const gunichar found = g_utf8_get_char_validated(text.at, (gssize)(text.len < 4 ? text.len : 4));
    if (found == (gunichar)-1 || found == (gunichar)-2) return 0;
    return (size_t)g_unichar_to_utf8(found, NULL);
}

bool text_is_utf8(Str text) {
    for (;;) {
        const size_t ascii = text_ascii(text);
        text = (Str){text.at + ascii, text.len - ascii};
        if (text.len == 0) return true;
        const size_t length = text_utf8_char(text);
        if (length == 0) return false;
        text = (Str){text.at + length, text.len - length};
    }
}

const char *text_line_end(Str text, bool last) {
    const char *end = text.at + text.len;
    for (const char *at = text.at; at < end; at++) {
        if (*at == '\n') return at + 1;
        if (*at != '\r') continue;
        if (at + 1 == end) return last ? end : NULL;
        return at[1] == '\n' ? at + 2 : at + 1;
    }
    return NULL;
}

bool text_is_missing(Str text) {
    static const Str SPELLINGS[] = {
        {"-", 1},
        {"--", 2},
        {"\xe2\x80\x93", 3},
        {"\xe2\x80\x94", 3}, /* en and em dash */
        {"null", 4},
        {"(null)", 6},
        {"n/a", 3},
        {"#n/a", 4},
        {"na", 2},
        {"nan", 3},
        {"nat", 3},
        {"none", 4},
        {"\\N", 2},
        {"0000-00-00", 10},
        {"0000-00-00 00:00:00", 19},
    };
    text = str_trim(text);
    if (text.len == 0) return true;
    for (size_t i = 0; i < sizeof SPELLINGS / sizeof *SPELLINGS; i++) {
        if (str_equal_nocase(text, SPELLINGS[i])) return true;
    }
    return false;
}
