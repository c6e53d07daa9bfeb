/* SPDX-License-Identifier: GPL-3.0-or-later */
/* date.h - calendar days and stamps as integers, in the proleptic Gregorian calendar. No time zone is ever
 * consulted here: who reads a stamp with an offset has moved it to the run's zone before. */
#ifndef MODELS_BASE_DATE_H
#define MODELS_BASE_DATE_H
#include "models/base/str.h"

/* Days since 1970-01-01; DAY_NONE where there is none. */
typedef int32_t Day;
#define DAY_NONE INT32_MIN

/* Months since year 0: year x 12 + month - 1; MONTH_NONE where there is none. */
typedef int32_t Month;
#define MONTH_NONE INT32_MIN

/* A day with or without a time of day, in 4 bytes: (days since 0000-03-01) x 1441 + minute + 1, the last
 * two 0 where the time is not known. Stamps compare as integers; a day alone comes before its minutes.
 * STAMP_NEVER: it did not happen. STAMP_UNKNOWN: it happened, nobody knows when. */
typedef uint32_t Stamp;
#define STAMP_NEVER   ((Stamp)0)
#define STAMP_UNKNOWN ((Stamp)1)
enum { STAMP_MINUTES = 1441, MINUTES_A_DAY = 1440 };

typedef struct Civil {
    int year, month, day; /* month 1..12, day 1..31 */
} Civil;

/* Returns the day of `civil` (fields in range, year 1..8000), and back. H. Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms", days_from_civil and civil_from_days. */
Day day_from_civil(Civil civil);
Civil civil_from_day(Day day);

/* Says whether `civil` is a day of the calendar, in the years 1600 to 8000. */
bool civil_is_valid(Civil civil);

/* Returns the month of `day`, the first day of `month`, and the number of days in it. */
Month month_from_day(Day day);
Day day_from_month(Month month);
int month_days(Month month);

/* Returns the stamp of `day` at `minute` of the day (0..1439), or without a time where `minute` < 0. */
Stamp stamp_make(Day day, int minute);

/* Says whether `stamp` names a day. */
static inline bool stamp_is_dated(Stamp stamp) { return stamp >= STAMP_MINUTES; }

/* Returns the day of a dated stamp, else DAY_NONE; the minute of the day, or -1 where there is no time. */
Day stamp_day(Stamp stamp);
int stamp_minute(Stamp stamp);

/* Reads exactly YYYY-MM-DD (YYYY-MM); returns false, with the output untouched, where it is anything else. */
bool day_parse(Str text, Day *out);
bool month_parse(Str text, Month *out);

/* Says whether `a` comes before `b`: by day, unless both have a time. False where one is not dated. */
bool stamp_precedes(Stamp a, Stamp b);

enum { DATE_TEXT = 24 }; /* bytes that hold any text made below, NUL included */

/* Writes YYYY-MM-DD, YYYY-MM, or YYYY-MM-DD HH:MM into `text` (empty where there is none) and returns it. */
const char *day_format(Day day, char text[DATE_TEXT]);
const char *month_format(Month month, char text[DATE_TEXT]);
const char *stamp_format(Stamp stamp, char text[DATE_TEXT]);

#endif
