/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.h - cmocka with what it lacks: doubles compared by tolerance, statuses told apart by their message.
 * Include this instead of cmocka.h. A failed check ends the running test and names the line of the call. */
#ifndef TESTS_SUPPORT_CHECK_H
#define TESTS_SUPPORT_CHECK_H
#include "models/base/base.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* check_close(got, want, relative, absolute, what): fails unless |got - want| <= max(relative x |want|,
 * absolute). An infinity is close to itself only, a NaN to nothing. `what` names the value in the message. */
#define check_close(got, want, relative, absolute, what) \
    check_close_at((got), (want), (relative), (absolute), (what), __FILE__, __LINE__)
void check_close_at(double got, double want, double relative, double absolute, const char *what,
                    const char *file, int line);

/* Says whether check_close would pass. */
bool check_is_close(double got, double want, double relative, double absolute);

/* check_status(got, want, err): fails unless the two are the same, and prints what `err` (or NULL) holds. */
#define check_status(got, want, err) check_status_at((got), (want), (err), __FILE__, __LINE__)
void check_status_at(Status got, Status want, const Err *err, const char *file, int line);

/* check_text(got, want): fails unless the slice `got` holds exactly the bytes of the text `want`. */
#define check_text(got, want) check_text_at((got), (want), __FILE__, __LINE__)
void check_text_at(Str got, const char *want, const char *file, int line);

/* Ends the running test as failed, after the formatted line; `file` and `line` are printed with it. */
_Noreturn void check_fail_at(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Returns a fresh arena that aborts the program where memory runs out; free it with `arena_free`. */
Arena *check_arena(void);

#endif
