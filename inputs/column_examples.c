/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/column_examples.h"
#include "models/lead_table.h"

enum { MOST_ROWS = 20000 };

struct ColumnExamples {
    Arena *arena;
    Str (*values)[COLUMN_EXAMPLES]; /* by column, as they are */
    size_t *open;                   /* the columns that have not all examples yet */
    size_t open_count, rows;
};

ColumnExamples *column_examples_new(size_t columns, Arena *scratch) {
    ColumnExamples *examples = ARENA_NEW(scratch, ColumnExamples);
    examples->arena = scratch;
    examples->values = arena_alloc_array(scratch, columns, sizeof *examples->values);
    examples->open = ARENA_ARRAY(scratch, size_t, columns);
    for (size_t i = 0; i < columns; i++) examples->open[examples->open_count++] = i;
    return examples;
}

/* Takes a value that is another one; returns whether there is room for more. */
static bool take_value(ColumnExamples *examples, Str values[COLUMN_EXAMPLES], Str cell) {
    size_t i = 0;
    cell = str_trim(cell);
    if (!cell.len) return true;
    while (values[i].len && !str_equal(values[i], cell)) {
        if (++i == COLUMN_EXAMPLES) return false;
    }
    if (!values[i].len) values[i] = str_copy(examples->arena, cell);
    return values[COLUMN_EXAMPLES - 1].len == 0;
}

void column_examples_take(ColumnExamples *examples, const Str *fields, size_t count) {
    size_t still = 0;
    if (examples->rows++ >= MOST_ROWS) return;
    for (size_t i = 0; i < examples->open_count; i++) {
        const size_t column = examples->open[i];
        if (column >= count || take_value(examples, examples->values[column], fields[column]))
            examples->open[still++] = column;
    }
    examples->open_count = still;
}

/* What one target lets be seen; other names are those of a file of counts. */
static MaskKind kind_of_target(Str target) {
    static const struct {
        const char *key;
        MaskKind kind;
    } OWN[] = {{"lead_id", MASK_ID},        {"vendor_lead_id", MASK_ID}, {"opportunity_id", MASK_ID},
               {"replacement_of", MASK_ID}, {"owner", MASK_PERSON},      {"account", MASK_PERSON},
               {"email", MASK_PERSON}};
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) {
        if (str_equal(target, str_from(OWN[i].key))) return OWN[i].kind;
    }
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        if (!str_equal(target, str_from(LEAD_FIELDS[f].key))) continue;
        return LEAD_FIELDS[f].kind == FIELD_TEXT || LEAD_FIELDS[f].kind == FIELD_WORD ? MASK_WORD
                                                                                      : MASK_VALUE;
    }
    return MASK_VALUE;
}

/* A column may be taken for several things: the one that shows the least decides. */
static MaskKind kind_of(Str field) {
    MaskKind kind = MASK_WORD;
    Str rest = field, target;
    if (!field.len) return MASK_FREE;
    while (str_split(&rest, ',', &target)) {
        const MaskKind own = kind_of_target(str_trim(target));
        if (own > kind) kind = own;
    }
    return kind;
}

void column_examples_mask(const ColumnExamples *examples, size_t column, Arena *arena, ColumnUse *use) {
    const MaskKind kind = kind_of(use->field);
    size_t count = 0;
    for (size_t i = 0; i < COLUMN_EXAMPLES; i++) {
        const Str shown = masked_value(examples->values[column][i], kind, arena);
        if (shown.len && (!count || !str_equal(shown, use->examples[0]))) use->examples[count++] = shown;
    }
}
