/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of a lead, by CASE's definitions (section 2), worked out by hand. As of 2026-06-30. */
#include "models/classify.h"
#include "tests/support/lead_fixture.h"
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))
#define DELIVERED      "vendor=A, delivered_at=2026-06-01, "

typedef struct ClassCase {
    const char *sentence, *cells;
    OutcomeClass class;
    Stage reached;
    ReasonKind kind;
} ClassCase;

static void check_classes(const ClassCase *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const LeadOutcome got = lead_fixture_outcome(cases[i].cells);
        if (got.class != cases[i].class || got.reached != cases[i].reached || got.kind != cases[i].kind)
            fail_msg("%s: %s, reached stage %d, kind %d", cases[i].sentence,
                     got.class < CLASS_COUNT ? OUTCOME_CLASSES[got.class].key : "left out", got.reached,
                     got.kind);
    }
}

/* clang-format off */
static const ClassCase FROM_COLUMNS[] = {
    {"nothing but a delivery is untouched", DELIVERED "campaign=x", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"an attempt is a touch", DELIVERED "first_touch_at=2026-06-02", CLASS_TOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"a contact is a touch", DELIVERED "contacted_at=2026-06-02", CLASS_TOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"a counted touch is one", DELIVERED "touches=1", CLASS_TOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"no counted touch is none", DELIVERED "touches=0", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"accepted", DELIVERED "accepted_at=2026-06-02", CLASS_ACCEPTED, STAGE_ACCEPTED, KIND_NONE},
    {"accepted, on a day nobody knows", DELIVERED "accepted_at=yes", CLASS_ACCEPTED, STAGE_ACCEPTED, KIND_NONE},
    {"rejected", DELIVERED "rejected_at=2026-06-02, reject_reason=Wrong industry", CLASS_REJECTED, STAGE_DELIVERED, KIND_FIT},
    {"disqualified counts as accepted", DELIVERED "disqualified_at=2026-06-02", CLASS_DISQUALIFIED, STAGE_ACCEPTED, KIND_OTHER},
    {"an SQL", DELIVERED "sql_at=2026-06-02", CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"an opportunity", DELIVERED "opportunity_at=2026-06-02", CLASS_OPPORTUNITY, STAGE_OPPORTUNITY, KIND_NONE},
    {"won", DELIVERED "won_at=2026-06-02", CLASS_WON, STAGE_WON, KIND_NONE},
    {"lost before SQL counts as accepted", DELIVERED "lost_at=2026-06-02", CLASS_LOST, STAGE_ACCEPTED, KIND_NONE},
    {"lost after SQL", DELIVERED "sql_at=2026-06-02, lost_at=2026-06-09", CLASS_LOST, STAGE_SQL, KIND_NONE},
    {"lost after opportunity", DELIVERED "opportunity_at=2026-06-02, lost_at=2026-06-09", CLASS_LOST, STAGE_OPPORTUNITY, KIND_NONE},
    {"invalid", DELIVERED "invalid_at=2026-06-02", CLASS_INVALID, STAGE_DELIVERED, KIND_NONE},
    {"returned", DELIVERED "returned_at=2026-06-02", CLASS_RETURNED, STAGE_DELIVERED, KIND_NONE},
    {"flagged as a duplicate", DELIVERED "duplicate=yes", CLASS_DUPLICATE, STAGE_DELIVERED, KIND_NONE},
    {"an excluded lead keeps the stage it reached", DELIVERED "duplicate=yes, won_at=2026-06-20", CLASS_DUPLICATE, STAGE_WON, KIND_NONE},
    {"unreachable is rejected for another reason (strict)", DELIVERED "unreachable_at=2026-06-20", CLASS_REJECTED, STAGE_DELIVERED, KIND_OTHER},
    {"a rejected lead keeps its reason though unreachable", DELIVERED "rejected_at=2026-06-20, unreachable_at=2026-06-20, reject_reason=No project", CLASS_REJECTED, STAGE_DELIVERED, KIND_TIMING},
    {"an SQL that cannot be reached any more stays one", DELIVERED "sql_at=2026-06-02, unreachable_at=2026-06-20", CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"a bounce is no outcome", DELIVERED "bounced_at=2026-06-02", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
};

/* The first that applies: duplicate, returned, invalid, won, lost, opportunity, sql, disqualified, rejected, accepted, touched. */
#define FROM_TOUCHED      "first_touch_at=2026-06-02"
#define FROM_ACCEPTED     FROM_TOUCHED ", accepted_at=2026-06-03"
#define FROM_REJECTED     FROM_ACCEPTED ", rejected_at=2026-06-04"
#define FROM_DISQUALIFIED FROM_REJECTED ", disqualified_at=2026-06-05"
#define FROM_SQL          FROM_DISQUALIFIED ", sql_at=2026-06-06"
#define FROM_OPPORTUNITY  FROM_SQL ", opportunity_at=2026-06-07"
#define FROM_LOST         FROM_OPPORTUNITY ", lost_at=2026-06-08"
#define FROM_WON          FROM_LOST ", won_at=2026-06-09"
#define FROM_INVALID      FROM_WON ", invalid_at=2026-06-10"
#define FROM_RETURNED     FROM_INVALID ", returned_at=2026-06-11"
#define FROM_DUPLICATE    FROM_RETURNED ", duplicate=yes"
static const ClassCase PRECEDENCE[] = {
    {"touched", DELIVERED FROM_TOUCHED, CLASS_TOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"accepted before touched", DELIVERED FROM_ACCEPTED, CLASS_ACCEPTED, STAGE_ACCEPTED, KIND_NONE},
    {"rejected before accepted", DELIVERED FROM_REJECTED, CLASS_REJECTED, STAGE_ACCEPTED, KIND_OTHER},
    {"disqualified before rejected", DELIVERED FROM_DISQUALIFIED, CLASS_DISQUALIFIED, STAGE_ACCEPTED, KIND_OTHER},
    {"SQL before disqualified", DELIVERED FROM_SQL, CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"opportunity before SQL", DELIVERED FROM_OPPORTUNITY, CLASS_OPPORTUNITY, STAGE_OPPORTUNITY, KIND_NONE},
    {"lost before opportunity", DELIVERED FROM_LOST, CLASS_LOST, STAGE_OPPORTUNITY, KIND_NONE},
    {"won before lost", DELIVERED FROM_WON, CLASS_WON, STAGE_WON, KIND_NONE},
    {"invalid before won", DELIVERED FROM_INVALID, CLASS_INVALID, STAGE_WON, KIND_NONE},
    {"returned before invalid", DELIVERED FROM_RETURNED, CLASS_RETURNED, STAGE_WON, KIND_NONE},
    {"duplicate before returned", DELIVERED FROM_DUPLICATE, CLASS_DUPLICATE, STAGE_WON, KIND_NONE},
};

static const ClassCase FROM_STATUSES[] = {
    {"new", DELIVERED "status=New", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"touched", DELIVERED "status=Working - Contacted", CLASS_TOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"quiet is touched", DELIVERED "status=Nurture", CLASS_TOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"accepted", DELIVERED "status=Sales Accepted", CLASS_ACCEPTED, STAGE_ACCEPTED, KIND_NONE},
    {"rejected", DELIVERED "status=Rejected", CLASS_REJECTED, STAGE_DELIVERED, KIND_OTHER},
    {"disqualified", DELIVERED "status=Unqualified, disqualify_reason=No budget", CLASS_DISQUALIFIED, STAGE_ACCEPTED, KIND_TIMING},
    {"invalid", DELIVERED "status=Junk Lead", CLASS_INVALID, STAGE_DELIVERED, KIND_NONE},
    {"unreachable", DELIVERED "status=Unreachable", CLASS_REJECTED, STAGE_DELIVERED, KIND_OTHER},
    {"duplicate", DELIVERED "status=Duplicate", CLASS_DUPLICATE, STAGE_DELIVERED, KIND_NONE},
    {"returned", DELIVERED "status=Returned", CLASS_RETURNED, STAGE_DELIVERED, KIND_NONE},
    {"SQL", DELIVERED "status=Sales Qualified Lead", CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"opportunity", DELIVERED "status=Opportunity", CLASS_OPPORTUNITY, STAGE_OPPORTUNITY, KIND_NONE},
    {"won", DELIVERED "status=Closed Won", CLASS_WON, STAGE_WON, KIND_NONE},
    {"lost", DELIVERED "status=Closed Lost", CLASS_LOST, STAGE_ACCEPTED, KIND_NONE},
    {"a column and a status add up", DELIVERED "status=Working, sql_at=2026-06-05", CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"a status that says nothing changes nothing", DELIVERED "status=Zum Nachfassen", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
};

static const ClassCase FROM_REASONS[] = {
    {"a rejection as a duplicate is a duplicate", DELIVERED "rejected_at=2026-06-05, reject_reason=Duplicate", CLASS_DUPLICATE, STAGE_DELIVERED, KIND_NONE},
    {"a rejection as invalid is invalid", DELIVERED "rejected_at=2026-06-05, reject_reason=Invalid number", CLASS_INVALID, STAGE_DELIVERED, KIND_NONE},
    {"not before it has happened", DELIVERED "rejected_at=2026-07-05, reject_reason=Duplicate", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"a rejected status has such a reason too", DELIVERED "status=Rejected, reject_reason=Duplicate", CLASS_DUPLICATE, STAGE_DELIVERED, KIND_NONE},
    {"a contact that is invalid as a duplicate is a duplicate", DELIVERED "invalid_at=2026-06-05, invalid_reason=Duplicate", CLASS_DUPLICATE, STAGE_DELIVERED, KIND_NONE},
    {"an invalid one for another reason is invalid", DELIVERED "invalid_at=2026-06-05, invalid_reason=Student", CLASS_INVALID, STAGE_DELIVERED, KIND_NONE},
    {"fit", DELIVERED "rejected_at=2026-06-05, reject_reason=Tech stack", CLASS_REJECTED, STAGE_DELIVERED, KIND_FIT},
    {"timing", DELIVERED "rejected_at=2026-06-05, reject_reason=Budget cycle", CLASS_REJECTED, STAGE_DELIVERED, KIND_TIMING},
    {"data", DELIVERED "rejected_at=2026-06-05, reject_reason=Personal domain", CLASS_REJECTED, STAGE_DELIVERED, KIND_DATA},
    {"no reason is another reason", DELIVERED "rejected_at=2026-06-05", CLASS_REJECTED, STAGE_DELIVERED, KIND_OTHER},
    {"an unknown reason is another reason", DELIVERED "rejected_at=2026-06-05, reject_reason=Mercury retrograde", CLASS_REJECTED, STAGE_DELIVERED, KIND_OTHER},
};

/* Later dates have not happened. */
static const ClassCase AS_OF[] = {
    {"the as-of day itself has happened", DELIVERED "accepted_at=2026-06-30", CLASS_ACCEPTED, STAGE_ACCEPTED, KIND_NONE},
    {"to the last minute", DELIVERED "accepted_at=2026-06-30 23:59", CLASS_ACCEPTED, STAGE_ACCEPTED, KIND_NONE},
    {"the day after has not", DELIVERED "accepted_at=2026-07-01", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"a later win leaves the opportunity", DELIVERED "opportunity_at=2026-06-05, won_at=2026-07-05", CLASS_OPPORTUNITY, STAGE_OPPORTUNITY, KIND_NONE},
    {"a status of a later day says nothing yet", DELIVERED "status=Closed Won, status_at=2026-07-01", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"a status of the as-of day does", DELIVERED "status=Closed Won, status_at=2026-06-30", CLASS_WON, STAGE_WON, KIND_NONE},
    {"today's status cannot tell of an SQL to come", DELIVERED "status=Qualified, sql_at=2026-07-05", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"nor of a win to come", DELIVERED "status=Closed Won, won_at=2026-07-05, sql_at=2026-06-20", CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"nor of a rejection to come", DELIVERED "status=Rejected, rejected_at=2026-07-05, first_touch_at=2026-06-20", CLASS_TOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"a win needs an opportunity that is there", DELIVERED "status=Closed Won, opportunity_at=2026-07-02", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"a deal closed later is an open opportunity", DELIVERED "status=Closed Won, closed_at=2026-07-05", CLASS_OPPORTUNITY, STAGE_OPPORTUNITY, KIND_NONE},
    {"a deal lost later is an open opportunity", DELIVERED "status=Closed Lost, closed_at=2026-07-05", CLASS_OPPORTUNITY, STAGE_OPPORTUNITY, KIND_NONE},
    {"but one opened later is none", DELIVERED "status=Closed Won, closed_at=2026-08-05, opportunity_at=2026-07-05", CLASS_UNTOUCHED, STAGE_DELIVERED, KIND_NONE},
    {"the expected close of an open deal closes nothing", DELIVERED "status=Opportunity, closed_at=2026-12-31", CLASS_OPPORTUNITY, STAGE_OPPORTUNITY, KIND_NONE},
    {"a closed deal is closed on its day", DELIVERED "status=Closed Won, closed_at=2026-06-30", CLASS_WON, STAGE_WON, KIND_NONE},
};

/* An opportunity older than the lead: by day unless both have a time; an id is not needed. */
static const ClassCase PRE_EXISTING[] = {
    {"an opportunity older than the lead leaves it at SQL", DELIVERED "opportunity_at=2026-05-31", CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"so does its win", DELIVERED "opportunity_at=2026-05-31, won_at=2026-06-09", CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"so does its loss", DELIVERED "opportunity_at=2026-05-31, lost_at=2026-06-09", CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"one of the same day is the lead's", DELIVERED "opportunity_at=2026-06-01 08:00", CLASS_OPPORTUNITY, STAGE_OPPORTUNITY, KIND_NONE},
    {"by the minute where both have one", "delivered_at=2026-06-01 09:00, opportunity_at=2026-06-01 08:00", CLASS_SQL, STAGE_SQL, KIND_NONE},
    {"a duplicate stays one", DELIVERED "opportunity_at=2026-05-31, duplicate=yes", CLASS_DUPLICATE, STAGE_SQL, KIND_NONE},
};
/* clang-format on */

static void every_class_follows_from_its_columns(void **state) {
    (void)state;
    check_classes(FROM_COLUMNS, COUNT_OF(FROM_COLUMNS));
}

static void the_first_class_that_applies_is_the_lead_s(void **state) {
    (void)state;
    check_classes(PRECEDENCE, COUNT_OF(PRECEDENCE));
}

static void every_class_follows_from_its_status(void **state) {
    (void)state;
    check_classes(FROM_STATUSES, COUNT_OF(FROM_STATUSES));
}

static void a_reason_gives_the_kind_or_says_duplicate_or_invalid(void **state) {
    (void)state;
    check_classes(FROM_REASONS, COUNT_OF(FROM_REASONS));
}

static void what_lies_after_the_as_of_day_has_not_happened(void **state) {
    (void)state;
    check_classes(AS_OF, COUNT_OF(AS_OF));
}

static void an_opportunity_older_than_the_lead_is_not_its_own(void **state) {
    (void)state;
    check_classes(PRE_EXISTING, COUNT_OF(PRE_EXISTING));
    assert_true(lead_fixture_outcome(PRE_EXISTING[0].cells).marks & MARK_PRE_EXISTING);
    assert_false(lead_fixture_outcome(PRE_EXISTING[3].cells).marks & MARK_PRE_EXISTING);
}

static LeadOutcome with_unreachable(const char *cells) {
    LeadFixture *fixture = lead_fixture_new();
    fixture->definitions.invalid_with_unreachable = true;
    const LeadOutcome outcome = lead_fixture_classify(fixture, lead_fixture_add(fixture, cells));
    lead_fixture_free(fixture);
    return outcome;
}

static void with_unreachable_an_unreachable_lead_is_invalid(void **state) {
    (void)state;
    assert_int_equal(with_unreachable(DELIVERED "unreachable_at=2026-06-20").class, CLASS_INVALID);
    assert_int_equal(with_unreachable(DELIVERED "status=Unreachable").class, CLASS_INVALID);
    assert_int_equal(with_unreachable(DELIVERED "unreachable_at=2026-07-20").class, CLASS_UNTOUCHED);
    assert_int_equal(with_unreachable(DELIVERED "rejected_at=2026-06-20").class, CLASS_REJECTED);
    /* someone tried: it is worked in either case */
    assert_true(with_unreachable(DELIVERED "unreachable_at=2026-06-20").marks & MARK_WORKED);
    assert_true(lead_fixture_outcome(DELIVERED "unreachable_at=2026-06-20").marks & MARK_WORKED);
}

static const struct {
    const char *sentence, *cells;
    unsigned marks;
} MARKS[] = {
    {"an untouched lead has none", DELIVERED "campaign=x", 0},
    {"an attempt is work", DELIVERED "first_touch_at=2026-06-02", MARK_WORKED},
    {"a rejection is work", DELIVERED "rejected_at=2026-06-02", MARK_WORKED},
    {"a bounce", DELIVERED "bounced_at=2026-06-02", MARK_BOUNCED},
    {"a bounce to come", DELIVERED "bounced_at=2026-07-02", 0},
    {"a credit", DELIVERED "credited_at=2026-06-30", MARK_CREDITED},
    {"a credit to come", DELIVERED "credited_at=2026-07-01", 0},
    {"a claim is no credit", DELIVERED "claimed_at=2026-06-02", 0},
    {"silent for 90 days is not yet quiet", "delivered_at=2026-01-01, first_touch_at=2026-04-01",
     MARK_WORKED},
    {"silent for 91 days is", "delivered_at=2026-01-01, first_touch_at=2026-03-31", MARK_WORKED | MARK_QUIET},
    {"an accepted lead falls silent too", "delivered_at=2026-01-01, accepted_at=2026-03-31",
     MARK_WORKED | MARK_QUIET},
    {"the last activity counts",
     "delivered_at=2026-01-01, first_touch_at=2026-01-02, contacted_at=2026-06-01", MARK_WORKED},
    {"a later activity does not", "delivered_at=2026-01-01, first_touch_at=2026-01-02, status_at=2026-07-01",
     MARK_WORKED | MARK_QUIET},
    {"a new status is an activity",
     "delivered_at=2026-01-01, first_touch_at=2026-01-02, status_at=2026-06-01", MARK_WORKED},
    {"an untouched lead is never quiet", "delivered_at=2026-01-01", 0},
    {"an SQL is never quiet", "delivered_at=2026-01-01, sql_at=2026-01-02", MARK_WORKED},
    {"a status says so at once", DELIVERED "first_touch_at=2026-06-28, status=Nurture",
     MARK_WORKED | MARK_QUIET},
    {"nobody knows when it was touched", "delivered_at=2026-01-01, first_touch_at=yes", MARK_WORKED},
};

static void marks_say_what_a_class_does_not(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(MARKS); i++) {
        const LeadOutcome got = lead_fixture_outcome(MARKS[i].cells);
        if (got.marks != MARKS[i].marks) fail_msg("%s: marks %d", MARKS[i].sentence, got.marks);
    }
}

static void leads_whose_silence_cannot_be_judged_are_counted(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "delivered_at=2026-01-01, first_touch_at=yes");
    lead_fixture_add(fixture, "delivered_at=2026-01-01, first_touch_at=2026-01-09");
    lead_fixture_add(fixture, "delivered_at=2026-01-01");
    lead_fixture_classify(fixture, 0);
    assert_int_equal(fixture->outcomes.undated_quiet, 1);
    fixture->definitions.as_of = DAY_NONE; /* no as-of day: no silence */
    assert_false(lead_fixture_classify(fixture, 1).marks & MARK_QUIET);
    assert_int_equal(fixture->outcomes.undated_quiet, 2);
    lead_fixture_free(fixture);
}

static void a_shared_opportunity_leaves_the_others_at_sql(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "delivered_at=2026-01-01, opportunity_id=O1, status=Closed Won");
    lead_fixture_add(fixture, "delivered_at=2026-01-02, opportunity_id=O1, status=Closed Won");
    assert_int_equal(lead_fixture_classify(fixture, 0).class, CLASS_WON);
    const LeadOutcome second = fixture->outcomes.of[1];
    assert_int_equal(second.class, CLASS_SQL);
    assert_int_equal(second.reached, STAGE_SQL);
    assert_int_equal(second.marks, MARK_SHARED | MARK_WORKED);
    fixture->definitions.credit_last = true;
    assert_int_equal(lead_fixture_classify(fixture, 0).class, CLASS_SQL);
    assert_int_equal(fixture->outcomes.of[1].class, CLASS_WON);
    lead_fixture_free(fixture);
}

static void an_opportunity_to_come_makes_no_sql_of_those_who_will_share_it(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, "delivered_at=2026-01-01, opportunity_id=O1, opportunity_at=2026-07-01");
    lead_fixture_add(fixture, "delivered_at=2026-01-02, opportunity_id=O1, opportunity_at=2026-07-01");
    assert_int_equal(lead_fixture_classify(fixture, 1).class, CLASS_UNTOUCHED);
    assert_int_equal(fixture->outcomes.of[1].reached, STAGE_DELIVERED);
    assert_int_equal(fixture->outcomes.of[1].marks, 0);
    lead_fixture_free(fixture);
}

static void the_user_s_words_win_over_the_built_in_ones(void **state) {
    (void)state;
    static const StatusRow STATUSES[] = {{{"won", 3}, MEANS_LOST}, {{"Zum Nachfassen", 14}, MEANS_ACCEPTED}};
    static const ReasonRow REASONS[] = {{{"Company SIZE", 12}, {KIND_TIMING, .known = true}}};
    LeadFixture *fixture = lead_fixture_new();
    fixture->vocabulary = (Vocabulary){STATUSES, COUNT_OF(STATUSES), REASONS, COUNT_OF(REASONS)};
    lead_fixture_add(fixture, DELIVERED "status=Won");
    lead_fixture_add(fixture, DELIVERED "status=zum nachfassen");
    lead_fixture_add(fixture, DELIVERED "status=Rejected, reject_reason=company size");
    lead_fixture_add(fixture, DELIVERED "status=Closed Won");
    assert_int_equal(lead_fixture_classify(fixture, 0).class, CLASS_LOST);
    assert_int_equal(fixture->outcomes.of[1].class, CLASS_ACCEPTED);
    assert_int_equal(fixture->outcomes.of[2].kind, KIND_TIMING);
    assert_int_equal(fixture->outcomes.of[3].class, CLASS_WON);
    lead_fixture_free(fixture);
}

static void statuses_without_a_meaning_are_listed(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    lead_fixture_add(fixture, DELIVERED "status=Blau");
    lead_fixture_add(fixture, DELIVERED "status=New");
    lead_fixture_add(fixture, DELIVERED "status=Rot");
    lead_fixture_add(fixture, DELIVERED "status=Blau");
    lead_fixture_classify(fixture, 0);
    assert_int_equal(fixture->outcomes.unknown_status_count, 2);
    check_text(fixture->outcomes.unknown_statuses[0], "Blau");
    check_text(fixture->outcomes.unknown_statuses[1], "Rot");
    lead_fixture_free(fixture);
}

/* A stage without a column or status is not known, never copied from a later one. */
static const struct {
    const char *sentence, *cells;
    bool accepted, sql, opportunity, won;
} EXISTENCE[] = {
    {"deliveries alone have no stage", "delivered_at=2026-06-01", false, false, false, false},
    {"a column is enough, though blank", "delivered_at=2026-06-01, sql_at=2026-07-09", false, true, false,
     false},
    {"a win tells of no SQL", "won_at=2026-06-09", false, false, false, true},
    {"a status is enough", "status=Opportunity", false, false, true, false},
    {"a verdict is no acceptance", "rejected_at=2026-06-02, disqualified_at=yes", false, false, false, false},
    {"closing days tell nothing without a status", "closed_at=2026-06-02", false, false, false, false},
    {"all four", "accepted_at=yes, sql_at=yes, opportunity_at=yes, won_at=yes", true, true, true, true},
};

static void a_stage_exists_where_a_column_or_a_status_says_it(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(EXISTENCE); i++) {
        LeadFixture *fixture = lead_fixture_new();
        lead_fixture_classify(fixture, lead_fixture_add(fixture, EXISTENCE[i].cells));
        const bool *has = fixture->outcomes.has_stage;
        if (!has[STAGE_DELIVERED] || has[STAGE_ACCEPTED] != EXISTENCE[i].accepted ||
            has[STAGE_SQL] != EXISTENCE[i].sql || has[STAGE_OPPORTUNITY] != EXISTENCE[i].opportunity ||
            has[STAGE_WON] != EXISTENCE[i].won)
            fail_msg("not so: %s", EXISTENCE[i].sentence);
        lead_fixture_free(fixture);
    }
}

static void leads_outside_as_of_day_and_period_are_left_out_and_counted(void **state) {
    (void)state;
    LeadFixture *fixture = lead_fixture_new();
    fixture->definitions.from = lead_fixture_day("2026-02-01");
    fixture->definitions.to = lead_fixture_day("2026-03-31");
    static const struct {
        const char *cells;
        bool counts;
    } LEADS[] = {
        {"delivered_at=2026-01-31", false},      {"delivered_at=2026-02-01", true},
        {"delivered_at=2026-03-31 23:59", true}, {"delivered_at=2026-04-01, won_at=2026-05-01", false},
        {"delivered_at=2026-07-01", false},
    };
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) lead_fixture_add(fixture, LEADS[i].cells);
    lead_fixture_classify(fixture, 0);
    for (size_t i = 0; i < COUNT_OF(LEADS); i++) {
        assert_int_equal(fixture->outcomes.of[i].class != LEAD_LEFT_OUT, LEADS[i].counts);
    }
    assert_int_equal(fixture->outcomes.outside_period, 2);
    assert_int_equal(fixture->outcomes.after_as_of, 1);
    assert_int_equal(fixture->outcomes.of[3].contracted, CLASS_WON); /* what contracts count goes on */
    assert_int_equal(fixture->outcomes.of[4].contracted, LEAD_LEFT_OUT);
    lead_fixture_free(fixture);
}

static const struct {
    const char *sentence, *cells;
    Stage stage;
    const char *stage_day, *closed_day; /* "": on an unknown day; NULL: never */
} STAMPS[] = {
    {"an SQL's own day", "delivered_at=2026-06-01, sql_at=2026-06-05", STAGE_SQL, "2026-06-05", NULL},
    {"a flag has no day", "delivered_at=2026-06-01, sql_at=yes", STAGE_SQL, "", NULL},
    {"a stage implied by a later one has no day", "opportunity_at=2026-06-05", STAGE_SQL, "", NULL},
    {"the status has one where it says the stage", "status=SQL, status_at=2026-06-07", STAGE_SQL,
     "2026-06-07", NULL},
    {"not where it says another", "sql_at=yes, status=Working, status_at=2026-06-07", STAGE_SQL, "", NULL},
    {"the own day comes first", "sql_at=2026-06-05, status=SQL, status_at=2026-06-07", STAGE_SQL,
     "2026-06-05", NULL},
    {"a win closes on its day", "won_at=2026-06-05", STAGE_WON, "2026-06-05", "2026-06-05"},
    {"or on the day the deal closed", "status=Closed Won, closed_at=2026-06-06", STAGE_WON, "2026-06-06",
     "2026-06-06"},
    {"or on the day of the status", "status=Closed Won, status_at=2026-06-07", STAGE_WON, "2026-06-07",
     "2026-06-07"},
    {"a loss closes", "lost_at=2026-06-05", STAGE_DELIVERED, NULL, "2026-06-05"},
    {"a loss by status and closing day", "status=Closed Lost, closed_at=2026-06-06", STAGE_DELIVERED, NULL,
     "2026-06-06"},
    {"a rejection closes", "delivered_at=2026-06-01, rejected_at=2026-06-05", STAGE_DELIVERED, "2026-06-01",
     "2026-06-05"},
    {"an unreachable lead is closed when that was found", "unreachable_at=2026-06-05", STAGE_DELIVERED, NULL,
     "2026-06-05"},
    {"a disqualification closes", "disqualified_at=2026-06-05", STAGE_DELIVERED, NULL, "2026-06-05"},
    {"a duplicate is closed on arrival", "delivered_at=2026-06-01, duplicate=yes", STAGE_DELIVERED,
     "2026-06-01", "2026-06-01"},
    {"a returned lead", "returned_at=2026-06-05", STAGE_DELIVERED, NULL, "2026-06-05"},
    {"an invalid lead, on a day nobody knows", "invalid_at=yes, status=New, status_at=2026-06-03",
     STAGE_DELIVERED, NULL, ""},
    {"an accepted lead is open", "accepted_at=2026-06-05", STAGE_ACCEPTED, "2026-06-05", NULL},
    {"an open opportunity is open", "opportunity_at=2026-06-05, closed_at=2026-12-01", STAGE_OPPORTUNITY,
     "2026-06-05", NULL},
    {"a lead whose opportunity is older will have none", "delivered_at=2026-06-01, opportunity_at=2026-05-05",
     STAGE_DELIVERED, "2026-06-01", "2026-05-05"},
};

static void check_stamp(Stamp got, const char *want, const char *sentence) {
    char text[DATE_TEXT] = "never";
    if (got == STAMP_UNKNOWN) *text = 0;
    else if (got != STAMP_NEVER) stamp_format(got, text);
    if (strcmp(text, want ? want : "never")) fail_msg("%s: '%s'", sentence, text);
}

static void stages_and_ends_have_the_day_of_their_column_or_status(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(STAMPS); i++) {
        LeadFixture *fixture = lead_fixture_new();
        const uint32_t row = lead_fixture_add(fixture, STAMPS[i].cells);
        lead_fixture_classify(fixture, row);
        check_stamp(classify_stage_stamp(fixture->table, &fixture->outcomes, row, STAMPS[i].stage),
                    STAMPS[i].stage_day, STAMPS[i].sentence);
        check_stamp(classify_closed_stamp(fixture->table, &fixture->outcomes, row), STAMPS[i].closed_day,
                    STAMPS[i].sentence);
        lead_fixture_free(fixture);
    }
}

enum { MOST = 4 };
static const struct {
    const char *sentence, *leads[MOST], *newest; /* NULL: refused; "": no day */
} NEWEST[] = {
    {"the newest delivery", {"delivered_at=2026-06-01", "delivered_at=2026-06-20"}, "2026-06-20"},
    {"or a newer event",
     {"delivered_at=2026-06-01", "delivered_at=2026-06-02, sql_at=2026-06-25"},
     "2026-06-25"},
    {"the expected close of an open deal is none",
     {"delivered_at=2026-06-01, status=Opportunity, closed_at=2026-12-31"},
     "2026-06-01"},
    {"the close of a closed one is",
     {"delivered_at=2026-06-10, status=Closed Lost, closed_at=2026-06-30"},
     "2026-06-30"},
    {"31 days alone are no error", {"delivered_at=2026-06-01", "delivered_at=2026-07-02"}, "2026-07-02"},
    {"32 days alone are one", {"delivered_at=2026-06-01", "delivered_at=2026-07-03"}, NULL},
    {"not where another lead has the same day",
     {"delivered_at=2026-06-01", "delivered_at=2026-07-03", "delivered_at=2026-07-03"},
     "2026-07-03"},
    {"one lead's two cells are no company",
     {"delivered_at=2026-06-01", "delivered_at=2027-06-02, first_touch_at=2027-06-02"},
     NULL},
    {"nor are the days of a win and of its close",
     {"delivered_at=2026-06-01",
      "delivered_at=2026-06-10, status=Won, won_at=2027-06-02, closed_at=2027-06-02"},
     NULL},
    {"a single day stands for itself", {"delivered_at=2026-06-01"}, "2026-06-01"},
    {"without days there is none", {"vendor=A, won_at=yes"}, ""},
};

static void the_newest_event_is_the_as_of_day_unless_it_stands_alone(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(NEWEST); i++) {
        LeadFixture *fixture = lead_fixture_new();
        for (size_t k = 0; k < MOST && NEWEST[i].leads[k]; k++) lead_fixture_add(fixture, NEWEST[i].leads[k]);
        Day day = DAY_NONE;
        Err err = {0};
        char text[DATE_TEXT];
        const Status status = classify_newest_day(fixture->table, fixture->vocabulary, &day, &err);
        if (status != (NEWEST[i].newest ? OK : ERR_DATA))
            fail_msg("%s: status %d", NEWEST[i].sentence, status);
        if (NEWEST[i].newest && strcmp(day_format(day, text), NEWEST[i].newest))
            fail_msg("%s: %s", NEWEST[i].sentence, text);
        if (!NEWEST[i].newest) assert_non_null(strstr(err.text, "--as-of"));
        lead_fixture_free(fixture);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_class_follows_from_its_columns),
        cmocka_unit_test(the_first_class_that_applies_is_the_lead_s),
        cmocka_unit_test(every_class_follows_from_its_status),
        cmocka_unit_test(a_reason_gives_the_kind_or_says_duplicate_or_invalid),
        cmocka_unit_test(what_lies_after_the_as_of_day_has_not_happened),
        cmocka_unit_test(an_opportunity_older_than_the_lead_is_not_its_own),
        cmocka_unit_test(with_unreachable_an_unreachable_lead_is_invalid),
        cmocka_unit_test(marks_say_what_a_class_does_not),
        cmocka_unit_test(leads_whose_silence_cannot_be_judged_are_counted),
        cmocka_unit_test(a_shared_opportunity_leaves_the_others_at_sql),
        cmocka_unit_test(an_opportunity_to_come_makes_no_sql_of_those_who_will_share_it),
        cmocka_unit_test(the_user_s_words_win_over_the_built_in_ones),
        cmocka_unit_test(statuses_without_a_meaning_are_listed),
        cmocka_unit_test(a_stage_exists_where_a_column_or_a_status_says_it),
        cmocka_unit_test(leads_outside_as_of_day_and_period_are_left_out_and_counted),
        cmocka_unit_test(stages_and_ends_have_the_day_of_their_column_or_status),
        cmocka_unit_test(the_newest_event_is_the_as_of_day_unless_it_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
