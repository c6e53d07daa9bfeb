/* SPDX-License-Identifier: GPL-3.0-or-later */
/* printed.h - a stream into memory, for tests of what writes to a stream; and a look at the text that came out. */
#ifndef TESTS_SUPPORT_PRINTED_H
#define TESTS_SUPPORT_PRINTED_H
#include "models/base/base.h"
#include <stdio.h>

typedef struct Printed {
    FILE *out;
    char *text;
    size_t length;
} Printed;

/* Opens `printed` for writing to `printed->out`. It stays where it is until freed. */
void printed_open(Printed *printed);

/* Closes the stream; `printed->text` then holds all that was written, and a NUL. */
void printed_close(Printed *printed);

/* Frees the text. */
void printed_free(Printed *printed);

/* Fails the running test, and prints the text, unless it contains (does not contain) `part`. */
void printed_has(const Printed *printed, const char *part);
void printed_lacks(const Printed *printed, const char *part);

/* Fails the running test, and prints both, unless the text is `want`. */
void printed_is(const Printed *printed, const char *want);

/* Returns how many columns the widest line takes, East Asian characters two. */
int printed_width(const Printed *printed);

#endif
