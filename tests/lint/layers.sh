#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# layers.sh - who may include whom: models/base < models < { inputs, outputs } < calc < tests, each library in
# its one place, renderers blind to results, no include cycle between modules (x.c with x.h) or folders, and
# nothing below calc that prints, ends the process or asks the clock. Silent when clean, else file:line.
cd "$(dirname "$0")/../.." || exit 1
find calc models inputs outputs tests -name '*.[ch]' 2>/dev/null | LC_ALL=C sort | xargs awk '
function complain(what) { print FILENAME ":" FNR ": " what }
function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
function module(path) { sub(/\.[ch]$/, "", path); return path }
function room(path) { return path ~ /^models\/base\// ? "base" : substr(path, 1, index(path, "/") - 1) }

function may_include(from, to) {
    if (from == to || from == "tests") return 1
    if (to == "tests" || rank[from] <= rank[to]) return 0
    return 1
}

function note_edge(kind, from, to) {
    if (from == to || (kind, from, to) in place) return
    place[kind, from, to] = FILENAME ":" FNR
    edges[kind, from] = edges[kind, from] " " to
    if (!((kind, from) in known)) { known[kind, from]; nodes[kind] = nodes[kind] " " from }
}

# Follows the arrows of one kind from `node`; the way back to a node on the path is a cycle.
function visit(kind, node, path,    next_nodes, count, i) {
    state[kind, node] = "open"
    count = split(edges[kind, node], next_nodes, " ")
    for (i = 1; i <= count; i++) {
        if (state[kind, next_nodes[i]] == "open")
            print place[kind, node, next_nodes[i]] ": include cycle of " kind "s:" \
                substr(path, index(path " ", " " next_nodes[i] " ")) " " next_nodes[i]
        else if (state[kind, next_nodes[i]] == "")
            visit(kind, next_nodes[i], path " " next_nodes[i])
    }
    state[kind, node] = "done"
}

function check_cycles(kind,    list, count, i) {
    count = split(nodes[kind], list, " ")
    for (i = 1; i <= count; i++) if (state[kind, list[i]] == "") visit(kind, list[i], " " list[i])
}

# What a renderer includes, whatever way round, must not hold results.
function check_renderers(    file, seen, queue, first, last, count, parts, i) {
    for (file in renders) {
        split("", seen); queue[1] = file; first = last = 1
        while (first <= last) {
            count = split(includes[queue[first++]], parts, " ")
            for (i = 1; i <= count; i++) if (!(parts[i] in seen)) { seen[parts[i]]; queue[++last] = parts[i] }
        }
        if ("models/result.h" in seen) print file ":1: a renderer sees results (models/result.h)"
    }
}

function check_own(to) {
    if (room(to) == "" || !(room(to) in rank)) { complain("not a path from the root: " to); return }
    if (!may_include(room(FILENAME), room(to))) complain(room(FILENAME) " may not include " to)
    if (FILENAME ~ /^outputs\/render_/ && to ~ /^(models\/[^\/]*\.h|outputs\/sheet.*)$/)
        complain("a renderer sees only the report, not " to)
    if (FILENAME ~ /^outputs\/sheet/ && to ~ /^outputs\/render_/) complain("a sheet knows no medium: " to)
    includes[FILENAME] = includes[FILENAME] " " to
    note_edge("module", module(FILENAME), module(to))
    note_edge("folder", folder(FILENAME), folder(to))
}

function check_library(header) {
    if (FILENAME ~ /^tests\/bench\//) return # measures the libraries themselves
    if (header ~ /^gsl\// && FILENAME !~ /^models\//) complain("GSL belongs to models")
    if (header == "csv.h" && FILENAME != "inputs/csv_file.c") complain("libcsv belongs to inputs/csv_file.c")
    if (header ~ /^xlsxwriter/ && FILENAME != "outputs/render_xlsx.c")
        complain("libxlsxwriter belongs to outputs/render_xlsx.c")
    if (FILENAME ~ /^models\// && header ~ /^(time|unistd|fcntl|sys\/.*|dirent|locale|pthread)\.h$/)
        complain("models are pure: no <" header ">")
}

# Without comments and the insides of literals, so that words in them do not count.
function code_of(line,    at) {
    gsub(/\\./, "", line)
    gsub(/"[^"]*"/, "\"\"", line)
    gsub(/\047[^\047]*\047/, "0", line)
    if (in_comment) {
        at = index(line, "*/")
        if (!at) return ""
        line = substr(line, at + 2); in_comment = 0
    }
    while ((at = index(line, "/*"))) {
        rest = substr(line, at + 2)
        if (!index(rest, "*/")) { in_comment = 1; return substr(line, 1, at - 1) }
        line = substr(line, 1, at - 1) " " substr(rest, index(rest, "*/") + 2)
    }
    sub(/\/\/.*/, "", line)
    return line
}

function check_calls(line) {
    if (FILENAME ~ /^(calc|tests)\// || FILENAME ~ /^models\/base\/arena\./) return
    if (line ~ /(^|[^A-Za-z0-9_])(exit|longjmp|setjmp|printf|vprintf|puts|putchar|perror)[ ]*\(/)
        complain("no printing, exit or longjmp below calc")
    if (line ~ /(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|$)/) complain("no standard streams below calc")
    if (line ~ /(^|[^A-Za-z0-9_])(strtok|gmtime|localtime|rand|srand|setlocale)[ ]*\(/)
        complain("a call with state of the whole process")
    if (FILENAME !~ /^models\//) return
    if (line ~ /(^|[^A-Za-z0-9_])(malloc|calloc|realloc|free|strdup)[ ]*\(/)
        complain("memory in models comes from an arena")
    if (line ~ /(^|[^A-Za-z0-9_])(fopen|fdopen|fprintf|fputs|fwrite|fread|getenv|time|clock|clock_gettime|system|abort)[ ]*\(/)
        complain("models are pure: no files, clock, environment or streams")
}

BEGIN { rank["base"] = 0; rank["models"] = 1; rank["inputs"] = rank["outputs"] = 2; rank["calc"] = 3; rank["tests"] = 4 }
FNR == 1 { in_comment = 0; if (FILENAME ~ /^outputs\/render_/) renders[FILENAME] }
/^[ \t]*#[ \t]*include[ \t]*"/ { to = $0; sub(/^[^"]*"/, "", to); sub(/".*/, "", to); check_own(to); next }
/^[ \t]*#[ \t]*include[ \t]*</ { to = $0; sub(/^[^<]*</, "", to); sub(/>.*/, "", to); check_library(to); next }
{ check_calls(code_of($0)) }
END { check_cycles("module"); check_cycles("folder"); check_renderers() }'
