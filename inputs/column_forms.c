/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/column_forms.h"

/* Looking through a file before it is read: which columns are dates or amounts, and what they show. */
typedef struct Survey {
    ColumnForm *forms;
    const CsvHeader *header;
    bool *is_date, *is_amount;
    long rows;
    long most; /* rows to look at; 0: all */
    bool odd;  /* a date or amount that is not of the plain form was seen */
} Survey;

static void note_first(long *line, bool shown, long at) {
    if (shown && !*line) *line = at;
}

static bool survey_row(void *context, const CsvRow *row) {
    Survey *survey = context;
    for (size_t i = 0; i < row->count; i++) {
        ColumnForm *form = &survey->forms[i];
        bool ambiguous = false;
        if (survey->is_date[i]) {
            const DateForm shown = datetext_shown_form(row->fields[i], &ambiguous);
            note_first(&form->mdy_line, shown == DATE_FORM_MDY, row->line);
            note_first(&form->dmy_line, shown == DATE_FORM_DMY, row->line);
            note_first(&form->ambiguous_line, ambiguous, row->line);
            survey->odd = survey->odd || shown != DATE_FORM_UNKNOWN;
        } else if (survey->is_amount[i]) {
            const AmountForm shown = amount_shown_form(row->fields[i], &ambiguous);
            note_first(&form->dot_line, shown == AMOUNT_FORM_DOT, row->line);
            note_first(&form->comma_line, shown == AMOUNT_FORM_COMMA, row->line);
            survey->odd = survey->odd || shown == AMOUNT_FORM_COMMA;
        }
        survey->odd = survey->odd || ambiguous;
    }
    return ++survey->rows != survey->most;
}

static void ignore_bad(void *context, const CsvBad *bad) {
    (void)context;
    (void)bad;
}

static Status survey_file(Survey *survey, TableSource *source, Arena *scratch, Err *err) {
    TableFacts facts;
    const CsvSink sink = {.caller = survey, .row = survey_row, .bad = ignore_bad};
    return table_source_read(source, &sink, scratch, &facts, err);
}

static DateForm date_order(const ColumnForm *form) {
    if (form->mdy_line && !form->dmy_line) return DATE_FORM_MDY;
    return form->dmy_line && !form->mdy_line ? DATE_FORM_DMY : DATE_FORM_UNKNOWN;
}

static AmountForm amount_order(const ColumnForm *form) {
    if (form->comma_line && !form->dot_line) return AMOUNT_FORM_COMMA;
    return form->dot_line && !form->comma_line ? AMOUNT_FORM_DOT : AMOUNT_FORM_UNKNOWN;
}

static ColumnForm all_columns(const Survey *survey) {
    ColumnForm all = {0};
    for (size_t i = 0; i < survey->header->count; i++) {
        const ColumnForm *form = &survey->forms[i];
        note_first(&all.mdy_line, form->mdy_line, form->mdy_line);
        note_first(&all.dmy_line, form->dmy_line, form->dmy_line);
        note_first(&all.dot_line, form->dot_line, form->dot_line);
        note_first(&all.comma_line, form->comma_line, form->comma_line);
    }
    return all;
}

/* Where a column proves both orders, its ambiguous cells are refused one by one. */
static Status settle(const Survey *survey, DateForm asked, Err *err) {
    const ColumnForm all = all_columns(survey);
    for (size_t i = 0; i < survey->header->count; i++) {
        ColumnForm *form = &survey->forms[i];
        const bool proves_dates = form->mdy_line || form->dmy_line;
        form->date = asked != DATE_FORM_UNKNOWN ? asked : date_order(proves_dates ? form : &all);
        form->amount = amount_order(form->dot_line || form->comma_line ? form : &all);
        if (!form->ambiguous_line || proves_dates || form->date != DATE_FORM_UNKNOWN) continue;
        return err_set(
            err, ERR_DATA,
            "line %ld, column '%.*s': day and month could be either way round in the whole file; say "
            "--date-format mdy or dmy",
            form->ambiguous_line, STR_ARGS(survey->header->names[i]));
    }
    return OK;
}

static Status find_asked_form(Str text, DateForm *out, Err *err) {
    *out = DATE_FORM_UNKNOWN;
    if (str_equal_nocase(text, STR("mdy"))) *out = DATE_FORM_MDY;
    else if (str_equal_nocase(text, STR("dmy"))) *out = DATE_FORM_DMY;
    else if (str_equal_nocase(text, STR("ymd"))) *out = DATE_FORM_YMD;
    if (!text.len || *out != DATE_FORM_UNKNOWN) return OK;
    return err_set(err, ERR_CONFIG, "date format '%.*s': expected ymd, mdy or dmy", STR_ARGS(text));
}

static void find_columns(Survey *survey, const Mapping *mapping) {
    for (size_t i = 0; i < mapping->use_count; i++) {
        const MappedColumn use = mapping->uses[i];
        const bool field = use.target < LEAD_FIELD_COUNT;
        const FieldKind kind = field ? LEAD_FIELDS[use.target].kind : FIELD_TEXT;
        if (kind == FIELD_STAMP && !use.flag) survey->is_date[use.column] = true;
        if (use.target == MAP_SPEND || kind == FIELD_MONEY || kind == FIELD_MINUTES)
            survey->is_amount[use.column] = true;
    }
}

Status column_forms_find(TableSource *source, const CsvHeader *header, const Mapping *mapping,
                         Str date_format, Arena *arena, Arena *scratch, ColumnForm **out, Err *err) {
    enum { SAMPLE = 2000 };
    Survey survey = {.forms = ARENA_ARRAY(arena, ColumnForm, header->count),
                     .header = header,
                     .is_date = ARENA_ARRAY(scratch, bool, header->count),
                     .is_amount = ARENA_ARRAY(scratch, bool, header->count),
                     .most = SAMPLE};
    DateForm asked;
    Status status = find_asked_form(date_format, &asked, err);
    if (status != OK) return status;
    find_columns(&survey, mapping);
    status = survey_file(&survey, source, scratch, err);
    if (status == OK && survey.odd && survey.rows == SAMPLE) {
        survey.most = 0; /* not the plain forms: the whole file must be asked */
        status = survey_file(&survey, source, scratch, err);
    }
    *out = survey.forms;
    return status == OK ? settle(&survey, asked, err) : status;
}

Str column_forms_describe(const ColumnForm *forms, size_t count, Arena *arena) {
    bool mdy = false, dmy = false, comma = false;
    for (size_t i = 0; i < count; i++) {
        const ColumnForm *form = &forms[i];
        mdy = mdy || form->mdy_line || (form->ambiguous_line && form->date == DATE_FORM_MDY);
        dmy = dmy || form->dmy_line || (form->ambiguous_line && form->date == DATE_FORM_DMY);
        comma = comma || form->comma_line;
    }
    return str_format(arena, "%s%s%s",
                      mdy && dmy ? "dates month/day and day/month mixed"
                      : mdy      ? "dates month/day"
                      : dmy      ? "dates day/month"
                                 : "",
                      (mdy || dmy) && comma ? ", " : "", comma ? "decimal commas" : "");
}
