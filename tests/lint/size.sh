#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# size.sh - no source is over 500 lines, no function of the program over 80, and nine of ten at most 40.
# Silent when clean, else file:line.
cd "$(dirname "$0")/../.." || exit 1
find calc models inputs outputs tests -name '*.[ch]' 2>/dev/null | LC_ALL=C sort | xargs awk '
FNR == 501 { print FILENAME ":501: a file of more than 500 lines" }'
find calc models inputs outputs -name '*.[ch]' 2>/dev/null | ctags -x -L - --languages=C --langmap=C:.c.h \
    --kinds-C=f --fields=+ne --_xformat='%F %n %e %N' | LC_ALL=C sort | awk '
{ lines = $3 - $2 + 1; count++; long += lines > 40 }
lines > 80 { print $1 ":" $2 ": " $4 " is " lines " lines long" }
lines > 40 { list = list "\n" $1 ":" $2 ": " $4 ": " lines " lines" }
END { if (long * 10 > count) print "more than one function in ten is over 40 lines:" list }'
