/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_verdicts.h"
#include "outputs/sentence.h"
#include "outputs/sheet_checks.h"

enum { ANSWERS = 2 };

void sheet_verdicts_lay(Sheets *sheets, const CompareView *view) {
    report_add_text(sheets->report, sheets->summary,
                    str_format(sheets->arena,
                               "What does a lead from each vendor really cost, and what does %s cost?",
                               view->words.with_article),
                    ROLE_MUTED, false);
    sheets->answers = sheets->summary->block_count;
    for (int i = 0; i < ANSWERS; i++)
        report_add_text(sheets->report, sheets->summary, STR(""), ROLE_TOTAL, false);
}

/* Says whether the program decided about anybody. */
static bool has_verdicts(const Sheets *sheets) {
    for (size_t v = 0; v < sheets->vendors; v++) {
        if (!sheet_vendor(sheets, v)->verdict.why.code) return true;
    }
    return false;
}

static void add_verdicts(Sheets *sheets) {
    if (!has_verdicts(sheets)) return;
    report_add_text(sheets->report, sheets->summary,
                    STR("What to do, as computed for the scenario: does not follow edits"), ROLE_LABEL, true);
    sheets->verdict_lines = sheets->summary->block_count;
    for (size_t v = 0; v < sheets->vendors; v++)
        report_add_text(sheets->report, sheets->summary, STR(""), ROLE_LABEL, false);
}

void sheet_verdicts_lay_sentences(Sheets *sheets) {
    add_verdicts(sheets);
    report_add_text(sheets->report, sheets->summary, STR("Vendor by vendor"), ROLE_LABEL, true);
    sheets->sentences = sheets->summary->block_count;
    for (size_t v = 0; v < sheets->vendors; v++)
        report_add_text(sheets->report, sheets->summary, STR(""), ROLE_LABEL, false);
}

/* A cell of the overview: its number and its place. */
static const ReportCell *cell_of(const Sheets *sheets, size_t row, SummaryColumn column) {
    return report_cell(sheets->overview, row, column);
}

static bool knows(const Sheets *sheets, size_t row, SummaryColumn column) {
    return cell_of(sheets, row, column)->kind == CELL_NUMBER;
}

static Str place_of(const Sheets *sheets, size_t row, SummaryColumn column) {
    return sheet_at(sheets, sheets->summary, sheets->overview, row, column);
}

static Str digits_of(const Sheets *sheets, WorkingRow row) {
    return sheet_working(sheets, sheets->summary, row);
}

static void say(Sentence *sentence, const char *words) { sentence_say(sentence, str_from(words)); }

static void say_count(const Sheets *sheets, Sentence *sentence, size_t row, SummaryColumn column) {
    (void)sheets;
    sentence_say_number(sentence, cell_of(sheets, row, column)->value, 0, place_of(sheets, row, column),
                        STR("0"));
}

static void say_money(const Sheets *sheets, Sentence *sentence, double amount, Str place) {
    const char *code = sheets->result->currency.code;
    sentence_say_number(sentence, amount, sheets->report->money_digits, place,
                        digits_of(sheets, WORK_MONEY_DIGITS));
    if (code[0]) sentence_say(sentence, str_format(sheets->arena, " %s", code));
}

static void say_cell_money(const Sheets *sheets, Sentence *sentence, size_t row, SummaryColumn column) {
    say_money(sheets, sentence, cell_of(sheets, row, column)->value, place_of(sheets, row, column));
}

static void say_times(const Sheets *sheets, Sentence *sentence, double times, Str expression) {
    sentence_say_number(sentence, times, 2, expression, digits_of(sheets, WORK_TIMES_DIGITS));
    say(sentence, "x");
}

static void say_per_cent(const Sheets *sheets, Sentence *sentence, size_t row, SummaryColumn column) {
    const Str place = place_of(sheets, row, column), hundred = digits_of(sheets, WORK_PER_CENT);
    const Str expression = sheet_formula(sheets, "%.*s*%.*s", STR_ARGS(place), STR_ARGS(hundred));
    sentence_say_number(sentence, cell_of(sheets, row, column)->value * 100, 1, expression, STR("1"));
    say(sentence, " %");
}

static void put_line(Sheets *sheets, size_t block, const Sentence *sentence) {
    sheets->summary->blocks[block].text = sentence->text;
    if (sentence->formula.len) sheets->summary->blocks[block].formula = sentence_formula(sentence);
}

/* The column by which vendors are compared. */
static SummaryColumn headline(const CompareView *view) { return view->ripe ? SUMMARY_RIPE : SUMMARY_COST; }

/* The vendor whose number in a column is least; `vendors` where none is known. */
static size_t least(const Sheets *sheets, SummaryColumn column) {
    size_t best = sheets->vendors;
    for (size_t v = 0; v < sheets->vendors; v++) {
        if (!knows(sheets, v, column)) continue;
        if (best == sheets->vendors ||
            cell_of(sheets, v, column)->value < cell_of(sheets, best, column)->value)
            best = v;
    }
    return best;
}

/* Says the name of the vendor with the least number in a column, and the number, both found by formula. */
static void say_least(const Sheets *sheets, Sentence *sentence, SummaryColumn column) {
    const size_t best = least(sheets, column);
    const Str numbers = report_range_ref(sheets->report, sheets->summary,
                                         (ReportRange){sheets->overview, 0, column, sheets->vendors, false});
    const Str names =
        report_range_ref(sheets->report, sheets->summary,
                         (ReportRange){sheets->overview, 0, SUMMARY_VENDOR, sheets->vendors, false});
    const Str lowest = sheet_formula(sheets, "MIN(%.*s)", STR_ARGS(numbers));
    sentence_say_cell(sentence, sheet_vendor(sheets, best)->vendor,
                      sheet_formula(sheets, "INDEX(%.*s,MATCH(%.*s,%.*s,0))", STR_ARGS(names),
                                    STR_ARGS(lowest), STR_ARGS(numbers)));
    say(sentence, ", ");
    say_money(sheets, sentence, cell_of(sheets, best, column)->value, lowest);
}

/* "Lowest price: A, 38.00 USD a lead. Lowest cost of an SQL at maturity: B, 512.30 USD." */
static Sentence answer_lowest(const Sheets *sheets, const CompareView *view) {
    Sentence sentence = sentence_begin(sheets->arena);
    if (least(sheets, SUMMARY_STATED) < sheets->vendors) {
        say(&sentence, "Lowest price: ");
        say_least(sheets, &sentence, SUMMARY_STATED);
        say(&sentence, " a lead. ");
    }
    if (least(sheets, headline(view)) < sheets->vendors) {
        sentence_say(&sentence, str_format(sheets->arena, "Lowest cost of %s%s: ", view->words.with_article,
                                           view->ripe ? " at maturity" : ""));
        say_least(sheets, &sentence, headline(view));
        say(&sentence, ".");
    }
    return sentence;
}

/* "All vendors: true cost 1,234,567 USD, of it 234,567 USD of time that stands on no invoice; 1.31x the stated CPL." */
static Sentence answer_total(const Sheets *sheets) {
    Sentence sentence = sentence_begin(sheets->arena);
    const size_t total = sheet_total(sheets);
    const VendorResult *all = &sheets->shown->total;
    const Str cost =
        sheet_at(sheets, sheets->summary, sheets->lines, sheets->line_row[LINE_TRUE_COST], total);
    const Str time = sheet_at(sheets, sheets->summary, sheets->lines, sheets->line_row[LINE_TIME], total);
    const Currency currency = sheets->result->currency;
    if (all->ledger.why.code) return sentence;
    say(&sentence, "All vendors: true cost ");
    say_money(sheets, &sentence, money_to_double(all->ledger.line[LINE_TRUE_COST], currency), cost);
    say(&sentence, ", of it ");
    say_money(sheets, &sentence, money_to_double(all->ledger.line[LINE_TIME], currency), time);
    say(&sentence, " of time that stands on no invoice");
    if (knows(sheets, sheets->vendors, SUMMARY_TIMES)) {
        say(&sentence, "; true CPL is ");
        say_times(sheets, &sentence, cell_of(sheets, sheets->vendors, SUMMARY_TIMES)->value,
                  place_of(sheets, sheets->vendors, SUMMARY_TIMES));
        say(&sentence, " the stated one");
    }
    say(&sentence, ".");
    return sentence;
}

/* "; an SQL 513.40 USD to date, 471.20 USD at maturity, 0.60x the average" */
static void say_cost(const Sheets *sheets, const CompareView *view, Sentence *sentence, size_t v) {
    const SummaryColumn column = headline(view);
    sentence_say(sentence, str_format(sheets->arena, "; %s ", view->words.with_article));
    if (knows(sheets, v, SUMMARY_COST)) {
        say_cell_money(sheets, sentence, v, SUMMARY_COST);
        say(sentence, view->ripe ? " to date, " : "");
    }
    if (view->ripe) {
        say_cell_money(sheets, sentence, v, SUMMARY_RIPE);
        say(sentence, " at maturity");
    }
    if (!knows(sheets, sheets->vendors, column)) return;
    const Str own = place_of(sheets, v, column), all = place_of(sheets, sheets->vendors, column);
    say(sentence, ", ");
    say_times(sheets, sentence,
              cell_of(sheets, v, column)->value / cell_of(sheets, sheets->vendors, column)->value,
              sheet_formula(sheets, "%.*s/%.*s", STR_ARGS(own), STR_ARGS(all)));
    say(sentence, " the average");
}

/* "; no SQL yet from 165 leads: one costs over 2,310.00 USD (95 % sure)." */
static void say_floor(const Sheets *sheets, const CompareView *view, Sentence *sentence, size_t v) {
    const size_t row = sheet_range_row(sheets, METRIC_COST_PER_SQL, RANGE_FLOOR);
    const ReportCell *cell = row < sheets->range_count ? report_cell(sheets->ranges, row, 1 + v) : NULL;
    sentence_say(sentence, str_format(sheets->arena, "; no %s yet from ", view->words.one));
    say_count(sheets, sentence, v, SUMMARY_LEADS);
    say(sentence, " leads");
    if (cell && cell->kind == CELL_NUMBER && view->stage == STAGE_SQL) {
        say(sentence, ": one costs over ");
        say_money(sheets, sentence, cell->value,
                  sheet_at(sheets, sheets->summary, sheets->ranges, row, 1 + v));
        say(sentence, " (95 % sure)");
    }
    say(sentence, ".");
}

/* " (71 from 1,380 leads); 94.0 % chance to be cheapest." */
static void say_evidence(const Sheets *sheets, Sentence *sentence, size_t v) {
    if (knows(sheets, v, SUMMARY_SQLS)) {
        say(sentence, " (");
        say_count(sheets, sentence, v, SUMMARY_SQLS);
        say(sentence, " from ");
        say_count(sheets, sentence, v, SUMMARY_LEADS);
        say(sentence, " leads)");
    }
    if (knows(sheets, v, SUMMARY_CHANCE)) {
        say(sentence, "; ");
        say_per_cent(sheets, sentence, v, SUMMARY_CHANCE);
        say(sentence, " chance to be cheapest");
    }
    say(sentence, ".");
}

static Sentence describe_vendor(const Sheets *sheets, const CompareView *view, size_t v) {
    Sentence sentence = sentence_begin(sheets->arena);
    const VendorResult *vendor = sheet_vendor(sheets, v);
    sentence_say_cell(&sentence, vendor->vendor, place_of(sheets, v, SUMMARY_VENDOR));
    if (!knows(sheets, v, SUMMARY_TRUE)) {
        say(&sentence, ": cost not available");
        say_evidence(sheets, &sentence, v);
        return sentence;
    }
    say(&sentence, ": a lead costs ");
    say_cell_money(sheets, &sentence, v, SUMMARY_TRUE);
    if (knows(sheets, v, SUMMARY_TIMES)) {
        say(&sentence, ", ");
        say_times(sheets, &sentence, cell_of(sheets, v, SUMMARY_TIMES)->value,
                  place_of(sheets, v, SUMMARY_TIMES));
        say(&sentence, " its price");
    }
    if (!knows(sheets, v, headline(view)) && knows(sheets, v, SUMMARY_SQLS)) {
        say_floor(sheets, view, &sentence, v);
        return sentence;
    }
    if (knows(sheets, v, headline(view))) say_cost(sheets, view, &sentence, v);
    say_evidence(sheets, &sentence, v);
    return sentence;
}

/* "Quillharbor: renew: an SQL costs at most 600 USD with 94 %; ..." */
static Sentence decide(const Sheets *sheets, size_t v) {
    Sentence sentence = sentence_begin(sheets->arena);
    sentence_say_cell(&sentence, sheet_vendor(sheets, v)->vendor, place_of(sheets, v, SUMMARY_VENDOR));
    say(&sentence, ": ");
    sentence_say_cell(&sentence, sheet_checks_verdict(sheets, sheets->result->shown, v),
                      sheet_checks_verdict_formula(sheets, sheets->summary, v));
    return sentence;
}

void sheet_verdicts_fill(Sheets *sheets, const CompareView *view) {
    Sentence answers[ANSWERS] = {answer_lowest(sheets, view), answer_total(sheets)};
    if (!answers[0].text.len && !answers[1].text.len)
        sentence_say(&answers[0], STR("No cost is available: the reasons stand below. Rates are."));
    for (size_t i = 0; i < ANSWERS; i++) put_line(sheets, sheets->answers + i, &answers[i]);
    for (size_t v = 0; v < sheets->vendors && sheets->verdict_lines; v++) {
        const Sentence sentence = decide(sheets, v);
        put_line(sheets, sheets->verdict_lines + v, &sentence);
    }
    for (size_t v = 0; v < sheets->vendors; v++) {
        const Sentence sentence = describe_vendor(sheets, view, v);
        put_line(sheets, sheets->sentences + v, &sentence);
    }
}
