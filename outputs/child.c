/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/child.h"
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LAST_WORDS = 200 };

/* Only there when coverage is measured: what ran here shall count. */
extern void __gcov_dump(void) __attribute__((weak));

void *child_share(size_t size) {
    void *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return shared == MAP_FAILED ? NULL : shared;
}

void child_unshare(void *shared, size_t size) {
    if (shared) munmap(shared, size);
}

/* What the child leaves behind: not its exit code, which memory checkers change. */
typedef struct Legacy {
    Err err;
    Status status;
    bool complete;
} Legacy;

/* What the child does until its end. Its complaints go to `complaints`, since a library prints some by itself. */
static _Noreturn void live(ChildWork work, void *data, Legacy *legacy, int complaints) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    if (complaints >= 0) dup2(complaints, STDERR_FILENO);
    const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain) uselocale(plain);
    legacy->status = plain ? work(data, &legacy->err) : err_set(&legacy->err, ERR_IO, "%s", strerror(errno));
    legacy->complete = true;
    if (__gcov_dump) __gcov_dump();
    _exit(0);
}

/* The last line that the child wrote to its standard error: what it died of. */
static void read_last_words(int complaints, char text[LAST_WORDS]) {
    text[0] = '\0';
    const off_t end = complaints >= 0 ? lseek(complaints, 0, SEEK_END) : 0;
    const off_t from = end > LAST_WORDS - 1 ? end - (LAST_WORDS - 1) : 0;
    const ssize_t got = end > 0 ? pread(complaints, text, LAST_WORDS - 1, from) : 0;
    if (got <= 0) return;
    text[got] = '\0';
    while (text[0] && text[strlen(text) - 1] == '\n') text[strlen(text) - 1] = '\0';
    const char *line = strrchr(text, '\n');
    if (line) memmove(text, line + 1, strlen(line + 1) + 1);
}

static Status report_death(int how, int complaints, Err *err) {
    char words[LAST_WORDS];
    read_last_words(complaints, words);
    const char *const colon = words[0] ? ": " : "";
    if (WIFSIGNALED(how))
        return err_set(err, ERR_IO, "stopped (%s)%s%s", strsignal(WTERMSIG(how)), colon, words);
    return err_set(err, ERR_IO, "stopped with exit code %d%s%s", WEXITSTATUS(how), colon, words);
}

/* A library that lacked memory may have left something out, said so, and gone on. */
static Status hear(int complaints, Err *err) {
    char words[LAST_WORDS];
    read_last_words(complaints, words);
    return words[0] ? err_set(err, ERR_IO, "%s", words) : OK;
}

/* Waits for the child and says what came of it. */
static Status bury(pid_t child, const Legacy *legacy, int complaints, Err *err) {
    int how = 0;
    while (waitpid(child, &how, 0) < 0) {
        if (errno != EINTR) return err_set(err, ERR_IO, "%s", strerror(errno));
    }
    if (!legacy->complete) return report_death(how, complaints, err);
    if (legacy->status != OK) return err_set(err, legacy->status, "%s", legacy->err.text);
    return hear(complaints, err);
}

Status child_run(ChildWork work, void *data, Err *err) {
    Legacy *legacy = child_share(sizeof *legacy);
    const int complaints = memfd_create("complaints", MFD_CLOEXEC);
    if (legacy) fflush(NULL); /* else the child may write once more what its parent holds back */
    const pid_t child = legacy ? fork() : -1;
    if (child == 0) live(work, data, legacy, complaints);
    const Status status = child < 0 ? err_set(err, ERR_IO, "no process can be made: %s", strerror(errno))
                                    : bury(child, legacy, complaints, err);
    if (complaints >= 0) close(complaints);
    child_unshare(legacy, sizeof *legacy);
    return status;
}
