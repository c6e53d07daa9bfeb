/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base.h - what every room stands on: memory, text, errors, days, money. */
#ifndef MODELS_BASE_BASE_H
#define MODELS_BASE_BASE_H
#include "models/base/arena.h"
#include "models/base/date.h"
#include "models/base/err.h"
#include "models/base/money.h"
#include "models/base/str.h"
#endif
