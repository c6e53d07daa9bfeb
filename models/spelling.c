/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/spelling.h"
#include <string.h>

enum { NAME_TEXT = 64, MOST_NAMES = 1000, ONE_LETTER = 5, TWO_LETTERS = 8 };

/* What stands behind a name and is none of it: forms of companies, and words that some leave out. */
static const char *const FORMS[] = {
    "ltd",     "limited", "inc",  "incorporated", "llc", "llp", "lp", "corp", "corporation", "co",
    "company", "plc",     "gmbh", "ag",           "kg",  "se",  "sa", "sas",  "sarl",        "srl",
    "spa",     "bv",      "nv",   "ab",           "as",  "aps", "oy", "pty",  "pte",         "pvt"};
static const char *const TRADES[] = {"data",   "media",     "group",    "digital",  "marketing",
                                     "leads",  "solutions", "services", "partners", "international",
                                     "global", "online",    "com"};

/* A name without case and punctuation: its words, one behind the other, and where the last of them begins. */
typedef struct Folded {
    char text[NAME_TEXT];
    size_t starts[NAME_TEXT];
    size_t words, length;
} Folded;

/* Returns the letter as it is compared; 0 for what parts words. Bytes of other alphabets are letters. */
static char fold_letter(char c) {
    if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
    return letter ? c : 0;
}

/* Takes the words of a list off the end, as long as something is left. */
static void drop_words(Folded *folded, const char *const *list, size_t count) {
    while (folded->words > 1) {
        const size_t start = folded->starts[folded->words - 1];
        const Str last = {folded->text + start, folded->length - start};
        size_t i = 0;
        while (i < count && !str_equal(last, str_from(list[i]))) i++;
        if (i == count) return;
        folded->words--;
        folded->length = start;
    }
}

/* Cuts off what stands in brackets behind a name, as in "Acme (EMEA)"; years and other numbers stay. */
static Str without_brackets(Str name) {
    const char *open = name.len ? memchr(name.at, '(', name.len) : NULL;
    const size_t start = open ? (size_t)(open - name.at) : 0;
    for (size_t i = start; start && i < name.len; i++) {
        if (name.at[i] >= '0' && name.at[i] <= '9') return name;
    }
    return start ? (Str){name.at, start} : name;
}

/* An apostrophe or point inside a word does not part it: O'Neil, S.A. */
static Folded fold(Str name) {
    Folded out = {.words = 0};
    bool inside = false;
    name = without_brackets(name);
    for (size_t i = 0; i < name.len && out.length < NAME_TEXT; i++) {
        const char letter = fold_letter(name.at[i]);
        if (!letter) {
            inside = inside && (name.at[i] == '.' || name.at[i] == '\'');
            continue;
        }
        if (!inside) out.starts[out.words++] = out.length;
        inside = true;
        out.text[out.length++] = letter;
    }
    drop_words(&out, FORMS, sizeof FORMS / sizeof *FORMS);
    return out;
}

static Str text_of(const Folded *folded) { return (Str){folded->text, folded->length}; }

/* Copies the digits of a name to `digits`, which holds NAME_TEXT bytes. */
static Str digits_of(const Folded *folded, char *digits) {
    size_t count = 0;
    for (size_t i = 0; i < folded->length; i++) {
        if (folded->text[i] >= '0' && folded->text[i] <= '9') digits[count++] = folded->text[i];
    }
    return (Str){digits, count};
}

static bool same_digits(const Folded *a, const Folded *b) {
    char of_a[NAME_TEXT], of_b[NAME_TEXT];
    return str_equal(digits_of(a, of_a), digits_of(b, of_b));
}

static bool misspelt(Str a, Str b) {
    const size_t shorter = a.len < b.len ? a.len : b.len;
    if (shorter < ONE_LETTER) return false;
    const size_t distance = str_distance(a, b);
    return distance <= 1 || (distance == 2 && shorter >= TWO_LETTERS && a.at[0] == b.at[0]);
}

static bool folded_alike(const Folded *a, const Folded *b) {
    if (!a->length || !b->length || !same_digits(a, b)) return false;
    if (misspelt(text_of(a), text_of(b)) || str_equal(text_of(a), text_of(b))) return true;
    Folded bare_a = *a, bare_b = *b;
    drop_words(&bare_a, TRADES, sizeof TRADES / sizeof *TRADES);
    drop_words(&bare_b, TRADES, sizeof TRADES / sizeof *TRADES);
    return str_equal(text_of(&bare_a), text_of(b)) || str_equal(text_of(a), text_of(&bare_b));
}

bool spelling_alike(Str a, Str b) {
    const Folded folded_a = fold(a), folded_b = fold(b);
    return !str_equal(a, b) && folded_alike(&folded_a, &folded_b);
}

/* Returns the name that `names[i]` probably is, or NULL: the one with the most weight of those that are alike. */
static const SpellingName *likely_name(const SpellingName *names, const Folded *folded, size_t count,
                                       size_t i) {
    const SpellingName *best = NULL;
    for (size_t j = 0; j < count; j++) {
        const bool outweighs =
            names[j].weight > names[i].weight || (names[j].weight == names[i].weight && j < i);
        if (!outweighs || (best && names[j].weight <= best->weight)) continue;
        if (!str_equal(names[i].name, names[j].name) && folded_alike(&folded[i], &folded[j]))
            best = &names[j];
    }
    return best;
}

size_t spelling_find_pairs(const SpellingName *names, size_t count, Arena *arena, SpellingPair **out) {
    if (count > MOST_NAMES) return 0;
    Folded *folded = ARENA_ARRAY(arena, Folded, count);
    size_t pairs = 0;
    *out = ARENA_ARRAY(arena, SpellingPair, count);
    for (size_t i = 0; i < count; i++) folded[i] = fold(names[i].name);
    for (size_t i = 0; i < count; i++) {
        const SpellingName *likely = likely_name(names, folded, count, i);
        if (likely) (*out)[pairs++] = (SpellingPair){names[i].name, likely->name};
    }
    return pairs;
}
