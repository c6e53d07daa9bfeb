/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_dates.c - any text as a date: no crash, every date is a day of the calendar and is read back from its plain
 * form, and what is unambiguous is the same under either order. */
#include "inputs/datetext.h"
#include <stdlib.h>

static void check_date(Stamp stamp, const Zone *zone) {
    char text[DATE_TEXT];
    Stamp again = STAMP_NEVER;
    if (!stamp_is_dated(stamp) || !civil_is_valid(civil_from_day(stamp_day(stamp)))) abort();
    if (stamp_minute(stamp) >= MINUTES_A_DAY) abort();
    stamp_format(stamp, text);
    if (datetext_parse(str_from(text), DATE_FORM_UNKNOWN, zone, &again) != DATE_OK || again != stamp) abort();
    if (stamp_minute(stamp) >= 0 && zone_utc(zone, stamp) == ZONE_NO_MINUTES) abort();
}

/* Both orders of a text that needs none, or of one that does. */
static void check_orders(Str text, const Zone *zone) {
    Stamp either = STAMP_NEVER, mdy = STAMP_NEVER, dmy = STAMP_NEVER;
    const DateResult result = datetext_parse(text, DATE_FORM_UNKNOWN, zone, &either);
    const DateResult as_mdy = datetext_parse(text, DATE_FORM_MDY, zone, &mdy);
    const DateResult as_dmy = datetext_parse(text, DATE_FORM_DMY, zone, &dmy);
    if (as_mdy != as_dmy || (result == DATE_AMBIGUOUS ? DATE_OK : result) != as_mdy) abort();
    if (either != mdy || (result != DATE_AMBIGUOUS && mdy != dmy)) abort();
    bool ambiguous;
    const DateForm shown = datetext_shown_form(text, &ambiguous);
    if (ambiguous != (result == DATE_AMBIGUOUS) || (shown && result != DATE_OK)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const DateForm FORMS[] = {DATE_FORM_UNKNOWN, DATE_FORM_MDY,        DATE_FORM_DMY,
                                     DATE_FORM_YMD,     DATE_FORM_EXCEL_1900, DATE_FORM_EXCEL_1904};
    static Arena *arena;
    static const Zone *zone;
    if (!arena) {
        arena = arena_new(abort);
        if (zone_open("Europe/Berlin", arena, &zone, NULL) != OK) abort();
    }
    const Str text = {(const char *)data, size};
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        Stamp stamp = STAMP_UNKNOWN;
        const DateResult result = datetext_parse(text, FORMS[i], zone, &stamp);
        if (result == DATE_OK || result == DATE_AMBIGUOUS) check_date(stamp, zone);
        else if (stamp != STAMP_UNKNOWN) abort();
    }
    check_orders(text, zone);
    return 0;
}
