/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/sheets.h"
#include "outputs/compare_view.h"
#include "outputs/sentence.h"
#include "outputs/sheet_checks.h"
#include "outputs/sheet_funnel.h"
#include "outputs/sheet_inputs.h"
#include "outputs/sheet_ledger.h"
#include "outputs/sheet_method.h"
#include "outputs/sheet_projection.h"
#include "outputs/sheet_summary.h"
#include "outputs/sheet_vendors.h"
#include <stddef.h>

static void lay_method(Sheets *sheets);

/* One row a sheet, in the order of the book. `why_not` (NULL: never): why the case cannot fill it. */
static const struct {
    const char *name, *title;
    size_t page; /* offset in Sheets */
    Why (*why_not)(const Result *result);
    void (*lay)(Sheets *sheets);
    void (*fill)(Sheets *sheets);
} SHEETS[] = {
    {"Summary", "Vendors compared: what leads really cost", offsetof(Sheets, summary), NULL,
     sheet_summary_lay, sheet_summary_fill},
    {"Cost ledger", "Cost ledger: from the invoice to what leads really cost", offsetof(Sheets, ledger), NULL,
     sheet_ledger_lay, sheet_ledger_fill},
    {"Inputs", "Inputs: what the figures rest on", offsetof(Sheets, inputs), NULL, sheet_inputs_lay,
     sheet_inputs_fill},
    {"Vendors", "Vendors: what was delivered, and what was booked", offsetof(Sheets, counts), NULL,
     sheet_vendors_lay, sheet_vendors_fill},
    {"Funnel", "Funnel: how far leads came, and how sure that is", offsetof(Sheets, funnel),
     sheet_funnel_why_not, sheet_funnel_lay, sheet_funnel_fill},
    {"Projection", "Projection: what the next months may bring", offsetof(Sheets, projection),
     sheet_projection_why_not, sheet_projection_lay, sheet_projection_fill},
    {"Checks", "Checks: does it add up, and can the files be trusted?", offsetof(Sheets, checks), NULL,
     sheet_checks_lay, sheet_checks_fill},
    {"Method", "Method: what words mean, what is left out, what others say", offsetof(Sheets, method), NULL,
     lay_method, sheet_method_fill},
};
enum { COUNT = sizeof SHEETS / sizeof *SHEETS };

static ReportPage **page_of(Sheets *sheets, size_t i) {
    return (ReportPage **)(void *)((char *)sheets + SHEETS[i].page);
}

static void lay_method(Sheets *sheets) {
    LeftOut left_out[COUNT];
    size_t count = 0;
    for (size_t i = 0; i < COUNT; i++) {
        if (*page_of(sheets, i)) continue;
        left_out[count++] = (LeftOut){str_format(sheets->arena, "sheet %s", SHEETS[i].name),
                                      SHEETS[i].why_not(sheets->result).text};
    }
    sheet_method_lay(sheets, left_out, count);
}

static void add_pages(Sheets *sheets) {
    for (size_t i = 0; i < COUNT; i++) {
        if (SHEETS[i].why_not && SHEETS[i].why_not(sheets->result).code) continue;
        *page_of(sheets, i) = report_add_page(sheets->report, str_from(SHEETS[i].name),
                                              str_from(SHEETS[i].title), MEDIA_BOOK | MEDIA_HTML);
    }
}

/* Finds out which kinds of work, and which facts about it, have anything to show. */
static void list_parts(Sheets *sheets) {
    sheets->has_fact[PART_ASSUMED] = true;
    for (int p = 0; p < PART_COUNT; p++) {
        const PartLeads *part = &sheets->shown->total.counts.part[p];
        if (part->leads) sheets->parts[sheets->part_count++] = (LedgerPart)p;
        for (int f = 0; f < PART_FACTS; f++)
            sheets->has_fact[f] = sheets->has_fact[f] || sheet_vendors_fact(part, (PartFact)f) > 0;
    }
}

/* Says whether some vendor has no SQL, but a lower bound of what one costs. */
static bool needs_floor(const Sheets *sheets) {
    for (size_t v = 0; v < sheets->vendors; v++) {
        const VendorResult *vendor = sheet_vendor(sheets, v);
        if (!figure_is_known(vendor->value[METRIC_COST_PER_SQL]) && figure_is_known(vendor->sql_cost_floor) &&
            figure_is_known(vendor->value[METRIC_TRUE_CPL]))
            return true;
    }
    return false;
}

static bool is_anywhere(const Sheets *sheets, MetricId id) {
    for (size_t v = 0; v < sheets->vendors; v++) {
        if (interval_is_known(sheet_vendor(sheets, v)->interval[id])) return true;
    }
    return false;
}

/* Figures to date with the ends of their range; at maturity, where that is known, with the middle; lower bounds. */
static void list_ranges(Sheets *sheets) {
    static const MetricId TO_DATE[] = {
        METRIC_TRUE_CPL,     METRIC_MULTIPLIER,           METRIC_COST_PER_ACCEPTED,
        METRIC_COST_PER_SQL, METRIC_COST_PER_OPPORTUNITY, METRIC_COST_PER_WON};
    static const MetricId RIPE[] = {METRIC_AT_TRUE_CPL, METRIC_AT_COST_PER_ACCEPTED, METRIC_AT_COST_PER_SQL,
                                    METRIC_AT_COST_PER_OPPORTUNITY, METRIC_AT_COST_PER_WON};
    RangeRow *rows = sheets->range_rows;
    size_t count = 0;
    for (size_t i = 0; i < sizeof TO_DATE / sizeof *TO_DATE; i++) {
        rows[count++] = (RangeRow){TO_DATE[i], TO_DATE[i], RANGE_LOW};
        rows[count++] = (RangeRow){TO_DATE[i], TO_DATE[i], RANGE_HIGH};
    }
    for (size_t i = 0; i < sizeof RIPE / sizeof *RIPE; i++) {
        for (int end = RANGE_LOW; end <= RANGE_HIGH && is_anywhere(sheets, RIPE[i]); end++)
            rows[count++] = (RangeRow){RIPE[i], METRIC_TRUE_CPL, (RangeEnd)end};
    }
    if (needs_floor(sheets)) rows[count++] = (RangeRow){METRIC_COST_PER_SQL, METRIC_TRUE_CPL, RANGE_FLOOR};
    sheets->range_count = count;
}

/* The line under each title names the scenario that is picked, not the one that was. */
static void add_live_subtitles(Sheets *sheets) {
    const Str whole = sheets->report->subtitle, name = sheets->shown->set->name;
    const Str mark = str_format(sheets->arena, "; scenario %.*s", STR_ARGS(name));
    size_t at = 0;
    while (at + mark.len <= whole.len && !str_equal((Str){whole.at + at, mark.len}, mark)) at++;
    if (at + mark.len > whole.len) return;
    for (size_t i = 0; i < COUNT; i++) {
        ReportPage *page = *page_of(sheets, i);
        if (!page) continue;
        Sentence sentence = sentence_begin(sheets->arena);
        sentence_say(&sentence, (Str){whole.at, at + mark.len - name.len});
        sentence_say_cell(&sentence, name, sheet_at(sheets, page, sheets->control, CONTROL_SCENARIO, 1));
        sentence_say(&sentence, (Str){whole.at + at + mark.len, whole.len - at - mark.len});
        page->subtitle_formula = sentence_formula(&sentence);
    }
}

static Str title_of(const Result *result, Arena *arena) {
    if (!result->case_name.len) return STR("Lead vendors compared");
    return str_format(arena, "%.*s: lead vendors compared", STR_ARGS(result->case_name));
}

Status sheets_build_comparison(const Result *result, Arena *arena, Report **out, Err *err) {
    if (result_shown(result)->vendor_count == 0)
        return err_set(err, ERR_DATA, "no lead of any vendor is left to compare");
    Sheets *sheets = ARENA_NEW(arena, Sheets);
    *sheets = (Sheets){.result = result,
                       .shown = result_shown(result),
                       .arena = arena,
                       .vendors = result_shown(result)->vendor_count};
    sheets->report = report_new(arena, title_of(result, arena), compare_view_subtitle(result, arena),
                                str_from(result->version), result->definitions.as_of, result->currency);
    list_parts(sheets);
    list_ranges(sheets);
    add_pages(sheets);
    for (size_t i = COUNT; i-- > 0;) { /* backwards: the Summary shows what the others lay out and fill */
        if (*page_of(sheets, i)) SHEETS[i].lay(sheets);
    }
    add_live_subtitles(sheets);
    for (size_t i = COUNT; i-- > 0;) {
        if (*page_of(sheets, i)) SHEETS[i].fill(sheets);
    }
    *out = sheets->report;
    return OK;
}
