/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/chunks.h"
#include "inputs/text_scan.h"
#include <pthread.h>
#include <string.h>

/* Where a chunk begins: so many bytes before its block, on which line, and whether that line is lost. */
typedef struct Start {
    size_t tail;
    long line;
    bool skip;
} Start;

typedef struct Run {
    Source *source;
    const ChunkPlan *plan;
    const ChunkWork *work;
    Err *err;
    pthread_mutex_t lock;
    pthread_cond_t turn;
    /* Under the lock: */
    Status status;
    uint32_t taken, committed; /* chunks read so far; chunks whose result was taken */
    bool at_end, stopped, after_cr;
    size_t quotes; /* in all blocks so far */
    bool flip;     /* an odd number of quotes so far was no quoting at all */
    long line_ends;
    Start guess; /* of the next chunk, with its bytes */
    char *guess_tail;
    /* Held by the chunk whose turn it is; read under the lock where no chunk is under way: */
    Start truth;
    char *true_tail;
} Run;

typedef struct Worker {
    Run *run;
    Chunk chunk;
    TextScan scan; /* of the block */
    Start start;   /* where the work on the chunk began */
    size_t quotes; /* in all blocks up to the end of this one */
    char *block;   /* with room for the longest tail before it */
    size_t len;
    pthread_t thread;
} Worker;

static bool same_start(Start a, Start b) { return a.tail == b.tail && a.line == b.line && a.skip == b.skip; }

/* Puts `tail` in front of the block of `worker`, which then begins at `start`. */
static void begin_at(Worker *worker, Start start, const char *tail) {
    char *begin = worker->block - start.tail;
    if (start.tail) memcpy(begin, tail, start.tail);
    const TextScan scan = text_scan((Str){begin, start.tail}, false);
    Chunk *chunk = &worker->chunk;
    chunk->begin = begin;
    chunk->end = worker->block + worker->len;
    chunk->line = start.line;
    chunk->skip = start.skip;
    chunk->lone_crs = worker->scan.lone_crs || scan.lone_crs;
    chunk->high = worker->scan.high || scan.high;
    chunk->control = worker->scan.control || scan.control;
    worker->start = start;
}

/* Finds the last line end of the chunk that lies outside quotes, if `quoted` tells the state at its end. */
static const char *last_record_end(const Chunk *chunk, size_t longest_tail, bool quoted) {
    const size_t len = (size_t)(chunk->end - chunk->begin);
    const char *stop = chunk->end - (len < longest_tail ? len : longest_tail);
    for (const char *at = chunk->end; at > stop; at--) {
        const bool line_end = at[-1] == '\n' || (at[-1] == '\r' && at < chunk->end && *at != '\n');
        if (line_end && !quoted) return at;
        if (at[-1] == '"') quoted = !quoted;
    }
    return chunk->end;
}

static void guess_next(Run *run, const Chunk *chunk) {
    const bool quoted = (run->quotes & 1) != run->flip;
    const char *rest = last_record_end(chunk, run->plan->longest_tail, quoted);
    const Str tail = {rest, (size_t)(chunk->end - rest)};
    const long tail_lines = (long)text_scan(tail, false).line_ends;
    run->guess = (Start){.tail = tail.len, .line = run->plan->line + run->line_ends - tail_lines};
    memcpy(run->guess_tail, tail.at, tail.len);
}

/* Passes over the first bytes of the text, in pieces that fit into a block. */
static Status pass_over(Run *run, char *block, size_t count) {
    Status status = OK;
    for (size_t got; status == OK && count > 0; count -= got) {
        status = source_read(run->source, block, count < run->plan->block ? count : run->plan->block, &got,
                             run->err);
        if (status == OK && got == 0) break;
    }
    return status;
}

static void count_block(Run *run, Worker *worker) {
    const Str block = {worker->block, worker->len};
    worker->scan = text_scan(block, run->after_cr);
    if (block.len) run->after_cr = block.at[block.len - 1] == '\r';
    run->quotes += worker->scan.quotes;
    run->line_ends += (long)worker->scan.line_ends;
    worker->quotes = run->quotes;
}

/* Reads the next chunk, under the lock. The last one may be empty: its tail is known only in its turn. */
static Status read_chunk(Run *run, Worker *worker) {
    const size_t room = run->plan->block;
    Status status = run->taken == 0 ? pass_over(run, worker->block, run->plan->begin) : OK;
    if (status == OK) status = source_read(run->source, worker->block, room, &worker->len, run->err);
    if (status != OK) return status;
    run->at_end = worker->len < room;
    count_block(run, worker);
    const bool known = run->committed == run->taken;
    worker->chunk = (Chunk){.index = run->taken++, .worker = worker->chunk.worker, .last = run->at_end};
    begin_at(worker, known ? run->truth : run->guess, known ? run->true_tail : run->guess_tail);
    if (run->plan->threads > 1 && !run->at_end) guess_next(run, &worker->chunk);
    return OK;
}

static bool take_chunk(Worker *worker) {
    Run *run = worker->run;
    pthread_mutex_lock(&run->lock);
    bool taken = !run->at_end && !run->stopped;
    if (taken) {
        run->status = read_chunk(run, worker);
        taken = run->status == OK;
        if (!taken) run->stopped = true;
        if (!taken) pthread_cond_broadcast(&run->turn);
    }
    pthread_mutex_unlock(&run->lock);
    return taken;
}

static bool wait_for_turn(Worker *worker) {
    Run *run = worker->run;
    pthread_mutex_lock(&run->lock);
    while (run->committed != worker->chunk.index && !run->stopped) pthread_cond_wait(&run->turn, &run->lock);
    const bool go_on = !run->stopped;
    pthread_mutex_unlock(&run->lock);
    return go_on;
}

static void pass_turn(Worker *worker, size_t tail_quotes) {
    Run *run = worker->run;
    pthread_mutex_lock(&run->lock);
    /* The record that is left over begins outside quotes: that sets right what its predecessors upset. */
    run->flip = ((worker->quotes ^ tail_quotes) & 1) != 0;
    run->stopped = run->stopped || worker->chunk.stop;
    run->committed++;
    pthread_cond_broadcast(&run->turn);
    pthread_mutex_unlock(&run->lock);
}

/* Takes the result of the chunk in its turn; false: it does not count any more. */
static bool commit_chunk(Worker *worker) {
    if (!wait_for_turn(worker)) return false;
    Run *run = worker->run;
    const ChunkWork *work = run->work;
    Chunk *chunk = &worker->chunk;
    if (!same_start(worker->start, run->truth)) {
        begin_at(worker, run->truth, run->true_tail);
        chunk->again = true;
        work->work(work->caller, chunk);
    }
    /* Nobody reads on behind a stop or the end, and what lies there may be longer than any tail. */
    const bool over = chunk->stop || chunk->last;
    const Str tail = {chunk->rest, over ? 0 : (size_t)(chunk->end - chunk->rest)};
    run->truth = (Start){.tail = tail.len, .line = chunk->rest_line, .skip = chunk->rest_skip};
    memcpy(run->true_tail, tail.at, tail.len);
    work->done(work->caller, chunk);
    pass_turn(worker, text_scan(tail, false).quotes);
    return true;
}

static void *work_on_chunks(void *argument) {
    Worker *worker = argument;
    const ChunkWork *work = worker->run->work;
    while (take_chunk(worker)) {
        work->work(work->caller, &worker->chunk);
        if (!commit_chunk(worker)) break;
    }
    return NULL;
}

static Worker *make_workers(Run *run, Arena *scratch) {
    const ChunkPlan *plan = run->plan;
    Worker *workers = ARENA_ARRAY(scratch, Worker, (size_t)plan->threads);
    for (int i = 0; i < plan->threads; i++) {
        char *buffer = arena_alloc(scratch, plan->longest_tail + plan->block);
        workers[i] = (Worker){.run = run, .block = buffer + plan->longest_tail, .chunk = {.worker = i}};
    }
    return workers;
}

Status chunks_run(Source *source, const ChunkPlan *plan, const ChunkWork *work, Arena *scratch, Err *err) {
    Run run = {.source = source, .plan = plan, .work = work, .err = err, .truth = {.line = plan->line}};
    run.guess_tail = arena_alloc(scratch, plan->longest_tail);
    run.true_tail = arena_alloc(scratch, plan->longest_tail);
    Worker *workers = make_workers(&run, scratch);
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.turn, NULL);
    source_rewind(source);
    int started = 1;
    while (started < plan->threads &&
           pthread_create(&workers[started].thread, NULL, work_on_chunks, &workers[started]) == 0)
        started++;
    work_on_chunks(&workers[0]);
    for (int i = 1; i < started; i++) pthread_join(workers[i].thread, NULL);
    pthread_cond_destroy(&run.turn);
    pthread_mutex_destroy(&run.lock);
    return run.status;
}
