"""Automatic numbers: “1.”, “（一）”, “①” in front of a paragraph, which stand in no run of it."""

import re
from collections.abc import Callable
from typing import Any

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.ooxml_names import RPR, VAL, number, w
from ipforms.formats.docx.run_look import PLAIN, RunLook, look_of
from ipforms.formats.docx.symbol_fonts import in_font, symbol_font
from ipforms.text.enumerations import chinese_number

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def letters(count: int) -> str:
    """A … z, aa, bb …, as Word goes on after z."""
    return chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 30) if count > 0 else ""


def roman(count: int) -> str:
    """i, ii, iii, iv …"""
    text = ""
    for value, sign in _ROMAN if count < 4000 else ():
        text += sign * (count // value)
        count %= value
    return text


def circled(count: int) -> str:
    """① … ⑳; beyond, the plain number, as Word does."""
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)


def full_width(count: int) -> str:
    """１, ２ …"""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 1 <= count <= len(signs) else str(count)


FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda count: f"{count:02}",
    "upperLetter": lambda count: letters(count).upper(),
    "lowerLetter": letters,
    "upperRoman": lambda count: roman(count).upper(),
    "lowerRoman": roman,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    **dict.fromkeys(
        (
            "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
            "japaneseCounting", "ideographDigital",
        ),
        lambda count: chinese_number(count) if count else "〇",
    ),
}  # fmt: skip


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
