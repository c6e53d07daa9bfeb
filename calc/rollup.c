/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/rollup.h"
#include "calc/command.h"
#include "calc/run.h"
#include "outputs/renderers.h"
#include "outputs/rollup_file.h"

/* Which vendors' prices hang on all their leads: what was counted before knew, and so do the contracts. */
static const bool *find_whole_prices(const Run *run) {
    const Rollup *rollup = run->rollup;
    bool *whole = ARENA_ARRAY(run->arena, bool, rollup->vendor_count);
    for (size_t v = 0; v < rollup->vendor_count; v++)
        whole[v] = rollup->whole_price ? rollup->whole_price[v]
                                       : contract_needs_all_leads(run->read.contracts, rollup->vendors[v]);
    return whole;
}

/* Only a folder can hold the tables. */
static Status check_outputs(const CliOptions *options, Err *err) {
    bool folders = !options->json && !options->csv;
    for (size_t i = 0; i < options->output_count; i++)
        folders =
            folders && (str_ends(options->outputs[i], STR("/")) || !renderers_find(options->outputs[i].at));
    if (folders) return OK;
    return err_set(err, ERR_USAGE, "rollup writes a folder of CSV: say which one with -o FOLDER/");
}

/* A part that has a name keeps it: under another one it could be added to itself. */
static Status name_partition(const CliOptions *options, Rollup *rollup, Err *err) {
    if (!options->partition.len) return OK;
    if (rollup->partition.len)
        return err_set(err, ERR_USAGE, "--partition %.*s: these counts are partition '%.*s' already",
                       STR_ARGS(options->partition), STR_ARGS(rollup->partition));
    rollup->partition = options->partition;
    return OK;
}

static Status write_all(const Run *run, const Rollup *rollup, Err *err) {
    const CliOptions *options = run->options;
    const Str own = str_format(run->arena, "%.*s-rollup/", STR_ARGS(run->read.name));
    const Str *folders = options->output_count ? options->outputs : &own;
    const size_t count = options->output_count ? options->output_count : 1;
    for (size_t i = 0; i < count; i++) {
        const Status status = rollup_file_write(rollup, folders[i].at, run->arena, err);
        if (status != OK) return status;
        fprintf(stderr, "wrote %.*s\n", STR_ARGS(folders[i]));
    }
    return OK;
}

static void print_what(const Run *run, const Rollup *rollup) {
    char day[DATE_TEXT];
    if (run->options->quiet) return;
    printf("%lld leads%s%s, vendors: %zu; rows: cell %zu, flow %zu, lag %zu, deal %zu\n",
           (long long)rollup->leads, rollup->definitions.as_of == DAY_NONE ? "" : " as of ",
           day_format(rollup->definitions.as_of, day), rollup->vendor_count, rollup->cell_count,
           rollup->flow_count, rollup->lag_count, rollup->deal_count);
    for (size_t i = 0; i < run->provenance->notice_count; i++)
        printf("%.*s\n", STR_ARGS(run->provenance->notices[i].text));
}

Status command_rollup(Invocation *invocation, Err *err) {
    const CliOptions *options = &invocation->options;
    Run run;
    Status status = check_outputs(options, err);
    if (status != OK) return status;
    status = run_open(options, invocation->arena, &run, err);
    if (status == OK) {
        run_count(&run, run_set(&run), run.as_of);
        Rollup rollup = *run.rollup;
        rollup.whole_price = find_whole_prices(&run);
        status = name_partition(options, &rollup, err);
        if (status == OK) status = write_all(&run, &rollup, err);
        if (status == OK) print_what(&run, &rollup);
    }
    const bool left_aside = status == OK && options->strict && run_quarantined(run.provenance);
    run_close(&run);
    return left_aside ? ROWS_QUARANTINED : status;
}
