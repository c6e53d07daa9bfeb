/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/command.h"
#include "calc/deliver.h"
#include "calc/finish.h"
#include "calc/run.h"
#include "outputs/compare_view.h"
#include "outputs/facts_compare.h"
#include "outputs/page_compare.h"
#include "outputs/sheets.h"

/* The book is built only where a file of it was asked for: its sheets are most of the work. */
static Status build_report(const Result *result, const Delivery *delivery, Arena *arena, Report **out,
                           Err *err) {
    if (delivery->needs_book) {
        const Status status = sheets_build_comparison(result, arena, out, err);
        if (status != OK) return status;
    } else {
        const Str title = str_format(arena, "Vendor comparison: %.*s", STR_ARGS(result->case_name));
        *out = report_new(arena, title, compare_view_subtitle(result, arena), str_from(result->version),
                          result->definitions.as_of, result->currency);
    }
    facts_compare(result, *out);
    page_compare(result, *out);
    return OK;
}

Status command_compare(Invocation *invocation, Err *err) {
    Arena *arena = invocation->arena;
    Result *result = ARENA_NEW(arena, Result);
    Report *report;
    Status status = run_case(&invocation->options, arena, result, err);
    if (status == OK) status = finish_gates(&invocation->options, arena, result, err);
    if (status != OK) return status;
    const Delivery delivery = deliver_plan(&invocation->options, result->case_name, "compare", arena);
    status = build_report(result, &delivery, arena, &report, err);
    if (status == OK) status = deliver_report(report, &delivery, &invocation->options, err);
    return status == OK ? finish_run(&invocation->options, result) : status;
}
