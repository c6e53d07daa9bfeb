/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deliver.h - where a command's report goes: files (-o), standard output, the terminal. */
#ifndef CALC_DELIVER_H
#define CALC_DELIVER_H
#include "calc/cli.h"
#include "outputs/report.h"

typedef struct Delivery {
    Str files[MOST_OUTPUTS]; /* in the order asked for */
    size_t file_count;
    bool needs_book; /* some file shows the pages of the book */
} Delivery;

/* Returns which files are written: those asked for; without any, and without --json or --csv, CASENAME-COMMAND.xlsx in the
 * current folder (`command` NULL: none). */
Delivery deliver_plan(const CliOptions *options, Str case_name, const char *command, Arena *arena);

/* Writes the files, whole or not at all, then what goes to standard output: JSON, tidy CSV, or the page. Says on
 * standard error which files were written. Fails as the media do; what was written before stays. */
Status deliver_report(const Report *report, const Delivery *delivery, const CliOptions *options, Err *err);

#endif
