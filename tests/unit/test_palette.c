/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/palette.h"
#include "tests/support/check.h"
#include <math.h>
#include <stdio.h>

static void linear_of(uint32_t colour, double rgb[3]) {
    for (int i = 0; i < 3; i++) {
        const double c = ((colour >> (16 - 8 * i)) & 255) / 255.0;
        rgb[i] = c <= .04045 ? c / 12.92 : pow((c + .055) / 1.055, 2.4);
    }
}

/* WCAG 2.1, "relative luminance" and "contrast ratio". */
static double contrast(uint32_t a, uint32_t b) {
    double one[3], two[3];
    linear_of(a, one);
    linear_of(b, two);
    const double x = .2126 * one[0] + .7152 * one[1] + .0722 * one[2];
    const double y = .2126 * two[0] + .7152 * two[1] + .0722 * two[2];
    return (fmax(x, y) + .05) / (fmin(x, y) + .05);
}

static const Palette *const PALETTES[] = {&PALETTE_LIGHT, &PALETTE_DARK};

static void the_contrast_of_black_on_white_is_21(void **state) {
    (void)state;
    check_close(contrast(0, 0xFFFFFF), 21, 1e-9, 0, "black on white");
    check_close(contrast(0x777777, 0xFFFFFF), 4.48, 0, .005, "the well-known grey that just fails");
}

static void every_text_stands_out_from_paper_and_panel(void **state) {
    (void)state;
    for (size_t p = 0; p < 2; p++) {
        const Palette *const palette = PALETTES[p];
        const uint32_t texts[] = {palette->ink,  palette->muted, palette->input,
                                  palette->link, palette->good,  palette->bad};
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            assert_true(contrast(texts[i], palette->paper) >= 4.5);
            assert_true(contrast(texts[i], palette->panel) >= 4.5);
        }
    }
}

static void every_shade_stands_out_from_paper(void **state) {
    (void)state;
    for (size_t p = 0; p < 2; p++) {
        for (int i = 0; i < PALETTE_SHADES; i++)
            assert_true(contrast(PALETTES[p]->shade[i], PALETTES[p]->paper) >= 3);
    }
}

/* What is seen without red, green or blue receptors: G. Machado, M. Oliveira, L. Fernandes, "A physiologically-based
 * model for simulation of color vision deficiency", IEEE TVCG 15 (2009), severity 1.0; first: full sight. */
static const double SIGHTS[4][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{.152286, 1.052583, -.204868}, {.114503, .786281, .099216}, {-.003882, -.048116, 1.051998}},
    {{.367322, .860646, -.227968}, {.280085, .672501, .047413}, {-.011820, .042940, .968881}},
    {{1.255528, -.076749, -.178779}, {-.078411, .930809, .147602}, {.004733, .691367, .303900}},
};

static double lab_f(double t) { return t > .008856 ? cbrt(t) : 7.787 * t + 16 / 116.0; }

/* CIE 1976 L*a*b* of a colour as it is seen, white point D65. */
static void seen_as(uint32_t colour, const double sight[3][3], double lab[3]) {
    double rgb[3], seen[3];
    linear_of(colour, rgb);
    for (int i = 0; i < 3; i++)
        seen[i] = fmin(1, fmax(0, sight[i][0] * rgb[0] + sight[i][1] * rgb[1] + sight[i][2] * rgb[2]));
    const double x = lab_f((.4124 * seen[0] + .3576 * seen[1] + .1805 * seen[2]) / .9505);
    const double y = lab_f(.2126 * seen[0] + .7152 * seen[1] + .0722 * seen[2]);
    const double z = lab_f((.0193 * seen[0] + .1192 * seen[1] + .9505 * seen[2]) / 1.089);
    lab[0] = 116 * y - 16;
    lab[1] = 500 * (x - y);
    lab[2] = 200 * (y - z);
}

/* 2.3 is just noticeable side by side; 15 is told apart at a glance. */
static void shades_stay_apart_for_colour_blind_readers(void **state) {
    (void)state;
    for (size_t p = 0; p < 2; p++) {
        for (int a = 0; a < PALETTE_SHADES; a++) {
            for (int b = 0; b < a; b++) {
                for (int s = 0; s < 4; s++) {
                    double one[3], two[3];
                    seen_as(PALETTES[p]->shade[a], SIGHTS[s], one);
                    seen_as(PALETTES[p]->shade[b], SIGHTS[s], two);
                    assert_true(hypot(hypot(one[0] - two[0], one[1] - two[1]), one[2] - two[2]) >= 15);
                }
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_contrast_of_black_on_white_is_21),
        cmocka_unit_test(every_text_stands_out_from_paper_and_panel),
        cmocka_unit_test(every_shade_stands_out_from_paper),
        cmocka_unit_test(shades_stay_apart_for_colour_blind_readers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
