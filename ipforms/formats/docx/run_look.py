"""How a run looks, as far as that decides whether a person sees it as text: struck, hidden, pale, small, raised.

Properties come from the run, its character style, its paragraph's style, the style of the table and the document's
defaults. Most are the nearest one's; `w:strike` and `w:vanish` are toggles, which each level of styles turns over
(ECMA-376, 17.7.3).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.ooxml_names import VAL, VANISH, is_on, number, w, w14

WHITE = "FFFFFF"
_BOUND = 24  # of 255; two colours whose channels differ no more look the same on paper
_SMALLEST = 4  # half points; nobody reads text of two points
_LIFTED, _USUAL = 0.3, 21  # of the size of the characters; 五号 in half points
_NARROWEST = 5  # per cent; characters scaled to this are a line


class RunLook(NamedTuple):
    """What properties say; None where they say nothing."""

    struck: bool | None = None  # crossed out by one line
    double: bool | None = None  # crossed out by two
    hidden: bool | None = None  # formatted as hidden
    colour: str | None = None  # six hexadecimal digits; "" is automatic, which is always seen; "none" is no ink at all
    fill: str | None = None  # what is behind the characters
    small: bool | None = None  # too small to be read
    narrow: bool | None = None  # scaled to be a mere line
    raised: bool | None = None  # a superscript


PLAIN = RunLook()


def look_of(properties: Iterable[Element]) -> RunLook:
    """What the children of a `w:rPr` say."""
    said: dict[str, bool | str | None] = {}
    for child in properties:
        known = READERS.get(child.tag)
        value = None if known is None else known[1](child)
        if known is not None and value is not None:
            said[known[0]] = value
    return RunLook(**said) if said else PLAIN  # type: ignore[arg-type]


def over(near: RunLook, far: RunLook) -> RunLook:
    """Two levels of which the nearer wins, as where a style is based on another."""
    if far is PLAIN:
        return near
    return near._replace(**{name: there for name, there in far._asdict().items() if getattr(near, name) is None})


def effective(direct: RunLook, styles: Sequence[RunLook], defaults: RunLook) -> RunLook:
    """What a run looks like.

    Args:
        direct: what it says itself.
        styles: what its styles say, the nearest first.
        defaults: what the document says of all text.

    >>> struck = RunLook(struck=True)
    >>> effective(PLAIN, (struck, struck), PLAIN).struck, effective(struck, (struck, struck), PLAIN).struck
    (False, True)
    """
    look = direct
    for style in (*styles, defaults):
        look = over(look, style)
    struck = _toggled(direct.struck, [style.struck for style in styles], defaults.struck)
    hidden = _toggled(direct.hidden, [style.hidden for style in styles], defaults.hidden)
    return look._replace(struck=struck, hidden=hidden)


def _toggled(direct: bool | None, styles: Sequence[bool | None], default: bool | None) -> bool:
    return direct if direct is not None else bool(default) or sum(map(bool, styles)) % 2 == 1


def left_out(look: RunLook, is_behind: Callable[[str], bool]) -> str:
    """The code of the message on why such text is not seen; "" if it is.

    Args:
        look: what it looks like.
        is_behind: whether a colour cannot be told from what lies behind the paragraph.
    """
    if look.hidden:
        return "reading.hidden_text"
    if look.struck or look.double:
        return "reading.struck"
    if look.small or look.narrow or look.colour == "none":
        return "reading.invisible_text"
    if look.colour and (are_alike(look.colour, look.fill) if look.fill else is_behind(look.colour)):
        return "reading.invisible_text"
    return ""


def are_alike(one: str, other: str) -> bool:
    """Whether two colours look the same on paper."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return all(abs(here - there) <= _BOUND for here, there in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def rgb(text: str | None) -> str:
    """A colour in an attribute; "" if it is automatic, or none that makes sense.

    >>> rgb("ffffff"), rgb("auto"), rgb(None), rgb("#FFF")
    ('FFFFFF', '', '', '')
    """
    known = text or ""
    return known.upper() if len(known) == 6 and not set(known) - _HEX else ""


def shading(element: Element) -> str | None:
    """The colour of a `w:shd`; None if it has none.

    A pattern of many lines is its own colour, and one of few is what lies below.
    """
    pattern = element.get(VAL, "clear")
    fill = rgb(element.get(w("color") if pattern == "solid" else w("fill")))
    return fill or ("000000" if pattern == "solid" else None)


def _switch(element: Element) -> bool:
    return is_on(element.get(VAL))


def _colour(element: Element) -> str:
    return rgb(element.get(VAL)) or _THEME.get(element.get(_THEME_COLOUR, ""), "")


def _ink(element: Element) -> str | None:
    """The colour that Word 2010 and later draw characters with; None where it is a gradient or the like."""
    for fill in element:
        if fill.tag == w14("noFill"):
            return "none"
        for colour in fill:
            opacity = colour.find(w14("alpha"))
            if opacity is not None and number(opacity.get(w14("val")), 0) > _TRANSPARENT:
                return "none"
            if fill.tag == w14("solidFill"):
                return rgb(colour.get(w14("val"))) or _THEME.get(colour.get(w14("val"), ""))
    return None


def _highlight(element: Element) -> str | None:
    """The colour of a marker: all but two are none that text would be lost in."""
    return {"black": "000000", "white": WHITE, "none": None}.get(element.get(VAL, ""), "808080")


def _is_small(element: Element) -> bool:
    return number(element.get(VAL), _SMALLEST + 1) <= _SMALLEST


def _is_narrow(element: Element) -> bool:
    return number((element.get(VAL) or "").rstrip("%"), 100) <= _NARROWEST


def _is_raised(element: Element) -> bool:
    return bool(element.get(VAL) == "superscript")


def _is_lifted(element: Element) -> bool | None:
    """Raised by a number of half points, as LibreOffice writes the superscripts of a web page."""
    size = element.getparent().find(w("sz"))
    height = _USUAL if size is None else number(size.get(VAL), _USUAL)
    return number(element.get(VAL), 0) >= _LIFTED * height or None


_HEX = frozenset("0123456789abcdefABCDEF")
_TRANSPARENT = 95_000  # of 100,000
_THEME_COLOUR = w("themeColor")
_THEME = {**dict.fromkeys(("background1", "light1", "bg1", "lt1"), WHITE)}
READERS: dict[str, tuple[str, Callable[[Element], bool | str | None]]] = {
    w("strike"): ("struck", _switch),
    w("dstrike"): ("double", _switch),
    VANISH: ("hidden", _switch),
    w("color"): ("colour", _colour),
    w14("textFill"): ("colour", _ink),
    w("shd"): ("fill", shading),
    w("highlight"): ("fill", _highlight),
    w("sz"): ("small", _is_small),
    w("w"): ("narrow", _is_narrow),
    w("vertAlign"): ("raised", _is_raised),
    w("position"): ("raised", _is_lifted),
}
"""Elements of `w:rPr`: which attribute of a look they decide, and how."""
