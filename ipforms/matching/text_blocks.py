"""A document as blocks of text: its cells and paragraphs in reading order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.header_rows import with_single_headers
from ipforms.matching.labelled_cells import BRACKETED, is_like_a_label, with_labels_apart
from ipforms.paths import Place
from ipforms.sheet import Cell, Paragraph, Sheet, Table, reading_order
from ipforms.text import bare_label, label_key, offsets, searchable, visible

_UNIT = re.compile(
    r"(?<=[一-鿿])\s*[（(](?:计量)?单位\s*[:：]\s*(?![百千亿]*元)[一-鿿㎡/、]{1,6}[)）]\s*$"
)  # 知识产权情况（单位：件）; one of money says how its amounts are read
_FEW_IN_TABS = 3  # labels of a table that was made text; a line or two with tabs may be anything
_FEW = 2  # labels that a table in a cell has if it is a part of the form; one may stand in any list that was pasted
_ANSWER = re.compile(r"^\s*(?:(?:答|回答|答复)\s*[:：]|[→⇒➔➜▶►☞]+|(?:[>＞]\s*)+(?![>＞\s]*\d))[^\S\n]*")
"""Before the answer below a question; whose it is the question says. Mails have > before what they answer."""
_RULE = re.compile(r"([—–\-=*─━═·.…~～＝－])\1{5,}")  # a line of signs parts what is above from what is below


@dataclass(slots=True)
class TextBlock:
    """A cell or a paragraph."""

    index: int  # its number in reading order
    text: str  # its text
    searchable: str  # its text as labels are searched in it
    key: str  # the same as labels are compared
    place: Place  # where it stands
    cell: Cell | None  # the cell, or None for a paragraph
    table: int  # the number of its table in the document, or 0
    span: ColumnSpan | None = None  # the columns of the cell, or their edges
    owner: str = ""  # of a cell in a table inside of a cell, what stands on the left of that

    @property
    def row(self) -> tuple[int, int]:
        """The table and the row that it stands in; a paragraph is a row of its own."""
        return self.table, self.cell.row if self.cell else -1 - self.index

    @property
    def is_like_a_label(self) -> bool:
        """Whether its words might be a label, of the form or of anybody."""
        return is_like_a_label(self.text)

    def with_text(self, text: str) -> "TextBlock":
        """The block with another text in its place."""
        return self if text == self.text else replace(self, text=text, searchable=searchable(text), key=label_key(text))

    def typed(self, start: int, end: int) -> str:
        """The text between two offsets of `searchable`, as it was typed."""
        if start == 0 and end == len(self.searchable):
            return self.text
        at = offsets(self.text)
        if start >= len(at):
            return ""
        first = at[start - 1] + 1 if start else 0  # a line typed before a text is a part of it
        return self.text[first : at[end]].lstrip()


def text_blocks(
    sheet: Sheet, labels: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()
) -> list[TextBlock]:
    """The cells and paragraphs of a document in reading order.

    Args:
        sheet: the document.
        labels: keys of labels of forms. A table inside of a cell is taken apart if it has some of them; another one is
            a part of the text of its cell.
        names: these and other words for them.
    """
    walk = _BlockWalk(labels, names | labels, _has_bracketed_lines(sheet, names | labels))
    for is_tabbed, run in groupby(sheet.blocks, key=_is_tabbed):
        lines = list(run)
        if is_tabbed and walk.is_table_in_tabs(lines):
            walk.tabbed_rows(lines)
            continue
        for block in lines:
            if isinstance(block, Paragraph):
                walk.add(block.text, block.place, None, 0)
            else:
                walk.table(block)
    return walk.found


def _has_bracketed_lines(sheet: Sheet, names: frozenset[str]) -> bool:
    """Whether labels of a document stand in brackets before their values, beside all tables."""
    lines = (line.text for line in sheet.blocks if isinstance(line, Paragraph))
    return len({bare_label(each[1]) for line in lines for each in BRACKETED.finditer(line)} & names) >= _FEW_IN_TABS


def _is_tabbed(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and "\t" in block.text.strip("\n ")


class _BlockWalk:
    """Numbers blocks and tables as it goes down into tables inside of cells."""

    def __init__(self, labels: frozenset[str], names: frozenset[str], are_bracketed: bool) -> None:
        self.found: list[TextBlock] = []
        self._labels, self._names, self._are_bracketed = labels, names, are_bracketed
        self._tables = 0

    def add(self, typed: str, place: Place, cell: Cell | None, table: int, edges: Sequence[float] = ()) -> None:
        text = _ANSWER.sub("", visible(typed))
        text = text if label_key(text) in self._labels else _UNIT.sub("", text)  # a form may print one itself
        text = "" if cell is None and _RULE.fullmatch(text.strip()) else text
        if cell is None and self._are_bracketed:
            text = BRACKETED.sub(lambda label: f"{'　　' if label.start() else ''}{label[1]}：", text)
        span = ColumnSpan.of(cell, edges) if cell else None
        self.found.append(TextBlock(len(self.found), text, searchable(text), label_key(text), place, cell, table, span))

    def is_table_in_tabs(self, lines: Iterable[Paragraph | Table]) -> bool:
        """Whether lines are a table that was made text: labels without a colon stand between tabs."""
        pieces = [piece for line in lines if isinstance(line, Paragraph) for piece in line.text.split("\t")]
        labels = {key for piece in pieces if ":" not in searchable(piece) and (key := bare_label(piece)) in self._names}
        return len(labels) >= _FEW_IN_TABS

    def tabbed_rows(self, lines: Iterable[Paragraph | Table]) -> None:
        """Each line is a row, and what stands between its tabs a cell."""
        self._tables += 1
        rows = [(line, line.text.split("\t")) for line in lines if isinstance(line, Paragraph)]
        width = max(len(pieces) for _, pieces in rows)
        for row, (line, pieces) in enumerate(rows):
            for column, piece in enumerate(pieces):
                span = width - column if column == len(pieces) - 1 else 1
                self.add(piece, line.place, Cell(row, column, 1, span, piece, line.place), self._tables)

    def table(self, table: Table, owner: str = "") -> None:
        self._tables += 1
        number, first = self._tables, len(self.found)
        cells = sorted(with_single_headers(table, self._labels).cells, key=reading_order)
        cells, apart = with_labels_apart(cells, self._names)
        before: Cell | None = None
        for cell in cells:
            is_own = before is not None and before.row == cell.row and not any(map(self._is_form, before.tables))
            beside, before = before.text if before and is_own else "", cell
            inner = [each for each in cell.tables if self._is_form(each)]
            if not inner:
                self.add(cell.text, cell.place, cell, number, () if cell.row in apart else table.edges)
                continue
            inside = searchable("".join(inner_cell.text for each in inner for inner_cell in each.cells))
            lines = [line for line in cell.text.split("\n") if line.strip() and searchable(line) not in inside]
            if lines:
                self.add("\n".join(lines), cell.place, None, number)
            for each in inner:
                self.table(each, lines[0] if len(lines) == 1 else beside)  # 专利 over the table with 申请量
        for block in self.found[first:] if owner else ():
            block.owner = block.owner or owner

    def _is_form(self, table: Table) -> bool:
        """Whether a table inside of a cell is a part of the form: it has some of its labels, or is headed by them."""
        labels = sum(label_key(cell.text) in self._labels for cell in table.cells)
        heads = [[cell.text for cell in table.cells if at(cell) == 0 and cell.text.strip()] for at in (_row, _column)]
        named = [sum(bare_label(text) in self._names for text in head) for head in heads]
        is_headed = any(count >= max(_FEW, len(head) / 3) for count, head in zip(named, heads, strict=True))
        return labels >= _FEW or is_headed or any(self._is_form(inner) for cell in table.cells for inner in cell.tables)


def _row(cell: Cell) -> int:
    return cell.row


def _column(cell: Cell) -> int:
    return cell.column
