/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.h - the commands as one table of rows: help, man page, completions and main read it. */
#ifndef CALC_COMMAND_H
#define CALC_COMMAND_H
#include "calc/cli.h"
#include <stdio.h>

/* What a command runs with; `argv` is the whole command line, for messages. */
typedef struct Invocation {
    CliOptions options;
    Arena *arena;
} Invocation;

typedef struct Command {
    const char *name;
    const char *arguments; /* "[CASE] [FILE...]" */
    const char *question;  /* that it answers */
    const char *makes;     /* its main output */
    bool first;            /* shown by the short help */
    bool words;            /* its arguments are words, not files */
    bool gates;            /* it has gates */
    /* Runs and writes its own output; a failure's sentence goes to `err`. The status is the exit code. */
    Status (*run)(Invocation *invocation, Err *err);
} Command;

extern const Command COMMANDS[];
extern const size_t COMMAND_COUNT;

/* Returns the command of this name, or NULL. */
const Command *command_find(Str name);

/* Returns the command whose name is spelt most like `name`, or NULL. */
const Command *command_nearest(Str name);

/* The commands themselves, each in a file of its own. */
Status command_backtest(Invocation *invocation, Err *err);
Status command_check(Invocation *invocation, Err *err);
Status command_compare(Invocation *invocation, Err *err);
Status command_help(Invocation *invocation, Err *err);
Status command_rollup(Invocation *invocation, Err *err);
Status command_completion(Invocation *invocation, Err *err);

/* Prints the short help with two examples. */
void help_print_short(FILE *out);

/* Prints the help of one command. */
void help_print_command(const Command *command, FILE *out);

#endif
