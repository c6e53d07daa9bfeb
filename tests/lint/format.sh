#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# format.sh - every source is as clang-format would write it. Says nothing when clean, else file:line.
cd "$(dirname "$0")/../.." || exit 1
command -v clang-format >/dev/null || echo "clang-format is not installed (make deps-test)"
find calc models inputs outputs tests -name '*.[ch]' 2>/dev/null | LC_ALL=C sort | xargs clang-format --dry-run -Werror 2>&1 |
    grep -E '^[^ ].*: (error|warning):' | sed 's/: error: code should be clang-formatted.*/: clang-format would change this/' |
    awk -F: '!seen[$1]++' # the first place of each file is enough
