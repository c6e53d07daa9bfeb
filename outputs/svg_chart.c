/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/svg_chart.h"
#include "outputs/chart_data.h"
#include "outputs/markup.h"
#include "outputs/number_text.h"
#include "outputs/screen_text.h"
#include <math.h>

/* All lengths in the drawing's own units, about a pixel. */
enum {
    WIDTH = 720,
    LETTER = 7,      /* a letter, roughly */
    LINE = 18,       /* a line of text */
    LYING_SLOT = 30, /* a category of lying bars */
    STANDING = 260,  /* the height of standing bars */
    LABEL_MOST = 26, /* letters of a category's name */
    GAP = 8,
};

/* A chart with its place: the field of bars is (left, top) to (right, bottom). */
typedef struct Drawing {
    FILE *out;
    Arena *arena;
    const ReportChart *chart;
    ChartAxis axis;
    int money_digits;
    bool lying;
    double left, top, right, bottom, height, label_drop;
    bool slanted; /* names of categories do not fit side by side */
} Drawing;

static Str number(const Drawing *drawing, double value) {
    return number_text_copy(drawing->arena, value, drawing->chart->format, drawing->money_digits);
}

static Str category(const Drawing *drawing, size_t i) {
    Str label = chart_data_label(drawing->arena, drawing->chart->categories, i, drawing->money_digits);
    if (screen_text_width(label) <= LABEL_MOST) return label;
    const Str start = screen_text_cut(&label, LABEL_MOST - 2);
    return str_format(drawing->arena, "%.*s..", STR_ARGS(start));
}

static double longest_category(const Drawing *drawing) {
    int longest = 0;
    for (size_t i = 0; i < drawing->chart->categories.count; i++) {
        const int width = screen_text_width(category(drawing, i));
        longest = width > longest ? width : longest;
    }
    return LETTER * longest;
}

static Str tick(const Drawing *drawing, double value) {
    return chart_data_tick(drawing->arena, drawing->chart, drawing->axis, value, drawing->money_digits);
}

static double longest_tick(const Drawing *drawing) {
    const int high = screen_text_width(tick(drawing, drawing->axis.high));
    const int low = screen_text_width(tick(drawing, drawing->axis.low));
    return LETTER * (high > low ? high : low);
}

static size_t visible_series(const ReportChart *chart) {
    size_t count = 0;
    for (size_t s = 0; s < chart->series_count; s++) count += !chart->series[s].hidden;
    return count;
}

static bool has_legend(const ReportChart *chart) {
    return visible_series(chart) > 1 && !chart_data_is_range(chart);
}

static double slot(const Drawing *drawing) {
    const double length = drawing->lying ? drawing->bottom - drawing->top : drawing->right - drawing->left;
    return length / (double)(drawing->chart->categories.count ? drawing->chart->categories.count : 1);
}

/* Settles where the field of bars lies between names, ticks, titles and numbers. */
static void lay_out(Drawing *drawing) {
    const ReportChart *const chart = drawing->chart;
    const double bars =
        chart_data_is_stacked(chart) || chart->kind == CHART_LINE ? 1 : (double)chart->series_count;
    drawing->top =
        (has_legend(chart) ? LINE + GAP : GAP) + (chart->y_title.len && !drawing->lying ? LINE + 4 : 0);
    drawing->left = GAP + (drawing->lying ? longest_category(drawing) : longest_tick(drawing)) + GAP;
    drawing->right = WIDTH - (drawing->lying ? 20 * LETTER : 2 * GAP);
    if (drawing->lying) {
        drawing->bottom = drawing->top + LYING_SLOT * (.5 + bars / 2) * (double)chart->categories.count;
        drawing->label_drop = LINE;
    } else {
        drawing->bottom = drawing->top + STANDING;
        drawing->slanted = longest_category(drawing) + GAP > slot(drawing);
        drawing->label_drop = drawing->slanted ? .5 * longest_category(drawing) + LINE : LINE;
    }
    const Str below = drawing->lying ? chart->y_title : chart->x_title;
    drawing->height = drawing->bottom + drawing->label_drop + (below.len ? LINE : 0) + GAP;
}

/* Where a value lies along the axis, never beyond its end. */
static double place(const Drawing *drawing, double value) {
    const ChartAxis axis = drawing->axis;
    const double share = (fmin(value, axis.high) - axis.low) / (axis.high - axis.low);
    return drawing->lying ? drawing->left + share * (drawing->right - drawing->left)
                          : drawing->bottom - share * (drawing->bottom - drawing->top);
}

static void put_text(const Drawing *drawing, double x, double y, const char *anchor, const char *class,
                     Str text) {
    fprintf(drawing->out, "<text class=\"%s\" text-anchor=\"%s\"", class, anchor);
    markup_put_number(drawing->out, "x", x);
    markup_put_number(drawing->out, "y", y);
    fputs(">", drawing->out);
    markup_put_text(drawing->out, text);
    fputs("</text>\n", drawing->out);
}

static void put_line(const Drawing *drawing, const char *class, double x1, double y1, double x2, double y2) {
    fprintf(drawing->out, "<line class=\"%s\"", class);
    markup_put_number(drawing->out, "x1", x1);
    markup_put_number(drawing->out, "y1", y1);
    markup_put_number(drawing->out, "x2", x2);
    markup_put_number(drawing->out, "y2", y2);
    fputs("/>\n", drawing->out);
}

static void put_grid(const Drawing *drawing) {
    const ChartAxis axis = drawing->axis;
    const int steps = (int)lround((axis.high - axis.low) / axis.step);
    for (int i = 0; i <= steps; i++) {
        const double value = axis.low + axis.step * i, at = place(drawing, value);
        const Str text = tick(drawing, value);
        if (drawing->lying) {
            put_line(drawing, "grid", at, drawing->top, at, drawing->bottom);
            put_text(drawing, at, drawing->bottom + LINE - 3, "middle", "n", text);
        } else {
            put_line(drawing, "grid", drawing->left, at, drawing->right, at);
            put_text(drawing, drawing->left - GAP, at + 4, "end", "n", text);
        }
    }
}

/* The middle of a category, across the axis. */
static double middle(const Drawing *drawing, size_t i) {
    return (drawing->lying ? drawing->top : drawing->left) + slot(drawing) * ((double)i + .5);
}

static void put_slanted(const Drawing *drawing, double x, double y, Str text) {
    char at_x[NUMBER_TEXT], at_y[NUMBER_TEXT];
    fprintf(drawing->out, "<text text-anchor=\"end\" transform=\"translate(%s %s) rotate(-35)\">",
            number_text_plain(round(x), at_x), number_text_plain(round(y), at_y));
    markup_put_text(drawing->out, text);
    fputs("</text>\n", drawing->out);
}

static void put_categories(const Drawing *drawing) {
    for (size_t i = 0; i < drawing->chart->categories.count; i++) {
        const double at = middle(drawing, i), below = drawing->bottom + LINE - 3;
        if (drawing->lying) put_text(drawing, drawing->left - GAP, at + 4, "end", "c", category(drawing, i));
        else if (drawing->slanted) put_slanted(drawing, at + 4, below - 4, category(drawing, i));
        else put_text(drawing, at, below, "middle", "c", category(drawing, i));
    }
}

/* A rectangle from `from` to `to` along the axis, `thick` across it around `center`. */
static void put_bar(const Drawing *drawing, int shade, double from, double to, double center, double thick) {
    const double low = fmin(from, to), length = fabs(to - from);
    fprintf(drawing->out, "<rect class=\"s%d\"", shade);
    markup_put_number(drawing->out, "x", drawing->lying ? low : center - thick / 2);
    markup_put_number(drawing->out, "y", drawing->lying ? center - thick / 2 : low);
    markup_put_number(drawing->out, "width", drawing->lying ? length : thick);
    markup_put_number(drawing->out, "height", drawing->lying ? thick : length);
    fputs("/>\n", drawing->out);
}

/* Marks a bar that goes on beyond the axis. */
static void put_arrow(const Drawing *drawing, int shade, double center) {
    const double tip = place(drawing, drawing->axis.high);
    const double x[3] = {tip + 9, tip, tip}, y[3] = {center, center - 9, center + 9};
    fprintf(drawing->out, "<path class=\"s%d\" d=\"", shade);
    for (int i = 0; i < 3; i++) {
        char at_x[NUMBER_TEXT], at_y[NUMBER_TEXT];
        const double along = drawing->lying ? x[i] : y[i], across = drawing->lying ? y[i] : x[i];
        fprintf(drawing->out, "%c%s %s", i ? 'L' : 'M', number_text_plain(round(along), at_x),
                number_text_plain(round(across), at_y));
    }
    fputs("Z\"/>\n", drawing->out);
}

/* The number or numbers of a bar, behind its end. */
static void put_numbers(const Drawing *drawing, double end, double center, Str text) {
    const double at = place(drawing, end) + (end > drawing->axis.high ? 8 : 0);
    if (drawing->lying) put_text(drawing, at + 6, center + 4, "start", "n", text);
    else put_text(drawing, center, at - 5, "middle", "n", text);
}

static void put_range_numbers(const Drawing *drawing, size_t i, double center) {
    const size_t last = drawing->chart->series_count - 1;
    double low, high, ignored;
    if (!chart_data_bar(drawing->chart, 1, i, &low, &ignored) ||
        !chart_data_bar(drawing->chart, last, i, &ignored, &high)) {
        put_numbers(drawing, drawing->axis.low, center, STR("n/a"));
        return;
    }
    const Str from = number(drawing, low), to = number(drawing, high);
    put_numbers(drawing, high, center,
                str_format(drawing->arena, "%.*s to %.*s", STR_ARGS(from), STR_ARGS(to)));
}

/* The middle of the bar of a series; bars side by side share the room of a category. */
static double bar_center(const Drawing *drawing, size_t s, size_t i, double thick) {
    const bool stacked = chart_data_is_stacked(drawing->chart);
    return middle(drawing, i) +
           (stacked ? 0 : ((double)s - (double)(drawing->chart->series_count - 1) / 2) * thick);
}

/* Draws either the bars or, in a second round, so that no bar covers them, their numbers. */
static void put_bars(const Drawing *drawing, bool numbers) {
    const ReportChart *const chart = drawing->chart;
    const double beside = chart_data_is_stacked(chart) ? 1 : (double)chart->series_count;
    const double thick = fmin(36, slot(drawing) * .7 / beside);
    const bool range = chart_data_is_range(chart) && drawing->lying; /* standing ones are steps of a sum */
    for (size_t i = 0; i < chart->categories.count; i++) {
        for (size_t s = 0; s < chart->series_count; s++) {
            const ReportSeries *const series = &chart->series[s];
            const double center = bar_center(drawing, s, i, thick);
            double begin, end;
            if (series->hidden || !chart_data_bar(chart, s, i, &begin, &end)) continue;
            if (numbers && series->labels && !range)
                put_numbers(drawing, fmax(begin, end), center, number(drawing, end - begin));
            if (numbers) continue;
            put_bar(drawing, series->shade, place(drawing, begin), place(drawing, end), center, thick);
            if (range && end > drawing->axis.high) put_arrow(drawing, series->shade, center);
        }
        if (numbers && range) put_range_numbers(drawing, i, middle(drawing, i));
    }
}

static void put_lines(const Drawing *drawing) {
    for (size_t s = 0; s < drawing->chart->series_count; s++) {
        const ReportSeries *const series = &drawing->chart->series[s];
        bool drawing_on = false;
        if (series->hidden) continue;
        fprintf(drawing->out, "<path class=\"l%d\" d=\"", series->shade);
        for (size_t i = 0; i < drawing->chart->categories.count; i++) {
            char x[NUMBER_TEXT], y[NUMBER_TEXT];
            double value;
            const bool known = chart_data_number(series->values, i, &value);
            if (known) {
                fprintf(drawing->out, "%c%s %s", drawing_on ? 'L' : 'M',
                        number_text_plain(round(middle(drawing, i)), x),
                        number_text_plain(round(place(drawing, value)), y));
            }
            drawing_on = known;
        }
        fputs("\"/>\n", drawing->out);
    }
}

static void put_legend(const Drawing *drawing) {
    double x = drawing->left;
    for (size_t s = 0; s < drawing->chart->series_count; s++) {
        const ReportSeries *const series = &drawing->chart->series[s];
        if (series->hidden) continue;
        const Str name = screen_text_clean(drawing->arena, series->name);
        fprintf(drawing->out, "<rect class=\"s%d\" y=\"4\" width=\"12\" height=\"12\"", series->shade);
        markup_put_number(drawing->out, "x", x);
        fputs("/>\n", drawing->out);
        put_text(drawing, x + 17, 14, "start", "c", name);
        x += 17 + LETTER * screen_text_width(name) + 2 * GAP;
    }
}

static void put_titles(const Drawing *drawing) {
    const ReportChart *const chart = drawing->chart;
    const double center = (drawing->left + drawing->right) / 2, below = drawing->height - GAP;
    const Str along = drawing->lying ? chart->y_title : chart->x_title;
    if (along.len) put_text(drawing, center, below, "middle", "t", along);
    if (!drawing->lying && chart->y_title.len)
        put_text(drawing, GAP, drawing->top - 12, "start", "t", chart->y_title);
}

static void begin_drawing(const Drawing *drawing, size_t id) {
    fprintf(drawing->out, "<svg role=\"img\" aria-labelledby=\"t%zu d%zu\" viewBox=\"0 0 %d %d\">\n", id, id,
            WIDTH, (int)ceil(drawing->height));
    fprintf(drawing->out, "<title id=\"t%zu\">", id);
    markup_put_text(drawing->out, drawing->chart->title);
    fprintf(drawing->out, "</title>\n<desc id=\"d%zu\">", id);
    markup_put_text(drawing->out, drawing->chart->says);
    fputs("</desc>\n", drawing->out);
}

void svg_chart_write(FILE *out, Arena *arena, const ReportChart *chart, int money_digits, size_t id) {
    Drawing drawing = {.out = out, .arena = arena, .chart = chart, .money_digits = money_digits};
    drawing.axis = chart_data_axis(arena, chart);
    drawing.lying = chart_data_is_lying(chart);
    lay_out(&drawing);
    begin_drawing(&drawing, id);
    put_grid(&drawing);
    put_categories(&drawing);
    if (chart->kind == CHART_LINE) put_lines(&drawing);
    for (int round = 0; round < 2 && chart->kind != CHART_LINE; round++) put_bars(&drawing, round == 1);
    const double zero = place(&drawing, 0);
    if (drawing.lying) put_line(&drawing, "axis", zero, drawing.top, zero, drawing.bottom);
    else put_line(&drawing, "axis", drawing.left, zero, drawing.right, zero);
    if (has_legend(chart)) put_legend(&drawing);
    put_titles(&drawing);
    fputs("</svg>\n", out);
}
