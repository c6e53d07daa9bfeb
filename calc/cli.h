/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.h - the command line as data: one table of options, from which --help, `help`, the man page, the
 * completions and the parser are made. */
#ifndef CALC_CLI_H
#define CALC_CLI_H
#include "models/options.h"

enum { MOST_OUTPUTS = 16 };

/* What the run layer was asked for beside the models' RunOptions. */
typedef struct CliOptions {
    RunOptions run;
    Str outputs[MOST_OUTPUTS]; /* -o, in order */
    size_t output_count;
    bool json, csv, excel, quiet, strict, help, version, all, man;
    bool gate_list; /* --gate list */
    Str rejected;   /* the file for rows that cannot be used; empty: none */
    Str color;      /* auto, always, never */
    Str partition;  /* which part of all leads a rollup is */
    Str *words;     /* arguments that are no options, for commands that take words, not files */
    size_t word_count;
} CliOptions;

typedef struct OptionRow {
    const char *name;     /* long name without dashes */
    char letter;          /* short form, or 0 */
    const char *argument; /* "FILE", or NULL where it takes none */
    const char *help;     /* one line */
    int id;
} OptionRow;

extern const OptionRow CLI_OPTIONS[];
extern const size_t CLI_OPTION_COUNT;

/* Reads the arguments behind the command's name. What they are on disk tells them apart: a folder is the case, and so is a
 * workbook with tables of a case; anything else is a file of leads; without either the current folder is. With `words`,
 * arguments are kept as words. Texts point into argv. Fails with ERR_USAGE, naming the argument and, for an unknown option, the nearest one. */
Status cli_parse(int argc, char **argv, bool words, Arena *arena, CliOptions *out, Err *err);

/* Adds to `options` a case or a file of leads, as cli_parse takes an argument. Fails with ERR_USAGE on a second case. */
Status cli_add_argument(CliOptions *options, const char *text, Arena *arena, Err *err);

#endif
