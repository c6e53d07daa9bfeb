#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# rollup.sh - a rollup stands in for its leads: the same comparison, the same bytes whatever the order of the rows, and parts
# add up to the whole. By the bundled case.
set -eu
cd "$(dirname "$0")/../.."
exec python3 - "$(realpath "${TRUECPL:-build/truecpl}")" <<'PYTHON'
import csv, filecmp, json, os, random, shutil, subprocess, sys, tempfile, zlib

CASE = "inputs/sample"
TABLES = ["cell.csv", "flow.csv", "lag.csv", "deal.csv"]
failed = 0


def run(*arguments, fails=False):
    done = subprocess.run([sys.argv[1], *arguments], capture_output=True, text=True)
    if (done.returncode != 0) != fails:
        sys.exit(f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr}")
    return done.stderr if fails else done.stdout


def check(sentence, holds):
    global failed
    if not holds:
        failed += 1
        print(sentence)


def same(a, b, files=(*TABLES, "meta.csv")):
    return filecmp.cmpfiles(a, b, files, shallow=False)[0] == list(files)


def compared(*arguments):
    """The whole answer, but for the files it was read from and how many rows these have."""
    report = json.loads(run("compare", *arguments, "--json"))
    assert report.pop("inputs") and report["checks"][0].pop("detail")
    return report


def write_leads(name, rows):
    """A case with these leads, at one price each, so that no price hangs on other leads."""
    case = f"{folder}/{name}"
    shutil.copytree(CASE, case)
    with open(f"{CASE}/contracts.csv", newline="") as file:
        contracts = [row | {"minimum_leads": ""} for row in csv.DictReader(file) if row["from_lead"] in ("", "1")]
    for path, lines in (("leads", rows), ("contracts", contracts)):
        with open(f"{case}/{path}.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, lines[0])
            writer.writeheader()
            writer.writerows(lines)
    return case


def count(case, *options):
    out = f"{case}-rollup"
    run("rollup", case, "--as-of", "2026-08-31", "-o", f"{out}/", *options)
    return out


def check_parts(sentence, rows, part_of):
    """Counts the leads in two parts and as a whole."""
    name = sentence.replace(" ", "-")
    whole = count(write_leads(f"{name}-whole", rows))
    parts = [count(write_leads(f"{name}-{n}", [row for row in rows if part_of(row) == n]), "--partition", f"part{n}")
             for n in (0, 1)]
    run("rollup", *parts, "-o", f"{folder}/{name}-sum")
    check(f"parts by {sentence} do not add up to the whole", same(whole, f"{folder}/{name}-sum", TABLES))
    run("rollup", *reversed(parts), "-o", f"{folder}/{name}-turned")
    check("the order of the parts changes the sum", same(f"{folder}/{name}-sum", f"{folder}/{name}-turned"))
    check("a part can be added twice", "share leads" in run("compare", parts[0], f"{folder}/{name}-sum", fails=True))


folder = tempfile.mkdtemp()
try:
    with open(f"{CASE}/leads.csv", newline="") as file:
        leads = [row for row in csv.DictReader(file) if None not in row.values()]  # whole records
    with open(f"{CASE}/leads.csv", newline="") as file:
        header, *records = file.readlines()
    rollup = f"{folder}/rollup"
    run("rollup", CASE, "-o", f"{rollup}/")
    check("the comparison from the rollup is another", compared(CASE) == compared(CASE, rollup))
    run("rollup", rollup, "-o", f"{folder}/again")
    check("a rollup that was read and written is another", same(rollup, f"{folder}/again"))

    shuffled = f"{folder}/shuffled"
    shutil.copytree(CASE, shuffled)
    with open(f"{shuffled}/leads.csv", "w", newline="") as file:
        file.writelines([header, *random.Random(7).sample(records, len(records))])
    check("the order of the leads changes the bytes", same(rollup, count(shuffled)))

    text = "".join(open(f"{rollup}/{name}").read() for name in (*TABLES, "meta.csv"))
    check("a rollup holds an address", "@" not in text and not any(row["email"] and row["email"] in text for row in leads))

    alone = [row | {"email": "", "opportunity_id": ""} for row in leads]
    check_parts("number", alone, lambda row: int(row["lead_id"][1:]) % 2)
    check_parts("address", [row | {"opportunity_id": ""} for row in leads],
                lambda row: zlib.crc32(row["email"].lower().encode()) % 2)

    with open(f"{rollup}/cell.csv") as file:
        cells = file.read()
    for what, changed in (("a byte", cells.replace("yes", "no", 1)), ("a row", cells.rsplit("\n", 2)[0] + "\n")):
        with open(f"{folder}/again/cell.csv", "w") as file:
            file.write(changed)
        check(f"{what} can be changed unseen", "cell.csv: was changed" in run("compare", f"{folder}/again", fails=True))
    os.remove(f"{folder}/again/flow.csv")
    shutil.copy(f"{rollup}/cell.csv", f"{folder}/again/cell.csv")
    check("a table can be missing", "flow.csv" in run("compare", f"{folder}/again", fails=True))
finally:
    shutil.rmtree(folder)
sys.exit(failed != 0)
PYTHON
