"""Blanks and line breaks as they were typed, for the texts of a PDF that says so itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ipforms.formats.pdf.layout_analysis.table_continuation import MultiPageCell, MultiPageTable
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine, as_seen, in_order
from ipforms.formats.pdf.pdf_page import BoundingBox, Character, PdfPage, around
from ipforms.formats.pdf.whitespace_stream import (
    PARAGRAPH,
    WhitespacePattern,
    WhitespaceStream,
    is_invisible,
    is_visible,
)
from ipforms.sheet import Doubt


class PageParagraph(NamedTuple):
    """A paragraph outside of tables: its text, its page, where it begins there, and what the page does not tell."""

    text: str
    page: PdfPage
    box: BoundingBox
    lines: Sequence[TextLine] = ()
    doubts: Sequence[Doubt] = ()


Blocks = Sequence[MultiPageTable | PageParagraph]
_Placed = list[tuple[PdfPage | None, Character]]


def restored(blocks: Blocks, spacing: WhitespaceStream) -> Iterator[MultiPageTable | PageParagraph]:
    """The tables and paragraphs of a document, with the blanks that `spacing` knows of."""
    units = list(_units(blocks))
    seen = [_seen(unit, spacing) for unit in units]
    patterns = spacing.of([_said(characters) for characters in seen])
    for unit, characters, pattern in zip(units, seen, patterns, strict=True):
        if isinstance(unit, MultiPageCell):
            if pattern is not None:
                unit.text, unit.doubts = _text(characters, pattern), []
        elif pattern is None or not characters:
            yield from unit
        elif isinstance(unit, list):
            yield from _paragraphs(characters, pattern)


def _units(blocks: Blocks) -> Iterator[MultiPageCell | list[MultiPageTable] | list[PageParagraph]]:
    """The cells of each table and then the table, and all paragraphs between two tables."""
    for is_table, group in groupby(blocks, key=_is_table):
        if not is_table:
            yield [block for block in group if isinstance(block, PageParagraph)]
            continue
        for block in group:
            if isinstance(block, MultiPageTable):
                yield from (cell for cell in sorted(block.cells, key=_place) if cell.is_plain)
                yield [block]


def _is_table(block: MultiPageTable | PageParagraph) -> bool:
    return isinstance(block, MultiPageTable)


def _place(cell: MultiPageCell) -> tuple[int, float]:
    return cell.row, cell.parts[0][1].left


def _seen(unit: MultiPageCell | list[MultiPageTable] | list[PageParagraph], spacing: WhitespaceStream) -> _Placed:
    """The characters of a text in the order that the file has them in, or else in that in which a person sees them.

    What was filled in comes behind all print where a form was flattened.
    """
    order = _in_order(unit)
    if not order or spacing.has(_said(order)):
        return order
    seen = _as_seen(unit)
    return seen if spacing.has(_said(seen)) else order


def _in_order(unit: MultiPageCell | list[MultiPageTable] | list[PageParagraph]) -> _Placed:
    if isinstance(unit, MultiPageCell):
        return [(None, each) for each in unit.written if is_visible(each)]
    typed = (block for block in unit if isinstance(block, PageParagraph))
    return _drawn(sorted(((block.page, each) for block in typed for each in in_order(block.lines)), key=_order))


def _as_seen(unit: MultiPageCell | list[MultiPageTable] | list[PageParagraph]) -> _Placed:
    if isinstance(unit, MultiPageCell):
        return [(None, each) for each in as_seen(unit.lines) if is_visible(each)]
    return _drawn(
        (block.page, each) for block in unit if isinstance(block, PageParagraph) for each in as_seen(block.lines)
    )


def _drawn(placed: Iterable[tuple[PdfPage | None, Character]]) -> _Placed:
    return [(page, each) for page, each in placed if is_visible(each)]


def _order(placed: tuple[PdfPage | None, Character]) -> tuple[int, int]:
    page, character = placed
    return (page.number if page else 0), character.number


def _said(characters: _Placed) -> str:
    return "".join([each.text for _, each in characters])


def _text(characters: _Placed, pattern: WhitespacePattern) -> str:
    if not pattern:
        return _said(characters)
    before = dict(pattern)
    said = "".join(before.get(number, "") + each.text for number, (_, each) in enumerate(characters))
    return said + before.get(len(characters), "")


def _paragraphs(characters: _Placed, pattern: WhitespacePattern) -> Iterator[PageParagraph]:
    at = 0
    for text in _text(characters, pattern).split(PARAGRAPH):
        count = sum(not is_invisible(each) for each in text)
        taken, at = characters[at : at + count], at + count
        if taken:
            page = taken[0][0]
            assert page is not None
            yield PageParagraph(text, page, around(each.box for of, each in taken if of is page))
