"""Styles, as far as they change what is seen: those that hide, strike or pale text, and those that number a paragraph.

A styles part may be twenty times as long as the document, and hardly ever says any of it. So it is opened when
the first paragraph asks for its style, searched as bytes, and parsed only if that style has one of these properties.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.ooxml_names import PPR, RPR, VAL, w
from ipforms.formats.docx.run_look import PLAIN, WHITE, RunLook, look_of, over, shading

# The properties that matter, as they stand in the bytes; pale colours that nobody but a forger uses are not looked for.
_MATTERS = (
    *(b"vanish", b"numPr", b"strike", b"superscript", b"background1"),
    *(WHITE.encode(), WHITE.lower().encode(), b'sz w:val="1"'),
)
_BASE = re.compile(rb"""basedOn\s[^>]*?val\s*=\s*["']([^"']*)["']""")
_DEFAULT = re.compile(
    rb"""<w:style\s (?=[^>]*type="paragraph") (?=[^>]*default="1") [^>]*styleId="([^"]*)" """, re.VERBOSE
)
_ID, _BASED_ON, _NUM_PR = w("styleId"), w("basedOn"), w("numPr")
_DEFAULTS = f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}"
# Where a style says what is behind text; that of a table's first row and its like may be behind any cell.
_FILLS = (f"{PPR}/{w('shd')}", f"{w('tcPr')}/{w('shd')}", f"{w('tblStylePr')}/{w('tcPr')}/{w('shd')}")
_MOST_ANCESTORS = 20  # bounds styles that are based on each other in a circle


class StyleLook(NamedTuple):
    """What a style says."""

    text: RunLook = PLAIN  # of the look of characters
    numbering: Element = None  # `w:numPr` of its paragraphs, or None
    fill: str | None = None  # the colour behind its paragraphs or cells, or None


_PLAIN = StyleLook()


class StyleProperties:
    """The styles of a document, asked by their ids.

    Args:
        load: gives the bytes of the part, or None; called when the first style is asked for.
        parse: gives its root, or None; called if a style matters.
    """

    def __init__(self, load: Callable[[], bytes | None], parse: Callable[[bytes], Element]) -> None:
        self._load, self._parse = load, parse
        self._part = b""
        self._data: bytes | None = None
        self._every: dict[str, Element] | None = None
        self._known: dict[str, StyleLook] = {}
        self._of_all = PLAIN
        self._levels: dict[tuple[str, str], tuple[RunLook, ...]] = {}

    def matter(self) -> bool:
        """Whether any style may change what is seen."""
        return bool(self._bytes())

    def look(self, name: str) -> StyleLook:
        """What this style says; what it is based on included."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._read(name) if self._matters(name) else _PLAIN
        return known

    def levels(self, paragraph: str, table: str) -> tuple[RunLook, ...]:
        """What the styles around a run say, the nearest first and the defaults last; () if that is nothing.

        Args:
            paragraph: the style of its paragraph; "" if it names none.
            table: that of the table around it, or "".
        """
        known = self._levels.get((paragraph, table)) if self._bytes() else ()
        if known is None:
            looks = (self.look(paragraph or self._default()).text, self.look(table).text, self._defaults)
            known = self._levels[paragraph, table] = looks if any(look is not PLAIN for look in looks) else ()
        return known

    def _bytes(self) -> bytes:
        """The part, or nothing where no style of it matters."""
        if self._data is None:
            self._part = self._load() or b""
            self._data = self._part if any(word in self._part for word in _MATTERS) else b""
        return self._data

    def has_fill(self, name: str) -> bool:
        """Whether a style, of a paragraph or a table, puts a colour behind text."""
        return bool(name and self._read(name).fill)

    def _default(self) -> str:
        """The style of paragraphs that name none."""
        found = _DEFAULT.search(self._bytes())
        return found[1].decode("utf-8", "replace") if found else ""

    @cached_property
    def _defaults(self) -> RunLook:
        """What the document says of all text, at the beginning of the part."""
        data = self._bytes()
        if not any(word in data[: data.find(b"/w:docDefaults>")] for word in _MATTERS):
            return PLAIN
        self._styles()
        return self._of_all

    def _matters(self, name: str) -> bool:
        if not name or not self._bytes():
            return False
        for _ in range(_MOST_ANCESTORS):
            said = self._segment(name)
            if said is None or any(word in said for word in _MATTERS):
                return True
            base = _BASE.search(said)
            if base is None:
                return False
            name = base[1].decode("utf-8", "replace")
        return False

    def _segment(self, name: str) -> bytes | None:
        """The bytes of a style; None if they are not found, as where its id is written with entities."""
        data = self._bytes()
        at = data.find(b'styleId="' + name.encode() + b'"')
        end = data.find(b"styleId=", at + 1)
        return None if at < 0 else data[at : end if end > 0 else len(data)]

    def _styles(self) -> dict[str, Element]:
        """All styles, parsed."""
        if self._every is None:
            self._bytes()
            root = self._parse(self._part) if self._part else None
            self._every = {} if root is None else {style.get(_ID, ""): style for style in root.iter(w("style"))}
            defaults = None if root is None else root.find(_DEFAULTS)
            self._of_all = PLAIN if defaults is None else look_of(defaults)
        return self._every

    def _read(self, name: str) -> StyleLook:
        found = _PLAIN
        for style in _ancestry(self._styles().get(name), self._styles()):
            found = _based_on(found, _own(style))
        return found


def _ancestry(style: Element, every: dict[str, Element]) -> Iterator[Element]:
    for _ in range(_MOST_ANCESTORS):
        if style is None:
            return
        yield style
        base = style.find(_BASED_ON)
        style = None if base is None else every.get(base.get(VAL))


def _own(style: Element) -> StyleLook:
    """What a style says itself."""
    look, fills = style.find(RPR), [style.find(path) for path in _FILLS]
    text = PLAIN if look is None else look_of(look)
    fill = next((shading(each) for each in fills if each is not None), None)
    return StyleLook(text, style.find(f"{PPR}/{_NUM_PR}"), fill)


def _based_on(style: StyleLook, base: StyleLook) -> StyleLook:
    """A style with what it leaves to the one that it is based on."""
    numbering = base.numbering if style.numbering is None else style.numbering
    return StyleLook(over(style.text, base.text), numbering, base.fill if style.fill is None else style.fill)
