/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shown_value.h - how much of a cell may be repeated in a message. Pure. */
#ifndef INPUTS_SHOWN_VALUE_H
#define INPUTS_SHOWN_VALUE_H
#include "models/base/base.h"

/* Returns the cell, trimmed, and cut between two characters where it is longer than 60 bytes. */
Str shown_value_cut(Str cell);

/* Returns the same for a cell of a lead, or the empty text where it may be a person's: an address (it holds an @), a
 * name (it holds no digit) or a telephone number (it begins with + or holds ten digits and no : of a time). */
Str shown_value_unless_personal(Str cell);

/* Says whether an e-mail address stands in the text: x@y.z, not @home or Leads@Scale. */
bool shown_value_has_address(Str text);

#endif
