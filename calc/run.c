/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/run.h"
#include "calc/rejected.h"
#include "calc/threads.h"
#include "calc/version.h"
#include "inputs/leads.h"
#include "models/checks.h"
#include <string.h>
#include <unistd.h>

static Status find_as_of(const Run *run, Day *out, Err *err) {
    *out = run->read.rollup ? run->read.rollup->definitions.as_of : run->options->run.as_of;
    if (*out != DAY_NONE || !run->read.leads) return OK;
    return classify_newest_day(run->read.leads, run->read.vocabulary, out, err);
}

void run_count(Run *run, const AssumptionSet *set, Day as_of) {
    const Definitions definitions =
        evaluate_definitions(set, as_of, run->options->run.from, run->options->run.to, run->read.segment);
    if (run->rollup && !memcmp(&definitions, &run->counted, sizeof definitions)) return;
    run->counted = definitions;
    run->rollup = ARENA_NEW(run->arena, Rollup);
    if (run->read.rollup) {
        *run->rollup = *run->read.rollup;
        return;
    }
    if (!run->read.leads) {
        *run->rollup = rollup_from_counts(run->read.counts, run->read.count_rows, &definitions,
                                          run->read.currency, run->arena, run->scratch);
        return;
    }
    run->outcomes = classify_leads(run->read.leads, run->read.vocabulary, &definitions, run->arena);
    const Pricing *pricing = contract_price_leads(run->read.leads, &run->outcomes, run->read.contracts,
                                                  run->read.currency, run->arena);
    *run->rollup =
        rollup_count(run->read.leads, &run->outcomes, pricing, &definitions, run->arena, run->scratch);
}

/* Leads that the as-of day or the period leaves out are no leads of the report's arithmetic. */
static void account_left_out(Run *run) {
    if (!run->read.leads) return;
    for (uint32_t row = 0; row < run->outcomes.count; row++) {
        if (run->outcomes.of[row].class != LEAD_LEFT_OUT) continue;
        LeadValues values;
        lead_table_read(run->read.leads, row, &values);
        FileReport *report = &run->provenance->files[leads_file_of(values.place)];
        const Day day = stamp_day((Stamp)values.cell[LEAD_DELIVERED_AT]);
        report->leads--;
        if (run->as_of != DAY_NONE && day > run->as_of) report->after_as_of++;
        else report->outside_period++;
    }
}

/* A log that begins late, and what it is taken for. */
static void note_late_log(const Run *run, Stage stage) {
    const LateLog *late = &run->foresight.ripening.late[stage];
    char day[DATE_TEXT];
    if (!late->found) return;
    provenance_add_notice(
        run->provenance, "late_log",
        str_format(run->arena,
                   "The log of '%s' begins on %s: about %.0f conversions of older leads are missing and are "
                   "taken to be %s (log.start)",
                   OUTCOME_STAGES[stage].label, day_format(late->start, day), late->missing,
                   late->kind == MATURITY_TRUNCATED ? "absent with their leads" : "unseen"));
}

/* Says which statuses have no outcome. So many that they are no list of statuses are not repeated, and neither is one
 * with an address in it: it may be a person's. */
static void note_unknown_statuses(const Run *run) {
    enum { MOST_STATUSES = 12 };
    const size_t count = run->outcomes.unknown_status_count;
    for (size_t i = 0; i < count && count <= MOST_STATUSES; i++) {
        const Str status = run->outcomes.unknown_statuses[i];
        const bool personal = memchr(status.at, '@', status.len);
        provenance_add_notice(
            run->provenance, "unknown_status",
            personal
                ? STR("A status with an address in it says nothing yet: is it a note, not a status?")
                : str_format(run->arena, "Status '%.*s' says nothing yet: give it an outcome in statuses.csv",
                             STR_ARGS(status)));
    }
    if (count <= MOST_STATUSES) return;
    provenance_add_notice(
        run->provenance, "unknown_status",
        str_format(run->arena,
                   "%zu different statuses say nothing yet: is the right column mapped? Then "
                   "give them outcomes in statuses.csv",
                   count));
}

/* Says whether any lead of the run, in the period or not, is of this vendor. */
static bool is_vendor_of_a_lead(const Run *run, Str vendor) {
    const LeadTable *leads = run->read.leads;
    for (size_t code = 1; leads && code < lead_table_code_count(leads, LEAD_VENDOR); code++) {
        if (str_equal(lead_table_text(leads, LEAD_VENDOR, code), vendor)) return true;
    }
    return rollup_find_vendor(run->rollup, vendor) >= 0;
}

/* Names a vendor that has a row of the table, but no lead: mostly it is spelt another way there. */
static void note_if_leadless(const Run *run, Str vendor, const char *what) {
    const Provenance *provenance = run->provenance;
    if (!vendor.len || is_vendor_of_a_lead(run, vendor)) return;
    const Str text = str_format(run->arena, "%.*s %s but no lead is of that vendor: it is in no figure",
                                STR_ARGS(vendor), what);
    for (size_t i = 0; i < provenance->notice_count; i++) {
        if (str_equal(provenance->notices[i].text, text)) return;
    }
    provenance_add_notice(run->provenance, "vendor_without_leads", text);
}

static void note_leadless_vendors(const Run *run) {
    const Contracts contracts = run->read.contracts;
    const Ledgers ledgers = run->read.ledgers;
    for (size_t i = 0; i < contracts.count; i++)
        note_if_leadless(run, contracts.rows[i].vendor, "has a contract,");
    for (size_t i = 0; i < ledgers.count; i++) {
        if (ledgers.rows[i].kind != SPEND_TOOLS)
            note_if_leadless(run, ledgers.rows[i].vendor, "has booked amounts,");
    }
}

static void note_what_is_odd(const Run *run) {
    Provenance *provenance = run->provenance;
    note_unknown_statuses(run);
    note_leadless_vendors(run);
    if (run->rollup->negative_lags) {
        provenance_add_notice(
            provenance, "negative_lag",
            str_format(run->arena, "%lld events lie before the event they follow: counted on the same day",
                       (long long)run->rollup->negative_lags));
    }
    for (Stage s = STAGE_ACCEPTED; s < STAGE_COUNT; s++) note_late_log(run, s);
    if (!run->rollup->has_dates) {
        provenance_add_notice(
            provenance, "no_dates",
            STR("No delivery dates: as-of day, cohorts, lags and maturity cannot be known"));
    }
}

/* Says why nothing is left to look at, where the as-of day or the period leaves all leads out. */
static Status check_any_left(Run *run, Err *err) {
    run_count(run, &run->read.scenarios.sets[0], run->as_of);
    const Rollup *rollup = run->rollup;
    const RunOptions *options = &run->options->run;
    char as_of[DATE_TEXT], from[DATE_TEXT], to[DATE_TEXT];
    if (rollup->leads) return OK;
    if (rollup->after_as_of && !rollup->outside_period) {
        return err_set(err, ERR_DATA, "all %lld leads were delivered after %s, the as-of day",
                       (long long)rollup->after_as_of, day_format(run->as_of, as_of));
    }
    if (!rollup->outside_period) return err_set(err, ERR_DATA, "the files count no lead");
    return err_set(err, ERR_DATA, "no lead was delivered%s%s%s%s", options->from == DAY_NONE ? "" : " from ",
                   day_format(options->from, from), options->to == DAY_NONE ? " on" : " to ",
                   day_format(options->to, to));
}

static Status pick_scenario(const Run *run, size_t *out, Err *err) {
    const RunOptions *options = &run->options->run;
    const Str name = options->scenario.len ? options->scenario
                     : options->set_count  ? STR("custom")
                                           : STR("base");
    const int found = scenarios_find(&run->read.scenarios, name);
    if (found < 0)
        return err_set(err, ERR_USAGE, "--scenario %.*s: no such column of assumptions.csv", STR_ARGS(name));
    *out = (size_t)found;
    return OK;
}

Status run_check_vendor(const Run *run, Err *err) {
    const Str vendor = run->options->run.vendor;
    if (!vendor.len || rollup_find_vendor(run->rollup, vendor) >= 0) return OK;
    return err_set(err, ERR_USAGE, "--vendor %.*s: no lead of that vendor", STR_ARGS(vendor));
}

/* As many as were asked for, else one a core. */
static size_t thread_count(const CliOptions *options) {
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (options->run.threads > 0) return (size_t)options->run.threads;
    return cores > 0 ? (size_t)cores : 1;
}

/* Also a run that fails for want of a row it can use says which rows it cannot; then that failure is the one to tell. */
static Status write_rejected(const Run *run, Status status, Err *err) {
    Err own;
    if (status == OK) return rejected_write(run->options, run->provenance, run->arena, err);
    rejected_write(run->options, run->provenance, run->arena, &own);
    return status;
}

Status run_open(const CliOptions *options, Arena *arena, Run *out, Err *err) {
    *out = (Run){.options = options,
                 .arena = arena,
                 .threads = thread_count(options),
                 .scratch = arena_new_beside(arena),
                 .provenance = ARENA_NEW(arena, Provenance)};
    out->provenance->arena = arena;
    out->provenance->keep_rejected = options->rejected.len > 0;
    Status status = case_load(&options->run, out->provenance, arena, &out->read, err);
    if (status == OK || out->provenance->bad_row_count) status = write_rejected(out, status, err);
    if (status == OK) status = pick_scenario(out, &out->shown, err);
    if (status == OK) status = find_as_of(out, &out->as_of, err);
    if (status == OK) status = check_any_left(out, err);
    return status;
}

void run_close(Run *run) { arena_free(run->scratch); }

EvaluationInput run_input(const Run *run, const AssumptionSet *set) {
    return (EvaluationInput){.rollup = run->rollup,
                             .ledgers = run->read.ledgers,
                             .contracts = run->read.contracts,
                             .currency = run->read.currency,
                             .set = set,
                             .seed = run->options->run.seed,
                             .workers = threads_workers(&run->threads)};
}

/* Fits what time will do, unless the last fit was of the same counts, horizon and cap. */
static Status foresee(Run *run, const EvaluationInput *input, Err *err) {
    const AssumptionSet *before = run->fitted_with, *now = input->set;
    if (run->fitted == run->rollup &&
        before->of[ASSUME_HORIZON_DAYS].base == now->of[ASSUME_HORIZON_DAYS].base &&
        before->of[ASSUME_DEAL_CAP].base == now->of[ASSUME_DEAL_CAP].base) {
        return OK;
    }
    run->fitted = run->rollup;
    run->fitted_with = now;
    return evaluate_foresee(input, run->read.plan, run->read.plan_count, run->arena, run->scratch,
                            &run->foresight, err);
}

Status run_evaluate(Run *run, const AssumptionSet *set, ScenarioResult *out, Err *err) {
    const EvaluationInput input = run_input(run, set);
    Status status = foresee(run, &input, err);
    if (status == OK) status = evaluate_scenario(&input, &run->foresight, run->arena, run->scratch, out, err);
    arena_clear(run->scratch);
    return status;
}

static Status evaluate_all(Run *run, Result *out, Err *err) {
    const Scenarios *scenarios = &run->read.scenarios;
    out->scenarios = ARENA_ARRAY(run->arena, ScenarioResult, scenarios->count);
    out->scenario_count = scenarios->count;
    Status status = OK;
    for (size_t s = 0; s < scenarios->count && status == OK; s++) {
        run_count(run, &scenarios->sets[s], run->as_of);
        status = run_evaluate(run, &scenarios->sets[s], &out->scenarios[s], err);
    }
    return status;
}

/* What outputs say of the run beside its scenarios. */
static void describe(const Run *run, Result *out) {
    out->case_name = run->read.name;
    out->currency = run->read.currency;
    out->definitions = run->rollup->definitions;
    memcpy(out->has_stage, run->rollup->has_stage, sizeof out->has_stage);
    out->has_dates = run->rollup->has_dates;
    out->from_counts = run->rollup->from_counts;
    out->segment_asked = run->options->run.segment.len > 0;
    out->has_contracts = run->read.contracts.count > 0;
    out->has_spend = run->read.ledgers.count > 0;
    out->first_delivery = run->rollup->first_delivery;
    out->negative_lags = run->rollup->negative_lags;
    out->zero_deals = run->rollup->zero_deals;
    out->rollup = run->rollup;
    out->survey =
        survey_make(run->read.leads, run->read.vocabulary, run->read.contracts, run->rollup, run->arena);
    out->checks = checks_run(out, run->arena, &out->check_count);
}

Status run_case(const CliOptions *options, Arena *arena, Result *out, Err *err) {
    Run run;
    Status status = run_open(options, arena, &run, err);
    *out = (Result){.version = TRUECPL_VERSION,
                    .provenance = run.provenance,
                    .seed = options->run.seed,
                    .shown = run.shown};
    if (status == OK) status = evaluate_all(&run, out, err);
    if (status != OK) goto done;
    run_count(&run, run_set(&run), run.as_of);
    if ((status = run_check_vendor(&run, err)) != OK) goto done;
    account_left_out(&run);
    note_what_is_odd(&run);
    describe(&run, out);
done:
    run_close(&run);
    return status;
}

int64_t run_quarantined(const Provenance *provenance) {
    int64_t sum = 0;
    for (size_t i = 0; i < provenance->file_count; i++) sum += provenance->files[i].quarantined;
    return sum;
}
