"""Where in the XML a tag stands: what a line break in its value must be written as."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
_PROPERTIES = {
    "w:p": re.compile(r"<w:p(?: [^>]*)?>(<w:pPr>.*?</w:pPr>)", re.DOTALL),
    "w:r": re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)", re.DOTALL),
}
# What belongs to one paragraph and must not be said again by the next.
_ONCE = re.compile(r"<w:sectPr\b.*?</w:sectPr>|<w:pageBreakBefore[^>]*/>", re.DOTALL)

_TEXT = '<w:t xml:space="preserve">'


class Place:
    """Follows the open elements while the XML is fed in pieces."""

    def __init__(self) -> None:
        self._xml = ""
        self._read = 0
        self._open: list[tuple[str, int]] = []

    def feed(self, xml: str) -> None:
        """Go on to the end of `xml`."""
        self._xml += xml
        for tag in _TAG.finditer(self._xml, self._read):
            closing, name, _, empty = tag.groups()
            if closing:
                self._open.pop()
            elif not empty:
                self._open.append((name, tag.start()))
            self._read = tag.end()

    def line_break(self) -> str:
        """XML that ends the line here.

        In a plain paragraph that is a new paragraph of the same kind, so that each line of a text gets the first-line
        indent of its style, as a typist would do it; inside a hyperlink or a content control it is `w:br`.
        """
        names = [name for name, _ in self._open[-3:]]
        if names != ["w:p", "w:r", "w:t"]:
            return f"</w:t><w:br/>{_TEXT}"
        paragraph, run = (self._properties(name, start) for name, start in self._open[-3:-1])
        return f"</w:t></w:r></w:p><w:p>{_ONCE.sub('', paragraph)}<w:r>{run}{_TEXT}"

    def _properties(self, name: str, start: int) -> str:
        found = _PROPERTIES[name].match(self._xml, start)
        return found[1] if found else ""
