#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# real_data.sh - four public data sets, none of which may be kept here, counted exactly, with --map and no file edited.
# REAL_DATA names the folder they lie in, as kag_facebook/KAG_conversion_data.csv (a Facebook ad set), olist/ (the marketing
# funnel of a Brazilian market place), bank_marketing/bank_market.csv (UCI), maven_crm/sales_pipeline.csv (Maven Analytics).
# Expected: the published counts, recounted in Python.
set -eu
cd "$(dirname "$0")/../.."
if [ ! -d "${REAL_DATA:-}" ]; then
    echo "skipped: REAL_DATA names no folder with the four public data sets"
    exit 0
fi
exec python3 - "${TRUECPL:-build/truecpl}" "$REAL_DATA" <<'PYTHON'
import json, subprocess, sys

failed = []


def compare(*arguments):
    done = subprocess.run([sys.argv[1], "compare", *arguments, "--json"], capture_output=True)
    if done.returncode:
        sys.exit(done.stderr.decode())
    return json.loads(done.stdout)


def check(what, got, want):
    if got != want:
        failed.append(f"{what}: {got}, not {want}")


def stages(place, *names):
    return [place["stages"][name] for name in names]


def data(path):
    return f"{sys.argv[2]}/{path}"


kag = compare(data("kag_facebook/KAG_conversion_data.csv"), "--currency", "USD", "--map",
              "vendor=xyz_campaign_id,spend=Spent,leads=Total_Conversion,sql=Approved_Conversion")
total = kag["totals"]
check("kag leads and SQLs", stages(total, "delivered", "sql"), [3264, 1079])
check("kag spend", total["ledger"]["invoice"], 58705.23)
check("kag cost a lead and an SQL", [round(total["true_cpl"], 2), round(total["cost_per"]["sql"], 2)], [17.99, 54.41])
check("kag rows", [kag["inputs"][0][key] for key in ("rows_read", "leads", "quarantined")], [1143, 1143, 0])
check("kag stages nobody counted", stages(total, "accepted", "opportunity", "won"), [None] * 3)
check("kag by campaign", {v["vendor"]: stages(v, "delivered", "sql") for v in kag["vendors"]},
      {"916": [58, 24], "936": [537, 183], "1178": [2669, 872]})

olist = compare(data("olist/olist_marketing_qualified_leads_dataset.csv"), "--map",
                "lead_id=mql_id,vendor=origin,delivered_at=first_contact_date",
                data("olist/closed_deals_asof_2018-05-31.csv"), "--map",
                "lead_id=mql_id,won_at=won_date,amount=declared_monthly_revenue", "--as-of", "2018-05-31")
origins = {vendor["vendor"]: vendor for vendor in olist["vendors"]}
check("olist leads and wins", stages(olist["totals"], "delivered", "won"), [8000, 665])
check("olist blank origins", stages(origins["(blank)"], "delivered"), [60])
check("olist unknown origins", stages(origins["unknown"], "delivered"), [1099])
check("olist joined", [olist["inputs"][1][key] for key in ("rows_read", "joined", "unmatched")], [665, 665, 0])
check("olist true cost", olist["totals"]["ledger"]["true_cost"], None)
check("olist origins", len(origins), 11)

bank = compare(data("bank_marketing/bank_market.csv"), "--map", "lead_id=Cust_num,vendor=contact,won=y,touches=campaign")
check("bank leads and wins", stages(bank["totals"], "delivered", "won"), [45211, 5289])
check("bank day", [bank["as_of"], bank["as_of_why"]["code"]], [None, "no_dates"])
check("bank by contact", {v["vendor"]: stages(v, "delivered", "won") for v in bank["vendors"]},
      {"cellular": [29285, 4369], "telephone": [2906, 390], "unknown": [13020, 530]})

maven = compare(data("maven_crm/sales_pipeline.csv"), "--map",
                "lead_id=opportunity_id,vendor=product,delivered_at=engage_date,status=deal_stage,closed_at=close_date,"
                "amount=close_value")
check("maven leads and wins", stages(maven["totals"], "delivered", "won"), [8300, 4238])
check("maven rows", [maven["inputs"][0][key] for key in ("rows_read", "leads", "quarantined")], [8800, 8300, 500])
check("maven losses", maven["totals"]["outcomes"]["lost"], 2473)
check("maven open deals", maven["totals"]["outcomes"]["opportunity"], 1589)
check("maven keeps a spelling apart", {v["vendor"] for v in maven["vendors"]} >= {"GTXPro", "GTX Plus Pro"}, True)
print(*failed, sep="\n")
sys.exit(bool(failed))
PYTHON
