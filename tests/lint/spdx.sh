#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# spdx.sh - every source names its licence in its first line (a script in its second). Silent when clean.
cd "$(dirname "$0")/../.." || exit 1
. tests/lint/files.sh
project_files | grep -E '\.(c|h|sh|py)$|(^|/)Makefile$|^\.ci/' | while read -r file; do
    awk -v file="$file" '
    NR == 1 && /^#!/ { next }
    { licensed = /SPDX-License-Identifier: GPL-3\.0-or-later/; exit }
    END { if (!licensed) print file ":1: no SPDX-License-Identifier: GPL-3.0-or-later" }' "$file"
done
