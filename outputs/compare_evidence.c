/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/compare_evidence.h"
#include "models/verdict.h"
#include "outputs/number_text.h"
#include <math.h>

static Str rate_text(const CompareView *view, double rate) {
    return number_text_copy(view->arena, rate, FORMAT_RATE, 0);
}

static Str count_text(const CompareView *view, double count) {
    return number_text_copy(view->arena, count, FORMAT_COUNT, 0);
}

/* How far the rate at maturity lies from the one to date; -1: one of them is not known. */
static double ripening(const CompareView *view, const VendorResult *vendor) {
    const Interval ripe = vendor->interval[view->ripe_rate];
    if (!interval_is_known(ripe) || !interval_is_known(vendor->interval[view->ripe_leads]) ||
        !compare_view_knows(vendor, view->rate))
        return -1;
    return fabs(ripe.p50 - vendor->value[view->rate].value);
}

Str compare_evidence_young(const CompareView *view) {
    const VendorResult *most = NULL;
    if (!view->knows_open || view->stage == STAGE_DELIVERED) return STR("");
    for (size_t v = 0; v < view->count; v++) {
        const double moves = ripening(view, view->vendors[v]);
        if (moves > (most ? ripening(view, most) : 0)) most = view->vendors[v];
    }
    if (!most) return STR("");
    const Interval ripe = most->interval[view->ripe_rate];
    const Str naive = rate_text(view, most->value[view->rate].value), rate = rate_text(view, ripe.p50),
              low = rate_text(view, ripe.p05), high = rate_text(view, ripe.p95),
              mature = count_text(view, most->interval[view->ripe_leads].mean);
    const Str leads = number_text_count(view->arena, (double)most->counts.delivered, "lead is", "leads are");
    const Str bare = {low.at, low.len - (str_ends(low, STR(" %")) ? 2 : 0)};
    return str_format(view->arena,
                      "%.*s's naive %.*s is %.*s (%.*s-%.*s) once its %.*s counted as the %.*s mature ones "
                      "they are worth.",
                      STR_ARGS(most->vendor), STR_ARGS(naive), STR_ARGS(rate), STR_ARGS(bare), STR_ARGS(high),
                      STR_ARGS(leads), STR_ARGS(mature));
}

Str compare_evidence_weight(const CompareView *view) {
    const VendorResult *least = NULL;
    if (view->stage != STAGE_SQL || view->count < 2) return STR("");
    for (size_t v = 0; v < view->count; v++) {
        const VendorResult *const vendor = view->vendors[v];
        if (vendor->counts.delivered == 0 || !(vendor->own_weight > 0)) continue;
        if (!least || vendor->counts.delivered < least->counts.delivered) least = vendor;
    }
    if (!least) return STR("");
    const bool one = least->counts.delivered == 1;
    const Str leads = number_text_count(view->arena, (double)least->counts.delivered, "lead", "leads"),
              share = compare_view_percent(view, least->own_weight);
    return str_format(view->arena,
                      "%.*s's %.*s %s for %.*s of its SQL rate to date, other vendors for the rest.",
                      STR_ARGS(least->vendor), STR_ARGS(leads), one ? "speaks" : "speak", STR_ARGS(share));
}

Str compare_evidence_width(const CompareView *view) {
    double least = INFINITY, most = -INFINITY;
    if (view->stage == STAGE_DELIVERED) return STR("");
    for (size_t v = 0; v < view->count; v++) {
        const VendorResult *const vendor = view->vendors[v];
        const Figure share = vendor->from_rates[view->ripe ? view->ripe_cost : view->cost];
        if (!interval_is_known(compare_view_cost_range(view, vendor)) || !figure_is_known(share)) continue;
        least = fmin(least, share.value);
        most = fmax(most, share.value);
    }
    if (!(least <= most)) return STR("");
    const Str low = compare_view_percent(view, least), high = compare_view_percent(view, most);
    const Str both =
        str_equal(low, high) ? high : str_format(view->arena, "%.*s to %.*s", STR_ARGS(low), STR_ARGS(high));
    return str_format(view->arena,
                      "%.*s of the width of the cost per %s comes from rates, the rest from assumptions.",
                      STR_ARGS(both), view->words.one);
}

/* A value of an assumption, or of a price, for a sentence. */
static Str value_text(const CompareView *view, int id, double value) {
    if (id < 0 || ASSUMPTIONS[id].unit == IN_MONEY)
        return number_text_money(view->arena, value, view->result->currency, value < 999.5);
    if (ASSUMPTIONS[id].unit == IN_SHARE) return rate_text(view, value);
    return number_text_copy(view->arena, value, FORMAT_DECIMAL, 0);
}

Str compare_evidence_flip(const CompareView *view, const VendorResult *vendor) {
    if (vendor->verdict.why.code || vendor->verdict.flip_count == 0) return STR("");
    const Flip *const flip = &vendor->verdict.flips[0];
    const int id = assumption_find(str_from(flip->key));
    const Str value = value_text(view, id, flip->value), now = value_text(view, id, flip->base);
    return str_format(view->arena, "%.*s becomes '%s' if %s %s %.*s (now %.*s).", STR_ARGS(vendor->vendor),
                      VERDICT_WORDS[flip->verdict], id < 0 ? "its price" : flip->key,
                      flip->value < flip->base ? "falls below" : "rises above", STR_ARGS(value),
                      STR_ARGS(now));
}
