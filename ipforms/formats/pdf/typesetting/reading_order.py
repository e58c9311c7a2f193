"""Whether it is plain to see which texts a reader finds in a document, and in which order.

The stream of blanks in a PDF has to know them. The reader of documents finds them in any document, and takes its time;
those of our own templates have nothing but paragraphs and plain tables.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from ipforms.formats.pdf.typesetting.paragraph_cache import Placeholder
from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode
from ipforms.formats.pdf.typesetting.style_sheet import W
from ipforms.formats.pdf.whitespace_stream import PARAGRAPH

_CHILDREN = {
    "document": {"body"},
    "body": {"p", "tbl", "sectPr"},
    "tbl": {"tblPr", "tblGrid", "tr"},
    "tr": {"trPr", "tc"},
    "trPr": {"cantSplit", "trHeight", "tblHeader"},
    "tc": {"tcPr", "p"},
    "tcPr": {"tcW", "gridSpan", "vMerge", "vAlign"},
}
"""What may stand in what."""


class TextGroup(NamedTuple):
    """Texts that a reader gives as one."""

    paragraphs: list[Placeholder]  # their places
    in_table: bool  # whether it is a cell; else what stands between two tables that have lines
    covered: bool = False  # whether it is merged with the one above, so that it has no text of its own


def groups(root: Any, sections: list[LayoutNode]) -> list[TextGroup] | None:
    """The texts of a document by their places; None where only the reader can tell."""
    if root.attrib or not all(_is_plain(element) for element in root.iter(*(f"{W}{name}" for name in _CHILDREN))):
        return None
    found: list[TextGroup] = []
    for block in (block for section in sections for block in section["blocks"]):
        cells = [cell for row in block["table"]["rows"] for cell in row["all"]] if "table" in block else []
        if cells and block["table"]["line"]:
            found += [TextGroup(cell["paragraphs"], True, cell["continued"]) for cell in cells]
            continue
        if not found or found[-1].in_table:
            found.append(TextGroup([], False))
        own = [each for cell in cells if not cell["continued"] for each in cell["paragraphs"]]
        found[-1].paragraphs.extend(own if cells else [block["paragraph"]])
    return found


def _is_plain(element: Any) -> bool:
    name = element.tag.removeprefix(W)
    allowed = _CHILDREN[name]
    return all(child.tag.removeprefix(W) in allowed for child in element)


def texts(groups: list[TextGroup] | None, typed: Callable[[Placeholder], str | None]) -> list[str] | None:
    """The texts of a document, as `spacing.texts` gives them for what the reader finds.

    Args:
        groups: where they stand.
        typed: the text of a paragraph; None where only the reader can tell.
    """
    found: list[str] = []
    for group in groups or ():
        lines = [text for text in map(typed, group.paragraphs) if text is not None]
        if len(lines) < len(group.paragraphs) or (group.covered and any(lines)):
            return None
        if not group.covered:
            found.append(("\n" if group.in_table else PARAGRAPH).join(lines))
    return None if groups is None else found
