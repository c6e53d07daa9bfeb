/* SPDX-License-Identifier: GPL-3.0-or-later */
/* renderers.h - the media as one table: a row is a medium, picked by how the name of the file ends. */
#ifndef OUTPUTS_RENDERERS_H
#define OUTPUTS_RENDERERS_H
#include "outputs/report.h"

typedef struct Renderer {
    const char *suffix; /* ".xlsx"; "/" is a folder */
    const char *makes;  /* for people: "a workbook with live formulas" */
    /* Writes the report to `path`: whole or, where it fails, not at all. `excel`: CSV with the mark Excel wants. */
    Status (*write)(const Report *report, const char *path, bool excel, Err *err);
} Renderer;

extern const Renderer RENDERERS[];
extern const size_t RENDERERS_COUNT;

/* Returns the renderer for `path`, or NULL: by the end of its name in any case; a path that ends with / is a folder. */
const Renderer *renderers_find(const char *path);

/* Writes the report to `path` in the medium that its name asks for. Fails with ERR_USAGE, naming what there is, where the
 * name says none; else as the medium does: ERR_CREATE, ERR_IO, ERR_BUG. An earlier file then stays as it was. */
Status renderers_write(const Report *report, const char *path, bool excel, Err *err);

#endif
