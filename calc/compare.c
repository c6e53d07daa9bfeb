/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/command.h"
#include "calc/run.h"
#include "outputs/facts_compare.h"
#include "outputs/render_csv.h"
#include "outputs/render_json.h"
#include <stdio.h>

static Status write_outputs(const Report *report, const Invocation *invocation, Err *err) {
    const CliOptions *options = &invocation->options;
    Status status = OK;
    if (options->json) status = render_json(report, stdout, err);
    return status;
}

Status command_compare(Invocation *invocation, Err *err) {
    Result *result = ARENA_NEW(invocation->arena, Result);
    Status status = run_case(&invocation->options, invocation->arena, result, err);
    if (status != OK) return status;
    Report *report = report_new(invocation->arena, STR("x"), STR("y"), str_from(result->version), result->definitions.as_of, result->currency);
    facts_compare(result, report);
    return write_outputs(report, invocation, err);
}
