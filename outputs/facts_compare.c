/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/facts_compare.h"
#include "models/verdict.h"
#include "outputs/facts_run.h"
#include "outputs/facts_tidy.h"
#include <math.h>

#define SCHEMA "truecpl.compare/1"

/* Where keys go: the report, and the object that is being filled. */
typedef struct Place {
    Report *report;
    ReportNode *object;
} Place;

static Place add_object(Place place, const char *key) {
    return (Place){place.report, report_add_node(place.report, place.object, str_from(key), NODE_OBJECT)};
}

static Place add_list(Place place, const char *key) {
    return (Place){place.report, report_add_node(place.report, place.object, str_from(key), NODE_LIST)};
}

static Place add_item(Place list) { return add_object(list, ""); }

static void add_text(Place place, const char *key, Str text) {
    report_add_string(place.report, place.object, str_from(key), text);
}

static void add_count(Place place, const char *key, int64_t count) {
    report_add_count(place.report, place.object, str_from(key), count);
}

static void add_null(Place place, const char *key, const char *code, const char *text) {
    report_add_null(place.report, place.object, str_from(key), code, str_from(text));
}

static void add_number(Place place, const char *key, double value, Why why) {
    if (why.code) report_add_null(place.report, place.object, str_from(key), why.code, why.text);
    else if (!isfinite(value)) add_null(place, key, "no_bound", "it has no finite value");
    else report_add_number(place.report, place.object, str_from(key), value);
}

static void add_text_or_null(Place place, const char *key, Str text, const char *code, const char *why) {
    if (text.len > 0) add_text(place, key, text);
    else add_null(place, key, code, why);
}

static void add_day(Place place, const char *key, Day day, const char *code, const char *why) {
    char text[DATE_TEXT];
    add_text_or_null(place, key, str_from(day_format(day, text)), code, why);
}

/* Opens the object of a distribution; it is NULL where that is not known. */
static Place add_range(Place place, const char *key, const Interval *interval) {
    const Why why = interval->why;
    if (why.code) {
        report_add_null(place.report, place.object, str_from(key), why.code, why.text);
        return (Place){place.report, NULL};
    }
    const Place range = add_object(place, key);
    add_number(range, "mean", interval->mean, why);
    add_number(range, "p05", interval->p05, why);
    add_number(range, "p50", interval->p50, why);
    add_number(range, "p95", interval->p95, why);
    return range;
}

static void add_interval(Place place, const char *key, const Interval *interval) {
    (void)add_range(place, key, interval);
}

/* A metric's distribution, and which share of its width comes from rates. */
static void add_metric_range(Place place, const VendorResult *vendor, int id) {
    const Place range = add_range(place, metric_row((MetricId)id)->key, &vendor->interval[id]);
    const Figure share = vendor->from_rates[id];
    if (range.object) add_number(range, "share_from_rates", share.value, share.why);
}

static void add_figure(Place place, const Metric *metric, Figure figure) {
    if (metric->unit == UNIT_LEADS && figure_is_known(figure) && figure.value == floor(figure.value))
        add_count(place, metric->key, (int64_t)figure.value);
    else add_number(place, metric->key, figure.value, figure.why);
}

/* All rows of the registry at their keys; likely ranges of figures to date under "interval". */
static void add_metrics(Place place, const VendorResult *vendor) {
    for (int id = 0; id < METRIC_COUNT; id++) {
        const Metric *const metric = metric_row((MetricId)id);
        if (metric->shape == SHAPE_INTERVAL) add_metric_range(place, vendor, id);
        else add_figure(place, metric, vendor->value[id]);
    }
    const Place ranges = add_object(place, "interval");
    for (int id = 0; id < METRIC_COUNT; id++) {
        if (metric_row((MetricId)id)->shape == SHAPE_BOTH) add_metric_range(ranges, vendor, id);
    }
}

static void add_outlook(Place place, const Outlook *outlook) {
    add_interval(place, "sql", &outlook->sql);
    add_interval(place, "opportunity", &outlook->opportunity);
    add_interval(place, "won", &outlook->won);
    add_interval(place, "value", &outlook->value);
}

static const char UNDATED[] =
    "all that open leads will still bring; when it comes is not estimated by this version";

static void add_month(Place list, const Outlook *outlook) {
    const Place item = add_item(list);
    char month[DATE_TEXT];
    add_text_or_null(item, "month", str_from(month_format(outlook->month, month)), "no_lags", UNDATED);
    add_outlook(item, outlook);
}

/* Months where there are any, else the one row without a date; that row is the total. */
static void add_pipeline(Place place, const VendorResult *vendor) {
    const Place list = add_list(place, "pipeline");
    const Outlook *all = NULL;
    for (size_t i = 0; i < vendor->outlook_count; i++) {
        if (vendor->outlook[i].month == MONTH_NONE) all = &vendor->outlook[i];
        else add_month(list, &vendor->outlook[i]);
    }
    if (!all) {
        add_null(place, "pipeline_total", "no_outlook", "no outlook on open leads could be made");
        return;
    }
    if (!list.object->first) add_month(list, all);
    const Place total = add_object(place, "pipeline_total");
    add_null(total, "months", "no_lags", UNDATED);
    add_outlook(total, all);
}

/* A key of the contract whose figure comes with a later version. */
static void add_later(Place place) {
    add_null(place, "ledger.credits_expired", "not_computed",
             "needs the contracts replayed, which comes with a later version");
}

static void add_verdict(Place place, const Verdict *verdict) {
    const Str code = verdict->why.code ? STR("") : str_from(VERDICT_CODES[verdict->code]);
    const Str why = verdict->why.text;
    add_text_or_null(place, "verdict", code, verdict->why.code, why.at);
    add_text_or_null(place, "verdict_rule", verdict->rule, verdict->why.code, why.at);
    add_text_or_null(place, "verdict_because", verdict->because, verdict->why.code, why.at);
    add_number(place, "walk_away_cpl", verdict->walk_away.value,
               why_first(verdict->why, verdict->walk_away.why));
    add_number(place, "leads_needed", verdict->leads_needed.value,
               why_first(verdict->why, verdict->leads_needed.why));
    add_number(place, "weeks_needed", verdict->weeks_needed.value,
               why_first(verdict->why, verdict->weeks_needed.why));
}

/* What would change the verdict, the nearest first. */
static void add_flips(Place place, const Verdict *verdict) {
    const Place list = add_list(place, "flips");
    const Why known = {0};
    for (size_t i = 0; !verdict->why.code && i < verdict->flip_count; i++) {
        const Flip *const flip = &verdict->flips[i];
        const Place item = add_item(list);
        add_text(item, "key", str_from(flip->key));
        add_number(item, "base", flip->base, known);
        add_number(item, "value", flip->value, known);
        add_text(item, "verdict", str_from(VERDICT_CODES[flip->verdict]));
    }
}

/* What was plainly seen, beside the figures at maturity. */
static void add_sighting(Place place, const Sighting *seen) {
    if (seen->why.code) {
        add_null(place, "cohort", seen->why.code, seen->why.text.at);
        add_null(place, "aalen_johansen", seen->why.code, seen->why.text.at);
        return;
    }
    const Str stage = str_from(OUTCOME_STAGES[seen->stage].key);
    const Place cohort = add_object(place, "cohort"), curve = add_object(place, "aalen_johansen");
    add_text(cohort, "stage", stage);
    add_count(cohort, "days", seen->cohort_days);
    add_count(cohort, "leads", (int64_t)seen->cohort_leads);
    add_number(cohort, "rate", seen->cohort_rate.value, seen->cohort_rate.why);
    add_text(curve, "stage", stage);
    add_count(curve, "day", seen->day);
    add_number(curve, "won", seen->won, seen->why);
    add_number(curve, "error", seen->error, seen->why);
    add_count(curve, "at_risk", seen->at_risk);
}

static void add_segments(Place place, const VendorResult *vendor) {
    const Place list = add_list(place, "segments");
    for (size_t i = 0; i < vendor->segment_count; i++) {
        const SegmentRate *const segment = &vendor->segments[i];
        const Place item = add_item(list);
        add_text(item, "segment", segment->segment);
        add_count(item, "delivered", segment->delivered);
        add_count(item, "sql", segment->sql);
        add_interval(item, "rate", &segment->rate);
    }
}

static void add_vendor(Place place, const VendorResult *vendor) {
    const Why known = {0};
    add_text(place, "vendor", vendor->vendor);
    add_metrics(place, vendor);
    add_number(place, "sql_cost_floor", vendor->sql_cost_floor.value, vendor->sql_cost_floor.why);
    add_number(place, "own_weight", vendor->own_weight, known);
    add_pipeline(place, vendor);
    add_verdict(place, &vendor->verdict);
    add_flips(place, &vendor->verdict);
    add_sighting(place, &vendor->sighting);
    add_segments(place, vendor);
    add_later(place);
}

static void add_definitions(Place place, const Definitions *definitions) {
    add_text(place, "invalid",
             definitions->invalid_with_unreachable ? STR("with_unreachable") : STR("strict"));
    add_count(place, "accept_days", definitions->accept_days);
    add_count(place, "quiet_days", definitions->quiet_days);
    add_count(place, "duplicate_days", definitions->duplicate_days);
    add_text(place, "credit_rule", definitions->credit_last ? STR("last") : STR("first"));
    add_text(place, "segment", str_from(LEAD_FIELDS[definitions->segment].key));
}

static void add_head(Place place, const Result *result) {
    const Definitions *const definitions = &result->definitions;
    add_text(place, "schema", STR(SCHEMA));
    add_text(place, "version", str_from(result->version));
    add_day(place, "as_of", definitions->as_of, "no_dates", "the leads have no dates");
    const Place period = add_object(place, "period");
    add_day(period, "from", definitions->from, "not_set", "no first day was set");
    add_day(period, "to", definitions->to, "not_set", "no last day was set");
    add_text_or_null(place, "currency", str_from(result->currency.code), "no_currency", "no file says which");
    add_text(place, "scenario", result_shown(result)->set->name);
    const Place inputs = add_list(place, "inputs");
    for (size_t i = 0; i < result->provenance->file_count; i++)
        facts_run_file(&result->provenance->files[i], place.report, add_item(inputs).object);
    add_definitions(add_object(place, "definitions"), definitions);
}

static void add_workload(Place place, const ScenarioResult *scenario) {
    const Why known = {0};
    add_number(place, "sdr_hours_a_week", scenario->sdr_hours_a_week, known);
    add_number(place, "sdr_capacity_hours", scenario->sdr_capacity_hours.value,
               scenario->sdr_capacity_hours.why);
}

static void add_findings(Place place, const Result *result) {
    const Place checks = add_list(place, "checks");
    for (size_t i = 0; i < result->check_count; i++) {
        const Place check = add_item(checks);
        add_text(check, "name", result->checks[i].name);
        report_add_bool(check.report, check.object, STR("ok"), result->checks[i].ok);
        add_text(check, "detail", result->checks[i].detail);
    }
    facts_run_gates(result, place.report, place.object);
    const Place notices = add_list(place, "notices");
    for (size_t i = 0; i < result->provenance->notice_count; i++) {
        const Place notice = add_item(notices);
        add_text(notice, "code", str_from(result->provenance->notices[i].code));
        add_text(notice, "text", result->provenance->notices[i].text);
    }
}

void facts_compare(const Result *result, Report *report) {
    const ScenarioResult *const shown = result_shown(result);
    const Place root = {report, report->tree};
    add_head(root, result);
    const Place vendors = add_list(root, "vendors");
    for (size_t v = 0; v < shown->vendor_count; v++) add_vendor(add_item(vendors), &shown->vendors[v]);
    add_vendor(add_object(root, "totals"), &shown->total);
    add_workload(add_object(root, "workload"), shown);
    add_count(root, "seed", (int64_t)result->seed);
    add_findings(root, result);
    facts_tidy(result, report);
}
