/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/page_check.h"
#include "models/gates.h"
#include "outputs/check_view.h"
#include "outputs/number_text.h"
#include <string.h>

enum { HASH_DIGITS = 12, EXAMPLE_WIDTH = 20, MOST_REASONS = 12, MOST_PAIRS = 12, MOST_NEXT = 3 };

/* The page as it grows. */
typedef struct Page {
    CheckView view;
    Report *report;
    ReportPage *page;
} Page;

static void say(const Page *page, Str text, CellRole role) {
    report_add_text(page->report, page->page, text, role, false);
}

static void head(const Page *page, const char *text) {
    report_add_text(page->report, page->page, str_from(text), ROLE_LABEL, true);
}

static Str number(const Page *page, int64_t count, const char *one, const char *many) {
    return number_text_count(page->view.arena, (double)count, one, many);
}

static ReportTable *add_table(const Page *page, const char *title, const ReportColumn *columns, size_t count,
                              size_t rows) {
    return report_add_table(page->report, page->page, str_from(title), columns, count, rows);
}

static void put(const Page *page, ReportTable *table, size_t row, size_t column, Str text) {
    report_put_text(page->report, table, row, column, text)->role = ROLE_VALUE;
}

/* How many words have no meaning, and how many leads have them. */
static size_t count_words(const Page *page, bool statuses, int64_t *leads) {
    const Survey *const survey = page->view.result->survey;
    size_t count = 0;
    for (size_t i = 0; i < survey->word_count; i++) {
        if ((survey->words[i].field == LEAD_STATUS) != statuses) continue;
        *leads += survey->words[i].leads;
        count++;
    }
    return count;
}

static void say_rows(const Page *page) {
    const CheckView *const view = &page->view;
    const Provenance *const provenance = view->result->provenance;
    const Str rows = number(page, view->rows_read, "row", "rows"),
              files = number(page, (int64_t)provenance->file_count, "file", "files"),
              aside = view->quarantined
                          ? str_format(view->arena, "%.*s set aside",
                                       STR_ARGS(number(page, view->quarantined, "row was", "rows were")))
                          : STR("none was set aside");
    say(page,
        str_format(view->arena, "- %.*s read in %.*s, %s; %.*s.", STR_ARGS(rows), STR_ARGS(files),
                   view->adds_up ? "each accounted for" : "not all accounted for", STR_ARGS(aside)),
        view->adds_up && !view->quarantined ? ROLE_GOOD : ROLE_BAD);
}

static void say_abilities(const Page *page) {
    const CheckView *const view = &page->view;
    const Ability *first = NULL;
    size_t whole = 0, kinds = 0;
    for (size_t i = 0; i < view->ability_count; i++) {
        const Ability *const ability = &view->abilities[i];
        if (ability->later) continue;
        kinds++;
        whole += !ability->why.code;
        if (ability->why.code && !first) first = ability;
    }
    const Str all = str_format(view->arena, "- %zu of %zu kinds of figures can be computed for every vendor",
                               whole, kinds);
    if (!first) say(page, str_format(view->arena, "%.*s.", STR_ARGS(all)), ROLE_VALUE);
    else
        say(page,
            str_format(view->arena, "%.*s; not %s: %.*s%s%.*s.", STR_ARGS(all), first->label,
                       STR_ARGS(first->vendor), first->vendor.len ? ": " : "", STR_ARGS(first->why.text)),
            ROLE_VALUE);
}

static void say_words(const Page *page) {
    int64_t leads = 0;
    const size_t statuses = count_words(page, true, &leads), reasons = count_words(page, false, &leads);
    const Str of_statuses = statuses ? number(page, (int64_t)statuses, "status", "statuses") : STR(""),
              of_reasons = reasons ? number(page, (int64_t)reasons, "reason", "reasons") : STR("");
    if (!statuses && !reasons) return;
    say(page,
        str_format(page->view.arena, "- Without a meaning: %.*s%s%.*s, on %.*s.", STR_ARGS(of_statuses),
                   statuses && reasons ? " and " : "", STR_ARGS(of_reasons),
                   STR_ARGS(number(page, leads, "lead", "leads"))),
        ROLE_BAD);
}

static void say_gates(const Page *page) {
    const Result *const result = page->view.result;
    for (size_t i = 0; i < result->gate_count; i++) {
        const GateResult *const gate = &result->gates[i];
        const Str value = figure_is_known(gate->value)
                              ? gates_value_text(gate->gate, gate->value.value, page->view.arena)
                              : gate->value.why.text;
        say(page,
            str_format(page->view.arena, "- Gate %s %s: %.*s, limit %.*s.", gate->gate->key,
                       gate->tripped ? "trips" : "holds", STR_ARGS(value),
                       STR_ARGS(gates_value_text(gate->gate, gate->limit, page->view.arena))),
            gate->tripped ? ROLE_BAD : ROLE_GOOD);
    }
}

static void add_files(const Page *page) {
    const Provenance *const provenance = page->view.result->provenance;
    const ReportColumn columns[] = {{.label = STR("file")},
                                    {.label = STR("read as")},
                                    {.label = STR("preset")},
                                    {.label = STR("rows"), .format = FORMAT_COUNT},
                                    {.label = STR("SHA-256")}};
    ReportTable *const table = add_table(page, "Files", columns, 5, provenance->file_count);
    for (size_t i = 0; i < provenance->file_count; i++) {
        const FileReport *const file = &provenance->files[i];
        put(page, table, i, 0, check_view_name(file->file));
        put(page, table, i, 1, file->role);
        put(page, table, i, 2, file->preset);
        report_put_number(table, i, 3, (double)file->rows_read);
        put(page, table, i, 4, (Str){file->sha256, strnlen(file->sha256, HASH_DIGITS)});
    }
    for (size_t i = 0; i < provenance->file_count; i++) {
        const FileReport *const file = &provenance->files[i];
        if (!file->notes.len) continue;
        say(page,
            str_format(page->view.arena, "%.*s: %.*s", STR_ARGS(check_view_name(file->file)),
                       STR_ARGS(file->notes)),
            ROLE_MUTED);
    }
}

static void add_arithmetic(const Page *page) {
    const Provenance *const provenance = page->view.result->provenance;
    head(page, "Where the rows went");
    for (size_t i = 0; i < provenance->file_count; i++) {
        const FileReport *const file = &provenance->files[i];
        say(page,
            str_format(page->view.arena, "- %.*s: %.*s%s", STR_ARGS(check_view_name(file->file)),
                       STR_ARGS(check_view_arithmetic(file, page->view.arena)),
                       provenance_adds_up(file) ? "" : ": does NOT add up"),
            provenance_adds_up(file) ? ROLE_VALUE : ROLE_BAD);
    }
}

static Str short_example(Str text) {
    if (text.len <= EXAMPLE_WIDTH) return text;
    size_t len = EXAMPLE_WIDTH;
    while (len && ((unsigned char)text.at[len] & 0xc0) == 0x80) len--;
    return (Str){text.at, len};
}

/* "2025-09-01 08:24; 2025-09-02 08:10" */
static Str examples_of(const Page *page, const ColumnUse *use) {
    Str out = STR("");
    for (size_t i = 0; i < COLUMN_EXAMPLES && use->examples[i].len; i++) {
        const Str example = short_example(use->examples[i]);
        out = str_format(page->view.arena, "%.*s%s%.*s%s", STR_ARGS(out), i ? "; " : "", STR_ARGS(example),
                         example.len < use->examples[i].len ? "..." : "");
    }
    return out;
}

static size_t count_columns(const FileReport *file, bool used) {
    size_t count = 0;
    for (size_t i = 0; i < file->column_count; i++) count += (file->columns[i].field.len != 0) == used;
    return count;
}

static void say_unused(const Page *page, const FileReport *file) {
    Str names = STR("");
    if (!count_columns(file, false)) return;
    for (size_t i = 0; i < file->column_count; i++) {
        if (file->columns[i].field.len) continue;
        names = str_format(page->view.arena, "%.*s%s%.*s", STR_ARGS(names), names.len ? ", " : "",
                           STR_ARGS(file->columns[i].header));
    }
    say(page,
        str_format(page->view.arena, "%.*s: not used: %.*s", STR_ARGS(check_view_name(file->file)),
                   STR_ARGS(names)),
        ROLE_MUTED);
}

/* Says whether every column that is used bears our own name; then it need not be said what it is. */
static bool is_plain(const FileReport *file) {
    for (size_t i = 0; i < file->column_count; i++) {
        const ColumnUse *const use = &file->columns[i];
        if (use->field.len && !str_equal(use->field, use->header)) return false;
    }
    return true;
}

static void add_mapping(const Page *page, const FileReport *file) {
    const ReportColumn columns[] = {{.label = STR("is")},
                                    {.label = STR("column")},
                                    {.label = STR("filled"), .format = FORMAT_RATE},
                                    {.label = STR("examples")}};
    const Str title =
        str_format(page->view.arena, "Which column is what: %.*s", STR_ARGS(check_view_name(file->file)));
    const size_t first = is_plain(file);
    const int64_t rows = check_view_rows(page->view.result, file);
    ReportTable *const table =
        add_table(page, title.at, columns + first, 4 - first, count_columns(file, true));
    for (size_t i = 0, row = 0; i < file->column_count; i++) {
        const ColumnUse *const use = &file->columns[i];
        if (!use->field.len) continue;
        if (!first) put(page, table, row, 0, use->field);
        put(page, table, row, 1 - first, use->header);
        if (rows > 0) report_put_number(table, row, 2 - first, (double)use->filled / (double)rows);
        put(page, table, row++, 3 - first, examples_of(page, use));
    }
}

static void add_mappings(const Page *page) {
    const Provenance *const provenance = page->view.result->provenance;
    for (size_t i = 0; i < provenance->file_count; i++) {
        const FileReport *const file = &provenance->files[i];
        if (check_view_is_of_leads(file)) add_mapping(page, file);
    }
    for (size_t i = 0; i < provenance->file_count; i++) say_unused(page, &provenance->files[i]);
}

static void put_month(const Page *page, ReportTable *table, size_t row, size_t column, Month month) {
    char text[DATE_TEXT];
    put(page, table, row, column, str_from(month_format(month, text)));
}

static void add_vendors(const Page *page) {
    const Survey *const survey = page->view.result->survey;
    const ReportColumn columns[] = {{.label = STR("vendor")},
                                    {.label = STR("leads"), .format = FORMAT_COUNT},
                                    {.label = STR("from")},
                                    {.label = STR("to")},
                                    {.label = STR("contract")}};
    ReportTable *const table = add_table(page, "Vendors", columns, 5, survey->vendor_count);
    for (size_t v = 0; v < survey->vendor_count; v++) {
        const SurveyVendor *const vendor = &survey->vendors[v];
        report_put_text(page->report, table, v, 0, vendor->vendor);
        report_put_number(table, v, 1, (double)vendor->leads);
        put_month(page, table, v, 2, vendor->first);
        put_month(page, table, v, 3, vendor->last);
        put(page, table, v, 4, vendor->contracted ? STR("yes") : STR("no"));
    }
}

/* Returns a cell of CSV. */
static Str csv_cell(const Page *page, Str text) {
    const bool quoted = text.len && (memchr(text.at, ',', text.len) || text.at[0] == ' ');
    return quoted ? str_format(page->view.arena, "\"%.*s\"", STR_ARGS(text)) : text;
}

static void add_spellings(const Page *page) {
    const Survey *const survey = page->view.result->survey;
    if (!survey->alike_count) return;
    head(page, "Spellings that look alike: lines for aliases.csv (raw,vendor), where they are one vendor");
    for (size_t i = 0; i < survey->alike_count && i < MOST_PAIRS; i++) {
        const SpellingPair *const pair = &survey->alike[i];
        say(page,
            str_format(page->view.arena, "%.*s,%.*s", STR_ARGS(csv_cell(page, pair->raw)),
                       STR_ARGS(csv_cell(page, pair->vendor))),
            ROLE_VALUE);
    }
    if (survey->alike_count > MOST_PAIRS)
        say(page, str_format(page->view.arena, "and %zu more", survey->alike_count - MOST_PAIRS), ROLE_MUTED);
}

static void add_stages(const Page *page) {
    const CheckView *const view = &page->view;
    const Counts *const counts = &view->shown->total.counts;
    const Survey *const survey = view->result->survey;
    char first[DATE_TEXT], last[DATE_TEXT];
    Str text = STR("");
    for (int s = 0; s < STAGE_COUNT; s++) {
        const Str count = number_text_copy(view->arena, (double)counts->stage[s], FORMAT_COUNT, 0);
        text =
            str_format(view->arena, "%.*s%s%s %.*s", STR_ARGS(text), s ? ", " : "", OUTCOME_STAGES[s].label,
                       STR_ARGS(view->result->has_stage[s] || !s ? count : STR("not in the files")));
    }
    head(page, "Stages reached");
    say(page, text, ROLE_VALUE);
    if (survey->first_delivery == DAY_NONE) return;
    say(page,
        str_format(view->arena, "Delivered from %s to %s.", day_format(survey->first_delivery, first),
                   day_format(survey->last_delivery, last)),
        ROLE_VALUE);
}

/* Words that are not repeated, of the field that word `*i` is of; moves on to the last of them. */
static void say_hidden(const Page *page, size_t *i) {
    const Survey *const survey = page->view.result->survey;
    const LeadField field = survey->words[*i].field;
    int64_t words = 0, leads = 0;
    for (; *i < survey->word_count; (*i)++) {
        const SurveyWord *const word = &survey->words[*i];
        if (word->field != field || word->raw.len) break;
        words++;
        leads += word->leads;
    }
    (*i)--;
    say(page,
        str_format(page->view.arena, "- %s: %.*s not repeated here, on %.*s: is it the right column?",
                   LEAD_FIELDS[field].key, STR_ARGS(number(page, words, "text", "texts")),
                   STR_ARGS(number(page, leads, "lead", "leads"))),
        ROLE_BAD);
}

static void add_words(const Page *page) {
    const Survey *const survey = page->view.result->survey;
    if (!survey->word_count) return;
    head(page, "Words without a meaning: give them one in statuses.csv and reasons.csv");
    for (size_t i = 0; i < survey->word_count; i++) {
        const SurveyWord *const word = &survey->words[i];
        if (!word->raw.len) {
            say_hidden(page, &i);
            continue;
        }
        say(page,
            str_format(page->view.arena, "- %s '%.*s': %.*s", LEAD_FIELDS[word->field].key,
                       STR_ARGS(word->raw), STR_ARGS(number(page, word->leads, "lead", "leads"))),
            ROLE_VALUE);
    }
}

static void add_abilities(const Page *page) {
    const CheckView *const view = &page->view;
    const ReportColumn columns[] = {
        {.label = STR("figure")}, {.label = STR("known")}, {.label = STR("why not")}};
    ReportTable *const table =
        add_table(page, "What can be computed from this case", columns, 3, view->ability_count);
    for (size_t i = 0; i < view->ability_count; i++) {
        const Ability *const ability = &view->abilities[i];
        const bool all = ability->known == ability->of, none = !ability->known;
        report_put_text(page->report, table, i, 0, str_from(ability->label));
        report_put_text(page->report, table, i, 1,
                        all    ? STR("yes")
                        : none ? STR("no")
                               : str_format(view->arena, "%zu of %zu", ability->known, ability->of))
            ->role = all    ? ROLE_GOOD
                     : none ? ROLE_BAD
                            : ROLE_VALUE;
        if (all) continue;
        put(page, table, i, 2,
            str_format(view->arena, "%.*s%s%.*s", STR_ARGS(ability->vendor), ability->vendor.len ? ": " : "",
                       STR_ARGS(ability->why.text)));
    }
}

static void add_join(const Page *page) {
    const CheckView *const view = &page->view;
    const JoinCoverage *const join = &view->join;
    if (!join->joined && !join->unmatched) return;
    head(page, "Rows of other files");
    const Str joined = number(page, join->joined, "row joins a lead", "rows join a lead"),
              left = join->unmatched ? number(page, join->unmatched, "row finds none", "rows find none")
                                     : STR("none is left over"),
              text = str_format(view->arena, "%.*s, %.*s", STR_ARGS(joined), STR_ARGS(left));
    if (join->stage == STAGE_DELIVERED || !join->unmatched) {
        say(page, str_format(view->arena, "%.*s.", STR_ARGS(text)), ROLE_VALUE);
        return;
    }
    say(page,
        str_format(view->arena, "%.*s; so the rate to '%s' is %.*s at least and %.*s at most.",
                   STR_ARGS(text), OUTCOME_STAGES[join->stage].label,
                   STR_ARGS(number_text_copy(view->arena, join->low, FORMAT_RATE, 0)),
                   STR_ARGS(number_text_copy(view->arena, join->high, FORMAT_RATE, 0))),
        ROLE_VALUE);
}

/* "- 3 rows of leads.csv, column delivered_at: expected a date; first line 12 '13.13.2026'" */
static Str describe_reason(const Page *page, const BadReason *reason) {
    const BadRow *const row = reason->first;
    Arena *const arena = page->view.arena;
    const Str column = row->column.len ? str_format(arena, ", column %.*s", STR_ARGS(row->column)) : STR(""),
              value = row->value.len ? str_format(arena, " '%.*s'", STR_ARGS(row->value)) : STR("");
    return str_format(arena, "- %.*s of %.*s%.*s: %.*s; %s line %ld%.*s",
                      STR_ARGS(number(page, reason->rows, "row", "rows")),
                      STR_ARGS(check_view_name(row->file)), STR_ARGS(column), STR_ARGS(row->reason),
                      reason->rows > 1 ? "first" : "at", row->line, STR_ARGS(value));
}

static void add_reasons(const Page *page) {
    const CheckView *const view = &page->view;
    if (!view->reason_count) return;
    head(page, "Rows set aside, by reason");
    for (size_t i = 0; i < view->reason_count && i < MOST_REASONS; i++)
        say(page, describe_reason(page, &view->reasons[i]), ROLE_VALUE);
    if (view->reason_count > MOST_REASONS)
        say(page, str_format(view->arena, "- and %zu more reasons", view->reason_count - MOST_REASONS),
            ROLE_MUTED);
}

/* Says whether a notice stands elsewhere on this page. */
static bool is_said(const Notice *notice) {
    return !strcmp(notice->code, "unknown_status") || !strcmp(notice->code, "file_form");
}

static void add_notices(const Page *page) {
    const Result *const result = page->view.result;
    size_t said = 0;
    for (size_t i = 0; i < result->check_count; i++) {
        const Check *const check = &result->checks[i];
        if (check->ok) continue;
        if (!said++) head(page, "Also worth knowing");
        say(page,
            str_format(page->view.arena, "- Check failed: %.*s: %.*s", STR_ARGS(check->name),
                       STR_ARGS(check->detail)),
            ROLE_BAD);
    }
    for (size_t i = 0; i < result->provenance->notice_count; i++) {
        const Notice *const notice = &result->provenance->notices[i];
        if (is_said(notice)) continue;
        if (!said++) head(page, "Also worth knowing");
        say(page, str_format(page->view.arena, "- %.*s", STR_ARGS(notice->text)), ROLE_VALUE);
    }
}

static bool has_file(const Page *page, const char *role) {
    const Provenance *const provenance = page->view.result->provenance;
    for (size_t i = 0; i < provenance->file_count; i++) {
        if (str_equal(provenance->files[i].role, str_from(role))) return true;
    }
    return false;
}

/* What to do next, the most pressing first. */
static void add_next(const Page *page) {
    const CheckView *const view = &page->view;
    int64_t leads = 0;
    const size_t statuses = count_words(page, true, &leads);
    const struct {
        bool fits;
        const char *text;
    } steps[] = {{view->quarantined > 0,
                  "mend the rows set aside: --rejected FILE writes them, ready to edit and read again."},
                 {view->result->survey->alike_count > 0,
                  "put the lines above into aliases.csv, where they are one vendor."},
                 {statuses > 0, "give each status above an outcome in statuses.csv (raw,outcome)."},
                 {!view->result->from_counts && !has_file(page, "contracts"),
                  "write contracts.csv (vendor, cpl, currency, start, end): it makes costs of these rates."},
                 {true, "truecpl compare, with the same case and files."}};
    size_t said = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && said < MOST_NEXT; i++) {
        if (!steps[i].fits) continue;
        say(page, str_format(view->arena, "Next: %s", steps[i].text), ROLE_VALUE);
        said++;
    }
}

void page_check(const Result *result, Report *report) {
    Page page = {check_view_make(result, report->arena), report, NULL};
    page.page = report_add_page(report, STR("check"), STR("Can these files be trusted?"),
                                MEDIA_TERMINAL | MEDIA_HTML | MEDIA_BOOK);
    say_rows(&page);
    say_abilities(&page);
    say_words(&page);
    say_gates(&page);
    add_files(&page);
    add_arithmetic(&page);
    add_reasons(&page);
    add_mappings(&page);
    add_vendors(&page);
    add_spellings(&page);
    add_stages(&page);
    add_words(&page);
    add_join(&page);
    add_notices(&page);
    add_abilities(&page);
    add_next(&page);
}
