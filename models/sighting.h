/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sighting.h - what was plainly seen of the leads, to stand beside the figures at maturity: the rate of a cohort that has had
 * its time, and Aalen-Johansen (Kaplan-Meier where no loss is recorded) with the leads still at risk. Pure. */
#ifndef MODELS_SIGHTING_H
#define MODELS_SIGHTING_H
#include "models/ripening.h"

/* Fills the sighting of every vendor and of the total, on the way from delivered to SQL, else to the last stage. The
 * cohort's days are the horizon, at most the age that the older half of every vendor's leads has reached. */
void sighting_fill(const Ripening *ripening, const Rollup *rollup, Arena *scratch, ScenarioResult *scenario);

#endif
