/* SPDX-License-Identifier: GPL-3.0-or-later */
/* screen_text.h - what may be shown of a text that came out of somebody's file, how wide it is, and where it breaks.
 * Bytes that are not UTF-8, control characters (an escape sequence would run on a terminal) and marks that turn the
 * direction of writing each become U+FFFD; line breaks and tabs become blanks. The locale is never asked. */
#ifndef OUTPUTS_SCREEN_TEXT_H
#define OUTPUTS_SCREEN_TEXT_H
#include "models/base/base.h"

#define SCREEN_UNKNOWN 0xFFFDu /* what stands for a character that cannot be shown */

/* Takes the first character off `rest`, which is not empty, and returns it as it may be shown. */
uint32_t screen_text_next(Str *rest);

/* Writes a character as UTF-8 into `bytes`, without a NUL; returns how many bytes. */
size_t screen_text_encode(uint32_t character, char bytes[6]);

/* Returns a copy of `text` as it may be shown, in `arena`. */
Str screen_text_clean(Arena *arena, Str text);

/* Returns how many columns of a terminal a cleaned text takes: East Asian wide characters two, accents none. */
int screen_text_width(Str text);

/* Cuts the next line of at most `width` (> 0) columns off a cleaned text that is not empty. It ends before a blank
 * where there is one (never between a number and its %), else in the middle of a word. The blanks at the cut go. */
Str screen_text_cut(Str *rest, int width);

/* Returns the width of the longest word of a cleaned text: what it needs at least to break at blanks only. */
int screen_text_longest_word(Str text);

#endif
