/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/leads.h"
#include "inputs/column_examples.h"
#include "inputs/header_name.h"
#include "inputs/lead_cells.h"
#include "inputs/mapping.h"
#include "inputs/table_source.h"
#include <string.h>

enum { PLACE_BITS = 26, MOST_FILES = 64 };

size_t leads_file_of(uint32_t place) { return place >> PLACE_BITS; }

/* One file of the run. */
typedef struct LeadFile {
    const FileOption *option;
    TableSource *source;
    Mapping mapping;
    FileReport *report;
    size_t report_number;
    bool brings; /* leads of its own; else it adds to those of others by lead_id */
} LeadFile;

/* What reading carries along. */
typedef struct Reading {
    const LeadsRequest *request;
    Provenance *provenance;
    Arena *arena;
    LeadFile files[MOST_FILES];
    LeadTable *table;
    uint8_t *fillers; /* see `cell_owner`; NULL where the files that bring leads are named first */
    CountRow *counts;
    size_t count_rows, count_room;
} Reading;

/* One file's rows on their way into the table. */
typedef struct Intake {
    Reading *reading;
    LeadFile *file;
    LeadCells *cells;
    ColumnExamples *examples;
    uint32_t record;
    Status status; /* of a row that must stop the run */
    Err *err;
} Intake;

static void quarantine(Intake *intake, long line, Str column, Str value, Str reason) {
    const BadRow bad = {intake->file->option->path, line, column, value, reason};
    provenance_add_bad_row(intake->reading->provenance, bad);
    intake->file->report->quarantined++;
}

static void take_bad(void *context, const CsvBad *bad) {
    Intake *intake = context;
    char text[CSV_RECORD_TEXT];
    intake->file->report->rows_read++;
    if (lead_cells_is_footer(bad->raw)) {
        intake->file->report->footers++;
        return;
    }
    quarantine(intake, bad->line, STR(""), STR(""),
               str_copy(intake->reading->arena, str_from(csv_record_describe(bad, text))));
    provenance_keep_record(intake->reading->provenance, bad->fields, bad->count, bad->raw);
}

/* Quarantines a row because of one of its cells. */
static void quarantine_cell(Intake *intake, const CsvRow *row, const LeadCellsTrouble *trouble) {
    Arena *arena = intake->reading->arena;
    quarantine(intake, row->line, table_source_header(intake->file->source)->names[trouble->column],
               str_copy(arena, trouble->value), str_copy(arena, trouble->reason));
    provenance_keep_record(intake->reading->provenance, row->fields, row->count, row->raw);
}

/* Reads the row's cells; where one cannot be used, quarantines the row and returns false. */
static bool read_values(Intake *intake, const CsvRow *row, LeadValues *values) {
    FileReport *report = intake->file->report;
    intake->record++;
    report->rows_read++;
    LeadCellsTrouble trouble;
    const LeadCellsVerdict verdict =
        lead_cells_read(intake->cells, row->fields, row->count, values, &trouble, intake->err);
    values->place =
        (uint32_t)intake->file->report_number << PLACE_BITS | (intake->record & ((1u << PLACE_BITS) - 1));
    switch (verdict) {
    case LEAD_CELLS_READ: column_examples_take(intake->examples, row->fields, row->count); return true;
    case LEAD_CELLS_EXCLUDED: report->excluded++; return false;
    case LEAD_CELLS_FOOTER: report->footers++; return false;
    case LEAD_CELLS_STOP: intake->status = intake->err->status; return false;
    default: break;
    }
    quarantine_cell(intake, row, &trouble);
    return false;
}

/* Says whether `a` comes before `b`, by delivery, then by all other fields, so that file order plays no part. */
static bool comes_first(const LeadTable *table, const LeadValues *a, const LeadValues *b) {
    const uint64_t a_day = a->cell[LEAD_DELIVERED_AT], b_day = b->cell[LEAD_DELIVERED_AT];
    if (a_day != b_day) return b_day == 0 || (a_day != 0 && a_day < b_day);
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        if (a->cell[f] == b->cell[f]) continue;
        const bool text = LEAD_FIELDS[f].kind == FIELD_TEXT || LEAD_FIELDS[f].kind == FIELD_WORD;
        if (!text) return a->cell[f] < b->cell[f];
        return str_compare(lead_table_text(table, (LeadField)f, a->cell[f]),
                           lead_table_text(table, (LeadField)f, b->cell[f])) < 0;
    }
    return false;
}

/* A row of a file that brings leads: a new lead, or one more row of a lead that is there. */
static bool take_lead(void *context, const CsvRow *row) {
    Intake *intake = context;
    LeadTable *table = intake->reading->table;
    LeadValues values, there;
    if (!read_values(intake, row, &values)) return intake->status == OK;
    const uint32_t found = lead_table_find(table, values.key);
    if (found == LEAD_NONE) {
        lead_table_add(table, &values);
        intake->file->report->leads++;
        return true;
    }
    lead_table_read(table, found, &there);
    if (comes_first(table, &values, &there)) {
        FileReport *before = &intake->reading->provenance->files[leads_file_of(there.place)];
        before->leads--;
        before->repeated++;
        intake->file->report->leads++;
        lead_table_replace(table, found, &values);
    } else {
        intake->file->report->repeated++;
    }
    return true;
}

/* Which file filled a cell, by the order in which they are named: the one that brought the lead, unless a joined file
 * wrote its number + 1 into `fillers`. */
static size_t cell_owner(const Reading *reading, uint32_t row, int field) {
    const uint8_t filler = reading->fillers[(size_t)row * LEAD_FIELD_COUNT + (size_t)field];
    if (filler) return filler - 1u;
    LeadValues lead;
    lead_table_read(reading->table, row, &lead);
    size_t i = 0;
    while (reading->files[i].report_number != leads_file_of(lead.place)) i++;
    return i;
}

/* Fills a cell that is blank; of two values that of the file named first stays. */
static void join_cell(Intake *intake, uint32_t row, int field, uint64_t cell) {
    Reading *reading = intake->reading;
    const size_t number = (size_t)(intake->file - reading->files);
    const uint64_t there = lead_table_cell(reading->table, row, (LeadField)field);
    if (there && there != cell) intake->file->report->conflicts++;
    if (there && (!reading->fillers || cell_owner(reading, row, field) < number)) return;
    lead_table_set(reading->table, row, (LeadField)field, cell);
    if (reading->fillers)
        reading->fillers[(size_t)row * LEAD_FIELD_COUNT + (size_t)field] = (uint8_t)(number + 1);
}

/* A row of a file that adds to leads. */
static bool take_joined(void *context, const CsvRow *row) {
    Intake *intake = context;
    LeadValues values;
    if (!read_values(intake, row, &values)) return intake->status == OK;
    const uint32_t found = lead_table_find(intake->reading->table, values.key);
    if (found == LEAD_NONE) {
        intake->file->report->unmatched++;
        return true;
    }
    intake->file->report->joined++;
    for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
        if (values.cell[f]) join_cell(intake, found, f, values.cell[f]);
    }
    return true;
}

/* A row of a file of counts. */
static bool take_counts(void *context, const CsvRow *row) {
    Intake *intake = context;
    Reading *reading = intake->reading;
    LeadCellsTrouble trouble;
    CountRow counts;
    intake->file->report->rows_read++;
    const LeadCellsVerdict verdict =
        lead_cells_read_counts(intake->cells, row->fields, row->count, &counts, &trouble);
    if (verdict == LEAD_CELLS_EXCLUDED) {
        intake->file->report->excluded++;
    } else if (verdict == LEAD_CELLS_FOOTER) {
        intake->file->report->footers++;
    } else if (verdict != LEAD_CELLS_READ) {
        quarantine_cell(intake, row, &trouble);
    } else {
        ARENA_RESERVE(reading->arena, reading->counts, reading->count_rows, reading->count_room);
        reading->counts[reading->count_rows++] = counts;
        intake->file->report->leads++;
        column_examples_take(intake->examples, row->fields, row->count);
    }
    return true;
}

static Status open_file(Reading *reading, size_t i, Err *err) {
    LeadFile *file = &reading->files[i];
    const RunOptions *options = reading->request->options;
    file->option = &reading->request->files[i];
    const CsvOptions csv = {.encoding = options->encoding.len ? options->encoding.at : NULL,
                            .delimiter = options->delimiter};
    Status status = table_source_open(file->option->path.at, &csv, reading->arena, &file->source, err);
    if (status != OK) return status;
    const CsvHeader *header = table_source_header(file->source);
    status = csv_header_check(header, err);
    MappingRequest request = {.names = header->names,
                              .count = header->count,
                              .map = file->option->map,
                              .map_of_all = options->map,
                              .preset = options->preset};
    request.sayings = columns_table_for(reading->request->columns, file->option->path, reading->arena,
                                        &request.saying_count);
    if (status == OK) status = mapping_resolve(&request, reading->arena, &file->mapping, err);
    return status == OK ? OK : err_prefix(err, "%.*s", STR_ARGS(file->option->path));
}

/* A file brings leads where it says when they were delivered; where none does, from whom; else the first one does. */
static void decide_who_brings(Reading *reading) {
    static const LeadField TELLING[] = {LEAD_DELIVERED_AT, LEAD_VENDOR};
    for (size_t t = 0; t < 2; t++) {
        bool any = false;
        for (size_t i = 0; i < reading->request->file_count; i++) {
            reading->files[i].brings = reading->files[i].mapping.column_of[TELLING[t]] >= 0;
            any = any || reading->files[i].brings;
        }
        if (any) return;
    }
    reading->files[0].brings = true;
}

/* A column that `--map` names for all files must be in one of them. */
static Status check_map_of_all(const Reading *reading, Err *err) {
    Str map = reading->request->options->map, ours, theirs;
    Status status = OK;
    while (mapping_next_pair(&map, &ours, &theirs, &status, err)) {
        bool found = false;
        for (size_t i = 0; i < reading->request->file_count && !found; i++) {
            const CsvHeader *header = table_source_header(reading->files[i].source);
            found = header_name_find(header->names, header->count, theirs) >= 0;
        }
        if (found) continue;
        const CsvHeader *first = table_source_header(reading->files[0].source);
        return err_set(err, ERR_USAGE, "--map: no file has a column '%.*s'; %.*s has %.*s", STR_ARGS(theirs),
                       STR_ARGS(reading->files[0].option->path),
                       STR_ARGS(mapping_list_names(first->names, first->count, reading->arena)));
    }
    return status;
}

static Status check_file(const Reading *reading, const LeadFile *file, Err *err) {
    const Str path = file->option->path;
    if (!file->mapping.use_count) {
        const CsvHeader *header = table_source_header(file->source);
        return err_set(err, ERR_DATA,
                       "%.*s: none of its columns is known: %.*s; say which is what, as --map "
                       "vendor=\"Lead Source\",delivered_at=\"Create Date\"",
                       STR_ARGS(path),
                       STR_ARGS(mapping_list_names(header->names, header->count, reading->arena)));
    }
    if (file->mapping.counts || file->brings || file->mapping.column_of[MAP_LEAD_ID] >= 0) return OK;
    return err_set(err, ERR_DATA,
                   "%.*s: no lead_id, vendor or delivered_at: say which columns they are with --map",
                   STR_ARGS(path));
}

static Status check_files(const Reading *reading, Err *err) {
    const LeadFile *leads = NULL, *counts = NULL;
    Status status = check_map_of_all(reading, err);
    for (size_t i = 0; i < reading->request->file_count && status == OK; i++) {
        const LeadFile *file = &reading->files[i];
        status = check_file(reading, file, err);
        if (file->mapping.counts) counts = file;
        else leads = file;
    }
    if (status != OK || !counts || !leads) return status;
    return err_set(err, ERR_DATA,
                   "%.*s holds leads, %.*s counts (it has a column 'leads'): they cannot be read together",
                   STR_ARGS(leads->option->path), STR_ARGS(counts->option->path));
}

/* What was found out about the file, where it is not the plain case. */
static Str notes_of(const TableFacts *facts, const LeadCells *cells, Arena *arena) {
    const Str forms = lead_cells_forms(cells, arena);
    return str_format(arena, "%.*s%s%.*s", STR_ARGS(facts->notes), facts->notes.len && forms.len ? ", " : "",
                      STR_ARGS(forms));
}

static void report_columns(const Intake *intake, Arena *arena) {
    const LeadFile *file = intake->file;
    const CsvHeader *header = table_source_header(file->source);
    FileReport *report = file->report;
    report->columns = ARENA_ARRAY(arena, ColumnUse, header->count);
    report->column_count = header->count;
    for (size_t i = 0; i < header->count; i++)
        report->columns[i] = (ColumnUse){
            .header = header->names[i], .field = STR(""), .filled = lead_cells_filled(intake->cells, i)};
    for (size_t i = 0; i < file->mapping.use_count; i++) {
        const MappedColumn use = file->mapping.uses[i];
        Str *field = &report->columns[use.column].field;
        *field = str_format(arena, "%.*s%s%s", STR_ARGS(*field), field->len ? ", " : "",
                            mapping_target_name(use.target));
    }
    for (size_t i = 0; i < header->count; i++)
        column_examples_mask(intake->examples, i, arena, &report->columns[i]);
}

/* Says how the file was understood, where that is not plain, and whether another one contradicts it. */
static void note_file(const Reading *reading, const LeadFile *file) {
    const FileReport *report = file->report;
    const Preset *preset = file->mapping.preset;
    Arena *arena = reading->arena;
    if (preset || report->notes.len) {
        const Str known =
            preset ? str_format(arena, "preset %s (%s)", preset->name, preset->export) : STR("");
        provenance_add_notice(reading->provenance, "file_form",
                              str_format(arena, "%.*s: %.*s%s%.*s", STR_ARGS(report->file), STR_ARGS(known),
                                         known.len && report->notes.len ? ", " : "",
                                         STR_ARGS(report->notes)));
    }
    if (report->conflicts) {
        provenance_add_notice(
            reading->provenance, "file_conflict",
            str_format(arena,
                       "%.*s: %lld cells say something else than another file; the file named "
                       "first counts",
                       STR_ARGS(report->file), (long long)report->conflicts));
    }
}

static Status read_file(Reading *reading, LeadFile *file, Err *err) {
    const CsvHeader *header = table_source_header(file->source);
    file->report_number = reading->provenance->file_count;
    file->report = provenance_add_file(reading->provenance);
    file->report->file = file->option->path;
    if (file->mapping.preset) file->report->preset = str_from(file->mapping.preset->name);
    file->report->role = file->mapping.counts ? STR("counts") : file->brings ? STR("leads") : STR("joined");
    Arena *scratch = arena_new_beside(reading->arena);
    TableFacts facts;
    Intake intake = {.reading = reading,
                     .file = file,
                     .examples = column_examples_new(header->count, scratch),
                     .err = err};
    const RunOptions *options = reading->request->options;
    const LeadCellsRequest request = {.header = header,
                                      .mapping = &file->mapping,
                                      .table = reading->table,
                                      .aliases = reading->request->aliases,
                                      .currency = reading->request->currency,
                                      .tz = options->tz.len ? options->tz : reading->request->tz,
                                      .date_format = options->date_format.len ? options->date_format
                                                                              : reading->request->date_format,
                                      .brings = file->brings};
    Status status = lead_cells_new(&request, file->source, reading->arena, scratch, &intake.cells, err);
    if (status == ERR_DATA) err_prefix(err, "%.*s", STR_ARGS(file->option->path));
    const CsvSink sink = {.caller = &intake,
                          .row = file->mapping.counts ? take_counts
                                 : file->brings       ? take_lead
                                                      : take_joined,
                          .bad = take_bad};
    if (status == OK) status = table_source_read(file->source, &sink, scratch, &facts, err);
    if (status == OK && intake.status != OK) status = err_prefix(err, "%.*s", STR_ARGS(file->option->path));
    if (status == OK) {
        memcpy(file->report->sha256, facts.sha256, sizeof file->report->sha256);
        file->report->notes = notes_of(&facts, intake.cells, reading->arena);
        file->report->rounded = lead_cells_rounded(intake.cells);
        report_columns(&intake, reading->arena);
        note_file(reading, file);
    }
    arena_free(scratch);
    return status;
}

static void add_columns(Reading *reading) {
    for (size_t i = 0; i < reading->request->file_count; i++) {
        for (int f = 0; f < LEAD_FIELD_COUNT; f++) {
            if (reading->files[i].mapping.column_of[f] >= 0)
                lead_table_add_column(reading->table, (LeadField)f);
        }
    }
}

/* Where a file to join is named before one that brings leads, it must be known who filled a cell. */
static void prepare_fillers(Reading *reading) {
    bool joined = false, needed = false;
    for (size_t i = 0; i < reading->request->file_count; i++) {
        needed = needed || (joined && reading->files[i].brings);
        joined = joined || !reading->files[i].brings;
    }
    if (!needed) return;
    reading->fillers =
        ARENA_ARRAY(reading->arena, uint8_t, lead_table_count(reading->table) * LEAD_FIELD_COUNT);
}

/* Files that bring leads, or are counts, are read before those that add to them. */
static Status read_files(Reading *reading, Err *err) {
    for (int joining = 0; joining < 2; joining++) {
        if (joining) prepare_fillers(reading);
        for (size_t i = 0; i < reading->request->file_count; i++) {
            LeadFile *file = &reading->files[i];
            const bool joins = !file->mapping.counts && !file->brings;
            if (joins != (bool)joining) continue;
            const Status status = read_file(reading, file, err);
            if (status != OK) return status;
        }
    }
    return OK;
}

/* Says where the first row of `path` stands that could not be used. */
static Str first_bad_row(const Reading *reading, Str path) {
    for (size_t i = 0; i < reading->provenance->bad_row_count; i++) {
        const BadRow *bad = &reading->provenance->bad_rows[i];
        if (!str_equal(bad->file, path)) continue;
        return str_format(reading->arena, "; the first: line %ld%s%.*s%s: %.*s", bad->line,
                          bad->column.len ? ", column '" : "", STR_ARGS(bad->column),
                          bad->column.len ? "'" : "", STR_ARGS(bad->reason));
    }
    return STR("");
}

/* Nothing to look at is said, with the reason, before empty pages are made of it. */
static Status check_any_lead(const Reading *reading, Err *err) {
    if (lead_table_count(reading->table) || reading->count_rows) return OK;
    const Str path = reading->files[0].option->path;
    int64_t rows = 0, excluded = 0;
    for (size_t i = 0; i < reading->request->file_count; i++) {
        const FileReport *report = &reading->provenance->files[reading->files[i].report_number];
        rows += report->rows_read;
        excluded += report->excluded;
    }
    if (!rows) return err_set(err, ERR_DATA, "%.*s: no rows below the header", STR_ARGS(path));
    if (excluded == rows) {
        return err_set(err, ERR_DATA, "%.*s: no lead in its %lld rows: aliases say that none was bought",
                       STR_ARGS(path), (long long)rows);
    }
    return err_set(err, ERR_DATA, "%.*s: no lead in its %lld rows%.*s", STR_ARGS(path), (long long)rows,
                   STR_ARGS(first_bad_row(reading, path)));
}

Status leads_read(const LeadsRequest *request, Provenance *provenance, Arena *arena, LeadTable **table,
                  CountRow **counts, size_t *count_rows, Err *err) {
    Reading *reading = ARENA_NEW(arena, Reading);
    reading->request = request;
    reading->provenance = provenance;
    reading->arena = arena;
    Status status = OK;
    if (request->file_count + provenance->file_count > MOST_FILES) {
        return err_set(err, ERR_USAGE, "more than %zu files of leads", MOST_FILES - provenance->file_count);
    }
    for (size_t i = 0; i < request->file_count && status == OK; i++) status = open_file(reading, i, err);
    if (status == OK) {
        decide_who_brings(reading);
        status = check_files(reading, err);
    }
    if (status == OK) {
        reading->table = lead_table_new(arena);
        add_columns(reading);
        status = read_files(reading, err);
    }
    if (status == OK) status = check_any_lead(reading, err);
    for (size_t i = 0; i < request->file_count; i++) table_source_close(reading->files[i].source);
    *counts = reading->counts;
    *count_rows = reading->count_rows;
    *table = reading->files[0].mapping.counts ? NULL : reading->table;
    return status;
}
