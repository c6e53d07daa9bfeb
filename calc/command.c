/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/command.h"

const Command COMMANDS[] = {
    {"compare", "[CASE] [FILE...]", "what does a lead from each vendor really cost, what will it bring?",
     "the comparison workbook", true, false, command_compare},
    {"backtest", "[CASE] [FILE...]", "how good were our projections?",
     "what was expected as of earlier months beside what came", false, false, command_backtest},
    {"completion", "SHELL", "how do I complete commands with the tab key?", "a script for bash", false, true,
     command_completion},
    {"help", "[COMMAND|METRIC]", "what does a command do, what does a figure mean?", "text", false, true,
     command_help},
};
const size_t COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS;

const Command *command_find(Str name) {
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (str_equal(name, str_from(COMMANDS[i].name))) return &COMMANDS[i];
    }
    return NULL;
}

const Command *command_nearest(Str name) {
    const Command *nearest = NULL;
    size_t best = name.len / 2 + 1;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const size_t distance = str_distance(name, str_from(COMMANDS[i].name));
        if (distance >= best) continue;
        best = distance;
        nearest = &COMMANDS[i];
    }
    return nearest;
}
