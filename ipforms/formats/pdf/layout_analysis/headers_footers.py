"""Headers and footers: what stands at the edge of the pages and is no part of the document's flow."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from ipforms.formats.pdf.layout_analysis.page_layout import PageLayout
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine

# Points from the edge of the page: a line in the outer part is always furniture, in the inner one if it is repeated.
_OUTER_EDGE, _EDGE = 44.0, 62.0
_PAGE_NUMBER = re.compile(r"[\s—–\-·~第共页/,，]*\d{1,4}(?:[\s—–\-·~第共页/,，]+\d{0,4})*")
_DIGITS = re.compile(r"\d+")


class HeadersFooters:
    """Tells headers and footers apart, by their place and because they stand on more than one page."""

    def __init__(self, pages: Sequence[PageLayout]) -> None:
        self._pages_with = Counter(key for each in pages for key in set(map(_key, each.lines)))

    def part(self, line: TextLine, layout: PageLayout) -> Literal["body", "header", "footer"]:
        """Which part of its page a line is."""
        height = layout.page.height
        edge = _edge(line, height, _EDGE)
        is_repeated = self._pages_with[_key(line)] > 1 or _PAGE_NUMBER.fullmatch(line.text)
        return edge if is_repeated or _edge(line, height, _OUTER_EDGE) != "body" else "body"


def _key(line: TextLine) -> str:
    """What a line says, whatever the numbers in it."""
    return _DIGITS.sub("0", "".join(line.text.split()))


def _edge(line: TextLine, height: float, depth: float) -> Literal["body", "header", "footer"]:
    if line.box.bottom < depth:
        return "header"
    return "footer" if line.box.top > height - depth else "body"
