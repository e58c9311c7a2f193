"""The styles of an ODS, as far as they change what is seen: strikes, colours, and what a date format leaves out.

Source: OpenDocument 1.3 part 3, 16.2 (styles), 16.29 (data styles), 20.283 (fo:color), 20.380 (line through).
"""

from collections import ChainMap
from collections.abc import Mapping
from functools import cache

from ipforms.bulk.sources.cell_look import WHITE, CellLook, TextRun, comparable_colour, is_grey
from ipforms.containers.safe_xml import Element, local_name

_DATE_PARTS = {"year": "y", "month": "m", "day": "d"}
_TAKEN_OVER = ("parent-style-name", "data-style-name")
_PROPERTIES = ("text-properties", "table-cell-properties")


class OdsStyles:
    """The styles of cells and spans by name, as they are taken in."""

    def __init__(self) -> None:
        self._styles: dict[str, dict[str, str]] = {}
        self._dates: dict[str, str] = {}
        self.look = cache(self._look)

    def add(self, style: Element) -> None:
        """Take in a style, or a format of dates: what its attributes and those of its properties say."""
        said = _attributes(style)
        if local_name(style) == "date-style":
            parts = (_DATE_PARTS.get(local_name(each), "") for each in style.iterdescendants())
            self._dates[said.get("name", "")] = "".join(parts)
            return
        own = {key: value for key, value in said.items() if key in _TAKEN_OVER}
        for each in style.iterdescendants():
            own |= _attributes(each) if local_name(each) in _PROPERTIES else {}
        self._styles[said.get("name", "")] = own

    def run(self, name: str, text: str) -> TextRun:
        """Characters in a span of a style."""
        style = self._resolved(name)
        return TextRun(text, _is_struck(style), _colour(style, "color", "") or None)

    def _look(self, name: str) -> CellLook:
        """How cells of a style are shown, but for what is text in the file already."""
        style = self._resolved(name)
        background, ink = _colour(style, "background-color", WHITE), _colour(style, "color", "")
        code = self._dates.get(style.get("data-style-name", ""), "") or "General"
        is_struck = bool(_is_struck(style))
        return CellLook.of(code, is_struck=is_struck, ink=ink, background=background, is_grey=is_grey(ink))

    def _resolved(self, name: str) -> Mapping[str, str]:
        """A style with what it takes over from its parents."""
        found: dict[str, dict[str, str]] = {}
        while name in self._styles and name not in found:
            found[name] = self._styles[name]
            name = found[name].get("parent-style-name", "")
        return ChainMap(*found.values())


def _attributes(element: Element) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in element.items()}


def _is_struck(style: Mapping[str, str]) -> bool | None:
    """Whether a style strikes text; None if it says nothing of it."""
    said = [style[key] for key in ("text-line-through-style", "text-line-through-type") if key in style]
    return any(each != "none" for each in said) if said else None


def _colour(style: Mapping[str, str], key: str, default: str) -> str:
    """A colour to be compared; `default` if the style has none of its own."""
    value = style.get(key, "").lower()
    if value in ("", "transparent") or style.get("use-window-font-color") == "true":
        return default
    return comparable_colour(value.removeprefix("#")) or default
