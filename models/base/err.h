/* SPDX-License-Identifier: GPL-3.0-or-later */
/* err.h - how a function says that it failed, and why. */
#ifndef MODELS_BASE_ERR_H
#define MODELS_BASE_ERR_H

/* A status is also the exit code of a run that ends with it (the numbers of sysexits.h). */
typedef enum Status {
    OK = 0,
    GATE_TRIPPED = 1,     /* done, and a gate says that somebody should look */
    ROWS_QUARANTINED = 2, /* done, but rows were left aside, under --strict */
    ERR_USAGE = 64,       /* the command line cannot be understood */
    ERR_DATA = 65,        /* the input was read, but is not what it should be */
    ERR_NO_INPUT = 66,    /* an input is missing or cannot be opened */
    ERR_BUG = 70,         /* the program contradicts itself */
    ERR_CREATE = 73,      /* an output cannot be created */
    ERR_IO = 74,          /* reading or writing failed half-way */
    ERR_CONFIG = 78,      /* a table of the case says something impossible */
} Status;

/* Holds what the deepest function wrote, with what its callers put in front. */
typedef struct Err {
    Status status;
    char text[1024]; /* one line, no final period, cut at the end where it is too long */
} Err;

/* Stores `status` and the formatted text in `err` (NULL: nobody wants to know). Returns `status`, so that
 * `return err_set(err, ERR_DATA, ...)` is one line. */
Status err_set(Err *err, Status status, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Puts the formatted text and ": " in front of what `err` holds. Returns the status that `err` holds. */
Status err_prefix(Err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
