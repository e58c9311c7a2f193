"""The styles of an ODS, as far as they change what is seen: strikes, colours, and what a date format leaves out.

Source: OpenDocument 1.3 part 3, 16.2 (styles), 16.29 (data styles), 20.283 (fo:color), 20.380 (line through).
"""

from dataclasses import dataclass, field

from ipforms.bulk.sources.cell_look import WHITE, CellLook, TextRun, is_grey
from ipforms.bulk.sources.number_format import NumberFormat

_DATE_PARTS = {"year": "y", "month": "m", "day": "d"}
_NEARLY_WHITE = 0xF8  # of each channel, as for XLSX


@dataclass
class _Style:
    parent: str = ""
    data_style: str = ""
    text: dict[str, str] = field(default_factory=dict)


class OdsStyles:
    """The styles of cells and spans by name, as the walk through a part goes on."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._dates: dict[str, str] = {}
        self._looks: dict[str, CellLook] = {}
        self._style: _Style | None = None
        self._date: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "style":
            parent, data = attributes.get("style:parent-style-name", ""), attributes.get("style:data-style-name", "")
            self._style = self._styles[attributes.get("style:name", "")] = _Style(parent, data)
        elif name == "date-style":
            self._date = attributes.get("style:name", "")
            self._dates[self._date] = ""
        elif self._date is not None and name in _DATE_PARTS:
            self._dates[self._date] += _DATE_PARTS[name]
        elif self._style is not None and name in ("text-properties", "table-cell-properties"):
            self._style.text |= attributes

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "style":
            self._style = None
        elif name == "date-style":
            self._date = None

    def look(self, name: str) -> CellLook:
        """How cells of a style are shown, but for what is text in the file already."""
        if name not in self._looks:
            self._looks[name] = self._cell_look(name)
        return self._looks[name]

    def run(self, name: str, text: str) -> TextRun:
        """Characters in a span of a style."""
        style = self._resolved(name).text
        struck, ink = _is_struck(style), _colour(style, "fo:color", "")
        return TextRun(text, struck, ink or None)

    def _cell_look(self, name: str) -> CellLook:
        style = self._resolved(name)
        background = _colour(style.text, "fo:background-color", WHITE)
        ink = _colour(style.text, "fo:color", "")
        parts = self._dates.get(style.data_style, "")
        format_ = NumberFormat.of(parts) if parts and not {"y", "m", "d"} <= set(parts) else None
        grey = is_grey(ink.removeprefix("#").upper())
        return CellLook(
            format_, bool(_is_struck(style.text)), bool(ink) and ink == background, background, is_grey=grey
        )

    def _resolved(self, name: str) -> _Style:
        """A style with what it takes over from its parents."""
        made = _Style()
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            made.text = {**style.text, **made.text}
            made.data_style = made.data_style or style.data_style
            name = style.parent
        return made


def _is_struck(text: dict[str, str]) -> bool | None:
    """Whether a style strikes text; None if it says nothing of it."""
    said = [text[key] for key in ("style:text-line-through-style", "style:text-line-through-type") if key in text]
    return any(each != "none" for each in said) if said else None


def _colour(text: dict[str, str], key: str, default: str) -> str:
    """A colour to be compared; `default` if the style has none of its own."""
    value = text.get(key, "").lower()
    if value in ("", "transparent") or text.get("style:use-window-font-color") == "true":
        return default
    try:
        channels = bytes.fromhex(value.removeprefix("#"))
    except ValueError:
        return default
    return WHITE if len(channels) == 3 and min(channels) >= _NEARLY_WHITE else value
