/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/command.h"
#include "calc/explain.h"
#include "calc/run.h"
#include "calc/version.h"
#include "models/assumption.h"
#include "models/lead_table.h"
#include "models/metrics.h"

void help_print_short(FILE *out) {
    fputs("truecpl - what a lead from each vendor really costs, what it will bring, and how sure we are\n\n",
          out);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (COMMANDS[i].first)
            fprintf(out, "  truecpl %s %s\n      %s\n", COMMANDS[i].name, COMMANDS[i].arguments,
                    COMMANDS[i].question);
    }
    fputs("\nExamples:\n"
          "  truecpl compare my-case                    a folder with leads.csv, contracts.csv, "
          "assumptions.csv\n"
          "  truecpl compare export.csv --map vendor=\"Lead Source\",delivered_at=\"Create Date\"\n\n"
          "`truecpl help --all` lists everything; `truecpl help cost_per.sql` explains a figure.\n",
          out);
}

static void print_options(FILE *out) {
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        const OptionRow *row = &CLI_OPTIONS[i];
        char name[64];
        snprintf(name, sizeof name, "%s%c%s--%s%s%s", row->letter ? "-" : "", row->letter ? row->letter : ' ',
                 row->letter ? ", " : "   ", row->name, row->argument ? " " : "",
                 row->argument ? row->argument : "");
        fprintf(out, "  %-32s %s\n", name, row->help);
    }
}

void help_print_command(const Command *command, FILE *out) {
    fprintf(out, "truecpl %s %s\n\n%s\nMakes: %s.\n\nOptions, in any order:\n", command->name,
            command->arguments, command->question, command->makes);
    print_options(out);
}

static void print_all(FILE *out) {
    fputs("Commands:\n", out);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, "  %-12s %-20s %s\n", COMMANDS[i].name, COMMANDS[i].arguments, COMMANDS[i].question);
    }
    fputs("\nOptions, in any order:\n", out);
    print_options(out);
    fputs("\nExit codes: 0 done, 1 a gate tripped, 2 rows quarantined (--strict), 64 usage, 65 data, 66 no "
          "input,\n"
          "70 a bug, 73 cannot create, 74 reading or writing failed, 78 a table of the case is wrong.\n"
          "\n`truecpl help metrics|columns|assumptions` lists figures, columns of leads, keys of "
          "assumptions.\n",
          out);
}

/* The manual page, in man's own language. */
static void print_man(FILE *out) {
    fprintf(out,
            ".TH TRUECPL 1 \"\" \"truecpl %s\"\n.SH NAME\ntruecpl \\- vendor evaluation and lead economics\n"
            ".SH SYNOPSIS\n.B truecpl\nCOMMAND [OPTION...] [CASE] [FILE...]\n.SH COMMANDS\n",
            TRUECPL_VERSION);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, ".TP\n.B %s\n%s\n%s Makes %s.\n", COMMANDS[i].name, COMMANDS[i].arguments,
                COMMANDS[i].question, COMMANDS[i].makes);
    }
    fputs(".SH OPTIONS\n", out);
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        fprintf(out, ".TP\n.B \\-\\-%s %s\n%s\n", CLI_OPTIONS[i].name,
                CLI_OPTIONS[i].argument ? CLI_OPTIONS[i].argument : "", CLI_OPTIONS[i].help);
    }
    fputs(".SH EXIT STATUS\n0 done, 1 a gate tripped, 2 rows quarantined under \\-\\-strict, 64 usage, 65 "
          "data, 66 no input,\n"
          "70 a bug, 73 cannot create, 74 reading or writing failed, 78 a table of the case is wrong.\n",
          out);
}

static void print_metric(const Metric *metric, FILE *out) {
    fprintf(out, "%s - %s\n  %s\n  basis:  %s\n  source: %s\n", metric->key, metric->label, metric->formula,
            metric->basis, metric->source);
}

/* With a case behind the figure's name: the numbers that went in. */
static Status explain(Invocation *invocation, MetricId id, Err *err) {
    CliOptions *options = &invocation->options;
    if (options->word_count < 2) return OK;
    Result *result = ARENA_NEW(invocation->arena, Result);
    Status status = OK;
    for (size_t i = 1; i < options->word_count && status == OK; i++)
        status = cli_add_argument(options, options->words[i].at, invocation->arena, err);
    if (status == OK) status = run_case(options, invocation->arena, result, err);
    if (status == OK) explain_metric(result, id, invocation->arena, stdout);
    return status;
}

static void print_assumption(const AssumptionKey *key, FILE *out) {
    fprintf(out, "%s - %s\n", key->key, key->label);
    if (key->low) fprintf(out, "  default: %s (%s to %s)\n", key->base, key->low, key->high);
    else fprintf(out, "  default: %s\n", key->base ? key->base : "none");
    if (key->words) fprintf(out, "  one of:  %s\n", key->words);
    if (*key->source) fprintf(out, "  source:  %s\n", key->source);
}

static bool print_list(Str topic, FILE *out) {
    if (str_equal(topic, STR("metrics"))) {
        for (int i = 0; i < METRIC_COUNT; i++) {
            fprintf(out, "  %-34s %s\n", metric_row((MetricId)i)->key, metric_row((MetricId)i)->label);
        }
    } else if (str_equal(topic, STR("columns"))) {
        fprintf(out, "  %-20s %s\n", "lead_id", "id of the lead in the CRM");
        for (int i = 0; i < LEAD_FIELD_COUNT; i++)
            fprintf(out, "  %-20s %s\n", LEAD_FIELDS[i].key, LEAD_FIELDS[i].meaning);
        fputs("  In place of X_at, a column X may say yes or no. A file of counts has leads, accepted, sql, "
              "opportunity,\n"
              "  won and spend.\n",
              out);
    } else if (str_equal(topic, STR("assumptions"))) {
        for (int i = 0; i < ASSUMPTION_COUNT; i++)
            fprintf(out, "  %-28s %s\n", ASSUMPTIONS[i].key, ASSUMPTIONS[i].label);
    } else {
        return false;
    }
    return true;
}

Status command_help(Invocation *invocation, Err *err) {
    const CliOptions *options = &invocation->options;
    if (options->man) print_man(stdout);
    else if (options->all) print_all(stdout);
    else if (!options->word_count) help_print_short(stdout);
    if (options->man || options->all || !options->word_count) return OK;
    const Str topic = options->words[0];
    const Command *command = command_find(topic);
    const MetricId metric = metric_find(topic);
    const int assumption = assumption_find(topic);
    if (command) help_print_command(command, stdout);
    else if (metric != METRIC_COUNT) {
        print_metric(metric_row(metric), stdout);
        return explain(invocation, metric, err);
    } else if (assumption >= 0) print_assumption(&ASSUMPTIONS[assumption], stdout);
    else if (!print_list(topic, stdout)) {
        return err_set(err, ERR_USAGE, "no help about '%.*s'; `truecpl help --all` lists what there is",
                       STR_ARGS(topic));
    }
    return OK;
}

Status command_completion(Invocation *invocation, Err *err) {
    const CliOptions *options = &invocation->options;
    if (options->word_count != 1 || !str_equal(options->words[0], STR("bash"))) {
        return err_set(err, ERR_USAGE, "completion is for one shell, bash: `truecpl completion bash`");
    }
    fputs("_truecpl() {\n    local words=\"", stdout);
    for (size_t i = 0; i < COMMAND_COUNT; i++) printf("%s ", COMMANDS[i].name);
    fputs("\"\n    local options=\"", stdout);
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) printf("--%s ", CLI_OPTIONS[i].name);
    fputs(
        "\"\n    local current=\"${COMP_WORDS[COMP_CWORD]}\"\n"
        "    case \"$current\" in -*) COMPREPLY=($(compgen -W \"$options\" -- \"$current\")); return;; esac\n"
        "    [ \"$COMP_CWORD\" = 1 ] && { COMPREPLY=($(compgen -W \"$words\" -- \"$current\")); return; }\n"
        "    COMPREPLY=($(compgen -f -- \"$current\"))\n}\ncomplete -o filenames -F _truecpl truecpl\n",
        stdout);
    return OK;
}
