"""The styles and the rich texts of an XLSX, as far as they change what is seen.

Source: ECMA-376 Part 1, 18.8 (styles) and 18.4 (shared strings). A run without a font of its own has the cell's.
"""

import re
from dataclasses import dataclass

from ipforms.bulk.sources.cell_look import WHITE, CellLook, TextRun, is_grey
from ipforms.bulk.sources.number_format import BUILT_IN, NumberFormat
from ipforms.bulk.sources.workbook_package import WorkbookPackage

_STYLES = "xl/styles.xml"
_NEARLY_WHITE = 0xF8  # of each channel; lighter greys cannot be told from paper
_OFF = ("0", "false")


def colour(attributes: dict[str, str]) -> str:
    """A colour to be compared: "white", or what the file says; "" if it is the program's own choice."""
    if "rgb" in attributes:
        return _rgb(attributes["rgb"][-6:])
    if attributes.get("indexed") in ("1", "9") or (attributes.get("theme") == "0" and not _is_darker(attributes)):
        return WHITE
    kinds = [f"{kind} {attributes[kind]}" for kind in ("indexed", "theme") if kind in attributes]
    return "" if kinds in ([], ["indexed 64"], ["indexed 65"]) else f"{kinds[0]} {attributes.get('tint', '')}"


def _rgb(text: str) -> str:
    try:
        channels = bytes.fromhex(text)
    except ValueError:
        return ""
    return WHITE if len(channels) == 3 and min(channels) >= _NEARLY_WHITE else text.upper()


def _is_darker(attributes: dict[str, str]) -> bool:
    return attributes.get("tint", "").startswith("-")


@dataclass
class Font:
    """A font: of a cell, or of a run."""

    is_struck: bool = False
    colour: str = ""

    def take(self, name: str, attributes: dict[str, str]) -> None:
        """Take in one of its elements."""
        if name == "strike":
            self.is_struck = attributes.get("val", "1") not in _OFF
        elif name == "color":
            self.colour = colour(attributes)


class RichText:
    """A text of runs, as the walk through its element goes on."""

    def __init__(self) -> None:
        self._runs: list[TextRun] = []
        self._font: Font | None = None
        self._text: list[str] | None = None
        self._is_ruby = False

    @property
    def runs(self) -> tuple[TextRun, ...]:
        """The runs so far; of a plain text one."""
        return tuple(self._runs)

    @property
    def is_peculiar(self) -> bool:
        """Whether some of it has a look of its own."""
        return any(run.is_struck is not None for run in self._runs)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "rPh":
            self._is_ruby = True  # how the text is pronounced: small print above it, and no part of it
        elif name == "r":
            self._font = None
        elif name == "rPr":
            self._font = Font()
        elif name == "t" and not self._is_ruby:
            self._text = []
        elif self._font is not None:
            self._font.take(name, attributes)

    def data(self, text: str) -> None:
        """Characters."""
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._is_ruby = False
        elif name == "t" and self._text is not None:
            font = self._font
            looks = (None, None) if font is None else (font.is_struck, font.colour)
            self._runs.append(TextRun("".join(self._text), *looks))
            self._text = None


def rich_texts(package: WorkbookPackage, part: str) -> dict[int, tuple[TextRun, ...]]:
    """The shared strings that have runs of their own look, by number."""
    found: dict[int, tuple[TextRun, ...]] = {}
    count, text = 0, RichText()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal text
        if name == "si":
            text = RichText()
        text.start(name, attributes)

    def end(name: str) -> None:
        nonlocal count
        text.end(name)
        if name == "si":
            if text.is_peculiar:
                found[count] = text.runs
            count += 1

    package.walk(part, start, end, lambda data: text.data(data))
    return found


class XlsxStyles:
    """How the cells of each style are shown.

    Attributes:
        looks: of each style, by its number.
        peculiar: numbers of the styles that may show something else than the value.
    """

    def __init__(self, package: WorkbookPackage) -> None:
        self._formats = dict(BUILT_IN)
        self._fonts: list[Font] = []
        self._fills: list[str] = []
        self._within: list[str] = []
        self._cells: list[dict[str, str]] = []
        if _STYLES in package:
            package.walk(_STYLES, self._start, self._end)
        self.looks = [self._look(cell) for cell in self._cells]
        self.peculiar = {number for number, look in enumerate(self.looks) if not look.is_plain}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        within = self._within
        if name == "numFmt" and "numFmts" in within:
            self._formats[_number(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif name == "font" and within[-1:] == ["fonts"]:
            self._fonts.append(Font())
        elif name == "fill" and within[-1:] == ["fills"]:
            self._fills.append(WHITE)
        elif name == "xf" and within[-1:] == ["cellXfs"]:
            self._cells.append(attributes)
        elif within[1:3] == ["fonts", "font"]:
            self._fonts[-1].take(name, attributes)
        elif within[1:3] == ["fills", "fill"]:
            self._fill(name, attributes)
        within.append(name)

    def _end(self, _name: str) -> None:
        self._within.pop()

    def _fill(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fgColor" and self._fills[-1] == "pattern":
            self._fills[-1] = colour(attributes)
        elif name == "patternFill" and attributes.get("patternType", "none") != "none":
            self._fills[-1] = "pattern"
        elif name == "gradientFill":
            self._fills[-1] = "gradient"

    def _look(self, cell: dict[str, str]) -> CellLook:
        font = dict(enumerate(self._fonts)).get(_number(cell, "fontId"), Font())
        fill = dict(enumerate(self._fills)).get(_number(cell, "fillId"), WHITE)
        code = self._formats.get(_number(cell, "numFmtId"), "General")
        format_ = NumberFormat.of(code)
        is_whole_date = format_.date_parts >= {"y", "m", "d"}
        return CellLook(
            None if format_.is_plain or is_whole_date else format_,
            font.is_struck,
            bool(font.colour) and font.colour == fill,
            fill,
            is_grey=_is_grey(font.colour),
        )


def _is_grey(colour: str) -> bool:
    """Whether a colour is between black and white.

    >>> _is_grey("808080"), _is_grey("theme 0 -0.35"), _is_grey("C00000")
    (True, True, False)
    """
    return is_grey(colour) or re.fullmatch(r"theme 0 -0\.\d+|theme 1 0\.\d+", colour) is not None


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "0")
    return int(text[:9]) if text.isdecimal() else 0
