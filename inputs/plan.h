/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.h - the plan table: what was budgeted for a vendor's month. */
#ifndef INPUTS_PLAN_H
#define INPUTS_PLAN_H
#include "models/outlook.h"
#include "models/provenance.h"

/* Reads the plan into `out`, in `arena`. Fails as table_read does. */
Status plan_read(Str path, Provenance *provenance, Arena *arena, PlanRow **out, size_t *count, Err *err);

#endif
