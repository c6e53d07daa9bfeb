/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/text_form.h"
#include <string.h>

enum { SAMPLE_ROWS = 200, WIDEST = 1024, ENOUGH_ROWS = 3 };

static const size_t FAULTY = SIZE_MAX;

typedef struct Signature {
    Str bytes;
    const char *what;
} Signature;

static const Signature REFUSED[] = {
    {{"\xd0\xcf\x11\xe0", 4},
     "an old Excel workbook (.xls) or a protected one: open it and save it as CSV UTF-8 "
     "or .xlsx without a password"},
    {{"PK\x03\x04", 4}, "an Excel workbook (.xlsx) or a zip archive, not text"},
    {{"PK\x05\x06", 4}, "an empty zip archive"},
    {{"\x1f\x8b", 2}, "compressed (gzip): unpack it first"},
    {{"BZh", 3}, "compressed (bzip2): unpack it first"},
    {{"\xfd"
      "7zXZ",
      5},
     "compressed (xz): unpack it first"},
    {{"\x28\xb5\x2f\xfd", 4}, "compressed (zstd): unpack it first"},
    {{"%PDF", 4}, "a PDF document, not a table"},
    {{"PAR1", 4}, "a Parquet file: export it as CSV"},
    {{"\xff\xfe\0\0", 4}, "in UTF-32: save it as CSV UTF-8"},
    {{"\0\0\xfe\xff", 4}, "in UTF-32: save it as CSV UTF-8"},
};

static size_t count_byte(Str raw, char byte, size_t from, size_t step) {
    size_t count = 0;
    for (size_t i = from; i < raw.len; i += step) count += raw.at[i] == byte;
    return count;
}

/* Text has tabs and line ends below the blank; one other control byte in a hundred is no text. */
static bool is_binary(Str raw) {
    size_t control = 0;
    for (size_t i = 0; i < raw.len; i++) {
        const unsigned char byte = (unsigned char)raw.at[i];
        control += byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1A;
    }
    return control > raw.len / 100 + 1;
}

static bool is_markup(Str raw) {
    const Str text = str_trim(raw);
    return text.len > 1 && text.at[0] == '<' &&
           (text.at[1] == '!' || text.at[1] == '?' || text.at[1] == 'h' || text.at[1] == 'H' ||
            text.at[1] == 't' || text.at[1] == 'T');
}

Status text_form_refuse(Str raw, bool known, Err *err) {
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        if (str_starts(raw, REFUSED[i].bytes)) return err_set(err, ERR_DATA, "is %s", REFUSED[i].what);
    }
    if (is_markup(raw)) return err_set(err, ERR_DATA, "is a web page or XML, not a table in text");
    size_t mark;
    const char *encoding = text_form_encoding(raw, &mark);
    const bool wide = encoding && str_starts(str_from(encoding), STR("UTF-16"));
    if (known || wide || !is_binary(raw)) return OK;
    return err_set(err, ERR_DATA, "is binary, or text in an encoding that must be named");
}

const char *text_form_encoding(Str raw, size_t *mark) {
    *mark = 3;
    if (str_starts(raw, STR("\xef\xbb\xbf"))) return "UTF-8";
    *mark = 2;
    if (str_starts(raw, STR("\xff\xfe"))) return "UTF-16LE";
    if (str_starts(raw, STR("\xfe\xff"))) return "UTF-16BE";
    *mark = 0;
    /* In UTF-16 delimiters, digits and line ends have one byte that is NUL, always on the same side. */
    const size_t first = count_byte(raw, '\0', 0, 2), second = count_byte(raw, '\0', 1, 2);
    if (second > raw.len / 8 && first * 8 <= second) return "UTF-16LE";
    if (first > raw.len / 8 && second * 8 <= first) return "UTF-16BE";
    return NULL;
}

/* What the next row is: its number of fields (0: a blank row; FAULTY: quotes where none may be), and whether its
 * end was seen. */
typedef struct RowCut {
    size_t width;
    bool complete;
} RowCut;

/* Where in a field a character stands. */
typedef enum Place { AT_START, IN_TEXT, IN_QUOTES, BEHIND_QUOTES } Place;

/* Returns the place behind `c`, which ends no field; `*faulty` where a quote or text may not stand there. */
static Place step(Place place, char c, bool *faulty) {
    const bool quote = c == '"', blank = c == ' ' || c == '\t';
    switch (place) {
    case AT_START: return quote ? IN_QUOTES : blank ? AT_START : IN_TEXT;
    case IN_QUOTES: return quote ? BEHIND_QUOTES : IN_QUOTES;
    case BEHIND_QUOTES:
        if (quote) return IN_QUOTES;
        if (blank) return BEHIND_QUOTES;
        *faulty = true;
        return IN_TEXT;
    case IN_TEXT: *faulty = *faulty || quote; return IN_TEXT;
    }
    return place;
}

/* Cuts the first row off `*rest`. */
static RowCut cut_row(Str *rest, char delimiter) {
    size_t i = 0, width = 1;
    Place place = AT_START;
    bool faulty = false;
    for (; i < rest->len; i++) {
        const char c = rest->at[i];
        if (place != IN_QUOTES && (c == '\n' || c == '\r')) break;
        const bool delimits = place != IN_QUOTES && c == delimiter;
        width += delimits;
        place = delimits ? AT_START : step(place, c, &faulty);
    }
    const RowCut row = {.width = faulty                            ? FAULTY
                                 : width == 1 && place == AT_START ? 0
                                                                   : width,
                        .complete = i < rest->len};
    if (row.complete) i += rest->at[i] == '\r' && i + 1 < rest->len && rest->at[i + 1] == '\n' ? 2 : 1;
    *rest = (Str){rest->at + i, rest->len - i};
    return row;
}

/* What one delimiter makes of the first rows. */
typedef struct Cut {
    char delimiter;
    size_t header;            /* fields of the first row that is not blank */
    size_t rows, like_header; /* rows below it, and those with as many fields */
    size_t common, commons;   /* the width above 1 that most rows have, and how many have it */
} Cut;

static void note_row(Cut *cut, size_t width, size_t counts[WIDEST]) {
    cut->rows++;
    cut->like_header += width == cut->header;
    if (width < 2 || width >= WIDEST) return;
    const size_t count = ++counts[width];
    if (count > cut->commons) {
        cut->common = width;
        cut->commons = count;
    }
}

static Cut cut_head(Str rest, bool whole, char delimiter) {
    Cut cut = {.delimiter = delimiter};
    size_t counts[WIDEST] = {0};
    while (rest.len && cut.rows < SAMPLE_ROWS) {
        const RowCut row = cut_row(&rest, delimiter);
        if (!row.complete && !whole) break;
        if (row.width == 0) continue;
        if (cut.header == 0) cut.header = row.width;
        else note_row(&cut, row.width, counts);
    }
    /* Who reads a faulty header row will say what is wrong with it. */
    if (cut.header == FAULTY) return (Cut){.delimiter = delimiter, .header = 1};
    return cut;
}

/* How well a delimiter fits, in fields of rows that are cut like the header row; 0: it does not occur there. */
static double fit(const Cut *cut) {
    const double rows = (double)cut->rows + 1, like = (double)cut->like_header + 1;
    return cut->header > 1 ? (double)(cut->header - 1) * like / rows : 0;
}

static Status refuse_header(const Cut *cut, const TextForm *form, Err *err) {
    return err_set(
        err, ERR_DATA,
        "line %ld has %zu column%s, but most rows below it have %zu (delimiter: %s); is it the header "
        "row? Delete what stands above the header, or name the delimiter",
        form->line, cut->header, cut->header == 1 ? "" : "s", cut->common,
        text_form_delimiter_name(cut->delimiter));
}

/* A footer has one field, so rows of one field say nothing against the header. */
static bool header_is_odd(const Cut *cut) {
    return cut->commons >= ENOUGH_ROWS && cut->commons > cut->like_header && cut->common != cut->header;
}

static Status settle(const Cut *cut, TextForm *form, Err *err) {
    if (header_is_odd(cut)) return refuse_header(cut, form, err);
    form->delimiter = cut->delimiter;
    form->width = cut->header;
    return OK;
}

/* Excel and people's scripts name the delimiter in a first line. */
static char named_delimiter(Str head, TextForm *form) {
    if (head.len < 6 || !str_equal_nocase((Str){head.at, 4}, STR("sep="))) return 0;
    if (head.at[5] != '\n' && head.at[5] != '\r') return 0;
    form->start = head.at[5] == '\r' && head.len > 6 && head.at[6] == '\n' ? 7 : 6;
    form->line = 2;
    return head.at[4];
}

static void skip_blank_lines(Str head, TextForm *form) {
    while (form->start < head.len) {
        Str rest = {head.at + form->start, head.len - form->start};
        if (cut_row(&rest, ',').width > 0) return;
        form->start = (size_t)(rest.at - head.at);
        form->line++;
    }
}

static const char DELIMITERS[] = {',', ';', '\t', '|'};

/* One column in all: either it is so, or the delimiter is another one than was asked for. */
static Status settle_single(const Cut cuts[], size_t count, TextForm *form, Err *err) {
    for (size_t i = 0; i < count; i++) {
        if (cuts[i].header == 1 && header_is_odd(&cuts[i]) && cuts[i].commons * 5 >= cuts[i].rows * 4)
            return refuse_header(&cuts[i], form, err);
    }
    form->width = 1;
    return OK;
}

static Status choose(const Cut cuts[], size_t count, TextForm *form, Err *err) {
    size_t best = 0, second = 1;
    for (size_t i = 1; i < count; i++) {
        if (fit(&cuts[i]) > fit(&cuts[best])) second = best, best = i;
        else if (second == best || fit(&cuts[i]) > fit(&cuts[second])) second = i;
    }
    form->delimiter = ',';
    if (fit(&cuts[best]) <= 0) return settle_single(cuts, count, form, err);
    if (fit(&cuts[second]) >= fit(&cuts[best]))
        return err_set(err, ERR_DATA, "could be delimited by %s or by %s: name the delimiter",
                       text_form_delimiter_name(cuts[best].delimiter),
                       text_form_delimiter_name(cuts[second].delimiter));
    return settle(&cuts[best], form, err);
}

/* The delimiter was given; where it cuts nothing and another would, it is the wrong one. */
static Status check_given(const Cut *given, const Cut cuts[], size_t count, TextForm *form, Err *err) {
    for (size_t i = 0; given->header == 1 && i < count; i++) {
        if (cuts[i].delimiter != given->delimiter && cuts[i].header > 1 &&
            cuts[i].like_header == cuts[i].rows)
            return err_set(err, ERR_DATA, "has only one column where %s delimits it, but %zu by %s",
                           text_form_delimiter_name(given->delimiter), cuts[i].header,
                           text_form_delimiter_name(cuts[i].delimiter));
    }
    return settle(given, form, err);
}

Status text_form_find(Str head, bool whole, char delimiter, TextForm *out, Err *err) {
    enum { COUNT = sizeof DELIMITERS };
    TextForm form = {.line = 1};
    const char named = named_delimiter(head, &form);
    skip_blank_lines(head, &form);
    const Str table = {head.at + form.start, head.len - form.start};
    if (str_trim(table).len == 0) return err_set(err, ERR_DATA, "is empty");
    Cut cuts[COUNT];
    for (size_t i = 0; i < COUNT; i++) cuts[i] = cut_head(table, whole, DELIMITERS[i]);
    const char wanted = delimiter ? delimiter : named;
    const Cut given = cut_head(table, whole, wanted);
    const Status status =
        wanted ? check_given(&given, cuts, COUNT, &form, err) : choose(cuts, COUNT, &form, err);
    if (status == OK) *out = form;
    return status;
}

const char *text_form_delimiter_name(char delimiter) {
    switch (delimiter) {
    case ',': return "comma";
    case ';': return "semicolon";
    case '\t': return "tab";
    case '|': return "pipe";
    default: return "the given delimiter";
    }
}
