/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/lead_table.h"
#include <string.h>

const FieldInfo LEAD_FIELDS[LEAD_FIELD_COUNT] = {
    [LEAD_VENDOR] = {"vendor", NULL, FIELD_WORD, "who delivered the lead"},
    [LEAD_CAMPAIGN] = {"campaign", NULL, FIELD_TEXT, "campaign or programme"},
    [LEAD_SEGMENT] = {"segment", NULL, FIELD_WORD, "segment, for rates below the vendor"},
    [LEAD_TIER] = {"tier", NULL, FIELD_WORD, "priority tier, for response times and prices"},
    [LEAD_INTENT] = {"intent", NULL, FIELD_WORD, "content, hand_raise, event or unknown"},
    [LEAD_EMAIL] = {"email", NULL, FIELD_HASH, "address; kept as a hash only"},
    [LEAD_VENDOR_LEAD_ID] = {"vendor_lead_id", NULL, FIELD_TEXT, "the vendor's own id of the lead"},
    [LEAD_OWNER] = {"owner", NULL, FIELD_TEXT, "who works the lead"},
    [LEAD_STATUS] = {"status", NULL, FIELD_WORD, "the CRM's status"},
    [LEAD_REJECT_REASON] = {"reject_reason", NULL, FIELD_TEXT, "why sales rejected it"},
    [LEAD_DISQUALIFY_REASON] = {"disqualify_reason", NULL, FIELD_TEXT, "why it was given up after contact"},
    [LEAD_INVALID_REASON] = {"invalid_reason", NULL, FIELD_TEXT, "what is wrong with the contact"},
    [LEAD_OPPORTUNITY_ID] = {"opportunity_id", NULL, FIELD_HASH, "opportunity; kept as a hash only"},
    [LEAD_ACCOUNT] = {"account", NULL, FIELD_HASH, "company; kept as a hash only"},
    [LEAD_CURRENCY] = {"currency", NULL, FIELD_WORD, "currency of amount and price"},
    [LEAD_REPLACEMENT_OF] = {"replacement_of", NULL, FIELD_HASH, "the lead this one replaces"},
    [LEAD_DELIVERED_AT] = {"delivered_at", NULL, FIELD_STAMP, "day the vendor delivered it"},
    [LEAD_MQL_AT] = {"mql_at", "mql", FIELD_STAMP, "met marketing's criteria"},
    [LEAD_STATUS_AT] = {"status_at", NULL, FIELD_STAMP, "day of the status"},
    [LEAD_FIRST_TOUCH_AT] = {"first_touch_at", "first_touch", FIELD_STAMP, "first attempt to reach it"},
    [LEAD_CONTACTED_AT] = {"contacted_at", "contacted", FIELD_STAMP, "first two-way contact"},
    [LEAD_ACCEPTED_AT] = {"accepted_at", "accepted", FIELD_STAMP, "sales took it to work (SAL)"},
    [LEAD_REJECTED_AT] = {"rejected_at", "rejected", FIELD_STAMP, "sales would not work it"},
    [LEAD_DISQUALIFIED_AT] = {"disqualified_at", "disqualified", FIELD_STAMP, "given up after contact"},
    [LEAD_INVALID_AT] = {"invalid_at", "invalid", FIELD_STAMP, "found to be no such contact"},
    [LEAD_UNREACHABLE_AT] = {"unreachable_at", "unreachable", FIELD_STAMP, "nobody answers"},
    [LEAD_BOUNCED_AT] = {"bounced_at", "bounced", FIELD_STAMP, "e-mail bounced"},
    [LEAD_DUPLICATE_AT] = {"duplicate", "duplicate", FIELD_STAMP, "flagged as a duplicate"},
    [LEAD_RETURNED_AT] = {"returned_at", "returned", FIELD_STAMP, "given back to the vendor"},
    [LEAD_CLAIMED_AT] = {"claimed_at", "claimed", FIELD_STAMP, "credit claimed"},
    [LEAD_CREDITED_AT] = {"credited_at", "credited", FIELD_STAMP, "credit received"},
    [LEAD_SQL_AT] = {"sql_at", "sql", FIELD_STAMP, "sales-qualified"},
    [LEAD_OPPORTUNITY_AT] = {"opportunity_at", "opportunity", FIELD_STAMP, "opportunity opened"},
    [LEAD_WON_AT] = {"won_at", "won", FIELD_STAMP, "deal won"},
    [LEAD_LOST_AT] = {"lost_at", "lost", FIELD_STAMP, "deal lost"},
    [LEAD_CLOSED_AT] = {"closed_at", NULL, FIELD_STAMP, "day of won or lost, as the status says"},
    [LEAD_AMOUNT] = {"amount", NULL, FIELD_MONEY, "value of the deal"},
    [LEAD_PRICE] = {"price", NULL, FIELD_MONEY, "price of this lead; wins over the contract"},
    [LEAD_TOUCHES] = {"touches", NULL, FIELD_COUNT, "attempts made; replaces touch.attempts"},
    [LEAD_SDR_MINUTES] = {"sdr_minutes", NULL, FIELD_MINUTES, "SDR minutes spent; replaces everything"},
    [LEAD_OPS_MINUTES] = {"ops_minutes", NULL, FIELD_MINUTES, "operations minutes spent"},
    [LEAD_BILLABLE] = {"billable", NULL, FIELD_FLAG, "no = not invoiced"},
};

static const uint8_t WIDTHS[] = {
    [FIELD_TEXT] = 4,  [FIELD_WORD] = 2,  [FIELD_HASH] = 8,    [FIELD_STAMP] = 4,
    [FIELD_MONEY] = 8, [FIELD_COUNT] = 4, [FIELD_MINUTES] = 8, [FIELD_FLAG] = 1,
};

enum { PAGE_BITS = 14, PAGE_ROWS = 1 << PAGE_BITS, WORD_LIMIT = 65535 };

/* A column as pages of equal numbers of rows. */
typedef struct Column {
    unsigned char **pages;
    size_t page_count, page_room;
    uint8_t width; /* 0: the column does not exist */
} Column;

typedef struct Dictionary {
    Str *texts; /* texts[0] is the blank one */
    size_t count, room;
    uint32_t *slots; /* code, 0 = free; `slot_count` is a power of two */
    size_t slot_count;
} Dictionary;

/* What every row has beside its cells. */
typedef struct RowHead {
    LeadKey key;
    uint32_t place;
    uint32_t next; /* row + 1 of the next in the same bucket, 0 = the last */
} RowHead;

/* The index is a hash table of chains that run through the rows, with one to two leads a bucket. Its buckets are
 * twice as many when it grows, in pages beside those there are: nothing is left behind in the arena. */
struct LeadTable {
    Arena *arena;
    size_t count, keyed;
    Column columns[LEAD_FIELD_COUNT];
    Column heads;
    Column buckets; /* row + 1 of the first in the bucket, 0 = none */
    size_t bucket_count;
    Dictionary dictionaries[LEAD_FIELD_COUNT];
};

enum { FIRST_BUCKETS = 512, LEADS_A_BUCKET = 2 };

LeadTable *lead_table_new(Arena *arena) {
    LeadTable *table = ARENA_NEW(arena, LeadTable);
    table->arena = arena;
    table->heads.width = sizeof(RowHead);
    table->buckets.width = sizeof(uint32_t);
    return table;
}

static unsigned char *column_at(const Column *column, uint32_t row) {
    return column->pages[row >> PAGE_BITS] + (size_t)(row & (PAGE_ROWS - 1)) * column->width;
}

static void column_push(Arena *arena, Column *column, unsigned char *page) {
    ARENA_RESERVE(arena, column->pages, column->page_count, column->page_room);
    column->pages[column->page_count++] = page;
}

/* Gives `column` pages of its own for `rows` rows. */
static void column_reserve(Arena *arena, Column *column, size_t rows) {
    while (column->page_count < (rows + PAGE_ROWS - 1) >> PAGE_BITS) {
        column_push(arena, column, arena_alloc_array(arena, PAGE_ROWS, column->width));
    }
}

void lead_table_add_column(LeadTable *table, LeadField field) {
    Column *column = &table->columns[field];
    if (column->width) return;
    column->width = WIDTHS[LEAD_FIELDS[field].kind];
    column_reserve(table->arena, column, table->count);
}

/* Gives every column one more page. They are cut from one piece, which leaves no gaps in the arena. */
static void add_page(LeadTable *table) {
    size_t width = table->heads.width;
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) width += table->columns[f].width;
    unsigned char *page = arena_alloc_array(table->arena, PAGE_ROWS, width);
    column_push(table->arena, &table->heads, page);
    page += PAGE_ROWS * table->heads.width;
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        Column *column = &table->columns[f];
        if (column->width) column_push(table->arena, column, page);
        page += PAGE_ROWS * column->width;
    }
}

bool lead_table_has(const LeadTable *table, LeadField field) { return table->columns[field].width != 0; }

size_t lead_table_count(const LeadTable *table) { return table->count; }

/* Makes the slots twice as many and puts every text in again. */
static void dictionary_grow(Arena *arena, Dictionary *words) {
    words->slot_count = words->slot_count ? 2 * words->slot_count : 64;
    words->slots = ARENA_ARRAY(arena, uint32_t, words->slot_count);
    for (size_t code = 1; code < words->count; code++) {
        size_t slot = str_hash(words->texts[code]) & (words->slot_count - 1);
        while (words->slots[slot]) slot = (slot + 1) & (words->slot_count - 1);
        words->slots[slot] = (uint32_t)code;
    }
}

/* Returns the slot in which the code of `text` stands, or the free one where it would. */
static size_t dictionary_slot(const Dictionary *words, Str text) {
    size_t slot = str_hash(text) & (words->slot_count - 1);
    while (words->slots[slot] && !str_equal(words->texts[words->slots[slot]], text)) {
        slot = (slot + 1) & (words->slot_count - 1);
    }
    return slot;
}

Status lead_table_intern(LeadTable *table, LeadField field, Str text, uint64_t *code, Err *err) {
    *code = 0;
    text = str_trim(text);
    if (!text.len) return OK;
    Dictionary *words = &table->dictionaries[field];
    if (!words->count) {
        ARENA_RESERVE(table->arena, words->texts, words->count, words->room);
        words->texts[words->count++] = STR("");
    }
    if (2 * words->count >= words->slot_count) dictionary_grow(table->arena, words);
    const size_t slot = dictionary_slot(words, text);
    if (!words->slots[slot]) {
        if (LEAD_FIELDS[field].kind == FIELD_WORD && words->count == WORD_LIMIT) {
            return err_set(err, ERR_DATA,
                           "more than %d different values of '%s': is the right column mapped?",
                           WORD_LIMIT - 1, LEAD_FIELDS[field].key);
        }
        ARENA_RESERVE(table->arena, words->texts, words->count, words->room);
        words->texts[words->count] = str_copy(table->arena, text);
        words->slots[slot] = (uint32_t)words->count++;
    }
    *code = words->slots[slot];
    return OK;
}

Str lead_table_text(const LeadTable *table, LeadField field, uint64_t code) {
    const Dictionary *words = &table->dictionaries[field];
    return code < words->count ? words->texts[code] : STR("");
}

size_t lead_table_code_count(const LeadTable *table, LeadField field) {
    const size_t count = table->dictionaries[field].count;
    return count ? count : 1;
}

Str lead_table_vendor(const LeadTable *table, uint64_t code) {
    if (code) return lead_table_text(table, LEAD_VENDOR, code);
    return lead_table_has(table, LEAD_VENDOR) ? STR("(blank)") : STR("(all)");
}

static bool key_is_empty(LeadKey key) { return !key.high && !key.low; }

static RowHead *head_at(const LeadTable *table, uint32_t row) {
    return (RowHead *)column_at(&table->heads, row);
}

LeadKey lead_table_key(const LeadTable *table, uint32_t row) { return head_at(table, row)->key; }

static uint32_t *bucket_of(const LeadTable *table, LeadKey key) {
    return (uint32_t *)column_at(&table->buckets, (uint32_t)(key.low & (table->bucket_count - 1)));
}

/* Puts the row, if it has a key, in front of its bucket. */
static void index_row(LeadTable *table, uint32_t row) {
    RowHead *head = head_at(table, row);
    if (key_is_empty(head->key)) return;
    uint32_t *bucket = bucket_of(table, head->key);
    head->next = *bucket;
    *bucket = row + 1;
}

static void index_grow(LeadTable *table) {
    table->bucket_count = table->bucket_count ? 2 * table->bucket_count : FIRST_BUCKETS;
    column_reserve(table->arena, &table->buckets, table->bucket_count);
    for (size_t i = 0; i < table->buckets.page_count; i++) {
        memset(table->buckets.pages[i], 0, PAGE_ROWS * sizeof(uint32_t));
    }
    for (uint32_t row = 0; row < table->count; row++) index_row(table, row);
}

uint32_t lead_table_add(LeadTable *table, const LeadValues *values) {
    const uint32_t row = (uint32_t)table->count++;
    if (row >> PAGE_BITS == table->heads.page_count) add_page(table);
    head_at(table, row)->key = values->key;
    table->keyed += !key_is_empty(values->key);
    if (table->keyed > LEADS_A_BUCKET * table->bucket_count) index_grow(table);
    else index_row(table, row);
    lead_table_replace(table, row, values);
    return row;
}

uint32_t lead_table_find(const LeadTable *table, LeadKey key) {
    if (key_is_empty(key) || !table->bucket_count) return LEAD_NONE;
    for (uint32_t entry = *bucket_of(table, key); entry;) {
        const RowHead *head = head_at(table, entry - 1);
        if (head->key.high == key.high && head->key.low == key.low) return entry - 1;
        entry = head->next;
    }
    return LEAD_NONE;
}

/* A cell is little-endian-free: it is copied as the integer type of its width. */
static uint64_t load(const unsigned char *at, uint8_t width) {
    uint16_t half;
    uint32_t word;
    uint64_t wide;
    switch (width) {
    case 1: return *at;
    case 2: memcpy(&half, at, sizeof half); return half;
    case 4: memcpy(&word, at, sizeof word); return word;
    default: memcpy(&wide, at, sizeof wide); return wide;
    }
}

static void store(unsigned char *at, uint8_t width, uint64_t cell) {
    const uint16_t half = (uint16_t)cell;
    const uint32_t word = (uint32_t)cell;
    switch (width) {
    case 1: *at = (unsigned char)cell; break;
    case 2: memcpy(at, &half, sizeof half); break;
    case 4: memcpy(at, &word, sizeof word); break;
    default: memcpy(at, &cell, sizeof cell); break;
    }
}

void lead_table_set(LeadTable *table, uint32_t row, LeadField field, uint64_t cell) {
    const Column *column = &table->columns[field];
    if (column->width) store(column_at(column, row), column->width, cell);
}

uint64_t lead_table_cell(const LeadTable *table, uint32_t row, LeadField field) {
    const Column *column = &table->columns[field];
    return column->width ? load(column_at(column, row), column->width) : 0;
}

void lead_table_replace(LeadTable *table, uint32_t row, const LeadValues *values) {
    head_at(table, row)->place = values->place;
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) lead_table_set(table, row, (LeadField)f, values->cell[f]);
}

void lead_table_read(const LeadTable *table, uint32_t row, LeadValues *values) {
    values->key = lead_table_key(table, row);
    values->place = head_at(table, row)->place;
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) values->cell[f] = lead_table_cell(table, row, (LeadField)f);
}

/* MONEY_NONE and 0 change places, so that a blank cell is all zero bits. */
uint64_t lead_cell_from_money(Money money) { return (uint64_t)money ^ (uint64_t)MONEY_NONE; }

Money lead_table_money(const LeadTable *table, uint32_t row, LeadField field) {
    return (Money)(lead_table_cell(table, row, field) ^ (uint64_t)MONEY_NONE);
}

/* The 15-character form is case-sensitive; the 18-character one carries the case of each five characters in
 * one more (Salesforce, "Record ID fields"). Comparing the long form therefore joins both. */
static Str salesforce_long_id(Str id, char text[18]) {
    static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    for (size_t i = 0; i < 15; i++) {
        const char c = id.at[i];
        const bool alnum = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!alnum) return id;
    }
    memcpy(text, id.at, 15);
    for (size_t group = 0; group < 3; group++) {
        unsigned capitals = 0;
        for (unsigned i = 0; i < 5; i++) {
            const char c = id.at[5 * group + i];
            if (c >= 'A' && c <= 'Z') capitals |= 1u << i;
        }
        text[15 + group] = ALPHABET[capitals];
    }
    return (Str){text, 18};
}

__extension__ typedef unsigned __int128 UnsignedWide;

/* Two multiplications fold 8 bytes at a time into 64 bits (the idea of wyhash; the keys are arbitrary). */
static uint64_t fold(uint64_t a, uint64_t b) {
    const UnsignedWide product = (UnsignedWide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_keyed(Str text, uint64_t key) {
    uint64_t hash = key ^ (uint64_t)text.len * 0x9e3779b97f4a7c15u;
    size_t i = 0;
    for (; i + 8 <= text.len; i += 8) {
        uint64_t part;
        memcpy(&part, text.at + i, 8);
        hash = fold(hash ^ part, 0xa0761d6478bd642fu ^ key);
    }
    uint64_t rest = 0;
    memcpy(&rest, text.at + i, text.len - i);
    return fold(fold(hash ^ rest, 0xe7037ed1a0b428dbu), 0x8ebc6af09c88c6e3u ^ key);
}

LeadKey lead_key_from_id(Str id) {
    char text[18];
    id = str_trim(id);
    if (!id.len) return (LeadKey){0, 0};
    if (id.len == 15) id = salesforce_long_id(id, text);
    return (LeadKey){hash_keyed(id, 0x2d358dccaa6c78a5u) | 1, hash_keyed(id, 0x8bb84b93962eacc9u)};
}

uint64_t lead_table_identity(const LeadTable *table, uint32_t row) {
    const LeadKey key = lead_table_key(table, row);
    if (!key_is_empty(key)) return key.low;
    uint64_t hash = 0;
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        uint64_t cell = lead_table_cell(table, row, (LeadField)f);
        const bool text = LEAD_FIELDS[f].kind == FIELD_TEXT || LEAD_FIELDS[f].kind == FIELD_WORD;
        if (text) cell = str_hash(lead_table_text(table, (LeadField)f, cell));
        hash = fold(hash ^ cell ^ 0x9e3779b97f4a7c15u, 0xa0761d6478bd642fu + (uint64_t)f);
    }
    return hash;
}

uint64_t lead_hash_text(Str text) {
    text = str_trim(text);
    return text.len ? hash_keyed(text, 0x4b33a62ed433d4a3u) | 1 : 0;
}

uint64_t lead_hash_email(Str text) {
    char lower[256];
    text = str_trim(text);
    const size_t len = text.len < sizeof lower ? text.len : sizeof lower;
    for (size_t i = 0; i < len; i++) {
        const char c = text.at[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return lead_hash_text((Str){lower, len});
}

double lead_table_bytes_a_lead(const LeadTable *table) {
    double bytes = sizeof(RowHead);
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) bytes += table->columns[f].width;
    if (table->count) bytes += (double)(table->bucket_count * sizeof(uint32_t)) / (double)table->count;
    return bytes;
}
