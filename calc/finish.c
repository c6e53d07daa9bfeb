/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/finish.h"
#include "calc/run.h"
#include "models/gates.h"
#include <time.h>

/* The day by the clock, in UTC. */
static Day today(void) {
    enum { SECONDS_A_DAY = 86400 };
    return (Day)(time(NULL) / SECONDS_A_DAY);
}

Status finish_gates(const CliOptions *options, Arena *arena, Result *result, Err *err) {
    GateResult *gates = NULL;
    const Status status =
        gates_run(result, options->run.gates, options->run.gate_count, today(), arena, &gates, err);
    if (status != OK) return status;
    result->gates = gates;
    result->gate_count = options->run.gate_count;
    return OK;
}

static void say_tripped(const GateResult *gate, Arena *arena) {
    const Str value = figure_is_known(gate->value) ? gates_value_text(gate->gate, gate->value.value, arena)
                                                   : gate->value.why.text;
    fprintf(stderr, "gate %s trips: %.*s, limit %.*s\n", gate->gate->key, STR_ARGS(value),
            STR_ARGS(gates_value_text(gate->gate, gate->limit, arena)));
}

Status finish_run(const CliOptions *options, const Result *result) {
    bool tripped = false;
    for (size_t i = 0; i < result->gate_count; i++) {
        if (!result->gates[i].tripped) continue;
        say_tripped(&result->gates[i], result->provenance->arena);
        tripped = true;
    }
    if (tripped) return GATE_TRIPPED;
    return options->strict && run_quarantined(result->provenance) ? ROWS_QUARANTINED : OK;
}

void finish_list_gates(Arena *arena, FILE *out) {
    fputs("Gates: --gate NAME or --gate NAME=LIMIT; exit code 1 when one trips.\n", out);
    for (size_t i = 0; i < GATE_COUNT; i++) {
        const Str limit = gates_value_text(&GATES[i], decimal_to_double(GATES[i].limit), arena);
        fprintf(out, "  %-16s %s (trips above %.*s)\n", GATES[i].key, GATES[i].what, STR_ARGS(limit));
    }
}
