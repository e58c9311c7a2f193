"""A DOCX in whose paragraphs tags are put: each by its number among all paragraphs, and where in its text.

The text of a paragraph is what a blank form shows: a line to write on is underscores, however it was drawn; a box of a
symbol font is □.
"""

import copy
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lxml import etree

from ipforms.containers.zip_archive import zip_bytes
from ipforms.template.blank_prompts import blacken, is_grey, offered, open_controls
from ipforms.template.tagged_parts import main_part, template_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _R, _T, _TR, _TC = (f"{_W}{name}" for name in ("p", "r", "t", "tr", "tc"))
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}sym": "□"}
_NOT_SEEN = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "txbxContent"))
_LINE = 312  # twips: a line of 五号, 10.5 points, set with the usual line spacing of 15.6
_BLANK = " \t\u3000\u00a0"


class TextEdit(NamedTuple):
    """What is put in the place of a part of a paragraph's text: from `start` up to `end`."""

    start: int
    end: int
    text: str


class _Character(NamedTuple):
    """A character with the element that it stands in, its offset there, and its run."""

    text: str
    element: Any
    offset: int
    run: Any


class DocumentEditor:
    """The main part of a DOCX, open to be edited."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open a DOCX.

        Raises:
            UnreadableDocument: it is none.
        """
        self._parts, self._part, self._root = opened_document(name, data)
        self._paragraphs = list(self._root.iter(_P))
        self._choices = {number: offered(each) for number, each in enumerate(self._paragraphs)}
        open_controls(self._root)

    def text(self, number: int) -> str:
        """The text of a paragraph, as long as the offsets of its edits."""
        return "".join(
            "_" if each.text in _BLANK and _is_underlined(each.run) else each.text
            for each in _characters(self._paragraphs[number])
        )

    def choices(self, number: int) -> tuple[str, ...]:
        """What a drop-down list in a paragraph offered, if that is all that stands there."""
        return () if self.text(number).strip() else self._choices[number]

    def is_grey(self, number: int) -> bool:
        """Whether all that a paragraph shows is printed in grey, as forms ask for what is typed over it."""
        return all(is_grey(each.run) for each in _characters(self._paragraphs[number]) if each.text not in _BLANK)

    def edit(self, number: int, edits: Iterable[TextEdit]) -> None:
        """Put texts into a paragraph; the edits do not overlap, and a text takes the look of what it replaces."""
        paragraph = self._paragraphs[number]
        for edit in sorted(edits, reverse=True):
            characters = list(_characters(paragraph))
            for each in reversed(characters[edit.start + 1 : edit.end]):  # from behind: offsets before stay right
                _put(each, "")
            if edit.start < min(edit.end, len(characters)):
                blacken(characters[edit.start].run)
                _put(characters[edit.start], edit.text)
            elif characters:
                last = characters[max(0, min(edit.start, len(characters)) - 1)]
                _put(last, last.text + edit.text if edit.start else edit.text + last.text)
            else:
                paragraph.append(_run(paragraph, edit.text))

    def repeat(self, numbers: Iterable[int], opening: str, closing: str, dropped: Iterable[int] = ()) -> None:
        """Make a loop of the rows of these paragraphs: a row with the opening tag before, the closing one behind.

        Args:
            numbers: the paragraphs of the rows.
            opening: the tag that begins the loop.
            closing: the tag that ends it.
            dropped: paragraphs of rows that are taken out, as the loop prints them.
        """
        rows = self._rows(numbers)
        before, behind = _tag_row(rows[0], rows, opening), _tag_row(rows[-1], rows, closing)
        rows[0].addprevious(before)
        rows[-1].addnext(behind)
        for row in self._rows(dropped):
            if row not in rows:
                row.getparent().remove(row)

    def remove(self, number: int) -> None:
        """Take a paragraph out, unless it is the last of its cell."""
        paragraph = self._paragraphs[number]
        around = paragraph.getparent()
        if len(around.findall(_P)) > 1:
            around.remove(paragraph)

    def keep_height(self, number: int, lines: int) -> None:
        """Make the row of a paragraph at least so many lines high."""
        row = next(self._paragraphs[number].iterancestors(_TR))
        properties = row.find(f"{_W}trPr")
        if properties is None:
            properties = etree.Element(f"{_W}trPr")
            row.insert(1 if row.find(f"{_W}tblPrEx") is not None else 0, properties)
        height = properties.find(f"{_W}trHeight")
        if height is None:
            height = etree.SubElement(properties, f"{_W}trHeight")
        height.set(f"{_W}val", str(max(int(height.get(f"{_W}val", "0")), lines * _LINE)))

    def row_height(self, number: int) -> int:
        """How high the row of a paragraph is set, in twips; 0 where nothing is said."""
        row = next(self._paragraphs[number].iterancestors(_TR), None)
        height = None if row is None else row.find(f"{_W}trPr/{_W}trHeight")
        value = "" if height is None else height.get(f"{_W}val", "")
        return int(value) if value.isdecimal() else 0

    def merge(self, first: int, others: Iterable[int]) -> None:
        """Make one cell of that which holds a paragraph and those behind it that hold others, which are blank."""
        cell = self._cell(first)
        span = span_of(cell)
        for other in dict.fromkeys(map(self._cell, others)):
            span += span_of(other)
            other.getparent().remove(other)
        set_span(cell, span)

    def _cell(self, number: int) -> Any:
        return next(self._paragraphs[number].iterancestors(_TC))

    def saved(self) -> bytes:
        """The DOCX as it is now; the same edits give the same bytes."""
        for text in [each for each in self._root.iter(_T) if "\t" in (each.text or "")]:
            _with_tabs(text)
        xml = etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return zip_bytes(self._parts | {self._part: xml})

    def _rows(self, numbers: Iterable[int]) -> list[Any]:
        rows = (next(self._paragraphs[number].iterancestors(_TR)) for number in numbers)
        return list(dict.fromkeys(rows))


def opened_document(name: str, data: bytes) -> tuple[dict[str, bytes], str, Any]:
    """The parts of a DOCX, the name of its main part, and the root of that.

    Raises:
        UnreadableDocument: it is none.
    """
    parts = template_parts(name, data)
    return parts, *main_part(name, parts)


def _with_tabs(text: Any) -> None:
    """A text with tabs as Word has it: texts, and elements between them."""
    first, *others = (text.text or "").split("\t")
    text.text = first
    for part in reversed(others):
        behind = copy.deepcopy(text)
        behind.text = part
        behind.set(_SPACE, "preserve")
        text.addnext(behind)
        text.addnext(etree.Element(f"{_W}tab"))


def span_of(cell: Any) -> int:
    """How many columns of its grid a cell covers."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return 1 if span is None else int(span.get(f"{_W}val", "1"))


def set_span(cell: Any, columns: int) -> None:
    """Let a cell cover so many columns of its grid."""
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        properties = etree.Element(f"{_W}tcPr")
        cell.insert(0, properties)
    own = properties.find(f"{_W}gridSpan")
    if own is None:
        own = etree.Element(f"{_W}gridSpan")
        width = properties.find(f"{_W}tcW")
        properties.insert(0 if width is None else properties.index(width) + 1, own)
    own.set(f"{_W}val", str(columns))


def _characters(paragraph: Any) -> Iterator[_Character]:
    for element in _seen(paragraph):
        run = element.getparent()
        if element.tag == _T:
            yield from (_Character(each, element, offset, run) for offset, each in enumerate(element.text or ""))
        else:
            yield _Character(_SIGNS[element.tag], element, 0, run)


def _seen(parent: Any) -> Iterator[Any]:
    """The elements of a paragraph that show text, in their order."""
    for child in parent:
        if child.tag in _NOT_SEEN or child.tag == _P:
            continue
        if (child.tag == _T or child.tag in _SIGNS) and parent.tag == _R:
            yield child
        else:
            yield from _seen(child)


def _is_underlined(run: Any) -> bool:
    line = run.find(f"{_W}rPr/{_W}u")
    return line is not None and line.get(f"{_W}val") != "none"


def _put(character: _Character, text: str) -> None:
    """Put a text in the place of one character."""
    element = character.element
    if element.tag != _T:
        if text:
            new = etree.Element(_T)
            new.text = text
            new.set(_SPACE, "preserve")
            element.addprevious(new)
        character.run.remove(element)
        return
    whole = element.text or ""
    element.text = whole[: character.offset] + text + whole[character.offset + 1 :]
    element.set(_SPACE, "preserve")


def _run(paragraph: Any, text: str) -> Any:
    """A run with the look of a paragraph's mark, which is what a person who types there gets."""
    run = etree.Element(_R)
    look = paragraph.find(f"{_W}pPr/{_W}rPr")
    if look is not None:
        own = copy.deepcopy(look)
        for change in [each for each in own if each.tag in (f"{_W}ins", f"{_W}del", f"{_W}rPrChange")]:
            own.remove(change)
        run.append(own)
    shown = etree.SubElement(run, _T)
    shown.text = text
    shown.set(_SPACE, "preserve")
    return run


def _merges(row: Any) -> dict[int, Any]:
    """The vertical merges of a row's cells, by the column that each begins in."""
    column, found = 0, dict[int, Any]()
    for cell in row.findall(_TC):
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        if merge is not None:
            found[column] = merge
        column += span_of(cell)
    return found


def _tag_row(row: Any, rows: list[Any], tag: str) -> Any:
    """A row like another one, with nothing in it but a tag; a cell that is merged over an entry ends with that."""
    made = copy.deepcopy(row)
    own = {column for each in rows for column, merge in _merges(each).items() if merge.get(f"{_W}val") == "restart"}
    for column, merge in _merges(made).items():
        if column in own:
            merge.getparent().remove(merge)
    cells = [cell for cell in made if cell.tag == _TC]
    for cell in cells:
        first, *others = list(cell.iter(_P))
        for each in (*first, *others):
            if each.tag != f"{_W}pPr":
                each.getparent().remove(each)
    target = next((cell for cell in cells if cell.find(f"{_W}tcPr/{_W}vMerge") is None), cells[-1])
    paragraph = next(target.iter(_P))
    paragraph.append(_run(paragraph, tag))
    return made
