/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workers.h - how a model has pieces of work done that need nothing of each other: one after the other, or at the
 * same time by threads that whoever calls the model has. The models know none. */
#ifndef MODELS_WORKERS_H
#define MODELS_WORKERS_H
#include <stddef.h>

/* Does piece number `piece` of `work`. */
typedef void WorkPiece(void *work, size_t piece);

/* Does all pieces from 0 to count - 1, in any order, and returns when they are done. */
typedef void WorkersRun(const void *self, WorkPiece *piece, void *work, size_t count);

typedef struct Workers {
    WorkersRun *run; /* NULL: in turn */
    const void *self;
} Workers;

/* Has the pieces 0 .. count - 1 of `work` done, and returns when they are. */
static inline void workers_run(Workers workers, WorkPiece *piece, void *work, size_t count) {
    if (workers.run) workers.run(workers.self, piece, work, count);
    else
        for (size_t i = 0; i < count; i++) piece(work, i);
}

#endif
