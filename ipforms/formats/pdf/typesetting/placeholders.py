"""The place of a paragraph in the frame of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from lxml import etree

from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode

NUMBER = "n"
"""The attribute with the number of a paragraph that was taken out."""


class Placeholder(NamedTuple):
    """A paragraph of a frame.

    Attributes:
        source: its number among those that were taken out; its XML, if it stayed.
        width: of the line that it stands in, in points.
    """

    source: int | bytes
    width: float

    def xml(self, paragraphs: Sequence[bytes]) -> bytes:
        """Its XML.

        Args:
            paragraphs: those that were taken out.
        """
        return self.source if isinstance(self.source, bytes) else paragraphs[self.source]


Lay = Callable[[Placeholder], LayoutNode]
"""Sets a paragraph."""


def placeholder(element: Any, width: float) -> Placeholder:
    """The place of a `w:p`, or of what stands for one."""
    number = element.get(NUMBER)
    return Placeholder(etree.tostring(element, with_tail=False) if number is None else int(number), width)


def placeholders(elements: Iterable[Any], width: float) -> list[Placeholder]:
    """The places of several."""
    return [placeholder(element, width) for element in elements]
