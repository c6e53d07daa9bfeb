/* SPDX-License-Identifier: GPL-3.0-or-later */
/* open_lead.h - what a lead that is still open will do. Pure, no allocation. */
#ifndef MODELS_OPEN_LEAD_H
#define MODELS_OPEN_LEAD_H
#include "models/beta.h"

/* Of all leads that convert with chance p and are still open, the share
 *   p [F(t) - F(a+1)] / (1 - p F(a+1) - (1-p) rho G(a+1)) = scale [F(t) - F(a+1)] p / (1 - p phi)
 * converts before day t of the lag. */
typedef struct OpenLead {
    double scale, phi; /* phi < 1 */
} OpenLead;

/* Returns it where of those that convert the share `won` = F(a+1) would have by now, and of the others the share
 * `lost` = rho G(a+1) would be lost; both in [0, 1], `lost` below 1. */
OpenLead open_lead_of(double won, double lost);

/* Returns E[scale p / (1 - p phi)] for p ~ `rate`: without losses alpha / (alpha + beta) 2F1(1, alpha + 1; alpha + beta
 * + 1; phi), by its series of positive terms (for phi < 0 that of Pfaff's transformation). Relative error 1e-14. */
double open_lead_mean(Beta rate, OpenLead lead);

#endif
