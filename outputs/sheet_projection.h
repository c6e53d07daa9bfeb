/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_projection.h - the sheet of what the next months may bring, by month and vendor: open leads and planned deliveries. */
#ifndef OUTPUTS_SHEET_PROJECTION_H
#define OUTPUTS_SHEET_PROJECTION_H
#include "outputs/sheet.h"

/* Returns why a case cannot fill the sheet: nothing dates what is to come. */
Why sheet_projection_why_not(const Result *result);

/* Adds the tables and charts; fills them. */
void sheet_projection_lay(Sheets *sheets);
void sheet_projection_fill(Sheets *sheets);

#endif
