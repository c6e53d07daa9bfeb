#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# rollup.sh - `truecpl rollup` beside bare libcsv with callbacks that do nothing: CPU, wall and peak memory over 1,000,000
# leads of 18 columns, on one thread and on two, medians of five runs taken in turns. ROWS=n for another size.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d "${TMPDIR:-/tmp}/rollup-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
reader=""
for name in csv_file csv_header csv_record chunks source text_form text_scan; do reader="$reader inputs/$name.c"; done
${CC:-cc} -std=c17 -D_GNU_SOURCE -O2 -I. -pthread $(pkg-config --cflags glib-2.0 libcrypto) tests/bench/csv_peer.c \
    $reader models/base/*.c -o "$work/csv_peer" $(pkg-config --libs glib-2.0 libcrypto) -lcsv
"$work/csv_peer" make "$work/leads.csv" "${ROWS:-1000000}"
python3 - "$work" "$(realpath "${TRUECPL:-${BUILD:-build}/truecpl}")" "${ROWS:-1000000}" <<'PYTHON'
import os, statistics, subprocess, sys, time

work, truecpl, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
leads = f"{work}/leads.csv"


def rollup(threads):
    return [truecpl, "rollup", leads, "--threads", str(threads), "--quiet", "-o", f"{work}/rollup/"]


WAYS = {"bare libcsv": [f"{work}/csv_peer", "bare", leads], "rollup, 1 thread": rollup(1), "rollup, 2 threads": rollup(2)}


def measure(command):
    """CPU and wall seconds, peak MiB of one run."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)}: {said.decode()}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


runs = {way: [] for way in WAYS}
for _ in range(5):
    for way, command in WAYS.items():
        runs[way].append(measure(command))
cpu, wall, peak = ({way: statistics.median(run[i] for run in runs[way]) for way in WAYS} for i in range(3))
size = os.path.getsize(leads)
print(f"rollup: {rows} leads, {size / 1e6:.0f} MB, medians of five")
print("  way                  cpu s   wall s   MB/s   MiB")
for way in WAYS:
    print(f"  {way:18} {cpu[way]:7.3f} {wall[way]:8.3f} {size / 1e6 / wall[way]:6.0f} {peak[way]:5.0f}")
bare, one, two = WAYS
for what, ratio, must, aim in (
    ("CPU on 1 thread / bare libcsv", cpu[one] / cpu[bare], "<= 2.4", "1.9"),
    ("wall on 2 threads / bare libcsv", wall[two] / wall[bare], "<= 1.3", "1.0"),
    ("wall on 1 thread / on 2", wall[one] / wall[two], ">= 1.6", "1.8"),
    ("peak bytes a lead, above 16 MiB", (max(peak[one], peak[two]) - 16) * 1048576 / rows, "<= 100", "72 + 8 MiB"),
):
    print(f"  {what:34} {ratio:6.2f}   must be {must}, aim {aim}")
PYTHON
