"""The vocabulary in which the forms are declared: labels, values, merged cells, repeated rows."""

from __future__ import annotations

from .parts import REST, ROW, Cell, Merge, P, Row


def row(*cells: Cell, height: int = ROW) -> Row:
    """A row that stays on one page."""
    return Row(cells, height)


def label(text: str, span: int = 1, merge: Merge = "", style: str = "Label") -> Cell:
    """A printed label, centred."""
    return Cell((P(style, text),), span, merge)


def value(path: str, span: int = 1, style: str = "Value", merge: Merge = "") -> Cell:
    """A cell that is filled in: nothing but one tag."""
    return Cell((P(style, tag(path)),), span, merge)


def centred(path: str, span: int = 1) -> Cell:
    """A number, a date or a name, centred."""
    return value(path, span, "ValueCentre")


def small(path: str, span: int = 1, merge: Merge = "") -> Cell:
    """A value at 五号, centred, where a column is narrow."""
    return value(path, span, "ValueSmallCentre", merge)


def below(span: int = 1, style: str = "Label") -> Cell:
    """The lower part of a vertically merged cell."""
    return Cell((P(style),), span, "continue")


def section(text: str) -> Row:
    """A heading over the full width: 一、申报单位基本情况."""
    return row(Cell((P("Section", text),), REST))


def long_text(path: str, height: int, *above: P) -> Row:
    """A full-width cell for a text of any length: the tag in a paragraph of its own, the row free to break."""
    return Row((Cell((*above, P("LongText", tag(path))), REST, align="top"),), height, split=True)


def repeat(loop: str, at_least: int, *rows: Row, beside: Cell | None = None) -> tuple[Row, ...]:
    """Rows repeated for each entry of a list: docxtpl drops the two rows that hold the loop's tags.

    The comment in the first tells the compiler of `ipforms` how many rows the blank form prints. `beside` continues a
    label that is merged past the loop.
    """
    return (
        _tag_row(f"{{%tr for {loop} %}}{{# rows: {at_least} #}}", beside),
        *rows,
        _tag_row("{%tr endfor %}", beside),
    )


def _tag_row(text: str, beside: Cell | None) -> Row:
    tags = Cell((P("ValueSmall", text),), REST, align="style")
    return Row((beside, tags) if beside else (tags,), height=0)


def tag(path: str) -> str:
    """The docxtpl tag of a field path."""
    return f"{{{{ {path} }}}}"


def date_tag(path: str, blank: str) -> str:
    """The tag of a date, with the blank that is printed where there is none."""
    return f'{{{{ {path} or "{blank}" }}}}'
