/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports of each system, with its quirks, and what their columns are. Header rows as the systems write them. */
#include "inputs/header_name.h"
#include "inputs/mapping.h"
#include "tests/support/check.h"

enum { MOST_NAMES = 24 };

/* A header row, parted by ; and what must be found in it, "field=header". */
typedef struct Case {
    const char *sentence, *header, *preset;
    const char *fields;
    const char *map, *asked;
} Case;

/* clang-format off */
#define SALESFORCE "Lead ID;Lead Owner;First Name;Last Name;Title;Company / Account;Email;Phone;Lead Source;Lead Status;Rating;Create Date;Last Activity;Primary Campaign"
#define HUBSPOT    "Record ID;First Name;Last Name;Email;Job Title;Company Name;Lead Status;Lifecycle Stage;Original Source;Original Source Drill-Down 1;Create Date;Close Date;" \
                   "Last Contacted;Became a Lead Date;Became a Marketing Qualified Lead Date;Became a Sales Qualified Lead Date;Became an Opportunity Date;Became a Customer Date;" \
                   "Marketing emails bounced;Recent Deal Amount"
#define PIPEDRIVE  "Deal - ID;Deal - Title;Deal - Value;Deal - Currency;Deal - Stage;Deal - Status;Deal - Owner;Deal - Deal created;Deal - Won time;Deal - Lost time;Deal - Lost reason;Person - Email"
static const Case CASES[] = {
    {"a_lead_report_of_salesforce", SALESFORCE, "salesforce-leads",
     "lead_id=Lead ID;vendor=Lead Source;delivered_at=Create Date;status=Lead Status;owner=Lead Owner;email=Email;account=Company / Account;campaign=Primary Campaign", "", ""},
    {"with_the_other_name_of_its_day", "Lead ID;Company / Account;Lead Source;Lead Status;Created Date", "salesforce-leads", "delivered_at=Created Date", "", ""},
    {"with_an_arrow_behind_a_grouped_column", "Lead ID;Company / Account;Lead Source  \xe2\x86\x91;Lead Status;Create Date", "salesforce-leads", "vendor=Lead Source  \xe2\x86\x91", "", ""},
    {"in_capitals_with_stars_and_without_blanks", "LEAD ID*;COMPANY/ACCOUNT;LEAD SOURCE*;LEAD STATUS*;CREATE DATE", "salesforce-leads", "lead_id=LEAD ID*;vendor=LEAD SOURCE*", "", ""},
    {"an_opportunity_report_of_salesforce",
     "Account Name;Opportunity Name;Opportunity ID;Opportunity Owner;Amount;Stage;Probability (%);Created Date;Close Date;Last Stage Change Date;Lead Source;Primary Campaign Source", "salesforce-opportunities",
     "opportunity_id=Opportunity ID;amount=Amount;status=Stage;status_at=Last Stage Change Date;opportunity_at=Created Date;closed_at=Close Date;vendor=Lead Source;account=Account Name;owner=Opportunity Owner;campaign=Primary Campaign Source", "", ""},
    {"leads_by_the_data_loader",
     "Id;LastName;FirstName;Title;Company;Email;LeadSource;Status;Rating;IsConverted;ConvertedDate;ConvertedOpportunityId;CreatedDate;LastActivityDate;EmailBouncedReason;EmailBouncedDate", "salesforce-api",
     "lead_id=Id;vendor=LeadSource;delivered_at=CreatedDate;status=Status;sql_at=ConvertedDate;opportunity_id=ConvertedOpportunityId;bounced_at=EmailBouncedDate;account=Company;email=Email", "", ""},
    {"without_the_day_of_conversion_the_flag_counts", "Id;Company;LeadSource;Status;IsConverted;CreatedDate", "salesforce-api", "sql_at=IsConverted", "", ""},
    {"contacts_of_hubspot", HUBSPOT, "hubspot-contacts",
     "lead_id=Record ID;email=Email;account=Company Name;status=Lead Status;vendor=Original Source;delivered_at=Create Date;mql_at=Became a Marketing Qualified Lead Date;"
     "sql_at=Became a Sales Qualified Lead Date;opportunity_at=Became an Opportunity Date;won_at=Became a Customer Date;bounced_at=Marketing emails bounced;amount=Recent Deal Amount", "", ""},
    {"older_contacts_of_hubspot", "Contact ID;Email;Lifecycle Stage;Create Date", "hubspot-contacts", "lead_id=Contact ID;status=Lifecycle Stage", "", ""},
    {"newer_contacts_of_hubspot", "Record ID;Email;Lifecycle Stage;Create Date;Date entered \"Sales Qualified Lead (Lifecycle Stage Pipeline)\"", "hubspot-contacts",
     "sql_at=Date entered \"Sales Qualified Lead (Lifecycle Stage Pipeline)\"", "", ""},
    {"deals_of_hubspot", "Record ID;Deal Name;Deal Stage;Pipeline;Amount;Deal owner;Close Date;Associated Contact IDs", "hubspot-deals",
     "opportunity_id=Record ID;lead_id=Associated Contact IDs;status=Deal Stage;amount=Amount;closed_at=Close Date;owner=Deal owner", "", ""},
    {"deals_of_pipedrive", PIPEDRIVE, "pipedrive",
     "opportunity_id=Deal - ID;amount=Deal - Value;currency=Deal - Currency;status=Deal - Status;owner=Deal - Owner;opportunity_at=Deal - Deal created;won_at=Deal - Won time;lost_at=Deal - Lost time;email=Person - Email", "", ""},
    {"with_dashes_of_the_other_kind", "Deal \xe2\x80\x93 ID;Deal \xe2\x80\x93 Title;Deal \xe2\x80\x93 Stage;Deal \xe2\x80\x93 Status;Deal \xe2\x80\x93 Lead Source;Deal \xe2\x80\x93 Add time", "pipedrive",
     "vendor=Deal \xe2\x80\x93 Lead Source;opportunity_at=Deal \xe2\x80\x93 Add time", "", ""},
    {"with_names_that_are_short", "Deal - ID;Title;Value;Currency;Stage;Status;Owner;Add time;Won time;Lost time", "pipedrive", "amount=Value;opportunity_at=Add time;won_at=Won time", "", ""},
    {"leads_of_zoho", "Record Id;Lead Owner;Is Converted;Company;Email;Lead Source;Lead Status;Created Time;Modified Time;Last Activity Time;Converted Date Time", "zoho",
     "lead_id=Record Id;vendor=Lead Source;status=Lead Status;delivered_at=Created Time;sql_at=Converted Date Time;owner=Lead Owner;account=Company", "", ""},
    {"members_of_marketo", "leadId;programId;statusName;statusReason;membershipDate;reachedSuccess;reachedSuccessDate", "marketo",
     "lead_id=leadId;campaign=programId;status=statusName;delivered_at=membershipDate", "", ""},
    {"leads_of_dynamics", "(Do Not Modify) Lead;(Do Not Modify) Row Checksum;(Do Not Modify) Modified On;Topic;Company Name;Lead Source;Source Campaign;Status Reason;Created On", "dynamics",
     "lead_id=(Do Not Modify) Lead;vendor=Lead Source;campaign=Source Campaign;status=Status Reason;delivered_at=Created On;account=Company Name", "", ""},
    {"leads_of_convertr", "id;publisherId;publisherName;campaignFormId;createdDate;leadStatus;Advertiser Billable;Advertiser Payout", "convertr",
     "lead_id=id;vendor=publisherName;campaign=campaignFormId;delivered_at=createdDate;status=leadStatus;billable=Advertiser Billable;price=Advertiser Payout", "", ""},
    /* near misses */
    {"one_header_short_of_salesforce", "Lead ID;Lead Owner;Company / Account;Email;Lead Source;Create Date", "", "email=Email", "", ""},
    {"companies_of_hubspot_are_no_contacts", "Record ID;Company name;Lifecycle Stage;Create Date;Company owner", "", "", "", ""},
    {"deals_without_a_pipeline_are_not_known", "Record ID;Deal Name;Deal Stage;Amount;Close Date", "", "amount=Amount", "", ""},
    {"leads_of_our_own_are_no_export", "lead_id;vendor;delivered_at;status", "", "lead_id=lead_id;vendor=vendor", "", ""},
    {"a_name_that_only_begins_alike", "Lead IDs;Company / Accounts;Lead Source;Lead Status;Create Date", "", "", "", ""},
    /* who wins */
    {"a_map_wins_over_a_preset", SALESFORCE, "salesforce-leads", "vendor=Primary Campaign;status=Lead Status", "vendor=Primary Campaign", ""},
    {"a_column_that_a_map_took_is_not_what_the_preset_says", SALESFORCE, "salesforce-leads", "segment=Lead Source", "segment=Lead Source", ""},
    {"a_preset_wins_over_a_name", SALESFORCE ";vendor", "salesforce-leads", "vendor=Lead Source", "", ""},
    {"what_a_preset_leaves_alone_is_what_its_name_says", SALESFORCE ";segment;touches", "salesforce-leads", "segment=segment;touches=touches", "", ""},
    {"none_is_no_preset", SALESFORCE, "", "email=Email", "", "none"},
    {"a_preset_that_was_asked_for_needs_no_signature", "Lead ID;Lead Source;Create Date", "salesforce-leads", "lead_id=Lead ID;vendor=Lead Source;delivered_at=Create Date", "", "Salesforce-Leads"},
    {"an_asked_one_wins_over_the_one_that_fits", HUBSPOT, "marketo", "email=Email", "", "marketo"},
    {"a_file_of_counts_has_no_preset", SALESFORCE ";leads", "", "email=Email", "", ""},
};
/* clang-format on */

static size_t take_names(const char *text, Str names[MOST_NAMES]) {
    Str rest = str_from(text);
    size_t count = 0;
    while (count < MOST_NAMES && str_split(&rest, ';', &names[count])) count++;
    return count;
}

static Status resolve(const Case *one, Arena *arena, Mapping *out, Err *err) {
    Str *names = ARENA_ARRAY(arena, Str, MOST_NAMES);
    const MappingRequest request = {.names = names,
                                    .count = take_names(one->header, names),
                                    .map = str_from(one->map),
                                    .preset = str_from(one->asked)};
    return mapping_resolve(&request, arena, out, err);
}

/* Returns the header that was taken for `field`, empty where none was. */
static Str header_of(const Mapping *mapping, const char *header, Str field) {
    Str names[MOST_NAMES];
    take_names(header, names);
    for (size_t i = 0; i < mapping->use_count; i++) {
        if (str_equal(field, str_from(mapping_target_name(mapping->uses[i].target))))
            return names[mapping->uses[i].column];
    }
    return STR("");
}

static void exports_are_known_by_their_columns(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const Case *one = &CASES[i];
        Arena *arena = check_arena();
        Mapping mapping;
        Err err = {OK, ""};
        Str fields = str_from(one->fields), pair, field;
        print_message("%s\n", one->sentence);
        check_status(resolve(one, arena, &mapping, &err), OK, &err);
        assert_string_equal(mapping.preset ? mapping.preset->name : "", one->preset);
        while (fields.len && str_split(&fields, ';', &pair)) {
            str_split(&pair, '=', &field);
            check_text(header_of(&mapping, one->header, field), str_copy(arena, pair).at);
        }
        arena_free(arena);
    }
}

static void what_is_not_surely_that_is_not_mapped(void **state) {
    (void)state;
    static const struct {
        const char *header;
        int targets[4]; /* that nothing may be taken for; -1 ends them */
    } LEFT[] = {{SALESFORCE, {LEAD_FIRST_TOUCH_AT, LEAD_CONTACTED_AT, LEAD_SQL_AT, -1}},
                {HUBSPOT, {LEAD_FIRST_TOUCH_AT, LEAD_CONTACTED_AT, LEAD_CLOSED_AT, LEAD_CAMPAIGN}},
                {PIPEDRIVE, {LEAD_DELIVERED_AT, LEAD_VENDOR, LEAD_REJECT_REASON, MAP_LEAD_ID}}};
    for (size_t i = 0; i < sizeof LEFT / sizeof *LEFT; i++) {
        Arena *arena = check_arena();
        Mapping mapping;
        const Case one = {.header = LEFT[i].header, .map = "", .asked = ""};
        check_status(resolve(&one, arena, &mapping, NULL), OK, NULL);
        for (int t = 0; t < 4 && LEFT[i].targets[t] >= 0; t++)
            assert_int_equal(mapping.column_of[LEFT[i].targets[t]], -1);
        arena_free(arena);
    }
}

static void bounces_are_counted(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Mapping mapping;
    const Case one = {.header = HUBSPOT, .map = "", .asked = ""};
    check_status(resolve(&one, arena, &mapping, NULL), OK, NULL);
    assert_true(mapping.flag_of[LEAD_BOUNCED_AT]);
    assert_true(mapping.counted_of[LEAD_BOUNCED_AT]);
    assert_false(mapping.counted_of[LEAD_SQL_AT]);
    arena_free(arena);
}

static void two_presets_that_fit_are_named(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Mapping mapping;
    Err err = {OK, ""};
    const Case one = {.header = HUBSPOT ";Deal Name;Deal Stage;Pipeline", .map = "", .asked = ""};
    check_status(resolve(&one, arena, &mapping, &err), ERR_DATA, &err);
    assert_string_equal(err.text,
                        "the columns are those of HubSpot contacts and of HubSpot deals: say --preset "
                        "hubspot-contacts, --preset hubspot-deals or --preset none");
    arena_free(arena);
}

static void an_unknown_preset_is_refused_with_the_known_ones(void **state) {
    (void)state;
    Arena *arena = check_arena();
    Mapping mapping;
    Err err = {OK, ""};
    const Case one = {.header = SALESFORCE, .map = "", .asked = "sugar"};
    check_status(resolve(&one, arena, &mapping, &err), ERR_USAGE, &err);
    assert_string_equal(err.text,
                        "--preset sugar: expected one of none, salesforce-leads, salesforce-opportunities, "
                        "salesforce-api, hubspot-contacts, hubspot-deals, pipedrive, zoho, marketo, "
                        "dynamics, convertr");
    arena_free(arena);
}

static void every_row_of_the_table_is_whole(void **state) {
    (void)state;
    for (size_t p = 0; p < PRESET_COUNT; p++) {
        const Preset *preset = &PRESETS[p];
        assert_non_null(preset->signature[0]);
        assert_non_null(preset->signature[2]); /* fewer would fit by chance */
        for (size_t i = 0; i < PRESET_COLUMNS && preset->columns[i].headers; i++) {
            print_message("%s: %s\n", preset->name, preset->columns[i].headers);
            assert_true(mapping_knows(str_from(preset->columns[i].field)));
        }
        for (size_t other = 0; other < p; other++) assert_string_not_equal(preset->name, PRESETS[other].name);
    }
}

static void names_are_compared_by_letters_and_digits(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        bool same;
    } NAMES[] = {{"Soci\xc3\xa9t\xc3\xa9", "societe", true},
                 {"Socie\xcc\x81te\xcc\x81", "SOCI\xc3\x89T\xc3\x89", true},
                 {"E-Mail*", "email", true},
                 {"Drill-Down 1", "drill down 2", false},
                 {"\xd0\x98\xd0\xbc\xd1\x8f", "\xd0\xb8\xd0\xbc\xd1\x8f", true},
                 {"%", "#", false},
                 {"", "", false},
                 {"a", "", false},
                 {"na\xefve", "naive", false}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        assert_int_equal(header_name_same(str_from(NAMES[i].a), str_from(NAMES[i].b)), NAMES[i].same);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exports_are_known_by_their_columns),
        cmocka_unit_test(what_is_not_surely_that_is_not_mapped),
        cmocka_unit_test(bounces_are_counted),
        cmocka_unit_test(two_presets_that_fit_are_named),
        cmocka_unit_test(an_unknown_preset_is_refused_with_the_known_ones),
        cmocka_unit_test(every_row_of_the_table_is_whole),
        cmocka_unit_test(names_are_compared_by_letters_and_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
