/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/cli.h"
#include "inputs/case_tables.h"
#include "inputs/rollup_file.h"
#include "models/rollup_merge.h"
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    OPT_OUTPUT = 256,
    OPT_MAP,
    OPT_PRESET,
    OPT_AS_OF,
    OPT_FROM,
    OPT_TO,
    OPT_SET,
    OPT_SCENARIO,
    OPT_SEGMENT,
    OPT_VENDOR,
    OPT_CURRENCY,
    OPT_DATE_FORMAT,
    OPT_TZ,
    OPT_ENCODING,
    OPT_DELIMITER,
    OPT_SEED,
    OPT_THREADS,
    OPT_PARTITION,
    OPT_REJECTED,
    OPT_GATE,
    OPT_JSON,
    OPT_CSV,
    OPT_EXCEL,
    OPT_STRICT,
    OPT_QUIET,
    OPT_COLOR,
    OPT_ALL,
    OPT_MAN,
    OPT_HELP,
    OPT_VERSION,
};

const OptionRow CLI_OPTIONS[] = {
    {"output", 'o', "FILE", "write FILE (.xlsx, .json, .csv, .html); may be given several times", OPT_OUTPUT},
    {"map", 0, "OURS=THEIRS,...", "which column is what, for the file before it; before any file, for all",
     OPT_MAP},
    {"preset", 0, "NAME|none", "which system the exports come from (default: found out)", OPT_PRESET},
    {"as-of", 0, "YYYY-MM-DD", "data up to this day (default: the newest date in the leads)", OPT_AS_OF},
    {"from", 0, "YYYY-MM-DD", "only leads delivered, and amounts dated, from this day", OPT_FROM},
    {"to", 0, "YYYY-MM-DD", "... up to this day", OPT_TO},
    {"set", 0, "KEY=VALUE", "an assumption of the scenario; VALUE may be low|base|high", OPT_SET},
    {"scenario", 0, "NAME", "show this scenario; with --set: change it", OPT_SCENARIO},
    {"segment", 0, "COLUMN", "the column that is the segment", OPT_SEGMENT},
    {"vendor", 0, "NAME", "look at this vendor only", OPT_VENDOR},
    {"currency", 0, "CODE", "currency of the case, as USD", OPT_CURRENCY},
    {"date-format", 0, "ymd|mdy|dmy", "order of day and month in the exports", OPT_DATE_FORMAT},
    {"tz", 0, "ZONE", "time zone of stamps with an offset (default UTC)", OPT_TZ},
    {"encoding", 0, "NAME", "encoding of the exports (default: found out)", OPT_ENCODING},
    {"delimiter", 0, "CHAR", "delimiter of the exports (default: found out); `tab` for a tab", OPT_DELIMITER},
    {"seed", 0, "N", "of the draws (default 1): same seed, same figures", OPT_SEED},
    {"threads", 0, "N", "how many threads (default: one a core); changes no figure", OPT_THREADS},
    {"partition", 0, "NAME", "rollup: which part of all leads these are; parts can be added up",
     OPT_PARTITION},
    {"rejected", 0, "FILE", "write rows that cannot be used, as they are: holds people's data", OPT_REJECTED},
    {"gate", 0, "NAME[=LIMIT]", "exit 1 when it trips; may be given several times; `list` lists them",
     OPT_GATE},
    {"json", 0, NULL, "JSON on standard output", OPT_JSON},
    {"csv", 0, NULL, "tidy CSV on standard output", OPT_CSV},
    {"excel", 0, NULL, "CSV with a byte order mark, for Excel", OPT_EXCEL},
    {"strict", 0, NULL, "exit 2 when rows were quarantined", OPT_STRICT},
    {"quiet", 'q', NULL, "no page on standard output, only files", OPT_QUIET},
    {"color", 0, "auto|always|never", "colours on the terminal (default auto; NO_COLOR is honoured)",
     OPT_COLOR},
    {"all", 0, NULL, "help: all commands and options", OPT_ALL},
    {"man", 0, NULL, "help: the manual page", OPT_MAN},
    {"help", 'h', NULL, "help about the command", OPT_HELP},
    {"version", 0, NULL, "the version", OPT_VERSION},
};
const size_t CLI_OPTION_COUNT = sizeof CLI_OPTIONS / sizeof *CLI_OPTIONS;

/* What the parser carries along; a file's `--map` is the one behind it. */
typedef struct Parser {
    CliOptions *out;
    Arena *arena;
    bool words;
    size_t file_room, rollup_room, set_room, word_room, gate_room;
} Parser;

static Status take_day(const char *name, const char *text, Day *out, Err *err) {
    if (day_parse(str_from(text), out)) return OK;
    return err_set(err, ERR_USAGE, "--%s %s: expected a day as YYYY-MM-DD", name, text);
}

static Status take_number(const char *name, const char *text, unsigned long most, unsigned long *out,
                          Err *err) {
    char *end;
    const unsigned long value = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || value > most) {
        return err_set(err, ERR_USAGE, "--%s %s: expected a whole number up to %lu", name, text, most);
    }
    *out = value;
    return OK;
}

static Status take_word(const char *name, const char *text, const char *words, Str *out, Err *err) {
    Str rest = str_from(words), word;
    while (str_split(&rest, '|', &word)) {
        if (!str_equal_nocase(word, str_from(text))) continue;
        *out = word;
        return OK;
    }
    return err_set(err, ERR_USAGE, "--%s %s: expected one of %s", name, text, words);
}

static Status take_set(Parser *parser, const char *text, Err *err) {
    RunOptions *run = &parser->out->run;
    Str value = str_from(text), key;
    str_split(&value, '=', &key);
    if (!value.at) return err_set(err, ERR_USAGE, "--set %s: expected key=value", text);
    ARENA_RESERVE(parser->arena, run->sets, run->set_count, parser->set_room);
    run->sets[run->set_count++] = (SetOption){key, value};
    return OK;
}

static void take_gate(Parser *parser, const char *text) {
    RunOptions *run = &parser->out->run;
    Str value = str_from(text), name;
    str_split(&value, '=', &name);
    parser->out->gate_list = parser->out->gate_list || str_equal(name, STR("list"));
    ARENA_RESERVE(parser->arena, run->gates, run->gate_count, parser->gate_room);
    run->gates[run->gate_count++] = (GateOption){name, value};
}

/* Two maps of one file are one. */
static void take_map(const Parser *parser, const char *text) {
    RunOptions *run = &parser->out->run;
    Str *map = run->file_count ? &run->files[run->file_count - 1].map : &run->map;
    *map = map->len ? str_format(parser->arena, "%.*s,%s", STR_ARGS(*map), text) : str_from(text);
}

static Status take_delimiter(const char *text, char *out, Err *err) {
    if (!strcmp(text, "tab")) *out = '\t';
    else if (strlen(text) == 1 && strchr(",;|\t", *text)) *out = *text;
    else return err_set(err, ERR_USAGE, "--delimiter %s: expected , ; | or tab", text);
    return OK;
}

static Status take_argument(Parser *parser, const char *text, Err *err) {
    CliOptions *out = parser->out;
    struct stat facts;
    if (parser->words) {
        ARENA_RESERVE(parser->arena, out->words, out->word_count, parser->word_room);
        out->words[out->word_count++] = str_from(text);
        return OK;
    }
    const bool folder = stat(text, &facts) == 0 && S_ISDIR(facts.st_mode);
    if (folder && rollup_file_is(text)) {
        ARENA_RESERVE(parser->arena, out->run.rollups, out->run.rollup_count, parser->rollup_room);
        out->run.rollups[out->run.rollup_count++] = str_from(text);
        return OK;
    }
    if (folder || (str_matches(str_from(text), STR("*.xlsx")) && case_tables_is_book(text, parser->arena))) {
        if (out->run.case_path.len)
            return err_set(err, ERR_USAGE, "two cases: '%s' and '%s'", out->run.case_path.at, text);
        out->run.case_path = str_from(text);
        return OK;
    }
    ARENA_RESERVE(parser->arena, out->run.files, out->run.file_count, parser->file_room);
    out->run.files[out->run.file_count++] = (FileOption){.path = str_from(text), .map = STR("")};
    return OK;
}

Status cli_add_argument(CliOptions *options, const char *text, Arena *arena, Err *err) {
    return take_argument(&(Parser){.out = options,
                                   .arena = arena,
                                   .file_room = options->run.file_count,
                                   .rollup_room = options->run.rollup_count},
                         text, err);
}

static Status take_option(Parser *parser, int id, const char *text, Err *err) {
    CliOptions *out = parser->out;
    RunOptions *run = &out->run;
    unsigned long number = 0;
    Status status = OK;
    switch (id) {
    case OPT_OUTPUT:
        if (out->output_count == MOST_OUTPUTS)
            return err_set(err, ERR_USAGE, "more than %d outputs", MOST_OUTPUTS);
        out->outputs[out->output_count++] = str_from(text);
        return OK;
    case OPT_MAP: take_map(parser, text); return OK;
    case OPT_PRESET: run->preset = str_from(text); return OK;
    case OPT_AS_OF: return take_day("as-of", text, &run->as_of, err);
    case OPT_FROM: return take_day("from", text, &run->from, err);
    case OPT_TO: return take_day("to", text, &run->to, err);
    case OPT_SET: return take_set(parser, text, err);
    case OPT_SCENARIO: run->scenario = str_from(text); return OK;
    case OPT_SEGMENT: run->segment = str_from(text); return OK;
    case OPT_VENDOR: run->vendor = str_from(text); return OK;
    case OPT_CURRENCY: run->currency = str_from(text); return OK;
    case OPT_DATE_FORMAT: return take_word("date-format", text, "ymd|mdy|dmy", &run->date_format, err);
    case OPT_TZ: run->tz = str_from(text); return OK;
    case OPT_ENCODING: run->encoding = str_from(text); return OK;
    case OPT_DELIMITER: return take_delimiter(text, &run->delimiter, err);
    case OPT_PARTITION:
        out->partition = str_from(text);
        if (rollup_merge_is_name(out->partition)) return OK;
        return err_set(err, ERR_USAGE, "--partition '%s': expected a name without +", text);
    case OPT_SEED: return take_number("seed", text, 4294967295UL, &run->seed, err);
    case OPT_THREADS:
        status = take_number("threads", text, 256, &number, err);
        run->threads = (int)number;
        return status;
    case OPT_REJECTED: out->rejected = str_from(text); return OK;
    case OPT_GATE: take_gate(parser, text); return OK;
    case OPT_COLOR: return take_word("color", text, "auto|always|never", &out->color, err);
    default: break;
    }
    bool *const flags[] = {&out->json, &out->csv, &out->excel, &out->strict, &out->quiet,
                           NULL,       &out->all, &out->man,   &out->help,   &out->version};
    *flags[id - OPT_JSON] = true;
    return OK;
}

/* Returns the option that is spelt most like `name`, or NULL where none is near. */
static const char *nearest_option(Str name) {
    const char *nearest = NULL;
    size_t best = name.len / 3 + 1;
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        const size_t distance = str_distance(name, str_from(CLI_OPTIONS[i].name));
        if (distance > best) continue;
        best = distance;
        nearest = CLI_OPTIONS[i].name;
    }
    return nearest;
}

/* Says what is wrong with an option: it lacks its argument, takes none, or is not known. */
static Status explain(char **argv, int index, int code, Arena *arena, Err *err) {
    const char *given = argv[index - 1];
    if (code == ':') return err_set(err, ERR_USAGE, "%s needs an argument", given);
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        if (CLI_OPTIONS[i].id == optopt)
            return err_set(err, ERR_USAGE, "--%s takes no argument", CLI_OPTIONS[i].name);
    }
    if (optopt) return err_set(err, ERR_USAGE, "unknown option -%c", optopt);
    Str rest = str_from(given), name = rest, could = STR("");
    str_split(&rest, '=', &name);
    while (str_starts(name, STR("-"))) name = (Str){name.at + 1, name.len - 1};
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        if (!str_starts(str_from(CLI_OPTIONS[i].name), name)) continue;
        could = str_format(arena, "%.*s%s--%s", STR_ARGS(could), could.len ? ", " : "", CLI_OPTIONS[i].name);
    }
    if (could.len)
        return err_set(err, ERR_USAGE, "--%.*s could be any of %.*s", STR_ARGS(name), STR_ARGS(could));
    const char *nearest = nearest_option(name);
    if (nearest)
        return err_set(err, ERR_USAGE, "unknown option --%.*s; did you mean --%s?", STR_ARGS(name), nearest);
    return err_set(err, ERR_USAGE, "unknown option --%.*s; `truecpl help --all` lists them", STR_ARGS(name));
}

static Status check_period(const RunOptions *run, Err *err) {
    char from[DATE_TEXT], to[DATE_TEXT];
    if (run->from == DAY_NONE || run->to == DAY_NONE || run->from <= run->to) return OK;
    return err_set(err, ERR_USAGE, "--from %s lies after --to %s", day_format(run->from, from),
                   day_format(run->to, to));
}

Status cli_parse(int argc, char **argv, bool words, Arena *arena, CliOptions *out, Err *err) {
    struct option *rows = ARENA_ARRAY(arena, struct option, CLI_OPTION_COUNT + 1);
    char letters[2 * (sizeof CLI_OPTIONS / sizeof *CLI_OPTIONS) + 3] =
        "-:"; /* arguments in order; ':' for a missing one */
    size_t letter_count = 2;
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        rows[i] =
            (struct option){CLI_OPTIONS[i].name, CLI_OPTIONS[i].argument ? required_argument : no_argument,
                            NULL, CLI_OPTIONS[i].id};
        if (!CLI_OPTIONS[i].letter) continue;
        letters[letter_count++] = CLI_OPTIONS[i].letter;
        if (CLI_OPTIONS[i].argument) letters[letter_count++] = ':';
    }
    *out = (CliOptions){.run = {.as_of = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .seed = 1},
                        .color = STR("auto")};
    Parser parser = {.out = out, .arena = arena, .words = words};
    opterr = 0;
    optind = 0;
    for (int code; (code = getopt_long(argc, argv, letters, rows, NULL)) != -1;) {
        if (code == '?' || code == ':') return explain(argv, optind, code, arena, err);
        int id = code;
        for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
            if (CLI_OPTIONS[i].letter == code) id = CLI_OPTIONS[i].id;
        }
        const Status status =
            code == 1 ? take_argument(&parser, optarg, err) : take_option(&parser, id, optarg, err);
        if (status != OK) return status;
    }
    for (; optind < argc; optind++) {
        const Status status = take_argument(&parser, argv[optind], err);
        if (status != OK) return status;
    }
    if (!words && !out->run.case_path.len && !out->run.file_count && !out->run.rollup_count)
        take_argument(&parser, ".", err);
    return check_period(&out->run, err);
}
