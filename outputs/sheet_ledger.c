/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_ledger.h"
#include "outputs/sheet_costs.h"

#define INDENT "    "

/* The lines in printed order; `parts`: with the parts of LEDGER_PARTS that belong to it below. */
static const struct {
    LedgerLine line;
    bool parts, total;
    const char *label, *kind;
} LINES[] = {
    {LINE_INVOICE, false, true, "invoice", "cash"},
    {LINE_CREDITS, false, true, "credits received, subtracted", "cash"},
    {LINE_OPS_WASTE, true, true, "operations on bad leads", "time"},
    {LINE_SDR_WASTE, true, true, "SDR time on dead leads", "time"},
    {LINE_DELIVERABILITY, false, true, "deliverability", "cash"},
    {LINE_TOOLS, false, true, "tools and data", "cash"},
    {LINE_TRUE_COST, false, true, "TRUE COST", "cash + time"},
    {LINE_CASH, false, false, INDENT "of it cash: on an invoice", "cash"},
    {LINE_TIME, false, false, INDENT "of it time: hours at loaded cost", "time"},
    {LINE_TRUE_COST_WITHOUT_TOOLS, false, false, INDENT "the same without tools", "cash + time"},
    {LINE_SDR_PRODUCTIVE, true, true, "productive SDR time", "time"},
    {LINE_LOADED_COST, false, true, "LOADED COST: true cost + productive time", "cash + time"},
    {LINE_SDR_OPEN, true, true, "not in it: SDR time on open leads", "time"},
    {LINE_PREPAID, false, true, "not in it: prepaid", "cash"},
};
enum { PRINTED = sizeof LINES / sizeof *LINES };

/* Gives every line and part its row; returns how many. */
static size_t place_rows(Sheets *sheets) {
    size_t row = 0;
    for (size_t i = 0; i < PRINTED; i++) {
        sheets->line_row[LINES[i].line] = row++;
        if (LINES[i].line == LINE_INVOICE) {
            sheets->booked_row = row++;
            sheets->line_row[LINE_ACCRUED] = row++;
        }
        for (size_t p = 0; LINES[i].parts && p < sheets->part_count; p++) {
            if (LEDGER_PARTS[sheets->parts[p]].line == LINES[i].line)
                sheets->part_row[sheets->parts[p]] = row++;
        }
    }
    return row;
}

void sheet_ledger_lay(Sheets *sheets) {
    ReportPage *page = sheets->ledger;
    const size_t rows = place_rows(sheets);
    sheets->lines = sheet_add_vendor_table(sheets, page, "", sheet_with_currency(sheets, "line").at,
                                           FORMAT_MONEY, "cash or time", rows);
    page->freeze = sheets->lines->top + 1;
    page->freeze_columns = 1;
    sheet_costs_lay(sheets);
    sheets->work = sheet_add_vendor_table(sheets, page, "Minutes behind the lines", "minutes", FORMAT_COUNT,
                                          NULL, sheets->part_count + 1);
}

/* Fills a row of the ledger, a vendor after the other, and its live sum. */
typedef struct LineFill {
    Sheets *sheets;
    size_t row;
    bool needs_invoice;
} LineFill;

static void put_line_cell(LineFill fill, size_t vendor, Money money, Str formula) {
    const Why why = fill.needs_invoice ? sheet_vendor(fill.sheets, vendor)->ledger.why : (Why){0};
    sheet_put_money(fill.sheets, fill.sheets->lines, fill.row, 1 + vendor, money, why, formula);
}

static void put_line_sum(LineFill fill, Money money) {
    const Sheets *sheets = fill.sheets;
    const Str span = sheet_span(sheets, sheets->lines, fill.row, 1, fill.row, sheets->vendors);
    put_line_cell(fill, sheets->vendors, money, sheet_formula(sheets, "=SUM(%.*s)", STR_ARGS(span)));
}

static Str line_at(const Sheets *sheets, LedgerLine line, size_t vendor) {
    return sheet_by(sheets, sheets->ledger, sheets->lines, sheets->line_row[line], 1 + vendor);
}

/* What two lines with a sign between them make. */
static Str two_lines(const Sheets *sheets, LedgerLine a, const char *sign, LedgerLine b, size_t vendor) {
    const Str first = line_at(sheets, a, vendor), second = line_at(sheets, b, vendor);
    return sheet_formula(sheets, "=%.*s%s%.*s", STR_ARGS(first), sign, STR_ARGS(second));
}

static Str true_cost_formula(const Sheets *sheets, size_t vendor) {
    static const LedgerLine TERMS[] = {LINE_INVOICE,   LINE_CREDITS,        LINE_OPS_WASTE,
                                       LINE_SDR_WASTE, LINE_DELIVERABILITY, LINE_TOOLS};
    Str formula = STR("");
    for (size_t i = 0; i < sizeof TERMS / sizeof *TERMS; i++) {
        const Str term = line_at(sheets, TERMS[i], vendor);
        formula = sheet_formula(sheets, "%.*s%s%.*s", STR_ARGS(formula), i ? "+" : "=", STR_ARGS(term));
    }
    return formula;
}

static Str cash_formula(const Sheets *sheets, size_t vendor) {
    const Str invoice = line_at(sheets, LINE_INVOICE, vendor),
              credits = line_at(sheets, LINE_CREDITS, vendor);
    const Str bounced = line_at(sheets, LINE_DELIVERABILITY, vendor),
              tools = line_at(sheets, LINE_TOOLS, vendor);
    return sheet_formula(sheets, "=%.*s+%.*s+%.*s+%.*s", STR_ARGS(invoice), STR_ARGS(credits),
                         STR_ARGS(bounced), STR_ARGS(tools));
}

/* Rounded up to here less rounded up to the vendor before. */
static Str tools_formula(const Sheets *sheets, size_t vendor) {
    const Str here = sheet_by(sheets, sheets->ledger, sheets->tools, TOOLS_UP_TO, 1 + vendor);
    if (vendor == 0) return sheet_formula(sheets, "=%.*s", STR_ARGS(here));
    const Str before = sheet_by(sheets, sheets->ledger, sheets->tools, TOOLS_UP_TO, vendor);
    return sheet_formula(sheets, "=%.*s-%.*s", STR_ARGS(here), STR_ARGS(before));
}

static Str bounce_formula(const Sheets *sheets, size_t vendor) {
    const Str bounces = sheet_by(sheets, sheets->ledger, sheets->numbers, COUNT_BOUNCES, 1 + vendor);
    const Str cost = sheet_input(sheets, sheets->ledger, ASSUME_BOUNCE_COST);
    const Str digits = sheet_working(sheets, sheets->ledger, WORK_MONEY_DIGITS);
    return sheet_formula(sheets, "=ROUND(%.*s*%.*s,%.*s)", STR_ARGS(bounces), STR_ARGS(cost),
                         STR_ARGS(digits));
}

static Str money_formula(const Sheets *sheets, const char *sign, MoneyRow row, size_t vendor) {
    const Str place = sheet_by(sheets, sheets->ledger, sheets->money, row, 1 + vendor);
    return sheet_formula(sheets, "=%s%.*s", sign, STR_ARGS(place));
}

/* A line is the sum of its parts, which stand below it. */
static Str parts_formula(const Sheets *sheets, LedgerLine line, size_t vendor) {
    size_t count = 0;
    for (size_t p = 0; p < sheets->part_count; p++) count += LEDGER_PARTS[sheets->parts[p]].line == line;
    if (!count) return STR("=0");
    const size_t row = sheets->line_row[line];
    const Str span = sheet_span(sheets, sheets->lines, row + 1, 1 + vendor, row + count, 1 + vendor);
    return sheet_formula(sheets, "=SUM(%.*s)", STR_ARGS(span));
}

static Str line_formula(const Sheets *sheets, LedgerLine line, size_t vendor) {
    switch (line) {
    case LINE_INVOICE: {
        const Str booked = sheet_by(sheets, sheets->ledger, sheets->lines, sheets->booked_row, 1 + vendor);
        const Str accrued = line_at(sheets, LINE_ACCRUED, vendor);
        return sheet_formula(sheets, "=%.*s+%.*s", STR_ARGS(booked), STR_ARGS(accrued));
    }
    case LINE_CREDITS: return money_formula(sheets, "-", MONEY_CREDITS, vendor);
    case LINE_ACCRUED: return money_formula(sheets, "", MONEY_ACCRUED, vendor);
    case LINE_PREPAID: return money_formula(sheets, "", MONEY_PREPAID, vendor);
    case LINE_DELIVERABILITY: return bounce_formula(sheets, vendor);
    case LINE_TOOLS: return tools_formula(sheets, vendor);
    case LINE_TRUE_COST: return true_cost_formula(sheets, vendor);
    case LINE_CASH: return cash_formula(sheets, vendor);
    case LINE_TIME: return two_lines(sheets, LINE_OPS_WASTE, "+", LINE_SDR_WASTE, vendor);
    case LINE_TRUE_COST_WITHOUT_TOOLS: return two_lines(sheets, LINE_TRUE_COST, "-", LINE_TOOLS, vendor);
    case LINE_LOADED_COST: return two_lines(sheets, LINE_TRUE_COST, "+", LINE_SDR_PRODUCTIVE, vendor);
    default: return parts_formula(sheets, line, vendor);
    }
}

static Money money_of(const Ledger *ledger, LedgerLine line) {
    return line == LINE_CREDITS ? -ledger->line[line] : ledger->line[line];
}

static void fill_line(Sheets *sheets, LedgerLine line) {
    const LineFill fill = {sheets, sheets->line_row[line], ledger_line_needs_invoice(line)};
    for (size_t v = 0; v < sheets->vendors; v++)
        put_line_cell(fill, v, money_of(&sheet_vendor(sheets, v)->ledger, line),
                      line_formula(sheets, line, v));
    put_line_sum(fill, money_of(&sheets->shown->total.ledger, line));
}

static void fill_invoice_parts(Sheets *sheets) {
    const LineFill fill = {sheets, sheets->booked_row, true};
    const size_t accrued = sheets->line_row[LINE_ACCRUED];
    sheet_put_label(sheets, sheets->lines, fill.row, 0, INDENT "booked", ROLE_LABEL);
    sheet_put_label(sheets, sheets->lines, accrued, 0, INDENT "accrued: delivered, not invoiced yet",
                    ROLE_LABEL);
    for (size_t v = 0; v < sheets->vendors; v++)
        put_line_cell(fill, v, sheet_vendor(sheets, v)->books.booked,
                      money_formula(sheets, "", MONEY_BOOKED, v));
    put_line_sum(fill, sheets->shown->total.books.booked);
    fill_line(sheets, LINE_ACCRUED);
}

/* Minutes x price of an hour / 60, of all parts of the line up to `last`. */
static Str worth_of(const Sheets *sheets, size_t first, size_t last, size_t vendor) {
    const bool ops = LEDGER_PARTS[sheets->parts[first]].ops;
    const Str hour = sheet_working(sheets, sheets->ledger, ops ? WORK_OPS_HOUR : WORK_SDR_HOUR);
    const Str digits = sheet_working(sheets, sheets->ledger, WORK_MONEY_DIGITS);
    const Str span = sheet_span(sheets, sheets->work, first, 1 + vendor, last, 1 + vendor);
    return sheet_formula(sheets, "ROUND(SUM(%.*s)*%.*s/60,%.*s)", STR_ARGS(span), STR_ARGS(hour),
                         STR_ARGS(digits));
}

/* A part is what the rounded sum grows by, so that the parts add up to the line whatever the split. */
static Str part_formula(const Sheets *sheets, size_t first, size_t part, size_t vendor) {
    const Str upto = worth_of(sheets, first, part, vendor);
    if (part == first) return sheet_formula(sheets, "=%.*s", STR_ARGS(upto));
    const Str before = worth_of(sheets, first, part - 1, vendor);
    return sheet_formula(sheets, "=%.*s-%.*s", STR_ARGS(upto), STR_ARGS(before));
}

static void fill_parts(Sheets *sheets) {
    size_t first = 0;
    for (size_t p = 0; p < sheets->part_count; p++) {
        const LedgerPart part = sheets->parts[p];
        if (LEDGER_PARTS[part].line != LEDGER_PARTS[sheets->parts[first]].line) first = p;
        const LineFill fill = {sheets, sheets->part_row[part], false};
        const Str label = str_format(sheets->arena, INDENT "%s", LEDGER_PARTS[part].label);
        report_put_text(sheets->report, sheets->lines, fill.row, 0, label);
        for (size_t v = 0; v < sheets->vendors; v++)
            put_line_cell(fill, v, sheet_vendor(sheets, v)->ledger.part[part],
                          part_formula(sheets, first, p, v));
        put_line_sum(fill, sheets->shown->total.ledger.part[part]);
    }
}

/* Observed minutes + leads x minutes assumed + touches x minutes of one + leads with touches x what comes beside. */
static Str work_formula(const Sheets *sheets, size_t i, size_t vendor) {
    static const MinuteColumn RATE[PART_FACTS] = {MINUTE_A_LEAD, MINUTE_BESIDE, MINUTE_A_TOUCH, MINUTE_LABEL};
    const bool ops = LEDGER_PARTS[sheets->parts[i]].ops;
    Str formula = STR("=");
    for (int f = 0; f < PART_FACTS; f++) {
        const bool touches = f == PART_TOUCHED_LEADS || f == PART_TOUCHES;
        if (!sheets->facts[f] || (ops && touches)) continue;
        const Str count = sheet_by(sheets, sheets->ledger, sheets->facts[f], i, 1 + vendor);
        const Str rate = sheet_at(sheets, sheets->ledger, sheets->minutes, i, RATE[f]);
        const char *plus = formula.len > 1 ? "+" : "";
        formula = f == PART_OWN_MINUTES
                      ? sheet_formula(sheets, "%.*s%s%.*s", STR_ARGS(formula), plus, STR_ARGS(count))
                      : sheet_formula(sheets, "%.*s%s%.*s*%.*s", STR_ARGS(formula), plus, STR_ARGS(count),
                                      STR_ARGS(rate));
    }
    return formula;
}

static double work_of(const Sheets *sheets, LedgerPart part, size_t vendor) {
    const Values values = ledger_values(sheets->shown->set);
    return decimal_to_double(ledger_work(&values, part, &sheet_vendor(sheets, vendor)->counts.part[part]));
}

/* The last row: all minutes of SDRs, on dead, open and productive leads. */
static void fill_sdr_minutes(Sheets *sheets, size_t first) {
    sheet_put_label(sheets, sheets->work, sheets->part_count, 0, "all SDR minutes", ROLE_TOTAL);
    for (size_t column = 1; column <= sheet_total(sheets); column++) {
        double sum = 0;
        for (size_t i = first; i < sheets->part_count; i++)
            sum += work_of(sheets, sheets->parts[i], column - 1);
        const Str span = sheet_span(sheets, sheets->work, first, column, sheets->part_count - 1, column);
        const bool any = first < sheets->part_count;
        report_put_formula(sheets->work, sheets->part_count, column, sum,
                           any ? sheet_formula(sheets, "=SUM(%.*s)", STR_ARGS(span)) : STR("=0"));
    }
    sheet_mark_row(sheets->work, sheets->part_count, ROLE_TOTAL);
}

static void fill_work(Sheets *sheets) {
    size_t first_sdr = 0;
    for (size_t i = 0; i < sheets->part_count; i++) {
        const LedgerPartRow *row = &LEDGER_PARTS[sheets->parts[i]];
        if (row->ops) first_sdr = i + 1;
        report_put_text(sheets->report, sheets->work, i, 0,
                        str_format(sheets->arena, "%s: %s", row->ops ? "operations" : "SDR", row->label));
        for (size_t v = 0; v < sheets->vendors; v++)
            report_put_formula(sheets->work, i, 1 + v, work_of(sheets, sheets->parts[i], v),
                               work_formula(sheets, i, v));
        sheet_put_sum(sheets, sheets->work, i, work_of(sheets, sheets->parts[i], sheets->vendors),
                      FORMAT_COUNT);
    }
    fill_sdr_minutes(sheets, first_sdr);
}

void sheet_ledger_fill(Sheets *sheets) {
    const size_t kind = sheet_total(sheets) + 1;
    for (size_t i = 0; i < PRINTED; i++) {
        const size_t row = sheets->line_row[LINES[i].line];
        fill_line(sheets, LINES[i].line);
        sheet_put_label(sheets, sheets->lines, row, 0, LINES[i].label, ROLE_LABEL);
        sheet_put_label(sheets, sheets->lines, row, kind, LINES[i].kind, ROLE_MUTED);
        if (LINES[i].total) sheet_mark_row(sheets->lines, row, ROLE_TOTAL);
    }
    fill_invoice_parts(sheets);
    fill_parts(sheets);
    fill_work(sheets);
    sheet_costs_fill(sheets);
}
