/* SPDX-License-Identifier: GPL-3.0-or-later */
/* header_name.h - when two names of columns are the same: by their letters and digits alone, without case, punctuation,
 * blanks, diacritics (Société is societe) and so without a trailing *. Pure. */
#ifndef INPUTS_HEADER_NAME_H
#define INPUTS_HEADER_NAME_H
#include "models/base/base.h"

/* Says whether the two are the same; a name without letters and digits is the same as none. */
bool header_name_same(Str a, Str b);

/* Returns the first column of `names` that is called so: to the letter first, then as above; -1: none. */
int header_name_find(const Str *names, size_t count, Str name);

/* Does the same for the first of several names, parted by |, that a column has. */
int header_name_find_any(const Str *names, size_t count, Str alternatives);

#endif
