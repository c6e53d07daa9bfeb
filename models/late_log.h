/* SPDX-License-Identifier: GPL-3.0-or-later */
/* late_log.h - a log of conversions that begins late: no conversion is dated before some day, although leads are old
 * enough that there should be some. Found by what the conversions since would have made of the older leads. Pure. */
#ifndef MODELS_LATE_LOG_H
#define MODELS_LATE_LOG_H
#include "models/maturity_data.h"

/* What to take a late log for: `log.start`. */
typedef enum LateLogChoice {
    LATE_LOG_AUTO,
    LATE_LOG_UNSEEN,
    LATE_LOG_TRUNCATED,
    LATE_LOG_WATCHED
} LateLogChoice;

typedef struct LateLog {
    bool found;
    Day start;          /* the first day that the log covers */
    double missing;     /* conversions of older leads that it should hold and does not */
    MaturityEntry kind; /* what it is taken for: unseen, unless something else was chosen */
} LateLog;

/* Looks whether the log of conversions to `to` begins late; if so tells `data`, and returns what was found. */
LateLog late_log_settle(const Rollup *rollup, Stage to, LateLogChoice choice, MaturityData *data,
                        Arena *scratch);

#endif
