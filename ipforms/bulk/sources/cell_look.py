"""What a person sees in a cell, where that is not what calamine hands on: struck or hidden text, a format, a fault."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ipforms.bulk.sources.number_format import NumberFormat, Shown
from ipforms.bulk.sources.table_model import Cell, PartialDate
from ipforms.codes.masking import masked_text
from ipforms.messages import Note

WHITE = "white"  # the colour of paper, however a file says so

Position = tuple[int, int]  # Row and column, from 0


class TextRun(NamedTuple):
    """Characters of one look; what is None follows the cell."""

    text: str
    is_struck: bool | None = None
    colour: str | None = None


_NEARLY_WHITE = 0xF8  # of 255, for each channel: lighter greys cannot be told from paper
_EVEN, _DARK = 16, 0x60  # of 255: how far channels of a grey may differ; darker ones are read as black


def comparable_colour(digits: str) -> str:
    """A colour in hexadecimal digits as it is compared; "" if it is none.

    >>> comparable_colour("c00000"), comparable_colour("FEFEFE"), comparable_colour("auto")
    ('C00000', 'white', '')
    """
    try:
        channels = bytes.fromhex(digits)
    except ValueError:
        return ""
    return WHITE if len(channels) == 3 and min(channels) >= _NEARLY_WHITE else digits.upper()


def is_grey(colour: str) -> bool:
    """Whether a colour, in six digits, is between black and white.

    >>> is_grey("808080"), is_grey("000000"), is_grey("C00000")
    (True, False, False)
    """
    if not re.fullmatch("[0-9A-F]{6}", colour):
        return False
    channels = bytes.fromhex(colour)
    return max(channels) - min(channels) <= _EVEN and min(channels) >= _DARK


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell is shown."""

    format: NumberFormat | None = None  # the format of its number, date or text; None for the general one
    is_struck: bool = False  # whether its font is struck through
    is_unseen: bool = False  # whether its text has the colour of what it stands on
    background: str = WHITE  # that colour
    shown: Shown | None = None  # its number as it is shown, where the file says so
    runs: tuple[TextRun, ...] | None = None  # its text by looks, where it has several; None for the value as it is
    fault: Note | None = None  # why it has no value that could be read
    comment: str = ""  # what is written on it as a remark, or in a box that lies over it
    has_picture: bool = False  # whether a picture lies over it
    is_grey: bool = False  # whether its text is grey, as of what no longer counts

    @classmethod
    def of(cls, code: str, *, is_struck: bool, ink: str, background: str, is_grey: bool) -> "CellLook":
        """The look of cells of a style: its format code, and its colours as they are compared; "" for the usual ink."""
        format_ = NumberFormat.of(code)
        is_whole_date = format_.date_parts >= {"y", "m", "d"}
        own = None if format_.is_plain or is_whole_date else format_
        return cls(own, is_struck, bool(ink) and ink == background, background, is_grey=is_grey)

    @property
    def is_plain(self) -> bool:
        """Whether it shows each value as it is."""
        return self.format is None and self.is_plain_text

    @property
    def is_plain_text(self) -> bool:
        """Whether it shows each text as it is."""
        is_dim = self.is_struck or self.is_unseen or self.is_grey
        return not (is_dim or self.shown or self.runs or self.fault or self.comment or self.has_picture)

    def is_plain_for(self, number: float) -> bool:
        """Whether it shows a number as it is; a date may be meant."""
        if self.format is None or self.format.date_parts:
            return self.is_plain
        return self.is_plain_text and self.format.shown(number) is None


@dataclass
class SheetLook:
    """How a sheet is shown."""

    cells: dict[Position, CellLook] = field(default_factory=dict)  # the cells that show something else than their value
    hidden_rows: set[int] = field(default_factory=set)  # rows that are hidden or filtered out
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last of columns that are hidden
    # first and last cell of merges, where calamine does not tell them
    merges: list[tuple[Position, Position]] = field(default_factory=list)

    @cached_property
    def grey_cells(self) -> dict[int, int]:
        """How many cells of each row are grey."""
        return Counter(row for (row, _), look in self.cells.items() if look.is_grey)

    def is_hidden_column(self, index: int) -> bool:
        """Whether a column is hidden."""
        return any(first <= index <= last for first, last in self.hidden_columns)


class Seen(NamedTuple):
    """A cell as it is seen, with what to know of it."""

    cell: Cell
    notes: tuple[Note, ...]


def seen(cell: Cell, look: CellLook) -> Seen:
    """What a person sees of a cell's value."""
    remark = (Note("cell.comment", {"text": masked_text(look.comment)}),) if look.comment else ()
    if look.fault is not None:
        return Seen(None, (look.fault, *remark))
    if look.runs is not None:
        text, notes = _kept(look.runs, look)
        return Seen(_formatted(text, look).cell if text else None, (*notes, *remark))
    if cell is None or cell == "":
        return Seen(None, (Note("cell.picture"), *remark) if look.has_picture else remark)
    if look.is_struck or look.is_unseen:
        code = "cell.struck" if look.is_struck else "cell.hidden"
        return Seen(None, (Note(code, {"text": masked_text(str(_formatted(cell, look).cell))}), *remark))
    shown = _formatted(cell, look)
    return Seen(shown.cell, (*shown.notes, *remark))


def _kept(runs: Iterable[TextRun], look: CellLook) -> tuple[str, list[Note]]:
    """The text of runs that are seen, and what is left out."""
    text, left_out = "", {"cell.struck": "", "cell.hidden": ""}
    for run in runs:
        if look.is_struck if run.is_struck is None else run.is_struck:
            left_out["cell.struck"] += run.text
        elif look.is_unseen if run.colour is None else run.colour == look.background:
            left_out["cell.hidden"] += run.text
        else:
            text += run.text
    return text, [Note(code, {"text": masked_text(left)}) for code, left in left_out.items() if left.strip()]


def _formatted(cell: Cell, look: CellLook) -> Seen:
    if look.shown is not None:
        return _as_shown(cell, look.shown)
    if look.format is None or isinstance(cell, bool):
        return Seen(cell, ())
    if isinstance(cell, str):
        text = look.format.shown_text(cell)
        return Seen(text, ()) if text.strip() or not cell.strip() else _unseen(cell)
    if isinstance(cell, datetime.date):
        return _date(cell, look.format)
    if isinstance(cell, int | float | Decimal):
        shown = look.format.shown(cell)
        return Seen(cell, ()) if shown is None else _as_shown(cell, shown)
    return Seen(cell, ())


def _unseen(cell: Cell) -> Seen:
    return Seen(None, (Note("cell.hidden", {"text": masked_text(str(cell))}),))


def _date(cell: datetime.date, format: NumberFormat) -> Seen:
    parts = format.date_parts
    if parts == {"y"} or parts == {"y", "m"}:
        return Seen(PartialDate(f"{cell:%Y-%m}" if "m" in parts else f"{cell:%Y}"), ())
    if not parts or "y" in parts:
        return Seen(cell, ())
    return Seen(cell, (Note("cell.year_unseen", {"value": f"{cell:%Y-%m-%d}"}),))


def _as_shown(cell: Cell, shown: Shown) -> Seen:
    if not shown.text:
        return _unseen(cell)
    context = {"value": masked_text(str(cell)), "text": shown.text}
    return Seen(shown.text, (Note("cell.as_shown", context),) if shown.is_other else ())
