/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/presets.h"
#include "inputs/header_name.h"
#include <stdio.h>
#include <string.h>

/* clang-format off */
const Preset PRESETS[] = {
    {"salesforce-leads", "Salesforce lead report",
     {"Company / Account", "Lead Source", "Lead Status"},
     {{"Lead ID", "lead_id"}, {"Lead Source", "vendor"}, {"Create Date|Created Date", "delivered_at"},
      {"Lead Status", "status"}, {"Lead Owner", "owner"}, {"Email", "email"}, {"Company / Account", "account"},
      {"Primary Campaign", "campaign"}}},
    {"salesforce-opportunities", "Salesforce opportunity report",
     {"Opportunity Name", "Stage", "Close Date", "Lead Source"},
     {{"Opportunity ID", "opportunity_id"}, {"Lead Source", "vendor"}, {"Created Date", "opportunity_at"},
      {"Stage", "status"}, {"Last Stage Change Date", "status_at"}, {"Close Date", "closed_at"}, {"Amount", "amount"},
      {"Opportunity Owner", "owner"}, {"Account Name", "account"}, {"Primary Campaign Source", "campaign"}}},
    {"salesforce-api", "Salesforce Data Loader, leads", /* a lead is converted when sales has qualified it */
     {"Id", "LeadSource", "Status", "IsConverted", "CreatedDate"},
     {{"Id", "lead_id"}, {"LeadSource", "vendor"}, {"CreatedDate", "delivered_at"}, {"Status", "status"},
      {"Email", "email"}, {"Company", "account"}, {"ConvertedDate", "sql_at"}, {"IsConverted", "sql"},
      {"ConvertedOpportunityId", "opportunity_id"}, {"EmailBouncedDate", "bounced_at"}}},
    {"hubspot-contacts", "HubSpot contacts",
     {"Record ID|Contact ID", "Email", "Lifecycle Stage", "Create Date"},
     {{"Record ID|Contact ID", "lead_id"}, {"Original Source", "vendor"}, {"Create Date", "delivered_at"},
      {"Lead Status|Lifecycle Stage", "status"}, {"Contact owner", "owner"}, {"Email", "email"},
      {"Company Name", "account"},
      {"Became a Marketing Qualified Lead Date|Date entered Marketing Qualified Lead (Lifecycle Stage Pipeline)", "mql_at"},
      {"Became a Sales Qualified Lead Date|Date entered Sales Qualified Lead (Lifecycle Stage Pipeline)", "sql_at"},
      {"Became an Opportunity Date|Date entered Opportunity (Lifecycle Stage Pipeline)", "opportunity_at"},
      {"Became a Customer Date|Date entered Customer (Lifecycle Stage Pipeline)", "won_at"},
      {"Recent Deal Amount", "amount"}, {"Marketing emails bounced", "bounced>0"}}},
    {"hubspot-deals", "HubSpot deals",
     {"Record ID|Deal ID", "Deal Name", "Deal Stage", "Pipeline"},
     {{"Record ID|Deal ID", "opportunity_id"}, {"Associated Contact IDs", "lead_id"}, {"Create Date", "opportunity_at"},
      {"Deal Stage", "status"}, {"Close Date", "closed_at"}, {"Amount", "amount"}, {"Deal owner", "owner"}}},
    {"pipedrive", "Pipedrive deals",
     {"Deal - ID", "Deal - Title|Title", "Deal - Stage|Stage", "Deal - Status|Status"},
     {{"Deal - ID", "opportunity_id"}, {"Deal - Lead Source", "vendor"},
      {"Deal - Deal created|Deal created|Deal - Add time|Add time", "opportunity_at"},
      {"Deal - Status|Status", "status"}, {"Deal - Won time|Won time", "won_at"},
      {"Deal - Lost time|Lost time", "lost_at"}, {"Deal - Value|Value", "amount"},
      {"Deal - Currency|Currency", "currency"}, {"Deal - Owner|Owner", "owner"},
      {"Person - Email|Person - Email - Work", "email"}, {"Deal - Organization|Organization", "account"}}},
    {"zoho", "Zoho leads",
     {"Record Id", "Lead Source", "Lead Status", "Created Time"},
     {{"Record Id", "lead_id"}, {"Lead Source", "vendor"}, {"Created Time", "delivered_at"}, {"Lead Status", "status"},
      {"Lead Owner", "owner"}, {"Email", "email"}, {"Company", "account"}, {"Converted Date Time", "sql_at"},
      {"Is Converted", "sql"}}},
    {"marketo", "Marketo programme members, bulk",
     {"leadId", "programId", "statusName", "membershipDate"},
     {{"leadId", "lead_id"}, {"programId", "campaign"}, {"membershipDate", "delivered_at"}, {"statusName", "status"}}},
    {"dynamics", "Dynamics 365 leads",
     {"(Do Not Modify) Lead", "Lead Source", "Status Reason", "Created On"},
     {{"(Do Not Modify) Lead", "lead_id"}, {"Lead Source", "vendor"}, {"Created On", "delivered_at"},
      {"Status Reason", "status"}, {"Source Campaign", "campaign"}, {"Owner", "owner"},
      {"Email|Email Address", "email"}, {"Company Name", "account"}}},
    {"convertr", "Convertr leads",
     {"publisherId", "publisherName", "campaignFormId", "leadStatus"},
     {{"id", "lead_id"}, {"publisherName", "vendor"}, {"createdDate", "delivered_at"}, {"leadStatus", "status"},
      {"campaignFormId", "campaign"}, {"Advertiser Billable", "billable"}, {"Advertiser Payout", "price"}}},
};
/* clang-format on */
const size_t PRESET_COUNT = sizeof PRESETS / sizeof *PRESETS;

static bool fits(const Preset *preset, const Str *names, size_t count) {
    for (size_t i = 0; i < PRESET_SIGNATURE && preset->signature[i]; i++) {
        if (header_name_find_any(names, count, str_from(preset->signature[i])) < 0) return false;
    }
    return true;
}

static Status find_asked(Str asked, const Preset **out, Err *err) {
    char all[256] = "none";
    if (str_equal_nocase(asked, STR("none"))) return OK;
    for (size_t i = 0; i < PRESET_COUNT; i++) {
        const size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, ", %s", PRESETS[i].name);
        if (str_equal_nocase(asked, str_from(PRESETS[i].name))) *out = &PRESETS[i];
    }
    if (*out) return OK;
    return err_set(err, ERR_USAGE, "--preset %.*s: expected one of %s", STR_ARGS(asked), all);
}

Status presets_find(const Str *names, size_t count, Str asked, const Preset **out, Err *err) {
    *out = NULL;
    if (asked.len) return find_asked(asked, out, err);
    for (size_t i = 0; i < PRESET_COUNT; i++) {
        if (!fits(&PRESETS[i], names, count)) continue;
        if (*out) {
            return err_set(
                err, ERR_DATA,
                "the columns are those of %s and of %s: say --preset %s, --preset %s or --preset none",
                (*out)->export, PRESETS[i].export, (*out)->name, PRESETS[i].name);
        }
        *out = &PRESETS[i];
    }
    return OK;
}
