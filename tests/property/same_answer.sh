#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# same_answer.sh - what must change no figure: the order of the rows, leads in one file or in two, threads, locale, time
# zone, a scenario that changes nothing. By the whole JSON of the bundled case.
set -eu
cd "$(dirname "$0")/../.."
exec python3 - "$(realpath "${TRUECPL:-build/truecpl}")" <<'PYTHON'
import csv, json, os, random, shutil, subprocess, sys, tempfile

CASE = "inputs/sample"
failed = 0


def run(case, *options, **environment):
    command = [sys.argv[1], "compare", *case, "--json", *options]
    done = subprocess.run(command, capture_output=True, env={**os.environ, **environment})
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.decode()}")
    return done.stdout


def without(report, *keys):
    return {key: value for key, value in json.loads(report).items() if key not in keys}


def differences(a, b, place=""):
    if type(a) is type(b) is dict and a.keys() == b.keys():
        return [found for key in a for found in differences(a[key], b[key], f"{place}.{key}")]
    if type(a) is type(b) is list and len(a) == len(b):
        return [found for i in range(len(a)) for found in differences(a[i], b[i], f"{place}[{i}]")]
    return [] if a == b else [f"{place}: {str(a)[:60]} became {str(b)[:60]}"]


def check(sentence, a, b):
    global failed
    found = differences(a, b) if isinstance(a, dict) else [] if a == b else ["not the same bytes"]
    if found:
        failed += 1
        print(f"{sentence}:", *found[:5], sep="\n    ")


def masked(report):
    """The report without what tells one file from another."""
    report = without(report)
    for file in report["inputs"]:
        file["sha256"] = file["file"] = ""
    return report


def read_rows(path):
    with open(path, newline="") as file:
        header, *rows = file.readlines()
    assert all(row.count('"') % 2 == 0 for row in rows), "a record of several lines cannot be moved by lines"
    return header, rows


def write_rows(path, header, rows):
    with open(path, "w", newline="") as file:
        file.writelines([header, *rows])


def with_scenarios(case, names):
    """Gives the case these scenarios, none of which changes anything: a scenario is most of the time of a run."""
    with open(f"{CASE}/assumptions.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    known = ["key", "low", "base", "high", "shape", "source", "note"]
    with open(f"{case}/assumptions.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, known + names, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)


folder = tempfile.TemporaryDirectory()
case = f"{folder.name}/sample"
shutil.copytree(CASE, case)
header, rows = read_rows(f"{CASE}/leads.csv")
with_scenarios(case, [])
base = run([case])
check("one thread", base, run([case], "--threads", "1"))
check("two threads", base, run([case], "--threads", "2"))
if "de_DE.utf8" not in subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split():
    print("no German locale here: only the time zone is tried")
check("a German locale and another time zone", base,
      run([case], LC_ALL="de_DE.UTF-8", LANG="de_DE.UTF-8", LANGUAGE="de", TZ="Asia/Tokyo"))
if base == run([case], "--seed", "2"):
    failed += 1
    print("another seed draws the same")

with_scenarios(case, ["neutral"])
check("a scenario that changes nothing", without(base, "inputs", "scenario"),
      without(run([case], "--scenario", "neutral"), "inputs", "scenario"))

with_scenarios(case, [])
shuffled = random.Random(20260831).sample(rows, len(rows))
write_rows(f"{case}/leads.csv", header, shuffled)
check("rows in another order", masked(base), masked(run([case])))

write_rows(f"{folder.name}/a.csv", header, shuffled[::2])
write_rows(f"{folder.name}/b.csv", header, shuffled[1::2])
split = run([case, f"{folder.name}/b.csv", f"{folder.name}/a.csv"])
check("leads in two files", without(base, "inputs", "checks"), without(split, "inputs", "checks"))
KEYS = ["rows_read", "leads", "quarantined", "repeated", "excluded"]
one, two = ([sum(file[key] for file in json.loads(report)["inputs"] if file["role"] == "leads") for key in KEYS]
            for report in (base, split))
if one != two:
    failed += 1
    print("the rows of two files are not those of one:", KEYS, one, two)
sys.exit(failed != 0)
PYTHON
