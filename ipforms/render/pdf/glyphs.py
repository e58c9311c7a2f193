"""Which characters the fonts of the package can draw, and what is said where they cannot."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from ipforms.render.pdf.paragraphs import Set

GETA = "〓"
"""What printers set where a character is missing."""

_SHOWN = 20
# Marks of direction and of joining, variation selectors: nothing is drawn for them.
_INVISIBLE = {"Cf", "Cc", "Zs", "Zl", "Zp"}


class MissingGlyphs(UserWarning):
    """Characters that no embedded font has.

    Attributes:
        characters: each of them once, in the order of the form.
    """

    def __init__(self, characters: str) -> None:
        self.characters = characters
        named = "、".join(f"{each}（U+{ord(each):04X}）" for each in characters[:_SHOWN])
        more = "等" if len(characters) > _SHOWN else ""
        zh = f"PDF 中有 {len(characters)} 个字符没有可用的字形，将显示为空框：{named}{more}。请核对，必要时改用 DOCX 格式。"
        en = f"The embedded fonts lack {len(characters)} character(s) of this PDF: check the file, or make a DOCX."
        super().__init__(f"{zh} / {en}")


@cache
def _ranges() -> tuple[range, ...]:
    lines = (files("ipforms") / "fonts" / "coverage.txt").read_text(encoding="ascii").split()
    bounds = (line.split("-") for line in lines)
    return tuple(range(int(first, 16), int(last, 16) + 1) for first, last in bounds)


@cache
def _known() -> frozenset[str]:
    return frozenset(chr(code) for each in _ranges() for code in each)


def missing(text: str) -> str:
    """The characters of a text that cannot be drawn, each once.

    >>> missing("䶮𬭎㛃囍〇☑☐✔√𝄞")
    '𝄞'
    """
    return "".join(each for each in dict.fromkeys(text) if each not in _known() and not _unseen(each))


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE or 0xFE00 <= ord(character) <= 0xFE0F


def told(layout: Set, *, replace: bool) -> Set:
    """The layout, after a warning that names what cannot be drawn; with `replace`, 〓 stands for it.

    Warns:
        MissingGlyphs: there is such a character.
    """
    texts = list(_texts(layout))
    lacking = missing("".join(holder[key] for holder, key in texts))
    if lacking:
        warnings.warn(MissingGlyphs(lacking), stacklevel=6)
    if replace:
        drawn = str.maketrans(dict.fromkeys(lacking, GETA))
        for holder, key in texts:
            holder[key] = "".join(each for each in holder[key].translate(drawn) if each in _known())
    return layout


def _texts(node: Any) -> Iterator[tuple[Any, Any]]:
    """Where each printed text stands: a list or a mapping, and its index or key in that."""
    if isinstance(node, dict):
        for key, child in node.items():
            if key in ("text", "token"):
                yield node, key
            elif key in ("parts", "measured"):
                yield from ((child, index) for index in range(len(child)))
            else:
                yield from _texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from _texts(child)
