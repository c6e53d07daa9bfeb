/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the funnel against CASE's definitions and the published tree of rejection reasons. */
#include "models/outcome.h"
#include "tests/support/check.h"
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

static void classes_stand_in_the_order_of_precedence(void **state) {
    (void)state;
    static const char *const ORDER[CLASS_COUNT] = {"duplicate", "returned",    "invalid", "won",
                                                   "lost",      "opportunity", "sql",     "disqualified",
                                                   "rejected",  "accepted",    "touched", "untouched"};
    for (size_t c = 0; c < CLASS_COUNT; c++) assert_string_equal(OUTCOME_CLASSES[c].key, ORDER[c]);
}

static void stages_stand_in_the_order_of_the_funnel(void **state) {
    (void)state;
    static const char *const ORDER[STAGE_COUNT] = {"delivered", "accepted", "sql", "opportunity", "won"};
    for (size_t s = 0; s < STAGE_COUNT; s++) assert_string_equal(OUTCOME_STAGES[s].key, ORDER[s]);
}

static void check_words(const OutcomeWord *words, size_t first, size_t count) {
    for (size_t i = first; i < count; i++) {
        assert_true(*words[i].key && *words[i].label && *words[i].meaning);
        for (size_t j = first; j < i; j++) assert_string_not_equal(words[i].key, words[j].key);
    }
}

static void every_word_has_a_key_of_its_own_a_label_and_a_meaning(void **state) {
    (void)state;
    check_words(OUTCOME_STAGES, 0, STAGE_COUNT);
    check_words(OUTCOME_CLASSES, 0, CLASS_COUNT);
    check_words(OUTCOME_KINDS, 0, KIND_COUNT);
    check_words(OUTCOME_MEANINGS, MEANS_UNTOUCHED, MEANING_COUNT);
}

/* CASE: cumulative stages are counted from the classes; SAL = accepted + disqualified + sql + ... + lost. */
static const struct {
    OutcomeClass class;
    Stage reached, counts_in;
} STAGES[] = {
    {CLASS_DUPLICATE, STAGE_WON, STAGE_COUNT},
    {CLASS_RETURNED, STAGE_SQL, STAGE_COUNT},
    {CLASS_INVALID, STAGE_DELIVERED, STAGE_COUNT},
    {CLASS_WON, STAGE_WON, STAGE_WON},
    {CLASS_LOST, STAGE_DELIVERED, STAGE_ACCEPTED},
    {CLASS_LOST, STAGE_ACCEPTED, STAGE_ACCEPTED},
    {CLASS_LOST, STAGE_SQL, STAGE_SQL},
    {CLASS_LOST, STAGE_OPPORTUNITY, STAGE_OPPORTUNITY},
    {CLASS_OPPORTUNITY, STAGE_OPPORTUNITY, STAGE_OPPORTUNITY},
    {CLASS_SQL, STAGE_SQL, STAGE_SQL},
    {CLASS_DISQUALIFIED, STAGE_ACCEPTED, STAGE_ACCEPTED},
    {CLASS_REJECTED, STAGE_ACCEPTED, STAGE_DELIVERED}, /* rejected after acceptance is not SAL */
    {CLASS_ACCEPTED, STAGE_ACCEPTED, STAGE_ACCEPTED},
    {CLASS_TOUCHED, STAGE_DELIVERED, STAGE_DELIVERED},
    {CLASS_UNTOUCHED, STAGE_DELIVERED, STAGE_DELIVERED},
};

static void a_class_counts_in_its_last_cumulative_stage(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(STAGES); i++) {
        const Stage got = outcome_stage(STAGES[i].class, STAGES[i].reached);
        if (got != STAGES[i].counts_in) fail_msg("%s: stage %d", OUTCOME_CLASSES[STAGES[i].class].key, got);
    }
}

static void every_outcome_of_a_statuses_table_is_known(void **state) {
    (void)state;
    static const struct {
        const char *word;
        StatusMeaning means;
    } WORDS[] = {
        {"untouched", MEANS_UNTOUCHED},
        {"touched", MEANS_TOUCHED},
        {"quiet", MEANS_QUIET},
        {"accepted", MEANS_ACCEPTED},
        {"rejected", MEANS_REJECTED},
        {"disqualified", MEANS_DISQUALIFIED},
        {"invalid", MEANS_INVALID},
        {"unreachable", MEANS_UNREACHABLE},
        {"duplicate", MEANS_DUPLICATE},
        {"returned", MEANS_RETURNED},
        {"sql", MEANS_SQL},
        {"opportunity", MEANS_OPPORTUNITY},
        {"won", MEANS_WON},
        {"lost", MEANS_LOST},
        {" Won ", MEANS_WON},
        {"SQL", MEANS_SQL},
    };
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        StatusMeaning means = MEANS_NOTHING;
        assert_true(outcome_parse_meaning(str_from(WORDS[i].word), &means));
        assert_int_equal(means, WORDS[i].means);
    }
}

static void a_word_that_is_no_outcome_is_refused_and_changes_nothing(void **state) {
    (void)state;
    static const char *const WRONG[] = {"", "  ", "nothing", "closed won", "sqls"};
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        StatusMeaning means = MEANS_LOST;
        assert_false(outcome_parse_meaning(str_from(WRONG[i]), &means));
        assert_int_equal(means, MEANS_LOST);
    }
}

/* The words of CRMs as they ship: Salesforce, HubSpot, Zoho; and of a published set of deals (maven). */
static const struct {
    const char *raw;
    StatusMeaning means;
} STATUSES[] = {
    {"Open - Not Contacted", MEANS_UNTOUCHED},
    {"Working - Contacted", MEANS_TOUCHED},
    {"Closed - Converted", MEANS_OPPORTUNITY},
    {"Closed - Not Converted", MEANS_DISQUALIFIED},
    {"NEW", MEANS_UNTOUCHED},
    {"IN_PROGRESS", MEANS_TOUCHED},
    {"OPEN_DEAL", MEANS_OPPORTUNITY},
    {"UNQUALIFIED", MEANS_DISQUALIFIED},
    {"ATTEMPTED_TO_CONTACT", MEANS_TOUCHED},
    {"CONNECTED", MEANS_ACCEPTED},
    {"Marketing Qualified Lead", MEANS_UNTOUCHED},
    {"Sales Qualified Lead", MEANS_SQL},
    {"Customer", MEANS_WON},
    {"Not Contacted", MEANS_UNTOUCHED},
    {"Contact in Future", MEANS_QUIET},
    {"Junk Lead", MEANS_INVALID},
    {"Lost Lead", MEANS_LOST},
    {"Not Qualified", MEANS_DISQUALIFIED},
    {"Engaging", MEANS_OPPORTUNITY},
    {"Closed Won", MEANS_WON},
    {"closed/lost", MEANS_LOST},
    {"", MEANS_NOTHING},
    {"---", MEANS_NOTHING},
    {"Wonderful", MEANS_NOTHING},
    {"Zum Nachfassen", MEANS_NOTHING},
};

static void statuses_of_known_crms_are_understood_whatever_their_punctuation(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(STATUSES); i++) {
        const StatusMeaning got = outcome_guess_status(str_from(STATUSES[i].raw));
        if (got != STATUSES[i].means)
            fail_msg("'%s' is taken for '%s'", STATUSES[i].raw, OUTCOME_MEANINGS[got].label);
    }
}

/* FIELD: fit (size, industry, geography, tech stack), timing (competitor contract, no project or budget cycle,
 * executive change, recent purchase), data (missing contact, personal domain), other. */
static const struct {
    const char *raw;
    ReasonMeaning means;
} REASONS[] = {
    {"Company size", {KIND_FIT, .known = true}},
    {"Wrong industry", {KIND_FIT, .known = true}},
    {"Geography", {KIND_FIT, .known = true}},
    {"Tech stack", {KIND_FIT, .known = true}},
    {"Competitor contract", {KIND_TIMING, .known = true}},
    {"No project", {KIND_TIMING, .known = true}},
    {"Budget cycle", {KIND_TIMING, .known = true}},
    {"Executive change", {KIND_TIMING, .known = true}},
    {"Recent purchase", {KIND_TIMING, .known = true}},
    {"Missing contact", {KIND_DATA, .known = true}},
    {"Personal domain", {KIND_DATA, .known = true}},
    {"Invalid e-mail", {KIND_DATA, .invalid = true, .known = true}},
    {"DUPLICATE", {KIND_DATA, .duplicate = true, .known = true}},
    {"Asked us not to call", {.kind = KIND_OTHER}},
    {"", {.kind = KIND_OTHER}},
};

static bool same_reason(ReasonMeaning a, ReasonMeaning b) {
    return a.kind == b.kind && a.duplicate == b.duplicate && a.invalid == b.invalid && a.known == b.known;
}

static void reasons_of_the_published_tree_find_their_kind(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(REASONS); i++) {
        if (!same_reason(outcome_guess_reason(str_from(REASONS[i].raw)), REASONS[i].means))
            fail_msg("'%s' is taken for something else", REASONS[i].raw);
    }
}

static void a_reason_is_found_at_the_end_of_a_long_sentence(void **state) {
    (void)state;
    const Str sentence =
        STR("Reached the switchboard twice and then the assistant, who says that this person "
            "has left and that it is the wrong industry");
    assert_int_equal(outcome_guess_reason(sentence).kind, KIND_FIT);
}

static void every_class_of_a_reasons_table_is_known(void **state) {
    (void)state;
    static const struct {
        const char *word;
        ReasonMeaning means;
    } WORDS[] = {
        {"fit", {KIND_FIT, .known = true}},
        {"Timing", {KIND_TIMING, .known = true}},
        {" data ", {KIND_DATA, .known = true}},
        {"OTHER", {KIND_OTHER, .known = true}},
        {"duplicate", {KIND_DATA, .duplicate = true, .known = true}},
        {"invalid", {KIND_DATA, .invalid = true, .known = true}},
        {"", {.kind = KIND_OTHER}},
        {"size", {.kind = KIND_OTHER}},
    };
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        assert_true(same_reason(outcome_parse_reason_class(str_from(WORDS[i].word)), WORDS[i].means));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_stand_in_the_order_of_precedence),
        cmocka_unit_test(stages_stand_in_the_order_of_the_funnel),
        cmocka_unit_test(every_word_has_a_key_of_its_own_a_label_and_a_meaning),
        cmocka_unit_test(a_class_counts_in_its_last_cumulative_stage),
        cmocka_unit_test(every_outcome_of_a_statuses_table_is_known),
        cmocka_unit_test(a_word_that_is_no_outcome_is_refused_and_changes_nothing),
        cmocka_unit_test(statuses_of_known_crms_are_understood_whatever_their_punctuation),
        cmocka_unit_test(reasons_of_the_published_tree_find_their_kind),
        cmocka_unit_test(a_reason_is_found_at_the_end_of_a_long_sentence),
        cmocka_unit_test(every_class_of_a_reasons_table_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
