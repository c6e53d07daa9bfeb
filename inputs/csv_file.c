/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/csv_file.h"
#include "inputs/chunks.h"
#include "inputs/text_form.h"
#include "inputs/text_scan.h"
#include <csv.h>
#include <string.h>

enum { BLOCK = 1 << 20, ROW_LIMIT = 1 << 20, FIELD_LIMIT = 256 << 10, HEAD = 256 << 10 };
enum { CTRL_Z = 0x1A, ROWS_EVIDENCE = 8 /* delimiters */ };

struct CsvFile {
    const char *name;
    Source *source;
    CsvOptions options; /* sizes and threads are set */
    char delimiter;
    CsvHeader header;
    size_t data_start; /* bytes of text up to the first line below the header row */
    long data_line;
};

/* The parser of one thread. libcsv puts a field together in `csv.entry_buf`; here that pointer moves on behind
 * each field (and goes back at the end of the record), so that all fields of a record stand side by side in
 * one buffer without a copy. It holds any record within the row limit, so libcsv never comes to its end. */
typedef struct Reader {
    struct csv_parser csv, fresh; /* fresh: before a record */
    Str *fields;
    size_t count, room; /* fields of the record so far; how many are kept */
    bool ended;         /* libcsv has seen the end of the record */
    const CsvFile *file;
    const CsvSink *sink;
    void *context;
    Chunk *chunk;
    const char *end; /* of the chunk's text */
    long line;       /* where the record begins */
    long rows, bad, blank;
    bool stopped, has_text, cut_short;
} Reader;

/* One record while it is being read. */
typedef struct Record {
    const char *start, *first_end, *end; /* behind its first line (NULL: not seen), behind its last */
    long lines;
} Record;

static void on_field(void *field, size_t len, void *reader_) {
    Reader *reader = reader_;
    const size_t count = reader->count++;
    if (count < reader->room) reader->fields[count] = (Str){field, len};
    reader->csv.entry_buf += len;
}

static void on_record(int terminator, void *reader_) {
    (void)terminator;
    ((Reader *)reader_)->ended = true;
}

static void *refuse_more_memory(void *old, size_t size) {
    (void)old, (void)size;
    return NULL;
}

/* `room`: the longest record, in bytes. */
static void make_reader(Reader *reader, const CsvFile *file, size_t fields, size_t room, Arena *arena) {
    *reader = (Reader){.file = file, .room = fields, .fields = ARENA_ARRAY(arena, Str, fields)};
    csv_init(&reader->fresh, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&reader->fresh, (unsigned char)file->delimiter);
    csv_set_realloc_func(&reader->fresh, refuse_more_memory);
    reader->fresh.entry_size = room + 16; /* libcsv wants room for one byte more */
    reader->fresh.entry_buf = arena_alloc(arena, reader->fresh.entry_size);
    reader->csv = reader->fresh;
}

static void forget_record(Reader *reader) {
    reader->csv.entry_buf = reader->fresh.entry_buf;
    reader->count = 0;
    reader->ended = false;
}

/* The record without its line end. */
static Str raw_text(const char *start, const char *end) {
    if (end > start && end[-1] == '\n') end--;
    if (end > start && end[-1] == '\r') end--;
    return (Str){start, (size_t)(end - start)};
}

/* The rest of the line is to be skipped, but does not end in this chunk. A CR at the end of the chunk is left
 * over: it ends the line, unless an LF follows. */
static const char *leave_line(Reader *reader) {
    reader->chunk->rest_skip = true;
    return reader->end - (reader->end[-1] == '\r');
}

/* Hands out a bad record and returns where the next one begins: behind the record where it is complete, else
 * behind its first line; at the end of the chunk, if that lies further on. */
static const char *hand_out_bad(Reader *reader, const Record *record, CsvBad bad) {
    const bool whole = reader->ended;
    const char *next = whole ? record->end : record->first_end;
    bad.line = reader->line;
    bad.lines = whole ? record->lines : 1;
    bad.raw = raw_text(record->start, next ? next : reader->end);
    if (bad.raw.len > reader->file->options.row_limit) bad.raw.len = reader->file->options.row_limit;
    bad.fields = reader->fields;
    bad.count = !whole ? 0 : reader->count < reader->room ? reader->count : reader->room;
    reader->sink->bad(reader->context, &bad);
    reader->bad++;
    reader->csv = reader->fresh;
    forget_record(reader);
    if (!next) return leave_line(reader);
    reader->line += bad.lines;
    return next;
}

static size_t count_byte(const char *at, const char *end, char byte) {
    size_t count = 0;
    while ((at = memchr(at, byte, (size_t)(end - at)))) count++, at++;
    return count;
}

static const char *line_end(const Reader *reader, const char *at) {
    const Str rest = {at, (size_t)(reader->end - at)};
    if (reader->chunk->lone_crs) return text_line_end(rest, reader->chunk->last);
    const char *feed = memchr(at, '\n', rest.len);
    return feed ? feed + 1 : NULL;
}

/* Says whether each line from `at` to `end` has as many delimiters as a row, and there are enough of them that
 * prose could not look so. */
static bool are_rows(const Reader *reader, const char *at, const char *end) {
    const size_t delimiters = reader->file->header.width - 1;
    size_t seen = 0;
    while (at < end) {
        const char *stop = line_end(reader, at);
        if (!stop || stop > end) stop = end;
        if (count_byte(at, stop, reader->file->delimiter) != delimiters) return false;
        seen += delimiters;
        at = stop;
    }
    return seen >= ROWS_EVIDENCE;
}

static const char *last_line(const Record *record) {
    const Str raw = raw_text(record->start, record->end);
    const char *at = raw.at + raw.len;
    while (at > record->first_end && at[-1] != '\n' && at[-1] != '\r') at--;
    return at;
}

/* Says whether a record of several lines is what two stray quotes, one in a row and one in a later row, make of
 * the rows between: where it is as wide as a row every line must look like one, else every line but the two. */
static bool swallows_rows(const Reader *reader, const Record *record) {
    if (record->lines < 2) return false;
    if (reader->count == reader->file->header.width) return are_rows(reader, record->start, record->end);
    return are_rows(reader, record->first_end, last_line(record));
}

static bool find_bad_bytes(const Reader *reader, CsvBad *bad) {
    const size_t count = reader->count < reader->room ? reader->count : reader->room;
    for (size_t i = 0; i < count; i++) {
        const Str field = reader->fields[i];
        const bool control = memchr(field.at, 0, field.len) || memchr(field.at, CTRL_Z, field.len);
        if (!control && text_is_utf8(field)) continue;
        *bad = (CsvBad){.reason = control ? CSV_CONTROL : CSV_ENCODING, .column = i + 1};
        return true;
    }
    return false;
}

static bool find_long_field(const Reader *reader, CsvBad *bad) {
    const size_t limit = reader->file->options.field_limit;
    for (size_t i = 0; i < reader->count; i++) {
        const size_t len = reader->fields[i].len;
        if (len <= limit) continue;
        *bad = (CsvBad){.reason = CSV_LONG_FIELD, .column = i + 1, .want = limit, .got = len};
        return true;
    }
    return false;
}

static bool find_unnamed(const Reader *reader, CsvBad *bad) {
    for (size_t i = reader->file->header.count; i < reader->count; i++) {
        if (reader->fields[i].len == 0) continue;
        *bad = (CsvBad){.reason = CSV_UNNAMED, .column = i + 1};
        return true;
    }
    return false;
}

/* Says whether the fields of a complete record are wrong, and how. */
static bool find_fault(Reader *reader, const Record *record, CsvBad *bad) {
    const CsvHeader *header = &reader->file->header;
    const size_t text = (size_t)(reader->csv.entry_buf - reader->fresh.entry_buf);
    if (swallows_rows(reader, record)) {
        *bad = (CsvBad){.reason = CSV_SWALLOWED_ROWS, .got = (size_t)record->lines};
        reader->ended = false; /* each of its lines is to be read by itself */
        return true;
    }
    if ((reader->chunk->control || reader->chunk->high) && find_bad_bytes(reader, bad)) return true;
    if (reader->count != header->width) {
        const CsvReason reason = reader->count < header->width ? CSV_TOO_FEW : CSV_TOO_MANY;
        *bad = (CsvBad){.reason = reason, .want = header->width, .got = reader->count};
        return true;
    }
    if (text > reader->file->options.field_limit && find_long_field(reader, bad)) return true;
    return header->count < header->width && find_unnamed(reader, bad);
}

/* Hands out a complete record and returns where the next one begins. */
static const char *hand_out(Reader *reader, const Record *record) {
    CsvBad bad = {0};
    if (reader->csv.entry_buf == reader->fresh.entry_buf) { /* not one field has text */
        reader->blank++;
    } else if (find_fault(reader, record, &bad)) {
        return hand_out_bad(reader, record, bad);
    } else {
        const CsvRow row = {reader->line, raw_text(record->start, record->end), reader->fields,
                            reader->file->header.count};
        reader->stopped = !reader->sink->row(reader->context, &row);
        reader->rows++;
    }
    forget_record(reader);
    reader->line += record->lines;
    return record->end;
}

/* libcsv has stopped before the end of the line. */
static const char *hand_out_fault(Reader *reader, const Record *record) {
    const CsvReason reason = reader->csv.quoted ? CSV_TEXT_BEHIND : CSV_STRAY_QUOTE;
    return hand_out_bad(reader, record, (CsvBad){.reason = reason, .column = reader->count + 1});
}

static const char *hand_out_long(Reader *reader, const Record *record) {
    const size_t limit = reader->file->options.row_limit;
    return hand_out_bad(reader, record, (CsvBad){.reason = CSV_LONG_RECORD, .want = limit});
}

/* Reads the record at `start` and returns where the next one begins; NULL where it is not complete in this
 * chunk. libcsv gets one line at a time, so it is always known where it stands. */
static const char *read_record(Reader *reader, const char *start) {
    const size_t limit = reader->file->options.row_limit;
    const bool last = reader->chunk->last;
    Record record = {.start = start, .end = start};
    while (record.end < reader->end) {
        const char *at = record.end, *found = line_end(reader, at), *end = found ? found : reader->end;
        const size_t so_far = (size_t)(end - start);
        if (!found && !last && so_far <= limit) return NULL;
        if (!record.first_end && (found || last)) record.first_end = end;
        if (so_far > limit) return hand_out_long(reader, &record);
        record.lines++;
        record.end = end;
        const size_t len = (size_t)(end - at);
        if (csv_parse(&reader->csv, at, len, on_field, on_record, reader) < len)
            return hand_out_fault(reader, &record);
        if (last && end == reader->end && csv_fini(&reader->csv, on_field, on_record, reader) != 0)
            return hand_out_bad(reader, &record,
                                (CsvBad){.reason = CSV_OPEN_QUOTE, .column = reader->count + 1});
        if (reader->ended) return hand_out(reader, &record);
        if (reader->csv.pstate != reader->fresh.pstate) continue; /* a quoted line end */
        reader->blank++;
        reader->line++;
        return record.end;
    }
    return NULL;
}

/* Skips the rest of a line that was handed out as bad before. */
static const char *skip_line(Reader *reader, const char *at) {
    if (at == reader->end) return at;
    const char *end = line_end(reader, at);
    if (!end) return leave_line(reader);
    reader->line++;
    return end;
}

static void read_chunk(Reader *reader, Chunk *chunk) {
    const CsvSink *sink = reader->sink;
    reader->chunk = chunk;
    chunk->rest_skip = false;
    reader->line = chunk->line;
    reader->rows = reader->bad = reader->blank = 0;
    reader->csv = reader->fresh;
    forget_record(reader);
    reader->context =
        sink->begin ? sink->begin(sink->caller, (CsvChunk){chunk->index, chunk->worker}) : sink->caller;
    reader->end = chunk->end;
    reader->has_text = chunk->end > chunk->begin;
    reader->cut_short = reader->has_text && chunk->end[-1] != '\n' && chunk->end[-1] != '\r';
    const char *at = chunk->skip ? skip_line(reader, chunk->begin) : chunk->begin, *next = at;
    while (next && at < reader->end && !chunk->rest_skip && !reader->stopped) {
        next = read_record(reader, at);
        if (next) at = next;
    }
    chunk->rest = at;
    chunk->rest_line = reader->line;
    chunk->stop = reader->stopped;
}

/* Those who read a file together, and what they found. */
typedef struct Readers {
    Reader *reader;
    CsvFacts *facts;
} Readers;

static void work(void *readers, Chunk *chunk) {
    read_chunk(((Readers *)readers)->reader + chunk->worker, chunk);
}

static void done(void *readers_, const Chunk *chunk) {
    const Readers *readers = readers_;
    const Reader *reader = readers->reader + chunk->worker;
    CsvFacts *facts = readers->facts;
    facts->rows += reader->rows;
    facts->bad += reader->bad;
    facts->blank += reader->blank;
    facts->stopped = reader->stopped;
    facts->chunks++;
    facts->redone += chunk->again;
    if (reader->has_text) facts->cut_short = reader->cut_short;
    if (reader->sink->done) reader->sink->done(reader->sink->caller, reader->context);
}

Status csv_file_read(CsvFile *file, const CsvSink *sink, Arena *scratch, CsvFacts *facts, Err *err) {
    const CsvOptions *options = &file->options;
    const int threads = sink->begin ? options->threads : 1;
    *facts = (CsvFacts){.delimiter = file->delimiter};
    Readers readers = {ARENA_ARRAY(scratch, Reader, (size_t)threads), facts};
    for (int i = 0; i < threads; i++) {
        make_reader(&readers.reader[i], file, file->header.width + 1, options->row_limit, scratch);
        readers.reader[i].sink = sink;
    }
    const ChunkPlan plan = {.block = options->block,
                            .longest_tail = options->row_limit,
                            .threads = threads,
                            .begin = file->data_start,
                            .line = file->data_line};
    const ChunkWork work_on = {.caller = &readers, .work = work, .done = done};
    const Status status = chunks_run(file->source, &plan, &work_on, scratch, err);
    facts->source = *source_facts(file->source);
    return status == OK ? OK : err_prefix(err, "%s", file->name);
}

/* A name as people see it: without blanks, and without a byte order mark that was quoted or written twice. */
static Str clean_name(Str name) {
    name = str_trim(name);
    while (str_starts(name, STR("\xef\xbb\xbf"))) name = str_trim((Str){name.at + 3, name.len - 3});
    return name;
}

static Status take_names(CsvFile *file, const Reader *reader, Arena *arena, Err *err) {
    const size_t width = reader->count;
    Str *names = ARENA_ARRAY(arena, Str, width);
    size_t count = 0;
    for (size_t i = 0; i < width; i++) {
        const Str name = clean_name(reader->fields[i]);
        if (!text_is_utf8(name) || memchr(name.at, 0, name.len))
            return err_set(err, ERR_DATA,
                           "line %ld: the name of column %zu is not text; is the encoding right?",
                           file->header.line, i + 1);
        names[i] = str_copy(arena, name);
        if (name.len) count = i + 1;
    }
    if (count == 0) return err_set(err, ERR_DATA, "line %ld: the header row has no names", file->header.line);
    file->header = (CsvHeader){names, count, width, file->header.line};
    return OK;
}

/* Feeds the header row, which begins at `data_start`, to `reader`; `data_start` moves behind it. */
static Status feed_header(CsvFile *file, Reader *reader, Str head, bool whole, Err *err) {
    CsvReason reason = CSV_OPEN_QUOTE;
    while (!reader->ended && file->data_start < head.len) {
        const Str rest = {head.at + file->data_start, head.len - file->data_start};
        const char *found = text_line_end(rest, whole), *end = found ? found : rest.at + rest.len;
        if (!found && !whole) break;
        const size_t len = (size_t)(end - rest.at);
        if (csv_parse(&reader->csv, rest.at, len, on_field, on_record, reader) < len) {
            reason = reader->csv.quoted ? CSV_TEXT_BEHIND : CSV_STRAY_QUOTE;
            break;
        }
        file->data_start += len;
        file->data_line++;
    }
    if (!reader->ended && whole && reason == CSV_OPEN_QUOTE)
        csv_fini(&reader->csv, on_field, on_record, reader);
    if (reader->ended && reader->count <= reader->room) return OK;
    return err_set(err, ERR_DATA, "line %ld: the header row cannot be read: %s", file->header.line,
                   !whole && reason == CSV_OPEN_QUOTE ? "it does not end" : csv_record_reason(reason));
}

static Status read_header(CsvFile *file, Arena *arena, Err *err) {
    char *text = arena_alloc(arena, HEAD + 16);
    size_t got = 0;
    Status status = source_read(file->source, text, HEAD, &got, err);
    if (status != OK) return status;
    const Str head = {text, got};
    const bool whole = got < HEAD;
    TextForm form;
    status = text_form_find(head, whole, file->options.delimiter, &form, err);
    if (status != OK) return status;
    file->delimiter = form.delimiter;
    file->data_start = form.start;
    file->data_line = file->header.line = form.line;
    Reader reader;
    make_reader(&reader, file, form.width, HEAD, arena);
    status = feed_header(file, &reader, head, whole, err);
    return status == OK ? take_names(file, &reader, arena, err) : status;
}

static CsvOptions with_defaults(CsvOptions options) {
    if (options.threads < 1) options.threads = 1;
    if (options.block == 0) options.block = BLOCK;
    if (options.row_limit == 0) options.row_limit = ROW_LIMIT;
    if (options.field_limit == 0) options.field_limit = FIELD_LIMIT;
    return options;
}

Status csv_file_open_bytes(int fd, Str name, const CsvOptions *options, Arena *arena, CsvFile **out,
                           Err *err) {
    CsvFile *file = ARENA_NEW(arena, CsvFile);
    file->name = str_copy(arena, name).at;
    file->options = with_defaults(*options);
    Status status = source_open(fd, options->encoding, arena, &file->source, err);
    if (status == OK) status = read_header(file, arena, err);
    if (status != OK) {
        csv_file_close(file);
        return err_prefix(err, "%s", file->name);
    }
    *out = file;
    return OK;
}

Status csv_file_open(const char *path, const CsvOptions *options, Arena *arena, CsvFile **out, Err *err) {
    const Str name = strcmp(path, "-") == 0 ? STR("standard input") : str_from(path);
    int fd;
    if (source_open_bytes(path, &fd, err) != OK) return err_prefix(err, "%.*s", STR_ARGS(name));
    return csv_file_open_bytes(fd, name, options, arena, out, err);
}

const CsvHeader *csv_file_header(const CsvFile *file) { return &file->header; }

void csv_file_close(CsvFile *file) {
    if (file) source_close(file->source);
}
