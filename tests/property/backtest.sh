#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# backtest.sh - a backtest of the bundled case: what came is what the file says, counted here by its days; a projection is
# that of compare as of that day; the scores follow from the projections; the JSON keeps its schema; the same bytes again.
set -eu
cd "$(dirname "$0")/../.."
exec python3 - "$(realpath "${TRUECPL:-build/truecpl}")" <<'PYTHON'
import csv, json, os, subprocess, sys, tempfile

CASE, AS_OF = "inputs/sample", "2026-08-31"
DAYS = {"sql": "sql_at", "opportunity": "opportunity_at", "won": "won_at"}
failed = 0


def run(command, case, *options):
    done = subprocess.run([sys.argv[1], command, case, "--json", *options], capture_output=True)
    if done.returncode:
        sys.exit(f"{command} {case}: {done.stderr.decode()}")
    return done.stdout


def check(sentence, holds):
    global failed
    if not holds:
        failed += 1
        print(sentence)


raw = run("backtest", CASE, "--as-of", AS_OF)
check("a second run differs", raw == run("backtest", CASE, "--as-of", AS_OF))
report = json.loads(raw)
rows = report["projections"]
check("six month ends", report["dates"] == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30",
                                            "2026-07-31"])

# A duplicate, returned or invalid lead reaches no stage, and a shared or older opportunity is not its own: a few of the
# rows do not count, at most 3 in any of these windows.
with open(f"{CASE}/leads.csv", newline="") as file:
    leads = list({row["lead_id"]: row for row in csv.DictReader(file)}.values())
for row in rows:
    if row["total"]:
        days = [lead[DAYS[row["stage"]]] or "" for lead in leads]
        most = sum(row["as_of"] < day[:10] <= row["to"] for day in days)
        check(f"{row['stage']} from {row['as_of']} to {row['to']}: {row['came']} came, the file has {most}",
              most - 3 <= row["came"] <= most)

for vendor in [*report["vendors"], {"vendor": "Total", **report["totals"]}]:
    for stage in DAYS:
        for score in vendor[stage]:
            mine = [r for r in rows if (r["vendor"], r["stage"], r["months"]) == (vendor["vendor"], stage, score["months"])
                    and r["projected"]]
            bias = sum(r["projected"]["mean"] - r["came"] for r in mine) / len(mine)
            inside = sum(r["projected"]["p05"] <= r["came"] <= r["projected"]["p95"] for r in mine) / len(mine)
            check(f"{vendor['vendor']} {stage} {score['months']}: scores are not those of its projections",
                  len(mine) == score["dates"] and abs(bias - score["bias"]) < 1e-9
                  and abs(inside - score["inside_share"]) < 1e-9)

# The outlook of `compare` as of that day is the same projection: months add up to the horizon.
then = json.loads(run("compare", CASE, "--as-of", "2026-05-31"))
months = [sum(month[stage]["mean"] for month in then["totals"]["pipeline"][:3]) for stage in DAYS]
again = [r["projected"]["mean"] for r in rows if r["total"] and r["as_of"] == "2026-05-31" and r["months"] == 3]
check("compare --as-of projects something else", all(abs(a - b) < 1e-6 * a for a, b in zip(months, again)))

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "backtest.json")
    with open(path, "wb") as file:
        file.write(raw)
    schema = subprocess.run([sys.executable, "tests/lint/schema.py", "outputs/schema/backtest-1.json", path],
                            capture_output=True, text=True)
    check(f"schema: {schema.stdout}{schema.stderr}", schema.returncode == 0 and not schema.stdout)
sys.exit(failed != 0)
PYTHON
