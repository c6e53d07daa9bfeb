/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lead_table.h - every lead of a run in memory: one row a lead, one column a field, no personal data.
 *
 * Inputs fill it, models read it; neither knows the other. Columns exist only for fields that some file has.
 * Text is kept once, in a dictionary a field, and a row holds its code (0 = blank). E-mail addresses and
 * opportunity ids are kept as 64-bit hashes, lead ids as 128-bit hashes; who must print an id reads the
 * file again at the row's place. Columns grow by pages, so nothing is ever copied to grow.
 * Memory: bytes a lead = sum of the widths of the columns that exist + 20 (id, place) + 6 to 8 (index). */
#ifndef MODELS_LEAD_TABLE_H
#define MODELS_LEAD_TABLE_H
#include "models/base/base.h"

typedef enum LeadField {
    LEAD_VENDOR,
    LEAD_CAMPAIGN,
    LEAD_SEGMENT,
    LEAD_TIER,
    LEAD_INTENT,
    LEAD_EMAIL,
    LEAD_VENDOR_LEAD_ID,
    LEAD_OWNER,
    LEAD_STATUS,
    LEAD_REJECT_REASON,
    LEAD_DISQUALIFY_REASON,
    LEAD_INVALID_REASON,
    LEAD_OPPORTUNITY_ID,
    LEAD_ACCOUNT,
    LEAD_CURRENCY,
    LEAD_REPLACEMENT_OF,
    LEAD_DELIVERED_AT,
    LEAD_MQL_AT,
    LEAD_STATUS_AT,
    LEAD_FIRST_TOUCH_AT,
    LEAD_CONTACTED_AT,
    LEAD_ACCEPTED_AT,
    LEAD_REJECTED_AT,
    LEAD_DISQUALIFIED_AT,
    LEAD_INVALID_AT,
    LEAD_UNREACHABLE_AT,
    LEAD_BOUNCED_AT,
    LEAD_DUPLICATE_AT, /* of the column `duplicate`: a flag; no file has the day */
    LEAD_RETURNED_AT,
    LEAD_CLAIMED_AT,
    LEAD_CREDITED_AT,
    LEAD_SQL_AT,
    LEAD_OPPORTUNITY_AT,
    LEAD_WON_AT,
    LEAD_LOST_AT,
    LEAD_CLOSED_AT,
    LEAD_AMOUNT,
    LEAD_PRICE,
    LEAD_TOUCHES,
    LEAD_SDR_MINUTES,
    LEAD_OPS_MINUTES,
    LEAD_BILLABLE,
    LEAD_FIELD_COUNT
} LeadField;

/* What a cell of a field holds and how wide it is in memory. */
typedef enum FieldKind {
    FIELD_TEXT,    /* 4 bytes: code in the field's dictionary */
    FIELD_WORD,    /* 2 bytes: the same, for fields with few values; more than 65,534 are refused */
    FIELD_HASH,    /* 8 bytes: hash of the normalised text, 0 = blank; the text is not kept */
    FIELD_STAMP,   /* 4 bytes: Stamp */
    FIELD_MONEY,   /* 8 bytes: minor units of the row's currency, MONEY_NONE = blank */
    FIELD_COUNT,   /* 4 bytes: whole number + 1, 0 = blank */
    FIELD_MINUTES, /* 8 bytes: Decimal + 1, 0 = blank */
    FIELD_FLAG,    /* 1 byte: 0 blank, 1 no, 2 yes */
} FieldKind;

typedef struct FieldInfo {
    const char *key;  /* the column's name in a case: "accepted_at" */
    const char *flag; /* a second name under which a yes/no column means "reached, day unknown", or NULL */
    FieldKind kind;
    const char *meaning; /* for `check` and `help` */
} FieldInfo;

extern const FieldInfo LEAD_FIELDS[LEAD_FIELD_COUNT];

/* Keyed 128-bit hash of a lead id; both halves 0: the row has no id. */
typedef struct LeadKey {
    uint64_t high, low;
} LeadKey;

/* One row before it is in a table: the cells as they are stored, widened to 8 bytes. */
typedef struct LeadValues {
    LeadKey key;
    uint32_t place;                  /* record number in its file, with the file's number in the top 6 bits */
    uint64_t cell[LEAD_FIELD_COUNT]; /* 0 where blank; money and stamps as their bits */
} LeadValues;

typedef struct LeadTable LeadTable;

#define LEAD_NONE UINT32_MAX /* no such row */

/* Returns an empty table that lives in `arena`. */
LeadTable *lead_table_new(Arena *arena);

/* Makes the column of `field` exist; rows already there are blank. */
void lead_table_add_column(LeadTable *table, LeadField field);

/* Says whether some file has `field`. */
bool lead_table_has(const LeadTable *table, LeadField field);

/* Returns the number of leads. */
size_t lead_table_count(const LeadTable *table);

/* Returns the code of `text` (blanks trimmed; 0 for the empty text) in the dictionary of a text field.
 * A FIELD_WORD field that is full gives ERR_DATA through `err` and code 0. */
Status lead_table_intern(LeadTable *table, LeadField field, Str text, uint64_t *code, Err *err);

/* Returns the text of `code`, and how many codes a field has given out, 0 included. */
Str lead_table_text(const LeadTable *table, LeadField field, uint64_t code);
size_t lead_table_code_count(const LeadTable *table, LeadField field);

/* Returns the name of the vendor with this code; for 0 "(blank)", or "(all)" where no file names vendors. */
Str lead_table_vendor(const LeadTable *table, uint64_t code);

/* Adds a row and returns its number. A key that is not empty can then be found. At most 2^32 - 2 rows. */
uint32_t lead_table_add(LeadTable *table, const LeadValues *values);

/* Returns the row with `key`, or LEAD_NONE. */
uint32_t lead_table_find(const LeadTable *table, LeadKey key);

/* Returns the key of a row; the empty one where its file has no ids. */
LeadKey lead_table_key(const LeadTable *table, uint32_t row);

/* Returns a number that tells rows apart whatever their order: of the key, else of all cells. Two rows share it only where
 * they are alike. */
uint64_t lead_table_identity(const LeadTable *table, uint32_t row);

/* Overwrites the row (its key must stay the same), reads it back, and reads or sets one cell. */
void lead_table_replace(LeadTable *table, uint32_t row, const LeadValues *values);
void lead_table_read(const LeadTable *table, uint32_t row, LeadValues *values);
uint64_t lead_table_cell(const LeadTable *table, uint32_t row, LeadField field);
void lead_table_set(LeadTable *table, uint32_t row, LeadField field, uint64_t cell);

/* Typed views of a cell; blank where the column does not exist. */
static inline Stamp lead_table_stamp(const LeadTable *table, uint32_t row, LeadField field) {
    return (Stamp)lead_table_cell(table, row, field);
}
/* Money is stored with MONEY_NONE as 0, so that a fresh column is blank: see lead_table.c. */
Money lead_table_money(const LeadTable *table, uint32_t row, LeadField field);
uint64_t lead_cell_from_money(Money money);

/* Returns the key of a lead id as written (normalised: blanks trimmed; a 15-character Salesforce id gets the
 * three characters that make it the 18-character one). Empty text: the empty key. */
LeadKey lead_key_from_id(Str id);

/* Returns the hash of an id or address that is only ever compared: 0 for blank, else never 0. E-mail
 * addresses are compared in lower case. */
uint64_t lead_hash_text(Str text);
uint64_t lead_hash_email(Str text);

/* Returns the bytes a lead takes in this table, id index included. */
double lead_table_bytes_a_lead(const LeadTable *table);

#endif
