#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# csv.sh - the CSV reader beside bare libcsv: CPU and wall seconds over 1,000,000 rows of 18 columns, medians of
# five runs taken in turns, and their ratios. ROWS=n for another size.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d "${TMPDIR:-/tmp}/csv-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
flags="-std=c17 -D_GNU_SOURCE -O2 -I. -pthread $(pkg-config --cflags glib-2.0 libcrypto)"
reader=""
for name in csv_file csv_header csv_record chunks source text_form text_scan; do reader="$reader inputs/$name.c"; done
${CC:-cc} $flags tests/bench/csv_peer.c $reader models/base/*.c -o "$work/csv_peer" \
    $(pkg-config --libs glib-2.0 libcrypto) -lcsv
"$work/csv_peer" make "$work/leads.csv" "${ROWS:-1000000}"
ways="bare hash reader_1 reader_2"
for _ in 1 2 3 4 5; do
    for way in $ways; do
        case $way in
        reader_*) "$work/csv_peer" reader "$work/leads.csv" "${way#reader_}" ;;
        *) "$work/csv_peer" "$way" "$work/leads.csv" ;;
        esac >>"$work/$way"
    done
done
# median FILE COLUMN
median() { cut -d' ' -f"$2" "$1" | sort -n | sed -n 3p; }
echo "CSV: ${ROWS:-1000000} rows, $(($(wc -c <"$work/leads.csv") / 1000000)) MB, medians of five"
echo "  way        cpu s   wall s  MB/s   MiB   cpu / bare  wall / bare  cpu / bare with SHA-256"
bytes=$(wc -c <"$work/leads.csv")
for way in $ways; do
    echo "$way $(median "$work/$way" 1) $(median "$work/$way" 2) $(median "$work/$way" 3)"
done | awk -v bytes="$bytes" '
    { cpu[$1] = $2; wall[$1] = $3
      printf "  %-9s %6.3f   %6.3f  %4.0f  %4.0f   %10.2f  %11.2f  %8.2f\n", $1, $2, $3, bytes / $3 / 1e6, $4,
             $2 / cpu["bare"], $3 / wall["bare"], $1 == "bare" ? 0 : $2 / cpu["hash"] }
    END { printf "  wall on 1 thread / on 2: %.2f\n", wall["reader_1"] / wall["reader_2"] }'
