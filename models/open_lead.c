/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/open_lead.h"
#include <math.h>

enum { TERMS_MOST = 100000 };
#define PHI_MOST (1 - 1e-9) /* beyond, what is left of the lag is nothing whatever the mean */

/* sum over n of prod_{i < n} (a + i) / (c + i) x^n, for 0 < a < c and x in [0, 1). */
static double series(double a, double c, double x) {
    double term = 1, sum = 1;
    for (int i = 0; i < TERMS_MOST; i++) {
        term *= (a + i) / (c + i) * x;
        sum += term;
        if (term < 1e-16 * sum * (1 - x)) break; /* what follows falls at least as a geometric series */
    }
    return sum;
}

OpenLead open_lead_of(double won, double lost) {
    return (OpenLead){1 / (1 - lost), fmin((won - lost) / (1 - lost), PHI_MOST)};
}

double open_lead_mean(Beta rate, OpenLead lead) {
    const double sum = rate.alpha + rate.beta, first = lead.scale * rate.alpha / sum;
    if (lead.phi >= 0) return first * series(rate.alpha + 1, sum + 1, lead.phi);
    return first * series(rate.beta, sum + 1, lead.phi / (lead.phi - 1)) / (1 - lead.phi);
}
