#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# privacy.sh - no address, name or telephone number of a lead gets into any output or message: of the bundled case, and of an
# export made to trip the program, with people's data in every column where they could end up.
set -eu
cd "$(dirname "$0")/../.."
exec python3 - "$(realpath "${TRUECPL:-build/truecpl}")" <<'PYTHON'
import csv, io, itertools, os, subprocess, sys, tempfile, zipfile

HEADER = "lead_id,First Name,Last Name,email,Phone,vendor,delivered_at,status,won_at,amount,touches,billable,currency"
ROWS = [
    "L1,Zebedee,Quartermaine,zeb.q@nowhere.example,+44 20 7946 0958,Acme,2026-01-05,New,,,1,yes,USD",
    "L2,Hortense,Oberholtzer,h.ober@nowhere.example,(555) 867-5309,Acme,2026-01-06,New,,,,,",
    "L2,Hortense,Oberholtzer,H.OBER@nowhere.example,(555) 867-5309,Acme,2026-01-09,New,,,,,",  # repeated
    "L3,Zebedee,Quartermaine,zeb.q@nowhere.example,+44 20 7946 0958,Bolt,2026-01-07,New,,,,,",  # a duplicate
    # cells that slid into the wrong column
    "L4,Ann,Smith,ann@nowhere.example,5550001111,Acme,Quartermaine,New,,,,,",
    "L5,Ann,Smith,ann@nowhere.example,5550001111,Acme,zeb.q@nowhere.example,New,,,,,",
    "L6,Ann,Smith,ann@nowhere.example,5550001111,Acme,+44 20 7946 0958,New,,,,,",
    "L7,Ann,Smith,ann@nowhere.example,5550001111,Acme,2026-01-08,New,(555) 867-5309,,,,",
    "L8,Ann,Smith,ann@nowhere.example,5550001111,Acme,2026-01-08,New,,Oberholtzer,,,",
    "L9,Ann,Smith,ann@nowhere.example,5550001111,Acme,2026-01-08,New,,,Zebedee Quartermaine,,",
    "L10,Ann,Smith,ann@nowhere.example,5550001111,Acme,2026-01-08,New,,,,h.ober@nowhere.example,",
    "L11,Ann,Smith,ann@nowhere.example,5550001111,Acme,2026-01-08,New,,,,,Hortense",
    "L12,Ann,Smith,ann@nowhere.example,5550001111,zeb.q@nowhere.example,2026-01-08,New,,,,,",
    "L13,Ann,Smith,ann@nowhere.example,5550001111,Acme,2026-01-08,ask zeb.q@nowhere.example,,,,,",
    # records that are broken
    "L14,Hortense,Oberholtzer,h.ober@nowhere.example",
    'L15,"Zebedee,Quartermaine,zeb.q@nowhere.example,+44 20 7946 0958,Acme,2026-01-05,New,,,1,yes,USD',
    "zeb.q@nowhere.example,,,,,,,,,,,,",
]
SECRETS = ["Zebedee", "Quartermaine", "zeb.q", "Hortense", "Oberholtzer", "h.ober", "nowhere.example", "7946", "0958",
           "867-5309", "5550001111"]
COMMANDS = ["compare", "check"]
MAPS = [[], ["--map", "delivered_at=Last Name"], ["--map", "delivered_at=Phone"], ["--map", "delivered_at=email"],
        ["--map", "won=First Name,amount=Phone"], ["--map", "vendor=email"], ["--map", "lead_id=email"],
        ["--map", "owner=Last Name,account=Last Name,opportunity_id=email"]]


def texts_of(path):
    """The bytes of an output, those inside a workbook unpacked."""
    with open(path, "rb") as file:
        data = file.read()
    if not path.endswith(".xlsx"):
        return [data]
    book = zipfile.ZipFile(io.BytesIO(data))
    return [book.read(name) for name in book.namelist()] + [name.encode() for name in book.namelist()]


def outputs_of(command, arguments, folder):
    """All that a run says and makes."""
    files = [os.path.join(folder, "out." + suffix) for suffix in ("xlsx", "csv", "json", "html")]
    wanted = [word for path in files for word in ("-o", path)]
    texts = []
    for options in (wanted, ["--json"], ["--csv"]):
        done = subprocess.run([sys.argv[1], command, *arguments, *options], capture_output=True, cwd=folder)
        texts += [done.stdout, done.stderr]
    for path in files:
        if os.path.exists(path):
            texts += texts_of(path)
            os.remove(path)
    return texts


def leaks(texts, secrets):
    everything = b"\n".join(texts).lower()
    return sorted(secret for secret in secrets if secret.lower().encode() in everything)


failed = False
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "export.csv"), "w") as file:
        file.write("\n".join([HEADER, *ROWS]) + "\n")
    for command, options in itertools.product(COMMANDS, MAPS):
        texts = outputs_of(command, ["export.csv", "--as-of", "2026-03-31", *options], folder)
        found = leaks(texts, SECRETS)
        if found:
            failed = True
            print(command, "export.csv", *options, "repeats", *found)
        if not any(texts):
            failed = True
            print(command, "export.csv", *options, "said nothing at all")

    sample = os.path.abspath("inputs/sample")
    with open(f"{sample}/leads.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["email"]]
    secrets = {row["email"] for row in rows} | {row["email"].split("@")[0] for row in rows}
    for command in COMMANDS:  # a check shows two ids, so that a person sees that they are ids
        texts = outputs_of(command, [sample], folder)
        found = leaks(texts, secrets | {row["lead_id"] for row in rows if command != "check"})
        if found or len(secrets) < 3000 or sum(map(len, texts)) < 30000:
            failed = True
            print(command, "inputs/sample repeats", *found[:10], "of", len(secrets))
sys.exit(failed)
PYTHON
