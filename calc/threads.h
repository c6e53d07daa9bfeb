/* SPDX-License-Identifier: GPL-3.0-or-later */
/* threads.h - the threads that do the models' independent pieces of work. */
#ifndef CALC_THREADS_H
#define CALC_THREADS_H
#include "models/workers.h"

/* Returns workers of `count` threads, the caller's own included (0 and 1: it alone). */
Workers threads_workers(const size_t *count);

#endif
