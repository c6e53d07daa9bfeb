/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/page_backtest.h"
#include "outputs/number_text.h"
#include <math.h>
#include <string.h>

#define ENOUGH 3 /* dates from which a horizon is worth a sentence */

/* The page as it grows; `main_stage` and `horizon` are what its sentences and its table of vendors are about. */
typedef struct Page {
    const Backtest *backtest;
    Arena *arena;
    Report *report;
    ReportPage *page;
    Stage main_stage;
    size_t horizon;
} Page;

static const char *const STAGE_MANY[STAGE_COUNT] = {
    [STAGE_SQL] = "SQLs", [STAGE_OPPORTUNITY] = "opportunities", [STAGE_WON] = "won deals"};

static const char *const AHEAD[BACKTEST_HORIZONS] = {"1 month", "3 months", "6 months"};

static void say(const Page *page, Str text, CellRole role) {
    report_add_text(page->report, page->page, text, role, false);
}

static const BacktestScore *total_of(const Page *page, Stage stage, size_t horizon) {
    return backtest_score_of(page->backtest, page->backtest->vendor_count, stage, horizon);
}

/* The first stage that was scored at all. */
static Stage first_scored(const Page *page) {
    Stage stage = STAGE_SQL;
    while (stage + 1 < STAGE_COUNT && !total_of(page, stage, 0)->dates) stage++;
    return stage;
}

/* The longest horizon with enough dates, else the shortest. */
static size_t worthy_horizon(const Page *page) {
    size_t horizon = BACKTEST_HORIZONS - 1;
    while (horizon > 0 && total_of(page, page->main_stage, horizon)->dates < ENOUGH) horizon--;
    return horizon;
}

static Str tenths(const Page *page, double value) {
    return number_text_copy(page->arena, value, FORMAT_MONEY, 1);
}

/* How the ranges kept their promise, over all vendors, stages and horizons. */
static void say_ranges(const Page *page) {
    size_t projections = 0, inside = 0;
    for (size_t v = 0; v < page->backtest->vendor_count; v++) {
        for (Stage s = STAGE_SQL; s < STAGE_COUNT; s++) {
            for (size_t h = 0; h < BACKTEST_HORIZONS; h++) {
                projections += backtest_score_of(page->backtest, v, s, h)->dates;
                inside += backtest_score_of(page->backtest, v, s, h)->inside;
            }
        }
    }
    if (!projections) return;
    const double share = (double)inside / (double)projections;
    const char *const verdict = share >= .98   ? "wider than they need to be"
                                : share >= .85 ? "as wide as they should be"
                                : share >= .75 ? "somewhat too narrow"
                                               : "too narrow, so plan with more room";
    say(page,
        str_format(
            page->arena,
            "- Likely ranges (9 in 10) were %s: what came lay inside in %zu of %zu projections by vendor "
            "(%.0f %%).",
            verdict, inside, projections, 100 * share),
        share >= .75 ? ROLE_VALUE : ROLE_BAD);
}

/* "10 % too many", or how far off where nothing came. */
static Str bias_words(const Page *page, const BacktestScore *score) {
    if (score->actual <= 0) return STR("nothing came");
    const double share = score->bias / score->actual;
    if (fabs(share) < .005) return STR("no bias");
    return str_format(page->arena, "%.0f %% too %s", 100 * fabs(share), share > 0 ? "many" : "few");
}

static void say_total(const Page *page) {
    const BacktestScore *const score = total_of(page, page->main_stage, page->horizon);
    say(page,
        str_format(page->arena,
                   "- Over %s, all vendors: %.*s %s projected and %.*s came, %.*s; a single projection was "
                   "off by %.*s (mean of %zu).",
                   AHEAD[page->horizon], STR_ARGS(tenths(page, score->projected)),
                   STAGE_MANY[page->main_stage], STR_ARGS(tenths(page, score->actual)),
                   STR_ARGS(bias_words(page, score)), STR_ARGS(tenths(page, score->error)), score->dates),
        ROLE_VALUE);
}

/* Says which later stage of the total lay outside its range most of the time, the latest first; false: none did. */
static bool say_missed_stage(const Page *page) {
    for (Stage s = STAGE_WON; s > page->main_stage; s--) {
        const BacktestScore *const score = total_of(page, s, page->horizon);
        if (2 * score->inside >= score->dates) continue;
        say(page,
            str_format(
                page->arena,
                "- Trust the %s less: %.*s projected and %.*s came, %.*s; %zu of %zu in the likely range.",
                STAGE_MANY[s], STR_ARGS(tenths(page, score->projected)),
                STR_ARGS(tenths(page, score->actual)), STR_ARGS(bias_words(page, score)), score->inside,
                score->dates),
            ROLE_BAD);
        return true;
    }
    return false;
}

static void say_furthest(const Page *page) {
    const Backtest *const backtest = page->backtest;
    const BacktestScore *worst = NULL;
    Str name = STR("");
    for (size_t v = 0; v < backtest->vendor_count; v++) {
        const BacktestScore *const score = backtest_score_of(backtest, v, page->main_stage, page->horizon);
        if (!score->dates || (worst && fabs(score->bias) <= fabs(worst->bias))) continue;
        worst = score;
        name = backtest->vendors[v];
    }
    if (!worst || backtest->vendor_count < 2) return;
    say(page,
        str_format(
            page->arena,
            "- Furthest off was %.*s: %.*s %s projected and %.*s came, %.*s; %zu of %zu in the likely range.",
            STR_ARGS(name), STR_ARGS(tenths(page, worst->projected)), STAGE_MANY[page->main_stage],
            STR_ARGS(tenths(page, worst->actual)), STR_ARGS(bias_words(page, worst)), worst->inside,
            worst->dates),
        ROLE_VALUE);
}

enum { HEAD = 2, MEASURES = 5 }; /* columns of words; columns of figures */

static ReportTable *add_table(const Page *page, Str title, const char *first, size_t rows) {
    const ReportColumn columns[HEAD + MEASURES] = {
        {.label = str_from(first)},
        {.label = STR("ahead")},
        {.label = STR("projected"), .format = FORMAT_DECIMAL},
        {.label = STR("came"), .format = FORMAT_DECIMAL},
        {.label = STR("bias"), .format = FORMAT_DECIMAL},
        {.label = STR("off by"), .format = FORMAT_DECIMAL},
        {.label = STR("in likely range"), .format = FORMAT_DECIMAL}};
    return report_add_table(page->report, page->page, title, columns, HEAD + MEASURES, rows);
}

static void put(const Page *page, ReportTable *table, size_t row, size_t column, Str text) {
    report_put_text(page->report, table, row, column, text)->role = ROLE_VALUE;
}

static void put_score(const Page *page, ReportTable *table, size_t row, size_t horizon,
                      const BacktestScore *score) {
    put(page, table, row, 1, str_from(AHEAD[horizon]));
    put(page, table, row, HEAD, tenths(page, score->projected));
    put(page, table, row, HEAD + 1, tenths(page, score->actual));
    const Str bias = tenths(page, score->bias);
    put(page, table, row, HEAD + 2,
        score->bias >= .05 ? str_format(page->arena, "+%.*s", STR_ARGS(bias)) : bias);
    put(page, table, row, HEAD + 3, tenths(page, score->error));
    put(page, table, row, HEAD + 4, str_format(page->arena, "%zu of %zu", score->inside, score->dates));
}

/* Which lines a table has: those of one vendor at one stage that were scored; the name stands on the first. */
static size_t put_horizons(const Page *page, ReportTable *table, size_t row, size_t vendor, Stage stage,
                           Str name) {
    size_t lines = 0;
    for (size_t h = 0; h < BACKTEST_HORIZONS; h++) {
        const BacktestScore *const score = backtest_score_of(page->backtest, vendor, stage, h);
        if (!score->dates) continue;
        if (table) {
            if (!lines) report_put_text(page->report, table, row, 0, name);
            put_score(page, table, row + lines, h, score);
        }
        lines++;
    }
    return lines;
}

static void add_totals(const Page *page) {
    const size_t total = page->backtest->vendor_count;
    size_t rows = 0;
    for (Stage s = STAGE_SQL; s < STAGE_COUNT; s++) rows += put_horizons(page, NULL, 0, total, s, STR(""));
    ReportTable *const table = add_table(page, STR("All vendors together (means a date)"), "what", rows);
    size_t row = 0;
    for (Stage s = STAGE_SQL; s < STAGE_COUNT; s++)
        row += put_horizons(page, table, row, total, s, str_from(STAGE_MANY[s]));
}

static void add_vendors(const Page *page) {
    const Backtest *const backtest = page->backtest;
    size_t rows = 0;
    for (size_t v = 0; v < backtest->vendor_count; v++)
        rows += put_horizons(page, NULL, 0, v, page->main_stage, STR(""));
    if (!rows) return;
    const Str title = str_format(page->arena, "By vendor: %s (means a date)", STAGE_MANY[page->main_stage]);
    ReportTable *const table = add_table(page, title, "vendor", rows);
    size_t row = 0;
    for (size_t v = 0; v < backtest->vendor_count; v++)
        row += put_horizons(page, table, row, v, page->main_stage, backtest->vendors[v]);
}

/* "2026-02-28, 2026-03-31 and 2026-04-30" */
static Str dates_text(const Page *page) {
    const Backtest *const backtest = page->backtest;
    Str text = STR("");
    for (size_t i = 0; i < backtest->date_count; i++) {
        char day[DATE_TEXT];
        const char *const between = i == 0 ? "" : i + 1 == backtest->date_count ? " and " : ", ";
        text =
            str_format(page->arena, "%.*s%s%s", STR_ARGS(text), between, day_format(backtest->dates[i], day));
    }
    return text;
}

/* Stages whose arrivals are not all dated: "; left out for want of a day: 3 SQLs, 1 won deal" */
static Str undated_text(const Page *page) {
    Str text = STR("");
    for (Stage s = STAGE_SQL; s < STAGE_COUNT; s++) {
        const int64_t count = page->backtest->undated[s];
        if (!count) continue;
        const Str number = number_text_copy(page->arena, (double)count, FORMAT_COUNT, 0);
        text = str_format(page->arena, "%.*s%s%.*s %s", STR_ARGS(text), text.len ? ", " : "",
                          STR_ARGS(number), STAGE_MANY[s]);
    }
    return text.len ? str_format(page->arena, "; left out for want of a day: %.*s", STR_ARGS(text)) : text;
}

static void add_method(const Page *page) {
    const Backtest *const backtest = page->backtest;
    say(page,
        str_format(
            page->arena,
            "Projected anew from the same files as of %.*s; longer horizons have fewer dates, and their "
            "months overlap.",
            STR_ARGS(dates_text(page))),
        ROLE_MUTED);
    say(page,
        str_format(
            page->arena,
            "Came: leads that reached the stage on a day of those months%.*s. Off by: mean absolute error. "
            "Bias: projected less came.",
            STR_ARGS(undated_text(page))),
        ROLE_MUTED);
    say(page,
        STR("What the files do not date counts as known all along. A vendor that had delivered nothing by a "
            "date is "
            "in what came to all vendors, not in what was projected."),
        ROLE_MUTED);
    for (size_t i = 0; i < backtest->date_count; i++) {
        char day[DATE_TEXT];
        if (!backtest->refused[i].code) continue;
        say(page,
            str_format(page->arena, "Nothing projected as of %s: %.*s.", day_format(backtest->dates[i], day),
                       STR_ARGS(backtest->refused[i].text)),
            ROLE_MUTED);
    }
}

Report *page_backtest(const Backtest *backtest, Arena *arena) {
    char day[DATE_TEXT];
    const Str title = str_format(arena, "Backtest: %.*s", STR_ARGS(backtest->case_name));
    const Str subtitle =
        str_format(arena, "data up to %s; %zu earlier month ends; scenario %.*s",
                   day_format(backtest->as_of, day), backtest->date_count, STR_ARGS(backtest->scenario));
    Report *const report =
        report_new(arena, title, subtitle, str_from(backtest->version), backtest->as_of, (Currency){""});
    Page page = {backtest, arena, report, NULL, STAGE_SQL, 0};
    page.page = report_add_page(report, STR("Backtest"), STR("How good our projections were"),
                                MEDIA_TERMINAL | MEDIA_HTML | MEDIA_BOOK);
    page.main_stage = first_scored(&page);
    page.horizon = worthy_horizon(&page);
    say_ranges(&page);
    say_total(&page);
    if (!say_missed_stage(&page)) say_furthest(&page);
    add_totals(&page);
    add_vendors(&page);
    add_method(&page);
    say(&page, STR(""), ROLE_VALUE);
    say(&page, STR("Next: every single projection, of all stages, with --csv or --json."), ROLE_VALUE);
    return report;
}
