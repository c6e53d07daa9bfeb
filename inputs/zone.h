/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zone.h - the time zone that a run's clock times are in. Read once, by name, never from the environment; after
 * that a zone is a constant table, and safe for any number of threads. Everywhere NULL stands for UTC.
 * A minute of UTC is counted from 1970-01-01 00:00. Before 1970 and from 2100 on the nearest offset holds. */
#ifndef INPUTS_ZONE_H
#define INPUTS_ZONE_H
#include "models/base/base.h"

typedef struct Zone Zone;

#define ZONE_NO_MINUTES INT64_MIN

/* Stores in `out`, in `arena`, the zone of the tz database called `name` ("Europe/Berlin", "UTC"), or a fixed
 * offset ("+02:00"). Fails with ERR_USAGE where there is none of that name. */
Status zone_open(const char *name, Arena *arena, const Zone **out, Err *err);

/* Returns what a clock in `zone` shows at minute `utc`. */
Stamp zone_stamp(const Zone *zone, int64_t utc);

/* Returns the minute of UTC at which a clock in `zone` shows `stamp`; ZONE_NO_MINUTES where it has no time of
 * day. An hour that comes twice is taken the first time; a time that the clock skips is taken as if it had gone
 * on (02:30 for 03:30). */
int64_t zone_utc(const Zone *zone, Stamp stamp);

/* Returns the minutes that pass between two stamps of clocks in `zone`, negative where `to` is earlier;
 * ZONE_NO_MINUTES where one has no time of day. From 28 to 31 March 2026, 10:00 in Berlin it is 71 hours. */
int64_t zone_elapsed_minutes(const Zone *zone, Stamp from, Stamp to);

#endif
