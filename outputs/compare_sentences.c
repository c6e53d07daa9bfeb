/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/compare_sentences.h"
#include "outputs/compare_evidence.h"
#include "outputs/number_text.h"

#define TOO_YOUNG .5 /* share of a vendor's leads still open from which it is too young to judge */

/* What is compared per the stage: at maturity where that is known. */
static bool knows_cost(const CompareView *view, const VendorResult *vendor) {
    return figure_is_known(compare_view_cost(view, vendor));
}

static Str cost_of(const CompareView *view, const VendorResult *vendor) {
    return compare_view_money(view, compare_view_cost(view, vendor).value);
}

static const char *when(const CompareView *view) { return view->ripe ? " at maturity" : ""; }

static Str price_of(const CompareView *view, const VendorResult *vendor, MetricId id) {
    return compare_view_price(view, vendor->value[id].value);
}

/* Returns the vendor with the least (sign 1) or greatest (-1) value of those that have one, or NULL. */
static const VendorResult *pick(const CompareView *view, MetricId id, int sign) {
    const VendorResult *best = NULL;
    for (size_t v = 0; v < view->count; v++) {
        if (!compare_view_knows(view->vendors[v], id)) continue;
        const double value = sign * view->vendors[v]->value[id].value;
        if (!best || value < sign * best->value[id].value) best = view->vendors[v];
    }
    return best;
}

/* The view's order: the cheapest per the stage comes first, those without a cost last. NULL: none has one. */
static const VendorResult *cheapest(const CompareView *view) {
    return view->count > 0 && knows_cost(view, view->vendors[0]) ? view->vendors[0] : NULL;
}

static const VendorResult *dearest(const CompareView *view) {
    for (size_t v = view->count; v > 0; v--) {
        if (knows_cost(view, view->vendors[v - 1])) return view->vendors[v - 1];
    }
    return NULL;
}

static bool all_know(const CompareView *view, MetricId id) {
    for (size_t v = 0; v < view->count; v++) {
        if (!compare_view_knows(view->vendors[v], id)) return false;
    }
    return true;
}

/* Who is most likely the cheapest per SQL, else who has the least cost per the stage. */
static const VendorResult *favourite(const CompareView *view) {
    const VendorResult *likely = view->stage == STAGE_SQL ? pick(view, METRIC_P_CHEAPEST, -1) : NULL;
    return likely && knows_cost(view, likely) ? likely : cheapest(view);
}

/* A sentence of one or two parts; a part is made only where it can be. */
static Str join(const CompareView *view, Str one, Str two) {
    return str_format(view->arena, "%.*s%.*s", STR_ARGS(one), STR_ARGS(two));
}

static Str overload(const CompareView *view) {
    const Figure capacity = view->shown->sdr_capacity_hours;
    if (!view->result->has_dates || !figure_is_known(capacity) ||
        view->shown->sdr_hours_a_week <= capacity.value)
        return STR("");
    const Str made = number_text_count(view->arena, view->shown->sdr_hours_a_week, "SDR hour", "SDR hours");
    const Str there = number_text_copy(view->arena, capacity.value, FORMAT_COUNT, 0);
    return str_format(view->arena, "More work than hours: these answers make %.*s a week, there are %.*s.",
                      STR_ARGS(made), STR_ARGS(there));
}

static Str no_costs(const CompareView *view) {
    if (view->has_costs || view->count == 0) return STR("");
    const Why why = view->vendors[0]->value[METRIC_TRUE_CPL].why;
    return str_format(view->arena, "Costs are not available: %.*s.", STR_ARGS(why.text));
}

/* "A lead from A costs USD 54.41 where USD 38.00 was billed" */
static Str cost_of_lead(const CompareView *view, const VendorResult *vendor) {
    const Str cost = price_of(view, vendor, METRIC_TRUE_CPL);
    const Str said =
        str_format(view->arena, "A lead from %.*s costs %.*s", STR_ARGS(vendor->vendor), STR_ARGS(cost));
    if (!compare_view_knows(vendor, METRIC_STATED_CPL)) return said;
    const Str billed = price_of(view, vendor, METRIC_STATED_CPL);
    return join(view, said, str_format(view->arena, " where %.*s was billed", STR_ARGS(billed)));
}

static Str one_vendor(const CompareView *view, const VendorResult *vendor) {
    const Str lead = cost_of_lead(view, vendor);
    if (!knows_cost(view, vendor)) return join(view, lead, STR("."));
    const Str later = cost_of(view, vendor);
    return join(
        view, lead,
        str_format(view->arena, ", %s %.*s%s.", view->words.with_article, STR_ARGS(later), when(view)));
}

/* "A bills USD 38.00 a lead but costs USD 1,412 an SQL; B bills USD 118.00 and costs USD 398." */
static Str contrast(const CompareView *view, const char *opening, MetricId price, const VendorResult *a,
                    const VendorResult *b) {
    const char *const verb = price == METRIC_STATED_CPL ? "bills" : "costs";
    const Str price_a = price_of(view, a, price), cost_a = cost_of(view, a);
    const Str price_b = price_of(view, b, price), cost_b = cost_of(view, b);
    const Str first =
        str_format(view->arena, "%s: %.*s %s %.*s a lead but costs %.*s %s%s; ", opening, STR_ARGS(a->vendor),
                   verb, STR_ARGS(price_a), STR_ARGS(cost_a), view->words.with_article, when(view));
    return join(view, first,
                str_format(view->arena, "%.*s %s %.*s and costs %.*s.", STR_ARGS(b->vendor), verb,
                           STR_ARGS(price_b), STR_ARGS(cost_b)));
}

/* One vendor is cheapest both by the lead and by what comes of it. */
static Str agreement(const CompareView *view, MetricId price, const VendorResult *best,
                     const VendorResult *dear) {
    const char *const per = view->words.with_article;
    const Str lead = price_of(view, best, price), cost = cost_of(view, best), other = cost_of(view, dear);
    return str_format(
        view->arena, "Cheapest both ways: %.*s at %.*s a lead and %.*s %s%s; the dearest is %.*s at %.*s %s.",
        STR_ARGS(best->vendor), STR_ARGS(lead), STR_ARGS(cost), per, when(view), STR_ARGS(dear->vendor),
        STR_ARGS(other), per);
}

/* What an invoice says against what comes of it: the point of the whole program. */
static Str headline(const CompareView *view) {
    if (!view->has_costs) return STR("");
    const MetricId price = all_know(view, METRIC_STATED_CPL) ? METRIC_STATED_CPL : METRIC_TRUE_CPL;
    const VendorResult *const cheap = pick(view, price, 1), *const best = favourite(view),
                              *const dear = dearest(view);
    if (view->count == 1 || !best || best == dear) return one_vendor(view, best ? best : cheap);
    if (cheap == best) return agreement(view, price, best, dear);
    if (!knows_cost(view, cheap)) return STR("");
    const bool dearest_of_all = cheap == dear && knows_cost(view, view->vendors[view->count - 1]);
    const char *const word = price == METRIC_STATED_CPL ? "invoice" : "lead";
    const Str opening =
        dearest_of_all
            ? str_format(view->arena, "Cheapest %s, dearest %s", word, view->words.one)
            : str_format(view->arena, "The cheapest %s is not the cheapest %s", word, view->words.one);
    return contrast(view, opening.at, price, cheap, best);
}

/* Returns the vendor most likely the cheapest after `first`, or NULL. */
static const VendorResult *runner_up(const CompareView *view, const VendorResult *first) {
    const VendorResult *second = NULL;
    for (size_t v = 0; v < view->count; v++) {
        const VendorResult *const vendor = view->vendors[v];
        if (vendor == first || !compare_view_knows(vendor, METRIC_P_CHEAPEST)) continue;
        if (!second || vendor->value[METRIC_P_CHEAPEST].value > second->value[METRIC_P_CHEAPEST].value)
            second = vendor;
    }
    return second;
}

/* No number of draws makes a chance certain. */
static Str percent_cheapest(const CompareView *view, const VendorResult *vendor) {
    const double chance = vendor->value[METRIC_P_CHEAPEST].value;
    return chance >= .995 ? STR(">99 %") : chance < .005 ? STR("<1 %") : compare_view_percent(view, chance);
}

static Str with_chance(const CompareView *view, const VendorResult *vendor) {
    const Str cost = cost_of(view, vendor), chance = percent_cheapest(view, vendor);
    return str_format(view->arena, "%.*s (%.*s%s) with a chance of %.*s", STR_ARGS(vendor->vendor),
                      STR_ARGS(cost), view->ripe ? when(view) : " to date", STR_ARGS(chance));
}

static Str undecided(const CompareView *view, const VendorResult *first, const VendorResult *second) {
    const Str one = with_chance(view, first), two = with_chance(view, second);
    return str_format(view->arena, "Not decidable yet who is cheapest per SQL: %.*s, %.*s.", STR_ARGS(one),
                      STR_ARGS(two));
}

static Str decided(const CompareView *view, const VendorResult *first) {
    const Str chance = percent_cheapest(view, first), cost = cost_of(view, first);
    const Str range = compare_view_range(view, compare_view_cost_range(view, first));
    return str_format(view->arena, "%.*s has the cheapest SQL with a chance of %.*s: %.*s%s%s%.*s.",
                      STR_ARGS(first->vendor), STR_ARGS(chance), STR_ARGS(cost),
                      view->ripe ? when(view) : " to date", range.len ? ", " : "", STR_ARGS(range));
}

/* Who is cheapest per SQL, and how sure that is. */
static Str sureness(const CompareView *view) {
    const VendorResult *const first = view->stage == STAGE_SQL ? pick(view, METRIC_P_CHEAPEST, -1) : NULL;
    const VendorResult *const second = first ? runner_up(view, first) : NULL;
    if (!second || !knows_cost(view, first) || !knows_cost(view, second)) return STR("");
    const double wanted = decimal_to_double(view->shown->set->of[ASSUME_DECISION_CONFIDENCE].base);
    return first->value[METRIC_P_CHEAPEST].value < wanted ? undecided(view, first, second)
                                                          : decided(view, first);
}

/* Where there are no costs, rates are what is left. */
static Str rates(const CompareView *view) {
    if (view->has_costs || view->stage == STAGE_DELIVERED) return STR("");
    const VendorResult *const best = pick(view, view->rate, -1), *const worst = pick(view, view->rate, 1);
    if (!best) return STR("");
    const Str high = number_text_copy(view->arena, best->value[view->rate].value, FORMAT_RATE, 0);
    const Str low = number_text_copy(view->arena, worst->value[view->rate].value, FORMAT_RATE, 0);
    const Str first = str_format(view->arena, "%.*s of the leads of %.*s became %s", STR_ARGS(high),
                                 STR_ARGS(best->vendor), view->words.many);
    if (best == worst) return join(view, first, STR("."));
    return join(view, first,
                str_format(view->arena, ", the best rate; %.*s of those of %.*s, the worst.", STR_ARGS(low),
                           STR_ARGS(worst->vendor)));
}

/* Stores in `young` the vendors whose leads are mostly open; returns how many. */
static size_t find_young(const CompareView *view, const VendorResult **young) {
    size_t count = 0;
    for (size_t v = 0; v < view->count; v++) {
        const Figure open = view->vendors[v]->value[METRIC_OPEN_SHARE];
        if (figure_is_known(open) && open.value >= TOO_YOUNG) young[count++] = view->vendors[v];
    }
    return count;
}

/* " (62 % of its 165 leads are open, all count as 36 mature ones)" */
static Str describe_young(const CompareView *view, const VendorResult *vendor) {
    const Str part = compare_view_percent(view, vendor->value[METRIC_OPEN_SHARE].value);
    const Interval mature = vendor->interval[view->ripe_leads];
    if (!view->ripe || !interval_is_known(mature))
        return str_format(view->arena, " (%.*s of its leads are open)", STR_ARGS(part));
    const Str leads = number_text_copy(view->arena, (double)vendor->counts.delivered, FORMAT_COUNT, 0);
    const Str count = number_text_copy(view->arena, mature.mean, FORMAT_COUNT, 0);
    return str_format(view->arena, " (%.*s of its %.*s leads are open; all count as %.*s mature ones)",
                      STR_ARGS(part), STR_ARGS(leads), STR_ARGS(count));
}

/* How much is still open, and for whom figures to date come too early. */
static Str open_leads(const CompareView *view) {
    const Figure all = view->shown->total.value[METRIC_OPEN_SHARE];
    if (!view->knows_open || !figure_is_known(all) || all.value <= 0) return STR("");
    const VendorResult **young = ARENA_ARRAY(view->arena, const VendorResult *, view->count + 1);
    const size_t count = find_young(view, young);
    const Str share = compare_view_percent(view, all.value);
    const Str total = str_format(view->arena, "%.*s of all leads are still open", STR_ARGS(share));
    if (count == 0) return join(view, total, STR(": what they bring is not in the figures to date."));
    const Str names = compare_view_names(view, young, count),
              whose = count == 1 ? describe_young(view, young[0]) : STR("");
    return str_format(view->arena, "Too young to judge by figures to date: %.*s%.*s; %.*s.", STR_ARGS(names),
                      STR_ARGS(whose), STR_ARGS(total));
}

/* Vendors without a conversion: a cost that is only bounded from below. */
static Str floors(const CompareView *view) {
    if (view->stage != STAGE_SQL) return STR("");
    for (size_t v = 0; v < view->count; v++) {
        const VendorResult *const vendor = view->vendors[v];
        if (vendor->counts.stage[STAGE_SQL] > 0 || !figure_is_known(vendor->sql_cost_floor)) continue;
        const Str bound = compare_view_money(view, vendor->sql_cost_floor.value);
        return str_format(view->arena,
                          "No SQL from %.*s yet: what one costs is above %.*s with 95 %% probability.",
                          STR_ARGS(vendor->vendor), STR_ARGS(bound));
    }
    return STR("");
}

/* Vendors whose costs are not known although others' are. */
static Str missing_costs(const CompareView *view) {
    if (!view->has_costs) return STR("");
    const VendorResult **without = ARENA_ARRAY(view->arena, const VendorResult *, view->count + 1);
    size_t count = 0;
    for (size_t v = 0; v < view->count; v++) {
        if (!compare_view_knows(view->vendors[v], METRIC_TRUE_CPL)) without[count++] = view->vendors[v];
    }
    if (count == 0) return STR("");
    const Str names = compare_view_names(view, without, count),
              why = without[0]->value[METRIC_TRUE_CPL].why.text;
    return str_format(view->arena, "The costs of %.*s are not available: %.*s.", STR_ARGS(names),
                      STR_ARGS(why));
}

/* Why nobody can say what to do. */
static Str no_verdicts(const CompareView *view) {
    if (!view->has_costs) return STR("");
    for (size_t v = 0; v < view->count; v++) {
        if (!view->vendors[v]->verdict.why.code) return STR("");
    }
    const Str why = view->vendors[0]->verdict.why.text;
    return str_format(view->arena, "No verdicts: %.*s.", STR_ARGS(why));
}

/* Hours that the answers make, against those there are. Always said, but where nobody knows over how many weeks. */
static Str workload(const CompareView *view) {
    const AssumptionSet *const set = view->shown->set;
    if (!view->result->has_dates || overload(view).len > 0) return STR("");
    const Str made = number_text_count(view->arena, view->shown->sdr_hours_a_week, "SDR hour", "SDR hours");
    const Str said = str_format(view->arena, "These answers make %.*s a week", STR_ARGS(made));
    if (!figure_is_known(view->shown->sdr_capacity_hours))
        return join(view, said, STR("; how many there are is not known (sdr.count, sdr.share)."));
    const double people = decimal_to_double(set->of[ASSUME_SDR_COUNT].base);
    const Str sdrs = number_text_count(view->arena, people, "SDR", "SDRs");
    const Str share = compare_view_percent(view, decimal_to_double(set->of[ASSUME_SDR_SHARE].base));
    const Str hours = number_text_copy(view->arena, view->shown->sdr_capacity_hours.value, FORMAT_COUNT, 0);
    return join(view, said,
                str_format(view->arena, "; %.*s at %.*s %s %.*s.", STR_ARGS(sdrs), STR_ARGS(share),
                           people == 1 ? "has" : "have", STR_ARGS(hours)));
}

/* What can be said, the most useful first. */
static const struct {
    Str (*make)(const CompareView *view); /* empty: nothing to say */
    bool urgent;
} TOPICS[] = {{overload, true},
              {no_costs, true},
              {headline, false},
              {sureness, false},
              {rates, false},
              {open_leads, false},
              {floors, false},
              {missing_costs, false},
              {no_verdicts, false},
              {workload, false},
              {compare_evidence_young, false},
              {compare_evidence_weight, false},
              {compare_evidence_width, false}};

static void add(Sentences *sentences, Str text, bool urgent) {
    if (text.len == 0 || sentences->count == SENTENCES_MOST) return;
    sentences->urgent[sentences->count] = urgent;
    sentences->text[sentences->count++] = text;
}

Sentences compare_sentences_make(const CompareView *view) {
    Sentences sentences = {.count = 0};
    for (size_t i = 0; i < sizeof TOPICS / sizeof *TOPICS; i++)
        add(&sentences, TOPICS[i].make(view), TOPICS[i].urgent);
    return sentences;
}

static int64_t quarantined(const CompareView *view) {
    int64_t count = 0;
    for (size_t i = 0; i < view->result->provenance->file_count; i++)
        count += view->result->provenance->files[i].quarantined;
    return count;
}

static Str next_rows(const CompareView *view) {
    const int64_t count = quarantined(view);
    if (count == 0) return STR("");
    const Str rows = number_text_count(view->arena, (double)count, "row", "rows");
    return str_format(view->arena, "mend the %.*s that could not be read, then run this again.",
                      STR_ARGS(rows));
}

static Str next_contracts(const CompareView *view) {
    if (view->has_costs || view->result->has_contracts) return STR("");
    return STR("write contracts.csv (vendor, cpl, currency, start, end): it makes costs of these rates.");
}

/* Questions of the first sheet that nobody has answered. */
static Str next_answers(const CompareView *view) {
    size_t asked = 0, ours = 0;
    const char *first = NULL;
    for (int i = 0; i < ASSUMPTION_COUNT; i++) {
        if (!ASSUMPTIONS[i].asks) continue;
        asked++;
        if (view->shown->set->of[i].origin != FROM_DEFAULT) continue;
        ours++;
        if (!first) first = ASSUMPTIONS[i].key;
    }
    if (ours == 0) return STR("");
    return str_format(
        view->arena,
        "answer in assumptions.csv: %zu of %zu questions still have our default or none, first %s.", ours,
        asked, first);
}

static Str next_scenario(const CompareView *view) {
    for (size_t s = 0; s < view->result->scenario_count; s++) {
        if (s == view->result->shown) continue;
        const Str name = view->result->scenarios[s].set->name;
        return str_format(view->arena, "see another scenario with --scenario '%.*s'.", STR_ARGS(name));
    }
    return STR("");
}

Sentences compare_sentences_next(const CompareView *view) {
    static Str (*const STEPS[])(const CompareView *) = {next_rows, next_contracts, next_answers,
                                                        next_scenario};
    Sentences sentences = {.count = 0};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS && sentences.count < SENTENCES_NEXT; i++)
        add(&sentences, STEPS[i](view), false);
    return sentences;
}
