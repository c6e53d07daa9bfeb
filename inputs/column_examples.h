/* SPDX-License-Identifier: GPL-3.0-or-later */
/* column_examples.h - what the columns of a file hold, by their first few different values: so that a person sees at a glance
 * whether a column is what it was taken for. */
#ifndef INPUTS_COLUMN_EXAMPLES_H
#define INPUTS_COLUMN_EXAMPLES_H
#include "inputs/masked_value.h"
#include "models/provenance.h"

typedef struct ColumnExamples ColumnExamples;

/* Returns an empty collection for a file of `columns` columns; it lives in `scratch`, which is to be taken back soon: it
 * holds values as they are. */
ColumnExamples *column_examples_new(size_t columns, Arena *scratch);

/* Looks at the cells of a row that could be used (in others they may stand in wrong columns), of the columns that lack examples; after the first 20,000 rows it does nothing. */
void column_examples_take(ColumnExamples *examples, const Str *fields, size_t count);

/* Stores in `use` the examples of column `column`, masked by what it was taken for (`use->field`); in `arena`. */
void column_examples_mask(const ColumnExamples *examples, size_t column, Arena *arena, ColumnUse *use);

#endif
