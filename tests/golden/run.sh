#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [--update] - whole runs against their expected outputs; --update rewrites these instead.
# A case is a folder here, or one level deeper, with a file `args`: the arguments, quoted as in a shell, for a
# run inside that folder; @OUT@ in them is an empty folder. Expected: `exit` (absent: 0), `stdout` and `stderr`
# (absent: nothing is said there), `out/` (absent: @OUT@ stays empty). `stdin` is fed where it stands; outputs whose
# names `unkept` lists are made but not compared.
# A workbook is compared as NAME.xlsx.txt: its parts as indented XML without docProps. The program's version
# reads @VERSION@ and the folder @OUT@. Reads TRUECPL, BUILD, ONLY, WRAP, JOBS; last line: N passed, N failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build} ONLY=${ONLY:-} JOBS=${JOBS:-$(nproc)} WRAP=${WRAP:-}
UPDATE=
[ "${1:-}" != --update ] || UPDATE=yes
TRUECPL=$(realpath -m "${TRUECPL:-$BUILD/truecpl}")
[ -x "$TRUECPL" ] || { echo "FAILED golden: no $TRUECPL"; echo "0 passed, 1 failed"; exit 1; }
VERSION=$("$TRUECPL" --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+[A-Za-z0-9.-]*' | head -n 1)
WORK=$(mktemp -d) || exit 1
trap 'rm -rf "$WORK"' EXIT
export UPDATE TRUECPL VERSION WORK WRAP

# Writes the parts of a workbook, in the order of their names, as one text.
workbook_text() { # BOOK
    local part parts
    rm -rf "$1.parts"
    unzip -qq "$1" -d "$1.parts" || return
    parts=$(cd "$1.parts" && find . -type f ! -path './docProps/*' | LC_ALL=C sort)
    for part in $parts; do
        echo "== ${part#./}"
        case $part in
        *.xml | *.rels | *.vml) xmllint --format "$1.parts/$part" 2>&1 ;;
        *) sha256sum <"$1.parts/$part" ;;
        esac
    done
    rm -rf "$1.parts"
}

# What differs from run to run and from release to release gets a name.
mask() { # OUT_FOLDER
    if [ -n "$VERSION" ]; then
        sed -E "s|$1|@OUT@|g; s/(^|[^0-9.])${VERSION//./\\.}([^0-9.]|\\.?$)/\\1@VERSION@\\2/g"
    else
        sed "s|$1|@OUT@|g"
    fi
}

# Runs the case and leaves what it said and made in GOT, as it should stand in the case's folder.
run_case() { # FOLDER GOT
    local folder=$1 got=$2 out=$2.out input=/dev/null file
    mkdir -p "$got/out" "$out"
    [ ! -f "$folder/stdin" ] || input=stdin
    (
        cd "$folder" || exit 70
        line=$(cat args)
        set -f
        eval "set -- ${line//@OUT@/$out}"
        exec env -i PATH="$PATH" HOME=/nonexistent TMPDIR="$WORK" LC_ALL=C.UTF-8 TZ=UTC COLUMNS=100 \
            ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} timeout "${TIMEOUT:-300}" $WRAP "$TRUECPL" "$@" \
            <"$input" >"$got/stdout.raw" 2>"$got/stderr.raw"
    )
    echo $? >"$got/exit"
    for file in stdout stderr; do
        mask "$out" <"$got/$file.raw" >"$got/$file"
        rm "$got/$file.raw"
    done
    [ ! -f "$folder/unkept" ] || (cd "$out" && xargs rm <"$OLDPWD/$folder/unkept") || echo "unkept: not made" >>"$got/stderr"
    (cd "$out" && find . -type f) | while read -r file; do
        mkdir -p "$(dirname "$got/out/$file")"
        case $file in
        *.xlsx) workbook_text "$out/$file" | mask "$out" >"$got/out/$file.txt" ;;
        *) mask "$out" <"$out/$file" >"$got/out/$file" ;;
        esac
    done
    [ "$(cat "$got/exit")" != 0 ] || rm "$got/exit"
    find "$got" -type f -empty ! -path "$got/out/*" -delete
    find "$got" -mindepth 1 -type d -empty -delete
}

# One case: compares or, under --update, replaces what is expected.
one_case() { # FOLDER
    local folder=$1 name=${1#tests/golden/} got part differs=
    got=$WORK/${name//\//.}
    run_case "$folder" "$got"
    for part in exit stdout stderr out; do
        if [ -n "$UPDATE" ]; then
            rm -rf "${folder:?}/$part"
            [ ! -e "$got/$part" ] || cp -R "$got/$part" "$folder/$part"
        elif [ -e "$folder/$part" ] && [ -e "$got/$part" ]; then
            diff -rNu "$folder/$part" "$got/$part" >>"$got.diff" || differs=yes
        elif [ -e "$folder/$part" ]; then
            differs=yes; echo "$part: expected, but there is nothing" >>"$got.diff"
        elif [ -e "$got/$part" ]; then
            differs=yes; echo "$part: nothing expected, but got:" >>"$got.diff"
            [ "$part" = out ] && find "$got/out" -type f >>"$got.diff" || cat "$got/$part" >>"$got.diff"
        fi
    done
    if [ -n "$differs" ]; then
        echo "FAILED golden $name" >"$got.failed"
        head -n 40 "$got.diff" | cut -c 1-300 | sed 's/^/    /' >>"$got.failed"
    fi
    rm -rf "$got" "$got.out"
}
export -f workbook_text mask run_case one_case

cases=$(find tests/golden -mindepth 2 -maxdepth 3 -name args -printf '%h\n' | LC_ALL=C sort | grep -F -- "$ONLY")
[ -n "$cases" ] || { echo "0 passed, 0 failed"; exit 0; }
echo "$cases" | xargs -P "$JOBS" -I {} bash -c 'one_case {}'
count=$(echo "$cases" | wc -l)
failures=$(find "$WORK" -maxdepth 1 -name '*.failed' | LC_ALL=C sort)
[ -z "$failures" ] || cat $failures
failed=$(find "$WORK" -maxdepth 1 -name '*.failed' | wc -l)
echo "$((count - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
