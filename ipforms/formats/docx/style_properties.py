"""Styles, as far as they change what is seen: those that hide text, and those that number a paragraph.

A styles part may be twenty times as long as the document, and hardly ever says either. So it is opened when the first
paragraph asks for its style, searched as bytes, and parsed only if that style does have one of these properties.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.ooxml_names import PPR, RPR, VAL, VANISH, is_on, w

# The properties that matter, as they stand in the bytes.
_MATTERS = (b"vanish", b"numPr")
_BASE = re.compile(rb"""basedOn\s[^>]*?val\s*=\s*["']([^"']*)["']""")
_ID, _BASED_ON, _NUM_PR = w("styleId"), w("basedOn"), w("numPr")
_MOST_ANCESTORS = 20  # bounds styles that are based on each other in a circle


class StyleProperties:
    """The styles of a document, asked by their ids.

    Args:
        load: gives the bytes of the part, or None; called when the first style is asked for.
        parse: gives its root, or None; called if a style matters.
    """

    def __init__(self, load: Callable[[], bytes | None], parse: Callable[[bytes], Element]) -> None:
        self._load, self._parse = load, parse
        self._data: bytes | None = None
        self._every: dict[str, Element] | None = None
        self._known: dict[str, tuple[bool, Element]] = {}

    def hides(self, name: str) -> bool:
        """Whether text of this style is not to be seen."""
        return self._look(name)[0]

    def numbering(self, name: str) -> Element:
        """The properties of numbering of this style, or None."""
        return self._look(name)[1]

    def _look(self, name: str) -> tuple[bool, Element]:
        if name not in self._known:
            self._known[name] = self._read(name) if self._matters(name) else (False, None)
        return self._known[name]

    def _matters(self, name: str) -> bool:
        if self._data is None:
            data = self._load() or b""
            self._data = data if any(word in data for word in _MATTERS) else b""
        if not self._data:
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
        assert self._data is not None
        at = self._data.find(b'styleId="' + name.encode() + b'"')
        end = self._data.find(b"styleId=", at + 1)
        return None if at < 0 else self._data[at : end if end > 0 else len(self._data)]

    def _read(self, name: str) -> tuple[bool, Element]:
        if self._every is None:
            root = self._parse(self._data or b"")
            self._every = {} if root is None else {style.get(_ID): style for style in root.iter(w("style"))}
        chain = _ancestry(self._every.get(name), self._every)
        return bool(_first(chain, _hides)), _first(chain, _numbering)


def _ancestry(style: Element, every: dict[str, Element]) -> list[Element]:
    chain: list[Element] = []
    while style is not None and len(chain) < _MOST_ANCESTORS:
        chain.append(style)
        base = style.find(_BASED_ON)
        style = None if base is None else every.get(base.get(VAL))
    return chain


def _first(chain: list[Element], says: Callable[[Element], Element]) -> Element:
    """What the nearest style says, if any says something."""
    return next((said for said in map(says, chain) if said is not None), None)


def _hides(style: Element) -> bool | None:
    vanish = style.find(f"{RPR}/{VANISH}")
    return None if vanish is None else is_on(vanish.get(VAL))


def _numbering(style: Element) -> Element:
    return style.find(f"{PPR}/{_NUM_PR}")
