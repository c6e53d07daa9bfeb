#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# recalculated.sh - what LibreOffice makes of a book's formulas is what the engine has put into its cells: for the bundled
# case in two scenarios, and for a case without prices; picking the other scenario in the book gives what the engine gives.
set -eu
cd "$(dirname "$0")/../.."
program=${TRUECPL:-build/truecpl}
command -v soffice >/dev/null || { echo "skipped: no LibreOffice here"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" compare inputs/sample -q -o "$folder/base.xlsx" 2>/dev/null
"$program" compare inputs/sample --scenario "many attempts" -q -o "$folder/many.xlsx" 2>/dev/null
"$program" compare inputs/sample/leads.csv -q -o "$folder/bare.xlsx" 2>/dev/null
for book in base many bare; do
    tests/lint/recalc.py "$folder/$book.xlsx" || { echo "$book.xlsx: recalculated is not cached"; exit 1; }
done
# The picker stands in Summary!B8; what follows it must be the engine's own book of that scenario.
tests/lint/recalc.py "$folder/base.xlsx" --set 'Summary!B8=many attempts' --dump | grep -E '^(Cost ledger|Vendors)' >"$folder/picked"
tests/lint/recalc.py "$folder/many.xlsx" --dump | grep -E '^(Cost ledger|Vendors)' >"$folder/engine"
python3 - "$folder/picked" "$folder/engine" <<'PYTHON'
import sys

def cells(path):
    rows = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8"))
    return {(row[0], row[1]): row[-1] for row in rows if row[2] == "n"}

picked, engine = cells(sys.argv[1]), cells(sys.argv[2])
wrong = [key for key in engine if abs(float(picked.get(key, "nan")) - float(engine[key])) > 1e-6 * max(1, abs(float(engine[key]))) or key not in picked]
for key in wrong[:5]:
    print(*key, picked.get(key), engine[key])
sys.exit(1 if wrong or not engine else 0)
PYTHON
