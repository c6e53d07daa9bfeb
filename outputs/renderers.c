/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/renderers.h"
#include "outputs/atomic_file.h"
#include "outputs/render_csv.h"
#include "outputs/render_html.h"
#include "outputs/render_json.h"
#include "outputs/render_xlsx.h"
#include <string.h>

typedef Status (*Writes)(const Report *report, bool excel, FILE *out, Err *err);

static Status json(const Report *report, bool excel, FILE *out, Err *err) {
    (void)excel;
    return render_json(report, out, err);
}

static Status html(const Report *report, bool excel, FILE *out, Err *err) {
    (void)excel;
    return render_html(report, out, err);
}

/* Lets a medium that writes to a stream write a file that appears whole or not at all. */
static Status write_stream(const Report *report, const char *path, bool excel, Writes writes, Err *err) {
    AtomicFile *file = NULL;
    Status status = atomic_file_open(path, &file, err);
    if (status != OK) return status;
    status = writes(report, excel, atomic_file_stream(file), err);
    if (status == OK) return atomic_file_commit(file, err);
    atomic_file_abandon(file);
    return err_prefix(err, "%s", path);
}

static Status write_xlsx(const Report *report, const char *path, bool excel, Err *err) {
    (void)excel;
    return render_xlsx(report, path, err);
}

static Status write_csv(const Report *report, const char *path, bool excel, Err *err) {
    return write_stream(report, path, excel, render_csv, err);
}

static Status write_folder(const Report *report, const char *path, bool excel, Err *err) {
    return render_csv_folder(report, path, excel, err);
}

static Status write_json(const Report *report, const char *path, bool excel, Err *err) {
    return write_stream(report, path, excel, json, err);
}

static Status write_html(const Report *report, const char *path, bool excel, Err *err) {
    return write_stream(report, path, excel, html, err);
}

const Renderer RENDERERS[] = {
    {".xlsx", "a workbook with live formulas", write_xlsx},
    {".csv", "one long table for programs", write_csv},
    {".json", "the same as a tree, with its reasons", write_json},
    {".html", "a page for a browser", write_html},
    {"/", "a folder with the workbook's tables as CSV", write_folder},
};
const size_t RENDERERS_COUNT = sizeof RENDERERS / sizeof *RENDERERS;

const Renderer *renderers_find(const char *path) {
    const Str name = str_from(path);
    for (size_t i = 0; i < RENDERERS_COUNT; i++) {
        const size_t length = strlen(RENDERERS[i].suffix);
        if (name.len < length || (name.len == length && *RENDERERS[i].suffix == '.')) continue;
        const Str end = {name.at + name.len - length, length};
        if (str_equal_nocase(end, str_from(RENDERERS[i].suffix))) return &RENDERERS[i];
    }
    return NULL;
}

/* "a.pdf: ends with none of .xlsx .csv .json .html /" */
static Status refuse(const char *path, Err *err) {
    char list[64] = "";
    for (size_t i = 0; i < RENDERERS_COUNT; i++) {
        strcat(list, " ");
        strcat(list, RENDERERS[i].suffix);
    }
    return err_set(err, ERR_USAGE, "%s: the name of an output ends with one of%s", path, list);
}

Status renderers_write(const Report *report, const char *path, bool excel, Err *err) {
    const Renderer *const renderer = renderers_find(path);
    return renderer ? renderer->write(report, path, excel, err) : refuse(path, err);
}
