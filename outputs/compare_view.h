/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_view.h - a comparison as people look at it: which stage it is about, who stands first, and the words for it.
 * The stage is SQL where the files have one, else the last they have. */
#ifndef OUTPUTS_COMPARE_VIEW_H
#define OUTPUTS_COMPARE_VIEW_H
#include "models/result.h"
#include "outputs/report.h"

/* A stage in words: "SQL", "SQLs", "an SQL", "SQL rate". */
typedef struct StageWords {
    const char *one, *many, *with_article, *rate;
} StageWords;

typedef struct CompareView {
    const Result *result;
    const ScenarioResult *shown;
    Arena *arena;
    Stage stage; /* STAGE_DELIVERED: no file has any later one */
    StageWords words;
    bool ripe; /* costs per the stage are compared at maturity; else, where that is not known, to date */
    MetricId cost, rate, ripe_cost, ripe_rate,
        ripe_leads;               /* per the stage; read only where `stage` is later than delivered */
    const VendorResult **vendors; /* cheapest per the stage first; then by rate, by name */
    size_t count;
    bool knows_open; /* the files say which leads are still open: not without dates, nor as counts */
    bool has_costs;  /* some vendor's true CPL is known */
} CompareView;

/* Looks at the shown scenario; memory is of `arena`. */
CompareView compare_view_make(const Result *result, Arena *arena);

/* Returns what stands under every page's title: "data up to 2026-08-31; leads delivered from ...; scenario base; USD". */
Str compare_view_subtitle(const Result *result, Arena *arena);

/* Returns a metric of a vendor, and says whether it is known. */
Figure compare_view_value(const VendorResult *vendor, MetricId id);
bool compare_view_knows(const VendorResult *vendor, MetricId id);

/* Returns the cost per the stage by which vendors are compared (its median, at maturity), and its likely range. */
Figure compare_view_cost(const CompareView *view, const VendorResult *vendor);
Interval compare_view_cost_range(const CompareView *view, const VendorResult *vendor);

/* Returns what all open leads of a vendor may still bring, without a date, or NULL. */
const Outlook *compare_view_outlook(const VendorResult *vendor);

/* Returns for a sentence a price with its cents ("USD 118.00"), a cost with cents only below 100 ("USD 398"), and a share
 * without decimals ("94 %", "<1 %", ">99 %"). */
Str compare_view_price(const CompareView *view, double amount);
Str compare_view_money(const CompareView *view, double amount);
Str compare_view_percent(const CompareView *view, double share);

/* Returns "USD 341 to 512 (likely range, 9 in 10)", or the empty text where it is not known. */
Str compare_view_range(const CompareView *view, Interval interval);

/* Returns "A", "A and B", "A, B and 2 more" of the `count` vendors. */
Str compare_view_names(const CompareView *view, const VendorResult *const *vendors, size_t count);

#endif
