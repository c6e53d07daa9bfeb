#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""recalc.py BOOK.xlsx [--set 'SHEET!CELL=VALUE']... [--dump]

Recalculates every formula of a workbook in LibreOffice and compares each cell with the value that the book
itself carries (relative or absolute 1e-9; text to the letter). A difference, an error value, a NaN and a
formula without a cached value are printed as SHEET!CELL, cached, recalculated, separated by tabs.

--set    puts another value into an input cell first; then only error values are looked for
--dump   prints every cell after recalculation instead: sheet, cell, type (n, s, b, e), value

Exit code: 0 nothing to say, 1 something found, 2 it could not be done."""
import argparse
import math
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
LINK = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'
TOLERANCE = 1e-9
# LibreOffice trusts cached values on load unless its profile says "always recalculate".
PROFILE = '''<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
'''


class Unable(Exception):
    """What cannot be done, in one line."""


class Cell:
    """One cell: kind n, s, b, e or '' (blank), its value, and whether a formula makes it."""

    def __init__(self, kind, value, formula):
        self.kind, self.value, self.formula = kind, value, formula

    def __str__(self):
        if self.kind == 'n':
            return repr(self.value)
        return str(self.value).replace('\\', '\\\\').replace('\t', '\\t').replace('\n', '\\n')


BLANK = Cell('', '', False)


def text_of(element):
    """The text of a string item: its runs joined, without phonetic hints."""
    return ''.join(part.text or '' for run in element for part in
                   ([run] if run.tag == MAIN + 't' else run.findall(MAIN + 't') if run.tag == MAIN + 'r' else []))


def read_cell(element, strings):
    kind, formula = element.get('t', 'n'), element.find(MAIN + 'f') is not None
    value = element.find(MAIN + 'v')
    if kind == 'inlineStr':
        return Cell('s', text_of(element.find(MAIN + 'is')), formula)
    if value is None:
        return Cell('', '', formula)
    text = value.text or ''
    if kind == 's':
        return Cell('s', strings[int(text)], formula)
    if kind == 'str':
        return Cell('s', text, formula)
    if kind == 'b':
        return Cell('b', text == '1', formula)
    if kind == 'e':
        return Cell('e', text, formula)
    try:
        return Cell('n', float(text), formula)
    except ValueError:
        return Cell('e', text, formula)


def sheet_parts(archive):
    """Name of each sheet and its part, in the order of the book."""
    links = {link.get('Id'): link.get('Target') for link in ET.fromstring(archive.read('xl/_rels/workbook.xml.rels'))}
    for sheet in ET.fromstring(archive.read('xl/workbook.xml')).find(MAIN + 'sheets'):
        target = links[sheet.get(LINK)]
        yield sheet.get('name'), target.lstrip('/') if target.startswith('/') else 'xl/' + target


def read_book(path):
    """Every cell that has a value or a formula, by (sheet, reference)."""
    cells = {}
    with zipfile.ZipFile(path) as archive:
        strings = []
        if 'xl/sharedStrings.xml' in archive.namelist():
            strings = [text_of(item) for item in ET.fromstring(archive.read('xl/sharedStrings.xml'))]
        for sheet, part in sheet_parts(archive):
            for element in ET.fromstring(archive.read(part)).iter(MAIN + 'c'):
                cell = read_cell(element, strings)
                if cell.kind or cell.formula:
                    cells[sheet, element.get('r')] = cell
    return cells


def new_content(value):
    try:
        return '', '<v>%r</v>' % float(value)
    except ValueError:
        return ' t="inlineStr"', '<is><t xml:space="preserve">%s</t></is>' % escape(value)


def set_cell(xml, reference, value, label):
    """The sheet's XML with another value in one cell, which must be there and hold no formula."""
    found = re.search(r'<c r="%s"([^>]*?)(/>|>(.*?)</c>)' % reference, xml, re.S)
    if not found:
        raise Unable('%s: no such cell' % label)
    if '<f' in (found.group(3) or ''):
        raise Unable('%s: a formula, not an input' % label)
    kind, content = new_content(value)
    attributes = re.sub(r' t="[^"]*"', '', found.group(1))
    return xml[:found.start()] + '<c r="%s"%s%s>%s</c>' % (reference, attributes, kind, content) + xml[found.end():]


def edited_book(path, edits, target):
    """Writes the book with the edits made."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as out:
        parts, changed = dict(sheet_parts(archive)), {}
        for edit in edits:
            match = re.fullmatch(r"'?(.+?)'?!\$?([A-Z]+)\$?([0-9]+)=(.*)", edit, re.S)
            if not match or match.group(1) not in parts:
                raise Unable('%s: not SHEET!CELL=VALUE with a sheet of this book' % edit)
            part, reference = parts[match.group(1)], match.group(2) + match.group(3)
            xml = changed.get(part) or archive.read(part).decode('utf-8')
            changed[part] = set_cell(xml, reference, match.group(4), '%s!%s' % (match.group(1), reference))
        for item in archive.infolist():
            out.writestr(item, changed.get(item.filename) or archive.read(item.filename))


def recalculated_book(path, folder):
    """Opens the book in LibreOffice, with a profile of its own, and returns the path it was saved to."""
    os.makedirs(folder + '/profile/user')
    with open(folder + '/profile/user/registrymodifications.xcu', 'w') as profile:
        profile.write(PROFILE)
    command = ['soffice', '-env:UserInstallation=file://' + folder + '/profile', '--headless', '--norestore',
               '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', folder + '/out', path]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False,
                             env=dict(os.environ, HOME=folder, LC_ALL='C.UTF-8'))
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unable('LibreOffice: %s' % error) from error
    saved = folder + '/out/' + os.path.basename(path)
    if not os.path.exists(saved):
        raise Unable('LibreOffice saved nothing: %s' % (run.stderr.strip() or run.stdout.strip()))
    return saved


def is_error(cell):
    return (cell.kind == 'e' or cell.kind == 'n' and not math.isfinite(cell.value) or
            cell.kind == 's' and re.match(r'(Err:\d|#(REF|VALUE|NAME|N/A|DIV/0|NUM|NULL)[!?]?)', cell.value))


def same(cached, now):
    if 'b' in (cached.kind, now.kind):
        number = {'TRUE': 1.0, 'FALSE': 0.0}
        return number.get(cached.value, cached.value) == number.get(now.value, now.value)
    if cached.kind == now.kind == 'n':
        return abs(cached.value - now.value) <= TOLERANCE * max(1.0, abs(cached.value))
    return cached.value == now.value if cached.kind == now.kind else cached.value == now.value == ''


def differences(cached, now, compare):
    """Yields what is wrong: sheet and cell, what the book said, what came out."""
    for key in sorted(cached.keys() | now.keys()):
        before, after = cached.get(key, BLANK), now.get(key, BLANK)
        if before.formula and before.kind == '':
            yield key, 'no cached value', after
        elif is_error(before) or is_error(after) or compare and not same(before, after):
            yield key, before, after


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('book')
    parser.add_argument('--set', action='append', default=[], metavar='SHEET!CELL=VALUE')
    parser.add_argument('--dump', action='store_true')
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            book = os.path.join(folder, 'book.xlsx')
            edited_book(options.book, options.set, book)
            now = read_book(recalculated_book(book, folder))
        cached = read_book(options.book)
    except (Unable, OSError, KeyError, zipfile.BadZipFile, ET.ParseError) as error:
        print('recalc.py: %s: %s' % (options.book, error), file=sys.stderr)
        return 2
    if options.dump:
        for (sheet, reference), cell in now.items():
            print(sheet, reference, cell.kind, cell, sep='\t')
    found = list(differences(cached, now, compare=not options.set))
    for (sheet, reference), before, after in found:
        print('%s!%s' % (sheet, reference), before, after, sep='\t', file=sys.stderr if options.dump else sys.stdout)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
