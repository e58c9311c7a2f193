"""Sheets in a few lines of text, and what matching makes of them.

A line with | is a row of a table, any other one a paragraph; an empty line parts two tables. `<` goes on with the cell
on its left, `^` with the cell above, ⏎ is a line break in a cell. A template is written in the same way, with its tags:

>>> cells("甲 | < | 乙⏎丙\\n丁 | 戊 | ^")
[(0, 0, 1, 2, '甲'), (0, 2, 2, 1, '乙\\n丙'), (1, 0, 1, 1, '丁'), (1, 1, 1, 1, '戊')]
"""

from __future__ import annotations

from itertools import groupby

from ipforms.matching import FormMatcher
from ipforms.matching.text_blocks import text_blocks
from ipforms.paths import Place
from ipforms.sheet import Cell, Field, Paragraph, Sheet, Table


def sheet(text, fields=()):
    """The sheet of a text in the notation; `fields` are pairs of name and value."""
    blocks, tables = [], 0
    for is_table, lines in groupby(text.strip("\n").split("\n"), key=lambda line: "|" in line):
        if is_table:
            tables += 1
            blocks.append(_table([[part.strip(" ") for part in line.split("|")] for line in lines], tables))
        else:
            blocks += [Paragraph(line.replace("⏎", "\n"), Place(row=at)) for at, line in enumerate(lines, 1) if line]
    return Sheet(tuple(blocks), fields=tuple(Field(*field, Place(page=1)) for field in fields))


def _table(rows, number):
    found, owners = {}, {}
    for row, parts in enumerate(rows):
        for column, part in enumerate(parts):
            before = {"<": (row, column - 1), "^": (row - 1, column)}.get(part)
            owners[row, column] = owner = owners.get(before, (row, column))
            first = found.setdefault(owner, [owner, part.replace("⏎", "\n"), row, column])
            first[2:] = max(first[2], row), max(first[3], column)
    made = [
        Cell(row, column, last - row + 1, right - column + 1, text, Place(table=number, row=row + 1, column=column + 1))
        for (row, column), text, last, right in found.values()
    ]
    return Table(len(rows), max(map(len, rows)), tuple(sorted(made)), Place(table=number))


def cells(text):
    """The cells of the first table: row, column, spans and text."""
    return [cell[:5] for cell in sheet(text).blocks[0].cells]


def matcher(template, **kwargs):
    """The matcher of a form."""
    return FormMatcher(sheet(template), **kwargs)


def match(template, document, **kwargs):
    """What the labels of a document say of it."""
    form = matcher(template, **kwargs)
    return form.match_labels(text_blocks(sheet(document), form.keys))


def texts(template, document, **kwargs):
    """What goes to which field, by its labels; blank fields are left out."""
    return filled(match(template, document, **kwargs))


def filled(found):
    """The texts of a match, blank ones left out."""
    return {path: text for path, text in found.fields.texts.items() if text.strip()}


def unassigned(found):
    """What belongs to no field."""
    return [fragment.text for fragment in found.fields.unassigned]
