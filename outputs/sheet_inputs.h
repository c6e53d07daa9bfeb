/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_inputs.h - the sheet of what people may change: scenarios, assumptions, and what follows from them at once. */
#ifndef OUTPUTS_SHEET_INPUTS_H
#define OUTPUTS_SHEET_INPUTS_H
#include "outputs/sheet.h"

/* What a base cell says where nothing was given and there is no default. Who reads the sheet back takes it as blank. */
#define SHEET_NOT_GIVEN "not given"

/* Adds the page with its tables; fills them. */
void sheet_inputs_lay(Sheets *sheets);
void sheet_inputs_fill(Sheets *sheets);

#endif
