"""Automatic numbers: “1.”, “（一）”, “①” in front of a paragraph, which stand in no run of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.number_formats import FORMATS
from ipforms.formats.docx.ooxml_names import RPR, VAL, number, w
from ipforms.formats.docx.run_look import PLAIN, RunLook, look_of
from ipforms.formats.docx.symbol_fonts import in_font, symbol_font

_NUM_ID, _LEVEL = w("numId"), w("ilvl")
_SLOT = re.compile("%([1-9])")
_LEVELS = 9  # of a list (ECMA-376, 17.9.6)


class Numbering:
    """The lists of a document, counting as its paragraphs pass.

    `load` gives the root of the numbering part, or None; it is called when the first numbered paragraph comes.
    """

    def __init__(self, load: Callable[[], Element]) -> None:
        self._load = load
        self._levels: dict[str, dict[int, Any]] | None = None
        self._shared: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._starts: dict[tuple[str, int], int] = {}

    def label(self, properties: Element) -> tuple[str, RunLook]:
        """What stands in front of the next paragraph with these properties (`w:numPr`), and how; "" if nothing does."""
        found = {child.tag: child.get(VAL) for child in properties}
        name, level = found.get(_NUM_ID) or "0", number(found.get(_LEVEL), 0)
        if number(name, 0) == 0 or not 0 <= level < _LEVELS:
            return "", PLAIN
        if self._levels is None:
            self._read()
        levels = (self._levels or {}).get(name)
        if not levels or level not in levels:
            return "", PLAIN
        self._count(name, levels, level)
        look = levels[level].find(RPR)
        return self._written(name, levels, level), PLAIN if look is None else look_of(look)

    def _count(self, name: str, levels: dict[int, Any], level: int) -> None:
        counts = self._counts.setdefault(self._shared.get(name, name), [-1] * _LEVELS)
        for above in range(level):
            counts[above] = self._start(name, levels, above) if counts[above] < 0 else counts[above]
        counts[level] = self._start(name, levels, level) if counts[level] < 0 else counts[level] + 1
        counts[level + 1 :] = [-1] * (_LEVELS - level - 1)

    def _start(self, name: str, levels: dict[int, Any], level: int) -> int:
        return self._starts.get((name, level), number(_value(levels.get(level), "start"), 1))

    def _written(self, name: str, levels: dict[int, Any], level: int) -> str:
        counts = self._counts[self._shared.get(name, name)]
        shown = _value(levels[level], "lvlText")
        if _value(levels[level], "numFmt") == "bullet":
            shown = _bullet(levels[level], shown)
        else:
            shown = _SLOT.sub(lambda slot: _ordinal(levels.get(int(slot[1]) - 1), counts[int(slot[1]) - 1]), shown)
        return shown if not shown or _value(levels[level], "suff") == "nothing" else f"{shown} "

    def _read(self) -> None:
        self._levels = {}
        root = self._load()
        if root is None:
            return
        abstract = {each.get(w("abstractNumId")): _by_level(each) for each in root.findall(w("abstractNum"))}
        for each in root.findall(w("num")):
            name, pattern = each.get(w("numId"), ""), _value(each, "abstractNumId")
            self._levels[name] = dict(abstract.get(pattern, {}))
            overrides = each.findall(w("lvlOverride"))
            for override in overrides:
                self._override(name, override)
            if not overrides:
                self._shared[name] = f"abstract {pattern}"

    def _override(self, name: str, override: Element) -> None:
        """A list that changes a level, or starts elsewhere; it counts on its own."""
        assert self._levels is not None
        self._levels[name] |= _by_level(override)
        start = override.find(w("startOverride"))
        if start is not None:
            self._starts[name, number(override.get(_LEVEL), 0)] = number(start.get(VAL), 1)


def _by_level(parent: Element) -> dict[int, Any]:
    return {number(level.get(_LEVEL), -1): level for level in parent.findall(w("lvl"))}


def _value(parent: Element, name: str) -> str:
    child = None if parent is None else parent.find(w(name))
    return "" if child is None else child.get(VAL, "")


def _ordinal(level: Element, count: int) -> str:
    return FORMATS.get(_value(level, "numFmt") or "decimal", str)(max(count, 0))


def _bullet(level: Element, shown: str) -> str:
    fonts = level.find(f"{RPR}/{w('rFonts')}")
    font = None if fonts is None else symbol_font(fonts.get(w("ascii")) or fonts.get(w("hAnsi")))
    if font is None:
        return shown
    seen, unknown = in_font(shown, font)
    return "•" if unknown else seen
