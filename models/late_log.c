/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/late_log.h"

LateLog late_log_settle(const Rollup *rollup, Stage to, LateLogChoice choice, MaturityData *data,
                        Arena *scratch) {
    const Day first = rollup->first_reached[to], as_of = rollup->definitions.as_of;
    LateLog out = {.start = first, .kind = MATURITY_WATCHED};
    if (choice == LATE_LOG_WATCHED || first == DAY_NONE || as_of == DAY_NONE || first > as_of) return out;
    const int32_t days = as_of - first;
    if (maturity_data_oldest(data) <= days) return out;
    out.missing = maturity_data_missing(data, days, scratch);
    if (out.missing < MATURITY_MISSING_LEAST) return out;
    out.found = true;
    out.kind = choice == LATE_LOG_TRUNCATED ? MATURITY_TRUNCATED : MATURITY_UNSEEN;
    maturity_data_start_log(data, days, out.kind);
    return out;
}
