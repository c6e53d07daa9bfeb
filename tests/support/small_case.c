/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/small_case.h"
#include "calc/run.h"

static const char LEADS[] =
    "lead_id,vendor,delivered_at,first_touch_at,accepted_at,rejected_at,reject_reason,invalid_at,sql_at\n"
    "1,Alpha,2026-03-02,2026-03-03,,,,2026-03-03,\n"
    "2,Alpha,2026-03-02,2026-03-03,,2026-03-04,wrong industry,,\n"
    "3,Alpha,2026-03-02,2026-03-03,2026-03-04,,,,2026-03-10\n"
    "4,Alpha,2026-03-20,,,,,,\n"
    "5,=Beta,2026-03-20,,,,,,\n"
    "6,=Beta,2026-03-21,,,,,,\n";

static const char CONTRACTS[] = "vendor,cpl,currency,start,end\n"
                                "Alpha,50,USD,2026-01-01,2026-12-31\n"
                                "=Beta,80,USD,2026-01-01,2026-12-31\n";

static const char ASSUMPTIONS_CSV[] = "key,base\n"
                                      "case.currency,USD\n"
                                      "sdr.cost_per_year,124800\n"
                                      "sdr.hours_per_year,2080\n"
                                      "ops.cost_per_hour,60\n"
                                      "touch.minutes,5\n"
                                      "touch.attempts,4\n"
                                      "minutes.ops.invalid,10\n";

static const Result *run(Scratch *scratch) {
    Result *result = ARENA_NEW(scratch->arena, Result);
    CliOptions options = {
        .run = {
            .case_path = scratch->folder, .as_of = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .seed = 1}};
    check_status(run_case(&options, scratch->arena, result, &scratch->err), OK, &scratch->err);
    return result;
}

const Result *small_case_run_without_contracts(Scratch *scratch) {
    scratch_write(scratch, "leads.csv", LEADS);
    scratch_write(scratch, "assumptions.csv", ASSUMPTIONS_CSV);
    return run(scratch);
}

const Result *small_case_run(Scratch *scratch) {
    scratch_write(scratch, "contracts.csv", CONTRACTS);
    return small_case_run_without_contracts(scratch);
}
