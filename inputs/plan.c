/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/plan.h"
#include "inputs/table_file.h"

enum {
    PLAN_MONTH,
    PLAN_VENDOR,
    PLAN_LEADS,
    PLAN_CPL,
    PLAN_CURRENCY,
    PLAN_FX,
    PLAN_INVALID,
    PLAN_SQLS,
    PLAN_NOTE,
    PLAN_COLUMNS
};
static const TableColumn COLUMNS[PLAN_COLUMNS] = {
    [PLAN_MONTH] = {"month", true},
    [PLAN_VENDOR] = {"vendor", true},
    [PLAN_LEADS] = {"leads", true},
    [PLAN_CPL] = {"cpl", false},
    [PLAN_CURRENCY] = {"currency", false},
    [PLAN_FX] = {"fx", false},
    [PLAN_INVALID] = {"invalid_share", false},
    [PLAN_SQLS] = {"sqls", false},
    [PLAN_NOTE] = {"note", false},
};
static const TableFormat FORMAT = {"plan", COLUMNS, PLAN_COLUMNS};

typedef struct PlanList {
    PlanRow *rows;
    size_t count, room;
} PlanList;

static bool take_plan(void *context, const TableRow *row) {
    PlanList *list = context;
    PlanRow plan = {.month = MONTH_NONE, .line = row->line};
    if (!table_need(row, PLAN_MONTH) || !table_need(row, PLAN_VENDOR) || !table_need(row, PLAN_LEADS) ||
        !table_month(row, PLAN_MONTH, &plan.month) || !table_whole(row, PLAN_LEADS, &plan.leads)) {
        return false;
    }
    plan.vendor = table_text(row, PLAN_VENDOR);
    ARENA_RESERVE(row->arena, list->rows, list->count, list->room);
    list->rows[list->count++] = plan;
    return true;
}

Status plan_read(Str path, Provenance *provenance, Arena *arena, PlanRow **out, size_t *count, Err *err) {
    PlanList list = {0};
    const Status status = table_read(path, &FORMAT, take_plan, &list, provenance, arena, err);
    *out = list.rows;
    *count = list.count;
    return status;
}
