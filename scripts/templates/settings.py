"""The small parts beside the document: settings, the font table, the footer's page number."""

from __future__ import annotations

from .markup import Element, el
from .styles import FANG, HEI, SONG

PAGE_NUMBER = "PageNumber"
_WORD = "http://schemas.microsoft.com/office/word"
# What Word takes where a font is missing: 仿宋_GB2312 is not part of Windows, 仿宋 is.
_FONTS = ((FANG, "仿宋"), (SONG, "华文中宋"), (HEI, "SimHei"))


def settings() -> tuple[Element, ...]:
    """The children of `w:settings`; compatibility mode 15 is Word 2013 and later."""
    mode = el("compatSetting", name="compatibilityMode", uri=_WORD, val=15)
    return (
        el("zoom", percent=100),
        el("defaultTabStop", val=420),
        el("characterSpacingControl", val="compressPunctuation"),
        el("compat", mode),
        el("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def fonts() -> Element:
    """The font table."""
    return el("fonts", *(_font(name, other) for name, other in _FONTS))


def footer() -> Element:
    """A footer with the page number, — 1 — as GB/T 9704 has it."""
    properties = el("pPr", el("pStyle", val=PAGE_NUMBER))
    field = el("fldSimple", _run("1"), instr=" PAGE ")
    return el("ftr", el("p", properties, _run("— "), field, _run(" —")))


def _font(name: str, other: str) -> Element:
    return el("font", el("altName", val=other), el("charset", val=86), name=name)


def _run(content: str) -> Element:
    text = el("t")
    text.text = content
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return el("r", text)
