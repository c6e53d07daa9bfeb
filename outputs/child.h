/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child.h - work in a process of its own, so that a crash of a library, or its want of memory, is an error like
 * any other and nothing more. */
#ifndef OUTPUTS_CHILD_H
#define OUTPUTS_CHILD_H
#include "models/base/base.h"

/* What is done: like any fallible function. It may change nothing that the caller sees but files and shared memory. */
typedef Status (*ChildWork)(void *data, Err *err);

/* Runs `work` in a child process and returns what it returned. Numbers are written with a point there, whatever the
 * locale. Fails with ERR_IO where the child did not live to say, or wrote to its standard error, where libraries say what
 * they do not return; the message holds what it said last. */
Status child_run(ChildWork work, void *data, Err *err);

/* Returns `size` zeroed bytes that parent and child both see, or NULL; and gives them back. */
void *child_share(size_t size);
void child_unshare(void *shared, size_t size); /* gives back what child_share gave; NULL is nothing */

#endif
