#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run_tests.sh KIND... - runs kinds of tests from the root of the checkout and counts them: a cmocka function,
# a golden case, a script and a lint are one test each. Short when green; what failed stands above its kind.
# Reads BUILD, MAKE, ONLY (part of a test program's or case's name), WRAP (a command put before programs).
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build} MAKE=${MAKE:-make} ONLY=${ONLY:-} WRAP=${WRAP:-}
TIMEOUT=${TIMEOUT:-${WRAP:+10}300} # seconds for a program, a script, a golden case
JOBS=${JOBS:-$(nproc)}
LOGS=$BUILD/test-logs
export BUILD ONLY WRAP JOBS TIMEOUT TRUECPL=$BUILD/truecpl
mkdir -p "$LOGS"
total_passed=0 total_failed=0 passed=0 failed=0

# Under a make with -j its job server rules; else we say how many.
build() {
    local jobs=-j$JOBS
    case " ${MAKEFLAGS:-}" in *jobserver*) jobs= ;; esac
    $MAKE --no-print-directory -k -Otarget $jobs "$@"
}

fail() { # NAME [FILE with the reason]
    failed=$((failed + 1))
    echo "FAILED $1"
    [ $# -lt 2 ] || head -n 40 "$2" | sed 's/^/    /'
}

# One test: the command says nothing.
expect_silence() { # NAME COMMAND...
    local name=$1 log=$LOGS/$1.log
    shift
    "$@" >"$log" 2>&1 </dev/null
    if [ ! -s "$log" ]; then passed=$((passed + 1)); else fail "$name" "$log"; fi
}

# One test: the command succeeds.
expect_success() { # NAME COMMAND...
    local name=$1 log=$LOGS/$1.log
    shift
    if timeout "$TIMEOUT" "$@" >"$log" 2>&1 </dev/null; then passed=$((passed + 1)); else fail "$name" "$log"; fi
}

compiles_with() { # COMPILER: says what it has to say against the sources
    build objects BUILD="$BUILD/$1-warnings" CC="$1" CFLAGS="-O2 -g" WERROR=-Werror 2>&1 >/dev/null | grep -E 'error:|warning:|Error '
}

# Turns a cmocka program's log into a line a failure and, last, "passed failed". A test that began and did not
# end has crashed; one announced and never begun is counted as failed too.
READ_CMOCKA='
/^\[=+\] Running [0-9]+ test/ { announced += $3; running = 1 }
/^\[=+\] [0-9]+ test\(s\) run/ { running = 0 }
!running { next }
/\[ RUN      \] / { name = $NF; begun++; text = ""; next }
/\[       OK \] / || /\[  SKIPPED \] / { passed++; name = ""; next }
/\[  FAILED  \] / { bad(name ? name : $0); name = ""; next }
{ sub(/\[  ERROR   \] --- (\[   LINE   \] --- )?/, ""); text = text "    " $0 "\n" }
function bad(what) { failed++; printf "FAILED %s: %s\n%s", program, what, text; text = "" }
END {
    if (name != "") bad(name " (" (code == 124 ? "took too long" : "crashed, exit code " code) ")")
    for (i = begun; i < announced; i++) bad("a test that was never begun")
    if (code && !failed) bad("exit code " code (announced ? "" : ", no test ran"))
    if (!code && !announced) bad("no test ran")
    print passed + 0, failed + 0
}'

run_program() { # PROGRAM: writes its log and its result
    local name log
    name=${1##*/} log=$LOGS/${1##*/}
    { timeout $TIMEOUT $WRAP "$1" >"$log.log" 2>&1 </dev/null; } 2>/dev/null # the shell's own word on a crash
    awk -v program="$name" -v code=$? "$READ_CMOCKA" "$log.log" >"$log.result"
}
export -f run_program
export LOGS READ_CMOCKA

count_program() { # PROGRAM
    local name=${1##*/} good bad
    if [ ! -x "$1" ]; then fail "$name does not build (see $LOGS/build.log)"; return; fi
    read -r good bad < <(tail -n 1 "$LOGS/$name.result")
    sed '$d' "$LOGS/$name.result"
    passed=$((passed + good)) failed=$((failed + bad))
}

# Where one does not build, the one built earlier must not answer for it.
build_programs() { # PROGRAM...
    local log=$LOGS/build.log
    LC_ALL=C build "$@" >"$log" 2>&1 && return
    grep -E 'error:|undefined reference|multiple definition' "$log" | head -n 20 | sed 's/^/    /'
    sed -nE "s/.*\*\*\* \[.*: (.*)\] Error.*/\1/p; s/.*Target '(.*)' not remade.*/\1/p" "$log" | xargs -r rm -f
}

# Programs run side by side, each into its own log; the logs are told one after the other.
run_programs() { # FOLDER
    local sources programs=() one
    sources=$(find "$1" -maxdepth 1 -name '*.c' 2>/dev/null | LC_ALL=C sort | grep -F -- "$ONLY")
    for one in $sources; do programs+=("$BUILD/${one%.c}"); done
    [ ${#programs[@]} -gt 0 ] || return 0
    build_programs "${programs[@]}"
    for one in "${programs[@]}"; do [ ! -x "$one" ] || echo "$one"; done |
        xargs -r -P "$JOBS" -I {} bash -c 'run_program {}'
    for one in "${programs[@]}"; do count_program "$one"; done
}

run_scripts() { # FOLDER
    local one scripts
    scripts=$(find "$1" -maxdepth 1 -name '*.sh' 2>/dev/null | LC_ALL=C sort | grep -F -- "$ONLY")
    [ -n "$scripts" ] || return 0
    build "$TRUECPL" >"$LOGS/build.log" 2>&1
    for one in $scripts; do expect_success "$(basename "$one" .sh)" "$one"; done
}

kind_format() { expect_silence format tests/lint/format.sh; }
kind_warnings() {
    expect_silence warnings-gcc compiles_with gcc
    expect_silence warnings-clang compiles_with clang
}
kind_layers() {
    expect_silence layers tests/lint/layers.sh
    expect_success lints-find-what-they-look-for tests/lint/selftest.sh
}
kind_headers() { expect_silence headers tests/lint/headers.sh; }
kind_words() {
    for one in words spdx size; do expect_silence $one tests/lint/$one.sh; done
}
kind_unit() { run_programs tests/unit; }
kind_property() {
    run_programs tests/property
    run_scripts tests/property
}
kind_golden() {
    local log=$LOGS/golden.log good bad
    if ! build "$TRUECPL" >"$LOGS/build.log" 2>&1; then
        fail "golden: $TRUECPL does not build" "$LOGS/build.log"
        return
    fi
    tests/golden/run.sh >"$log" 2>&1
    read -r good _ bad _ < <(tail -n 1 "$log" | grep -E '^[0-9]+ passed, [0-9]+ failed$')
    if [ -z "${bad:-}" ]; then fail "golden: the runner broke off" "$log"; return; fi
    sed '$d' "$log"
    passed=$((passed + good)) failed=$((failed + bad))
}

for kind; do
    passed=0 failed=0 began=$SECONDS
    "kind_$kind"
    printf '%-10s %5d passed, %d failed  (%d s)\n' "$kind" $passed $failed $((SECONDS - began))
    total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed))
done
echo "$total_passed passed, $total_failed failed"
[ $total_failed -eq 0 ]
