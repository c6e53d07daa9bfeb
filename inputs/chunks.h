/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chunks.h - a source cut into chunks that several threads work on, with the result that one thread would have.
 *
 * A chunk is a block of the source with the tail of the chunk before it in front: the record that was not
 * complete there. Blocks are read in order, under a lock, and hashed and counted there. While a chunk is being
 * worked on, the tail that it will leave is guessed from the parity of the quotes so far, and the next thread
 * starts from the guess. Results are taken in order; a chunk that did not begin where its predecessor really
 * ended is worked on again, from there. So no guess can reach a result, whatever stray quotes there are. */
#ifndef INPUTS_CHUNKS_H
#define INPUTS_CHUNKS_H
#include "inputs/source.h"

typedef struct Chunk {
    uint32_t index; /* from 0, in the order of the file */
    int worker;     /* which thread, 0 .. threads - 1 */
    const char *begin, *end;
    long line;          /* the line that `begin` is on */
    bool skip;          /* `begin` lies in a line whose rest is to be skipped */
    bool last;          /* the file ends at `end` */
    bool lone_crs;      /* there may be CRs without LF, */
    bool high, control; /* bytes above 127, NUL or ^Z */
    bool again;         /* `work` had begun at a wrong place the first time */
    /* The answer of `work`: */
    const char *rest; /* where the record begins that is not complete, or `end` */
    long rest_line;   /* the line that it is on */
    bool rest_skip;   /* the next chunk begins in a line to be skipped */
    bool stop;        /* nothing more is to be read */
} Chunk;

typedef struct ChunkWork {
    void *caller;
    /* Works on `chunk` and stores the answer in it. Called from several threads, one of each `worker` at a
     * time. Where it is called again with the same `index`, what it did the first time did not happen. */
    void (*work)(void *caller, Chunk *chunk);
    /* Takes the result of `chunk`, which is final. Called in the order of the file, never twice at a time, by
     * the thread that did the work. */
    void (*done)(void *caller, const Chunk *chunk);
} ChunkWork;

typedef struct ChunkPlan {
    size_t block, longest_tail; /* bytes; `work` leaves no more than `longest_tail`, unless nothing follows */
    int threads;                /* >= 1; with fewer where the system gives no more */
    size_t begin;               /* bytes of text that are passed over at the start */
    long line;                  /* the line that the text begins on then */
} ChunkPlan;

/* Reads `source` from its start to its end and hands the chunks to `work`. Buffers come from `scratch`: block
 * and longest tail for each thread. Returns once every thread has ended. Fails with what reading fails with. */
Status chunks_run(Source *source, const ChunkPlan *plan, const ChunkWork *work, Arena *scratch, Err *err);

#endif
