/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cure.h - the likelihood of leads that convert with probability c_v after a lag F, or never; of those that never
 * do, a share rho is given up for lost after a lag G. Of one lead of vendor v:
 *   converted on lag day d   c_v [F(d+1) - F(d)]              on an unknown day   c_v F(a+1)
 *   lost on lag day d        (1-c_v) rho [G(d+1) - G(d)]      on an unknown day   (1-c_v) rho G(a+1)
 *   open at age a            1 - c_v F(a+1) - (1-c_v) rho G(a+1)
 * With a log that covers lag days from e on: `truncated` divides each by 1 - c_v F(e) - (1-c_v) rho G(e); `unseen`
 * takes F(a+1) - F(e) for F(a+1), and likewise G, and divides by nothing. Sums of count x log probability, without
 * dropped constants. A cure rate model: J. W. Boag, JRSS B 11 (1949). Pure; memory from the arena. */
#ifndef MODELS_CURE_H
#define MODELS_CURE_H
#include "models/lag.h"
#include "models/maturity_data.h"

typedef enum CureLosses {
    CURE_LOSSES_MODELLED, /* as above */
    CURE_LOSSES_UNCONVERTED, /* a lost lead is one that has not converted at its age: G is asked only at entries */
} CureLosses;

/* Who is lost among those who never convert, and after which lag. */
typedef struct CureLoss {
    double share; /* rho in [0, 1]; 0: nobody, and `lag` is not read */
    Lag lag;
} CureLoss;

/* The likelihood of one set of data; it holds room to work in, so it belongs to one thread. */
typedef struct Cure Cure;

/* Returns the likelihood of `data`. */
Cure *cure_new(const MaturityData *data, CureLosses losses, Arena *arena);

/* Returns ln likelihood with these rates c_v, one a vendor, in [0, 1]; -INFINITY where it cannot be. */
double cure_log_likelihood(Cure *cure, Lag lag, CureLoss loss, const double *rates);

/* Returns its maximum over the rates, which it stores in `rates`. */
double cure_profile(Cure *cure, Lag lag, CureLoss loss, double *rates);

/* The maximum of the likelihood with everything free. */
typedef struct CureFit {
    Lag lag;
    CureLoss loss; /* G a Weibull; share 0 where no loss is recorded or losses are not modelled */
    double *rates;
    double log_likelihood;
    bool converged; /* false: the data do not say where the maximum is, or it lies at infinity */
} CureFit;

enum { CURE_START = 5 };

/* Returns the fit that is reached from a start: ln median and ln s of F, logit rho, ln median and ln s of G (the
 * last three are read only where losses are modelled and recorded). */
CureFit cure_fit_from(Cure *cure, LagFamily family, const double start[CURE_START], Arena *arena);

/* Returns the best fit from several starts that the data suggest. */
CureFit cure_fit(Cure *cure, LagFamily family, Arena *arena);

/* Stores in `starts` (room for `most`) pairs of ln median and ln s from which a maximum of F should be sought, by
 * the lags that were seen; returns how many. */
size_t cure_starts(const Cure *cure, size_t most, double (*starts)[2]);

#endif
