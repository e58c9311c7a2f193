"""How much fits on a line of a table's cell, so that a number or an address that is somewhat longer is set smaller.

Word breaks 0579-82177827-8001 behind a hyphen, and an e-mail address or a patent number that is wider than its cell
anywhere. Our own PDF measures the characters (`typesetting/form.typ`); the fonts of a DOCX are those of whoever opens
it, so widths are estimated.
"""

import re
from functools import cache
from typing import NamedTuple

from ipforms.text.regex import regex

_WIDTH = 0.56  # mean width of digits and letters in font sizes: 0.5 in Times New Roman, 0.56 in Noto Serif
_SMALLEST = 15  # half points, 小六号: as in our PDF, no number is printed smaller
_TOKEN = regex("([!-~]+)([，。、；]*)")  # what must not fall apart, and the signs that stay with it
_MARGIN = 108  # twips on each side of a cell where the tables do not say: what Word sets
_STYLE = regex(r'<w:style [^>]*w:styleId="([^"]*)".*?</w:style>', re.DOTALL)
_SIZE, _BASE = regex(r'<w:sz w:val="(\d+)"'), regex(r'<w:basedOn w:val="([^"]*)"')
_DEFAULTS = regex(r"<w:rPrDefault>.*?</w:rPrDefault>", re.DOTALL)
_CELL_MARGIN = regex(r'<w:tblCellMar>.*?<w:(?:left|start) w:w="(\d+)"', re.DOTALL)
_STANDARD = 20  # half points, where nobody says (ECMA-376, 17.3.2.38)


def _width(token: str, signs: str) -> float:
    """In Latin letters."""
    return len(token) + len(signs) / _WIDTH


def _widest(text: str) -> float:
    return max((_width(*token) for token in _TOKEN.findall(text)), default=0)


@cache
def _run(length: int) -> re.Pattern[str]:
    """What may be as wide as so many signs are."""
    return re.compile(f"[!-~，。、；]{{{max(length, 1)}}}")


class TextRoom(NamedTuple):
    """The line of a cell that a value stands on."""

    characters: int  # of Latin letters that fit
    size: int  # of the type, in half points
    before: str  # XML that begins a run with the properties of this one, but for its size, which comes next
    after: str  # XML that goes on as before

    def is_wide(self, text: str) -> bool:
        """Whether a text has a token that does not fit; few have so many letters, digits and signs in a row.

        >>> room = TextRoom(18, 21, "", "")
        >>> room.is_wide("GR202133001234，2021年"), room.is_wide("0579-82177827-8001-12")
        (False, True)
        """
        least = min(self.characters, self.characters * self.size // _SMALLEST)
        return _run(int(least * _WIDTH)).search(text) is not None and _widest(text) > least

    def size_for(self, text: str) -> int:
        """The size at which the widest token of a text fits; the usual one if that would be too small.

        >>> room = TextRoom(18, 21, "", "")
        >>> room.size_for("0579-82177827-8001-12"), room.size_for("13905790000、13905790001")
        (18, 21)
        """
        widest = _widest(text)
        if widest <= self.characters:
            return self.size
        size = int(self.size * self.characters / widest)
        return size if size >= _SMALLEST else self.size

    def lines(self, text: str) -> list[str]:
        """The text, with a line of its own for the domain of an address that is too long even if it is set smaller.

        >>> TextRoom(18, 21, "", "").lines("zhishichanquan@jinding-doors.example.com")
        ['zhishichanquan', '@jinding-doors.example.com']
        """
        most = self.characters * self.size / _SMALLEST

        def parted(found: re.Match[str]) -> str:
            return found[0].replace("@", "\n@") if _width(found[1], found[2]) > most else found[0]

        return _TOKEN.sub(parted, text).split("\n")


class Typography(NamedTuple):
    """What a document's styles say of the room in its tables."""

    sizes: dict[str, int]  # of type in half points, by style; under "" that of paragraphs without one
    margin: int  # twips on each side of a cell

    @classmethod
    def of(cls, styles: str) -> "Typography":
        """That of a `word/styles.xml`; "" where there is none."""
        defaults = _DEFAULTS.search(styles)
        own, margin = _SIZE.search(defaults[0]) if defaults else None, _CELL_MARGIN.search(styles)
        sizes = {"": int(own[1]) if own else _STANDARD}
        found = {style[1]: style[0] for style in _STYLE.finditer(styles)}
        for name in found:
            sizes[name] = _size_of(name, found, sizes[""])
        return cls(sizes, int(margin[1]) if margin else _MARGIN)

    def characters(self, width: int, size: int) -> int:
        """How many Latin letters of a size fit in a cell of a width in twips."""
        return int((width - 2 * self.margin) / (_WIDTH * size * 10))


def _size_of(name: str, styles: dict[str, str], default: int) -> int:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        if size := _SIZE.search(styles[name]):
            return int(size[1])
        base = _BASE.search(styles[name])
        name = base[1] if base else ""
    return default
