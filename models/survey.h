/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey.h - what the leads of a run hold, before any judgement: vendors and how they are spelt, days, words that say
 * nothing yet. Pure. */
#ifndef MODELS_SURVEY_H
#define MODELS_SURVEY_H
#include "models/rollup.h"
#include "models/spelling.h"

typedef struct SurveyVendor {
    Str vendor;
    int64_t leads;
    Month first, last; /* of delivery; MONTH_NONE: not dated */
    bool contracted;   /* the contracts name it */
} SurveyVendor;

/* A status or reason that has no meaning. */
typedef struct SurveyWord {
    LeadField field;
    Str raw; /* empty where it may be a person's: it holds an @, or its field has too many to be a list of words */
    int64_t leads;
} SurveyWord;

typedef struct Survey {
    SurveyVendor *vendors; /* in the order of their names */
    size_t vendor_count;
    SpellingPair *alike; /* a vendor and the vendor, or the name in the contracts, that it probably is */
    size_t alike_count;
    SurveyWord *words; /* by field; the most frequent first, then by name */
    size_t word_count;
    Day first_delivery, last_delivery; /* DAY_NONE: not dated */
} Survey;

/* Looks through the leads (`table` NULL: the files are counts) and what was counted of them. Memory is of `arena`. */
const Survey *survey_make(const LeadTable *table, Vocabulary vocabulary, Contracts contracts,
                          const Rollup *rollup, Arena *arena);

#endif
