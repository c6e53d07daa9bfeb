/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_identities.h"
#include "outputs/sheet_vendors.h"
#include <math.h>

/* What is made of one identity for one column: a formula that should be 0, and its value. */
typedef struct Difference {
    Str formula;  /* without = */
    double value; /* as the engine has it */
    Why why;      /* why it cannot be formed */
} Difference;

typedef Difference (*Makes)(const Sheets *sheets, size_t column);

static double money_in(const Sheets *sheets, Money money) {
    return money_to_double(money, sheets->result->currency);
}

static Str line_at(const Sheets *sheets, LedgerLine line, size_t column) {
    return sheet_by(sheets, sheets->checks, sheets->lines, sheets->line_row[line], column);
}

static const Ledger *ledger_of(const Sheets *sheets, size_t column) {
    return &sheet_vendor(sheets, column - 1)->ledger;
}

static Difference classes(const Sheets *sheets, size_t column) {
    const Counts *counts = &sheet_vendor(sheets, column - 1)->counts;
    const Str sum = sheet_by(sheets, sheets->checks, sheets->classes, CLASS_COUNT, column);
    const Str all = sheet_by(sheets, sheets->checks, sheets->numbers, COUNT_DELIVERED, column);
    int64_t count = -counts->delivered;
    for (int c = 0; c < CLASS_COUNT; c++) count += counts->class[c];
    return (Difference){sheet_formula(sheets, "%.*s-%.*s", STR_ARGS(sum), STR_ARGS(all)), (double)count, {0}};
}

static Difference kinds(const Sheets *sheets, size_t column) {
    const Counts *counts = &sheet_vendor(sheets, column - 1)->counts;
    const Str first = sheet_by(sheets, sheets->checks, sheets->kinds, 0, column);
    const Str last = sheet_by(sheets, sheets->counts, sheets->kinds, KIND_COUNT - 1, column);
    const Str all = sheet_by(sheets, sheets->checks, sheets->classes, CLASS_REJECTED, column);
    int64_t count = -counts->class[CLASS_REJECTED];
    for (int k = 0; k < KIND_COUNT; k++) count += counts->kind[k];
    return (Difference){
        sheet_formula(sheets, "SUM(%.*s:%.*s)-%.*s", STR_ARGS(first), STR_ARGS(last), STR_ARGS(all)),
        (double)count,
        {0}};
}

/* By how much stages rise, which they never should. */
static Difference stages(const Sheets *sheets, size_t column) {
    const Counts *counts = &sheet_vendor(sheets, column - 1)->counts;
    Difference out = {.formula = STR("")};
    int before = STAGE_DELIVERED;
    for (int s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) {
        if (!sheets->result->has_stage[s]) continue;
        const Str later = sheet_by(sheets, sheets->checks, sheets->stages, (size_t)s, column);
        const Str earlier = sheet_by(sheets, sheets->checks, sheets->stages, (size_t)before, column);
        out.formula = sheet_formula(sheets, "%.*s%sMAX(0,%.*s-%.*s)", STR_ARGS(out.formula),
                                    out.formula.len ? "+" : "", STR_ARGS(later), STR_ARGS(earlier));
        out.value += fmax(0, (double)(counts->stage[s] - counts->stage[before]));
        before = s;
    }
    if (!out.formula.len) out.why = (Why){"no_stage", STR("no file has a later stage")};
    return out;
}

/* All minutes of a line at once, rounded once, against the sum of its parts. */
static Difference rounded_once(const Sheets *sheets, size_t column, LedgerLine line, WorkingRow price) {
    size_t first = sheets->part_count, last = 0;
    for (size_t p = 0; p < sheets->part_count; p++) {
        if (LEDGER_PARTS[sheets->parts[p]].line != line) continue;
        if (first == sheets->part_count) first = p;
        last = p;
    }
    if (first == sheets->part_count) return (Difference){.why = {"no_work", STR("no lead of this kind")}};
    if (column == sheet_total(sheets)) return (Difference){.why = {"total", STR("rounded a vendor")}};
    const Str from = sheet_by(sheets, sheets->checks, sheets->work, first, column);
    const Str to = sheet_by(sheets, sheets->ledger, sheets->work, last, column);
    const Str hour = sheet_working(sheets, sheets->checks, price);
    const Str digits = sheet_working(sheets, sheets->checks, WORK_MONEY_DIGITS);
    const Str sum = line_at(sheets, line, column);
    double parts = 0;
    for (int p = 0; p < PART_COUNT; p++) {
        if (LEDGER_PARTS[p].line == line) parts += money_in(sheets, ledger_of(sheets, column)->part[p]);
    }
    return (Difference){sheet_formula(sheets, "ROUND(SUM(%.*s:%.*s)*%.*s/60,%.*s)-%.*s", STR_ARGS(from),
                                      STR_ARGS(to), STR_ARGS(hour), STR_ARGS(digits), STR_ARGS(sum)),
                        parts - money_in(sheets, ledger_of(sheets, column)->line[line]),
                        {0}};
}

static Difference operations(const Sheets *sheets, size_t column) {
    return rounded_once(sheets, column, LINE_OPS_WASTE, WORK_OPS_HOUR);
}

static Difference waste(const Sheets *sheets, size_t column) {
    return rounded_once(sheets, column, LINE_SDR_WASTE, WORK_SDR_HOUR);
}

static Difference open_work(const Sheets *sheets, size_t column) {
    return rounded_once(sheets, column, LINE_SDR_OPEN, WORK_SDR_HOUR);
}

static Difference cash_and_time(const Sheets *sheets, size_t column) {
    const Ledger *ledger = ledger_of(sheets, column);
    const Str cash = line_at(sheets, LINE_CASH, column), time = line_at(sheets, LINE_TIME, column);
    const Str all = line_at(sheets, LINE_TRUE_COST, column);
    return (Difference){
        sheet_formula(sheets, "%.*s+%.*s-%.*s", STR_ARGS(cash), STR_ARGS(time), STR_ARGS(all)),
        money_in(sheets, ledger->line[LINE_CASH] + ledger->line[LINE_TIME] - ledger->line[LINE_TRUE_COST]),
        ledger->why};
}

/* By how much the true cost falls short of the invoice less credits. */
static Difference net_invoice(const Sheets *sheets, size_t column) {
    const Ledger *ledger = ledger_of(sheets, column);
    const Str invoice = line_at(sheets, LINE_INVOICE, column),
              credits = line_at(sheets, LINE_CREDITS, column);
    const Str all = line_at(sheets, LINE_TRUE_COST, column);
    const Money net = ledger->line[LINE_INVOICE] - ledger->line[LINE_CREDITS];
    return (Difference){
        sheet_formula(sheets, "MAX(0,%.*s+%.*s-%.*s)", STR_ARGS(invoice), STR_ARGS(credits), STR_ARGS(all)),
        fmax(0, money_in(sheets, net - ledger->line[LINE_TRUE_COST])), ledger->why};
}

static Difference tools(const Sheets *sheets, size_t column) {
    if (column != sheet_total(sheets)) return (Difference){.why = {"vendor", STR("of the total only")}};
    const Str shared = line_at(sheets, LINE_TOOLS, column);
    const Str all = sheet_working(sheets, sheets->checks, WORK_TOOLS);
    const Str weights = sheet_at(sheets, sheets->checks, sheets->tools, TOOLS_WEIGHT, column);
    const Money shares = sheets->shown->total.ledger.line[LINE_TOOLS];
    const bool any = sheet_vendors_weights(sheets) > 0;
    return (Difference){
        sheet_formula(sheets, "IF(%.*s=0,0,%.*s-%.*s)", STR_ARGS(weights), STR_ARGS(shared), STR_ARGS(all)),
        any ? money_in(sheets, shares - sheets->shown->tools_total) : 0,
        {0}};
}

static const struct {
    const char *label;
    Makes makes;
} IDENTITIES[] = {
    {"classes add up to the leads delivered", classes},
    {"reasons add up to the leads rejected", kinds},
    {"no stage holds more leads than the one before", stages},
    {"parts of operations add up, rounded once", operations},
    {"parts of dead SDR time add up, rounded once", waste},
    {"parts of open SDR time add up, rounded once", open_work},
    {"cash + time = true cost", cash_and_time},
    {"true cost covers invoice less credits", net_invoice},
    {"tools are shared out in full", tools},
};
enum { COUNT = sizeof IDENTITIES / sizeof *IDENTITIES };

void sheet_identities_lay(Sheets *sheets) {
    sheets->identities =
        sheet_add_vendor_table(sheets, sheets->checks, "Identities: each difference must be 0",
                               "what must hold", FORMAT_MONEY, "result", COUNT);
}

/* Sums of amounts are off by a billionth in binary: rounded as the formula rounds. */
static double rounded(const Sheets *sheets, double value) {
    const double units = (double)currency_units(sheets->result->currency);
    return round(value * units) / units;
}

/* Fills the differences of a row and returns their sum. */
static double put_differences(Sheets *sheets, size_t row) {
    const Str digits = sheet_working(sheets, sheets->checks, WORK_MONEY_DIGITS);
    double sum = 0;
    for (size_t column = 1; column <= sheet_total(sheets); column++) {
        const Difference difference = IDENTITIES[row].makes(sheets, column);
        if (difference.why.code) {
            sheet_put_label(sheets, sheets->identities, row, column, "-", ROLE_MUTED);
            continue;
        }
        const double off = rounded(sheets, fabs(difference.value));
        sum += off;
        report_put_formula(
            sheets->identities, row, column, fabs(difference.value),
            sheet_formula(sheets, "=ABS(ROUND(%.*s,%.*s))", STR_ARGS(difference.formula), STR_ARGS(digits)));
    }
    return sum;
}

void sheet_identities_fill(Sheets *sheets) {
    for (size_t row = 0; row < COUNT; row++) {
        const double sum = put_differences(sheets, row);
        const Str span = sheet_span(sheets, sheets->identities, row, 1, row, sheet_total(sheets));
        sheet_put_label(sheets, sheets->identities, row, 0, IDENTITIES[row].label, ROLE_LABEL);
        sheet_put_words(sheets, sheets->identities, row, sheet_total(sheets) + 1,
                        sum > 0 ? STR("NOT OK") : STR("ok"),
                        sheet_formula(sheets, "=IF(SUM(%.*s)=0,\"ok\",\"NOT OK\")", STR_ARGS(span)),
                        sum > 0 ? ROLE_BAD : ROLE_GOOD);
    }
}

size_t sheet_identities_count(void) { return COUNT; }

size_t sheet_identities_hold(const Sheets *sheets) {
    size_t hold = 0;
    for (size_t row = 0; row < COUNT; row++)
        hold += report_cell(sheets->identities, row, sheet_total(sheets) + 1)->role == ROLE_GOOD;
    return hold;
}

static Str results(const Sheets *sheets) {
    return report_range_ref(sheets->report, sheets->checks,
                            (ReportRange){sheets->identities, 0, sheet_total(sheets) + 1, COUNT, false});
}

Str sheet_identities_count_formula(const Sheets *sheets) {
    const Str range = results(sheets);
    return sheet_formula(sheets, "ROWS(%.*s)", STR_ARGS(range));
}

Str sheet_identities_hold_formula(const Sheets *sheets) {
    const Str range = results(sheets);
    return sheet_formula(sheets, "COUNTIF(%.*s,\"ok\")", STR_ARGS(range));
}
