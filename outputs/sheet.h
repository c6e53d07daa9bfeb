/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.h - what the sheets of the comparison have in common: the result they show, the places they refer to, and
 * the few ways to fill a cell.
 *
 * Every sheet has two halves: `lay` adds tables to its page, so that all places are fixed; `fill` fills the
 * cells, when every sheet may refer to any other. Tables with a column a vendor have the label in column 0, vendor
 * v in column 1 + v and the total behind them, on every sheet alike. */
#ifndef OUTPUTS_SHEET_H
#define OUTPUTS_SHEET_H
#include "models/result.h"
#include "outputs/report.h"

/* Rows of Vendors' table of money. */
typedef enum MoneyRow {
    MONEY_BOOKED,
    MONEY_ACCRUED,
    MONEY_CREDITS,
    MONEY_PREPAID,
    MONEY_PRICED,
    MONEY_PRICED_LEADS,
    MONEY_ROWS
} MoneyRow;

/* Rows of Vendors' table of counts. */
typedef enum CountRowId {
    COUNT_DELIVERED,
    COUNT_INVOICED,
    COUNT_CREDITED,
    COUNT_BILLABLE,
    COUNT_VALID,
    COUNT_IN_SPEC,
    COUNT_TOUCHED,
    COUNT_QUIET,
    COUNT_OPEN,
    COUNT_BOUNCES,
    COUNT_EXCLUDED,
    COUNT_PRE_EXISTING,
    COUNT_ROWS
} CountRowId;

/* What is known of the leads of a part: one table of Vendors each. */
typedef enum PartFact {
    PART_ASSUMED,
    PART_TOUCHED_LEADS,
    PART_TOUCHES,
    PART_OWN_MINUTES,
    PART_FACTS
} PartFact;

/* Rows of Vendors' table on how tools are shared out. */
typedef enum ToolsRow {
    TOOLS_DELIVERED,
    TOOLS_TOUCHED,
    TOOLS_INVOICE,
    TOOLS_WEIGHT,
    TOOLS_SO_FAR,
    TOOLS_UP_TO,
    TOOLS_ROWS
} ToolsRow;

/* Rows of Inputs' table of workings. */
typedef enum WorkingRow {
    WORK_SCENARIO,
    WORK_MONEY_DIGITS,
    WORK_MINUTE_DIGITS,
    WORK_TIMES_DIGITS,
    WORK_PER_CENT,
    WORK_SDR_HOUR,
    WORK_OPS_HOUR,
    WORK_MONTHS,
    WORK_WEEKS,
    WORK_TOOLS,
    WORK_TOOLS_KEY,
    WORK_SDR_WEEK,
    WORK_SDR_CAPACITY,
    WORK_ROWS
} WorkingRow;

/* Columns of Inputs' table of minutes. */
typedef enum MinuteColumn {
    MINUTE_LABEL,
    MINUTE_A_LEAD,
    MINUTE_A_TOUCH, /* of a lead whose touches were counted */
    MINUTE_BESIDE,  /* its touches */
    MINUTE_BY_ATTEMPTS,
    MINUTE_SHARE,
    MINUTE_SINGLE,
    MINUTE_CONVERSATIONS,
    MINUTE_HANDOVERS,
    MINUTE_COLUMNS
} MinuteColumn;

/* Rows of Summary's table of what holds now. */
typedef enum ControlRow {
    CONTROL_SCENARIO,
    CONTROL_CHECKS,
    CONTROL_STATE,
    CONTROL_AS_OF,
    CONTROL_ROWS
} ControlRow;

/* Columns of Summary's table of vendors. */
typedef enum SummaryColumn {
    SUMMARY_VENDOR,
    SUMMARY_LEADS,
    SUMMARY_STATED,
    SUMMARY_TRUE,
    SUMMARY_TIMES,
    SUMMARY_SQLS,
    SUMMARY_RATE,
    SUMMARY_COST, /* to date */
    SUMMARY_RIPE, /* at maturity */
    SUMMARY_LOW,
    SUMMARY_HIGH,
    SUMMARY_CHANCE,
    SUMMARY_COLUMNS
} SummaryColumn;

/* Rows of Cost ledger's table of a lead's cost by part. */
typedef enum PerLeadRow {
    PER_LEAD_INVOICE, /* less credits */
    PER_LEAD_OPS,
    PER_LEAD_SDR,
    PER_LEAD_DELIVERABILITY,
    PER_LEAD_TOOLS,
    PER_LEAD_ALL,
    PER_LEAD_ROWS
} PerLeadRow;

/* A row of Cost ledger's ranges: one point of a figure's distribution, which scales with a live figure. */
typedef enum RangeEnd { RANGE_LOW, RANGE_MIDDLE, RANGE_HIGH, RANGE_FLOOR } RangeEnd;
typedef struct RangeRow {
    MetricId of, base; /* base: a row of Cost ledger's costs */
    RangeEnd end;      /* RANGE_FLOOR: what an SQL costs at least, where there is none yet */
} RangeRow;
enum { RANGE_ROWS_MOST = 32 };

typedef struct Sheets {
    const Result *result;
    const ScenarioResult *shown;
    Report *report;
    Arena *arena;
    size_t vendors;               /* how many */
    LedgerPart parts[PART_COUNT]; /* those that have leads, in the order of LEDGER_PARTS */
    size_t part_count;
    bool has_fact[PART_FACTS];
    ReportPage *summary, *ledger, *inputs, *counts, *funnel, *projection, *checks,
        *method; /* NULL: left out */
    ReportTable *control, *overview;
    size_t answers, verdict_lines, sentences; /* blocks of the Summary: the first of each */
    ReportTable *lines, *per_lead, *costs, *ranges, *work;
    size_t line_row[LINE_COUNT], part_row[PART_COUNT], booked_row; /* in `lines` */
    size_t cost_row[METRIC_COUNT];                                 /* in `costs` */
    RangeRow range_rows[RANGE_ROWS_MOST];                          /* of `ranges`, in order */
    size_t range_count;
    ReportChart *parts_chart;
    ReportTable *scenarios, *assumptions, *minutes, *workings, *tools_words;
    size_t assumption_row[ASSUMPTION_COUNT];
    ReportTable *classes, *kinds, *numbers, *stages, *money, *facts[PART_FACTS], *tools;
    ReportTable *rates, *steps, *further, *rate_band;
    ReportTable *by_month, *planned, *to_come[4]; /* to_come: SQLs, opportunities, won deals, pipeline */
    ReportTable *identities, *files, *engine_checks, *ratios, *chances, *verdicts, *state, *band;
    ReportTable *definitions, *left_out, *quotations;
} Sheets;

/* Returns the column of the total in tables with a column a vendor. */
static inline size_t sheet_total(const Sheets *sheets) { return 1 + sheets->vendors; }

/* Returns a vendor's figures; `vendor` == vendors: the total's. */
const VendorResult *sheet_vendor(const Sheets *sheets, size_t vendor);

/* Adds a table with a column a vendor and one for the total, and `last` (NULL: none) behind it. */
ReportTable *sheet_add_vendor_table(Sheets *sheets, ReportPage *page, const char *title, const char *label,
                                    CellFormat format, const char *last, size_t rows);

/* Returns a label with the currency behind it: "true CPL (USD)". */
Str sheet_with_currency(const Sheets *sheets, const char *label);

/* Returns the place of a cell as a formula on `page` names it: fixed, or moving along with its column. */
Str sheet_at(const Sheets *sheets, const ReportPage *page, const ReportTable *table, size_t row,
             size_t column);
Str sheet_by(const Sheets *sheets, const ReportPage *page, const ReportTable *table, size_t row,
             size_t column);

/* Returns the place of an assumption's value in use, and of a cell of the workings. */
Str sheet_input(const Sheets *sheets, const ReportPage *page, AssumptionId id);
Str sheet_working(const Sheets *sheets, const ReportPage *page, WorkingRow row);

/* Returns "C5:C9" or "C5:H5": from one cell to another of the same table, as seen from its own page; columns move. */
Str sheet_span(const Sheets *sheets, const ReportTable *table, size_t row, size_t column, size_t last_row,
               size_t last_column);

/* Returns the formatted text, in the arena: a formula. */
#define sheet_formula(sheets, ...) str_format((sheets)->arena, __VA_ARGS__)

/* Returns the row of `ranges` that holds a point of a figure, or range_count where none does. */
size_t sheet_range_row(const Sheets *sheets, MetricId of, RangeEnd end);

/* Returns the words for a row of `ranges`: "true CPL: from". */
Str sheet_range_label(const Sheets *sheets, size_t row);

/* Fills a cell with a live value, or with why there is none. A formula that only names a cell is a link. */
ReportCell *sheet_put(Sheets *sheets, ReportTable *table, size_t row, size_t column, Figure figure,
                      CellFormat format, Str formula);
ReportCell *sheet_put_money(Sheets *sheets, ReportTable *table, size_t row, size_t column, Money money,
                            Why why, Str formula);

/* Fills a cell with what the engine counted or found. */
ReportCell *sheet_put_count(ReportTable *table, size_t row, size_t column, int64_t count);

/* Fills a cell with a live text. */
ReportCell *sheet_put_words(Sheets *sheets, ReportTable *table, size_t row, size_t column, Str text,
                            Str formula, CellRole role);

/* Fills a cell with a label. */
ReportCell *sheet_put_label(Sheets *sheets, ReportTable *table, size_t row, size_t column, const char *text,
                            CellRole role);

/* Puts =SUM of the vendors' cells of a row in the total's column. */
void sheet_put_sum(Sheets *sheets, ReportTable *table, size_t row, double value, CellFormat format);

/* Gives every cell of a row a role. */
void sheet_mark_row(ReportTable *table, size_t row, CellRole role);

#endif
