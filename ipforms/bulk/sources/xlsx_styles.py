"""The styles and the rich texts of an XLSX, as far as they change what is seen.

Source: ECMA-376 Part 1, 18.8 (styles) and 18.4 (shared strings). A run without a font of its own has the cell's.
"""

import re
from collections.abc import Mapping

from ipforms.bulk.sources.cell_look import WHITE, CellLook, TextRun, comparable_colour, is_grey
from ipforms.bulk.sources.number_format import BUILT_IN
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.containers.safe_xml import Element, local_name

_STYLES = "xl/styles.xml"
_OFF = ("0", "false")
_PLAIN = (False, "")  # a font that neither strikes nor colours


def cell_looks(package: WorkbookPackage) -> list[CellLook]:
    """How the cells of each style are shown, by its number."""
    root = package.root(_STYLES)
    if root is None:
        return []
    own = {_number(each, "numFmtId"): each.get("formatCode", "") for each in root.iterfind("{*}numFmts/{*}numFmt")}
    fonts = dict(enumerate(map(_font, root.iterfind("{*}fonts/{*}font"))))
    fills = dict(enumerate(map(_fill, root.iterfind("{*}fills/{*}fill"))))
    return [_look(cell, BUILT_IN | own, fonts, fills) for cell in root.iterfind("{*}cellXfs/{*}xf")]


def _look(
    cell: Element, formats: Mapping[int, str], fonts: Mapping[int, tuple[bool, str]], fills: Mapping[int, str]
) -> CellLook:
    is_struck, ink = fonts.get(_number(cell, "fontId"), _PLAIN)
    fill = fills.get(_number(cell, "fillId"), WHITE)
    code = formats.get(_number(cell, "numFmtId"), "General")
    return CellLook.of(code, is_struck=is_struck, ink=ink, background=fill, is_grey=_is_grey(ink))


def _font(font: Element) -> tuple[bool, str]:
    """Whether a font, of a cell or of a run, strikes; and its colour."""
    strike, ink = font.find("{*}strike"), font.find("{*}color")
    return strike is not None and strike.get("val", "1") not in _OFF, "" if ink is None else _colour(ink)


def _fill(fill: Element) -> str:
    if fill.find("{*}gradientFill") is not None:
        return "gradient"
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return WHITE
    ink = pattern.find("{*}fgColor")
    return "pattern" if ink is None else _colour(ink)


def _colour(ink: Element) -> str:
    """A colour to be compared: "white", or what the file says; "" if it is the program's own choice."""
    if "rgb" in ink.attrib:
        return comparable_colour(ink.get("rgb")[-6:])
    tint = ink.get("tint", "")
    if ink.get("indexed") in ("1", "9") or (ink.get("theme") == "0" and not tint.startswith("-")):
        return WHITE
    kinds = [f"{kind} {ink.get(kind)}" for kind in ("indexed", "theme") if kind in ink.attrib]
    return "" if kinds in ([], ["indexed 64"], ["indexed 65"]) else f"{kinds[0]} {tint}"


def _is_grey(colour: str) -> bool:
    """Whether a colour is between black and white.

    >>> _is_grey("808080"), _is_grey("theme 0 -0.35"), _is_grey("C00000")
    (True, True, False)
    """
    return is_grey(colour) or re.fullmatch(r"theme 0 -0\.\d+|theme 1 0\.\d+", colour) is not None


def _number(element: Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text[:9]) if text.isdecimal() else 0


def rich_runs(text: Element) -> tuple[TextRun, ...] | None:
    """The runs of a text that has looks of its own; None of a plain one.

    How it is pronounced, small print above it, is no part of it.
    """
    if next(text.iter("{*}rPr"), None) is None:
        return None
    return tuple(_run(each) for each in text.iter("{*}t") if local_name(each.getparent()) != "rPh")


def _run(text: Element) -> TextRun:
    font = text.getparent().find("{*}rPr")
    return TextRun(text.text or "", *((None, None) if font is None else _font(font)))


def rich_texts(package: WorkbookPackage, part: str) -> dict[int, tuple[TextRun, ...]]:
    """The shared strings that have looks of their own, by number."""
    texts = enumerate(map(rich_runs, package.elements(part, "si")))
    return {number: runs for number, runs in texts if runs}
