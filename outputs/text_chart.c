/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/text_chart.h"
#include "outputs/chart_data.h"
#include "outputs/number_text.h"
#include "outputs/screen_text.h"
#include <math.h>

enum { GAP = 2, BARS_LEAST = 12, FILLS = 3 };

/* The marks that bars are made of. */
typedef struct Marks {
    const char *fill[FILLS];
    const char *line, *from, *to, *estimate, *beyond;
} Marks;

static const Marks ASCII = {{"=", "-", "."}, "-", "|", "|", "o", ">"};
static const Marks UNICODE = {
    {"\u2588", "\u2592", "\u2591"}, "\u2500", "\u251c", "\u2524", "\u25cf", "\u25b6"};

/* One printed line: a category, and the series whose bars stand in it. */
typedef struct Line {
    size_t category, from, to;
    Str label, numbers;
} Line;

typedef struct Plot {
    const Terminal *terminal;
    const ReportChart *chart;
    const Marks *marks;
    ChartAxis axis;
    int money_digits;
    int label_width, number_width, bar_width;
} Plot;

static Str number(const Plot *plot, double value) {
    return number_text_copy(plot->terminal->arena, value, plot->chart->format, plot->money_digits);
}

/* Stores where the visible part of a line begins and ends. */
static bool ends_of(const Plot *plot, const Line *line, double *begin, double *end) {
    const size_t first = line->from + chart_data_is_range(plot->chart);
    double ignored;
    return chart_data_bar(plot->chart, first, line->category, begin, &ignored) &&
           chart_data_bar(plot->chart, line->to - 1, line->category, &ignored, end);
}

static Str numbers_of(const Plot *plot, const Line *line) {
    double begin, end;
    if (!ends_of(plot, line, &begin, &end)) return STR("n/a");
    if (!chart_data_is_range(plot->chart)) return number(plot, end - begin);
    const Str low = number(plot, begin), high = number(plot, end);
    return str_format(plot->terminal->arena, "%.*s to %.*s", STR_ARGS(low), STR_ARGS(high));
}

/* Bars side by side carry the name of their series where there is more than one. */
static Str label_of(const Plot *plot, const Line *line) {
    Arena *const arena = plot->terminal->arena;
    const Str category = chart_data_label(arena, plot->chart->categories, line->category, plot->money_digits);
    if (chart_data_is_stacked(plot->chart) || plot->chart->series_count == 1) return category;
    const Str series = screen_text_clean(arena, plot->chart->series[line->from].name);
    return str_format(arena, "%.*s, %.*s", STR_ARGS(category), STR_ARGS(series));
}

/* Makes the lines and finds how wide their three parts are. Returns the number of lines. */
static size_t make_lines(Plot *plot, Line *lines) {
    const ReportChart *const chart = plot->chart;
    const size_t together = chart_data_is_stacked(chart) ? chart->series_count : 1;
    size_t count = 0;
    for (size_t i = 0; i < chart->categories.count; i++) {
        for (size_t s = 0; s < chart->series_count; s += together) {
            Line *line = &lines[count++];
            *line = (Line){.category = i, .from = s, .to = s + together};
            line->label = label_of(plot, line);
            line->numbers = numbers_of(plot, line);
            const int label = screen_text_width(line->label), numbers = screen_text_width(line->numbers);
            if (label > plot->label_width) plot->label_width = label;
            if (numbers > plot->number_width) plot->number_width = numbers;
        }
    }
    const int most = plot->terminal->options.width / 3;
    if (plot->label_width > most) plot->label_width = most;
    plot->bar_width = plot->terminal->options.width - plot->label_width - plot->number_width - 2 * GAP;
    if (plot->bar_width < BARS_LEAST) plot->bar_width = BARS_LEAST;
    return count;
}

/* Returns where a value lies in a field of `cells` columns; beyond the axis: one more. */
static int column_of(const Plot *plot, double value, int cells) {
    const ChartAxis axis = plot->axis;
    if (value > axis.high + 1e-9 * axis.step) return cells + 1;
    return (int)lround((value - axis.low) / (axis.high - axis.low) * cells);
}

/* A range has marks in the very columns of its ends, a bar fills what lies between them. */
static void put_range(const Plot *plot, const Line *line, double low, double high) {
    const Marks *const marks = plot->marks;
    const int last = plot->bar_width - 1, to = column_of(plot, high, last), end = to > last ? last : to;
    const int start = column_of(plot, low, last), from = start > last ? last : start;
    double estimate, ignored;
    int middle = -1;
    if (line->to - line->from == 3 &&
        chart_data_bar(plot->chart, line->from + 1, line->category, &ignored, &estimate))
        middle = column_of(plot, estimate, last);
    for (int i = 0; i <= end; i++) {
        const char *mark = i < from ? " " : marks->line;
        if (i == from) mark = marks->from;
        if (i == end) mark = to > last ? marks->beyond : marks->to;
        if (i == middle) mark = marks->estimate;
        fputs(mark, plot->terminal->out);
    }
    terminal_repeat(plot->terminal, " ", last - end);
}

static void put_bars(const Plot *plot, const Line *line) {
    int used = 0;
    for (size_t s = line->from; s < line->to; s++) {
        double begin, end;
        if (!chart_data_bar(plot->chart, s, line->category, &begin, &end)) continue;
        const int from = column_of(plot, fmin(begin, end), plot->bar_width),
                  to = column_of(plot, fmax(begin, end), plot->bar_width);
        terminal_repeat(plot->terminal, " ", from - used);
        terminal_repeat(plot->terminal, plot->marks->fill[(s - line->from) % FILLS], to - from);
        used = to > used ? to : used;
    }
    terminal_repeat(plot->terminal, " ", plot->bar_width - used);
}

/* A name that is too long for its place is cut, and says so. */
static Str shorten(const Plot *plot, Str label) {
    if (screen_text_width(label) <= plot->label_width) return label;
    const Str start = screen_text_cut(&label, plot->label_width - 2);
    return str_format(plot->terminal->arena, "%.*s..", STR_ARGS(start));
}

static void put_line(const Plot *plot, const Line *line) {
    const Str label = shorten(plot, line->label);
    terminal_put(plot->terminal, ROLE_LABEL, label);
    terminal_repeat(plot->terminal, " ", plot->label_width - screen_text_width(label) + GAP);
    double begin, end;
    const bool known = ends_of(plot, line, &begin, &end);
    if (!known) terminal_repeat(plot->terminal, " ", plot->bar_width);
    else if (chart_data_is_range(plot->chart)) put_range(plot, line, begin, end);
    else put_bars(plot, line);
    terminal_repeat(plot->terminal, " ", plot->number_width - screen_text_width(line->numbers) + GAP);
    terminal_put(plot->terminal, ROLE_VALUE, line->numbers);
    fputc('\n', plot->terminal->out);
}

/* The two ends of the axis below the bars. */
static void put_axis(const Plot *plot) {
    Arena *const arena = plot->terminal->arena;
    const Str low = chart_data_tick(arena, plot->chart, plot->axis, plot->axis.low, plot->money_digits);
    const Str high = chart_data_tick(arena, plot->chart, plot->axis, plot->axis.high, plot->money_digits);
    terminal_repeat(plot->terminal, " ", plot->label_width + GAP);
    terminal_put(plot->terminal, ROLE_MUTED, low);
    terminal_repeat(plot->terminal, " ", plot->bar_width - (int)low.len - (int)high.len);
    terminal_put(plot->terminal, ROLE_MUTED, high);
    fputc('\n', plot->terminal->out);
}

static void put_legend(const Plot *plot) {
    const ReportChart *const chart = plot->chart;
    if (!chart_data_is_stacked(chart) || chart_data_is_range(chart)) return;
    for (size_t s = 0; s < chart->series_count; s++) {
        const Str name = screen_text_clean(plot->terminal->arena, chart->series[s].name);
        const Str item = str_format(plot->terminal->arena, "%s%s %.*s", s ? "   " : "",
                                    plot->marks->fill[s % FILLS], STR_ARGS(name));
        terminal_put(plot->terminal, ROLE_MUTED, item);
    }
    fputc('\n', plot->terminal->out);
}

void text_chart_print(const Terminal *terminal, const ReportChart *chart, int money_digits) {
    terminal_fill(terminal, ROLE_TOTAL, chart->title);
    if (chart->kind == CHART_LINE) {
        terminal_fill(terminal, ROLE_MUTED, chart->says);
        return;
    }
    Plot plot = {.terminal = terminal, .chart = chart, .money_digits = money_digits};
    plot.marks = terminal->options.ascii ? &ASCII : &UNICODE;
    plot.axis = chart_data_axis(terminal->arena, chart);
    Line *const lines = ARENA_ARRAY(terminal->arena, Line, chart->categories.count * chart->series_count + 1);
    const size_t count = make_lines(&plot, lines);
    for (size_t i = 0; i < count; i++) put_line(&plot, &lines[i]);
    put_axis(&plot);
    put_legend(&plot);
}
