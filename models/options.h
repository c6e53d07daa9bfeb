/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - what a run was asked for, as data: filled from the command line by calc, read by every room. */
#ifndef MODELS_OPTIONS_H
#define MODELS_OPTIONS_H
#include "models/base/base.h"

/* A file named on the command line, with the `--map` behind it. */
typedef struct FileOption {
    Str path;
    Str map; /* "ours=theirs,ours=theirs", or empty */
} FileOption;

/* `--set key=value`. */
typedef struct SetOption {
    Str key, value;
} SetOption;

/* `--gate name=value`. */
typedef struct GateOption {
    Str name, value; /* value.at NULL: the gate's own limit */
} GateOption;

/* Texts are empty, days DAY_NONE and numbers 0 where nothing was asked for. */
typedef struct RunOptions {
    Str case_path;     /* a folder or workbook; empty: files alone, nothing else is read */
    FileOption *files; /* replace the case's leads */
    size_t file_count;
    Str *rollups; /* folders of rollups, in place of leads */
    size_t rollup_count;
    Str map;    /* `--map` before any file: for all of them */
    Str preset; /* a name of inputs/presets.h, or none */
    Day as_of, from, to;
    SetOption *sets;
    size_t set_count;
    Str scenario;
    Str segment, vendor;
    Str date_format; /* ymd, mdy or dmy */
    Str tz, encoding, currency;
    char delimiter; /* 0: found out */
    unsigned long seed;
    int threads;
    GateOption *gates;
    size_t gate_count;
} RunOptions;

#endif
