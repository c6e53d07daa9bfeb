/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gates.h - conditions under which somebody should look before a run is believed: one table of rows. Pure: today is told. */
#ifndef MODELS_GATES_H
#define MODELS_GATES_H
#include "models/options.h"
#include "models/result.h"

/* What a limit is measured in. */
typedef enum GateUnit { GATE_DAYS, GATE_SHARE, GATE_NUMBER } GateUnit;

typedef struct Gate {
    const char *key;  /* as --gate has it */
    const char *what; /* is measured */
    GateUnit unit;
    Decimal limit; /* where none is given */
    Figure (*measure)(const Result *result, Day today);
} Gate;

extern const Gate GATES[];
extern const size_t GATE_COUNT;

/* Stores in `out` what the gates asked for say of a result (its provenance and survey), in the order they were asked for. A
 * gate trips above its limit, and where it cannot be measured. `today`: for the age of the data. Fails with ERR_USAGE where
 * no gate is called so, naming the nearest, or a limit is none. */
Status gates_run(const Result *result, const GateOption *asked, size_t count, Day today, Arena *arena,
                 GateResult **out, Err *err);

/* Returns a limit or value as people read it: "45 days", "1 %", "0". */
Str gates_value_text(const Gate *gate, double value, Arena *arena);

#endif
