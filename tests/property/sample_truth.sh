#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# sample_truth.sh - what the program counts in the bundled case is what the generator dealt (tests/golden/sample_truth.csv,
# written as it dealt, by no code of the program); every file's rows add up; the vendors add up to the total.
set -eu
cd "$(dirname "$0")/../.."
exec python3 - "${TRUECPL:-build/truecpl}" <<'PYTHON'
import csv, json, subprocess, sys

OUT = subprocess.run([sys.argv[1], "compare", "inputs/sample", "--json"], check=True, capture_output=True)
report = json.loads(OUT.stdout)
vendors = {vendor["vendor"]: vendor for vendor in report["vendors"]}
leads = next(file for file in report["inputs"] if file["role"] == "leads")
failed = []


def look_up(vendor, key):
    if not vendor:
        return report["as_of"] if key == "as_of" else leads[key.removeprefix("inputs.")]
    value = vendors[vendor]
    for part in key.split("."):
        value = value[part]
    return value


def same(got, want):
    return got == want if not isinstance(got, (int, float)) else float(want) == got


with open("tests/golden/sample_truth.csv") as file:
    rows = [row for row in csv.DictReader(file) if not row["key"].startswith("dealt.")]
for row in rows:
    got = look_up(row["vendor"], row["key"])
    if not same(got, row["value"]):
        failed.append(f"{row['vendor'] or 'case'} {row['key']}: {got}, dealt were {row['value']}")
with open("tests/golden/sample_truth.csv") as file:
    bounced = {row["vendor"]: int(row["value"]) for row in csv.DictReader(file) if row["key"] == "dealt.bounced"}
with open("inputs/sample/assumptions.csv") as file:
    cost = next(float(row["base"]) for row in csv.DictReader(file) if row["key"] == "bounce.cost")
for name, vendor in vendors.items():
    if round(vendor["ledger"]["deliverability"], 2) != round(bounced[name] * cost, 2):
        failed.append(f"{name}: {vendor['ledger']['deliverability']} for {bounced[name]} bounces at {cost}")
if set(vendors) != {row["vendor"] for row in rows if row["vendor"]}:
    failed.append(f"vendors: {sorted(vendors)}")

PARTS = ["leads", "joined", "unmatched", "repeated", "excluded", "quarantined", "after_as_of", "outside_period",
         "footers"]
for file in report["inputs"]:
    if file["rows_read"] != sum(file[part] for part in PARTS):
        failed.append(f"{file['file']}: {file['rows_read']} rows read, {[file[part] for part in PARTS]} accounted for")

for table in ("outcomes", "reasons", "counts", "stages"):
    for key, total in report["totals"][table].items():
        if isinstance(total, int) and total != sum(vendor[table][key] for vendor in report["vendors"]):
            failed.append(f"{table}.{key}: the vendors do not add up to {total}")
for vendor in [*report["vendors"], report["totals"]]:
    if sum(vendor["outcomes"].values()) != vendor["stages"]["delivered"]:
        failed.append(f"{vendor['vendor']}: the classes do not add up to delivered")
if not all(check["ok"] for check in report["checks"]):
    failed.append("a check of the program's own failed")
print(*failed, sep="\n")
sys.exit(bool(failed) or len(rows) < 180)
PYTHON
