"""A form as a document: sections of blocks, each section with its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from docx.oxml.ns import qn

from .markup import Element, el
from .units import A4, mm

_EDGE = mm(15)


class Block(Protocol):
    """A paragraph or a table."""

    def xml(self) -> Element:
        """The `w:p` or `w:tbl`."""
        ...


@dataclass(frozen=True)
class Section:
    """A page layout: margins in twips, clockwise from the top.

    `numbered` pages have a footer; they count from 1, or on from the section before if it is `continued`.
    """

    margins: tuple[int, int, int, int]
    landscape: bool = False
    numbered: bool = False
    continued: bool = False

    def xml(self, footer_id: str) -> Element:
        """The `w:sectPr`."""
        return el("sectPr", *self._properties(footer_id))

    def _properties(self, footer_id: str) -> Iterator[Element]:
        if self.numbered:
            footer = el("footerReference", type="default")
            footer.set(qn("r:id"), footer_id)
            yield footer
        width, height = reversed(A4) if self.landscape else A4
        orient = {"orient": "landscape"} if self.landscape else {}
        yield el("pgSz", w=width, h=height, **orient)
        top, right, bottom, left = self.margins
        yield el("pgMar", top=top, right=right, bottom=bottom, left=left, header=_EDGE, footer=mm(11), gutter=0)
        if self.numbered and not self.continued:
            yield el("pgNumType", start=1)


@dataclass(frozen=True)
class Form:
    """A document: the id is its file name, the title goes to its properties."""

    id: str
    title: str
    sections: tuple[tuple[Section, Sequence[Block]], ...]

    @property
    def numbered(self) -> bool:
        """Whether any page has a page number."""
        return any(section.numbered for section, _ in self.sections)

    def body(self, footer_id: str) -> Iterator[Element]:
        """What stands in `w:body`: the last paragraph of a section that is not the last holds its `w:sectPr`."""
        for number, (section, blocks) in enumerate(self.sections, start=1):
            elements = [block.xml() for block in blocks]
            yield from elements
            if number == len(self.sections):
                yield section.xml(footer_id)
            else:
                elements[-1][0].append(section.xml(footer_id))
