#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# headers.sh - each header compiles alone under gcc and clang, opens with what it is for, and each prototype
# has a comment beside it, above it or above its unbroken group. Silent when clean, else file:line.
cd "$(dirname "$0")/../.." || exit 1
for tool in gcc clang; do command -v $tool >/dev/null || echo "$tool is not installed (make deps-test)"; done
headers=$(find calc models inputs outputs tests -name '*.h' 2>/dev/null | LC_ALL=C sort)
[ -n "$headers" ] || exit 0
flags="-std=c17 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -I. -fsyntax-only -x c"
flags="$flags $(pkg-config --cflags glib-2.0 2>/dev/null)"
for compiler in gcc clang; do
    echo "$headers" |
        xargs -P "$(nproc)" -I {} sh -c "echo 'extern int it;' | $compiler $flags -include \"\$1\" -" - {} 2>&1 |
        grep -E '(error|warning):' | grep -vE '^cc1:|^<command-line>'
done
echo "$headers" | xargs awk '
FNR == 1 { in_comment = 0; commented = 0 }
FNR == 2 {
    name = FILENAME; sub(/.*\//, "", name)
    if (index($0, "/* " name " - ") != 1) print FILENAME ":2: does not open with \"/* " name " - what it is for\""
}
in_comment { if (/\*\//) { in_comment = 0; commented = FNR > 2 && !in_opening; in_opening = 0 } next }
/^[ \t]*\/\*/ && !/\*\// { in_comment = 1; in_opening = FNR <= 2; next }
/^[ \t]*\/\*.*\*\/[ \t]*$/ { if (FNR > 2) commented = 1; next }
/^[ \t]*$/ || /^#[ ]*(if|el|endif|include)/ { commented = 0; next }
/^[A-Za-z_].*[A-Za-z0-9_]\(/ && !/^(typedef|struct [A-Za-z_0-9]+ \{|enum|union|static const|extern const|_Static_assert)/ {
    if (!commented && !/\/\*.*\*\//) print FILENAME ":" FNR ": a prototype without a contract: " $0
}'
