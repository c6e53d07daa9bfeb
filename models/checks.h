/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checks.h - the identities that every result must keep, as one table of rows. Pure. */
#ifndef MODELS_CHECKS_H
#define MODELS_CHECKS_H
#include "models/result.h"

/* Returns the checks of the scenario that is shown, all of them, and stores how many there are. A failed one is a bug
 * of this program, except row arithmetic, which says that a file was not accounted for. */
Check *checks_run(const Result *result, Arena *arena, size_t *count);

#endif
