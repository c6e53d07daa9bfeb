/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/zone.h"
#include <glib.h>
#include <string.h>

/* Clocks have been changed back within three weeks, never within one. */
enum { STEP = 7 * MINUTES_A_DAY, FIRST_YEAR = 1970, LAST_YEAR = 2099 };

/* From minute `since` of UTC on, clocks are `offset` minutes ahead of it. */
typedef struct Change {
    int64_t since;
    int offset;
} Change;

struct Zone {
    Change *changes; /* in order; the first one holds for all time before, too */
    size_t count, room;
};

static int glib_offset(GTimeZone *zone, int64_t utc) {
    const int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, utc * 60);
    return g_time_zone_get_offset(zone, interval) / 60;
}

static int64_t year_start(int year) { return (int64_t)day_from_civil((Civil){year, 1, 1}) * MINUTES_A_DAY; }

/* Finds the first minute after `from` at which the offset is not that of `from`, but that of `to`. */
static int64_t find_change(GTimeZone *zone, int64_t from, int64_t to) {
    const int before = glib_offset(zone, from);
    while (to - from > 1) {
        const int64_t middle = from + (to - from) / 2;
        if (glib_offset(zone, middle) == before) from = middle;
        else to = middle;
    }
    return to;
}

static void add_change(Zone *zone, Arena *arena, Change change) {
    ARENA_RESERVE(arena, zone->changes, zone->count, zone->room);
    zone->changes[zone->count++] = change;
}

Status zone_open(const char *name, Arena *arena, const Zone **out, Err *err) {
    GTimeZone *source = name[0] ? g_time_zone_new_identifier(name) : NULL;
    if (!source)
        return err_set(err, ERR_USAGE,
                       "unknown time zone '%s' (known are UTC, Europe/Berlin, America/New_York ...)", name);
    Zone *zone = ARENA_NEW(arena, Zone);
    int64_t at = year_start(FIRST_YEAR);
    int offset = glib_offset(source, at);
    add_change(zone, arena, (Change){at, offset});
    for (const int64_t end = year_start(LAST_YEAR + 1); at < end; at += STEP) {
        const int next = glib_offset(source, at + STEP);
        if (next == offset) continue;
        add_change(zone, arena, (Change){find_change(source, at, at + STEP), next});
        offset = next;
    }
    g_time_zone_unref(source);
    *out = zone;
    return OK;
}

static int offset_at(const Zone *zone, int64_t utc) {
    if (!zone) return 0;
    size_t low = 0, high = zone->count; /* the change that holds is in [low, high) */
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (zone->changes[middle].since <= utc) low = middle;
        else high = middle;
    }
    return zone->changes[low].offset;
}

Stamp zone_stamp(const Zone *zone, int64_t utc) {
    const int64_t local = utc + offset_at(zone, utc);
    int64_t day = local / MINUTES_A_DAY, minute = local % MINUTES_A_DAY;
    if (minute < 0) {
        minute += MINUTES_A_DAY;
        day--;
    }
    return stamp_make((Day)day, (int)minute);
}

int64_t zone_utc(const Zone *zone, Stamp stamp) {
    if (stamp_minute(stamp) < 0) return ZONE_NO_MINUTES;
    const int64_t local = (int64_t)stamp_day(stamp) * MINUTES_A_DAY + stamp_minute(stamp);
    const int before = offset_at(zone, local - MINUTES_A_DAY), after = offset_at(zone, local + MINUTES_A_DAY);
    if (offset_at(zone, local - before) == before) return local - before;
    if (offset_at(zone, local - after) == after) return local - after;
    return local - before;
}

int64_t zone_elapsed_minutes(const Zone *zone, Stamp from, Stamp to) {
    const int64_t start = zone_utc(zone, from), end = zone_utc(zone, to);
    return start == ZONE_NO_MINUTES || end == ZONE_NO_MINUTES ? ZONE_NO_MINUTES : end - start;
}
