/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models/assumption.h"
#include <string.h>

#define JUDGEMENT "judgement, replace by your own"

/* clang-format off */
const AssumptionKey ASSUMPTIONS[ASSUMPTION_COUNT] = {
    [ASSUME_SDR_COST_PER_YEAR] = {"sdr.cost_per_year", IN_MONEY, "SDR, fully loaded, a year", "70000", "82500", "95000", NULL, "LeadSpot, Pipeline Trust Report 2026: 70,000-95,000", "What does an SDR cost a year, all in? (sales operations, HR)"},
    [ASSUME_SDR_HOURS_PER_YEAR] = {"sdr.hours_per_year", IN_HOURS, "paid hours of an SDR a year", NULL, "2080", NULL, NULL, "52 weeks of 40 hours", NULL},
    [ASSUME_SDR_COUNT] = {"sdr.count", IN_NUMBER, "SDRs who work these leads", NULL, NULL, NULL, NULL, "", "How many SDRs work these leads? (SDR manager)"},
    [ASSUME_SDR_SHARE] = {"sdr.share", IN_SHARE, "share of their week for these leads", NULL, NULL, NULL, NULL, "", "Which share of their week do they spend on them? (SDR manager)"},
    [ASSUME_SDR_HOURS_PER_WEEK] = {"sdr.hours_per_week", IN_HOURS, "hours of an SDR's week", NULL, "40", NULL, NULL, JUDGEMENT, NULL},
    [ASSUME_OPS_COST_PER_HOUR] = {"ops.cost_per_hour", IN_MONEY, "operations, an hour", "30", "40", "55", NULL, JUDGEMENT, "What does an hour of marketing operations cost? (finance)"},
    [ASSUME_TOUCH_MINUTES] = {"touch.minutes", IN_MINUTES, "minutes an attempt", "3", "5", "8", NULL, JUDGEMENT, "How many minutes does one attempt take? (SDR manager)"},
    [ASSUME_TOUCH_ATTEMPTS] = {"touch.attempts", IN_NUMBER, "attempts until a silent lead is given up", "2", "4", "6", NULL, JUDGEMENT, "After how many attempts is a silent lead given up? (SDR manager)"},
    [ASSUME_CONVERSATION_MINUTES] = {"conversation.minutes", IN_MINUTES, "minutes of a first conversation", "10", "20", "30", NULL, JUDGEMENT, "How long is a first conversation? (SDR manager)"},
    [ASSUME_HANDOVER_MINUTES] = {"handover.minutes", IN_MINUTES, "minutes of a hand-over to sales", "15", "30", "45", NULL, JUDGEMENT, "How long does a hand-over take? (SDR manager)"},
    [ASSUME_SDR_REJECTED] = {"minutes.sdr.rejected", IN_MINUTES, "SDR minutes of a rejected lead", NULL, NULL, NULL, NULL, "else 1 attempt", NULL},
    [ASSUME_SDR_INVALID] = {"minutes.sdr.invalid", IN_MINUTES, "SDR minutes of an invalid lead", NULL, NULL, NULL, NULL, "else 2 attempts", NULL},
    [ASSUME_SDR_TOUCHED] = {"minutes.sdr.touched", IN_MINUTES, "SDR minutes of an open, touched lead", NULL, NULL, NULL, NULL, "else half the attempts", NULL},
    [ASSUME_SDR_ACCEPTED] = {"minutes.sdr.accepted", IN_MINUTES, "SDR minutes of an open, accepted lead", NULL, NULL, NULL, NULL, "else half the attempts", NULL},
    [ASSUME_SDR_QUIET] = {"minutes.sdr.quiet", IN_MINUTES, "SDR minutes of a quiet lead", NULL, NULL, NULL, NULL, "else all attempts", NULL},
    [ASSUME_SDR_DISQUALIFIED] = {"minutes.sdr.disqualified", IN_MINUTES, "SDR minutes of a disqualified lead", NULL, NULL, NULL, NULL, "else half the attempts and a conversation", NULL},
    [ASSUME_SDR_SQL] = {"minutes.sdr.sql", IN_MINUTES, "SDR minutes of a lead that reached SQL", NULL, NULL, NULL, NULL, "else half the attempts, a conversation and a hand-over", NULL},
    [ASSUME_OPS_INVALID] = {"minutes.ops.invalid", IN_MINUTES, "operations minutes of an invalid lead", "6", "12", "20", NULL, JUDGEMENT, "How many minutes of operations does an invalid lead take? (marketing operations)"},
    [ASSUME_OPS_DUPLICATE] = {"minutes.ops.duplicate", IN_MINUTES, "operations minutes of a duplicate", "2", "4", "8", NULL, JUDGEMENT, NULL},
    [ASSUME_OPS_RETURNED] = {"minutes.ops.returned", IN_MINUTES, "operations minutes of a returned lead", "5", "9", "15", NULL, JUDGEMENT, NULL},
    [ASSUME_BOUNCE_COST] = {"bounce.cost", IN_MONEY, "cost of a bounced e-mail", NULL, "0", NULL, NULL, "no accepted formula: 0 until you know better", NULL},
    [ASSUME_TOOLS_COST] = {"tools.cost", IN_MONEY, "tools and data, a calendar month", NULL, "0", NULL, NULL, JUDGEMENT, "What do tools and data for these leads cost a month? (finance)"},
    [ASSUME_TOOLS_KEY] = {"tools.key", IN_WORD, "how tools are allocated to vendors", NULL, "delivered", NULL, "delivered|touched|invoice", JUDGEMENT, NULL},
    [ASSUME_DEAL_VALUE] = {"deal.value", IN_MONEY, "value of a deal", NULL, NULL, NULL, NULL, "", "What is a deal worth? (sales)"},
    [ASSUME_DEAL_CAP] = {"deal.cap", IN_MONEY, "a deal counts up to", NULL, NULL, NULL, NULL, "", NULL},
    [ASSUME_MARGIN_GROSS] = {"margin.gross", IN_SHARE, "gross margin", NULL, NULL, NULL, NULL, "", "What is the gross margin? (finance)"},
    [ASSUME_TARGET_COST_PER_SQL] = {"target.cost_per_sql", IN_MONEY, "the most an SQL may cost", NULL, NULL, NULL, NULL, "", "What is the most you would pay for an SQL? (head of demand generation)"},
    [ASSUME_TARGET_CPL] = {"target.cpl", IN_MONEY, "target cost per lead", NULL, NULL, NULL, NULL, "", NULL},
    [ASSUME_HORIZON_DAYS] = {"horizon.days", IN_DAYS, "rates are quoted within", NULL, "180", NULL, NULL, JUDGEMENT, NULL},
    [ASSUME_DECISION_CONFIDENCE] = {"decision.confidence", IN_SHARE, "confidence that a verdict needs", NULL, "0.8", NULL, NULL, JUDGEMENT, NULL},
    [ASSUME_DECISION_LOSS_SHARE] = {"decision.loss_share", IN_SHARE, "tolerable cost of being wrong, of the contract's value", NULL, "0.05", NULL, NULL, JUDGEMENT, NULL},
    [ASSUME_INVALID_DEFINITION] = {"invalid.definition", IN_WORD, "what counts as invalid", NULL, "strict", NULL, "strict|with_unreachable", "a real file gives 5.3 % strict, 19.7 % with unreachable", NULL},
    [ASSUME_ACCEPT_DAYS] = {"accept.days", IN_DAYS, "days sales has to accept a lead", NULL, "30", NULL, NULL, "LeadSpot, Pipeline Trust Report 2026", "How many days does sales have to accept a lead? (head of sales)"},
    [ASSUME_QUIET_DAYS] = {"quiet.days", IN_DAYS, "days of silence until a lead is quiet", NULL, "90", NULL, NULL, JUDGEMENT, "After how many days is a silent lead dead? (SDR manager)"},
    [ASSUME_DUPLICATE_DAYS] = {"duplicate.days", IN_DAYS, "the same address again within", NULL, "365", NULL, NULL, JUDGEMENT, NULL},
    [ASSUME_CREDIT_RULE] = {"credit.rule", IN_WORD, "which lead is credited with a shared opportunity", NULL, "first", NULL, "first|last", JUDGEMENT, NULL},
    [ASSUME_LOG_START] = {"log.start", IN_WORD, "a log of conversions that begins late", NULL, "auto", NULL, "auto|unseen|truncated|watched", "auto: unseen, where older leads lack at least five conversions", NULL},
    [ASSUME_CASE_CURRENCY] = {"case.currency", IN_TEXT, "currency of the case", NULL, NULL, NULL, NULL, "", "In which currency do you report? (finance)"},
    [ASSUME_CASE_TZ] = {"case.tz", IN_TEXT, "time zone of stamps with an offset", NULL, "UTC", NULL, NULL, "", NULL},
    [ASSUME_CASE_DATE_FORMAT] = {"case.date_format", IN_TEXT, "order of day and month in the exports", NULL, NULL, NULL, NULL, "", NULL},
    [ASSUME_CASE_SEGMENT] = {"case.segment", IN_TEXT, "column that is the segment", NULL, NULL, NULL, NULL, "", NULL},
};

const char *const ASSUMPTION_LATER[] = {
    "sdr.cs2", "discount.annual", "alert.acceptance", "alert.weeks", "sla.tier1.hours", "sla.tier2.hours",
    "sla.feedback.hours", "work.hours", "budget.next", "allocate.*", "price.*", "volume.*", "delay.*", "qualify.*",
    "clause.*",
};
/* clang-format on */
const size_t ASSUMPTION_LATER_COUNT = sizeof ASSUMPTION_LATER / sizeof *ASSUMPTION_LATER;

static bool is_number(AssumptionId id) {
    return ASSUMPTIONS[id].unit != IN_WORD && ASSUMPTIONS[id].unit != IN_TEXT;
}

static Assumption default_of(const AssumptionKey *key) {
    Assumption out = {.known = key->base != NULL,
                      .shape = SPREAD_FIXED,
                      .origin = FROM_DEFAULT,
                      .source = str_from(key->source)};
    if (!key->base) return out;
    if (key->unit == IN_WORD || key->unit == IN_TEXT) {
        out.text = str_from(key->base);
        return out;
    }
    decimal_parse(str_from(key->base), &out.base);
    out.low = out.high = out.base;
    if (key->low) {
        decimal_parse(str_from(key->low), &out.low);
        decimal_parse(str_from(key->high), &out.high);
        out.shape = SPREAD_PERT;
    }
    return out;
}

AssumptionSet assumption_defaults(void) {
    AssumptionSet set = {.name = STR("base")};
    for (int i = 0; i < ASSUMPTION_COUNT; i++) set.of[i] = default_of(&ASSUMPTIONS[i]);
    return set;
}

int assumption_find(Str key) {
    key = str_trim(key);
    for (int i = 0; i < ASSUMPTION_COUNT; i++) {
        if (str_equal_nocase(key, str_from(ASSUMPTIONS[i].key))) return i;
    }
    return -1;
}

bool assumption_is_later(Str key) {
    for (size_t i = 0; i < ASSUMPTION_LATER_COUNT; i++) {
        if (str_matches(str_trim(key), str_from(ASSUMPTION_LATER[i]))) return true;
    }
    return false;
}

const char *assumption_nearest(Str key) {
    const char *nearest = NULL;
    key = str_trim(key);
    size_t best = key.len / 3 + 1;
    for (int i = 0; i < ASSUMPTION_COUNT; i++) {
        const size_t distance = str_distance(key, str_from(ASSUMPTIONS[i].key));
        if (distance > best) continue;
        best = distance;
        nearest = ASSUMPTIONS[i].key;
    }
    return nearest;
}

/* Reads a number of the key's unit; a share may end in %. */
static Status parse_number(AssumptionId id, Str text, Decimal *out, Err *err) {
    text = str_trim(text);
    const bool percent = ASSUMPTIONS[id].unit == IN_SHARE && str_ends(text, STR("%"));
    const Str digits = percent ? str_trim((Str){text.at, text.len - 1}) : text;
    Decimal value;
    if (!decimal_parse(digits, &value) || value < 0) {
        return err_set(err, ERR_CONFIG,
                       "'%.*s' is not a value of %s: expected a number that is not negative, as 1234.5",
                       STR_ARGS(text), ASSUMPTIONS[id].key);
    }
    if (percent) value = (Decimal)round_ratio(value, 100);
    if (ASSUMPTIONS[id].unit == IN_SHARE && value > DECIMAL_ONE) {
        return err_set(err, ERR_CONFIG,
                       "'%.*s' is not a value of %s: expected a share from 0 to 1, or a percentage",
                       STR_ARGS(text), ASSUMPTIONS[id].key);
    }
    *out = value;
    return OK;
}

static Status set_word(Assumption *value, AssumptionId id, Str text, Err *err) {
    text = str_trim(text);
    if (ASSUMPTIONS[id].unit == IN_WORD) {
        Str words = str_from(ASSUMPTIONS[id].words), word = {NULL, 0};
        while (str_split(&words, '|', &word) && !str_equal_nocase(word, text)) continue;
        if (!str_equal_nocase(word, text)) {
            return err_set(err, ERR_CONFIG, "'%.*s' is not a value of %s: expected one of %s", STR_ARGS(text),
                           ASSUMPTIONS[id].key, ASSUMPTIONS[id].words);
        }
        text = word;
    }
    value->text = text;
    value->known = text.len != 0;
    return OK;
}

static Status parse_shape(Str text, bool has_range, SpreadKind *out, Err *err) {
    static const struct {
        const char *word;
        SpreadKind kind;
    } SHAPES[] = {{"pert", SPREAD_PERT},
                  {"triangular", SPREAD_TRIANGULAR},
                  {"uniform", SPREAD_UNIFORM},
                  {"fixed", SPREAD_FIXED}};
    text = str_trim(text);
    if (!text.len) {
        *out = has_range ? SPREAD_PERT : SPREAD_FIXED;
        return OK;
    }
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        if (!str_equal_nocase(text, str_from(SHAPES[i].word))) continue;
        *out = SHAPES[i].kind;
        return OK;
    }
    return err_set(err, ERR_CONFIG, "shape '%.*s': expected pert, triangular, uniform or fixed",
                   STR_ARGS(text));
}

/* Moves low and high in proportion to base; a share stays one. */
static void scale_along(Assumption *value, AssumptionUnit unit, Decimal base) {
    if (value->known && value->base > 0) {
        value->low = (Decimal)round_ratio((Wide)value->low * base, value->base);
        value->high = (Decimal)round_ratio((Wide)value->high * base, value->base);
        if (unit == IN_SHARE && value->high > DECIMAL_ONE) value->high = DECIMAL_ONE;
    } else {
        value->low = value->high = base;
        value->shape = SPREAD_FIXED;
    }
    value->base = base;
}

static Status check_order(AssumptionId id, const Assumption *value, Err *err) {
    if (value->low <= value->base && value->base <= value->high) return OK;
    char low[MONEY_TEXT], base[MONEY_TEXT], high[MONEY_TEXT];
    return err_set(err, ERR_CONFIG, "%s: base %s lies outside low %s to high %s", ASSUMPTIONS[id].key,
                   decimal_format(value->base, base), decimal_format(value->low, low),
                   decimal_format(value->high, high));
}

Status assumption_set(AssumptionSet *set, AssumptionId id, Str low, Str base, Str high, Str shape, bool scale,
                      Err *err) {
    Assumption value = set->of[id];
    Status status = OK;
    low = str_trim(low), base = str_trim(base), high = str_trim(high);
    if (!is_number(id)) {
        status = set_word(&value, id, base, err);
        if (status == OK) set->of[id] = value;
        return status;
    }
    Decimal number;
    if ((status = parse_number(id, base, &number, err)) != OK) return status;
    if (scale && !low.len && !high.len) {
        scale_along(&value, ASSUMPTIONS[id].unit, number);
    } else {
        value.low = value.base = value.high = number;
        if (low.len && (status = parse_number(id, low, &value.low, err)) != OK) return status;
        if (high.len && (status = parse_number(id, high, &value.high, err)) != OK) return status;
        if ((status = parse_shape(shape, low.len || high.len, &value.shape, err)) != OK) return status;
    }
    if ((status = check_order(id, &value, err)) != OK) return status;
    value.known = true;
    set->of[id] = value;
    return OK;
}

Status assumption_set_cell(AssumptionSet *set, AssumptionId id, Str cell, Err *err) {
    cell = str_trim(cell);
    if (!cell.len) return OK;
    Str rest = cell, part[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    int parts = 0;
    while (is_number(id) && parts < 3 && str_split(&rest, '|', &part[parts])) parts++;
    if (parts <= 1) return assumption_set(set, id, STR(""), cell, STR(""), STR(""), true, err);
    if (parts != 3 || rest.at) {
        return err_set(err, ERR_CONFIG, "'%.*s': expected one number, or low|base|high", STR_ARGS(cell));
    }
    const Assumption base = set->of[id];
    const Status status = assumption_set(set, id, part[0], part[1], part[2], STR(""), false, err);
    if (status == OK && base.low != base.high) set->of[id].shape = base.shape; /* the row's own */
    return status;
}

Spread assumption_spread(const Assumption *assumption) {
    return (Spread){.kind = assumption->low == assumption->high ? SPREAD_FIXED : assumption->shape,
                    .low = decimal_to_double(assumption->low),
                    .base = decimal_to_double(assumption->base),
                    .high = decimal_to_double(assumption->high)};
}

int assumption_word(const AssumptionSet *set, AssumptionId id) {
    Str words = str_from(ASSUMPTIONS[id].words), word;
    for (int i = 0; str_split(&words, '|', &word); i++) {
        if (str_equal_nocase(word, set->of[id].text)) return i;
    }
    return 0;
}

int assumption_whole(const AssumptionSet *set, AssumptionId id) {
    return (int)round_ratio(set->of[id].base, DECIMAL_ONE);
}
