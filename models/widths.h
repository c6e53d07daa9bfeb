/* SPDX-License-Identifier: GPL-3.0-or-later */
/* widths.h - what makes a likely range wide: rates, or assumptions. Every figure with a range is money over leads, or one of
 * both. Money moves with the assumptions, leads with the rates, and they are drawn independently: the variance of the
 * figure's logarithm is the sum of theirs, and each has its share of it. Pure. */
#ifndef MODELS_WIDTHS_H
#define MODELS_WIDTHS_H
#include "models/result.h"

/* Variances of logarithms over the draws, >= 0; NaN: a draw was not positive. */
typedef struct Widths {
    double money;
    double leads[STAGE_COUNT]; /* read for the stages whose figures are known */
} Widths;

/* Returns the variance of the logarithm of `count` >= 1 draws, or NaN where one of them is not positive. */
double widths_of(const double *sample, size_t count);

/* Fills the shares from rates of the figures to date, or of those at maturity (`ripe`), whose intervals are filled. */
void widths_fill(const Widths *widths, bool ripe, VendorResult *vendor);

#endif
