"""The neutral sheet of cells: all that crosses from a file format into the rest.

A reader makes one, whatever the format; nothing here knows of forms, and nothing beyond knows of formats.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ipforms.messages import Note
from ipforms.paths import Place


class Cell(NamedTuple):
    """A cell of a table, once, however many grid places it spans."""

    row: int  # its first row in the grid, from 0
    column: int  # its first column in the grid, from 0
    row_span: int  # how many rows it covers, at least 1
    column_span: int  # how many columns it covers, at least 1
    # what a person sees: paragraphs and line breaks as LF, tabs as tabs; a table inside as lines with its cells joined
    # by a tab
    text: str
    place: Place  # where it stands
    # tables inside the cell, each with cells of its own; their text is in `text` as well
    tables: "tuple[Table, ...]" = ()


def reading_order(cell: Cell) -> tuple[int, int]:
    """The key by which cells are sorted as they are read: row by row."""
    return cell.row, cell.column


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells in reading order, and the size of its grid."""

    rows: int  # of the grid
    columns: int  # of the grid
    cells: tuple[Cell, ...]  # in reading order
    place: Place  # where it stands
    # where each column of the grid begins, and behind these where the last one ends, in points or twips from the left;
    # () where the file does not say
    edges: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside of tables, of a text box too; `text` has line breaks as LF."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Mark:
    """What was seen and is no text: a picture (a seal, a signature), by its kind and place."""

    # "picture", "seal", "signature", "shape", "object"; "stamp" is an imprint with a date or a note
    kind: Literal["picture", "seal", "stamp", "signature", "shape", "object"]
    place: Place  # where it stands; on a page its box is that of the mark itself
    name: str = ""  # what the file calls it; of a signature in a picture the label that asks for it
    shape: str = ""  # of a seal or stamp in a picture: "round", "oval", "square", "oblong"; otherwise ""
    colour: str = ""  # of a seal or stamp in a picture: "red" of any hue, or "dark" as on grey copies; otherwise ""
    text: str = ""  # what a seal says, as far as it can be read; never sure
    readings: tuple[str, ...] = ()  # all that was read of it, in one way and another, the likeliest first
    label: str = ""  # the words with a colon right before it in a typed line, whose value it stands for; otherwise ""

    @property
    def size(self) -> tuple[float, float] | None:
        """Width and height in millimetres; None where there are no pages.

        >>> Mark("seal", Place(page=1, box=(72.0, 72.0, 191.1, 191.1))).size
        (42.0, 42.0)
        """
        if self.place.box is None:
            return None
        left, top, right, bottom = self.place.box
        return round((right - left) * 25.4 / 72, 1), round((bottom - top) * 25.4 / 72, 1)

    def to_dict(self) -> dict[str, object]:
        """The mark as plain data."""
        about = {"name": self.name, "shape": self.shape, "colour": self.colour, "text": self.text}
        return {"kind": self.kind, "place": self.place.to_dict(), "size": self.size, **about}


class Field(NamedTuple):
    """A field of a fillable form, as the file itself names it."""

    name: str  # its full name
    text: str  # its value; of a box what it says if it is ticked
    place: Place  # where it is shown
    is_box: bool = False  # whether it is a box to be ticked; several may have one name


class Doubt(NamedTuple):
    """Where a page does not tell what stands between two characters."""

    code: str  # of the message, in the catalogue
    before: str  # what was read before it, as far as it helps to find the place
    read: str  # what was read there: a line break, a blank or nothing
    after: str  # what was read behind it
    others: tuple[str, ...]  # what it may be as well
    place: Place = Place()  # the cell or the paragraph


class Trace(NamedTuple):
    """What a reader did not take for text, or took otherwise than it is stored: struck, hidden, covered, a prompt."""

    code: str  # of the message, in the catalogue; its slot `text` is filled with the text
    text: str  # what was left out, or what is doubtful
    place: Place  # the cell or the paragraph; on a page its box is enough
    context: Mapping[str, object] = {}  # what else the message tells


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as cells. Its `repr` has none of its words: they are of persons."""

    blocks: tuple[Block, ...] = field(repr=False)  # paragraphs and tables in reading order
    # what stands outside of the body: headers, footers, footnotes
    margins: tuple[Paragraph, ...] = field(default=(), repr=False)
    marks: tuple[Mark, ...] = ()  # pictures and the like
    notes: tuple[Note, ...] = ()  # what a person should know of how it was read, as codes of the catalogue
    # the fields of a fillable form; what they say stands in the blocks as well
    fields: tuple[Field, ...] = field(default=(), repr=False)
    # where the file does not tell whether a line was ended or only full, and the like
    doubts: tuple[Doubt, ...] = field(default=(), repr=False)
    # what is in the file and not on the paper, or shown otherwise than it is stored, each with its place
    traces: tuple[Trace, ...] = field(default=(), repr=False)
    # whether every line break is one that somebody typed; on a page it may be where a line was full
    line_breaks_are_typed: bool = True
    recognised_pages: frozenset[int] = frozenset()  # the pages that are pictures, whose characters were recognised

    @property
    def is_recognised(self) -> bool:
        """Whether characters of it were recognised in a picture."""
        return bool(self.recognised_pages)

    def texts(self) -> Iterator[str]:
        """All texts of the body in reading order."""
        cells = ([block] if isinstance(block, Paragraph) else block.cells for block in self.blocks)
        return iter([each.text for some in cells for each in some])  # at once: a reader asks for all of them
