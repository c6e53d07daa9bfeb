/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_verdicts.h - the part of the Summary in words: the question, the answer in two lines, one sentence a vendor with its
 * evidence. Each is live: what a person changes, it says. */
#ifndef OUTPUTS_SHEET_VERDICTS_H
#define OUTPUTS_SHEET_VERDICTS_H
#include "outputs/compare_view.h"
#include "outputs/sheet.h"

/* Adds the question and the answer; verdicts and sentences below; fills them, once the overview is filled. */
void sheet_verdicts_lay(Sheets *sheets, const CompareView *view);
void sheet_verdicts_lay_sentences(Sheets *sheets);
void sheet_verdicts_fill(Sheets *sheets, const CompareView *view);

#endif
