/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/ledger.h"

/* clang-format off */
const LedgerLineRow LEDGER_LINES[LINE_COUNT] = {
    [LINE_INVOICE] = {"invoice", "invoice", "booked for the months it covers, else invoiced leads at the contract price"},
    [LINE_CREDITS] = {"credits", "credits received", "make-good credits, subtracted"},
    [LINE_OPS_WASTE] = {"ops_waste", "operations on bad leads", "operations time on duplicate, returned and invalid leads"},
    [LINE_SDR_WASTE] = {"sdr_waste", "SDR time on dead leads", "SDR time on leads that were closed, or fell silent, without becoming an SQL"},
    [LINE_DELIVERABILITY] = {"deliverability", "deliverability", "bounces x cost of a bounce"},
    [LINE_TOOLS] = {"tools", "tools and data", "share of tools and data, by tools.key"},
    [LINE_TRUE_COST] = {"true_cost", "true cost", "invoice - credits + operations + SDR waste + deliverability + tools"},
    [LINE_TRUE_COST_WITHOUT_TOOLS] = {"true_cost_without_tools", "true cost without tools", "the same without the share of tools"},
    [LINE_CASH] = {"cash", "of it cash", "on an invoice: invoice - credits + tools + deliverability"},
    [LINE_TIME] = {"time", "of it time", "on no invoice: hours of operations and SDRs at loaded cost"},
    [LINE_ACCRUED] = {"accrued", "of the invoice: accrued", "delivered, not invoiced yet, at the contract price"},
    [LINE_PREPAID] = {"prepaid", "prepaid", "invoiced for leads still to come; not in the invoice line"},
    [LINE_SDR_OPEN] = {"sdr_open", "SDR time on open leads", "work so far on leads that may still convert: no waste yet"},
    [LINE_SDR_PRODUCTIVE] = {"sdr_productive", "productive SDR time", "SDR time on leads that reached SQL: a cost, not waste"},
    [LINE_LOADED_COST] = {"loaded_cost", "loaded cost", "true cost + productive SDR time"},
};

const LedgerPartRow LEDGER_PARTS[PART_COUNT] = {
    /*                              key                         label                       line               ops    minutes                  half touch conv hand */
    [PART_OPS_DUPLICATE]       = {"ops_waste.duplicate",       "duplicates",               LINE_OPS_WASTE,      true,  ASSUME_OPS_DUPLICATE,    0, 0, 0, 0},
    [PART_OPS_RETURNED]        = {"ops_waste.returned",        "returned leads",           LINE_OPS_WASTE,      true,  ASSUME_OPS_RETURNED,     0, 0, 0, 0},
    [PART_OPS_INVALID]         = {"ops_waste.invalid",         "invalid leads",            LINE_OPS_WASTE,      true,  ASSUME_OPS_INVALID,      0, 0, 0, 0},
    [PART_SDR_INVALID]         = {"sdr_waste.invalid",         "invalid leads",            LINE_SDR_WASTE,      false, ASSUME_SDR_INVALID,      0, 2, 0, 0},
    [PART_SDR_REJECTED_FIT]    = {"sdr_waste.rejected_fit",    "rejected: fit",            LINE_SDR_WASTE,      false, ASSUME_SDR_REJECTED,     0, 1, 0, 0},
    [PART_SDR_REJECTED_TIMING] = {"sdr_waste.rejected_timing", "rejected: timing",         LINE_SDR_WASTE,      false, ASSUME_SDR_REJECTED,     0, 1, 0, 0},
    [PART_SDR_REJECTED_DATA]   = {"sdr_waste.rejected_data",   "rejected: data",           LINE_SDR_WASTE,      false, ASSUME_SDR_REJECTED,     0, 1, 0, 0},
    [PART_SDR_REJECTED_OTHER]  = {"sdr_waste.rejected_other",  "rejected: other",          LINE_SDR_WASTE,      false, ASSUME_SDR_REJECTED,     0, 1, 0, 0},
    [PART_SDR_DISQUALIFIED]    = {"sdr_waste.disqualified",    "disqualified",             LINE_SDR_WASTE,      false, ASSUME_SDR_DISQUALIFIED, 1, 0, 1, 0},
    [PART_SDR_LOST_BEFORE_SQL] = {"sdr_waste.lost_before_sql", "lost before SQL",          LINE_SDR_WASTE,      false, ASSUME_SDR_DISQUALIFIED, 1, 0, 1, 0},
    [PART_SDR_QUIET]           = {"sdr_waste.quiet",           "quiet",                    LINE_SDR_WASTE,      false, ASSUME_SDR_QUIET,        2, 0, 0, 0},
    [PART_SDR_DUPLICATE]       = {"sdr_waste.duplicate",       "duplicates, as observed",  LINE_SDR_WASTE,      false, -1,                      0, 0, 0, 0},
    [PART_SDR_RETURNED]        = {"sdr_waste.returned",        "returned, as observed",    LINE_SDR_WASTE,      false, -1,                      0, 0, 0, 0},
    [PART_SDR_ACCEPTED]        = {"sdr_open.accepted",         "accepted, open",           LINE_SDR_OPEN,       false, ASSUME_SDR_ACCEPTED,     1, 0, 0, 0},
    [PART_SDR_TOUCHED]         = {"sdr_open.touched",          "touched, open",            LINE_SDR_OPEN,       false, ASSUME_SDR_TOUCHED,      1, 0, 0, 0},
    [PART_SDR_SQL]             = {"sdr_productive.sql",        "reached SQL",              LINE_SDR_PRODUCTIVE, false, ASSUME_SDR_SQL,          1, 0, 1, 1},
};
/* clang-format on */

/* The part that SDR work on a cell's leads belongs to; PART_COUNT: none (untouched). */
static LedgerPart sdr_part(const RollupCell *cell) {
    static const LedgerPart PARTS[CLASS_COUNT] = {
        [CLASS_DUPLICATE] = PART_SDR_DUPLICATE,
        [CLASS_RETURNED] = PART_SDR_RETURNED,
        [CLASS_INVALID] = PART_SDR_INVALID,
        [CLASS_WON] = PART_SDR_SQL,
        [CLASS_LOST] = PART_SDR_LOST_BEFORE_SQL,
        [CLASS_OPPORTUNITY] = PART_SDR_SQL,
        [CLASS_SQL] = PART_SDR_SQL,
        [CLASS_DISQUALIFIED] = PART_SDR_DISQUALIFIED,
        [CLASS_REJECTED] = PART_SDR_REJECTED_FIT,
        [CLASS_ACCEPTED] = PART_SDR_ACCEPTED,
        [CLASS_TOUCHED] = PART_SDR_TOUCHED,
        [CLASS_UNTOUCHED] = PART_COUNT,
    };
    if (cell->class == CLASS_REJECTED) return (LedgerPart)(PART_SDR_REJECTED_FIT + cell->kind);
    if (cell->class == CLASS_LOST && cell->reached >= STAGE_SQL) return PART_SDR_SQL;
    return cell->quiet ? PART_SDR_QUIET : PARTS[cell->class];
}

static LedgerPart ops_part(const RollupCell *cell) {
    switch (cell->class) {
    case CLASS_DUPLICATE: return PART_OPS_DUPLICATE;
    case CLASS_RETURNED: return PART_OPS_RETURNED;
    case CLASS_INVALID: return PART_OPS_INVALID;
    default: return PART_COUNT;
    }
}

static void count_parts(const RollupCell *cell, PartLeads part[PART_COUNT]) {
    const LedgerPart sdr = sdr_part(cell), ops = ops_part(cell);
    if (sdr != PART_COUNT) {
        part[sdr].leads += cell->leads;
        part[sdr].own_leads += cell->sdr_own_leads;
        part[sdr].own_minutes += cell->sdr_own_minutes;
        part[sdr].touch_leads += cell->touch_leads;
        part[sdr].touches += cell->touches;
    }
    if (ops != PART_COUNT) {
        part[ops].leads += cell->leads;
        part[ops].own_leads += cell->ops_own_leads;
        part[ops].own_minutes += cell->ops_own_minutes;
    }
}

static void count_stages(const RollupCell *cell, Counts *counts) {
    const Stage last = outcome_stage((OutcomeClass)cell->class, (Stage)cell->reached);
    counts->stage[STAGE_DELIVERED] += cell->leads;
    for (int s = STAGE_ACCEPTED; last != STAGE_COUNT && s <= (int)last; s++) counts->stage[s] += cell->leads;
    if (last != STAGE_COUNT) return;
    for (int s = STAGE_ACCEPTED; s <= cell->reached; s++) counts->excluded[s] += cell->leads;
    if (cell->reached >= STAGE_SQL) counts->excluded_but_converted += cell->leads;
}

static void count_cell(const RollupCell *cell, Counts *counts) {
    counts->invoiced += cell->invoiced;
    counts->credited += cell->credited;
    if (cell->class == CELL_CHARGE) return;
    counts->delivered += cell->leads;
    counts->class[cell->class] += cell->leads;
    if (cell->class == CLASS_REJECTED) counts->kind[cell->kind] += cell->leads;
    if (cell->class == CLASS_LOST && cell->reached < STAGE_SQL) counts->lost_before_sql += cell->leads;
    if (cell->class == CLASS_SQL) counts->closed_at_sql += cell->pre_existing + cell->shared;
    if (cell->class >= CLASS_ACCEPTED && !cell->quiet) counts->open += cell->leads;
    counts->bounces += cell->bounces;
    counts->worked += cell->touched;
    counts->quiet += cell->quiet ? cell->leads : 0;
    counts->pre_existing += cell->pre_existing;
    count_stages(cell, counts);
    count_parts(cell, counts->part);
}

Counts ledger_count(const Rollup *rollup, int vendor, int segment) {
    Counts counts = {0};
    for (size_t i = 0; i < rollup->cell_count; i++) {
        const RollupCell *cell = &rollup->cells[i];
        if ((vendor < 0 || cell->vendor == vendor) && (segment < 0 || cell->segment == segment))
            count_cell(cell, &counts);
    }
    return counts;
}

Values ledger_values(const AssumptionSet *set) {
    Values values;
    for (int i = 0; i < ASSUMPTION_COUNT; i++) {
        values.of[i] = set->of[i].base;
        values.known[i] = set->of[i].known;
    }
    return values;
}

/* Minutes are decimals of six digits: products are rounded there, as the workbook's formulas do. */
static Decimal times(Decimal a, Decimal b) { return (Decimal)round_ratio((Wide)a * b, DECIMAL_ONE); }

static Decimal talk_minutes(const Values *values, const LedgerPartRow *row) {
    return row->conversations * values->of[ASSUME_CONVERSATION_MINUTES] +
           row->handovers * values->of[ASSUME_HANDOVER_MINUTES];
}

Decimal ledger_minutes(const Values *values, LedgerPart part) {
    const LedgerPartRow *row = &LEDGER_PARTS[part];
    if (row->minutes < 0) return 0;
    if (row->ops || values->known[row->minutes]) return values->of[row->minutes];
    const Wide attempts =
        (Wide)row->half_attempts * values->of[ASSUME_TOUCH_ATTEMPTS] + 2 * (Wide)row->touches * DECIMAL_ONE;
    const Wide tries = attempts * values->of[ASSUME_TOUCH_MINUTES];
    return (Decimal)round_ratio(tries, 2 * (Wide)DECIMAL_ONE) + talk_minutes(values, row);
}

Decimal ledger_work(const Values *values, LedgerPart part, const PartLeads *leads) {
    const LedgerPartRow *row = &LEDGER_PARTS[part];
    const int64_t plain = leads->leads - leads->own_leads;
    const bool by_row = row->ops || (row->minutes >= 0 && values->known[row->minutes]);
    if (by_row) return leads->own_minutes + plain * values->of[row->minutes];
    return leads->own_minutes + times(leads->touches * DECIMAL_ONE, values->of[ASSUME_TOUCH_MINUTES]) +
           leads->touch_leads * talk_minutes(values, row) +
           (plain - leads->touch_leads) * ledger_minutes(values, part);
}

/* What a minute costs, as a fraction: minor units x millionths over `den`. */
typedef struct Price {
    Wide num, den;
} Price;

static Price minute_price(const Values *values, bool ops, Wide units) {
    const Wide hours = ops ? DECIMAL_ONE : values->of[ASSUME_SDR_HOURS_PER_YEAR];
    const Wide cost = ops ? values->of[ASSUME_OPS_COST_PER_HOUR] : values->of[ASSUME_SDR_COST_PER_YEAR];
    return (Price){cost * units, hours * 60 * DECIMAL_ONE};
}

/* Fills the parts of one line by cumulative rounding and returns the line. */
static Money sum_parts(const Counts *counts, const Values *values, LedgerLine line, Wide units,
                       Money part[PART_COUNT]) {
    Wide work = 0;
    Money before = 0;
    for (int p = 0; p < PART_COUNT; p++) {
        if (LEDGER_PARTS[p].line != line) continue;
        const Price price = minute_price(values, LEDGER_PARTS[p].ops, units);
        work += ledger_work(values, (LedgerPart)p, &counts->part[p]);
        const Money upto = price.den ? (Money)round_ratio(work * price.num, price.den) : 0;
        part[p] = upto - before;
        before = upto;
    }
    return before;
}

Ledger ledger_compute(const Counts *counts, const Books *books, const Values *values, Money tools,
                      Currency currency) {
    Ledger out = {.why = books->why};
    const Wide units = currency_units(currency);
    Money *line = out.line;
    line[LINE_INVOICE] = books->invoice;
    line[LINE_CREDITS] = books->credits;
    line[LINE_ACCRUED] = books->accrued;
    line[LINE_PREPAID] = books->prepaid;
    line[LINE_TOOLS] = tools;
    for (LedgerLine work = 0; work < LINE_COUNT; work++) {
        if (work == LINE_OPS_WASTE || work == LINE_SDR_WASTE || work == LINE_SDR_OPEN ||
            work == LINE_SDR_PRODUCTIVE) {
            line[work] = sum_parts(counts, values, work, units, out.part);
        }
    }
    const Wide bounces = (Wide)counts->bounces * values->of[ASSUME_BOUNCE_COST] * units;
    line[LINE_DELIVERABILITY] = (Money)round_ratio(bounces, DECIMAL_ONE);
    line[LINE_TIME] = line[LINE_OPS_WASTE] + line[LINE_SDR_WASTE];
    line[LINE_CASH] = line[LINE_INVOICE] - line[LINE_CREDITS] + line[LINE_DELIVERABILITY] + line[LINE_TOOLS];
    line[LINE_TRUE_COST] = line[LINE_CASH] + line[LINE_TIME];
    line[LINE_TRUE_COST_WITHOUT_TOOLS] = line[LINE_TRUE_COST] - line[LINE_TOOLS];
    line[LINE_LOADED_COST] = line[LINE_TRUE_COST] + line[LINE_SDR_PRODUCTIVE];
    return out;
}

Ledger ledger_total(const Ledger *ledgers, size_t count) {
    Ledger total = {0};
    for (size_t v = 0; v < count; v++) {
        for (int i = 0; i < LINE_COUNT; i++) total.line[i] += ledgers[v].line[i];
        for (int p = 0; p < PART_COUNT; p++) total.part[p] += ledgers[v].part[p];
        total.why = why_first(total.why, ledgers[v].why);
    }
    return total;
}

bool ledger_line_needs_invoice(LedgerLine line) {
    switch (line) {
    case LINE_OPS_WASTE:
    case LINE_SDR_WASTE:
    case LINE_SDR_OPEN:
    case LINE_SDR_PRODUCTIVE:
    case LINE_DELIVERABILITY:
    case LINE_TOOLS:
    case LINE_TIME: return false;
    default: return true;
    }
}

void ledger_split(Money total, const int64_t *weights, size_t count, Money *out) {
    Wide sum = 0, upto = 0;
    for (size_t i = 0; i < count; i++) sum += weights[i];
    Money before = 0;
    for (size_t i = 0; i < count; i++) {
        upto += weights[i];
        const Money now = sum ? (Money)round_ratio((Wide)total * upto, sum) : 0;
        out[i] = now - before;
        before = now;
    }
}
