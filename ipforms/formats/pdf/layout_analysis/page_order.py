"""In which order pages follow each other: a stack that lay on the scanner the wrong way round comes out backwards."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ipforms.formats.pdf_page import PdfPage

_LARGE = 1.45  # times the usual height of characters: the titles of the forms have 18 to 26 points beside 10 to 14
_TITLE = re.compile(r"[\u4e00-\u9fff]{6,}")  # alone in its line
_SECTION = re.compile(r"([一二三四五六七八九])、[^。；]{2,24}")
_NUMERALS = "一二三四五六七八九"


def in_reading_order(pages: Sequence[PdfPage]) -> Sequence[PdfPage]:
    """Pages with the one that bears the title first, and the others as their sections are numbered.

    Only where one page has a title: several forms in one file are left as they are. Behind a title that comes first,
    pages change places only if each section stands once, and none is missing: a text may number its points as well.
    """
    sizes = sorted(each.box.height for page in pages for each in page.characters if each.text.strip())
    if len(pages) < 2 or not sizes:
        return pages
    found = [_sections(page, _LARGE * sizes[len(sizes) // 2]) for page in pages]
    ranks = [next(iter(each), None) for each in found]
    if ranks.count(0) != 1:
        return pages
    if ranks[0] == 0:
        numbered = [at for at, each in enumerate(found) if each]
        in_order = sorted(numbered, key=lambda at: found[at])
        is_whole = [each for at in in_order for each in found[at]] == list(range(sum(map(len, found))))
        moved = dict(zip(numbered, in_order if is_whole else numbered, strict=True))
        return [pages[moved.get(at, at)] for at in range(len(pages))]
    known = [rank for rank in ranks if rank is not None]
    if known == sorted(known, reverse=True):
        return pages[::-1]
    filled = [0, *ranks]
    for number, rank in enumerate(ranks, 1):
        filled[number] = filled[number - 1] if rank is None else rank
    return [pages[at] for at in sorted(range(len(pages)), key=lambda at: (filled[at + 1] or 0, ranks[at] is None))]


def _sections(page: PdfPage, large: float) -> list[int]:
    """0 for the title of a form, where a page has that, and the numbers of its sections."""
    lines = list(_lines(page))
    has_title = any(height > large and _TITLE.fullmatch(text) for text, height in lines)
    sections = [_NUMERALS.index(each[1]) + 1 for text, _ in lines if (each := _SECTION.fullmatch(text))]
    return [0, *sections] if has_title else sections


def _lines(page: PdfPage) -> Iterator[tuple[str, float]]:
    """The lines of a page with their heights."""
    for _, group in groupby(page.characters, key=lambda each: (each.box.top, each.box.bottom)):
        line = list(group)
        yield "".join(each.text for each in line).strip(), max(each.box.height for each in line)
