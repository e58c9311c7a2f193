"""Headers and footers: what stands at the edge of the pages and is no part of the document's flow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from ipforms.formats.pdf.layout_analysis.page_layout import PageLayout
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine

_EDGE, _OUTER_EDGE = 62.0, 44.0
_NUMBER = re.compile(r"[\s—–\-·~第共页/,，]*\d{1,4}(?:[\s—–\-·~第共页/,，]+\d{0,4})*")
_DIGITS = re.compile(r"\d+")


class HeadersFooters:
    """Tells headers and footers apart, by their place and because they stand on more than one page."""

    def __init__(self, pages: Sequence[PageLayout]) -> None:
        self._again = Counter(
            key for each in pages for key in {_key(line) for line in each.lines if _edge(line, each, _EDGE)}
        )

    def part(self, line: TextLine, laid: PageLayout) -> Literal["body", "header", "footer"]:
        """Which part of its page a line is."""
        edge = _edge(line, laid, _EDGE)
        if edge == "body":
            return edge
        is_one = _NUMBER.fullmatch(line.text) or self._again[_key(line)] > 1 or _edge(line, laid, _OUTER_EDGE) != "body"
        return edge if is_one else "body"


def _key(line: TextLine) -> str:
    return _DIGITS.sub("0", "".join(line.text.split()))


def _edge(line: TextLine, laid: PageLayout, depth: float) -> Literal["body", "header", "footer"]:
    if line.box.bottom < depth:
        return "header"
    return "footer" if line.box.top > laid.page.height - depth else "body"
