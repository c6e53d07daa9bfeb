/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/classify.h"
#include "models/duplicates.h"

/* What is known of a lead, as bits; the rules below read nothing else. */
enum Fact {
    FACT_DUPLICATE = 1 << 0,
    FACT_RETURNED = 1 << 1,
    FACT_INVALID = 1 << 2,
    FACT_UNREACHABLE = 1 << 3,
    FACT_WON = 1 << 4,
    FACT_LOST = 1 << 5,
    FACT_OPPORTUNITY = 1 << 6,
    FACT_SQL = 1 << 7,
    FACT_DISQUALIFIED = 1 << 8,
    FACT_REJECTED = 1 << 9,
    FACT_ACCEPTED = 1 << 10,
    FACT_TOUCHED = 1 << 11,
    FACT_QUIET = 1 << 12,
    FACT_ANY = 1 << 13, /* always set */
};

/* The first row with one of its facts decides. */
static const struct {
    OutcomeClass class;
    unsigned facts;
} RULES[] = {
    {CLASS_DUPLICATE, FACT_DUPLICATE},
    {CLASS_RETURNED, FACT_RETURNED},
    {CLASS_INVALID, FACT_INVALID},
    {CLASS_WON, FACT_WON},
    {CLASS_LOST, FACT_LOST},
    {CLASS_OPPORTUNITY, FACT_OPPORTUNITY},
    {CLASS_SQL, FACT_SQL},
    {CLASS_DISQUALIFIED, FACT_DISQUALIFIED},
    {CLASS_REJECTED, FACT_REJECTED},
    {CLASS_ACCEPTED, FACT_ACCEPTED},
    {CLASS_TOUCHED, FACT_TOUCHED},
    {CLASS_UNTOUCHED, FACT_ANY},
};

/* Which column says which fact, and which one says it in its status. */
static const struct {
    LeadField field;
    unsigned fact;
} COLUMNS[] = {
    {LEAD_DUPLICATE_AT, FACT_DUPLICATE},
    {LEAD_RETURNED_AT, FACT_RETURNED},
    {LEAD_INVALID_AT, FACT_INVALID},
    {LEAD_UNREACHABLE_AT, FACT_UNREACHABLE},
    {LEAD_WON_AT, FACT_WON},
    {LEAD_LOST_AT, FACT_LOST},
    {LEAD_OPPORTUNITY_AT, FACT_OPPORTUNITY},
    {LEAD_SQL_AT, FACT_SQL},
    {LEAD_DISQUALIFIED_AT, FACT_DISQUALIFIED},
    {LEAD_REJECTED_AT, FACT_REJECTED},
    {LEAD_ACCEPTED_AT, FACT_ACCEPTED},
    {LEAD_FIRST_TOUCH_AT, FACT_TOUCHED},
    {LEAD_CONTACTED_AT, FACT_TOUCHED},
};

static const unsigned STATUS_FACTS[MEANING_COUNT] = {
    [MEANS_TOUCHED] = FACT_TOUCHED,
    [MEANS_QUIET] = FACT_TOUCHED | FACT_QUIET,
    [MEANS_ACCEPTED] = FACT_ACCEPTED,
    [MEANS_REJECTED] = FACT_REJECTED,
    [MEANS_DISQUALIFIED] = FACT_DISQUALIFIED,
    [MEANS_INVALID] = FACT_INVALID,
    [MEANS_UNREACHABLE] = FACT_UNREACHABLE,
    [MEANS_DUPLICATE] = FACT_DUPLICATE,
    [MEANS_RETURNED] = FACT_RETURNED,
    [MEANS_SQL] = FACT_SQL,
    [MEANS_OPPORTUNITY] = FACT_OPPORTUNITY,
    [MEANS_WON] = FACT_WON,
    [MEANS_LOST] = FACT_LOST,
};

/* The stage a lead stands at by a fact, best first, and the columns that date a stage. */
static const struct {
    unsigned fact;
    Stage stage;
    LeadField field;
    StatusMeaning status;
} STAGE_FACTS[] = {
    {FACT_WON, STAGE_WON, LEAD_WON_AT, MEANS_WON},
    {FACT_OPPORTUNITY, STAGE_OPPORTUNITY, LEAD_OPPORTUNITY_AT, MEANS_OPPORTUNITY},
    {FACT_SQL, STAGE_SQL, LEAD_SQL_AT, MEANS_SQL},
    {FACT_ACCEPTED | FACT_DISQUALIFIED | FACT_LOST, STAGE_ACCEPTED, LEAD_ACCEPTED_AT, MEANS_ACCEPTED},
};

/* What codes of the dictionaries mean, looked up once a code instead of once a lead. */
typedef struct Meanings {
    StatusMeaning *status;
    ReasonMeaning *reject, *disqualify, *invalid;
} Meanings;

typedef struct Classifier {
    const LeadTable *table;
    const Definitions *definitions;
    Meanings means;
    const uint8_t *duplicate_marks; /* MARK_OWN_DUPLICATE or MARK_OTHER_DUPLICATE a row */
    const uint8_t *credit_marks;    /* MARK_SHARED a row */
} Classifier;

StatusMeaning classify_status_meaning(Vocabulary vocabulary, Str raw) {
    for (size_t i = 0; i < vocabulary.status_count; i++) {
        if (str_equal_nocase(raw, vocabulary.statuses[i].raw)) return vocabulary.statuses[i].means;
    }
    return outcome_guess_status(raw);
}

ReasonMeaning classify_reason_meaning(Vocabulary vocabulary, Str raw) {
    for (size_t i = 0; i < vocabulary.reason_count; i++) {
        if (str_equal_nocase(raw, vocabulary.reasons[i].raw)) return vocabulary.reasons[i].means;
    }
    return outcome_guess_reason(raw);
}

static StatusMeaning *status_meanings(const LeadTable *table, Vocabulary vocabulary, Arena *arena) {
    const size_t codes = lead_table_code_count(table, LEAD_STATUS);
    StatusMeaning *means = ARENA_ARRAY(arena, StatusMeaning, codes);
    for (size_t code = 1; code < codes; code++) {
        means[code] = classify_status_meaning(vocabulary, lead_table_text(table, LEAD_STATUS, code));
    }
    return means;
}

static ReasonMeaning *reason_meanings(const LeadTable *table, LeadField field, Vocabulary vocabulary,
                                      Arena *arena) {
    const size_t codes = lead_table_code_count(table, field);
    ReasonMeaning *means = ARENA_ARRAY(arena, ReasonMeaning, codes);
    means[0] = (ReasonMeaning){.kind = KIND_OTHER};
    for (size_t code = 1; code < codes; code++) {
        means[code] = classify_reason_meaning(vocabulary, lead_table_text(table, field, code));
    }
    return means;
}

static StatusMeaning row_status(const Classifier *classifier, uint32_t row) {
    return classifier->means.status[lead_table_cell(classifier->table, row, LEAD_STATUS)];
}

/* A status counts unless its own day lies after the as-of day. */
static bool status_has_happened(const Classifier *classifier, uint32_t row) {
    const Stamp at = lead_table_stamp(classifier->table, row, LEAD_STATUS_AT);
    return at == STAMP_NEVER || definitions_happened(classifier->definitions, at);
}

/* Adds the stages that come before. */
static unsigned with_stages_before(unsigned facts) {
    if (facts & (FACT_WON | FACT_LOST)) facts |= FACT_OPPORTUNITY;
    if (facts & FACT_OPPORTUNITY) facts |= FACT_SQL;
    return facts & FACT_SQL ? facts | FACT_ACCEPTED : facts;
}

/* A status without a day of its own says what holds today. What the columns date after the as-of day it cannot
 * have said then; a deal that was closed later was, by that day, an open opportunity. */
static unsigned status_facts(const Classifier *classifier, uint32_t row, unsigned later) {
    const StatusMeaning means = row_status(classifier, row);
    if (!status_has_happened(classifier, row) || (with_stages_before(STATUS_FACTS[means]) & later)) return 0;
    const Stamp closed = lead_table_stamp(classifier->table, row, LEAD_CLOSED_AT);
    if ((means == MEANS_WON || means == MEANS_LOST) && closed != STAMP_NEVER &&
        !definitions_happened(classifier->definitions, closed)) {
        return FACT_OPPORTUNITY;
    }
    return STATUS_FACTS[means];
}

/* Stores in `later` the facts that lie after the as-of day; returns those that have happened. */
static unsigned column_facts(const Classifier *classifier, uint32_t row, unsigned *later) {
    unsigned facts = FACT_ANY;
    *later = 0;
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        const Stamp at = lead_table_stamp(classifier->table, row, COLUMNS[i].field);
        if (definitions_happened(classifier->definitions, at)) facts |= COLUMNS[i].fact;
        else if (at != STAMP_NEVER) *later |= COLUMNS[i].fact;
    }
    if (lead_table_cell(classifier->table, row, LEAD_TOUCHES) > 1) facts |= FACT_TOUCHED;
    *later &= ~facts;
    return facts;
}

/* A rejection, or a contact found to be invalid, for a reason that says duplicate or invalid is one, once it has
 * happened; where no column dates it, the reason is all there is. */
static unsigned reason_facts(const Classifier *classifier, uint32_t row, unsigned facts) {
    const struct {
        LeadField reason, at;
        unsigned fact;
        const ReasonMeaning *means;
    } reasons[] = {{LEAD_REJECT_REASON, LEAD_REJECTED_AT, FACT_REJECTED, classifier->means.reject},
                   {LEAD_INVALID_REASON, LEAD_INVALID_AT, FACT_INVALID, classifier->means.invalid}};
    unsigned out = 0;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (!(facts & reasons[i].fact) && lead_table_has(classifier->table, reasons[i].at)) continue;
        const ReasonMeaning says =
            reasons[i].means[lead_table_cell(classifier->table, row, reasons[i].reason)];
        out |= (says.duplicate ? FACT_DUPLICATE : 0u) | (says.invalid ? FACT_INVALID : 0u);
    }
    return out;
}

/* Unreachable is what the definition says: as good as invalid, or a rejection for another reason. */
static unsigned resolve_unreachable(const Classifier *classifier, unsigned facts) {
    if (!(facts & FACT_UNREACHABLE)) return facts;
    return facts | (classifier->definitions->invalid_with_unreachable ? FACT_INVALID : FACT_REJECTED);
}

static unsigned lead_facts(const Classifier *classifier, uint32_t row) {
    unsigned later, facts = column_facts(classifier, row, &later);
    facts |= status_facts(classifier, row, later);
    facts |= reason_facts(classifier, row, facts);
    if (classifier->duplicate_marks[row]) facts |= FACT_DUPLICATE;
    return resolve_unreachable(classifier, facts);
}

static Stage stage_reached(unsigned facts) {
    for (size_t i = 0; i < sizeof STAGE_FACTS / sizeof *STAGE_FACTS; i++) {
        if (facts & STAGE_FACTS[i].fact) return STAGE_FACTS[i].stage;
    }
    return STAGE_DELIVERED;
}

static OutcomeClass class_of(unsigned facts) {
    size_t i = 0;
    while (!(facts & RULES[i].facts)) i++;
    return RULES[i].class;
}

/* Takes the opportunity, and what came of it, away from a lead that did not bring it about. */
static unsigned without_opportunity(unsigned facts) {
    return (facts & ~(unsigned)(FACT_WON | FACT_LOST | FACT_OPPORTUNITY)) | FACT_SQL;
}

static Day last_activity(const Classifier *classifier, uint32_t row) {
    Day last = DAY_NONE;
    for (int f = LEAD_STATUS_AT; f <= LEAD_ACCEPTED_AT; f++) {
        const Stamp at = lead_table_stamp(classifier->table, row, (LeadField)f);
        if (stamp_is_dated(at) && definitions_happened(classifier->definitions, at) && stamp_day(at) > last) {
            last = stamp_day(at);
        }
    }
    return last;
}

/* Says whether an open lead has gone silent; `undated` counts those that have no date to judge by. */
static bool is_quiet(const Classifier *classifier, uint32_t row, unsigned facts, size_t *undated) {
    if (facts & FACT_QUIET) return true;
    const Day last = last_activity(classifier, row);
    if (last == DAY_NONE || classifier->definitions->as_of == DAY_NONE) {
        ++*undated;
        return false;
    }
    return classifier->definitions->as_of - last > classifier->definitions->quiet_days;
}

static uint8_t kind_of(const Classifier *classifier, uint32_t row, OutcomeClass class) {
    const LeadTable *table = classifier->table;
    switch (class) {
    case CLASS_REJECTED:
        return (uint8_t)classifier->means.reject[lead_table_cell(table, row, LEAD_REJECT_REASON)].kind;
    case CLASS_DISQUALIFIED:
        return (uint8_t)classifier->means.disqualify[lead_table_cell(table, row, LEAD_DISQUALIFY_REASON)]
            .kind;
    default: return KIND_NONE;
    }
}

/* Returns MARK_PRE_EXISTING or MARK_SHARED where the lead has an opportunity that it did not bring about, else 0. */
static unsigned opportunity_mark(const Classifier *classifier, uint32_t row, unsigned facts) {
    if (!(facts & (FACT_OPPORTUNITY | FACT_WON | FACT_LOST))) return 0;
    const Stamp opened = lead_table_stamp(classifier->table, row, LEAD_OPPORTUNITY_AT);
    if (stamp_precedes(opened, lead_table_stamp(classifier->table, row, LEAD_DELIVERED_AT)))
        return MARK_PRE_EXISTING;
    return classifier->credit_marks[row] ? MARK_SHARED : 0;
}

/* Returns the marks that facts and columns give, but for quiet. */
static unsigned marks_of(const Classifier *classifier, uint32_t row, unsigned facts) {
    const unsigned work = FACT_TOUCHED | FACT_ACCEPTED | FACT_REJECTED | FACT_DISQUALIFIED | FACT_SQL |
                          FACT_OPPORTUNITY | FACT_WON | FACT_LOST | FACT_UNREACHABLE;
    const Stamp bounced = lead_table_stamp(classifier->table, row, LEAD_BOUNCED_AT),
                credited = lead_table_stamp(classifier->table, row, LEAD_CREDITED_AT);
    return (facts & work ? MARK_WORKED : 0u) |
           (definitions_happened(classifier->definitions, bounced) ? MARK_BOUNCED : 0u) |
           (definitions_happened(classifier->definitions, credited) ? MARK_CREDITED : 0u);
}

static LeadOutcome outcome_of(const Classifier *classifier, uint32_t row, size_t *undated) {
    unsigned facts = lead_facts(classifier, row);
    const unsigned not_its_own = opportunity_mark(classifier, row, facts);
    if (not_its_own) facts = without_opportunity(facts);
    unsigned marks = classifier->duplicate_marks[row] | not_its_own | marks_of(classifier, row, facts);
    const OutcomeClass class = class_of(facts);
    const bool open_work = class == CLASS_ACCEPTED || class == CLASS_TOUCHED;
    if (open_work && is_quiet(classifier, row, facts, undated)) marks |= MARK_QUIET;
    return (LeadOutcome){.class = (uint8_t) class,
                         .kind = kind_of(classifier, row, class),
                         .reached = (uint8_t)stage_reached(facts),
                         .marks = (uint8_t)marks,
                         .contracted = (uint8_t) class};
}

/* A stage exists where a column or a status can say it. */
static void find_stages(const LeadTable *table, const Meanings *means, bool has_stage[STAGE_COUNT]) {
    has_stage[STAGE_DELIVERED] = true;
    for (size_t i = 0; i < sizeof STAGE_FACTS / sizeof *STAGE_FACTS; i++) {
        bool has = lead_table_has(table, STAGE_FACTS[i].field);
        for (size_t code = 1; code < lead_table_code_count(table, LEAD_STATUS); code++) {
            has = has || means->status[code] == STAGE_FACTS[i].status;
        }
        has_stage[STAGE_FACTS[i].stage] = has;
    }
}

static void list_unknown_statuses(const LeadTable *table, const Meanings *means, Arena *arena,
                                  Outcomes *out) {
    const size_t codes = lead_table_code_count(table, LEAD_STATUS);
    out->unknown_statuses = ARENA_ARRAY(arena, Str, codes);
    for (size_t code = 1; code < codes; code++) {
        if (means->status[code] != MEANS_NOTHING) continue;
        out->unknown_statuses[out->unknown_status_count++] = lead_table_text(table, LEAD_STATUS, code);
    }
}

static bool is_delivered_later(const Definitions *definitions, Stamp delivered) {
    return stamp_is_dated(delivered) && !definitions_happened(definitions, delivered);
}

static bool is_outside_period(const Definitions *definitions, Stamp delivered) {
    return stamp_is_dated(delivered) && !definitions_in_period(definitions, stamp_day(delivered));
}

/* Classifies a lead that the as-of day has seen, and takes it out of all counts where the period does. */
static LeadOutcome settle(const Classifier *classifier, uint32_t row, bool outside, Outcomes *out) {
    size_t undated = 0;
    LeadOutcome outcome = outcome_of(classifier, row, &undated);
    if (outside) outcome.class = LEAD_LEFT_OUT;
    else out->undated_quiet += undated;
    out->outside_period += outside;
    return outcome;
}

Outcomes classify_leads(const LeadTable *table, Vocabulary vocabulary, const Definitions *definitions,
                        Arena *arena) {
    const size_t count = lead_table_count(table);
    const Classifier classifier = {
        .table = table,
        .definitions = definitions,
        .means = {status_meanings(table, vocabulary, arena),
                  reason_meanings(table, LEAD_REJECT_REASON, vocabulary, arena),
                  reason_meanings(table, LEAD_DISQUALIFY_REASON, vocabulary, arena),
                  reason_meanings(table, LEAD_INVALID_REASON, vocabulary, arena)},
        .duplicate_marks = duplicates_mark_emails(table, definitions, arena),
        .credit_marks = duplicates_mark_shared_opportunities(table, definitions, arena),
    };
    Outcomes out = {.of = ARENA_ARRAY(arena, LeadOutcome, count),
                    .count = count,
                    .status_means = classifier.means.status};
    find_stages(table, &classifier.means, out.has_stage);
    list_unknown_statuses(table, &classifier.means, arena, &out);
    for (uint32_t row = 0; row < count; row++) {
        const Stamp delivered = lead_table_stamp(table, row, LEAD_DELIVERED_AT);
        if (is_delivered_later(definitions, delivered)) {
            out.of[row] = (LeadOutcome){LEAD_LEFT_OUT, KIND_NONE, STAGE_DELIVERED, 0, LEAD_LEFT_OUT};
            out.after_as_of++;
        } else {
            out.of[row] = settle(&classifier, row, is_outside_period(definitions, delivered), &out);
        }
    }
    return out;
}

/* Returns the day of the status where that says one of `facts`, else STAMP_UNKNOWN. */
static Stamp status_stamp(const LeadTable *table, const Outcomes *outcomes, uint32_t row, unsigned facts) {
    const uint64_t code = lead_table_cell(table, row, LEAD_STATUS);
    const Stamp at = lead_table_stamp(table, row, LEAD_STATUS_AT);
    const bool says_so = STATUS_FACTS[outcomes->status_means[code]] & facts;
    return says_so && stamp_is_dated(at) ? at : STAMP_UNKNOWN;
}

/* Returns the first of the columns, up to `count`, that is dated, else STAMP_UNKNOWN. */
static Stamp first_dated(const LeadTable *table, uint32_t row, const LeadField *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const Stamp at = lead_table_stamp(table, row, fields[i]);
        if (stamp_is_dated(at)) return at;
    }
    return STAMP_UNKNOWN;
}

Stamp classify_stage_stamp(const LeadTable *table, const Outcomes *outcomes, uint32_t row, Stage stage) {
    if (stage == STAGE_DELIVERED) return lead_table_stamp(table, row, LEAD_DELIVERED_AT);
    size_t i = 0;
    while (STAGE_FACTS[i].stage != stage) i++;
    const LeadField fields[] = {STAGE_FACTS[i].field, LEAD_CLOSED_AT};
    const Stamp at = first_dated(table, row, fields, stage == STAGE_WON ? 2 : 1);
    return at != STAMP_UNKNOWN ? at : status_stamp(table, outcomes, row, STATUS_FACTS[STAGE_FACTS[i].status]);
}

/* Which columns say when a lead of a class was closed, and which facts of its status; no column: it is open. */
static const struct {
    LeadField fields[2];
    size_t count;
    unsigned facts;
} CLOSED[CLASS_COUNT] = {
    [CLASS_DUPLICATE] = {{LEAD_DELIVERED_AT}, 1, 0},
    [CLASS_RETURNED] = {{LEAD_RETURNED_AT}, 1, FACT_RETURNED},
    [CLASS_INVALID] = {{LEAD_INVALID_AT, LEAD_UNREACHABLE_AT}, 2, FACT_INVALID | FACT_UNREACHABLE},
    [CLASS_WON] = {{LEAD_WON_AT, LEAD_CLOSED_AT}, 2, FACT_WON},
    [CLASS_LOST] = {{LEAD_LOST_AT, LEAD_CLOSED_AT}, 2, FACT_LOST},
    [CLASS_DISQUALIFIED] = {{LEAD_DISQUALIFIED_AT}, 1, FACT_DISQUALIFIED},
    [CLASS_REJECTED] = {{LEAD_REJECTED_AT, LEAD_UNREACHABLE_AT}, 2, FACT_REJECTED | FACT_UNREACHABLE},
};

Stamp classify_closed_stamp(const LeadTable *table, const Outcomes *outcomes, uint32_t row) {
    const LeadOutcome outcome = outcomes->of[row];
    if (outcome.class == CLASS_SQL && (outcome.marks & (MARK_PRE_EXISTING | MARK_SHARED))) {
        const LeadField opened =
            LEAD_OPPORTUNITY_AT; /* the opportunity is another's: it will never have one */
        return first_dated(table, row, &opened, 1);
    }
    if (outcome.class >= CLASS_COUNT || !CLOSED[outcome.class].count) return STAMP_NEVER;
    const Stamp at = first_dated(table, row, CLOSED[outcome.class].fields, CLOSED[outcome.class].count);
    return at != STAMP_UNKNOWN ? at : status_stamp(table, outcomes, row, CLOSED[outcome.class].facts);
}

/* The newest day of all leads, and the newest of all leads but one that has it. */
typedef struct Newest {
    Day newest, next;
} Newest;

static void note_day(Newest *seen, Day day) {
    if (day > seen->newest) *seen = (Newest){day, seen->newest};
    else if (day > seen->next) seen->next = day;
}

/* Returns the newest two days of one lead. The closing day of an open deal is a hope, not an event. */
static Newest newest_of_lead(const LeadTable *table, Vocabulary vocabulary, uint32_t row) {
    Newest own = {DAY_NONE, DAY_NONE};
    for (int f = LEAD_DELIVERED_AT; f < LEAD_CLOSED_AT; f++) {
        const Day day = stamp_day(lead_table_stamp(table, row, (LeadField)f));
        if (day != own.newest) note_day(&own, day);
    }
    const Day closed = stamp_day(lead_table_stamp(table, row, LEAD_CLOSED_AT));
    if (closed <= own.next || closed == own.newest) return own;
    const Str status = lead_table_text(table, LEAD_STATUS, lead_table_cell(table, row, LEAD_STATUS));
    const StatusMeaning means = classify_status_meaning(vocabulary, status);
    if (means == MEANS_WON || means == MEANS_LOST) note_day(&own, closed);
    return own;
}

Status classify_newest_day(const LeadTable *table, Vocabulary vocabulary, Day *out, Err *err) {
    Newest seen = {DAY_NONE, DAY_NONE};
    for (uint32_t row = 0; row < lead_table_count(table); row++) {
        const Newest own = newest_of_lead(table, vocabulary, row);
        note_day(&seen, own.newest);
        note_day(&seen, own.next);
    }
    if (seen.next != DAY_NONE && seen.newest - seen.next > 31) {
        char newest[DATE_TEXT], next[DATE_TEXT];
        return err_set(
            err, ERR_DATA,
            "the newest date is %s, the next newest %s: is it a typing error? Say --as-of YYYY-MM-DD",
            day_format(seen.newest, newest), day_format(seen.next, next));
    }
    *out = seen.newest;
    return OK;
}
