/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contest.h - several rates, independent betas, each divided by its cost: which is the largest, and by how much.
 * Deterministic quadrature, no draws. Pure; memory from the arena. Absolute errors below 1e-8 for probabilities and
 * ranks; gaps below 1e-8, relative. */
#ifndef MODELS_CONTEST_H
#define MODELS_CONTEST_H
#include "models/base/arena.h"
#include "models/beta.h"

/* Cases that differ little and share one grid: rival v has `betas[i * rivals + v]` in case i. For each rival
 * alpha + beta is the same in all cases, and alpha does not fall from case to case. */
typedef struct Contest {
    size_t rivals, cases;
    const double *costs;   /* a rival: > 0 */
    const Beta *betas;     /* a case and rival */
    const double *weights; /* a case: >= 0 */
} Contest;

/* Sums over the cases, each times its weight. With y_v = rate / cost of rival v: */
typedef struct ContestScore {
    double p_best; /* P(y_v is the largest); ties, which need rates of exactly 0 or 1, are shared */
    double rank;   /* E[1 + number of rivals with a larger y] */
    double gap;    /* E[max y - y_v] >= 0 */
    double
        excess; /* E[1 / y_v - 1 / max y] >= 0; meaningless in cases with alpha <= 1, where it is infinite */
} ContestScore;

/* Room to work in, used again by one contest after the other. */
typedef struct ContestSpace ContestSpace;
ContestSpace *contest_space(Arena *arena);

/* Adds the sums to `scores`, one a rival. */
void contest_add(const Contest *contest, ContestSpace *space, ContestScore *scores);

#endif
