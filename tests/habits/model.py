"""The small document model between a record and its DOCX: runs, paragraphs, cells, tables."""

from dataclasses import dataclass, field


@dataclass
class Run:
    """A piece of text of one look; fmt holds bold, strike, vanish and so on."""

    text: str
    fmt: dict = field(default_factory=dict)


@dataclass
class Raw:
    """Ready XML that stands where a run or a block may stand; text is what one sees there."""

    xml: str
    text: str = ""


@dataclass
class Para:
    """A paragraph of runs; fmt holds align, indent, style, tabs, num."""

    runs: list
    fmt: dict = field(default_factory=dict)

    @property
    def text(self):
        """What is typed in it, as one string."""
        return "".join(r.text for r in self.runs)


@dataclass
class Cell:
    """A table cell; role and key say what it is there for."""

    blocks: list
    span: int = 1
    role: str = "other"
    key: str = ""
    vmerge: str = ""
    fmt: dict = field(default_factory=dict)

    @property
    def text(self):
        """The text of its paragraphs."""
        return "\n".join(b.text for b in self.blocks if isinstance(b, Para))


@dataclass
class Row:
    """A table row; tag says which part of the form it belongs to."""

    cells: list
    tag: str = ""
    fmt: dict = field(default_factory=dict)


@dataclass
class Table:
    """A table on a fine grid of `cols` columns (24 unless said)."""

    rows: list
    cols: int = 24
    width: int = 9000
    tag: str = ""
    fmt: dict = field(default_factory=dict)
    weights: list = None


def run(text, **fmt):
    """A run of text."""
    return Run(text, fmt)


def para(*runs, **fmt):
    """A paragraph; strings become plain runs."""
    return Para([Run(r) if isinstance(r, str) else r for r in runs], fmt)


def paras(text, **fmt):
    """One paragraph for each line of a text."""
    return [para(line, **fmt) for line in text.split("\n")]


def plain(blocks):
    """The visible text of paragraphs, one line each."""
    return "\n".join(b.text for b in blocks if hasattr(b, "text"))


def copy_cell(cell, **changes):
    """A cell like another one."""
    made = Cell(list(cell.blocks), cell.span, cell.role, cell.key, cell.vmerge, dict(cell.fmt))
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def copy_row(row):
    """A row with copied cells."""
    return Row([copy_cell(c) for c in row.cells], row.tag, dict(row.fmt))
