/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/rollup_file.h"
#include "models/rollup_merge.h"
#include "outputs/rollup_file.h"
#include "tests/support/scratch.h"
#include <stdio.h>
#include <string.h>

/* What a warehouse might have counted: rows in no order, no SHA-256, three leads of two vendors. */
#define META_HEAD                                                                                      \
    "key,value\nschema,truecpl.rollup/1\npartition,north\nas_of,2026-02-28\nfrom,\nto,\n"              \
    "invalid.definition,strict\naccept.days,30\nquiet.days,90\nduplicate.days,365\ncredit.rule,last\n" \
    "segment,campaign\naccepted_is_known,no\nsql_is_known,yes\nopportunity_is_known,no\n"              \
    "won_is_known,yes\nhas_dates,yes\nfrom_counts,no\nfirst_delivery,2026-01-05\n"                     \
    "last_delivery,2026-02-10\nfirst_accepted,\nfirst_sql,2026-01-20\nfirst_opportunity,\n"            \
    "first_won,2026-02-10\nleads,3\nafter_as_of,7\noutside_period,0\nnegative_lags,1\nzero_deals,2\n"  \
    "price_needs_all_leads,'=Beta\n"
#define META_SUMS                                                                                   \
    "cell.rows,3\ncell.leads,3\ncell.invoiced,2\ncell.credited,1\ncell.touched,1\ncell.bounces,0\n" \
    "cell.pre_existing,0\ncell.shared,0\ncell.unpriced,0\ncell.sdr_own_leads,1\n"                   \
    "cell.sdr_own_minutes,2.5\ncell.touch_leads,0\ncell.touches,0\ncell.ops_own_leads,0\n"          \
    "cell.ops_own_minutes,0\ncell.invoice,1180.25\ncell.credits,50.25\ncell.shortfall,80.00\n"      \
    "flow.rows,1\nflow.entered,2\nflow.moved,1\nflow.lost,0\nflow.closed,1\nflow.day_unknown,0\n"   \
    "lag.rows,0\nlag.moved,0\nlag.lost,0\nlag.closed,0\ndeal.rows,1\ndeal.count,1\ndeal.sum,5000\n"
#define CELL_HEAD                                                                                     \
    "vendor,segment,month,class,kind,reached,quiet,currency,leads,invoiced,credited,touched,bounces," \
    "pre_existing,shared,unpriced,sdr_own_leads,sdr_own_minutes,touch_leads,touches,ops_own_leads,"   \
    "ops_own_minutes,invoice,credits,shortfall\n"
#define CELLS                                                                             \
    CELL_HEAD                                                                             \
    "'=Beta,x,,charge,,delivered,no,USD,0,0,0,0,0,0,0,0,0,0,0,0,0,0,80.00,0,80\n"         \
    "'=Beta,x,2026-02,untouched,,delivered,no,JPY,1,1,0,0,0,0,0,0,0,0,0,0,0,0,1000,0,0\n" \
    "Alpha,x,2026-01,rejected,fit,delivered,yes,USD,2,1,1,1,0,0,0,0,1,2.5,0,0,0,0,100.25,50.25,0\n"
#define FLOWS \
    "vendor,segment,from,to,age,entered,moved,lost,closed,day_unknown\nAlpha,x,delivered,won,,2,1,0,1,0\n"
#define LAGS "vendor,segment,from,to,lag,moved,lost,closed\n"
#define DEALS \
    "vendor,currency,bucket,count,sum,largest,log_sum,log_square_sum\nAlpha,USD,12,1,5000,5000,8.5,72.25\n"

static void write_tables(Scratch *scratch, const char *meta, const char *cells) {
    scratch_write(scratch, "meta.csv", meta);
    scratch_write(scratch, "cell.csv", cells);
    scratch_write(scratch, "flow.csv", FLOWS);
    scratch_write(scratch, "lag.csv", LAGS);
    scratch_write(scratch, "deal.csv", DEALS);
}

static Rollup read_tables(Scratch *scratch) {
    Rollup out;
    check_status(rollup_file_read(scratch->folder, &scratch->provenance, scratch->arena, &out, &scratch->err),
                 OK, &scratch->err);
    return out;
}

static Day day_of(const char *text) {
    Day day = DAY_NONE;
    assert_true(day_parse(str_from(text), &day));
    return day;
}

static void a_warehouse_may_have_counted(void **state) {
    Scratch *scratch = *state;
    write_tables(scratch, META_HEAD META_SUMS, CELLS);
    const Rollup got = read_tables(scratch);
    assert_int_equal(got.definitions.as_of, day_of("2026-02-28"));
    assert_int_equal(got.definitions.from, DAY_NONE);
    assert_true(got.definitions.credit_last && !got.definitions.invalid_with_unreachable);
    assert_int_equal(got.definitions.segment, LEAD_CAMPAIGN);
    assert_true(got.has_stage[STAGE_DELIVERED] && !got.has_stage[STAGE_ACCEPTED] && got.has_stage[STAGE_WON]);
    assert_int_equal(got.first_reached[STAGE_SQL], day_of("2026-01-20"));
    assert_int_equal(got.first_reached[STAGE_ACCEPTED], DAY_NONE);
    assert_int_equal(got.leads, 3);
    assert_int_equal(got.after_as_of, 7);
    assert_true(str_equal(got.partition, STR("north")));
    assert_int_equal(got.vendor_count, 2);
    assert_true(str_equal(got.vendors[0], STR("=Beta")) && str_equal(got.vendors[1], STR("Alpha")));
    assert_true(got.whole_price[0] && !got.whole_price[1]);
    assert_int_equal(got.cell_count, 3);
    assert_int_equal(got.cells[0].month, MONTH_NONE);
    assert_int_equal(got.cells[0].class, CELL_CHARGE);
    assert_int_equal(got.cells[0].kind, KIND_NONE);
    assert_int_equal(got.cells[0].shortfall, 8000);
    assert_int_equal(got.cells[1].invoice, 1000); /* a yen has no cents */
    assert_int_equal(got.cells[2].kind, KIND_FIT);
    assert_int_equal(got.cells[2].quiet, 1);
    assert_int_equal(got.cells[2].invoice, 10025);
    assert_int_equal(got.cells[2].sdr_own_minutes, 2500000);
    assert_int_equal(got.flows[0].age, -1);
    assert_int_equal(got.deals[0].sum, 500000);
    check_close(got.deals[0].log_square_sum, 72.25, 0, 0, "sum of squares");
}

/* Every column with a value of its own, so that none can be taken for another. */
static void fill(const RollupTable *table, void *record, int seed) {
    static const char *const CODES[] = {"EUR", "JPY"};
    char number[16];
    for (size_t c = 0; c < table->column_count; c++) {
        const RollupColumn *column = &table->columns[c];
        const int value = 100 * seed + (int)c;
        snprintf(number, sizeof number, "%d", value);
        const char *text = number;
        if (column->kind == COLUMN_CHOICE) text = column->word(seed % 2);
        if (column->kind == COLUMN_MONTH) text = "2026-02";
        if (column->kind == COLUMN_DAY) text = "2026-02-28";
        if (column->kind == COLUMN_CURRENCY) text = CODES[seed % 2];
        if (column->kind == COLUMN_FIELD) text = "tier";
        assert_null(rollup_column_parse(table, column, str_from(text), record));
    }
}

static void every_column_comes_back(void **state) {
    Scratch *scratch = *state;
    Str name = STR("Alpha");
    const Rollup rollup = {.vendors = &name, .vendor_count = 1, .segments = &name, .segment_count = 1};
    for (int i = 0; i < 2 * ROLLUP_TABLE_COUNT; i++) {
        const RollupTable *table = &ROLLUP_TABLES[i / 2];
        void *record = arena_alloc(scratch->arena, table->size),
             *copy = arena_alloc(scratch->arena, table->size);
        fill(table, record, i + 1);
        for (size_t c = 0; c < table->column_count; c++) {
            const Str text = rollup_column_format(&rollup, table, &table->columns[c], record, scratch->arena);
            assert_null(rollup_column_parse(table, &table->columns[c], text, copy));
        }
        assert_memory_equal(copy, record, table->size);
    }
}

static void what_is_written_is_read_again(void **state) {
    Scratch *scratch = *state;
    write_tables(scratch, META_HEAD META_SUMS, CELLS);
    const Rollup first = read_tables(scratch);
    check_status(rollup_file_write(&first, scratch->folder.at, scratch->arena, &scratch->err), OK,
                 &scratch->err);
    const Rollup second = read_tables(scratch);
    for (int t = 0; t < ROLLUP_TABLE_COUNT; t++) {
        const RollupTable *table = &ROLLUP_TABLES[t];
        assert_int_equal(rollup_row_count(&first, table), rollup_row_count(&second, table));
        assert_memory_equal(rollup_rows(&first, table), rollup_rows(&second, table),
                            table->size * rollup_row_count(&first, table));
    }
    assert_true(str_equal(second.vendors[0], STR("=Beta")) && second.whole_price[0]);
}

static void names_are_guarded_and_set_free(void **state) {
    static const struct {
        const char *name, *written;
    } NAMES[] = {
        {"=1+1", "'=1+1"},    {"#1 Leads", "'#1 Leads"}, {"'=1", "''=1"},
        {"O'Neil", "O'Neil"}, {"'quoted'", "'quoted'"},
    };
    Scratch *scratch = *state;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        Str name = str_from(NAMES[i].name);
        const Rollup rollup = {.vendors = &name, .vendor_count = 1};
        const RollupCell cell = {.vendor = 0};
        const Str text = rollup_column_format(&rollup, &ROLLUP_TABLES[0], &ROLLUP_TABLES[0].columns[0], &cell,
                                              scratch->arena);
        assert_true(str_equal(text, str_from(NAMES[i].written)));
        assert_true(str_equal(rollup_name_parse(text), name));
    }
}

static void what_does_not_fit_is_refused(void **state) {
    static const struct {
        const char *meta, *cells, *text;
    } CASES[] = {
        {META_HEAD "cell.rows,4\n", CELLS,
         "cell.csv: was changed after it was counted: rows 3, meta.csv says 4"},
        {META_HEAD "cell.rows,3\n", CELLS, "cell.csv: no row 'cell.leads'"},
        {META_HEAD META_SUMS, CELL_HEAD "Alpha,x,2026-13,won,,won,no,USD,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n",
         "cell.csv, line 2: month '2026-13': expected a month as YYYY-MM"},
        {META_HEAD META_SUMS, CELL_HEAD "Alpha,x,,won,,won,no,USD,-1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n",
         "cell.csv, line 2: leads '-1': expected a whole number"},
        {META_HEAD META_SUMS, CELL_HEAD "Alpha,x,,won,,won,no,USD,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0.001,0,0\n",
         "cell.csv, line 2: invoice '0.001': expected no more decimals than the currency has"},
        {"key,value\nschema,truecpl.rollup/1\nas_of,soon\n", CELLS,
         "meta.csv: as_of 'soon': expected a day as YYYY-MM-DD"},
    };
    Scratch *scratch = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Rollup out;
        write_tables(scratch, CASES[i].meta, CASES[i].cells);
        const Status status =
            rollup_file_read(scratch->folder, &scratch->provenance, scratch->arena, &out, &scratch->err);
        check_error(scratch, status, ERR_DATA, CASES[i].text);
    }
}

static void parts_add_up_and_the_first_and_last_days_stay(void **state) {
    Scratch *scratch = *state;
    write_tables(scratch, META_HEAD META_SUMS, CELLS);
    Rollup parts[2] = {read_tables(scratch), read_tables(scratch)}, sum;
    const Str names[2] = {STR("a"), STR("b")};
    parts[1].partition = STR("centre");
    parts[0].whole_price = parts[1].whole_price = NULL;
    parts[1].first_delivery = day_of("2025-12-01");
    parts[1].first_reached[STAGE_SQL] = DAY_NONE;
    check_status(rollup_merge(parts, names, 2, scratch->arena, &sum, &scratch->err), OK, &scratch->err);
    assert_int_equal(sum.leads, 6);
    assert_int_equal(sum.vendor_count, 2);
    assert_int_equal(sum.cell_count, 3);
    assert_int_equal(sum.cells[2].leads, 4);
    assert_int_equal(sum.cells[2].invoice, 20050);
    assert_int_equal(sum.first_delivery, day_of("2025-12-01"));
    assert_int_equal(sum.first_reached[STAGE_SQL], day_of("2026-01-20"));
    assert_int_equal(sum.deals[0].largest, 500000);
    check_close(sum.deals[0].log_sum, 17, 0, 0, "sum of logarithms");
    assert_true(str_equal(sum.partition, STR("centre+north")));
    parts[1] = sum;
    check_status(rollup_merge(parts, names, 2, scratch->arena, &sum, &scratch->err), ERR_DATA, &scratch->err);
}

static void sums_that_do_not_fit_are_refused(void **state) {
    Scratch *scratch = *state;
    write_tables(scratch, META_HEAD META_SUMS, CELLS);
    Rollup parts[2] = {read_tables(scratch), read_tables(scratch)}, sum;
    const Str names[2] = {STR("a"), STR("b")};
    parts[1].partition = STR("south");
    parts[0].whole_price = parts[1].whole_price = NULL;
    parts[0].cells[0].invoice = INT64_MAX;
    check_error(scratch, rollup_merge(parts, names, 2, scratch->arena, &sum, &scratch->err), ERR_DATA,
                "a sum of cell.csv does not fit in 64 bits");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)
int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_warehouse_may_have_counted),     TEST(every_column_comes_back),
        TEST(what_is_written_is_read_again),    TEST(names_are_guarded_and_set_free),
        TEST(what_does_not_fit_is_refused),     TEST(parts_add_up_and_the_first_and_last_days_stay),
        TEST(sums_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
