/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/lead_cells.h"
#include "inputs/column_forms.h"
#include "inputs/shown_value.h"
#include "inputs/text_scan.h"
#include <stdio.h>
#include <string.h>

enum { CACHED_VENDORS = 1024, REASON_TEXT = 160 };

/* A raw vendor and what its alias made of it. */
typedef struct CachedVendor {
    Str raw, vendor;
    uint64_t code; /* 0: no lead has had it yet */
} CachedVendor;

struct LeadCells {
    LeadCellsRequest request;
    Arena *arena;
    const Zone *zone;
    ColumnForm *forms; /* by column */
    int64_t *filled;   /* by column */
    int64_t rounded;
    CachedVendor vendors[CACHED_VENDORS];
    char reason[REASON_TEXT];
};

static LeadCellsVerdict refuse(LeadCellsTrouble *trouble, size_t column, Str value, const char *reason) {
    *trouble = (LeadCellsTrouble){column, shown_value_unless_personal(value), str_from(reason)};
    return LEAD_CELLS_BAD;
}

/* Returns what the raw vendor's alias makes of it; the answer is remembered by the raw text. */
static CachedVendor *find_vendor(LeadCells *cells, Str raw) {
    CachedVendor *cached = &cells->vendors[str_hash(raw) % CACHED_VENDORS];
    if (cached->raw.at && str_equal(cached->raw, raw)) return cached;
    const Str kept = str_copy(cells->arena, raw);
    *cached = (CachedVendor){.raw = kept, .vendor = aliases_vendor(cells->request.aliases, kept)};
    return cached;
}

static bool is_excluded(LeadCells *cells, const Str *fields) {
    const int column = cells->request.mapping->column_of[LEAD_VENDOR];
    return column >= 0 && str_equal(find_vendor(cells, fields[column])->vendor, STR("-"));
}

/* Vendors are printed, addresses never. */
static bool vendor_is_address(LeadCells *cells, const Str *fields) {
    const int column = cells->request.mapping->column_of[LEAD_VENDOR];
    if (column < 0) return false;
    return shown_value_has_address(find_vendor(cells, fields[column])->vendor);
}

static LeadCellsVerdict refuse_vendor(const LeadCells *cells, const Str *fields, LeadCellsTrouble *trouble) {
    const size_t column = (size_t)cells->request.mapping->column_of[LEAD_VENDOR];
    return refuse(trouble, column, fields[column], "an e-mail address, not a vendor");
}

static LeadCellsVerdict read_stamp(LeadCells *cells, size_t column, LeadField field, bool flag, Str text,
                                   uint64_t *out, LeadCellsTrouble *trouble) {
    bool yes;
    if (flag) {
        const AmountVerdict verdict = amount_flag(text, &yes);
        if (verdict == AMOUNT_OK) *out = yes ? STAMP_UNKNOWN : STAMP_NEVER;
        if (verdict == AMOUNT_OK || verdict == AMOUNT_BLANK) return LEAD_CELLS_READ;
    }
    Stamp stamp;
    switch (datetext_parse(text, cells->forms[column].date, cells->zone, &stamp)) {
    case DATE_OK: *out = stamp; return LEAD_CELLS_READ;
    case DATE_BLANK:
        if (field != LEAD_DELIVERED_AT || !cells->request.brings) return LEAD_CELLS_READ;
        return refuse(trouble, column, STR(""), "the day of delivery is blank");
    case DATE_AMBIGUOUS:
        return refuse(trouble, column, text,
                      "day and month could be either way round: say --date-format mdy or dmy");
    default:
        return refuse(trouble, column, text, flag ? "expected yes or no" : "expected a date, as 2026-03-31");
    }
}

/* A flag of a column that counts, as e-mails that bounced. */
static LeadCellsVerdict read_counted(size_t column, Str text, uint64_t *out, LeadCellsTrouble *trouble) {
    int64_t count = 0;
    switch (amount_count(text, &count)) {
    case AMOUNT_OK: *out = count > 0 ? STAMP_UNKNOWN : STAMP_NEVER; return LEAD_CELLS_READ;
    case AMOUNT_BLANK: return LEAD_CELLS_READ;
    default: return refuse(trouble, column, text, "expected a whole number");
    }
}

/* Reads an amount. Where the column proves nothing, a comma before three digits groups, since a currency of two
 * decimals has no amounts with three; a point there may be the decimal sign of a price, and is refused. */
static AmountVerdict parse_amount(Str text, AmountForm form, Currency currency, AmountRead *read) {
    const AmountVerdict verdict = amount_parse(text, form, currency, read);
    if (verdict != AMOUNT_AMBIGUOUS || !memchr(text.at, ',', text.len) || currency_digits(currency) == 3)
        return verdict;
    return amount_parse(text, AMOUNT_FORM_DOT, currency, read);
}

static LeadCellsVerdict read_money(LeadCells *cells, size_t column, Currency currency, Str text,
                                   uint64_t *out, LeadCellsTrouble *trouble) {
    AmountRead read;
    switch (parse_amount(text, cells->forms[column].amount, currency, &read)) {
    case AMOUNT_OK: break;
    case AMOUNT_BLANK: return LEAD_CELLS_READ;
    case AMOUNT_AMBIGUOUS: return refuse(trouble, column, text, "could be thousands or decimals");
    default: return refuse(trouble, column, text, "expected an amount, as 1234.50");
    }
    if (!currency_equal(read.currency, currency)) {
        snprintf(cells->reason, sizeof cells->reason, "the amount is in %s, the row in %s",
                 read.currency.code, currency.code[0] ? currency.code : "no known currency");
        return refuse(trouble, column, text, cells->reason);
    }
    cells->rounded += read.rounded;
    *out = lead_cell_from_money(read.money);
    return LEAD_CELLS_READ;
}

static LeadCellsVerdict read_flag(size_t column, Str text, uint64_t *out, LeadCellsTrouble *trouble) {
    bool yes;
    switch (amount_flag(text, &yes)) {
    case AMOUNT_OK: *out = yes ? 2 : 1; return LEAD_CELLS_READ;
    case AMOUNT_BLANK: return LEAD_CELLS_READ;
    default: return refuse(trouble, column, text, "expected yes or no");
    }
}

static LeadCellsVerdict read_count(size_t column, Str text, uint64_t *out, LeadCellsTrouble *trouble) {
    int64_t count = 0;
    const AmountVerdict verdict = amount_count(text, &count);
    if (verdict == AMOUNT_BLANK) return LEAD_CELLS_READ;
    if (verdict != AMOUNT_OK || count >= UINT32_MAX)
        return refuse(trouble, column, text, "expected a whole number");
    *out = (uint64_t)count + 1;
    return LEAD_CELLS_READ;
}

static LeadCellsVerdict read_minutes(const LeadCells *cells, size_t column, Str text, uint64_t *out,
                                     LeadCellsTrouble *trouble) {
    Decimal minutes = 0;
    const AmountVerdict verdict = amount_share(text, cells->forms[column].amount, &minutes);
    if (verdict == AMOUNT_BLANK) return LEAD_CELLS_READ;
    if (verdict != AMOUNT_OK || minutes < 0 || str_ends(str_trim(text), STR("%")))
        return refuse(trouble, column, text, "expected minutes, as 12.5");
    *out = (uint64_t)minutes + 1;
    return LEAD_CELLS_READ;
}

/* Says whether the text can tell two people apart: an address, or the SHA-256 of one. What people write where they
 * have none ("unknown") would make one person of many. */
static bool is_address(Str text) {
    enum { SHA256_DIGITS = 64 };
    text = str_trim(text);
    if (memchr(text.at, '@', text.len)) return true;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) return false;
    }
    return text.len == SHA256_DIGITS;
}

static uint64_t hash_of(LeadField field, Str text) {
    if (text_is_missing(text)) return 0;
    if (field != LEAD_EMAIL) return lead_hash_text(text);
    return is_address(text) ? lead_hash_email(text) : 0;
}

/* Reads a cell that is no word. */
static LeadCellsVerdict read_field(LeadCells *cells, MappedColumn use, Currency currency, Str text,
                                   uint64_t *out, LeadCellsTrouble *trouble) {
    const LeadField field = (LeadField)use.target;
    const size_t column = use.column;
    switch (LEAD_FIELDS[field].kind) {
    case FIELD_HASH: *out = hash_of(field, text); return LEAD_CELLS_READ;
    case FIELD_STAMP:
        if (use.counted) return read_counted(column, text, out, trouble);
        return read_stamp(cells, column, field, use.flag, text, out, trouble);
    case FIELD_MONEY: return read_money(cells, column, currency, text, out, trouble);
    case FIELD_COUNT: return read_count(column, text, out, trouble);
    case FIELD_MINUTES: return read_minutes(cells, column, text, out, trouble);
    default: return read_flag(column, text, out, trouble);
    }
}

static bool is_word(MappedColumn use) {
    return use.target < LEAD_FIELD_COUNT &&
           (LEAD_FIELDS[use.target].kind == FIELD_TEXT || LEAD_FIELDS[use.target].kind == FIELD_WORD);
}

/* Gives the words of a row that is good their codes; words of other rows are in no dictionary. */
static Status intern_words(LeadCells *cells, const Str *fields, LeadValues *values, Err *err) {
    const Mapping *mapping = cells->request.mapping;
    for (size_t i = 0; i < mapping->use_count; i++) {
        if (!is_word(mapping->uses[i])) continue;
        const LeadField field = (LeadField)mapping->uses[i].target;
        const Str text = fields[mapping->uses[i].column];
        CachedVendor *vendor = field == LEAD_VENDOR ? find_vendor(cells, text) : NULL;
        uint64_t *code = &values->cell[field];
        if (vendor && vendor->code) {
            *code = vendor->code;
            continue;
        }
        const Status status =
            lead_table_intern(cells->request.table, field, vendor ? vendor->vendor : text, code, err);
        if (status != OK) return status;
        if (vendor) vendor->code = *code;
    }
    return OK;
}

/* The currency of the row's amounts: its own cell, else the case's. */
static bool row_currency(const LeadCells *cells, const Str *fields, Currency *out) {
    const int column = cells->request.mapping->column_of[LEAD_CURRENCY];
    *out = cells->request.currency;
    if (column < 0 || !str_trim(fields[column]).len) return true;
    return currency_parse(str_trim(fields[column]), out);
}

static LeadCellsVerdict refuse_currency(const LeadCells *cells, const Str *fields,
                                        LeadCellsTrouble *trouble) {
    const size_t column = (size_t)cells->request.mapping->column_of[LEAD_CURRENCY];
    return refuse(trouble, column, fields[column], "expected a currency code of ISO 4217, as USD");
}

bool lead_cells_is_footer(Str record) {
    static const char *const STARTS[] = {"grand total", "confidential information", "copyright (c)",
                                         "copyright \xc2\xa9", "subtotal"};
    while (record.len && strchr(" \t\",;|", record.at[0])) record = (Str){record.at + 1, record.len - 1};
    for (size_t i = 0; i < sizeof STARTS / sizeof *STARTS; i++) {
        const Str start = str_from(STARTS[i]);
        if (record.len >= start.len && str_equal_nocase((Str){record.at, start.len}, start)) return true;
    }
    size_t field = 0;
    while (field < record.len && !strchr("\",;|\t\r\n", record.at[field])) field++;
    return str_equal_nocase(str_trim((Str){record.at, field}), STR("total"));
}

/* A footer that Excel has padded to the width of the table: one filled cell, and that one is a footer's text. */
static bool is_padded_footer(const Str *fields, size_t count) {
    size_t filled = 0;
    for (size_t i = 0; i < count && filled < 2; i++) filled += fields[i].len != 0;
    return filled == 1 && lead_cells_is_footer(fields[0]);
}

LeadCellsVerdict lead_cells_read(LeadCells *cells, const Str *fields, size_t count, LeadValues *values,
                                 LeadCellsTrouble *trouble, Err *err) {
    const Mapping *mapping = cells->request.mapping;
    Currency currency;
    *values = (LeadValues){0};
    if (fields[0].len && is_padded_footer(fields, count)) return LEAD_CELLS_FOOTER;
    for (size_t i = 0; i < count; i++) cells->filled[i] += fields[i].len != 0;
    if (is_excluded(cells, fields)) return LEAD_CELLS_EXCLUDED;
    if (vendor_is_address(cells, fields)) return refuse_vendor(cells, fields, trouble);
    if (!row_currency(cells, fields, &currency)) return refuse_currency(cells, fields, trouble);
    for (size_t i = 0; i < mapping->use_count; i++) {
        const MappedColumn use = mapping->uses[i];
        const Str text = fields[use.column];
        if (use.target == MAP_LEAD_ID && !text_is_missing(text)) values->key = lead_key_from_id(text);
        if (use.target >= LEAD_FIELD_COUNT || is_word(use)) continue;
        const LeadCellsVerdict verdict =
            read_field(cells, use, currency, text, &values->cell[use.target], trouble);
        if (verdict != LEAD_CELLS_READ) return verdict;
    }
    return intern_words(cells, fields, values, err) == OK ? LEAD_CELLS_READ : LEAD_CELLS_STOP;
}

/* Reads the counts of the stages; a later stage cannot have more leads than an earlier one. */
static LeadCellsVerdict read_stages(LeadCells *cells, const Str *fields, CountRow *row,
                                    LeadCellsTrouble *trouble) {
    int before = STAGE_DELIVERED;
    for (int s = 0; s < STAGE_COUNT; s++) {
        const int column = cells->request.mapping->column_of[MAP_COUNT + s];
        row->stage[s] = -1;
        if (column < 0) continue;
        int64_t leads = 0;
        if (amount_count(fields[column], &leads) == AMOUNT_BAD) {
            return refuse(trouble, (size_t)column, fields[column], "expected a whole number");
        }
        row->stage[s] = leads;
        if (s && leads > row->stage[before]) {
            snprintf(cells->reason, sizeof cells->reason, "more of them than of '%s'",
                     mapping_target_name(MAP_COUNT + before));
            return refuse(trouble, (size_t)column, fields[column], cells->reason);
        }
        before = s;
    }
    return LEAD_CELLS_READ;
}

/* Reads the month of a row of counts: a month, or any day in it. */
static LeadCellsVerdict read_month(LeadCells *cells, size_t column, Str text, Month *out,
                                   LeadCellsTrouble *trouble) {
    uint64_t stamp = STAMP_NEVER;
    if (month_parse(str_trim(text), out)) return LEAD_CELLS_READ;
    const LeadCellsVerdict verdict =
        read_stamp(cells, column, LEAD_DELIVERED_AT, false, text, &stamp, trouble);
    if (verdict != LEAD_CELLS_READ) return verdict;
    if (!stamp_is_dated((Stamp)stamp)) return refuse(trouble, column, text, "the day of delivery is blank");
    *out = month_from_day(stamp_day((Stamp)stamp));
    return LEAD_CELLS_READ;
}

/* Reads what was spent. It is kept in the case's currency, so it must be in it; a blank would make the leads free. */
static LeadCellsVerdict read_spend(LeadCells *cells, size_t column, const Str *fields, Money *out,
                                   LeadCellsTrouble *trouble) {
    const Currency currency = cells->request.currency;
    uint64_t cell = lead_cell_from_money(MONEY_NONE);
    Currency own;
    if (!row_currency(cells, fields, &own)) return refuse_currency(cells, fields, trouble);
    if (!currency_equal(own, currency)) {
        snprintf(cells->reason, sizeof cells->reason, "the spend is in %s, the case in %s", own.code,
                 currency.code[0] ? currency.code : "no known currency");
        return refuse(trouble, column, fields[column], cells->reason);
    }
    const LeadCellsVerdict verdict = read_money(cells, column, currency, fields[column], &cell, trouble);
    *out = (Money)(cell ^ (uint64_t)MONEY_NONE);
    if (verdict != LEAD_CELLS_READ || *out != MONEY_NONE) return verdict;
    return refuse(trouble, column, fields[column], "the spend is blank: write 0 where nothing was spent");
}

LeadCellsVerdict lead_cells_read_counts(LeadCells *cells, const Str *fields, size_t count, CountRow *row,
                                        LeadCellsTrouble *trouble) {
    const Mapping *mapping = cells->request.mapping;
    const int vendor = mapping->column_of[LEAD_VENDOR], segment = mapping->column_of[LEAD_SEGMENT],
              day = mapping->column_of[LEAD_DELIVERED_AT], spend = mapping->column_of[MAP_SPEND];
    LeadCellsVerdict verdict = LEAD_CELLS_READ;
    *row = (CountRow){
        .vendor = STR("(all)"), .segment = STR("(blank)"), .month = MONTH_NONE, .spend = MONEY_NONE};
    if (lead_cells_is_footer(fields[0])) return LEAD_CELLS_FOOTER;
    for (size_t i = 0; i < count; i++) cells->filled[i] += fields[i].len != 0;
    if (vendor >= 0) {
        const Str named = aliases_vendor(cells->request.aliases, fields[vendor]);
        if (str_equal(named, STR("-"))) return LEAD_CELLS_EXCLUDED;
        if (vendor_is_address(cells, fields)) return refuse_vendor(cells, fields, trouble);
        row->vendor = named.len ? str_copy(cells->arena, named) : STR("(blank)");
    }
    if (segment >= 0 && str_trim(fields[segment]).len)
        row->segment = str_copy(cells->arena, str_trim(fields[segment]));
    if (day >= 0) verdict = read_month(cells, (size_t)day, fields[day], &row->month, trouble);
    if (verdict == LEAD_CELLS_READ && spend >= 0)
        verdict = read_spend(cells, (size_t)spend, fields, &row->spend, trouble);
    return verdict == LEAD_CELLS_READ ? read_stages(cells, fields, row, trouble) : verdict;
}

static Status find_zone(LeadCells *cells, Err *err) {
    if (!cells->request.tz.len) return OK;
    return zone_open(str_copy(cells->arena, cells->request.tz).at, cells->arena, &cells->zone, err);
}

Status lead_cells_new(const LeadCellsRequest *request, TableSource *source, Arena *arena, Arena *scratch,
                      LeadCells **out, Err *err) {
    LeadCells *cells = ARENA_NEW(arena, LeadCells);
    cells->request = *request;
    cells->arena = arena;
    cells->filled = ARENA_ARRAY(arena, int64_t, request->header->count);
    *out = cells;
    const Status status = find_zone(cells, err);
    if (status != OK) return status;
    return column_forms_find(source, request->header, request->mapping, request->date_format, arena, scratch,
                             &cells->forms, err);
}

Str lead_cells_forms(const LeadCells *cells, Arena *arena) {
    return column_forms_describe(cells->forms, cells->request.header->count, arena);
}

int64_t lead_cells_filled(const LeadCells *cells, size_t column) { return cells->filled[column]; }

int64_t lead_cells_rounded(const LeadCells *cells) { return cells->rounded; }
