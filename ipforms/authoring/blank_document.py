"""A blank form as it came from a city: its cells and paragraphs, each with where it stands in the DOCX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from ipforms import formats
from ipforms.authoring.box_options import BOXES, alternatives
from ipforms.authoring.field_words import UNITS
from ipforms.authoring.inline_blanks import InlineBlank, inline_blanks
from ipforms.paths import Place
from ipforms.sheet import Paragraph, Table
from ipforms.template.document_editor import DocumentEditor

_NUMBER = re.compile(
    r"[（(]?(?:(?:[A-Za-z]{1,3}-?)?\d{1,2}|\d{1,2}\.\d{1,2}|[一二三四五六七八九十])[)）]?[.、．]?|[①-⒇Ⅰ-Ⅻ㈠-㈩]"
)
_YEAR = re.compile(r"(?:20)?[_ ]{2,}年度?")
_WORDS = re.compile(r"[\w%％]")
_OPEN_UNIT = re.compile(r".{2,12}[（(]单位[：:][ \u3000_]*[)）]")  # a header whose unit is left open: 产量（单位：   ）
_ALTERNATIVES = re.compile(r"[\u4e00-\u9fffA-Z]{1,5}(?: ?[/／] ?[\u4e00-\u9fffA-Z]{1,5}){1,3}")
_PATTERN = re.compile(rf"[ \u3000_]{{2}}|{_ALTERNATIVES.pattern}")  # print that something is put into or struck out of
_TO_SIGN = re.compile(r"\w{0,10}签[字名章]")  # a header, or the label of the cell beside it
_STRUCK = re.compile(r"[-—–－―/／\\＼×]+")
_MORE = re.compile(r"[.…·]{2,}|[.…]{1,}")
_HINT = re.compile(r"[（(【\[][^（）()]{2,80}[)）】\]]|.{0,4}(?:请填写|此处填|填写说明|例如|例：).*", re.DOTALL)
_ROWS_REMARK = re.compile(r"[（(][^（()）]*[续加增另复].{0,3}[行页附制][^（()）]*[)）]")
_LONGEST_LABEL = 42  # characters; what is longer is a statement


@dataclass(frozen=True, eq=False)
class BlankCell:
    """A cell of a table, or a paragraph outside of tables."""

    place: Place  # where it stands, as people count
    table: int  # the number of its table, from 0; -1 for a paragraph
    row: int  # its first row
    column: int  # its first column
    row_span: int  # how many rows it covers
    column_span: int  # how many columns it covers
    numbers: tuple[int, ...]  # its paragraphs by their numbers in the document
    lines: tuple[str, ...]  # their texts
    names_next: bool = False  # whether its colon asks for what stands in the blank cell on its right
    heads: str = ""  # of a year that is filled in over a column, what it is called there: 第一年
    height: int = 0  # how high its row is set at least, in twips; 0 where nothing is said
    has_table: bool = False  # whether a table stands inside of it
    is_prompt: bool = False  # whether it only asks, in grey, for what is typed over it
    choices: tuple[str, ...] = ()  # what its drop-down list offers
    is_pattern: bool = False  # whether it shows how a cell of its column is filled in, as in each row: 专/兼; 第  /共

    @cached_property
    def text(self) -> str:
        """What is printed there."""
        return "\n".join(self.lines)

    @cached_property
    def label(self) -> str:
        """That as a label: without white space, however its lines are broken."""
        return self.heads or "".join(self.text.split()).strip("：:*★")

    @cached_property
    def blanks(self) -> list[InlineBlank]:
        """The blanks in its text."""
        if self.choices:
            return [InlineBlank(0, len(self.text), "", "boxes", self.choices)]
        if self.is_prompt:
            return []
        if self.is_pattern and _ALTERNATIVES.fullmatch(self.text):
            return [InlineBlank(0, len(self.text), "", "boxes", alternatives(self.text))]
        if self.is_pattern and self.text.strip() in UNITS:
            return [InlineBlank(0, len(self.text.rstrip()) - len(self.text.strip()), "", "line", (), self.text.strip())]
        if self.is_pattern:
            return [InlineBlank(0, len(self.text), "", "line")]
        is_label = self.names_next or _OPEN_UNIT.fullmatch(self.text) or _TO_SIGN.fullmatch(self.text)
        return [] if is_label else inline_blanks(self.text)

    @property
    def last_row(self) -> int:
        """The last row that it covers."""
        return self.row + self.row_span - 1

    @property
    def behind(self) -> int:
        """The column behind it."""
        return self.column + self.column_span

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing is printed but lines to write on."""
        return self.is_prompt or self.is_box or not self.text.strip(" \u3000\t\n\xa0_＿")

    @cached_property
    def is_box(self) -> bool:
        """Whether nothing is printed but a box to tick."""
        return self.text.strip() in BOXES

    @cached_property
    def is_number(self) -> bool:
        """Whether it is the number of a row."""
        return _NUMBER.fullmatch(self.label) is not None

    @cached_property
    def is_more(self) -> bool:
        """Whether it says that more rows may follow: ……"""
        return _MORE.fullmatch(self.label) is not None

    @cached_property
    def is_struck(self) -> bool:
        """Whether it says that nothing is asked for there: ——"""
        return _STRUCK.fullmatch(self.label) is not None

    @cached_property
    def is_label(self) -> bool:
        """Whether it is a label of something else."""
        return (
            bool(_WORDS.search(self.label))
            and not self.is_prompt
            and (bool(self.heads) or not self.blanks)
            and not self.is_more
            and len(self.label) <= _LONGEST_LABEL
            and not self.is_remark
        )

    @cached_property
    def is_remark(self) -> bool:
        """Whether it says how many rows there may be."""
        return _ROWS_REMARK.fullmatch(self.label) is not None

    @cached_property
    def is_hint(self) -> bool:
        """Whether it only says how to fill it in."""
        return _HINT.fullmatch(self.text.strip()) is not None

    @cached_property
    def key(self) -> str:
        """A short name of the place, by which a table of corrections calls it."""
        if self.table < 0:
            return f"P{self.place.row}"
        return f"T{self.table + 1}R{self.row + 1}C{self.column + 1}"

    def position(self, offset: int) -> tuple[int, int]:
        """The paragraph and the offset in it of an offset in the text."""
        for number, line in zip(self.numbers, self.lines, strict=True):
            if offset <= len(line):
                return number, offset
            offset -= len(line) + 1
        return self.numbers[-1], len(self.lines[-1])


@dataclass(frozen=True, eq=False)
class BlankTable:
    """A table: its cells in reading order, and what is said before it."""

    number: int
    rows: int
    columns: int
    cells: tuple[BlankCell, ...]
    heading: str = ""

    def starting(self, row: int) -> list[BlankCell]:
        """The cells that begin in a row, from the left."""
        return [cell for cell in self.cells if cell.row == row]

    def left_of(self, cell: BlankCell) -> Iterator[BlankCell]:
        """The cells on the left in the same row, the nearest first."""
        row = [each for each in self.cells if each.row <= cell.row <= each.last_row and each.behind <= cell.column]
        yield from sorted(row, key=lambda each: -each.column)

    def above(self, cell: BlankCell) -> Iterator[BlankCell]:
        """The cells above that share a column, the nearest first."""
        over = [
            each
            for each in self.cells
            if each.last_row < cell.row and each.column < cell.behind and cell.column < each.behind
        ]
        yield from sorted(over, key=lambda each: -each.row)


@dataclass(frozen=True)
class BlankDocument:
    """A blank form."""

    name: str
    data: bytes  # the DOCX
    blocks: tuple[BlankCell | BlankTable, ...]  # its paragraphs and tables in reading order

    @property
    def cells(self) -> Iterator[BlankCell]:
        """All cells and paragraphs in reading order."""
        for block in self.blocks:
            yield from block.cells if isinstance(block, BlankTable) else (block,)

    @property
    def title(self) -> str:
        """The title: the first longer line before the first table that asks for nothing."""
        lines = [block for block in self.blocks if isinstance(block, BlankCell) and block.is_label]
        named = [cell.label for cell in lines if re.search(r"(?:表|书|申请|申报|登记|推荐)[）)]?$", cell.label)]
        return next(iter(named), lines[0].label if lines else self.name)


def read_blank(data: bytes, name: str) -> BlankDocument:
    """A blank form from a DOCX, or of an old Office format by way of LibreOffice.

    Raises:
        IpformsError: it cannot be read as a Word file.
    """
    data = formats.annotatable(data, name)
    sheet, numbers = formats.read(data, name=name).sheet, formats.paragraph_numbers(data, name=name)
    editor = DocumentEditor(name, data)
    blocks: list[BlankCell | BlankTable] = []
    tables, heading = 0, ""

    def cell(place: Place, table: int, row: int, column: int, spans: tuple[int, int]) -> BlankCell:
        own = tuple(numbers.get(place, ()))
        made = BlankCell(place, table, row, column, *spans, own, tuple(map(editor.text, own)))
        choices = next(filter(None, map(editor.choices, own)), ())
        is_prompt = table >= 0 and len(made.label) <= _LONGEST_LABEL and all(map(editor.is_grey, own))
        height = editor.row_height(own[0]) if own and table >= 0 else 0
        return replace(made, height=height, is_prompt=is_prompt and bool(made.label), choices=choices)

    for block in sheet.blocks:
        if isinstance(block, Paragraph):
            made = cell(block.place, -1, 0, 0, (1, 1))
            if made.numbers:
                blocks.append(made)
                says = made.is_label or made.text.rstrip().endswith(("：", ":"))
                heading = made.label if says and len(made.label) <= _LONGEST_LABEL else heading
        elif isinstance(block, Table):
            made_cells = [
                replace(cell(each.place, tables, *each[:2], each[2:4]), has_table=bool(each.tables))
                for each in block.cells
            ]
            cells = tuple(_naming([each for each in made_cells if each.numbers]))
            blocks.append(BlankTable(tables, block.rows, block.columns, cells, heading))
            tables += 1
            heading = ""
    return BlankDocument(name, data, tuple(blocks))


def _naming(cells: list[BlankCell]) -> Iterator[BlankCell]:
    """The cells of a table; 单位名称： and 申请人签章 whose blank is in the cell on their right are its labels."""
    years = list(filter(_is_year, cells))
    patterns, open_rows = set(_patterns(cells)), {cell.row for cell in cells if cell.is_empty}
    for left, cell, right in zip((None, *cells), cells, (*cells[1:], None), strict=False):
        is_beside = right is not None and right.row == cell.row and "\n" not in cell.text
        own = [each for each in years if each.row == cell.row]
        if cell in years and len(own) > 1:
            yield replace(cell, heads=f"第{'一二三四五六七八九十'[own.index(cell) % 10]}年")
        elif cell in patterns or _counts(left, cell, right) or (cell.row in open_rows and _offers(left, cell, right)):
            yield replace(cell, is_pattern=True)
        else:
            yield replace(cell, names_next=True) if is_beside and right and _names(cell, right) else cell


def _counts(left: BlankCell | None, cell: BlankCell, right: BlankCell | None) -> bool:
    """Whether a cell prints the unit of what is filled in there: 直营 | 家; in a column of units, blanks follow it."""
    is_named = left is not None and left.row == cell.row and left.is_label and left.text.strip() not in UNITS
    is_open = right is not None and right.row == cell.row and right.is_empty
    return is_named and not is_open and cell.text.strip() in UNITS


def _offers(left: BlankCell | None, cell: BlankCell, right: BlankCell | None) -> bool:
    """Whether a cell behind a label has words of which one is to be left: 类型 | 企业/个体/协会."""
    is_named = left is not None and left.row == cell.row and left.is_label
    is_open = right is not None and right.row == cell.row and not right.is_label
    return is_named and not is_open and _ALTERNATIVES.fullmatch(cell.text) is not None


def _patterns(cells: list[BlankCell]) -> Iterator[BlankCell]:
    """What a list prints in the same way in rows below each other, beside blank cells: 专/兼, 第  /共  ."""
    rows = [list(own) for _, own in groupby(sorted(cells, key=lambda each: each.row), key=lambda each: each.row)]
    said = [[(each.column, "" if each.is_number else each.text) for each in row] for row in rows]
    for at, row in enumerate(rows):
        is_repeated = said[at] in said[max(0, at - 1) : at] + said[at + 1 : at + 2]
        heads = next((row for row in reversed(rows[:at]) if said[rows.index(row)] != said[at]), [])
        is_headed = len(heads) > 1 and all(each.is_label for each in heads)
        if is_repeated and is_headed and any(each.is_empty for each in row):
            yield from (each for each in row if _PATTERN.search(each.text) and not _is_asked(each))


def _is_asked(cell: BlankCell) -> bool:
    """Whether a cell has boxes, a date, or one blank without words before it: what is no pattern of a text."""
    return bool(cell.blanks) and (cell.blanks[0].shape != "line" or not cell.blanks[0].label)


def _is_year(cell: BlankCell) -> bool:
    return bool(cell.blanks) and _YEAR.fullmatch(cell.text.strip()) is not None


def _names(cell: BlankCell, right: BlankCell) -> bool:
    shapes = [each.shape for each in cell.blanks]
    if shapes == ["gap"]:
        if cell.label == "大写" and cell.column_span > 1:
            return False  # an amount in words, and beside it in figures
        return right.is_empty or (bool(right.blanks) and not right.blanks[0].label)
    return shapes == ["signature"] and (right.is_empty or len(right.lines) > 1)
