/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheet_inputs.h"
#include <string.h>

/* Columns of the table of assumptions; base and the scenarios stand side by side for INDEX. */
enum { COLUMN_LABEL, COLUMN_IN_USE, COLUMN_BASE };
typedef enum AfterScenarios {
    AFTER_LOW,
    AFTER_HIGH,
    AFTER_UNIT,
    AFTER_ACTS,
    AFTER_ORIGIN,
    AFTER_KEY,
    AFTER_SOURCE,
    AFTERS
} AfterScenarios;

static size_t after(const Sheets *sheets, AfterScenarios column) {
    return COLUMN_BASE + sheets->result->scenario_count + (size_t)column;
}

static bool is_word(int id) { return ASSUMPTIONS[id].unit == IN_WORD || ASSUMPTIONS[id].unit == IN_TEXT; }

/* The questions people are asked stand first. */
static void order_rows(Sheets *sheets) {
    size_t row = 0;
    for (int asked = 1; asked >= 0; asked--) {
        for (int id = 0; id < ASSUMPTION_COUNT; id++) {
            if ((ASSUMPTIONS[id].asks != NULL) == (asked == 1)) sheets->assumption_row[id] = row++;
        }
    }
}

static ReportTable *add_assumptions(Sheets *sheets) {
    const Result *result = sheets->result;
    const size_t count = COLUMN_BASE + result->scenario_count + AFTERS;
    ReportColumn *columns = ARENA_ARRAY(sheets->arena, ReportColumn, count);
    static const char *const LABELS[AFTERS] = {"low",   "high",         "unit",  "acts",
                                               "whose", "key in files", "source"};
    columns[COLUMN_LABEL] = (ReportColumn){.label = STR("assumption"), .width = 42};
    columns[COLUMN_IN_USE] = (ReportColumn){.label = STR("in use"), .format = FORMAT_PLAIN};
    for (size_t s = 0; s < result->scenario_count; s++)
        columns[COLUMN_BASE + s] =
            (ReportColumn){.label = result->scenarios[s].set->name, .format = FORMAT_PLAIN};
    for (int i = 0; i < AFTERS; i++) {
        columns[after(sheets, (AfterScenarios)i)] = (ReportColumn){
            .label = str_from(LABELS[i]), .format = i <= AFTER_HIGH ? FORMAT_PLAIN : FORMAT_TEXT};
    }
    columns[after(sheets, AFTER_SOURCE)].width = 33;
    return report_add_table(sheets->report, sheets->inputs, STR("Assumptions"), columns, count,
                            ASSUMPTION_COUNT);
}

static ReportTable *add_minutes(Sheets *sheets) {
    static const char *const LABELS[MINUTE_COLUMNS] = {"minutes of a lead, by where it ended",
                                                       "a lead",
                                                       "a counted touch",
                                                       "beside touches",
                                                       "by attempts",
                                                       "of all attempts",
                                                       "single attempts",
                                                       "talks",
                                                       "hand-overs"};
    ReportColumn columns[MINUTE_COLUMNS];
    for (int i = 0; i < MINUTE_COLUMNS; i++)
        columns[i] = (ReportColumn){.label = str_from(LABELS[i]), .format = i ? FORMAT_DECIMAL : FORMAT_TEXT};
    return report_add_table(sheets->report, sheets->inputs, STR("Minutes that follow"), columns,
                            MINUTE_COLUMNS, sheets->part_count);
}

static ReportTable *add_words(Sheets *sheets, AssumptionId id, const char *name) {
    const ReportColumn column = {.label = str_format(sheets->arena, "words for %s", ASSUMPTIONS[id].key)};
    Str words = str_from(ASSUMPTIONS[id].words), word;
    size_t count = 0;
    while (str_split(&words, '|', &word)) count++;
    ReportTable *table = report_add_table(sheets->report, sheets->inputs, STR(""), &column, 1, count);
    table->list_name = str_from(name);
    words = str_from(ASSUMPTIONS[id].words);
    for (size_t i = 0; str_split(&words, '|', &word); i++) report_put_text(sheets->report, table, i, 0, word);
    const ReportRange list = {table, 0, 0, count, false};
    for (size_t s = 0; s < sheets->result->scenario_count; s++) {
        report_add_choice(sheets->report, sheets->assumptions, sheets->assumption_row[id], COLUMN_BASE + s,
                          list);
    }
    return table;
}

static void add_legend(Sheets *sheets) {
    static const struct {
        const char *color, *meaning;
        CellRole role;
    } ROWS[] = {
        {"blue, in a box", "yours to change; every amount that follows from it moves at once, on every sheet",
         ROLE_INPUT},
        {"black", "a formula, or what was counted in your files", ROLE_FORMULA},
        {"green", "the same figure, taken from another sheet", ROLE_LINK},
        {"grey, slanted", "explanation; n/a: not available, with the reason below the table", ROLE_MUTED},
    };
    enum { COUNT = sizeof ROWS / sizeof *ROWS };
    const ReportColumn columns[] = {{.label = STR("colour")}, {.label = STR("meaning")}};
    ReportTable *table = report_add_table(sheets->report, sheets->inputs, STR(""), columns, 2, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        sheet_put_label(sheets, table, i, 0, ROWS[i].color, ROWS[i].role);
        sheet_put_label(sheets, table, i, 1, ROWS[i].meaning, ROLE_LABEL);
    }
}

void sheet_inputs_lay(Sheets *sheets) {
    const ReportColumn scenario[] = {{.label = STR("scenario")}, {.label = STR("what it changes")}};
    const ReportColumn working[] = {{.label = STR("what follows")},
                                    {.label = STR("value"), .format = FORMAT_PLAIN},
                                    {.label = STR("how")}};
    ReportPage *page = sheets->inputs;
    page->freeze_columns = 1;
    add_legend(sheets);
    sheets->scenarios = report_add_table(sheets->report, page, STR("Scenarios (picked on the Summary)"),
                                         scenario, 2, sheets->result->scenario_count);
    sheets->scenarios->list_name = STR("scenario_names");
    order_rows(sheets);
    sheets->assumptions = add_assumptions(sheets);
    sheets->minutes = add_minutes(sheets);
    sheets->workings =
        report_add_table(sheets->report, page, STR("What follows at once"), working, 3, WORK_ROWS);
    sheets->tools_words = add_words(sheets, ASSUME_TOOLS_KEY, "tools_keys");
    add_words(sheets, ASSUME_INVALID_DEFINITION, "invalid_definitions");
    add_words(sheets, ASSUME_CREDIT_RULE, "credit_rules");
}

static CellFormat format_of(int id) {
    if (is_word(id)) return FORMAT_TEXT;
    if (ASSUMPTIONS[id].unit == IN_MONEY) return FORMAT_MONEY;
    return ASSUMPTIONS[id].unit == IN_SHARE ? FORMAT_RATE : FORMAT_PLAIN;
}

static bool same_base(int id, const Assumption *a, const Assumption *b) {
    if (a->known != b->known) return false;
    return is_word(id) ? str_equal(a->text, b->text) : a->base == b->base;
}

/* An input cell: the value, or blank. */
static void put_input(Sheets *sheets, int id, size_t column, Decimal value, Str text, bool known) {
    const size_t row = sheets->assumption_row[id];
    ReportCell *cell = report_cell(sheets->assumptions, row, column);
    if (known && is_word(id)) cell = report_put_text(sheets->report, sheets->assumptions, row, column, text);
    else if (known) cell = report_put_number(sheets->assumptions, row, column, decimal_to_double(value));
    cell->role = ROLE_INPUT;
    cell->format = format_of(id);
}

/* What is in use: the scenario's own cell, or base where that is blank. */
static void put_in_use(Sheets *sheets, int id) {
    const size_t row = sheets->assumption_row[id], last = COLUMN_BASE + sheets->result->scenario_count - 1;
    const Assumption *now = &sheets->shown->set->of[id];
    ReportTable *table = sheets->assumptions;
    const Str cells = sheet_span(sheets, table, row, COLUMN_BASE, row, last);
    const Str base = sheet_by(sheets, sheets->inputs, table, row, COLUMN_BASE);
    const Str pick = sheet_working(sheets, sheets->inputs, WORK_SCENARIO);
    const Str own = sheet_formula(sheets, "INDEX(%.*s,1,%.*s)", STR_ARGS(cells), STR_ARGS(pick));
    const Str formula =
        sheet_formula(sheets, "=IF(%.*s=\"\",%.*s,%.*s)", STR_ARGS(own), STR_ARGS(base), STR_ARGS(own));
    if (now->known && !is_word(id)) {
        report_put_formula(table, row, COLUMN_IN_USE, decimal_to_double(now->base), formula)->format =
            format_of(id);
    } else {
        const Str text = now->known ? now->text : STR(SHEET_NOT_GIVEN);
        sheet_put_words(sheets, table, row, COLUMN_IN_USE, text, formula, ROLE_FORMULA);
    }
}

/* The name of a file without its folder: the same book, wherever the case lies. */
static Str base_name(Str path) {
    const char *slash = path.len ? memrchr(path.at, '/', path.len) : NULL;
    return slash ? (Str){slash + 1, (size_t)(path.at + path.len - slash - 1)} : path;
}

static Str whose(const Sheets *sheets, const Assumption *assumption) {
    const Str file = base_name(assumption->file);
    switch (assumption->origin) {
    case FROM_COMMAND_LINE: return STR("yours: command line");
    case FROM_FILE: return str_format(sheets->arena, "yours: %.*s:%ld", STR_ARGS(file), assumption->line);
    default: return assumption->known ? STR("our default") : STR("");
    }
}

static const char *unit_of(const Sheets *sheets, int id) {
    static const char *const UNITS[] = {
        [IN_MONEY] = "money",   [IN_MINUTES] = "minutes", [IN_HOURS] = "hours", [IN_DAYS] = "days",
        [IN_NUMBER] = "number", [IN_SHARE] = "share",     [IN_WORD] = "word",   [IN_TEXT] = "text"};
    const char *code = sheets->result->currency.code;
    return ASSUMPTIONS[id].unit == IN_MONEY && code[0] ? code : UNITS[ASSUMPTIONS[id].unit];
}

/* Says whether formulas use it; all others wait for the program. */
static bool is_live(const Sheets *sheets, int id) {
    if (id == ASSUME_TOOLS_COST && sheets->shown->tools_from_ledger) return false;
    return id <= ASSUME_TOOLS_KEY;
}

static void put_assumption(Sheets *sheets, int id) {
    const Result *result = sheets->result;
    const Assumption *base = &result->scenarios[0].set->of[id];
    ReportTable *table = sheets->assumptions;
    const size_t row = sheets->assumption_row[id];
    sheet_put_label(sheets, table, row, COLUMN_LABEL, ASSUMPTIONS[id].label, ROLE_LABEL);
    put_input(sheets, id, COLUMN_BASE, base->base, base->text, base->known);
    if (!base->known)
        sheet_put_label(sheets, table, row, COLUMN_BASE, SHEET_NOT_GIVEN, ROLE_INPUT)->format = format_of(id);
    for (size_t s = 1; s < result->scenario_count; s++) {
        const Assumption *own = &result->scenarios[s].set->of[id];
        put_input(sheets, id, COLUMN_BASE + s, own->base, own->text, !same_base(id, base, own));
    }
    put_in_use(sheets, id);
    if (!is_word(id)) {
        put_input(sheets, id, after(sheets, AFTER_LOW), base->low, STR(""),
                  base->known && base->low != base->base);
        put_input(sheets, id, after(sheets, AFTER_HIGH), base->high, STR(""),
                  base->known && base->high != base->base);
    }
    sheet_put_label(sheets, table, row, after(sheets, AFTER_UNIT), unit_of(sheets, id), ROLE_LABEL);
    sheet_put_label(sheets, table, row, after(sheets, AFTER_ACTS),
                    is_live(sheets, id) ? "at once" : "next run", ROLE_LABEL);
    report_put_text(sheets->report, table, row, after(sheets, AFTER_ORIGIN), whose(sheets, base));
    sheet_put_label(sheets, table, row, after(sheets, AFTER_KEY), ASSUMPTIONS[id].key, ROLE_MUTED);
    report_put_text(sheets->report, table, row, after(sheets, AFTER_SOURCE), base->source)->role = ROLE_MUTED;
}

/* What a scenario changes, in words: "attempts until a silent lead is given up: 2, ...". */
static Str describe_scenario(const Sheets *sheets, size_t scenario) {
    Str text = STR("");
    for (int id = 0; id < ASSUMPTION_COUNT && scenario > 0; id++) {
        const Assumption *base = &sheets->result->scenarios[0].set->of[id];
        const Assumption *own = &sheets->result->scenarios[scenario].set->of[id];
        char number[MONEY_TEXT];
        if (same_base(id, base, own)) continue;
        const Str value = is_word(id) ? own->text : str_from(decimal_format(own->base, number));
        text = str_format(sheets->arena, "%.*s%s%s: %.*s", STR_ARGS(text), text.len ? "; " : "",
                          ASSUMPTIONS[id].label, STR_ARGS(value));
    }
    if (scenario == 0) return STR("as it stands today");
    return text.len ? text : STR("nothing");
}

static void fill_scenarios(Sheets *sheets) {
    for (size_t s = 0; s < sheets->result->scenario_count; s++) {
        report_put_text(sheets->report, sheets->scenarios, s, 0, sheets->result->scenarios[s].set->name);
        report_put_text(sheets->report, sheets->scenarios, s, 1, describe_scenario(sheets, s));
    }
}

/* One row of the table of minutes; `i` counts the parts that have leads. */
static void put_recipe(Sheets *sheets, size_t i, const LedgerPartRow *row) {
    const double recipe[] = {row->half_attempts / 2.0, row->touches, row->conversations, row->handovers};
    for (size_t c = 0; c < 4; c++)
        report_put_number(sheets->minutes, i, MINUTE_SHARE + c, recipe[c])->format = FORMAT_PLAIN;
}

static Str minute(const Sheets *sheets, size_t i, MinuteColumn column) {
    return sheet_by(sheets, sheets->inputs, sheets->minutes, i, column);
}

static Str talk_formula(const Sheets *sheets, size_t i) {
    const Str talks = minute(sheets, i, MINUTE_CONVERSATIONS), hands = minute(sheets, i, MINUTE_HANDOVERS);
    const Str talk = sheet_input(sheets, sheets->inputs, ASSUME_CONVERSATION_MINUTES);
    const Str hand = sheet_input(sheets, sheets->inputs, ASSUME_HANDOVER_MINUTES);
    return sheet_formula(sheets, "%.*s*%.*s+%.*s*%.*s", STR_ARGS(talks), STR_ARGS(talk), STR_ARGS(hands),
                         STR_ARGS(hand));
}

/* Minutes by attempts: share of all attempts and single ones, each of so many minutes, and what is talked. */
static void put_attempts(Sheets *sheets, size_t i, double value) {
    const ReportPage *page = sheets->inputs;
    const Str share = minute(sheets, i, MINUTE_SHARE), single = minute(sheets, i, MINUTE_SINGLE);
    const Str attempts = sheet_input(sheets, page, ASSUME_TOUCH_ATTEMPTS);
    const Str each = sheet_input(sheets, page, ASSUME_TOUCH_MINUTES);
    const Str digits = sheet_working(sheets, page, WORK_MINUTE_DIGITS), talk = talk_formula(sheets, i);
    report_put_formula(sheets->minutes, i, MINUTE_BY_ATTEMPTS, value,
                       sheet_formula(sheets, "=ROUND((%.*s*%.*s+%.*s)*%.*s,%.*s)+%.*s", STR_ARGS(share),
                                     STR_ARGS(attempts), STR_ARGS(single), STR_ARGS(each), STR_ARGS(digits),
                                     STR_ARGS(talk)));
}

/* A row of minutes that the user gives wins over attempts and over touches. */
static void put_sdr_minutes(Sheets *sheets, size_t i, LedgerPart part) {
    const LedgerPartRow *row = &LEDGER_PARTS[part];
    Values values = ledger_values(sheets->shown->set), derived = values;
    const bool given = row->minutes >= 0 && values.known[row->minutes];
    if (row->minutes >= 0) derived.known[row->minutes] = false;
    const double by_attempts = decimal_to_double(ledger_minutes(&derived, part));
    const double a_lead = decimal_to_double(ledger_minutes(&values, part));
    const double talk = row->conversations * decimal_to_double(values.of[ASSUME_CONVERSATION_MINUTES]) +
                        row->handovers * decimal_to_double(values.of[ASSUME_HANDOVER_MINUTES]);
    const double each = given ? 0 : decimal_to_double(values.of[ASSUME_TOUCH_MINUTES]);
    const Str touch = sheet_input(sheets, sheets->inputs, ASSUME_TOUCH_MINUTES),
              talks = talk_formula(sheets, i);
    const Str attempts = minute(sheets, i, MINUTE_BY_ATTEMPTS), lead = minute(sheets, i, MINUTE_A_LEAD);
    put_recipe(sheets, i, row);
    put_attempts(sheets, i, by_attempts);
    if (row->minutes < 0) {
        report_put_formula(sheets->minutes, i, MINUTE_A_LEAD, a_lead,
                           sheet_formula(sheets, "=%.*s", STR_ARGS(attempts)));
        report_put_formula(sheets->minutes, i, MINUTE_A_TOUCH, each,
                           sheet_formula(sheets, "=%.*s", STR_ARGS(touch)));
        report_put_formula(sheets->minutes, i, MINUTE_BESIDE, talk,
                           sheet_formula(sheets, "=%.*s", STR_ARGS(talks)));
        return;
    }
    const Str own = sheet_input(sheets, sheets->inputs, (AssumptionId)row->minutes);
    report_put_formula(sheets->minutes, i, MINUTE_A_LEAD, a_lead,
                       sheet_formula(sheets, "=IF(ISNUMBER(%.*s),%.*s,%.*s)", STR_ARGS(own), STR_ARGS(own),
                                     STR_ARGS(attempts)));
    report_put_formula(sheets->minutes, i, MINUTE_A_TOUCH, each,
                       sheet_formula(sheets, "=IF(ISNUMBER(%.*s),0,%.*s)", STR_ARGS(own), STR_ARGS(touch)));
    report_put_formula(sheets->minutes, i, MINUTE_BESIDE, given ? a_lead : talk,
                       sheet_formula(sheets, "=IF(ISNUMBER(%.*s),%.*s,%.*s)", STR_ARGS(own), STR_ARGS(lead),
                                     STR_ARGS(talks)));
}

static void fill_minutes(Sheets *sheets) {
    for (size_t i = 0; i < sheets->part_count; i++) {
        const LedgerPart part = sheets->parts[i];
        const LedgerPartRow *row = &LEDGER_PARTS[part];
        report_put_text(sheets->report, sheets->minutes, i, MINUTE_LABEL,
                        str_format(sheets->arena, "%s: %s", row->ops ? "operations" : "SDR", row->label));
        if (!row->ops) {
            put_sdr_minutes(sheets, i, part);
            continue;
        }
        const Str own = sheet_input(sheets, sheets->inputs, (AssumptionId)row->minutes);
        report_put_formula(sheets->minutes, i, MINUTE_A_LEAD,
                           decimal_to_double(sheets->shown->set->of[row->minutes].base),
                           sheet_formula(sheets, "=%.*s", STR_ARGS(own)));
    }
}

static void put_working(Sheets *sheets, WorkingRow row, const char *label, double value, CellFormat format,
                        Str formula, const char *how) {
    sheet_put_label(sheets, sheets->workings, row, 0, label, ROLE_LABEL);
    sheet_put_label(sheets, sheets->workings, row, 2, how, ROLE_MUTED);
    ReportCell *cell = formula.len ? report_put_formula(sheets->workings, row, 1, value, formula)
                                   : report_put_number(sheets->workings, row, 1, value);
    cell->format = format;
}

static void put_constants(Sheets *sheets) {
    const double months = (double)rollup_months(sheets->result->rollup);
    const double weeks = rollup_weeks(sheets->result->rollup);
    put_working(sheets, WORK_MONEY_DIGITS, "digits of an amount", sheets->report->money_digits, FORMAT_PLAIN,
                STR(""), "amounts are rounded here, and nowhere else");
    put_working(sheets, WORK_MINUTE_DIGITS, "digits of a minute", 6, FORMAT_PLAIN, STR(""),
                "so are minutes by attempts");
    put_working(sheets, WORK_TIMES_DIGITS, "digits of a multiple", 2, FORMAT_PLAIN, STR(""), "in sentences");
    put_working(sheets, WORK_PER_CENT, "per cent", 100, FORMAT_PLAIN, STR(""), "in sentences");
    put_working(sheets, WORK_MONTHS, "months of data", months, FORMAT_PLAIN, STR(""),
                "calendar months from the first delivery to the last day of the data");
    put_working(sheets, WORK_WEEKS, "weeks of data", weeks, FORMAT_DECIMAL, STR(""),
                "days of data / 7, at least 1");
}

static void put_prices(Sheets *sheets) {
    const ReportPage *page = sheets->inputs;
    const AssumptionSet *set = sheets->shown->set;
    const Str cost = sheet_input(sheets, page, ASSUME_SDR_COST_PER_YEAR);
    const Str hours = sheet_input(sheets, page, ASSUME_SDR_HOURS_PER_YEAR);
    const Str ops = sheet_input(sheets, page, ASSUME_OPS_COST_PER_HOUR);
    const double year = decimal_to_double(set->of[ASSUME_SDR_HOURS_PER_YEAR].base);
    const double price = year > 0 ? decimal_to_double(set->of[ASSUME_SDR_COST_PER_YEAR].base) / year : 0;
    put_working(
        sheets, WORK_SDR_HOUR, "an SDR's hour", price, FORMAT_MONEY,
        sheet_formula(sheets, "=IF(%.*s=0,0,%.*s/%.*s)", STR_ARGS(hours), STR_ARGS(cost), STR_ARGS(hours)),
        "cost of a year / paid hours of a year");
    put_working(sheets, WORK_OPS_HOUR, "operations' hour",
                decimal_to_double(set->of[ASSUME_OPS_COST_PER_HOUR].base), FORMAT_MONEY,
                sheet_formula(sheets, "=%.*s", STR_ARGS(ops)), "as given above");
}

static void put_tools(Sheets *sheets) {
    const ReportPage *page = sheets->inputs;
    const double total = money_to_double(sheets->shown->tools_total, sheets->result->currency);
    const Str cost = sheet_input(sheets, page, ASSUME_TOOLS_COST),
              key = sheet_input(sheets, page, ASSUME_TOOLS_KEY);
    const Str digits = sheet_working(sheets, page, WORK_MONEY_DIGITS),
              months = sheet_working(sheets, page, WORK_MONTHS);
    const bool booked = sheets->shown->tools_from_ledger;
    const Str formula = booked ? STR("")
                               : sheet_formula(sheets, "=ROUND(%.*s,%.*s)*%.*s", STR_ARGS(cost),
                                               STR_ARGS(digits), STR_ARGS(months));
    put_working(sheets, WORK_TOOLS, "tools and data, all vendors", total, FORMAT_MONEY, formula,
                booked ? "booked: spend rows of kind tools" : "a month's cost x months of data");
    const ReportRange words = {sheets->tools_words, 0, 0, sheets->tools_words->row_count, false};
    const Str list = report_range_ref(sheets->report, page, words);
    put_working(sheets, WORK_TOOLS_KEY, "tools are shared out by word no.",
                1 + assumption_word(sheets->shown->set, ASSUME_TOOLS_KEY), FORMAT_PLAIN,
                sheet_formula(sheets, "=MATCH(%.*s,%.*s,0)", STR_ARGS(key), STR_ARGS(list)),
                "of the list below");
}

static void put_capacity(Sheets *sheets) {
    const ReportPage *page = sheets->inputs;
    const Figure there = sheets->shown->sdr_capacity_hours;
    const Str count = sheet_input(sheets, page, ASSUME_SDR_COUNT),
              share = sheet_input(sheets, page, ASSUME_SDR_SHARE);
    const Str week = sheet_input(sheets, page, ASSUME_SDR_HOURS_PER_WEEK),
              weeks = sheet_working(sheets, page, WORK_WEEKS);
    const Str minutes = sheet_at(sheets, page, sheets->work, sheets->part_count, sheet_total(sheets));
    put_working(sheets, WORK_SDR_WEEK, "SDR hours a week that this makes", sheets->shown->sdr_hours_a_week,
                FORMAT_DECIMAL, sheet_formula(sheets, "=%.*s/60/%.*s", STR_ARGS(minutes), STR_ARGS(weeks)),
                "all SDR minutes of the Cost ledger over the weeks of data");
    const Str formula = sheet_formula(
        sheets, "=IF(AND(ISNUMBER(%.*s),ISNUMBER(%.*s)),%.*s*%.*s*%.*s,\"" SHEET_NOT_GIVEN "\")",
        STR_ARGS(count), STR_ARGS(share), STR_ARGS(count), STR_ARGS(share), STR_ARGS(week));
    put_working(sheets, WORK_SDR_CAPACITY, "SDR hours a week that there are", there.value, FORMAT_DECIMAL,
                formula, "SDRs x share of their week x hours of a week");
    if (!figure_is_known(there))
        sheet_put_words(sheets, sheets->workings, WORK_SDR_CAPACITY, 1, STR(SHEET_NOT_GIVEN), formula,
                        ROLE_FORMULA);
}

void sheet_inputs_fill(Sheets *sheets) {
    const ReportRange names = {sheets->scenarios, 0, 0, sheets->scenarios->row_count, false};
    const Str picked = sheet_at(sheets, sheets->inputs, sheets->control, CONTROL_SCENARIO, 1);
    const Str list = report_range_ref(sheets->report, sheets->inputs, names);
    fill_scenarios(sheets);
    for (int id = 0; id < ASSUMPTION_COUNT; id++) put_assumption(sheets, id);
    fill_minutes(sheets);
    put_working(sheets, WORK_SCENARIO, "scenario no.", (double)sheets->result->shown + 1, FORMAT_PLAIN,
                sheet_formula(sheets, "=MATCH(%.*s,%.*s,0)", STR_ARGS(picked), STR_ARGS(list)),
                "the one picked on the Summary, in the list above");
    put_constants(sheets);
    put_prices(sheets);
    put_tools(sheets);
    put_capacity(sheets);
}
