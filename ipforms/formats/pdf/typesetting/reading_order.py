"""The texts of a document as its pages show them, each with its paragraphs, in the order in which a reader finds them.

The stream of blanks in a PDF says of each what no page shows.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from ipforms.formats.pdf.typesetting.paragraph_cache import Placeholder
from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode
from ipforms.formats.pdf.whitespace_stream import PARAGRAPH


class TextGroup(NamedTuple):
    """Paragraphs whose texts a reader gives as one."""

    paragraphs: list[Placeholder]  # their places
    in_table: bool  # whether it is a cell; else what stands between two tables that have lines


def groups(sections: list[LayoutNode]) -> list[TextGroup]:
    """The texts of a document by their places."""
    found: list[TextGroup] = []
    for block in (block for section in sections for block in section["blocks"]):
        if "table" in block:
            cells = [cell["paragraphs"] for row in block["table"]["rows"] for cell in row["cells"]]
        else:
            cells = [[block["paragraph"]]]
        if "table" in block and block["table"]["line"]:
            found += [TextGroup(paragraphs, True) for paragraphs in cells]
            continue
        if not found or found[-1].in_table:
            found.append(TextGroup([], False))
        found[-1].paragraphs.extend(chain.from_iterable(cells))
    return found


def texts(groups: Iterable[TextGroup], typed: Callable[[Placeholder], str]) -> Iterator[str]:
    """The texts of a document, as `whitespace_stream.texts` gives them for what a reader finds.

    Args:
        groups: where they stand.
        typed: the text of a paragraph.
    """
    return (("\n" if group.in_table else PARAGRAPH).join(map(typed, group.paragraphs)) for group in groups)
