/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/deliver.h"
#include "outputs/render_csv.h"
#include "outputs/render_json.h"
#include "outputs/render_terminal.h"
#include "outputs/renderers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

Delivery deliver_plan(const CliOptions *options, Str case_name, const char *command, Arena *arena) {
    Delivery out = {0};
    for (size_t i = 0; i < options->output_count; i++) {
        const Str file = options->outputs[i];
        out.files[out.file_count++] = file;
        if (!str_ends(file, STR(".json")) && !str_ends(file, STR(".csv"))) out.needs_book = true;
    }
    if (command && !out.file_count && !options->json && !options->csv) {
        out.files[out.file_count++] = str_format(arena, "%.*s-%s.xlsx", STR_ARGS(case_name), command);
        out.needs_book = true;
    }
    return out;
}

/* The width of the terminal that is really there; else what COLUMNS says, else 80. */
static int terminal_width(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) return size.ws_col;
    const char *columns = getenv("COLUMNS");
    const int width = columns ? atoi(columns) : 0;
    return width > 0 ? width : 80;
}

static bool wants_color(const CliOptions *options) {
    if (str_equal(options->color, STR("always"))) return true;
    const char *no_color = getenv("NO_COLOR");
    return str_equal(options->color, STR("auto")) && isatty(STDOUT_FILENO) && !(no_color && *no_color);
}

/* A terminal that does not say it is UTF-8 gets lines of - and |; a file or pipe gets UTF-8 always. */
static bool wants_ascii(void) {
    static const char *const NAMES[] = {"LC_ALL", "LC_CTYPE", "LANG"}; /* the first that is set decides */
    if (!isatty(STDOUT_FILENO)) return false;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *value = getenv(NAMES[i]);
        if (value && *value) return !strcasestr(value, "UTF-8") && !strcasestr(value, "utf8");
    }
    return true;
}

Status deliver_report(const Report *report, const Delivery *delivery, const CliOptions *options, Err *err) {
    for (size_t i = 0; i < delivery->file_count; i++) {
        const Status status = renderers_write(report, delivery->files[i].at, options->excel, err);
        if (status != OK) return status;
    }
    Status status = OK;
    if (options->json) status = render_json(report, stdout, err);
    else if (options->csv) status = render_csv(report, options->excel, stdout, err);
    else if (!options->quiet) {
        status = render_terminal(report,
                                 (TerminalOptions){.width = terminal_width(),
                                                   .color = wants_color(options),
                                                   .ascii = wants_ascii()},
                                 stdout, err);
    }
    if (status != OK || fflush(stdout)) return status;
    for (size_t i = 0; i < delivery->file_count; i++)
        fprintf(stderr, "wrote %.*s\n", STR_ARGS(delivery->files[i]));
    return OK;
}
