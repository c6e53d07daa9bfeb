#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# selftest.sh - each lint finds what it is there for, in a small tree that does everything wrong, and nothing
# in what is right. Prints what was missed or found for no reason.
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir -p calc models/base inputs outputs tests/lint tests/unit
cp "$here"/*.sh tests/lint/
cp "$here/../../.clang-format" .
licence='/* SPDX-License-Identifier: GPL-3.0-or-later */'

put() { # FILE, from stdin, under the licence line
    { echo "$licence"; cat; } >"$1"
}
status=0
wants() { # LINT TEXT: the lint's output has this line, as a fixed text
    tests/lint/"$1".sh 2>&1 | grep -qF -- "$2" || { echo "$1 missed: $2"; status=1; }
}
silent() { # LINT
    found=$(tests/lint/"$1".sh 2>&1)
    [ -z "$found" ] || { echo "$1 found for no reason: $found"; status=1; }
}

put models/base/base.h <<'EOT'
/* base.h - what every room stands on. */
#ifndef MODELS_BASE_BASE_H
#define MODELS_BASE_BASE_H

/* Returns one. printf( and stdout in a comment are only words. */
int base_one(void);
int base_two(void);

/* Returns three,
 * always. */
#define base_three() base_three_at(1)
int base_three_at(int line);
int base_four(void); /* four */
#endif
EOT
put models/result.h <<'EOT'
/* result.h - what a run found. */
#include "models/base/base.h"
EOT
put outputs/report.h <<'EOT'
/* report.h - pages. */
#include "models/base/base.h"
EOT
put outputs/render_term.c <<'EOT'
#include "outputs/report.h"
#include <stdio.h>

static const char *words(void) { return "printf(\"stdout\")"; }
EOT
put outputs/sheet_a.c <<'EOT'
#include "models/result.h"
#include "outputs/report.h"
EOT
put calc/main.c <<'EOT'
#include "inputs/csv_file.h"
#include "outputs/report.h"
#include <stdio.h>

int main(void) { return printf("one\n") < 0; }
EOT
put inputs/csv_file.h <<'EOT'
/* csv_file.h - fields. */
EOT
for lint in layers headers words spdx format size; do silent $lint; done

put models/base/low.c <<'EOT'
#include "models/result.h"
EOT
put models/up.c <<'EOT'
#include "inputs/csv_file.h"
#include <time.h>
static void *f(void) { return malloc(1); }
static void g(void) { fopen("x", "r"); }
EOT
put inputs/side.c <<'EOT'
#include "outputs/report.h"
#include "side.h"
#include <csv.h>
#include <gsl/gsl_cdf.h>
static void f(void) { printf("x"); }
static void g(void) { fputs("x", stderr); }
EOT
put outputs/render_csv.c <<'EOT'
#include "models/result.h"
#include "outputs/via.h"
#include <xlsxwriter.h>
EOT
put outputs/via.h <<'EOT'
/* via.h - a way round. */
#include "models/result.h"
EOT
put outputs/render_far.c <<'EOT'
#include "outputs/via.h"
EOT
put inputs/one.h <<'EOT'
/* one.h - half of a circle. */
#include "inputs/two.h"
EOT
put inputs/two.c <<'EOT'
#include "inputs/one.h"
EOT
put inputs/two.h <<'EOT'
/* two.h - the other half. */
EOT
wants layers 'models/base/low.c:2: base may not include models/result.h'
wants layers 'models/up.c:2: models may not include inputs/csv_file.h'
wants layers 'models/up.c:3: models are pure: no <time.h>'
wants layers 'models/up.c:4: memory in models comes from an arena'
wants layers 'models/up.c:5: models are pure'
wants layers 'inputs/side.c:2: inputs may not include outputs/report.h'
wants layers 'inputs/side.c:3: not a path from the root'
wants layers 'inputs/side.c:4: libcsv belongs to inputs/csv_file.c'
wants layers 'inputs/side.c:5: GSL belongs to models'
wants layers 'inputs/side.c:6: no printing'
wants layers 'inputs/side.c:7: no standard streams'
wants layers 'outputs/render_csv.c:2: a renderer sees only the report'
wants layers 'outputs/render_csv.c:4: libxlsxwriter belongs'
wants layers 'outputs/render_far.c:1: a renderer sees results'
wants layers 'include cycle of modules: inputs/one inputs/two inputs/one'

put inputs/bad.h <<'EOT'
/* what is this */
#include <stddef.h>

int bad_plain(void);

Missing bad_type(void); /* does not compile */
EOT
wants headers 'inputs/bad.h:2: does not open with'
wants headers 'inputs/bad.h:5: a prototype without a contract'
wants headers 'inputs/bad.h:7:1: error'

printf 'int  x;\n' >inputs/plain.c
wants spdx 'inputs/plain.c:1: no SPDX'
wants format 'inputs/plain.c'
printf '/* TO%s: later */\nconst char *at = "/ro%s/x";\n' DO ot >inputs/words.c
wants words 'inputs/words.c:1:'
wants words 'inputs/words.c:2:'
{ echo 'int long_one(void) {'; yes '    ;' | head -n 500; echo '}'; } >inputs/long.c
wants size 'inputs/long.c:501: a file of more than 500 lines'
wants size 'inputs/long.c:1: long_one is 502 lines long'
exit $status
