"""Where in the XML a tag stands: what a line break in its value must be written as."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipforms.template.text_room import TextRoom, Typography
from ipforms.text.regex import regex

_TAG = regex(
    r"""< (?P<closing>/?) (?P<name>[A-Za-z_][\w.:-]*)
        (?: [^>"'] | "[^"]*" | '[^']*' )*?   # attributes, whose values may hold >
        (?P<empty>/?) >""",
    re.VERBOSE,
)
# Tracked changes of properties hold the old ones, in elements of the same names.
_CHANGES = regex(r"<w:(pPrChange|rPrChange|sectPrChange)\b.*?</w:\1>", re.DOTALL)
# What belongs to one paragraph and must not be repeated by the next.
_ONCE = regex(r"<w:pageBreakBefore[^>]*/>")

_LINE = ["w:p", "w:r", "w:t"]
# What holds one paragraph, or has a fixed height: there a paragraph does not grow into several.
_CLOSED = {"w:sdt", "w:txbxContent"}
# What a paragraph stands in that the other elements around do not matter to.
_OPEN_BLOCKS = {"w:tc", "w:body"}

_WIDTH = regex(r'<w:tcW [^>]*w:w="(\d+)" w:type="dxa"')
_STYLE, _SIZE = regex(r'<w:pStyle w:val="([^"]*)"'), regex(r'<w:sz w:val="(\d+)"')
_SIZES = regex(r"<w:sz(?:Cs)? [^>]*/>")

_TEXT = '<w:t xml:space="preserve">'
_BREAK = f"</w:t><w:br/>{_TEXT}"


@dataclass
class _OpenElement:
    """An element that is open: where it began, and its `w:pPr` or `w:rPr` once that is read."""

    name: str
    start: int
    properties: str = ""


class XmlPosition:
    """Follows the open elements while the XML is fed in pieces."""

    def __init__(self) -> None:
        self._xml = ""
        self._read = 0
        self._open: list[_OpenElement] = []

    def feed(self, xml: str) -> None:
        """Go on to the end of `xml`."""
        self._xml += xml
        for tag in _TAG.finditer(self._xml, self._read):
            if tag["closing"]:
                self._close(tag.end())
            elif not tag["empty"]:
                self._open.append(_OpenElement(tag["name"], tag.start()))
            self._read = tag.end()

    def _close(self, end: int) -> None:
        if not self._open:  # A tag of docxtpl has taken an opening away; the document will not parse, and says so.
            return
        closed = self._open.pop()
        if self._open and closed.name == f"{self._open[-1].name}Pr":
            self._open[-1].properties = self._xml[closed.start : end]

    @property
    def in_text(self) -> bool:
        """Whether print may stand here: in a run's text, not between elements and not in an attribute."""
        return bool(self._open) and self._open[-1].name == "w:t"

    def line_break(self) -> str:
        """XML that ends the line here.

        In a plain paragraph that is a new paragraph of the same kind, so that each line of a text gets the first-line
        indent of its style, as a typist would do it; inside a hyperlink, a content control or a text box it is `w:br`.
        So it is in the last paragraph of a section, whose `w:sectPr` would else end the section after the first line.
        """
        if not self._plain():
            return _BREAK
        paragraph, run = (_CHANGES.sub("", element.properties) for element in self._open[-3:-1])
        if "<w:sectPr" in paragraph:
            return _BREAK
        return f"</w:t></w:r></w:p><w:p>{_ONCE.sub('', paragraph)}<w:r>{run}{_TEXT}"

    def room(self, typography: Typography) -> TextRoom | None:
        """The line of a table's cell that a value stands on; None where it does not stand in one, or its width is open.

        Args:
            typography: of the document.
        """
        cell = next((each for each in reversed(self._open) if each.name == "w:tc"), None)
        width = _WIDTH.search(cell.properties) if cell else None
        if width is None or not self._plain():
            return None
        paragraph, run = (_CHANGES.sub("", element.properties) for element in self._open[-3:-1])
        style, own = _STYLE.search(paragraph), _SIZE.search(run)
        size = int(own[1]) if own else typography.sizes.get(style[1] if style else "", typography.sizes[""])
        bare = _SIZES.sub("", run or "<w:rPr></w:rPr>").removesuffix("</w:rPr>")
        after = f"</w:t></w:r><w:r>{run}{_TEXT}"
        return TextRoom(typography.characters(int(width[1]), size), size, f"</w:t></w:r><w:r>{bare}", after)

    def _plain(self) -> bool:
        names = [element.name for element in self._open]
        if names[-3:] != _LINE:
            return False
        around = next((name for name in reversed(names) if name in _OPEN_BLOCKS | _CLOSED), "")
        return around not in _CLOSED
