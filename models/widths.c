/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/widths.h"
#include <math.h>

/* Figures of one kind: one, or one a stage from accepted on. */
static const struct Family {
    MetricId first;
    bool ripe, by_stage, money; /* a figure by stage has leads in it */
} FAMILIES[] = {
    {METRIC_TRUE_CPL, false, false, true},
    {METRIC_MULTIPLIER, false, false, true},
    {METRIC_COST_PER_ACCEPTED, false, true, true},
    {METRIC_RATE_ACCEPTED, false, true, false},
    {METRIC_AT_RATE_ACCEPTED, true, true, false},
    {METRIC_AT_ULTIMATE_ACCEPTED, true, true, false},
    {METRIC_AT_EQUIVALENT_ACCEPTED, true, true, false},
    {METRIC_AT_TRUE_CPL, true, false, true},
    {METRIC_AT_COST_PER_ACCEPTED, true, true, true},
};

double widths_of(const double *sample, size_t count) {
    double sum = 0, squares = 0;
    const double about = log(sample[0]);
    for (size_t d = 0; d < count; d++) {
        if (!(sample[d] > 0)) return NAN;
        const double off = log(sample[d]) - about;
        sum += off;
        squares += off * off;
    }
    const double n = (double)count;
    return fmax(squares / n - sum / n * (sum / n), 0);
}

static Figure share(double rates, double assumptions) {
    if (isnan(rates + assumptions))
        return figure_unknown((Why){"not_positive", STR("it may be zero or less, which has no share")});
    if (!(rates + assumptions > 0))
        return figure_unknown((Why){"no_width", STR("nothing in it is uncertain")});
    return figure_of(rates / (rates + assumptions));
}

static Figure share_of(const struct Family *family, const Widths *widths, int stage) {
    if (!family->by_stage) return share(0, widths->money);
    return family->money ? share(widths->leads[stage], widths->money) : figure_of(1);
}

void widths_fill(const Widths *widths, bool ripe, VendorResult *vendor) {
    for (size_t f = 0; f < sizeof FAMILIES / sizeof *FAMILIES; f++) {
        const struct Family *family = &FAMILIES[f];
        if (family->ripe != ripe) continue;
        for (int s = STAGE_ACCEPTED; s < (family->by_stage ? STAGE_COUNT : STAGE_ACCEPTED + 1); s++) {
            const int id = (int)family->first + s - STAGE_ACCEPTED;
            const Why why = vendor->interval[id].why;
            vendor->from_rates[id] = why.code ? figure_unknown(why) : share_of(family, widths, s);
        }
    }
}
