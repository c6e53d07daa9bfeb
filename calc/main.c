/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - finds the command, reads the options, runs it, and says why it failed: the only place that does. */
#include "calc/command.h"
#include "calc/finish.h"
#include "calc/version.h"
#include "models/numerics.h"
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void no_memory(void) {
    static const char TEXT[] = "truecpl: out of memory\n";
    if (write(STDERR_FILENO, TEXT, sizeof TEXT - 1) < 0) _exit(ERR_IO);
    _exit(ERR_IO);
}

static Status unknown_command(const char *name, Err *err) {
    const Command *nearest = command_nearest(str_from(name));
    return err_set(err, ERR_USAGE, "unknown command '%s'%s%s%s", name,
                   nearest ? "; did you mean '" : "; try `truecpl help", nearest ? nearest->name : "",
                   nearest ? "'?" : "`");
}

/* Whatever a command printed must have reached its reader. */
static Status finish_output(Status status, Err *err) {
    if (fflush(stdout) == 0 && !ferror(stdout)) return status;
    return err_set(err, ERR_IO, "standard output: writing failed");
}

static void print_version(void) { printf("%s %s\n", TRUECPL_NAME, TRUECPL_VERSION); }

static Status run(int argc, char **argv, Arena *arena, Err *err) {
    if (argc < 2) {
        help_print_short(stdout);
        return OK;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) argv[1] = "help";
    if (!strcmp(argv[1], "--version")) {
        print_version();
        return OK;
    }
    const Command *command = command_find(str_from(argv[1]));
    if (!command) return unknown_command(argv[1], err);
    Invocation invocation = {.arena = arena};
    const Status status = cli_parse(argc - 1, argv + 1, command->words, arena, &invocation.options, err);
    if (status != OK) return status;
    if (invocation.options.version) print_version();
    else if (invocation.options.gate_list) finish_list_gates(arena, stdout);
    else if (invocation.options.help) help_print_command(command, stdout);
    else if (invocation.options.run.gate_count && !command->gates)
        return err_set(err, ERR_USAGE, "--gate: %s has no gates; compare and check do", command->name);
    else return command->run(&invocation, err);
    return OK;
}

int main(int argc, char **argv) {
    setlocale(LC_CTYPE, "C.UTF-8"); /* for the width of characters on a terminal; numbers stay as in C */
    numerics_start();
    Err err = {OK, ""};
    Arena *arena = arena_new(no_memory);
    Status status = run(argc, argv, arena, &err);
    status = finish_output(status, &err);
    if (err.text[0]) fprintf(stderr, "truecpl: %s\n", err.text);
    arena_free(arena);
    return (int)status;
}
