"""A cell or a paragraph of a blank form: what it prints, where its blanks are, what it may be a label of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ipforms.authoring.blank_names import InlineBlank
from ipforms.authoring.box_options import BOXES, alternatives, lettered_options
from ipforms.authoring.field_words import UNITS
from ipforms.authoring.inline_blanks import inline_blanks
from ipforms.paths import Place

_NUMBER = re.compile(
    r"""[（(]?(?:(?:[A-Za-z]{1,3}-?)?\d{1,2}|\d{1,2}\.\d{1,2}|[一二三四五六七八九十])[)）]?[.、．]?
      | [①-⒇Ⅰ-Ⅻ㈠-㈩]""",
    re.VERBOSE,
)
_WORDS = re.compile(r"[\w%％]")
_OPEN_UNIT = re.compile(r".{2,12}[（(]单位[：:][ \u3000_]*[)）]")  # a header whose unit is left open: 产量（单位：   ）
ALTERNATIVES = re.compile(r"[\u4e00-\u9fffA-Z]{1,5}(?: ?[/／] ?[\u4e00-\u9fffA-Z]{1,5}){1,3}")
SPACED_WORDS = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[ \u3000]{1,2}[\u4e00-\u9fff]{2,4}){1,5}")  # 专利 商标 版权
_TO_SIGN = re.compile(r"\w{0,10}签[字名章]")  # a header, or the label of the cell beside it
_WORD = re.compile("[\u4e00-\u9fff]+")
_AROUND_BLANK = re.compile(
    r"""(?:\d{1,2}[.、．])?[\u4e00-\u9fff]{1,6}[（(：:]?[)）]?
      | [（(][)）][\u4e00-\u9fff]{1,4}""",
    re.VERBOSE,
)
_TOLD_MORE = re.compile(r"([^（()）：:]{2,30})[（(][^（()）]{2,}[)）]")  # a label, and in brackets more than a unit
_STRUCK = re.compile(r"[-—–－―/／\\＼×]+")
_MORE = re.compile(r"[.…·]{2,}|[.…]{1,}")
_HINT = re.compile(
    r"[（(【\[][^（）()]{2,80}[)）】\]]|.{0,4}(?:请填写|此处填|填写说明(?=[：:\w])|例如|[如例][：:]).*", re.DOTALL
)
_ROWS_REMARK = re.compile(r"[（(][^（()）]*[续加增另复].{0,3}[行页附制][^（()）]*[)）]")
LONGEST_LABEL = 42  # characters; what is longer is a statement


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
    goes_on: bool = False  # whether its boxes are further options of the cell on its left
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
        if self.is_prompt or self.goes_on:
            return []
        if self.is_pattern and ALTERNATIVES.fullmatch(self.text):
            return [InlineBlank(0, len(self.text), "", "boxes", alternatives(self.text))]
        if self.is_pattern and SPACED_WORDS.fullmatch(self.text):
            return [InlineBlank(0, len(self.text), "", "boxes", tuple(self.text.split()))]
        if self.is_pattern and self.text.strip() in UNITS:
            return [InlineBlank(0, len(self.text.rstrip()) - len(self.text.strip()), "", "line", (), self.text.strip())]
        if self.is_pattern:
            own = inline_blanks(self.text)  # 第    类
            return own if len(own) == 1 and own[0].unit else [InlineBlank(0, len(self.text), "", "line")]
        lettered = lettered_options(self.text) if self.table >= 0 else ()
        if lettered and all(each[0].isascii() and each[0].isalpha() for each in lettered):
            return [InlineBlank(0, len(self.text), "", "boxes", tuple(each[2:] for each in lettered))]
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
    def row_label(self) -> str:
        """What it is called as the label of a row, which may have a blank of its own: 其他（____）; （    ）语."""
        if self.is_label:
            return self.label
        if len(self.blanks) != 1 or self.blanks[0].shape != "line":
            return ""
        rest = self.text[: self.blanks[0].start] + self.text[self.blanks[0].end :]
        if told := _TOLD_MORE.fullmatch(rest):
            return "".join(told[1].split())  # 签订协议（签订率____%）
        if self.blanks[0].unit:
            return ""
        return "".join(_WORD.findall(rest)) if _AROUND_BLANK.fullmatch(rest.strip()) else ""

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
            and not (self.is_prompt or self.goes_on)
            and (bool(self.heads) or not self.blanks)
            and not self.is_more
            and len(self.label) <= LONGEST_LABEL
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
    unit: str = ""  # of its numbers, as it is said before it
    title: str = ""  # of the form, where nothing else is said before it

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
