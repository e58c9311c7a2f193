"""One document while it is read: what all modules share, and the limits with the counts that they bound."""

from dataclasses import dataclass, field

from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.safe_xml import Element
from ipforms.errors import exceeded
from ipforms.formats.docx.docx_diagnostics import DocxDiagnostics
from ipforms.formats.docx.numbering import Numbering
from ipforms.formats.docx.run_look import RunLook
from ipforms.formats.docx.side_parts import SideParts
from ipforms.formats.docx.style_properties import StyleProperties
from ipforms.paths import Place
from ipforms.sheet import Mark


@dataclass(frozen=True, slots=True)
class DocxLimits(ContainerLimits):
    """What a returned form never comes near to."""

    paragraphs: int = 50_000  # paragraphs outside of tables
    rows: int = 10_000  # rows of all tables together
    cells: int = 50_000  # cells of all tables together
    columns: int = 63  # grid columns of a table; a wider cell is cut to this with a note. Word itself stops at 63
    characters: int = 500_000  # characters of one cell, or of one paragraph outside of tables
    depth: int = 60  # tables in tables, text boxes in text boxes, and whatever else can stand inside itself


@dataclass(slots=True)
class DocxContext:
    """The state of one call of `read`."""

    name: str  # what the caller calls the document, for messages
    limits: DocxLimits  # how large it may be
    styles: StyleProperties  # what its styles hide or number
    lists: Numbering  # the numbers that Word makes itself
    preserve: bool = False  # the part says at its root that blanks at the ends of texts count
    diagnostics: DocxDiagnostics = field(default_factory=DocxDiagnostics)  # what a person should know
    marks: list[Mark] = field(default_factory=list)  # what was seen and is no text
    # what other parts say
    beside: SideParts = field(default_factory=lambda: SideParts(lambda kind: iter(()), lambda name: None))
    # each paragraph that begins a line, with its place; None if nobody asks for it
    trail: list[tuple[Place, Element]] | None = None
    table_style: str = ""  # the style of the table that is read, or ""
    levels: tuple[RunLook, ...] = ()  # what the styles say of text whose paragraph names none; () if nothing
    has_styles: bool = True  # some style changes what is seen
    fill: str = ""  # the colour of the cell that is read; "" if it has none of its own
    is_boxed: bool = False  # what is read stands in a text box
    _depth: int = 0
    _rows: int = 0
    _cells: int = 0

    def __post_init__(self) -> None:
        """Nothing is read yet."""
        self.has_styles = self.styles.matter()
        self.in_table("")

    def in_table(self, style: str) -> str:
        """Go into a table of this style, or out of it; the style of the one around is given back."""
        around, self.table_style = self.table_style, style
        self.levels = self.styles.levels("", style)
        return around

    def enter(self) -> None:
        """Go one level down, where things can stand inside themselves."""
        self._depth += 1
        if self._depth > self.limits.depth:
            raise exceeded(self.name, "depth", self.limits.depth)

    def leave(self) -> None:
        """Go one level up again."""
        self._depth -= 1

    def count_row(self, cells: int) -> None:
        """One more row, with its cells."""
        self._rows += 1
        self._cells += cells
        if self._rows > self.limits.rows:
            raise exceeded(self.name, "rows", self.limits.rows)
        if self._cells > self.limits.cells:
            raise exceeded(self.name, "cells", self.limits.cells)

    def measured(self, text: str) -> str:
        """A text of a cell or a paragraph, if it is not too long."""
        if len(text) > self.limits.characters:
            raise exceeded(self.name, "characters", self.limits.characters, count=len(text))
        return text
