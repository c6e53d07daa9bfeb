/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/contracts.h"
#include "inputs/table_file.h"

/* clang-format off */
enum { CON_VENDOR, CON_CPL, CON_CURRENCY, CON_START, CON_END, CON_ID, CON_BASIS, CON_CAMPAIGN, CON_SEGMENT, CON_TIER,
       CON_FROM_LEAD, CON_MINIMUM, CON_COMMITTED, CON_OVER_CPL, CON_RENEWAL, CON_NOTICE, CON_EVALUATED, CON_WINDOW,
       CON_WINDOW_KIND, CON_REASONS, CON_CAP_SHARE, CON_CAP_LEADS, CON_REMEDY, CON_DUPLICATES, CON_INVALID_RATE,
       CON_SQL_RATE, CON_GUARANTEE, CON_COLUMNS };
static const TableColumn CONTRACT_COLUMNS[CON_COLUMNS] = {
    [CON_VENDOR] = {"vendor", true}, [CON_CPL] = {"cpl", true}, [CON_CURRENCY] = {"currency", false},
    [CON_START] = {"start", true}, [CON_END] = {"end", true}, [CON_ID] = {"contract_id", false},
    [CON_BASIS] = {"basis", false}, [CON_CAMPAIGN] = {"campaign", false}, [CON_SEGMENT] = {"segment", false},
    [CON_TIER] = {"tier", false}, [CON_FROM_LEAD] = {"from_lead", false}, [CON_MINIMUM] = {"minimum_leads", false},
    [CON_COMMITTED] = {"committed_leads", false}, [CON_OVER_CPL] = {"over_delivery_cpl", false},
    [CON_RENEWAL] = {"renewal_date", false}, [CON_NOTICE] = {"notice_days", false},
    [CON_EVALUATED] = {"last_evaluated", false}, [CON_WINDOW] = {"window_days", false},
    [CON_WINDOW_KIND] = {"window_kind", false}, [CON_REASONS] = {"covered_reasons", false},
    [CON_CAP_SHARE] = {"credit_cap_share", false}, [CON_CAP_LEADS] = {"credit_cap_leads", false},
    [CON_REMEDY] = {"remedy", false}, [CON_DUPLICATES] = {"duplicates_billable", false},
    [CON_INVALID_RATE] = {"promised_invalid_rate", false}, [CON_SQL_RATE] = {"promised_sql_rate", false},
    [CON_GUARANTEE] = {"guarantee_credit_per_sql", false},
};
static const TableFormat CONTRACT_FORMAT = {"contracts", CONTRACT_COLUMNS, CON_COLUMNS};
/* clang-format on */

typedef struct ContractList {
    Contract *rows;
    size_t count, room;
} ContractList;

/* Reads the `;` list of duplicates that are invoiced. */
static bool read_duplicates(const TableRow *row, unsigned *out) {
    static const struct {
        const char *word;
        unsigned bill;
    } WORDS[] = {{"own", BILL_OWN}, {"other", BILL_OTHER}, {"known", BILL_KNOWN}, {"none", 0}};
    Str rest = row->cells[CON_DUPLICATES], word;
    if (!rest.len) return true;
    *out = 0;
    while (str_split(&rest, ';', &word)) {
        size_t i = 0;
        while (i < sizeof WORDS / sizeof *WORDS && !str_equal_nocase(str_trim(word), str_from(WORDS[i].word)))
            i++;
        if (i == sizeof WORDS / sizeof *WORDS) {
            return table_refuse(row, CON_DUPLICATES, "expected a ; list of own, other, known, or none");
        }
        *out |= WORDS[i].bill;
    }
    return true;
}

/* A whole number that stays CONTRACT_NONE where the cell is empty. */
static bool read_long(const TableRow *row, int column, long *out) {
    int64_t value = *out;
    if (!table_whole(row, column, &value)) return false;
    *out = (long)value;
    return true;
}

static bool read_terms(const TableRow *row, Contract *contract) {
    static const char *const REMEDIES[] = {"credit", "replacement"};
    int window = WINDOW_CALENDAR, remedy = 0;
    if (!read_long(row, CON_WINDOW, &contract->window_days) ||
        !table_word(row, CON_WINDOW_KIND, CONTRACT_WINDOWS, WINDOW_COUNT, &window) ||
        !table_share(row, CON_CAP_SHARE, &contract->credit_cap_share) ||
        !read_long(row, CON_CAP_LEADS, &contract->credit_cap_leads) ||
        !table_word(row, CON_REMEDY, REMEDIES, 2, &remedy) ||
        !read_duplicates(row, &contract->duplicates_billable) ||
        !table_share(row, CON_INVALID_RATE, &contract->promised_invalid_rate) ||
        !table_share(row, CON_SQL_RATE, &contract->promised_sql_rate) ||
        !table_decimal(row, CON_GUARANTEE, &contract->guarantee_credit_per_sql)) {
        return false;
    }
    contract->window_kind = (WindowKind)window;
    contract->replacement = remedy == 1;
    contract->covered_reasons = table_text(row, CON_REASONS);
    return true;
}

static bool read_price(const TableRow *row, Contract *contract) {
    int basis = BASIS_DELIVERED;
    if (!table_need(row, CON_VENDOR) || !table_need(row, CON_CPL) ||
        !table_decimal(row, CON_CPL, &contract->cpl) ||
        !table_currency(row, CON_CURRENCY, &contract->currency) ||
        !table_need_day(row, CON_START, &contract->start) || !table_need_day(row, CON_END, &contract->end) ||
        !table_word(row, CON_BASIS, CONTRACT_BASES, BASIS_COUNT, &basis) ||
        !read_long(row, CON_FROM_LEAD, &contract->from_lead) ||
        !read_long(row, CON_MINIMUM, &contract->minimum_leads) ||
        !read_long(row, CON_COMMITTED, &contract->committed_leads) ||
        !table_decimal(row, CON_OVER_CPL, &contract->over_delivery_cpl)) {
        return false;
    }
    if (contract->end < contract->start)
        return table_refuse(row, CON_END, "the contract ends before it starts");
    if (contract->from_lead < 1) return table_refuse(row, CON_FROM_LEAD, "expected 1 or more");
    contract->basis = (Basis)basis;
    return true;
}

static bool take_contract(void *context, const TableRow *row) {
    ContractList *list = context;
    Contract contract = {.from_lead = 1,
                         .minimum_leads = CONTRACT_NONE,
                         .committed_leads = CONTRACT_NONE,
                         .over_delivery_cpl = CONTRACT_NO_SHARE,
                         .renewal_date = DAY_NONE,
                         .notice_days = CONTRACT_NONE,
                         .last_evaluated = DAY_NONE,
                         .window_days = CONTRACT_NONE,
                         .credit_cap_share = CONTRACT_NO_SHARE,
                         .credit_cap_leads = CONTRACT_NONE,
                         .duplicates_billable = BILL_OTHER | BILL_KNOWN,
                         .promised_invalid_rate = CONTRACT_NO_SHARE,
                         .promised_sql_rate = CONTRACT_NO_SHARE,
                         .guarantee_credit_per_sql = CONTRACT_NO_SHARE,
                         .line = row->line};
    if (!read_price(row, &contract) || !read_terms(row, &contract)) return false;
    if (!table_day(row, CON_RENEWAL, &contract.renewal_date) ||
        !read_long(row, CON_NOTICE, &contract.notice_days) ||
        !table_day(row, CON_EVALUATED, &contract.last_evaluated)) {
        return false;
    }
    contract.vendor = table_text(row, CON_VENDOR);
    contract.id = table_text(row, CON_ID);
    contract.campaign = table_text(row, CON_CAMPAIGN);
    contract.segment = table_text(row, CON_SEGMENT);
    contract.tier = table_text(row, CON_TIER);
    ARENA_RESERVE(row->arena, list->rows, list->count, list->room);
    list->rows[list->count++] = contract;
    return true;
}

Status contracts_read(Str path, Provenance *provenance, Arena *arena, Contracts *out, Err *err) {
    ContractList list = {0};
    Status status = table_read(path, &CONTRACT_FORMAT, take_contract, &list, provenance, arena, err);
    if (status != OK) return status;
    *out = (Contracts){list.rows, list.count};
    status = contract_check_overlaps(*out, err);
    return status == OK ? OK : err_prefix(err, "%.*s", STR_ARGS(path));
}

enum {
    SP_DATE,
    SP_VENDOR,
    SP_KIND,
    SP_AMOUNT,
    SP_TAX,
    SP_CURRENCY,
    SP_STATUS,
    SP_CONTRACT,
    SP_FROM,
    SP_TO,
    SP_QUANTITY,
    SP_REFERENCE,
    SP_NOTE,
    SP_COLUMNS
};
static const TableColumn SPEND_COLUMNS[SP_COLUMNS] = {
    [SP_DATE] = {"date", true},          [SP_VENDOR] = {"vendor", true},
    [SP_KIND] = {"kind", true},          [SP_AMOUNT] = {"amount", true},
    [SP_TAX] = {"tax", false},           [SP_CURRENCY] = {"currency", false},
    [SP_STATUS] = {"status", false},     [SP_CONTRACT] = {"contract_id", false},
    [SP_FROM] = {"period_start", false}, [SP_TO] = {"period_end", false},
    [SP_QUANTITY] = {"quantity", false}, [SP_REFERENCE] = {"reference", false},
    [SP_NOTE] = {"note", false},
};
static const TableFormat SPEND_FORMAT = {"spend", SPEND_COLUMNS, SP_COLUMNS};

typedef struct SpendList {
    SpendRow *rows;
    size_t count, room;
    Currency base;
} SpendList;

static bool take_spend(void *context, const TableRow *row) {
    SpendList *list = context;
    SpendRow spend = {.date = DAY_NONE,
                      .currency = list->base,
                      .period_start = DAY_NONE,
                      .period_end = DAY_NONE,
                      .quantity = -1,
                      .line = row->line};
    int kind = SPEND_INVOICE, booked = SPEND_PAID;
    if (!table_need(row, SP_KIND) || !table_need(row, SP_AMOUNT) ||
        !table_need_day(row, SP_DATE, &spend.date) ||
        !table_word(row, SP_KIND, BOOKS_KINDS, SPEND_KIND_COUNT, &kind) ||
        !table_currency(row, SP_CURRENCY, &spend.currency) ||
        !table_money(row, SP_AMOUNT, spend.currency, &spend.amount) ||
        !table_money(row, SP_TAX, spend.currency, &spend.tax) ||
        !table_word(row, SP_STATUS, BOOKS_STATUSES, SPEND_STATUS_COUNT, &booked) ||
        !table_day(row, SP_FROM, &spend.period_start) || !table_day(row, SP_TO, &spend.period_end) ||
        !table_whole(row, SP_QUANTITY, &spend.quantity)) {
        return false;
    }
    if (kind != SPEND_TOOLS && !table_need(row, SP_VENDOR)) return false;
    if (spend.period_end != DAY_NONE && spend.period_end < spend.period_start)
        return table_refuse(row, SP_TO, "the period ends before it starts");
    spend.kind = (SpendKind)kind;
    spend.status = (SpendStatus)booked;
    spend.vendor = table_text(row, SP_VENDOR);
    spend.contract_id = table_text(row, SP_CONTRACT);
    spend.reference = table_text(row, SP_REFERENCE);
    ARENA_RESERVE(row->arena, list->rows, list->count, list->room);
    list->rows[list->count++] = spend;
    return true;
}

Status spend_read(Str path, Currency base, Provenance *provenance, Arena *arena, SpendRow **out,
                  size_t *count, Err *err) {
    SpendList list = {.base = base};
    const Status status = table_read(path, &SPEND_FORMAT, take_spend, &list, provenance, arena, err);
    *out = list.rows;
    *count = list.count;
    return status;
}

enum { FX_DATE, FX_CURRENCY, FX_RATE, FX_COLUMNS };
static const TableColumn FX_TABLE_COLUMNS[FX_COLUMNS] = {{"date", true}, {"currency", true}, {"rate", true}};
static const TableFormat FX_FORMAT = {"fx", FX_TABLE_COLUMNS, FX_COLUMNS};

typedef struct FxList {
    FxRow *rows;
    size_t count, room;
} FxList;

static bool take_fx(void *context, const TableRow *row) {
    FxList *list = context;
    FxRow fx = {.date = DAY_NONE};
    if (!table_need_day(row, FX_DATE, &fx.date) || !table_need(row, FX_CURRENCY) ||
        !table_need(row, FX_RATE) || !table_currency(row, FX_CURRENCY, &fx.currency) ||
        !table_decimal(row, FX_RATE, &fx.rate)) {
        return false;
    }
    if (fx.rate == 0) return table_refuse(row, FX_RATE, "expected a rate above 0");
    ARENA_RESERVE(row->arena, list->rows, list->count, list->room);
    list->rows[list->count++] = fx;
    return true;
}

Status fx_read(Str path, Provenance *provenance, Arena *arena, FxRow **out, size_t *count, Err *err) {
    FxList list = {0};
    const Status status = table_read(path, &FX_FORMAT, take_fx, &list, provenance, arena, err);
    *out = list.rows;
    *count = list.count;
    return status;
}
