/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ripening.h - the figures at maturity: what the rates will be once the open leads have had their time, and what a lead and
 * an SQL will then have cost. One fit for delivered -> each stage, on the rollup. Pure. */
#ifndef MODELS_RIPENING_H
#define MODELS_RIPENING_H
#include "models/draws.h"
#include "models/late_log.h"
#include "models/maturity.h"
#include "models/uncertainty.h"

/* The fits of one rollup: they serve all scenarios that count by the same definitions. */
typedef struct Ripening {
    int32_t horizon; /* days, as asked for */
    MaturityData data[STAGE_COUNT];
    Maturity fit[STAGE_COUNT]; /* `refused` says why there is no correction */
    LateLog late[STAGE_COUNT];
    CureLoss loss; /* of delivered -> SQL, for what open leads will still do */
} Ripening;

/* Stores in `out` the fits of all stages that the files have; memory is of `arena`. */
Status ripening_fit(const Rollup *rollup, int32_t horizon, LateLogChoice log, Arena *arena, Arena *scratch,
                    Ripening *out, Err *err);

/* What a vendor's draws need of the fits: SQLs within the horizon per lead, and the cost of a lead at maturity. */
typedef struct RipeDraws {
    double **sql_rate;     /* [vendor][draw]; to date by the pooled model where maturity is refused */
    double **cost_of_lead; /* [vendor][draw], major units; NULL where the vendor's costs are not known */
    double *wasted;        /* [vendor] share of the work on open leads that will turn out to be waste */
} RipeDraws;

/* Fills the metrics at maturity of every vendor and of the total, and stores the draws that decisions need in `out`, in
 * `scratch`. `pooled` are the rates to date. */
void ripening_fill(const Ripening *ripening, const EvaluationInput *input, const Draws *draws,
                   const CostDraws *costs, const Pooling pooled[STAGE_COUNT], Arena *scratch,
                   ScenarioResult *scenario, RipeDraws *out);

#endif
