"""The further pages of our own PDFs, made print: what goes on there belongs to the cells that it was too long for.

Such a page begins with the title of the form and （续页）. Below stands a table of labels and of what belongs to them.
A row over both columns heads the fields of a row of a repeated section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ipforms.matching.bound import Bound
from ipforms.paths import Place
from ipforms.sheet import Cell, Paragraph, Sheet, Table

_HEADING = re.compile(r".*（续页）\s*")
_GOES_ON = re.compile(r"(?P<label>.+)（续(?P<begins>，另起一段)?）", re.DOTALL)
_ROW = re.compile(r"第(\d+)行")


class Further(NamedTuple):
    """What stands beside a label on a further page.

    Attributes:
        label: the labels on the way to a field, without white space.
        text: what belongs to it.
        goes_on: whether it goes on with what its cell says.
        begins: whether it begins with a new paragraph then.
        place: where it stands.
    """

    label: str
    text: str
    goes_on: bool
    begins: bool
    place: Place


def apart(sheet: Sheet) -> tuple[Sheet, tuple[Further, ...]]:
    """A document without its further pages, and what these say. A form with fields says it in them."""
    return (sheet, ()) if sheet.fields else _parted(sheet)


def printed(sheet: Sheet) -> tuple[Further, ...]:
    """What the further pages of a form with fields print of texts that go on there."""
    return tuple(each for each in _parted(sheet)[1] if each.goes_on)


def _parted(sheet: Sheet) -> tuple[Sheet, tuple[Further, ...]]:
    heads = [_is_heading(block) for block in sheet.blocks]
    if not any(heads):
        return sheet, ()
    first = heads.index(True)
    behind = sheet.blocks[first:]
    if not all(isinstance(block, Table) or _is_heading(block) for block in behind):
        return sheet, ()
    said = tuple(each for block in behind if isinstance(block, Table) for each in _rows(block))
    return replace(sheet, blocks=sheet.blocks[:first]), said


def joined(bound: Bound, said: Sequence[Further], names: Mapping[str, str]) -> Bound | None:
    """What a document says, its further pages too; None if one of their labels is none of the form.

    Args:
        bound: what its own pages say.
        said: what the further ones say.
        names: the patterns of the form's paths by their labels, in which 第1行 stands for any row.
    """
    texts, places = dict(bound.texts), dict(bound.places)
    for each in said:
        path = path_of(each, names)
        if path is None:
            return None
        before = texts.get(path, "") if each.goes_on else ""
        texts[path] = before + ("\n" if before and each.begins else "") + each.text
        places.setdefault(path, each.place)
    return replace(bound, texts=texts, places=places)


def path_of(said: Further, names: Mapping[str, str]) -> str | None:
    """The path of the field that something belongs to, for `names` as in `joined`; None if the form has none."""
    pattern = names.get(_ROW.sub("第1行", said.label))
    number = _ROW.search(said.label)
    return pattern.replace("[]", f"[{int(number[1]) - 1}]") if pattern and number else pattern


def _is_heading(block: object) -> bool:
    return isinstance(block, Paragraph) and bool(_HEADING.fullmatch(block.text))


def _rows(table: Table) -> Iterator[Further]:
    head = ""
    for _, group in groupby(table.cells, key=_row_of):
        cells = list(group)
        label = "".join(cells[0].text.split())
        if len(cells) == 1:
            head = label
            continue
        found = _GOES_ON.fullmatch(label)
        if found:
            yield Further(found["label"], cells[1].text, True, bool(found["begins"]), cells[1].place)
        else:
            yield Further(head + label, cells[1].text, False, False, cells[1].place)


def _row_of(cell: Cell) -> int:
    return cell.row
