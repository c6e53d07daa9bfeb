/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/backtest.h"
#include "calc/command.h"
#include "calc/deliver.h"
#include "calc/run.h"
#include "calc/version.h"
#include "outputs/facts_backtest.h"
#include "outputs/page_backtest.h"
#include <string.h>

/* A backtest in the making; `run` stands as counted today. */
typedef struct Making {
    const Run *run;
    Arrivals arrivals;
    Backtest *out;
} Making;

/* Says why earlier projections cannot be repeated, or compared with anything. */
static Status check_possible(const Run *run, Err *err) {
    const bool *has = run->rollup->has_stage;
    if (run->read.rollup)
        return err_set(err, ERR_DATA,
                       "a backtest is not available from a rollup: it counts leads as of earlier days");
    if (!run->read.leads)
        return err_set(err, ERR_DATA, "a file of counts has no days of single leads: a backtest needs leads");
    if (run->rollup->first_delivery == DAY_NONE || run->as_of == DAY_NONE)
        return err_set(err, ERR_DATA, "no lead has a delivery date: nothing can be looked at as of earlier");
    if (!has[STAGE_SQL] && !has[STAGE_OPPORTUNITY] && !has[STAGE_WON])
        return err_set(err, ERR_DATA, "no file has a column or status for SQL, opportunity or won");
    if (run->options->run.to == DAY_NONE) return OK;
    return err_set(err, ERR_USAGE, "--to leaves out the leads that were to come: say --as-of instead");
}

static Status find_dates(const Run *run, Backtest *out, Err *err) {
    const Day first = run->rollup->first_delivery;
    char from[DATE_TEXT], to[DATE_TEXT];
    out->date_count = backtest_dates(first, run->as_of, out->dates);
    if (out->date_count) return OK;
    return err_set(err, ERR_DATA,
                   "too little history: a backtest needs %d months of deliveries and one whole month after "
                   "them; deliveries begin on %s, the data ends on %s",
                   BACKTEST_HISTORY, day_format(first, from), day_format(run->as_of, to));
}

/* The vendors that are looked at: all, or the one that was asked for. */
static void name_vendors(const Run *run, Backtest *out) {
    const Str asked = run->options->run.vendor;
    out->vendors = run->rollup->vendors;
    out->vendor_count = run->rollup->vendor_count;
    if (!asked.len) return;
    out->vendors += rollup_find_vendor(run->rollup, asked);
    out->vendor_count = 1;
}

/* A reason outlives the memory of the date that it is about. */
static Why kept(Why why, Arena *arena) { return (Why){why.code, str_copy(arena, why.text)}; }

static void add_row(Making *making, const OutlookFit *fit, const Rollup *then, BacktestRow row) {
    Backtest *out = making->out;
    const bool total = row.vendor == out->vendor_count;
    const int months = BACKTEST_MONTHS[row.horizon],
              before = total ? 0 : rollup_find_vendor(then, out->vendors[row.vendor]);
    const size_t now = total ? making->arrivals.vendor_count
                             : (size_t)rollup_find_vendor(making->run->rollup, out->vendors[row.vendor]);
    row.actual = (double)backtest_arrived(&making->arrivals, now, row.stage, row.date, months);
    row.projected = before < 0 ? (Interval){.why = {"no_lead_yet", STR("it had delivered no lead by then")}}
                               : outlook_until(fit, total ? then->vendor_count : (size_t)before,
                                               (size_t)months, row.stage);
    row.projected.why = kept(row.projected.why, making->run->arena);
    out->rows[out->row_count++] = row;
}

static void add_rows(Making *making, size_t date, const OutlookFit *fit, const Rollup *then) {
    Backtest *out = making->out;
    BacktestRow row = {.date = out->dates[date]};
    for (row.vendor = 0; row.vendor <= out->vendor_count; row.vendor++) {
        for (row.stage = STAGE_SQL; row.stage < STAGE_COUNT; row.stage++) {
            for (row.horizon = 0; row.horizon < BACKTEST_HORIZONS; row.horizon++) {
                if (out->has_stage[row.stage] && backtest_is_past(row.date, row.horizon, out->as_of))
                    add_row(making, fit, then, row);
            }
        }
    }
}

/* Repeats the projection as of one earlier date, in memory of its own. */
static Status project(Making *making, size_t date, Err *err) {
    Run then = *making->run;
    then.arena = arena_new_beside(making->run->arena);
    then.rollup = NULL;
    run_count(&then, run_set(&then), making->out->dates[date]);
    const EvaluationInput input = run_input(&then, run_set(&then));
    OutlookInput outlook = evaluate_outlook(&input, then.read.plan, then.read.plan_count);
    outlook.cumulative = true;
    OutlookFit fit;
    const Status status = outlook_fit(&outlook, then.arena, then.scratch, &fit, err);
    if (status == OK) add_rows(making, date, &fit, then.rollup);
    making->out->refused[date] = kept(fit.why, making->run->arena);
    arena_clear(then.scratch);
    arena_free(then.arena);
    return status;
}

/* Fails where no date had anything to be projected from. */
static Status check_any(const Backtest *backtest, Err *err) {
    Why why = {0};
    for (size_t i = 0; i < backtest->row_count; i++) {
        why = backtest->rows[i].projected.why;
        if (!why.code) return OK;
    }
    return err_set(err, ERR_DATA, "nothing could be projected as of any of the %zu earlier month ends: %.*s",
                   backtest->date_count, STR_ARGS(why.text));
}

static Status make(Run *run, Backtest *out, Err *err) {
    *out = (Backtest){.version = TRUECPL_VERSION,
                      .case_name = run->read.name,
                      .scenario = run_set(run)->name,
                      .as_of = run->as_of,
                      .seed = run->options->run.seed};
    run_count(run, run_set(run), run->as_of);
    Status status = check_possible(run, err);
    if (status == OK) status = run_check_vendor(run, err);
    if (status == OK) status = find_dates(run, out, err);
    if (status != OK) return status;
    name_vendors(run, out);
    memcpy(out->has_stage, run->rollup->has_stage, sizeof out->has_stage);
    Making making = {run, backtest_count(run->read.leads, &run->outcomes, run->rollup, run->arena), out};
    memcpy(out->undated, making.arrivals.undated, sizeof out->undated);
    out->rows = ARENA_ARRAY(run->arena, BacktestRow,
                            out->date_count * (out->vendor_count + 1) * BACKTEST_STAGES * BACKTEST_HORIZONS);
    for (size_t i = 0; i < out->date_count && status == OK; i++) status = project(&making, i, err);
    if (status == OK) status = check_any(out, err);
    if (status == OK) backtest_score(out, run->arena);
    return status;
}

Status command_backtest(Invocation *invocation, Err *err) {
    Arena *arena = invocation->arena;
    const CliOptions *options = &invocation->options;
    Backtest *backtest = ARENA_NEW(arena, Backtest);
    Run run;
    Status status = run_open(options, arena, &run, err);
    if (status == OK) status = make(&run, backtest, err);
    if (status == OK) {
        Report *report = page_backtest(backtest, arena);
        facts_backtest(backtest, report);
        const Delivery delivery = deliver_plan(options, backtest->case_name, NULL, arena);
        status = deliver_report(report, &delivery, options, err);
    }
    run_close(&run);
    if (status != OK) return status;
    return options->strict && run_quarantined(run.provenance) ? ROWS_QUARANTINED : OK;
}
