/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_vendors.h"

static const char *const FACT_TITLES[PART_FACTS] = {
    [PART_ASSUMED] = "Leads whose minutes are assumed",
    [PART_TOUCHED_LEADS] = "Leads whose touches were counted",
    [PART_TOUCHES] = "Touches counted on them",
    [PART_OWN_MINUTES] = "Minutes observed on leads with minutes of their own",
};

double sheet_vendors_fact(const PartLeads *part, PartFact fact) {
    switch (fact) {
    case PART_ASSUMED: return (double)(part->leads - part->own_leads - part->touch_leads);
    case PART_TOUCHED_LEADS: return (double)part->touch_leads;
    case PART_TOUCHES: return (double)part->touches;
    default: return decimal_to_double(part->own_minutes);
    }
}

void sheet_vendors_lay(Sheets *sheets) {
    ReportPage *page = sheets->counts;
    sheets->classes =
        sheet_add_vendor_table(sheets, page, "", "leads, each once", FORMAT_COUNT, NULL, CLASS_COUNT + 1);
    page->freeze = sheets->classes->top + 1;
    page->freeze_columns = 1;
    sheets->kinds = sheet_add_vendor_table(sheets, page, "Rejected before contact, by reason", "reason",
                                           FORMAT_COUNT, NULL, KIND_COUNT);
    sheets->stages = sheet_add_vendor_table(sheets, page, "Leads that reached a stage", "cumulative stage",
                                            FORMAT_COUNT, NULL, STAGE_COUNT);
    sheets->numbers = sheet_add_vendor_table(sheets, page, "Counts that costs are divided by", "count",
                                             FORMAT_COUNT, NULL, COUNT_ROWS);
    sheets->money =
        sheet_add_vendor_table(sheets, page, "Money from your books and contracts",
                               sheet_with_currency(sheets, "amount").at, FORMAT_MONEY, "from", MONEY_ROWS);
    for (int f = 0; f < PART_FACTS; f++) {
        if (!sheets->has_fact[f]) continue;
        sheets->facts[f] = sheet_add_vendor_table(sheets, page, FACT_TITLES[f], "work",
                                                  f == PART_OWN_MINUTES ? FORMAT_DECIMAL : FORMAT_COUNT, NULL,
                                                  sheets->part_count);
    }
    sheets->tools = sheet_add_vendor_table(sheets, page, "How tools are shared out", "by tools.key",
                                           FORMAT_COUNT, NULL, TOOLS_ROWS);
}

/* Fills a row with a constant a vendor and their live sum. */
static void put_counts(Sheets *sheets, ReportTable *table, size_t row, const char *label,
                       double (*count)(const VendorResult *vendor, int which), int which) {
    sheet_put_label(sheets, table, row, 0, label, ROLE_LABEL);
    for (size_t v = 0; v < sheets->vendors; v++)
        report_put_number(table, row, 1 + v, count(sheet_vendor(sheets, v), which));
    sheet_put_sum(sheets, table, row, count(&sheets->shown->total, which), table->columns[1].format);
}

static double class_of(const VendorResult *vendor, int which) { return (double)vendor->counts.class[which]; }
static double kind_of(const VendorResult *vendor, int which) { return (double)vendor->counts.kind[which]; }

static void fill_outcomes(Sheets *sheets) {
    ReportTable *table = sheets->classes;
    for (int c = 0; c < CLASS_COUNT; c++)
        put_counts(sheets, table, (size_t)c, OUTCOME_CLASSES[c].label, class_of, c);
    sheet_put_label(sheets, table, CLASS_COUNT, 0, "all leads", ROLE_TOTAL);
    for (size_t v = 0; v <= sheets->vendors; v++) {
        const Str span = sheet_span(sheets, table, 0, 1 + v, CLASS_COUNT - 1, 1 + v);
        const double sum = (double)sheet_vendor(sheets, v)->counts.delivered;
        report_put_formula(table, CLASS_COUNT, 1 + v, sum,
                           sheet_formula(sheets, "=SUM(%.*s)", STR_ARGS(span)));
    }
    sheet_mark_row(table, CLASS_COUNT, ROLE_TOTAL);
    for (int k = 0; k < KIND_COUNT; k++)
        put_counts(sheets, sheets->kinds, (size_t)k, OUTCOME_KINDS[k].label, kind_of, k);
}

static double stage_of(const VendorResult *vendor, int which) { return (double)vendor->counts.stage[which]; }

static void fill_stages(Sheets *sheets) {
    for (int s = 0; s < STAGE_COUNT; s++) {
        put_counts(sheets, sheets->stages, (size_t)s, OUTCOME_STAGES[s].label, stage_of, s);
        for (size_t v = 0; v <= sheets->vendors && !sheets->result->has_stage[s]; v++) {
            const Figure figure = sheet_vendor(sheets, v)->value[METRIC_STAGE + s];
            report_put_unknown(sheets->report, sheets->stages, (size_t)s, 1 + v, figure.why.text);
        }
    }
}

static double number_of(const VendorResult *vendor, int which) {
    const Counts *counts = &vendor->counts;
    switch (which) {
    case COUNT_DELIVERED: return (double)counts->delivered;
    case COUNT_INVOICED: return (double)counts->invoiced;
    case COUNT_CREDITED: return (double)counts->credited;
    case COUNT_QUIET: return (double)counts->quiet;
    case COUNT_OPEN: return (double)counts->open;
    case COUNT_BOUNCES: return (double)counts->bounces;
    case COUNT_EXCLUDED: return (double)counts->excluded_but_converted;
    default: return (double)counts->pre_existing;
    }
}

/* Which table a term of a difference stands in. */
typedef enum Where { NOWHERE, IN_NUMBERS, IN_CLASSES, IN_KINDS } Where;

/* Counts that others make: the first term less the others. A label of NULL: the metric's. */
static const struct {
    const char *label;
    MetricId metric; /* METRIC_COUNT: counted, and not derived */
    struct {
        Where where;
        int row;
    } terms[4];
} NUMBERS[COUNT_ROWS] = {
    [COUNT_DELIVERED] = {"delivered leads", METRIC_COUNT, {{0}}},
    [COUNT_INVOICED] = {"invoiced leads", METRIC_COUNT, {{0}}},
    [COUNT_CREDITED] = {"credited leads", METRIC_COUNT, {{0}}},
    [COUNT_BILLABLE] = {"billable: invoiced - credited",
                        METRIC_BILLABLE,
                        {{IN_NUMBERS, COUNT_INVOICED}, {IN_NUMBERS, COUNT_CREDITED}}},
    [COUNT_VALID] = {"valid: invoiced - invalid",
                     METRIC_VALID,
                     {{IN_NUMBERS, COUNT_INVOICED}, {IN_CLASSES, CLASS_INVALID}}},
    [COUNT_IN_SPEC] = {"in specification: valid - rejected for fit or data",
                       METRIC_IN_SPEC,
                       {{IN_NUMBERS, COUNT_VALID}, {IN_KINDS, KIND_FIT}, {IN_KINDS, KIND_DATA}}},
    [COUNT_TOUCHED] = {"touched: delivered - untouched - duplicate - returned",
                       METRIC_TOUCHED,
                       {{IN_NUMBERS, COUNT_DELIVERED},
                        {IN_CLASSES, CLASS_UNTOUCHED},
                        {IN_CLASSES, CLASS_DUPLICATE},
                        {IN_CLASSES, CLASS_RETURNED}}},
    [COUNT_QUIET] = {"quiet: open by status, silent for too long", METRIC_COUNT, {{0}}},
    [COUNT_OPEN] = {"open: may still convert", METRIC_COUNT, {{0}}},
    [COUNT_BOUNCES] = {"bounced e-mails", METRIC_COUNT, {{0}}},
    [COUNT_EXCLUDED] = {"excluded, but reached SQL or later", METRIC_COUNT, {{0}}},
    [COUNT_PRE_EXISTING] = {"opportunity older than the lead", METRIC_COUNT, {{0}}},
};

static void put_difference(Sheets *sheets, size_t row, size_t column) {
    ReportTable *const tables[] = {NULL, sheets->numbers, sheets->classes, sheets->kinds};
    Str formula = STR("=");
    for (size_t t = 0; t < 4 && NUMBERS[row].terms[t].where != NOWHERE; t++) {
        const Str term = sheet_by(sheets, sheets->counts, tables[NUMBERS[row].terms[t].where],
                                  (size_t)NUMBERS[row].terms[t].row, column);
        formula = sheet_formula(sheets, "%.*s%s%.*s", STR_ARGS(formula), t ? "-" : "", STR_ARGS(term));
    }
    const Figure figure = sheet_vendor(sheets, column - 1)->value[NUMBERS[row].metric];
    sheet_put(sheets, sheets->numbers, row, column, figure, FORMAT_COUNT, formula);
}

static void fill_numbers(Sheets *sheets) {
    for (size_t row = 0; row < COUNT_ROWS; row++) {
        if (NUMBERS[row].metric == METRIC_COUNT) {
            put_counts(sheets, sheets->numbers, row, NUMBERS[row].label, number_of, (int)row);
            continue;
        }
        sheet_put_label(sheets, sheets->numbers, row, 0, NUMBERS[row].label, ROLE_LABEL);
        for (size_t column = 1; column <= sheet_total(sheets); column++) put_difference(sheets, row, column);
    }
}

/* The rows of money: what a vendor's books say, and where that is from. */
static const struct {
    const char *label, *from;
} MONEY[MONEY_ROWS] = {
    [MONEY_BOOKED] = {"booked", "spend: invoice, fee and content rows of the period"},
    [MONEY_ACCRUED] = {"accrued", "contracts: price x leads of months without an invoice"},
    [MONEY_CREDITS] = {"credits received", "spend: credit rows, else credited leads at their price"},
    [MONEY_PREPAID] = {"prepaid (not in the invoice)", "spend: invoiced for leads still to come"},
    [MONEY_PRICED] = {"contract prices, summed", "contracts: over all invoiced leads"},
    [MONEY_PRICED_LEADS] = {"invoiced leads with a price", "contracts"},
};

static Money amount_of(const Books *books, MoneyRow row) {
    switch (row) {
    case MONEY_BOOKED: return books->booked;
    case MONEY_ACCRUED: return books->accrued;
    case MONEY_CREDITS: return books->credits;
    case MONEY_PREPAID: return books->prepaid;
    default: return books->priced;
    }
}

static void put_amount(Sheets *sheets, MoneyRow row, size_t vendor) {
    const Books *books = &sheet_vendor(sheets, vendor)->books;
    const bool price = row == MONEY_PRICED || row == MONEY_PRICED_LEADS;
    const Why why = price ? books->stated_why : books->why;
    if (why.code) {
        report_put_unknown(sheets->report, sheets->money, row, 1 + vendor, why.text);
    } else if (row == MONEY_PRICED_LEADS) {
        sheet_put_count(sheets->money, row, 1 + vendor, books->priced_leads);
    } else {
        const double amount = money_to_double(amount_of(books, row), sheets->result->currency);
        report_put_number(sheets->money, row, 1 + vendor, amount);
    }
}

static void put_amount_sum(Sheets *sheets, MoneyRow row) {
    const Books *total = &sheets->shown->total.books;
    put_amount(sheets, row, sheets->vendors);
    ReportCell *cell = report_cell(sheets->money, row, sheet_total(sheets));
    if (cell->kind != CELL_NUMBER) return;
    const double value = row == MONEY_PRICED_LEADS
                             ? (double)total->priced_leads
                             : money_to_double(amount_of(total, row), sheets->result->currency);
    sheet_put_sum(sheets, sheets->money, row, value, row == MONEY_PRICED_LEADS ? FORMAT_COUNT : FORMAT_MONEY);
}

static void fill_money(Sheets *sheets) {
    for (int row = 0; row < MONEY_ROWS; row++) {
        sheet_put_label(sheets, sheets->money, (size_t)row, 0, MONEY[row].label, ROLE_LABEL);
        for (size_t v = 0; v < sheets->vendors; v++) put_amount(sheets, (MoneyRow)row, v);
        put_amount_sum(sheets, (MoneyRow)row);
        sheet_put_label(sheets, sheets->money, (size_t)row, sheet_total(sheets) + 1, MONEY[row].from,
                        ROLE_MUTED);
    }
}

static void fill_facts(Sheets *sheets) {
    for (int f = 0; f < PART_FACTS; f++) {
        ReportTable *table = sheets->facts[f];
        for (size_t i = 0; table && i < sheets->part_count; i++) {
            const LedgerPart part = sheets->parts[i];
            const LedgerPartRow *row = &LEDGER_PARTS[part];
            const Str label =
                str_format(sheets->arena, "%s: %s", row->ops ? "operations" : "SDR", row->label);
            report_put_text(sheets->report, table, i, 0, label);
            for (size_t v = 0; v < sheets->vendors; v++) {
                const PartLeads *leads = &sheet_vendor(sheets, v)->counts.part[part];
                report_put_number(table, i, 1 + v, sheet_vendors_fact(leads, (PartFact)f));
            }
            const double sum = sheet_vendors_fact(&sheets->shown->total.counts.part[part], (PartFact)f);
            sheet_put_sum(sheets, table, i, sum, table->columns[1].format);
        }
    }
}

static int64_t weight_of(const VendorResult *vendor, ToolsRow row) {
    if (row == TOOLS_DELIVERED) return vendor->counts.delivered;
    if (row == TOOLS_TOUCHED) return (int64_t)vendor->value[METRIC_TOUCHED].value;
    return vendor->books.invoice > 0 ? vendor->books.invoice : 0;
}

static double shown_weight(const Sheets *sheets, size_t vendor, ToolsRow row) {
    const int64_t weight = weight_of(sheet_vendor(sheets, vendor), row);
    return row == TOOLS_INVOICE ? money_to_double(weight, sheets->result->currency) : (double)weight;
}

/* The key in use is a word of the assumption, in the order of the rows. */
static ToolsRow key_in_use(const Sheets *sheets) {
    return (ToolsRow)(TOOLS_DELIVERED + assumption_word(sheets->shown->set, ASSUME_TOOLS_KEY));
}

double sheet_vendors_weights(const Sheets *sheets) {
    double sum = 0;
    for (size_t v = 0; v < sheets->vendors; v++) sum += shown_weight(sheets, v, key_in_use(sheets));
    return sum;
}

/* The three keys that tools can be shared out by, each a row of weights. */
static void put_weights(Sheets *sheets, ToolsRow row, const ReportTable *from, size_t from_row) {
    double sum = 0;
    for (size_t v = 0; v < sheets->vendors; v++) {
        const double weight = shown_weight(sheets, v, row);
        sum += weight;
        const Str place = from ? sheet_by(sheets, sheets->counts, from, from_row, 1 + v) : STR("");
        if (from)
            report_put_formula(sheets->tools, row, 1 + v, weight,
                               sheet_formula(sheets, "=%.*s", STR_ARGS(place)));
        else report_put_number(sheets->tools, row, 1 + v, weight);
    }
    sheet_put_sum(sheets, sheets->tools, row, sum, FORMAT_COUNT);
}

/* The weight by the key in use, summed up from vendor to vendor, and the tools up to there, rounded: each vendor's
 * share is what that grows by, so that the shares add up whatever the split. */
static void put_shares(Sheets *sheets, ToolsRow key) {
    ReportTable *table = sheets->tools;
    const ReportPage *page = sheets->counts;
    const Str working = sheet_working(sheets, page, WORK_TOOLS_KEY),
              all = sheet_working(sheets, page, WORK_TOOLS);
    const Str digits = sheet_working(sheets, page, WORK_MONEY_DIGITS);
    const Str weights = sheet_at(sheets, page, table, TOOLS_WEIGHT, sheet_total(sheets));
    double sum = 0;
    Money upto = 0;
    for (size_t v = 0; v < sheets->vendors; v++) {
        const double weight = shown_weight(sheets, v, key);
        const Str list = sheet_span(sheets, table, TOOLS_DELIVERED, 1 + v, TOOLS_INVOICE, 1 + v);
        sum += weight;
        upto += sheet_vendor(sheets, v)->ledger.line[LINE_TOOLS];
        report_put_formula(table, TOOLS_WEIGHT, 1 + v, weight,
                           sheet_formula(sheets, "=INDEX(%.*s,%.*s)", STR_ARGS(list), STR_ARGS(working)));
        const Str first = sheet_at(sheets, page, table, TOOLS_WEIGHT, 1);
        const Str here = sheet_by(sheets, page, table, TOOLS_WEIGHT, 1 + v);
        const Str so_far = sheet_by(sheets, page, table, TOOLS_SO_FAR, 1 + v);
        report_put_formula(table, TOOLS_SO_FAR, 1 + v, sum,
                           sheet_formula(sheets, "=SUM(%.*s:%.*s)", STR_ARGS(first), STR_ARGS(here)));
        sheet_put_money(sheets, table, TOOLS_UP_TO, 1 + v, upto, (Why){0},
                        sheet_formula(sheets, "=IF(%.*s=0,0,ROUND(%.*s*%.*s/%.*s,%.*s))", STR_ARGS(weights),
                                      STR_ARGS(all), STR_ARGS(so_far), STR_ARGS(weights), STR_ARGS(digits)))
            ->role = ROLE_FORMULA;
    }
    sheet_put_sum(sheets, table, TOOLS_WEIGHT, sum, FORMAT_COUNT);
}

static void fill_tools(Sheets *sheets) {
    static const char *const LABELS[TOOLS_ROWS] = {
        [TOOLS_DELIVERED] = "delivered",      [TOOLS_TOUCHED] = "touched",
        [TOOLS_INVOICE] = "invoice",          [TOOLS_WEIGHT] = "the one in use",
        [TOOLS_SO_FAR] = "summed up to here", [TOOLS_UP_TO] = "tools up to here, rounded"};
    for (size_t row = 0; row < TOOLS_ROWS; row++)
        sheet_put_label(sheets, sheets->tools, row, 0, LABELS[row], ROLE_LABEL);
    put_weights(sheets, TOOLS_DELIVERED, sheets->numbers, COUNT_DELIVERED);
    put_weights(sheets, TOOLS_TOUCHED, sheets->numbers, COUNT_TOUCHED);
    put_weights(sheets, TOOLS_INVOICE, NULL, 0);
    put_shares(sheets, key_in_use(sheets));
}

void sheet_vendors_fill(Sheets *sheets) {
    fill_outcomes(sheets);
    fill_stages(sheets);
    fill_numbers(sheets);
    fill_money(sheets);
    fill_facts(sheets);
    fill_tools(sheets);
}
