#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# published.sh - the worked examples that others have published, as files of counts: tests/vectors/published.csv.
set -eu
cd "$(dirname "$0")/../.."
exec python3 - "${TRUECPL:-build/truecpl}" <<'PYTHON'
import csv, json, os, subprocess, sys, tempfile

COUNTS = ["leads", "accepted", "sql", "won", "spend"]


def compare(row, folder):
    """What the program says of the example's one vendor."""
    given = [name for name in COUNTS if row[name]]
    path = os.path.join(folder, row["id"] + ".csv")
    with open(path, "w") as file:
        print("vendor," + ",".join(given), "Acme," + ",".join(row[name] for name in given), sep="\n", file=file)
    command = [sys.argv[1], "compare", path, "--json"]
    if row["currency"]:
        command += ["--currency", row["currency"]]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["vendors"][0]


def is_published(got, row):
    want = float(row["want"])
    return round(got, int(row["digits"])) == want if row["digits"] else got == want


with open("tests/vectors/published.csv") as file:
    rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
wrong = 0
with tempfile.TemporaryDirectory() as folder:
    for row in rows:
        got = compare(row, folder)
        for part in row["metric"].split("."):
            got = got[part]
        if got is None or not is_published(got, row):
            print(f"{row['id']}: {row['metric']} is {got}, published is {row['want']}")
            wrong += 1
        if row["id"] in ("G29", "G30") and compare(row, folder)["true_cpl"] is not None:
            print(f"{row['id']}: a cost without a price")
            wrong += 1
sys.exit(wrong != 0 or len(rows) < 15)
PYTHON
