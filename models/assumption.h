/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assumption.h - the numbers people argue about: one table of keys, and a set of values a scenario.
 * A scenario is the same set with some values replaced; there is no other mechanism. */
#ifndef MODELS_ASSUMPTION_H
#define MODELS_ASSUMPTION_H
#include "models/figure.h"
#include "models/spread.h"

typedef enum AssumptionId {
    ASSUME_SDR_COST_PER_YEAR,
    ASSUME_SDR_HOURS_PER_YEAR,
    ASSUME_SDR_COUNT,
    ASSUME_SDR_SHARE,
    ASSUME_SDR_HOURS_PER_WEEK,
    ASSUME_OPS_COST_PER_HOUR,
    ASSUME_TOUCH_MINUTES,
    ASSUME_TOUCH_ATTEMPTS,
    ASSUME_CONVERSATION_MINUTES,
    ASSUME_HANDOVER_MINUTES,
    ASSUME_SDR_REJECTED, /* minutes.sdr.CLASS: total minutes of a lead that ends there */
    ASSUME_SDR_INVALID,
    ASSUME_SDR_TOUCHED,
    ASSUME_SDR_ACCEPTED,
    ASSUME_SDR_QUIET,
    ASSUME_SDR_DISQUALIFIED,
    ASSUME_SDR_SQL,
    ASSUME_OPS_INVALID,
    ASSUME_OPS_DUPLICATE,
    ASSUME_OPS_RETURNED,
    ASSUME_BOUNCE_COST,
    ASSUME_TOOLS_COST,
    ASSUME_TOOLS_KEY,
    ASSUME_DEAL_VALUE,
    ASSUME_DEAL_CAP,
    ASSUME_MARGIN_GROSS,
    ASSUME_TARGET_COST_PER_SQL,
    ASSUME_TARGET_CPL,
    ASSUME_HORIZON_DAYS,
    ASSUME_DECISION_CONFIDENCE,
    ASSUME_DECISION_LOSS_SHARE,
    ASSUME_INVALID_DEFINITION,
    ASSUME_ACCEPT_DAYS,
    ASSUME_QUIET_DAYS,
    ASSUME_DUPLICATE_DAYS,
    ASSUME_CREDIT_RULE,
    ASSUME_LOG_START,
    ASSUME_CASE_CURRENCY,
    ASSUME_CASE_TZ,
    ASSUME_CASE_DATE_FORMAT,
    ASSUME_CASE_SEGMENT,
    ASSUMPTION_COUNT
} AssumptionId;

typedef enum AssumptionUnit {
    IN_MONEY, /* major units of the case's currency */
    IN_MINUTES,
    IN_HOURS,
    IN_DAYS,
    IN_NUMBER,
    IN_SHARE, /* 0 .. 1; "60%" is read too */
    IN_WORD,  /* one of `words` */
    IN_TEXT,
} AssumptionUnit;

typedef struct AssumptionKey {
    const char *key;
    AssumptionUnit unit;
    const char *label;
    const char *low, *base, *high; /* defaults as decimal text, base alone: fixed; NULL: no default */
    const char *words;             /* IN_WORD: the words, `|` between them */
    const char *source;            /* of the default */
    const char *asks;              /* the question of the Start sheet and who would know, or NULL */
} AssumptionKey;

extern const AssumptionKey ASSUMPTIONS[ASSUMPTION_COUNT];

/* Keys of a case that this version reads and keeps but does not use yet (`*` stands for any text). */
extern const char *const ASSUMPTION_LATER[];
extern const size_t ASSUMPTION_LATER_COUNT;

/* Where a value came from. */
typedef enum Origin { FROM_DEFAULT, FROM_FILE, FROM_COMMAND_LINE } Origin;

typedef struct Assumption {
    bool known;              /* false: no default and none given */
    Decimal low, base, high; /* numbers */
    SpreadKind shape;
    Str text; /* IN_WORD (lower case, one of the words) and IN_TEXT */
    Origin origin;
    Str file; /* where origin is FROM_FILE */
    long line;
    Str source, note; /* as the file or the table of keys says */
} Assumption;

typedef struct AssumptionSet {
    Str name; /* of the scenario; "base" is the first */
    Assumption of[ASSUMPTION_COUNT];
} AssumptionSet;

/* Returns the defaults, under the name "base". */
AssumptionSet assumption_defaults(void);

/* Returns the key's number, or -1. */
int assumption_find(Str key);

/* Says whether `key` is one that is kept for later. */
bool assumption_is_later(Str key);

/* Returns the known key that is spelt most like `key` ("did you mean"), or NULL where none is near. */
const char *assumption_nearest(Str key);

/* Gives one assumption new values as texts (empty = not given). `low` and `high` empty: where only `base` is
 * given, the value is fixed unless `scale` says that the low and high there were scale along with base.
 * `shape` empty: pert. Fails with ERR_CONFIG, saying what was expected, where a text is no value of the
 * key's unit, base lies outside [low, high], or the word is not one of the key's; `set` is then untouched. */
Status assumption_set(AssumptionSet *set, AssumptionId id, Str low, Str base, Str high, Str shape, bool scale,
                      Err *err);

/* Gives one assumption a scenario's cell: empty = as base; `value` = base moves, low and high scale along;
 * `low|base|high` = all three, in the shape that the row has. Fails as above. */
Status assumption_set_cell(AssumptionSet *set, AssumptionId id, Str cell, Err *err);

/* Returns the assumption as a distribution (fixed where it is a word or unknown). */
Spread assumption_spread(const Assumption *assumption);

/* Returns the word of an IN_WORD assumption as its position in `words`, from 0. */
int assumption_word(const AssumptionSet *set, AssumptionId id);

/* Returns a whole number of days or the like: base, rounded. */
int assumption_whole(const AssumptionSet *set, AssumptionId id);

#endif
