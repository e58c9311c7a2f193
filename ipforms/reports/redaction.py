"""What is hidden of a file whose pages are shown: the numbers of persons and accounts that the tables hide as well.

That is the whole cell of a personal field, the digits of long numbers wherever they stand, and what of a personal cell
stands on another page. The rectangles are those of the wing that draws the pages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipforms.codes.masking import personal_spans
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission
from ipforms.reports.table_excerpts import personal_places
from ipforms.sheet import Paragraph, Sheet

if TYPE_CHECKING:
    from ipforms.formats import Rectangle

_DIGITS = re.compile(r"\d(?:[^\w:：]{0,3}\d)*")
_FEWEST_DIGITS = 5  # as in `cell_masking`: fewer are a year, a count or a house number


@dataclass(frozen=True)
class Redaction:
    """What is hidden of the pages of a file."""

    cells: Mapping[Place, str]  # the cells of personal fields that are not blank, with their texts
    secrets: tuple[str, ...]  # the digits of the numbers that are hidden
    plain: tuple[Place, ...] = ()  # what has words and hardly any digits

    def cells_of(self, page: int) -> "list[Rectangle]":
        """The rectangles of the cells that are hidden on a page."""
        return [place.box for place in self.cells if place.page == page and place.box is not None]

    def safe_of(self, page: int) -> "list[Rectangle]":
        """What may be shown of a page that is a picture: words that were read, and no numbers.

        A number that is misread is no number any more, so five digits are too many.
        """
        return [place.box for place in self.plain if place.page == page and place.box is not None]

    def number_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a text of a page the numbers stand that are hidden."""
        yield from personal_spans(text)
        yield from (found.span() for found in _DIGITS.finditer(text) if self._is_secret(found[0]))

    def _is_secret(self, text: str) -> bool:
        digits = _digits(text)
        return len(digits) >= _FEWEST_DIGITS and any(digits in secret for secret in self.secrets)


def redaction_of(read: Submission) -> Redaction:
    """What is to be hidden of a file."""
    if read.sheet is None:
        return Redaction({}, ())
    texts = dict(_texts(read.sheet))
    cells = {place: text for place in personal_places(read) if (text := texts.get(place, "…")).strip()}
    parts = (text[start:end] for text in texts.values() for start, end in personal_spans(text))
    plain = (place for place, text in texts.items() if text.strip() and place not in cells and _is_plain(text))
    return Redaction(cells, tuple(filter(None, map(_digits, (*cells.values(), *parts)))), tuple(plain))


def _is_plain(text: str) -> bool:
    return len(_digits(text)) < _FEWEST_DIGITS and not any(personal_spans(text))


def _texts(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    # The text of a field stands in that of its cell, if it has one.
    yield from ((field.place, field.text) for field in sheet.fields)
    for block in (*sheet.blocks, *sheet.margins):
        if isinstance(block, Paragraph):
            yield block.place, block.text
        else:
            yield from ((cell.place, cell.text) for cell in block.cells)


def _digits(text: str) -> str:
    """The digits of a text, those of full width too."""
    return "".join(str(int(character)) for character in text if character.isdecimal())
