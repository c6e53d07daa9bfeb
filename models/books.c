/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/books.h"

const char *const BOOKS_KINDS[SPEND_KIND_COUNT] = {"invoice", "credit", "fee", "content", "tools"};
const char *const BOOKS_STATUSES[SPEND_STATUS_COUNT] = {"ordered", "accrued", "paid"};

/* One vendor's month: what was delivered and whether the ledger covers it. */
typedef struct BookMonth {
    Month month;
    int64_t leads, invoiced, unpriced;
    Money invoice, credits; /* at contract prices, base currency */
    bool no_rate;
    bool covered; /* by an invoice of the ledger */
} BookMonth;

typedef struct MonthList {
    BookMonth *months;
    size_t count, room;
} MonthList;

Money books_convert(Ledgers ledgers, Money money, Currency currency, Day day) {
    if (!currency.code[0] || !ledgers.base.code[0] || currency_equal(currency, ledgers.base)) return money;
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

static void add_cell(MonthList *list, const RollupCell *cell, Ledgers ledgers, Arena *arena) {
    BookMonth *month = month_at(list, cell->month, arena);
    const Day day = cell->month == MONTH_NONE ? DAY_NONE : day_from_month(cell->month + 1) - 1;
    const Money invoice = books_convert(ledgers, cell->invoice, cell->currency, day);
    const Money credits = books_convert(ledgers, cell->credits, cell->currency, day);
    month->leads += cell->leads;
    month->invoiced += cell->invoiced;
    month->unpriced += cell->unpriced;
    if (invoice == MONEY_NONE || credits == MONEY_NONE) {
        month->no_rate = true;
    } else {
        month->invoice += invoice;
        month->credits += credits;
    }
}

static Month first_month(const SpendRow *row) {
    return month_from_day(row->period_start != DAY_NONE ? row->period_start : row->date);
}

static Month last_month(const SpendRow *row) {
    return month_from_day(row->period_end != DAY_NONE ? row->period_end : row->date);
}

/* Says whether the amount belongs to what the run looks at. */
static bool is_in_period(const SpendRow *row, const Definitions *definitions) {
    if (row->status == SPEND_ORDERED) return false;
    if (definitions->as_of != DAY_NONE && row->date > definitions->as_of) return false;
    if (definitions->from != DAY_NONE && row->date < definitions->from) return false;
    return definitions->to == DAY_NONE || row->date <= definitions->to;
}

/* An invoice for a number of leads up to a day that is still to come is earned as they arrive. */
static Money earned_part(const SpendRow *row, Money amount, const MonthList *list,
                         const Definitions *definitions) {
    const bool ahead = row->quantity > 0 && row->period_end != DAY_NONE && definitions->as_of != DAY_NONE &&
                       row->period_end > definitions->as_of;
    if (!ahead) return amount;
    int64_t arrived = 0;
    for (size_t i = 0; i < list->count; i++) {
        const Month month = list->months[i].month;
        if (month >= first_month(row) && month <= last_month(row)) arrived += list->months[i].invoiced;
    }
    if (arrived >= row->quantity) return amount;
    return (Money)round_ratio((Wide)amount * arrived, row->quantity);
}

static void cover(MonthList *list, const SpendRow *row) {
    for (size_t i = 0; i < list->count; i++) {
        BookMonth *month = &list->months[i];
        if (month->month >= first_month(row) && month->month <= last_month(row)) month->covered = true;
    }
}

static Why why_no_rate(Currency currency, Arena *arena) {
    return (Why){"no_fx_rate", str_format(arena, "no rate for %s in the fx table", currency.code)};
}

/* Takes the vendor's rows of the ledger; returns whether it has credit rows. */
static bool book_rows(Books *books, MonthList *list, Str vendor, const Rollup *rollup, Ledgers ledgers,
                      Arena *arena) {
    bool has_credits = false;
    for (size_t i = 0; i < ledgers.count; i++) {
        const SpendRow *row = &ledgers.rows[i];
        if (!str_equal(row->vendor, vendor) || row->kind == SPEND_TOOLS ||
            !is_in_period(row, &rollup->definitions))
            continue;
        const Money amount = books_convert(ledgers, row->amount, row->currency, row->date);
        if (amount == MONEY_NONE) {
            books->why = why_no_rate(row->currency, arena);
        } else if (row->kind == SPEND_CREDIT) {
            has_credits = true;
            books->credits += amount < 0 ? -amount : amount;
        } else {
            const Money earned = earned_part(row, amount, list, &rollup->definitions);
            books->booked += earned;
            books->prepaid += amount - earned;
            if (row->kind == SPEND_INVOICE || !ledgers.has_contracts) cover(list, row);
        }
    }
    return has_credits;
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

static void accrue(Books *books, const MonthList *list, bool has_credits, Ledgers ledgers, Arena *arena) {
    bool unpriced = false, any_unpriced = false;
    for (size_t i = 0; i < list->count; i++) {
        const BookMonth *month = &list->months[i];
        any_unpriced = any_unpriced || month->unpriced;
        books->priced += month->invoice;
        books->priced_leads += month->invoiced - month->unpriced;
        if (!has_credits) books->credits += month->credits;
        if (month->covered) continue;
        unpriced = unpriced || month->unpriced;
        if (month->no_rate)
            books->why = (Why){"no_fx_rate", STR("no rate for the contract's currency in the fx table")};
        books->accrued += month->invoice;
        books->accrued_leads += month->invoiced;
    }
    if (unpriced) books->why = why_unpriced(list, ledgers, arena);
    if (any_unpriced || !books->priced_leads) {
        books->stated_why = (Why){"no_contract", STR("amounts but no contract or price for each lead")};
    }
}

static void settle_vendor(const Rollup *rollup, size_t vendor, Ledgers ledgers, Arena *arena, Books *out) {
    MonthList list = {0};
    *out = (Books){0};
    for (size_t i = 0; i < rollup->cell_count; i++) {
        if (rollup->cells[i].vendor == vendor) add_cell(&list, &rollup->cells[i], ledgers, arena);
    }
    sort_months(&list);
    const bool has_credits = book_rows(out, &list, rollup->vendors[vendor], rollup, ledgers, arena);
    accrue(out, &list, has_credits, ledgers, arena);
    out->invoice = out->booked + out->accrued;
    if (rollup->from_counts)
        out->stated_why = (Why){"no_contract", STR("amounts but no contract or price for each lead")};
    if (ledgers.unread.len) out->why = (Why){"unread_rows", ledgers.unread};
}

void books_settle(const Rollup *rollup, Ledgers ledgers, Arena *arena, Books *out, Money *tools,
                  bool *has_tools) {
    for (size_t v = 0; v < rollup->vendor_count; v++) settle_vendor(rollup, v, ledgers, arena, &out[v]);
    *tools = 0;
    *has_tools = false;
    for (size_t i = 0; i < ledgers.count; i++) {
        const SpendRow *row = &ledgers.rows[i];
        if (row->kind != SPEND_TOOLS || !is_in_period(row, &rollup->definitions)) continue;
        const Money amount = books_convert(ledgers, row->amount, row->currency, row->date);
        *has_tools = true;
        if (amount != MONEY_NONE) *tools += amount;
    }
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
