/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/command.h"

const Command COMMANDS[] = {
    {"compare", "[CASE] [FILE...]", "what does a lead from each vendor really cost, what will it bring?",
     "the comparison workbook", true, false, true, command_compare},
    {"check", "[CASE] [FILE...]", "can these files be trusted?",
     "mapping, row arithmetic, what cannot be computed and why", true, false, true, command_check},
    {"backtest", "[CASE] [FILE...]", "how good were our projections?",
     "what was expected as of earlier months beside what came", true, false, false, command_backtest},
    {"rollup", "[CASE] [FILE...]", "how do I count leads here and compare elsewhere?",
     "counts without personal data, a folder of CSV", false, false, false, command_rollup},
    {"completion", "SHELL", "how do I complete commands with the tab key?", "a script for bash", false, true,
     false, command_completion},
    {"help", "[COMMAND|METRIC [CASE]]", "what does a command do, what does a figure mean, what went in?",
     "text", false, true, false, command_help},
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
