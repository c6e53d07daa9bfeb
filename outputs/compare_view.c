/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/compare_view.h"
#include "outputs/number_text.h"
#include <math.h>
#include <stdlib.h>

static const StageWords WORDS[STAGE_COUNT] = {
    [STAGE_DELIVERED] = {"lead", "leads", "a lead", "rate"},
    [STAGE_ACCEPTED] = {"lead accepted by sales", "leads accepted by sales", "a lead accepted by sales",
                        "acceptance rate"},
    [STAGE_SQL] = {"SQL", "SQLs", "an SQL", "SQL rate"},
    [STAGE_OPPORTUNITY] = {"opportunity", "opportunities", "an opportunity", "opportunity rate"},
    [STAGE_WON] = {"won deal", "won deals", "a won deal", "win rate"},
};

static Stage stage_of(const bool has_stage[STAGE_COUNT]) {
    if (has_stage[STAGE_SQL]) return STAGE_SQL;
    for (Stage s = STAGE_WON; s > STAGE_DELIVERED; s--) {
        if (has_stage[s]) return s;
    }
    return STAGE_DELIVERED;
}

Figure compare_view_value(const VendorResult *vendor, MetricId id) { return vendor->value[id]; }

bool compare_view_knows(const VendorResult *vendor, MetricId id) {
    return figure_is_known(vendor->value[id]);
}

Figure compare_view_cost(const CompareView *view, const VendorResult *vendor) {
    if (view->stage == STAGE_DELIVERED)
        return figure_unknown((Why){"no_stage", STR("no file has a later stage")});
    const Interval ripe = vendor->interval[view->ripe_cost];
    if (!view->ripe) return vendor->value[view->cost];
    return interval_is_known(ripe) ? figure_of(ripe.p50) : figure_unknown(ripe.why);
}

Interval compare_view_cost_range(const CompareView *view, const VendorResult *vendor) {
    return vendor->interval[view->ripe ? view->ripe_cost : view->cost];
}

/* Returns < 0 where `a` comes first: known before unknown, then the smaller (or, `sign` -1, the larger) value. */
static int compare_figures(Figure a, Figure b, int sign) {
    if (figure_is_known(a) != figure_is_known(b)) return figure_is_known(a) ? -1 : 1;
    if (!figure_is_known(a) || a.value == b.value) return 0;
    return a.value < b.value ? -sign : sign;
}

static int compare_vendors(const void *left, const void *right, void *data) {
    const CompareView *const view = data;
    const VendorResult *const a = *(const VendorResult *const *)left, *const b =
                                                                          *(const VendorResult *const *)right;
    int order = compare_figures(compare_view_cost(view, a), compare_view_cost(view, b), 1);
    if (order == 0 && view->stage != STAGE_DELIVERED)
        order = compare_figures(a->value[view->rate], b->value[view->rate], -1);
    return order != 0 ? order : str_compare(a->vendor, b->vendor);
}

CompareView compare_view_make(const Result *result, Arena *arena) {
    CompareView view = {.result = result, .shown = result_shown(result), .arena = arena};
    view.stage = stage_of(result->has_stage);
    view.words = WORDS[view.stage];
    view.knows_open = result->has_dates && !result->from_counts;
    if (view.stage != STAGE_DELIVERED) {
        view.cost = metric_cost_per(view.stage);
        view.rate = metric_rate(view.stage);
        view.ripe_cost = (MetricId)(METRIC_AT_COST_PER_ACCEPTED + (view.stage - STAGE_ACCEPTED));
        view.ripe_rate = (MetricId)(METRIC_AT_RATE_ACCEPTED + (view.stage - STAGE_ACCEPTED));
        view.ripe_leads = (MetricId)(METRIC_AT_EQUIVALENT_ACCEPTED + (view.stage - STAGE_ACCEPTED));
    }
    view.count = view.shown->vendor_count;
    view.vendors = ARENA_ARRAY(arena, const VendorResult *, view.count + 1);
    for (size_t v = 0; v < view.count; v++) {
        view.vendors[v] = &view.shown->vendors[v];
        view.has_costs = view.has_costs || compare_view_knows(view.vendors[v], METRIC_TRUE_CPL);
        view.ripe = view.ripe || (view.stage != STAGE_DELIVERED &&
                                  interval_is_known(view.vendors[v]->interval[view.ripe_cost]));
    }
    qsort_r(view.vendors, view.count, sizeof *view.vendors, compare_vendors, &view);
    return view;
}

static Str period_text(const Definitions *definitions, Arena *arena) {
    char from[DATE_TEXT], to[DATE_TEXT];
    day_format(definitions->from, from);
    day_format(definitions->to, to);
    if (from[0] && to[0]) return str_format(arena, "leads delivered from %s to %s", from, to);
    if (from[0]) return str_format(arena, "leads delivered from %s on", from);
    if (to[0]) return str_format(arena, "leads delivered up to %s", to);
    return STR("all leads delivered");
}

Str compare_view_subtitle(const Result *result, Arena *arena) {
    char day[DATE_TEXT];
    day_format(result->definitions.as_of, day);
    const Str data = day[0] ? str_format(arena, "data up to %s", day) : STR("data without dates");
    const Str period = period_text(&result->definitions, arena), scenario = result_shown(result)->set->name;
    return str_format(arena, "%.*s; %.*s; scenario %.*s%s%s", STR_ARGS(data), STR_ARGS(period),
                      STR_ARGS(scenario), result->currency.code[0] ? "; " : "", result->currency.code);
}

const Outlook *compare_view_outlook(const VendorResult *vendor) {
    for (size_t i = 0; i < vendor->outlook_count; i++) {
        if (vendor->outlook[i].month == MONTH_NONE) return &vendor->outlook[i];
    }
    return NULL;
}

Str compare_view_price(const CompareView *view, double amount) {
    return number_text_money(view->arena, amount, view->result->currency, true);
}

Str compare_view_money(const CompareView *view, double amount) {
    return number_text_money(view->arena, amount, view->result->currency, fabs(amount) < 99.995);
}

Str compare_view_percent(const CompareView *view, double share) {
    if (share > 0 && share < .005) return STR("<1 %");
    if (share < 1 && share >= .995) return STR(">99 %");
    return str_format(view->arena, "%d %%", (int)(share * 100 + .5));
}

Str compare_view_range(const CompareView *view, Interval interval) {
    if (!interval_is_known(interval)) return STR("");
    const Currency none = {""}, currency = view->result->currency;
    const bool cents = interval.p05 < 99.995;
    const Str low = number_text_money(view->arena, interval.p05, currency, cents);
    const Str high = number_text_money(view->arena, interval.p95, none, cents);
    return str_format(view->arena, "%.*s to %.*s (likely range, 9 in 10)", STR_ARGS(low), STR_ARGS(high));
}

Str compare_view_names(const CompareView *view, const VendorResult *const *vendors, size_t count) {
    if (count == 0) return STR("");
    if (count == 1) return vendors[0]->vendor;
    if (count == 2) {
        return str_format(view->arena, "%.*s and %.*s", STR_ARGS(vendors[0]->vendor),
                          STR_ARGS(vendors[1]->vendor));
    }
    return str_format(view->arena, "%.*s, %.*s and %zu more", STR_ARGS(vendors[0]->vendor),
                      STR_ARGS(vendors[1]->vendor), count - 2);
}
