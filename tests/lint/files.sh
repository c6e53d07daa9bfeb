# SPDX-License-Identifier: GPL-3.0-or-later
# files.sh - to be sourced: the files that belong to the project, one a line, in a clone or in an unpacked release.
project_files() {
    if git rev-parse --git-dir >/dev/null 2>&1; then
        git ls-files --cached --others --exclude-standard | while read -r file; do
            [ ! -f "$file" ] || echo "$file"
        done
    else
        find . -name build -prune -o -type f -print | sed 's|^\./||'
    fi | LC_ALL=C sort
}
