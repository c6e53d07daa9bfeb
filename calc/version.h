/* SPDX-License-Identifier: GPL-3.0-or-later */
/* version.h - the program's name and version, in one place. */
#ifndef CALC_VERSION_H
#define CALC_VERSION_H
#define TRUECPL_NAME    "truecpl"
#define TRUECPL_VERSION "0.1.0"
#endif
