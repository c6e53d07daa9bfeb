/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/case_tables.h"
#include "inputs/source.h"
#include "inputs/xlsx_book.h"
#include <sys/stat.h>
#include <unistd.h>

/* The tables of a case, and what else their sheets may be called. */
static const struct {
    const char *name, *sheet;
} TABLES[] = {
    {"leads", NULL},       {"opportunities", NULL},
    {"events", NULL},      {"contracts", NULL},
    {"spend", NULL},       {"assumptions", "inputs"},
    {"plan", NULL},        {"aliases", NULL},
    {"reasons", NULL},     {"statuses", NULL},
    {"definitions", NULL}, {"standards", NULL},
    {"holidays", NULL},    {"fx", NULL},
    {"known", NULL},       {"columns", NULL},
};
enum { TABLE_COUNT = sizeof TABLES / sizeof *TABLES };

static bool is_folder(Str path) {
    struct stat facts;
    return stat(path.at, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static Status list_sheets(Str path, Arena *arena, CaseTables *out, Err *err) {
    XlsxBook book;
    int fd;
    Status status = source_open_bytes(path.at, &fd, err);
    if (status == OK) status = xlsx_book_open(fd, arena, &book, err);
    if (status != OK) return err_prefix(err, "%.*s", STR_ARGS(path));
    Str *sheets = ARENA_ARRAY(arena, Str, book.sheet_count);
    for (size_t i = 0; i < book.sheet_count; i++) sheets[i] = book.sheets[i].name;
    *out = (CaseTables){path, true, sheets, book.sheet_count};
    xlsx_book_close(&book);
    return OK;
}

Status case_tables_open(Str path, Arena *arena, CaseTables *out, Err *err) {
    path = str_copy(arena, path);
    *out = (CaseTables){.path = path};
    return path.len && !is_folder(path) ? list_sheets(path, arena, out, err) : OK;
}

/* Returns the sheet called `name`, empty where there is none. */
static Str find_sheet(const CaseTables *tables, const char *name) {
    for (size_t i = 0; name && i < tables->sheet_count; i++) {
        if (str_equal_nocase(str_trim(tables->sheets[i]), str_from(name))) return tables->sheets[i];
    }
    return STR("");
}

/* Returns the sheet that is the table. */
static Str find_table_sheet(const CaseTables *tables, const char *name) {
    const Str sheet = find_sheet(tables, name);
    for (size_t i = 0; !sheet.len && i < TABLE_COUNT; i++) {
        if (str_equal(str_from(TABLES[i].name), str_from(name))) return find_sheet(tables, TABLES[i].sheet);
    }
    return sheet;
}

static Str find_in_folder(Str folder, const char *name, Arena *arena) {
    static const char *const SUFFIXES[] = {"csv", "xlsx"};
    for (size_t i = 0; i < 2; i++) {
        const bool here = str_equal(folder, STR("."));
        const Str path = here ? str_format(arena, "%s.%s", name, SUFFIXES[i])
                              : str_format(arena, "%.*s/%s.%s", STR_ARGS(folder), name, SUFFIXES[i]);
        if (access(path.at, F_OK) == 0) return path;
    }
    return STR("");
}

Str case_tables_find(const CaseTables *tables, const char *name, Arena *arena) {
    if (!tables->path.len) return STR("");
    if (!tables->is_book) return find_in_folder(tables->path, name, arena);
    const Str sheet = find_table_sheet(tables, name);
    return sheet.len ? str_format(arena, "%.*s#%.*s", STR_ARGS(tables->path), STR_ARGS(sheet)) : sheet;
}

bool case_tables_is_book(const char *path, const Arena *beside) {
    Arena *arena = arena_new_beside(beside);
    CaseTables tables;
    bool found = false;
    if (!is_folder(str_from(path)) && case_tables_open(str_from(path), arena, &tables, NULL) == OK) {
        for (size_t i = 1; i < TABLE_COUNT && !found; i++)
            found = find_table_sheet(&tables, TABLES[i].name).len > 0;
    }
    arena_free(arena);
    return found;
}
