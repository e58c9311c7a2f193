"""Styles, as far as they change what is seen: those that hide text, and those that number a paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipforms.readers.docx.names import PPR, RPR, VAL, VANISH, is_on, w
from ipforms.readers.docx.xml import Element

# The properties that matter, as they stand in the bytes: most documents have neither, and need no walk.
MATTERS = (b"vanish", b"numPr")

_ID, _BASED_ON, _NUM_PR = w("styleId"), w("basedOn"), w("numPr")
_MOST_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """Style ids: `hidden` ones, and `numbered` ones with their properties of numbering."""

    hidden: frozenset[str] = frozenset()
    numbered: dict[str, Element] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> Styles:
        """The styles of a document, each with what it inherits."""
        every = {style.get(_ID): style for style in root.iter(w("style"))}
        hidden, numbered = set(), {}
        for name, style in every.items():
            chain = _ancestry(style, every)
            if _first(chain, _hides):
                hidden.add(name)
            properties = _first(chain, _numbering)
            if properties is not None:
                numbered[name] = properties
        return cls(frozenset(hidden), numbered)


def _ancestry(style: Element, every: dict[str, Element]) -> list[Element]:
    chain = [style]
    while len(chain) < _MOST_ANCESTORS:
        base = chain[-1].find(_BASED_ON)
        parent = None if base is None else every.get(base.get(VAL))
        if parent is None:
            break
        chain.append(parent)
    return chain


def _first(chain: list[Element], says: object) -> Element:
    """What the nearest style says, if any says something."""
    return next((said for said in map(says, chain) if said is not None), None)  # type: ignore[call-overload]


def _hides(style: Element) -> bool | None:
    vanish = style.find(f"{RPR}/{VANISH}")
    return None if vanish is None else is_on(vanish.get(VAL))


def _numbering(style: Element) -> Element:
    return style.find(f"{PPR}/{_NUM_PR}")
