/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/translations.h"
#include "inputs/table_file.h"

enum { RAW, MEANS, WORD_COLUMNS };

/* A row of any of the three tables. */
typedef struct Word {
    Str raw, means;
    long line;
} Word;

/* One table's rows on their way in. */
typedef struct Words {
    Word *rows;
    size_t count, room;
    bool (*is_meaning)(Str means); /* NULL: any text is one */
    const char *expected;          /* what to say where it is none */
} Words;

static bool take_word(void *context, const TableRow *row) {
    Words *words = context;
    if (!table_need(row, RAW) || !table_need(row, MEANS)) return false;
    if (words->is_meaning && !words->is_meaning(row->cells[MEANS]))
        return table_refuse(row, MEANS, "expected %s", words->expected);
    ARENA_RESERVE(row->arena, words->rows, words->count, words->room);
    words->rows[words->count++] = (Word){table_text(row, RAW), table_text(row, MEANS), row->line};
    return true;
}

/* A word that means two things would mean the one that happens to stand first. */
static Status check_meanings(const Words *words, Str path, Err *err) {
    for (size_t i = 0; i < words->count; i++) {
        for (size_t j = 0; j < i; j++) {
            const Word *before = &words->rows[j], *word = &words->rows[i];
            if (!str_equal_nocase(before->raw, word->raw) || str_equal(before->means, word->means)) continue;
            return err_set(err, ERR_CONFIG, "%.*s: lines %ld and %ld give '%.*s' two meanings",
                           STR_ARGS(path), before->line, word->line, STR_ARGS(word->raw));
        }
    }
    return OK;
}

static Status read_words(Str path, const char *role, const char *means, Provenance *provenance, Arena *arena,
                         Words *words, Err *err) {
    const TableColumn columns[WORD_COLUMNS] = {{"raw", true}, {means, true}};
    const TableFormat format = {role, columns, WORD_COLUMNS};
    const Status status = table_read(path, &format, take_word, words, provenance, arena, err);
    return status == OK ? check_meanings(words, path, err) : status;
}

Status aliases_read(Str path, Provenance *provenance, Arena *arena, Aliases *out, Err *err) {
    Words words = {.is_meaning = NULL};
    const Status status = read_words(path, "aliases", "vendor", provenance, arena, &words, err);
    Alias *rows = ARENA_ARRAY(arena, Alias, words.count);
    for (size_t i = 0; i < words.count; i++) rows[i] = (Alias){words.rows[i].raw, words.rows[i].means};
    *out = (Aliases){rows, words.count};
    return status;
}

Str aliases_vendor(Aliases aliases, Str raw) {
    const Alias *best = NULL;
    raw = str_trim(raw);
    for (size_t i = 0; i < aliases.count; i++) {
        if (!str_matches(raw, aliases.rows[i].raw)) continue;
        if (!best || aliases.rows[i].raw.len > best->raw.len) best = &aliases.rows[i];
    }
    if (best) return best->vendor;
    return str_equal(raw, STR("-")) ? STR("") : raw; /* a dash in an export is a blank, not an answer */
}

static bool is_outcome(Str means) {
    StatusMeaning out;
    return outcome_parse_meaning(means, &out);
}

Status statuses_read(Str path, Provenance *provenance, Arena *arena, Vocabulary *vocabulary, Err *err) {
    Words words = {.is_meaning = is_outcome,
                   .expected = "untouched, touched, quiet, accepted, rejected, disqualified, invalid, "
                               "unreachable, duplicate, returned, sql, opportunity, won or lost"};
    const Status status = read_words(path, "statuses", "outcome", provenance, arena, &words, err);
    StatusRow *rows = ARENA_ARRAY(arena, StatusRow, words.count);
    for (size_t i = 0; i < words.count; i++) {
        rows[i].raw = words.rows[i].raw;
        outcome_parse_meaning(words.rows[i].means, &rows[i].means);
    }
    vocabulary->statuses = rows;
    vocabulary->status_count = words.count;
    return status;
}

static bool is_reason_class(Str means) { return outcome_parse_reason_class(means).known; }

Status reasons_read(Str path, Provenance *provenance, Arena *arena, Vocabulary *vocabulary, Err *err) {
    Words words = {.is_meaning = is_reason_class,
                   .expected = "fit, timing, data, other, duplicate or invalid"};
    const Status status = read_words(path, "reasons", "class", provenance, arena, &words, err);
    ReasonRow *rows = ARENA_ARRAY(arena, ReasonRow, words.count);
    for (size_t i = 0; i < words.count; i++)
        rows[i] = (ReasonRow){words.rows[i].raw, outcome_parse_reason_class(words.rows[i].means)};
    vocabulary->reasons = rows;
    vocabulary->reason_count = words.count;
    return status;
}
