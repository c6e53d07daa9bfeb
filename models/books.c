/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/books.h"

const char *const BOOKS_KINDS[SPEND_KIND_COUNT] = {"invoice", "credit", "fee", "content", "tools"};
const char *const BOOKS_STATUSES[SPEND_STATUS_COUNT] = {"ordered", "accrued", "paid"};

#define NO_RATE  ((Why){"no_fx_rate", STR("no rate for the contract's currency in the fx table")})
#define NO_PRICE ((Why){"no_contract", STR("amounts but no contract or price for each lead")})

/* One vendor's month: what was delivered and whether the ledger covers it. */
typedef struct BookMonth {
    Month month;
    int64_t invoiced, unpriced;
    Money invoice, credits;       /* at contract prices, base currency */
    Money shortfall;              /* of invoice: the price of no lead */
    bool no_rate, no_credit_rate; /* some of it cannot be converted */
    bool covered;                 /* by an invoice of the ledger */
} BookMonth;

typedef struct MonthList {
    BookMonth *months;
    size_t count, room;
} MonthList;

Money books_convert(Ledgers ledgers, Money money, Currency currency, Day day) {
    const bool known = currency.code[0] && ledgers.base.code[0];
    if (!money || !known || currency_equal(currency, ledgers.base)) return money;
    const FxRow *best = NULL;
    for (size_t i = 0; i < ledgers.fx_count; i++) {
        const FxRow *row = &ledgers.fx[i];
        if (!currency_equal(row->currency, currency) || (day != DAY_NONE && row->date > day)) continue;
        if (!best || row->date > best->date) best = row;
    }
    if (!best) return MONEY_NONE;
    const Wide in_base = (Wide)money * best->rate * currency_units(ledgers.base);
    return (Money)round_ratio(in_base, (Wide)DECIMAL_ONE * currency_units(currency));
}

static BookMonth *month_at(MonthList *list, Month month, Arena *arena) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->months[i].month == month) return &list->months[i];
    }
    ARENA_RESERVE(arena, list->months, list->count, list->room);
    list->months[list->count] = (BookMonth){.month = month};
    return &list->months[list->count++];
}

/* What is accrued in a month is worth what the currency is at its end, or at the as-of day. */
static Day day_of_accrual(Month month, Day as_of) {
    if (month == MONTH_NONE) return as_of;
    const Day last = day_from_month(month + 1) - 1;
    return as_of != DAY_NONE && as_of < last ? as_of : last;
}

static void add_cell(MonthList *list, const RollupCell *cell, Ledgers ledgers, Day as_of, Arena *arena) {
    BookMonth *month = month_at(list, cell->month, arena);
    const Day day = day_of_accrual(cell->month, as_of);
    month->invoiced += cell->invoiced;
    month->unpriced += cell->unpriced;
    const Money invoice = books_convert(ledgers, cell->invoice, cell->currency, day);
    const Money credits = books_convert(ledgers, cell->credits, cell->currency, day);
    month->no_rate = month->no_rate || invoice == MONEY_NONE;
    month->no_credit_rate = month->no_credit_rate || credits == MONEY_NONE;
    if (invoice != MONEY_NONE) {
        month->invoice += invoice;
        month->shortfall += books_convert(ledgers, cell->shortfall, cell->currency, day);
    }
    if (credits != MONEY_NONE) month->credits += credits;
}

static Month first_month(const SpendRow *row) {
    return month_from_day(row->period_start != DAY_NONE ? row->period_start : row->date);
}

static Month last_month(const SpendRow *row) {
    return month_from_day(row->period_end != DAY_NONE ? row->period_end : row->date);
}

/* Says whether the amount is booked by the as-of day. */
static bool is_booked(const SpendRow *row, const Definitions *definitions) {
    return row->status != SPEND_ORDERED &&
           (definitions->as_of == DAY_NONE || row->date <= definitions->as_of);
}

/* Says whether it belongs to what the run looks at. */
static bool is_in_period(const SpendRow *row, const Definitions *definitions) {
    return is_booked(row, definitions) && definitions_in_period(definitions, row->date);
}

/* Says whether the row is for leads of this month; leads without a day are of any. */
static bool is_for(const SpendRow *row, Month month) {
    return month == MONTH_NONE || (month >= first_month(row) && month <= last_month(row));
}

/* An invoice for a number of leads up to a day that is still to come is earned as they arrive. */
static Money earned_part(const SpendRow *row, Money amount, const MonthList *list,
                         const Definitions *definitions) {
    const bool ahead = row->quantity > 0 && row->period_end != DAY_NONE && definitions->as_of != DAY_NONE &&
                       row->period_end > definitions->as_of;
    if (!ahead) return amount;
    int64_t arrived = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (is_for(row, list->months[i].month)) arrived += list->months[i].invoiced;
    }
    if (arrived >= row->quantity) return amount;
    return (Money)round_ratio((Wide)amount * arrived, row->quantity);
}

/* An invoice covers the months it is for; other amounts those that have nothing else to go by. */
static void cover(MonthList *list, const SpendRow *row) {
    for (size_t i = 0; i < list->count; i++) {
        BookMonth *month = &list->months[i];
        const bool priceless = month->unpriced > 0 && month->unpriced == month->invoiced;
        if (is_for(row, month->month) && (row->kind == SPEND_INVOICE || priceless)) month->covered = true;
    }
}

static Why why_no_rate(Currency currency, Arena *arena) {
    return (Why){"no_fx_rate", str_format(arena, "no rate for %s in the fx table", currency.code)};
}

/* Says whether the credits of a vendor come in the ledger: then those of single leads are the same once more. */
static bool has_credit_rows(Str vendor, Ledgers ledgers, const Definitions *definitions) {
    for (size_t i = 0; i < ledgers.count; i++) {
        const SpendRow *row = &ledgers.rows[i];
        if (row->kind == SPEND_CREDIT && str_equal(row->vendor, vendor) && is_booked(row, definitions))
            return true;
    }
    return false;
}

static void book_row(Books *books, MonthList *list, const SpendRow *row, Ledgers ledgers,
                     const Definitions *definitions, Arena *arena) {
    const Money amount = books_convert(ledgers, row->amount, row->currency, row->date);
    if (amount == MONEY_NONE) {
        books->why = why_no_rate(row->currency, arena);
    } else if (row->kind == SPEND_CREDIT) {
        books->credits += amount < 0 ? -amount : amount;
    } else {
        const Money earned = earned_part(row, amount, list, definitions);
        books->booked += earned;
        books->prepaid += amount - earned;
        cover(list, row);
    }
}

static int by_month(const BookMonth *a, const BookMonth *b) {
    return (a->month > b->month) - (a->month < b->month);
}

static void sort_months(MonthList *list) {
    for (size_t i = 1; i < list->count; i++) {
        for (size_t j = i; j && by_month(&list->months[j - 1], &list->months[j]) > 0; j--) {
            const BookMonth held = list->months[j];
            list->months[j] = list->months[j - 1];
            list->months[j - 1] = held;
        }
    }
}

/* Names the months that have leads but neither an invoice nor a price. */
static Why why_unpriced(const MonthList *list, Ledgers ledgers, Arena *arena) {
    Str months = STR("");
    int64_t leads = 0;
    for (size_t i = 0; i < list->count; i++) {
        const BookMonth *month = &list->months[i];
        if (month->covered || !month->unpriced) continue;
        char text[DATE_TEXT];
        leads += month->unpriced;
        months = str_format(arena, "%.*s%s%s", STR_ARGS(months), months.len ? ", " : "",
                            month->month == MONTH_NONE ? "undated" : month_format(month->month, text));
    }
    if (!ledgers.has_contracts && !ledgers.count) {
        return (Why){"no_contract", STR("no contract, no price of its own and no booked amount")};
    }
    return (Why){"no_price",
                 str_format(arena, "%lld leads have neither a contract, a price nor a booked amount (%.*s)",
                            (long long)leads, STR_ARGS(months))};
}

static void accrue(Books *books, const MonthList *list, bool credits_booked, Ledgers ledgers, Arena *arena) {
    bool unpriced = false;
    int64_t priceless = 0;
    for (size_t i = 0; i < list->count; i++) {
        const BookMonth *month = &list->months[i];
        priceless += month->unpriced;
        books->priced += month->invoice - month->shortfall;
        books->priced_leads += month->invoiced - month->unpriced;
        if (!credits_booked) books->credits += month->credits;
        if (!credits_booked && month->no_credit_rate) books->why = NO_RATE;
        if (month->no_rate) books->stated_why = NO_RATE;
        if (month->covered) continue;
        unpriced = unpriced || month->unpriced;
        if (month->no_rate) books->why = NO_RATE;
        books->accrued += month->invoice;
        books->accrued_leads += month->invoiced;
    }
    if (unpriced) books->why = why_unpriced(list, ledgers, arena);
    if (priceless) books->stated_why = NO_PRICE;
}

static void settle_vendor(const Rollup *rollup, size_t vendor, Ledgers ledgers, Arena *arena, Books *out) {
    const Definitions *definitions = &rollup->definitions;
    const Str name = rollup->vendors[vendor];
    MonthList list = {0};
    *out = (Books){0};
    for (size_t i = 0; i < rollup->cell_count; i++) {
        if (rollup->cells[i].vendor == vendor)
            add_cell(&list, &rollup->cells[i], ledgers, definitions->as_of, arena);
    }
    sort_months(&list);
    for (size_t i = 0; i < ledgers.count; i++) {
        const SpendRow *row = &ledgers.rows[i];
        if (row->kind != SPEND_TOOLS && str_equal(row->vendor, name) && is_in_period(row, definitions))
            book_row(out, &list, row, ledgers, definitions, arena);
    }
    accrue(out, &list, has_credit_rows(name, ledgers, definitions), ledgers, arena);
    out->invoice = out->booked + out->accrued;
    if (rollup->from_counts) out->stated_why = NO_PRICE;
    if (ledgers.unread.len) out->why = (Why){"unread_rows", ledgers.unread};
}

/* Adds up the tools rows; where the worth of one cannot be known, no vendor's cost can. */
static void add_tools(const Rollup *rollup, Ledgers ledgers, Arena *arena, Books *out, Money *tools,
                      bool *has_tools) {
    *tools = 0;
    *has_tools = false;
    for (size_t i = 0; i < ledgers.count; i++) {
        const SpendRow *row = &ledgers.rows[i];
        if (row->kind != SPEND_TOOLS || !is_in_period(row, &rollup->definitions)) continue;
        const Money amount = books_convert(ledgers, row->amount, row->currency, row->date);
        *has_tools = true;
        if (amount != MONEY_NONE) *tools += amount;
        for (size_t v = 0; amount == MONEY_NONE && v < rollup->vendor_count; v++)
            out[v].why = why_first(out[v].why, why_no_rate(row->currency, arena));
    }
}

void books_settle(const Rollup *rollup, Ledgers ledgers, Arena *arena, Books *out, Money *tools,
                  bool *has_tools) {
    for (size_t v = 0; v < rollup->vendor_count; v++) settle_vendor(rollup, v, ledgers, arena, &out[v]);
    add_tools(rollup, ledgers, arena, out, tools, has_tools);
}

Books books_total(const Books *books, size_t count) {
    Books total = {0};
    for (size_t v = 0; v < count; v++) {
        total.invoice += books[v].invoice;
        total.booked += books[v].booked;
        total.accrued += books[v].accrued;
        total.prepaid += books[v].prepaid;
        total.credits += books[v].credits;
        total.accrued_leads += books[v].accrued_leads;
        total.priced += books[v].priced;
        total.priced_leads += books[v].priced_leads;
        total.why = why_first(total.why, books[v].why);
        total.stated_why = why_first(total.stated_why, books[v].stated_why);
    }
    return total;
}
