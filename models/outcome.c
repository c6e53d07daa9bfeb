/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/outcome.h"

const OutcomeWord OUTCOME_STAGES[STAGE_COUNT] = {
    [STAGE_DELIVERED] = {"delivered", "delivered", "a row the vendor delivered"},
    [STAGE_ACCEPTED] = {"accepted", "accepted by sales", "sales took the lead to work (SAL)"},
    [STAGE_SQL] = {"sql", "SQL", "sales-qualified: sales found a real need and agreed to pursue it"},
    [STAGE_OPPORTUNITY] = {"opportunity", "opportunity", "an opportunity stands in the CRM"},
    [STAGE_WON] = {"won", "won", "the deal was closed and won"},
};

const OutcomeWord OUTCOME_CLASSES[CLASS_COUNT] = {
    [CLASS_DUPLICATE] = {"duplicate", "duplicate",
                         "the contact had been delivered before, or was already ours"},
    [CLASS_RETURNED] = {"returned", "returned", "given back to the vendor"},
    [CLASS_INVALID] = {"invalid", "invalid", "no such contact: wrong, bounced or made-up data"},
    [CLASS_WON] = {"won", "won", "the deal was closed and won"},
    [CLASS_LOST] = {"lost", "lost", "closed without a deal after sales had worked it"},
    [CLASS_OPPORTUNITY] = {"opportunity", "open opportunity", "an opportunity that is still open"},
    [CLASS_SQL] = {"sql", "open SQL", "sales-qualified, no opportunity yet"},
    [CLASS_DISQUALIFIED] = {"disqualified", "disqualified", "after contact: no budget, authority or need"},
    [CLASS_REJECTED] = {"rejected", "rejected", "before contact: sales would not work it"},
    [CLASS_ACCEPTED] = {"accepted", "accepted, open", "sales is working it"},
    [CLASS_TOUCHED] = {"touched", "touched, open", "tried at least once, nothing decided"},
    [CLASS_UNTOUCHED] = {"untouched", "untouched", "nobody has tried it yet"},
};

const OutcomeWord OUTCOME_KINDS[KIND_COUNT] = {
    [KIND_FIT] = {"fit", "fit", "size, industry, geography or technology does not fit"},
    [KIND_TIMING] = {"timing", "timing", "under contract, no project, no budget now, just bought"},
    [KIND_DATA] = {"data", "data", "contact data missing or unusable"},
    [KIND_OTHER] = {"other", "other", "any other reason, to be reviewed"},
};

const OutcomeWord OUTCOME_MEANINGS[MEANING_COUNT] = {
    [MEANS_NOTHING] = {"", "nothing", "says nothing about the lead"},
    [MEANS_UNTOUCHED] = {"untouched", "untouched", "nobody has tried it yet"},
    [MEANS_TOUCHED] = {"touched", "touched", "tried at least once"},
    [MEANS_QUIET] = {"quiet", "quiet", "worked, then silent: nobody expects an answer"},
    [MEANS_ACCEPTED] = {"accepted", "accepted by sales", "sales took it to work"},
    [MEANS_REJECTED] = {"rejected", "rejected", "sales would not work it"},
    [MEANS_DISQUALIFIED] = {"disqualified", "disqualified", "given up after contact"},
    [MEANS_INVALID] = {"invalid", "invalid", "no such contact"},
    [MEANS_UNREACHABLE] = {"unreachable", "unreachable", "nobody answers under this contact"},
    [MEANS_DUPLICATE] = {"duplicate", "duplicate", "had it already"},
    [MEANS_RETURNED] = {"returned", "returned", "given back to the vendor"},
    [MEANS_SQL] = {"sql", "SQL", "sales-qualified"},
    [MEANS_OPPORTUNITY] = {"opportunity", "opportunity", "an opportunity stands"},
    [MEANS_WON] = {"won", "won", "deal won"},
    [MEANS_LOST] = {"lost", "lost", "deal lost"},
};

/* Spellings met in exports, in the form `squeeze` gives them. */
static const struct {
    const char *raw;
    StatusMeaning means;
} STATUSES[] = {
    {"new", MEANS_UNTOUCHED},
    {"open", MEANS_UNTOUCHED},
    {"opennotcontacted", MEANS_UNTOUCHED},
    {"notcontacted", MEANS_UNTOUCHED},
    {"notattempted", MEANS_UNTOUCHED},
    {"untouched", MEANS_UNTOUCHED},
    {"unworked", MEANS_UNTOUCHED},
    {"mql", MEANS_UNTOUCHED},
    {"marketingqualified", MEANS_UNTOUCHED},
    {"marketingqualifiedlead", MEANS_UNTOUCHED},
    {"lead", MEANS_UNTOUCHED},
    {"subscriber", MEANS_UNTOUCHED},
    {"contacted", MEANS_TOUCHED},
    {"attempted", MEANS_TOUCHED},
    {"attemptedtocontact", MEANS_TOUCHED},
    {"attempting", MEANS_TOUCHED},
    {"attemptingcontact", MEANS_TOUCHED},
    {"workingcontacted", MEANS_TOUCHED},
    {"working", MEANS_TOUCHED},
    {"inprogress", MEANS_TOUCHED},
    {"touched", MEANS_TOUCHED},
    {"contactinfuture", MEANS_QUIET},
    {"nurture", MEANS_QUIET},
    {"nurturing", MEANS_QUIET},
    {"recycled", MEANS_QUIET},
    {"quiet", MEANS_QUIET},
    {"noresponse", MEANS_QUIET},
    {"accepted", MEANS_ACCEPTED},
    {"sal", MEANS_ACCEPTED},
    {"salesaccepted", MEANS_ACCEPTED},
    {"salesacceptedlead", MEANS_ACCEPTED},
    {"connected", MEANS_ACCEPTED},
    {"engaged", MEANS_ACCEPTED},
    {"meetingscheduled", MEANS_ACCEPTED},
    {"rejected", MEANS_REJECTED},
    {"salesrejected", MEANS_REJECTED},
    {"unqualified", MEANS_DISQUALIFIED},
    {"closednotconverted", MEANS_DISQUALIFIED},
    {"notqualified", MEANS_DISQUALIFIED},
    {"disqualified", MEANS_DISQUALIFIED},
    {"invalid", MEANS_INVALID},
    {"junk", MEANS_INVALID},
    {"junklead", MEANS_INVALID},
    {"baddata", MEANS_INVALID},
    {"badtiming", MEANS_REJECTED},
    {"bounced", MEANS_INVALID},
    {"unreachable", MEANS_UNREACHABLE},
    {"lostlead", MEANS_LOST},
    {"duplicate", MEANS_DUPLICATE},
    {"returned", MEANS_RETURNED},
    {"sql", MEANS_SQL},
    {"qualified", MEANS_SQL},
    {"salesqualified", MEANS_SQL},
    {"salesqualifiedlead", MEANS_SQL},
    {"prequalified", MEANS_SQL},
    {"opendeal", MEANS_OPPORTUNITY},
    {"opportunity", MEANS_OPPORTUNITY},
    {"closedconverted", MEANS_OPPORTUNITY},
    {"converted", MEANS_OPPORTUNITY},
    {"engaging", MEANS_OPPORTUNITY},
    {"proposal", MEANS_OPPORTUNITY},
    {"negotiation", MEANS_OPPORTUNITY},
    {"won", MEANS_WON},
    {"closedwon", MEANS_WON},
    {"customer", MEANS_WON},
    {"lost", MEANS_LOST},
    {"closedlost", MEANS_LOST},
    {"dead", MEANS_LOST},
    {"prospecting", MEANS_UNTOUCHED},
};

/* Key words of reasons, looked for inside the squeezed text; the first row that fits. */
static const struct {
    const char *word;
    ReasonMeaning means;
} REASONS[] = {
    {"duplicate", {KIND_DATA, .duplicate = true, .known = true}},
    {"alreadycustomer", {KIND_DATA, .duplicate = true, .known = true}},
    {"existingcustomer", {KIND_DATA, .duplicate = true, .known = true}},
    {"invalid", {KIND_DATA, .invalid = true, .known = true}},
    {"wrongnumber", {KIND_DATA, .invalid = true, .known = true}},
    {"bounced", {KIND_DATA, .invalid = true, .known = true}},
    {"fake", {KIND_DATA, .invalid = true, .known = true}},
    {"personaldomain", {KIND_DATA, .known = true}},
    {"personalemail", {KIND_DATA, .known = true}},
    {"missing", {KIND_DATA, .known = true}},
    {"incomplete", {KIND_DATA, .known = true}},
    {"baddata", {KIND_DATA, .known = true}},
    {"contract", {KIND_TIMING, .known = true}},
    {"noproject", {KIND_TIMING, .known = true}},
    {"budget", {KIND_TIMING, .known = true}},
    {"executivechange", {KIND_TIMING, .known = true}},
    {"recentpurchase", {KIND_TIMING, .known = true}},
    {"recentlypurchased", {KIND_TIMING, .known = true}},
    {"timing", {KIND_TIMING, .known = true}},
    {"notnow", {KIND_TIMING, .known = true}},
    {"size", {KIND_FIT, .known = true}},
    {"toosmall", {KIND_FIT, .known = true}},
    {"toolarge", {KIND_FIT, .known = true}},
    {"industry", {KIND_FIT, .known = true}},
    {"geograph", {KIND_FIT, .known = true}},
    {"region", {KIND_FIT, .known = true}},
    {"techstack", {KIND_FIT, .known = true}},
    {"technology", {KIND_FIT, .known = true}},
    {"persona", {KIND_FIT, .known = true}},
    {"jobtitle", {KIND_FIT, .known = true}},
    {"seniority", {KIND_FIT, .known = true}},
    {"student", {KIND_FIT, .known = true}},
    {"competitor", {KIND_FIT, .known = true}},
    {"fit", {KIND_FIT, .known = true}},
    {"data", {KIND_DATA, .known = true}},
};

enum { SQUEEZED = 512 };

/* Keeps letters and digits, in lower case; of a longer text, which is no word of a CRM, the beginning. */
static Str squeeze(Str raw, char text[SQUEEZED]) {
    size_t n = 0;
    for (size_t i = 0; i < raw.len && n < SQUEEZED; i++) {
        const char c = raw.at[i];
        if (c >= 'A' && c <= 'Z') text[n++] = (char)(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80) text[n++] = c;
    }
    return (Str){text, n};
}

static bool contains(Str text, Str word) {
    for (size_t i = 0; i + word.len <= text.len; i++) {
        if (str_equal((Str){text.at + i, word.len}, word)) return true;
    }
    return false;
}

Stage outcome_stage(OutcomeClass class, Stage reached) {
    static const Stage STAGE_OF[CLASS_COUNT] = {
        [CLASS_DUPLICATE] = STAGE_COUNT,
        [CLASS_RETURNED] = STAGE_COUNT,
        [CLASS_INVALID] = STAGE_COUNT,
        [CLASS_WON] = STAGE_WON,
        [CLASS_LOST] = STAGE_ACCEPTED,
        [CLASS_OPPORTUNITY] = STAGE_OPPORTUNITY,
        [CLASS_SQL] = STAGE_SQL,
        [CLASS_DISQUALIFIED] = STAGE_ACCEPTED,
        [CLASS_REJECTED] = STAGE_DELIVERED,
        [CLASS_ACCEPTED] = STAGE_ACCEPTED,
        [CLASS_TOUCHED] = STAGE_DELIVERED,
        [CLASS_UNTOUCHED] = STAGE_DELIVERED,
    };
    if (class == CLASS_LOST && reached > STAGE_ACCEPTED) return reached;
    return STAGE_OF[class];
}

bool outcome_parse_meaning(Str key, StatusMeaning *out) {
    key = str_trim(key);
    for (int i = MEANS_UNTOUCHED; i < MEANING_COUNT; i++) {
        if (str_equal_nocase(key, str_from(OUTCOME_MEANINGS[i].key))) {
            *out = (StatusMeaning)i;
            return true;
        }
    }
    return false;
}

StatusMeaning outcome_guess_status(Str raw) {
    char text[SQUEEZED];
    const Str squeezed = squeeze(raw, text);
    for (size_t i = 0; i < sizeof STATUSES / sizeof *STATUSES; i++) {
        if (str_equal(squeezed, str_from(STATUSES[i].raw))) return STATUSES[i].means;
    }
    return MEANS_NOTHING;
}

ReasonMeaning outcome_parse_reason_class(Str key) {
    key = str_trim(key);
    for (int i = 0; i < KIND_COUNT; i++) {
        if (str_equal_nocase(key, str_from(OUTCOME_KINDS[i].key))) {
            return (ReasonMeaning){.kind = (ReasonKind)i, .known = true};
        }
    }
    if (str_equal_nocase(key, STR("duplicate")))
        return (ReasonMeaning){KIND_DATA, .duplicate = true, .known = true};
    if (str_equal_nocase(key, STR("invalid")))
        return (ReasonMeaning){KIND_DATA, .invalid = true, .known = true};
    return (ReasonMeaning){.kind = KIND_OTHER};
}

ReasonMeaning outcome_guess_reason(Str raw) {
    char text[SQUEEZED];
    const Str squeezed = squeeze(raw, text);
    for (size_t i = 0; squeezed.len && i < sizeof REASONS / sizeof *REASONS; i++) {
        if (contains(squeezed, str_from(REASONS[i].word))) return REASONS[i].means;
    }
    return (ReasonMeaning){.kind = KIND_OTHER};
}
