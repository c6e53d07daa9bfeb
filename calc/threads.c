/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calc/threads.h"
#include <pthread.h>
#include <stdbool.h>

enum { THREADS_MOST = 64 };

/* Every `stride`-th piece from `first` on. */
typedef struct Share {
    WorkPiece *piece;
    void *work;
    size_t first, stride, count;
} Share;

static void *do_share(void *context) {
    const Share *share = context;
    for (size_t i = share->first; i < share->count; i += share->stride) share->piece(share->work, i);
    return NULL;
}

/* A thread that cannot be started leaves its share to the caller. */
static void run(const void *self, WorkPiece *piece, void *work, size_t count) {
    size_t threads = *(const size_t *)self;
    if (threads > THREADS_MOST) threads = THREADS_MOST;
    if (threads > count) threads = count;
    Share shares[THREADS_MOST];
    pthread_t started[THREADS_MOST];
    bool is_started[THREADS_MOST] = {false};
    for (size_t i = 0; i < threads; i++) shares[i] = (Share){piece, work, i, threads, count};
    for (size_t i = 1; i < threads; i++)
        is_started[i] = pthread_create(&started[i], NULL, do_share, &shares[i]) == 0;
    for (size_t i = 0; i < threads; i++)
        if (!is_started[i]) do_share(&shares[i]);
    for (size_t i = 1; i < threads; i++)
        if (is_started[i]) pthread_join(started[i], NULL);
}

Workers threads_workers(const size_t *count) {
    if (*count < 2) return (Workers){0};
    return (Workers){run, count};
}
