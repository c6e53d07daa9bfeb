#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# words.sh - nothing is left unfinished, and nothing names a path of one machine. Silent when clean.
# The brackets in the patterns keep this file from finding itself.
cd "$(dirname "$0")/../.." || exit 1
. tests/lint/files.sh
project_files | grep -vE '^tests/(golden|vectors|fuzz/corpus)/|\.xlsx$' | tr '\n' '\0' |
    xargs -0 grep -nIE '\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b'
project_files | grep -v '\.xlsx$' | tr '\n' '\0' |
    xargs -0 grep -nIE '(^|[^A-Za-z0-9_.-])/(wor[k]|roo[t])/|\.\./share[d]\b|/tmp/[a-z]+_job[s]'
exit 0
