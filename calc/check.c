/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/command.h"
#include "calc/deliver.h"
#include "calc/finish.h"
#include "calc/run.h"
#include "outputs/compare_view.h"
#include "outputs/facts_check.h"
#include "outputs/page_check.h"

static Report *build_report(const Result *result, Arena *arena) {
    const Str title = str_format(arena, "Check: %.*s", STR_ARGS(result->case_name));
    Report *report = report_new(arena, title, compare_view_subtitle(result, arena), str_from(result->version),
                                result->definitions.as_of, result->currency);
    facts_check(result, report);
    page_check(result, report);
    return report;
}

Status command_check(Invocation *invocation, Err *err) {
    Arena *arena = invocation->arena;
    const CliOptions *options = &invocation->options;
    Result *result = ARENA_NEW(arena, Result);
    Status status = run_case(options, arena, result, err);
    if (status == OK) status = finish_gates(options, arena, result, err);
    if (status != OK) return status;
    const Delivery delivery = deliver_plan(options, result->case_name, NULL, arena);
    status = deliver_report(build_report(result, arena), &delivery, options, err);
    return status == OK ? finish_run(options, result) : status;
}
