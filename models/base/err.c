/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/base/err.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Status err_set(Err *err, Status status, const char *format, ...) {
    if (!err) return status;
    err->status = status;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return status;
}

Status err_prefix(Err *err, const char *format, ...) {
    if (!err) return ERR_BUG;
    char told[sizeof err->text];
    memcpy(told, err->text, sizeof told);
    va_list args;
    va_start(args, format);
    int used = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    const size_t front = used < 0 ? 0 : (size_t)used;
    if (front + 2 < sizeof err->text) {
        memcpy(err->text + front, ": ", 2);
        const size_t room = sizeof err->text - front - 2, length = strlen(told);
        const size_t kept = length < room ? length : room - 1;
        memcpy(err->text + front + 2, told, kept);
        err->text[front + 2 + kept] = '\0';
    }
    return err->status;
}
