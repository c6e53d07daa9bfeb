/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/rollup.h"
#include "models/tally.h"
#include <math.h>
#include <stdlib.h>

/* Names as numbers in the order of the names. */
typedef struct Names {
    Str *texts;
    size_t count;
    uint16_t *number_of; /* by code of the lead table */
} Names;

typedef struct Counter {
    const LeadTable *table;
    const Outcomes *outcomes;
    const Pricing *pricing;
    const Definitions *definitions;
    Names vendors, segments;
    Tally *cells, *flows, *lags, *deals;
    Rollup *out;
} Counter;

static int by_text(const void *left, const void *right) {
    return str_compare(*(const Str *)left, *(const Str *)right);
}

static uint16_t number_of(const Str *texts, size_t count, Str text) {
    const Str *found = bsearch(&text, texts, count, sizeof *texts, by_text);
    return found ? (uint16_t)(found - texts) : 0;
}

/* Sorts the texts of a field; `blank` stands for the empty one. Only texts of rows that count are kept. */
static Names names_of(const LeadTable *table, LeadField field, const Outcomes *outcomes, Str blank,
                      Arena *arena, Arena *scratch) {
    const size_t codes = lead_table_code_count(table, field);
    bool *used = ARENA_ARRAY(scratch, bool, codes);
    for (uint32_t row = 0; row < lead_table_count(table); row++) {
        if (outcomes->of[row].class != LEAD_LEFT_OUT) used[lead_table_cell(table, row, field)] = true;
    }
    Names names = {.texts = ARENA_ARRAY(arena, Str, codes),
                   .number_of = ARENA_ARRAY(scratch, uint16_t, codes)};
    for (size_t code = 0; code < codes; code++) {
        if (used[code])
            names.texts[names.count++] = code ? str_copy(arena, lead_table_text(table, field, code)) : blank;
    }
    if (names.count) qsort(names.texts, names.count, sizeof *names.texts, by_text);
    for (size_t code = 0; code < codes; code++) {
        const Str text = code ? lead_table_text(table, field, code) : blank;
        names.number_of[code] = number_of(names.texts, names.count, text);
    }
    return names;
}

static TallyKey cell_key(const RollupCell *cell) {
    const uint64_t month = cell->month == MONTH_NONE ? 0 : (uint64_t)cell->month + 1;
    uint64_t currency = 0;
    for (int i = 0; i < 3; i++) currency = currency << 8 | (unsigned char)cell->currency.code[i];
    return (TallyKey){(uint64_t)cell->vendor << 48 | (uint64_t)cell->segment << 32 | month,
                      (uint64_t)cell->class << 48 | (uint64_t)cell->kind << 40 |
                          (uint64_t)cell->reached << 32 | (uint64_t)cell->quiet << 24 | currency};
}

/* Returns the counted cell that has the key fields of `key`. */
static RollupCell *cell_at(Tally *cells, RollupCell key) {
    RollupCell *cell = tally_at(cells, cell_key(&key));
    cell->vendor = key.vendor;
    cell->segment = key.segment;
    cell->month = key.month;
    cell->class = key.class;
    cell->kind = key.kind;
    cell->reached = key.reached;
    cell->quiet = key.quiet;
    cell->currency = key.currency;
    return cell;
}

static void count_minutes(const LeadTable *table, uint32_t row, RollupCell *cell) {
    const uint64_t own = lead_table_cell(table, row, LEAD_SDR_MINUTES);
    const uint64_t touches = lead_table_cell(table, row, LEAD_TOUCHES);
    const uint64_t ops = lead_table_cell(table, row, LEAD_OPS_MINUTES);
    if (own) {
        cell->sdr_own_leads++;
        cell->sdr_own_minutes += (Decimal)own - 1;
    } else if (touches) {
        cell->touch_leads++;
        cell->touches += (int64_t)touches - 1;
    }
    if (ops) {
        cell->ops_own_leads++;
        cell->ops_own_minutes += (Decimal)ops - 1;
    }
}

/* Money whose day lies in another month than the delivery stands in a cell of its own, without leads. */
static void count_charge(const Counter *counter, RollupCell key, RollupCell *cell, Charge charge) {
    const Month billed = charge.billed == DAY_NONE ? key.month : month_from_day(charge.billed);
    if (billed != key.month) {
        key.month = billed;
        key.class = CELL_CHARGE;
        key.kind = KIND_NONE;
        key.reached = key.quiet = 0;
        cell = cell_at(counter->cells, key);
    }
    cell->invoice += charge.amount;
    cell->credits += charge.credit;
}

static void count_cell(const Counter *counter, uint32_t row) {
    const LeadTable *table = counter->table;
    const LeadOutcome outcome = counter->outcomes->of[row];
    const Charge charge = contract_charge(counter->pricing, row);
    const RollupCell key = {
        .vendor = counter->vendors.number_of[lead_table_cell(table, row, LEAD_VENDOR)],
        .segment = counter->segments.number_of[lead_table_cell(table, row, counter->definitions->segment)],
        .month = month_from_day(stamp_day(lead_table_stamp(table, row, LEAD_DELIVERED_AT))),
        .class = outcome.class,
        .kind = outcome.kind,
        .reached = outcome.reached,
        .quiet = (outcome.marks & MARK_QUIET) != 0,
        .currency = charge.currency,
    };
    RollupCell *cell = cell_at(counter->cells, key);
    cell->leads++;
    cell->invoiced += charge.invoiced;
    cell->credited += charge.invoiced && (outcome.marks & MARK_CREDITED);
    cell->touched += (outcome.marks & MARK_WORKED) != 0;
    cell->bounces += (outcome.marks & MARK_BOUNCED) != 0;
    cell->pre_existing += (outcome.marks & MARK_PRE_EXISTING) != 0;
    cell->shared += (outcome.marks & MARK_SHARED) != 0;
    count_minutes(table, row, cell);
    if (!charge.invoiced) return;
    if (charge.amount == MONEY_NONE) cell->unpriced++;
    else count_charge(counter, key, cell, charge);
}

static TallyKey move_key(uint16_t vendor, uint16_t segment, Stage from, Stage to, int32_t days) {
    return (TallyKey){(uint64_t)vendor << 48 | (uint64_t)segment << 32 | (uint64_t)from << 8 | (uint64_t)to,
                      (uint64_t)((int64_t)days + 1)};
}

/* The day a lead entered `stage`; where that is not known, its last known day before. */
static Day entry_day(const Counter *counter, uint32_t row, Stage stage) {
    for (int s = (int)stage; s >= STAGE_DELIVERED; s--) {
        const Day day = stamp_day(classify_stage_stamp(counter->table, counter->outcomes, row, (Stage)s));
        if (day != DAY_NONE) return day;
    }
    return DAY_NONE;
}

/* One lead on one transition: it has entered `from`. */
typedef struct Passage {
    uint16_t vendor, segment;
    Stage from, to;
    bool is_step; /* from the stage just before `to` */
    Day entered;
} Passage;

static RollupLag *lag_at(const Counter *counter, const Passage *passage, Day event) {
    const int32_t lag = event > passage->entered ? event - passage->entered : 0;
    counter->out->negative_lags += passage->is_step && event < passage->entered;
    RollupLag *record =
        tally_at(counter->lags, move_key(passage->vendor, passage->segment, passage->from, passage->to, lag));
    record->vendor = passage->vendor;
    record->segment = passage->segment;
    record->from = (uint8_t)passage->from;
    record->to = (uint8_t)passage->to;
    record->lag = lag;
    return record;
}

/* Says whether the time from the entry to `event` is known; a day after the as-of day is none that an event can have. */
static bool is_timed(const Counter *counter, const Passage *passage, Stamp event) {
    return passage->entered != DAY_NONE && stamp_is_dated(event) &&
           definitions_happened(counter->definitions, event);
}

static void count_move(const Counter *counter, uint32_t row, const Passage *passage, RollupFlow *flow) {
    const Stamp event = classify_stage_stamp(counter->table, counter->outcomes, row, passage->to);
    const Day day = stamp_day(event);
    Day *first = &counter->out->first_reached[passage->to];
    if (day != DAY_NONE && (*first == DAY_NONE || day < *first)) *first = day;
    flow->moved++;
    if (is_timed(counter, passage, event)) lag_at(counter, passage, stamp_day(event))->moved++;
    else flow->day_unknown++;
}

static void count_end(const Counter *counter, uint32_t row, const Passage *passage, RollupFlow *flow) {
    const Stamp closed = classify_closed_stamp(counter->table, counter->outcomes, row);
    const bool lost = counter->outcomes->of[row].class == CLASS_LOST;
    if (closed == STAMP_NEVER) return;
    if (lost) flow->lost++;
    else flow->closed++;
    if (!is_timed(counter, passage, closed)) return;
    RollupLag *lag = lag_at(counter, passage, stamp_day(closed));
    if (lost) lag->lost++;
    else lag->closed++;
}

static void count_passage(const Counter *counter, uint32_t row, Stage reached, Passage passage) {
    const Day as_of = counter->definitions->as_of;
    passage.entered = entry_day(counter, row, passage.from);
    const bool dated = passage.entered != DAY_NONE && as_of != DAY_NONE;
    const int32_t age = !dated ? -1 : as_of > passage.entered ? as_of - passage.entered : 0;
    RollupFlow *flow =
        tally_at(counter->flows, move_key(passage.vendor, passage.segment, passage.from, passage.to, age));
    flow->vendor = passage.vendor;
    flow->segment = passage.segment;
    flow->from = (uint8_t)passage.from;
    flow->to = (uint8_t)passage.to;
    flow->age = age;
    flow->entered++;
    if (reached >= passage.to) count_move(counter, row, &passage, flow);
    else count_end(counter, row, &passage, flow);
}

/* Each step of the chain that the files support, and delivered -> each stage. */
static void count_flows(const Counter *counter, uint32_t row) {
    const LeadOutcome outcome = counter->outcomes->of[row];
    const LeadTable *table = counter->table;
    Stage reached = outcome_stage((OutcomeClass)outcome.class, (Stage)outcome.reached);
    if (reached == STAGE_COUNT) reached = STAGE_DELIVERED; /* delivered, and closed without any stage */
    Passage passage = {
        .vendor = counter->vendors.number_of[lead_table_cell(table, row, LEAD_VENDOR)],
        .segment = counter->segments.number_of[lead_table_cell(table, row, counter->definitions->segment)]};
    Stage previous = STAGE_DELIVERED;
    for (Stage to = STAGE_ACCEPTED; to < STAGE_COUNT; to++) {
        if (!counter->outcomes->has_stage[to]) continue;
        passage.from = STAGE_DELIVERED;
        passage.to = to;
        passage.is_step = previous == STAGE_DELIVERED;
        count_passage(counter, row, reached, passage);
        passage.from = previous;
        passage.is_step = true;
        if (previous != STAGE_DELIVERED && reached >= previous) count_passage(counter, row, reached, passage);
        previous = to;
    }
}

/* Rounds to what a sum of doubles keeps exactly, in whatever order it is made: 2^-24 is 6e-8. */
static double summable(double value) { return ldexp(nearbyint(ldexp(value, 24)), -24); }

static void count_deal(const Counter *counter, uint32_t row) {
    if (counter->outcomes->of[row].class != CLASS_WON) return;
    const Money amount = lead_table_money(counter->table, row, LEAD_AMOUNT);
    if (amount == MONEY_NONE || amount <= 0) {
        counter->out->zero_deals++;
        return;
    }
    Currency currency = contract_base_currency(counter->pricing);
    currency_parse(
        lead_table_text(counter->table, LEAD_CURRENCY, lead_table_cell(counter->table, row, LEAD_CURRENCY)),
        &currency);
    const double size = money_to_double(amount, currency), logarithm = log(size);
    const int bucket = ilogb(size);
    const uint16_t vendor = counter->vendors.number_of[lead_table_cell(counter->table, row, LEAD_VENDOR)];
    uint64_t code = 0;
    for (int i = 0; i < 3; i++) code = code << 8 | (unsigned char)currency.code[i];
    RollupDeal *deal =
        tally_at(counter->deals, (TallyKey){(uint64_t)vendor << 32 | code, (uint64_t)(bucket + 1000)});
    deal->vendor = vendor;
    deal->bucket = (int16_t)bucket;
    deal->currency = currency;
    deal->count++;
    deal->sum += amount;
    if (amount > deal->largest) deal->largest = amount;
    deal->log_sum += summable(logarithm);
    deal->log_square_sum += summable(logarithm * logarithm);
}

static void count_period_charges(const Counter *counter, Arena *scratch) {
    PeriodCharge *charges;
    const size_t count = contract_period_charges(counter->pricing, counter->definitions, scratch, &charges);
    for (size_t i = 0; i < count; i++) {
        const int vendor = rollup_find_vendor(counter->out, charges[i].vendor);
        if (vendor < 0) continue; /* a vendor without a single lead in the file has no row to stand in */
        const RollupCell key = {.vendor = (uint16_t)vendor,
                                .month = charges[i].month,
                                .class = CELL_CHARGE,
                                .kind = KIND_NONE,
                                .currency = charges[i].currency};
        RollupCell *cell = cell_at(counter->cells, key);
        cell->invoice += charges[i].amount;
        cell->shortfall += charges[i].shortfall ? charges[i].amount : 0;
    }
}

static void collect(const Counter *counter, Arena *arena) {
    Rollup *out = counter->out;
    out->cells = tally_sorted(counter->cells, arena, &out->cell_count);
    out->flows = tally_sorted(counter->flows, arena, &out->flow_count);
    out->lags = tally_sorted(counter->lags, arena, &out->lag_count);
    out->deals = tally_sorted(counter->deals, arena, &out->deal_count);
}

static void note_delivery(Rollup *out, Day day) {
    if (day == DAY_NONE) return;
    if (out->first_delivery == DAY_NONE || day < out->first_delivery) out->first_delivery = day;
    if (day > out->last_delivery) out->last_delivery = day;
}

Rollup rollup_count(const LeadTable *table, const Outcomes *outcomes, const Pricing *pricing,
                    const Definitions *definitions, Arena *arena, Arena *scratch) {
    Rollup out = {.definitions = *definitions,
                  .has_dates = lead_table_has(table, LEAD_DELIVERED_AT),
                  .first_delivery = DAY_NONE,
                  .last_delivery = DAY_NONE,
                  .after_as_of = (int64_t)outcomes->after_as_of,
                  .outside_period = (int64_t)outcomes->outside_period};
    for (int s = 0; s < STAGE_COUNT; s++) {
        out.has_stage[s] = outcomes->has_stage[s];
        out.first_reached[s] = DAY_NONE;
    }
    Counter counter = {
        .table = table,
        .outcomes = outcomes,
        .pricing = pricing,
        .definitions = definitions,
        .vendors = names_of(table, LEAD_VENDOR, outcomes, lead_table_vendor(table, 0), arena, scratch),
        .segments = names_of(table, definitions->segment, outcomes, STR("(blank)"), arena, scratch),
        .cells = tally_new(scratch, sizeof(RollupCell)),
        .flows = tally_new(scratch, sizeof(RollupFlow)),
        .lags = tally_new(scratch, sizeof(RollupLag)),
        .deals = tally_new(scratch, sizeof(RollupDeal)),
        .out = &out,
    };
    out.vendors = counter.vendors.texts;
    out.vendor_count = counter.vendors.count;
    out.segments = counter.segments.texts;
    out.segment_count = counter.segments.count;
    for (uint32_t row = 0; row < lead_table_count(table); row++) {
        if (outcomes->of[row].class == LEAD_LEFT_OUT) continue;
        out.leads++;
        note_delivery(&out, stamp_day(lead_table_stamp(table, row, LEAD_DELIVERED_AT)));
        count_cell(&counter, row);
        count_flows(&counter, row);
        count_deal(&counter, row);
    }
    count_period_charges(&counter, scratch);
    collect(&counter, arena);
    return out;
}

/* The class of leads that got just as far as `stage`. */
static OutcomeClass class_at(Stage stage) {
    static const OutcomeClass CLASS_AT[STAGE_COUNT] = {CLASS_UNTOUCHED, CLASS_ACCEPTED, CLASS_SQL,
                                                       CLASS_OPPORTUNITY, CLASS_WON};
    return CLASS_AT[stage];
}

/* Leads that got just as far as each stage are a cell; what was spent is one of its own. */
static void count_row_cells(Tally *cells, const CountRow *row, RollupCell key) {
    int64_t beyond = 0;
    for (int s = STAGE_COUNT - 1; s >= 0; s--) {
        if (row->stage[s] < 0) continue;
        key.class = (uint8_t)class_at((Stage)s);
        key.reached = (uint8_t)s;
        const int64_t leads = row->stage[s] - beyond;
        beyond = row->stage[s];
        if (leads <= 0) continue;
        RollupCell *cell = cell_at(cells, key);
        cell->leads += leads;
        cell->invoiced += leads;
        cell->unpriced += row->spend == MONEY_NONE ? leads : 0;
    }
    if (row->spend == MONEY_NONE) return;
    key.class = CELL_CHARGE;
    key.reached = 0;
    cell_at(cells, key)->invoice += row->spend;
}

static void count_row_flow(Tally *flows, const CountRow *row, RollupCell key, Stage from, Stage to) {
    RollupFlow *flow = tally_at(flows, move_key(key.vendor, key.segment, from, to, -1));
    *flow = (RollupFlow){.vendor = key.vendor,
                         .segment = key.segment,
                         .from = (uint8_t)from,
                         .to = (uint8_t)to,
                         .age = -1,
                         .entered = flow->entered + row->stage[from],
                         .moved = flow->moved + row->stage[to],
                         .day_unknown = flow->day_unknown + row->stage[to]};
}

static void count_row(const Counter *counter, const CountRow *row, RollupCell key) {
    count_row_cells(counter->cells, row, key);
    Stage previous = STAGE_DELIVERED;
    for (Stage to = STAGE_ACCEPTED; to < STAGE_COUNT; to++) {
        if (row->stage[to] < 0) continue;
        count_row_flow(counter->flows, row, key, STAGE_DELIVERED, to);
        if (previous != STAGE_DELIVERED) count_row_flow(counter->flows, row, key, previous, to);
        previous = to;
    }
}

/* Sorts the different names that `pick` finds in the rows. */
static Str *sorted_names(const CountRow *rows, size_t count, bool segments, Arena *arena,
                         size_t *name_count) {
    Str *names = ARENA_ARRAY(arena, Str, count);
    for (size_t i = 0; i < count; i++) names[i] = segments ? rows[i].segment : rows[i].vendor;
    if (count) qsort(names, count, sizeof *names, by_text);
    *name_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (!i || !str_equal(names[i], names[i - 1])) names[(*name_count)++] = names[i];
    }
    return names;
}

Rollup rollup_from_counts(const CountRow *rows, size_t count, const Definitions *definitions, Currency base,
                          Arena *arena, Arena *scratch) {
    Rollup out = {.definitions = *definitions,
                  .has_stage = {true},
                  .first_delivery = DAY_NONE,
                  .last_delivery = DAY_NONE,
                  .from_counts = true};
    out.vendors = sorted_names(rows, count, false, arena, &out.vendor_count);
    out.segments = sorted_names(rows, count, true, arena, &out.segment_count);
    Counter counter = {.cells = tally_new(scratch, sizeof(RollupCell)),
                       .flows = tally_new(scratch, sizeof(RollupFlow)),
                       .lags = tally_new(scratch, sizeof(RollupLag)),
                       .deals = tally_new(scratch, sizeof(RollupDeal)),
                       .out = &out};
    for (size_t i = 0; i < count; i++) {
        const RollupCell key = {.vendor = number_of(out.vendors, out.vendor_count, rows[i].vendor),
                                .segment = number_of(out.segments, out.segment_count, rows[i].segment),
                                .month = rows[i].month,
                                .kind = KIND_NONE,
                                .currency = base};
        count_row(&counter, &rows[i], key);
        out.leads += rows[i].stage[STAGE_DELIVERED];
        for (int s = 0; s < STAGE_COUNT; s++) out.has_stage[s] = out.has_stage[s] || rows[i].stage[s] >= 0;
        if (rows[i].month != MONTH_NONE) {
            note_delivery(&out, day_from_month(rows[i].month));
            note_delivery(&out, day_from_month(rows[i].month + 1) - 1);
        }
        out.has_dates = out.first_delivery != DAY_NONE;
    }
    collect(&counter, arena);
    return out;
}

static Day last_day(const Rollup *rollup) {
    const Day as_of = rollup->definitions.as_of, to = rollup->definitions.to;
    if (as_of == DAY_NONE && to == DAY_NONE) return rollup->last_delivery;
    return to == DAY_NONE || (as_of != DAY_NONE && as_of < to) ? as_of : to;
}

int64_t rollup_months(const Rollup *rollup) {
    if (rollup->first_delivery == DAY_NONE) return 1;
    return month_from_day(last_day(rollup)) - month_from_day(rollup->first_delivery) + 1;
}

double rollup_weeks(const Rollup *rollup) {
    if (rollup->first_delivery == DAY_NONE) return 365.25 / 12 / 7;
    return fmax(1, (last_day(rollup) - rollup->first_delivery + 1) / 7.0);
}

int rollup_find_vendor(const Rollup *rollup, Str name) {
    const Str *found =
        bsearch(&name, rollup->vendors, rollup->vendor_count, sizeof *rollup->vendors, by_text);
    return found ? (int)(found - rollup->vendors) : -1;
}
