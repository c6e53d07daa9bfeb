/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/check.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lines reach a log in the order in which they are written, and before a crash. */
__attribute__((constructor)) static void write_line_by_line(void) { setvbuf(stdout, NULL, _IOLBF, 0); }

void check_fail_at(const char *file, int line, const char *format, ...) {
    char text[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    print_error("%s\n", text);
    _fail(file, line);
    abort(); /* `_fail` does not return, but is not declared so */
}

bool check_is_close(double got, double want, double relative, double absolute) {
    if (isinf(got) || isinf(want)) return isinf(got) && isinf(want) && signbit(got) == signbit(want);
    return fabs(got - want) <= fmax(relative * fabs(want), absolute); /* false where one is NaN */
}

void check_close_at(double got, double want, double relative, double absolute, const char *what,
                    const char *file, int line) {
    if (check_is_close(got, want, relative, absolute)) return;
    check_fail_at(file, line,
                  "%s: got %.17g, want %.17g, off by %.3g (allowed: relative %.3g, absolute %.3g)", what, got,
                  want, got - want, relative, absolute);
}

void check_status_at(Status got, Status want, const Err *err, const char *file, int line) {
    if (got == want) return;
    check_fail_at(file, line, "status: got %d, want %d (%s)", (int)got, (int)want,
                  err && got != OK ? err->text : "no message");
}

void check_text_at(Str got, const char *want, const char *file, int line) {
    if (got.len == strlen(want) && (got.len == 0 || memcmp(got.at, want, got.len) == 0)) return;
    check_fail_at(file, line, "text: got \"%.*s\", want \"%s\"", STR_ARGS(got), want);
}

static void no_memory(void) { abort(); }

Arena *check_arena(void) { return arena_new(no_memory); }
