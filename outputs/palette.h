/* SPDX-License-Identifier: GPL-3.0-or-later */
/* palette.h - the colours of every medium, as 0xRRGGBB. Texts stand out from paper and panel by a contrast of 4.5 or more,
 * shades from paper by 3 or more (WCAG 2.1); the shades stay apart for readers without red, green or blue
 * receptors (simulated after Machado, Oliveira and Fernandes 2009), the first three by lightness too. */
#ifndef OUTPUTS_PALETTE_H
#define OUTPUTS_PALETTE_H
#include <stdint.h>

enum { PALETTE_SHADES = 7, PALETTE_GREY = 6 };

typedef struct Palette {
    uint32_t paper, panel, rule;                 /* background, background of headers and inputs, lines */
    uint32_t ink, muted, input, link, good, bad; /* texts */
    uint32_t shade[PALETTE_SHADES];              /* bars and lines; the last is grey */
} Palette;

extern const Palette PALETTE_LIGHT; /* the workbook's, and of a page by day and in print */
extern const Palette PALETTE_DARK;  /* of a page by night */

#endif
