/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/cure.h"
#include "models/optimum.h"
#include <math.h>
#include <stdlib.h>

enum {
    RATE_ROUNDS = 60, /* at most, of Newton's method for one rate */
    STARTS_KEPT = 2   /* from which the maximum is sought */
};
#define RATE_EXACT   1e-6 /* last step, relative: what it leaves is its square */
#define LOG_MEDIANS  12   /* days beyond exp(12) and shapes beyond exp(3) are no lags */
#define LOG_SHAPES   3
#define LOGIT_MOST   12
#define CHANCE_LEAST 1e-300

/* Days at which F and G are asked, by their number in the table. Number 0 is day 0, where both are 0. */
typedef struct Span {
    double count;
    size_t from, to;
} Span;

/* count x ln(1 - c [F(to) - F(from)] - (1 - c) rho [G(to) - G(from)]); count < 0 divides. */
typedef struct Term {
    double count;
    size_t won_from, won_to, lost_from, lost_to;
} Term;

typedef struct Group {
    double won, lost;
    Term *terms;
    size_t count, room;
} Group;

/* A distribution function at the days of the table, from both ends. */
typedef struct Curve {
    double *lower, *upper;
} Curve;

struct Cure {
    Arena *arena;
    double *days;
    size_t day_count;
    Curve won_curve, lost_curve;
    Span *won, *lost; /* pooled over the vendors */
    size_t won_count, won_room, lost_count, lost_room;
    double all_lost;
    Group *groups;
    size_t group_count;
    double *level, *fall; /* 1 - c F.. - (1 - c) rho G.. = level - c fall, of the terms of a group */
};

/* While the likelihood is being made, days stand for themselves; they are numbered at the end. */
static void add_span(Cure *cure, Span **spans, size_t *count, size_t *room, Span span) {
    if (!(span.count > 0)) return;
    ARENA_RESERVE(cure->arena, *spans, *count, *room);
    (*spans)[(*count)++] = span;
}

static void add_term(Cure *cure, Group *group, Term term) {
    if (term.count == 0) return;
    ARENA_RESERVE(cure->arena, group->terms, group->count, group->room);
    group->terms[group->count++] = term;
}

static void add_age(Cure *cure, Group *group, const MaturityAge *row, MaturityEntry kind, CureLosses losses) {
    const size_t after = (size_t)row->age + 1, entry = (size_t)row->entry;
    const size_t from = kind == MATURITY_UNSEEN ? entry : 0;
    const double open = row->entered - row->won - row->lost;
    add_span(cure, &cure->won, &cure->won_count, &cure->won_room, (Span){row->won_undated, from, after});
    if (losses == CURE_LOSSES_MODELLED) {
        group->lost += row->lost;
        add_span(cure, &cure->lost, &cure->lost_count, &cure->lost_room,
                 (Span){row->lost_undated, from, after});
        add_term(cure, group, (Term){open, from, after, from, after});
    } else {
        const size_t lost_to = kind == MATURITY_TRUNCATED ? entry : 0;
        add_term(cure, group, (Term){open + row->lost, from, after, 0, lost_to});
    }
    if (kind == MATURITY_TRUNCATED && entry > 0)
        add_term(cure, group, (Term){-row->entered, 0, entry, 0, entry});
}

static void add_vendor(Cure *cure, Group *group, const MaturityVendor *vendor, MaturityEntry kind,
                       CureLosses losses) {
    for (size_t i = 0; i < vendor->age_count; i++) {
        group->won += vendor->ages[i].won;
        add_age(cure, group, &vendor->ages[i], kind, losses);
    }
    for (size_t i = 0; i < vendor->lag_count; i++) {
        const MaturityLag *row = &vendor->lags[i];
        const size_t day = (size_t)row->lag;
        add_span(cure, &cure->won, &cure->won_count, &cure->won_room, (Span){row->won, day, day + 1});
        if (losses == CURE_LOSSES_MODELLED)
            add_span(cure, &cure->lost, &cure->lost_count, &cure->lost_room, (Span){row->lost, day, day + 1});
    }
    cure->all_lost += group->lost;
}

static int by_from(const void *left, const void *right) {
    const Span *a = left, *b = right;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

/* Vendors share the lag: the same days of several become one. */
static size_t merge_spans(Span *spans, size_t count) {
    if (count) qsort(spans, count, sizeof *spans, by_from);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept && by_from(&spans[kept - 1], &spans[i]) == 0) spans[kept - 1].count += spans[i].count;
        else spans[kept++] = spans[i];
    }
    return kept;
}

/* Calls `use` for each day that the likelihood names. */
static void each_day(Cure *cure, void (*use)(void *context, size_t *day), void *context) {
    for (size_t i = 0; i < cure->won_count; i++) {
        use(context, &cure->won[i].from);
        use(context, &cure->won[i].to);
    }
    for (size_t i = 0; i < cure->lost_count; i++) {
        use(context, &cure->lost[i].from);
        use(context, &cure->lost[i].to);
    }
    for (size_t v = 0; v < cure->group_count; v++)
        for (size_t i = 0; i < cure->groups[v].count; i++) {
            Term *term = &cure->groups[v].terms[i];
            use(context, &term->won_from);
            use(context, &term->won_to);
            use(context, &term->lost_from);
            use(context, &term->lost_to);
        }
}

static void find_last(void *context, size_t *day) {
    size_t *last = context;
    if (*day > *last) *last = *day;
}

static void mark_day(void *context, size_t *day) { ((size_t *)context)[*day] = 1; }

static void number_day(void *context, size_t *day) { *day = ((const size_t *)context)[*day]; }

static void number_days(Cure *cure) {
    size_t last = 0;
    each_day(cure, find_last, &last);
    size_t *number = ARENA_ARRAY(cure->arena, size_t, last + 1);
    number[0] = 1;
    each_day(cure, mark_day, number);
    cure->days = ARENA_ARRAY(cure->arena, double, last + 1);
    for (size_t day = 0; day <= last; day++) {
        if (!number[day]) continue;
        cure->days[cure->day_count] = (double)day;
        number[day] = cure->day_count++;
    }
    each_day(cure, number_day, number);
}

static Curve new_curve(const Cure *cure) {
    return (Curve){ARENA_ARRAY(cure->arena, double, cure->day_count),
                   ARENA_ARRAY(cure->arena, double, cure->day_count)};
}

Cure *cure_new(const MaturityData *data, CureLosses losses, Arena *arena) {
    Cure *cure = ARENA_NEW(arena, Cure);
    cure->arena = arena;
    cure->group_count = data->vendor_count;
    cure->groups = ARENA_ARRAY(arena, Group, data->vendor_count);
    size_t most = 0;
    for (size_t v = 0; v < data->vendor_count; v++) {
        add_vendor(cure, &cure->groups[v], &data->vendors[v], data->kind, losses);
        if (cure->groups[v].count > most) most = cure->groups[v].count;
    }
    cure->won_count = merge_spans(cure->won, cure->won_count);
    cure->lost_count = merge_spans(cure->lost, cure->lost_count);
    number_days(cure);
    cure->won_curve = new_curve(cure);
    cure->lost_curve = new_curve(cure);
    cure->level = ARENA_ARRAY(arena, double, most);
    cure->fall = ARENA_ARRAY(arena, double, most);
    return cure;
}

/* The days rise: below the median the lower tail is computed, above it the upper one. */
static void fill_curve(const Cure *cure, Lag lag, Curve curve) {
    curve.lower[0] = 0;
    curve.upper[0] = 1;
    bool above = false;
    for (size_t i = 1; i < cure->day_count; i++) {
        const double tail = above ? lag_survival(lag, cure->days[i]) : lag_cdf(lag, cure->days[i]);
        curve.lower[i] = above ? 1 - tail : tail;
        curve.upper[i] = above ? tail : 1 - tail;
        above = above || tail > .5;
    }
}

/* What a curve gains between two days. */
static double rise(Curve curve, size_t from, size_t to) {
    if (curve.lower[from] < .5) return curve.lower[to] - curve.lower[from];
    return curve.upper[from] - curve.upper[to];
}

/* A curve far from the data may give a day no chance at all: then one that a double still holds, so that there is a
 * way up from everywhere. */
static double sum_spans(const Span *spans, size_t count, Curve curve) {
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += spans[i].count * log(fmax(rise(curve, spans[i].from, spans[i].to), CHANCE_LEAST));
    return sum;
}

/* What does not depend on the rates. */
static double shared_part(Cure *cure, Lag lag, CureLoss loss) {
    fill_curve(cure, lag, cure->won_curve);
    double sum = sum_spans(cure->won, cure->won_count, cure->won_curve);
    if (loss.share > 0) fill_curve(cure, loss.lag, cure->lost_curve);
    if (cure->all_lost > 0)
        sum += cure->all_lost * log(loss.share) + sum_spans(cure->lost, cure->lost_count, cure->lost_curve);
    return sum;
}

static void fill_terms(Cure *cure, const Group *group, double loss_share) {
    for (size_t i = 0; i < group->count; i++) {
        const Term *term = &group->terms[i];
        const double won = rise(cure->won_curve, term->won_from, term->won_to);
        const double lost =
            loss_share > 0 ? loss_share * rise(cure->lost_curve, term->lost_from, term->lost_to) : 0;
        cure->level[i] = 1 - lost;
        cure->fall[i] = won - lost;
    }
}

static double group_part(const Cure *cure, const Group *group, double rate) {
    double sum = group->won > 0 ? group->won * log(rate) : 0;
    if (group->lost > 0) sum += group->lost * log1p(-rate);
    for (size_t i = 0; i < group->count; i++)
        sum += group->terms[i].count * log(cure->level[i] - rate * cure->fall[i]);
    return isnan(sum) ? -INFINITY : sum;
}

/* Returns c x the slope in c of what `group_part` sums, and stores the slope of that. */
static double rate_slope(const Cure *cure, const Group *group, double rate, double *bend) {
    double sum = group->won;
    *bend = 0;
    if (group->lost > 0) {
        sum -= group->lost * rate / (1 - rate);
        *bend -= group->lost / ((1 - rate) * (1 - rate));
    }
    for (size_t i = 0; i < group->count; i++) {
        const double share = 1 / (cure->level[i] - rate * cure->fall[i]);
        const double pull = group->terms[i].count * cure->fall[i] * share;
        sum -= pull * rate;
        *bend -= pull * cure->level[i] * share;
    }
    return sum;
}

/* The rate of the maximum: a safeguarded Newton's method on c x slope, which falls through 0 there. */
static double best_rate(const Cure *cure, const Group *group) {
    double bend, exposed = 0, lo = 0, hi = 1;
    if (group->won == 0) {
        rate_slope(cure, group, 0, &bend);
        if (bend <= 0) return 0;
        lo = 1e-12; /* at 0 the product is 0 as well */
    }
    if (group->lost == 0 && rate_slope(cure, group, 1, &bend) >= 0) return 1;
    for (size_t i = 0; i < group->count; i++) exposed += group->terms[i].count * cure->fall[i];
    double rate = exposed > group->won ? group->won / exposed : .9;
    rate = fmin(fmax(rate, 1e-6), .9);
    for (int i = 0; i < RATE_ROUNDS; i++) {
        const double slope = rate_slope(cure, group, rate, &bend);
        if (slope > 0) lo = rate;
        else hi = rate;
        double next = rate - slope / bend;
        if (!(bend < 0 && next > lo && next < hi)) next = (lo + hi) / 2;
        const double step = fabs(next - rate);
        rate = next;
        if (step <= RATE_EXACT * rate) break;
    }
    return rate;
}

double cure_log_likelihood(Cure *cure, Lag lag, CureLoss loss, const double *rates) {
    double sum = shared_part(cure, lag, loss);
    for (size_t v = 0; v < cure->group_count; v++) {
        fill_terms(cure, &cure->groups[v], loss.share);
        sum += group_part(cure, &cure->groups[v], rates[v]);
    }
    return isnan(sum) ? -INFINITY : sum;
}

double cure_profile(Cure *cure, Lag lag, CureLoss loss, double *rates) {
    double sum = shared_part(cure, lag, loss);
    for (size_t v = 0; v < cure->group_count; v++) {
        fill_terms(cure, &cure->groups[v], loss.share);
        rates[v] = best_rate(cure, &cure->groups[v]);
        sum += group_part(cure, &cure->groups[v], rates[v]);
    }
    return isnan(sum) ? -INFINITY : sum;
}

/* The likelihood as a function of the numbers of a start. */
typedef struct Problem {
    Cure *cure;
    LagFamily family;
    double *rates;
} Problem;

static bool has_losses(const Cure *cure) { return cure->all_lost > 0; }

static CureLoss loss_of(const Cure *cure, const double *x) {
    if (!has_losses(cure)) return (CureLoss){0};
    return (CureLoss){1 / (1 + exp(-x[2])), lag_from_median(LAG_WEIBULL, x[3], x[4])};
}

static bool out_of_range(const double *x) { return fabs(x[0]) > LOG_MEDIANS || fabs(x[1]) > LOG_SHAPES; }

static double profile_at(void *context, const double *x) {
    const Problem *problem = context;
    Cure *cure = problem->cure;
    if (out_of_range(x)) return -INFINITY;
    if (has_losses(cure) && (fabs(x[2]) > LOGIT_MOST || out_of_range(x + 3))) return -INFINITY;
    return cure_profile(cure, lag_from_median(problem->family, x[0], x[1]), loss_of(cure, x), problem->rates);
}

CureFit cure_fit_from(Cure *cure, LagFamily family, const double start[CURE_START], Arena *arena) {
    Problem problem = {cure, family, ARENA_ARRAY(arena, double, cure->group_count)};
    const Optimum best = optimum_find(profile_at, &problem, has_losses(cure) ? 5 : 2, start);
    CureFit fit = {.lag = lag_from_median(family, best.x[0], best.x[1]),
                   .loss = loss_of(cure, best.x),
                   .rates = problem.rates,
                   .converged = best.converged};
    fit.log_likelihood = cure_profile(cure, fit.lag, fit.loss, fit.rates);
    return fit;
}

/* The middle of the first halves of the spans: ln of a median that is not yet mature. */
static double log_middle(const Cure *cure, const Span *spans, size_t count) {
    double all = 0, below = 0;
    for (size_t i = 0; i < count; i++) all += spans[i].count;
    for (size_t i = 0; i < count; i++) {
        below += spans[i].count;
        if (2 * below >= all) return log((cure->days[spans[i].from] + cure->days[spans[i].to]) / 2);
    }
    return log(30);
}

size_t cure_starts(const Cure *cure, size_t most, double (*starts)[2]) {
    static const double LATER[] = {.2, .9, 1.8}, SHAPES[] = {-.3, .3};
    const double middle = log_middle(cure, cure->won, cure->won_count);
    size_t count = 0;
    for (size_t i = 0; i < sizeof LATER / sizeof *LATER; i++)
        for (size_t j = 0; j < sizeof SHAPES / sizeof *SHAPES; j++) {
            if (count == most) return count;
            starts[count][0] = middle + LATER[i];
            starts[count++][1] = SHAPES[j];
        }
    return count;
}

typedef struct Candidate {
    double start[CURE_START], value;
} Candidate;

/* Keeps the best few, in order. */
static void consider(Problem *problem, Candidate candidate, Candidate best[STARTS_KEPT]) {
    candidate.value = profile_at(problem, candidate.start);
    for (size_t i = 0; i < STARTS_KEPT; i++)
        if (candidate.value > best[i].value) {
            const Candidate worse = best[i];
            best[i] = candidate;
            candidate = worse;
        }
}

CureFit cure_fit(Cure *cure, LagFamily family, Arena *arena) {
    enum { STARTS = 6 };
    static const double LATER[] = {.2, 1}, LOGITS[] = {0, 2};
    Problem problem = {cure, family, ARENA_ARRAY(arena, double, cure->group_count)};
    Candidate best[STARTS_KEPT] = {{.value = -INFINITY}, {.value = -INFINITY}};
    double starts[STARTS][2];
    const size_t count = cure_starts(cure, STARTS, starts);
    const double middle = log_middle(cure, cure->lost, cure->lost_count);
    for (size_t i = 0; i < count; i++)
        for (int j = 0; j < (has_losses(cure) ? 4 : 1); j++)
            consider(
                &problem,
                (Candidate){.start = {starts[i][0], starts[i][1], LOGITS[j / 2], middle + LATER[j % 2], 0}},
                best);
    CureFit fit = {.log_likelihood = -INFINITY};
    for (size_t i = 0; i < STARTS_KEPT; i++) {
        const CureFit other = cure_fit_from(cure, family, best[i].start, arena);
        if (!i || other.log_likelihood > fit.log_likelihood) fit = other;
    }
    return fit;
}
