/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/flips.h"
#include <math.h>
#include <stdlib.h>

enum {
    HALVINGS = 10,                     /* the value is found within a thousandth of the way to its bound */
    LEVERS_MOST = ASSUMPTION_COUNT + 1 /* and today's price */
};

/* A number that can be moved. */
typedef struct Lever {
    const char *key;
    AssumptionId id; /* ASSUMPTION_COUNT: a vendor's price */
    double low, base, high;
    double influence; /* relative change of costs and value from low to high */
} Lever;

typedef struct Work {
    RulingBench *bench;
    const RulingWorld drawn; /* the world that is moved from */
    RulingWorld moved;       /* room */
    const double *cost;      /* [vendor] base cost of a lead at maturity */
    Arena *scratch;
} Work;

/* What has been found of a vendor; flips NULL: it takes no part. */
typedef struct Found {
    VerdictCode now;
    Flip *flips;
    size_t count;
} Found;

static double cost_of_lead(const RulingBench *bench, size_t v, const Values *values) {
    const VendorResult *vendor = &bench->scenario->vendors[v];
    const Ledger ledger = uncertainty_ledger(bench->input, bench->scenario, vendor, values);
    const double cost =
        (double)ledger.line[LINE_TRUE_COST] + bench->draws->wasted[v] * (double)ledger.line[LINE_SDR_OPEN];
    return cost / (double)currency_units(bench->input->currency) / (double)vendor->counts.delivered;
}

/* Enters the world where the lever stands at `to`; a price is that of vendor `v`. */
static void move(Work *work, const Lever *lever, double to, size_t v) {
    const RulingBench *bench = work->bench;
    RulingWorld *moved = &work->moved;
    Values values = ledger_values(bench->input->set);
    if (lever->id != ASSUMPTION_COUNT) values.of[lever->id] = (Decimal)llround(to * (double)DECIMAL_ONE);
    for (size_t w = 0; w < bench->scenario->vendor_count; w++) {
        moved->price[w] = work->drawn.price[w];
        if (ruling_has_rival(bench, w))
            moved->waste[w] = work->drawn.waste[w] + cost_of_lead(bench, w, &values) - work->cost[w];
    }
    if (lever->id == ASSUMPTION_COUNT) moved->price[v] = to;
    moved->value = ruling_value_of_sql(&values, &bench->scenario->total).value;
    ruling_enter(work->bench, *moved);
}

static VerdictCode verdict_in(const RulingBench *bench, size_t v) {
    const RulingFacts facts = ruling_facts(bench, v);
    return ruling_decide(&facts)->code;
}

/* Halves the way from the base, where the verdict is `now`, to `end`, where it is another one. */
static Flip narrow(Work *work, const Lever *lever, double end, VerdictCode there, size_t v, VerdictCode now) {
    double same = lever->base, other = end;
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = (same + other) / 2;
        move(work, lever, middle, v);
        const VerdictCode code = verdict_in(work->bench, v);
        if (code == now) same = middle;
        else {
            other = middle;
            there = code;
        }
    }
    return (Flip){lever->key, lever->base, other, fabs((other - lever->base) / (end - lever->base)), there};
}

static int by_distance(const void *left, const void *right) {
    const Flip *a = left, *b = right;
    return (a->distance > b->distance) - (a->distance < b->distance);
}

static int by_influence(const void *left, const void *right) {
    const Lever *a = left, *b = right;
    if (a->influence != b->influence) return a->influence < b->influence ? 1 : -1;
    return (a->id > b->id) - (a->id < b->id);
}

/* How much the costs of all vendors and the value of an SQL change over the lever's range. */
static double influence_of(Work *work, const Lever *lever) {
    double sum = 0, cost = 0;
    move(work, lever, lever->low, 0);
    const RulingWorld low = ruling_copy_world(work->bench, work->scratch); /* before it is moved on */
    move(work, lever, lever->high, 0);
    for (size_t v = 0; v < work->bench->scenario->vendor_count; v++) {
        sum += fabs(work->moved.waste[v] - low.waste[v]);
        cost += work->cost[v];
    }
    return (cost > 0 ? sum / cost : 0) + fabs(work->moved.value - low.value) / work->drawn.value;
}

/* Stores the assumptions that are worth a try, the most influential first, and returns how many they are. */
static size_t find_levers(Work *work, Lever *out) {
    const AssumptionSet *set = work->bench->input->set;
    size_t count = 0;
    for (int id = 0; id < ASSUMPTION_COUNT; id++) {
        const Assumption *said = &set->of[id];
        if (!said->known || said->low == said->high) continue;
        Lever lever = {ASSUMPTIONS[id].key,           (AssumptionId)id,
                       decimal_to_double(said->low),  decimal_to_double(said->base),
                       decimal_to_double(said->high), 0};
        lever.influence = influence_of(work, &lever);
        if (lever.influence > 0) out[count++] = lever;
    }
    qsort(out, count, sizeof *out, by_influence);
    if (count > FLIPS_ASSUMPTIONS) count = FLIPS_ASSUMPTIONS;
    const Assumption *target = &set->of[ASSUME_TARGET_COST_PER_SQL];
    const double base = decimal_to_double(target->base);
    if (target->known && target->low == target->high)
        out[count++] = (Lever){ASSUMPTIONS[ASSUME_TARGET_COST_PER_SQL].key,
                               ASSUME_TARGET_COST_PER_SQL,
                               base / 2,
                               base,
                               2 * base,
                               0};
    return count;
}

/* Moves a lever to one of its ends, and narrows for those of the vendors first .. last - 1 whose verdict changes there. */
static void try_end(Work *work, const Lever *lever, double end, size_t first, size_t last, Found *found) {
    const size_t vendors = work->bench->scenario->vendor_count;
    VerdictCode *there = ARENA_ARRAY(work->scratch, VerdictCode, vendors);
    if (!(fabs(end - lever->base) > 0)) return;
    move(work, lever, end, first);
    for (size_t v = first; v < last; v++) {
        if (found[v].flips) there[v] = verdict_in(work->bench, v);
    }
    for (size_t v = first; v < last; v++) {
        if (found[v].flips && there[v] != found[v].now)
            found[v].flips[found[v].count++] = narrow(work, lever, end, there[v], v, found[v].now);
    }
}

static void try_price(Work *work, size_t v, Found *found) {
    const double price = work->bench->terms[v].price;
    const Lever own = {"cpl", ASSUMPTION_COUNT, price / 2, price, 2 * price, 0};
    if (!found[v].flips || !(price > 0)) return;
    try_end(work, &own, own.low, v, v + 1, found);
    try_end(work, &own, own.high, v, v + 1, found);
}

/* Prepares the lists of the vendors whose verdict is the same on the draws that are used. */
static Found *start(const Work *work, size_t most, Arena *arena, const ScenarioResult *scenario) {
    Found *found = ARENA_ARRAY(work->scratch, Found, scenario->vendor_count);
    for (size_t v = 0; v < scenario->vendor_count; v++) {
        const Verdict *verdict = &scenario->vendors[v].verdict;
        found[v].now = verdict->code;
        if (!verdict->why.code && verdict_in(work->bench, v) == verdict->code)
            found[v].flips = ARENA_ARRAY(arena, Flip, most);
    }
    return found;
}

static double *base_costs(const RulingBench *bench, Arena *scratch) {
    double *cost = ARENA_ARRAY(scratch, double, bench->scenario->vendor_count);
    const Values base = ledger_values(bench->input->set);
    for (size_t v = 0; v < bench->scenario->vendor_count; v++) {
        if (ruling_has_rival(bench, v)) cost[v] = cost_of_lead(bench, v, &base);
    }
    return cost;
}

void flips_find(RulingBench bench, Arena *arena, Arena *scratch, ScenarioResult *scenario) {
    const size_t vendors = scenario->vendor_count;
    if (!vendors) return;
    if (bench.count * vendors > FLIPS_WORK) bench.count = FLIPS_WORK / vendors;
    ruling_enter(&bench, bench.world);
    Work work = {&bench, bench.world, ruling_copy_world(&bench, scratch), base_costs(&bench, scratch),
                 scratch};
    Lever levers[LEVERS_MOST];
    const size_t count = find_levers(&work, levers);
    ruling_enter(&bench, work.drawn);
    Found *found = start(&work, 2 * (count + 1), arena, scenario);
    for (size_t i = 0; i < count; i++) {
        try_end(&work, &levers[i], levers[i].low, 0, vendors, found);
        try_end(&work, &levers[i], levers[i].high, 0, vendors, found);
    }
    for (size_t v = 0; v < vendors; v++) {
        try_price(&work, v, found);
        if (found[v].count) qsort(found[v].flips, found[v].count, sizeof(Flip), by_distance);
        scenario->vendors[v].verdict.flips = found[v].flips;
        scenario->vendors[v].verdict.flip_count = found[v].count;
    }
}
