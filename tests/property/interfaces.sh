#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# interfaces.sh - what other programs read: the JSON parses, what is null has its reason beside it, the tidy CSV is a table of
# plain numbers that say what the JSON says, the workbook is a sound archive, and nothing else is on standard output.
set -eu
cd "$(dirname "$0")/../.."
exec python3 - "$(realpath "${TRUECPL:-build/truecpl}")" <<'PYTHON'
import csv, io, json, os, subprocess, sys, tempfile, zipfile

COLUMNS = "as_of,from,to,scenario,vendor,metric,basis,unit,currency,value,p05,p50,p95,n,version".split(",")
failed = []


def run(*arguments):
    done = subprocess.run([sys.argv[1], "compare", *arguments], capture_output=True)
    if done.returncode:
        failed.append(f"compare {' '.join(arguments)}: exit {done.returncode}, {done.stderr.decode()}")
    return done.stdout


def reasons_missing(place, path=""):
    """Keys that are null without a reason."""
    if isinstance(place, list):
        return [found for i, item in enumerate(place) for found in reasons_missing(item, f"{path}[{i}]")]
    if not isinstance(place, dict):
        return []
    found = []
    for key, value in place.items():
        why = place.get(key + "_why", {})
        if value is None and not (isinstance(why, dict) and why.get("code") and why.get("text")):
            found.append(f"{path}.{key}")
        found += reasons_missing(value, f"{path}.{key}")
    return found


def look_up(place, metric):
    for part in metric.split("."):
        if not isinstance(place, dict) or part not in place:
            return None
        place = place[part]
    return place


def check_csv(data, report):
    table = list(csv.DictReader(io.StringIO(data.decode())))
    if list(table[0]) != COLUMNS:
        failed.append(f"tidy CSV: columns {list(table[0])}")
    places = {vendor["vendor"]: vendor for vendor in [*report["vendors"], report["totals"]]}
    compared = 0
    for row in table:
        if None in row or None in row.values():
            failed.append(f"tidy CSV: a ragged row {row}")
        for name in ("value", "p05", "p50", "p95"):
            if row[name]:
                float(row[name])
        if any(row[name][:1] in "=+-@" for name in ("vendor", "metric", "basis") if row[name]):
            failed.append(f"tidy CSV: a formula in {row}")
        said = look_up(places.get(row["vendor"], {}), row["metric"])
        if isinstance(said, (int, float)) and row["value"]:
            compared += 1
            if abs(float(row["value"]) - said) > 1e-12 * abs(said):
                failed.append(f"{row['vendor']} {row['metric']}: {row['value']} in CSV, {said} in JSON")
    if compared < 100:
        failed.append(f"only {compared} figures stand in both CSV and JSON")


data = run("inputs/sample", "--json")
report = json.loads(data)
if list(report)[0] != "schema" or report["schema"] != "truecpl.compare/1":
    failed.append("the schema does not come first")
failed += [f"null without a reason: {place}" for place in reasons_missing(report)[:10]]
check_csv(run("inputs/sample", "--csv"), report)
if not run("inputs/sample", "--csv", "--excel").startswith(b"\xef\xbb\xbf"):
    failed.append("--excel writes no byte order mark")
with tempfile.TemporaryDirectory() as folder:
    book = os.path.join(folder, "book.xlsx")
    if run("inputs/sample", "--quiet", "-o", book):
        failed.append("--quiet is not quiet")
    if zipfile.ZipFile(book).testzip():
        failed.append("the workbook's archive is damaged")
    # names that a spreadsheet would take for formulas
    leads = os.path.join(folder, "leads.csv")
    with open(leads, "w") as file:
        file.write("vendor,delivered_at\n=1+1,2026-01-05\n+Acme,2026-01-05\n-x,2026-01-05\n@home,2026-01-05\n")
    check = list(csv.DictReader(io.StringIO(run(leads, "--csv").decode())))
    if any(row["vendor"][:1] in ("=", "+", "-", "@") for row in check):
        failed.append("tidy CSV: a vendor that is a formula")
for line in failed:
    print(line)
sys.exit(bool(failed))
PYTHON
