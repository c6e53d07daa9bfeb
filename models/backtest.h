/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backtest.h - how good the projections were: what was expected as of earlier month ends beside what then came. A month's
 * arrivals are the leads that reached a stage on a day of that month, by all that the files know today. Pure. */
#ifndef MODELS_BACKTEST_H
#define MODELS_BACKTEST_H
#include "models/figure.h"
#include "models/rollup.h"

enum {
    BACKTEST_DATES = 9,   /* month ends at most */
    BACKTEST_HISTORY = 6, /* months with deliveries before each, its own included */
    BACKTEST_HORIZONS = 3,
    BACKTEST_STAGES = STAGE_COUNT - STAGE_SQL /* SQL, opportunity, won */
};
extern const int BACKTEST_MONTHS[BACKTEST_HORIZONS]; /* 1, 3, 6 */

/* Stores in `out` the month ends, oldest first, that have enough deliveries before them and a whole month of data behind
 * them; returns how many. Both days are dated. */
size_t backtest_dates(Day first_delivery, Day as_of, Day out[BACKTEST_DATES]);

/* Says whether all months of a horizon (< BACKTEST_HORIZONS) from `date`, a month end, lie in the past. */
bool backtest_is_past(Day date, size_t horizon, Day as_of);

/* What came, by vendor of the rollup, stage and month. */
typedef struct Arrivals {
    Month first;
    size_t months, vendor_count;
    int64_t *count;               /* [(vendor * STAGE_COUNT + stage) * months + month] */
    int64_t undated[STAGE_COUNT]; /* leads that reached the stage on a day nobody knows: not in `count` */
} Arrivals;

/* Counts the leads of `table`, which `rollup` was counted from. Memory is of `arena`. */
Arrivals backtest_count(const LeadTable *table, const Outcomes *outcomes, const Rollup *rollup, Arena *arena);

/* Returns how many reached `stage` in the `months` months after `date`, a month end; vendor vendor_count: all of them. */
int64_t backtest_arrived(const Arrivals *arrivals, size_t vendor, Stage stage, Day date, int months);

/* One projection beside what came. */
typedef struct BacktestRow {
    Day date;
    size_t vendor; /* vendor_count: the total */
    Stage stage;   /* SQL or later */
    size_t horizon;
    Interval projected; /* not known: the row is left out of all scores */
    double actual;
} BacktestRow;

/* All projections of one vendor, stage and horizon: means a date. */
typedef struct BacktestScore {
    size_t dates, inside;           /* projections; those with what came from p05 to p95, both included */
    double projected, actual, bias; /* bias: projected - actual */
    double error;                   /* mean absolute error */
} BacktestScore;

/* What a backtest found. */
typedef struct Backtest {
    const char *version;
    Str case_name, scenario;
    Day as_of;
    unsigned long seed;
    const Str *vendors; /* in the order of their names */
    size_t vendor_count;
    bool has_stage[STAGE_COUNT];
    Day dates[BACKTEST_DATES]; /* oldest first */
    size_t date_count;
    Why refused[BACKTEST_DATES]; /* why nothing could be projected then */
    int64_t undated[STAGE_COUNT];
    BacktestRow *rows;
    size_t row_count;
    BacktestScore *scores; /* see backtest_score_of */
} Backtest;

/* Fills `scores`, of `arena`, from the rows. */
void backtest_score(Backtest *backtest, Arena *arena);

/* Returns the scores of a vendor (vendor_count: the total) at a stage, SQL or later, over a horizon; `dates` 0: none. */
const BacktestScore *backtest_score_of(const Backtest *backtest, size_t vendor, Stage stage, size_t horizon);

#endif
