/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/palette.h"

const Palette PALETTE_LIGHT = {
    .paper = 0xFFFFFF,
    .panel = 0xF2F4F7,
    .rule = 0xC4CAD1,
    .ink = 0x1A1D21,
    .muted = 0x5A5F66,
    .input = 0x1F4FA3,
    .link = 0x1A7A3A,
    .good = 0x1A7A3A,
    .bad = 0xB3261E,
    .shade = {0x1A4FD0, 0xB32D00, 0x07A568, 0x5C2E6E, 0xB58B10, 0x1F4A30, 0x8A8A8A},
};

const Palette PALETTE_DARK = {
    .paper = 0x14171A,
    .panel = 0x1E2328,
    .rule = 0x454C54,
    .ink = 0xE6E8EB,
    .muted = 0xA9AFB7,
    .input = 0x8AB4F8,
    .link = 0x6FCF8E,
    .good = 0x6FCF8E,
    .bad = 0xFF8A80,
    .shade = {0x36D6F7, 0xFFA42A, 0x58A368, 0xB877E0, 0xE3F08D, 0xDDFBF6, 0x8C8C8C},
};
