#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh - each fuzz target (tests/fuzz/fuzz_NAME.c) for FUZZ_SECONDS, from the inputs in tests/fuzz/corpus/NAME.
# New inputs stay in build/; an input that fails is named, and belongs into the corpus once mended.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build/fuzz} passed=0 failed=0
for source in tests/fuzz/fuzz_*.c; do
    [ -f "$source" ] || continue
    target=$(basename "$source" .c) name=${source#tests/fuzz/fuzz_} name=${name%.c}
    log=$BUILD/$target.log found=$BUILD/corpus/$name seeds=tests/fuzz/corpus/$name
    mkdir -p "$found" "$BUILD/crashes"
    [ -d "$seeds" ] || seeds=
    if "$BUILD/tests/fuzz/$target" -max_total_time="${FUZZ_SECONDS:-10}" -timeout=10 -rss_limit_mb=1024 \
        -artifact_prefix="$BUILD/crashes/$name-" -print_final_stats=1 "$found" $seeds >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, nothing found"
    else
        failed=$((failed + 1))
        echo "FAILED $target (see $log)"
        grep -E 'ERROR|SUMMARY|runtime error|Test unit written' "$log" | head -n 10 | sed 's/^/    /'
    fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
